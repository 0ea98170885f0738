package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// The CSV format is for a person with a spreadsheet; a program reads the JSON.
// That decides two things. It begins with a byte order mark, without which Excel
// reads UTF-8 as the machine's old code page and garbles every title that is not
// ASCII. And a cell that a spreadsheet would take for a formula is written as
// text (https://owasp.org/www-community/attacks/CSV_Injection). Beyond that it is
// RFC 4180: one header, as many cells in every row, lines ended by CR LF.

// csvBOM is the byte order mark of UTF-8.
const csvBOM = "\ufeff"

// csvColumns are the cells of every row. A row has those that its record knows.
var csvColumns = []string{
	"record", "change", "verdict", "severity", "class", "page", "context", "title", "recipient", "host", "owner", "purpose",
	"what", "safe_harbor", "place", "channel", "disguises", "journey", "step", "when", "times_seen", "excerpt", "why", "remedy", "accepted", "rule", "fingerprint",
}

// csvRow is a row by column.
type csvRow map[string]string

func writeCSV(w io.Writer, in Input, _ Options) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	rows := append([]csvRow{csvHeader()}, csvRun(in)...)
	if _, err := io.WriteString(w, csvBOM); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	for _, row := range rows {
		cells := make([]string, len(csvColumns))
		for i, c := range csvColumns {
			cells[i] = csvCell(row[c])
		}
		if err := out.Write(cells); err != nil {
			return fmt.Errorf("writing the table: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

func csvHeader() csvRow {
	row := csvRow{}
	for _, c := range csvColumns {
		row[c] = c
	}
	return row
}

// formulaStarts begin what a spreadsheet computes instead of showing it: in
// ASCII, and in the full-width forms that some locales take as well.
const formulaStarts = "=+-@\t\r\n|%＝＋－＠"

// csvCell neutralises a cell. The apostrophe before a formula is how spreadsheets
// themselves mark text.
func csvCell(s string) string {
	s = clean(s)
	if s != "" && strings.ContainsRune(formulaStarts, []rune(s)[0]) {
		return "'" + s
	}
	return s
}

// csvRun gives every row: the run first, findings, then what was seen of pages,
// journeys and vendors, then what was not.
func csvRun(in Input) []csvRow {
	r, v := in.Run, newView(in)
	rows := []csvRow{{"record": "run", "verdict": r.Verdict.String(), "page": v.Site, "what": v.Headline, "why": v.Why, "when": v.When}}
	if v.Incomplete {
		rows = append(rows, csvRow{"record": "note", "what": incompleteNote})
	}
	for _, n := range v.Notes {
		rows = append(rows, csvRow{"record": "note", "what": n})
	}
	rows = append(rows, csvFindings(in)...)
	for _, p := range r.Pages {
		rows = append(rows, csvRow{"record": "page", "verdict": p.Verdict.String(), "page": shown(p.URL), "context": contextLabel(p.Context), "title": shown(p.Title), "why": shown(p.Why)})
	}
	for _, j := range r.Journeys {
		rows = append(rows, csvRow{"record": "journey", "verdict": shown(string(j.Status)), "page": shown(j.Page), "journey": shown(j.ID), "what": scenarioText(&j), "why": shown(j.Why)})
	}
	for _, x := range v.Vendors {
		rows = append(rows, csvRow{"record": "recipient", "severity": shown(string(x.Severity)), "class": shown(string(x.Class)), "recipient": x.Name, "host": series(x.Hosts, 20, "more"), "owner": x.Owner, "purpose": x.Purpose, "what": x.DataText(), "times_seen": number(x.Pages)})
	}
	for _, m := range in.Remedies {
		rows = append(rows, csvRow{"record": "remedy", "severity": shown(string(m.Severity)), "what": shown(m.Do), "place": shown(m.Where), "why": remedyAnswers(m), "remedy": verifiedText(m.Verified)})
	}
	rows = append(append(rows, csvPolicy(in.Policy)...), csvComparison(in.Comparison)...)
	for _, f := range v.Coverage.Facts {
		rows = append(rows, csvRow{"record": "coverage", "title": f.Label, "what": f.Text})
	}
	for _, u := range v.Coverage.Unexplained {
		rows = append(rows, csvRow{"record": "coverage", "title": "Unexplained", "what": u})
	}
	for _, n := range v.Coverage.NotSeen {
		rows = append(rows, csvRow{"record": "not looked at", "what": n})
	}
	for _, s := range v.Coverage.Skipped {
		rows = append(rows, csvRow{"record": "not looked at", "page": s.URL, "why": s.Reason})
	}
	for _, m := range v.Made {
		rows = append(rows, csvRow{"record": "made by", "title": m.Label, "what": m.Text})
	}
	return rows
}

// csvFindings gives the findings, worst first, and behind them those of the
// baseline that are gone or were not looked at.
func csvFindings(in Input) []csvRow {
	changes := changeOf(in.Comparison)
	var rows []csvRow
	for _, f := range byWeight(withRemedies(in)) {
		rows = append(rows, csvFinding(f, in.Run, changes[f.Fingerprint]))
	}
	for _, c := range formerFindings(in.Comparison) {
		rows = append(rows, csvFinding(&c.Finding, in.Run, c.Change))
	}
	return rows
}

func csvFinding(f *audit.Finding, r *audit.Run, change audit.Change) csvRow {
	it := newItem(f, r)
	return csvRow{
		"record": "finding", "change": shown(string(change)), "verdict": audit.Leak.String(), "severity": shown(string(f.Severity)), "class": shown(string(f.Class)),
		"page": shown(f.Page), "context": contextLabel(f.Context), "recipient": recipientName(f.Recipient), "host": hostText(f.Recipient),
		"owner": shown(f.Recipient.Owner), "purpose": purposeLabel(f.Recipient.Purpose), "what": it.What, "safe_harbor": harborLabel(f.SafeHarbor),
		"place": shown(f.Place), "channel": shown(string(f.Channel)), "disguises": strings.Join(it.Layers, " > "), "journey": shown(f.Journey),
		"step": number(f.Step), "when": strings.Join(it.Timing, "; "), "times_seen": number(f.Count), "excerpt": it.Excerpt,
		"why": shown(f.Why), "remedy": shown(f.Remedy), "accepted": acceptedText(f.Suppressed), "rule": shown(f.Rule), "fingerprint": shown(f.Fingerprint),
	}
}

// csvPolicy gives the headers that the site could send, and what they cannot stop.
func csvPolicy(p *audit.Policy) []csvRow {
	if p == nil {
		return nil
	}
	var rows []csvRow
	for _, h := range p.Headers {
		// The value is for a server's configuration, and is no good when it is cut.
		rows = append(rows, csvRow{"record": "policy", "title": clean(h[0]), "what": clean(h[1]), "remedy": verifiedText(p.Verified)})
	}
	for _, c := range p.Cannot {
		rows = append(rows, csvRow{"record": "policy", "title": "Cannot stop", "fingerprint": shown(c.Fingerprint), "why": shown(c.Why)})
	}
	for _, k := range p.Kept {
		rows = append(rows, csvRow{"record": "policy", "title": "Lets through", "host": shown(k.Host), "why": shown(k.Why)})
	}
	return rows
}

// csvComparison gives what else changed since the baseline.
func csvComparison(c *audit.Comparison) []csvRow {
	if c == nil {
		return nil
	}
	rows := []csvRow{{"record": "comparison", "what": comparisonLine(c)}}
	for _, s := range c.Caveats {
		rows = append(rows, csvRow{"record": "comparison", "title": "Caveat", "what": shown(s)})
	}
	for _, t := range changedThings(c) {
		rows = append(rows, csvRow{"record": "comparison", "title": t.Label, "change": shown(string(t.Change)), "what": shown(t.Name), "why": shown(t.Note)})
	}
	for _, s := range c.Coverage {
		rows = append(rows, csvRow{"record": "comparison", "title": "Coverage", "what": shown(s)})
	}
	return rows
}

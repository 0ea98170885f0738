package report

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// maxSummaryPages bounds the rows of the summary's table: it is to be seen at once.
const maxSummaryPages = 12

// maxSummaryUnsure bounds the inconclusive pages that it names.
const maxSummaryUnsure = 5

// maxSummaryNotSeen is how much is named of what this audit in particular did not see.
const maxSummaryNotSeen = 3

// writeSummary prints the run on about one screen: verdict, what to do first, the
// worst pages, coverage. The text format has all of it.
func writeSummary(w io.Writer, in Input, o Options) error {
	v := newView(in)
	p := newPrinter(w, o)
	p.summaryHead(v, in)
	p.summaryPages(v)
	p.summaryUnsure(v)
	p.actions(v)
	p.summaryCoverage(v)
	return p.end()
}

func (p *printer) summaryHead(v *view, in Input) {
	p.line(p.style(verdictStyle(v.Verdict), strings.ToUpper(v.Verdict.String())) + "  " + p.style(bold, clipColumns(v.Host, p.width-14)))
	p.styled("", bold, v.Headline)
	if v.Why != "" && len(in.Run.Findings) == 0 {
		p.para("", v.Why)
	}
	if v.Incomplete {
		p.para("", incompleteNote)
		if v.Resume != "" {
			p.line(resumeNote)
			p.line("  " + v.Resume) // whole, to be copied
		}
	}
	if n := p.bySeverity(in.Run.Findings); n != "" {
		p.line(n)
	}
	if in.Comparison != nil {
		p.para("", comparisonLine(in.Comparison))
	}
	for _, n := range v.Notes {
		p.para("note: ", n)
	}
}

// bySeverity counts the findings in their colours, "" for none.
func (p *printer) bySeverity(findings []audit.Finding) string {
	n := map[audit.Severity]int{}
	for _, f := range findings {
		n[f.Severity]++
	}
	var parts []string
	for _, s := range audit.Severities {
		if n[s] > 0 {
			parts = append(parts, p.style(severityStyle(s), number(n[s])+" "+string(s)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return count(len(findings), "finding", "findings") + ": " + strings.Join(parts, ", ")
}

// summaryPages is a table with one line for each of the worst pages. What is
// written from right to left stands in the last column, where it turns no other
// around on a terminal that does turn it.
func (p *printer) summaryPages(v *view) {
	if len(v.Leaks) == 0 {
		p.line(summaryRest(v, 0))
		return
	}
	p.line("")
	head, shares := []string{"Worst", "Found", "To whom", "Page"}, []int{10, 6, 29, 35}
	widths := columnWidths(p.width, shares)
	var rows [][]string
	for _, pg := range v.Leaks[:min(len(v.Leaks), maxSummaryPages)] {
		rows = append(rows, []string{
			p.style(severityStyle(pg.Severity), string(pg.Severity)), number(pg.Findings),
			clipColumns(summaryNames(pg, widths[2]), widths[2]), clipColumns(pg.Context+": "+pg.Title, widths[3]),
		})
	}
	p.compactTable(head, shares, rows)
	p.para("", summaryRest(v, len(v.Leaks)-len(rows)))
}

// summaryUnsure names the first of the pages that nothing can be said of.
func (p *printer) summaryUnsure(v *view) {
	if len(v.Unsure) == 0 {
		return
	}
	p.heading("Inconclusive")
	listed := min(len(v.Unsure), maxSummaryUnsure)
	for _, pg := range v.Unsure[:listed] {
		p.para("  - ", pg.URL+": "+cmp.Or(pg.Why, "not enough was seen to say"))
	}
	if more := len(v.Unsure) - listed; more > 0 {
		p.styled("  - ", faint, "And "+number(more)+" more, which the text report names.")
	}
}

// summaryNames lists the recipients of a page, as many as there is room for.
func summaryNames(pg pageView, room int) string {
	var names []string
	for _, f := range pg.Flows {
		names = appendNew(names, f.Name)
	}
	for n := len(names); n > 1; n-- {
		if s := series(slices.Clone(names), n, "more"); width(s) <= room {
			return s
		}
	}
	if len(names) > 1 {
		more := " and " + number(len(names)-1) + " more"
		return clipColumns(names[0], room-width(more)) + more
	}
	return strings.Join(names, "")
}

// summaryRest counts the pages that are not in the table.
func summaryRest(v *view, more int) string {
	var parts []string
	if more > 0 {
		parts = append(parts, count(more, "more page", "more pages")+" with findings")
	}
	if n := len(v.Unsure); n > 0 {
		parts = append(parts, count(n, "page", "pages")+" inconclusive")
	}
	if n := len(v.Clean); n > 0 {
		parts = append(parts, count(n, "page", "pages")+" clean")
	}
	if len(parts) == 0 {
		return "No other page."
	}
	return sentence(strings.Join(parts, ", ")) + "."
}

// summaryCoverage says what was and was not seen.
func (p *printer) summaryCoverage(v *view) {
	p.heading("Coverage")
	p.labelled(v.Coverage.Facts[:min(3, len(v.Coverage.Facts))])
	p.line("Not looked at:")
	listed := min(len(v.Coverage.NotSeen), len(blindSpots)+maxSummaryNotSeen)
	for _, n := range v.Coverage.NotSeen[:listed] {
		p.styled("  - ", faint, n)
	}
	if more := len(v.Coverage.NotSeen) - listed; more > 0 {
		p.styled("  - ", faint, "And "+number(more)+" more, which the text report names.")
	}
}

// clipColumns cuts s to n columns of a terminal, the last of them an ellipsis when
// something was cut.
func clipColumns(s string, n int) string {
	if width(s) <= n {
		return s
	}
	return s[:prefix(s, max(n-1, 1))] + "…"
}

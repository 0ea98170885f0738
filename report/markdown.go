package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// The Markdown format is for a pull request's comment or a build's summary: short
// and whole, with the rest in the HTML report. GitHub takes 65,536 characters of
// a comment; each section has its share of maxMarkdown and says what it left out.

// maxMarkdown bounds the summary, in bytes, which are never fewer than characters.
const maxMarkdown = 65_000

// The shares of the sections, in bytes. They leave room for the headings.
const (
	shareFindings = 22_000
	shareChanges  = 12_000
	shareCoverage = 12_000
	shareOther    = 4_500 // what to do first; what is inconclusive; notes
)

func writeMarkdown(w io.Writer, in Input, _ Options) error {
	v := newView(in)
	b := &strings.Builder{}
	fmt.Fprintf(b, "## quietroom: %s\n\n**%s**\n\n", v.Verdict, mark(v.Headline))
	if v.Why != "" {
		fmt.Fprintf(b, "%s\n\n", mark(v.Why))
	}
	fmt.Fprintf(b, "%s, %s. Coverage: %s.\n", code(v.Site), v.When, mark(v.Coverage.Line))
	var notes []string
	if v.Incomplete {
		notes = append(notes, "- **"+incompleteNote+"**")
	}
	for _, n := range v.Notes {
		notes = append(notes, "- note: "+mark(n))
	}
	section(b, "", "", notes, shareOther)
	markdownChanges(b, in.Comparison)
	markdownActions(b, in, v)
	markdownFindings(b, in.Run)
	var unsure []string
	for _, p := range v.Unsure {
		unsure = append(unsure, "- "+code(p.URL)+": "+mark(p.Why))
	}
	for _, j := range v.Journeys {
		unsure = append(unsure, fmt.Sprintf("- journey %s on %s, %s: %s", code(j.Scenario), code(j.Page), mark(j.Status), mark(j.Why)))
	}
	section(b, "Inconclusive", "Not enough was seen to say.", unsure, shareOther)
	markdownCoverage(b, v)
	if b.Len() > maxMarkdown {
		return fmt.Errorf("the Markdown summary has %d bytes, and a comment takes %d: the shares of its sections are wrong", b.Len(), maxMarkdown)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("writing the summary: %w", err)
	}
	return nil
}

// section prints lines under a heading, as many as its share has room for.
func section(b *strings.Builder, heading, lead string, lines []string, share int) {
	if len(lines) == 0 {
		return
	}
	if heading != "" {
		fmt.Fprintf(b, "\n### %s\n", heading)
	}
	b.WriteByte('\n')
	if lead != "" {
		b.WriteString(lead + "\n")
	}
	if lead != "" && !strings.HasSuffix(lead, "|") { // the rows of a table follow at once
		b.WriteByte('\n')
	}
	used := 0
	for i, l := range lines {
		if used += len(l) + 1; used > share {
			fmt.Fprintf(b, "\n%s more: the HTML report has them all.\n", number(len(lines)-i))
			return
		}
		b.WriteString(l + "\n")
	}
}

func markdownFindings(b *strings.Builder, r *audit.Run) {
	var rows []string
	for _, f := range byWeight(r.Findings) {
		it := newItem(f, r)
		to := recipientName(f.Recipient)
		rows = append(rows, fmt.Sprintf("| %s %s | %s | %s | %s | %s |", mark(shown(string(f.Severity))), mark(shown(string(f.Class))), mark(it.What), mark(to), code(clip(shown(f.Page), 120)), mark(clip(howText(it), 200))))
	}
	section(b, "Findings", "| Severity | What left | To whom | Page | How |\n| --- | --- | --- | --- | --- |", rows, shareFindings)
}

// markdownActions prints what to do first: the remedies, or what the judge said
// where none were worked out.
func markdownActions(b *strings.Builder, in Input, v *view) {
	var lines []string
	for i, m := range in.Remedies[:min(len(in.Remedies), 3)] {
		line := fmt.Sprintf("%d. %s %s", i+1, mark(shown(m.Do)), remedyAnswers(m))
		if m.Where != "" {
			line += " Where: " + code(shown(m.Where)) + "."
		}
		lines = append(lines, line+" ("+verifiedText(m.Verified)+")")
	}
	if len(lines) == 0 {
		for i, a := range v.Actions {
			lines = append(lines, fmt.Sprintf("%d. %s (%s: %s, %s)", i+1, mark(a.Remedy), mark(a.Vendor), a.Answers, mark(string(a.Severity))))
		}
	}
	if p := in.Policy; p != nil {
		lines = append(lines, fmt.Sprintf("- The site's own headers would stop %s and cannot stop %s: %s. The HTML report has them.",
			count(len(p.Stops), "finding", "findings"), number(len(p.Cannot)), verifiedText(p.Verified)))
	}
	section(b, "What to do first", "", lines, shareOther)
}

func markdownChanges(b *strings.Builder, c *audit.Comparison) {
	if c == nil {
		return
	}
	lines := []string{mark(comparisonLine(c)), ""}
	for _, s := range c.Caveats {
		lines = append(lines, "- Caveat: "+mark(shown(s)))
	}
	for _, f := range c.Findings {
		if f.Change == audit.Unchanged && f.Was == "" && !f.Again {
			continue
		}
		line := fmt.Sprintf("- **%s**: %s %s, %s to %s on %s", mark(shown(string(f.Change))), mark(shown(string(f.Finding.Severity))), mark(shown(string(f.Finding.Class))),
			mark(shown(f.Finding.Kind.Info().Label)), mark(recipientName(f.Finding.Recipient)), code(clip(shown(f.Finding.Page), 120)))
		if f.Was != "" {
			line += ", of class " + mark(shown(string(f.Was))) + " before"
		}
		if f.Again {
			line += ", was accepted and counts again"
		}
		if f.Note != "" {
			line += ": " + mark(shown(f.Note))
		}
		lines = append(lines, line)
	}
	for _, t := range changedThings(c) {
		lines = append(lines, strings.TrimSuffix(fmt.Sprintf("- %s %s: %s. %s", t.Label, mark(shown(string(t.Change))), code(shown(t.Name)), mark(shown(t.Note))), " "))
	}
	for _, s := range c.Coverage {
		lines = append(lines, "- Coverage: "+mark(shown(s)))
	}
	section(b, "Since the baseline", "", lines, shareChanges)
}

func markdownCoverage(b *strings.Builder, v *view) {
	var lines []string
	for _, n := range v.Coverage.NotSeen {
		lines = append(lines, "- Not looked at: "+mark(n))
	}
	for _, f := range v.Coverage.Facts {
		lines = append(lines, "- "+mark(f.Label)+": "+mark(f.Text))
	}
	for _, u := range v.Coverage.Unexplained {
		lines = append(lines, "- Unexplained: "+mark(u))
	}
	for _, s := range v.Coverage.Skipped {
		lines = append(lines, "- Not audited: "+code(s.URL)+": "+mark(s.Reason))
	}
	section(b, "Coverage, and what was not looked at", "", lines, shareCoverage)
	var made []string
	for _, m := range v.Made {
		made = append(made, mark(m.Label)+": "+code(m.Text))
	}
	fmt.Fprintf(b, "\n<details><summary>How this was made</summary>\n\n")
	section(b, "", "", []string{strings.Join(made, "; ") + "."}, shareOther)
	b.WriteString("\n</details>\n")
}

// apart is a comment that shows nothing. It stands in what GitHub and GitLab
// would make a link, a mention or a reference of, after all escapes are undone.
const apart = "<!-- -->"

// marks are the characters that Markdown or HTML could take for something else
// (https://github.github.com/gfm/).
var marks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`, "!", `\!`, "$", `\$`,
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "@", "@"+apart, "#", `\#`+apart, "://", ":"+apart+"//", "www.", "www"+apart+".",
)

// mark escapes neutralised text for Markdown.
func mark(s string) string { return marks.Replace(s) }

// codeMarks are the characters that would end code, or the cell of a table around it.
var codeMarks = strings.NewReplacer("`", "'", "|", "¦")

// code puts neutralised text between back-quotes, where nothing is a mention or a
// link.
func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + codeMarks.Replace(s) + "`"
}

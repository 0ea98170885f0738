package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// DiffFormat is one way to print a comparison of two runs.
type DiffFormat struct {
	// Name is what --format takes.
	Name string
	// Write prints the comparison. It gives back every error of w.
	Write func(w io.Writer, c audit.Comparison, o Options) error
}

var diffFormats = []DiffFormat{
	{"text", writeDiffText},
	{"json", writeDiffJSON},
	{"markdown", writeDiffMarkdown},
}

// DiffFormats lists every format that a comparison is printed in.
func DiffFormats() []DiffFormat { return append([]DiffFormat(nil), diffFormats...) }

// FindDiff gives the named format of a comparison. The error for an unknown one
// says which there are.
func FindDiff(name string) (DiffFormat, error) {
	return byName("format of a comparison", diffFormats, func(f DiffFormat) string { return f.Name }, name)
}

// writeDiffJSON writes the comparison as it is; its lists are never null.
func writeDiffJSON(w io.Writer, c audit.Comparison, _ Options) error {
	return encode(w, "the comparison", c)
}

// DiffHeadline says in one sentence what became of the findings of the old run,
// and what is new.
func DiffHeadline(c audit.Comparison) string {
	n := map[audit.Change]int{}
	rose, again := 0, 0
	for _, f := range c.Findings {
		n[f.Change]++
		switch {
		case f.Again:
			again++
		case f.Was != "":
			rose++
		}
	}
	parts := []string{}
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, count(n, one, many))
		}
	}
	add(n[audit.New], "new finding", "new findings")
	add(n[audit.Changed], "that is not as before", "that are not as before")
	add(again, "that was accepted and counts again", "that were accepted and count again")
	add(rose, "of another class than before", "of another class than before")
	add(n[audit.Gone], "gone", "gone")
	add(n[audit.NotLookedAt], "not looked at this time", "not looked at this time")
	if len(parts) == 0 {
		if n[audit.Unchanged] == 0 {
			return "No finding in either run."
		}
		return fmt.Sprintf("No finding is new or gone: %s as before.", count(n[audit.Unchanged], "finding", "findings"))
	}
	add(n[audit.Unchanged]-again-rose, "as before", "as before")
	return sentence(series(parts, len(parts), "")) + "."
}

// diffGroup is the findings that changed in one way.
type diffGroup struct {
	Change audit.Change
	Title  string
	// Lead says what the change means, "" where the title says it.
	Lead     string
	Findings []diffFinding
}

// diffFinding is one finding of a comparison, said in words.
type diffFinding struct {
	Grade, What, To, On, How, Note, Accepted, Fingerprint string
	Severity                                              audit.Severity
}

// diffGroups puts the findings under headings. What is as before is not among them.
func diffGroups(c audit.Comparison) []diffGroup {
	groups := []diffGroup{
		{Change: audit.New, Title: "New findings"},
		{Change: audit.Changed, Title: "Known findings that are not as they were"},
		{Change: audit.NotLookedAt, Title: "Not looked at this time", Lead: "The old run found these, and the new one could not have seen them again. That is no sign that they are gone."},
		{Change: audit.Gone, Title: "Gone", Lead: "The old run found these. The new one looked at the same pages and journeys to their end and did not."},
	}
	for i := range c.Findings {
		f := &c.Findings[i]
		change := f.Change
		if change == audit.Unchanged && (f.Was != "" || f.Again) {
			change = audit.Changed
		}
		for g := range groups {
			if groups[g].Change == change {
				groups[g].Findings = append(groups[g].Findings, newDiffFinding(f))
			}
		}
	}
	var out []diffGroup
	for _, g := range groups {
		if len(g.Findings) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func newDiffFinding(ch *audit.FindingChange) diffFinding {
	f := &ch.Finding
	bare := *f
	bare.Suppressed = nil // said in a line of its own
	it := newItem(&bare, &audit.Run{})
	d := diffFinding{
		Grade: string(f.Severity) + " " + shown(string(f.Class)), Severity: f.Severity, What: it.What, To: recipientName(f.Recipient),
		On: shown(f.Page) + " (" + contextLabel(f.Context) + ")", How: howText(it), Note: shown(ch.Note), Accepted: acceptedText(f.Suppressed), Fingerprint: shown(f.Fingerprint),
	}
	if host := hostText(f.Recipient); host != d.To {
		d.To += " (" + host + ")"
	}
	if ch.Was != "" {
		d.Note = strings.TrimSpace(fmt.Sprintf("It was of class %s. %s", shown(string(ch.Was)), d.Note))
	}
	return d
}

// acceptedText says who accepts a finding, why and until when; "" for nobody.
func acceptedText(s *audit.Suppression) string {
	if s == nil {
		return ""
	}
	return shown(s.String() + ": " + s.Reason)
}

// thingGroups are the vendors, pages and journeys that changed, under headings.
func thingGroups(c audit.Comparison) []struct {
	Title  string
	Things []audit.ThingChange
} {
	return []struct {
		Title  string
		Things []audit.ThingChange
	}{{"Third parties that came or went", c.Vendors}, {"Pages that changed", c.Pages}, {"Journeys that changed", c.Journeys}}
}

// refText names a run: "20261114T030000Z, 14 November 2026, 03:00 UTC: leak".
func refText(r audit.RunRef) string {
	when := shown(r.Started)
	if t, err := time.Parse(time.RFC3339, r.Started); err == nil {
		when = moment(t)
	}
	return fmt.Sprintf("%s, %s: %s", shown(r.ID), when, r.Verdict)
}

func writeDiffText(w io.Writer, c audit.Comparison, o Options) error {
	p := newPrinter(w, o)
	p.line(p.style(bold, "quietroom diff"))
	p.para("", shown(c.New.Site))
	p.styled("old  ", faint, refText(c.Old))
	p.styled("new  ", faint, refText(c.New))
	p.line("")
	p.styled("", bold, DiffHeadline(c))
	p.changes(&c)
	return p.end()
}

// since prints what changed since the baseline, nothing without one.
func (p *printer) since(c *audit.Comparison) {
	if c == nil {
		return
	}
	p.heading("What changed")
	p.styled("", bold, comparisonLine(c))
	p.changes(c)
}

// changes prints a comparison behind its headline.
func (p *printer) changes(c *audit.Comparison) {
	for _, s := range c.Caveats {
		p.para("note: ", shown(s))
	}
	for _, g := range diffGroups(*c) {
		p.heading(g.Title)
		if g.Lead != "" {
			p.para("", g.Lead)
		}
		for _, f := range g.Findings {
			p.diffFinding(f)
		}
	}
	for _, g := range thingGroups(*c) {
		if len(g.Things) > 0 {
			p.heading(g.Title)
		}
		for _, t := range g.Things {
			p.para(fmt.Sprintf("%-14s", t.Change), strings.TrimSuffix(shown(t.Name)+": "+shown(t.Note), ": "))
		}
	}
	if len(c.Coverage) > 0 {
		p.heading("Change of coverage")
		for _, s := range c.Coverage {
			p.para("- ", shown(s))
		}
	}
}

func (p *printer) diffFinding(f diffFinding) {
	p.line("")
	p.para(p.style(severityStyle(f.Severity), f.Grade)+"  ", f.What+" to "+f.To)
	p.para("  ", "on "+f.On)
	p.para("  ", f.How)
	if f.Accepted != "" {
		p.para("  ", f.Accepted)
	}
	if f.Note != "" {
		p.para("  ", f.Note)
	}
	p.styled("  ", faint, "fingerprint "+f.Fingerprint)
}

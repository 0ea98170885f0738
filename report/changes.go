package report

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// change is one thing to change, in words.
type change struct {
	Do, Where, Source string
	Steps             []string
	Severity          audit.Severity
	Answers           string // "7 findings"
	Verified          bool
}

// proposals gives the remedies as they are told.
func proposals(remedies []audit.Remedy) []change {
	out := make([]change, len(remedies))
	for i, r := range remedies {
		c := change{Do: shown(r.Do), Where: shown(r.Where), Source: shown(r.Source), Severity: r.Severity, Verified: r.Verified}
		for _, s := range r.Steps {
			c.Steps = append(c.Steps, shown(s))
		}
		c.Answers = count(len(r.Findings), "finding", "findings")
		out[i] = c
	}
	return out
}

// firstThings are the three changes to make first: what was proposed, else what
// the findings themselves ask for.
func (v *view) firstThings(proposed []change) []change {
	if len(proposed) > 0 {
		return proposed[:min(3, len(proposed))]
	}
	var out []change
	for _, a := range v.Actions {
		out = append(out, change{Do: a.Remedy, Severity: a.Severity, Answers: a.Vendor + ": " + a.Answers})
	}
	return out
}

// since is what changed from the baseline.
type since struct {
	When, Verdict    string
	ID, Version      string
	Headline         string
	Counts           []figure
	Caveats          []string
	Groups           []changeGroup
	Things, Coverage []string
}

// changeGroup is the findings with one fate.
type changeGroup struct {
	Title string
	Class string // new, gone, unseen
	Items []changeItem
	More  int
}

type changeItem struct {
	ID       string // the finding's fingerprint, "" where this run has none
	What     string
	Page     string
	Note     string
	Class    audit.Class
	Severity audit.Severity
}

// mostChanges bounds each list of changes.
const mostChanges = 100

// newSince tells a comparison; nil where there is none.
func newSince(c *audit.Comparison) *since {
	if c == nil {
		return nil
	}
	s := &since{When: day(c.Old.Started), ID: shown(c.Old.ID), Version: shown(c.Old.Version), Verdict: c.Old.Verdict.String()}
	n := map[audit.Change]int{}
	groups := []*changeGroup{{Title: "New", Class: "new"}, {Title: "Gone", Class: "gone"}, {Title: "Not looked at this time", Class: "unseen"}}
	at := map[audit.Change]*changeGroup{audit.New: groups[0], audit.Gone: groups[1], audit.NotLookedAt: groups[2]}
	for i := range c.Findings {
		f := &c.Findings[i]
		n[f.Change]++
		if g := at[f.Change]; g != nil {
			g.add(f)
		}
	}
	for _, g := range groups {
		if len(g.Items) > 0 {
			s.Groups = append(s.Groups, *g)
		}
	}
	s.Counts = []figure{{number(n[audit.New]), "new"}, {number(n[audit.Unchanged] + n[audit.Changed]), "unchanged"}, {number(n[audit.Gone]), "gone"}}
	if n[audit.NotLookedAt] > 0 {
		s.Counts = append(s.Counts, figure{number(n[audit.NotLookedAt]), "not looked at this time"})
	}
	s.Headline = sinceHeadline(n)
	for _, t := range slices.Concat(c.Vendors, c.Pages, c.Journeys) {
		s.Things = append(s.Things, thingText(t))
	}
	s.Things = bounded(s.Things)
	for _, t := range c.Caveats {
		s.Caveats = append(s.Caveats, shown(t))
	}
	for _, t := range c.Coverage {
		s.Coverage = append(s.Coverage, shown(t))
	}
	s.Coverage, s.Caveats = bounded(s.Coverage), bounded(s.Caveats)
	return s
}

func sinceHeadline(n map[audit.Change]int) string {
	switch {
	case n[audit.New]+n[audit.Gone]+n[audit.NotLookedAt]+n[audit.Changed] == 0:
		return "The same findings as in the earlier audit."
	case n[audit.New] == 0 && n[audit.Gone] > 0:
		return count(n[audit.Gone], "finding of the earlier audit is", "findings of the earlier audit are") + " gone, and nothing is new."
	case n[audit.New] > 0 && n[audit.Gone] > 0:
		return count(n[audit.New], "finding is", "findings are") + " new, and " + number(n[audit.Gone]) + " gone."
	case n[audit.New] > 0:
		return count(n[audit.New], "finding is", "findings are") + " new."
	}
	return "Nothing is new, and not everything could be looked at again."
}

// bounded cuts a list that a hostile site could make endless.
func bounded(list []string) []string {
	if n := len(list) - mostChanges; n > 0 {
		return append(list[:mostChanges:mostChanges], "and "+number(n)+" more")
	}
	return list
}

func (g *changeGroup) add(c *audit.FindingChange) {
	if len(g.Items) == mostChanges {
		g.More++
		return
	}
	f := &c.Finding
	it := changeItem{
		What: sentence(shown(f.Kind.Info().Label)) + " to " + recipientName(f.Recipient), Page: shown(f.Page), Note: shown(c.Note), Class: f.Class, Severity: f.Severity,
	}
	if c.Was != "" {
		it.Note = strings.TrimSpace(it.Note + " It was of class " + shown(string(c.Was)) + ".")
	}
	if c.Change == audit.New {
		it.ID = shown(f.Fingerprint)
	}
	g.Items = append(g.Items, it)
}

func thingText(t audit.ThingChange) string {
	text := shown(t.Name) + ": " + shown(string(t.Change))
	if t.Note != "" {
		text += " (" + shown(t.Note) + ")"
	}
	return text
}

// day gives the day of an RFC 3339 time as people write it.
func day(rfc3339 string) string {
	if t, err := time.Parse(time.RFC3339, rfc3339); err == nil {
		return moment(t)
	}
	return cmp.Or(shown(rfc3339), "a day that is not recorded")
}

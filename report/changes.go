package report

import "github.com/quietroom/quietroom/audit"

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
	When, Headline    string
	Verdict           audit.Verdict
	Caveats, Coverage []string
	Groups            []diffGroup
	Things            []fact
}

// mostChanges bounds each list of changes.
const mostChanges = 100

// newSince tells a comparison; nil where there is none.
func newSince(c *audit.Comparison) *since {
	if c == nil {
		return nil
	}
	s := &since{When: baselineDay(c.Old), Headline: DiffHeadline(*c), Verdict: c.Old.Verdict, Groups: diffGroups(*c)}
	things := changedThings(c)
	for _, t := range things[:min(len(things), mostChanges)] {
		text := shown(t.Name) + ": " + shown(string(t.Change))
		if t.Note != "" {
			text += " (" + shown(t.Note) + ")"
		}
		s.Things = append(s.Things, fact{t.Label, text})
	}
	for _, t := range c.Caveats[:min(len(c.Caveats), mostChanges)] {
		s.Caveats = append(s.Caveats, shown(t))
	}
	for _, t := range c.Coverage[:min(len(c.Coverage), mostChanges)] {
		s.Coverage = append(s.Coverage, shown(t))
	}
	return s
}

// Listed are the findings of a group that the report lists.
func (g diffGroup) Listed() []diffFinding { return g.Findings[:min(len(g.Findings), mostChanges)] }

// More says how many it leaves out, "" for none.
func (g diffGroup) More() string {
	if n := len(g.Findings) - mostChanges; n > 0 {
		return "And " + number(n) + " more."
	}
	return ""
}

// Total counts the findings of a group, listed or not.
func (g diffGroup) Total() string { return number(len(g.Findings)) }

// Here reports whether this run has the findings of the group, so that they can
// be linked to.
func (g diffGroup) Here() bool { return g.Change != audit.Gone && g.Change != audit.NotLookedAt }

package report

import (
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// This file says in words what changed since the baseline.

// changeOf gives what became of each finding, by fingerprint.
func changeOf(c *audit.Comparison) map[string]audit.Change {
	out := map[string]audit.Change{}
	if c != nil {
		for _, f := range c.Findings {
			out[f.Finding.Fingerprint] = f.Change
		}
	}
	return out
}

// formerFindings are those of the baseline that this run does not have: gone, or
// not looked at.
func formerFindings(c *audit.Comparison) []audit.FindingChange {
	if c == nil {
		return nil
	}
	var out []audit.FindingChange
	for _, f := range c.Findings {
		if f.Change == audit.Gone || f.Change == audit.NotLookedAt {
			out = append(out, f)
		}
	}
	return out
}

// comparisonLine says in one sentence what became of the findings.
func comparisonLine(c *audit.Comparison) string {
	return "Since the run of " + baselineDay(c.Old) + ": " + lowerFirst(DiffHeadline(*c))
}

// baselineDay names a run by its day and its id.
func baselineDay(r audit.RunRef) string {
	day, _, _ := strings.Cut(shown(r.Started), "T")
	if day == "" {
		return shown(r.ID)
	}
	return day + " (" + shown(r.ID) + ")"
}

// changedThing is a vendor, page or journey that came or went.
type changedThing struct {
	Label string // "Recipient", "Page", "Journey"
	audit.ThingChange
}

func changedThings(c *audit.Comparison) []changedThing {
	var out []changedThing
	for _, list := range []struct {
		label  string
		things []audit.ThingChange
	}{{"Recipient", c.Vendors}, {"Page", c.Pages}, {"Journey", c.Journeys}} {
		for _, t := range list.things {
			out = append(out, changedThing{list.label, t})
		}
	}
	return out
}

// remedyAnswers says how much a remedy would answer.
func remedyAnswers(m audit.Remedy) string {
	return "Answers " + count(len(m.Findings), "finding", "findings") + "."
}

// verifiedText says whether a remedy was tried: a proposal never passes for a proof.
func verifiedText(ok bool) string {
	if ok {
		return "verified by a run with it in place"
	}
	return "proposed, not tried"
}

// remedyTexts gives by fingerprint what was proposed to change, the first thing first.
func remedyTexts(remedies []audit.Remedy) map[string]string {
	out := map[string]string{}
	for _, m := range remedies {
		for _, f := range m.Findings {
			if out[f] == "" {
				out[f] = m.Do
			}
		}
	}
	return out
}

// withRemedies gives the run's findings with what was proposed to change in place of
// the judge's own first word on it.
func withRemedies(in Input) []audit.Finding {
	texts := remedyTexts(in.Remedies)
	if len(texts) == 0 {
		return in.Run.Findings
	}
	out := slices.Clone(in.Run.Findings)
	for i := range out {
		if t := texts[out[i].Fingerprint]; t != "" {
			out[i].Remedy = t
		}
	}
	return out
}

// byWeight gives the findings worst first.
func byWeight(findings []audit.Finding) []*audit.Finding {
	out := make([]*audit.Finding, len(findings))
	for i := range findings {
		out[i] = &findings[i]
	}
	slices.SortStableFunc(out, weigh)
	return out
}

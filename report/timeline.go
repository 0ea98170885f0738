package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// timeline is one journey as it was walked, with what left at each step.
type timeline struct {
	ID, Scenario, Consent string
	Status                audit.JourneyStatus
	Steps                 []timeStep
	// Elsewhere is the page that the journey began on, where it is another one.
	Elsewhere string
}

// timeStep is a step, or several steps in a row at which nothing was found.
type timeStep struct {
	Number string // "4", "5 to 9"
	Does   string // "typed into “E-mail” (e-mail address)"
	After  string // "3.2 s" since the journey began, "" when not known
	Quiet  bool
	Failed bool
	// Commits is true for the submit that was held.
	Commits bool
	// Seen says how many requests left for third parties.
	Seen  string
	Sends []sending
}

// sending is what went to one recipient at one step.
type sending struct {
	To       string
	Severity audit.Severity
	What     []string
	Timing   []string
}

// maxTimelines bounds how many journeys one page shows.
const maxTimelines = 6

// timelines gives the journeys in which the page's findings were seen first, in the
// order of the run. The second result is how many are left out.
func (t *teller) timelines(findings []*audit.Finding, page string) ([]timeline, int) {
	r, rec := t.run, t.rec
	byJourney := map[string]map[int][]*audit.Finding{}
	for _, f := range findings {
		if byJourney[f.Journey] == nil {
			byJourney[f.Journey] = map[int][]*audit.Finding{}
		}
		byJourney[f.Journey][f.Step] = append(byJourney[f.Journey][f.Step], f)
	}
	var out []timeline
	more := 0
	for i := range r.Journeys {
		j := &r.Journeys[i]
		steps := byJourney[j.ID]
		if steps == nil || len(j.Steps) == 0 {
			continue
		}
		if len(out) == maxTimelines {
			more++
			continue
		}
		t := timeline{ID: shown(j.ID), Scenario: scenarioText(j), Consent: j.Consent.When(), Status: j.Status}
		if j.Consent == "" || len(r.Options.Consent) < 2 {
			t.Consent = ""
		}
		if j.Page != page {
			t.Elsewhere = shown(j.Page)
		}
		t.Steps = timeSteps(j, steps, rec)
		out = append(out, t)
	}
	return out, more
}

func timeSteps(j *audit.Journey, found map[int][]*audit.Finding, rec *record) []timeStep {
	var out []timeStep
	from := 0 // where the quiet steps before this one began
	for i, s := range j.Steps {
		ts := timeStep{
			Number: number(s.Number), Does: doesText(s), Failed: s.Status == "failed",
			Commits: s.Verb == "submit", Sends: sendings(found[s.Number]), Seen: rec.steps[stepKey{j.ID, s.Number}].Text(),
		}
		if !s.At.IsZero() && s.At.After(j.Started) {
			ts.After = elapsed(s.At.Sub(j.Started))
		}
		ts.Quiet = len(ts.Sends) == 0 && !ts.Failed && !ts.Commits && s.Verb != "consent"
		if last := len(out) - 1; ts.Quiet && last >= 0 && out[last].Quiet {
			out[last].Number = number(j.Steps[from].Number) + "–" + ts.Number
			out[last].Does = quietText(j.Steps[from : i+1])
			out[last].Seen = ""
			continue
		}
		from = i
		out = append(out, ts)
	}
	return out
}

// elapsed says how long after the beginning something was: "3.2 s", "1 min 4 s".
func elapsed(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
}

var verbTexts = map[string]string{
	"visit": "opened", "click": "clicked", "fill": "typed into", "select": "chose in", "check": "ticked", "upload": "gave a file to",
	"press": "pressed", "scroll": "scrolled", "wait": "waited for", "submit": "pressed", "leave": "left", "consent": "answered the consent banner:",
	"login": "logged in:", "back": "went back", "expect": "looked for",
}

// verbText says a verb in the past, one that this table does not know as it is.
func verbText(verb string) string { return cmp.Or(verbTexts[verb], words(verb)) }

// doesText says what the synthetic patient did.
func doesText(s audit.Step) string {
	text := verbText(s.Verb)
	switch target := shown(s.Target); {
	case target == "" || s.Verb == "scroll":
	case s.Verb == "visit" || s.Verb == "leave" || s.Verb == "consent" || s.Verb == "login" || s.Verb == "wait" || s.Verb == "expect":
		text += " " + target
	default:
		text += " “" + target + "”"
	}
	if s.Kind != "" && s.Kind != audit.KindOther {
		text += " (" + shown(s.Kind.Info().Label) + ")"
	}
	switch s.Status {
	case "failed":
		text += ", which failed: " + shown(s.Why)
	case "skipped":
		text += ", left out: " + shown(s.Why)
	}
	return sentence(text)
}

// quietText sums up steps at which nothing was found.
func quietText(steps []audit.Step) string {
	verbs := map[string]int{}
	var order []string
	for _, s := range steps {
		verb := strings.TrimSuffix(verbText(s.Verb), ":")
		if verbs[verb]++; verbs[verb] == 1 {
			order = append(order, verb)
		}
	}
	for i, v := range order {
		if n := verbs[v]; n > 1 {
			order[i] = fmt.Sprintf("%s %d times", strings.TrimSuffix(strings.TrimSuffix(v, " into"), " in"), n)
		}
	}
	return sentence(strings.Join(order, ", "))
}

// sendings groups what was found at one step by who got it.
func sendings(found []*audit.Finding) []sending {
	var out []sending
	index := map[string]int{}
	for _, f := range found {
		key := recipientKey(f.Recipient)
		i, ok := index[key]
		if !ok {
			i = len(out)
			index[key] = i
			out = append(out, sending{To: recipientName(f.Recipient), Severity: f.Severity})
		}
		s := &out[i]
		if severityRank(f.Severity) < severityRank(s.Severity) {
			s.Severity = f.Severity
		}
		s.What = appendNew(s.What, shown(f.Kind.Info().Label))
		if f.AfterSubmit {
			s.Timing = appendNew(s.Timing, "after the submit")
		}
		if f.Held {
			s.Timing = appendNew(s.Timing, "held, never sent")
		}
	}
	slices.SortStableFunc(out, func(a, b sending) int { return severityRank(a.Severity) - severityRank(b.Severity) })
	return out
}

// WhatText names the kinds of data, at most six of them.
func (s sending) WhatText() string { return series(s.What, 6, "more kinds") }

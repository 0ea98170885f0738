package report

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// flow is what went from one page to one recipient.
type flow struct {
	Name, Purpose, Owner string
	Hosts                []string
	Severity             audit.Severity
	Items                []item
	Whys, Remedies       []string
	CourtNote            string
}

// item is one finding, said in words.
type item struct {
	Class    audit.Class
	Severity audit.Severity
	What     string   // "E-mail address"
	How      string   // "in query parameter em of an image request"
	Layers   []string // the disguises, outermost first
	Excerpt  string
	Timing   []string // "after the submit", "recorded and held: it was never sent"
	Seen     string   // "seen 3 times", "" for once
	Evidence []fact
	Sender   []string // who loaded what sent it, innermost first
}

// newFlows groups findings, which are sorted, by recipient.
func newFlows(findings []*audit.Finding, r *audit.Run, facts map[string]exchangeFact) []flow {
	var out []flow
	index := map[string]int{}
	for _, f := range findings {
		key := recipientKey(f.Recipient)
		i, ok := index[key]
		if !ok {
			i = len(out)
			index[key] = i
			out = append(out, flow{
				Name: recipientName(f.Recipient), Purpose: purposeLabel(f.Recipient.Purpose),
				Owner: shown(f.Recipient.Owner), Severity: f.Severity,
			})
		}
		fl := &out[i]
		fl.Items = append(fl.Items, newItem(f, r, facts))
		fl.Hosts = appendNew(fl.Hosts, hostText(f.Recipient))
		fl.Whys = appendNew(fl.Whys, shown(f.Why))
		fl.Remedies = appendNew(fl.Remedies, shown(f.Remedy))
		if f.Class == audit.ClassC && !needsLogin(f.Context) {
			fl.CourtNote = courtNote
		}
	}
	slices.SortStableFunc(out, func(a, b flow) int {
		return cmp.Or(cmp.Compare(severityRank(a.Severity), severityRank(b.Severity)), cmp.Compare(len(b.Items), len(a.Items)))
	})
	return out
}

// needsLogin reports whether a context stands behind a login, or is the login.
func needsLogin(context string) bool { return context == "authenticated" || context == "portal_login" }

func appendNew(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func newItem(f *audit.Finding, r *audit.Run, facts map[string]exchangeFact) item {
	it := item{
		Class: f.Class, Severity: f.Severity,
		What:    sentence(shown(f.Kind.Info().Label)),
		How:     "in " + channelLabel(f.Channel),
		Excerpt: shown(f.Excerpt),
	}
	if f.Place != "" {
		it.How = fmt.Sprintf("in %s of %s", placeLabel(f.Place), channelLabel(f.Channel))
	}
	for _, c := range f.Chain[:min(len(f.Chain), 12)] {
		it.Layers = append(it.Layers, codecLabel(c))
	}
	if f.AfterSubmit {
		it.Timing = append(it.Timing, "after the submit")
	}
	if f.Held {
		it.Timing = append(it.Timing, "recorded and held: it was never sent")
	}
	if len(r.Options.Consent) > 1 {
		it.Timing = append(it.Timing, consentText(f.Consent)...)
	}
	if f.Count > 1 {
		it.Seen = "seen " + number(f.Count) + " times"
	}
	it.Evidence = evidence(f, r, facts)
	it.Sender = senders(f.Initiator)
	return it
}

func evidence(f *audit.Finding, r *audit.Run, facts map[string]exchangeFact) []fact {
	var out []fact
	add := func(label, text string) {
		if text != "" {
			out = append(out, fact{label, text})
		}
	}
	add("Class", fmt.Sprintf("%s: %s", shown(string(f.Class)), f.Class.Meaning()))
	add("Safe Harbor identifier", harborLabel(f.SafeHarbor))
	add("Recipient", hostText(f.Recipient))
	add("Place", shown(f.Place))
	add("What the recipient takes it for", shown(f.Meaning))
	add("Consent", consentEvidence(f.Consent))
	add("Step", stepText(f, r))
	add("Exchange", exchangeText(f, facts))
	if x, ok := facts[f.Exchange]; ok && x.Body != "" {
		add("Body, SHA-256", x.Body)
	}
	add("Rule", shown(f.Rule))
	add("Fingerprint", shown(f.Fingerprint))
	return out
}

func stepText(f *audit.Finding, r *audit.Run) string {
	if f.Journey == "" {
		return ""
	}
	text := fmt.Sprintf("journey %s, step %d", shown(f.Journey), f.Step)
	for _, j := range r.Journeys {
		if j.ID != f.Journey {
			continue
		}
		text = fmt.Sprintf("journey %s (%s), step %d", shown(j.ID), shown(j.Scenario), f.Step)
		for _, s := range j.Steps {
			if s.Number == f.Step {
				return strings.TrimSpace(fmt.Sprintf("%s: %s %s", text, shown(s.Verb), shown(s.Target)))
			}
		}
	}
	return text
}

func senders(in audit.Initiator) []string {
	var out []string
	if in.URL != "" {
		first := shown(in.URL)
		if in.Line > 0 {
			first = fmt.Sprintf("%s, line %d", first, in.Line)
		}
		out = append(out, first)
	}
	for i, s := range in.Stack {
		if len(out) == 6 {
			return append(out, number(len(in.Stack)-i)+" more")
		}
		if s != in.URL {
			out = appendNew(out, shown(s))
		}
	}
	return out
}

// exchangeFact is what a report says of an exchange. Its address and headers
// stay out: they can hold a value of the patient.
type exchangeFact struct {
	Method, Outcome, Body string
	Status                int
	Time                  time.Time
}

func exchangeText(f *audit.Finding, facts map[string]exchangeFact) string {
	x, ok := facts[f.Exchange]
	if !ok {
		return shown(f.Exchange)
	}
	text := fmt.Sprintf("%s, %s, %s", shown(f.Exchange), x.Method, x.Outcome)
	if x.Status > 0 {
		text += fmt.Sprintf(" and answered %d", x.Status)
	}
	return text + ", " + x.Time.UTC().Format("15:04:05 UTC")
}

// exchangeFacts walks the record once and keeps what the findings name. The
// second result says, for a reader, what of the record could not be read.
func exchangeFacts(in Input) (map[string]exchangeFact, string) {
	if in.Exchanges == nil || len(in.Run.Findings) == 0 {
		return nil, ""
	}
	wanted := map[string]bool{}
	for _, f := range in.Run.Findings {
		wanted[f.Exchange] = true
	}
	facts := make(map[string]exchangeFact, len(wanted))
	var errs []error
	for ex, err := range in.Exchanges() {
		if err != nil {
			if len(errs) < 3 {
				errs = append(errs, err)
			}
			continue
		}
		if wanted[ex.ID] {
			facts[ex.ID] = exchangeFact{shown(ex.Method), shown(ex.Outcome), shown(ex.BodySHA256), ex.Status, ex.Time}
		}
	}
	if err := errors.Join(errs...); err != nil {
		return facts, "The record of exchanges could not be read to its end: " + shown(err.Error())
	}
	return facts, ""
}

// shotIndex finds the screenshot of a finding's step.
type shotIndex map[string]string

func screenshots(r *audit.Run) shotIndex {
	out := shotIndex{}
	for _, j := range r.Journeys {
		for _, s := range j.Steps {
			if s.Screenshot != "" {
				out[fmt.Sprintf("%s/%d", j.ID, s.Number)] = s.Screenshot
			}
		}
	}
	return out
}

// find gives the image of the step at which the finding was seen, or of the
// latest step before it that has one.
func (s shotIndex) find(f *audit.Finding) (name, step string) {
	for n := f.Step; n > 0 && n > f.Step-50; n-- {
		if name, ok := s[fmt.Sprintf("%s/%d", f.Journey, n)]; ok {
			return name, fmt.Sprintf("journey %s, step %d", shown(f.Journey), n)
		}
	}
	return "", ""
}

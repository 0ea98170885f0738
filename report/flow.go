package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// flow is what went from one page to one recipient.
type flow struct {
	Name, Purpose, Owner string
	Hosts                []string
	Severity             audit.Severity
	Items                []item
	Whys, Remedies       []string
	Changes              []change // what in.Remedies proposes, in place of Remedies
	CourtNote            string
}

// item is one finding, said in words.
type item struct {
	ID       string // the fingerprint, for links to it
	Class    audit.Class
	Severity audit.Severity
	What     string   // "E-mail address"
	How      string   // "in query parameter em of an image request"
	Layers   []string // the disguises, outermost first
	Peels    []peel   // how each of them was undone
	Excerpt  string
	Timing   []string // "after the submit", "recorded and held: it was never sent"
	Seen     string   // "seen 3 times", "" for once
	Change   audit.Change
	Accepted string // who accepts it until when, and why; "" for nobody
	Evidence []fact
	Sender   []link // who sent it, and who loaded that
	why      string
}

// teller is what findings are told from.
type teller struct {
	run      *audit.Run
	rec      *record
	names    *namer
	changes  map[string]audit.Change // by fingerprint
	remedies map[string][]int        // by fingerprint, into proposed
	proposed []change
	journeys map[string]*audit.Journey
}

func newTeller(in Input) *teller {
	t := &teller{
		run: in.Run, rec: readRecord(in), names: newNamer(in.Run), changes: changeOf(in.Comparison),
		remedies: map[string][]int{}, proposed: proposals(in.Remedies), journeys: map[string]*audit.Journey{},
	}
	for i, r := range in.Remedies {
		for _, f := range r.Findings {
			t.remedies[f] = append(t.remedies[f], i)
		}
	}
	for i := range in.Run.Journeys {
		t.journeys[in.Run.Journeys[i].ID] = &in.Run.Journeys[i]
	}
	return t
}

// newFlows groups findings, which are sorted, by recipient.
func (t *teller) newFlows(findings []*audit.Finding) []flow {
	var out []flow
	index := map[string]int{}
	answered := map[[2]int]bool{}
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
		fl.Items = append(fl.Items, t.item(f))
		fl.Hosts = appendNew(fl.Hosts, hostText(f.Recipient))
		fl.Whys = appendNew(fl.Whys, shown(f.Why))
		fl.Remedies = appendNew(fl.Remedies, shown(f.Remedy))
		for _, n := range t.remedies[f.Fingerprint] {
			if !answered[[2]int{i, n}] {
				answered[[2]int{i, n}] = true
				fl.Changes = append(fl.Changes, t.proposed[n])
			}
		}
		if f.Class == audit.ClassC && !needsLogin(f.Context) && !strings.Contains(f.Why, audit.Ruling) {
			fl.CourtNote = audit.Ruling
		}
	}
	for i := range out {
		out[i].whysToItems()
	}
	slices.SortStableFunc(out, func(a, b flow) int {
		return cmp.Or(cmp.Compare(severityRank(a.Severity), severityRank(b.Severity)), cmp.Compare(len(b.Items), len(a.Items)))
	})
	return out
}

// whysToItems puts each reason with its finding where there are too many to stand
// above them all.
func (f *flow) whysToItems() {
	for i := range f.Items {
		if len(f.Whys) > maxWhys {
			f.Items[i].Evidence = append(f.Items[i].Evidence, fact{"Why it matters", f.Items[i].why})
		}
	}
}

// needsLogin reports whether a context stands behind a login, or is the login.
func needsLogin(context string) bool { return context == "authenticated" || context == "portal_login" }

func appendNew(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// newItem says what was found and how it left.
func newItem(f *audit.Finding, r *audit.Run) item {
	it := item{
		ID: shown(f.Fingerprint), Class: f.Class, Severity: f.Severity,
		What:    sentence(shown(f.Kind.Info().Label)),
		How:     "in " + channelLabel(f.Channel),
		Excerpt: shown(f.Excerpt),
		Peels:   peels(f),
		why:     shown(f.Why),
	}
	if f.Place != "" {
		it.How = fmt.Sprintf("in %s of %s", placeLabel(f.Place), channelLabel(f.Channel))
	}
	for _, c := range f.Chain[:min(len(f.Chain), maxPeels)] {
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
	if f.Suppressed != nil {
		it.Timing = append(it.Timing, acceptedText(f.Suppressed))
	}
	if f.Count > 1 {
		it.Seen = "seen " + number(f.Count) + " times"
	}
	it.Accepted = acceptedText(f.Suppressed)
	return it
}

// item is newItem with the evidence for it.
func (t *teller) item(f *audit.Finding) item {
	it := newItem(f, t.run)
	it.Change = t.changes[f.Fingerprint]
	it.Evidence = t.evidence(f)
	it.Sender = t.names.chain(f, t.rec)
	return it
}

func (t *teller) evidence(f *audit.Finding) []fact {
	var out []fact
	add := func(label, text string) {
		if text != "" {
			out = append(out, fact{label, text})
		}
	}
	add("Safe Harbor identifier", harborLabel(f.SafeHarbor))
	add("Recipient", hostText(f.Recipient))
	add("Place", shown(f.Place))
	add("What the recipient takes it for", shown(f.Meaning))
	add("Consent", consentEvidence(f.Consent))
	add("Step", t.stepText(f))
	add("Exchange", t.rec.exchangeText(f))
	if x, ok := t.rec.facts[f.Exchange]; ok && x.Body != "" {
		add("Body, SHA-256", x.Body)
	}
	add("Rule", shown(f.Rule))
	add("Fingerprint", shown(f.Fingerprint))
	return out
}

func (t *teller) stepText(f *audit.Finding) string {
	if f.Journey == "" {
		return ""
	}
	text := fmt.Sprintf("journey %s, step %d", shown(f.Journey), f.Step)
	j := t.journeys[f.Journey]
	if j == nil {
		return text
	}
	text = fmt.Sprintf("journey %s (%s), step %d", shown(j.ID), shown(j.Scenario), f.Step)
	for _, s := range j.Steps {
		if s.Number == f.Step {
			return strings.TrimSpace(fmt.Sprintf("%s: %s %s", text, shown(s.Verb), shown(s.Target)))
		}
	}
	return text
}

package report

import (
	"errors"
	"fmt"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// record is what a report keeps of the exchanges: those that findings rest on, who
// loaded the scripts, and what left at which step.
type record struct {
	facts   map[string]exchangeFact
	loaders map[loaded]audit.Initiator
	steps   map[stepKey]*stepFact
	// cut says, for a reader, what of the record could not be read; "" for nothing.
	cut string
}

// exchangeFact is what a report says of an exchange. Its address and headers
// stay out: they can hold a value of the patient.
type exchangeFact struct {
	Method, Outcome, Body string
	Status                int
	Time                  time.Time
}

// loaded is a script on a page: who loaded it may differ from page to page.
type loaded struct{ page, script string }

// stepKey is one step of one journey.
type stepKey struct {
	journey string
	step    int
}

// stepFact counts what left for third parties at one step.
type stepFact struct {
	Requests int
	hosts    map[string]bool
}

// The bounds of what a hostile record can make a report remember.
const (
	maxLoaders   = 20_000
	maxStepHosts = 500
)

// readRecord walks the exchanges once and keeps what the findings need.
func readRecord(in Input) *record {
	rec := &record{facts: map[string]exchangeFact{}, loaders: map[loaded]audit.Initiator{}, steps: map[stepKey]*stepFact{}}
	if in.Exchanges == nil || len(in.Run.Findings) == 0 {
		return rec
	}
	wanted, journeys := map[string]bool{}, map[string]bool{}
	for _, f := range in.Run.Findings {
		wanted[f.Exchange], journeys[f.Journey] = true, true
	}
	var errs []error
	for ex, err := range in.Exchanges() {
		if err != nil {
			if len(errs) < 3 {
				errs = append(errs, err)
			}
			continue
		}
		if wanted[ex.ID] {
			rec.facts[ex.ID] = exchangeFact{shown(ex.Method), shown(ex.Outcome), shown(ex.BodySHA256), ex.Status, ex.Time}
		}
		if key := (loaded{ex.Page, ex.URL}); ex.Channel == audit.ChannelScript && len(ex.URL) < 2000 && len(rec.loaders) < maxLoaders {
			if _, had := rec.loaders[key]; !had {
				in := ex.Initiator
				in.Stack = in.Stack[:min(len(in.Stack), 4)]
				rec.loaders[key] = in
			}
		}
		if ex.Party == audit.ThirdParty && journeys[ex.Journey] {
			rec.count(ex)
		}
	}
	if err := errors.Join(errs...); err != nil {
		rec.cut = "The record of exchanges could not be read to its end: " + shown(err.Error())
	}
	return rec
}

// count adds an exchange with a third party to its step.
func (rec *record) count(ex *audit.Exchange) {
	key := stepKey{ex.Journey, ex.Step}
	s := rec.steps[key]
	if s == nil {
		s = &stepFact{hosts: map[string]bool{}}
		rec.steps[key] = s
	}
	s.Requests++
	if host := hostOf(ex.URL); len(s.hosts) < maxStepHosts {
		s.hosts[host] = true
	}
}

// Text says "6 requests to 4 third-party hosts".
func (s *stepFact) Text() string {
	if s == nil {
		return ""
	}
	return fmt.Sprintf("%s to %s", count(s.Requests, "request", "requests"), count(len(s.hosts), "third-party host", "third-party hosts"))
}

// exchangeText says which exchange a finding rests on, and when it left.
func (rec *record) exchangeText(f *audit.Finding) string {
	x, ok := rec.facts[f.Exchange]
	if !ok {
		return shown(f.Exchange)
	}
	text := fmt.Sprintf("%s, %s, %s", shown(f.Exchange), x.Method, x.Outcome)
	if x.Status > 0 {
		text += fmt.Sprintf(" and answered %d", x.Status)
	}
	return text + ", " + x.Time.UTC().Format("15:04:05 UTC")
}

// byExchange gives a run's findings by the exchange that they were found in.
func byExchange(r *audit.Run) map[string][]*audit.Finding {
	out := map[string][]*audit.Finding{}
	for i := range r.Findings {
		f := &r.Findings[i]
		out[f.Exchange] = append(out[f.Exchange], f)
	}
	return out
}

package runner

import (
	"errors"
	"fmt"
	"slices"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/detect"
	"github.com/quietroom/quietroom/scenarios"
	"github.com/quietroom/quietroom/scenarios/script"
)

// Egress says what may leave for third parties.
type Egress string

// The kinds of egress.
const (
	// EgressAllow lets all leave that is no submit, as it would from a patient.
	EgressAllow Egress = "allow"
	// EgressHoldCanaries records what would tell a third party a value of the
	// synthetic patient, and does not let it go.
	EgressHoldCanaries Egress = "hold-canaries"
)

func (c *Config) checkSubmit() error {
	if c.Submit == "" {
		c.Submit = SubmitHold
	}
	if c.Egress == "" {
		c.Egress = EgressAllow
	}
	switch {
	case c.Submit == submitSend:
		return errors.New(`submit "send": nothing is sent but by a scenario that the site's file names, with submit: send; want hold or skip`)
	case c.Submit != SubmitHold && c.Submit != SubmitSkip:
		return fmt.Errorf("submit %q: want hold or skip", c.Submit)
	case c.Egress != EgressAllow && c.Egress != EgressHoldCanaries:
		return fmt.Errorf("egress %q: want allow or hold-canaries", c.Egress)
	case c.Submit == SubmitSkip && len(c.Sends) > 0:
		return errors.New("the site's file lets a scenario submit, and the audit is to submit nothing: leave one of them away")
	}
	return nil
}

// checkSends gives an error for a name that no scenario has: who wrote it meant
// another.
func (c *Config) checkSends(scripts []*script.Script) error {
	for _, name := range c.Sends {
		if !slices.ContainsFunc(scripts, func(s *script.Script) bool { return s.Name == name }) {
			return fmt.Errorf("submit: send is for the scenario %q, and there is no scenario file of that name", name)
		}
	}
	return nil
}

// submitSend lets a submit reach the site: only a scenario of the user's own may,
// and only when the site's file names it.
const submitSend Submit = "send"

// submitOf says what becomes of the submits of a scenario.
func (a *auditing) submitOf(sc scenarios.Scenario) Submit {
	if sc.Script != nil && slices.Contains(a.cfg.Sends, sc.Name) {
		return submitSend
	}
	return a.cfg.Submit
}

// keepBack gives the test of what a third party may not get; nil for none.
func (a *auditing) keepBack() func(*audit.Exchange, []byte) bool {
	if a.cfg.Egress != EgressHoldCanaries {
		return nil
	}
	d := detect.New(detect.Config{Canaries: a.cfg.Patient.Canaries()})
	return func(ex *audit.Exchange, body []byte) bool { return tells(d, ex, body) || a.said.holds(ex, body) }
}

// saying is told what a journey says as soon as it does, nil where nobody asks.
func (a *auditing) saying() func(audit.Canary) {
	if a.cfg.Egress != EgressHoldCanaries {
		return nil
	}
	own := map[string]bool{} // keepBack knows these
	for _, c := range a.cfg.Patient.Canaries() {
		own[c.Value] = true
	}
	return func(c audit.Canary) {
		if c.Chosen || !own[c.Value] {
			a.said.add(c)
		}
	}
}

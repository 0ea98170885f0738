package report

import (
	"slices"

	"github.com/quietroom/quietroom/audit"
)

// Redactor makes of a run's record what may be handed on. It masks as the reports
// do: structure stays, values go. One that is wholly the synthetic patient's stays
// too, since it is nobody's.
type Redactor struct {
	mask  *masker
	run   *audit.Run
	found map[string][]*audit.Finding
}

// NewRedactor makes a redactor of a run and of what its patients typed.
func NewRedactor(run *audit.Run, patients []audit.PatientValues) *Redactor {
	r := &Redactor{mask: newMasker(run, patients), run: run, found: byExchange(run)}
	r.mask.keep = true
	return r
}

// Run gives the run with the excerpts of its findings masked, and the addresses of
// who sent them.
func (r *Redactor) Run() *audit.Run {
	run := r.mask.run(r.run)
	for i := range run.Findings {
		run.Findings[i].Initiator = r.mask.initiator(run.Findings[i].Initiator)
	}
	return run
}

// Exchange gives a masked copy of an exchange and its payload; nil for none.
func (r *Redactor) Exchange(ex *audit.Exchange, body []byte) (*audit.Exchange, []byte) {
	r.mask.at(r.found[ex.ID])
	out := *ex
	out.URL = r.mask.wholeAddress("url", ex.URL)
	out.Headers = make([]audit.Header, len(ex.Headers))
	for i, h := range ex.Headers {
		out.Headers[i] = audit.Header{r.mask.name("header", h[0]), r.mask.header(h[0], h[1])}
	}
	r.mask.at(nil) // what follows is not what was sent
	out.Frame = r.mask.wholeAddress("frame", ex.Frame)
	out.Initiator = r.mask.initiator(ex.Initiator)
	out.BodySHA256 = ""
	if len(body) == 0 {
		return &out, nil
	}
	r.mask.at(r.found[ex.ID])
	return &out, []byte(r.mask.body(body))
}

// run gives a run with the excerpts of its findings masked. Who loaded a script is
// what its reader has to change, so that address stays.
func (m *masker) run(in *audit.Run) *audit.Run {
	run := *in
	run.Findings = slices.Clone(run.Findings)
	for i := range run.Findings {
		f := &run.Findings[i]
		f.Excerpt = m.excerpt(clean(f.Excerpt))
	}
	return &run
}

func (m *masker) initiator(in audit.Initiator) audit.Initiator {
	in.URL = m.wholeAddress("initiator", in.URL)
	in.Stack = slices.Clone(in.Stack)
	for i, s := range in.Stack {
		in.Stack[i] = m.wholeAddress("initiator", s)
	}
	return in
}

// wholeAddress masks an address; of one that cannot be read nothing stays.
func (m *masker) wholeAddress(place, s string) string {
	if s == "" {
		return ""
	}
	out, ok := m.address(place, s, 0)
	if !ok {
		return "about:blank"
	}
	return out
}

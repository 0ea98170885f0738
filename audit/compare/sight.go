package compare

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
)

// sight is what a run saw, in a shape that answers whether it could have seen
// what another one did.
type sight struct {
	run *audit.Run
	// name is what sentences call the run.
	name string
	// findings are those of the run, each fingerprint once; found has them by it.
	findings []*audit.Finding
	found    map[string]*audit.Finding
	classes  map[classKey]bool
	// pages are by steady address, other names of a page too.
	pages   map[string]*audit.Page
	skipped map[string]string // why, by steady address
	walks   map[walk]*walks
	// ids gives the walk of a journey's id.
	ids    map[string]walk
	states map[audit.Consent]bool
	gaps   map[string]bool // by steady address; "" for where it cannot be told
}

// walk names a journey in the same way in every run.
type walk struct {
	scenario, page string // page is a steady address
	consent        audit.Consent
}

func (w walk) String() string {
	s := w.scenario + " on " + w.page
	if w.consent != audit.ConsentNone {
		s += ", " + w.consent.When()
	}
	return s
}

// walks are the journeys of one name: a page can have two forms of a kind.
type walks struct {
	all, walked int
	why         string
}

func look(run *audit.Run, name string) *sight {
	s := &sight{
		run: run, name: name, found: map[string]*audit.Finding{}, classes: map[classKey]bool{}, pages: map[string]*audit.Page{}, skipped: map[string]string{},
		walks: map[walk]*walks{}, ids: map[string]walk{}, states: map[audit.Consent]bool{}, gaps: map[string]bool{},
	}
	for i := range run.Findings {
		f := &run.Findings[i]
		if s.found[f.Fingerprint] == nil {
			s.found[f.Fingerprint] = f
			s.findings = append(s.findings, f)
		}
		s.classes[classKey{pages.Steady(f.Page), vendorKey(f.Recipient), f.Class}] = true
	}
	for i := range run.Pages {
		p := &run.Pages[i]
		for _, a := range append([]string{p.URL}, p.Aliases...) {
			if at := pages.Steady(a); s.pages[at] == nil {
				s.pages[at] = p
			}
		}
	}
	for _, k := range run.Coverage.Skipped {
		s.skipped[pages.Steady(k.URL)] = k.Reason
	}
	for i := range run.Journeys {
		s.journey(&run.Journeys[i])
	}
	for _, g := range run.Coverage.Unexplained {
		at := ""
		if g.Page != "" {
			at = pages.Steady(g.Page)
		}
		s.gaps[at] = true
	}
	return s
}

func (s *sight) journey(j *audit.Journey) {
	w := walkOf(j, s.run)
	s.ids[j.ID] = w
	at := s.walks[w]
	if at == nil {
		at = &walks{}
		s.walks[w] = at
	}
	at.all++
	if j.Status == audit.Walked {
		at.walked++
		s.states[w.consent] = true
	} else if at.why == "" {
		at.why = j.Why
	}
}

func walkOf(j *audit.Journey, run *audit.Run) walk {
	w := walk{j.Scenario, pages.Steady(j.Page), j.Consent}
	if w.consent == "" && !slices.ContainsFunc(run.Options.Consent, audit.Consent.Chosen) {
		w.consent = audit.ConsentNone // nothing else was asked for
	}
	return w
}

// blindTo says why the run could not have seen a finding of another run, "" when
// it could have.
func (s *sight) blindTo(f *audit.Finding, other *sight) string {
	if why := s.blindToPage(f.Page); why != "" {
		return why
	}
	switch {
	case f.AfterSubmit && s.run.Options.Submit == "skip":
		return "forms were not submitted in " + s.name
	case f.Class <= audit.ClassB && s.run.Options.Egress != "" && s.run.Options.Egress != other.run.Options.Egress:
		return "third parties were kept from the patient's values in " + s.name + ", so that what they pass on was not seen"
	case f.GPC && !s.run.Options.GPC:
		return "the browser did not ask for privacy (GPC) in " + s.name
	case !f.GPC && s.run.Options.GPC:
		return "the browser asked for privacy (GPC) in " + s.name
	}
	const send = "send"
	for _, w := range other.walksOf(f) {
		if w.own() && other.run.Options.Submit == send && s.run.Options.Submit != send {
			return "no submit was sent in earnest in " + s.name
		}
		if why := s.blindToWalk(w, other); why != "" {
			return why
		}
	}
	return ""
}

// own reports whether the journey is of the user's own making: it alone may submit in
// earnest.
func (w walk) own() bool {
	return !strings.HasPrefix(w.scenario, "form:") && !strings.HasPrefix(w.scenario, audit.FromLibrary) && !slices.Contains([]string{"visit", "consent", "login"}, w.scenario)
}

// walksOf gives the journeys that showed a finding.
func (s *sight) walksOf(f *audit.Finding) []walk {
	var out []walk
	add := func(id string, state audit.Consent) {
		w, ok := s.ids[id]
		if !ok { // a run that does not say which: a visit at least
			w = walk{"visit", pages.Steady(f.Page), audit.ConsentNone}
		}
		if state != "" {
			w.consent = state
		}
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	for _, c := range f.Consent {
		add(c.Journey, c.State)
	}
	if len(out) == 0 {
		add(f.Journey, "")
	}
	return out
}

// blindToPage says why the run did not see a page to its end, "" when it did.
func (s *sight) blindToPage(address string) string {
	at := pages.Steady(address)
	p := s.pages[at]
	switch {
	case !s.run.Complete:
		return s.name + " did not come to its end"
	case p == nil:
		return s.missing(address)
	case p.Verdict == audit.Inconclusive:
		return "its page is inconclusive in " + s.name
	case s.gaps[at] || s.gaps[""]:
		return "something left in " + s.name + " that the record does not explain"
	}
	return ""
}

// missing says why the run does not have a page.
func (s *sight) missing(address string) string {
	if !s.inScope(address) {
		return "its page was out of scope in " + s.name
	}
	if why := s.skipped[pages.Steady(address)]; why != "" {
		return "its page was not audited in " + s.name + ": " + strings.TrimRight(why, ".")
	}
	return "its page was not seen in " + s.name
}

func (s *sight) inScope(address string) bool {
	u, err := url.Parse(address)
	return err == nil && slices.ContainsFunc(s.run.Scope, func(origin string) bool {
		o, err := url.Parse(origin)
		return err == nil && o.Host == u.Host || origin == u.Host
	})
}

// blindToWalk says why the run did not see a journey of another run to its end, ""
// when it did.
func (s *sight) blindToWalk(w walk, other *sight) string {
	at := s.walks[w]
	switch {
	case at == nil && !s.states[w.consent]:
		return fmt.Sprintf("the site was not walked %s in %s", w.consent.When(), s.name)
	case at == nil:
		return fmt.Sprintf("the journey %s was not there in %s", w, s.name)
	case at.walked < at.all:
		return fmt.Sprintf("the journey %s did not come to its end in %s", w, s.name)
	case other.walks[w] != nil && at.walked < other.walks[w].walked:
		return fmt.Sprintf("the journey %s was there %s in %s, and %s in %s", w, times(other.walks[w].walked), other.name, times(at.walked), s.name)
	}
	return ""
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// sentence makes one of a reason.
func sentence(why string) string {
	return strings.ToUpper(why[:1]) + why[1:] + "."
}

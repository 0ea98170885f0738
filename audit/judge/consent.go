package judge

import (
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// seenIn notes in which state of consent an exchange of the finding left.
func (f *finding) seenIn(ex *audit.Exchange) {
	i := slices.IndexFunc(f.Consent, func(s audit.ConsentSeen) bool { return s.State == ex.Consent })
	if i < 0 {
		f.Consent = append(f.Consent, audit.ConsentSeen{State: ex.Consent, Journey: ex.Journey, Step: ex.Step, Exchange: ex.ID})
		slices.SortFunc(f.Consent, func(a, b audit.ConsentSeen) int { return rank(a.State) - rank(b.State) })
		i = slices.IndexFunc(f.Consent, func(s audit.ConsentSeen) bool { return s.State == ex.Consent })
	}
	f.Consent[i].Count++
}

// rank orders the states as audit.Consents does; one that is not known comes last.
func rank(c audit.Consent) int {
	if i := slices.Index(audit.Consents, c); i >= 0 {
		return i
	}
	return len(audit.Consents)
}

// in reports whether the finding was seen in a state.
func (f *finding) in(c audit.Consent) bool {
	return slices.ContainsFunc(f.Consent, func(s audit.ConsentSeen) bool { return s.State == c })
}

// defied reports whether the finding is worse because the visitor had refused.
func (f *finding) defied() bool {
	return f.in(audit.ConsentReject) && againstRefusal(f.Class, f.Recipient.Purpose)
}

// choice says in which states of consent something was seen, where more than one
// was walked, and that the browser had asked not to be tracked.
func (j *Judge) choice(f *finding) string {
	var out string
	if len(j.cfg.Consent) > 1 || f.in(audit.ConsentReject) || f.in(audit.ConsentAccept) {
		var when []string
		for _, s := range f.Consent {
			when = append(when, s.State.When())
		}
		out = " It was seen " + and(when)
		if len(f.Consent) == 1 && len(j.cfg.Consent) > 1 {
			out += " only"
		}
		if f.defied() {
			out += ", when the visitor had said no"
		}
		out += "."
	}
	if j.cfg.GPC {
		out += " The browser had asked not to be tracked (Global Privacy Control)."
	}
	return out
}

func and(list []string) string {
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
	return strings.Join(list, "")
}

package report

import (
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// consentText says in which states of consent something was seen.
func consentText(seen []audit.ConsentSeen) []string {
	var out []string
	for _, s := range seen {
		out = appendNew(out, s.State.When())
	}
	return out
}

// consentEvidence says where in each state it was seen first.
func consentEvidence(seen []audit.ConsentSeen) string {
	if len(seen) == 0 || len(seen) == 1 && seen[0].State == audit.ConsentNone {
		return ""
	}
	var parts []string
	for _, s := range seen {
		parts = append(parts, s.State.When()+": "+count(s.Count, "time", "times")+", first in journey "+shown(s.Journey)+" ("+shown(s.Exchange)+")")
	}
	return strings.Join(parts, "; ")
}

// choiceText says how a choice was made, or why it was not.
func choiceText(w audit.ConsentWalk) string {
	who := "a banner of no known manager"
	if w.Manager != "" {
		who = shown(w.Manager)
	}
	switch {
	case w.NoBanner:
		return "No page that was looked at asks for consent: not walked."
	case !w.Made:
		return sentence("not made, and its journeys are inconclusive: " + strings.TrimSuffix(shown(w.Why), ".") + ".")
	}
	var pressed []string
	for _, c := range w.Clicks {
		pressed = append(pressed, "“"+shown(c)+"”")
	}
	out := "Made once, on " + shown(w.Page) + " (" + who + "), by pressing " + strings.Join(pressed, ", then ") + "; told by: " + shown(strings.Join(w.Proofs, ", ")) + "."
	return out + signalText(w)
}

// signalText says what the page's consent interfaces told on both sides of a choice.
func signalText(w audit.ConsentWalk) string {
	var parts []string
	if w.After.TCF {
		parts = append(parts, "TCF: "+number(w.Before.TCFPurposes)+" purposes with consent before, "+number(w.After.TCFPurposes)+" after")
	}
	if len(w.After.Default)+len(w.After.Update) > 0 {
		parts = append(parts, "Consent Mode: "+modeText(w.After.Default)+" by default, "+modeText(w.After.Update)+" after")
	}
	if w.After.GPP {
		parts = append(parts, "GPP sections: "+shown(strings.Join(w.After.GPPSections, " ")))
	}
	if len(parts) == 0 {
		return ""
	}
	return " " + strings.Join(parts, ". ") + "."
}

// modeText counts the states of Consent Mode.
func modeText(m map[string]string) string {
	granted := 0
	for _, v := range m {
		if v == "granted" {
			granted++
		}
	}
	if len(m) == 0 {
		return "nothing said"
	}
	return number(granted) + " of " + number(len(m)) + " granted"
}

func consentOption(states []audit.Consent) string {
	var names []string
	for _, s := range states {
		names = append(names, string(s))
	}
	return strings.Join(names, ", ")
}

// byConsent counts findings by when they were seen, where more than one state of
// consent was asked for.
func byConsent(r *audit.Run) []figure {
	if len(r.Options.Consent) < 2 {
		return nil
	}
	in := func(f *audit.Finding, c audit.Consent) bool {
		return slices.ContainsFunc(f.Consent, func(s audit.ConsentSeen) bool { return s.State == c })
	}
	var before, accepted, refused int
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case in(f, audit.ConsentReject):
			refused++
		case in(f, audit.ConsentAccept) && !in(f, audit.ConsentNone):
			accepted++
		}
		if in(f, audit.ConsentNone) {
			before++
		}
	}
	walked := func(c audit.Consent, n int, caption string) figure {
		for _, w := range r.Coverage.Consent {
			if w.State == c && !w.Made {
				return figure{"?", c.When() + ": the choice could not be made"}
			}
		}
		return figure{number(n), caption}
	}
	var out []figure
	for _, c := range r.Options.Consent {
		switch {
		case r.Coverage.Consent == nil && c.Chosen(), bannerless(r, c):
		case c == audit.ConsentNone:
			out = append(out, figure{number(before), "of them before any choice"})
		case c == audit.ConsentAccept:
			out = append(out, walked(c, accepted, "of them only after an acceptance"))
		case c == audit.ConsentReject:
			out = append(out, walked(c, refused, "of them after a refusal"))
		}
	}
	return out
}

// bannerless reports whether there was no choice to make.
func bannerless(r *audit.Run, c audit.Consent) bool {
	return c.Chosen() && slices.ContainsFunc(r.Coverage.Consent, func(w audit.ConsentWalk) bool { return w.NoBanner })
}

// scenarioText names a journey's scenario, and the choice with which it was walked.
func scenarioText(j *audit.Journey) string {
	if j.Consent.Chosen() {
		return shown(j.Scenario) + " " + j.Consent.When()
	}
	return shown(j.Scenario)
}

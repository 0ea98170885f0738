package runner

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/browser"
	"github.com/quietroom/quietroom/scenarios"
)

// A site is walked in one state of consent after the other. In each but none a
// visitor with a fresh profile answers the banner first, in a journey of its own;
// what that leaves in the browser is where every journey of the state begins. So a
// choice is made once, as in life, and journeys still walk side by side.

// visitor is who walks: what they have answered to the banner, and the profile
// that the answer left.
type visitor struct {
	consent audit.Consent
	profile *browser.Profile
	// tries are the journeys that it took to answer.
	tries int
	// patience bounds a step; 0 is the walk's own.
	patience time.Duration
}

// id names the visitor's nth journey.
func (v *visitor) id(n int) string {
	if v.consent == audit.ConsentNone {
		return fmt.Sprintf("j%04d", n)
	}
	return fmt.Sprintf("%s-j%04d", v.consent, n)
}

// notBegun is why a journey was not walked that an end of the audit kept from it.
const notBegun = "the audit was stopped before this journey began"

// answered is a state that was walked to its end, for the journal.
type answered struct {
	Walk     audit.ConsentWalk
	Journeys []audit.Journey
}

// inState walks the site in one state of consent. The first state that is walked
// finds the pages that only scripts link, too. A choice that could not be made
// leaves the state's journeys inconclusive; that is no error.
func (a *auditing) inState(ctx context.Context, state audit.Consent, first bool) error {
	who := &visitor{consent: state}
	key := "consent " + string(state)
	if state.Chosen() {
		var known answered
		ok, err := a.store.Recall(key, &known)
		switch {
		case err != nil:
			return err
		case !ok && a.bannerless && !first:
			return nil // said already
		case !ok:
			known, who.profile = a.choose(ctx, state)
		}
		who.tries = len(known.Journeys)
		a.run.Journeys = append(a.run.Journeys, known.Journeys...)
		a.run.Coverage.Consent = append(a.run.Coverage.Consent, known.Walk)
		if known.Walk.NoBanner {
			a.bannerless = true
			a.note("No page that was looked at asks for consent, so that there is no choice to make; the site was walked without one.")
			if !first {
				return ctx.Err()
			}
			who = &visitor{consent: audit.ConsentNone, tries: who.tries}
		} else if !known.Walk.Made {
			a.unwalked(who, audit.Inconclused, fmt.Sprintf("the choice (%s) could not be made: %s", state, known.Walk.Why))
			return ctx.Err()
		}
		if !ok {
			defer func() { a.finished(ctx, key, known) }()
		}
	}
	if first {
		err := a.visitAll(ctx, a.chromes, who)
		fctx, stop := context.WithCancel(ctx)
		defer stop()
		if err != nil {
			stop() // the forms are planned and not walked, and their pages know it
		}
		if werr := a.walkForms(fctx, a.chromes, who, true); err == nil {
			err = werr
		}
		return err
	}
	return a.walkAgain(ctx, who)
}

// finished notes a state whose journeys are all done.
func (a *auditing) finished(ctx context.Context, key string, known answered) {
	a.keeping.Wait() // a state that is done has every journey on record
	if a.chromes.stopped(ctx) != nil || a.unread.any() {
		return // whoever resumes the audit makes the choice again
	}
	if err := a.store.Record(key, known); err != nil {
		a.chromes.fail(err)
	}
}

// mostTries bounds the pages on which a banner is looked for.
const mostTries = 4

// choose answers the banner: on the start page, and where that shows none, on a few
// others. The profile is what the answer left; nil when it was not made.
func (a *auditing) choose(ctx context.Context, state audit.Consent) (answered, *browser.Profile) {
	out := answered{Walk: audit.ConsentWalk{State: state, Why: "no page was found"}}
	for n, page := range a.run.Pages[:min(len(a.run.Pages), mostTries)] {
		if ctx.Err() != nil {
			out.Walk.NoBanner, out.Walk.Why = false, notBegun
			break
		}
		a.cfg.Progress(Progress{Phase: "consent", State: state})
		var profile *browser.Profile
		sc := scenarios.Scenario{Name: "consent", Page: page.URL, Steps: []scenarios.PlannedStep{{Verb: "visit", Target: page.URL}, {Verb: "consent", Target: string(state)}}}
		who := &visitor{consent: audit.ConsentNone, patience: time.Minute}
		a.chromes.expect(1)
		w := a.walk(ctx, a.chromes, who, fmt.Sprintf("%s-c%d", state, n+1), sc, 3*a.cfg.PageTimeout, func(ctx context.Context, tab walkTab) (*seen, error) {
			var err error
			profile, err = tab.Profile(ctx)
			return nil, err
		})
		for _, t := range w.tabs {
			if !t.Flush() && w.Journey.Status == audit.Walked {
				a.unread.add(w.Journey.ID)
			}
		}
		out.take(w, state)
		if !out.Walk.NoBanner {
			if !out.Walk.Made {
				profile = nil
			}
			return out, profile
		}
	}
	return out, nil
}

// take adds what came of a try to answer.
func (out *answered) take(w *walked, state audit.Consent) {
	j := w.Journey
	out.Walk = audit.ConsentWalk{State: state, Why: j.Why}
	if w.Choice != nil {
		out.Walk = *w.Choice
		out.Walk.Page, out.Walk.Journey = j.Page, j.ID
	}
	switch {
	case out.Walk.NoBanner && j.Why == fmt.Sprintf("step 2 (consent %q): %s", state, out.Walk.Why):
		// Nothing was to be done, and nothing else went wrong.
		j.Status, j.Why = audit.Walked, ""
		for i := range j.Steps {
			if j.Steps[i].Verb == "consent" {
				j.Steps[i].Status = "skipped"
			}
		}
	case j.Status != audit.Walked:
		// Whether the answer was taken is not certain.
		out.Walk.Made, out.Walk.NoBanner, out.Walk.Why = false, false, j.Why
	}
	if !out.Walk.Made {
		out.Walk.Proofs = nil
	}
	out.Journeys = append(out.Journeys, j)
}

// walkAgain walks every page and its forms as a visitor who has made a choice: a
// form may show itself in one state and not in another.
func (a *auditing) walkAgain(ctx context.Context, who *visitor) error {
	found := a.found.pages
	a.found.pages = make([]foundPage, len(found))
	defer func() { a.found.pages = found }()
	visits := make([]*walked, len(found))
	a.each(ctx, len(found), Progress{Phase: "visit", Total: len(found), State: who.consent}, func(i int) {
		page := a.run.Pages[i]
		visits[i] = a.journey(ctx, who, who.id(i+1), scenarios.VisitScenario(page), a.cfg.PageTimeout, func(ctx context.Context, tab walkTab) (*seen, error) {
			return a.formsNow(ctx, tab, page)
		})
	})
	for i, v := range visits {
		a.found.pages[i].crawled = found[i].crawled
		if v == nil {
			v = a.notWalked(who, i, audit.NotAttempted, notBegun)
		}
		a.run.Journeys = append(a.run.Journeys, v.Journey)
		a.found.pages[i].shown = v.Seen
	}
	if err := a.chromes.stopped(ctx); err != nil {
		return err
	}
	return a.walkForms(ctx, a.chromes, who, false)
}

// formsNow plans the forms that a page shows to a visitor who has made a choice.
func (a *auditing) formsNow(ctx context.Context, tab walkTab, page audit.Page) (*seen, error) {
	inv, err := scenarios.Inspect(ctx, tab)
	if err == nil {
		err = a.stayed(inv.URL)
	}
	if err != nil {
		return nil, err
	}
	saw := &seen{Later: true, Address: inv.URL, Signals: signals(inv), Forms: len(inv.Forms), Plans: scenarios.Plan(page, inv, a.cfg.Patient)}
	saw.Calls, err = a.calls(ctx, tab, inv, saw.Plans)
	return saw, err
}

// unwalked says of every page that it was not visited as this visitor, and why.
func (a *auditing) unwalked(who *visitor, status audit.JourneyStatus, why string) {
	for i := range a.run.Pages {
		a.run.Journeys = append(a.run.Journeys, a.notWalked(who, i, status, why).Journey)
	}
}

func (a *auditing) notWalked(who *visitor, page int, status audit.JourneyStatus, why string) *walked {
	return &walked{Journey: audit.Journey{
		ID: who.id(page + 1), Scenario: "visit", Page: a.run.Pages[page].URL, Consent: who.consent, Patient: "A",
		Status: status, Why: why, Steps: []audit.Step{}, Started: a.cfg.Now().UTC(),
	}}
}

// walkedStates lists the states of consent that were walked.
func (a *auditing) walkedStates() []audit.Consent {
	var out []audit.Consent
	for _, s := range a.run.Options.Consent {
		made := s == audit.ConsentNone
		for _, w := range a.run.Coverage.Consent {
			made = made || w.State == s && w.Made
		}
		if made {
			out = append(out, s)
		}
	}
	return out
}

// unclear lists the journeys on which the choice did not hold.
func (a *auditing) unclear() map[string]bool {
	out := map[string]bool{}
	for _, j := range a.run.Journeys {
		if j.Consent == "" {
			out[j.ID] = true
		}
	}
	return out
}

// errNoProfile keeps a journey from being walked as if a choice had been made.
var errNoProfile = errors.New("the profile of the visitor who made the choice is not at hand")

package scenarios

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/quietroom/quietroom/internal/pause"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/scenarios/script"
)

// A script is followed step by step:
//
//	locate.go          finds what a step is done to
//	follow_hands.go    click, hover, press, scroll, upload
//	follow_fields.go   fill, select, check
//	reach.go           reach
//	follow_form.go     plan, submit
//	follow_expect.go   wait, expect, if_present
//
// Before anything is clicked or pressed the hold is armed, and it stays on: no file
// can know what a site commits by.

// deed does one step of a script.
type deed func(ctx context.Context, w *walker, st script.Step) error

// deeds is the registry of how the verbs of a script are done. It is a function
// because steps hold steps.
func deeds() map[script.Verb]deed {
	return map[script.Verb]deed{
		script.Visit:     goTo,
		script.Click:     clickOn,
		script.Hover:     hover,
		script.Fill:      fillIn,
		script.Select:    selectIn,
		script.Check:     checkOff,
		script.Upload:    uploadTo,
		script.Press:     pressKey,
		script.Scroll:    scrollTo,
		script.Wait:      waitFor,
		script.Expect:    expect,
		script.Frame:     inFrame,
		script.IfPresent: ifPresent,
		script.Consent:   byName,
		script.Login:     byName,
		script.Reach:     reach,
		script.Plan:      planHere,
		script.Submit:    submitWith,
		script.Back:      goBack,
	}
}

// script follows the scenario's script from its start.
func (w *walker) script(ctx context.Context) {
	sc := w.sc.Script
	if sc.Timeout > 0 {
		w.cfg.StepTimeout = sc.Timeout
	}
	if sc.Submit == "skip" {
		w.cfg.Submit = "skip"
	}
	if sc.Start != "" {
		if err := goTo(ctx, w, script.Step{Verb: script.Visit, URL: sc.Start}); err != nil {
			return
		}
	}
	// What a failed step left undone, the next would do somewhere else than meant.
	_ = w.follow(ctx, sc.Steps)
	// A page may take a while before it sends what a press told it to.
	w.out.Submitted = w.out.Submitted || w.pressed && w.tab.Held() > w.heldBefore
}

// follow does steps in their order, up to the first that fails.
func (w *walker) follow(ctx context.Context, steps []script.Step) error {
	for i, st := range steps {
		do, ok := deeds()[st.Verb]
		if !ok {
			return w.deed(ctx, st, func(context.Context) error { return failf("no step can be %q", st.Verb) })
		}
		limit := w.cfg.StepTimeout
		if st.Timeout > 0 {
			w.cfg.StepTimeout = st.Timeout
		}
		err := do(ctx, w, st)
		w.cfg.StepTimeout = limit
		if errors.Is(err, errNotOffered) {
			return err
		}
		if err != nil {
			if left := len(steps) - i - 1; left > 0 {
				w.trouble(fmt.Sprintf("%s after it not tried", count(left, "step")))
			}
			return err
		}
	}
	return nil
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// deed does one step as one act of the journey.
func (w *walker) deed(ctx context.Context, st script.Step, do func(ctx context.Context) error) error {
	return w.act(ctx, PlannedStep{Verb: string(st.Verb), Target: st.Target.String()}, do)
}

// goTo opens an address of the site.
func goTo(ctx context.Context, w *walker, st script.Step) error {
	to, err := script.Address(w.sc.Site, st.URL)
	if err != nil {
		return w.deed(ctx, st, func(context.Context) error { return stepError{err.Error()} })
	}
	w.filled, w.planned, w.pressed, w.heldBefore = "", false, false, w.tab.Held()
	return visit(ctx, w, PlannedStep{Verb: string(script.Visit), Target: to})
}

// goBack goes to the page before, as the browser's button does.
func goBack(ctx context.Context, w *walker, st script.Step) error {
	return w.deed(ctx, st, func(ctx context.Context) error {
		cctx, cancel := join(ctx, w.tab.Context(), w.cfg.StepTimeout)
		defer cancel()
		h, err := chromedp.Call(cctx, page.GetNavigationHistory, cdp.Empty{})
		if err != nil {
			return err
		}
		// Before the first page there is only the blank one that the tab opened with.
		i := int(h.CurrentIndex) - 1
		if i < 0 || i >= len(h.Entries) || !webAddress(h.Entries[i].URL) {
			return failf("there is no page before this one")
		}
		w.inv, w.filled, w.planned, w.heldBefore = nil, "", false, w.tab.Held()
		if err := w.arm(ctx); err != nil { // going back may offer to send a form again
			return err
		}
		if _, err := chromedp.Call(cctx, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: h.Entries[i].ID}); err != nil {
			return err
		}
		if err := w.loaded(cctx); err != nil {
			return err
		}
		return w.tab.Settle(ctx)
	})
}

// inFrame does the steps of a frame inside it.
func inFrame(ctx context.Context, w *walker, st script.Step) error {
	w.scope = append(w.scope, st.Target)
	defer func() { w.scope = w.scope[:len(w.scope)-1] }()
	err := w.deed(ctx, st, func(ctx context.Context) error {
		soon, cancel := sooner(ctx)
		defer cancel()
		var why error
		for {
			_, err := w.documents(soon)
			if err == nil {
				return w.tab.Settle(ctx)
			}
			// What the end of the time cut off says nothing of the page.
			if why == nil || soon.Err() == nil {
				why = err
			}
			if pause.For(soon, polling) != nil {
				return why
			}
		}
	})
	if err != nil {
		return err
	}
	return w.follow(ctx, st.Steps)
}

// byName does a step with the verb of that name in the registry of verbs: what it
// is to do stands in PlannedStep.Target.
func byName(ctx context.Context, w *walker, st script.Step) error {
	run, ok := verbOf(string(st.Verb))
	if !ok {
		return w.deed(ctx, st, func(context.Context) error { return failf("%s is not known here", st.Verb) })
	}
	w.inv = nil
	return run(ctx, w, PlannedStep{Verb: string(st.Verb), Target: st.State + st.Account})
}

// atLeast gives a step no less time than it asks for by what it says.
func (w *walker) atLeast(d time.Duration) func() {
	limit := w.cfg.StepTimeout
	w.cfg.StepTimeout = max(limit, d)
	return func() { w.cfg.StepTimeout = limit }
}

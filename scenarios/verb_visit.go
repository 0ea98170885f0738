package scenarios

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// visit opens the page and waits until it is loaded and quiet.
func visit(ctx context.Context, w *walker, st PlannedStep) error {
	return w.act(ctx, st, func(ctx context.Context) error { return w.load(ctx, st.Target) })
}

// load opens an address and waits until its page is loaded and quiet.
func (w *walker) load(ctx context.Context, address string) error {
	w.inv = nil
	cctx, cancel := join(ctx, w.tab.Context(), w.cfg.StepTimeout)
	defer cancel()
	res, err := chromedp.Call(cctx, page.Navigate, page.NavigateParams{URL: address})
	if err != nil {
		return err
	}
	if res.IsDownload {
		return failf("it is a download and no page")
	}
	if res.ErrorText != "" {
		return failf("the page did not load (%s)", neutral.Line(strings.TrimPrefix(res.ErrorText, "net::"), 60))
	}
	if err := w.loaded(cctx); err != nil {
		return err
	}
	if err := w.tab.Settle(ctx); err != nil {
		return fmt.Errorf("waiting for the page to come to rest: %w", err)
	}
	return w.answered(cctx)
}

// answered fails when what was loaded is an error page: a site that turns the
// browser away shows what it shows nobody else.
func (w *walker) answered(ctx context.Context) error {
	status, err := chromedp.Run(ctx, chromedp.Evaluate[int](`performance.getEntriesByType('navigation')[0]?.responseStatus || 0`))
	if err == nil && status >= 400 {
		return failf("the site answered the browser with HTTP status %d", status)
	}
	return nil // a page that took the answer away cannot be asked
}

// loaded waits for the load event, or as long as anybody would.
func (w *walker) loaded(ctx context.Context) error {
	deadline := time.Now().Add(w.cfg.LoadTimeout)
	for {
		cctx, cancel := context.WithDeadline(ctx, deadline)
		state, err := w.readyState(cctx)
		cancel()
		switch {
		case err == nil && state == "complete":
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case time.Now().After(deadline):
			if err != nil {
				return failf("the page does not answer")
			}
			// What is there can be used; what was still to come was not seen.
			w.trouble(fmt.Sprintf("the page was still loading after %s", w.cfg.LoadTimeout))
			return nil
		}
		if err := pause.For(ctx, 50*time.Millisecond); err != nil {
			return err
		}
	}
}

// readyState asks the page how far it is; one that replaced its own document's
// properties is asked from a world that it cannot reach.
func (w *walker) readyState(ctx context.Context) (string, error) {
	state, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.readyState`))
	if err == nil || ctx.Err() != nil {
		return state, err
	}
	frames, err := documents(ctx, w.tab.Context(), true)
	if err != nil {
		return "", err
	}
	return call[string](ctx, frames[0], 5*time.Second, `() => document.readyState`)
}

// scrollJS scrolls one screen on and says whether that was the end.
const scrollJS = `() => new Promise((done) => {
  const el = document.scrollingElement || document.documentElement;
  const before = el.scrollTop;
  window.scrollBy({ top: Math.max(200, innerHeight * 0.8), behavior: 'instant' });
  setTimeout(() => done(el.scrollTop <= before || el.scrollTop + innerHeight >= el.scrollHeight - 2), 60);
})`

// scroll goes to the end of the page in steps, as far as a bounded number of
// screens goes: some pages never end.
func scroll(ctx context.Context, w *walker, st PlannedStep) error {
	return w.act(ctx, st, func(ctx context.Context) error {
		frames, err := documents(ctx, w.tab.Context(), true)
		if err != nil {
			return err
		}
		for range 25 {
			end, err := call[bool](ctx, frames[0], 5*time.Second, scrollJS)
			if err != nil {
				return err
			}
			if end {
				break
			}
		}
		return w.tab.Settle(ctx)
	})
}

// wait stays on the page for a moment and moves the mouse.
func wait(ctx context.Context, w *walker, st PlannedStep) error {
	return w.act(ctx, st, func(ctx context.Context) error {
		cctx, cancel := join(ctx, w.tab.Context(), w.cfg.StepTimeout)
		defer cancel()
		const moves = 8
		for i := range moves {
			x, y := float64(120+90*i), float64(160+(i%3)*110)
			if err := chromedp.Do(cctx, chromedp.MouseEvent(chromedp.MouseMoved, x, y)); err != nil {
				return err
			}
			if err := pause.For(cctx, w.cfg.Dwell/moves); err != nil {
				return err
			}
		}
		return w.tab.Settle(ctx)
	})
}

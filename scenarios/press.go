package scenarios

import (
	"context"
	"time"

	"github.com/quietroom/quietroom/internal/pause"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// press.go is what comes of pressing a form's button, and what stands in for one.

// outcome waits for what a press leads to: until something was held, the document was
// left, or the page shows what it made of it. A button that says "Sending…" is no answer.
func (w *walker) outcome(ctx context.Context, f Form, url string, before int, e *effect) error {
	for try := range 14 {
		if err := w.tab.Settle(ctx); err != nil {
			return err
		}
		e.left = !w.here(ctx, f) || w.address(ctx) != url
		e.held = w.tab.Held() - before // what made it leave was held before it left
		if e.held > 0 || e.left || w.changed(ctx, f) && w.replied(f) {
			break
		}
		if try >= 2 && w.refusals(ctx, f) > e.refusals {
			break // Chrome itself refuses the answers: the page is not asked
		}
		if err := pause.For(ctx, 150*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// refusals is how often fields of the form's document were found to be refused by what they
// demand, since it was first asked: a form that is not valid is not submitted.
// https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#interactively-validate-the-constraints
func (w *walker) refusals(ctx context.Context, f Form) int {
	if f.at.frame == nil {
		return 0
	}
	n, err := call[int](ctx, f.at.frame, 2*time.Second, `() => {
		const st = globalThis.quietroom;
		if (st.refusals === undefined) { st.refusals = 0; addEventListener('invalid', () => { st.refusals++; }, true); }
		return st.refusals;
	}`)
	if err != nil {
		return 0 // the document is gone
	}
	return n
}

// typed reports whether a form shows a field of one line, in which Enter may be pressed.
func (f Form) typed() bool {
	for _, c := range f.Controls {
		if c.text() && c.fillable() && !c.prose() {
			return true
		}
	}
	return false
}

// hiddenCommit reports whether a form's button is there and out of sight.
func (w *walker) hiddenCommit(f Form) bool {
	b, ok := f.commit()
	return ok && !b.Visible
}

// enter presses Enter in the last text field of a form without a button.
func (w *walker) enter(ctx context.Context, f Form) error {
	for i := len(f.Controls) - 1; i >= 0; i-- {
		c := f.Controls[i]
		if c.text() && c.fillable() && !c.prose() {
			if err := c.at.focus(ctx, false); err != nil {
				return err
			}
			return c.at.keys(ctx, kb.Enter, 0)
		}
	}
	return failf("the form has no button")
}

// here reports whether the form's document is still the one that was filled.
func (w *walker) here(ctx context.Context, f Form) bool {
	if f.at.frame == nil {
		return true
	}
	_, err := call[bool](ctx, f.at.frame, 2*time.Second, `() => true`)
	return err == nil
}

// changed reports whether what the form shows is not what it showed: controls
// came or went, or the page complains.
func (w *walker) changed(ctx context.Context, f Form) bool {
	before := shape(f)
	if w.look(ctx) != nil {
		return true
	}
	return shape(w.current(f)) != before
}

func shape(f Form) string {
	s := ""
	for _, c := range f.Controls {
		if c.Visible {
			s += c.at.id() + c.Message
			if c.Invalid {
				s += "!"
			}
			s += ","
		}
	}
	b, _ := f.commit()
	return s + b.Text + f.Complaint
}

// address is the page's address now, "" when it does not say.
func (w *walker) address(ctx context.Context) string {
	cctx, cancel := join(ctx, w.tab.Context(), 3*time.Second)
	defer cancel()
	url, err := chromedp.Run(cctx, chromedp.Location())
	if err != nil {
		return ""
	}
	return url
}

package scenarios

import (
	"context"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/pause"
)

// open presses a button that may open a form which was not on the page before,
// in a dialog or in place, and remembers that form for the submit that follows.
// One that opens none, or leads elsewhere, is no failure.
func open(ctx context.Context, w *walker, st PlannedStep) error {
	var home Form
	w.stood(ctx)
	before := map[string]bool{}
	err := w.act(ctx, st, func(ctx context.Context) error {
		if err := w.look(ctx); err != nil {
			return err
		}
		at, ok := w.inv.opener(st.Target)
		if !ok {
			return skipError{"it is not there any more"}
		}
		home = Form{at: at}
		for _, f := range w.inv.Forms {
			if len(w.open(f)) > 0 {
				before[f.Key] = true
			}
		}
		url := w.address(ctx)
		if err := w.choosing(ctx, at, func() error { return at.click(ctx) }); err != nil {
			return err
		}
		for range 10 {
			if err := w.tab.Settle(ctx); err != nil {
				return err
			}
			if now := w.address(ctx); now != "" && !sameDocument(url, now) && !at.frame.lives(ctx) {
				return skipError{"it led to another page"}
			}
			if err := w.look(ctx); err != nil {
				return err
			}
			if w.found(before) {
				return nil
			}
			if err := pause.For(ctx, 150*time.Millisecond); err != nil {
				return err
			}
		}
		return skipError{"it opened no form"}
	})
	for w.opened == "" && err == nil && home.at.frame != nil && home.at.frame.lives(ctx) && w.tryOffer(ctx, home) {
		w.found(before)
	}
	return err
}

// found remembers the form that has been opened, one that asks for something and did not before.
func (w *walker) found(before map[string]bool) bool {
	for _, f := range w.inv.Forms {
		if !before[f.Key] && f.forPatients() && len(w.open(f)) > 0 {
			w.opened = f.Key
			return true
		}
	}
	return false
}

// lives reports whether a frame's document is still the one that was looked at.
func (f *frame) lives(ctx context.Context) bool {
	_, err := call[bool](ctx, f, 2*time.Second, `() => true`)
	return err == nil
}

// opener finds a button that may open a form by what it says.
func (inv *Inventory) opener(text string) (place, bool) {
	for _, b := range inv.Openers {
		if b.Text == text {
			return b.at, true
		}
	}
	return place{}, false
}

// sameDocument reports whether two addresses differ in their fragment alone.
func sameDocument(a, b string) bool {
	a, _, _ = strings.Cut(a, "#")
	b, _, _ = strings.Cut(b, "#")
	return a == b
}

// await waits for a form that shows itself a while after the page is loaded or
// once it is scrolled, as long as a reader would stay before leaving.
func (w *walker) await(ctx context.Context) {
	for try := range 12 {
		if w.look(ctx) != nil {
			return
		}
		f, ok := w.inv.form(w.sc.Form)
		if ok && len(w.open(f)) > 0 || w.sc.Patient == nil {
			w.home = f
			return
		}
		if try == 2 {
			if frames, err := documents(ctx, w.tab.Context(), true); err == nil {
				_, _ = call[bool](ctx, frames[0], 5*time.Second, scrollJS) // only a nudge
			}
		}
		if pause.For(ctx, 300*time.Millisecond) != nil {
			return
		}
	}
}

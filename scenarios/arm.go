package scenarios

import (
	"context"
	"time"

	"github.com/quietroom/quietroom/internal/pause"
)

// arm holds from now on whatever would commit something, and proves that it does.
func (w *walker) arm(ctx context.Context) error {
	if w.cfg.Submit == "send" {
		w.tab.Hold(false)
		return nil
	}
	w.armed = true
	if err := w.tab.Arm(ctx); err != nil {
		w.cfg.Log.Info("not armed", "err", err)
		return failf("nothing was pressed, because it could not be proven that what the page sends would be held")
	}
	return nil
}

// handsOver tells whether a form leaves the browser by its address (mailto and the
// like), and keeps it from doing so. The page's own code for a submit still runs.
func (w *walker) handsOver(ctx context.Context, f Form) string {
	if f.Implicit || f.at.frame == nil {
		return ""
	}
	scheme, err := call[string](ctx, f.at.frame, 5*time.Second, `(id) => {
		const form = globalThis.quietroom.get(id), found = /^\s*(mailto|sms|tel):/i.exec(form?.getAttribute?.('action') ?? '');
		if (found) addEventListener('submit', (e) => { if (e.target === form) e.preventDefault(); });
		return found ? found[1].toLowerCase() : '';
	}`, f.at.ref)
	if err != nil {
		return ""
	}
	return scheme
}

// remark says something of the last step.
func (w *walker) remark(why string) { w.out.Steps[len(w.out.Steps)-1].Why = why }

// asksOn reports whether the page goes on asking: then what was held was a check or an
// upload on the way, and not the form.
func (w *walker) asksOn(ctx context.Context) bool {
	if w.look(ctx) != nil {
		return false
	}
	f := w.current(w.home)
	b, ok := f.commit()
	return f.Key != "" && (len(w.open(f)) > 0 || ok && b.Visible && shows(f))
}

// choosing does a choice at p with the hold armed for a moment: some forms
// submit as soon as one is made. When something was held the hold stays on, and
// when the page went away with it the form counts as submitted.
func (w *walker) choosing(ctx context.Context, p place, do func() error) error {
	return w.heldFor(ctx, p, 120*time.Millisecond, do)
}

// taken does a choice that is a press: what that commits may come late, after whatever moves
// on the page has come to rest.
func (w *walker) taken(ctx context.Context, p place, do func() error) error {
	return w.heldFor(ctx, p, 700*time.Millisecond, do)
}

// heldFor does a choice with the hold armed for a while.
func (w *walker) heldFor(ctx context.Context, p place, while time.Duration, do func() error) error {
	if w.armed || w.cfg.Submit == "send" {
		return do()
	}
	before := w.tab.Held()
	if err := w.arm(ctx); err != nil {
		w.armed = false
		return err
	}
	w.armed = false
	err := do()
	if err == nil {
		err = pause.For(ctx, while)
	}
	if w.tab.Held() > before {
		w.armed = true
		if !p.lives(ctx, 2*time.Second) && !w.asksOn(ctx) {
			w.auto, w.out.Submitted = true, true
			return nil
		}
		return err
	}
	w.tab.Hold(false)
	return err
}

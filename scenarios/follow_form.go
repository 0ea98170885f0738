package scenarios

import (
	"context"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"

	"github.com/quietroom/quietroom/scenarios/script"
)

// planHere fills a form by itself, as a form without a file is filled: the one that
// holds the element, or the one of the page that asks for most.
func planHere(ctx context.Context, w *walker, st script.Step) error {
	var form Form
	find := func(ctx context.Context) error {
		ctx, cancel := sooner(ctx)
		defer cancel()
		at := place{}
		if !st.Target.IsZero() {
			var err error
			if at, err = w.locate(ctx, st.Target, want{}); err != nil {
				return err
			}
		}
		for {
			if err := w.look(ctx); err == nil {
				var ok bool
				if form, ok = w.formAt(ctx, at); ok {
					return nil
				}
			}
			if pause.For(ctx, polling) != nil {
				return failf("there is no form that a patient would fill")
			}
		}
	}
	if err := w.deed(ctx, st, find); err != nil {
		return err
	}
	last := &w.out.Steps[len(w.out.Steps)-1]
	last.Target = neutral.Line(form.words(), 80)
	filled, err := w.complete(ctx, form.Key)
	if err != nil {
		w.note(err)
		return err
	}
	w.filled, w.planned = filled.Key, true
	return nil
}

// formAt gives the form to be filled: that around an element, or the one with the
// most to answer.
func (w *walker) formAt(ctx context.Context, at place) (Form, bool) {
	if f, ok := w.inv.form(w.reached); ok && at.frame == nil && len(w.open(f)) > 0 {
		return f, true
	}
	best, most := Form{}, 0
	for _, f := range w.inv.Forms {
		if at.frame != nil && !f.holds(ctx, at) || !w.inScope(ctx, f) {
			continue
		}
		if n := len(w.open(f)); n > most && (at.frame != nil || f.forPatients()) {
			best, most = f, n
		}
	}
	return best, most > 0
}

// inScope reports whether a form stands in the frame that the script's steps are
// inside of.
func (w *walker) inScope(ctx context.Context, f Form) bool {
	if len(w.scope) == 0 || f.at.frame == nil {
		return true
	}
	frames, err := w.documents(ctx)
	if err != nil {
		return false
	}
	for _, d := range frames {
		if d.id == f.at.frame.id {
			return true
		}
	}
	return false
}

// holds reports whether an element stands in the form, or the form in it.
func (f Form) holds(ctx context.Context, at place) bool {
	if f.at.frame == nil || f.at.frame.id != at.frame.id {
		return false
	}
	in, err := call[bool](ctx, at.frame, 5*time.Second, `(form, el) => {
		const st = globalThis.quietroom, f = st?.get(form), e = st?.get(el);
		const up = (n) => n.assignedSlot || n.parentElement || (n.getRootNode() instanceof ShadowRoot ? n.getRootNode().host : null);
		if (!f || !e) return false;
		for (let a = e, i = 0; a && i < 200; a = up(a), i++) if (a === f) return true;
		for (let a = f, i = 0; a && i < 200; a = up(a), i++) if (a === e) return true;
		return e.form === f; }`, f.at.ref, at.ref)
	return err == nil && in
}

// submitWith presses what commits: the element that the script names, or the button
// of the form that was filled. Only a form that was filled by itself is completed
// on the way; what a script fills is the script's business.
func submitWith(ctx context.Context, w *walker, st script.Step) error {
	if !st.Target.IsZero() {
		return w.submitAt(ctx, st)
	}
	if err := w.look(ctx); err != nil {
		return w.deed(ctx, st, func(context.Context) error { return err })
	}
	f, ok := w.inv.form(w.filled)
	if !ok {
		return w.deed(ctx, st, func(context.Context) error {
			return failf("no form was filled on this page; say which button, such as submit: Send")
		})
	}
	patient := w.sc.Patient
	if !w.planned {
		w.sc.Patient = nil
	}
	w.heldBefore = w.tab.Held()
	defer func() { w.sc.Patient = patient }()
	err := submit(ctx, w, PlannedStep{Verb: string(st.Verb), Target: f.words(), Form: f.Key})
	if err != nil {
		w.pressed = false // what was held is no submit
	}
	return err
}

// submitAt presses the element that a script names, which must lead to something.
func (w *walker) submitAt(ctx context.Context, st script.Step) error {
	return w.deed(ctx, st, func(ctx context.Context) error {
		at, err := w.locate(ctx, st.Target, want{acts: true, ready: true})
		if err != nil {
			return err
		}
		if w.cfg.Submit == "skip" {
			return skipError{"submits are skipped in this audit"}
		}
		if err := w.linger(ctx); err != nil {
			return err
		}
		w.picture(ctx, at)
		filled := w.filled
		e, err := w.pressing(ctx, at, func() error { return at.click(ctx) })
		if err != nil {
			return err
		}
		if e.held > 0 || e.left || w.leads(ctx, at) {
			w.out.Submitted = true
			return nil
		}
		if w.look(ctx) == nil {
			if f, ok := w.inv.form(filled); ok && len(invalid(f)) > 0 {
				return failf("the form does not accept %s", quoted(invalid(f)))
			}
		}
		return failf("pressing it sent nothing and led nowhere")
	})
}

// leads waits a moment for what pressing at leads to, for a script may take one
// before it sends: something is held, or what was pressed is gone.
func (w *walker) leads(ctx context.Context, at place) bool {
	ctx, cancel := sooner(ctx)
	defer cancel()
	held, url := w.tab.Held(), w.address(ctx)
	for range 6 {
		lives := at.lives(ctx, 2*time.Second)
		if ctx.Err() != nil {
			break
		}
		if !lives || w.tab.Held() > held || w.address(ctx) != url {
			return true
		}
		if pause.For(ctx, 150*time.Millisecond) != nil || w.tab.Settle(ctx) != nil {
			break
		}
	}
	return w.tab.Held() > held
}

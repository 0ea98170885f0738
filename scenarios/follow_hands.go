package scenarios

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// clickOn clicks an element once it can be seen, is enabled and keeps its place.
func clickOn(ctx context.Context, w *walker, st script.Step) error {
	return w.deed(ctx, st, func(ctx context.Context) error {
		at, err := w.locate(ctx, st.Target, want{acts: true, ready: true})
		if err != nil {
			return err
		}
		w.touch(at)
		commits := w.wouldCommit(ctx, at)
		if w.cfg.Submit == "skip" && commits {
			return skipError{"submits are skipped in this audit"}
		}
		pick, picks, err := w.picked(ctx, at)
		if err != nil {
			return err
		}
		if commits {
			w.picture(ctx, at)
		}
		since := w.cfg.Clock()
		if picks {
			w.taking(pick.kind(), pick.control.Options[pick.option])
		}
		_, err = w.pressing(ctx, at, func() error {
			if err := at.click(ctx); err != nil {
				return err
			}
			if picks {
				w.tell(ctx, pick, since)
			}
			if !st.Double {
				return nil
			}
			return at.double(ctx)
		})
		return err
	})
}

// choices are what a click answers a question with, by CSS.
const choices = `input[type=radio],input[type=checkbox],[role=radio],[role=checkbox],[role=switch]`

// picked gives the choice that a click on at makes, if it makes one. Some are made
// by nobody, see harmless.
func (w *walker) picked(ctx context.Context, at place) (m meant, picks bool, err error) {
	if at, err = at.control(ctx, choices); err == nil {
		m, err = w.meantAt(ctx, at)
	}
	if err != nil || m.option < 0 {
		return meant{}, false, ctx.Err() // it is something else
	}
	return m, true, harmless(m.control, m.option)
}

// tell notes what the patient said by a choice, when a click left it made.
func (w *walker) tell(ctx context.Context, m meant, since time.Time) {
	o := m.control.Options[m.option]
	held, err := o.at.content(ctx)
	if agree, _ := consent(m.control); err == nil && held.Checked && o.Label != "" && (m.control.Type == "radio" || len(m.control.Options) > 1 || !agree) {
		w.chose(m.kind(), o, since)
	}
}

// pressing does what may commit something, with the hold armed, and waits for what
// comes of it.
func (w *walker) pressing(ctx context.Context, at place, do func() error) (effect, error) {
	if err := w.arm(ctx); err != nil {
		return effect{}, err
	}
	w.inv, w.hand = nil, place{frame: at.frame}
	before, url := w.tab.Held(), w.address(ctx)
	w.heldBefore, w.pressed = before, true
	if err := do(); err != nil {
		return effect{}, err
	}
	if err := w.tab.Settle(ctx); err != nil {
		return effect{}, err
	}
	e := effect{held: w.tab.Held() - before, left: w.address(ctx) != url}
	w.out.Submitted = w.out.Submitted || e.held > 0
	if !e.left {
		return e, nil
	}
	w.filled, w.planned = "", false
	cctx, cancel := join(ctx, w.tab.Context(), w.cfg.StepTimeout)
	defer cancel()
	return e, w.loaded(cctx)
}

// wouldCommit reports whether at is a button of a form that commits.
func (w *walker) wouldCommit(ctx context.Context, at place) bool {
	commits, err := call[bool](ctx, at.frame, 5*time.Second, `(id) => {
		const b = globalThis.quietroom?.get(id)?.closest('button,input[type=submit],input[type=image]');
		return !!b && !!b.form && (b.type === 'submit' || b.type === 'image'); }`, at.ref)
	return err == nil && commits
}

// double clicks a second time, as a double click.
func (p place) double(ctx context.Context) error {
	x, y, err := p.middle(ctx)
	if err != nil {
		return err
	}
	cctx, cancel := join(ctx, p.frame.ctx, 5*time.Second)
	defer cancel()
	return chromedp.Do(cctx, chromedp.MouseClickXY(x, y, chromedp.ClickCount(2)))
}

// hover moves the mouse over an element.
func hover(ctx context.Context, w *walker, st script.Step) error {
	return w.deed(ctx, st, func(ctx context.Context) error {
		at, err := w.locate(ctx, st.Target, want{acts: true, ready: true})
		if err != nil {
			return err
		}
		if err := at.reveal(ctx); err != nil {
			return err
		}
		x, y, err := at.middle(ctx)
		if err != nil {
			return err
		}
		cctx, cancel := join(ctx, at.frame.ctx, 5*time.Second)
		defer cancel()
		if err := chromedp.Do(cctx, chromedp.MouseEvent(chromedp.MouseMoved, x-1, y), chromedp.MouseEvent(chromedp.MouseMoved, x, y)); err != nil {
			return err
		}
		w.inv = nil
		return w.tab.Settle(ctx)
	})
}

// reveal scrolls an element into view.
func (p place) reveal(ctx context.Context) error {
	_, err := call[string](ctx, p.frame, 5*time.Second, reachJS, p.ref)
	return err
}

// keyRunes are the keys that have a name, as chromedp types them.
var keyRunes = map[string]string{
	"Enter": kb.Enter, "Tab": kb.Tab, "Escape": kb.Escape, "Space": " ", "Backspace": kb.Backspace, "Delete": kb.Delete, "Insert": kb.Insert,
	"Home": kb.Home, "End": kb.End, "PageUp": kb.PageUp, "PageDown": kb.PageDown,
	"ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight,
}

// pressKey presses a key in an element, or in what has the focus.
func pressKey(ctx context.Context, w *walker, st script.Step) error {
	planned := PlannedStep{Verb: string(st.Verb), Target: strings.TrimSpace("the key " + st.Key + " " + st.Target.String())}
	return w.act(ctx, planned, func(ctx context.Context) error {
		at, err := w.focused(ctx, st.Target)
		if err != nil {
			return err
		}
		mods, key := script.SplitKey(st.Key)
		if named, ok := keyRunes[key]; ok {
			key = named
		}
		if w.cfg.Submit == "skip" && key == kb.Enter {
			return skipError{"submits are skipped in this audit, and Enter can be one"}
		}
		var held chromedp.Modifier
		for _, m := range mods {
			held |= map[string]chromedp.Modifier{
				"Shift": chromedp.ModifierShift, "Control": chromedp.ModifierCtrl, "Alt": chromedp.ModifierAlt, "Meta": chromedp.ModifierMeta,
			}[m]
		}
		_, err = w.pressing(ctx, at, func() error { return at.keys(ctx, key, 0, chromedp.KeyModifiers(held)) })
		return err
	})
}

// focused gives where keys go: into an element, which gets the focus, or where the
// focus is.
func (w *walker) focused(ctx context.Context, t script.Target) (place, error) {
	if !t.IsZero() {
		at, err := w.locate(ctx, t, want{ready: true})
		if err != nil {
			return place{}, err
		}
		return at, at.focus(ctx, false)
	}
	if w.hand.ref != 0 {
		// What was filled last: the cursor left it, as a person's would not have.
		if w.hand.lives(ctx, 5*time.Second) {
			return w.hand, w.hand.focus(ctx, false)
		}
	}
	if w.hand.frame != nil && w.hand.frame.ctx.Err() == nil {
		return w.hand, nil
	}
	frames, err := w.documents(ctx)
	if err != nil {
		return place{}, err
	}
	return place{frame: frames[0]}, nil
}

// scrollTo scrolls the page to its end or top, to a place, or to an element.
func scrollTo(ctx context.Context, w *walker, st script.Step) error {
	if st.Target.IsZero() && st.X == 0 && st.Y == 0 && st.To != "top" {
		return scroll(ctx, w, PlannedStep{Verb: string(st.Verb), Target: "to the end of the page"})
	}
	target := fmt.Sprintf("to %d, %d", st.X, st.Y)
	if !st.Target.IsZero() {
		target = "to " + st.Target.String()
	}
	return w.act(ctx, PlannedStep{Verb: string(st.Verb), Target: target}, func(ctx context.Context) error {
		if !st.Target.IsZero() {
			at, err := w.locate(ctx, st.Target, want{})
			if err != nil {
				return err
			}
			if err := at.reveal(ctx); err != nil {
				return err
			}
			return w.tab.Settle(ctx)
		}
		frames, err := w.documents(ctx)
		if err != nil {
			return err
		}
		if _, err := call[bool](ctx, frames[0], 5*time.Second, `(x, y) => { scrollTo({ left: x, top: y, behavior: 'instant' }); return true; }`, st.X, st.Y); err != nil {
			return err
		}
		return w.tab.Settle(ctx)
	})
}

// uploadTo puts a made-up picture or PDF into a file field.
func uploadTo(ctx context.Context, w *walker, st script.Step) error {
	return w.act(ctx, PlannedStep{Verb: string(st.Verb), Target: st.Target.String(), Kind: audit.KindFile}, func(ctx context.Context) error {
		at, err := w.locate(ctx, st.Target, want{unseen: true})
		if err != nil {
			return err
		}
		if at, err = at.control(ctx, `input[type=file]`); err != nil {
			return err
		}
		w.touch(at)
		if err := w.arm(ctx); err != nil { // some fields send what they are given at once
			return err
		}
		kind := filePNG
		if st.File == filePDF {
			kind = filePDF
		}
		if err := w.give(ctx, at, kind); err != nil {
			return err
		}
		w.inv = nil
		return w.tab.Settle(ctx)
	})
}

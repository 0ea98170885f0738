package scenarios

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
	banner "github.com/quietroom/quietroom/scenarios/consent"
)

// answerConsent answers the page's consent banner; the step's target is accept or
// reject. From the press on, exchanges belong to the choice.
func answerConsent(ctx context.Context, w *walker, st PlannedStep) error {
	return w.act(ctx, st, func(ctx context.Context) error {
		want := audit.Consent(st.Target)
		if !want.Chosen() {
			return failf("%q is no choice; want accept or reject", neutral.Line(st.Target, 40))
		}
		if w.cfg.Consent.Chosen() {
			return skipError{"the choice was made before, and stays: " + string(w.cfg.Consent)}
		}
		out, err := banner.Choose(ctx, &asked{s: w.s, pressing: func() { w.tab.Consent(want) }}, want)
		out.Made = err == nil
		w.out.Choice, w.inv = &out, nil
		if err == nil {
			return nil
		}
		w.tab.Consent("") // whatever was pressed, what it did is not known
		if out.Why = banner.Why(err); out.Why == "" {
			out.Why = reason(err)
			return err
		}
		return stepError{out.Why}
	})
}

// askedAgain looks whether a page asks for a choice that was made before.
func (w *walker) askedAgain(ctx context.Context) {
	if !w.cfg.Consent.Chosen() || w.out.AskedAgain || ctx.Err() != nil || w.tab.Context().Err() != nil {
		return
	}
	var sight banner.Sight
	var err error
	for range 3 { // a page that gives way to the next one cannot be looked at
		if sight, err = banner.Look(ctx, &asked{s: w.s}); err == nil || pause.For(ctx, 300*time.Millisecond) != nil {
			break
		}
	}
	switch {
	case err != nil && ctx.Err() == nil && w.tab.Context().Err() == nil:
		w.out.AskedAgain = true // as far as can be told
		w.trouble("whether the page asks for consent again could not be seen")
	case sight.Banner != nil:
		w.out.AskedAgain = true
		w.trouble("the page asked for consent again (" + sight.Banner.Name() + "), so that what left is not certain to be " + w.cfg.Consent.When())
	}
}

// Banner says which consent banner the page in the tab shows, waiting for it no
// longer than patience: its manager's name, or that none is known; "" when none
// shows. sign names a manager that is there and shows none.
func Banner(ctx context.Context, tab Tab, patience time.Duration) (name, sign string, err error) {
	s := newSession(tab)
	defer s.close()
	sight, err := banner.Await(ctx, &asked{s: s}, patience)
	if sight.Sign != nil {
		sign = sight.Sign.Name
	}
	if sight.Banner != nil {
		name = sight.Banner.Name()
	}
	return name, sign, err
}

// asked is a session in the terms of package consent.
type asked struct {
	s *session
	// pressing is told before the first press; nil for nobody.
	pressing func()
	pressed  bool
}

func (a *asked) Frames(ctx context.Context) ([]banner.Frame, error) {
	targets, _ := a.s.targets(ctx)
	var out []banner.Frame
	for i, base := range targets {
		frames, err := documents(ctx, base, i == 0)
		if err != nil {
			if i == 0 {
				return nil, err
			}
			continue // a frame that goes away is none
		}
		for _, f := range frames {
			out = append(out, askedFrame{a, f})
		}
	}
	return out, nil
}

func (a *asked) Settle(ctx context.Context) error { return a.s.tab.Settle(ctx) }

// askedFrame is one document.
type askedFrame struct {
	a *asked
	f *frame
}

func (f askedFrame) URL() string { return f.f.url }

func (f askedFrame) Call(ctx context.Context, into any, fn string, args ...any) error {
	text, err := call[string](ctx, f.f, 8*time.Second, fn, args...)
	if err != nil {
		return err
	}
	return banner.Decode(text, into)
}

func (f askedFrame) Ask(ctx context.Context, into any, expression string) error {
	cctx, cancel := join(ctx, f.f.ctx, 8*time.Second)
	defer cancel()
	text, err := chromedp.Run(cctx, chromedp.Evaluate[string](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		return err
	}
	return banner.Decode(text, into)
}

func (f askedFrame) Open(ctx context.Context, refs []int) []any { return f.f.closedRoots(ctx, refs) }

// stillJS waits until an element has come to rest, half a second at the longest.
const stillJS = `async (id) => {
  const el = globalThis.quietroom?.get(id); if (!el || !el.isConnected) return false;
  const at = () => { const r = el.getBoundingClientRect(); return [r.left, r.top, r.width, r.height].join(); };
  for (let i = 0, was = ''; i < 8; i++) { const now = at(); if (now === was) break; was = now; await new Promise((d) => setTimeout(d, 70)); }
  return true;
}`

// guardJS keeps a press that would hit anything but the element from the page, and
// remembers whether the element was hit.
const guardJS = `(id) => {
  const el = globalThis.quietroom?.get(id); if (!el) return false;
  const kinds = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
  const guard = globalThis.quietroomGuard = { hit: false, off() { for (const k of kinds) removeEventListener(k, on, true); } };
  const on = (e) => {
    const path = e.composedPath(); let ok = path.includes(el);
    // A closed shadow root hides its inside: its host stands for it.
    for (let r = el.getRootNode(); !ok && r instanceof ShadowRoot; r = r.host.getRootNode()) ok = r.mode === 'closed' && path[0] === r.host;
    if (ok) { if (e.type === 'click') guard.hit = true; return; }
    e.stopImmediatePropagation(); e.preventDefault();
  };
  for (const k of kinds) addEventListener(k, on, true);
  return true;
}`

// Click presses the element as a person does, and nothing else: a press that would
// hit another thing is kept from the page, and the element is activated without
// the mouse.
func (f askedFrame) Click(ctx context.Context, ref int) error {
	p := place{f.f, ref}
	if there, err := call[bool](ctx, f.f, 5*time.Second, stillJS, ref); err != nil || !there {
		return errors.Join(err, failf("it is not on the page any more"))
	}
	if f.a.pressing != nil && !f.a.pressed {
		f.a.pressing()
	}
	f.a.pressed = true
	if reach, err := call[string](ctx, f.f, 5*time.Second, reachJS, ref); err == nil && reach == "ok" {
		if armed, err := call[bool](ctx, f.f, 5*time.Second, guardJS, ref); err == nil && armed {
			mouseErr := p.mouse(ctx, 0.5, 0.5)
			hit, err := call[bool](ctx, f.f, 5*time.Second, `() => { const g = globalThis.quietroomGuard; g?.off(); return !g || g.hit; }`)
			if err != nil || mouseErr == nil && hit {
				return ctx.Err() // a page that is gone was pressed
			}
		}
	}
	_, err := call[bool](ctx, f.f, 5*time.Second, `(id) => { globalThis.quietroom?.get(id)?.click(); return true; }`, ref)
	if err != nil && ctx.Err() == nil {
		return fmt.Errorf("pressing a button of the banner: %w", err)
	}
	return ctx.Err()
}

package scenarios

import (
	"context"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/internal/pause"
)

// sign signs a field that is drawn into, and presses the button with which some pages
// want it taken over.
func (w *walker) sign(ctx context.Context, c Control) error {
	if err := c.at.draw(ctx); err != nil {
		return err
	}
	if err := pause.For(ctx, 100*time.Millisecond); err != nil {
		return err
	}
	ref, err := call[int](ctx, c.at.frame, 5*time.Second, takenJS, c.at.ref)
	if err != nil || ref == 0 {
		return nil //nolint:nilerr // there is none
	}
	at := place{c.at.frame, ref}
	return w.choosing(ctx, at, func() error { return at.click(ctx) })
}

// takenJS finds the button beside a signature that takes it over: one that neither
// sends the form nor wipes what was drawn.
const takenJS = `(id) => {
  const st = globalThis.quietroom, el = st?.get(id);
  for (let a = el?.parentElement, i = 0; a && i < 4 && a.tagName !== 'FORM'; a = a.parentElement, i++) {
    for (const b of a.querySelectorAll('button,[role=button],input[type=button]')) {
      const t = (b.value || b.getAttribute('aria-label') || b.textContent || '').trim();
      if (b.type === 'submit' || b.disabled || !/^(accept|save|use|apply|adopt|confirm|done|ok|insert|add|i agree)( (this|the|my|your))?( signature| and sign)?$/i.test(t) || b.getBoundingClientRect().height < 1) continue;
      let n = st.ids.get(b);
      if (!n) { n = st.next++; st.ids.set(b, n); st.els.set(n, new WeakRef(b)); }
      return n;
    }
    if (a.querySelector('input:not([type=hidden]),select,textarea')) break;
  }
  return 0;
}`

// draw draws a line with the mouse, as a finger signs.
func (p place) draw(ctx context.Context) error {
	if _, err := call[string](ctx, p.frame, 5*time.Second, reachJS, p.ref); err != nil {
		return err
	}
	x, y, err := p.middle(ctx)
	if err != nil {
		return err
	}
	cctx, cancel := join(ctx, p.frame.ctx, 5*time.Second)
	defer cancel()
	if err := chromedp.Do(cctx, chromedp.MouseEvent(chromedp.MousePressed, x-40, y, chromedp.ButtonLeft)); err != nil {
		return err
	}
	for i := range 16 {
		dx, dy := float64(5*i-40), float64(6*(i%4)-9)
		if err := chromedp.Do(cctx, chromedp.MouseEvent(chromedp.MouseMoved, x+dx, y+dy, chromedp.ButtonLeft)); err != nil {
			return err
		}
	}
	return chromedp.Do(cctx, chromedp.MouseEvent(chromedp.MouseReleased, x+40, y, chromedp.ButtonLeft))
}

package scenarios

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/quietroom/quietroom/internal/pause"
)

// hands.go is the patient's hands: clicking an element where it is on the
// screen, pressing keys, and reading what a control holds then.

// reachJS scrolls an element into view and says whether a click in its middle
// would hit it, and not a banner on top of it.
const reachJS = `(id) => {
  const el = globalThis.quietroom?.get(id);
  if (!el || !el.isConnected) return 'gone';
  el.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const r = el.getBoundingClientRect();
  if (r.width < 1 || r.height < 1) return 'hidden';
  let hit = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
  while (hit && hit.shadowRoot) { const d = hit.shadowRoot.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2); if (!d || d === hit) break; hit = d; }
  for (let a = hit; a; a = a.assignedSlot || a.parentNode || a.host) if (a === el) return 'ok';
  for (let a = el; a; a = a.parentNode || a.host) if (a === hit) return hit === document.body || hit === document.documentElement ? 'covered' : 'ok';
  if (el.labels) for (const l of el.labels) if (l.contains(hit)) return 'ok';
  return 'covered';
}`

// click presses the left button in the middle of an element, as a person does.
// An element that something covers is activated without the mouse.
func (p place) click(ctx context.Context) error { return p.clickAt(ctx, 0.5, 0.5) }

// clickAt clicks where x and y say, as parts of the element's width and height.
func (p place) clickAt(ctx context.Context, x, y float64) error {
	reach, err := call[string](ctx, p.frame, 5*time.Second, reachJS, p.ref)
	if err != nil {
		return err
	}
	if reach == "gone" {
		return failf("it is not on the page any more")
	}
	if reach == "ok" {
		if err = p.mouse(ctx, x, y); err == nil {
			return nil
		}
	}
	_, err = call[bool](ctx, p.frame, 5*time.Second, `(id) => { globalThis.quietroom.get(id)?.click(); return true; }`, p.ref)
	return err
}

// mouse moves to a spot of the element and clicks.
func (p place) mouse(ctx context.Context, partX, partY float64) error {
	x, y, err := p.spot(ctx, partX, partY)
	if err != nil {
		return err
	}
	cctx, cancel := join(ctx, p.frame.ctx, 5*time.Second)
	defer cancel()
	return chromedp.Do(cctx, chromedp.MouseEvent(chromedp.MouseMoved, x, y), chromedp.MouseClickXY(x, y))
}

// middle is where on the screen an element is.
func (p place) middle(ctx context.Context) (x, y float64, err error) { return p.spot(ctx, 0.5, 0.5) }

// spot is where on the screen a part of an element is.
func (p place) spot(ctx context.Context, partX, partY float64) (x, y float64, err error) {
	obj, err := p.object(ctx)
	if err != nil {
		return 0, 0, err
	}
	cctx, cancel := join(ctx, p.frame.ctx, 5*time.Second)
	defer cancel()
	res, err := chromedp.Call(cctx, dom.GetContentQuads, dom.GetContentQuadsParams{ObjectID: obj})
	if err != nil {
		return 0, 0, err
	}
	if len(res.Quads) == 0 || len(res.Quads[0]) < 8 {
		return 0, 0, chromedp.ErrInvalidDimensions
	}
	q := res.Quads[0]
	// The corners go round from the one at the top left.
	x = q[0] + (q[2]-q[0])*partX + (q[6]-q[0])*partY
	y = q[1] + (q[3]-q[1])*partX + (q[7]-q[1])*partY
	return x, y, nil
}

// still waits until an element that slides in has come to rest, half a second at most.
func (p place) still(ctx context.Context) {
	last := [2]float64{-1, -1}
	for range 10 {
		x, y, err := p.middle(ctx)
		if err != nil || last == [2]float64{x, y} || pause.For(ctx, 50*time.Millisecond) != nil {
			return
		}
		last = [2]float64{x, y}
	}
}

// focus puts the cursor into a control: by a click where one would reach it.
func (p place) focus(ctx context.Context, byMouse bool) error {
	if byMouse {
		if reach, err := call[string](ctx, p.frame, 5*time.Second, reachJS, p.ref); err == nil && reach == "ok" {
			_ = p.mouse(ctx, 0.5, 0.5) // the focus below makes up for a click that missed
		}
	}
	obj, err := p.object(ctx)
	if err != nil {
		return err
	}
	cctx, cancel := join(ctx, p.frame.ctx, 5*time.Second)
	defer cancel()
	_, err = chromedp.Call(cctx, dom.Focus, dom.FocusParams{ObjectID: obj})
	return err
}

// keys presses keys one by one in whatever has the focus.
func (p place) keys(ctx context.Context, text string, delay time.Duration, opts ...chromedp.KeyOption) error {
	cctx, cancel := join(ctx, p.frame.ctx, time.Minute)
	defer cancel()
	for _, r := range text {
		if err := chromedp.Do(cctx, keyPress(r, opts)); err != nil {
			return err
		}
		if delay > 0 {
			if err := chromedp.Do(cctx, chromedp.Sleep(delay)); err != nil {
				return err
			}
		}
	}
	return nil
}

// keyPress presses one key as a keyboard does: a page that takes the key down for itself gets no
// character with it. chromedp.KeyEvent sends that apart, whatever the page did, and masks that
// write by themselves then have every digit twice.
// https://chromedevtools.github.io/devtools-protocol/tot/Input/#method-dispatchKeyEvent
func keyPress(r rune, opts []chromedp.KeyOption) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		keys := kb.Encode(r)
		for _, k := range keys {
			for _, o := range opts {
				o(k)
			}
		}
		if len(keys) == 3 && keys[0].Modifiers&^int64(chromedp.ModifierShift) == 0 {
			keys[0].Text, keys[0].UnmodifiedText = keys[1].Text, keys[1].UnmodifiedText
		}
		for _, k := range keys {
			if k.Type == kb.KeyChar {
				continue
			}
			if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, *k); err != nil {
				return err
			}
		}
		return nil
	})
}

// leave moves on with the Tab key, which is what blur handlers wait for.
func (p place) leave(ctx context.Context) error { return p.keys(ctx, kb.Tab, 0) }

// content is what a control holds, and whether the page accepts it.
type content struct {
	Value   string
	Checked bool
	Valid   bool
	// Index is the selected option's, -1 for none.
	Index int
	// Own is true for an element of the page's own making, which may tell screen readers
	// alone that it is ticked.
	Own bool
}

const contentJS = `(id) => {
  const el = globalThis.quietroom?.get(id);
  if (!el) return null;
  const bad = el.getAttribute('aria-invalid') === 'true' || (el.willValidate === true && !el.validity.valid);
  return {
    Value: String(el.isContentEditable ? el.innerText : el.value ?? '').slice(0, 5000), Valid: !bad,
    Checked: el.checked === true || ['aria-checked', 'aria-pressed', 'aria-selected'].some((a) => el.getAttribute(a) === 'true'),
    Own: el.tagName.includes('-') && !el.getAttribute('role'),
    Index: typeof el.selectedIndex === 'number' ? el.selectedIndex : -1,
  };
}`

func (p place) content(ctx context.Context) (content, error) {
	c, err := call[*content](ctx, p.frame, 5*time.Second, contentJS, p.ref)
	if err != nil {
		return content{}, err
	}
	if c == nil {
		return content{}, failf("it is not on the page any more")
	}
	if c.Own && !c.Checked {
		c.Checked = p.checked(ctx)
	}
	return *c, nil
}

// checked asks what a screen reader is told.
func (p place) checked(ctx context.Context) bool {
	obj, err := p.object(ctx)
	if err != nil {
		return false
	}
	cctx, cancel := join(ctx, p.frame.ctx, 5*time.Second)
	defer cancel()
	res, err := chromedp.Call(cctx, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{ObjectID: obj, FetchRelatives: new(bool)})
	if err != nil {
		return false
	}
	for _, n := range res.Nodes {
		for _, prop := range n.Properties {
			if prop.Name == accessibility.PropertyNameChecked && axText(prop.Value) == "true" {
				return true
			}
		}
	}
	return false
}

// setJS writes a value the way a script does, with the events that a page
// listens to; for controls that no key reaches (date pickers, long lists).
const setJS = `(id, value, index) => {
  const el = globalThis.quietroom?.get(id);
  if (!el) return false;
  if (index >= 0) { el.selectedIndex = index; } else el.value = value;
  el.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  el.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}`

func (p place) set(ctx context.Context, value string, index int) error {
	_, err := call[bool](ctx, p.frame, 5*time.Second, setJS, p.ref, value, index)
	return err
}

// empty clears a text control with the keyboard.
func (p place) empty(ctx context.Context) error {
	if err := p.keys(ctx, "a", 0, chromedp.KeyModifiers(chromedp.ModifierCtrl)); err != nil {
		return err
	}
	return p.keys(ctx, kb.Backspace, 0)
}

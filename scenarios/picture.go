package scenarios

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
)

// touch is a control that a step used.
type touch struct {
	step int
	at   place
	// shown is true once a picture was taken after it.
	shown bool
}

// maxTouches bounds how many controls are looked for on a picture: the last ones.
const maxTouches = 80

// touch notes the control that the step at hand uses; of several the last one counts.
func (w *walker) touch(at place) {
	if at.frame == nil || at.ref == 0 {
		return
	}
	t := touch{step: len(w.out.Steps) + 1, at: at}
	if last := len(w.touches) - 1; last >= 0 && w.touches[last].step == t.step {
		w.touches[last] = t
		return
	}
	if w.touches = append(w.touches, t); len(w.touches) > maxTouches {
		w.touches = w.touches[1:]
	}
}

// picture keeps the page as it is just before the button at is pressed, and where on
// it stands what the journey used. The page is where the press will find it.
func (w *walker) picture(ctx context.Context, at place) {
	if w.cfg.Screenshot == nil || ctx.Err() != nil {
		return
	}
	if at.frame != nil && at.ref != 0 {
		w.leave(ctx, at)
		w.touch(at)
		if at.reveal(ctx) != nil {
			return
		}
	}
	w.keep(ctx)
}

// leavingJS tells whether an element of ids that is in sight would be out of it once
// the element to stands in the middle, where a click brings it: beyond the window, or
// near its top, where many a page keeps a bar over what scrolls.
const leavingJS = `(to, ids) => {
  const st = globalThis.quietroom, el = st?.get(to), page = document.scrollingElement;
  if (!el || !page || !ids) return false;
  const r = el.getBoundingClientRect(), end = page.scrollHeight - innerHeight - page.scrollTop;
  const by = Math.max(-page.scrollTop, Math.min(r.top + r.height / 2 - innerHeight / 2, end));
  return Math.abs(by) > 1 && ids.some((id) => {
    const b = st.get(id)?.getBoundingClientRect();
    return !!b && b.height > 0 && b.top >= 0 && b.bottom <= innerHeight && (b.top - by < innerHeight / 8 || b.bottom - by > innerHeight);
  });
}`

// leave keeps the page as it is before the control at is brought into sight, when that
// takes from sight what no picture shows yet.
func (w *walker) leave(ctx context.Context, at place) {
	if w.cfg.Screenshot == nil || at.frame == nil || !at.frame.top {
		return
	}
	var ids []int
	for _, t := range w.touches {
		if !t.shown && t.at.frame.id == at.frame.id && t.at.frame.exec == at.frame.exec {
			ids = append(ids, t.at.ref)
		}
	}
	if len(ids) == 0 {
		return
	}
	if leaving, err := call[bool](ctx, at.frame, 2*time.Second, leavingJS, at.ref, ids); err == nil && leaving {
		w.keep(ctx)
	}
}

// keep keeps a picture of what is in sight, and where on it stands what was used.
func (w *walker) keep(ctx context.Context) {
	cctx, cancel := join(ctx, w.tab.Context(), 5*time.Second)
	defer cancel()
	was := w.scene(cctx)
	file := w.shot(cctx, fmt.Sprintf("step-%02d-before", len(w.out.Steps)+1))
	if file == "" {
		return
	}
	w.before = append(w.before, was.picture(file, w.scene(cctx)))
	for i := range w.touches {
		w.touches[i].shown = true
	}
}

// shot keeps a picture of what is in sight of the page, if anybody wants one.
func (w *walker) shot(ctx context.Context, name string) string {
	if w.cfg.Screenshot == nil || ctx.Err() != nil {
		return ""
	}
	cctx, cancel := join(ctx, w.tab.Context(), 5*time.Second)
	defer cancel()
	quality := int64(80)
	res, err := chromedp.Call(cctx, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatWebp, Quality: &quality})
	if err != nil {
		return ""
	}
	file, err := w.cfg.Screenshot(name, res.Data)
	if err != nil {
		w.cfg.Log.Warn("keeping a screenshot", "err", err)
		return ""
	}
	return file
}

// box is where something stands in sight, in CSS pixels.
type box struct{ X, Y, W, H float64 }

// scene is what is in sight of the page: how large that is, and where in it the
// controls stand, by step. Its zero value is of nothing that is certain.
type scene struct {
	w, h  float64
	boxes map[int]box
}

// sightJS gives the size of a document's window and the boxes of elements that can be
// seen in it whole: themselves, or the label that stands for one the page draws itself.
const sightJS = `(ids) => {
  const st = globalThis.quietroom;
  const top = (r) => {
    const x = r.left + r.width / 2, y = r.top + r.height / 2;
    let hit = document.elementFromPoint(x, y);
    for (let d; hit && (d = hit.shadowRoot || st.roots.get(hit)); hit = d) if (!(d = d.elementFromPoint(x, y)) || d === hit) break;
    return hit;
  };
  const whole = (el) => {
    const r = el.getBoundingClientRect();
    if (r.width < 4 || r.height < 4 || r.left < 0 || r.top < 0 || r.right > innerWidth || r.bottom > innerHeight) return null;
    for (let a = top(r); a; a = a.assignedSlot || a.parentNode || a.host) if (a === el) return { X: r.left, Y: r.top, W: r.width, H: r.height };
    return null;
  };
  const box = (el) => { for (const e of el?.isConnected ? [el, ...(el.labels || [])].slice(0, 4) : []) { const b = whole(e); if (b) return b; } return null; };
  const scale = visualViewport?.scale ?? 1;
  return { W: innerWidth, H: innerHeight, Scaled: scale !== 1, Boxes: st ? (ids ?? []).map((id) => box(st.get(id))) : [] };
}`

// window is what sightJS gives.
type window struct {
	W, H   float64
	Scaled bool
	Boxes  []*box
}

// scene looks where the controls stand that were used: those of the page itself, and
// of the frames right in it.
func (w *walker) scene(ctx context.Context) scene {
	frames, err := w.s.documents(ctx)
	if err != nil || len(frames) == 0 {
		return scene{}
	}
	top := frames[0]
	whole, err := call[window](ctx, top, 2*time.Second, sightJS)
	if err != nil || whole.Scaled {
		return scene{}
	}
	out := scene{whole.W, whole.H, map[int]box{}}
	for _, f := range frames {
		var ids, steps []int
		for _, t := range w.touches {
			if t.at.frame.id == f.id && t.at.frame.exec == f.exec {
				ids, steps = append(ids, t.at.ref), append(steps, t.step)
			}
		}
		if len(ids) == 0 || f != top && f.parent != top.id {
			continue
		}
		in, err := call[window](ctx, f, 2*time.Second, sightJS, ids)
		if err != nil || len(in.Boxes) != len(ids) {
			continue
		}
		var from box
		if f != top {
			var ok bool
			if from, ok = top.holdsAt(ctx, f, in); !ok {
				continue
			}
		}
		for i, b := range in.Boxes {
			if b == nil {
				continue
			}
			b.X, b.Y = b.X+from.X, b.Y+from.Y
			if f == top || top.shows(ctx, *b) {
				out.boxes[steps[i]] = *b
			}
		}
	}
	return out
}

// holdsAt gives where in f the document of a frame stands, which must be neither
// turned nor scaled there.
func (f *frame) holdsAt(ctx context.Context, inner *frame, in window) (box, bool) {
	cctx, cancel := join(ctx, f.ctx, 2*time.Second)
	defer cancel()
	owner, err := chromedp.Call(cctx, dom.GetFrameOwner, dom.GetFrameOwnerParams{FrameID: inner.id})
	if err != nil {
		return box{}, false
	}
	res, err := chromedp.Call(cctx, dom.GetBoxModel, dom.GetBoxModelParams{BackendNodeID: owner.BackendNodeID})
	if err != nil || res.Model == nil || len(res.Model.Content) < 8 {
		return box{}, false
	}
	q := res.Model.Content
	b := box{q[0], q[1], q[2] - q[0], q[5] - q[3]}
	straight := near(q[1], q[3]) && near(q[2], q[4]) && near(q[5], q[7]) && near(q[6], q[0])
	return b, straight && near(b.W, in.W) && near(b.H, in.H)
}

// shows reports whether a box of a frame is in sight of the page that holds the frame:
// inside of its window, with nothing of the page on top of it.
func (f *frame) shows(ctx context.Context, b box) bool {
	ok, err := call[bool](ctx, f, 2*time.Second, `(b) => {
		const inside = b.X >= 0 && b.Y >= 0 && b.X + b.W <= innerWidth && b.Y + b.H <= innerHeight, x = b.X + b.W / 2, y = b.Y + b.H / 2;
		let hit = document.elementFromPoint(x, y);
		for (let d, r; hit && (r = hit.shadowRoot || globalThis.quietroom?.roots.get(hit)); hit = d) if (!(d = r.elementFromPoint(x, y)) || d === hit) break;
		return inside && /^I?FRAME$/.test(hit?.tagName ?? ''); }`, b)
	return err == nil && ok
}

// near allows for the rounding of a layout.
func near(a, b float64) bool { return math.Abs(a-b) <= 1 }

// picture marks what stood in the same place before a screenshot was taken and after.
func (s scene) picture(file string, after scene) audit.Picture {
	p := audit.Picture{Screenshot: file}
	if s.boxes == nil || s.w != after.w || s.h != after.h {
		return p
	}
	p.Width, p.Height = int(s.w), int(s.h)
	for step, b := range s.boxes {
		a, ok := after.boxes[step]
		if !ok || !near(a.X, b.X) || !near(a.Y, b.Y) || !near(a.W, b.W) || !near(a.H, b.H) {
			continue
		}
		x, y := int(math.Round(b.X)), int(math.Round(b.Y))
		p.Marks = append(p.Marks, audit.Mark{Step: step, X: x, Y: y, Width: int(math.Round(b.X+b.W)) - x, Height: int(math.Round(b.Y+b.H)) - y})
	}
	slices.SortFunc(p.Marks, func(a, b audit.Mark) int { return a.Step - b.Step })
	return p
}

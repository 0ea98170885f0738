package scenarios

import (
	"context"
	"slices"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"
)

// unlock.go is about what stands between a filled form and its submit: terms that want
// to be read to their end, a dialog that asks whether it is meant.

// locked reports whether a form has a box that cannot be ticked yet.
func (f Form) locked() bool {
	for _, c := range f.Controls {
		if c.Type == "checkbox" && c.Visible && c.Disabled && !c.Checked {
			return true
		}
	}
	return false
}

// readOnJS scrolls what is scrolled inside a form to its end, and says whether there
// was anything.
const readOnJS = `(id) => {
  const st = globalThis.quietroom, root = st?.get(id);
  if (!root) return false;
  let n = 0;
  for (const el of [...root.querySelectorAll('*')].slice(0, 4000)) {
    if (el.scrollHeight > el.clientHeight + 20 && el.clientHeight > 20 && /auto|scroll/.test(getComputedStyle(el).overflowY) && !/^(TEXTAREA|SELECT)$/.test(el.tagName)) {
      el.scrollTop = el.scrollHeight; n++;
    }
  }
  return n > 0;
}`

// readOn scrolls through the terms of a form, and reports whether the page was looked at
// again because of it.
func (w *walker) readOn(ctx context.Context, f Form) bool {
	if f.at.frame == nil || w.done["read "+f.at.id()] {
		return false
	}
	w.done["read "+f.at.id()] = true
	scrolled, err := call[bool](ctx, f.at.frame, 5*time.Second, readOnJS, f.at.ref)
	if err != nil || !scrolled || pause.For(ctx, 300*time.Millisecond) != nil {
		return false
	}
	return w.look(ctx) == nil
}

// unfold opens the next part of a form that is folded away with fields in it, and reports
// whether the page was looked at again because of it. The steps of a wizard open by its
// own button.
func (w *walker) unfold(ctx context.Context, f Form) bool {
	b, ok := f.commit()
	if !w.insists && (ok && b.Visible && nextRE.MatchString(b.Text) || f.Progress.more(false) != "") {
		return false
	}
	for _, part := range f.folds {
		at := part.at
		seen := slices.ContainsFunc(part.holds, func(p place) bool { return w.done[p.id()] })
		if w.done["fold "+at.id()] || seen || !w.insists && (part.made || len(part.holds) == 0 && ok && b.Visible) {
			continue // the walk came through it
		}
		// One at a time: the next may close it again.
		w.done["fold "+at.id()] = true
		if w.choosing(ctx, at, func() error { return at.click(ctx) }) == nil {
			return pause.For(ctx, 300*time.Millisecond) == nil && w.look(ctx) == nil
		}
	}
	return false
}

// wakes waits for a form's button that cannot be pressed yet: a script may take a moment,
// or want the terms read.
func (w *walker) wakes(ctx context.Context, f Form) (Form, Button, bool) {
	b, ok := f.commit()
	for try := range 8 {
		if try == 2 {
			w.readOn(ctx, f)
		}
		if pause.For(ctx, 250*time.Millisecond) != nil || w.look(ctx) != nil {
			break
		}
		now := w.current(f)
		if now.Key == "" {
			break
		}
		if f = now; f.at.frame == nil {
			break
		}
		if b, ok = f.commit(); ok && !b.Disabled && b.Visible {
			break
		}
	}
	return f, b, ok
}

// agree says yes to a dialog that a submit has opened, and waits for what comes of it. It
// gives the button that was the last word, b where no dialog asked.
func (w *walker) agree(ctx context.Context, f Form, b Button, url string, before int, e *effect) (Button, error) {
	last, ok := f.at.frame.answer(ctx, askedJS)
	if !ok {
		return b, nil
	}
	if err := last.at.click(ctx); err != nil {
		return last, err
	}
	return last, w.outcome(ctx, f, url, before, e)
}

// notices takes note of a dialog that has opened since the walk began and asks for nothing
// ("I have read this"), with the hold armed; it reports whether there was one.
func (w *walker) notices(ctx context.Context, f Form) bool {
	if len(w.done) == 0 || f.at.frame == nil {
		return false // it stood there from the beginning
	}
	b, ok := f.at.frame.answer(ctx, noticedJS)
	if !ok || w.done[b.at.id()] {
		return false
	}
	w.done[b.at.id()] = true
	return w.taken(ctx, b.at, func() error { return b.at.click(ctx) }) == nil && pause.For(ctx, 150*time.Millisecond) == nil
}

const (
	askedJS   = `() => globalThis.quietroom?.asked?.() ?? { ref: 0, text: '' }`
	noticedJS = `() => globalThis.quietroom?.noticed?.() ?? { ref: 0, text: '' }`
)

// answer gives the button by which an open dialog of the frame is answered, which a script
// looks for; false where there is none.
func (f *frame) answer(ctx context.Context, js string) (Button, bool) {
	b, err := call[struct {
		Ref  int
		Text string
	}](ctx, f, 5*time.Second, js)
	if err != nil || b.Ref == 0 {
		return Button{}, false
	}
	return Button{Text: neutral.Line(b.Text, 80), Type: "button", Visible: true, at: place{f, b.Ref}}, true
}

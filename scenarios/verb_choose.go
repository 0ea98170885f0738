package scenarios

import (
	"context"
	"slices"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/chromedp/chromedp/kb"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"

	"github.com/quietroom/quietroom/audit"
)

// selectOption chooses in a drop-down list.
func selectOption(ctx context.Context, w *walker, st PlannedStep) error {
	return w.act(ctx, st, func(ctx context.Context) error {
		c, i, err := w.choice(ctx, st)
		if err != nil {
			return err
		}
		since := w.cfg.Clock()
		if err := c.at.focus(ctx, false); err != nil {
			if !c.at.lives(ctx, 2*time.Second) {
				return err
			}
			c.Tag = "drawn" // the page shows another in its place: no key reaches it
		}
		w.chose(st.Kind, c.Options[i], since)
		return w.choosing(ctx, c.at, func() error { return c.take(ctx, i) })
	})
}

// take selects option i, with the keyboard where one key does it, and moves on.
func (c Control) take(ctx context.Context, i int) error {
	if key, ok := c.initial(i); ok && c.Type == "select" && c.Tag != "drawn" {
		if err := c.at.keys(ctx, key, 0); err != nil {
			return err
		}
	}
	held, err := c.at.content(ctx)
	if err == nil && held.Index != i {
		if err = c.at.set(ctx, "", i); err == nil {
			held, err = c.at.content(ctx)
		}
	}
	switch {
	case err != nil:
		return nil //nolint:nilerr // the choice led to another page: what it sent was held
	case held.Index != i:
		return failf("the list does not keep what is chosen")
	case c.Tag == "drawn":
		return nil
	}
	return c.at.leave(ctx)
}

// initial gives the key that selects option i and no other, if there is one:
// then the choice is made by the keyboard, as a person can.
func (c Control) initial(i int) (string, bool) {
	begins := func(o Option) rune {
		r, _ := utf8.DecodeRuneInString(o.Label)
		return unicode.ToLower(r)
	}
	first := begins(c.Options[i])
	if first >= utf8.RuneSelf || !unicode.IsLetter(first) && !unicode.IsDigit(first) || c.Options[i].Checked {
		return "", false
	}
	for j, o := range c.Options {
		if j != i && begins(o) == first {
			return "", false
		}
	}
	return string(first), true
}

// check ticks a box, or chooses among radios or boxes.
func check(ctx context.Context, w *walker, st PlannedStep) error {
	return w.act(ctx, st, func(ctx context.Context) error {
		c, i, err := w.choice(ctx, st)
		if err != nil {
			return err
		}
		o := c.Options[i]
		w.touch(o.at)
		since := w.cfg.Clock()
		held, err := o.at.content(ctx)
		if err != nil {
			return err
		}
		if !held.Checked {
			w.taking(st.Kind, o)
			if err := w.choosing(ctx, o.at, func() error { return w.tick(ctx, o.at) }); err != nil {
				return err
			}
		}
		if agree, _ := consent(c); c.Type == "radio" || len(c.Options) > 1 || !agree {
			w.chose(st.Kind, o, since)
		}
		return nil
	})
}

// tickJS finds what a person would click for a box that the page draws itself, and where
// in it, as parts of its width and height: the link in a label leads away.
const tickJS = `(id) => {
  const st = globalThis.quietroom, el = st?.get(id);
  const shown = (e) => { const r = e.getBoundingClientRect(); return r.width > 2 && r.height > 2 && e.checkVisibility({ opacityProperty: true, visibilityProperty: true }); };
  const over = (x, y) => { let h = document.elementFromPoint(x, y); while (h && h.shadowRoot) { const d = h.shadowRoot.elementFromPoint(x, y); if (!d || d === h) break; h = d; } return h; };
  const own = { ref: id, x: 0.5, y: 0.5 };
  if (!el || shown(el) || !el.labels) return own;
  const labels = st.labels?.(el) ?? el.labels;
  el.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const r = el.getBoundingClientRect();
  if (r.width > 6 && r.height > 6 && over(r.left + r.width / 2, r.top + r.height / 2) === el) return own;
  for (const l of labels) if (shown(l)) {
    let n = st.ids.get(l);
    if (!n) { n = st.next++; st.ids.set(l, n); st.els.set(n, new WeakRef(l)); }
    const b = l.getBoundingClientRect();
    for (const [x, y] of [[0.5, 0.5], [8 / b.width, 0.5], [0.5, 0.5], [0.25, 0.5], [0.75, 0.5], [8 / b.width, 8 / b.height]]) {
      const h = over(b.left + x * b.width, b.top + y * b.height);
      if (h && (l.contains(h) || h === el) && !h.closest('a[href],button')) return { ref: n, x, y };
    }
  }
  return own;
}`

// appearanceJS is how an element looks that is no native control.
const appearanceJS = `(id) => {
  const el = globalThis.quietroom?.get(id);
  if (!el || el.tagName === 'INPUT') return '';
  const cs = getComputedStyle(el);
  return [...el.attributes].map((a) => a.name + '=' + a.value).join('|').slice(0, 2000) + cs.backgroundColor + cs.borderColor + cs.boxShadow + el.childElementCount;
}`

// clickBox clicks a box, or the label that stands for it.
func (p place) clickBox(ctx context.Context) error {
	spot, err := call[struct {
		Ref  int
		X, Y float64
	}](ctx, p.frame, 5*time.Second, tickJS, p.ref)
	if err != nil || spot.Ref <= 0 {
		return failf("it is not on the page any more")
	}
	return place{p.frame, spot.Ref}.clickAt(ctx, spot.X, spot.Y)
}

func (w *walker) tick(ctx context.Context, p place) error {
	look, _ := call[string](ctx, p.frame, 2*time.Second, appearanceJS, p.ref)
	if err := p.clickBox(ctx); err != nil {
		return err
	}
	// A control that the page draws itself says so a moment later, or is gone with
	// the step that it belonged to.
	var held content
	for range 4 {
		if alive, err := call[bool](ctx, p.frame, 2*time.Second, aliveJS, p.ref); err == nil && !alive {
			return nil
		}
		var err error
		if held, err = p.content(ctx); err != nil || held.Checked {
			return err
		}
		if err := pause.For(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
	// One that the page draws and says nothing of to a screen reader shows that it was
	// taken, or not at all.
	if now, err := call[string](ctx, p.frame, 2*time.Second, appearanceJS, p.ref); err == nil && look != "" && now != look {
		return nil
	}
	// A link inside the label, or a script that draws later.
	if _, err := call[bool](ctx, p.frame, 5*time.Second, `(id) => { globalThis.quietroom.get(id)?.click(); return true; }`, p.ref); err != nil {
		return err
	}
	held, err := p.content(ctx)
	if err == nil && !held.Checked {
		return failf("the box does not stay ticked")
	}
	return err
}

// press chooses among buttons that stand for values (time slots), or opens a
// list and takes one of what it shows.
func press(ctx context.Context, w *walker, st PlannedStep) error {
	why, passed := "", 0
	ledOn := w.justPressed()
	err := w.act(ctx, st, func(ctx context.Context) error {
		f, c, err := w.find(ctx, st)
		if err != nil && ledOn {
			return skipError{"what was chosen before has led on"}
		}
		if err != nil {
			return err
		}
		w.leave(ctx, c.at)
		switch c.Type {
		case "listbox":
			w.dealt(c)
			return w.pickListed(ctx, c, st)
		case "canvas":
			w.dealt(c)
			return w.sign(ctx, c)
		case "slider":
			w.dealt(c)
			return w.slide(ctx, c, st.Kind)
		case "calendar":
			w.dealt(c)
			m, ok := calendarOf(ctx, c)
			if !ok {
				return failf("the calendar went away")
			}
			return w.pickDay(ctx, c, st, m)
		}
		c, i, err := w.pickFrom(c, st)
		if err != nil {
			return err
		}
		w.touch(c.Options[i].at)
		since := w.cfg.Clock()
		if !c.Options[i].at.lives(ctx, 2*time.Second) {
			// The answer before drew it anew.
			w.inv = nil
			if _, c, err = w.find(ctx, st); err == nil {
				c, i, err = w.pickFrom(c, st)
			}
			if err != nil {
				return err
			}
		}
		w.taking(st.Kind, c.Options[i])
		why = w.choiceOnward(f, st.Kind)
		err = w.taken(ctx, c.at, func() (err error) {
			passed, err = w.passing(why, func() error { return w.clickOn(ctx, c.Options[i].at, why != "") })
			return err
		})
		if err != nil {
			return err
		}
		w.chose(st.Kind, c.Options[i], since)
		return nil
	})
	if passed > 0 {
		w.wentOut(why)
	}
	return err
}

// justPressed reports whether the last step was a choice by a press: it may have led on.
func (w *walker) justPressed() bool {
	n := len(w.out.Steps)
	return n > 0 && w.out.Steps[n-1].Verb == "press" && (w.out.Steps[n-1].Status == "done" || w.out.Steps[n-1].Status == "skipped")
}

// clickOn clicks a choice, and waits for what it may send as a form does.
func (w *walker) clickOn(ctx context.Context, at place, sends bool) error {
	if err := at.click(ctx); err != nil || !sends {
		return err
	}
	if err := pause.For(ctx, 250*time.Millisecond); err != nil {
		return err
	}
	return w.tab.Settle(ctx)
}

// slide moves a slider by its keys, a few places up.
func (w *walker) slide(ctx context.Context, c Control, kind audit.Kind) error {
	if err := c.at.focus(ctx, false); err != nil {
		return err
	}
	if harmWords.MatchString(c.question()) {
		return nil // it stays at its lowest
	}
	since := w.cfg.Clock()
	for range 3 {
		if err := c.at.keys(ctx, kb.ArrowRight, 0); err != nil {
			return err
		}
	}
	now, err := call[string](ctx, c.at.frame, 5*time.Second, `(id) => globalThis.quietroom?.get(id)?.getAttribute('aria-valuenow') ?? ''`, c.at.ref)
	if err == nil {
		w.typed(kind, neutral.Line(now, 20), true, since)
	}
	return nil
}

// listed waits for the choices that a list box shows once it is open.
func listed(ctx context.Context, c Control) ([]Option, error) {
	if list := c.at.awaitList(ctx, 10); len(list) > 0 {
		return list, nil
	}
	return nil, failf("the list shows no choices")
}

// choice finds the control of a step and the option that the patient takes.
func (w *walker) choice(ctx context.Context, st PlannedStep) (Control, int, error) {
	_, c, err := w.find(ctx, st)
	if err != nil {
		return c, 0, err
	}
	if !c.fillable() {
		return c, 0, skipError{"a person could not answer it now"}
	}
	for try := 0; try < 10 && c.empty() && pause.For(ctx, 300*time.Millisecond) == nil; try++ {
		w.inv = nil // what it offers may depend on the answer before, and come late
		if _, c, err = w.find(ctx, st); err != nil {
			return c, 0, err
		}
	}
	w.leave(ctx, c.at)
	return w.pickFrom(c, st)
}

// empty reports whether a list offers nothing to choose yet.
func (c Control) empty() bool {
	return (c.Type == "select" || c.Type == "select-multiple") && !slices.ContainsFunc(c.Options, func(o Option) bool { return !o.Disabled && !o.placeholder() })
}

func (w *walker) pickFrom(c Control, st PlannedStep) (Control, int, error) {
	w.dealt(c)
	if c.Type == "checkbox" && len(c.Options) == 1 {
		return c, 0, nil
	}
	c = w.untaken(c)
	i, ok := choose(c.unticked(), st.Kind, sayings(st.Kind, st.Value, c))
	if ok {
		w.took(c, i)
	}
	if !ok {
		if c.Required {
			return c, 0, failf("none of its choices can be taken without saying something about self-harm or leaving it empty")
		}
		return c, 0, skipError{"none of its choices fits"}
	}
	return c, i, nil
}

// took remembers an option that was taken of a control.
func (w *walker) took(c Control, i int) { w.tries["took "+c.Key+"|"+c.Options[i].Label]++ }

// untaken closes the options that a page has refused, where there are others. What asks about
// safety is answered one way, whatever the page says.
func (w *walker) untaken(c Control) Control {
	if !c.Invalid && c.Message == "" || c.Type == "checkbox" || harmWords.MatchString(c.question()) || barWords.MatchString(c.asking()) {
		return c
	}
	all := c.Options
	c.Options = slices.Clone(all)
	open := 0
	for i, o := range all {
		if w.tries["took "+c.Key+"|"+o.Label] > 0 {
			c.Options[i].Disabled = true
		}
		if !c.Options[i].Disabled && !o.placeholder() {
			open++
		}
	}
	if open == 0 {
		c.Options = all
	}
	return c
}

// unticked closes the boxes of a set that are ticked already: whoever has to answer it
// again takes one more.
func (c Control) unticked() Control {
	if c.Type != "checkbox" {
		return c
	}
	c.Options = slices.Clone(c.Options)
	for i := range c.Options {
		c.Options[i].Disabled = c.Options[i].Disabled || c.Options[i].Checked
	}
	return c
}

// chose remembers a choice by what the page calls it and by what it sends.
func (w *walker) chose(kind audit.Kind, o Option, since time.Time) {
	for _, says := range o.says() {
		w.typed(kind, says, true, since)
	}
}

// taking says which option is about to be taken, where only the deed shows whether it was.
func (w *walker) taking(kind audit.Kind, o Option) {
	for _, says := range o.says() {
		w.saying(kind, says, true)
	}
}

func (o Option) says() []string {
	if o.Value != o.Label && o.Value != "on" {
		return []string{o.Label, o.Value}
	}
	return []string{o.Label}
}

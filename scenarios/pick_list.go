package scenarios

import (
	"context"
	"regexp"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/quietroom/quietroom/internal/pause"

	"github.com/quietroom/quietroom/audit"
)

// Lists that open when a control is pressed: of whatever library, wherever in the
// page they are put, filled at once or as somebody types. See pickers.js for how they
// are told from the rest of the page.

const (
	markJS  = `() => globalThis.quietroom?.mark?.() ?? false`
	listJS  = `(id) => globalThis.quietroom?.listOf?.(id) ?? []`
	freshJS = `() => globalThis.quietroom?.fresh?.() ?? []`
	leadsJS = `(id) => globalThis.quietroom?.leads?.(id) ?? false`
	moreJS  = `(id) => globalThis.quietroom?.more?.(id) ?? false`
	typesJS = `(id) => { const el = globalThis.quietroom?.get(id), i = el?.tagName === 'INPUT' ? el : el?.querySelector?.('input:not([type=hidden])'); return !!i && !i.readOnly && !i.disabled && i.getBoundingClientRect().width > 4; }`
)

// maxScrolls bounds the screens of a long list that are looked through.
const maxScrolls = 30

// mark remembers what is to be seen before something is opened.
func (p place) mark(ctx context.Context) {
	_, _ = call[bool](ctx, p.frame, 5*time.Second, markJS) // without it, more is taken for new
}

// list gives the choices that a control has open now.
func (p place) list(ctx context.Context) []Option { return p.options(ctx, listJS, p.ref) }

// fresh gives the choices that are to be seen since mark.
func (p place) fresh(ctx context.Context) []Option { return p.options(ctx, freshJS) }

// options gives the choices that a script lists.
func (p place) options(ctx context.Context, js string, args ...any) []Option {
	raw, err := call[[]probedOption](ctx, p.frame, 5*time.Second, js, args...)
	if err != nil {
		return nil
	}
	return probedControl{Options: raw}.control(p.frame).Options
}

// awaitList waits a while for choices, up to tries times 100 ms.
func (p place) awaitList(ctx context.Context, tries int) []Option {
	for i := range tries {
		if list := p.list(ctx); len(list) > 0 {
			return list
		}
		if i+1 < tries && pause.For(ctx, 100*time.Millisecond) != nil {
			break
		}
	}
	return nil
}

// pickListed opens a control's list or calendar and takes what the patient says, or
// what comes nearest to it.
func (w *walker) pickListed(ctx context.Context, c Control, st PlannedStep) error {
	types, _ := call[bool](ctx, c.at.frame, 5*time.Second, typesJS, c.at.ref)
	if types && st.Kind == audit.KindBirthDate && w.typeDay(ctx, c, st) {
		return nil // nobody turns back forty years page by page
	}
	c.at.mark(ctx)
	if err := c.at.shell(ctx).click(ctx); err != nil {
		return err
	}
	tries := 10
	if st.Kind == audit.KindAppointmentTime || st.Kind == audit.KindBirthDate || dayRE.MatchString(fold(c.words()+" "+c.Placeholder)) {
		tries = 3
		if wheels := c.at.wheels(ctx); len(wheels) > 0 {
			return w.pickWheels(ctx, c, st, wheels)
		}
	}
	open, cal, ok, err := w.whatOpened(ctx, c, st, tries)
	if err == nil && len(open) == 0 && !ok && w.byOpener(ctx, c) {
		open, cal, ok, err = w.whatOpened(ctx, c, st, tries)
	}
	if err != nil {
		return err
	}
	if ok && len(open) == 0 && !c.asksHour() {
		if st.Kind == audit.KindOther { // what it opens says what it asks for
			st.Kind, w.kind = audit.KindAppointmentTime, audit.KindAppointmentTime
		}
		err := w.pickDay(ctx, c, st, cal)
		if err != nil {
			w.shut(ctx, c)
		}
		return err
	}
	if st.Kind == audit.KindAppointmentTime {
		if done, err := w.pickHour(ctx, c, st); done {
			return err
		}
	}
	c.Options = open
	if len(open) == 0 && !types {
		_ = c.at.keys(ctx, kb.ArrowDown, 0)
		c.Options = c.at.awaitList(ctx, 8)
	}
	w.sharpened(&st, c)
	c = w.untaken(c)
	want := sayings(st.Kind, st.Value, c)
	i, ok := match(c, indexes(c.Options), want)
	if !ok && len(c.Options) > 0 && !types {
		i, ok = c.further(ctx, want)
	}
	if !ok && types && c.Type == "listbox" {
		var done bool
		var err error
		if i, ok, done, err = w.suggestions(ctx, &c, &st, want); done || err != nil {
			return err
		}
	}
	if !ok {
		if i, ok = choose(c, st.Kind, want); !ok {
			_ = c.at.keys(ctx, kb.Escape, 0)
			if len(c.Options) == 0 && c.Required {
				return failf("the list shows no choices")
			}
			return skipError{"none of its choices fits"}
		}
	}
	w.sharpened(&st, c)
	w.took(c, i)
	return w.takeDeep(ctx, c, st, c.Options[i], want)
}

// takeDeep takes a choice, and where it opens further ones, of each of these what is wanted.
func (w *walker) takeDeep(ctx context.Context, c Control, st PlannedStep, o Option, want []string) error {
	for range maxLevels {
		more, pressed, err := w.deeper(ctx, c, st.Kind, o)
		if err != nil {
			return err
		}
		if !pressed {
			break
		}
		w.chose(st.Kind, o, w.cfg.Clock())
		if c.Options = more; len(more) == 0 {
			return nil // it was the last all the same
		}
		i, ok := choose(c, st.Kind, want)
		if !ok {
			return skipError{"none of its choices fits"}
		}
		o = c.Options[i]
	}
	return w.takeListed(ctx, c, st, o)
}

// whatOpened gives the choices or the calendar that a press has opened; one that shows years
// first is led to the patient's month.
func (w *walker) whatOpened(ctx context.Context, c Control, st PlannedStep, tries int) (open []Option, cal month, ok bool, err error) {
	if open = c.at.awaitList(ctx, tries); len(open) == 0 {
		cal, ok = calendarOf(ctx, c)
	}
	if ok || st.Kind != audit.KindBirthDate || datePart(c) != "" {
		return open, cal, ok, nil
	}
	day, exact := parseDate(st.Value)
	if !exact || !c.at.yearsFirst(ctx) {
		return open, cal, false, nil
	}
	cal, err = month{at: c.at}.throughYears(ctx, day)
	return nil, cal, err == nil, err
}

// suggestions types what is wanted, and looks for it among what the page offers then. done
// is true when the field keeps the patient's own words, and nothing is to be chosen.
func (w *walker) suggestions(ctx context.Context, c *Control, st *PlannedStep, want []string) (i int, ok, done bool, err error) {
	if done, err = w.typeAhead(ctx, c, st, want); done || err != nil {
		return 0, false, done, err
	}
	w.sharpened(st, *c)
	if i, ok = match(*c, indexes(c.Options), want); ok || !owned[st.Kind] {
		return i, ok, false, nil
	}
	if w.keepsOwn(ctx, *c, *st) {
		return 0, false, true, nil
	}
	// The page accepts nothing else than what it offers.
	done, err = w.typeAhead(ctx, c, st, want)
	return 0, false, done, err
}

// maxLevels bounds the columns of a list whose choices lead to further ones.
const maxLevels = 4

// deeper presses a choice that says that it opens further ones, and gives those.
func (w *walker) deeper(ctx context.Context, c Control, kind audit.Kind, o Option) (more []Option, pressed bool, err error) {
	if leads, err := call[bool](ctx, o.at.frame, 5*time.Second, leadsJS, o.at.ref); err != nil || !leads {
		return nil, false, err
	}
	c.at.mark(ctx)
	w.taking(kind, o)
	if err := w.choosing(ctx, c.at, func() error { return o.at.click(ctx) }); err != nil {
		return nil, false, err
	}
	for range 8 {
		if more = c.at.fresh(ctx); len(more) > 0 {
			return more, true, nil
		}
		if err := pause.For(ctx, 100*time.Millisecond); err != nil {
			return nil, true, err
		}
	}
	return nil, true, nil
}

// typeDay types a day of birth into a field that also opens a calendar; false where the
// field does not keep it.
func (w *walker) typeDay(ctx context.Context, c Control, st PlannedStep) bool {
	forms, common := written(st.Kind, st.Value, c, w.language(), w.cfg.Clock())
	field := c
	field.Type = "text"
	if len(forms) == 0 {
		return false
	}
	if err := w.writeOne(ctx, field, st.Kind, forms, common); err != nil {
		if held, err := c.at.content(ctx); err == nil && held.Value != "" {
			_ = c.at.empty(ctx)
		}
		return false
	}
	w.shut(ctx, c)
	held, err := c.at.content(ctx)
	return err == nil && held.Value != ""
}

// shutJS gives a point of the page at which a click closes a calendar that hangs open, []
// where there is none. Escape would take back what was typed, or close more than it.
const shutJS = `(id) => { const st = globalThis.quietroom; return st && st.calendars().length > 0 ? st.aside(id) : []; }`

// shut closes a calendar that a field has left open, which would lie over what follows.
func (w *walker) shut(ctx context.Context, c Control) {
	at, err := call[[]float64](ctx, c.at.frame, 5*time.Second, shutJS, c.at.ref)
	if err != nil || len(at) != 2 {
		return
	}
	cctx, cancel := join(ctx, c.at.frame.ctx, 5*time.Second)
	defer cancel()
	_ = chromedp.Do(cctx, chromedp.MouseEvent(chromedp.MouseMoved, at[0], at[1]), chromedp.MouseClickXY(at[0], at[1]))
	_ = pause.For(ctx, 150*time.Millisecond)
}

// byOpener presses the button beside a field that opened nothing by itself.
func (w *walker) byOpener(ctx context.Context, c Control) bool {
	ref, err := call[int](ctx, c.at.frame, 5*time.Second, `(id) => globalThis.quietroom?.opener?.(id) ?? 0`, c.at.ref)
	if err != nil || ref == 0 {
		return false
	}
	at := place{c.at.frame, ref}
	return w.choosing(ctx, c.at, func() error { return at.click(ctx) }) == nil
}

// asksHour reports whether a field wants an hour, and no day with it.
func (c Control) asksHour() bool {
	q := fold(c.Label + " " + c.Aria + " " + c.Placeholder)
	return hourRE.MatchString(q) && !dayRE.MatchString(q)
}

var hourRE = regexp.MustCompile(`\b(times?|hours?|uhrzeit|zeit|heure|hora|horario|ora|orario|tijd)\b`)

// shell is what a person clicks on to get to a control.
func (p place) shell(ctx context.Context) place {
	if ref, err := call[int](ctx, p.frame, 5*time.Second, `(id) => globalThis.quietroom?.shell?.(id) ?? id`, p.ref); err == nil && ref > 0 {
		return place{p.frame, ref}
	}
	return p
}

// sharpened lets what a list offers, once it is open, say what it asks for.
func (w *walker) sharpened(st *PlannedStep, c Control) {
	c.Type, c.Tag = "select", "select"
	o, ok := c.offered()
	if !ok || o == st.Kind || st.Kind != audit.KindOther && !offersBetter(st.Kind, o) {
		return
	}
	st.Kind, w.kind = o, o
	st.Value, _ = valueOf(w.sc.Patient, o)
}

// keepsOwn leaves the patient's own words in a field whose suggestions are others', where
// it keeps them: nobody lives at another's address.
func (w *walker) keepsOwn(ctx context.Context, c Control, st PlannedStep) bool {
	if !owned[st.Kind] || st.Value == "" || c.Invalid || c.Message != "" {
		return false
	}
	if now, err := c.at.content(ctx); err != nil || !took(st.Value, now.Value) {
		return false
	}
	if c.at.leave(ctx) != nil || pause.For(ctx, 150*time.Millisecond) != nil {
		return false
	}
	now, err := c.at.content(ctx)
	return err == nil && took(st.Value, now.Value)
}

const doneJS = `(id, field) => globalThis.quietroom?.done?.(id, field) ?? 0`

// takeOver presses the button by which some layers want a choice taken over ("OK", "Done").
func (w *walker) takeOver(ctx context.Context, c Control, ref int) error {
	if pause.For(ctx, 80*time.Millisecond) != nil {
		return nil //nolint:nilerr // the choice is made, whatever time is left
	}
	done, err := call[int](ctx, c.at.frame, 5*time.Second, doneJS, ref, c.at.ref)
	if err != nil || done == 0 {
		return nil //nolint:nilerr // there is none
	}
	at := place{c.at.frame, done}
	return w.choosing(ctx, c.at, func() error { return at.click(ctx) })
}

// takeListed presses one of the choices of an open list, and moves on.
func (w *walker) takeListed(ctx context.Context, c Control, st PlannedStep, o Option) error {
	since := w.cfg.Clock()
	o.at.still(ctx)
	w.taking(st.Kind, o)
	if err := w.choosing(ctx, c.at, func() error { return o.at.click(ctx) }); err != nil {
		// A list that draws only what is to be seen draws it anew as one comes near.
		if o = c.again(ctx, o); o.at.frame == nil {
			return err
		}
		if err := w.choosing(ctx, c.at, func() error { return o.at.click(ctx) }); err != nil {
			return err
		}
	}
	w.chose(st.Kind, o, since)
	if err := w.takeOver(ctx, c, o.at.ref); err != nil {
		return err
	}
	if !c.at.lives(ctx, 2*time.Second) {
		return nil // it led on
	}
	if still, err := call[bool](ctx, o.at.frame, 2*time.Second, standsJS, o.at.ref); err == nil && still && pause.For(ctx, 200*time.Millisecond) == nil {
		if still, err = call[bool](ctx, o.at.frame, 2*time.Second, standsJS, o.at.ref); err == nil && still {
			return c.at.leave(ctx) // a list of which more may be taken stays open
		}
	}
	return nil
}

// again gives the choice of an open list that says what o said, where o itself is gone.
func (c Control) again(ctx context.Context, o Option) Option {
	if o.at.lives(ctx, time.Second) {
		return Option{}
	}
	for _, list := range [][]Option{c.at.list(ctx), c.at.fresh(ctx)} {
		for _, now := range list {
			if now.Label == o.Label {
				return now
			}
		}
	}
	return Option{}
}

const standsJS = `(id) => { const el = globalThis.quietroom?.get(id); return !!el && el.isConnected && el.getBoundingClientRect().height > 0 && el.checkVisibility({ visibilityProperty: true, opacityProperty: true }); }`

// further looks for a choice in the rest of a list that draws only what is to be seen.
func (c *Control) further(ctx context.Context, want []string) (int, bool) {
	first := c.Options
	for range maxScrolls {
		moved, err := call[bool](ctx, c.at.frame, 5*time.Second, moreJS, c.Options[0].at.ref)
		if err != nil || !moved || pause.For(ctx, 60*time.Millisecond) != nil {
			break
		}
		if now := c.at.list(ctx); len(now) > 0 {
			c.Options = now
			if i, ok := match(*c, indexes(now), want); ok {
				return i, true
			}
		}
	}
	if c.Options = c.at.list(ctx); len(c.Options) == 0 {
		c.Options = first
	}
	return 0, false
}

// typeAhead types what is wanted into the control and waits for what it offers then.
// done is true when the control keeps free text and nothing is to be chosen.
func (w *walker) typeAhead(ctx context.Context, c *Control, st *PlannedStep, want []string) (done bool, err error) {
	before := c.Options
	if st.Kind == audit.KindBirthDate || st.Kind == audit.KindAppointmentTime {
		return false, nil // no list of days begins with a letter
	}
	for _, text := range typeable(st.Kind, want) {
		since := w.cfg.Clock()
		if err := c.at.focus(ctx, false); err != nil {
			return false, err
		}
		if now, err := c.at.content(ctx); err == nil && now.Value != "" {
			if err := c.at.empty(ctx); err != nil {
				return false, err
			}
		}
		if err := c.at.keys(ctx, text, w.cfg.KeyDelay); err != nil {
			return false, err
		}
		if now, err := c.at.content(ctx); err == nil && lost(text, now.Value) {
			if _, err := w.slowly(ctx, c.at, text); err != nil {
				return false, err
			}
		}
		w.typed(st.Kind, text, false, since)
		_ = pause.For(ctx, 250*time.Millisecond)
		if c.Options = c.at.awaitList(ctx, 10); len(c.Options) > 0 {
			return false, nil
		}
	}
	if len(before) == 0 {
		return true, w.ownWords(ctx, *c, *st)
	}
	if err := c.at.empty(ctx); err != nil {
		return false, err
	}
	if c.Options = c.at.awaitList(ctx, 5); len(c.Options) == 0 {
		_ = c.at.click(ctx)
		c.Options = c.at.awaitList(ctx, 5)
	}
	return false, nil
}

// ownWords writes into a field that has offered nothing what the patient says, in place of
// what was tried last.
func (w *walker) ownWords(ctx context.Context, c Control, st PlannedStep) error {
	if now, err := c.at.content(ctx); err == nil && st.Value != "" && !took(st.Value, now.Value) {
		if err := c.at.empty(ctx); err != nil {
			return err
		}
		if err := c.at.keys(ctx, st.Value, w.cfg.KeyDelay); err != nil {
			return err
		}
		w.typed(st.Kind, st.Value, false, w.cfg.Clock())
	}
	return c.at.leave(ctx)
}

// typeable gives what to type for suggestions: the value, then its beginning, then
// a letter that most lists have.
func typeable(kind audit.Kind, want []string) []string {
	var out []string
	for _, s := range want[:min(len(want), 2)] {
		out = addOnce(out, clip(s, 60), 4)
	}
	if len(out) > 0 && kind != audit.KindState {
		word, _, _ := strings.Cut(out[0], " ")
		out = addOnce(out, clip(word, 3), 4)
	}
	return addOnce(out, "a", 4)
}

func indexes(list []Option) []int {
	var out []int
	for i, o := range list {
		if !o.Disabled && !o.placeholder() {
			out = append(out, i)
		}
	}
	return out
}

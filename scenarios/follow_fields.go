package scenarios

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// fillable are the elements that can be filled in, by CSS.
const fillables = `input:not([type=hidden]),select,textarea,[contenteditable]:not([contenteditable=false]),[role=textbox],[role=combobox],[role=listbox],[role=checkbox],[role=radio],[role=switch],[aria-haspopup=listbox]`

// controlJS gives the number of the control that an element is, labels or holds; 0
// for none or several.
const controlJS = `(id, css) => {
  const st = globalThis.quietroom, el = st?.get(id);
  if (!el) return 0;
  const inside = (root) => [...root.querySelectorAll(css), ...[...root.querySelectorAll('*')].slice(0, 2000).flatMap((e) => { const r = e.shadowRoot || st.roots.get(e); return r ? inside(r) : []; })];
  let c = el.matches(css) ? el : el.control && el.control.matches(css) ? el.control : null;
  if (!c) { const r = el.shadowRoot || st.roots.get(el), list = [...(r ? inside(r) : []), ...inside(el)]; if (list.length === 1) c = list[0]; }
  if (!c) { const l = el.closest('label'); if (l && l.control && l.control.matches(css)) c = l.control; }
  if (!c) return 0;
  let n = st.ids.get(c);
  if (!n) { n = st.next++; st.ids.set(c, n); st.els.set(n, new WeakRef(c)); }
  return n;
}`

// control gives the place of the control that an element is, labels or holds.
func (p place) control(ctx context.Context, css string) (place, error) {
	ref, err := call[int](ctx, p.frame, 5*time.Second, controlJS, p.ref, css)
	if err != nil {
		return place{}, err
	}
	if ref == 0 {
		return place{}, failf("it is nothing that can be filled in")
	}
	return place{p.frame, ref}, nil
}

// meant is a control that a script means, with what the page says of it.
type meant struct {
	form    Form
	control Control
	option  int // of the control, -1 unless one is meant
}

// field waits for the control that a target means and looks at it.
func (w *walker) field(ctx context.Context, t script.Target) (meant, error) {
	at, err := w.locate(ctx, t, want{ready: true})
	if err != nil {
		return meant{}, err
	}
	if at, err = at.control(ctx, fillables); err != nil {
		return meant{}, err
	}
	return w.meantAt(ctx, at)
}

// meantAt looks at a control.
func (w *walker) meantAt(ctx context.Context, at place) (meant, error) {
	if err := w.look(ctx); err != nil {
		return meant{}, err
	}
	w.hand = at
	w.leave(ctx, at)
	w.touch(at)
	for _, f := range w.inv.Forms {
		for _, c := range f.Controls {
			for i, o := range c.Options {
				if o.at.id() == at.id() && (c.Type == "radio" || c.Type == "checkbox") {
					return w.known(meant{f, c, i})
				}
			}
			if c.at.id() == at.id() {
				return w.known(meant{f, c, -1})
			}
		}
	}
	// Beyond what an inventory holds: it is dealt with as what it is.
	tag, err := call[string](ctx, at.frame, 5*time.Second, `(id) => { const e = globalThis.quietroom.get(id); return e.tagName === 'INPUT' ? e.type : e.tagName === 'SELECT' ? 'select' : e.tagName === 'TEXTAREA' ? 'textarea' : e.isContentEditable ? 'editor' : e.getAttribute('role') || ''; }`, at.ref)
	if err != nil {
		return meant{}, err
	}
	return meant{Form{}, Control{Type: neutral.Line(tag, 20), Visible: true, at: at}, -1}, nil
}

// known notes which form a script fills, and that the control is dealt with.
func (w *walker) known(f meant) (meant, error) {
	c := f.control
	switch {
	case c.Disabled:
		return f, failf("it is disabled")
	case c.ReadOnly && c.text():
		return f, failf("it is read-only: what it holds is chosen elsewhere on the page")
	case c.Honeypot != "" && c.Honeypot != "not reachable by keyboard":
		return f, failf("people cannot see it: it is %s", c.Honeypot)
	}
	if w.filled != f.form.Key {
		w.filled, w.planned = f.form.Key, false
	}
	w.done[c.at.id()] = true
	return f, nil
}

// kind is what a field asks for, as far as that can be told.
func (f meant) kind() audit.Kind {
	if k, _ := Understand(f.control, f.form); k != notAsked {
		return k
	}
	return audit.KindOther
}

// said is what a value of a script comes to.
type said struct {
	text string
	kind audit.Kind // "" for a text that is not the patient's alone
	// unique is true when seeing it is proof.
	unique bool
}

// say puts the patient's words into a value.
func (w *walker) say(v script.Value) (said, error) {
	parts, err := v.Parts()
	if err != nil {
		return said{}, stepError{err.Error()}
	}
	var out said
	for _, p := range parts {
		if p.Kind == "" {
			out.text += p.Text
			continue
		}
		value, ok := "", false
		if w.sc.Patient != nil {
			value, ok = w.sc.Patient.Value(p.Kind)
		}
		if !ok {
			return said{}, failf("the patient has no %s", p.Kind)
		}
		out.text, out.unique = out.text+value, true
		if len(parts) == 1 {
			out.kind = p.Kind
		}
	}
	out.unique = out.unique || telling(out.text)
	return out, nil
}

// telling reports whether a text that a person made up is unlikely to be met by
// chance: an address, a number of some length, or several words.
func telling(s string) bool {
	return strings.Contains(s, "@") || len(digits(s)) >= 7 || len(s) >= 16 && strings.ContainsFunc(s, unicode.IsSpace)
}

var emailRE = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)

// fillIn types into a field: what the script says, or what the field asks for.
func fillIn(ctx context.Context, w *walker, st script.Step) error {
	said, err := w.say(st.Value)
	planned := PlannedStep{Verb: string(st.Verb), Target: st.Target.String(), Kind: said.kind}
	return w.act(ctx, planned, func(ctx context.Context) error {
		if err != nil {
			return err
		}
		c, kind, ferr := w.asked(ctx, st.Target, said.kind)
		if ferr != nil {
			return ferr
		}
		if kind == audit.KindOther && emailRE.MatchString(said.text) {
			kind = audit.KindEmail
		}
		switch {
		case strings.HasPrefix(c.Type, "select") || c.Type == "slots":
			// Who says what a patient answers need not know that it is a list.
			if said.kind != "" {
				return w.chooseIn(ctx, c, kind, "", "")
			}
			return w.chooseIn(ctx, c, kind, st.Value, said.text)
		case c.Type == "checkbox" || c.Type == "radio" || c.Type == "file":
			return failf("it is no field to type into but a %s; use check or upload", c.Type)
		case st.Value == "" && w.sc.Patient != nil:
			said.text, _ = w.sc.Patient.Value(kind)
		}
		forms, common := []string{said.text}, !said.unique
		if st.Value == "" || said.kind != "" {
			forms, common = written(kind, said.text, c, w.language(), w.cfg.Clock())
		} else if c.Type != "textarea" && c.Type != "editor" {
			forms[0] = strings.Join(strings.Fields(forms[0]), " ") // a new line would press Enter
		}
		if len(forms) == 0 || forms[0] == "" {
			return failf("there is nothing to say; give it a value")
		}
		w.tries[c.at.id()] = 0
		return w.writeOne(ctx, c, kind, forms, common)
	})
}

// asked finds a field, and what is answered there: what the script says, or what
// the field asks for.
func (w *walker) asked(ctx context.Context, t script.Target, said audit.Kind) (Control, audit.Kind, error) {
	f, err := w.field(ctx, t)
	if err != nil {
		return Control{}, "", err
	}
	return f.control, cmp.Or(said, f.kind()), nil
}

// selectIn chooses in a list.
func selectIn(ctx context.Context, w *walker, st script.Step) error {
	said, err := w.say(st.Option)
	planned := PlannedStep{Verb: string(st.Verb), Target: st.Target.String(), Kind: said.kind}
	return w.act(ctx, planned, func(ctx context.Context) error {
		if err != nil {
			return err
		}
		c, kind, ferr := w.asked(ctx, st.Target, said.kind)
		if ferr != nil {
			return ferr
		}
		return w.chooseIn(ctx, c, kind, st.Option, said.text)
	})
}

// chooseIn chooses in a list what a script says, or with "" what fits the patient.
func (w *walker) chooseIn(ctx context.Context, c Control, kind audit.Kind, says script.Value, text string) (err error) {
	since := w.cfg.Clock()
	switch {
	case strings.HasPrefix(c.Type, "select") || c.Type == "slots":
	case c.Type == "listbox" || len(c.Options) == 0:
		if err := c.at.click(ctx); err != nil {
			return err
		}
		if c.Options, err = listed(ctx, c); err != nil {
			return err
		}
	}
	i, err := w.option(c, kind, says, text)
	if err != nil {
		return err
	}
	w.chose(kind, c.Options[i], since)
	if err := w.arm(ctx); err != nil { // some lists send the form as soon as a choice is made
		return err
	}
	if strings.HasPrefix(c.Type, "select") {
		if err := c.at.focus(ctx, false); err != nil {
			return err
		}
		err = c.take(ctx, i)
	} else {
		err = c.Options[i].at.click(ctx)
	}
	if err != nil {
		return err
	}
	w.inv = nil
	return w.tab.Settle(ctx)
}

// option finds what a script chooses in a list, or what fits the patient.
func (w *walker) option(c Control, kind audit.Kind, asked script.Value, text string) (int, error) {
	if asked == "" {
		if w.sc.Patient != nil {
			text, _ = w.sc.Patient.Value(kind)
		}
		i, ok := choose(c, kind, sayings(kind, text, c))
		if !ok {
			return 0, failf("none of its choices fits")
		}
		return i, nil
	}
	var open []int
	for i, o := range c.Options {
		if !o.Disabled {
			open = append(open, i)
		}
	}
	i, ok := match(c, open, sayings(kind, text, c))
	if !ok {
		return 0, failf("it has no such choice; there are %s", optionNames(c))
	}
	return i, harmless(c, i)
}

func optionNames(c Control) string {
	var out []string
	for i, o := range c.Options {
		if i == 12 {
			out = append(out, "...")
			break
		}
		out = append(out, "“"+neutral.Line(o.Label, 40)+"”")
	}
	return strings.Join(out, ", ")
}

// harmless refuses to say anything of self-harm but the lowest answer.
func harmless(c Control, i int) error {
	about := harmWords.MatchString(c.question())
	if !about && !harmWords.MatchString(fold(c.Options[i].Label)) {
		return nil
	}
	var open []int
	for j := range c.Options {
		open = append(open, j)
	}
	if low, ok := lowest(c, open); about && ok && low == i {
		return nil
	}
	return failf("it says something about self-harm, which is only ever answered with the lowest answer")
}

// checkOff ticks a box or a radio button, or unticks a box.
func checkOff(ctx context.Context, w *walker, st script.Step) error {
	return w.deed(ctx, st, func(ctx context.Context) error {
		f, err := w.field(ctx, st.Target)
		if err != nil {
			return err
		}
		c, at := f.control, f.control.at
		var o Option
		if f.option >= 0 {
			o = c.Options[f.option]
			at = o.at
			if err := harmless(c, f.option); err != nil && !st.Off {
				return err
			}
		} else if !slices.Contains([]string{"checkbox", "radio", "switch"}, c.Type) {
			return failf("it cannot be ticked: it is a %s", c.Type)
		}
		held, err := at.content(ctx)
		if err != nil {
			return err
		}
		since := w.cfg.Clock()
		if err := w.arm(ctx); err != nil { // some boxes send the form as soon as they are ticked
			return err
		}
		switch {
		case held.Checked == !st.Off:
			return nil
		case st.Off:
			err = w.untick(ctx, at)
		default:
			if f.option >= 0 {
				w.taking(f.kind(), f.control.Options[f.option])
			}
			err = w.tick(ctx, at)
		}
		if err != nil {
			return err
		}
		if f.option >= 0 && !st.Off {
			w.tell(ctx, f, since)
		}
		w.inv = nil
		return w.tab.Settle(ctx)
	})
}

// untick takes the tick out of a box.
func (w *walker) untick(ctx context.Context, at place) error {
	if err := at.clickBox(ctx); err != nil {
		return err
	}
	for range 5 {
		held, err := at.content(ctx)
		if err != nil || !held.Checked {
			return err
		}
		if err := pause.For(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
	return failf("the box stays ticked")
}

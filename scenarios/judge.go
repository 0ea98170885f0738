package scenarios

import (
	"context"
	"regexp"
	"slices"

	"github.com/quietroom/quietroom/internal/neutral"

	"github.com/quietroom/quietroom/audit"
)

// judge.go decides what a press came to: a further step, a refusal, or the end.

// judge decides what a press came to: next says that the form goes on, again
// that the same button may be pressed once more because the page refused.
func (w *walker) judge(ctx context.Context, f Form, b Button, e effect, retried int) (next, again bool, err error) {
	goes := nextRE.MatchString(b.Text)
	if err := w.look(ctx); err != nil {
		if e.held == 0 && w.cfg.Submit != "send" {
			return false, false, err
		}
		return false, false, w.ended(ctx, f, b, e)
	}
	now, was := w.next(ctx, f), f
	if e.held == 0 && e.passed == 0 && (retried > 0 || now.Complaint != f.Complaint) {
		now.blame()
	}
	if retried > 0 {
		was.Controls = nil // what the page complains of again is no part of it
	}
	blocked := len(refused(was, now)) > 0
	if !blocked && (w.expects(f, b) || e.passed > 0) {
		now = w.awaited(ctx, f, b, now)
		blocked = len(refused(was, now)) > 0
	}
	if e.held > 0 && !goes && !blocked && !w.asksAnew(ctx, f, b, now) {
		return false, false, w.ended(ctx, f, b, e)
	}
	if e.to != "" && e.held == 0 && !e.left {
		w.out.Submitted = true
		w.remark("the form hands what was typed to the visitor's own program (" + e.to + "), and nothing was handed over: whom that reaches is not seen")
		return false, false, nil
	}
	more := now.Key != "" && len(w.open(now)) > 0
	shown := w.interlude(f, now, b)
	switch {
	case more && (w.here(ctx, f) || e.passed > 0 || e.held == 0 && goes):
		return true, false, nil
	case shown && e.held > 0 && goes && !blocked && w.here(ctx, f) && w.lastWord(now):
		return true, false, nil // the page went on to its last screen by our answer
	case shown && (e.passed > 0 || goes && e.held == 0 && w.here(ctx, f)):
		return true, false, nil
	case e.left || e.held > 0 && !blocked:
		return false, false, w.ended(ctx, f, b, e)
	case e.held == 0 && e.passed == 0 && !blocked && w.foundHours(f):
		return true, false, nil
	}
	// What went out in earnest is never pressed again.
	silent := e.held == 0 && e.passed == 0 && w.cfg.Submit != "send" && (goes || f.tells()) && shape(now) == shape(f)
	idle := e.held == 0 && e.passed == 0 && (goes || f.tells()) && w.here(ctx, f)
	again, err = w.refusal(now, retried, silent)
	if err != nil && idle && w.tryOffer(ctx, now) {
		again, err = true, nil // what it wants may be something that is not known as a field
	}
	if again || err != nil {
		return again, again, err
	}
	if shown {
		return true, false, nil
	}
	if len(now.folds) > 0 && !w.insists && e.held == 0 && e.passed == 0 && w.cfg.Submit != "send" {
		w.insists = true // it may want what is folded away
		return true, true, nil
	}
	if idle && w.tryOffer(ctx, now) {
		return true, true, nil
	}
	if idle && now.Complaint == "" && w.inVain(now, b) {
		return true, true, nil
	}
	return false, false, w.nothing(ctx, f, now, b, e)
}

// lastWord reports whether the button of a screen without fields ends the form, and begins no
// other.
func (w *walker) lastWord(now Form) bool {
	b, ok := now.commit()
	return ok && len(w.open(now)) == 0 && endsRE.MatchString(fold(b.Text)) && !anewRE.MatchString(fold(b.Text))
}

// anewRE are words of what begins anew or leads elsewhere, once all is done.
var anewRE = regexp.MustCompile(`\b(another|again|new|more|home|calendar|account|log ?in|sign ?(in|up)|register|neue[nrs]?|weitere[nrs]?|otr[ao]|nuev[ao]|autre|nouve(au|lle)|altr[oa]|nuov[oa]|outr[ao]|nov[oa]|nieuwe)\b`)

// inVain remembers a button that came to nothing, where the form has another one to go on with,
// and reports whether it has: some guide through a page beside what ends it.
func (w *walker) inVain(f Form, b Button) bool {
	if b.at.frame == nil || w.vain[b.at.id()] {
		return false
	}
	f.Buttons = slices.DeleteFunc(slices.Clone(f.Buttons), func(o Button) bool { return o.at == b.at })
	other, ok := w.hopeful(f).commit()
	if !ok || !other.Visible || other.Disabled || !commitRE.MatchString(other.Text) {
		return false
	}
	w.vain[b.at.id()] = true
	return true
}

// hopeful leaves out of a form the buttons that were pressed in vain.
func (w *walker) hopeful(f Form) Form {
	f.Buttons = slices.DeleteFunc(slices.Clone(f.Buttons), func(b Button) bool { return w.vain[b.at.id()] })
	return f
}

// foundHours reports whether a search shows hours to be taken, elsewhere on the page than where
// it was asked, and turns to them.
func (w *walker) foundHours(f Form) bool {
	if f.tells() {
		return false
	}
	for _, g := range w.inv.Forms {
		for _, c := range g.Controls {
			if g.Key != f.Key && hostOf(g.Frame) == hostOf(f.Frame) && c.fillable() && c.hours() && !w.dealtWith(c) {
				w.turnTo = g.Key
				return true
			}
		}
	}
	return false
}

// refusal decides what to do about what the page complains of, or about one that does
// not go on and says nothing: again is true when it is to be answered another way.
func (w *walker) refusal(now Form, retried int, silent bool) (again bool, err error) {
	bad := invalid(now)
	switch {
	case len(bad) > 0 && retried < maxRetries:
		for _, c := range bad {
			delete(w.done, c.at.id()) // to be answered again, another way
		}
		return true, nil
	case len(bad) > 0:
		return false, failf("the form does not accept %s%s", quoted(bad), w.said(bad))
	case silent && now.Complaint == "" && !w.thorough && w.sc.Patient != nil:
		w.thorough = true
		return len(w.open(now)) > 0, nil
	case now.Complaint != "" && !w.thorough && w.sc.Patient != nil:
		w.thorough = true
		return len(w.open(now)) > 0 || w.another(now), nil
	case now.Complaint != "" && retried < maxRetries:
		return w.another(now), nil
	}
	return false, nil
}

// nothing says what a press came to that sent nothing and was not refused.
func (w *walker) nothing(ctx context.Context, f, now Form, b Button, e effect) error {
	goes := nextRE.MatchString(b.Text)
	switch {
	case e.passed > 0:
		return w.ended(ctx, f, b, e)
	case (now.Key == "" || !shows(now)) && goes:
		return failf("what followed has neither a field nor a button that goes on")
	case now.Key == "" || !shows(now):
		return w.ended(ctx, f, b, e)
	case now.Complaint != "":
		return failf("the form does not accept what was answered: the page says “%s”, and of no single field", neutral.Line(w.redact(now.Complaint), 80))
	case !f.tells() && !goes && !w.recognisable():
		w.out.Submitted = true // a filter or a score that the page works out by itself
		return nil
	case w.cfg.Submit == "send":
		w.out.Submitted = true
		w.remark("pressed in earnest; the page does not show what came of it")
		return nil
	}
	return failf("pressing the button sent nothing")
}

// refused lists what the page calls wrong in words that it did not say before, of what
// still holds an answer: what it sent was no commit then, but a check of its own.
func refused(before, now Form) []Control {
	said := map[string]bool{}
	for _, c := range before.Controls {
		said[c.Key+c.Message] = true
	}
	var out []Control
	for _, c := range now.Controls {
		if c.Invalid && c.Message != "" && c.fillable() && (c.Filled || c.Checked) && !said[c.Key+c.Message] {
			out = append(out, c)
		}
	}
	return out
}

// another lets what people write in several ways be written another way, when the page
// complains and does not say of what.
func (w *walker) another(f Form) bool {
	redo := false
	for _, c := range f.Controls {
		switch k, _ := Understand(c, f); k {
		case audit.KindPhone, audit.KindEmergencyPhone, audit.KindBirthDate, audit.KindAppointmentTime:
			if c.text() && c.fillable() && w.done[c.at.id()] {
				delete(w.done, c.at.id())
				redo = true
			}
		}
	}
	return redo
}

// invalid lists the visible controls that the page refuses.
func invalid(f Form) []Control {
	var out []Control
	for _, c := range f.Controls {
		if (c.Invalid || c.Message != "") && c.fillable() {
			out = append(out, c)
		}
	}
	return out
}

func shows(f Form) bool {
	for _, c := range f.Controls {
		if c.Visible {
			return true
		}
	}
	return false
}

// state says what a control is and whether it holds an answer.
func (c Control) state() string {
	chosen := c.Checked || c.Filled || slices.ContainsFunc(c.Options, func(o Option) bool { return o.Checked && !o.placeholder() })
	switch {
	case chosen:
		return c.sort() + ", answered"
	case c.text():
		return c.sort() + ", empty"
	}
	return c.sort() + ", nothing chosen"
}

// sort is what a control is called where people read it.
func (c Control) sort() string {
	switch c.Type {
	case "radio", "checkbox", "calendar", "file", "color":
		return c.Type
	case "select", "select-multiple", "listbox":
		return "list"
	case "slots":
		return "times to choose from"
	case "canvas":
		return "signature"
	case "range", "slider":
		return "slider"
	case "text", "":
		return "text"
	}
	if c.text() {
		return "text, " + neutral.Line(c.Type, 20)
	}
	return neutral.Line(c.Type, 20)
}

// quoted names controls in the page's words, and says what they hold.
func quoted(list []Control) string {
	s := ""
	for i, c := range list {
		if i == 4 {
			return s + ", ..."
		}
		if i > 0 {
			s += ", "
		}
		s += "“" + neutral.Line(c.words(), 40) + "” (" + c.state() + ")"
	}
	return s
}

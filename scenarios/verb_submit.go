package scenarios

import (
	"context"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"

	"github.com/quietroom/quietroom/audit"
)

// maxWizard bounds the steps of a wizard, maxRounds the rounds of fields that
// appear because others were answered.
const (
	maxWizard = 30
	maxRounds = 4
	// maxRetries bounds how often a step that the page refuses is answered another way.
	maxRetries = 3
)

// submit answers what is still open, then presses the form's own button with
// the hold armed. In a wizard it goes on, step by step, until something was
// held or nothing new appears. Nothing is pressed twice unless the page refused
// the first time and sent nothing.
func submit(ctx context.Context, w *walker, st PlannedStep) error {
	if w.auto {
		return w.act(ctx, st, func(context.Context) error { return skipError{"a choice before it submitted the form already"} })
	}
	key := st.Form
	if key == "" {
		if key = w.opened; key == "" {
			return nil // nothing was opened, and the step before said so
		}
	}
	retried := 0
	for range maxWizard {
		f, err := w.complete(ctx, key)
		if w.auto {
			return w.act(ctx, st, func(context.Context) error { return skipError{"a choice before it submitted the form already"} })
		}
		if err != nil {
			return w.act(ctx, st, func(context.Context) error { return err })
		}
		if w.cfg.Submit == "skip" {
			return w.act(ctx, st, func(context.Context) error { return skipError{"submits are skipped in this audit"} })
		}
		if w.loosen(ctx, f) {
			continue
		}
		if b, ok := f.commit(); ok && b.Disabled && w.tryOffer(ctx, f) {
			continue
		}
		if f.chooser() && !f.hasCommit() && w.takeAnew(f) {
			continue
		}
		if f.chooser() && !f.hasCommit() {
			return w.act(ctx, st, func(context.Context) error {
				return skipError{"what was chosen led no further, and there is no button"}
			})
		}
		if err := w.linger(ctx); err != nil {
			return err
		}
		if w.ledOn(ctx, f) {
			key = w.current(f).Key
			continue
		}
		pressed, button := effect{}, Button{}
		err = w.act(ctx, w.pressStep(f, st), func(ctx context.Context) (err error) {
			button, pressed, err = w.commit(ctx, f)
			return err
		})
		if err != nil {
			return err
		}
		clear(w.answers)
		if pressed.passed > 0 {
			w.wentOut(pressed.step)
		}
		next, again, err := w.judge(ctx, f, button, pressed, retried)
		if err != nil {
			w.note(err)
			return err
		}
		if !next {
			return nil
		}
		w.came[fold(button.Text)] = w.came[fold(button.Text)] || !again
		if again {
			retried++
		} else if err := w.progress(f); err != nil {
			w.note(err)
			return err
		}
		key = w.current(f).Key
	}
	w.note(failf("the form has more than %d steps", maxWizard))
	return nil
}

// takeAnew lets the last thing that leads on by a press be pressed once more, where another
// answer was given after it: the page may have refused it for want of that.
func (w *walker) takeAnew(f Form) bool {
	later := 0
	for i := len(w.out.Steps) - 1; i >= 0 && w.out.Steps[i].Verb != "press"; i-- {
		later++
	}
	if later == 0 || w.tries["anew "+f.Key] > 0 {
		return false
	}
	for i := len(f.Controls) - 1; i >= 0; i-- {
		if c := f.Controls[i]; c.Tag == "choices" && w.done[c.at.id()] {
			w.tries["anew "+f.Key]++
			delete(w.done, c.at.id())
			delete(w.done, c.signature())
			return len(w.open(f)) > 0
		}
	}
	return false
}

// linger looks the form over as a person does before pressing: what scripts put
// off until typing pauses (suggestions, autosave, replay batches) leaves now, and
// not never, because a submit takes the page away.
func (w *walker) linger(ctx context.Context) error {
	if err := pause.For(ctx, 700*time.Millisecond); err != nil {
		return err
	}
	return w.tab.Settle(ctx)
}

// note marks the last step as failed after the fact.
func (w *walker) note(err error) {
	last := &w.out.Steps[len(w.out.Steps)-1]
	last.Status, last.Why = "failed", reason(err)
	w.trouble(last.Verb + ": " + last.Why)
}

// pressStep names the act of pressing the form's button: submit, or press for
// one that only goes on.
func (w *walker) pressStep(f Form, st PlannedStep) PlannedStep {
	out := PlannedStep{Verb: "submit", Target: st.Target, Form: f.Key}
	if b, ok := f.commit(); ok && b.Text != "" {
		out.Target = b.Text
		if nextRE.MatchString(b.Text) {
			out.Verb = "press"
		}
	}
	return out
}

// complete answers, in rounds, the controls that are visible and open: those
// that the plan did not know because they were not there then.
func (w *walker) complete(ctx context.Context, key string) (Form, error) {
	var form Form
	for range maxWizard + maxRounds {
		if err := w.look(ctx); err != nil {
			return form, err
		}
		f, ok := w.inv.form(key)
		if !ok {
			if form.Key == "" && w.home.Key == key {
				form = w.home // its first answers led on already
			}
			if f = w.current(form); f.Key == "" {
				f = w.follows(ctx, form)
			}
			if f.Key == "" {
				if w.tryOffer(ctx, form) {
					continue
				}
				return form, failf("the form is not on the page any more")
			}
		}
		if w.notices(ctx, f) {
			continue
		}
		form = f
		w.trail[f.Key] = true
		steps := w.open(f)
		if len(steps) == 0 && (f.chooser() || !f.onScreen()) {
			if f = w.follows(ctx, f); f.Key != "" {
				form, steps = f, w.open(f)
			}
		}
		if len(steps) == 0 && form.locked() && w.readOn(ctx, form) {
			steps = w.open(w.current(form))
		}
		if len(steps) == 0 && w.unfold(ctx, form) {
			if now := w.current(form); now.Key != "" {
				form, key = now, now.Key
			}
			continue
		}
		if b, ok := form.commit(); len(steps) == 0 && (!ok || !b.Visible) && !form.typed() && w.tryOffer(ctx, form) {
			continue
		}
		if len(steps) == 0 {
			return form, nil
		}
		key = form.Key
		for _, st := range steps {
			if err := w.answer(ctx, st); err != nil && ctx.Err() != nil {
				return form, err
			}
			if st.Verb == "press" && !w.here(ctx, form) {
				break // the choice has led to another page
			}
		}
	}
	return form, nil
}

// follows waits a moment for the form that a choice in another leads to: one that asks for
// something, in its place or elsewhere.
func (w *walker) follows(ctx context.Context, was Form) Form {
	for range 24 { // what comes from a server takes its time
		if pause.For(ctx, 200*time.Millisecond) != nil || w.look(ctx) != nil {
			return Form{}
		}
		for _, f := range []Form{w.current(was), w.current(Form{Frame: was.Frame})} {
			if f.Key != "" && (len(w.open(f)) > 0 || f.hasCommit()) {
				return f
			}
		}
	}
	return Form{}
}

// look inspects the page anew.
func (w *walker) look(ctx context.Context) error {
	inv, err := w.s.inspect(ctx)
	if err != nil {
		return failf("the page could not be looked at")
	}
	w.inv = inv
	w.first(inv)
	for i := range inv.Forms {
		inv.Forms[i].begun = len(w.done) > 0
	}
	return nil
}

// open plans what is visible in a form and was not dealt with yet.
func (w *walker) open(f Form) []PlannedStep {
	if w.sc.Patient == nil {
		return nil
	}
	f.thorough = w.thorough
	return planForm(f, w.sc.Patient, w.dealtWith)
}

// effect is what pressing a button led to.
type effect struct {
	held int  // requests held because of it
	left bool // the document was left for another one
	// step says why it only goes on, "" when that is in doubt; passed counts the
	// requests that reached the practice for that reason.
	step   string
	passed int
	// to is what a form hands its fields to outside the browser: mailto, sms, tel; "" for nothing.
	to string
}

// commit presses the form's button once, with the hold armed, and waits for
// what follows.
func (w *walker) commit(ctx context.Context, f Form) (Button, effect, error) {
	if f.at.frame == nil {
		return Button{}, effect{}, failf("the form is not on the page any more")
	}
	b, ok := f.commit()
	if ok && (b.Disabled || !b.Visible) {
		f, b, ok = w.wakes(ctx, f)
	}
	if ok && b.Disabled {
		return b, effect{}, failf("the button stays disabled")
	}
	if ok && !b.Visible {
		if !f.typed() {
			return b, effect{}, failf("the button cannot be seen")
		}
		b, ok = Button{}, false // Enter is the way then
	}
	if err := w.arm(ctx); err != nil {
		return b, effect{}, err
	}
	w.picture(ctx, b.at)
	before := w.tab.Held()
	url := w.address(ctx)
	e := effect{to: w.handsOver(ctx, f), step: w.onward(f, b)}
	var err error
	e.passed, err = w.passing(e.step, func() error {
		switch {
		case ok:
			err = b.at.click(ctx)
		case f.typed() && w.hiddenCommit(f):
			err = w.enter(ctx, f)
		case !f.Implicit:
			// requestSubmit does what a submit button does: it validates first.
			_, err = call[bool](ctx, f.at.frame, 5*time.Second, `(id) => { HTMLFormElement.prototype.requestSubmit.call(globalThis.quietroom.get(id)); return true; }`, f.at.ref)
		default:
			err = w.enter(ctx, f)
		}
		if err != nil {
			return err
		}
		return w.outcome(ctx, f, url, before, &e)
	})
	if err != nil || e.held > 0 || e.left {
		return b, e, err
	}
	// What a dialog asks again is no step in between: what its yes sends is held.
	b, err = w.agree(ctx, f, b, url, before, &e)
	return b, e, err
}

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
	case shown && (e.passed > 0 || goes && e.held == 0 && w.here(ctx, f)):
		return true, false, nil
	case e.left || e.held > 0 && !blocked:
		return false, false, w.ended(ctx, f, b, e)
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
	return false, false, w.nothing(ctx, f, now, b, e)
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

// tells reports whether a form asks for something that only makes sense to send:
// who the patient is, or what they write. A filter and a questionnaire do not.
func (f Form) tells() bool {
	for _, c := range f.Controls {
		if !c.text() || !c.fillable() {
			continue
		}
		switch k, _ := Understand(c, f); k {
		case audit.KindSearchQuery, audit.KindCity, audit.KindState, audit.KindPostalCode, audit.KindOther:
		default:
			return true
		}
	}
	return false
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

// quoted names controls in the page's words.
func quoted(list []Control) string {
	s := ""
	for i, c := range list {
		if i == 4 {
			return s + ", ..."
		}
		if i > 0 {
			s += ", "
		}
		s += "“" + neutral.Line(c.words(), 40) + "”"
	}
	return s
}

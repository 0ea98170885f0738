package scenarios

import (
	"context"
	"time"

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
		f = w.hopeful(f)
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
		} else {
			clear(w.vain) // on another step they may go on
		}
		key = w.current(f).Key
		if w.turnTo != "" {
			key, w.turnTo = w.turnTo, ""
		}
	}
	w.note(failf("the form has more than %d steps", maxWizard))
	return nil
}

// takeAnew lets the last thing that leads on by a press be pressed once more, where another
// answer was given after it: the page may have refused it for want of that.
func (w *walker) takeAnew(f Form) bool {
	if n := len(w.out.Steps); n == 0 || w.out.Steps[n-1].Verb == "press" || w.tries["anew "+f.Key] > 0 {
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
	// refusals are those of before it was pressed.
	refusals int
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
	e := effect{to: w.handsOver(ctx, f), step: w.onward(f, b), refusals: w.refusals(ctx, f)}
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

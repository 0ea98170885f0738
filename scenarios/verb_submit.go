package scenarios

import (
	"context"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/quietroom/quietroom/audit"
)

// maxWizard bounds the steps of a wizard, maxRounds the rounds of fields that
// appear because others were answered.
const (
	maxWizard = 14
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
		return w.act(ctx, st, func(context.Context) error { return errSkip{"a choice before it submitted the form already"} })
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
		if err != nil {
			return w.act(ctx, st, func(context.Context) error { return err })
		}
		if w.cfg.Submit == "skip" {
			return w.act(ctx, st, func(context.Context) error { return errSkip{"submits are skipped in this audit"} })
		}
		if f.chooser() && !f.hasCommit() {
			return w.act(ctx, st, func(context.Context) error { return errSkip{"what was chosen led no further, and there is no button"} })
		}
		if err := w.linger(ctx); err != nil {
			return err
		}
		pressed, button := effect{}, Button{}
		err = w.act(ctx, w.pressStep(f, st), func(ctx context.Context) (err error) {
			button, pressed, err = w.commit(ctx, f)
			return err
		})
		if err != nil {
			return err
		}
		next, again, err := w.judge(ctx, f, button, pressed, retried)
		if err != nil {
			w.note(err)
			return err
		}
		if !next {
			return nil
		}
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
				f = w.follows(ctx, form.Frame)
			}
			if f.Key == "" {
				return form, failf("the form is not on the page any more")
			}
		}
		form = f
		steps := w.open(f)
		if len(steps) == 0 && f.chooser() {
			if f = w.follows(ctx, f.Frame); f.Key != "" {
				form, steps = f, w.open(f)
			}
		}
		if len(steps) == 0 {
			return form, nil
		}
		key = form.Key
		for _, st := range steps {
			if err := w.answer(ctx, st); err != nil && ctx.Err() != nil {
				return form, err
			}
		}
	}
	return form, nil
}

// follows waits a moment for the form that a choice leads to.
func (w *walker) follows(ctx context.Context, frame string) Form {
	for range 8 {
		if pause.For(ctx, 200*time.Millisecond) != nil || w.look(ctx) != nil {
			return Form{}
		}
		if f := w.current(Form{Frame: frame}); f.Key != "" {
			return f
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
	if len(w.present) == 0 {
		w.present = map[string]bool{}
		for _, f := range inv.Forms {
			w.present[f.Key] = true
		}
	}
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

// current finds a form again after the page changed: by its key, by its
// element, or as the only form left.
func (w *walker) current(f Form) Form {
	if w.inv == nil {
		return f
	}
	if g, ok := w.inv.form(f.Key); ok {
		return g
	}
	for _, g := range w.inv.Forms {
		if g.at.id() == f.at.id() && f.at.id() != "" {
			return g
		}
	}
	return w.fresh(f)
}

// fresh is the form that came where f was: one that was not there before the first
// press, in the same frame or one of the same host, and of several the one that asks
// for most. Failing that it is the only form there is.
func (w *walker) fresh(f Form) Form {
	var best Form
	most, all := 0, 0
	for _, g := range w.inv.Forms {
		n := len(w.open(g))
		if hostOf(g.Frame) != hostOf(f.Frame) || n == 0 || !g.forPatients() {
			continue
		}
		all++
		if fresh := !w.present[g.Key]; fresh && n > most || most == 0 && all == 1 {
			best = g
			if fresh {
				most = n
			}
		}
	}
	switch {
	case most > 0 || all == 1:
		return best
	case all > 1:
		return Form{}
	}
	// Nothing more is asked: a page that only shows what was said has a button alone.
	for _, g := range w.inv.Forms {
		if b, ok := g.commit(); ok && b.Visible && !b.Disabled && !w.present[g.Key] && hostOf(g.Frame) == hostOf(f.Frame) && g.forPatients() {
			return g
		}
	}
	return Form{}
}

// progress fails when a wizard shows the same screen once too often.
func (w *walker) progress(before Form) error {
	now := w.current(before)
	s := now.Key + "|" + now.Heading
	for _, c := range now.Controls {
		if c.Visible {
			s += "|" + c.Type + c.words()
		}
	}
	b, _ := now.commit()
	if w.screens[s+"|"+b.Text]++; w.screens[s+"|"+b.Text] > 2 {
		return failf("the form goes round in circles: the same step came back")
	}
	return nil
}

// effect is what pressing a button led to.
type effect struct {
	held int  // requests held because of it
	left bool // the document was left for another one
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
	if ok && b.Disabled {
		return b, effect{}, failf("the button stays disabled")
	}
	if ok && !b.Visible {
		return b, effect{}, failf("the button cannot be seen")
	}
	if err := w.arm(ctx); err != nil {
		return b, effect{}, err
	}
	before := w.tab.Held()
	url := w.address(ctx)
	e := effect{to: w.handsOver(ctx, f)}
	var err error
	switch {
	case ok:
		err = b.at.click(ctx)
	case !f.Implicit:
		// requestSubmit does what a submit button does: it validates first.
		_, err = call[bool](ctx, f.at.frame, 5*time.Second, `(id) => { HTMLFormElement.prototype.requestSubmit.call(globalThis.quietroom.get(id)); return true; }`, f.at.ref)
	default:
		err = w.enter(ctx, f)
	}
	if err != nil {
		return b, effect{}, err
	}
	// A script may take a moment before it sends; what it sends then takes its own.
	for range 6 {
		if err := w.tab.Settle(ctx); err != nil {
			return b, e, err
		}
		e.held = w.tab.Held() - before
		e.left = !w.here(ctx, f) || w.address(ctx) != url
		if e.held > 0 || e.left {
			break
		}
		if w.changed(ctx, f) {
			break
		}
		if err := pause.For(ctx, 150*time.Millisecond); err != nil {
			return b, e, err
		}
	}
	return b, e, nil
}

// enter presses Enter in the last text field of a form without a button.
func (w *walker) enter(ctx context.Context, f Form) error {
	for i := len(f.Controls) - 1; i >= 0; i-- {
		c := f.Controls[i]
		if c.text() && c.fillable() && c.Type != "textarea" {
			if err := c.at.focus(ctx, false); err != nil {
				return err
			}
			return c.at.keys(ctx, kb.Enter, 0)
		}
	}
	return failf("the form has no button")
}

// here reports whether the form's document is still the one that was filled.
func (w *walker) here(ctx context.Context, f Form) bool {
	if f.at.frame == nil {
		return true
	}
	_, err := call[bool](ctx, f.at.frame, 2*time.Second, `() => true`)
	return err == nil
}

// changed reports whether what the form shows is not what it showed: controls
// came or went, or the page complains.
func (w *walker) changed(ctx context.Context, f Form) bool {
	before := shape(f)
	if w.look(ctx) != nil {
		return true
	}
	return shape(w.current(f)) != before
}

func shape(f Form) string {
	s := ""
	for _, c := range f.Controls {
		if c.Visible {
			s += c.at.id()
			if c.Invalid {
				s += "!"
			}
			s += ","
		}
	}
	b, _ := f.commit()
	return s + b.Text
}

// address is the page's address now, "" when it does not say.
func (w *walker) address(ctx context.Context) string {
	cctx, cancel := join(ctx, w.tab.Context(), 3*time.Second)
	defer cancel()
	url, err := chromedp.Run(cctx, chromedp.Location())
	if err != nil {
		return ""
	}
	return url
}

// judge decides what a press came to: next says that the form goes on, again
// that the same button may be pressed once more because the page refused.
func (w *walker) judge(ctx context.Context, f Form, b Button, e effect, retried int) (next, again bool, err error) {
	if e.held > 0 && !nextRE.MatchString(b.Text) {
		w.out.Submitted = true
		return false, false, nil
	}
	if lerr := w.look(ctx); lerr != nil {
		w.out.Submitted = w.out.Submitted || e.left
		return false, false, nil
	}
	if e.to != "" && e.held == 0 && !e.left {
		w.out.Submitted = true
		w.remark("the form hands what was typed to the visitor's own program (" + e.to + "), and nothing was handed over: whom that reaches is not seen")
		return false, false, nil
	}
	now := w.current(f)
	goesOn := now.Key != "" && (len(w.open(now)) > 0)
	sameDocument := w.here(ctx, f)
	switch {
	case sameDocument && goesOn:
		return true, false, nil
	case e.left || e.held > 0:
		w.out.Submitted = true
		return false, false, nil
	}
	bad := invalid(now)
	switch {
	case len(bad) > 0 && retried < maxRetries:
		for _, c := range bad {
			delete(w.done, c.at.id()) // to be answered again, another way
		}
		return true, true, nil
	case len(bad) > 0:
		return false, false, failf("the form does not accept %s", quoted(bad))
	case now.Complaint != "" && !w.thorough && w.sc.Patient != nil:
		w.thorough = true
		if len(w.open(now)) > 0 || w.another(now) {
			return true, true, nil
		}
	case now.Complaint != "" && retried < maxRetries && w.another(now):
		return true, true, nil
	}
	goes := nextRE.MatchString(b.Text)
	if nb, ok := now.commit(); ok && nb.Visible && nb.Text != b.Text && (goes || len(now.Controls) == 0) {
		return true, false, nil // a page of the wizard that only shows what was said
	}
	if now.Key == "" || !shows(now) {
		if goes {
			return false, false, failf("what followed has neither a field nor a button that goes on")
		}
		w.out.Submitted = true // it gave way to something else, without a request that commits
		return false, false, nil
	}
	if now.Complaint != "" {
		return false, false, failf("the form does not accept what was answered: the page says so, and of no single field")
	}
	if !f.tells() && !goes {
		w.out.Submitted = true // a filter or a score that the page works out by itself
		return false, false, nil
	}
	if w.cfg.Submit == "send" {
		w.out.Submitted = true
		w.remark("pressed in earnest; the page does not show what came of it")
		return false, false, nil
	}
	return false, false, failf("pressing the button sent nothing")
}

// tells reports whether a form asks for something that only makes sense to send:
// who the patient is, or what they write. A filter and a questionnaire do not.
func (f Form) tells() bool {
	for _, c := range f.Controls {
		if !c.text() || !c.fillable() {
			continue
		}
		switch k, _ := Understand(c, f); k {
		case notAsked, audit.KindSearchQuery, audit.KindCity, audit.KindState, audit.KindPostalCode, audit.KindOther:
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
		case audit.KindPhone, audit.KindEmergencyPhone, audit.KindBirthDate:
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

package scenarios

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// WalkConfig says how to walk. Its zero value works.
type WalkConfig struct {
	// Journey and PatientID are put into what was typed.
	Journey   string
	PatientID string
	// Submit is "hold" (press the button, with the request held), "skip" (fill and
	// leave every field, press nothing that commits) or "send" (press, and hold
	// nothing). Default "hold".
	Submit string
	// HoldSteps holds also what a form's steps in between send to the practice.
	HoldSteps bool
	// Known says that the session is logged in: the site knows who it is without being told.
	Known bool
	// Enter reports whether a patient who is led to a host that is not the site's goes on
	// there, because it takes bookings and forms for practices. nil enters none.
	Enter func(host string) bool
	// Shun says why an address of the site's own that reach came upon is not to be opened,
	// "" for no reason. nil shuns none.
	Shun func(ctx context.Context, address string) string
	// Consent is the choice that the visitor has made before. After accept or reject, a
	// page that asks again has forgotten it: the walk is then inconclusive.
	Consent audit.Consent
	// StepTimeout bounds each step. Default 20 s.
	StepTimeout time.Duration
	// LoadTimeout bounds the wait for the load event of a page. Default 10 s.
	LoadTimeout time.Duration
	// KeyDelay is the pause between two keys. Default 0: as fast as the browser takes them.
	KeyDelay time.Duration
	// Dwell is how long a visit stays and moves the mouse. Default 250 ms;
	// the wait for quiet that follows is a part of the stay too.
	Dwell time.Duration
	// Clock gives the time; default time.Now. It also decides appointment dates.
	Clock func() time.Time
	// Screenshot keeps a picture (WebP) and returns its file name; nil takes none, and
	// keeps no names of what was there either: behind a log-in they can be a person's.
	Screenshot func(name string, image []byte) (string, error)
	// Login is how the verb login logs in; nil makes that verb fail.
	Login *Login
	// UploadDir is where generated canary files are written for file fields that
	// must be filled; the browser must be able to read it. Empty leaves such
	// fields empty, and the journey inconclusive.
	UploadDir string
	// Saying is told each value that is typed, and each option by its label and its value,
	// before a hand moves to do so; nil is nobody. It must return fast.
	Saying func(audit.Canary)
	// Doing is told each step as it begins, for a person who waits; nil is nobody. It
	// must return fast.
	Doing func(audit.Step)
	// Log gets progress, never a value. nil discards.
	Log *slog.Logger
}

// Outcome is what a walk did. The zero Status is never given.
type Outcome struct {
	Steps  []audit.Step
	Status audit.JourneyStatus
	// Why says in words what could not be done; it holds no value.
	Why string
	// Typed lists every value that was typed, and label and value of every
	// choice (with Chosen true).
	Typed []audit.Canary
	// Submitted is true when the form's own submit was carried out: its request
	// was held, it went on to another page, or it gave way to something else.
	Submitted    bool
	HeldRequests int
	// Choice is how the consent banner was answered, nil when no step asked for it.
	Choice *audit.ConsentWalk
	// AskedAgain is true when a page asked for a choice that WalkConfig.Consent says
	// was made before.
	AskedAgain bool
}

// skipError marks a step that was left out on purpose.
type skipError struct{ why string }

func (e skipError) Error() string { return e.why }

// walker is one walk.
type walker struct {
	tab    Tab
	s      *session
	cfg    WalkConfig
	sc     Scenario
	out    Outcome
	inv    *Inventory
	held   int
	opened string // the key of the form that a button opened
	// armed is true once the hold stays on; auto once a choice submitted the form.
	armed, auto bool
	// done remembers the elements that were dealt with, by frame and number.
	done     map[string]bool
	captions map[string]string // what they asked then, by the same
	answers  map[string]int    // how often what is called the same was answered since a press
	tries    map[string]int    // attempts per element and way of writing
	present  map[string]bool   // the forms that showed something before the first press
	// presentAt gives their keys by their elements.
	presentAt map[string]string
	// trail are the keys of the forms that the walk came through.
	trail map[string]bool
	// stepped is true once a step in between reached the practice.
	stepped bool
	// came are the words of the buttons, folded, that led on to a further step.
	came     map[string]bool
	screens  map[string]int  // how often each screen of a wizard was shown
	reached  string          // the key of the form that reach came to
	home     Form            // the form that the scenario was planned for, as it was first seen
	thorough bool            // the page complained: what may be left out is answered too
	offers   int             // how often something else was pressed that the page offers
	vain     map[string]bool // the buttons that came to nothing on the step at hand
	turnTo   string          // the key of the form that the walk goes on with, if not the same
	insists  bool            // a press came to nothing: what is folded away is opened too
	troubles []string

	// scope are the frames that a script's steps are inside of, outermost first.
	scope []script.Target
	// filled is the form that a script filled last; planned, that it was by itself.
	filled  string
	planned bool
	// heldBefore is how many requests were held before a script pressed something last.
	heldBefore int
	pressed    bool // since the page was opened
	// guest is where the patient was led to away from the site, "" for nowhere.
	guest string
	// hand is where the last touch was: the field that was filled, or only the frame.
	hand place
	// kind is what the step at hand turned out to ask for, "" for what it was planned as.
	kind audit.Kind
	// touches are the controls that the steps used; before shows the page as the step at
	// hand found it.
	touches []touch
	before  []audit.Picture
}

// Walk walks a scenario in a tab. It never returns early with a half-told
// story: what could not be done is in Outcome.Why, and Status says so.
func Walk(ctx context.Context, tab Tab, sc Scenario, cfg WalkConfig) Outcome {
	if cfg.Clock == nil {
		cfg.Clock = time.Now
	}
	if cfg.StepTimeout <= 0 {
		cfg.StepTimeout = 20 * time.Second
	}
	if cfg.LoadTimeout <= 0 {
		cfg.LoadTimeout = 10 * time.Second
	}
	if cfg.Dwell <= 0 {
		cfg.Dwell = 250 * time.Millisecond
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	w := &walker{tab: tab, s: newSession(tab), cfg: cfg, sc: sc, held: tab.Held(), heldBefore: tab.Held(), done: map[string]bool{}, tries: map[string]int{}, screens: map[string]int{}, came: map[string]bool{}, vain: map[string]bool{}, captions: map[string]string{}, answers: map[string]int{}}
	defer w.s.close()
	if sc.Script != nil {
		w.script(ctx)
	}
	for _, st := range sc.Steps {
		run, ok := verbOf(st.Verb)
		if !ok {
			w.trouble(fmt.Sprintf("step verb %q is unknown: one of %s", st.Verb, strings.Join(Verbs(), ", ")))
			break
		}
		if w.auto && st.Verb != "submit" {
			continue
		}
		err := run(ctx, w, st)
		if err == nil && st.Verb == "visit" {
			w.askedAgain(ctx)
		}
		if err == nil && st.Verb == "visit" && sc.Form != "" {
			w.await(ctx)
		}
		if err != nil && (st.Verb == "visit" || st.Verb == "login" || ctx.Err() != nil || tab.Context().Err() != nil) {
			break
		}
	}
	w.askedAgain(ctx) // a banner may come late
	if ctx.Err() != nil {
		w.trouble("the journey was stopped before its end")
	}
	w.out.HeldRequests = tab.Held() - w.held
	w.out.Status = audit.Walked
	if len(w.troubles) > 0 {
		w.out.Status, w.out.Why = audit.Inconclused, strings.Join(w.troubles, "; ")
	}
	return w.out
}

func (w *walker) trouble(why string) {
	if len(w.troubles) < 12 {
		w.troubles = append(w.troubles, why)
	}
}

// act does one step: it numbers it, bounds it, and keeps how it went.
func (w *walker) act(ctx context.Context, st PlannedStep, do func(ctx context.Context) error) error {
	n := len(w.out.Steps) + 1
	w.before, w.kind = nil, ""
	w.tab.Step(n)
	step := audit.Step{Number: n, Verb: st.Verb, Target: neutral.Line(st.Target, 80), Kind: st.Kind, Status: "done", At: w.cfg.Clock().UTC()}
	if st.Verb == "visit" {
		step.Target = clip(st.Target, maxURL)
	}
	if w.cfg.Doing != nil {
		w.cfg.Doing(step)
	}
	sctx, cancel := context.WithTimeout(ctx, w.cfg.StepTimeout)
	err := do(sctx)
	cancel()
	var skip skipError
	switch {
	case errors.As(err, &skip):
		step.Status, step.Why = "skipped", skip.why
		err = nil
	case err != nil:
		step.Status, step.Why = "failed", reason(err)
		w.trouble(fmt.Sprintf("step %d (%s %q): %s", n, st.Verb, step.Target, step.Why))
		step.Screenshot = w.shot(ctx, fmt.Sprintf("step-%02d-failed", n))
		if w.cfg.Screenshot != nil {
			step.Around = w.around(ctx)
		}
	case st.Verb == "submit" || st.Verb == "scroll":
		step.Screenshot = w.shot(ctx, fmt.Sprintf("step-%02d-%s", n, st.Verb))
	}
	step.Before, step.Kind = w.before, cmp.Or(w.kind, step.Kind)
	w.cfg.Log.Debug("step", "step", n, "verb", step.Verb, "kind", step.Kind, "status", step.Status)
	w.out.Steps = append(w.out.Steps, step)
	return err
}

// reason puts an error in words for a reader. It holds no value: our own errors
// name fields and limits only, and those of the browser are replaced.
func reason(err error) string {
	var own stepError
	switch {
	case errors.As(err, &own):
		return own.why
	case errors.Is(err, context.DeadlineExceeded):
		return "it did not finish in time"
	case errors.Is(err, context.Canceled):
		return "the tab was closed or the journey stopped"
	case errors.Is(err, chromedp.ErrTargetDetached):
		return "the page closed"
	}
	return "the browser refused it"
}

// stepError is an error of ours, fit to be shown.
type stepError struct{ why string }

func (e stepError) Error() string { return e.why }

func failf(format string, args ...any) error { return stepError{fmt.Sprintf(format, args...)} }

// typed remembers what was typed or chosen.
func (w *walker) typed(kind audit.Kind, value string, chosen bool, since time.Time) {
	if value == "" {
		return
	}
	w.saying(kind, value, chosen)
	for _, c := range w.out.Typed {
		if c.Kind == kind && c.Value == value && c.Chosen == chosen {
			return
		}
	}
	w.out.Typed = append(w.out.Typed, audit.Canary{Patient: w.cfg.PatientID, Kind: kind, Value: value, Chosen: chosen, Journey: w.cfg.Journey, Since: since.UTC()})
}

// saying tells whoever wants to know it what is about to be said.
func (w *walker) saying(kind audit.Kind, value string, chosen bool) {
	if w.cfg.Saying != nil && value != "" {
		w.cfg.Saying(audit.Canary{Patient: w.cfg.PatientID, Kind: kind, Value: value, Chosen: chosen, Journey: w.cfg.Journey})
	}
}

func (p place) id() string {
	if p.frame == nil {
		return ""
	}
	return fmt.Sprintf("%s/%d/%d", p.frame.id, p.frame.exec, p.ref)
}

// find gives the control and the form that a step is about, in the page as it
// is now.
func (w *walker) find(ctx context.Context, st PlannedStep) (Form, Control, error) {
	for try := range 2 {
		if w.inv == nil || try > 0 {
			inv, err := w.s.inspect(ctx)
			if err != nil {
				return Form{}, Control{}, failf("the page could not be looked at")
			}
			w.inv = inv
		}
		f, c, ok := w.inv.lookup(st.Form, st.Control)
		if !ok {
			continue
		}
		if c.at.lives(ctx, 5*time.Second) {
			return f, c, nil
		}
	}
	return Form{}, Control{}, failf("it is not on the page any more")
}

// lives reports whether the element is still on the page. A page that does not say
// so within the given time has gone, or has no hand free to use it.
func (p place) lives(ctx context.Context, within time.Duration) bool {
	alive, err := call[bool](ctx, p.frame, within, aliveJS, p.ref)
	return err == nil && alive
}

const aliveJS = `(id) => { const el = globalThis.quietroom?.get(id); return !!el && el.isConnected; }`

// lookup finds a control by its keys; a form that changed its key is still
// found by its control.
func (inv *Inventory) lookup(form, control string) (Form, Control, bool) {
	for pass := range 2 {
		for _, f := range inv.Forms {
			if pass == 0 && f.Key != form {
				continue
			}
			for _, c := range f.Controls {
				if c.Key == control {
					return f, c, true
				}
			}
		}
	}
	return Form{}, Control{}, false
}

// form finds a form by its key.
func (inv *Inventory) form(key string) (Form, bool) {
	for _, f := range inv.Forms {
		if f.Key == key {
			return f, true
		}
	}
	return Form{}, false
}

package runner

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/browser"
	"github.com/quietroom/quietroom/scenarios"
)

// walkTab is a browser tab in the terms of package scenarios.
type walkTab struct{ *browser.Tab }

// Frames lists the frames that live in a process of their own.
func (t walkTab) Frames() []scenarios.FrameTarget {
	var out []scenarios.FrameTarget
	for _, f := range t.Tab.Frames() {
		out = append(out, scenarios.FrameTarget{TargetID: f.TargetID, URL: f.URL})
	}
	return out
}

// walk walks one scenario in a tab of its own. After the walk, and before the
// page is left, look may look around. The journey always comes back, with what
// kept it from its end. A walk that another one's page, or a Chrome that hung,
// may have ended or slowed beyond its time is walked again; the record keeps both.
func (a *auditing) walk(ctx context.Context, c *chromes, who *visitor, id string, sc scenarios.Scenario, within time.Duration, look looker) *walked {
	w := walking{a: a, c: c, who: who, id: id, scenario: sc, within: within, look: look, out: new(walked)}
	j, again := w.once(ctx, c.lease)
	if again != nil && ctx.Err() == nil {
		a.cfg.Log.Info("walking again, because Chrome ended, hung or was too busy", "journey", id, "page", sc.Page)
		j, _ = w.once(ctx, again)
	}
	w.out.Journey = j
	return w.out
}

// looker looks around on a page that is about to be left. What it saw comes with
// an error too.
type looker func(context.Context, walkTab) (*seen, error)

// walking is one journey under way.
type walking struct {
	a        *auditing
	c        *chromes
	who      *visitor
	id       string
	scenario scenarios.Scenario
	within   time.Duration
	look     looker
	out      *walked
	session  *browser.Session // nil for a visitor of its own
	login    *scenarios.Login
	tab      *browser.Tab // the one that is walked in
}

type leaser func(context.Context) (*lease[*browser.Browser], error)

// once walks in a Chrome from get. It says where to walk again when the cause of
// its end need not have been this walk.
func (w *walking) once(ctx context.Context, get leaser) (j audit.Journey, again leaser) {
	now := w.a.cfg.Now
	j = audit.Journey{ID: w.id, Scenario: w.scenario.Name, Page: w.scenario.Page, Consent: w.who.consent, Patient: "A", Status: audit.Inconclused, Steps: []audit.Step{}, Started: now().UTC()}
	l, err := get(ctx)
	if err != nil {
		j.Ended, j.Why = now().UTC(), w.why(ctx, ctx, err)
		return j, nil
	}
	defer w.c.release(l)
	j.Started = now().UTC() // not since it waits for its Chrome
	wctx, cancel := context.WithTimeout(ctx, w.within)
	defer cancel()
	stopped, err := w.in(wctx, l.browser, &j)
	j.Ended = now().UTC()
	// Out of time, with nothing of its own to blame: a neighbour may have had it.
	starved := wctx.Err() != nil && ctx.Err() == nil && len(stopped) == 0
	if err != nil {
		stopped = append([]string{w.why(ctx, wctx, err)}, stopped...)
	}
	if len(stopped) > 0 {
		if j.Why != "" {
			stopped = append(stopped, j.Why)
		}
		j.Status, j.Why = audit.Inconclused, strings.Join(stopped, "; ")
	}
	switch {
	case errors.Is(err, errNoTab):
		w.c.hung(l)
		return j, w.c.lease
	case errors.Is(err, browser.ErrBrowserGone) && w.c.innocent(l), errors.Is(err, browser.ErrOverloaded):
		return j, w.c.leaseAlone
	case starved && w.c.crowded(l):
		return j, w.c.leaseAlone
	}
	return j, nil
}

// why says what kept a journey from its end.
func (w *walking) why(ctx, wctx context.Context, err error) string {
	switch {
	case ctx.Err() != nil:
		return "the audit was stopped before this journey ended"
	case wctx.Err() != nil && errors.Is(err, browser.ErrOverloaded):
		return fmt.Sprintf("the page did not come to an end within %s; %s", w.within, browser.ErrOverloaded)
	case wctx.Err() != nil:
		return fmt.Sprintf("the page did not come to an end within %s", w.within)
	}
	return plain(err)
}

// in walks in the given Chrome, and says what of the page was stopped.
func (w *walking) in(ctx context.Context, b *browser.Browser, j *audit.Journey) (stopped []string, err error) {
	defer func() {
		// A Chrome that is gone shows as any kind of broken connection.
		select {
		case <-b.Done():
			if err != nil {
				err = errors.Join(browser.ErrBrowserGone, err)
			}
		default:
		}
	}()
	a := w.a
	w.tell(audit.Step{}, false)
	defer w.tell(audit.Step{}, true)
	t := newTrace()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	tab, err := openTab(ctx, a.cfg.tabPatience, b, browser.TabOptions{Page: j.Page, Journey: j.ID, Consent: w.who.consent, Profile: w.who.profile, Identity: append(a.identity(), ownIdentity(w.scenario.Script)...), Thanks: w.thanks, Session: w.session})
	if err != nil {
		return nil, err
	}
	w.tab = tab
	w.out.tabs = append(w.out.tabs, tab)
	t.mark("open")
	log := a.cfg.Log.With("journey", j.ID)
	defer func() {
		stopped = tab.Stopped()
		if (ctx.Err() != nil || errors.Is(err, context.DeadlineExceeded)) && tab.Overloaded() {
			err = errors.Join(browser.ErrOverloaded, err)
		}
		tab.Close()
		a.said.over(j.ID)
		t.mark("close")
		log.Debug("what a walk took", t.parts...)
	}()
	wt := walkTab{tab}
	shots := a.store.Screenshot
	if w.session != nil {
		shots = nil // a picture could show the account, or what belongs to a person
	}
	out := scenarios.Walk(ctx, wt, w.scenario, scenarios.WalkConfig{
		Journey: j.ID, PatientID: "A", Submit: string(a.submitOf(w.scenario)), HoldSteps: a.data.holdSteps, Known: w.session != nil, Enter: a.data.leadsTo, Shun: a.shuns, Clock: a.cfg.Now, Log: log,
		Screenshot: shots, UploadDir: b.UploadDir(), Login: w.login, Consent: w.who.consent, StepTimeout: w.who.patience,
		Saying: a.saying(),
		Doing:  func(s audit.Step) { w.tell(s, false) },
	})
	t.mark("walk")
	j.Steps, j.Status, j.Why = out.Steps, out.Status, out.Why
	if tab.StoodIn() {
		standIn(j.Steps)
	}
	w.out.Typed, w.out.Choice = append(w.out.Typed, out.Typed...), out.Choice
	if out.AskedAgain {
		j.Consent = "" // the choice did not hold here
	}
	if err := tab.Err(); err != nil {
		return nil, err
	}
	if w.look != nil {
		saw, err := w.look(ctx, wt)
		if saw != nil {
			w.out.Seen = saw
		}
		if err != nil {
			return nil, err
		}
		t.mark("look")
	}
	stored, whole := tab.Stored(ctx)
	j.Stored, j.StoredCut = stored, !whole
	if !tab.Reveal(ctx) {
		return nil, errors.New("what the page keeps of the log-in could not be read, so that its traffic is not on record")
	}
	t.mark("stored")
	tab.Step(len(j.Steps) + 1)
	j.Steps = append(j.Steps, audit.Step{Number: len(j.Steps) + 1, Verb: "leave", Target: "the page", Status: "done", At: a.cfg.Now().UTC()})
	err = errors.Join(tab.Leave(ctx), tab.Err())
	t.mark("leave")
	return nil, err
}

// errNoTab is a Chrome that runs and does not answer.
var errNoTab = errors.New("Chrome hung: it opened no tab")

// openTab opens a tab that lives as long as ctx, or fails with errNoTab when that
// takes longer than patience.
func openTab(ctx context.Context, patience time.Duration, b *browser.Browser, o browser.TabOptions) (*browser.Tab, error) {
	tctx, cancel := context.WithCancel(ctx)
	timer := time.AfterFunc(patience, cancel)
	tab, err := b.NewTab(tctx, o)
	switch hung := !timer.Stop(); {
	case err == nil && hung:
		tab.Close()
		return nil, errNoTab
	case err != nil:
		cancel()
		if hung {
			return nil, errors.Join(errNoTab, err)
		}
		return nil, err
	}
	context.AfterFunc(ctx, cancel)
	return tab, nil
}

// plain says an error to a person, without the machine's prefix where it is known.
func plain(err error) string {
	switch {
	case errors.Is(err, browser.ErrMemory):
		return browser.ErrMemory.Error()
	case errors.Is(err, browser.ErrCrashed):
		return browser.ErrCrashed.Error()
	case errors.Is(err, browser.ErrBrowserGone):
		return browser.ErrBrowserGone.Error()
	case errors.Is(err, ErrInterrupted):
		return "it was interrupted"
	case errors.Is(err, browser.ErrOverloaded):
		return browser.ErrOverloaded.Error()
	case errors.Is(err, context.Canceled):
		return "the page did not answer until the journey was stopped"
	case errors.Is(err, context.DeadlineExceeded):
		return "the page did not answer in time"
	}
	return strings.ReplaceAll(err.Error(), "\n", "; ") // errors.Join
}

// identity lists the patient's values that a submission is known by. What is
// looked for or asked about is no identity: a search must go through.
func (a *auditing) identity() []string {
	var out []string
	for _, k := range []audit.Kind{
		audit.KindEmail, audit.KindPhone, audit.KindGivenName, audit.KindFamilyName, audit.KindFullName, audit.KindStreet,
		audit.KindMemberID, audit.KindSSN, audit.KindMRN, audit.KindUsername, audit.KindPassword, audit.KindCardNumber, audit.KindMessage, audit.KindReason,
	} {
		if v, ok := a.cfg.Patient.Value(k); ok {
			out = append(out, v)
		}
	}
	return out
}

// typed gathers, over all journeys, what was typed and chosen.
type typed struct {
	mu  sync.Mutex
	all []audit.Canary
}

// count gives how many there are, since those that came after n.
func (t *typed) count() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.all)
}

func (t *typed) since(n int) []audit.Canary {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.all[n:])
}

func (t *typed) add(cs []audit.Canary) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.all = append(t.all, cs...)
}

// patients gives what was typed and chosen, by patient and kind, in the order
// of first use.
func (t *typed) patients() []audit.PatientValues {
	t.mu.Lock()
	defer t.mu.Unlock()
	// Journeys walk side by side; their order in the run is not that of time.
	sort.SliceStable(t.all, func(i, j int) bool { return t.all[i].Journey < t.all[j].Journey })
	out := []audit.PatientValues{}
	index := map[string]int{}
	seen := map[[3]string]bool{}
	for _, c := range t.all {
		i, ok := index[c.Patient]
		if !ok {
			i = len(out)
			index[c.Patient] = i
			out = append(out, audit.PatientValues{ID: c.Patient, Values: map[audit.Kind][]string{}})
		}
		key := [3]string{c.Patient, string(c.Kind), c.Value}
		if !seen[key] {
			seen[key] = true
			out[i].Values[c.Kind] = append(out[i].Values[c.Kind], c.Value)
		}
	}
	return out
}

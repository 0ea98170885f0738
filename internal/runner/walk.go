package runner

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/browser"
	"github.com/quietroom/quietroom/scenarios"
)

// chromes keeps one Chrome running for the audit. One that died is replaced, so
// that a page which takes Chrome down costs its own journeys and no others.
type chromes struct {
	a *auditing

	mu     sync.Mutex
	now    *browser.Browser
	starts int
	counts browser.Counts
	sink   error  // the first error of writing down an exchange
	stop   func() // what that error ends; nil for nothing
}

const maxStarts = 5

// get gives the Chrome that runs, or starts one.
func (c *chromes) get(ctx context.Context) (*browser.Browser, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now != nil {
		select {
		case <-c.now.Done():
			if err := c.drop(); err != nil {
				c.a.cfg.Log.Warn("a Chrome that ended could not be cleared away", "err", err)
			}
		default:
			return c.now, nil
		}
	}
	if c.starts >= maxStarts {
		return nil, fmt.Errorf("Chrome ended %d times; the audit stops here", c.starts)
	}
	c.starts++
	b, err := browser.Start(ctx, c.config())
	if err != nil {
		return nil, err
	}
	c.now = b
	return b, nil
}

func (c *chromes) config() browser.Config {
	a := c.a
	return browser.Config{
		Path: a.cfg.Chrome.Path, Env: a.cfg.Chrome.Env, Version: a.cfg.Chrome.Version, Remote: a.cfg.Remote,
		NoSandbox: a.cfg.NoSandbox, Mobile: a.cfg.Mobile, HonestUA: a.cfg.HonestUA, ToolVersion: a.cfg.Version,
		Access: a.cfg.Access, FirstParty: a.first, Commits: a.data.takesForms, Known: a.data.knows,
		IDs: &a.ids, Log: a.cfg.Log,
		Sink: func(ex *audit.Exchange, body []byte) {
			if err := a.store.AddExchange(ex, body); err != nil {
				c.fail(err)
			}
		},
	}
}

// fail keeps the first error of the record; an audit that cannot write down what
// it sees must stop.
func (c *chromes) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.sink == nil {
		c.sink = err
	}
	if c.stop != nil {
		c.stop()
	}
}

func (c *chromes) onFail(stop func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stop = stop
}

// stopped says why no walk under ctx can go on, nil while it can.
func (c *chromes) stopped(ctx context.Context) error {
	if err := c.err(); err != nil {
		return err
	}
	return ctx.Err()
}

func (c *chromes) err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sink
}

// drop closes the Chrome and adds up what it saw; the caller holds the lock.
func (c *chromes) drop() error {
	b := c.now
	c.now = nil
	// Close waits for the last exchanges, whose sink may want the lock.
	c.mu.Unlock()
	err := b.Close()
	c.mu.Lock()
	n := b.Counts()
	c.counts.Recorded += n.Recorded
	c.counts.Sent += n.Sent
	c.counts.Held += n.Held
	c.counts.BodiesCut += n.BodiesCut
	c.counts.BodiesMissing += n.BodiesMissing
	c.counts.Unreadable += n.Unreadable
	return err
}

func (c *chromes) close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now == nil {
		return nil
	}
	return c.drop()
}

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
// kept it from its end.
func (a *auditing) walk(ctx context.Context, c *chromes, id string, sc scenarios.Scenario, within time.Duration, look func(context.Context, walkTab) error) audit.Journey {
	j := audit.Journey{ID: id, Scenario: sc.Name, Page: sc.Page, Patient: "A", Status: audit.Inconclused, Steps: []audit.Step{}, Started: a.cfg.Now().UTC()}
	wctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	err := a.walkIn(wctx, c, &j, sc, look)
	j.Ended = a.cfg.Now().UTC()
	switch {
	case err == nil:
	case ctx.Err() != nil:
		j.Status, j.Why = audit.Inconclused, "the audit was stopped before this journey ended"
	case wctx.Err() != nil:
		j.Status, j.Why = audit.Inconclused, fmt.Sprintf("the page did not come to an end within %s", within)
	default:
		j.Status, j.Why = audit.Inconclused, plain(err)
	}
	return j
}

func (a *auditing) walkIn(ctx context.Context, c *chromes, j *audit.Journey, sc scenarios.Scenario, look func(context.Context, walkTab) error) (err error) {
	b, err := c.get(ctx)
	if err != nil {
		return err
	}
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
	tab, err := b.NewTab(ctx, browser.TabOptions{Page: sc.Page, Journey: j.ID, Identity: a.identity(), Thanks: a.thanks})
	if err != nil {
		return err
	}
	defer tab.Close()
	wt := walkTab{tab}
	out := scenarios.Walk(ctx, wt, sc, scenarios.WalkConfig{
		Journey: j.ID, PatientID: "A", Submit: string(a.cfg.Submit), Clock: a.cfg.Now, Log: a.cfg.Log.With("journey", j.ID),
		Screenshot: a.store.Screenshot, UploadDir: b.UploadDir(),
	})
	j.Steps, j.Status, j.Why = out.Steps, out.Status, out.Why
	a.typed.add(out.Typed)
	if err := tab.Err(); err != nil {
		return err
	}
	if look != nil {
		if err := look(ctx, wt); err != nil {
			return err
		}
	}
	tab.Step(len(j.Steps) + 1)
	j.Steps = append(j.Steps, audit.Step{Number: len(j.Steps) + 1, Verb: "leave", Target: "the page", Status: "done", At: a.cfg.Now().UTC()})
	return errors.Join(tab.Leave(ctx), tab.Err())
}

// plain says an error to a person, without the machine's prefix where it is known.
func plain(err error) string {
	switch {
	case errors.Is(err, browser.ErrCrashed):
		return browser.ErrCrashed.Error()
	case errors.Is(err, browser.ErrBrowserGone):
		return browser.ErrBrowserGone.Error()
	case errors.Is(err, ErrInterrupted):
		return "it was interrupted"
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

// thanks finds the page that a good submission leads to: one that the form names
// itself, else a confirmation page that the crawl found.
func (a *auditing) thanks(action string, body []byte) string {
	base, err := url.Parse(action)
	if err != nil {
		return ""
	}
	if to := namedThanks(body); to != "" {
		if u, err := base.Parse(to); err == nil && a.first(u.Hostname()) {
			return u.String()
		}
	}
	if to := a.confirmed.Load(); to != nil {
		return *to
	}
	return ""
}

// namedThanks reads the hidden field by which form builders name the page after.
func namedThanks(body []byte) string {
	values, err := url.ParseQuery(string(body))
	if err != nil {
		return ""
	}
	for _, name := range []string{"_next", "_redirect", "redirect", "redirect_url", "redirect_to", "return", "return_url", "retURL", "success_url", "next", "thankyou", "thank_you"} {
		if v := values.Get(name); v != "" && !strings.ContainsAny(v, "\r\n") {
			return v
		}
	}
	return ""
}

// typed gathers, over all journeys, what was typed and chosen.
type typed struct {
	mu  sync.Mutex
	all []audit.Canary
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

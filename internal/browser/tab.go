package browser

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
)

// Tab is one patient's tab in an isolated context of its own: its cookies and
// storage are gone when it is closed. It belongs to one goroutine; only Context
// may be shared.
type Tab struct {
	b      *Browser
	ctx    context.Context
	cancel context.CancelFunc
	visit  *visit
	opened time.Time
}

// TabOptions say whose walk it is.
type TabOptions struct {
	Page, Journey string
	// Consent is what the visitor has answered to the site's banner before.
	Consent audit.Consent
	// Profile is what an earlier tab left in its browser; nil for a new visitor.
	Profile *Profile
	// Identity lists values of the patient; a request that carries one while
	// Hold is on is more than a look.
	Identity []string
	// Thanks gives the address of the page that the site shows after a good
	// submission to action, "" when it is not known. Nil for never known.
	Thanks func(action string, body []byte) string
	// Session is where the tab's cookies and storage are; nil for a context of its own.
	Session *Session
}

// NewTab opens a tab. The context ends when ctx does, when the page crashes, and
// when Chrome is gone; context.Cause says which.
func (b *Browser) NewTab(ctx context.Context, o TabOptions) (*Tab, error) {
	v := newVisit()
	v.now = label{page: o.Page, journey: o.Journey, consent: o.Consent}
	v.thanks = o.Thanks
	if v.thanks == nil {
		v.thanks = func(string, []byte) string { return "" }
	}
	const shortest = 6 // a shorter value is in many an innocent request
	for _, id := range o.Identity {
		if len(id) >= shortest {
			v.identity = append(v.identity, strings.ToLower(id))
		}
	}
	where := chromedp.WithNewBrowserContext()
	if v.session = o.Session; v.session != nil {
		where = chromedp.WithExistingBrowserContext(cdp.BrowserContextID(v.session.context))
		v.sealed = true
	}
	tctx, cancel := chromedp.NewContext(b.root, where)
	t := &Tab{b: b, visit: v, cancel: cancel, opened: time.Now()}
	opened := make(chan error, 1)
	go func() { opened <- chromedp.Do(tctx) }()
	select {
	case err := <-opened:
		if err != nil {
			cancel()
			return nil, t.reason(err)
		}
	case <-b.gone:
		cancel()
		return nil, b.whyGone()
	case <-ctx.Done():
		cancel()
		return nil, ctx.Err()
	}
	c := chromedp.FromContext(tctx)
	v.context, v.target = string(c.BrowserContextID), string(c.Target.TargetID)
	b.rec.adopt(v)
	if v.session != nil {
		t.carry()
	}
	// What a step runs on ends with the visit, the caller and the browser.
	walk, end := context.WithCancelCause(tctx)
	go func() {
		select {
		case <-v.over:
			end(v.err)
		case <-b.gone:
			end(b.whyGone())
		case <-ctx.Done():
			end(ctx.Err())
		case <-walk.Done():
		}
	}()
	t.ctx = walk
	if err := t.restore(ctx, o.Profile); err != nil {
		t.Close()
		return nil, t.reason(err)
	}
	go t.watch()
	b.rec.command("", "Browser.setDownloadBehavior", map[string]any{"behavior": "deny", "browserContextId": v.context})
	return t, nil
}

// adopt makes the recorder know a visit, and gives it the targets that were
// there before.
func (r *recorder) adopt(v *visit) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.visits[v.context] = v
	for _, s := range r.sessions {
		if s.context == v.context {
			v.attached(s, func(string) {})
		}
	}
}

func (t *Tab) reason(err error) error {
	select {
	case <-t.b.gone:
		return errors.Join(t.b.whyGone(), err)
	default:
		return err
	}
}

// Context is the chromedp context that drives the tab.
func (t *Tab) Context() context.Context { return t.ctx }

// Err says why the tab cannot go on: ErrCrashed, ErrBrowserGone, the caller's
// cancellation; nil while it can.
func (t *Tab) Err() error {
	if t.ctx.Err() == nil {
		return nil
	}
	return context.Cause(t.ctx)
}

// Stopped says, in words without values, what of the page was stopped or not
// waited for and so was not seen to its end; nil when there is nothing.
func (t *Tab) Stopped() []string {
	t.visit.mu.Lock()
	defer t.visit.mu.Unlock()
	stops := slices.Clone(t.visit.stops)
	if t.visit.heldFrames > 0 && t.visit.held == t.visit.heldFrames {
		stops = append(stops, "what the form sent over a WebSocket was held, and nobody answers there as the site would: what follows such a submit was not seen")
	}
	return stops
}

// Overloaded reports whether Chrome itself was too busy to answer for a while
// since the tab was opened, with this page or with another.
func (t *Tab) Overloaded() bool { return t.b.pulse.weakSince(t.opened) }

// Step says that from now on exchanges belong to the journey's step n.
func (t *Tab) Step(n int) {
	t.relabel(func(l *label) { l.step = n })
	t.visit.mu.Lock()
	defer t.visit.mu.Unlock()
	clear(t.visit.moves)
	clear(t.visit.awaited)
}

// Consent says what the visitor has answered to the site's banner from now on.
func (t *Tab) Consent(c audit.Consent) { t.relabel(func(l *label) { l.consent = c }) }

// Hold says whether requests that would commit something are held back. Before
// something is pressed, Arm proves that they are.
func (t *Tab) Hold(on bool) {
	t.relabel(func(l *label) { l.holding, l.proven = on, on && l.proven })
	if !on {
		t.b.rec.release(t.visit)
	}
}

// Pass lets out, from true to false, what goes to the practice itself although the hold
// is on, and gives how many requests that were. It is for a step of a form that is
// known not to be its last; other recipients' requests stay held.
func (t *Tab) Pass(on bool) int {
	t.visit.mu.Lock()
	defer t.visit.mu.Unlock()
	passed := t.visit.passed
	t.visit.now.passing, t.visit.passed = on, 0
	return passed
}

// Away says that the page is another site's from now on, to which the practice leads:
// while the hold is on, what goes to anybody who is not known to measure only is held
// as if it went to the practice.
func (t *Tab) Away() { t.relabel(func(l *label) { l.away = true }) }

// Held counts the requests that were held so far.
func (t *Tab) Held() int {
	t.visit.mu.Lock()
	defer t.visit.mu.Unlock()
	return t.visit.held
}

// StoodIn reports whether a page that says nothing stood in for a confirmation page
// of the site's that is not known.
func (t *Tab) StoodIn() bool {
	t.visit.mu.Lock()
	defer t.visit.mu.Unlock()
	return t.visit.stoodIn
}

func (t *Tab) relabel(change func(*label)) {
	t.visit.mu.Lock()
	defer t.visit.mu.Unlock()
	change(&t.visit.now)
}

// FrameTarget is a frame that runs in a process of its own.
type FrameTarget struct{ TargetID, URL string }

// Frames lists the tab's out-of-process frames.
func (t *Tab) Frames() []FrameTarget {
	var out []FrameTarget
	for _, s := range t.visit.ofKind("iframe") {
		out = append(out, FrameTarget{TargetID: s.target, URL: s.url})
	}
	return out
}

// Settling, in the order of what was measured: a page is quiet when nothing has
// been under way for idle; it is not waited for longer than patience.
const (
	idle     = 500 * time.Millisecond
	patience = 8 * time.Second
)

// Settle waits until the tab's network has been quiet for half a second, at the
// longest for eight.
func (t *Tab) Settle(ctx context.Context) error { return t.settle(ctx, idle, patience) }

func (t *Tab) settle(ctx context.Context, quiet, longest time.Duration) error {
	// What an act just now will send has not begun yet: the quiet counts from here.
	began := time.Now()
	return t.until(ctx, longest, func() bool {
		since, nothing := t.visit.quietFor()
		return nothing && min(since, time.Since(began)) >= quiet
	})
}

// until waits until what it is asked holds and all that Chrome told has been
// worked off, and no longer than longest.
func (t *Tab) until(ctx context.Context, longest time.Duration, holds func() bool) error {
	limit := time.NewTimer(longest)
	defer limit.Stop()
	check := time.NewTicker(20 * time.Millisecond) // that something has become quiet is no event
	defer check.Stop()
	for !holds() || !t.b.rec.queue.idle() {
		select {
		case <-limit.C:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-t.ctx.Done():
			return t.Err()
		case <-check.C:
		case <-t.visit.notify:
		}
	}
	return nil
}

// Leave is the last act of a tab: timers of the next half minute run at once
// (virtual time cannot be undone), then the page is left, and what it sends on
// leaving is recorded. It returns when that is over.
func (t *Tab) Leave(ctx context.Context) error {
	if t.Err() == nil {
		t.fastForward(ctx, 30*time.Second)
		if err := t.settle(ctx, 300*time.Millisecond, 3*time.Second); err != nil {
			return err
		}
		select { // of the tab's own start
		case <-t.visit.gone:
		default:
		}
		if err := t.goBlank(ctx); err != nil {
			return err
		}
		return t.drain(ctx)
	}
	return nil
}

// What a page sends on leaving comes with no event that says it is over. It was
// measured to come within goodbye, which is also the time that it gets to go out.
const (
	goodbye    = 700 * time.Millisecond
	noGoodbye  = 300 * time.Millisecond // enough to know that none comes, on an idle machine
	longestBye = 3 * time.Second
)

// drain waits until what the page sends on leaving is over: its frames elsewhere
// are gone, and nothing has left for a while that grows with the time Chrome
// needs to answer.
func (t *Tab) drain(ctx context.Context) error {
	left := time.Now()
	trip := t.roundTrip(ctx)
	return t.until(ctx, longestBye, func() bool {
		last := t.visit.lastChange()
		quiet := max(noGoodbye, 4*trip)
		if last.After(left) {
			quiet = max(goodbye, quiet)
		}
		return len(t.visit.ofKind("iframe")) == 0 && time.Since(left) > quiet && time.Since(last) > quiet
	})
}

// roundTrip measures how long the page needs to answer, goodbye at the longest.
func (t *Tab) roundTrip(ctx context.Context) time.Duration {
	began := time.Now()
	pages := t.visit.ofKind("page")
	answers := make(chan struct{}, len(pages))
	for _, s := range pages {
		t.b.rec.ping(s.id, func() { answers <- struct{}{} })
	}
	limit := time.NewTimer(goodbye)
	defer limit.Stop()
	for range pages {
		select {
		case <-answers:
		case <-limit.C:
		case <-ctx.Done():
		case <-t.ctx.Done():
		}
	}
	return time.Since(began)
}

// blank is where a page is left for.
const blank = "about:blank"

// goBlank leaves the page as a link would: its own process goes on to the blank
// page, and has done all that it does on leaving once that is there. A page that
// does not let itself be led is taken away.
func (t *Tab) goBlank(ctx context.Context) error {
	const patience, force = 4 * time.Second, 10 * time.Second
	for _, s := range t.visit.ofKind("page") {
		t.b.rec.command(s.id, "Runtime.evaluate", map[string]any{"expression": "location.href = '" + blank + "'", "silent": true})
	}
	if left, err := t.waitLeft(ctx, patience); left || err != nil {
		return err
	}
	for _, s := range t.visit.ofKind("page") {
		t.b.rec.command(s.id, "Page.navigate", map[string]any{"url": blank})
	}
	left, err := t.waitLeft(ctx, force)
	switch {
	case err != nil:
		return err
	case left && !t.Overloaded():
		t.visit.stop("the page did not come to the end of what it does on leaving and was taken away")
		return nil
	case left:
		return nil
	case t.Overloaded():
		return ErrOverloaded
	}
	t.visit.stop("the page could not be left, so that what it sends on leaving was not seen")
	return nil
}

// waitLeft waits until the blank page is there, and no longer than patience.
func (t *Tab) waitLeft(ctx context.Context, patience time.Duration) (bool, error) {
	limit := time.NewTimer(patience)
	defer limit.Stop()
	select {
	case <-t.visit.gone:
		return true, nil
	case <-limit.C:
		return false, nil
	case <-t.ctx.Done():
		return false, t.Err()
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

func (t *Tab) fastForward(ctx context.Context, budget time.Duration) {
	sessions := t.visit.ofKind("page", "iframe")
	for _, s := range sessions {
		t.b.rec.command(s.id, "Emulation.setVirtualTimePolicy", map[string]any{"policy": "advance", "budget": budget.Milliseconds()})
	}
	limit := time.NewTimer(2 * time.Second)
	defer limit.Stop()
	for range sessions {
		select {
		case <-t.visit.budget:
		case <-limit.C:
			return
		case <-ctx.Done():
			return
		case <-t.ctx.Done():
			return
		}
	}
}

// Close ends the tab and forgets its cookies. A page that hangs is stopped first.
func (t *Tab) Close() {
	for _, s := range t.visit.ofKind("page", "iframe") {
		t.b.rec.command(s.id, "Runtime.terminateExecution", nil)
	}
	if t.visit.session != nil {
		t.closeWindows()
	}
	t.cancel()
	t.visit.close()
	t.b.rec.queue.wake() // what waited for this
	t.b.rec.forget(t.visit)
}

// forget drops what the recorder knows of a visit that is over.
func (r *recorder) forget(v *visit) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.visits, v.context)
	const grace = 10 * time.Second // beacons and reports of a page come after it
	r.past = slices.DeleteFunc(r.past, func(p *visit) bool {
		if time.Since(p.closedAt()) < grace {
			return false
		}
		for frame, ctx := range r.contexts {
			if ctx == p.context && r.visits[ctx] == nil {
				delete(r.contexts, frame)
				delete(r.frames, frame)
				delete(r.loads, frame)
			}
		}
		return true
	})
	r.past = append(r.past, v)
	for id, s := range r.sessions {
		if s.context == v.context && (v.session == nil || s.kind != "service_worker" && s.kind != "shared_worker") {
			delete(r.sessions, id)
			r.over.add(id)
			delete(r.watched, s.target)
		}
	}
}

package runner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/crawler"
	"github.com/quietroom/quietroom/internal/browser"
	"github.com/quietroom/quietroom/internal/login"
	"github.com/quietroom/quietroom/scenarios"
)

// behind.go is the part of an audit that happens behind the log-in: one session in
// one Chrome, one tab after the other, as the person whose account it is would
// look around. The crawler gets nothing of it; pages are found by the links that
// Chrome shows.

// authenticated is the context of a page behind the log-in.
const authenticated = "authenticated"

// loggedSession is a session and the Chrome that it is in.
type loggedSession struct {
	lease   *lease[*browser.Browser]
	browser *browser.Session
}

// area is what is known of the pages behind the log-in while they are looked at.
type area struct {
	*auditing
	s *loggedSession
	// queue are the addresses to visit, known those that are or were in it, by identity.
	queue []crawler.Link
	known map[string]bool
	// numbers are the places of the area's pages in the run.
	numbers []int
	from    int // journeys before
	ended   string
	walks   []*walked
	asked   int // pages in a row that asked for a log-in
}

// doneBehind is what the journal keeps of it.
type doneBehind struct {
	Pages    []audit.Page
	Journeys []audit.Journey
	Skipped  []audit.SkippedURL
	Notes    []string
	Typed    []audit.Canary
}

const keyBehind = "behind the log-in"

// behind logs in and walks what lies behind. It is done as a whole: after a kill
// it begins again, with a new log-in.
func (a *auditing) behind(ctx context.Context) error {
	if a.vault == nil {
		return nil
	}
	var known doneBehind
	switch ok, err := a.store.Recall(keyBehind, &known); {
	case err != nil:
		return err
	case ok:
		a.recallBehind(&known)
		return nil
	}
	pages, journeys, skipped, notes, typed := len(a.run.Pages), len(a.run.Journeys), len(a.run.Coverage.Skipped), len(a.run.Notes), a.typed.count()
	b := &area{auditing: a, known: map[string]bool{}, from: journeys}
	err := b.walk(ctx)
	for _, w := range b.walks {
		for _, t := range w.tabs {
			if !t.Flush() {
				a.unread.add(w.Journey.ID)
			}
		}
	}
	if herr := a.hide(); err == nil {
		err = herr
	}
	if err = errors.Join(err, a.chromes.stopped(ctx)); err != nil {
		return err
	}
	done, err := hidden(a.vault, doneBehind{
		Pages: a.run.Pages[pages:], Journeys: a.run.Journeys[journeys:], Skipped: a.run.Coverage.Skipped[skipped:],
		Notes: a.run.Notes[notes:], Typed: a.typed.since(typed),
	})
	if err != nil {
		return err
	}
	if a.unread.any() {
		return nil // whoever resumes the audit does it again
	}
	return a.store.Record(keyBehind, done)
}

func (a *auditing) recallBehind(d *doneBehind) {
	for _, p := range d.Pages {
		a.found.pages = append(a.found.pages, foundPage{crawled: crawler.Page{URL: p.URL}})
	}
	a.run.Pages = append(a.run.Pages, d.Pages...)
	a.run.Journeys = append(a.run.Journeys, d.Journeys...)
	a.run.Coverage.Skipped = append(a.run.Coverage.Skipped, d.Skipped...)
	for _, n := range d.Notes {
		a.note(n)
	}
	a.typed.add(d.Typed)
}

// walk logs in, visits the pages and walks their forms.
func (b *area) walk(ctx context.Context) error {
	first, why, err := b.logIn(ctx)
	if err != nil || first == nil {
		if err == nil {
			b.loginNote(false, 0, why)
		}
		return err
	}
	defer b.leave()
	if first.Seen != nil && !b.cfg.OnlyScenario {
		b.offer(ctx, append([]crawler.Link{{URL: first.Seen.Address}}, first.Seen.Links...))
	}
	var plans []scenarios.Scenario
	for len(b.queue) > 0 && ctx.Err() == nil && b.ended == "" {
		link := b.queue[0]
		b.queue = b.queue[1:]
		if len(b.numbers) >= b.cfg.Login.MaxPages {
			b.skip(link.URL, fmt.Sprintf("%d pages behind the log-in were visited, and no more (login.pages)", b.cfg.Login.MaxPages))
			continue
		}
		w := b.visit(ctx, link.URL)
		if w.Seen != nil {
			b.offer(ctx, w.Seen.Links)
			plans = append(plans, w.Seen.Plans...)
		}
	}
	plans = append(plans, b.scripted(true)...)
	for i, sc := range plans {
		if ctx.Err() != nil || b.ended != "" {
			break
		}
		sc.Patient = b.cfg.Patient
		b.cfg.Progress(Progress{Phase: "walk", Done: i, Total: len(plans), Behind: true})
		w := b.inSession(ctx, b.s, b.id(), sc, b.cfg.longest(sc), nil)
		b.keepJourney(w)
	}
	b.loginNote(true, len(b.numbers), "")
	for _, link := range b.queue {
		b.skip(link.URL, cmp.Or(b.ended, notBegun))
	}
	if b.ended != "" {
		b.note("Behind the log-in not all was looked at: " + b.ended + ".")
	}
	return nil
}

// logIn opens a session and logs in, in the journey "login" of the log-in page. A
// log-in that Chrome, not the site, ended is done once more.
func (b *area) logIn(ctx context.Context) (w *walked, why string, err error) {
	i := b.page(b.cfg.Login.URL)
	if p := &b.run.Pages[i]; p.FoundBy == "login" {
		p.Context, p.Sensitivity = "portal_login", b.data.taxonomy.Sensitivity("portal_login")
		p.Evidence = append(p.Evidence, "it is the log-in page of the site's file")
	}
	if host := hostOf(b.cfg.Login.URL); !b.first(strings.Split(host, ":")[0]) {
		why = fmt.Sprintf("the log-in page is on %s, which is not named as a host of the site: add it to scope", host)
		b.keepJourney(&walked{Journey: audit.Journey{ID: b.id(), Scenario: "login", Page: b.cfg.Login.URL, Consent: audit.ConsentNone, Patient: "A", Status: audit.Inconclused, Why: why, Steps: []audit.Step{}, Started: b.cfg.Now().UTC()}})
		return nil, why, nil
	}
	for b.logins.done < maxLogins && !b.logins.refused {
		if b.s, err = b.open(ctx); err != nil {
			return nil, "", err
		}
		b.cfg.Progress(Progress{Phase: "login", Behind: true})
		w = b.inSession(ctx, b.s, b.id(), scenarios.LoginScenario(b.cfg.Login.URL), 4*b.cfg.PageTimeout, func(ctx context.Context, tab walkTab) (*seen, error) {
			return b.lookAround(ctx, tab, i)
		})
		b.keepJourney(w)
		if loggedIn(&w.Journey) && w.Seen != nil {
			return w, "", nil
		}
		b.leave()
		if why = w.Journey.Why; b.logins.done == 0 || ctx.Err() != nil {
			break
		}
	}
	return nil, why, ctx.Err()
}

// loggedIn reports whether a journey's log-in went well.
func loggedIn(j *audit.Journey) bool {
	return slices.ContainsFunc(j.Steps, func(s audit.Step) bool { return s.Verb == "login" && s.Status == "done" })
}

// open makes a session in a Chrome that stays for it.
func (a *auditing) open(ctx context.Context) (*loggedSession, error) {
	l, err := a.chromes.lease(ctx)
	if err != nil {
		return nil, err
	}
	s, err := l.browser.NewSession(ctx, func(host string) bool {
		bound, _, _ := strings.Cut(a.vault.Host(), ":")
		return strings.EqualFold(host, bound)
	})
	if err != nil {
		a.chromes.release(l)
		return nil, err
	}
	return &loggedSession{lease: l, browser: s}, nil
}

// leave ends the session and gives its Chrome back.
func (b *area) leave() {
	if b.s != nil {
		b.s.browser.Close()
		b.chromes.release(b.s.lease)
		b.s = nil
	}
}

func (b *area) id() string { return fmt.Sprintf("j%04d", len(b.run.Journeys)+1) }

func (b *area) keepJourney(w *walked) {
	b.walks = append(b.walks, w)
	j := w.Journey
	if h, err := hidden(b.vault, j); err == nil {
		j = h
	}
	b.run.Journeys = append(b.run.Journeys, j)
}

// page gives the place in the run of a page behind the log-in, or of the log-in
// page itself. Under a masked address it is put there once.
func (b *area) page(address string) int {
	shown := b.hideText(address)
	id, err := b.found.crawler.Identity(address)
	for i, p := range b.run.Pages {
		if own, oerr := b.found.crawler.Identity(p.URL); p.URL == shown || err == nil && oerr == nil && own == id {
			return i
		}
	}
	b.add(crawler.Page{URL: shown, FoundBy: "login"}, "not visited yet")
	if err == nil {
		b.known[id] = true
	}
	return len(b.run.Pages) - 1
}

// offer takes the links of a page that may be followed and are new. A page that
// everybody sees was visited already.
func (b *area) offer(ctx context.Context, links []crawler.Link) {
	if len(b.known) == 0 || !b.known[""] {
		b.known[""] = true
		for i, p := range b.found.pages {
			if id, err := b.found.crawler.Identity(p.crawled.URL); err == nil && !b.shut(i) {
				b.known[id] = true
			}
		}
		// What the crawl left out, everybody sees too.
		for _, s := range b.run.Coverage.Skipped {
			if id, err := b.found.crawler.Identity(s.URL); err == nil {
				b.known[id] = true
			}
		}
	}
	for _, l := range links {
		id, err := b.found.crawler.Identity(l.URL)
		if err != nil || b.known[id] {
			continue
		}
		address, why := b.found.crawler.Allow(ctx, l)
		if address == "" {
			continue
		}
		b.known[id] = true
		if why != "" {
			b.skip(address, why)
			continue
		}
		b.queue = append(b.queue, crawler.Link{URL: address})
	}
}

// shut reports whether page i, as everybody sees it, is none: the site asked for a
// log-in instead, or answered with an error.
func (b *area) shut(i int) bool {
	p := b.found.pages[i]
	if b.run.Pages[i].Status == 401 || b.run.Pages[i].Status == 403 {
		return true
	}
	if p.shown == nil {
		return false
	}
	own, err1 := b.found.crawler.Identity(p.crawled.URL)
	ended, err2 := b.found.crawler.Identity(p.shown.Address)
	asks, err3 := b.found.crawler.Identity(b.cfg.Login.URL)
	return err1 == nil && err2 == nil && err3 == nil && own != ended && ended == asks
}

func (b *area) skip(address, why string) {
	s := audit.SkippedURL{URL: b.hideText(address), Reason: why, From: b.hideText(b.cfg.Login.URL)}
	if !slices.Contains(b.run.Coverage.Skipped, s) {
		b.run.Coverage.Skipped = append(b.run.Coverage.Skipped, s)
	}
}

// visit visits one page of the area.
func (b *area) visit(ctx context.Context, address string) *walked {
	i := b.page(address)
	b.numbers = append(b.numbers, i)
	b.cfg.Progress(Progress{Phase: "visit", Done: len(b.numbers) - 1, Total: len(b.numbers) + len(b.queue), Behind: true})
	asks := false
	w := b.inSession(ctx, b.s, b.id(), scenarios.VisitScenario(audit.Page{URL: address}), b.cfg.PageTimeout, func(ctx context.Context, tab walkTab) (*seen, error) {
		saw, err := b.lookBehind(ctx, tab, i, address)
		asks = saw != nil && saw.AsksLogin
		return saw, err
	})
	if asks && b.thrownOut(address, w.Seen.Address) {
		b.ended = "the site ended the session and asked for a new log-in"
		w.Journey.Status, w.Journey.Why = audit.Inconclused, "the page asked for a log-in: the session had ended"
		w.Seen = nil
	}
	select {
	case <-b.s.lease.browser.Done():
		b.ended = "Chrome ended, and the session with it"
	default:
	}
	b.keepJourney(w)
	if w.Seen != nil {
		shown := *w.Seen
		if h, err := hidden(b.vault, shown); err == nil {
			shown = h
		}
		b.found.pages[i].shown = &shown
	}
	b.classify(&b.run.Pages[i], i)
	if !asks {
		b.asked = 0
		b.enclose(&b.run.Pages[i])
	}
	return w
}

// thrownOut reports whether a page that asks for a log-in says that the session has
// ended: it is the log-in page, or not the one that was wanted. One page may have a
// form to log in somewhere else; two in a row have not.
func (b *area) thrownOut(wanted, got string) bool {
	id := func(address string) string {
		s, err := b.found.crawler.Identity(address)
		if err != nil {
			return address
		}
		return s
	}
	b.asked++
	return id(got) == id(b.cfg.Login.URL) || id(got) != id(wanted) || b.asked > 1
}

// lookBehind is lookAround for a page of the session.
func (b *area) lookBehind(ctx context.Context, tab walkTab, i int, address string) (saw *seen, err error) {
	saw, err = b.lookAround(ctx, tab, i)
	if saw != nil {
		// A new password would lock the account's owner out.
		saw.Plans = slices.DeleteFunc(saw.Plans, func(sc scenarios.Scenario) bool {
			return slices.ContainsFunc(sc.Steps, func(st scenarios.PlannedStep) bool { return st.Kind == audit.KindPassword })
		})
		for n := range saw.Plans { // which were made for the masked address
			saw.Plans[n].Page, saw.Plans[n].Steps[0].Target = address, address
		}
	}
	return saw, err
}

// enclose gives a page behind the log-in its context, unless the practice says
// what it is.
func (b *area) enclose(p *audit.Page) {
	if len(p.Evidence) > 0 && len(p.Evidence[0]) > 19 && p.Evidence[0][:19] == "set by the practice" {
		return
	}
	p.Context, p.Sensitivity = authenticated, max(p.Sensitivity, b.data.taxonomy.Sensitivity(authenticated))
	p.Evidence = append(slices.Clone(p.Evidence), "it was found behind the log-in")
}

// wasBehind reports whether the audit was let in anywhere.
func (a *auditing) wasBehind() bool {
	return slices.ContainsFunc(a.run.Journeys, func(j audit.Journey) bool { return loggedIn(&j) })
}

// accountHits adds to what was found in an exchange what of the test account could
// not be put on record masked, and leaves out what the account's own host got.
func (a *auditing) accountHits(ex *audit.Exchange, hits []audit.Hit) []audit.Hit {
	account := func(h audit.Hit) bool { return h.Type == audit.HitCanary && h.Patient == login.Owner }
	if own, err := login.HostOf(ex.URL); err == nil && own == a.bound && ex.Party == audit.ThirdParty {
		return slices.DeleteFunc(slices.Clone(hits), account)
	}
	if len(ex.Withheld) == 0 {
		return hits
	}
	out := slices.Clone(hits)
	for _, k := range ex.Hidden {
		if !slices.ContainsFunc(hits, func(h audit.Hit) bool { return h.Kind == k && account(h) }) {
			out = append(out, audit.Hit{Type: audit.HitCanary, Rule: "canary", Kind: k, Patient: login.Owner, Strength: audit.Proof, Place: ex.Withheld[0], Excerpt: "‹withheld›"})
		}
	}
	return out
}

// findLogin adds the log-in page to the pages that everybody sees, if it is one of
// the site and the crawl did not come upon it.
func (a *auditing) findLogin(ctx context.Context) error {
	if a.vault == nil || !a.found.crawler.InScope(a.cfg.Login.URL) {
		return nil
	}
	res, err := a.explore(keyLogin+" page", func() (*crawler.Result, error) {
		return a.found.crawler.Extend(ctx, a.run.Site, []crawler.Link{{URL: a.cfg.Login.URL}})
	})
	if res != nil {
		a.take(res)
	}
	return err
}

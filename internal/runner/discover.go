package runner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"sync"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/judge"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/crawler"
	"github.com/quietroom/quietroom/scenarios"
)

// discovery is what is known of the site's pages, in the order found.
type discovery struct {
	crawler *crawler.Crawler
	// pages goes with Run.Pages, index by index.
	pages  []foundPage
	public judge.Public
}

// foundPage is a page as the crawler read it and, once visited, as Chrome showed it.
type foundPage struct {
	crawled crawler.Page
	shown   *seen
}

// seen is what a visit saw of its page.
type seen struct {
	// Later says that a page was seen before, in another state of consent: it is placed
	// by what was seen first.
	Later bool `json:",omitempty"`
	// Address is where the visit ended: a script may have led on.
	Address string
	// Signals place the page; their URL is empty.
	Signals pages.Signals
	// Forms counts the page's forms, Plans are the journeys that fill them.
	Forms int
	Plans []scenarios.Scenario
	// AsksLogin is true for a page that asks for a password to come in.
	AsksLogin bool
	// Links are where the page leads, also by scripts alone.
	Links []crawler.Link
	// Calls are what it calls a patient to.
	Calls []scenarios.Call `json:",omitempty"`
}

// prepare makes the crawler, which checks the site's address and scope. The
// caller closes the transport's idle connections.
func (a *auditing) prepare() (*http.Transport, error) {
	base, err := a.cfg.Access.Transport()
	if err != nil {
		return nil, err
	}
	var c *crawler.Crawler
	c, err = crawler.New(crawler.Config{
		Start: cmp.Or(a.cfg.start, a.cfg.Site), Scope: a.cfg.Scope, MaxPages: a.cfg.MaxPages, Delay: a.cfg.Delay, UserAgent: a.cfg.Access.UserAgent, IgnoreRobots: a.cfg.IgnoreRobots,
		Transport: a.cfg.Access.ForHosts(func(h string) bool { return c.HostInScope(h) }, base), Log: a.cfg.Log,
		Progress: func(found, _ int, url string) {
			a.cfg.Progress(Progress{Phase: "crawl", Done: found, Page: url})
		},
	})
	if err != nil {
		return nil, err
	}
	a.found = &discovery{crawler: c}
	a.party(append([]string{a.cfg.Site}, a.cfg.Scope...))
	if err := a.ownAddresses(); err != nil {
		return nil, err
	}
	return base, nil
}

// crawl finds the pages with plain GETs. A site that stops us keeps what was found.
func (a *auditing) crawl(ctx context.Context) error {
	res, err := a.explore(keyCrawl, func() (*crawler.Result, error) { return a.found.crawler.Crawl(ctx) })
	if res != nil {
		if len(res.Pages) > 0 {
			a.run.Site, a.run.Scope = res.Site, res.Scope
			a.party(res.Scope)
		}
		a.take(res)
	}
	if err == nil {
		err = a.findLogin(ctx)
	}
	return err
}

// take adds what a crawl found to the run.
func (a *auditing) take(res *crawler.Result) {
	for _, p := range res.Pages {
		a.add(p, "not visited yet")
	}
	for _, f := range res.Failed {
		if res.Stopped != "" {
			// A host that asked us to stop is not asked again by Chrome.
			a.run.Coverage.Skipped = append(a.run.Coverage.Skipped, audit.SkippedURL{URL: f.URL, Reason: f.Reason, From: f.From})
			continue
		}
		a.add(f.Page, f.Reason)
	}
	pub := &a.found.public
	pub.Emails = append(pub.Emails, res.Public.Emails...)
	pub.Phones = append(pub.Phones, res.Public.Phones...)
	pub.Names = append(pub.Names, res.Public.Names...)
	a.run.Coverage.Skipped = append(a.run.Coverage.Skipped, res.Skipped...)
	if res.Stopped != "" {
		a.halts = append(a.halts, res.Stopped)
	}
	for _, n := range append(res.Notes, res.Stopped) {
		if n != "" {
			a.note(n)
		}
	}
}

// add puts a page into the run; why stands there until it is judged.
func (a *auditing) add(p crawler.Page, why string) {
	a.found.pages = append(a.found.pages, foundPage{crawled: p})
	page := audit.Page{
		URL: p.URL, Title: p.Title, Status: p.Status, FoundBy: p.FoundBy, Aliases: p.Aliases,
		Evidence: []string{}, Contacts: []audit.Contact{}, Why: why,
	}
	a.classify(&page, len(a.found.pages)-1)
	a.run.Pages = append(a.run.Pages, page)
}

func (a *auditing) note(n string) {
	for _, have := range a.run.Notes {
		if have == n {
			return
		}
	}
	a.run.Notes = append(a.run.Notes, n)
}

// classify decides the page's context from all that is known of it.
func (a *auditing) classify(page *audit.Page, i int) {
	a.place(page, a.found.pages[i].crawled, a.found.pages[i].shown)
}

func (a *auditing) place(page *audit.Page, crawled crawler.Page, shown *seen) {
	s := pages.Signals{Title: crawled.Title, H1: crawled.H1, Schema: crawled.Schema, Canonical: crawled.Canonical, Language: crawled.Language}
	if shown != nil {
		s = shown.Signals
		page.Title, page.Forms = s.Title, shown.Forms
	}
	s.URL = page.URL
	d := a.data.taxonomy.Classify(s, a.data.rules.Topic)
	page.Context, page.Sensitivity, page.Evidence = d.Context, d.Sensitivity, d.Evidence
	if page.Evidence == nil {
		page.Evidence = []string{}
	}
}

// signals are what an inventory says of the page's context.
func signals(inv *scenarios.Inventory) pages.Signals {
	s := pages.Signals{Title: inv.Title, H1: inv.H1, Canonical: inv.Canonical, Language: inv.Language, Schema: inv.Schema, FrameHosts: inv.FrameHosts}
	for n, form := range inv.Forms {
		for _, c := range form.Controls {
			if c.Visible {
				s.Controls = append(s.Controls, pages.Control{Name: c.Name, ID: c.ID, Type: c.Type, Autocomplete: c.Autocomplete, Label: c.Label, Placeholder: c.Placeholder, Form: n})
			}
		}
	}
	return s
}

// browse visits every page in Chrome, follows what only scripts link, then walks
// the forms. An exchange that cannot be written down ends it.
func (a *auditing) browse(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	a.chromes.onFail(stop)
	err := a.beginnings(ctx)
	if err != nil {
		stop()
	}
	for n, state := range a.cfg.Consent {
		serr := a.inState(ctx, state, n == 0)
		if err == nil {
			err = serr
		}
		if err != nil {
			stop() // what is planned is not walked, and its pages know it
		}
	}
	if err == nil {
		err = a.behind(ctx)
	}
	return err
}

// settleChrome ends Chrome and notes what its recorder counted. It gives back
// cause, with what went wrong since.
func (a *auditing) settleChrome(cause error) error {
	c := a.chromes
	cause = errors.Join(cause, c.close())
	a.keeping.Wait()
	a.unread.into(a.run.Journeys)
	if err := c.err(); err != nil && !errors.Is(cause, err) {
		cause = errors.Join(cause, err)
	}
	n := c.account
	cov := &a.run.Coverage
	cov.RequestsSent, cov.RequestsRecorded, cov.SubmitsHeld = n.Sent, n.Recorded, n.Held
	cov.KeptBack = n.KeptBack
	if t := a.run.Trial; t != nil {
		t.Documents, t.Refused = n.Documents, refusals(n.Refused)
	}
	cov.BodiesCut, cov.BodiesMissing = n.BodiesCut, n.BodiesMissing
	cov.SeenByBoth, cov.AttemptedOnly, cov.WireExplained, cov.ChromesOwn = n.Both, n.Attempted, n.Explained, n.Own
	cov.Unexplained = append(cov.Unexplained, n.Gaps...)
	cov.Certification, cov.CertificationWhy = "verified", n.Certificate.Why
	if !n.Certificate.Verified {
		cov.Certification = "unverified"
	}
	if n.LogsCut > 0 {
		a.note(fmt.Sprintf("Of the audit's Chromes, %d ended before closing the network log. What was walked there was read from it before that, or is inconclusive.", n.LogsCut))
	}
	if n.Unreadable > 0 {
		cov.Unexplained = append(cov.Unexplained, audit.Gap{What: fmt.Sprintf("%d messages of Chrome could not be read, so what they told is not on record", n.Unreadable)})
	}
	return cause
}

// visitAll visits the pages in rounds: a round's rendered pages can show
// addresses that the crawl could not see, which make the next.
func (a *auditing) visitAll(ctx context.Context, c *chromes, who *visitor) error {
	for from := 0; from < len(a.run.Pages); {
		to := len(a.run.Pages)
		visits := make([]*walked, to-from)
		news := Progress{Phase: "visit", Done: from, Total: to, State: who.consent}
		a.each(ctx, to-from, news, func(n int) {
			i := from + n
			page := a.run.Pages[i]
			visits[n] = a.journey(ctx, who, who.id(i+1), scenarios.VisitScenario(page), a.cfg.PageTimeout, func(ctx context.Context, tab walkTab) (*seen, error) {
				return a.lookAround(ctx, tab, i)
			})
		})
		links := make([][]crawler.Link, to-from)
		for n, v := range visits {
			if v == nil {
				continue // stopped before it began
			}
			i := from + n
			a.run.Journeys = append(a.run.Journeys, v.Journey)
			if v.Seen != nil {
				shown := *v.Seen // the original may be on its way to the journal
				links[n], shown.Links = shown.Links, nil
				a.found.pages[i].shown = &shown
			}
			a.classify(&a.run.Pages[i], i)
		}
		a.placed()
		if err := c.stopped(ctx); err != nil {
			return err
		}
		if err := a.store.SaveRun(a.run); err != nil {
			return err
		}
		for n, ls := range links {
			page := a.run.Pages[from+n].URL
			res, err := a.explore(fmt.Sprintf("%s %d %s", keyLinks, from+n+1, page), func() (*crawler.Result, error) { return a.found.crawler.Extend(ctx, page, ls) })
			if res != nil {
				a.take(res)
			}
			if err != nil {
				return err
			}
		}
		from = to
	}
	return c.stopped(ctx)
}

// lookAround takes the inventory of the visited page i, plans the journeys of its
// forms, and finds its links, also those that only scripts follow.
func (a *auditing) lookAround(ctx context.Context, tab walkTab, i int) (*seen, error) {
	inv, err := scenarios.Inspect(ctx, tab)
	if err != nil {
		return nil, err
	}
	if err := a.stayed(inv.URL); err != nil {
		return nil, err
	}
	saw := &seen{Address: inv.URL, Signals: signals(inv), Forms: len(inv.Forms), AsksLogin: inv.AsksLogin(), Links: make([]crawler.Link, 0, len(inv.Links))}
	page := a.run.Pages[i]
	a.place(&page, a.found.pages[i].crawled, saw)
	if a.cfg.inspected != nil {
		a.cfg.inspected(page, inv)
	}
	if a.cfg.OnlyScenario || a.cfg.inspected != nil {
		return saw, nil
	}
	saw.Plans = scenarios.Plan(page, inv, a.cfg.Patient)
	if saw.Calls, err = a.calls(ctx, tab, inv, saw.Plans); err != nil {
		return saw, err
	}
	for _, l := range inv.Links {
		saw.Links = append(saw.Links, crawler.Link(l))
	}
	scripted, err := scenarios.ScriptedLinks(ctx, tab)
	for _, l := range scripted {
		saw.Links = append(saw.Links, crawler.Link{URL: l})
	}
	return saw, err
}

// stayed gives an error when a page that was visited is no page of the site now:
// another site's forms are not ours to fill.
func (a *auditing) stayed(now string) error {
	u, err := url.Parse(now)
	switch {
	case err != nil || u.Scheme == "chrome-error":
		return errors.New("Chrome could not load the page and showed an error of its own")
	case u.Host == "":
		return fmt.Errorf("the page left for %.40q by itself", now)
	case !a.first(u.Hostname()):
		return fmt.Errorf("the page leads to another site by itself, %.100q; what is there was not walked", u.Host)
	}
	return nil
}

// walkForms walks the journeys that were planned for the forms of every page.
func (a *auditing) walkForms(ctx context.Context, c *chromes, who *visitor, first bool) error {
	a.confirmation()
	var plans []scenarios.Scenario
	for i, p := range a.found.pages {
		if p.shown == nil {
			continue
		}
		if of := a.sameAs(i); of != i {
			if !first {
				continue
			}
			page := &a.run.Pages[i]
			page.Forms = 0
			page.Evidence = append(page.Evidence, fmt.Sprintf("a script of it leads to %s, where its forms were filled", a.run.Pages[of].URL))
			continue
		}
		for _, sc := range p.shown.Plans {
			sc.Patient = a.cfg.Patient
			plans = append(plans, sc)
		}
	}
	plans = append(plans, a.scripted(false)...)
	more, err := a.fromLibrary(plans, first)
	if err != nil {
		return err
	}
	plans = append(plans, more...)
	journeys := make([]*walked, len(plans))
	base := len(a.run.Pages) // whose visits have the numbers before
	if first {
		base = len(a.run.Journeys) - who.tries
	}
	id := func(n int) string { return who.id(base + n + 1) }
	a.each(ctx, len(plans), Progress{Phase: "walk", Total: len(plans), State: who.consent}, func(n int) {
		journeys[n] = a.journey(ctx, who, id(n), plans[n], a.cfg.longest(plans[n]), nil)
	})
	for n, w := range journeys {
		if w == nil {
			w = &walked{Journey: audit.Journey{
				ID: id(n), Scenario: plans[n].Name, Page: plans[n].Page, Consent: who.consent, Patient: "A",
				Status: audit.NotAttempted, Why: notBegun, Steps: []audit.Step{}, Started: a.cfg.Now().UTC(),
			}}
		}
		a.run.Journeys = append(a.run.Journeys, w.Journey)
	}
	return c.stopped(ctx)
}

// sameAs gives the page whose forms are those that the visit of page i came to,
// i itself when there is none: scripts lead several addresses to one page, and
// nothing is filled twice in the same state. An address alone is no proof, because
// scripts write what they like there: what was seen must be the same too.
func (a *auditing) sameAs(i int) int {
	ended := func(n int) string {
		id, err := a.found.crawler.Identity(a.found.pages[n].shown.Address)
		if err != nil {
			return a.found.pages[n].shown.Address
		}
		return id
	}
	own := func(n int) bool {
		id, err := a.found.crawler.Identity(a.run.Pages[n].URL)
		return err == nil && id == ended(n)
	}
	if len(a.found.pages[i].shown.Plans) == 0 || own(i) {
		return i
	}
	first := i
	for n, p := range a.found.pages {
		if n == i || p.shown == nil || ended(n) != ended(i) || !p.shown.alike(a.found.pages[i].shown) {
			continue
		}
		if own(n) {
			return n
		}
		first = min(first, n)
	}
	return first
}

// alike reports whether two visits saw the same page with the same forms.
func (s *seen) alike(o *seen) bool {
	return reflect.DeepEqual(s.Signals, o.Signals) && slices.EqualFunc(s.Plans, o.Plans, func(p, q scenarios.Scenario) bool {
		// The first step is to go there, under the address at hand.
		return p.Form == q.Form && slices.Equal(p.Steps[1:], q.Steps[1:])
	})
}

// each runs do for 0..n-1 on the configured number of goroutines, in order of
// start, and stops starting when ctx ends. The news is told at the start, and again
// with one more done whenever one is over.
func (a *auditing) each(ctx context.Context, n int, news Progress, do func(i int)) {
	var wg sync.WaitGroup
	var telling sync.Mutex
	next := make(chan int)
	a.chromes.expect(n)
	a.cfg.Progress(news)
	for range min(a.cfg.Parallel, max(n, 1)) {
		wg.Go(func() {
			for i := range next {
				do(i)
				telling.Lock()
				news.Done++
				a.cfg.Progress(news)
				telling.Unlock()
			}
		})
	}
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		select {
		case next <- i:
		case <-ctx.Done():
		}
	}
	close(next)
	wg.Wait()
}

// confirmation notes the confirmation page that the crawl found, if any.
func (a *auditing) confirmation() {
	for _, p := range a.run.Pages {
		if p.Context == "confirmation" {
			u := p.URL
			a.confirmed.Store(&u)
			return
		}
	}
}

// hostOf gives an address's host, "" for none.
func hostOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Host
}

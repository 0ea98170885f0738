package crawler

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/internal/access"
)

// maxHops bounds the redirects of one address.
const maxHops = 10

const cutShort = "the crawl was cut short before it was looked at"

// landing is where an address led.
type landing struct {
	url    *url.URL
	via    []*url.URL // what redirected there, in order
	known  int        // the number of the page that it is, 0 when it was not found before
	waited bool       // the last hop was itself waiting for its turn
	answer *answer
}

// begin fetches the start page, adopts the origin it leads to, and reads the
// sitemaps.
func (c *Crawler) begin(ctx context.Context) error {
	e := entry{url: c.start, id: identity(c.start), foundBy: "start"}
	c.states.set(e.id, done)
	l, err := c.follow(ctx, withoutRoute(e.url), true)
	if err != nil {
		return startError(err)
	}
	c.start = l.url
	c.scope.add(l.url, true)
	c.keep(l, e)
	if routed(e.url) {
		c.keepRoute(ctx, e)
	}
	return c.sitemaps(ctx)
}

// startError adds what would be right.
func startError(err error) error {
	switch {
	case errors.Is(err, ErrRobots):
		return fmt.Errorf("%w; the site's operator can allow %q there", err, robotsName)
	case errors.Is(err, ErrOffSite):
		return fmt.Errorf("%w; audit that address, or name its host with --scope", err)
	case errors.Is(err, ErrNotHTML):
		return fmt.Errorf("%w; give the address of a page", err)
	}
	return err
}

// run takes the addresses that wait, one after the other, until none is left or
// the budget is used up.
func (c *Crawler) run(ctx context.Context) error {
	// Broken links and redirects cost requests too; they must not cost endlessly.
	maxFetched := 4*c.cfg.MaxPages + 200
	for {
		e, ok := c.pop()
		if !ok {
			return ctx.Err()
		}
		switch {
		case ctx.Err() != nil:
			c.skip(e.url.String(), cutShort, e.from)
		case len(c.pages) >= c.cfg.MaxPages:
			c.skip(e.url.String(), fmt.Sprintf("the budget of %d pages (--pages) was used up", c.cfg.MaxPages), e.from)
		case c.fetched >= maxFetched:
			c.skip(e.url.String(), fmt.Sprintf("%d requests were made for the %d pages of the budget (--pages), and no more", maxFetched, c.cfg.MaxPages), e.from)
		case routed(e.url):
			c.keepRoute(ctx, e)
		default:
			c.visit(ctx, e)
		}
	}
}

// visit fetches one address and keeps the page that it is.
func (c *Crawler) visit(ctx context.Context, e entry) {
	l, err := c.follow(ctx, e.url, false)
	if ctx.Err() != nil {
		c.skip(e.url.String(), cutShort, e.from)
		return
	}
	if err == nil {
		c.keep(l, e)
		return
	}
	if errors.Is(err, ErrNotHTML) && len(l.via) == 0 {
		return // a file, and no page that anybody missed
	}
	reason := sentence(err)
	if unread(err) {
		c.failed = append(c.failed, Failure{
			Page: Page{URL: e.url.String(), FoundBy: e.foundBy, From: e.from, Status: statusOf(err)}, Reason: reason,
		})
		return
	}
	if len(l.via) > 0 && !errors.Is(err, ErrOffSite) {
		if l.waited {
			c.skip(l.url.String(), reason, e.url.String())
		}
		reason = fmt.Sprintf("it redirects to %s: %s", l.url, reason)
	}
	c.skip(e.url.String(), reason, e.from)
}

// unread reports whether there is, or may be, a page behind the error that nobody
// has seen. An address that is not there is none.
func unread(err error) bool {
	var reach *ReachError
	if errors.As(err, &reach) {
		return true
	}
	status := statusOf(err)
	return status != 0 && status != http.StatusNotFound && status != http.StatusGone
}

func statusOf(err error) int {
	var status *StatusError
	if errors.As(err, &status) {
		return status.Status
	}
	return 0
}

// sentence words an error as the reason for a skipped address.
func sentence(err error) string {
	var status *StatusError
	if errors.As(err, &status) {
		return "it answered " + statusName(status.Status)
	}
	return err.Error()
}

// follow fetches u and follows its redirects. With adopt, as for the start page,
// they may lead to another origin of the same practice.
func (c *Crawler) follow(ctx context.Context, u *url.URL, adopt bool) (landing, error) {
	l := landing{url: u}
	chain := map[string]bool{identity(u): true}
	for range maxHops + 1 {
		if err := c.permit(ctx, l.url); err != nil {
			return l, err
		}
		a, err := c.get(ctx, l.url)
		if err != nil {
			return l, err
		}
		next, ok := redirect(a.status, a.header, l.url)
		if !ok {
			l.answer = a
			return l, landed(l.url, a)
		}
		if !c.scope.holds(next) {
			if !adopt || !sameSite(l.url, next) {
				return l, fmt.Errorf("%s %w, %s", l.url, ErrOffSite, access.Authority(next))
			}
			c.scope.add(next, false)
		}
		l.via = append(l.via, l.url)
		l.url = next
		id := identity(next)
		if chain[id] {
			continue // the same page, now with a cookie, a slash or a case it likes better
		}
		chain[id] = true
		if known, err := c.enter(next, id, &l); known || err != nil {
			return l, err
		}
	}
	return l, fmt.Errorf("it redirects more than %d times", maxHops)
}

// enter decides about the next hop of a redirect: is it a known page, may it be
// visited.
func (c *Crawler) enter(u *url.URL, id string, l *landing) (known bool, err error) {
	if p := c.byID.get(id); p != 0 {
		l.known = p
		return true, nil
	}
	if w := destructive(u, ""); w != "" {
		return false, errors.New(damageReason(w))
	}
	l.waited = false
	switch c.states.get(id) {
	case done, refused:
		return false, errors.New("that address was not audited")
	case queued:
		l.waited = true
	case unseen:
		if why := c.admit(u); why != "" {
			return false, errors.New(why)
		}
	}
	c.states.set(id, done)
	return false, nil
}

// landed gives the error of an answer that is no page.
func landed(u *url.URL, a *answer) error {
	if a.status < 200 || a.status >= 300 {
		return &StatusError{u.String(), a.status}
	}
	if !a.html {
		t := neat(a.contentType, 80)
		if t == "" {
			t = "something without a content type"
		}
		return fmt.Errorf("%s is %w but %s", u, ErrNotHTML, t)
	}
	return nil
}

// keep makes a page of what was fetched, or an alias of the page that it
// duplicates, and offers its links.
func (c *Crawler) keep(l landing, e entry) {
	if l.known != 0 {
		c.alias(l.known, l.via)
		return
	}
	d := read(l.url, l.answer.contentType, l.answer.body)
	sum := sha256.Sum256(l.answer.body)
	body := hex.EncodeToString(sum[:])
	// Shells that scripts fill look all the same to us and differ in the browser.
	filled := len(strings.TrimSpace(d.text)) >= shellText
	if p := c.byBody.get(body); p != 0 && filled {
		c.alias(p, append(l.via, l.url))
		return
	}
	if p := c.twinOf(d); p != 0 && filled {
		c.alias(p, append(l.via, l.url))
	} else {
		p := c.page(l, e, d)
		c.byBody.set(body, p)
		if d.canonical != "" {
			key := nameOf(d)
			c.byName.set(key, append(c.byName.get(key), twin{p, len(d.text)}))
		}
	}
	for _, k := range d.links {
		c.offerFrom(l.url, d.base, k, "link")
	}
}

// page records a new page and gives its number.
func (c *Crawler) page(l landing, e entry, d *document) int {
	mediaType, _, _ := strings.Cut(l.answer.contentType, ";")
	p := &Page{
		URL: l.url.String(), Title: d.title, H1: d.h1, Canonical: d.canonical, Language: d.language,
		FoundBy: e.foundBy, From: e.from, Status: l.answer.status, ContentType: neat(strings.ToLower(mediaType), 80),
		Schema: d.schema, Facts: d.facts,
	}
	if len(l.via) > 0 && e.foundBy != "start" {
		p.FoundBy = "redirect"
	}
	c.pages = append(c.pages, p)
	n := len(c.pages)
	c.byID.set(identity(l.url), n)
	c.alias(n, l.via)
	return n
}

// alias records further addresses of a page.
func (c *Crawler) alias(n int, urls []*url.URL) {
	p := c.pages[n-1]
	for _, u := range urls {
		if id := identity(u); c.byID.get(id) == 0 {
			c.byID.set(id, n)
		}
		if s := u.String(); s != p.URL && !slices.Contains(p.Aliases, s) && len(p.Aliases) < maxFacts {
			p.Aliases = append(p.Aliases, s)
		}
	}
}

// twin is a page that others with its canonical address may duplicate.
type twin struct {
	Page int // its number
	Text int // bytes
}

func nameOf(d *document) string {
	u, err := resolve(nil, d.canonical)
	if err != nil {
		return ""
	}
	return identity(u) + "\x00" + d.title + "\x00" + d.h1
}

// twinOf gives the page that d duplicates by its own word: the same canonical
// address, title and heading, and about as much text. The canonical address
// alone is not enough: sites point it at the front page from everywhere.
func (c *Crawler) twinOf(d *document) int {
	if d.canonical == "" || d.title == "" && d.h1 == "" {
		return 0
	}
	for _, t := range c.byName.get(nameOf(d)) {
		if diff := t.Text - len(d.text); 10*max(diff, -diff) <= t.Text {
			return t.Page
		}
	}
	return 0
}

// withoutRoute gives the address that a server sees.
func withoutRoute(u *url.URL) *url.URL {
	out := *u
	out.Fragment, out.RawFragment = "", ""
	return &out
}

// keepRoute makes a page of a script router's address: the server sends the
// same document for all of them, so it is asked for it once.
func (c *Crawler) keepRoute(ctx context.Context, e entry) {
	plain := withoutRoute(e.url)
	id := identity(plain)
	if c.byID.get(id) == 0 && c.states.get(id) != done && c.states.get(id) != refused {
		c.states.set(id, done)
		c.visit(ctx, entry{url: plain, id: id, foundBy: e.foundBy, from: e.from})
	}
	n := c.byID.get(id)
	if n == 0 {
		c.skip(e.url.String(), "the document that its script runs in was not audited", e.from)
		return
	}
	if c.byID.get(e.id) != 0 || len(c.pages) >= c.cfg.MaxPages {
		if c.byID.get(e.id) == 0 {
			c.skip(e.url.String(), fmt.Sprintf("the budget of %d pages (--pages) was used up", c.cfg.MaxPages), e.from)
		}
		return
	}
	shell := c.pages[n-1]
	p := &Page{
		URL: e.url.String(), Title: shell.Title, Language: shell.Language, FoundBy: e.foundBy, From: e.from,
		Status: shell.Status, ContentType: shell.ContentType,
	}
	c.pages = append(c.pages, p)
	c.byID.set(e.id, len(c.pages))
}

func damageReason(word string) string {
	return fmt.Sprintf("it was never visited: %q in its address or link could end a session or destroy something", word)
}

// offer considers a link of the page (or sitemap) from.
func (c *Crawler) offer(from *url.URL, l link, foundBy string) { c.offerFrom(from, from, l, foundBy) }

// offerFrom considers a link that is relative to base.
func (c *Crawler) offerFrom(from, base *url.URL, l link, foundBy string) {
	u, err := resolve(base, l.ref)
	if errors.Is(err, errLong) && !strings.HasPrefix(strings.ToLower(l.ref), "data:") && !strings.HasPrefix(strings.ToLower(l.ref), "javascript:") {
		c.skip(short(l.ref, 200), "it is "+errLong.Error(), from.String())
	}
	if err != nil {
		return
	}
	u = clean(u)
	if !c.scope.holds(u) {
		c.offScope(from, u)
		return
	}
	if asset(u) {
		return
	}
	id := identity(u)
	st := c.states.get(id)
	if w := destructive(u, l.text); w != "" && st != done && st != refused {
		c.states.set(id, refused)
		c.skip(u.String(), damageReason(w), from.String())
		return
	}
	if st != unseen {
		return
	}
	if c.states.len() >= maxKnown {
		c.unlisted++
		return
	}
	if why := c.admit(u); why != "" {
		c.states.set(id, refused)
		c.skip(u.String(), why, from.String())
		return
	}
	c.push(entry{url: u, id: id, foundBy: foundBy, from: from.String()})
}

// offScope mentions, once, another host that seems to be the practice's.
func (c *Crawler) offScope(from, u *url.URL) {
	origin := u.Scheme + "://" + access.Authority(u) + "/"
	if !related(c.start, u) || c.states.get(origin) != unseen || c.states.len() >= maxKnown {
		return
	}
	c.states.set(origin, refused)
	c.skip(origin, fmt.Sprintf("another host of the practice's domain; name it with --scope %s to audit it too", access.Authority(u)), from.String())
}

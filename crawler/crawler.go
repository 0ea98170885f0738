// Package crawler finds the pages of one site with plain GETs, as a polite
// visitor who reads links: robots.txt, sitemaps, links, redirects; scope, traps
// and a budget keep it on the site and finite. Whatever it found and did not
// visit is listed, with the reason.
//
// It is not the audit: what it reads is never evidence, because a browser sees
// another page. It renders nothing and runs no script; links that only scripts
// make come back from the browser through Extend. It submits no form, and never
// visits an address that looks as if it logs out, deletes or cancels something.
//
// One request is in flight at a time, in the order of the documents, so that the
// same site gives the same pages in the same order.
//
// To teach it a trap, add a check to pattern.go; a tracking parameter, a line in
// identity.go; a word that does damage, one in destructive.go; a place where
// links hide, a case in document.go. The tables in the tests want an example.
package crawler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/gocolly/colly/v2"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/pause"
)

// Defaults of Config.
const (
	DefaultMaxPages   = 200
	DefaultPerPattern = 25
	DefaultDelay      = 250 * time.Millisecond
	DefaultMaxBody    = 5 << 20
	DefaultTimeout    = 20 * time.Second
	DefaultUserAgent  = "quietroom/1 (+https://github.com/quietroom/quietroom)"
)

// Config says what to crawl and how gently.
type Config struct {
	// Start is the address of the site; without a scheme, https is taken.
	Start string
	// Scope lists hosts ("host" or "host:port") that belong to the site beside the
	// start page's.
	Scope []string
	// MaxPages bounds the pages found, Extend included; 0 is DefaultMaxPages.
	MaxPages int
	// PerPattern bounds the addresses that differ only in a number, an id or
	// their query; 0 is DefaultPerPattern.
	PerPattern int
	// Delay stands between two requests; 0 is DefaultDelay, negative is none. A
	// longer Crawl-delay of robots.txt wins.
	Delay time.Duration
	// Transport reaches the site (see access.Options); nil is a plain one.
	Transport http.RoundTripper
	// UserAgent is sent with every request; "" is DefaultUserAgent.
	UserAgent string
	// IgnoreRobots reads robots.txt for its sitemaps only.
	IgnoreRobots bool
	// MaxBody bounds what is read of a page, in bytes after decompression; 0 is
	// DefaultMaxBody. What is beyond is not looked at.
	MaxBody int64
	// RequestTimeout bounds one request with its body; 0 is DefaultTimeout.
	RequestTimeout time.Duration
	// Log gets one debug line a request; nil is none.
	Log *slog.Logger
	// Progress is called before each request with the pages found, the requests
	// made and the address that comes; nil is none. It must return fast.
	Progress func(found, fetched int, url string)
}

// Result is what one call of Crawl or Extend found.
type Result struct {
	// Site is the address of the start page after its redirects.
	Site string
	// Scope lists the origins in scope, the start page's first.
	Scope []string
	// Pages are in the order found.
	Pages []Page
	// Failed are addresses behind which there may be a page that the crawler could
	// not read: no answer, an error, a refusal. A browser may have more luck, and
	// none of them may count as seen.
	Failed []Failure
	// Skipped are addresses that were found and are neither.
	Skipped []audit.SkippedURL
	// Stopped says why a host stopped us, "" when none did.
	Stopped string
	// Notes are sentences that the run should repeat, such as a Crawl-delay.
	Notes []string
	// Public holds what the pages of this result say about the practice itself.
	Public Public
	// Memory is for Recall.
	Memory Memory
}

// Page is one HTML page of the site.
type Page struct {
	// URL is the address to visit, without tracking parameters and session ids.
	URL   string
	Title string
	// H1 is the first heading.
	H1 string
	// Canonical is the address that the page names as its own, "" for none.
	Canonical string
	// Language is the lang attribute of the document.
	Language string
	// FoundBy is start, link, sitemap, script or redirect; From the page (or
	// sitemap) that names it.
	FoundBy string
	From    string
	// Status is the HTTP status; ContentType the media type.
	Status      int
	ContentType string
	// Aliases are other addresses that lead to this page, in the order found.
	Aliases []string
	// Schema lists the schema.org types of its structured data, in order, once each.
	Schema []string
	// Facts is what the page says about the practice.
	Facts Public
}

// Failure is a page that could not be read.
type Failure struct {
	// Page has its address, who named it, and the HTTP status, 0 for no answer.
	Page
	Reason string
}

// Crawler holds what is known of one site. Its methods may be called from
// several goroutines; Crawl and Extend take turns.
type Crawler struct {
	cfg       Config
	start     *url.URL
	log       *slog.Logger
	collector *colly.Collector
	client    *http.Client
	own       *http.Transport // the default transport, when Config gave none

	scope *scope

	mu sync.Mutex // held by Crawl and Extend; guards all that follows
	frontier
	answer  *answer // of the request in flight; colly's callbacks fill it
	last    time.Time
	fetched int
	pages   []*Page
	failed  []Failure
	// Pages are named by their number in pages, from 1.
	byID     ledger[int]    // by identity of a page or of one of its aliases
	byBody   ledger[int]    // by SHA-256 of the body, in hex
	byName   ledger[[]twin] // see twinOf
	robots   map[string]*robots
	stopped  ledger[string] // authority: why it stopped us
	strikes  ledger[int]    // authority: refusals in a row
	stops    []string
	timeouts map[string]int // authority: requests that ran out of their time
	notes    []string
	sleep    func(context.Context, time.Duration) error
}

// New checks the configuration and gives a crawler for its site.
func New(cfg Config) (*Crawler, error) {
	start, err := parseStart(cfg.Start)
	if err != nil {
		return nil, err
	}
	setDefaults(&cfg)
	c := &Crawler{
		cfg: cfg, start: start, log: cfg.Log, sleep: pause.For,
		frontier: newFrontier(cfg.PerPattern),
		robots:   map[string]*robots{},
		timeouts: map[string]int{},
	}
	if c.scope, err = newScope(start, cfg.Scope); err != nil {
		return nil, err
	}
	if c.cfg.Transport == nil {
		if c.own, err = (access.Options{}).Transport(); err != nil {
			return nil, err
		}
		c.cfg.Transport = c.own
	}
	c.connect()
	return c, nil
}

func parseStart(s string) (*url.URL, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil, errors.New("no start address, want one such as https://practice.example/")
	}
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	raw, err := resolve(nil, s)
	if err != nil {
		return nil, fmt.Errorf("start address %q: %w; want one such as https://practice.example/", s, err)
	}
	if raw.User != nil {
		return nil, fmt.Errorf("the start address of %s holds a user name or password; give them with --basic-auth", raw.Host)
	}
	return clean(raw), nil
}

func setDefaults(cfg *Config) {
	if cfg.MaxPages <= 0 {
		cfg.MaxPages = DefaultMaxPages
	}
	if cfg.PerPattern <= 0 {
		cfg.PerPattern = DefaultPerPattern
	}
	if cfg.Delay == 0 {
		cfg.Delay = DefaultDelay
	}
	if cfg.UserAgent == "" {
		cfg.UserAgent = DefaultUserAgent
	}
	if cfg.MaxBody <= 0 {
		cfg.MaxBody = DefaultMaxBody
	}
	if cfg.RequestTimeout <= 0 {
		cfg.RequestTimeout = DefaultTimeout
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
}

// Identity gives the canonical identity of an address: two addresses with one
// identity are one page. Scheme and host are lower case, the scheme's own port,
// the fragment (unless a router's, "#/" or "#!/"), session ids and tracking
// parameters are gone, the query is sorted, and index.html and a trailing slash
// mean the folder. It is no address to visit.
func (c *Crawler) Identity(rawURL string) (string, error) {
	u, err := resolve(nil, rawURL)
	if err != nil {
		return "", err
	}
	return identity(u), nil
}

// InScope reports whether an address belongs to the site. It is known for sure
// once Crawl has followed the redirects of the start page.
func (c *Crawler) InScope(rawURL string) bool {
	u, err := resolve(nil, rawURL)
	return err == nil && c.scope.holds(u)
}

// HostInScope reports whether a host, in the form of access.Authority, belongs
// to the site; it is the match of access.Options.ForHosts.
func (c *Crawler) HostInScope(authority string) bool { return c.scope.holdsHost(authority) }

// Crawl finds the pages of the site. What it found until then comes back with
// an error too. Call it once.
func (c *Crawler) Crawl(ctx context.Context) (*Result, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer c.rest()
	m := c.mark()
	err := c.begin(ctx)
	if err == nil {
		err = c.run(ctx)
	}
	return c.since(m), c.named(ctx, err)
}

// Link is a link of a rendered page: its address, and what the page calls it
// ("" when that is not known; several texts stand between " | ").
type Link struct{ URL, Text string }

// Extend takes links that only the rendered page showed, as seen on the page
// from, and follows them in the same way. The result holds only what is new.
func (c *Crawler) Extend(ctx context.Context, from string, links []Link) (*Result, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer c.rest()
	m := c.mark()
	base, err := resolve(nil, from)
	if err != nil {
		return c.since(m), fmt.Errorf("page %q: %w", from, err)
	}
	for _, l := range links {
		// An address that one page calls by a harmful name is that under any name.
		for text := range strings.SplitSeq(l.Text+" | ", " | ") {
			c.offer(base, link{ref: l.URL, text: text}, "script")
		}
	}
	err = c.run(ctx)
	return c.since(m), c.named(ctx, err)
}

// named says in an error of ctx what was cut short.
func (c *Crawler) named(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return fmt.Errorf("crawling %s was cut short after %d pages: %w", c.start.Host, len(c.pages), ctx.Err())
	}
	return err
}

// rest lets go of connections that nobody else can close.
func (c *Crawler) rest() {
	if c.own != nil {
		c.own.CloseIdleConnections()
	}
}

type mark struct{ pages, failed, skipped, stops, notes, unlisted int }

func (c *Crawler) mark() mark {
	return mark{len(c.pages), len(c.failed), len(c.skipped), len(c.stops), len(c.notes), c.unlisted}
}

// since gathers what came after m.
func (c *Crawler) since(m mark) *Result {
	r := &Result{
		Site:    c.start.String(),
		Scope:   c.scope.origins(),
		Failed:  append([]Failure(nil), c.failed[m.failed:]...),
		Skipped: append([]audit.SkippedURL(nil), c.skipped[m.skipped:]...),
		Stopped: strings.Join(c.stops[m.stops:], "; "),
		Notes:   append([]string(nil), c.notes[m.notes:]...),
		Memory:  c.memory(c.unlisted - m.unlisted),
	}
	if n := c.unlisted - m.unlisted; n > 0 {
		r.Skipped = append(r.Skipped, audit.SkippedURL{URL: r.Site, Reason: fmt.Sprintf(
			"and %d more addresses were found and not audited; only the first %d are listed", n, maxSkipped)})
	}
	for _, p := range c.pages[m.pages:] {
		page := *p
		page.Aliases = append([]string(nil), p.Aliases...)
		r.Pages = append(r.Pages, page)
		r.Public.add(p.Facts)
	}
	return r
}

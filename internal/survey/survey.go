// Package survey takes a first look at a site with plain GETs, and writes down what
// it saw as a site's file (quietroom.yaml) for a person to correct.
//
// It starts no browser and judges nothing: what scripts load and draw it does not
// see, and the file says so. The crawl is that of an audit, as polite.
//
// To have it notice more, add to the reader in html.go; to have it write more, to
// the template in write.go. What it writes is read back by the reader of site's
// files before anybody gets it.
package survey

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/rules"
	"github.com/quietroom/quietroom/audit/vendors"
	"github.com/quietroom/quietroom/crawler"
	"github.com/quietroom/quietroom/internal/access"
)

// Config says what to look at.
type Config struct {
	// Site, Scope, MaxPages, Delay, IgnoreRobots and Progress are as in crawler.Config.
	Crawl crawler.Config
	// Access is how the site is reached; Crawl.Transport is made of it.
	Access access.Options
}

// Site is what was seen.
type Site struct {
	URL   string
	Scope []string // other hosts than URL's
	Pages []Page
	// Parties are the third parties that the HTML names, those on most pages first.
	Parties []Party
	// Skipped are addresses that were not looked at, Notes what else to know.
	Skipped []audit.SkippedURL
	Notes   []string
}

// Page is one page.
type Page struct {
	URL, Title, Context string
	Forms               []Form
}

// Form is one form of a page.
type Form struct {
	// Name is what the page calls it, "" when it does not.
	Name string
	// Fields counts what can be filled in; Password is true for one that asks for a
	// password.
	Fields   int
	Password bool
}

// Party is a third party.
type Party struct {
	// ID is that of a known vendor, "" for a host that no entry knows; Domain is then
	// its registrable domain.
	ID, Domain, Name, Purpose string
	Pages                     int
}

// Look crawls the site. What was seen until then comes back with an error too.
func Look(ctx context.Context, cfg Config) (*Site, error) {
	base, err := cfg.Access.Transport()
	if err != nil {
		return nil, err
	}
	defer base.CloseIdleConnections()
	var c *crawler.Crawler
	seen := &seen{docs: map[string]*document{}}
	cfg.Crawl.Transport = seen.tee(cfg.Access.ForHosts(func(h string) bool { return c.HostInScope(h) }, base))
	if c, err = crawler.New(cfg.Crawl); err != nil {
		return nil, err
	}
	res, err := c.Crawl(ctx)
	if res == nil || len(res.Pages) == 0 {
		return nil, err
	}
	site, derr := describe(res, seen)
	if err == nil {
		err = derr
	}
	return site, err
}

// describe puts the crawl and what its pages hold into words.
func describe(res *crawler.Result, seen *seen) (*Site, error) {
	tax, err := pages.Default()
	if err != nil {
		return nil, err
	}
	reg, err := vendors.Default()
	if err != nil {
		return nil, err
	}
	set, err := rules.Default()
	if err != nil {
		return nil, err
	}
	own := vendors.FirstParty(hosts(res.Scope))
	site := &Site{URL: res.Site, Skipped: res.Skipped, Notes: res.Notes}
	for _, origin := range res.Scope[min(1, len(res.Scope)):] {
		if u, err := url.Parse(origin); err == nil {
			site.Scope = append(site.Scope, u.Host)
		}
	}
	parties := map[string]*Party{}
	for _, p := range res.Pages {
		d := seen.of(p)
		s := pages.Signals{URL: p.URL, Title: p.Title, H1: p.H1, Schema: p.Schema, Canonical: p.Canonical, Language: p.Language}
		page := Page{URL: p.URL, Title: p.Title}
		if d != nil {
			s.Controls, page.Forms = d.controls, d.forms
			for _, k := range partiesOf(d.hosts, own, reg) {
				key := k.ID + " " + k.Domain
				if parties[key] == nil {
					parties[key] = &k
				}
				parties[key].Pages++
			}
		}
		page.Context = tax.Classify(s, set.Topic).Context
		site.Pages = append(site.Pages, page)
	}
	for _, p := range parties {
		site.Parties = append(site.Parties, *p)
	}
	sort.Slice(site.Parties, func(i, j int) bool {
		a, b := site.Parties[i], site.Parties[j]
		if a.Pages != b.Pages {
			return a.Pages > b.Pages
		}
		return a.ID+a.Domain < b.ID+b.Domain
	})
	return site, nil
}

// partiesOf gives the third parties behind the hosts of one page, each once.
func partiesOf(hosts []string, own func(string) bool, reg *vendors.Register) []Party {
	var out []Party
	for _, h := range hosts {
		if own(h) {
			continue
		}
		to := reg.Recipient(h, own)
		p := Party{ID: to.VendorID, Domain: to.Domain, Name: to.Vendor, Purpose: to.Purpose}
		if p.ID != "" {
			p.Domain = ""
		}
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

func hosts(origins []string) []string {
	var out []string
	for _, o := range origins {
		if u, err := url.Parse(o); err == nil {
			out = append(out, u.Host)
		}
	}
	return out
}

// seen keeps what the HTML of each address holds, as the crawler reads it.
type seen struct {
	mu   sync.Mutex
	docs map[string]*document // by address
}

// maxHTML bounds what is kept of one page while it is read, in bytes.
const maxHTML = 4 << 20

type roundTripper func(*http.Request) (*http.Response, error)

// RoundTrip calls the function.
func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// tee reads along.
func (s *seen) tee(next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		res, err := next.RoundTrip(req)
		if err != nil || !strings.Contains(strings.ToLower(res.Header.Get("Content-Type")), "html") {
			return res, err
		}
		address := req.URL.String()
		res.Body = &along{ReadCloser: res.Body, done: func(b []byte) {
			d := read(req.URL, b)
			s.mu.Lock()
			defer s.mu.Unlock()
			s.docs[address] = d
		}}
		return res, nil
	})
}

// along keeps what is read.
type along struct {
	io.ReadCloser
	kept bytes.Buffer
	done func([]byte)
}

// Read keeps what it gives.
func (a *along) Read(p []byte) (int, error) {
	n, err := a.ReadCloser.Read(p)
	if room := maxHTML - a.kept.Len(); room > 0 {
		a.kept.Write(p[:min(n, room)])
	}
	return n, err
}

// Close hands on what was read.
func (a *along) Close() error {
	a.done(a.kept.Bytes())
	return a.ReadCloser.Close()
}

// of finds what a page holds, under its address or another that leads to it.
func (s *seen) of(p crawler.Page) *document {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, address := range append([]string{p.URL, strings.TrimSuffix(p.URL, "/")}, p.Aliases...) {
		if d := s.docs[address]; d != nil {
			return d
		}
	}
	return nil
}

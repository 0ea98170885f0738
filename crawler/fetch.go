package crawler

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gocolly/colly/v2"

	"github.com/quietroom/quietroom/internal/access"
)

const (
	// maxRetries and maxRetryWait bound the patience with 429 and 503.
	maxRetries   = 2
	maxRetryWait = 30 * time.Second
	// retryWait is kept after a 429 that names no time.
	retryWait = 5 * time.Second
	// maxStrikes refusals or failures in a row stop a host. One forbidden page is
	// a page; three in a row are a host that does not want us.
	maxStrikes = 3
	// maxTimeouts requests that ran out of their time stop a host, in a row or not:
	// each costs a whole RequestTimeout, and a site may have any number of them.
	maxTimeouts = 20
)

// answer is what a server sent for one request.
type answer struct {
	status int
	header http.Header
	// contentType is the Content-Type as sent.
	contentType string
	html        bool
	body        []byte
}

// connect makes the collector. colly reads COLLY_* from the environment in
// NewCollector, after its options: only fields that are set later hold.
func (c *Crawler) connect() {
	jar, _ := cookiejar.New(nil) // its error is always nil
	c.client = &http.Client{
		Transport: c.cfg.Transport,
		Jar:       jar,
		Timeout:   c.cfg.RequestTimeout,
		// Redirects are followed by us, hop by hop: each is in scope, allowed by
		// robots.txt and no trap, and one to a known page is an alias. colly would
		// make an error of it.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	col := colly.NewCollector()
	col.SetClient(c.client)
	col.UserAgent = c.cfg.UserAgent
	col.Headers = nil
	col.MaxDepth, col.MaxRequests = 0, 0
	col.AllowedDomains = c.scope.hostnames()
	col.DisallowedDomains, col.DisallowedURLFilters, col.URLFilters = nil, nil, nil
	col.AllowURLRevisit = true        // the frontier knows what was visited
	col.IgnoreRobotsTxt = true        // colly reads a robots.txt without bound or deadline; robots.go does it
	col.ParseHTTPErrorResponse = true // a status is an answer, also 206
	col.MaxBodySize = int(c.cfg.MaxBody)
	col.CacheDir = ""
	col.Async, col.CheckHead, col.TraceHTTP, col.DetectCharset = false, false, false, false
	col.OnRequest(func(r *colly.Request) {
		r.Headers.Set("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1")
		r.Headers.Set("Accept-Language", "en-US,en;q=0.9")
	})
	col.OnResponseHeaders(c.onHeaders)
	col.OnResponse(func(r *colly.Response) {
		c.answer.body = r.Body
		if c.answer.contentType == "" {
			c.answer.html = isHTML(http.DetectContentType(r.Body))
		}
	})
	c.collector = col
}

func (c *Crawler) onHeaders(r *colly.Response) {
	a := c.answer
	a.status, a.header = r.StatusCode, r.Headers.Clone()
	a.contentType = r.Headers.Get("Content-Type")
	a.html = isHTML(a.contentType)
	encoding := r.Headers.Get("Content-Encoding")
	switch {
	case a.status >= 300:
		r.Request.Abort() // its body says nothing to us
	case a.contentType != "" && !a.html:
		r.Request.Abort()
	case encoding != "" && !strings.EqualFold(encoding, "identity"), asset(r.Request.URL):
		// The transport undid the one encoding that was asked for. colly would undo
		// another, or an .xml.gz, past MaxBodySize.
		a.html = false
		r.Request.Abort()
	}
	// colly gives up a page whose charset it does not know; decoding is ours.
	r.Headers.Set("Content-Type", "text/html; charset=utf-8")
}

func isHTML(contentType string) bool {
	t, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		t, _, _ = strings.Cut(contentType, ";")
	}
	t = strings.ToLower(strings.TrimSpace(t))
	return t == "text/html" || t == "application/xhtml+xml"
}

// get asks for one page. It waits its turn, and as long as a busy server asks
// for, within bounds; a server that stays busy stops its host.
func (c *Crawler) get(ctx context.Context, u *url.URL) (*answer, error) {
	host := access.Authority(u)
	for try := 0; ; try++ {
		a, err := c.once(ctx, u)
		if err != nil {
			if ctx.Err() == nil {
				c.strike(host, "did not answer")
				c.timeout(host, err)
			}
			return nil, err
		}
		if a.status == http.StatusForbidden {
			c.strike(host, "answered 403 Forbidden")
		} else if c.strikes.get(host) > 0 {
			c.strikes.set(host, 0)
		}
		wait, busy := retryAfter(a, time.Now())
		if !busy {
			return a, nil
		}
		if try >= maxRetries || wait > maxRetryWait {
			c.stop(host, fmt.Sprintf("answered %s and asks to wait %s", statusName(a.status), wait.Round(time.Second)))
			return a, nil
		}
		c.log.Debug("waiting as asked", "host", host, "status", a.status, "wait", wait)
		if err := c.sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// once makes one request through colly.
func (c *Crawler) once(ctx context.Context, u *url.URL) (*answer, error) {
	if err := c.turn(ctx, u); err != nil {
		return nil, err
	}
	plain := *u
	plain.Fragment, plain.RawFragment = "", ""
	c.answer = &answer{}
	c.collector.Context = ctx
	c.collector.AllowedDomains = c.scope.hostnames()
	err := c.collector.Request(http.MethodGet, plain.String(), nil, nil, nil)
	if errors.Is(err, colly.ErrAbortedAfterHeaders) {
		err = nil
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, reachError(u.Host, err)
	}
	c.log.Debug("fetched", "page", u.String(), "status", c.answer.status, "bytes", len(c.answer.body))
	return c.answer, nil
}

// turn waits until the next request is due.
func (c *Crawler) turn(ctx context.Context, u *url.URL) error {
	delay := c.cfg.Delay
	if r := c.robots[access.Authority(u)]; r != nil && !c.cfg.IgnoreRobots {
		delay = max(delay, r.delay)
	}
	if !c.last.IsZero() {
		if err := c.sleep(ctx, delay-time.Since(c.last)); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if c.cfg.Progress != nil {
		c.cfg.Progress(len(c.pages), c.fetched, u.String())
	}
	c.last = time.Now()
	c.fetched++
	return nil
}

// raw fetches a small file beside the pages (robots.txt, a sitemap) and follows
// its redirects within the site. At most limit bytes come back.
func (c *Crawler) raw(ctx context.Context, u *url.URL, limit int64) (status int, body []byte, err error) {
	for range 5 {
		if err := c.turn(ctx, u); err != nil {
			return 0, nil, err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
		if err != nil {
			return 0, nil, err
		}
		req.Header.Set("User-Agent", c.cfg.UserAgent)
		res, err := c.client.Do(req)
		if err != nil {
			if ctx.Err() != nil {
				return 0, nil, ctx.Err()
			}
			return 0, nil, reachError(u.Host, err)
		}
		body, err = io.ReadAll(io.LimitReader(res.Body, limit))
		_ = res.Body.Close() // it was only read
		if err != nil {
			return res.StatusCode, nil, reachError(u.Host, err)
		}
		next, ok := redirect(res.StatusCode, res.Header, u)
		if !ok || !c.scope.holds(next) && !sameSite(u, next) {
			return res.StatusCode, body, nil
		}
		u = next
	}
	return http.StatusLoopDetected, nil, nil
}

// redirect gives where an answer sends us.
func redirect(status int, header http.Header, u *url.URL) (*url.URL, bool) {
	switch status {
	case 301, 302, 303, 307, 308:
	default:
		return nil, false
	}
	next, err := resolve(u, header.Get("Location"))
	if err != nil || header.Get("Location") == "" {
		return nil, false
	}
	return clean(next), true
}

// retryAfter gives how long a busy server wants us to wait.
func retryAfter(a *answer, now time.Time) (wait time.Duration, busy bool) {
	text := a.header.Get("Retry-After")
	if a.status != http.StatusTooManyRequests && (a.status != http.StatusServiceUnavailable || text == "") {
		return 0, false
	}
	if s, err := strconv.ParseInt(text, 10, 32); err == nil && s >= 0 {
		return time.Duration(s) * time.Second, true
	}
	if t, err := http.ParseTime(text); err == nil {
		return max(0, t.Sub(now)), true
	}
	return retryWait, true
}

// strike counts a refusal of a host; enough in a row stop it.
func (c *Crawler) strike(host, what string) {
	n := c.strikes.get(host) + 1
	if c.strikes.set(host, n); n >= maxStrikes {
		c.stop(host, fmt.Sprintf("%s %d times in a row", what, maxStrikes))
	}
}

// timeout counts a request that ran out of its time; enough stop the host.
func (c *Crawler) timeout(host string, err error) {
	var timeout net.Error
	if !errors.As(err, &timeout) || !timeout.Timeout() {
		return
	}
	if c.timeouts[host]++; c.timeouts[host] >= maxTimeouts {
		c.stop(host, fmt.Sprintf("did not answer within %s %d times", c.cfg.RequestTimeout, maxTimeouts))
	}
}

// stop asks a host for nothing more.
func (c *Crawler) stop(host, why string) {
	if c.stopped.get(host) != "" {
		return
	}
	c.stopped.set(host, why)
	c.stops = append(c.stops, host+" "+why)
	c.log.Warn("host stops the crawl", "host", host, "why", why)
}

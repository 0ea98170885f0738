package crawler

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/temoto/robotstxt"

	"github.com/quietroom/quietroom/internal/access"
)

const (
	// robotsName is the product token that robots.txt may address, whatever the
	// User-Agent header says.
	robotsName = "quietroom"
	// maxRobots bounds a robots.txt (RFC 9309 §2.5 wants at least 500 KiB).
	maxRobots = 512 << 10
	// maxCrawlDelay bounds a Crawl-delay: beyond it no audit would end.
	maxCrawlDelay = 10 * time.Second
)

// robots is what the robots.txt of one host says to us.
type robots struct {
	group    *robotstxt.Group // nil allows everything
	forbids  string           // why everything is forbidden, "" when it is not
	delay    time.Duration
	sitemaps []string
}

// permit gives the reason for which an address may not be asked for: its host
// stopped us, or robots.txt forbids it.
func (c *Crawler) permit(ctx context.Context, u *url.URL) error {
	host := access.Authority(u)
	if why := c.stopped.get(host); why != "" {
		return fmt.Errorf("%s was asked for nothing more: it %s", host, why)
	}
	r, err := c.robotsOf(ctx, u)
	if err != nil || c.cfg.IgnoreRobots {
		return err
	}
	if r.forbids != "" {
		return fmt.Errorf("%w: the robots.txt of %s %s", ErrRobots, host, r.forbids)
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if r.group != nil && !r.group.Test(path) {
		return fmt.Errorf("%w: the robots.txt of %s disallows %s", ErrRobots, host, short(u.EscapedPath(), 80))
	}
	return nil
}

// robotsOf gives the rules of the host of u, and reads them once.
func (c *Crawler) robotsOf(ctx context.Context, u *url.URL) (*robots, error) {
	host := access.Authority(u)
	if r := c.robots[host]; r != nil {
		return r, nil
	}
	file := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	status, body, err := c.raw(ctx, file, maxRobots)
	if err != nil {
		if ctx.Err() == nil {
			c.strike(host, "did not answer")
		}
		return nil, err
	}
	r := readRobots(status, body)
	if r.delay > maxCrawlDelay {
		c.note("The robots.txt of %s asks for %s between two requests; %s were kept.", host, r.delay, maxCrawlDelay)
		r.delay = maxCrawlDelay
	} else if r.delay > max(c.cfg.Delay, 0) {
		c.note("The robots.txt of %s asks for %s between two requests; they were kept.", host, r.delay)
	}
	c.robots[host] = r
	return r, nil
}

func (c *Crawler) note(format string, args ...any) {
	if !c.cfg.IgnoreRobots {
		c.notes = append(c.notes, fmt.Sprintf(format, args...))
	}
}

// readRobots reads a robots.txt as RFC 9309 §2.3.1 wants: none means that all is
// allowed, a server error that nothing is.
func readRobots(status int, body []byte) *robots {
	switch {
	case status >= 500:
		return &robots{forbids: fmt.Sprintf("answered %s, which by RFC 9309 forbids everything", statusName(status))}
	case status < 200 || status >= 300:
		return &robots{}
	}
	data, err := robotstxt.FromBytes(readableRules(body))
	if err != nil {
		return &robots{}
	}
	group := data.FindGroup(robotsName)
	r := &robots{group: group, delay: group.CrawlDelay, sitemaps: data.Sitemaps}
	if !group.Test("/") && !slices.ContainsFunc(strings.Split(string(body), "\n"), allows) {
		r.forbids = "forbids the whole site"
	}
	return r
}

func allows(line string) bool {
	key, value, _ := strings.Cut(line, ":")
	return strings.EqualFold(strings.TrimSpace(key), "allow") && strings.TrimSpace(value) != ""
}

// readableRules keeps the lines that the parser understands: it would give up
// the whole file over one bad line, where RFC 9309 §2.2 wants the good ones.
func readableRules(body []byte) []byte {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	body = bytes.ReplaceAll(body, []byte("\r"), []byte("\n"))
	var out bytes.Buffer
	grouped := false
	for line := range bytes.SplitSeq(body, []byte("\n")) {
		line, _, _ = bytes.Cut(line, []byte("#"))
		key, value, ok := strings.Cut(string(line), ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if !ok || value == "" && key != "disallow" {
			continue
		}
		switch key {
		case "user-agent":
			grouped = true
		case "sitemap":
		case "crawl-delay":
			if s, err := strconv.ParseFloat(value, 64); err != nil || !(s >= 0 && s <= 86400) || !grouped {
				continue
			}
		case "allow", "disallow":
			if !grouped {
				continue
			}
		default:
			continue
		}
		fmt.Fprintf(&out, "%s: %s\n", key, value)
	}
	return out.Bytes()
}

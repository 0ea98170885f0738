package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/quietroom/quietroom/internal/access"
)

const (
	// maxSitemaps bounds the files of a sitemap index, maxSitemapFile a file as it
	// comes, maxSitemapBytes as it is read (https://www.sitemaps.org/protocol.html
	// allows 50 MB; no practice needs it), maxLocations the addresses of a file.
	maxSitemaps     = 50
	maxSitemapFile  = 5 << 20
	maxSitemapBytes = 20 << 20
	maxLocations    = 10000
)

// sitemaps offers the addresses that the site's sitemaps name.
func (c *Crawler) sitemaps(ctx context.Context) error {
	var todo []string
	if r := c.robots[access.Authority(c.start)]; r != nil {
		todo = append(todo, r.sitemaps...)
	}
	todo = append(todo, "/sitemap.xml")
	seen := map[string]bool{}
	unanswered := 0 // in a row
	for i := 0; i < len(todo); i++ {
		u, err := resolve(c.start, todo[i])
		if err != nil || !c.scope.holds(u) || seen[u.String()] {
			continue
		}
		if len(seen) >= maxSitemaps {
			c.skip(u.String(), fmt.Sprintf("this sitemap was not read: %d of them are enough", maxSitemaps), "")
			continue
		}
		seen[u.String()] = true
		if unanswered >= maxStrikes {
			c.skip(u.String(), fmt.Sprintf("this sitemap was not read: the %d before it did not answer", maxStrikes), "")
			continue
		}
		if c.permit(ctx, u) != nil && ctx.Err() == nil {
			continue
		}
		status, body, err := c.raw(ctx, u, maxSitemapFile)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			unanswered++
		} else {
			unanswered = 0
		}
		if err != nil || status != 200 {
			c.log.Debug("no sitemap", "page", u.String(), "status", status)
			continue
		}
		pages, maps, err := readSitemap(body)
		if err != nil {
			c.log.Debug("sitemap is cut or broken", "page", u.String(), "err", err)
		}
		for _, p := range pages {
			c.offer(u, link{ref: p}, "sitemap")
		}
		todo = append(todo, maps...)
	}
	return nil
}

// readSitemap gives the addresses of pages and of further sitemaps that a
// sitemap names: XML or plain lines, gzip or not. What could be read until an
// error comes with it.
func readSitemap(body []byte) (pages, maps []string, err error) {
	var r io.Reader = bytes.NewReader(body)
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, nil, err
		}
		r = z
	}
	content, err := io.ReadAll(io.LimitReader(r, maxSitemapBytes))
	if trimmed := bytes.TrimLeft(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")), " \t\r\n"); !bytes.HasPrefix(trimmed, []byte("<")) {
		return textSitemap(trimmed), nil, err
	}
	pages, maps, xmlErr := xmlSitemap(content)
	return pages, maps, errors.Join(err, xmlErr)
}

func textSitemap(content []byte) (pages []string) {
	for line := range bytes.Lines(content) {
		s := strings.TrimSpace(string(line))
		if len(pages) < maxLocations && len(s) <= maxAddress && (strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")) {
			pages = append(pages, s)
		}
	}
	return pages
}

func xmlSitemap(content []byte) (pages, maps []string, err error) {
	dec := xml.NewDecoder(bytes.NewReader(content))
	dec.Strict = false
	dec.CharsetReader = charset.NewReaderLabel
	var parent string        // the element that a location belongs to
	var loc *strings.Builder // inside of one; a location that is cut off is none
	for len(pages)+len(maps) < maxLocations {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return pages, maps, nil
		}
		if err != nil {
			return pages, maps, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			loc = nil
			switch t.Name.Local {
			case "loc":
				loc = new(strings.Builder)
			case "url", "sitemap", "image", "video":
				parent = t.Name.Local
			}
		case xml.CharData:
			if loc != nil && loc.Len() <= maxAddress {
				loc.Write(t)
			}
		case xml.EndElement:
			if n := t.Name.Local; n == "image" || n == "video" {
				parent = "url" // the page that it is on
			}
			if loc == nil {
				continue
			}
			s := strings.TrimSpace(loc.String())
			loc = nil
			switch {
			case s == "" || len(s) > maxAddress:
			case parent == "sitemap":
				maps = append(maps, s)
			case parent == "url":
				pages = append(pages, s)
			}
		}
	}
	return pages, maps, nil
}

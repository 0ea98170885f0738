package crawler

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// flood writes until nobody reads any more, and counts the bytes.
func flood(w io.Writer, n *atomic.Int64) {
	chunk := []byte(strings.Repeat("<p>More and more of it.</p>", 1000))
	for {
		m, err := w.Write(chunk)
		if n.Add(int64(m)); err != nil {
			return
		}
	}
}

// drip writes a little now and then until nobody reads any more.
func drip(w http.ResponseWriter, r *http.Request) {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for r.Context().Err() == nil {
		if _, err := io.WriteString(w, " "); err != nil {
			return
		}
		if http.NewResponseController(w).Flush() != nil {
			return
		}
		<-tick.C
	}
}

// TestHostileDocuments: a document without an end, or that unpacks to one, costs
// no more than its bound, is let go of, and the pages after it are found.
func TestHostileDocuments(t *testing.T) {
	t.Parallel()
	const maxBody = 1 << 20
	for _, tc := range []struct {
		name  string
		serve func(w http.ResponseWriter, r *http.Request, sent *atomic.Int64)
		// page says whether what could be read of it makes it a page; else why is
		// the reason for which it is none.
		page bool
		why  string
	}{
		{"without end", func(w http.ResponseWriter, _ *http.Request, sent *atomic.Int64) {
			fmt.Fprint(w, "<title>hostile</title>")
			flood(w, sent)
		}, true, ""},
		{"without end and packed", func(w http.ResponseWriter, _ *http.Request, sent *atomic.Int64) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			fmt.Fprint(z, "<title>hostile</title>")
			flood(z, sent)
		}, true, ""},
		{"without end and no page", func(w http.ResponseWriter, _ *http.Request, sent *atomic.Int64) {
			w.Header().Set("Content-Type", "video/mp4")
			flood(w, sent)
		}, false, ""},
		{"without end and not there", func(w http.ResponseWriter, _ *http.Request, sent *atomic.Int64) {
			w.WriteHeader(http.StatusNotFound)
			flood(w, sent)
		}, false, "404"},
		{"by the byte", func(w http.ResponseWriter, r *http.Request, _ *atomic.Int64) { drip(w, r) }, false, "did not answer in time"},
		{"never", func(_ http.ResponseWriter, r *http.Request, _ *atomic.Int64) { <-r.Context().Done() }, false, "did not answer in time"},
		{"headers without end", func(w http.ResponseWriter, _ *http.Request, sent *atomic.Int64) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				return
			}
			defer conn.Close()
			fmt.Fprint(conn, "HTTP/1.1 200 OK\r\nX-Long: ")
			flood(conn, sent)
		}, false, "cannot reach"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var sent atomic.Int64
			var open sync.WaitGroup
			base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/hostile" {
					site{"/": page("home", "/hostile", "/after"), "/after": page("after")}.ServeHTTP(w, r)
					return
				}
				open.Add(1)
				defer open.Done()
				w.Header().Set("Content-Type", "text/html")
				tc.serve(w, r, &sent)
			}))
			var c *Crawler
			c = newCrawler(t, Config{Start: base, MaxBody: maxBody, Progress: func(_, _ int, url string) {
				c.client.Timeout = 20 * time.Second
				if tc.why == "did not answer in time" && strings.HasSuffix(url, "/hostile") {
					c.client.Timeout = 50 * time.Millisecond
				}
			}})
			r, err := c.Crawl(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			found := map[string]bool{}
			for _, p := range paths(base, r.Pages) {
				found[p] = true
			}
			if !found["/after"] || found["/hostile"] != tc.page {
				t.Errorf("pages %v, skipped %v, failed %v", found, r.Skipped, r.Failed)
			}
			if why := reasons(base, r)["/hostile"]; !strings.Contains(why, tc.why) {
				t.Errorf("the reason is %q, want %q in it", why, tc.why)
			}
			open.Wait() // the test hangs here when a connection is not let go of
			// What the connection's buffers hold comes on top; a packed flood is a
			// thousand times what is sent of it.
			if n := sent.Load(); !strings.Contains(tc.name, "packed") && n > maxBody+64<<20 {
				t.Errorf("%d MB were sent before the crawler let go", n>>20)
			}
		})
	}
}

// TestSlowPagesStopAHost: pages that never come to an end cost their time, but not
// any number of times, also when good ones stand between them.
func TestSlowPagesStopAHost(t *testing.T) {
	t.Parallel()
	var links []string
	for i := range 3 * maxTimeouts {
		links = append(links, fmt.Sprintf("/slow-%c%c", 'a'+i/26, 'a'+i%26), fmt.Sprintf("/good-%c%c", 'a'+i/26, 'a'+i%26))
	}
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/slow-"):
			w.Header().Set("Content-Type", "text/html")
			drip(w, r)
		case r.URL.Path == "/":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, page("home", links...))
		default:
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, page(r.URL.Path))
		}
	}))
	var c *Crawler
	c = newCrawler(t, Config{Start: base, PerPattern: 1000, Progress: func(_, _ int, url string) {
		c.client.Timeout = 20 * time.Second
		if strings.Contains(url, "/slow-") {
			c.client.Timeout = 20 * time.Millisecond
		}
	}})
	r, err := c.Crawl(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(r.Stopped, fmt.Sprintf("did not answer within 20s %d times", maxTimeouts)) {
		t.Errorf("stopped %q", r.Stopped)
	}
	if len(r.Failed) != maxTimeouts {
		t.Errorf("%d pages are unread, want %d", len(r.Failed), maxTimeouts)
	}
	if why := reasons(base, r)[links[len(links)-1]]; !strings.Contains(why, "asked for nothing more") {
		t.Errorf("the last page: %q", why)
	}
}

// TestSlowSitemaps: a list of sitemaps that never come to an end is given up, and
// the pages are found without it.
func TestSlowSitemaps(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt":
			for i := range 30 {
				fmt.Fprintf(w, "Sitemap: /slow-%d.xml\n", i)
			}
		case strings.HasPrefix(r.URL.Path, "/slow-"):
			asked.Add(1)
			drip(w, r)
		default:
			site{"/": page("home", "/after"), "/after": page("after")}.ServeHTTP(w, r)
		}
	}))
	var c *Crawler
	c = newCrawler(t, Config{Start: base, Progress: func(_, _ int, url string) {
		c.client.Timeout = 20 * time.Second
		if strings.Contains(url, "/slow-") {
			c.client.Timeout = 50 * time.Millisecond
		}
	}})
	r, err := c.Crawl(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n := asked.Load(); n != maxStrikes {
		t.Errorf("%d sitemaps were asked for, want %d", n, maxStrikes)
	}
	if len(r.Pages) != 2 || r.Stopped != "" {
		t.Errorf("pages %q, stopped %q", paths(base, r.Pages), r.Stopped)
	}
	if why := reasons(base, r)["/slow-29.xml"]; !strings.Contains(why, "was not read") {
		t.Errorf("the last sitemap: %q", why)
	}
}

package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func noSleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// sleeper counts what a crawler would have waited.
func sleeper(waits *[]time.Duration) func(context.Context, time.Duration) error {
	return func(ctx context.Context, d time.Duration) error {
		*waits = append(*waits, d)
		return ctx.Err()
	}
}

func TestRobots(t *testing.T) {
	t.Parallel()
	s := site{
		"/": page("home", "/private/x", "/private/open", "/q?secret=1", "/ok"), "/private/x": page("x"), "/private/open": page("open"), "/q": page("q"), "/ok": page("ok"),
		"/robots.txt": "\ufeffnonsense\nDisallow: /ok\nUser-agent: *\nCrawl-delay: soon\nDisallow: /private # all\nAllow: /private/open\nDisallow: /*?secret=\nUnknown: x\n",
	}
	base := serve(t, s)
	_, r := crawl(t, Config{Start: base})
	if d := cmp.Diff([]string{"/", "/private/open", "/ok"}, paths(base, r.Pages)); d != "" {
		t.Error(d)
	}
	for _, p := range []string{"/private/x", "/q?secret=1"} {
		if why := reasons(base, r)[p]; !strings.Contains(why, "robots.txt forbids it") {
			t.Errorf("%s: %q", p, why)
		}
	}
	if _, r := crawl(t, Config{Start: base, IgnoreRobots: true}); len(r.Pages) != 5 {
		t.Errorf("with robots ignored: %q", paths(base, r.Pages))
	}
}

func TestCrawlDelay(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]time.Duration{"2.5": 2500 * time.Millisecond, "600": maxCrawlDelay} {
		base := serve(t, site{"/": page("home", "/a"), "/a": page("a"), "/robots.txt": "User-agent: *\nCrawl-delay: " + asked})
		c := newCrawler(t, Config{Start: base})
		var waits []time.Duration
		c.sleep = sleeper(&waits)
		r, err := c.Crawl(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "robots.txt") {
			t.Errorf("notes %q", r.Notes)
		}
		for _, w := range waits {
			if w > want || w < want-time.Second {
				t.Errorf("crawl-delay %s: waited %s", asked, w)
			}
		}
		if len(waits) != 3 {
			t.Errorf("waited %d times", len(waits))
		}
	}
}

func TestBusyHost(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		status int
		after  string
		busy   int // answers that are busy
		pages  int
		stops  string
	}{
		{"once, then fine", 429, "3", 1, 3, ""},
		{"503 with a time", 503, "1", 2, 3, ""},
		{"503 without a time is one broken page", 503, "", 1, 2, ""},
		{"no time", 429, "", 2, 3, ""},
		{"without end", 429, "1", 99, 1, "429 Too Many Requests"},
		{"too long", 503, "3600", 1, 1, "asks to wait 1h"},
		{"a date long ago", 429, "Mon, 02 Jan 2006 15:04:05 GMT", 1, 3, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			asked := 0
			base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/busy" {
					if asked++; asked <= c.busy {
						if c.after != "" {
							w.Header().Set("Retry-After", c.after)
						}
						w.WriteHeader(c.status)
						return
					}
				}
				site{"/": page("home", "/busy", "/other"), "/busy": page("busy"), "/other": page("other")}.ServeHTTP(w, r)
			}))
			cr := newCrawler(t, Config{Start: base})
			var waits []time.Duration
			cr.sleep = sleeper(&waits)
			r, err := cr.Crawl(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Pages) != c.pages {
				t.Errorf("pages %q, skipped %v", paths(base, r.Pages), r.Skipped)
			}
			if (c.stops == "") != (r.Stopped == "") || !strings.Contains(r.Stopped, c.stops) {
				t.Errorf("stopped %q, want %q", r.Stopped, c.stops)
			}
			if c.stops != "" && !strings.Contains(reasons(base, r)["/other"], "asked for nothing more") {
				t.Errorf("skipped %v", r.Skipped)
			}
			if asked > 1+maxRetries {
				t.Errorf("asked %d times", asked)
			}
			if c.after == "3" && !slices.Contains(waits, 3*time.Second) {
				t.Errorf("waits %v", waits)
			}
		})
	}
}

func TestRefusalsInARowStopAHost(t *testing.T) {
	t.Parallel()
	base := serve(t, site{"/": page("home", "/1a", "/ok", "/2a", "/3a", "/4a", "/5a"), "/1a": "403", "/ok": page("ok"), "/2a": "403", "/3a": "403", "/4a": "403", "/5a": page("never")})
	_, r := crawl(t, Config{Start: base})
	if len(r.Pages) != 2 || !strings.Contains(r.Stopped, "403 Forbidden 3 times in a row") {
		t.Errorf("pages %q, stopped %q", paths(base, r.Pages), r.Stopped)
	}
	if why := reasons(base, r)["/5a"]; !strings.Contains(why, "asked for nothing more") {
		t.Error(why)
	}
}

// TestBrokenPagesAreNotSeen: what may be a page and could not be read is neither a
// page nor forgotten; what is not there is skipped.
func TestBrokenPagesAreNotSeen(t *testing.T) {
	t.Parallel()
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/cut" {
			panic(http.ErrAbortHandler)
		}
		site{"/": page("home", "/500", "/cut", "/gone", "/ok"), "/500": "500", "/gone": "404", "/ok": page("ok")}.ServeHTTP(w, r)
	}))
	_, r := crawl(t, Config{Start: base})
	if d := cmp.Diff([]string{"/", "/ok"}, paths(base, r.Pages)); d != "" {
		t.Error(d)
	}
	why := reasons(base, r)
	if why["/500"] != "unread: it answered 500 Internal Server Error" || !strings.HasPrefix(why["/cut"], "unread: cannot reach") || why["/gone"] != "it answered 404 Not Found" {
		t.Errorf("%v", why)
	}
}

func zip(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.Bytes()
}

func TestSitemaps(t *testing.T) {
	t.Parallel()
	maps := map[string]string{
		"/robots.txt":   "Sitemap: /index.xml\nSitemap: https://elsewhere.example/map.xml\nUser-agent: *\nDisallow:",
		"/index.xml":    `<?xml version="1.0"?><sitemapindex><sitemap><lastmod>2026-11-21</lastmod><loc>http://HOST/a.xml.gz</loc></sitemap><sitemap><lastmod>2026</lastmod><loc> http://HOST/index.xml </loc></sitemap></sitemapindex>`,
		"/a.xml.gz":     string(zip(`<urlset xmlns:image="x"><url><loc>http://HOST/one?a=1&amp;utm_source=2</loc><image:image><image:loc>http://HOST/picture</image:loc></image:image></url><url><loc>http://HOST/logout</loc></url></urlset>`)),
		"/sitemap.xml":  `<urlset><url><loc><![CDATA[http://HOST/two]]></loc></url><url><loc>http://HOST/cut`,
		"/one":          page("one"),
		"/two":          page("two"),
		"/":             page("home"),
		"/picture":      page("picture"),
		"/cut":          page("cut"),
		"/elsewhere":    page("elsewhere"),
		"/unused.xml":   "",
		"/not-included": "",
	}
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := maps[r.URL.Path]
		if !ok {
			t.Errorf("asked for %s", r.URL)
		}
		if strings.HasSuffix(r.URL.Path, ".gz") {
			plain, _ := gunzip([]byte(body))
			fmt.Fprint(w, string(zip(strings.ReplaceAll(plain, "HOST", r.Host))))
			return
		}
		fmt.Fprint(w, strings.ReplaceAll(body, "HOST", r.Host))
	}))
	_, r := crawl(t, Config{Start: base})
	if d := cmp.Diff([]string{"/", "/two", "/one?a=1"}, paths(base, r.Pages)); d != "" {
		t.Error(d)
	}
	if p := r.Pages[1]; p.FoundBy != "sitemap" || p.From != base+"/sitemap.xml" {
		t.Errorf("%+v", p)
	}
}

func gunzip(b []byte) (string, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	_, err = out.ReadFrom(z)
	return out.String(), err
}

func TestSitemapsAreBounded(t *testing.T) {
	t.Parallel()
	bomb := zip("<urlset>" + strings.Repeat(" ", maxSitemapBytes+1<<20))
	pages, maps, err := readSitemap(bomb)
	if err == nil || len(pages)+len(maps) != 0 {
		t.Errorf("%d, %d, %v", len(pages), len(maps), err)
	}
	many := "<urlset>" + strings.Repeat("<url><loc>https://practice.example/a</loc></url>", maxLocations+10)
	if pages, _, _ := readSitemap([]byte(many)); len(pages) != maxLocations {
		t.Errorf("%d locations", len(pages))
	}
	if pages, _, err := readSitemap([]byte("<urlset><url><loc>https://a.example/</loc></url><url><l")); len(pages) != 1 || err == nil {
		t.Errorf("cut sitemap: %q, %v", pages, err)
	}
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(`<sitemapindex><sitemap><loc>https://a.example/x</loc></sitemap></sitemapindex>`))
	f.Add(zip(`<?xml version="1.0" encoding="iso-8859-1"?><urlset><url><loc>https://a.example/é</loc></url></urlset>`))
	f.Add([]byte("https://a.example/\nhttp://b.example"))
	f.Add([]byte("\x1f\x8b\x08"))
	f.Fuzz(func(t *testing.T, b []byte) {
		pages, maps, _ := readSitemap(b)
		for _, p := range append(pages, maps...) {
			if p == "" || len(p) > maxAddress || p != strings.TrimSpace(p) {
				t.Errorf("location %q", p)
			}
		}
	})
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\r\nDisallow: /*.php$\nAllow: /a*b$c\nCrawl-delay: 1e9\nSitemap: x"))
	f.Add([]byte("<html>no robots here</html>"))
	f.Add([]byte("user-agent: quietroom\nuser-agent: *\ncrawl-delay: nan\ndisallow:"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := readRobots(200, b)
		if r.delay < 0 || r.delay > 24*time.Hour {
			t.Errorf("delay %s", r.delay)
		}
		if r.group != nil {
			r.group.Test("/a?b=c")
		}
	})
}

// TestBodiesAreBounded: a page that unpacks to far more than MaxBody, in each of
// the ways in which colly would not notice.
func TestBodiesAreBounded(t *testing.T) {
	t.Parallel()
	bomb := zip("<html><title>bomb</title>" + strings.Repeat("<p>boom</p>", 1<<20))
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			fmt.Fprint(w, page("home", "/encoded", "/twice", "/typed", "/away"))
			return
		case "/encoded":
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "text/html")
		case "/twice":
			w.Header().Set("Content-Encoding", "gzip, identity")
			w.Header().Set("Content-Type", "text/html")
		case "/typed":
			w.Header().Set("Content-Type", "application/gzip")
		case "/away":
			http.Redirect(w, r, "/page.xml.gz", http.StatusFound)
			return
		case "/page.xml.gz":
			w.Header().Set("Content-Type", "text/html")
		default:
			http.NotFound(w, r)
			return
		}
		w.Write(bomb)
	}))
	c := newCrawler(t, Config{Start: base, MaxBody: 1 << 20})
	if _, err := c.Crawl(t.Context()); err != nil {
		t.Fatal(err)
	}
	// What the transport unpacks is a page, read as far as the bound; the others are none.
	if len(c.pages) != 2 || c.pages[1].Title != "bomb" {
		t.Errorf("%d pages", len(c.pages))
	}
	for _, path := range []string{"/encoded", "/twice", "/typed", "/page.xml.gz"} {
		u, err := resolve(nil, base+path)
		if err != nil {
			t.Fatal(err)
		}
		a, err := c.get(t.Context(), u)
		if err != nil || len(a.body) > 1<<20 {
			t.Errorf("%s: %d bytes, %v", path, len(a.body), err)
		}
	}
}

func TestEndlessBodyIsCutByTime(t *testing.T) {
	t.Parallel()
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/drip" {
			site{"/": page("home", "/drip")}.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(200)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	var c *Crawler
	c = newCrawler(t, Config{Start: base, Progress: func(_, _ int, url string) {
		if strings.HasSuffix(url, "/drip") {
			c.client.Timeout = 50 * time.Millisecond
		}
	}})
	r, err := c.Crawl(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if why := reasons(base, r)["/drip"]; !strings.Contains(why, "did not answer in time") {
		t.Errorf("skipped %v", r.Skipped)
	}
}

func TestCookiesAreKept(t *testing.T) {
	t.Parallel()
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("seen"); errors.Is(err, http.ErrNoCookie) && r.URL.Path == "/" {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			http.Redirect(w, r, "/", http.StatusFound)
			return
		}
		site{"/": page("home")}.ServeHTTP(w, r)
	}))
	if _, r := crawl(t, Config{Start: base}); len(r.Pages) != 1 {
		t.Errorf("%d pages", len(r.Pages))
	}
}

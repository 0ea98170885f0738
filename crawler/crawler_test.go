package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// site is a fake site: path (with query) → page. A page that starts with "<" is
// HTML; "→ address" a redirect; "404" and the like a status.
type site map[string]string

func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	page, ok := s[r.URL.RequestURI()]
	if !ok {
		page, ok = s[r.URL.Path]
	}
	switch {
	case !ok:
		http.NotFound(w, r)
	case strings.HasPrefix(page, "→ "):
		http.Redirect(w, r, strings.ReplaceAll(page[len("→ "):], "HOST", r.Host), http.StatusFound)
	case len(page) == 3:
		var status int
		fmt.Sscan(page, &status)
		w.WriteHeader(status)
	case strings.HasPrefix(page, "<"):
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, strings.ReplaceAll(page, "HOST", r.Host))
	default:
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprint(w, strings.ReplaceAll(page, "HOST", r.Host))
	}
}

// page makes an HTML page with a title, text of its own and links.
func page(title string, links ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><html lang=en><head><title>%s</title></head><body><h1>%s</h1>", title, title)
	for _, l := range links {
		fmt.Fprintf(&b, "<a href=%q>link</a>\n", l)
	}
	fmt.Fprintf(&b, "<p>%s</p></body></html>", strings.Repeat("About "+title+" and what we do. ", 12))
	return b.String()
}

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func newCrawler(t *testing.T, cfg Config) *Crawler {
	t.Helper()
	if cfg.Delay == 0 {
		cfg.Delay = -1
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func crawl(t *testing.T, cfg Config) (*Crawler, *Result) {
	t.Helper()
	c := newCrawler(t, cfg)
	r, err := c.Crawl(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c, r
}

// paths gives the addresses of the pages without their host.
func paths(base string, pages []Page) []string {
	var out []string
	for _, p := range pages {
		out = append(out, strings.TrimPrefix(p.URL, base))
	}
	return out
}

func reasons(base string, r *Result) map[string]string {
	out := map[string]string{}
	for _, s := range r.Skipped {
		out[strings.TrimPrefix(s.URL, base)] = s.Reason
	}
	for _, f := range r.Failed {
		out[strings.TrimPrefix(f.URL, base)] = "unread: " + f.Reason
	}
	return out
}

func TestCrawlFollowsWhatAPageNames(t *testing.T) {
	t.Parallel()
	base := serve(t, site{
		"/": `<html lang="en-US"><head><title> Quiet &amp; calm </title><base href="/base/">
			<meta http-equiv=refresh content="9; URL='/refreshed'"><link rel=alternate hreflang=es href="/es"></head><body>
			<a href="about?utm_source=x&amp;id=2">About</a> <map><area href="/area"></map> <iframe src="/frame"></iframe>
			<a href="/file.pdf">pdf</a> <a href="/get" download>get</a> <a href="mailto:a@b.example">m</a> <a href="javascript:void(0)">j</a>
			<a href="/data">data</a> <form method=get action="/search"><input name=q></form> <noscript><a href="/plain">p</a></noscript>
			<a href="https://elsewhere.example/">off</a> <a href="#top">top</a> <a href="
			/white space">ws</a> <a href="\back\slash">bs</a></body></html>`,
		"/base/about?id=2": page("About", "/"), "/area": page("Area"), "/frame": page("Frame"), "/refreshed": page("Refreshed"),
		"/es": page("Es"), "/plain": page("Plain"), "/white%20space": page("White"), "/back/slash": page("Back"),
		"/data": "just data", "/search": page("Search"),
	})
	_, r := crawl(t, Config{Start: base})
	want := []string{"/", "/refreshed", "/es", "/base/about?id=2", "/area", "/frame", "/plain", "/white%20space", "/back/slash"}
	if d := cmp.Diff(want, paths(base, r.Pages)); d != "" {
		t.Error("pages (-want +got):\n", d)
	}
	if p := r.Pages[0]; p.Title != "Quiet & calm" || p.Language != "en-US" || p.FoundBy != "start" || p.Status != 200 || p.ContentType != "text/html" {
		t.Errorf("start page: %+v", p)
	}
	if p := r.Pages[3]; p.FoundBy != "link" || p.From != base+"/" || p.H1 != "About" {
		t.Errorf("linked page: %+v", p)
	}
	// "#top" is relative to the base too; a browser would go there.
	if d := cmp.Diff(map[string]string{"/base/": "it answered 404 Not Found"}, reasons(base, r)); d != "" {
		t.Error("skipped (-want +got):\n", d)
	}
}

func TestCrawlIsDeterministic(t *testing.T) {
	t.Parallel()
	s := site{"/robots.txt": "User-agent: *\nSitemap: http://HOST/map.txt\n", "/map.txt": "http://HOST/s1\nhttp://HOST/s2\n", "/s1": page("s1"), "/s2": page("s2", "/d")}
	var links []string
	for i := range 30 {
		p := fmt.Sprintf("/dir/page-%c%c", 'a'+i%26, 'a'+i/26)
		links = append(links, p)
		s[p] = page(p, "/d", "/e?x=1", "/gone")
	}
	s["/"], s["/d"], s["/e"] = page("home", links...), page("d"), page("e")
	base := serve(t, s)
	var first *Result
	for range 3 {
		_, r := crawl(t, Config{Start: base})
		if first == nil {
			first = r
		}
		if d := cmp.Diff(first, r); d != "" {
			t.Fatal(d)
		}
	}
	// The start page's links come first, then the sitemap; siblings beyond the
	// first 25 come last.
	got := paths(base, first.Pages)
	if len(got) != 35 || got[1] != "/dir/page-aa" || !slices.Equal(got[26:30], []string{"/s1", "/s2", "/d", "/e?x=1"}) {
		t.Errorf("order: %q", got)
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	base := serve(t, site{
		"/":        page("home", "/a", "/b", "/off", "/loop", "/slash", "/x", "/to404", "/tologout"),
		"/a":       "→ /b",
		"/b":       page("b"),
		"/off":     "→ https://elsewhere.example/path",
		"/loop":    "→ /loop?again=1",
		"/slash":   "→ /slash/",
		"/slash/":  page("slash"),
		"/x":       "→ /y",
		"/y":       page("y"),
		"/to404":   "→ /nothing",
		"/nothing": "404", "/tologout": "→ /logout", "/logout": page("bye"),
	})
	_, r := crawl(t, Config{Start: base})
	if d := cmp.Diff([]string{"/", "/b", "/slash/", "/y"}, paths(base, r.Pages)); d != "" {
		t.Error(d)
	}
	for i, want := range map[int][]string{1: {base + "/a"}, 2: {base + "/slash"}, 3: {base + "/x"}} {
		if d := cmp.Diff(want, r.Pages[i].Aliases); d != "" {
			t.Errorf("aliases of %s: %s", r.Pages[i].URL, d)
		}
	}
	if got := r.Pages[3].FoundBy; got != "redirect" {
		t.Errorf("found by %q", got)
	}
	why := reasons(base, r)
	for path, want := range map[string]string{
		"/off": "redirects to another site, elsewhere.example", "/to404": "answered 404", "/tologout": "logout", "/loop": "redirects more than",
	} {
		if !strings.Contains(why[path], want) {
			t.Errorf("%s: reason %q, want %q", path, why[path], want)
		}
	}
}

func TestDuplicates(t *testing.T) {
	t.Parallel()
	list := func(q string) string {
		return strings.Replace(page("List"), "</head>", `<link rel=canonical href="/list"></head><!--`+q+`-->`, 1)
	}
	wrong := func(title string) string {
		return strings.Replace(page(title), "</head>", `<link rel=canonical href="/"></head>`, 1)
	}
	shell := `<html><body><div id=app></div><script src=/app.js></script></body></html>`
	base := serve(t, site{
		"/":      page("home", "/copy1", "/copy2", "/list?sort=a", "/list?sort=b", "/team", "/rates", "/spa1", "/spa2"),
		"/copy1": page("Copy"), "/copy2": page("Copy"), "/list?sort=a": list("a"), "/list?sort=b": list("b"),
		"/team": wrong("Team"), "/rates": wrong("Rates"), "/spa1": shell, "/spa2": shell,
	})
	_, r := crawl(t, Config{Start: base})
	if d := cmp.Diff([]string{"/", "/copy1", "/list?sort=a", "/team", "/rates", "/spa1", "/spa2"}, paths(base, r.Pages)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{base + "/copy2"}, r.Pages[1].Aliases); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{base + "/list?sort=b"}, r.Pages[2].Aliases); d != "" {
		t.Error(d)
	}
}

func TestRouterAddresses(t *testing.T) {
	t.Parallel()
	asked := 0
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		asked++
		fmt.Fprint(w, page("app", "#/about", "#!/team", "#top", "/#/about/"))
	}))
	_, r := crawl(t, Config{Start: base})
	if d := cmp.Diff([]string{"/", "/#/about", "/#!/team"}, paths(base, r.Pages)); d != "" {
		t.Error(d)
	}
	if asked != 1 {
		t.Errorf("the one document was asked for %d times", asked)
	}
}

func TestExtend(t *testing.T) {
	t.Parallel()
	base := serve(t, site{"/": page("home", "/a"), "/a": page("a"), "/scripted": page("scripted", "/below"), "/below": page("below")})
	c, _ := crawl(t, Config{Start: base})
	r, err := c.Extend(t.Context(), base+"/a", []Link{{URL: "/a"}, {URL: "scripted"}, {URL: base + "/"}, {URL: "https://elsewhere.example/"}, {URL: "javascript:x"}, {URL: "/visit/3?do=1", Text: "Details | Cancel appointment"}})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"/scripted", "/below"}, paths(base, r.Pages)); d != "" {
		t.Error(d)
	}
	if p := r.Pages[0]; p.FoundBy != "script" || p.From != base+"/a" {
		t.Errorf("%+v", p)
	}
	if r, err := c.Extend(t.Context(), base+"/a", []Link{{URL: "scripted"}}); err != nil || len(r.Pages) != 0 {
		t.Errorf("known links again: %v, %v", r.Pages, err)
	}
}

func TestBudget(t *testing.T) {
	t.Parallel()
	s := site{}
	var links []string
	for i := range 20 {
		p := "/page-" + string(rune('a'+i))
		links = append(links, p)
		s[p] = page(p)
	}
	s["/"] = page("home", links...)
	base := serve(t, s)
	_, r := crawl(t, Config{Start: base, MaxPages: 5})
	if len(r.Pages) != 5 || len(r.Skipped) != 16 {
		t.Fatalf("%d pages, %d skipped", len(r.Pages), len(r.Skipped))
	}
	if why := r.Skipped[0].Reason; !strings.Contains(why, "budget of 5 pages (--pages)") {
		t.Error(why)
	}
}

func TestCancelReturnsWhatWasFound(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	release := make(chan struct{})
	s := site{"/": page("home", "/slow", "/after")}
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			cancel()
			select {
			case <-release:
			case <-r.Context().Done():
			}
			return
		}
		s.ServeHTTP(w, r)
	}))
	defer close(release)
	c := newCrawler(t, Config{Start: base})
	r, err := c.Crawl(ctx)
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "after 1 pages") {
		t.Errorf("error %v", err)
	}
	if len(r.Pages) != 1 || len(r.Skipped) != 2 {
		t.Errorf("%d pages, skipped %v", len(r.Pages), r.Skipped)
	}
}

func TestCancelDuringDelay(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	base := serve(t, site{"/": page("home", "/a")})
	c := newCrawler(t, Config{Start: base, Delay: time.Hour, Progress: func(_, fetched int, _ string) {
		cancel()
	}})
	if _, err := c.Crawl(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

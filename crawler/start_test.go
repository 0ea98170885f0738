package crawler

import (
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/internal/access"
)

func TestStartPageErrors(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { silent.Close() })
	tls := httptest.NewUnstartedServer(site{"/": page("home")})
	tls.Config.ErrorLog = log.New(io.Discard, "", 0) // our refusal is expected
	tls.StartTLS()
	t.Cleanup(tls.Close)
	plain := serve(t, site{"/": page("home")})
	for _, c := range []struct {
		name, start string
		site        site
		is          error
		status      int
		want        []string
	}{
		{name: "log-in", site: site{"/": "401"}, status: 401, want: []string{"401 Unauthorized", "--basic-auth", "--header"}},
		{name: "forbidden", site: site{"/": "403"}, status: 403, want: []string{"403 Forbidden", "refuses"}},
		{name: "too many requests", site: site{"/": "429"}, status: 429, want: []string{"429 Too Many Requests", "later"}},
		{name: "server error", site: site{"/": "500"}, status: 500, want: []string{"500 Internal Server Error", "later"}},
		{name: "no such page", site: site{}, status: 404, want: []string{"404 Not Found", "check the address"}},
		{name: "no page", site: site{"/": "just text"}, is: ErrNotHTML, want: []string{"text/plain"}},
		{name: "another site", site: site{"/": "→ https://elsewhere.example/x"}, is: ErrOffSite, want: []string{"elsewhere.example", "--scope"}},
		{name: "endless redirect", site: site{"/": "→ /"}, want: []string{"redirects more than 10 times"}},
		{name: "robots forbid all", site: site{"/": page("home"), "/robots.txt": "User-agent: *\nDisallow: /\n"}, is: ErrRobots, want: []string{"forbids the whole site", `"quietroom"`}},
		{name: "robots forbid us", site: site{"/": page("home"), "/robots.txt": "User-agent: *\nAllow: /\nUser-agent: Quietroom\nDisallow: /\n"}, is: ErrRobots},
		{name: "robots broken", site: site{"/": page("home"), "/robots.txt": "503"}, is: ErrRobots, want: []string{"503", "RFC 9309"}},
		{name: "nothing listens", start: gone.URL, want: []string{gone.Listener.Addr().String(), "nothing listens", "--connect-to"}},
		{name: "no answer", start: "http://" + silent.Addr().String(), want: []string{"did not answer in time"}},
		{name: "no name", start: "http://nosuchhost.invalid/", want: []string{"nosuchhost.invalid", "name is not known", "--connect-to"}},
		{name: "unknown authority", start: tls.URL, want: []string{"--cacert", "--insecure"}},
		{name: "no TLS", start: strings.Replace(plain, "http:", "https:", 1), want: []string{"does not speak TLS", "http://"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			start := c.start
			if start == "" {
				start = serve(t, c.site)
			}
			timeout := time.Minute
			if c.name == "no answer" {
				timeout = 100 * time.Millisecond
			}
			cr := newCrawler(t, Config{Start: start, RequestTimeout: timeout})
			cr.sleep = noSleep
			r, err := cr.Crawl(t.Context())
			if err == nil {
				t.Fatal("no error")
			}
			if r == nil || len(r.Pages) != 0 {
				t.Errorf("result %+v", r)
			}
			if c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("%v is not %v", err, c.is)
			}
			var status *StatusError
			if c.status != 0 && (!errors.As(err, &status) || status.Status != c.status) {
				t.Errorf("%v is no StatusError %d", err, c.status)
			}
			var reach *ReachError
			if c.start != "" && !errors.As(err, &reach) {
				t.Errorf("%v is no ReachError", err)
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%q does not say %q", err, w)
				}
			}
		})
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cfg  Config
		want string
	}{
		{Config{}, "want one such as"},
		{Config{Start: "ftp://practice.example/"}, "neither http nor https"},
		{Config{Start: "https://"}, "want one such as"},
		{Config{Start: "https://user:secret@practice.example/"}, "--basic-auth"},
		{Config{Start: "https://practice.example/", Scope: []string{"a/b"}}, `scope "a/b"`},
		{Config{Start: "https://practice.example/", Scope: []string{"*.practice.example"}}, "is no host"},
		{Config{Start: "https://practice.example/", Scope: []string{""}}, "is no host"},
	} {
		_, err := New(c.cfg)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("New(%+v): %v, want %q", c.cfg, err, c.want)
		}
	}
	c, err := New(Config{Start: " practice.example/a ", Scope: []string{"Portal.Practice.example", "https://other.example:8443/"}})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"https://practice.example", "https://portal.practice.example", "https://other.example:8443"}, c.scope.origins()); d != "" {
		t.Error(d)
	}
	for address, want := range map[string]bool{
		"https://practice.example/x": true, "http://practice.example/": true, "https://portal.practice.example/": true, "https://other.example:8443/": true,
		"https://other.example/": false, "https://www.practice.example/": false, "https://practice.example:444/": false, "mailto:a@practice.example": false,
	} {
		if c.InScope(address) != want {
			t.Errorf("InScope(%s) is not %v", address, want)
		}
	}
}

// TestStartAdoptsTheOriginItLeadsTo plays http://practice.example →
// https://practice.example → https://www.practice.example under real names, with
// a certificate that only CACert makes good.
func TestStartAdoptsTheOriginItLeadsTo(t *testing.T) {
	t.Parallel()
	answer := func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.TLS == nil:
			http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusMovedPermanently)
		case r.Host == "example.com":
			http.Redirect(w, r, "https://www.example.com"+r.URL.Path, http.StatusMovedPermanently)
		default:
			site{
				"/":      page("home", "https://example.com./about", "http://www.example.com/team", "https://portal.example.com/login", "https://portal.example.com/b", "https://example.org/"),
				"/about": page("About"), "/team": page("Team"), "/login": page("Portal"),
			}.ServeHTTP(w, r)
		}
	}
	secure := httptest.NewTLSServer(http.HandlerFunc(answer))
	t.Cleanup(secure.Close)
	plain := httptest.NewServer(http.HandlerFunc(answer))
	t.Cleanup(plain.Close)
	o := access.Options{CACert: pemOf(secure)}
	for _, s := range []string{":80:" + plain.Listener.Addr().String(), ":443:" + secure.Listener.Addr().String()} {
		rule, err := access.ParseConnectTo(s)
		if err != nil {
			t.Fatal(err)
		}
		o.ConnectTo = append(o.ConnectTo, rule)
	}
	tr, err := o.Transport()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.CloseIdleConnections)
	c, r := crawl(t, Config{Start: "http://example.com/", Transport: insecureNames(tr)})
	want := []string{"https://www.example.com/", "https://www.example.com/about", "https://www.example.com/team"}
	if d := cmp.Diff(want, paths("", r.Pages)); d != "" {
		t.Error(d)
	}
	if r.Site != want[0] || r.Scope[0] != "https://www.example.com" || len(r.Scope) != 2 {
		t.Errorf("site %s, scope %q", r.Site, r.Scope)
	}
	if d := cmp.Diff([]string{"http://example.com/", "https://example.com/"}, r.Pages[0].Aliases); d != "" {
		t.Error(d)
	}
	if !c.InScope("https://www.example.com/x") || c.InScope("https://portal.example.com/") {
		t.Error("scope is wrong after the start page")
	}
	if len(r.Skipped) != 1 || r.Skipped[0].URL != "https://portal.example.com/" || !strings.Contains(r.Skipped[0].Reason, "--scope portal.example.com") {
		t.Errorf("skipped %v", r.Skipped)
	}
}

// insecureNames keeps TLS verification but for the name: httptest's certificate
// is for example.com only.
func insecureNames(tr *http.Transport) *http.Transport {
	tr.TLSClientConfig.ServerName = "example.com"
	return tr
}

func pemOf(s *httptest.Server) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
}

func TestTLSThroughAccess(t *testing.T) {
	t.Parallel()
	s := httptest.NewTLSServer(site{"/": page("home", "/a"), "/a": page("a")})
	t.Cleanup(s.Close)
	for name, o := range map[string]access.Options{"cacert": {CACert: pemOf(s)}, "insecure": {Insecure: true}} {
		tr, err := o.Transport()
		if err != nil {
			t.Fatal(err)
		}
		_, r := crawl(t, Config{Start: s.URL, Transport: tr})
		tr.CloseIdleConnections()
		if len(r.Pages) != 2 {
			t.Errorf("%s: %d pages", name, len(r.Pages))
		}
	}
}

func TestSiteHeadersStayInScope(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, _, _ := r.BasicAuth()
		seen[r.URL.Path] = user + " " + r.Header.Get("X-Preview") + " " + r.UserAgent()
		fmt.Fprint(w, page(r.URL.Path))
	}))
	o := access.Options{Headers: []access.Header{{Name: "X-Preview", Value: "token"}}, BasicAuth: &access.Credentials{User: "jo", Password: "pw"}}
	var c *Crawler
	tr := &http.Transport{}
	t.Cleanup(tr.CloseIdleConnections)
	c = newCrawler(t, Config{Start: base, UserAgent: "tester/2", Transport: o.ForHosts(func(h string) bool { return c.HostInScope(h) }, tr)})
	if _, err := c.Crawl(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"/": "jo token tester/2", "/robots.txt": "jo token tester/2", "/sitemap.xml": "jo token tester/2"}
	if d := cmp.Diff(want, seen); d != "" {
		t.Error(d)
	}
}

// TestEnvironmentHasNoEffect: colly reads COLLY_* settings by itself.
func TestEnvironmentHasNoEffect(t *testing.T) {
	base := serve(t, site{
		"/": page("home", "/a", "/b", "/secret"), "/a": "→ /c", "/b": page("b", "/d"), "/c": page("c"), "/d": page("d"), "/secret": page("secret"),
		"/robots.txt": "User-agent: *\nDisallow: /secret\n",
	})
	_, want := crawl(t, Config{Start: base})
	dir := t.TempDir()
	for k, v := range map[string]string{
		"ALLOWED_DOMAINS": "elsewhere.example", "CACHE_DIR": dir, "DETECT_CHARSET": "yes", "DISABLE_COOKIES": "yes", "DISALLOWED_DOMAINS": "127.0.0.1",
		"IGNORE_ROBOTSTXT": "yes", "FOLLOW_REDIRECTS": "no", "MAX_BODY_SIZE": "10", "MAX_DEPTH": "1", "MAX_REQUESTS": "1",
		"PARSE_HTTP_ERROR_RESPONSE": "no", "TRACE_HTTP": "yes", "USER_AGENT": "evil/1",
	} {
		t.Setenv("COLLY_"+k, v)
	}
	_, got := crawl(t, Config{Start: base})
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if len(got.Pages) != 4 {
		t.Errorf("pages %q", paths(base, got.Pages))
	}
}

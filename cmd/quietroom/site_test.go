package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

// status answers with an HTTP status.
func status(code int, header ...string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

func plainText(text string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, text)
	}
}

// TestSitesThatCannotBeAudited: each ends with 3, its run is inconclusive, on
// disk and readable, and both it and standard error say why and what would help.
func TestSitesThatCannotBeAudited(t *testing.T) {
	const home = "practice.example/"
	var sites = map[string]struct {
		pages map[string]any
		want  []string
	}{
		"a start page that is no HTML": {map[string]any{home: plainText("hello")}, []string{"not an HTML page", "text/plain", "give the address of a page"}},
		"a redirect to another site":   {map[string]any{home: status(302, "Location", "https://other.example/")}, []string{"redirects to another site", "other.example", "--scope"}},
		"401":                          {map[string]any{home: status(401, "WWW-Authenticate", "Basic")}, []string{"401 Unauthorized", "--basic-auth"}},
		"403":                          {map[string]any{home: status(403)}, []string{"403 Forbidden", "--header"}},
		"404":                          {map[string]any{home: status(404)}, []string{"404 Not Found", "check the address"}},
		"429":                          {map[string]any{home: status(429, "Retry-After", "3600")}, []string{"429 Too Many Requests", "try again later"}},
		"500":                          {map[string]any{home: status(500)}, []string{"500 Internal Server Error", "try again later"}},
		"robots that forbid all":       {map[string]any{"practice.example/robots.txt": plainText("User-agent: *\nDisallow: /\n"), home: "<title>x</title>"}, []string{"robots.txt", "forbids the whole site", "quietroom"}},
		"redirects in a circle":        {map[string]any{home: status(302, "Location", "/"), "practice.example/a": status(302, "Location", "/")}, []string{"redirects more than 10 times"}},
	}
	for name, tc := range sites {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWeb(t, tc.pages)
			unaudited(t, w.audit(t), tc.want)
			for _, r := range w.requests() {
				if r.browser() && r.host == "practice.example" {
					t.Errorf("Chrome asked for %s%s of a site that could not be crawled", r.host, r.path)
				}
			}
		})
	}
	w := newWeb(t, map[string]any{home: "<title>x</title>"})
	for name, tc := range map[string]struct {
		args []string
		want []string
	}{
		"nothing listens":            {[]string{"http://" + closedPort(t) + "/"}, []string{"connection refused", "nothing listens there", "--connect-to"}},
		"a name that is not known":   {[]string{"https://practice.invalid/"}, []string{"practice.invalid", "the name is not known", "--connect-to"}},
		"a certificate of its own":   {[]string{"https://example.com/", "--connect-to", w.connect()}, []string{"certificate", "--cacert", "--insecure"}},
		"a certificate for another":  {[]string{"https://practice.example/", "--connect-to", w.connect(), "--cacert", caFile(t, w)}, []string{"certificate is for another name", "--insecure"}},
		"no TLS where it is wanted":  {[]string{"https://practice.example/", "--connect-to", "::" + plainServer(t)}, []string{"does not speak TLS", "http://"}},
		"TLS where none is expected": {[]string{"http://practice.example/", "--connect-to", w.connect()}, []string{"400 Bad Request"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			unaudited(t, auditIn(t, command{}, append([]string{"audit"}, tc.args...)...), tc.want)
		})
	}
}

func unaudited(t *testing.T, r result, want []string) {
	t.Helper()
	r.want(t, exitIncomplete, append(want, "run/report.html")...)
	r.wantVerdict(t, audit.Inconclusive, want...)
	if r.run.Complete || len(r.run.Pages) != 0 || r.run.Ended.IsZero() {
		t.Errorf("complete %v, %d pages, ended %v", r.run.Complete, len(r.run.Pages), r.run.Ended)
	}
	if !strings.Contains(r.stdout, "INCONCLUSIVE") {
		t.Errorf("the report does not say so:\n%s", r.stdout)
	}
	said, _, _ := strings.Cut(r.stderr, "\nNext\n") // what to do about it comes after it
	lines := strings.Split(strings.TrimSpace(said), "\n")
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "quietroom: ") || strings.Count(r.stderr, "quietroom: ") != 1 {
		t.Errorf("the error is not told once and last: %s", r.stderr)
	}
}

func caFile(t *testing.T, w *web) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, w.pem(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestCleanSites: what cannot be faulted is clean, also a page without links.
func TestCleanSites(t *testing.T) {
	for name, tc := range map[string]struct {
		pages map[string]any
		args  []string
		found int
	}{
		"a page without links": {map[string]any{"practice.example/": "<title>Hello</title><p>We are here."}, nil, 1},
		"a redirect to www": {map[string]any{
			"practice.example/":     status(301, "Location", "https://www.practice.example/"),
			"www.practice.example/": "<title>Hello</title><p>We are here.",
		}, nil, 1},
		"robots that are ignored": {map[string]any{"practice.example/robots.txt": plainText("User-agent: *\nDisallow: /\n"), "practice.example/": "<title>x</title>"}, []string{"--ignore-robots"}, 1},
		"a link to nothing":       {map[string]any{"practice.example/": "<title>x</title><a href=/gone>gone</a>", "practice.example/gone": status(404)}, nil, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newWeb(t, tc.pages).audit(t, tc.args...)
			r.want(t, exitClean)
			r.wantVerdict(t, audit.Clean)
			if len(r.run.Pages) != tc.found || !r.run.Complete || r.run.Coverage.PagesAudited != tc.found {
				t.Errorf("%d pages, %d audited, complete %v; want %d", len(r.run.Pages), r.run.Coverage.PagesAudited, r.run.Complete, tc.found)
			}
			if tc.args != nil && !strings.Contains(fmt.Sprint(r.run.Notes), "robots.txt was ignored") {
				t.Errorf("the run does not say that robots.txt was ignored: %q", r.run.Notes)
			}
		})
	}
}

// TestSiteThatStopsUs: a site that turns a visitor away again and again is asked
// for nothing more, and is not clean for what nobody saw.
func TestSiteThatStopsUs(t *testing.T) {
	t.Parallel()
	w := newWeb(t, map[string]any{
		"practice.example/":  "<title>Home</title><p>x<a href=/a>a</a><a href=/b>b</a><a href=/c>c</a><a href=/d>d</a>",
		"practice.example/a": status(403), "practice.example/b": status(403), "practice.example/c": status(403),
		"practice.example/d": "<title>d</title>",
	})
	r := w.audit(t)
	r.want(t, exitIncomplete, "Verdict: inconclusive")
	r.wantVerdict(t, audit.Inconclusive, "practice.example", "403 Forbidden 3 times in a row")
	for _, q := range w.requests() {
		if q.path == "/d" {
			t.Error("it was asked for more")
		}
	}
}

// plainServer speaks no TLS; it gives its address.
func plainServer(t *testing.T) string {
	t.Helper()
	return newPlainWeb(t, nil).srv.Listener.Addr().String()
}

// TestRouter: the pages of a script's router are pages of their own: each is visited, the
// one that tells where the patient was is a leak, and no other one is for that.
func TestRouter(t *testing.T) {
	t.Parallel()
	const app = `<!doctype html><html lang=en><link rel=icon href=data:,><title>Practice</title>
<nav><a href="#/team">Team</a> <a href="#/conditions/anxiety">Anxiety</a> <a href="#/conditions/depression">Depression</a></nav><main></main><script>
const show = () => {
  const at = location.hash.slice(1) || "/", care = at.startsWith("/conditions/");
  document.title = care ? "Help with " + at.slice(12) : "Our practice";
  document.querySelector("main").innerHTML = "<h1>" + document.title + "</h1><p>What you can do.";
  if (care) new Image().src = "https://www.facebook.com/tr/?id=1&ev=PageView&dl=" + encodeURIComponent(location.href);
};
addEventListener("hashchange", show);
show();
</script>`
	r := newWeb(t, map[string]any{"practice.example/": app}).audit(t)
	r.wantVerdict(t, audit.Leak)
	got := map[string]string{}
	for _, p := range r.run.Pages {
		got[strings.TrimPrefix(p.URL, "https://practice.example/")] = p.Verdict.String()
	}
	want := map[string]string{"": "clean", "#/team": "clean", "#/conditions/anxiety": "leak", "#/conditions/depression": "leak"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, f := range r.run.Findings {
		if got[strings.TrimPrefix(f.Page, "https://practice.example/")] != "leak" {
			t.Errorf("%s leaks %s", f.Page, f.Place)
		}
	}
	quietroom(t, "diff", r.dir, r.dir).want(t, exitClean)
}

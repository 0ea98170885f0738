package main

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/chrome"
)

// TestHeadersStayWithTheSite: --basic-auth and --header go with the crawler's and
// Chrome's requests to the site, and with none to anybody else, redirects from
// the site included.
func TestHeadersStayWithTheSite(t *testing.T) {
	t.Parallel()
	private := func(next func(http.ResponseWriter, *http.Request)) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, r *http.Request) {
			if user, password, _ := r.BasicAuth(); user != "me" || password != "pass:word" || r.Header.Get("X-Staging") != "open sesame" {
				w.Header().Set("WWW-Authenticate", "Basic")
				w.WriteHeader(401)
				return
			}
			next(w, r)
		}
	}
	page := html(`<title>Home</title><p>x<a href=/go>away</a><img src=/own.gif><img src=/go>
		<img src=https://collect.example/1.gif><iframe src=https://frame.example/></iframe>
		<script>fetch('https://collect.example/2', {mode: 'no-cors', credentials: 'include'}); fetch('/go', {mode: 'no-cors'}); navigator.sendBeacon('https://collect.example/3', 'x')</script>`, func() {})
	w := newWeb(t, map[string]any{
		"practice.example/":        private(page),
		"practice.example/own.gif": private(status(200, "Content-Type", "image/gif")),
		"practice.example/go":      private(status(302, "Location", "https://away.example/")),
	})
	r := w.audit(t, "--basic-auth", "me:pass:word", "--header", "X-Staging: open sesame", "-vv")
	r.want(t, exitClean)
	seen := map[string]int{}
	for _, q := range w.requests() {
		auth, extra := q.header.Get("Authorization"), q.header.Get("X-Staging")
		who := "crawler"
		if q.browser() {
			who = "Chrome"
		}
		if q.host == "practice.example" {
			seen[who]++
			if auth == "" || extra != "open sesame" {
				t.Errorf("%s asked the site for %s with %q and %q", who, q.path, auth, extra)
			}
			continue
		}
		seen[q.host]++
		if auth != "" || extra != "" {
			t.Errorf("%s sent the site's credentials to %s%s", who, q.host, q.path)
		}
	}
	for _, who := range []string{"crawler", "Chrome", "collect.example", "frame.example", "away.example"} {
		if seen[who] == 0 {
			t.Errorf("the servers saw nothing of %s: the test looked at nothing", who)
		}
	}
	if slices.Compare(r.run.Options.Headers, []string{"X-Staging"}) != 0 {
		t.Errorf("the run names the headers %q", r.run.Options.Headers)
	}
	for _, secret := range []string{"pass:word", "open sesame", "bWU6cGFzczp3b3Jk"} {
		if strings.Contains(r.stderr, secret) {
			t.Errorf("standard error holds %q", secret)
		}
	}
	noSecretOnDisk(t, r.dir, "open sesame", "bWU6cGFzczp3b3Jk")
}

// noSecretOnDisk looks into run.json, the record and the report.
func noSecretOnDisk(t *testing.T, dir string, secrets ...string) {
	t.Helper()
	for _, name := range []string{"run.json", "exchanges.jsonl", "report.html"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
		}
		for _, s := range secrets {
			if strings.Contains(string(data), s) {
				t.Errorf("%s holds %q", name, s)
			}
		}
	}
}

// TestReach: what says how the site is reached holds for crawler and Chrome.
func TestReach(t *testing.T) {
	for name, tc := range map[string]struct {
		site  string
		args  func(*web) []string
		agent func(crawler, chrome string) bool
	}{
		"connect-to and insecure": {"https://practice.example/", func(w *web) []string { return []string{"--connect-to", w.connect(), "--insecure"} }, nil},
		"connect-to of one host and a CA file": {"https://example.com/", func(w *web) []string {
			return []string{"--connect-to", "example.com:443:" + w.srv.Listener.Addr().String(), "--cacert", caFile(t, w)}
		}, nil},
		"a user agent": {"https://practice.example/", func(w *web) []string {
			return []string{"--connect-to", w.connect(), "--insecure", "--user-agent", "Tester/7 (x)"}
		}, func(crawler, chrome string) bool { return crawler == "Tester/7 (x)" && chrome == "Tester/7 (x)" }},
		"an honest user agent": {"https://practice.example/", func(w *web) []string { return []string{"--connect-to", w.connect(), "--insecure", "--honest-ua"} },
			func(crawler, chrome string) bool {
				return strings.Contains(crawler, "quietroom") && strings.Contains(chrome, "quietroom/") && strings.Contains(chrome, "Chrome/")
			}},
		"mobile": {"https://practice.example/", func(w *web) []string {
			return []string{"--connect-to", w.connect(), "--insecure", "--viewport", "mobile"}
		}, func(_, chrome string) bool {
			return strings.Contains(chrome, "Android") && strings.Contains(chrome, "Mobile")
		}},
		"as a patient by default": {"https://practice.example/", func(w *web) []string { return []string{"--connect-to", w.connect(), "--insecure"} },
			func(crawler, chrome string) bool {
				return strings.Contains(crawler, "quietroom") && !strings.Contains(chrome, "quietroom") && !strings.Contains(chrome, "Headless")
			}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const home = `<meta name=viewport content="width=device-width"><title>Home</title><p>x<script>fetch('/look?width=' + innerWidth + '&touch=' + navigator.maxTouchPoints + '&automated=' + navigator.webdriver)</script>`
			w := newWeb(t, map[string]any{"practice.example/": home, "example.com/": home, "practice.example/look": "", "example.com/look": ""})
			r := auditIn(t, command{}, append([]string{"audit", tc.site, "--delay", "0"}, tc.args(w)...)...)
			r.want(t, exitClean)
			r.wantVerdict(t, audit.Clean)
			var crawler, chrome, look string
			for _, q := range w.requests() {
				switch {
				case q.host != "practice.example" && q.host != "example.com":
				case !q.browser():
					crawler = q.header.Get("User-Agent")
				case strings.HasPrefix(q.path, "/look"):
					chrome, look = q.header.Get("User-Agent"), q.path
				}
			}
			if crawler == "" || chrome == "" {
				t.Fatalf("the server saw crawler %q and Chrome %q", crawler, chrome)
			}
			if tc.agent != nil && !tc.agent(crawler, chrome) {
				t.Errorf("user agents: crawler %q, Chrome %q", crawler, chrome)
			}
			if mobile := name == "mobile"; mobile == strings.Contains(look, "touch=0") || mobile != strings.Contains(look, "width=412") {
				t.Errorf("the page saw %s", look)
			}
			if honest := name == "an honest user agent"; honest != strings.Contains(look, "automated=true") {
				t.Errorf("the page saw %s", look)
			}
			o := r.run.Options
			if o.Insecure != slices.Contains(tc.args(w), "--insecure") || len(o.Connect) != 1 {
				t.Errorf("the run says insecure %v, connect-to %q", o.Insecure, o.Connect)
			}
		})
	}
}

// TestRemoteChrome drives a Chrome that the test has started.
func TestRemoteChrome(t *testing.T) {
	t.Parallel()
	w := newPlainWeb(t, nil)
	at := w.srv.Listener.Addr().String()
	w.pages[at+"/"] = html(`<title>Home</title><p>x<img src=/own.gif>`, func() {})
	chromes <- struct{}{}
	address := startRemote(t)
	<-chromes
	for _, remote := range []string{address, "ws://" + strings.Split(address, "/")[2] + "/"} {
		r := auditIn(t, command{env: map[string]string{"CHROME_PATH": "/nowhere"}}, "audit", "http://"+at+"/", "--remote-chrome", remote, "--delay", "0")
		r.want(t, exitClean)
		r.wantVerdict(t, audit.Clean)
		if r.run.Tool.BrowserPath != remote || r.run.Tool.Sandbox || !strings.Contains(fmt.Sprint(r.run.Notes), "runs elsewhere") {
			t.Errorf("the run says browser %q, sandbox %v, notes %q", r.run.Tool.BrowserPath, r.run.Tool.Sandbox, r.run.Notes)
		}
	}
	inChrome := 0
	for _, q := range w.requests() {
		if q.browser() {
			inChrome++
		}
	}
	if inChrome == 0 {
		t.Error("Chrome never asked the site for anything")
	}
}

// startRemote starts a Chrome with a debugging port and gives its address.
func startRemote(t *testing.T) string {
	t.Helper()
	b, err := chrome.Find(t.Context(), nil)
	if err != nil {
		t.Fatalf("%v (the tests need a Chrome: `make test` installs one)", err)
	}
	// The page is the test's own, so this one may go without a sandbox under root.
	profile, err := os.MkdirTemp("", "quietroom-remote-")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(b.Path, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--user-data-dir="+profile, "about:blank")
	cmd.Env = append(os.Environ(), b.Env...)
	said, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		// Its children write on for a moment.
		for range 50 {
			if os.RemoveAll(profile) == nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
		t.Logf("the profile %s was left behind", profile)
	})
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if _, address, ok := strings.Cut(lines.Text(), "DevTools listening on "); ok {
			go func() {
				for lines.Scan() { // so that Chrome never waits for a reader
				}
			}()
			return strings.TrimSpace(address)
		}
	}
	t.Fatal("Chrome named no address to listen at")
	return ""
}

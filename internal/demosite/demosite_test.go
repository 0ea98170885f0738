package demosite

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/xml"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// start plays a site until the test ends.
func start(t *testing.T, o Options) *Site {
	t.Helper()
	s, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// client reaches the site under every name, trusts only its authority, and
// follows no redirect.
func client(t *testing.T, s *Site) *http.Client {
	t.Helper()
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(s.CACert()) {
		t.Fatal("CACert gives no certificate")
	}
	tlsPort, plainPort := s.Ports()
	tr := &http.Transport{
		TLSClientConfig:   &tls.Config{RootCAs: roots},
		ForceAttemptHTTP2: true,
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			port := tlsPort
			if strings.HasSuffix(addr, ":80") {
				port = plainPort
			}
			return (&net.Dialer{}).DialContext(ctx, network, (&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port}).String())
		},
	}
	t.Cleanup(tr.CloseIdleConnections)
	return &http.Client{Transport: tr, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func get(t *testing.T, c *http.Client, addr string) (int, http.Header, string) {
	t.Helper()
	res, err := c.Get(addr)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header, string(b)
}

var (
	linkRE = regexp.MustCompile(`(?:href|src|data-go|data-route)="([^"]+)"`)
	tagRE  = regexp.MustCompile(`(?s)<!--.*?-->|<(script|style)\b[^>]*>.*?</(?:script|style)>|<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^>]*?(/?)>`)
	void   = []string{"meta", "link", "input", "img", "br", "hr", "base", "source", "wbr"}
)

// unbalanced says where the elements of a page are not nested as they should be.
func unbalanced(html string) string {
	var open []string
	for _, m := range tagRE.FindAllStringSubmatch(html, -1) {
		name := strings.ToLower(m[3])
		switch {
		case name == "" || m[4] == "/" || slices.Contains(void, name):
		case m[2] == "":
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			return "</" + name + "> closes " + strings.Join(open, ">")
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return "left open: " + strings.Join(open, ">")
	}
	return ""
}

func TestEveryPage(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{"leaking": {}, "clean": {Clean: true}, "plain": {Pages: 12}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, o)
			c := client(t, s)
			seen := map[string]bool{}
			for _, p := range s.Pages() {
				status, h, body := get(t, c, Origin+p.Path)
				if status != 200 || !strings.HasPrefix(h.Get("Content-Type"), "text/html") {
					t.Errorf("%s: status %d, %s", p.Path, status, h.Get("Content-Type"))
				}
				if msg := unbalanced(body); msg != "" {
					t.Errorf("%s: %s", p.Path, msg)
				}
				for _, want := range []string{"<!doctype html>", `<html lang="en">`, "<h1>", `<link rel="canonical" href="` + Origin + p.Path + `">`} {
					if !strings.Contains(body, want) {
						t.Errorf("%s has no %s", p.Path, want)
					}
				}
				if o.Clean {
					for _, v := range Vendors() {
						if strings.Contains(body, v) {
							t.Errorf("clean %s names %s", p.Path, v)
						}
					}
				}
				for _, m := range linkRE.FindAllStringSubmatch(body, -1) {
					seen[strings.ReplaceAll(m[1], "&amp;", "&")] = true
				}
			}
			checkLinks(t, c, seen)
		})
	}
}

// checkLinks follows every link once: in the practice it must lead somewhere,
// elsewhere it must be a host that is played here.
func checkLinks(t *testing.T, c *http.Client, links map[string]bool) {
	t.Helper()
	for l := range links {
		u, err := url.Parse(l)
		if err != nil {
			t.Errorf("link %q: %v", l, err)
			continue
		}
		switch {
		case u.Scheme == "tel" || u.Scheme == "mailto" || strings.HasPrefix(l, "#"):
		case u.Host != "" && u.Host != Host:
			if !isVendor(u.Host) {
				t.Errorf("link to %s, a host that nobody plays", u.Host)
			}
		default:
			u.Scheme, u.Host = "https", Host
			if status, _, _ := get(t, c, u.String()); status >= 400 {
				t.Errorf("link %s: status %d", l, status)
			}
		}
	}
}

// TestFoundBy holds what Pages says about how each page is found.
func TestFoundBy(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	c := client(t, s)
	linked, scripted := map[string]bool{}, map[string]bool{}
	for _, p := range s.Pages() {
		_, _, body := get(t, c, Origin+p.Path)
		for _, m := range linkRE.FindAllStringSubmatch(body, -1) {
			path, _, _ := strings.Cut(m[1], "?")
			if strings.HasPrefix(m[0], "href") && !strings.HasPrefix(m[1], "https:") {
				linked[path] = true
			} else {
				scripted[path] = true
			}
		}
	}
	for _, p := range s.Pages() {
		want := map[string]bool{"start": true, "link": true}[p.FoundBy]
		if linked[p.Path] != want {
			t.Errorf("%s is found by %q, and linked: %v", p.Path, p.FoundBy, linked[p.Path])
		}
		if p.FoundBy == "script" && !scripted[p.Path] {
			t.Errorf("%s is found by script, and no element names it", p.Path)
		}
	}
}

func TestSitemaps(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	c := client(t, s)
	if _, _, robots := get(t, c, Origin+"/robots.txt"); !strings.Contains(robots, "Sitemap: "+Origin+"/sitemap.xml") || strings.Contains(strings.ToLower(robots), "crawl-delay") {
		t.Errorf("robots.txt:\n%s", robots)
	}
	var index struct {
		Locs []struct {
			Loc string `xml:"loc"`
		} `xml:"sitemap"`
	}
	_, _, body := get(t, c, Origin+"/sitemap.xml")
	if err := xml.Unmarshal([]byte(body), &index); err != nil || len(index.Locs) != 2 {
		t.Fatalf("sitemap index: %v, %d entries", err, len(index.Locs))
	}
	found := map[string]bool{}
	for _, e := range index.Locs {
		_, _, body := get(t, c, e.Loc)
		if strings.HasSuffix(e.Loc, ".gz") {
			z, err := gzip.NewReader(strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(z)
			if err != nil {
				t.Fatal(err)
			}
			body = string(b)
		}
		var set struct {
			URLs []struct {
				Loc string `xml:"loc"`
			} `xml:"url"`
		}
		if err := xml.Unmarshal([]byte(body), &set); err != nil {
			t.Fatal(err)
		}
		for _, u := range set.URLs {
			found[strings.TrimPrefix(u.Loc, Origin)] = true
		}
	}
	for _, p := range s.Pages() {
		want := p.FoundBy != "script" && p.FoundBy != "submit"
		if found[p.Path] != want {
			t.Errorf("%s (found by %s) in the sitemaps: %v", p.Path, p.FoundBy, found[p.Path])
		}
	}
}

func TestLabels(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	paths, hosts := map[string]bool{}, Vendors()
	for _, p := range s.Pages() {
		if paths[p.Path] {
			t.Errorf("%s twice", p.Path)
		}
		paths[p.Path] = true
	}
	leaky, transforms, journeys := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, l := range s.Labels() {
		leaky[l.Page] = true
		journeys[l.Journey] = true
		for _, x := range l.Transform {
			transforms[x] = true
		}
		if !paths[l.Page] || !slices.Contains(hosts, l.Host) || !l.Kind.Known() || l.Note == "" || !slices.Contains(audit.Classes, l.Class) {
			t.Errorf("a label refers to nothing: %+v", l)
		}
		if (l.Class == audit.ClassA) == (l.Kind == audit.KindPageContext || l.Kind == audit.KindContact) {
			t.Errorf("class %s does not go with kind %s: %+v", l.Class, l.Kind, l)
		}
	}
	for _, want := range []string{"md5", "sha1", "sha256", "sha512", "base64", "base64url", "hex", "gzip", "percent"} {
		if !transforms[want] {
			t.Errorf("no leak is disguised as %s", want)
		}
	}
	for _, want := range []string{JourneyVisit, JourneyForm, JourneyConfirmation} {
		if !journeys[want] {
			t.Errorf("no leak shows in a journey %q", want)
		}
	}
	clean := s.CleanPages()
	for _, p := range clean {
		if leaky[p] || !paths[p] {
			t.Errorf("%s is listed as clean", p)
		}
	}
	if len(paths) < 25 || 3*len(clean) < len(paths) {
		t.Errorf("%d pages, %d of them clean; want 25 and a third", len(paths), len(clean))
	}
}

// TestHosts holds vendors and tags together: what a snippet or a script names
// is played here, and what is played here is named somewhere.
func TestHosts(t *testing.T) {
	t.Parallel()
	named := map[string]bool{}
	hostRE := regexp.MustCompile(`(?:https|wss)://([a-z0-9.-]+)`)
	take := func(where, text string) {
		for _, m := range hostRE.FindAllStringSubmatch(text, -1) {
			named[m[1]] = true
			if !isVendor(m[1]) && m[1] != Host && m[1] != "schema.org" {
				t.Errorf("%s names %s, which nobody plays", where, m[1])
			}
		}
	}
	used := map[string]bool{}
	for _, p := range practicePages(Options{}) {
		for _, name := range p.Tags {
			used[name] = true
			if _, ok := tags[name]; !ok {
				t.Errorf("%s has the tag %q, which there is not", p.Path, name)
			}
		}
	}
	for name, tg := range tags {
		take("tag "+name, string(tg.Snippet))
		for _, h := range append(tg.Watches, tg.Collects) {
			if h != "" && !isVendor(h) {
				t.Errorf("tag %s labels %s, which nobody plays", name, h)
			}
		}
		if !used[name] {
			t.Errorf("tag %s is on no page", name)
		}
	}
	for _, dir := range []struct {
		fs   interface{ ReadFile(string) ([]byte, error) }
		glob []string
	}{{tagFiles, listed(t, "tags")}, {practiceFiles, append(listed(t, "content"), listed(t, "static")...)}} {
		for _, f := range dir.glob {
			b, err := dir.fs.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(f, ".svg") {
				take(f, string(b))
			}
		}
	}
	for _, v := range Vendors() {
		if !named[v] {
			t.Errorf("%s is played and nothing names it", v)
		}
	}
}

func listed(t *testing.T, dir string) []string {
	t.Helper()
	fsys := practiceFiles
	if dir == "tags" {
		fsys = tagFiles
	}
	entries, err := fsys.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, dir+"/"+e.Name())
	}
	return out
}

func TestVendorsKeepExactBytes(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	c := client(t, s)
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := w.Write([]byte("hello")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequest("POST", "https://rs.fullstory.com/rec/bundle/v2?a=%7e&b=x%20y+z", bytes.NewReader(z.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Encoding", "gzip")
	res, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	got := s.Received("rs.fullstory.com")
	if len(got) != 1 || !bytes.Equal(got[0].Body, z.Bytes()) || got[0].URL != req.URL.String() || got[0].Method != "POST" || got[0].Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("received %+v", got)
	}
	if all := s.All(); len(all) != 1 {
		t.Errorf("All gives %d, want 1", len(all))
	}
	get(t, c, "https://update.example.net/x")
	if len(s.Strays()) != 1 || len(s.All()) != 1 {
		t.Error("a host that no page names must be a stray only")
	}
}

func TestPracticeLog(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	c := client(t, s)
	res, err := c.Post(Origin+"/api/bookings", "application/json", strings.NewReader(`{"a":1}`))
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if got := s.PracticeReceived("/api/bookings"); len(got) != 1 || string(got[0].Body) != `{"a":1}` || res.StatusCode != 201 {
		t.Errorf("bookings: %+v, status %d", got, res.StatusCode)
	}
	if len(s.Trespasses()) != 0 {
		t.Error("nobody trespassed yet")
	}
	for _, p := range []string{"/logout", "/newsletter/unsubscribe?u=1", "/appointments/cancel", "/staff"} {
		get(t, c, Origin+p)
	}
	if got := len(s.Trespasses()); got != 4 {
		t.Errorf("%d trespasses, want 4", got)
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	c := client(t, start(t, Options{}))
	for _, tc := range []struct{ from, to string }{
		{"http://" + Host + "/about?a=b", Origin + "/about?a=b"},
		{"https://harborlight-counseling.example/team", Origin + "/team"},
		{Origin + "/appointments", "/book"},
		{Origin + "/services/", "/services"},
		{Origin + "/out/directory", "https://www.portmere-directory.example/listing/harborlight"},
	} {
		if status, h, _ := get(t, c, tc.from); status/100 != 3 || h.Get("Location") != tc.to {
			t.Errorf("%s: %d to %q, want %q", tc.from, status, h.Get("Location"), tc.to)
		}
	}
	for path, to := range map[string]string{"/intake": "/thank-you", "/pay": "/thank-you", "/portal": "/thank-you", "/careers": "/careers?sent=1"} {
		res, err := c.PostForm(Origin+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != 303 || res.Header.Get("Location") != to {
			t.Errorf("POST %s: %d to %q", path, res.StatusCode, res.Header.Get("Location"))
		}
	}
}

func TestHangPage(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{"server": {HangPage: true}, "script": {HangScript: true}, "clean": {HangPage: true, Clean: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, o)
			c := client(t, s)
			if slices.Contains(s.CleanPages(), HangPath) {
				t.Error("a page that never finishes is never clean")
			}
			if _, _, home := get(t, c, s.URL()); !strings.Contains(home, `href="`+HangPath+`"`) {
				t.Error("nothing leads to the page that hangs")
			}
			if o.HangScript {
				if _, _, body := get(t, c, Origin+HangPath); !strings.Contains(body, "while (true)") {
					t.Error("the script does not hang")
				}
				return
			}
			ended := make(chan error, 1)
			go func() {
				res, err := c.Get(Origin + HangPath)
				if err == nil {
					res.Body.Close()
				}
				ended <- err
			}()
			for len(s.PracticeReceived(HangPath)) == 0 {
				time.Sleep(time.Millisecond)
			}
			if err := s.Close(); err != nil { // must not wait for it
				t.Error(err)
			}
			if err := <-ended; err == nil {
				t.Error("the page that hangs has answered")
			}
		})
	}
}

func TestStartStopsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	s, err := Start(ctx, Options{})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	<-s.quit
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := net.Dial("tcp", s.secure.Addr().String()); err == nil {
		t.Error("still listening after its context ended")
	}
}

func TestConnectTo(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	if got := s.ConnectTo(); len(got) != 2 || !regexp.MustCompile(`^:443:127\.0\.0\.1:\d+$`).MatchString(got[0]) || !regexp.MustCompile(`^:80:127\.0\.0\.1:\d+$`).MatchString(got[1]) {
		t.Errorf("ConnectTo: %q", got)
	}
}

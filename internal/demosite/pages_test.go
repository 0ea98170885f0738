package demosite

import (
	"compress/gzip"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

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
		behind := l.Vendor != "" && isPractice(l.Host) // a vendor behind the practice's own name
		if !paths[l.Page] || !behind && !slices.Contains(hosts, l.Host) || !l.Kind.Known() || l.Note == "" || !slices.Contains(audit.Classes, l.Class) {
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
	for _, p := range slices.Concat(practicePages(Options{}), bannerPages) {
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
			if h != "" && !isVendor(h) && (h != Host || tg.Vendor == "") {
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

package browser

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

// TestProfile carries what one tab left into another, which has it before its
// first script runs, and into no third.
func TestProfile(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{
		"www.practice.test/set": `<script>
document.cookie='choice=yes; path=/; max-age=3600';
document.cookie='wide=1; domain=practice.test; path=/';
</script>`,
		"www.practice.test/read": `<script>
const seen = document.cookie.split('; ').sort().join('|') + ' ' + localStorage.getItem('cmp');
localStorage.removeItem('cmp'); localStorage.setItem('other', '1');
fetch('/seen?' + encodeURIComponent(seen));
</script>`,
		"sub.practice.test/read": `<script>fetch('/seen?' + encodeURIComponent(document.cookie + ' ' + localStorage.length))</script>`,
	})
	b, _ := start(t, s, nil)
	var p *Profile
	visitPage(t, b, TabOptions{Journey: "choice"}, "http://www.practice.test/set", func(tab *Tab) {
		var err error
		if err = chromedp.Do(tab.Context(), chromedp.Evaluate[chromedp.Void](`localStorage.setItem('cmp', 'kept "so" </script>\u2028')`)); err != nil {
			t.Fatal(err)
		}
		if p, err = tab.Profile(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	read := func(o TabOptions, url string) string {
		before := len(s.got(func(h hit) bool { return strings.HasPrefix(h.Path, "/seen?") }))
		visitPage(t, b, o, url, nil)
		var all []hit
		for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
			if all = s.got(func(h hit) bool { return strings.HasPrefix(h.Path, "/seen?") }); len(all) > before {
				return all[len(all)-1].Path
			}
		}
		return ""
	}
	const kept = "/seen?choice%3Dyes%7Cwide%3D1%20kept%20%22so%22%20%3C%2Fscript%3E%E2%80%A8"
	for range 2 { // a profile is not used up
		if got := read(TabOptions{Journey: "later", Profile: p}, "http://www.practice.test/read"); got != kept {
			t.Errorf("a later tab has %q, want %q", got, kept)
		}
	}
	if got := read(TabOptions{Journey: "sub", Profile: p}, "http://sub.practice.test/read"); got != "/seen?wide%3D1%200" {
		t.Errorf("another host of the site has %q; want the cookie of the whole site, and nothing else", got)
	}
	if got := read(TabOptions{Journey: "new"}, "http://www.practice.test/read"); got != "/seen?%20null" {
		t.Errorf("a tab without the profile has %q", got)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if out := fmt.Sprintf(verb, p); strings.Contains(out, "kept") || strings.Contains(out, "yes") {
			t.Errorf("%s prints values: %s", verb, out)
		}
	}
}

// TestConsentLabel: an exchange carries the choice that stood when it left.
func TestConsentLabel(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"www.practice.test/": "<p>Hello"})
	b, rec := start(t, s, nil)
	visitPage(t, b, TabOptions{Journey: "choice", Consent: audit.ConsentNone}, "http://www.practice.test/", func(tab *Tab) {
		tab.Consent(audit.ConsentReject)
		if err := chromedp.Do(tab.Context(), chromedp.Evaluate[chromedp.Void](`fetch('/x-reject')`)); err != nil {
			t.Fatal(err)
		}
		if err := tab.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := tab.Leave(t.Context()); err != nil {
			t.Fatal(err)
		}
		tab.Flush()
	})
	got := map[string]audit.Consent{}
	rec.mu.Lock()
	defer rec.mu.Unlock()
	for _, ex := range rec.all {
		if ex.Journey == "choice" && !strings.Contains(ex.URL, "favicon") && strings.HasPrefix(ex.URL, "http") {
			got[ex.URL] = ex.Consent
		}
	}
	want := map[string]audit.Consent{"http://www.practice.test/": audit.ConsentNone, "http://www.practice.test/x-reject": audit.ConsentReject}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestGPC: everything that runs sees the property, and everything that leaves has
// the header, but for preflights, which carry no such header (https://www.w3.org/TR/gpc/).
func TestGPC(t *testing.T) {
	t.Parallel()
	const told = `fetch('/told?%s='+navigator.globalPrivacyControl);`
	s := serve(t, map[string]string{
		"www.practice.test/":     fmt.Sprintf(`<script>`+told+`new Worker('/w.js');navigator.sendBeacon('/beacon','x')</script><iframe src="http://tracker.test/f"></iframe><iframe srcdoc="<script>fetch('/told?srcdoc='+navigator.globalPrivacyControl)</script>"></iframe>`, "page"),
		"tracker.test/f":         fmt.Sprintf(`<script>`+told+`new Worker('/w.js')</script>`, "frame"),
		"www.practice.test/w.js": fmt.Sprintf(told, "worker"),
		"tracker.test/w.js":      fmt.Sprintf(told, "frameworker"),
	})
	b, rec := start(t, s, func(c *Config) { c.GPC = true })
	want := []string{"/told?frame=true", "/told?frameworker=true", "/told?page=true", "/told?srcdoc=true", "/told?worker=true"}
	visitPage(t, b, TabOptions{Journey: "gpc"}, "http://www.practice.test/", func(tab *Tab) {
		var got []string
		for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline) && !slices.Equal(got, want); time.Sleep(20 * time.Millisecond) {
			got = nil
			for _, h := range s.got(func(h hit) bool { return strings.HasPrefix(h.Path, "/told?") }) {
				got = append(got, h.Path)
			}
			slices.Sort(got)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := tab.Leave(ctx); err != nil {
			t.Fatal(err)
		}
		tab.Flush()
	})
	rec.mu.Lock()
	defer rec.mu.Unlock()
	asked := 0
	for _, ex := range rec.all {
		if ex.Outcome != "sent" || ex.Method == http.MethodOptions || !strings.HasPrefix(ex.URL, "http") {
			continue
		}
		asked++
		if ex.Header("Sec-GPC") != "1" {
			t.Errorf("%s %s (%s) left without Sec-GPC", ex.Method, ex.URL, ex.Channel)
		}
	}
	if asked < len(want) {
		t.Errorf("%d requests on record", asked)
	}
}

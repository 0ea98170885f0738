package browser

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/quietroom/quietroom/audit"
)

// trialPage asks for what a policy can refuse and for what it lets through, and says
// when it is done.
const trialPage = `<!doctype html><title>été</title><p id="state">begun</p><img src="http://cdn.test/ok.gif"><iframe src="http://tracker.test/frame"></iframe>
<script src="http://tracker.test/tag.js"></script>
<form id="f" method="post" action="/saved"><input name="q" value="1"></form>
<script>
(async () => {
  const end = async (p) => { try { await p; } catch {} };
  navigator.sendBeacon('http://tracker.test/beacon?email=someone', 'x');
  await end(fetch('http://tracker.test/fetch', {method: 'POST', mode: 'no-cors', body: 'x'}));
  try { new WebSocket('ws://tracker.test/socket'); } catch {}
  await end(new Promise((r) => { const i = new Image(); i.onload = i.onerror = r; i.src = 'http://tracker.test/pixel.gif'; }));
  await end(fetch('http://own.practice.test/theirs', {mode: 'no-cors'}));
  await end(fetch('/api'));
  document.getElementById('state').textContent = 'done ' + document.title + ' ' + document.cookie;
})();
</script>`

// TestPolicyIsObeyed: the headers of a policy that is tried stand on the site's own
// documents, beside those of the site, and Chrome obeys both. What is refused never
// left, and is told; nothing else is touched. The record stays whole.
func TestPolicyIsObeyed(t *testing.T) {
	t.Parallel()
	s := &servers{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := strings.Cut(r.Host, ":")
		s.mu.Lock()
		s.hits = append(s.hits, hit{host, r.Method, r.URL.Path, ""})
		s.mu.Unlock()
		if r.URL.Path != "/page" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Security-Policy", "connect-src http://practice.test http://tracker.test")
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "once", Path: "/"})
		z := gzip.NewWriter(w)
		fmt.Fprint(z, trialPage)
		if err := z.Close(); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(s.Close)
	policy := []audit.Header{{"Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-inline'; connect-src 'self' http://own.practice.test; img-src 'self' http://cdn.test"}}
	b, rec := start(t, s, func(c *Config) { c.Policy = policy })
	visitPage(t, b, TabOptions{Page: "http://practice.test/page", Journey: "j"}, "http://practice.test/page", func(tab *Tab) {
		var state string
		if err := chromedp.Do(tab.Context(), chromedp.Poll[chromedp.Void](`document.getElementById('state').textContent.startsWith('done')`)); err != nil {
			t.Fatal(err)
		}
		state, err := chromedp.Run(tab.Context(), chromedp.Evaluate[string](`document.getElementById('state').textContent`))
		if err != nil {
			t.Fatal(err)
		}
		if want := "done été seen=once"; state != want {
			t.Errorf("the page says %q, want %q", state, want)
		}
		if err := tab.Arm(t.Context()); err != nil {
			t.Errorf("what a page under a policy would submit cannot be proven held: %v", err)
		}
	})
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	for _, h := range s.got(func(h hit) bool { return h.Host == "tracker.test" || h.Host == "own.practice.test" }) {
		t.Errorf("%s got %s %s", h.Host, h.Method, h.Path)
	}
	if len(s.got(func(h hit) bool { return h.Path == "/api" })) != 1 {
		t.Error("what the policy lets through did not reach the server", s.hits)
	}
	for _, ex := range rec.all {
		if ex.Party == audit.ThirdParty && ex.Outcome == "sent" && !strings.Contains(ex.URL, "cdn.test") {
			t.Errorf("%v to %s counts as sent", ex, ex.URL)
		}
		if strings.Contains(ex.URL, canaryHost) {
			t.Error("a report of the tried policy is on record")
		}
	}
	documents, refused := b.Account().Documents, b.Account().Refused
	if documents != 1 {
		t.Errorf("%d documents had the policy, want 1", documents)
	}
	want := []audit.Refusal{
		{Page: "http://practice.test/page", Directive: "connect-src", What: "http://tracker.test", Count: 2},
		{Page: "http://practice.test/page", Directive: "connect-src", What: "ws://tracker.test", Count: 1},
		{Page: "http://practice.test/page", Directive: "frame-src", What: "http://tracker.test", Count: 1},
		{Page: "http://practice.test/page", Directive: "img-src", What: "http://tracker.test", Count: 1},
		{Page: "http://practice.test/page", Directive: "script-src-elem", What: "http://tracker.test", Count: 1},
	}
	less := cmpopts.SortSlices(func(a, b audit.Refusal) bool { return a.Directive+a.What < b.Directive+b.What })
	if diff := cmp.Diff(want, refused, less); diff != "" {
		t.Error(diff)
	}
	if cert := b.Account(); !cert.Certificate.Verified || len(cert.Gaps) > 0 {
		t.Errorf("the record is not whole: %+v", cert)
	}
}

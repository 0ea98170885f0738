package browser

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

const morePage = `<!doctype html><title>More channels</title>
<meta http-equiv="Content-Security-Policy-Report-Only" content="img-src 'none'">
<link rel=preload as=image href="http://pixel.test/preload.gif"><link rel=prefetch href="http://pixel.test/prefetch.html">
<style>@import url(http://style.test/s.css); body { background: url(http://pixel.test/bg.png) }</style>
<video src="http://media.test/v.mp4" preload=auto></video><object data="http://frame.test/object"></object>
<a id=ping href="#x" ping="http://collect.test/ping">p</a>
<iframe src="http://frame.test/outer"></iframe><iframe srcdoc="<img src='http://pixel.test/srcdoc.gif'>"></iframe>
<iframe name=sink></iframe><form id=f method=post action="http://collect.test/formpost" target=sink><input name=a value=b></form>
<form id=m method=post enctype=multipart/form-data action="http://collect.test/multipart" target=sink><input name=a value=b></form>
<script>
const E = 'http://collect.test';
fetch(E+'/keepalive', {method:'POST', mode:'no-cors', keepalive:true, body:'kept'});
fetch(E+'/put', {method:'PUT', body:'put'}).catch(() => {});
fetch(E+'/params', {method:'POST', mode:'no-cors', body:new URLSearchParams({a:'1', b:'ü'})});
fetch(E+'/bytes', {method:'POST', mode:'no-cors', body:new Uint8Array([0,1,2,254,255])});
fetch(E+'/big', {method:'POST', mode:'no-cors', body:'x'.repeat(2<<20)});
new EventSource(E+'/events');
const sx = new XMLHttpRequest(); sx.open('POST', E+'/syncxhr', false); try { sx.send('sync') } catch {}
(async () => { // a gzip body without a Content-Encoding header
  const s = new Blob(['{"e":"zipped"}']).stream().pipeThrough(new CompressionStream('gzip'));
  fetch(E+'/gzip', {method:'POST', mode:'no-cors', body: await new Response(s).blob()});
})();
navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready).then(() => {});
new SharedWorker('/shared.js');
const i = document.createElement('iframe'); i.src = 'http://frame.test/gone'; document.body.append(i); setTimeout(() => i.remove(), 900);
setTimeout(() => { document.getElementById('f').submit() }, 100);
setTimeout(() => { document.getElementById('m').submit() }, 400);
addEventListener('visibilitychange', () => navigator.sendBeacon(E+'/hidden', 'hidden'));
addEventListener('pagehide', () => { fetch(E+'/hidekeep', {method:'POST', mode:'no-cors', keepalive:true, body:'kept at the end'}); });
</script>`

// TestMoreChannels: workers of every kind, nested frames, forms, navigations and
// what leaves with the page, against what the servers got.
func TestMoreChannels(t *testing.T) {
	s := serve(t, map[string]string{
		"localhost/":          morePage,
		"localhost/sw.js":     `addEventListener('activate', e => e.waitUntil(fetch('http://collect.test/sw', {method:'POST', mode:'no-cors', body:'from the service worker'})))`,
		"localhost/shared.js": `fetch('http://collect.test/shared', {method:'POST', mode:'no-cors', body:'from the shared worker'})`,
		"frame.test/outer":    `<iframe src="http://inner.test/nested"></iframe>`,
		"inner.test/nested":   `<script>fetch('http://collect.test/nested', {method:'POST', mode:'no-cors', body:'two frames deep'}); addEventListener('pagehide', () => navigator.sendBeacon('http://collect.test/nestedhide', 'bye from the depth'))</script>`,
		"frame.test/gone":     `<script>navigator.sendBeacon('http://collect.test/gone', 'and gone')</script>`,
		"localhost/popup":     `<script>navigator.sendBeacon('http://collect.test/popup', 'popped up')</script>`,
		"localhost/next":      `<meta http-equiv=refresh content="0;url=http://localhost/last"><img src="http://pixel.test/next.gif">`,
		"localhost/last":      `<img src="http://pixel.test/last.gif">`,
		"style.test/s.css":    `body { color: red }`,
		"frame.test/object":   `<p>object`,
	})
	b, rec := start(t, s, func(c *Config) { c.FirstParty = func(h string) bool { return h == "localhost" } })
	visitPage(t, b, TabOptions{Page: "http://localhost/", Journey: "j1"}, "http://localhost/", func(tab *Tab) {
		err := chromedp.Do(tab.Context(),
			chromedp.Click(chromedp.ID("ping")),
			chromedp.Evaluate[chromedp.Void](`void open('/popup', '_blank', 'noopener')`),
		)
		if err != nil {
			t.Fatal(err)
		}
		if err := tab.Settle(context.Background()); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(tab.Context(), chromedp.Navigate("http://localhost/next")); err != nil {
			t.Fatal(err)
		}
	})
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	same := func(h hit) bool {
		return strings.HasSuffix(h.Host, ".test") || h.Host == "localhost" && !strings.HasSuffix(h.Path, "favicon.ico") &&
			// Chrome looks again by itself whether the worker's script has changed.
			h.Path != "/sw.js"
	}
	want, have := s.got(same), slices.DeleteFunc(rec.hits(), func(h hit) bool { return !same(h) })
	byText := func(a, b hit) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }
	slices.SortFunc(want, byText)
	slices.SortFunc(have, byText)
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("what the servers got (-) and what is on record (+):\n%s", diff)
	}
	for _, path := range []string{"/keepalive", "/put", "/big", "/events", "/gzip", "/sw", "/shared", "/nested", "/nestedhide", "/gone", "/ping", "/popup", "/hidden", "/hidekeep", "/formpost", "/multipart"} {
		if !slices.ContainsFunc(want, func(h hit) bool { return h.Host == "collect.test" && h.Path == path }) {
			t.Errorf("the page did not send %s; the test looks at too little", path)
		}
	}
	for _, ex := range rec.all {
		if ex.Journey != "j1" {
			t.Errorf("%s %s (%s) is not attributed", ex.Method, ex.URL, ex.Channel)
		}
		if strings.HasSuffix(ex.URL, "/ping") && ex.Channel != audit.ChannelPing {
			t.Errorf("<a ping> is on record as %s", ex.Channel)
		}
	}
	certified(t, b)
}

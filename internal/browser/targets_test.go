package browser

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

const targetsPage = `<!doctype html><title>Targets</title><body>
<iframe src="http://frame.test/outer"></iframe>
<iframe sandbox=allow-scripts src="http://frame.test/sandboxed"></iframe>
<iframe sandbox=allow-scripts srcdoc="<script>fetch('http://collect.test/srcdoc',{mode:'no-cors'})</script>"></iframe>
<link rel=prerender href="http://localhost/prerendered">
<script type=speculationrules>{"prerender":[{"source":"list","urls":["/speculated"],"eagerness":"immediate"}]}</script>
<a id=open href="/popup" target=_blank rel=noopener>open</a>
<script>
new Worker('/dedicated.js');
new Worker(URL.createObjectURL(new Blob(["fetch('http://collect.test/blob',{mode:'no-cors'})"])));
new SharedWorker('/shared.js');
navigator.serviceWorker.register('/sw.js');
new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule('/worklet.js');
</script>`

// TestNoTargetStaysPaused: every target that Chrome holds back until the recorder
// is ready is let go, by each session that was handed it, and really runs. One
// that was forgotten would stay frozen, and what it sends would never exist.
func TestNoTargetStaysPaused(t *testing.T) {
	beacon := func(name string) string { return `fetch('http://collect.test/` + name + `',{mode:'no-cors'});` }
	inPage := func(name string) string { return `<script>` + beacon(name) + `</script>` }
	s := serve(t, map[string]string{
		"localhost/":             targetsPage,
		"localhost/dedicated.js": beacon("dedicated") + `new Worker('/nested.js')`,
		"localhost/nested.js":    beacon("nested-worker"),
		"localhost/shared.js":    beacon("shared"),
		"localhost/sw.js":        beacon("service"),
		"localhost/worklet.js":   `registerProcessor('p', class extends AudioWorkletProcessor { process() {} })`,
		"localhost/popup":        inPage("popup") + `<iframe src="http://frame.test/in-popup"></iframe>`,
		"localhost/prerendered":  `<p>prerendered`,
		"localhost/speculated":   `<p>speculated`,
		"frame.test/outer":       inPage("outer") + `<iframe src="http://inner.test/nested"></iframe>`,
		"frame.test/sandboxed":   inPage("sandboxed"),
		"frame.test/in-popup":    inPage("in-popup"),
		"inner.test/nested":      inPage("nested") + `<script>new Worker(URL.createObjectURL(new Blob(["fetch('http://collect.test/worker-in-frame',{mode:'no-cors'})"])))</script>`,
	})
	b, _ := start(t, s, func(c *Config) { c.FirstParty = func(h string) bool { return h == "localhost" } })
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	defer cancel()
	tab, err := b.NewTab(ctx, TabOptions{Page: "http://localhost/", Journey: "targets"})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	if err := chromedp.Do(tab.Context(), chromedp.Navigate("http://localhost/"), chromedp.Click(chromedp.ID("open"))); err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for _, name := range []string{"dedicated", "nested-worker", "blob", "shared", "service", "srcdoc", "outer", "sandboxed", "nested", "worker-in-frame", "popup", "in-popup"} {
		want["/"+name] = true
	}
	silent := func() []string {
		left := maps.Clone(want)
		for _, h := range s.got(func(h hit) bool { return h.Host == "collect.test" }) {
			delete(left, h.Path)
		}
		return slices.Sorted(maps.Keys(left))
	}
	for len(silent())+len(paused(b.rec)) > 0 {
		select {
		case <-ctx.Done():
			t.Fatalf("these never ran: %v; these are still held back: %v", silent(), paused(b.rec))
		case <-time.After(50 * time.Millisecond):
		}
	}
	kinds := map[string]int{}
	b.rec.mu.Lock()
	for _, s := range b.rec.sessions {
		kinds[s.kind]++
	}
	b.rec.mu.Unlock()
	for _, kind := range []string{"page", "iframe", "worker", "shared_worker", "service_worker"} {
		if kinds[kind] == 0 {
			t.Errorf("no %s was attached (%v); the test looks at too little", kind, kinds)
		}
	}
	if err := tab.Leave(ctx); err != nil {
		t.Fatal(err)
	}
}

// paused lists the targets that wait for one of the recorder's sessions.
func paused(r *recorder) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var list []string
	for _, s := range r.sessions {
		if s.waiting && !s.resumed {
			list = append(list, s.kind+" "+strings.TrimPrefix(s.url, "http://"))
		}
	}
	slices.Sort(list)
	return list
}

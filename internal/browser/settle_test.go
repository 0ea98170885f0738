package browser

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// delayedPage sends a beacon, named by when, at every time that a page has.
const delayedPage = `<!doctype html><title>Delayed</title><body><iframe src="http://frame.test/f"></iframe><script>
const send = n => navigator.sendBeacon('http://collect.test/d?' + n, n);
for (const s of [0, 0.5, 1, 2, 5, 9, 15, 20, 29]) setTimeout(() => send('timer-' + s), s * 1000);
const nest = n => n ? setTimeout(() => nest(n - 1), 4000) : send('nested');
nest(5);
let ticks = 0; const i = setInterval(() => { if (++ticks == 5) { clearInterval(i); send('interval') } }, 3000);
requestIdleCallback(() => send('idle'));
setTimeout(() => requestIdleCallback(() => send('idle-late'), {timeout: 1000}), 8000);
requestAnimationFrame(() => requestAnimationFrame(() => send('frame')));
(async () => { await new Promise(r => setTimeout(r, 12000)); await 0; send('async') })();
addEventListener('pagehide', () => send('pagehide'));
addEventListener('visibilitychange', () => send('hidden'));
addEventListener('pagehide', () => { let x = 0; for (let i = 0; i < 3e7; i++) x = (x * 31 + i) % 1e9; fetch('http://collect.test/d?busy-goodbye', {method: 'POST', mode: 'no-cors', keepalive: true, body: '' + x}) });
</script>`

const delayedFrame = `<script>const send = n => navigator.sendBeacon('http://collect.test/d?' + n, n);
setTimeout(() => send('frame-timer'), 20000); addEventListener('pagehide', () => send('frame-pagehide'))</script>`

// TestDelayedBeacons: whatever a page of half a minute would send reaches the
// servers and the record, without anybody waiting for half a minute.
func TestDelayedBeacons(t *testing.T) {
	want := strings.Fields(`timer-0 timer-0.5 timer-1 timer-2 timer-5 timer-9 timer-15 timer-20 timer-29 nested interval idle idle-late
		frame async pagehide hidden busy-goodbye frame-timer frame-pagehide`)
	s := serve(t, map[string]string{"practice.test/": delayedPage, "frame.test/f": delayedFrame})
	b, rec := start(t, s, nil)
	visitPage(t, b, TabOptions{Page: "http://practice.test/", Journey: "j1"}, "http://practice.test/", nil)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, h := range s.got(func(h hit) bool { return strings.HasPrefix(h.Path, "/d?") }) {
		got[strings.TrimPrefix(h.Path, "/d?")] = true
	}
	recorded := map[string]bool{}
	for _, h := range rec.hits() {
		if name, ok := strings.CutPrefix(h.Path, "/d?"); ok {
			recorded[name] = true
		}
	}
	for _, name := range want {
		if !got[name] || !recorded[name] {
			t.Errorf("%s: at the server %t, on record %t", name, got[name], recorded[name])
		}
	}
	for name := range got {
		if !slices.Contains(want, name) {
			t.Errorf("the server got %s, which is not looked for", name)
		}
	}
}

// TestEndlessRequestsDoNotStall: what never ends is not waited for, and what
// comes after it is still seen.
func TestEndlessRequestsDoNotStall(t *testing.T) {
	var mu sync.Mutex
	open, late := map[string]bool{}, false
	page := func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<!doctype html><title>x</title><script>
fetch('/endless/poll'); fetch('/endless/stream').then(r => r.text()); new EventSource('/endless/events'); new WebSocket('ws://practice.test/endless/socket');
const i = new Image(); i.src = '/endless/image'; navigator.sendBeacon('/endless/beacon', 'x');
setTimeout(() => navigator.sendBeacon('/late', 'x'), 20000)</script>`)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/", page)
	mux.HandleFunc("/late", func(http.ResponseWriter, *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		late = true
	})
	mux.HandleFunc("/endless/", func(w http.ResponseWriter, r *http.Request) {
		// Unread, a body would keep the server from noticing that its client left.
		_, _ = io.Copy(io.Discard, r.Body)
		mu.Lock()
		open[r.URL.Path] = true
		mu.Unlock()
		if strings.HasSuffix(r.URL.Path, "stream") || strings.HasSuffix(r.URL.Path, "image") {
			w.WriteHeader(http.StatusOK)
			_ = http.NewResponseController(w).Flush()
		}
		<-r.Context().Done()
		mu.Lock()
		delete(open, r.URL.Path)
		mu.Unlock()
	})
	s := &servers{Server: httptest.NewServer(mux)}
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	b, _ := start(t, s, nil)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	tab, err := b.NewTab(ctx, TabOptions{Page: "http://practice.test/", Journey: "j1"})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	if err := chromedp.Do(tab.Context(), chromedp.Evaluate[chromedp.Void](`void (location.href = 'http://practice.test/')`)); err != nil {
		t.Fatal(err)
	}
	for {
		mu.Lock()
		n := len(open)
		mu.Unlock()
		if n == 6 {
			break
		}
		if ctx.Err() != nil {
			t.Fatalf("only %d of 6 endless requests began", n)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if err := tab.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	if _, nothing := tab.visit.quietFor(); !nothing {
		t.Error("settling waits for a request that never ends, to its own end")
	}
	mu.Lock()
	if len(open) < 5 {
		t.Errorf("only %v are still open; the test looks at too little", open)
	}
	mu.Unlock()
	if err := tab.Leave(ctx); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	if !late {
		t.Error("the late beacon was not sent")
	}
}

package browser

import (
	"bufio"
	"context"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/internal/access"
)

// socketServer takes WebSockets and counts the messages that it gets.
type socketServer struct {
	net.Listener
	mu  sync.Mutex
	got []string
}

func serveSockets(t *testing.T) *socketServer {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &socketServer{Listener: l}
	srv := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, rw, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		sum := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
		_, _ = rw.WriteString("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + base64.StdEncoding.EncodeToString(sum[:]) + "\r\n\r\n")
		_ = rw.Flush()
		s.read(rw.Reader)
	})}
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { srv.Close() })
	return s
}

// read takes the masked frames of a client (RFC 6455, section 5.2).
func (s *socketServer) read(r *bufio.Reader) {
	for {
		var head [2]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return
		}
		size := int64(head[1] & 0x7f)
		switch size {
		case 126:
			var n uint16
			_ = binary.Read(r, binary.BigEndian, &n)
			size = int64(n)
		case 127:
			_ = binary.Read(r, binary.BigEndian, &size)
		}
		mask := make([]byte, 4)
		_, _ = io.ReadFull(r, mask)
		body := make([]byte, size)
		if _, err := io.ReadFull(r, body); err != nil {
			return
		}
		for i := range body {
			body[i] ^= mask[i%4]
		}
		if op := head[0] & 0x0f; op == 1 || op == 2 {
			s.mu.Lock()
			s.got = append(s.got, string(body))
			s.mu.Unlock()
		}
	}
}

func (s *socketServer) messages() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.got)
}

// style is one way in which pages commit something.
type style struct {
	name string
	// page is what stands on /; F in it is the form's fields, V an attribute with the
	// form vendor's address.
	page string
	// worked is true in the page when its own success path has run, "" when nothing
	// can make it run and the journey must say so.
	worked string
	held   int // how many requests are held at least
	says   string
}

const (
	thanked = `document.title === 'Thanks'`
	script1 = `<form id=f>F<button id=go>Book</button></form><script>f.addEventListener('submit', async e => { e.preventDefault(); const body = new FormData(f), v = Object.fromEntries(body); `
	script2 = `; done() })</script>`
)

var styles = []style{
	{"navigation, urlencoded", `<form method=post action=/commit>F<button id=go>Book</button></form>`, thanked, 1, ""},
	{"navigation, multipart", `<form method=post enctype=multipart/form-data action=/commit>F<button id=go>Book</button></form>`, thanked, 1, ""},
	{"navigation to the vendor", `<form method=post action=http://forms.test/commit>F<button id=go>Book</button></form>`, thanked, 1, ""},
	{"form in a frame", `<iframe name=sink></iframe><form method=post action=/commit target=sink>F<button id=go>Book</button></form><script>frames.sink.frameElement.onload = () => { if (frames.sink.document.body.textContent.includes('Thank')) done() }</script>`, `window.ok`, 1, ""},
	{"form in a new window", `<form method=post action=/commit target=_blank>F<button id=go>Book</button></form>`, "true", 1, ""},
	{"submit() after a while", `<form id=f method=post action=/commit>F<button id=go type=button onclick="setTimeout(() => f.submit(), 400)">Book</button></form>`, thanked, 1, ""},
	{"requestSubmit", `<form id=f method=post action=/commit>F</form><a href=# id=go onclick="f.requestSubmit(); return false">Book</a>`, thanked, 1, ""},
	{"dialog in front", `<form id=f method=post action=/commit>F<button id=go type=button onclick="if (confirm('Sure?')) f.submit()">Book</button></form>`, thanked, 1, ""},
	{"script that goes to an address", `<form id=f>F<button id=go type=button onclick="location.href = '/handler?' + new URLSearchParams(new FormData(f))">Book</button></form>`, `location.search.includes('wren')`, 1, ""},
	{"GET form", `<form action=/handler>F<button id=go>Book</button></form>`, `location.search.includes('wren')`, 1, ""},
	{"fetch JSON", script1 + `const j = await (await fetch('/commit', {method: 'POST', headers: {'content-type': 'application/json', accept: 'application/json'}, body: JSON.stringify(v)})).json(); if (!j.success) return` + script2, `window.ok`, 1, ""},
	{"fetch of a GET address", script1 + `const j = await (await fetch('/commit?' + new URLSearchParams(v))).json(); if (!j.success) return` + script2, `window.ok`, 1, ""},
	{"XHR urlencoded", script1 + `const x = new XMLHttpRequest(); x.open('POST', '/commit'); x.setRequestHeader('X-Requested-With', 'XMLHttpRequest'); x.onload = () => { if (x.status === 200 && JSON.parse(x.response).success) done() }; x.send(new URLSearchParams(body)); return` + script2, `window.ok`, 1, ""},
	{"XHR, synchronous", script1 + `const x = new XMLHttpRequest(); x.open('POST', '/commit', false); x.send(body); if (x.status !== 200) return` + script2, `window.ok`, 1, ""},
	{"fetch multipart to the vendor, with a preflight", script1 + `const r = await fetch('http://forms.test/commit', {method: 'POST', headers: {'x-key': '1'}, credentials: 'include', body}); if (!(await r.json()).ok) return` + script2, `window.ok`, 1, ""},
	{"a host that nobody knows", script1 + `const r = await fetch('http://backend.test/commit', {method: 'POST', body: JSON.stringify(v)}); if (!(await r.json()).ok) return` + script2, `window.ok`, 1, ""},
	{"a token, an upload, then the form", script1 + `const t = await (await fetch('/token')).text(); const u = await (await fetch('http://store.test/commit/key', {method: 'PUT', body: new Blob(['file'])})); const r = await fetch('/commit', {method: 'POST', headers: {'x-token': t}, body: JSON.stringify({...v, file: u.ok})}); if (!(await r.json()).id) return` + script2, `window.ok`, 2, ""},
	{"GraphQL", script1 + `const ask = query => fetch('/graphql', {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({query, variables: v})}).then(r => r.json());
		const slots = await ask('query Slots { slots { id } }'); if (slots.data.slots.length !== 1) return;
		const j = await ask('mutation Commit($email: String!) { book(email: $email) { booking { id } errors { message } } }'); if (j.data.book.errors.length || !j.data.book.booking.id) return` + script2, `window.ok`, 1, ""},
	{"a question by POST, one that says who asks, and the form", script1 + `const post = (to, body) => fetch(to, {method: 'POST', headers: {'content-type': 'application/x-www-form-urlencoded'}, body}).then(r => r.json());
		if ((await post('/ajax', 'action=get_slots&day=3')).slots[0] !== '9:00') return;
		if ((await post('http://forms.test/availability', 'day=3')).slots[0] !== '10:00') return;
		await post('/commit/get_slots', 'for=' + v.email); if (!(await post('/commit', new URLSearchParams(body))).success) return` + script2, `window.ok`, 2, ""},
	{"Next.js server action", script1 + `const r = await fetch('/commit', {method: 'POST', headers: {'Next-Action': '40ff', accept: 'text/x-component'}, body}); const rows = (await r.text()).split('\n'); if (!JSON.parse(rows[1].slice(2)).success) return` + script2, `window.ok`, 1, ""},
	{"beacon", script1 + `if (!navigator.sendBeacon('/commit', JSON.stringify(v))) return` + script2, `window.ok`, 1, ""},
	{"beacon to the vendor", script1 + `if (!navigator.sendBeacon('http://forms.test/commit', JSON.stringify(v))) return` + script2, `window.ok`, 1, ""},
	{"worker", script1 + `const w = new Worker(URL.createObjectURL(new Blob(["onmessage = async e => { const r = await fetch('http://localhost/commit', {method: 'POST', body: e.data}); postMessage((await r.json()).success) }"]))); w.onmessage = e => e.data && done(); w.postMessage(JSON.stringify(v)); return` + script2, `window.ok`, 1, ""},
	{"service worker that sends by itself", script1 + `const reg = await navigator.serviceWorker.ready; navigator.serviceWorker.onmessage = e => e.data && done(); reg.active.postMessage(JSON.stringify(v)); return` + script2 + `<script>navigator.serviceWorker.register('/sw.js')</script>`, `window.ok`, 1, ""},
	{"service worker's queue", script1 + `const reg = await navigator.serviceWorker.ready; navigator.serviceWorker.onmessage = e => e.data && done(); await reg.sync.register('queue'); return` + script2 + `<script>navigator.serviceWorker.register('/sw.js')</script>`, `window.ok`, 1, ""},
	{"a dialog of its own", `<form id=f method=post action=/commit>F<button id=go type=button onclick="d.showModal(); setTimeout(() => yes.click(), 300)">Book</button><dialog id=d>Sure? <button id=yes>Yes</button></dialog></form>`, thanked, 1, ""},
	{"a search, which is no commit", `<form action=/search><input name=q value="help with sleep"><button id=go>Search</button></form>`, `location.search.includes('sleep')`, 0, ""},
	{"two presses in one handler", script1 + `const send = () => fetch('/commit', {method: 'POST', body: JSON.stringify(v)}).then(r => r.json()); const [a, b] = await Promise.all([send(), send()]); if (!a.success || !b.success) return` + script2, `window.ok`, 2, ""},
	{"JSONP", script1 + `window.jq1 = d => d.result === 'success' && done(); const s = document.createElement('script'); s.src = 'http://forms.test/commit?callback=jq1&' + new URLSearchParams(v); document.body.append(s); return` + script2, `window.ok`, 1, ""},
	{"mailto", `<form method=post action="mailto:desk@practice.test" enctype=text/plain>F<button id=go>Book</button></form>`, "true", 0, ""},
	{"WebSocket", `<script>const ws = new WebSocket('ws://sockets.test/commit'); ws.onmessage = done; ws.onopen = () => ws.send('hello')</script>` + script1 + `ws.send(JSON.stringify(v)); ws.send(new TextEncoder().encode('binary ' + v.email)); ws.send(new Blob(['blob ' + v.email])); return` + script2, "", 3, "over a WebSocket"},
	{"WebSocket of a worker", script1 + `w.postMessage(JSON.stringify(v)); return` + script2 + `<script>const w = new Worker(URL.createObjectURL(new Blob(["const ws = new WebSocket('ws://sockets.test/commit'); ws.onopen = () => ws.send('hello'); onmessage = e => ws.send(e.data)"])))</script>`, "", 1, "over a WebSocket"},
	{"WebSocket that is opened for it", script1 + `const i = document.createElement('iframe'); document.body.append(i); const ws = new i.contentWindow.WebSocket('ws://sockets.test/commit'); ws.onopen = () => ws.send(JSON.stringify(v)); return` + script2, "", 1, "over a WebSocket"},
	{"WebTransport", `<script>const wt = new WebTransport('https://sockets.test/commit'); wt.ready.catch(() => {}); wt.closed.catch(() => {})</script>` + script1 + `const w = wt.datagrams.writable.getWriter(); w.write(new TextEncoder().encode(v.email)).catch(() => {}); return` + script2, "", 0, "a WebTransport"},
	{"WebTransport that is opened for it", script1 + `const wt = new WebTransport('https://sockets.test/commit'); wt.ready.catch(() => {}); wt.closed.catch(() => {}); return` + script2, "", 0, "a WebTransport"},
	{"peer connection", `<script>(async () => {
		const a = new RTCPeerConnection(), b = new RTCPeerConnection(); a.onicecandidate = e => e.candidate && b.addIceCandidate(e.candidate); b.onicecandidate = e => e.candidate && a.addIceCandidate(e.candidate);
		window.dc = a.createDataChannel('x'); b.ondatachannel = e => { e.channel.onmessage = m => { window.leaked = m.data } };
		await a.setLocalDescription(); await b.setRemoteDescription(a.localDescription); await b.setLocalDescription(); await a.setRemoteDescription(b.localDescription) })()</script>` + script1 + `dc.send(v.email); setTimeout(() => { if (window.leaked) location = '/commit-leaked' }, 300); return` + script2, "", 0, "a peer connection"},
	{"WebSocket stream", `<script>let out; const s = new WebSocketStream('ws://sockets.test/commit'); s.opened.then(o => { out = o.writable.getWriter(); out.write('hello') })</script>` + script1 + `await out.write(JSON.stringify(v)); return` + script2, "", 0, "a WebSocket stream"},
}

// TestStyles: for every way to commit, neither the practice nor the form's vendor
// gets anything, and the page's own success path runs where it can.
func TestStyles(t *testing.T) {
	sockets := serveSockets(t)
	pages := map[string]string{
		"localhost/thanks":        `<title>Thanks</title><script>navigator.sendBeacon('http://collect.test/conversion?' + document.referrer)</script>`,
		"localhost/handler":       `<title>Handler</title>`,
		"localhost/token":         `T1`,
		"localhost/ajax":          `{"slots":["9:00"]}`,
		"forms.test/availability": `{"slots":["10:00"]}`,
		"localhost/graphql":       `{"data":{"slots":[{"id":1}]}}`,
		"localhost/search":        `<title>Found</title>`,
		"localhost/sw.js": `addEventListener('sync', e => e.waitUntil((async () => { const r = await fetch('/commit', {method: 'POST', body: 'wren@example.com'}), j = await r.json(); for (const c of await clients.matchAll({includeUncontrolled: true})) c.postMessage(j.success) })()));
			addEventListener('install', () => skipWaiting()); addEventListener('message', async e => { const r = await fetch('/commit', {method: 'POST', body: e.data}); e.source.postMessage((await r.json()).success) })`,
	}
	for i, st := range styles {
		body := strings.ReplaceAll(st.page, "F<", `<input name=email value="wren@example.com"><input name=text value="about my sleep"><`)
		pages["localhost/page"+strconv.Itoa(i)] = `<!doctype html><title>Book</title><link rel=icon href="data:,"><script>function done() { window.ok = true; navigator.sendBeacon('http://collect.test/conversion') }</script>` + body
	}
	s := serve(t, pages)
	_, port, _ := net.SplitHostPort(sockets.Addr().String())
	b, rec := start(t, s, func(c *Config) {
		c.FirstParty = func(h string) bool { return h == "localhost" || h == "sockets.test" }
		c.Commits = func(h string) bool { return h == "forms.test" }
		c.Known = func(h string) bool { return h == "collect.test" || h == "store.test" }
		c.Access.ConnectTo = append(parseRules(t, "sockets.test:80:127.0.0.1:"+port), c.Access.ConnectTo...)
	})
	ran := map[string]bool{}
	for i, st := range styles {
		t.Run(st.name, func(t *testing.T) {
			ran[st.name] = true
			before := len(sockets.messages())
			url := "http://localhost/page" + strconv.Itoa(i)
			press(t, b, url, st)
			for _, h := range s.got(func(h hit) bool {
				return strings.HasPrefix(h.Path, "/commit") || strings.Contains(h.Path, "wren") && h.Host != "collect.test"
			}) {
				t.Errorf("a server got %v", h)
			}
			for _, m := range sockets.messages()[before:] {
				if m != "hello" {
					t.Errorf("the socket's server got %q", m)
				}
			}
		})
		s.mu.Lock()
		s.hits = nil
		s.mu.Unlock()
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	certified(t, b)
	held, after := map[string]bool{}, map[string]bool{}
	for _, ex := range rec.all {
		if ex.Held && ex.Outcome != "held" && !strings.Contains(ex.URL, "/handler") {
			t.Errorf("%s %s is held, and its outcome is %s", ex.Method, ex.URL, ex.Outcome)
		}
		held[ex.Journey] = held[ex.Journey] || ex.Held
		after[ex.Journey] = after[ex.Journey] || ex.AfterSubmit && strings.Contains(ex.URL, "/conversion")
		if strings.Contains(ex.URL, "canary.quietroom") {
			t.Errorf("a canary is on record: %s", ex.URL)
		}
	}
	for _, st := range styles {
		if ran[st.name] && st.held > 0 && !held[st.name] {
			t.Errorf("%s: nothing held is on record", st.name)
		}
		if ran[st.name] && st.held > 0 && (st.worked == "window.ok" || st.worked == thanked) && !after[st.name] {
			t.Errorf("%s: no conversion is on record as after the submit", st.name)
		}
	}
}

// press opens a page, arms, presses its button and waits for its success path.
func press(t *testing.T, b *Browser, url string, st style) {
	t.Helper()
	o := TabOptions{Page: url, Journey: st.name, Identity: []string{"wren@example.com"}, Thanks: func(action string, _ []byte) string {
		if strings.HasSuffix(action, "/commit") && !strings.Contains(st.name, "frame") {
			return "http://localhost/thanks"
		}
		return ""
	}}
	visitPage(t, b, o, url, func(tab *Tab) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := tab.Arm(ctx); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(tab.Context(), chromedp.Click(chromedp.CSS("#go"))); err != nil {
			t.Fatal(err)
		}
		ok := func() bool {
			if tab.Held() < st.held {
				return false
			}
			if st.worked == "" {
				return slices.ContainsFunc(tab.Stopped(), func(why string) bool { return strings.Contains(why, st.says) })
			}
			got, err := chromedp.Run(tab.Context(), chromedp.Evaluate[bool](`!!(`+st.worked+`)`))
			return err == nil && got
		}
		for !ok() {
			if ctx.Err() != nil {
				title, _ := chromedp.Run(tab.Context(), chromedp.Title())
				t.Fatalf("held %d of %d, and the success path did not run; title %q, stopped %q", tab.Held(), st.held, title, tab.Stopped())
			}
			time.Sleep(50 * time.Millisecond)
		}
		if stood := st.name == "form in a frame"; tab.StoodIn() != stood {
			t.Errorf("a page stood in: %v, want %v", !stood, stood)
		}
		if st.worked != "" && len(tab.Stopped()) > 0 {
			t.Errorf("stopped: %q", tab.Stopped())
		}
		if err := tab.Settle(ctx); err != nil {
			t.Fatal(err)
		}
	})
}

func parseRules(t *testing.T, rules ...string) (out []access.Rule) {
	t.Helper()
	for _, r := range rules {
		rule, err := access.ParseConnectTo(r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, rule)
	}
	return out
}

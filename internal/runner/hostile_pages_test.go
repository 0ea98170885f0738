//go:build hostile

package runner

import (
	"compress/gzip"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// hostilePages are the pages, by kind of harm. What the page asks for below its
// own address is answered by its serve, else with 204.
var hostilePages = []hostile{
	// Dialogs, windows and questions.
	{name: "alerts in a loop", html: `<script>while (true) alert('again')</script>`, status: audit.Inconclused, why: "dialog"},
	{name: "confirms until yes", html: `<script>for (let i = 0; i < 8; i++) confirm('sure?'); prompt('name?'); new Image().src = 'http://pixel.test/after-dialogs'</script>`, status: audit.Walked},
	{name: "prompts in a loop", html: `<script>setInterval(() => prompt('again'), 1)</script>`},
	{name: "beforeunload", html: `<form method=post action=/x><label>Email <input type=email name=email></label><button>Send</button></form><script>onbeforeunload = e => { e.preventDefault(); return 'stay' }</script>`, status: audit.Walked},
	{name: "popups by the hundred", html: `<script>for (let i = 0; i < 200; i++) open('/popup?' + i)</script>`, status: audit.Walked},
	{name: "popups that open popups", html: `<script>open(location.href); open(location.href)</script>`, status: audit.Walked},
	{name: "prints", html: `<script>print(); setInterval(print, 10)</script>`, status: audit.Walked},
	{name: "permissions", html: `<button id=b>x</button><script>
const n = navigator, t = f => { try { Promise.resolve(f()).catch(() => {}) } catch {} };
const ask = () => {
  t(() => n.geolocation.getCurrentPosition(() => {})); t(() => Notification.requestPermission());
  t(() => n.mediaDevices.getUserMedia({video: true, audio: true})); t(() => n.mediaDevices.getDisplayMedia());
  t(() => n.clipboard.readText()); t(() => n.requestMIDIAccess({sysex: true}));
  t(() => n.usb.requestDevice({filters: []})); t(() => n.serial.requestPort()); t(() => n.hid.requestDevice({filters: []})); t(() => n.bluetooth.requestDevice({acceptAllDevices: true}));
  t(() => showOpenFilePicker()); t(() => showDirectoryPicker()); t(() => { const i = document.createElement('input'); i.type = 'file'; i.click() });
  t(() => n.registerProtocolHandler('web+x', '/x?%s')); t(() => new PaymentRequest([{supportedMethods: 'https://pay.test/'}], {total: {label: 'x', amount: {currency: 'USD', value: '1'}}}).show());
  t(() => document.documentElement.requestFullscreen()); t(() => document.documentElement.requestPointerLock()); t(() => n.credentials.get({password: true, publicKey: {challenge: new Uint8Array(8)}}));
  t(() => n.storage.persist()); t(() => n.wakeLock.request()); t(() => new IdleDetector()); t(() => n.keyboard.lock()); t(() => queryLocalFonts()); t(() => n.share({title: 'x'}));
};
ask(); setInterval(ask, 300); addEventListener('mousemove', ask)</script>`},
	{name: "log-in asked for", serve: challenge("Basic realm=x"), status: audit.Inconclused, why: "error of its own"},
	{name: "log-in by ticket", serve: challenge("Negotiate"), status: audit.Inconclused, why: "error of its own"},
	{name: "log-in for an image", serve: func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".gif") {
			challenge("Basic realm=x")(w, r)
			return
		}
		page(w, `<img src="http://pixel.test/log-in-for-an-image/x.gif"><img src="/log-in-for-an-image/y.gif">`)
	}, status: audit.Walked},

	// Scripts that never stop.
	{name: "spins at once", html: `<script>while (true) {}</script>`, status: audit.Inconclused, why: "script"},
	{name: "spins in a click", html: `<form method=post action=/x><label>Email <input type=email name=email></label><button>Send</button></form><script>addEventListener('click', () => { while (true) {} })</script>`, status: audit.Walked},
	{name: "spins in pagehide", html: `<script>addEventListener('pagehide', () => { while (true) {} })</script>`},
	{name: "spins in a worker", html: `<script>for (let i = 0; i < 4; i++) new Worker(URL.createObjectURL(new Blob(['while (true) {}'])))</script>`},
	{name: "spins in a frame", serve: func(w http.ResponseWriter, r *http.Request) {
		if r.Host != "localhost" {
			page(w, `<script>while (true) {}</script>`)
			return
		}
		page(w, `<iframe src="http://spin.test/spins-in-a-frame/f"></iframe>`)
	}, status: audit.Inconclused, why: "script"},
	{name: "spins without end in microtasks", html: `<script>const f = () => Promise.resolve().then(f); f()</script>`, status: audit.Inconclused, why: "script"},
	// After the fast-forward the clock stands still, so that its wait may have no end: then it says so.
	{name: "blocks five seconds now and then", html: `<script>setInterval(() => { const t = Date.now(); while (Date.now() - t < 5000); }, 6500); new Image().src = 'http://pixel.test/blocker'</script>`},
	{name: "stops in the debugger", html: `<script>debugger; setInterval(() => { debugger }, 10)</script>`},
	{name: "floods the console", html: `<script>const s = 'x'.repeat(10000); setInterval(() => { for (let i = 0; i < 300; i++) { console.log(s, {a: [s]}); console.error(new Error(s)) } }, 20)</script>`, status: audit.Inconclused, why: "console"},
	{name: "floods the document", html: `<script>setInterval(() => { const d = document.createElement('div'); d.innerHTML = '<p><b>x</b></p>'.repeat(3000); document.body.append(d) }, 30)</script>`},
	{name: "mutates without end", html: `<p id=p>x</p><script>new MutationObserver(() => { p.textContent = Math.random() }).observe(p, {childList: true}); setInterval(() => { p.textContent = Math.random() }, 1)</script>`, status: audit.Inconclused, why: "script"},
	{name: "replaces the language", html: `<script>
const no = () => { throw new Error('no') };
JSON.stringify = JSON.parse = no; for (const p of [Array.prototype, Object.prototype, String.prototype, Promise.prototype, EventTarget.prototype, Element.prototype, Document.prototype, Node.prototype])
  for (const k of Object.getOwnPropertyNames(p)) { if (k === 'constructor') continue; try { Object.defineProperty(p, k, {get: no, set() {}, configurable: true}) } catch {} }
Object.prototype.toJSON = no; performance.getEntriesByType = no; window.setTimeout = window.Promise = window.Map = no</script>
<form method=post action=/x><label>Email <input type=email name=email></label><button>Send</button></form>`, status: audit.Walked},

	// Memory.
	{name: "fills the heap", cloaked: true, html: `<script>const a = []; setInterval(() => { for (let i = 0; i < 200; i++) a.push(new Array(100000).fill(Math.random())) }, 1)</script>`, status: audit.Inconclused, why: "memory"},
	{name: "fills buffers", cloaked: true, html: `<script>const a = []; setInterval(() => { for (let i = 0; i < 8; i++) a.push(new Uint8Array(1 << 25).fill(1)) }, 1)</script>`, status: audit.Inconclused, why: "memory"},
	{name: "fills a worker", cloaked: true, html: `<script>new Worker(URL.createObjectURL(new Blob(['const a = []; setInterval(() => { for (let i = 0; i < 8; i++) a.push(new Uint8Array(1 << 25).fill(1)) }, 1)'])))</script>`},
	{name: "fills the storage", cloaked: true, html: `<script>const c = new Uint8Array(1 << 25).fill(1), k = []; let n = 0; const cs = caches.open('x'); setInterval(async () => { k.push(new Blob([c])); try { await (await cs).put('/' + n++, new Response(c)) } catch {} }, 5)</script>`},
	{name: "big canvas and wasm", cloaked: true, html: `<script>const k = []; setInterval(() => { try { const c = document.createElement('canvas'); c.width = c.height = 8000; c.getContext('2d').fillRect(0, 0, 8000, 8000); k.push(c, new WebAssembly.Memory({initial: 8000})); new Uint8Array(k.at(-1).buffer).fill(1) } catch {} }, 20)</script>`, status: audit.Inconclused, why: "memory"},

	// Pages that do not stay.
	{name: "closes itself", html: `<script>setTimeout(() => { open('', '_self'); close() }, 100)</script>`, status: audit.Walked},
	{name: "goes in circles", html: `<script>setInterval(() => { location.href = location.pathname + '?' + Math.random() }, 30)</script>`, status: audit.Inconclused, why: "by itself"},
	{name: "refreshes at once", html: `<meta http-equiv=refresh content="0;url=/refreshes-at-once"><p>x`, status: audit.Inconclused, why: "by itself"},
	{name: "reloads in unload", html: `<script>onpagehide = onunload = () => { location.reload() }; location.reload()</script>`},
	{name: "pushes history", html: `<script>setInterval(() => { for (let i = 0; i < 500; i++) history.pushState(i, '', '?' + Math.random()); location.hash = Math.random() }, 1); onhashchange = () => { location.hash = Math.random() }</script>`},
	{name: "traps the way back", html: `<script>history.pushState(0, ''); onpopstate = () => history.forward(); history.back(); setInterval(() => history.back(), 20)</script>`, status: audit.Inconclused, why: "about:blank"},
	{name: "redirects without end", cloaked: true, serve: func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, fmt.Sprintf("/redirects-without-end/%d", time.Now().UnixNano()), http.StatusFound)
	}, status: audit.Inconclused, why: "TOO_MANY_REDIRECTS"},
	{name: "is a download", serve: func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Disposition", `attachment; filename="../../x.html"`)
		fmt.Fprint(w, "<title>x</title>")
	}, status: audit.Inconclused, why: "download"},
	{name: "downloads", serve: func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/downloads/") {
			w.Header().Set("Content-Disposition", "attachment")
			flood(w, r)
			return
		}
		page(w, `<script>for (let i = 0; i < 30; i++) { const a = document.createElement('a'); a.href = '/downloads/' + i; a.download = 'x'; a.click() } location.href = '/downloads/nav'
const b = document.createElement('a'); b.download = 'y'; b.href = URL.createObjectURL(new Blob([new Uint8Array(1e8)])); b.click()</script>`)
	}, status: audit.Walked},

	// Too much, too long.
	{name: "ten thousand requests", html: `<script>for (let i = 0; i < 10000; i++) fetch('http://collect.test/n?' + i, {mode: 'no-cors'})</script>`},
	{name: "two hundred megabytes", cloaked: true, serve: func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><title>big</title><!--")
		chunk := []byte(strings.Repeat("x", 1<<20))
		for range 200 {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
		fmt.Fprint(w, "-->")
	}},
	{name: "two hundred megabytes fetched", serve: func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/two-hundred-megabytes-fetched" {
			page(w, `<script>fetch('/two-hundred-megabytes-fetched/x').then(r => r.text()).then(t => { globalThis.t = t })</script>`)
			return
		}
		chunk := []byte(strings.Repeat("x", 1<<20))
		for range 200 {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	}},
	{name: "never ends", cloaked: true, serve: func(w http.ResponseWriter, r *http.Request) {
		page(w, "<p>x")
		flood(w, r)
	}},
	{name: "resources that never end", serve: func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/resources-that-never-end/") {
			flood(w, r)
			return
		}
		page(w, `<img src="http://pixel.test/resources-that-never-end/i"><script>fetch('/resources-that-never-end/f').then(r => r.text()); new EventSource('/resources-that-never-end/e')</script>`)
	}},
	{name: "a byte a second", cloaked: true, serve: drip, status: audit.Inconclused, why: "the page"},
	{name: "a script by the byte", serve: func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/a-script-by-the-byte/") {
			drip(w, r)
			return
		}
		page(w, `<script src="/a-script-by-the-byte/s.js"></script>`)
	}, status: audit.Inconclused, why: "the page"},
	{name: "never answers", cloaked: true, serve: func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, status: audit.Inconclused, why: "the page"},
	{name: "a bomb", cloaked: true, serve: func(w http.ResponseWriter, _ *http.Request) { bomb(w, "text/html") }},
	{name: "a bomb of a script", serve: func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/a-bomb-of-a-script/") {
			bomb(w, "text/javascript")
			return
		}
		page(w, `<script src="/a-bomb-of-a-script/s.js"></script>`)
	}},
	{name: "frames in frames", cloaked: true, serve: nested("localhost")},
	{name: "frames of other sites in frames", cloaked: true, serve: nested("other%d.test")},
	{name: "a long address", html: `<a href="/a-long-address/?` + strings.Repeat("x", 100<<10) + `">x</a><script>const l = 'x'.repeat(100 << 10); fetch('/a-long-address/?' + l); new Image().src = 'http://pixel.test/?' + l; history.replaceState(0, '', '?' + l)</script>`, status: audit.Walked},
	{name: "long headers", serve: func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/long-headers" {
			for i := range 50 {
				w.Header().Add("Set-Cookie", fmt.Sprintf("c%d=%s; path=/long-headers", i, strings.Repeat("v", 4000)))
			}
			page(w, `<img src="/long-headers/x"><img src="http://pixel.test/long-headers/x"><script>fetch('/long-headers/y', {headers: {'x-long': 'x'.repeat(200 << 10)}})</script>`)
			return
		}
		w.Header().Set("X-Long", strings.Repeat("x", 200<<10))
		w.WriteHeader(http.StatusNoContent)
	}, status: audit.Walked},
	{name: "a title of a megabyte", html: `<script>document.title = 'x'.repeat(1 << 20)</script><form method=post action=/x><label>` + strings.Repeat("Email ", 170000) + `<input type=email name=email></label><button>Send</button></form>`, status: audit.Walked},

	// Servers that break the rules.
	{name: "broken TLS", html: `<img src="https://garbage.test/i"><img src="https://expired.test/i"><script src="https://garbage.test/s.js"></script><a href="https://expired.test/">x</a><a href="https://garbage.test/">y</a>`, status: audit.Walked},
	{name: "resets", cloaked: true, serve: raw(""), status: audit.Inconclused, why: "error of its own"},
	{name: "resets its resources", serve: below(raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx"), `<img src="http://pixel.test%[1]s/i"><script src="%[1]s/s.js"></script><script>fetch('%[1]s/f')</script>`), status: audit.Walked},
	{name: "speaks no HTTP", cloaked: true, serve: raw("\x00\xff\xfe garbage \r\n\r\n\r\n"), status: audit.Inconclused},
	{name: "malformed headers", cloaked: true, serve: raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nBad\xff\xfeHeader\r\n: empty\r\nContent-Length: 5\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnonsense"), status: audit.Inconclused},
	{name: "malformed text", serve: func(w http.ResponseWriter, r *http.Request) {
		w.Header()["X-Bad"] = []string{"\xff\xfe\xc0"}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<title>\xff\xc0\xaf bad\x00</title><p>\xed\xa0\x80<a href=\"/malformed-text/\xff%ff%zz\">x\xff</a><img src=\"http://pixel.test/\xff%ff%zz?\xc0\xaf=%c0%af\">"+
			`<script>navigator.sendBeacon('http://collect.test/bytes?%ff%zz', new Uint8Array([255, 254, 0, 192, 175])); navigator.sendBeacon('http://collect.test/lone', '\ud800'); fetch('http://collect.test/\ud800')</script>`)
	}, status: audit.Walked},

	// Workers, sockets and channels.
	{name: "a service worker that never answers", serve: func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "sw.js") {
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, `oninstall = () => skipWaiting(); onactivate = e => e.waitUntil(clients.claim()); onfetch = e => e.respondWith(new Promise(() => {}))`)
			return
		}
		page(w, `<script>navigator.serviceWorker.register('/a-service-worker-that-never-answers/sw.js'); navigator.serviceWorker.ready.then(() => { fetch('/a-service-worker-that-never-answers/x'); location.reload() })</script>`)
	}, status: audit.Walked},
	{name: "channels in a loop", html: `<script>const a = new BroadcastChannel('x'), b = new BroadcastChannel('x'); a.onmessage = () => { a.postMessage(1); a.postMessage(1) }; b.onmessage = () => b.postMessage(1); b.postMessage(1); const m = new MessageChannel(); m.port1.onmessage = () => m.port1.postMessage(0); m.port2.onmessage = () => m.port2.postMessage(0); m.port1.postMessage(0)</script>`},
	{name: "floods a socket", serve: below(echoSocket, `<script>const s = new WebSocket('ws://' + location.host + '%[1]s/ws'); s.onopen = () => { for (let i = 0; i < 3000; i++) s.send('x'.repeat(1000)) }; setInterval(() => { if (s.readyState == 1) s.send('y') }, 1)</script>`)},

	// Forms that do not hold still.
	{name: "a form that goes away", html: `<form method=post action=/x><label>Email <input type=email name=email></label><label>Name <input name=name></label><button>Send</button></form><script>addEventListener('input', () => document.querySelector('form')?.remove())</script>`, status: audit.Walked},
	{name: "a form that changes", html: `<form method=post action=/x><label>Email <input type=email name=email></label><label>Name <input name=name></label><button>Send</button></form><script>setInterval(() => { const f = document.querySelector('form'); f.replaceWith(f.cloneNode(true)) }, 20)</script>`, status: audit.Walked},
}

func page(w io.Writer, html string) {
	if w, ok := w.(http.ResponseWriter); ok {
		w.Header().Set("Content-Type", "text/html")
	}
	fmt.Fprint(w, "<!doctype html><title>x</title>"+html)
}

// below serves html at the page's own address (%[1]s in it) and next below it.
func below(next http.HandlerFunc, html string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if strings.Count(r.URL.Path, "/") > 1 {
			next(w, r)
			return
		}
		page(w, strings.ReplaceAll(html, "%[1]s", r.URL.Path))
	}
}

func challenge(scheme string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("WWW-Authenticate", scheme)
		w.WriteHeader(http.StatusUnauthorized)
	}
}

// flood writes until nobody reads.
func flood(w http.ResponseWriter, r *http.Request) {
	chunk := []byte(strings.Repeat("<p>x", 4<<10))
	for r.Context().Err() == nil {
		if _, err := w.Write(chunk); err != nil {
			return
		}
		time.Sleep(time.Millisecond) // leave some of the machine to the others
	}
}

// drip writes a byte a second until nobody reads.
func drip(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		if _, err := io.WriteString(w, " "); err != nil {
			return
		}
		if http.NewResponseController(w).Flush() != nil {
			return
		}
		select {
		case <-tick.C:
		case <-r.Context().Done():
			return
		}
	}
}

// bomb sends a megabyte that unpacks to a gigabyte.
func bomb(w http.ResponseWriter, contentType string) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	chunk := []byte(strings.Repeat(" ", 1<<20))
	for range 1 << 10 {
		if _, err := z.Write(chunk); err != nil {
			return
		}
	}
	_ = z.Close() // nobody may be there to read it
}

// nested serves fifty frames, each in the one before; host may take the depth.
func nested(host string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		depth := 0
		if _, err := fmt.Sscan(r.URL.Query().Get("d"), &depth); err != nil {
			depth = 0
		}
		if depth++; depth > 50 {
			page(w, `<img src="http://pixel.test/deep">`)
			return
		}
		at := host
		if strings.Contains(host, "%") {
			at = fmt.Sprintf(host, depth)
		}
		page(w, fmt.Sprintf(`<iframe src="http://%s%s?d=%d"></iframe>`, at, r.URL.Path, depth))
	}
}

// raw sends bytes that are no answer and resets the connection.
func raw(bytes string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		_, _ = io.WriteString(conn, bytes)
		if tcp, ok := conn.(interface{ SetLinger(int) error }); ok && bytes == "" {
			_ = tcp.SetLinger(0)
		}
		_ = conn.Close()
	}
}

// echoSocket opens a socket (RFC 6455) and reads what comes until it ends.
func echoSocket(w http.ResponseWriter, r *http.Request) {
	conn, rw, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	fmt.Fprintf(conn, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", acceptKey(r.Header.Get("Sec-WebSocket-Key")))
	_, _ = io.Copy(io.Discard, rw)
}

func acceptKey(key string) string {
	sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	return base64.StdEncoding.EncodeToString(sum[:])
}

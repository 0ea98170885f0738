package channels

// channel is one way of sending something: a piece of markup, a piece of script,
// or both. In it stand
//
//	{U}    the cell's address, https://PLACE.collect.test/x/CHANNEL/PLACE/MOMENT;
//	       "?as=gif" (js, css, html, …) after it says what the answer is
//	{W}    the same as a socket's address (wss://)
//	{I}    text that is the cell's own, for the body
//	{H}    a host label that is the cell's own
//	{UDP}, {TCP}  the number of a port that is the cell's own
type channel struct {
	name string
	html string // put in as markup at load, as a fragment later; documents only
	js   string // runs in an async function
	in   realm
	// own gives the channel documents of its own, because it navigates away,
	// needs headers, or fills a limit that the others share.
	own    bool
	header map[string]string // of the own document
	hints  string            // link of a 103 response ahead of the own document
	// moments in which it is tried, of "load click leave close"; "" for all.
	moments string
	// hits is how many things a server must get of it; 0 means 1.
	hits int
	// body says that one of them has a body.
	body bool
	// wire says that the debugging protocol shows it never or in part, so that
	// only Chrome's own network log can put it on record.
	wire bool
}

// realm says where a channel can be.
type realm uint8

const (
	documents realm = 1 << iota
	workers
	topOnly    // documents that are no frame
	everywhere = documents | workers
)

// post is a fetch to be read by nobody.
func post(body string) string {
	return `fetch('{U}', {method:'POST', mode:'no-cors', credentials:'include', body: ` + body + `})`
}

func xhr(body string) string {
	return `const x = new XMLHttpRequest(); x.open('POST', '{U}'); x.withCredentials = true; x.send(` + body + `)`
}

func ws(then string) string {
	return `const s = new WebSocket('{W}'); s.binaryType = 'arraybuffer'; s.onopen = () => { ` + then + ` }; globalThis.keep = (globalThis.keep || []).concat(s)`
}

const (
	formData = `(() => { const f = new FormData(); f.append('id', '{I}'); f.append('f', new File(['file of {I}', new Uint8Array([0, 255, 13, 10])], 'x.bin')); return f })()`
	bytes3   = `new TextEncoder().encode('bytes of {I} \u0000\u00ff')`
	stream   = `new Blob(['streamed {I}']).stream()`
)

var table = []channel{
	// What markup loads.
	{name: "image", html: `<img src="{U}?as=gif">`, in: documents},
	{name: "srcset", html: `<img srcset="{U}?as=gif 1x">`, in: documents},
	{name: "picture", html: `<picture><source srcset="{U}?as=gif"><img></picture>`, in: documents},
	{name: "input-image", html: `<input type=image src="{U}?as=gif">`, in: documents},
	{name: "svg-image", html: `<svg><image href="{U}?as=gif"/></svg>`, in: documents},
	{name: "image-object", js: `new Image().src = '{U}?as=gif'`, in: documents},
	{name: "script", html: `<script src="{U}?as=js" async></script>`, in: documents},
	{name: "module", html: `<script type=module src="{U}?as=js"></script>`, in: documents},
	{name: "import()", js: `import('{U}?as=js')`, in: everywhere},
	{name: "json-import", js: `import('{U}?as=json', {with: {type: 'json'}})`, in: everywhere},
	{name: "style", html: `<link rel=stylesheet href="{U}?as=css">`, in: documents},
	{name: "@import", html: `<style>@import url({U}?as=css);</style>`, in: documents},
	{name: "background", html: `<b style="background:url({U}?as=gif)">x</b>`, in: documents},
	{name: "css-attribute", html: `<style>input[value^="{I}"]{background:url({U}?as=gif)}</style><input value="{I}">`, in: documents},
	{name: "font", html: `<style>@font-face{font-family:"{I}";src:url({U})}</style><b style="font-family:'{I}'">x</b>`, in: documents},
	{name: "video", html: `<video src="{U}" preload=auto muted></video>`, in: documents},
	{name: "audio", html: `<audio src="{U}" preload=auto></audio>`, in: documents},
	{name: "poster", html: `<video poster="{U}?as=gif"></video>`, in: documents},
	{name: "track", html: `<video crossorigin><track default src="{U}?as=vtt"></video>`, in: documents},
	{name: "object", html: `<object data="{U}?as=html"></object>`, in: documents},
	{name: "embed", html: `<embed src="{U}?as=html" type="text/html">`, in: documents},
	{name: "iframe", html: `<iframe src="{U}?as=html"></iframe>`, in: documents},
	{name: "srcdoc", html: `<iframe srcdoc="<img src='{U}?as=gif'>"></iframe>`, in: documents},
	{name: "sandboxed-srcdoc", html: `<iframe sandbox=allow-scripts srcdoc="<script>fetch('{U}',{method:'POST',mode:'no-cors',body:'sandboxed {I}'})</script>"></iframe>`, in: documents, body: true},
	{name: "sandboxed-frame", html: `<iframe sandbox=allow-scripts src="/x/sandboxed-frame/{P}?frame={U}"></iframe>`, in: documents, hits: 2, body: true},
	{name: "removed-iframe", js: `const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.navigator.sendBeacon('{U}', 'removed {I}'); f.remove()`, in: documents, body: true},
	{name: "document.write", html: `<script>document.write('<img src="{U}?as=gif">')</script>`, in: documents, moments: "load"},
	{name: "preload", html: `<link rel=preload as=image href="{U}?as=gif">`, in: documents},
	{name: "modulepreload", html: `<link rel=modulepreload href="{U}?as=js">`, in: documents},
	{name: "prefetch", html: `<link rel=prefetch href="{U}?as=html">`, in: documents},
	{name: "prerender-link", html: `<link rel=prerender href="{U}?as=html">`, in: topOnly},
	{name: "speculation-prefetch", html: `<script type=speculationrules>{"prefetch":[{"source":"list","urls":["https://{H}.spec.test/?as=html"],"eagerness":"immediate"}]}</script>`, in: topOnly},
	{name: "speculation-prerender", html: `<script type=speculationrules>{"prerender":[{"source":"list","urls":["/x/speculation-prerender/{P}?as=html"],"eagerness":"immediate"}]}</script>`, in: topOnly},
	{name: "manifest", html: `<link rel=manifest href="{U}?as=json" crossorigin=use-credentials>`, in: topOnly, own: true},
	{name: "favicon", html: `<link rel=icon href="{U}?as=gif">`, in: topOnly, own: true},
	{name: "subdomain", js: `new Image().src = 'https://{H}.sub.test/i?as=gif'`, in: documents},
	{name: "subdomain-fetch", js: `fetch('https://{H}.sub.test/f', {mode:'no-cors'})`, in: everywhere},
	{name: "preconnect", html: `<link rel=preconnect href="https://{H}.pre.test">`, in: documents, wire: true},
	{name: "dns-prefetch", html: `<link rel=dns-prefetch href="https://{H}.dns.test">`, in: documents, wire: true},

	// What scripts send.
	{name: "fetch-get", js: `fetch('{U}?q={I}', {mode:'no-cors', credentials:'include'})`, in: everywhere},
	{name: "fetch-text", js: post(`'text of {I}'`), in: everywhere, body: true},
	{name: "fetch-json", js: `fetch('{U}', {method:'POST', credentials:'include', headers:{'content-type':'application/json'}, body: JSON.stringify({id:'{I}'})})`, in: everywhere, body: true},
	{name: "fetch-preflight", js: `fetch('{U}', {method:'POST', headers:{'x-id':'{I}'}, body: 'after a preflight {I}'})`, in: everywhere, body: true},
	{name: "fetch-put", js: `fetch('{U}', {method:'PUT', body: 'put {I}'})`, in: everywhere, body: true},
	{name: "fetch-delete", js: `fetch('{U}', {method:'DELETE'})`, in: everywhere},
	{name: "fetch-params", js: post(`new URLSearchParams({id:'{I}', u:'ü +&'})`), in: everywhere, body: true},
	{name: "fetch-buffer", js: post(bytes3 + `.buffer`), in: everywhere, body: true},
	{name: "fetch-blob", js: post(`new Blob(['blob of {I}', new Uint8Array([0, 255, 1])])`), in: everywhere, body: true},
	{name: "fetch-formdata", js: post(formData), in: everywhere, body: true},
	{name: "fetch-gzip", js: `const z = await new Response(new Blob(['gzip of {I}']).stream().pipeThrough(new CompressionStream('gzip'))).blob(); ` + post(`z`), in: everywhere, body: true},
	{name: "fetch-stream", js: `fetch('{U}', {method:'POST', duplex:'half', body: ` + stream + `})`, in: everywhere, body: true, wire: true},
	{name: "fetch-stream-gzip", js: `fetch('{U}', {method:'POST', duplex:'half', body: ` + stream + `.pipeThrough(new CompressionStream('gzip'))})`, in: everywhere, body: true, wire: true},
	{name: "fetch-2mb", js: post(`'{I} '.repeat((2 << 20) / '{I} '.length)`), in: everywhere, body: true, moments: "load"},
	{name: "fetch-keepalive", js: `fetch('{U}', {method:'POST', mode:'no-cors', keepalive:true, credentials:'include', body: 'kept alive {I}'})`, in: everywhere, body: true},
	{name: "fetch-keepalive-blob", js: `fetch('{U}', {method:'POST', mode:'no-cors', keepalive:true, body: new Blob(['kept blob {I}'])})`, in: everywhere, body: true},
	{name: "xhr-text", js: xhr(`'xhr text {I}'`), in: everywhere, body: true},
	{name: "xhr-json", js: `const x = new XMLHttpRequest(); x.open('POST', '{U}'); x.setRequestHeader('content-type', 'application/json'); x.send(JSON.stringify({id:'{I}'}))`, in: everywhere, body: true},
	{name: "xhr-params", js: xhr(`new URLSearchParams({id:'{I}'})`), in: everywhere, body: true},
	{name: "xhr-buffer", js: xhr(bytes3), in: everywhere, body: true},
	{name: "xhr-blob", js: xhr(`new Blob(['xhr blob {I}'])`), in: everywhere, body: true},
	{name: "xhr-formdata", js: xhr(formData), in: everywhere, body: true},
	{name: "xhr-document", js: `const d = document.implementation.createHTMLDocument('{I}'); ` + xhr(`d`), in: documents, body: true},
	{name: "xhr-sync", js: `const x = new XMLHttpRequest(); x.open('POST', '{U}', false); x.send('sync {I}')`, in: everywhere, body: true},
	{name: "beacon-string", js: `navigator.sendBeacon('{U}', 'beacon {I}')`, in: documents, body: true},
	{name: "beacon-blob", js: `navigator.sendBeacon('{U}', new Blob(['{"id":"{I}"}'], {type:'text/plain'}))`, in: documents, body: true},
	{name: "beacon-json-blob", js: `navigator.sendBeacon('{U}', new Blob(['{"id":"{I}"}'], {type:'application/json'}))`, in: documents, body: true},
	{name: "beacon-formdata", js: `navigator.sendBeacon('{U}', ` + formData + `)`, in: documents, body: true},
	{name: "beacon-buffer", js: `navigator.sendBeacon('{U}', ` + bytes3 + `)`, in: documents, body: true},
	{name: "beacon-60k", js: `navigator.sendBeacon('{U}', '{I} '.repeat(60000 / '{I} '.length))`, in: documents, own: true, body: true},
	{name: "beacon-at-unload", js: `addEventListener('unload', () => navigator.sendBeacon('{U}', 'unload {I}'))`, in: documents, body: true, moments: "load"},
	{name: "beacon-at-hidden", js: `document.addEventListener('visibilitychange', () => document.hidden && navigator.sendBeacon('{U}', 'hidden {I}'))`, in: documents, body: true, moments: "load"},
	{name: "beacon-at-beforeunload", js: `addEventListener('beforeunload', () => navigator.sendBeacon('{U}', 'beforeunload {I}'))`, in: documents, body: true, moments: "load"},
	{name: "keepalive-at-unload", js: `addEventListener('unload', () => fetch('{U}', {method:'POST', mode:'no-cors', keepalive:true, body:'unload {I}'}))`, in: documents, body: true, moments: "load"},
	{name: "beacon-after-20s", js: `setTimeout(() => navigator.sendBeacon('{U}', 'late {I}'), 20000)`, in: documents, body: true, moments: "load"},
	{name: "fetchLater", js: `fetchLater('{U}', {method:'POST', body:'later {I}'})`, in: documents, body: true},
	{name: "fetchLater-now", js: `fetchLater('{U}', {method:'POST', body:'later at once {I}', activateAfter: 0})`, in: documents, body: true},
	{name: "a-ping", js: `const a = document.createElement('a'); a.href = '#p'; a.ping = '{U}'; document.body.append(a); a.click()`, in: documents, body: true},
	{name: "eventsource", js: `globalThis.es = new EventSource('{U}?as=sse')`, in: everywhere},
	{name: "importScripts", js: `importScripts('{U}?as=js')`, in: workers},
	{name: "worker-blob", js: `new Worker(URL.createObjectURL(new Blob(["fetch('{U}',{method:'POST',mode:'no-cors',body:'blob worker {I}'})"])))`, in: everywhere, body: true},
	{name: "worker-data", js: `new Worker("data:text/javascript,fetch('{U}',{method:'POST',mode:'no-cors',body:'data worker {I}'})")`, in: everywhere, body: true},
	{name: "worker-of-origin", js: `new Worker('/x/worker-of-origin/{P}?run=' + encodeURIComponent("fetch('{U}',{method:'POST',mode:'no-cors',body:'worker {I}'})"))`, in: everywhere, hits: 2, body: true},
	{name: "worklet-audio", js: `new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule('{U}?as=js')`, in: documents},
	{name: "worklet-paint", js: `CSS.paintWorklet.addModule('{U}?as=js')`, in: documents},
	{name: "worklet-sharedstorage", js: `sharedStorage.createWorklet('{U}?as=js')`, in: documents},
	{name: "background-fetch", js: `const r = await navigator.serviceWorker.register('/sw/service/none', {scope: '/sw/'}); while (!r.active) await new Promise(d => setTimeout(d, 20)); await r.backgroundFetch.fetch('{I}', ['/x/background-fetch/{P}?as=gif'])`, in: topOnly, own: true, moments: "load click", wire: true},
	{name: "payment-manifest", js: `new PaymentRequest([{supportedMethods: '{U}'}], {total: {label: 'x', amount: {currency: 'USD', value: '1'}}}).canMakePayment()`, in: documents, moments: "load click", wire: true},
	{name: "fedcm", js: `navigator.credentials.get({identity: {providers: [{configURL: '{U}?as=json', clientId: '{I}'}]}})`, in: documents, own: true, moments: "load click"},
	{name: "attribution", html: `<img src="data:," attributionsrc="{U}">`, in: documents},
	{name: "nel", html: `<img src="https://{H}.nel.test/a"><img src="https://{H}.nel.test/b">`, in: documents, hits: 3, body: true, wire: true},

	// Sockets and datagrams.
	{name: "ws-text", js: ws(`s.send('text {I}')`), in: everywhere, hits: 2, body: true},
	{name: "ws-binary", js: ws(`s.send(` + bytes3 + `)`), in: everywhere, hits: 2, body: true},
	{name: "ws-blob", js: ws(`s.send(new Blob(['socket blob {I}']))`), in: everywhere, hits: 2, body: true, wire: true},
	{name: "ws-300k", js: ws(`s.send('{I} '.repeat(300000 / '{I} '.length))`), in: everywhere, hits: 2, body: true},
	{name: "ws-deflate", js: ws(`for (let i = 0; i < 3; i++) s.send('{I} deflated '.repeat(40) + i)`), in: everywhere, hits: 4, body: true},
	{name: "ws-close", js: ws(`s.close(4000, 'bye {I}')`), in: everywhere, hits: 2, body: true, wire: true},
	{name: "ws-stream", js: `const w = (await new WebSocketStream('{W}').opened).writable.getWriter(); w.write('stream {I}')`, in: everywhere, hits: 2, body: true},
	{name: "webtransport", js: `const t = new WebTransport('https://127.0.0.1:{UDP}/{I}'); t.ready.catch(() => {}); t.closed.catch(() => {})`, in: everywhere, moments: "load click", wire: true},
	{name: "stun", js: rtc(`{urls: 'stun:127.0.0.1:{UDP}'}`), in: documents, body: true, wire: true},
	{name: "turn-udp", js: rtc(`{urls: 'turn:127.0.0.1:{UDP}', username: 'matrix-{I}', credential: 'x'}`), in: documents, hits: 2, body: true, wire: true},
	{name: "turn-tcp", js: rtc(`{urls: 'turn:127.0.0.1:{TCP}?transport=tcp', username: 'matrix-{I}', credential: 'x'}`), in: documents, hits: 2, body: true, wire: true},

	// Navigations, in documents of their own.
	{name: "link", html: `<a id=go href="{U}?as=html">go</a>`, js: `document.getElementById('go').click()`, in: documents, own: true},
	{name: "link-blank", html: `<a id=go href="{U}?as=html" target=_blank rel=noopener>go</a>`, js: `document.getElementById('go').click()`, in: documents, own: true},
	{name: "download", html: `<a id=go href="{U}?as=gif" download>go</a>`, js: `document.getElementById('go').click()`, in: documents, own: true},
	{name: "window.open", js: `open('{U}?as=html', '_blank')`, in: documents, own: true, moments: "click"},
	{name: "location", js: `location.assign('{U}?as=html')`, in: documents, own: true},
	{name: "location.replace", js: `location.replace('{U}?as=html')`, in: documents, own: true},
	{name: "meta-refresh", html: `<meta http-equiv=refresh content="0;url={U}?as=html">`, in: documents, own: true, moments: "load"},
	form("form-get", `method=get`), form("form-post", `method=post`), form("form-text", `method=post enctype=text/plain`), form("form-multipart", `method=post enctype=multipart/form-data`),
	{name: "form-file", html: `<form id=f method=post enctype=multipart/form-data action="{U}?as=html"><input type=file name=f></form>`, js: `const d = new DataTransfer(); d.items.add(new File(['attached {I}'], 'a.txt')); document.querySelector('[name=f]').files = d.files; document.getElementById('f').requestSubmit()`, in: documents, own: true, body: true},
	{name: "form-into-frame", html: `<iframe name=sink></iframe><form id=f method=post action="{U}?as=html" target=sink><input name=id value="{I}"></form>`, js: `document.getElementById('f').submit()`, in: documents, own: true, body: true},
	{name: "redirects-301-302-303", js: `location.assign('{U}?redirect=301,302,303')`, in: documents, own: true, hits: 4},
	{name: "redirect-307-post", html: `<form id=f method=post action="{U}?redirect=307"><input name=id value="{I}"></form>`, js: `document.getElementById('f').submit()`, in: documents, own: true, hits: 2, body: true},
	{name: "redirect-308-post", html: `<form id=f method=post action="{U}?redirect=308"><input name=id value="{I}"></form>`, js: `document.getElementById('f').submit()`, in: documents, own: true, hits: 2, body: true},
	{name: "redirect-image", html: `<img src="{U}?redirect=302">`, in: documents, hits: 2},
	{name: "redirect-fetch", js: `fetch('{U}?redirect=307', {method:'POST', mode:'no-cors', body:'redirected {I}'})`, in: everywhere, hits: 2, body: true},
	{name: "redirect-beacon", js: `navigator.sendBeacon('{U}?redirect=308', 'redirected {I}')`, in: documents, hits: 2, body: true},

	// Reports.
	{name: "csp-report-uri", html: `<img src="https://blocked.test/{I}.gif">`, in: documents, own: true, header: map[string]string{"Content-Security-Policy-Report-Only": "img-src 'none'; report-uri {U}"}, body: true, moments: "load"},
	{name: "csp-report-to", html: `<img src="https://blocked.test/{I}.gif">`, in: documents, own: true, header: map[string]string{"Content-Security-Policy-Report-Only": "img-src 'none'; report-to r", "Reporting-Endpoints": `r="{U}"`}, body: true, moments: "load", wire: true},
	{name: "reporting-deprecation", js: `const x = new XMLHttpRequest(); x.open('GET', location.href, false); x.send(); document.domain; webkitRequestFileSystem?.(0, 1, () => {}, () => {})`, in: documents, own: true, header: map[string]string{"Reporting-Endpoints": `default="{U}"`}, body: true, moments: "load", wire: true},
	{name: "reporting-coep", html: `<img src="https://blocked.test/{I}.gif">`, in: documents, own: true, header: map[string]string{"Cross-Origin-Embedder-Policy-Report-Only": `require-corp; report-to="r"`, "Reporting-Endpoints": `r="{U}"`}, body: true, moments: "load", wire: true},
	{name: "early-hints", html: `<p>hinted</p>`, hints: `<{U}?as=gif>; rel=preload; as=image`, in: topOnly, own: true, moments: "load", wire: true},
	{name: "link-header", html: `<p>linked</p>`, header: map[string]string{"Link": `<{U}?as=gif>; rel=preload; as=image`}, in: documents, own: true, moments: "load"},
}

func form(name, attributes string) channel {
	return channel{
		name: name, html: `<form id=f ` + attributes + ` action="{U}?as=html"><input name=id value="{I}"><input name=u value="ü +&"></form>`,
		js: `document.getElementById('f').submit()`, in: documents, own: true, body: name != "form-get",
	}
}

func rtc(server string) string {
	return `const p = new RTCPeerConnection({iceServers: [` + server + `]}); p.createDataChannel('d'); p.setLocalDescription(await p.createOffer()); globalThis.peers = (globalThis.peers || []).concat(p)`
}

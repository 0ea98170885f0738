package channels

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// cell is one channel in one place at one moment.
type cell struct{ Channel, Place, Moment string }

func (c cell) String() string { return c.Channel + "/" + c.Place + "/" + c.Moment }

// address is where the cell's request goes.
func (c cell) address(scheme string) string {
	return scheme + "://" + c.Place + ".collect.test/x/" + c.String()
}

func (c cell) text() string { return c.Channel + "-" + c.Place + "-" + c.Moment }

// cellOf reads the cell from an address.
func cellOf(host, path string) cell {
	if rest, ok := strings.CutPrefix(path, "/x/"); ok {
		if p := strings.SplitN(rest, "/", 4); len(p) >= 3 {
			return cell{p[0], p[1], p[2]}
		}
	}
	return cellOfHost(host)
}

func cellOfHost(host string) cell {
	label, _, _ := strings.Cut(host, ".")
	if p := strings.Split(label, "--"); len(p) == 3 {
		return cell{p[0], p[1], p[2]}
	}
	return cell{}
}

// place is where a channel is tried.
type place struct {
	name, host string
	in         realm
	moments    string
	about      string
}

const everyMoment = "load click leave close"

var places = []place{
	{"top", "site.test", documents | topOnly, everyMoment, "the page itself"},
	{"frame", "site.test", documents, everyMoment, "a frame in the page's own process"},
	{"cross", "frame.test", documents, everyMoment, "a cross-origin frame"},
	{"nested", "inner.test", documents, everyMoment, "a cross-origin frame in the cross-origin frame (its collector speaks HTTP/1.1)"},
	{"controlled", "site.test", documents, "load leave", "a frame whose requests go through a service worker"},
	{"popup", "popup.test", documents | topOnly, everyMoment, "a window that the page opened"},
	{"dedicated", "site.test", workers, "load click leave", "a dedicated worker"},
	{"shared", "site.test", workers, "load click leave", "a shared worker"},
	{"service", "site.test", workers, "load click leave", "a service worker"},
	{"plain", "plain.test", documents | topOnly, "load click leave", "a page without TLS, collectors without TLS"},
}

func placeOf(name string) *place {
	for i := range places {
		if places[i].name == name {
			return &places[i]
		}
	}
	return nil
}

// tried reports whether the channel has a meaning in the place at the moment.
func (ch *channel) tried(p *place, moment string) bool {
	if !strings.Contains(p.moments, moment) || ch.moments != "" && !strings.Contains(ch.moments, moment) {
		return false
	}
	switch {
	case ch.in&topOnly != 0 && p.in&topOnly == 0:
		return false
	case ch.in&(documents|topOnly) != 0 && p.in&documents != 0:
	case ch.in&workers != 0 && p.in&workers != 0:
	default:
		return false
	}
	if !ch.own {
		return true
	}
	// Documents of their own are walked one by one at the top, and loaded into frames.
	switch p.name {
	case "top":
		// Navigations that begin while the page is left lose against the one that leaves it.
		return moment == "load" || moment == "click" || moment == "leave" && ch.name == "beacon-60k"
	case "frame", "cross", "nested":
		return moment == "load"
	}
	return false
}

func (w *world) fill(text string, c cell) string {
	secure := c.Place != "plain"
	scheme, socket := "https", "wss"
	if !secure {
		scheme, socket = "http", "ws"
	}
	pairs := []string{
		"{U}", c.address(scheme), "{W}", c.address(socket), "{I}", c.text(), "{P}", c.Place + "/" + c.Moment,
		"{H}", c.Channel + "--" + c.Place + "--" + c.Moment,
	}
	if strings.Contains(text, "{UDP}") {
		pairs = append(pairs, "{UDP}", strconv.Itoa(w.port("udp", c)))
	}
	if strings.Contains(text, "{TCP}") {
		pairs = append(pairs, "{TCP}", strconv.Itoa(w.port("tcp", c)))
	}
	if !secure {
		text = strings.ReplaceAll(text, "https://{H}", "http://{H}")
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// servePlace answers /place/PLACE/MOMENT, /own/CHANNEL/PLACE/MOMENT and what
// lies under /sw/, the service worker's scope.
func (w *world) servePlace(rw http.ResponseWriter, r *http.Request) {
	part := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	switch {
	case len(part) == 4 && part[0] == "own":
		w.serveOwn(rw, cell{part[1], part[2], part[3]})
	case len(part) == 3 && placeOf(part[1]) != nil:
		p := placeOf(part[1])
		if p.in&workers != 0 {
			rw.Header().Set("Content-Type", "text/javascript")
			rw.Header().Set("Service-Worker-Allowed", "/sw/")
			fmt.Fprint(rw, w.workerScript(p, part[2]))
			return
		}
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(rw, w.document(p, part[2]))
	default:
		http.NotFound(rw, r)
	}
}

// serveOwn answers with a document for one channel alone.
func (w *world) serveOwn(rw http.ResponseWriter, c cell) {
	ch := channelOf(c.Channel)
	if ch == nil {
		rw.WriteHeader(http.StatusNotFound)
		return
	}
	if ch.hints != "" {
		rw.Header().Set("Link", w.fill(ch.hints, c))
		rw.WriteHeader(http.StatusEarlyHints)
		rw.Header().Del("Link")
	}
	for k, v := range ch.header {
		rw.Header().Set(k, w.fill(v, c))
	}
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	// First of all, so that what belongs into the head stands there.
	markup := w.fill(ch.html, c)
	if c.Moment == "load" || ch.js != "" {
		fmt.Fprint(rw, "<!doctype html>"+markup)
		markup = ""
	}
	fmt.Fprint(rw, head(c.Place, c.Moment))
	fmt.Fprintf(rw, `<script>%s</script>`, hook(c.Moment, w.act(markup, w.fill(ch.js, c))))
}

func channelOf(name string) *channel {
	for i := range table {
		if table[i].name == name {
			return &table[i]
		}
	}
	return nil
}

func head(place, moment string) string {
	scheme := "https"
	if place == "plain" {
		scheme = "http"
	}
	return fmt.Sprintf(`<!doctype html><title>%s %s</title><script src="%s://%s.collect.test/cookie.js"></script>
<style>body{margin:0}#press{position:absolute;left:0;top:0;width:100px;height:30px;z-index:9}#box{position:absolute;left:500px;top:0;width:200px;height:20px;overflow:hidden}iframe.place{position:absolute;left:0;width:400px;border:0}</style>
<button id=press>press</button>
`, place, moment, scheme, place)
}

// act is script that puts markup in and runs a piece of script, neither of which
// may stop what comes after it.
func (w *world) act(markup, js string) string {
	out := ""
	if markup != "" {
		quoted, _ := json.Marshal(markup) // escapes < and >, too
		parent := "body"
		if strings.HasPrefix(markup, "<link") || strings.HasPrefix(markup, "<meta") {
			parent = "head"
		}
		out += fmt.Sprintf("try { document.%s.append(document.createRange().createContextualFragment(%s)) } catch (e) {}\n", parent, quoted)
	}
	if js != "" {
		out += "(async () => { " + strings.ReplaceAll(js, "</", `<\/`) + " })().catch(() => {});\n"
	}
	return out
}

// hook runs script at the moment.
func hook(moment, js string) string {
	switch moment {
	case "load":
		return js
	case "click":
		return "document.getElementById('press').addEventListener('click', () => {\n" + js + "});"
	}
	return "addEventListener('pagehide', () => {\n" + js + "});"
}

// document is a page or a frame with every channel that shares one.
func (w *world) document(p *place, moment string) string {
	var b strings.Builder
	b.WriteString(head(p.name, moment))
	b.WriteString(w.around(p, moment))
	b.WriteString("<div id=box>\n")
	js := ""
	for i := range table {
		ch := &table[i]
		if !ch.tried(p, moment) {
			continue
		}
		c := cell{ch.name, p.name, moment}
		switch {
		case ch.own:
			// In frames only; the frame that it is put in may be navigated away.
			if p.name != "top" {
				fmt.Fprintf(&b, "<iframe src=\"/own/%s\"></iframe>\n", c)
			}
		case moment == "load":
			b.WriteString(w.fill(ch.html, c) + "\n")
			js += w.act("", w.fill(ch.js, c))
		default:
			js += w.act(w.fill(ch.html, c), w.fill(ch.js, c))
		}
	}
	fmt.Fprintf(&b, "</div><script>%s</script>", hook(moment, js))
	return b.String()
}

// around is what a document holds beside the channels: the other places.
func (w *world) around(p *place, moment string) string {
	frame := func(host, name string, top int) string {
		return fmt.Sprintf("<iframe class=place style=\"top:%dpx;height:90px\" src=\"https://%s/place/%s/%s\"></iframe>\n", top, host, name, moment)
	}
	switch p.name {
	case "cross":
		return frame("inner.test", "nested", 40)
	case "top":
		return frame("site.test", "frame", 100) + frame("frame.test", "cross", 200) + fmt.Sprintf(`
<button id=popup style="position:absolute;left:150px;top:0;width:100px;height:30px" onclick="open('https://popup.test/place/popup/%[1]s', '_blank', 'noopener')">popup</button>
<script>(async () => {
  const all = [new Worker('/place/dedicated/%[1]s'), new SharedWorker('/place/shared/%[1]s').port];
  const tell = () => all.forEach(w => w.postMessage('go'));
  if ('%[1]s' === 'click') document.getElementById('press').addEventListener('click', tell);
  if ('%[1]s' === 'leave') addEventListener('pagehide', tell);
  const reg = await navigator.serviceWorker.register('/sw/service/%[1]s', {scope: '/sw/'});
  const sw = reg.installing || reg.waiting || reg.active;
  all.push(sw);
  if (sw.state !== 'activated') await new Promise(done => sw.addEventListener('statechange', () => sw.state === 'activated' && done()));
  const f = document.createElement('iframe');
  f.className = 'place'; f.style.top = '300px'; f.src = '/sw/controlled/%[1]s';
  document.body.append(f);
})()</script>
`, moment)
	}
	return ""
}

// workerScript is a worker with every channel that a worker has.
func (w *world) workerScript(p *place, moment string) string {
	js := ""
	for i := range table {
		ch := &table[i]
		if c := (cell{ch.name, p.name, moment}); ch.tried(p, moment) {
			js += w.act("", w.fill(ch.js, c))
		}
	}
	if moment != "load" {
		js = "const go = () => {\n" + js + "};\n" + map[string]string{
			"dedicated": "onmessage = go;",
			"shared":    "onconnect = e => { e.ports[0].onmessage = go };",
			"service":   "onmessage = e => { go(); e.waitUntil(new Promise(done => setTimeout(done, 3000))) };",
		}[p.name]
	}
	if p.name == "service" {
		js += `
oninstall = () => skipWaiting();
onactivate = e => e.waitUntil(clients.claim());
onfetch = e => { if (e.request.url.includes('/x/')) e.respondWith(fetch(e.request)) };`
	}
	return js
}

package browser

import (
	"encoding/base64"
	"net/url"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"

	"github.com/chromedp/cdproto"
)

// paused decides, on the reader goroutine, what becomes of a request that Chrome
// has stopped before sending it, and answers at once.
func (r *recorder) paused(msg *cdproto.Message) {
	ev := new(pausedEvent)
	if !r.decode(msg, ev) {
		// Never let a request wait for a reader that cannot read it; what it was
		// is lost, and said.
		r.queue.push(item{method: "unreadable", at: time.Now()})
		var id struct {
			RequestID string `json:"requestId"`
		}
		if r.decode(msg, &id) {
			r.command("", "Fetch.continueRequest", map[string]any{"requestId": id.RequestID})
		}
		return
	}
	v, frame := r.ofFrame(ev.FrameID)
	asked := v
	if asked == nil {
		asked = r.armed()
	}
	i := begin("Fetch.requestPaused", v, frame)
	if v != nil && ev.ResourceType == "Document" && !v.moved(ev.FrameID) {
		r.command("", "Fetch.failRequest", map[string]any{"requestId": ev.RequestID, "errorReason": "Aborted"})
		// Its scripts would try again without end and keep Chrome from every other page.
		for _, s := range v.ofKind("page", "iframe") {
			if s.target == ev.FrameID {
				r.stopScripts(s)
			}
		}
		return // it never left, and the page stays as it is
	}
	answer := r.decide(asked, ev)
	if v != nil {
		v.active()
	}
	if answer.held && asked != nil {
		asked.countHeld()
	}
	i.paused, i.held = ev, answer.held
	i.bare, _ = answer.params["url"].(string)
	r.queue.push(i)
	answer.params["requestId"] = ev.RequestID
	r.command("", answer.method, answer.params)
}

// answer is what Chrome is told to do with a paused request.
type answer struct {
	method string
	params map[string]any
	held   bool
}

// decide is the policy of holding back, in the order of its cases.
func (r *recorder) decide(v *visit, ev *pausedEvent) answer {
	u, err := url.Parse(ev.Request.URL)
	if err != nil || v == nil || !v.label().holding {
		return r.pass(u, ev)
	}
	host := u.Hostname()
	ours := r.cfg.FirstParty(host)
	taker := ours || r.cfg.Commits(host)
	navigates := ev.navigates()
	// A vendor's beacon is its telemetry; what a form commits is not sent that way.
	taker = ours || taker && ev.ResourceType != "Ping"
	switch method := ev.Request.Method; {
	case method == "OPTIONS" && taker && unsafe(ev.Request.Headers.get("Access-Control-Request-Method")):
		return allowPreflight(ev)
	case unsafe(method) && (taker || navigates):
		return r.succeed(v, ev)
	case unsafe(method) && !r.cfg.Known(host) && ev.ResourceType != "Ping" && v.carriesIdentity(ev.Request.text()):
		// An unknown host that is sent what the patient typed, at the moment of
		// submitting: as likely the form's own backend as a tracker.
		return r.succeed(v, ev)
	case navigates && u.RawQuery != "" && v.carriesIdentity(u.RawQuery):
		// A form that submits by GET. The page keeps its address, as in life; the
		// server is asked for the same page with nothing of the patient in it.
		bare := *u
		bare.RawQuery = ""
		a := r.pass(u, ev)
		a.params["url"] = bare.String()
		a.held = true
		return a
	}
	return r.pass(u, ev)
}

// pass lets a request go, with the user's own headers where they belong.
func (r *recorder) pass(u *url.URL, ev *pausedEvent) answer {
	a := answer{method: "Fetch.continueRequest", params: map[string]any{}}
	extra := r.cfg.Access.SiteHeaders()
	if len(extra) == 0 || u == nil || !r.cfg.FirstParty(u.Hostname()) {
		return a
	}
	type entry struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	headers := make([]entry, 0, len(ev.Request.Headers)+len(extra))
	replaced := func(name string) bool {
		for _, h := range extra {
			if strings.EqualFold(h.Name, name) {
				return true
			}
		}
		return false
	}
	for _, h := range ev.Request.Headers {
		if !replaced(h[0]) {
			headers = append(headers, entry{h[0], h[1]})
		}
	}
	for _, h := range extra {
		headers = append(headers, entry{h.Name, h.Value})
	}
	a.params["headers"] = headers
	return a
}

// succeed answers a held request the way the site's own server would answer a
// good one, so that the page's success code and its tags run.
func (r *recorder) succeed(v *visit, ev *pausedEvent) answer {
	headers := cors(ev)
	code, kind, body := 200, "application/json", successJSON
	accept := ev.Request.Headers.get("Accept")
	switch {
	case ev.navigates():
		body, _ := ev.Request.body()
		if to := v.thanks(ev.Request.URL, body); to != "" {
			return fulfil(303, append(headers, [2]string{"Location", to}), "")
		}
		if ev.Request.Headers.get("Sec-Fetch-Dest") == "document" {
			// No content: the page stays as it is. What its confirmation page
			// would have loaded is not seen, and the coverage says so.
			return fulfil(204, headers, "")
		}
		return fulfil(200, append(headers, [2]string{"Content-Type", "text/html; charset=utf-8"}), "<!doctype html><title>Thank you</title><p>Thank you.")
	case strings.HasPrefix(accept, "text/html"):
		kind, body = "text/html; charset=utf-8", "<p>Thank you.</p>"
	case ev.Request.Method == "DELETE":
		return fulfil(204, headers, "")
	}
	return fulfil(code, append(headers, [2]string{"Content-Type", kind}), body)
}

// successJSON holds the words that scripts look for most when they ask whether a
// submission went well.
const successJSON = `{"success":true,"ok":true,"status":"success","result":"success","id":"held-1","message":"Thank you","data":{"success":true,"id":"held-1"}}`

func fulfil(code int, headers [][2]string, body string) answer {
	type entry struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	list := make([]entry, 0, len(headers)+1)
	for _, h := range append(headers, [2]string{"Cache-Control", "no-store"}) {
		list = append(list, entry{h[0], h[1]})
	}
	return answer{method: "Fetch.fulfillRequest", held: true, params: map[string]any{
		"responseCode": code, "responseHeaders": list, "body": base64.StdEncoding.EncodeToString([]byte(body)),
	}}
}

func cors(ev *pausedEvent) [][2]string {
	origin := ev.Request.Headers.get("Origin")
	if origin == "" {
		return nil
	}
	return [][2]string{{"Access-Control-Allow-Origin", origin}, {"Access-Control-Allow-Credentials", "true"}, {"Vary", "Origin"}}
}

func allowPreflight(ev *pausedEvent) answer {
	h := cors(ev)
	h = append(h, [2]string{"Access-Control-Allow-Methods", ev.Request.Headers.get("Access-Control-Request-Method")})
	if asked := ev.Request.Headers.get("Access-Control-Request-Headers"); asked != "" {
		h = append(h, [2]string{"Access-Control-Allow-Headers", asked})
	}
	return fulfil(204, h, "")
}

// navigates reports whether the request loads a document. A form that is sent
// through a service worker arrives as another type, so what is accepted decides.
func (ev *pausedEvent) navigates() bool {
	return ev.ResourceType == "Document" || ev.Request.Headers.get("Sec-Fetch-Mode") == "navigate" ||
		unsafe(ev.Request.Method) && strings.HasPrefix(ev.Request.Headers.get("Accept"), "text/html,application/xhtml+xml")
}

// text is the address and the body, to look for the patient's values in.
func (r *request) text() string {
	body, _ := r.body()
	return r.URL + "\n" + string(body)
}

// unsafe reports whether a method can change something at the server
// (RFC 9110, section 9.2.1).
func unsafe(method string) bool {
	switch method {
	case "", "GET", "HEAD", "OPTIONS", "TRACE":
		return false
	}
	return true
}

// partyOf tells whose host an address names.
func (r *recorder) partyOf(rawURL string) audit.Party {
	if u, err := url.Parse(rawURL); err == nil && r.cfg.FirstParty(u.Hostname()) {
		return audit.FirstParty
	}
	return audit.ThirdParty
}

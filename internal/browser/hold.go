package browser

import (
	"encoding/base64"
	"net/url"
	"regexp"
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
			then, params := "Fetch.continueRequest", map[string]any{"requestId": id.RequestID}
			if r.armed() != nil { // it may be the submit
				then, params["errorReason"] = "Fetch.failRequest", "BlockedByClient"
			}
			r.command("", then, params)
		}
		return
	}
	if ev.atAnswer() {
		r.answered(ev)
		return
	}
	v, frame := r.ofFrame(ev.FrameID)
	asked := v
	if asked == nil {
		asked = r.armed()
	}
	if r.told(ev, v) || r.canary(ev, asked) {
		return
	}
	if tellsOfCanary(ev) {
		r.command("", "Fetch.failRequest", map[string]any{"requestId": ev.RequestID, "errorReason": "Aborted"})
		return
	}
	if ev.ResourceType == "Document" {
		r.loaded(ev.FrameID)
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
	if v != nil {
		v.active()
	}
	answer := r.decide(asked, ev)
	if !answer.held && r.cfg.KeepBack != nil && r.partyOf(ev.Request.URL) == audit.ThirdParty {
		r.keeping.Go(func() { r.keepBack(asked, i, ev, answer) })
		return
	}
	r.settle(asked, i, ev, answer)
}

// settle records what was decided, and does it.
func (r *recorder) settle(asked *visit, i item, ev *pausedEvent, answer answer) {
	if answer.held && asked != nil && ev.Request.Method != "OPTIONS" {
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
	if ev.Request.Method == "OPTIONS" {
		if m := ev.Request.Headers.get("Access-Control-Request-Method"); unsafe(m) && (m != "POST" || r.takes(u.Hostname()) || v.label().away && !r.cfg.Known(u.Hostname())) {
			return allowPreflight(ev)
		}
		return r.pass(u, ev)
	}
	asked := ev.navigates() && u.RawQuery != "" && v.carriesIdentity(u.RawQuery)
	commits := r.commits(v, u, ev)
	switch {
	case (commits || asked) && r.stepOf(v, u, ev):
		return r.pass(u, ev)
	case commits:
		return r.succeed(v, ev)
	case asked:
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

// stepOf reports whether a request goes out although the hold is on: the walk says that a
// form's step in between is being sent, and it is for the practice itself. It counts
// the request. What an address calls the end is held whatever the walk says.
func (r *recorder) stepOf(v *visit, u *url.URL, ev *pausedEvent) bool {
	const most = 3 // a step may be checked before it is sent
	if ev.Request.Method == "DELETE" || ev.ResourceType == "Ping" || ev.ResourceType == "CSPViolationReport" || !r.cfg.FirstParty(u.Hostname()) || endOfForm.MatchString(u.Path) {
		return false
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.now.passing || v.passed >= most {
		return false
	}
	v.passed++
	return true
}

var endOfForm = regexp.MustCompile(`(?i)/(submit|confirm|complete|finali[sz]e|finish|pay|payment|checkout|purchase|order|charge)(\.\w+)?/?$`)

// takes reports whether what a host is sent may commit something for the practice.
func (r *recorder) takes(host string) bool { return r.cfg.FirstParty(host) || r.cfg.Commits(host) }

// commits reports whether a request, at the moment of a submit, may be the submit
// or a part of it. What is in doubt is.
func (r *recorder) commits(v *visit, u *url.URL, ev *pausedEvent) bool {
	host := u.Hostname()
	own := r.cfg.FirstParty(host) || v.label().away && !r.cfg.Known(host) && !r.cfg.Commits(host)
	beacon := ev.ResourceType == "Ping" || ev.ResourceType == "CSPViolationReport"
	switch {
	case !unsafe(ev.Request.Method):
		// Sign-ups and old scripts send by GET, and read the answer. An image is how
		// trackers count.
		reads := ev.ResourceType == "XHR" || ev.ResourceType == "Fetch" || ev.ResourceType == "Script"
		return reads && (own || r.takes(host)) && u.RawQuery != "" && v.carriesIdentity(u.RawQuery)
	case ev.navigates():
		return true
	case ev.ResourceType == "CSPViolationReport":
		return false
	case own:
		body, whole := ev.Request.body()
		return !whole || !onlyReads(string(body)) && !r.asksFor(v, u, ev, string(body))
	case r.cfg.Commits(host):
		if body, whole := ev.Request.body(); whole && (onlyReads(string(body)) || r.asksFor(v, u, ev, string(body))) {
			return false
		}
		// A vendor's beacon is its telemetry, unless it says who the patient is.
		return !beacon || v.carriesIdentity(ev.Request.text())
	case beacon:
		return false
	case ev.Request.Method != "POST":
		return true // that is how files and rows are stored; who counts visits posts
	case r.cfg.Known(host):
		return false
	}
	// An unknown host that is sent what the patient typed, at the moment of
	// submitting: as likely the form's own backend as a tracker.
	return v.carriesIdentity(ev.Request.text())
}

// asksFor reports whether a script asks for something to choose from, with nothing of the patient in it.
func (r *recorder) asksFor(v *visit, u *url.URL, ev *pausedEvent, body string) bool {
	script := ev.ResourceType == "XHR" || ev.ResourceType == "Fetch"
	return script && ev.Request.Method == "POST" && onlyAsks(u, body) && !v.carriesIdentity(ev.Request.text())
}

// pass lets a request go, with the user's own headers where they belong.
func (r *recorder) pass(u *url.URL, ev *pausedEvent) answer {
	a := answer{method: "Fetch.continueRequest", params: map[string]any{}}
	extra := r.cfg.Access.SiteHeaders()
	if len(extra) == 0 || u == nil || !r.cfg.FirstParty(u.Hostname()) {
		return a
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
	body, _ := ev.Request.body()
	said := answerTo(newSubmission(ev, v.thanks(ev.Request.URL, body)))
	if said.body == quietPage {
		v.mu.Lock()
		v.stoodIn = true
		v.mu.Unlock()
	}
	headers := append(cors(ev), said.headers...)
	if said.kind != "" {
		headers = append(headers, [2]string{"Content-Type", said.kind})
	}
	if said.kind == kindHTML && r.partyOf(ev.Request.URL) == audit.FirstParty {
		for _, h := range trialHeaders(r.cfg.Policy) {
			headers = append(headers, [2]string(h))
		}
	}
	return fulfil(said.code, headers, said.body)
}

func fulfil(code int, headers [][2]string, body string) answer {
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
	return [][2]string{{"Access-Control-Allow-Origin", origin}, {"Access-Control-Allow-Credentials", "true"}, {"Access-Control-Expose-Headers", "ETag, Location, Content-Type"}, {"Vary", "Origin"}}
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

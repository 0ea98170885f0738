package browser

import (
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto"

	"github.com/quietroom/quietroom/audit"
)

//go:embed sockets.js
var socketsJS string

// bindingEvent is Runtime.bindingCalled.
type bindingEvent struct {
	Name    string `json:"name"`
	Payload string `json:"payload"`
	Context int    `json:"executionContextId"`
}

// socketSays is what sockets.js tells.
type socketSays struct {
	Hello bool `json:"hello"`
	// Broke names a connection that was closed, or not made, for the hold.
	Broke string `json:"broke"`
	// The rest is a frame that wants to be sent.
	ID     int     `json:"id"`
	URL    string  `json:"url"`
	Text   *string `json:"text"`
	Base64 string  `json:"base64"`
	Size   int64   `json:"size"`
	Cut    bool    `json:"cut"`
}

// watchSockets puts the asking in place before a target runs.
func (r *recorder) watchSockets(s *session) {
	source := strings.Replace(socketsJS, "__NAME__", strconv.Quote(r.socketName), 1)
	r.command(s.id, "Runtime.addBinding", map[string]any{"name": r.socketName})
	if s.kind == "page" || s.kind == "iframe" {
		r.command(s.id, "Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": source, "runImmediately": true})
		return
	}
	r.command(s.id, "Runtime.evaluate", map[string]any{"expression": source, "silent": true})
}

// onSocketSays takes a word of sockets.js. The page can say the same in its name:
// all that it gets by that is its own frames.
func (r *recorder) onSocketSays(s *session, msg *cdproto.Message) {
	var ev bindingEvent
	var say socketSays
	if !r.decode(msg, &ev) || ev.Name != r.socketName || json.Unmarshal([]byte(ev.Payload), &say) != nil {
		return
	}
	v := r.visit(s.context)
	switch {
	case say.Hello:
		r.mu.Lock()
		s.hearing = append(s.hearing, ev.Context)
		r.mu.Unlock()
		r.tellSocket(s, v, ev.Context, func(*cdproto.Message) {})
	case say.Broke != "":
		if v != nil {
			v.stop("the page had " + brokenName(say.Broke) + ", which was kept from sending while the submit was held, because what goes over it cannot be held piece by piece: what it was for was not seen")
		}
	default:
		decide := func() {
			may := r.decideFrame(s, v, &say)
			r.command(s.id, "Runtime.evaluate", map[string]any{"contextId": ev.Context, "silent": true, "expression": r.socketCall("answer", say.ID, may)})
		}
		if r.cfg.KeepBack != nil {
			r.keeping.Go(decide) // it takes its time; sockets.js keeps the order
			return
		}
		decide()
	}
}

func brokenName(name string) string {
	for _, known := range []string{"a peer connection", "a WebTransport", "a WebSocket stream"} {
		if name == known {
			return known
		}
	}
	return "a connection"
}

func (r *recorder) socketCall(method string, args ...any) string {
	raw, err := json.Marshal(args)
	if err != nil {
		return "0"
	}
	return "globalThis[" + strconv.Quote(r.socketName) + "]?." + method + "(..." + string(raw) + ")"
}

// tellSocket tells a context what the hold is now. No other word may come between
// learning that and saying it.
func (r *recorder) tellSocket(s *session, v *visit, context int, done func(*cdproto.Message)) {
	r.telling.Lock()
	defer r.telling.Unlock()
	state := "pass"
	switch {
	case v != nil && v.label().holding:
		state = "hold"
	case r.cfg.KeepBack != nil:
		state = "ask"
	}
	r.ask(s.id, "Runtime.evaluate", map[string]any{"contextId": context, "silent": true, "returnByValue": true, "expression": r.socketCall("hold", state)}, done)
}

// hearing lists what hears of the hold: a session and a context of it.
func (r *recorder) hearing(v *visit) (out []hearer) {
	for _, s := range v.ofKind("page", "iframe", "worker", "shared_worker", "service_worker") {
		r.mu.Lock()
		for _, c := range s.hearing {
			out = append(out, hearer{s, c})
		}
		r.mu.Unlock()
	}
	return out
}

type hearer struct {
	*session
	world int
}

// decideFrame says whether a frame may be sent, and records one that may not.
func (r *recorder) decideFrame(s *session, v *visit, say *socketSays) bool {
	body := []byte(nil)
	if say.Text != nil {
		body = []byte(*say.Text)
	} else if raw, err := base64.StdEncoding.DecodeString(say.Base64); err == nil {
		body = raw
	}
	u, err := url.Parse(say.URL)
	if err != nil || v == nil {
		return err == nil && r.armed() == nil
	}
	commits := v.label().holding && r.holdsFrames(u.Hostname())
	if !commits && !r.frameMayNot(v, say.URL, body, !say.Cut) {
		return true
	}
	_, frame := r.ofFrame(s.target)
	i := begin("heldFrame", v, frame)
	i.bare, i.body, i.size, i.keptBack = say.URL, body, say.Size, !commits
	r.queue.push(i)
	if commits {
		v.countHeldFrame()
	}
	return false
}

// holdsFrames reports whether what goes to a host over a socket may commit
// something: it is not known of it that it only measures.
func (r *recorder) holdsFrames(host string) bool { return r.takes(host) || !r.cfg.Known(host) }

// onHeldFrame records a frame that was not let go.
func (b *builder) onHeldFrame(i *item) {
	if !recordable(i.bare) {
		return
	}
	f := b.open(i, "", "FRAME", i.bare)
	f.ex.Channel, f.ex.SeenBy, f.ex.Held = audit.ChannelWebSocket, []string{"page"}, true
	f.ex.KeptBack = i.keptBack
	f.setBody(i.body)
	f.bodySize = i.size
	f.network, f.fetch, f.extra = true, true, true
	b.onHeld(f, "")
	f.whole()
}

// sockets tells every context of a visit that the hold is on, and waits for its word.
func (a *arming) sockets(v *visit) {
	for _, h := range a.r.hearing(v) {
		p := a.expect(&proof{what: "a socket of the page", session: h.id})
		a.r.tellSocket(h.session, v, h.world, func(m *cdproto.Message) {
			var reply struct {
				Result struct {
					Value string `json:"value"`
				} `json:"result"`
			}
			// A context that is gone knows no answer.
			held := m.Error != nil || json.Unmarshal(m.Result, &reply) == nil && reply.Result.Value == "hold"
			a.set(func() { p.done, p.refused = held, !held })
		})
	}
}

// release tells the sockets of a visit that the hold is off.
func (r *recorder) release(v *visit) {
	for _, h := range r.hearing(v) {
		r.tellSocket(h.session, v, h.world, func(*cdproto.Message) {})
	}
}

// deaf forgets the contexts of a session that are gone: one, or all for 0.
func (r *recorder) deaf(s *session, context int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s.hearing = slices.DeleteFunc(s.hearing, func(c int) bool { return context == 0 || c == context })
}

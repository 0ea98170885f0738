package browser

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto"

	"github.com/quietroom/quietroom/audit"
)

// builder turns events into exchanges. It runs on one goroutine and owns its
// state; the recorder's lock guards only the counts.
type builder struct {
	r      *recorder
	order  []*flow            // not yet given to the sink, in the order first seen
	byID   map[string][]*flow // by network id, one for each hop of a redirect
	extras map[string][]headerList
	counts Counts

	flushes []flush
	join    *join
	wire    bool                           // there is a wire record
	held    map[string][][sha256.Size]byte // bodies of what was held, by key
	names   []*name
	asked   map[string]bool // hosts that got a request, by journey
	packets map[string]int  // recorded packets outside HTTP, by journey and address
}

// How long the builder waits for what belongs to an exchange and comes over
// another, unsynchronised channel of the protocol.
const (
	afterEnd   = 700 * time.Millisecond // headers as sent, once the answer is there
	afterStart = 4 * time.Second        // anything at all: an answer may never come
)

func newBuilder(r *recorder) *builder {
	return &builder{
		r: r, byID: map[string][]*flow{}, extras: map[string][]headerList{}, wire: r.self != nil,
		join: newJoin(), held: map[string][][sha256.Size]byte{}, packets: map[string]int{}, asked: map[string]bool{},
	}
}

// run works until the queue is closed, then gives out what is left.
func (b *builder) run() {
	tick := time.NewTicker(250 * time.Millisecond)
	defer tick.Stop()
	for {
		items, open := b.r.queue.take()
		for i := range items {
			b.event(&items[i])
		}
		b.emit(time.Now(), false)
		b.release(time.Now())
		if len(items) > 0 {
			continue
		}
		if !open {
			b.emit(time.Now(), true)
			return
		}
		select {
		case <-b.r.queue.ready:
		case <-tick.C:
		}
	}
}

func (b *builder) event(i *item) {
	var err error
	switch i.method {
	case "Fetch.requestPaused":
		b.onPaused(i)
	case "Network.requestWillBeSent":
		var ev willBeSentEvent
		if err = json.Unmarshal(i.params, &ev); err == nil {
			b.onWillBeSent(i, &ev)
		}
	case "Network.requestWillBeSentExtraInfo":
		var ev extraInfoEvent
		if err = json.Unmarshal(i.params, &ev); err == nil {
			b.onExtra(&ev)
		}
	case "Network.responseReceivedExtraInfo":
		var ev extraInfoEvent
		if err = json.Unmarshal(i.params, &ev); err == nil {
			b.onAnswerHeaders(i, &ev)
		}
	case "Network.responseReceived":
		var ev receivedEvent
		if err = json.Unmarshal(i.params, &ev); err == nil {
			b.onReceived(i, &ev)
		}
	case "Network.loadingFinished", "Network.loadingFailed", "Network.requestServedFromCache":
		var ev finishedEvent
		if err = json.Unmarshal(i.params, &ev); err == nil {
			b.onFinished(i, &ev)
		}
	case "Network.webSocketCreated", "Network.webSocketWillSendHandshakeRequest", "Network.webSocketFrameSent", "Network.webSocketFrameReceived", "Network.webTransportCreated":
		var ev socketEvent
		if err = json.Unmarshal(i.params, &ev); err == nil {
			b.onSocket(i, &ev)
		}
	case "heldFrame":
		b.onHeldFrame(i)
	case "wire":
		b.onWire(i)
	case "postData":
		b.onPostData(i)
	case "flush":
		b.flushes = append(b.flushes, flush{i.visit, i.at, i.flushed})
	case "unreadable":
		b.counts.Unreadable++
	}
	if err != nil {
		b.counts.Unreadable++
	}
}

// onAnswerHeaders looks at an answer's headers for the cookies that it sets;
// nothing else of an answer is kept.
func (b *builder) onAnswerHeaders(i *item, ev *extraInfoEvent) {
	if i.visit == nil {
		return
	}
	from := ""
	if f := b.last(ev.RequestID); f != nil {
		from = f.ex.URL
	}
	i.visit.setCookies(from, ev.Headers)
	b.learnSetCookies(i.visit, from, ev.Headers)
}

// recordable leaves out what never leaves the browser.
func recordable(rawURL string) bool {
	for _, scheme := range []string{"http:", "https:", "ws:", "wss:"} {
		if strings.HasPrefix(rawURL, scheme) {
			return true
		}
	}
	return false
}

// open starts a flow that the protocol tells of.
func (b *builder) open(i *item, id, method, rawURL string) *flow {
	f := b.openAt(i, id, method, rawURL)
	f.told = true
	if !f.unwired {
		b.join.expect(f)
	}
	return f
}

// openAt starts a flow in the order of the record.
func (b *builder) openAt(i *item, id, method, rawURL string) *flow {
	rawURL, _, _ = strings.Cut(rawURL, "#")
	f := &flow{id: id, born: i.at, visit: i.visit, unwired: !b.wire, ex: audit.Exchange{
		ID: fmt.Sprintf("x%06d", b.r.cfg.IDs.Add(1)), Time: i.at.UTC(), Method: method, URL: rawURL, Party: b.r.partyOf(rawURL), Channel: audit.ChannelOther,
	}}
	f.mark(i)
	if recordable(i.frame) {
		f.ex.Frame = i.frame
	}
	b.order = append(b.order, f)
	if id != "" {
		b.byID[id] = append(b.byID[id], f)
	}
	return f
}

// find gives the flow of this network id and address that lacks a source.
func (b *builder) find(id, method, rawURL string, lacks func(*flow) bool) *flow {
	rawURL, _, _ = strings.Cut(rawURL, "#")
	for _, f := range b.byID[id] {
		if f.ex.URL == rawURL && f.ex.Method == method && lacks(f) {
			return f
		}
	}
	return nil
}

// deferred gives the flow of a fetchLater, whose two halves share no id.
func (b *builder) deferred(method, rawURL string, half func(*flow) bool) *flow {
	rawURL, _, _ = strings.Cut(rawURL, "#")
	for _, f := range b.order {
		if f.ex.URL == rawURL && f.ex.Method == method && half(f) {
			return f
		}
	}
	return nil
}

// last gives the newest hop of a network id.
func (b *builder) last(id string) *flow {
	if hops := b.byID[id]; len(hops) > 0 {
		return hops[len(hops)-1]
	}
	return nil
}

func (b *builder) onPaused(i *item) {
	ev := i.paused
	if b.r.self.owns(ev.Request.URL) {
		b.r.self.onFetch(&ev.Request)
		return
	}
	if !recordable(ev.Request.URL) || b.blind(ev.channel()) {
		return
	}
	f := b.find(ev.NetworkID, ev.Request.Method, ev.Request.URL, func(f *flow) bool { return !f.fetch })
	if ev.NetworkID == "" {
		f = b.deferred(ev.Request.Method, ev.Request.URL, func(f *flow) bool { return !f.fetch && f.ex.Channel == audit.ChannelFetchLater })
	} else if f == nil && ev.RedirectOf == "" && b.find(ev.NetworkID, ev.Request.Method, ev.Request.URL, func(f *flow) bool { return f.ex.Status == 0 }) != nil {
		return // paused again, because Chrome took it up again before it was sent
	}
	if f == nil {
		f = b.open(i, ev.NetworkID, ev.Request.Method, ev.Request.URL)
	}
	f.fetch = true
	f.mark(i)
	if ev.ResourceType == "Document" && recordable(i.frame) {
		f.ex.Frame = i.frame // the page that is about to be left
	}
	f.ex.SeenBy = append(f.ex.SeenBy, "fetch")
	if i.held {
		f.ex.Held, f.ex.KeptBack = true, i.keptBack
	}
	if c := ev.channel(); plainer(f.ex.Channel, c) {
		f.ex.Channel = c
	}
	f.setHeaders(ev.Request.Headers, asked)
	b.learnHeaders(f)
	if body, whole := ev.Request.body(); whole {
		f.setBody(body)
	} else {
		f.missing = true
	}
	if i.held {
		if !i.keptBack && f.ex.Method != "OPTIONS" {
			b.submitted(f)
		}
		b.onHeld(f, i.bare)
	} else {
		b.meet(f)
	}
}

// submitted marks what a page sent right after a submit that was held: Chrome may
// tell of it before it asks about the submit.
func (b *builder) submitted(held *flow) {
	for _, f := range b.order {
		if f.visit != nil && f.visit == held.visit && f.ex.Journey == held.ex.Journey && !f.given && f.born.After(held.born) {
			f.ex.AfterSubmit = true
		}
	}
}

// blind reports whether a test has switched a channel off.
func (b *builder) blind(c audit.Channel) bool { return b.r.cfg.Blind != nil && b.r.cfg.Blind(c) }

func (b *builder) onWillBeSent(i *item, ev *willBeSentEvent) {
	if ev.RedirectResponse != nil {
		if prev := b.last(ev.RequestID); prev != nil {
			prev.answered(ev.RedirectResponse)
			prev.end(i.at)
		}
	}
	if b.r.self.owns(ev.Request.URL) {
		b.r.self.onNetwork(&ev.Request)
		return
	}
	if !recordable(ev.Request.URL) || b.blind(ev.channel()) || ownHost(ev.Request.URL) {
		return
	}
	if ev.RedirectResponse == nil && b.find(ev.RequestID, ev.Request.Method, ev.Request.URL, func(f *flow) bool { return f.network }) != nil {
		return // told a second time, by a second session of the same worker
	}
	f := b.find(ev.RequestID, ev.Request.Method, ev.Request.URL, func(f *flow) bool { return !f.network })
	if f == nil && ev.deferred() {
		f = b.deferred(ev.Request.Method, ev.Request.URL, func(f *flow) bool { return !f.network && f.id == "" && f.ex.Channel == audit.ChannelFetch })
	}
	if f == nil {
		prev := b.last(ev.RequestID)
		f = b.open(i, ev.RequestID, ev.Request.Method, ev.Request.URL)
		if prev != nil && ev.RedirectResponse != nil {
			f.ex.RedirectOf = prev.ex.ID
		}
	}
	f.network = true
	f.mark(i)
	f.ex.SeenBy = append(f.ex.SeenBy, "network")
	if c := ev.channel(); !plainer(c, f.ex.Channel) {
		f.ex.Channel = c
	}
	if f.ex.Frame == "" || ev.Type != "Document" && !ev.deferred() { // these give the address that is asked for
		f.ex.Frame = ev.DocumentURL
	}
	f.ex.Initiator = chainOf(ev.Initiator)
	f.setHeaders(ev.Request.Headers, asked)
	if waiting := b.extras[ev.RequestID]; len(waiting) > 0 {
		f.setHeaders(waiting[0], asSent)
		if b.extras[ev.RequestID] = waiting[1:]; len(waiting) == 1 {
			delete(b.extras, ev.RequestID)
		}
	}
	b.learnHeaders(f)
	if body, whole := ev.Request.body(); whole && len(f.body) == 0 {
		f.setBody(body)
	} else if !whole && !f.hasBody {
		f.missing = true
		b.fetchBody(i.session, ev.RequestID)
	}
	if v := i.visit; v != nil && settles(ev.Type) {
		v.begin(ev.RequestID)
	}
	b.meet(f)
}

// fetchBody asks for a body that came with neither event; it must be asked for
// at once, because a navigation makes Chrome forget it.
func (b *builder) fetchBody(session, id string) {
	b.r.ask(session, "Network.getRequestPostData", map[string]string{"requestId": id}, func(m *cdproto.Message) {
		var reply struct {
			PostData      string `json:"postData"`
			Base64Encoded bool   `json:"base64Encoded"`
		}
		if m.Error != nil || json.Unmarshal(m.Result, &reply) != nil {
			return
		}
		body := []byte(reply.PostData)
		if reply.Base64Encoded {
			var err error
			if body, err = base64.StdEncoding.DecodeString(reply.PostData); err != nil {
				return
			}
		}
		b.r.queue.push(item{method: "postData", session: id, body: body, at: time.Now()})
	})
}

func (b *builder) onPostData(i *item) {
	if f := b.last(i.session); f != nil && !f.hasBody {
		f.setBody(i.body)
		b.meet(f)
	}
}

func (b *builder) onExtra(ev *extraInfoEvent) {
	for _, f := range b.byID[ev.RequestID] {
		if f.network && !f.extra {
			f.setHeaders(ev.Headers, asSent)
			b.learnHeaders(f)
			return
		}
	}
	const maxWaiting = 10000 // of requests that are never told of otherwise
	if len(b.extras) < maxWaiting {
		b.extras[ev.RequestID] = append(b.extras[ev.RequestID], ev.Headers)
	}
}

func (b *builder) onReceived(i *item, ev *receivedEvent) {
	f := b.last(ev.RequestID)
	if f == nil {
		return
	}
	f.answered(&ev.Response)
	f.noExtra = !ev.HasExtraInfo
	f.end(i.at)
	// A body that the page never reads never ends, so the answer's head is enough.
	switch ev.Type {
	case "Fetch", "XHR", "Ping":
		if i.visit != nil {
			i.visit.done(ev.RequestID)
		}
	}
}

func (b *builder) onFinished(i *item, ev *finishedEvent) {
	if i.visit != nil && i.method != "Network.requestServedFromCache" {
		i.visit.done(ev.RequestID)
	}
	f := b.last(ev.RequestID)
	if f == nil {
		return
	}
	f.end(i.at)
	switch {
	case i.method == "Network.requestServedFromCache":
		f.ex.Outcome = "cached"
	case f.ex.Outcome != "" || f.ex.Status != 0:
	case ev.BlockedReason != "":
		f.ex.Outcome = "blocked"
	case ev.ErrorText != "":
		f.ex.Outcome = "failed"
	}
}

// settles reports whether a page is not quiet while such a request is under way.
func settles(resourceType string) bool {
	switch resourceType {
	case "EventSource", "WebSocket", "Media", "TextTrack":
		return false
	}
	return true
}

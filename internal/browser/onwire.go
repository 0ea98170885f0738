package browser

import (
	"crypto/sha256"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/netlog"
)

func sortByTime(rs []*netlog.Request) {
	slices.SortStableFunc(rs, func(a, b *netlog.Request) int { return a.Time.Compare(b.Time) })
}

// onWire takes one record of Chrome's network log.
func (b *builder) onWire(i *item) {
	switch rec := i.wire.(type) {
	case *netlog.Request:
		b.onWireRequest(rec, i.at)
	case *netlog.Frame:
		b.onWireFrame(rec, i.at)
	case *netlog.Datagram:
		b.onDatagram(rec)
	case *netlog.Lookup:
		b.onHost(audit.ChannelDNS, rec.Host, "https://"+rec.Host+"/", rec.TopSite, rec.Time)
	case *netlog.Preconnect:
		b.onHost(audit.ChannelPreconnect, hostOf(rec.URL), rec.URL+"/", rec.TopSite, rec.Time)
	case *netlog.Stray:
		b.onStray(rec)
	}
}

func (b *builder) onWireRequest(rec *netlog.Request, at time.Time) {
	if b.r.self.owns(rec.URL) {
		if n, ok := b.r.self.onWire(rec); ok {
			b.join.caughtUp = n
		}
		return
	}
	left := rec.Sent || rec.Partial
	if rec.Annotation.Class == netlog.Own {
		if left {
			b.counts.Own++
		}
		return
	}
	if !recordable(rec.URL) {
		return
	}
	if f := b.join.flowFor(rec, !left); f != nil {
		b.pair(f, rec, at)
		return
	}
	if was, again := b.join.sent[sending{rec.ID, rec.Hop}]; again && left && rec.ID != 0 {
		b.sentAgain(was, rec)
		return
	}
	if left {
		key := keyOf(rec.Method, rec.URL)
		b.join.waiting[key] = append(b.join.waiting[key], &arrival{rec, at})
	}
}

// onHeld takes a held flow off the wire's list: nothing of it may be there but,
// for a form that submits by GET, the bare address.
func (b *builder) onHeld(f *flow, bare string) {
	if f.unwired {
		return
	}
	key := f.key
	b.held[key] = append(b.held[key], sha256.Sum256(f.body))
	if f.bare = bare != ""; f.bare {
		b.join.rename(f, bare)
		return
	}
	b.join.forget(f)
	f.unwired = true
}

// meet looks whether the wire record of f came before it.
func (b *builder) meet(f *flow) {
	if f.wired || f.unwired {
		return
	}
	if rec := b.join.arrivalFor(f); rec != nil {
		b.pair(f, rec, time.Now())
	}
}

// pair joins a flow with its wire record. The wire is right about what was sent.
func (b *builder) pair(f *flow, rec *netlog.Request, at time.Time) {
	b.join.forget(f)
	left := rec.Sent || rec.Partial
	if f.given {
		if left {
			// It was given out as one that did not leave, and then it did.
			b.reopen(f, rec)
		}
		return
	}
	f.wired, f.wiredAt, f.left, f.sent, f.wireErr = true, at, left, rec.Sent, rec.Err
	if !left {
		return
	}
	if rec.ID != 0 {
		b.join.sent[sending{rec.ID, rec.Hop}] = whose{f.visit, f.now, f.ex.Channel, at}
	}
	f.ex.SeenBy = append(f.ex.SeenBy, "netlog")
	if len(rec.Headers) > 0 {
		f.setHeaders(headersOf(rec), onWire)
	}
	if !f.sameBody(rec) {
		f.setBody(rec.Body)
		f.bodySize = rec.BodySize
	}
}

func headersOf(rec *netlog.Request) headerList {
	h := make(headerList, len(rec.Headers))
	for i, kv := range rec.Headers {
		h[i] = audit.Header(kv)
	}
	return h
}

// reopen records once more a flow that left after it was given out.
func (b *builder) reopen(was *flow, rec *netlog.Request) {
	f := b.fromWire(rec)
	if was.labelled {
		f.mark(&item{visit: was.visit, label: was.now})
	}
	f.ex.Channel, f.ex.Frame, f.ex.Initiator = was.ex.Channel, was.ex.Frame, was.ex.Initiator
	f.told = true
}

// sentAgain records a request that Chrome sent a second time by itself: the first
// connection was lost, or the server asked for a log-in.
func (b *builder) sentAgain(was whose, rec *netlog.Request) {
	f := b.fromWire(rec)
	if was.visit != nil {
		f.mark(&item{visit: was.visit, label: was.now})
	}
	f.ex.Channel, f.told = was.channel, true
}

// fromWire opens a flow that is known from the wire.
func (b *builder) fromWire(rec *netlog.Request) *flow {
	f := b.openAt(&item{at: rec.Time}, "", rec.Method, rec.URL)
	f.ex.SeenBy, f.ex.Annotation, f.ex.Channel = []string{"netlog"}, rec.Annotation.Name, channelOnWire(rec)
	f.ex.Initiator = audit.Initiator{Type: "other", URL: rec.Initiator}
	f.setHeaders(headersOf(rec), onWire)
	if rec.BodySize > 0 {
		f.setBody(rec.Body)
		f.bodySize = rec.BodySize
	}
	f.whole()
	return f
}

// wireAlone records what left and what the protocol did not tell of: explained
// when Chrome sends it itself on a page's behalf, and a hole in the record
// otherwise.
func (b *builder) wireAlone(rec *netlog.Request) {
	f := b.fromWire(rec)
	b.attribute(f, f.ex.Header("Referer")+"\n"+string(rec.Body[:min(len(rec.Body), 64<<10)]))
	if rec.Annotation.Class == netlog.Loader {
		f.explained = true
		return
	}
	who := rec.Annotation.Name
	if who == "" {
		who = fmt.Sprintf("no annotation that is known (%d)", rec.Annotation.ID)
	}
	what := fmt.Sprintf("a %s request (%s, %s)", rec.Method, f.ex.Channel, who)
	for _, held := range b.held[keyOf(rec.Method, rec.URL)] {
		if held == sha256.Sum256(rec.Body) {
			what = "a submission that was to be held back"
			break
		}
	}
	b.gap(f, fmt.Sprintf("%s to %s left, and Chrome's protocol did not tell of it", what, hostOf(rec.URL)))
}

// gap notes a hole in the record and where it is.
func (b *builder) gap(f *flow, what string) {
	f.unexplained = true
	const most = 200 // a recorder that is blind is blind for everything
	b.r.mu.Lock()
	defer b.r.mu.Unlock()
	if b.r.gaps = append(b.r.gaps, audit.Gap{Page: f.ex.Page, Journey: f.ex.Journey, What: what}); len(b.r.gaps) > most {
		b.r.gaps[most].What = "and more than " + fmt.Sprint(most) + " others"
		b.r.gaps = b.r.gaps[:most+1]
	}
}

// attribute finds whose it is: the visit whose page it names, or the only one
// there is. What could be of several visits is left to none.
func (b *builder) attribute(f *flow, text string) {
	visits := b.r.around(f.ex.Time)
	var named []*visit
	for _, v := range visits {
		if page := v.label().page; page != "" && strings.Contains(text, page) {
			named = append(named, v)
		}
	}
	if len(named) > 1 { // the home page's address begins every other
		slices.SortFunc(named, func(a, b *visit) int { return len(b.label().page) - len(a.label().page) })
		if named[0].label().page != named[1].label().page {
			named = named[:1]
		}
	}
	if len(named) == 0 && len(visits) == 1 {
		named = visits
	}
	if len(named) != 1 {
		return
	}
	v := named[0]
	f.mark(&item{visit: v, label: v.label()})
}

// name is a host that Chrome was made to look up or to connect to.
type name struct {
	flow *flow // says whose it is
	host string
	url  string
}

// onHost notes that Chrome was made to ask for a host or to connect to it: all
// that leaves is the name. It is news when no request follows, which is known
// when the visit is over.
func (b *builder) onHost(ch audit.Channel, host, rawURL, topSite string, at time.Time) {
	if host == "" || topSite == "" || host == selfHost || host == canaryHost || net.ParseIP(host) != nil || b.r.cfg.FirstParty(host) {
		return // Chrome's own, or no news
	}
	f := &flow{born: at, ex: audit.Exchange{Time: at.UTC(), Channel: ch}}
	b.attribute(f, "")
	key := fmt.Sprintf("%s %s %s", ch, host, f.ex.Journey)
	const most = 20000
	if b.join.met[key] || len(b.join.met) > most {
		return
	}
	b.join.met[key] = true
	b.names = append(b.names, &name{f, host, rawURL})
}

// settleNames records the names of visits that are over and that no request
// followed.
func (b *builder) settleNames(now time.Time, all bool) {
	if len(b.names) == 0 {
		return
	}
	busy := map[*visit]bool{}
	for _, f := range b.order {
		busy[f.visit] = true
	}
	b.names = slices.DeleteFunc(b.names, func(n *name) bool {
		if v := n.flow.visit; !all && (busy[v] || n.flow.over(now).IsZero()) {
			return false
		}
		if !b.asked[n.flow.ex.Journey+" "+n.host] { // of nobody's, any journey's request explains it
			g := b.openAt(&item{at: n.flow.born, visit: n.flow.visit, label: n.flow.now}, "", "CONNECT", n.url)
			if n.flow.ex.Channel == audit.ChannelDNS {
				g.ex.Method = "LOOKUP"
			}
			g.ex.Channel, g.ex.SeenBy, g.explained = n.flow.ex.Channel, []string{"netlog"}, true
			g.whole()
		}
		return true
	})
}

// onDatagram records what a peer connection sent. What is encrypted end to end
// cannot be read, and the record says so.
func (b *builder) onDatagram(rec *netlog.Datagram) {
	b.packet(rec.Time, audit.ChannelWebRTC, "UDP", "udp://"+rec.Address, rec.Payload, rec.Size, opaqueDatagram(rec.Payload))
}

// onStray records bytes on a stream that is no HTTP: TURN, or a hole.
func (b *builder) onStray(rec *netlog.Stray) {
	if stun(rec.Payload) || len(rec.Payload) > 6 && stun(rec.Payload[2:]) {
		b.packet(rec.Time, audit.ChannelWebRTC, "TCP", "tcp://"+rec.Address, rec.Payload, rec.Size, false)
		return
	}
	if f := b.packet(rec.Time, audit.ChannelSocket, "TCP", "tcp://"+rec.Address, rec.Payload, rec.Size, true); f != nil {
		f.explained = false
		b.gap(f, fmt.Sprintf("%d bytes that are no HTTP left for %s", rec.Size, rec.Address))
	}
}

// packet records a payload outside HTTP. An endless stream is recorded by its
// beginning.
func (b *builder) packet(at time.Time, ch audit.Channel, method, rawURL string, payload []byte, size int64, opaque bool) *flow {
	f := &flow{ex: audit.Exchange{Time: at}}
	b.attribute(f, "")
	const most = 50
	n := b.packets[f.ex.Journey+rawURL]
	if n >= most {
		return nil
	}
	b.packets[f.ex.Journey+rawURL] = n + 1
	g := b.openAt(&item{at: at, visit: f.visit, label: f.now}, "", method, rawURL)
	g.ex.Channel, g.ex.SeenBy, g.explained, g.opaque = ch, []string{"netlog"}, true, opaque || n+1 == most
	g.setBody(payload)
	g.bodySize = size
	g.whole()
	return g
}

// stun reports whether a packet is one of STUN or TURN (RFC 8489, section 5).
func stun(p []byte) bool {
	return len(p) >= 20 && p[0] < 4 && p[4] == 0x21 && p[5] == 0x12 && p[6] == 0xa4 && p[7] == 0x42
}

// opaqueDatagram reports whether a datagram carries application data under
// encryption: DTLS records of type 23, SRTP, TURN channel data (RFC 7983).
func opaqueDatagram(p []byte) bool {
	if len(p) == 0 {
		return false
	}
	switch c := p[0]; {
	case c == 23, c >= 64 && c <= 79, c >= 128 && c <= 191:
		return true
	}
	return false
}

// onWireFrame pairs a socket's frame with what the protocol told of it, and
// records what it does not tell: the reason that a page gives when it closes.
func (b *builder) onWireFrame(rec *netlog.Frame, at time.Time) {
	if rec.Opcode == 9 || rec.Opcode == 10 || rec.Opcode == 8 && rec.Size <= 2 {
		return // of the protocol's own, with nothing of the page in them
	}
	as := &netlog.Request{Time: rec.Time, Method: "FRAME", URL: rec.URL, Sent: true, Body: rec.Payload, BodySize: rec.Size}
	if rec.Opcode == 8 {
		as.Annotation = netlog.Annotation{Name: "websocket close", Class: netlog.Loader}
	}
	b.onWireRequest(as, at)
}

// channelOnWire is the channel of a request that only the wire shows.
func channelOnWire(rec *netlog.Request) audit.Channel {
	switch rec.Annotation.Name {
	case "reporting":
		return audit.ChannelReport
	case "favicon_loader":
		return audit.ChannelFavicon
	case "navigation_url_loader":
		return audit.ChannelDocument
	case "speculation_rules_prefetch":
		return audit.ChannelPrefetch
	case "websocket_stream", "websocket close":
		return audit.ChannelWebSocket
	}
	if rec.Method == "FRAME" {
		return audit.ChannelWebSocket
	}
	if rec.Annotation.Class == netlog.Loader {
		return audit.ChannelBrowser
	}
	return audit.ChannelOther
}

package browser

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/netlog"
)

// events are what can be said of one request; a fuzzer says them in any order,
// twice, or not at all.
var events = []func(n int) item{
	func(n int) item {
		return item{method: "Fetch.requestPaused", paused: &pausedEvent{NetworkID: fmt.Sprint(n), ResourceType: "Fetch", Request: fuzzRequest(n)}}
	},
	func(n int) item {
		ev := &pausedEvent{NetworkID: fmt.Sprint(n), ResourceType: "Fetch", Request: fuzzRequest(n)}
		return item{method: "Fetch.requestPaused", held: true, paused: ev}
	},
	func(n int) item {
		return event("Network.requestWillBeSent", map[string]any{"requestId": fmt.Sprint(n), "type": "Fetch", "request": asMap(fuzzRequest(n))})
	},
	func(n int) item {
		return event("Network.requestWillBeSent", map[string]any{"requestId": fmt.Sprint(n), "type": "Fetch", "request": asMap(fuzzRequest(n + 1)), "redirectResponse": map[string]any{"status": 302}})
	},
	func(n int) item {
		return event("Network.requestWillBeSentExtraInfo", map[string]any{"requestId": fmt.Sprint(n), "headers": map[string]string{"Cookie": "a=b"}})
	},
	func(n int) item {
		return event("Network.responseReceived", map[string]any{"requestId": fmt.Sprint(n), "type": "Fetch", "response": map[string]any{"status": 200}})
	},
	func(n int) item { return event("Network.loadingFinished", map[string]any{"requestId": fmt.Sprint(n)}) },
	func(n int) item {
		return event("Network.loadingFailed", map[string]any{"requestId": fmt.Sprint(n), "errorText": "net::ERR_FAILED"})
	},
	func(n int) item { return item{method: "postData", session: fmt.Sprint(n), body: fuzzBody(n)} },
	func(n int) item {
		return event("Network.webSocketCreated", map[string]any{"requestId": fmt.Sprint("s", n), "url": "wss://socket.test/"})
	},
	func(n int) item {
		return event("Network.webSocketFrameSent", map[string]any{"requestId": fmt.Sprint("s", n), "response": map[string]any{"opcode": 1, "payloadData": fmt.Sprint("frame ", n)}})
	},
	func(n int) item { return onTheWire(n, netlog.Page, true) },
	func(n int) item { return onTheWire(n, netlog.Loader, true) },
	func(n int) item { return onTheWire(n, netlog.Page, false) },
	func(n int) item {
		return item{method: "wire", wire: &netlog.Frame{URL: "wss://socket.test/", Opcode: 1, Payload: fmt.Append(nil, "frame ", n), Size: int64(len(fmt.Sprint("frame ", n)))}}
	},
	func(n int) item {
		return item{method: "wire", wire: &netlog.Datagram{Address: "192.0.2.1:3478", Payload: fuzzBody(n), Size: int64(len(fuzzBody(n)))}}
	},
	func(n int) item {
		return item{method: "wire", wire: &netlog.Lookup{Host: fmt.Sprintf("h%d.test", n), TopSite: "https://practice.test"}}
	},
	func(n int) item { // the same sending, again
		it := onTheWire(n, netlog.Page, true)
		it.wire.(*netlog.Request).ID = int64(n + 1)
		return it
	},
	func(n int) item { return event("Network.requestWillBeSent", map[string]any{"requestId": 7}) },
}

func event(method string, params any) item {
	raw, err := json.Marshal(params)
	if err != nil {
		panic(err)
	}
	return item{method: method, params: raw}
}

// fuzzRequest is request n: several have the same address, and some a body that
// comes with no event.
func fuzzRequest(n int) request {
	r := request{URL: fmt.Sprintf("https://vendor.test/%d#x", n/3), Method: http.MethodPost, HasPostData: true}
	if n%4 != 3 {
		r.PostData = string(fuzzBody(n))
	}
	return r
}

func fuzzBody(n int) []byte { return fmt.Appendf(nil, "body %d", n) }

func asMap(r request) map[string]any {
	return map[string]any{"url": r.URL, "method": r.Method, "hasPostData": r.HasPostData, "postData": r.PostData, "headers": map[string]string{}}
}

func onTheWire(n int, class netlog.Class, sent bool) item {
	r := fuzzRequest(n)
	return item{method: "wire", wire: &netlog.Request{Method: r.Method, URL: r.URL[:len(r.URL)-2], Sent: sent, Body: fuzzBody(n), BodySize: int64(len(fuzzBody(n))), Annotation: netlog.Annotation{Name: "test", Class: class}}}
}

// FuzzRecord gives the builder events out of order, twice and not at all. Whatever
// comes: what left is on record exactly once, every exchange is given out once,
// and what no protocol event explains is named.
func FuzzRecord(f *testing.F) {
	all := []byte{}
	for k := range events {
		all = append(all, byte(k), 1, 0)
	}
	f.Add(all)
	f.Add([]byte{0, 0, 0, 2, 0, 0, 11, 0, 0, 5, 0, 0})           // as it is in life
	f.Add([]byte{11, 0, 0, 2, 0, 40, 0, 0, 200, 5, 0, 0})        // the wire first, and late
	f.Add([]byte{0, 2, 0, 2, 2, 0, 17, 2, 0, 17, 2, 9, 5, 2, 0}) // sent twice
	f.Add([]byte{0, 3, 0, 5, 3, 255, 11, 3, 0})                  // given out before it left
	f.Add([]byte{1, 2, 0, 11, 2, 255})                           // held, and sent all the same
	f.Add([]byte{9, 0, 0, 10, 0, 0, 14, 0, 0, 14, 1, 0, 15, 9})  // a socket
	f.Fuzz(func(t *testing.T, script []byte) {
		const most = 3 * 400
		got := &record{}
		b := unstarted(t, got)
		r := b.r
		v := newVisit()
		v.now.page, v.now.journey = "https://practice.test/", "j1"
		r.visits["c"] = v
		now := time.Unix(1_800_000_000, 0)
		left := 0
		for i := 0; i+2 < len(script) && i < most; i += 3 {
			it := events[int(script[i])%len(events)](int(script[i+1]) % 12)
			it.at, it.visit = now, v
			if script[i+1]%5 == 4 {
				it.visit = nil
			}
			switch w := it.wire.(type) {
			case *netlog.Request:
				if w.Time = now; w.Sent {
					left++
				}
			case *netlog.Frame:
				w.Time = now
				left++
			}
			b.event(&it)
			now = now.Add(time.Duration(script[i+2]) * 50 * time.Millisecond)
			if script[i+2]%7 == 6 {
				b.join.caughtUp = now
			}
			b.emit(now, false)
		}
		b.emit(now, true)
		check(t, b, got, left)
	})
}

func check(t *testing.T, b *builder, got *record, left int) {
	t.Helper()
	if len(b.order) != 0 || len(b.join.waiting) != 0 {
		t.Errorf("%d flows and %d wire records were never given out", len(b.order), len(b.join.waiting))
	}
	ids := map[string]bool{}
	wire, packets, sent := 0, 0, 0
	for _, ex := range got.all {
		if ids[ex.ID] {
			t.Errorf("%s was given out twice", ex.ID)
		}
		ids[ex.ID] = true
		switch onWire := slices.Contains(ex.SeenBy, "netlog"); {
		case ex.Method == "UDP" || ex.Method == "LOOKUP":
			packets++
		case onWire:
			wire++
			if ex.Held && ex.URL == "" || ex.Outcome != "sent" && ex.Outcome != "failed" && ex.Outcome != "held" {
				t.Errorf("%s left and its outcome is %q", ex.ID, ex.Outcome)
			}
		case ex.Outcome == "sent" && ex.Channel != audit.ChannelWebTransport:
			sent++
		}
	}
	if wire != left {
		t.Errorf("%d requests and frames left, %d exchanges say so", left, wire)
	}
	if sent != 0 {
		t.Errorf("%d exchanges are said to be sent, which the wire does not show", sent)
	}
	n := b.counts
	if sum := n.Both + n.Explained + n.Unexplained - packets; sum < left {
		t.Errorf("%d left, and the account has %d (%+v)", left, sum, n)
	}
	if n.Unexplained > 0 != (len(b.r.gaps) > 0) {
		t.Errorf("%d unexplained, and %d are named", n.Unexplained, len(b.r.gaps))
	}
}

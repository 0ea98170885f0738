package browser

import (
	"testing"
	"time"

	"github.com/quietroom/quietroom/internal/netlog"
)

// TestHeadersBelieved: in whatever order the sources tell of a request, its
// headers are the wire's, failing that those that Chrome says it sent.
func TestHeadersBelieved(t *testing.T) {
	t.Parallel()
	from := func(source string) map[string]string { return map[string]string{"From": source} }
	request := map[string]any{"url": "https://vendor.test/", "method": "GET", "headers": from("network")}
	items := map[byte]item{
		'f': {method: "Fetch.requestPaused", paused: &pausedEvent{NetworkID: "1", ResourceType: "Fetch", Request: requestFrom("fetch")}},
		'n': event("Network.requestWillBeSent", map[string]any{"requestId": "1", "type": "Fetch", "request": request}),
		'x': event("Network.requestWillBeSentExtraInfo", map[string]any{"requestId": "1", "headers": from("extra")}),
		'w': {method: "wire", wire: &netlog.Request{Method: "GET", URL: "https://vendor.test/", Sent: true, Headers: [][2]string{{"From", "wire"}}}},
		// As a socket's frame has it: left, and without headers.
		'v': {method: "wire", wire: &netlog.Request{Method: "GET", URL: "https://vendor.test/", Sent: true}},
	}
	for order, want := range map[string]string{
		"f": "fetch", "n": "network", "fn": "fetch", "nf": "network",
		"fnx": "extra", "fxn": "extra", "xfn": "extra", "nxf": "extra",
		"fnxw": "wire", "fnwx": "wire", "fwnx": "wire", "wfnx": "wire", "xnwf": "wire", "wxnf": "wire",
		"fnvx": "extra", "vnfx": "extra",
	} {
		got := &record{}
		b := unstarted(t, got)
		for i := range len(order) {
			it := items[order[i]]
			it.at = time.Unix(1_800_000_000, 0)
			b.event(&it)
		}
		b.emit(time.Unix(1_800_000_010, 0), true)
		if len(got.all) != 1 || got.all[0].Header("From") != want {
			t.Errorf("%s: %+v; want one exchange with the headers of %s", order, got.all, want)
		}
		if len(b.extras) > 0 {
			t.Errorf("%s: headers wait for a request that has come", order)
		}
	}
}

func requestFrom(source string) request {
	return request{URL: "https://vendor.test/", Method: "GET", Headers: headerList{{"From", source}}}
}

// TestWithoutWire: where there is no wire record, what the protocol tells of was
// sent, nothing waits for a log, and nothing is said of where it was seen.
func TestWithoutWire(t *testing.T) {
	t.Parallel()
	got := &record{}
	b := unstarted(t, got)
	b.r.self, b.wire = nil, false
	now := time.Unix(1_800_000_000, 0)
	for _, it := range []item{
		{method: "Fetch.requestPaused", paused: &pausedEvent{NetworkID: "1", ResourceType: "Fetch", Request: requestFrom("fetch")}},
		{method: "Fetch.requestPaused", paused: &pausedEvent{NetworkID: "2", ResourceType: "Fetch", Request: requestFrom("fetch")}, held: true},
		event("Network.webTransportCreated", map[string]any{"transportId": "3", "url": "https://vendor.test/"}),
	} {
		it.at = now
		b.event(&it)
	}
	b.emit(now.Add(2*afterStart), false)
	if n := b.counts; n != (Counts{Recorded: 3, Sent: 2, Held: 1, BodiesMissing: 1}) {
		t.Errorf("%+v; want 3 on record, 2 of them sent, and nothing of a wire", n)
	}
	for _, ex := range got.all {
		if ex.Outcome != "sent" && !(ex.Held && ex.Outcome == "held") {
			t.Errorf("%s: %s", ex.Channel, ex.Outcome)
		}
	}
}

// unstarted is a builder with a wire record and no Chrome.
func unstarted(t *testing.T, got *record) *builder {
	t.Helper()
	cfg := Config{Path: "none", FirstParty: func(string) bool { return false }, Sink: got.sink}
	if err := cfg.check(); err != nil {
		t.Fatal(err)
	}
	r := newRecorder(&cfg, newOutbox())
	r.self = &selfTest{beats: map[int]time.Time{}, notify: make(chan struct{}, 1)}
	return newBuilder(r)
}

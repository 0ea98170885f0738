package browser

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	jsonv2 "github.com/chromedp/cdproto/cdp/jsonv2"

	"github.com/quietroom/quietroom/audit"
)

// TestFlush: it waits for what the builder still holds back of its tab, and for
// nothing else; of a browser that has ended, for nothing at all.
func TestFlush(t *testing.T) {
	t.Parallel()
	var given atomic.Int64
	cfg := Config{Path: "none", FirstParty: func(string) bool { return false }, Sink: func(*audit.Exchange, []byte) { given.Add(1) }}
	if err := cfg.check(); err != nil {
		t.Fatal(err)
	}
	b := &Browser{cfg: cfg, built: make(chan struct{})}
	b.rec = newRecorder(&b.cfg, newOutbox())
	go func() { defer close(b.built); newBuilder(b.rec).run() }()
	tab := &Tab{b: b, visit: newVisit()}
	ask := func(id string) {
		params := fmt.Sprintf(`{"requestId":%q,"type":"Fetch","request":{"url":"https://vendor.example/%s","method":"GET","headers":{}}}`, id, id)
		b.rec.queue.push(item{method: "Network.requestWillBeSent", params: jsonv2.Value(params), at: time.Now(), visit: tab.visit, label: label{journey: "j0001"}})
	}
	ask("1") // and no answer ever comes
	ask("2")
	tab.Flush()
	if n := given.Load(); n != 2 {
		t.Errorf("%d exchanges were given to the sink, want 2", n)
	}
	(&Tab{b: b, visit: newVisit()}).Flush() // had nothing
	b.rec.queue.close()
	<-b.built
	tab.Flush()
}

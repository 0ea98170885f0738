package browser

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	jsonv2 "github.com/chromedp/cdproto/cdp/jsonv2"
	"github.com/chromedp/chromedp"

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
	if !tab.Flush() {
		t.Error("where there is no log, it was not read")
	}
	if n := given.Load(); n != 2 {
		t.Errorf("%d exchanges were given to the sink, want 2", n)
	}
	(&Tab{b: b, visit: newVisit()}).Flush() // had nothing
	b.rec.queue.close()
	<-b.built
	if !tab.Flush() {
		t.Error("where there was no log, it was not read")
	}
}

// TestFlushWaitsForTheLog: it waits until the log has been read so far, and for one
// that does not come on no longer than its patience, and says so.
func TestFlushWaitsForTheLog(t *testing.T) {
	t.Parallel()
	asked := time.Unix(1_800_000_000, 0)
	for _, tc := range []struct {
		name            string
		read, after     time.Duration // the log is read so far, at a time after it was asked
		released, whole bool
	}{
		{"read beyond", time.Second, time.Second, true, true},
		{"not read", -time.Second, time.Second, false, false},
		{"not read, and patience is over", -time.Second, flushPatience, true, false},
		{"read late", time.Second, flushPatience, true, true},
	} {
		b := unstarted(t, &record{})
		done := make(chan bool, 1)
		b.event(&item{method: "flush", at: asked, visit: newVisit(), flushed: done})
		b.join.caughtUp = asked.Add(tc.read)
		b.release(asked.Add(tc.after))
		select {
		case whole := <-done:
			if !tc.released || whole != tc.whole {
				t.Errorf("%s: released as whole %t", tc.name, whole)
			}
		default:
			if tc.released {
				t.Errorf("%s: still waits", tc.name)
			}
		}
	}
}

// TestFlushOfAKilledChrome: a tab whose Chrome was killed before its log was read is
// no whole record, and the certificate stands for the tabs before.
func TestFlushOfAKilledChrome(t *testing.T) {
	s := serve(t, map[string]string{"practice.test/": wirePage})
	b, _ := start(t, s, nil)
	open := func() *Tab {
		tab, err := b.NewTab(t.Context(), TabOptions{Page: "http://practice.test/", Journey: "j"})
		if err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(tab.Context(), chromedp.Navigate("http://practice.test/")); err != nil {
			t.Fatal(err)
		}
		return tab
	}
	before, under := open(), open()
	before.Close()
	if !before.Flush() {
		t.Error("with Chrome alive, the log was not read")
	}
	killTree(b.proc.cmd)
	<-b.proc.exited
	under.Close()
	flushed := make(chan bool, 1)
	go func() { flushed <- under.Flush() }()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if <-flushed || under.Flush() {
		t.Error("with Chrome killed, the log counts as read")
	}
	if a := b.Account(); a.LogsCut != 1 || a.Unreadable != 0 || !a.Certificate.Verified {
		t.Errorf("%d logs cut, %d messages unreadable, %+v", a.LogsCut, a.Unreadable, a.Certificate)
	}
}

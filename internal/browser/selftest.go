package browser

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/internal/netlog"
)

// selfTest is the recorder's proof of itself: a page of our own, on a server of
// our own, sends one value, and the network log, the protocol's Network events
// and its Fetch must each have it to the byte. Afterwards the same page serves as
// a metronome: a request of its that is read from the log says that everything
// before it has been read, too.
//
// Nothing of it comes into the record.
type selfTest struct {
	server *http.Server
	port   string
	canary []byte

	mu                   sync.Mutex
	wire, network, fetch bool
	visible              bool
	beats                map[int]time.Time
	beat                 int
	last                 time.Time
	notify               chan struct{}
	target               string
	end                  context.CancelFunc
}

// selfHost never leaves this machine: Chrome is told where it is, and no such
// name can be registered (RFC 2606, section 2).
const selfHost = "selftest.quietroom.invalid"

const selfPage = `<!doctype html><title>quietroom</title><link rel=icon href="data:,"><p><span id=text>This page tests the recorder.</span>`

func newSelfTest() (*selfTest, error) {
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listening on the loopback for the self-test: %w", err)
	}
	secret := make([]byte, 16)
	if _, err := rand.Read(secret); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	s := &selfTest{canary: []byte("canary " + hex.EncodeToString(secret)), beats: map[int]time.Time{}, notify: make(chan struct{}, 1), end: func() {}}
	_, s.port, _ = net.SplitHostPort(l.Addr().String())
	s.server = &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, io.LimitReader(r.Body, 1<<20))
		if r.URL.Path == "/" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, selfPage)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})}
	go func() { _ = s.server.Serve(l) }()
	return s, nil
}

// rule sends the test's host to its server, before any rule of the user's.
func (s *selfTest) rule() string { return "MAP " + selfHost + " 127.0.0.1:" + s.port }

func (s *selfTest) close() error {
	if s == nil {
		return nil
	}
	s.end()
	return s.server.Close()
}

// owns reports whether a request is the test's own.
func (s *selfTest) owns(rawURL string) bool {
	return s != nil && strings.HasPrefix(rawURL, "http://"+selfHost+"/")
}

// onWire takes a request of the test from the log. For a beat it gives the time
// it was asked for.
func (s *selfTest) onWire(rec *netlog.Request) (asked time.Time, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.wake()
	if rec.Sent && rec.Method == http.MethodPost && bytes.Equal(rec.Body, s.canary) {
		s.wire = true
	}
	u, err := url.Parse(rec.URL)
	if err != nil || u.Path != "/beat" {
		return time.Time{}, false
	}
	n, err := strconv.Atoi(u.RawQuery)
	if err != nil {
		return time.Time{}, false
	}
	asked, ok = s.beats[n]
	delete(s.beats, n)
	return asked, ok
}

func (s *selfTest) onNetwork(r *request) { s.onProtocol(r, &s.network) }
func (s *selfTest) onFetch(r *request)   { s.onProtocol(r, &s.fetch) }

func (s *selfTest) onProtocol(r *request, seen *bool) {
	if body, whole := r.body(); whole && r.Method == http.MethodPost && bytes.Equal(body, s.canary) {
		s.mu.Lock()
		*seen = true
		s.wake()
		s.mu.Unlock()
	}
}

func (s *selfTest) wake() {
	select {
	case s.notify <- struct{}{}:
	default:
	}
}

// betweenBeats keeps the metronome from being the busiest page of all.
const betweenBeats = 250 * time.Millisecond

// next gives the number of a beat to ask for now; 0 when one is still awaited.
func (s *selfTest) next(now time.Time) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	const lost = 5 * time.Second
	for n, asked := range s.beats {
		if now.Sub(asked) < lost {
			return 0
		}
		delete(s.beats, n)
	}
	if s.target == "" || now.Sub(s.last) < betweenBeats {
		return 0
	}
	s.last = now
	s.beat++
	s.beats[s.beat] = now
	return s.beat
}

// missing says what has not been seen yet, as a sentence without its stop; ""
// when all has.
func (s *selfTest) missing() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var unseen, out []string
	for _, source := range []struct {
		where string
		seen  bool
	}{
		{"in the network log", s.wire}, {"in the protocol's Network events", s.network}, {"in its Fetch", s.fetch},
	} {
		if !source.seen {
			unseen = append(unseen, source.where)
		}
	}
	if len(unseen) > 0 {
		out = append(out, "its canary was not seen "+strings.Join(unseen, ", nor "))
	}
	if !s.visible {
		out = append(out, "the text of its page has no size, because this browser has no fonts")
	}
	return strings.Join(out, "; ")
}

// What keeps the self-test from its beginning.
const (
	unloaded = "its page could not be loaded"
	unsent   = "its page could not send"
)

// runSelfTest makes the test's page send its canary and waits until every source
// has it. Why it failed is a sentence without its stop, "" when it did not.
func (b *Browser) runSelfTest(ctx context.Context) (why string) {
	s := b.rec.self
	page, cancel := chromedp.NewContext(b.root, chromedp.WithNewBrowserContext())
	s.end = cancel
	patience, stop := context.WithTimeout(ctx, 15*time.Second)
	defer stop()
	run, end := context.WithCancel(page)
	defer end()
	defer context.AfterFunc(patience, end)()
	if err := chromedp.Do(run, chromedp.Navigate("http://"+selfHost+"/")); err != nil {
		return unloaded
	}
	const send = `(async body => {
		const width = document.getElementById('text').getBoundingClientRect().width;
		await fetch('/canary', {method: 'POST', body});
		return width;
	})(%q)`
	width, err := chromedp.Run(run, chromedp.Evaluate[float64](fmt.Sprintf(send, s.canary), chromedp.EvalAwaitPromise))
	if err != nil {
		return unsent
	}
	s.mu.Lock()
	s.visible = width > 0
	s.target = string(chromedp.FromContext(page).Target.TargetID)
	s.mu.Unlock()
	again := time.NewTicker(200 * time.Millisecond)
	defer again.Stop()
	for {
		why := s.missing()
		if why == "" {
			return ""
		}
		select {
		case <-s.notify:
		case <-again.C:
			b.rec.beat(time.Now()) // what is still in Chrome's buffer comes out before it
		case <-b.gone:
			return why
		case <-patience.Done():
			return why
		}
	}
}

// beat makes the test's page send a request, if none is under way.
func (r *recorder) beat(now time.Time) {
	if r.self == nil {
		return
	}
	n := r.self.next(now)
	if n == 0 {
		return
	}
	if id := r.sessionOf(r.self.target); id != "" {
		r.command(id, "Runtime.evaluate", map[string]any{"expression": fmt.Sprintf("fetch('/beat?%d',{cache:'no-store'}).catch(()=>{})", n)})
	}
}

// sessionOf gives the recorder's session of a target, "" for none.
func (r *recorder) sessionOf(target string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, s := range r.sessions {
		if s.target == target {
			return id
		}
	}
	return ""
}

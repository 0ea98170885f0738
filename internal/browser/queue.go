package browser

import (
	"sync"
	"time"

	jsonv2 "github.com/chromedp/cdproto/cdp/jsonv2"

	"github.com/quietroom/quietroom/internal/netlog"
)

// item is one event on its way from the reader to the builder, with what the
// patient was doing when it arrived.
type item struct {
	method  string
	params  jsonv2.Value
	session string
	at      time.Time
	visit   *visit
	label   label
	frame   string       // address of the frame or worker that it came from, as far as is known
	paused  *pausedEvent // Fetch.requestPaused, decoded by the reader
	held    bool
	// keptBack says that it was held because a third party may not have it.
	keptBack bool
	bare     string // the address that was asked for in place of a held one; of a held frame, its socket's
	size     int64  // of a held frame, before it was cut
	wire     netlog.Record
	body     []byte // reply of Network.getRequestPostData for request id in method
	flushed  chan<- bool
}

// begin begins an item that is a visit's, or nobody's: with what the patient does now.
func begin(method string, v *visit, frame string) item {
	i := item{method: method, at: time.Now(), visit: v, frame: frame}
	if v != nil {
		i.label = v.label()
	}
	return i
}

// queue is unbounded, so that the reader never waits. What it holds is bounded
// by what Chrome says between two turns of the builder.
type queue struct {
	mu     sync.Mutex
	items  []item
	ready  chan struct{}
	closed bool
	busy   bool
}

func newQueue() *queue { return &queue{ready: make(chan struct{}, 1)} }

func (q *queue) push(i item) {
	q.mu.Lock()
	q.items = append(q.items, i)
	q.mu.Unlock()
	q.wake()
}

func (q *queue) wake() {
	select {
	case q.ready <- struct{}{}:
	default:
	}
}

// take gives all that is queued and whether more can come.
func (q *queue) take() (items []item, open bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	items, q.items = q.items, nil
	q.busy = len(items) > 0
	return items, !q.closed
}

func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.wake()
}

// idle reports whether the builder has worked off everything.
func (q *queue) idle() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.items) == 0 && !q.busy
}

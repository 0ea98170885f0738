package browser

import (
	"context"
	"encoding/json"
	"strings"
	"sync"

	"github.com/chromedp/cdproto"
	jsonv2 "github.com/chromedp/cdproto/cdp/jsonv2"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// firstOwnID is where the recorder's command ids start. Chrome's ids are int32,
// and chromedp counts up from 1.
const firstOwnID = 1 << 30

// tee sits on chromedp's transport and gives the recorder its own protocol
// sessions on the same connection. What belongs to the recorder never reaches
// chromedp, which would complain of sessions that it did not open.
type tee struct {
	chromedp.Transport
	// take sees every message on the reader goroutine and reports whether it was
	// the recorder's own. It must not block.
	take func(*cdproto.Message) bool
	// lost is called once, when the connection ends.
	lost func(error)
	once sync.Once
}

// Read gives chromedp its next message.
func (t *tee) Read(ctx context.Context, msg *cdproto.Message) error {
	for {
		*msg = cdproto.Message{}
		if err := t.Transport.Read(ctx, msg); err != nil {
			t.once.Do(func() { t.lost(err) })
			return err
		}
		if !t.take(msg) {
			return nil
		}
	}
}

// Write sends chromedp's commands, without those that would have Chrome say all
// of a page's traffic and console a second time.
func (t *tee) Write(ctx context.Context, msg *cdproto.Message) error {
	switch msg.Method {
	case "Network.enable", "Log.enable", "CSS.enable":
		quiet := *msg
		quiet.Method, quiet.Params = cdproto.MethodType(strings.TrimSuffix(string(msg.Method), "enable")+"disable"), nil
		msg = &quiet // its answer is the same: nothing
	}
	return t.Transport.Write(ctx, msg)
}

// outbox sends the recorder's commands from a goroutine of its own, in order, so
// that the reader never waits for a pipe that is full.
type outbox struct {
	mu     sync.Mutex
	ready  *sync.Cond
	queue  []*cdproto.Message
	next   int64
	closed bool
}

func newOutbox() *outbox {
	o := &outbox{next: firstOwnID}
	o.ready = sync.NewCond(&o.mu)
	return o
}

// send queues a command for a session ("" is the browser) and gives its id.
func (o *outbox) send(session target.SessionID, method string, params any) (int64, error) {
	var raw jsonv2.Value
	if params != nil {
		b, err := json.Marshal(params)
		if err != nil {
			return 0, err
		}
		raw = b
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.next++
	o.queue = append(o.queue, &cdproto.Message{ID: o.next, SessionID: session, Method: cdproto.MethodType(method), Params: raw})
	o.ready.Signal()
	return o.next, nil
}

// run writes the queue until close, or until the connection fails.
func (o *outbox) run(conn chromedp.Transport) {
	for {
		o.mu.Lock()
		for len(o.queue) == 0 && !o.closed {
			o.ready.Wait()
		}
		batch := o.queue
		o.queue = nil
		closed := o.closed
		o.mu.Unlock()
		for _, m := range batch {
			if err := conn.Write(context.Background(), m); err != nil {
				return // the reader learns of the lost connection and says so
			}
		}
		if closed {
			return
		}
	}
}

func (o *outbox) close() {
	o.mu.Lock()
	o.closed = true
	o.ready.Broadcast()
	o.mu.Unlock()
}

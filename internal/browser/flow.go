package browser

import (
	"crypto/sha256"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// flow is an exchange in the making: its parts come from two domains of the
// protocol, in any order.
type flow struct {
	id    string // network id, "" for a frame of a socket
	ex    audit.Exchange
	visit *visit
	body  []byte

	network, fetch, extra bool // which parts have come
	noExtra               bool // Chrome said that no headers as sent will come
	hasBody, missing      bool
	stray                 bool // a frame that was to be held, and that Chrome tells of all the same
	opaque                bool
	labelled              bool
	believed              headerSource
	received              audit.Received // over a socket, so far
	born, ended           time.Time
	now                   label

	// What the wire record says; see join.
	key         string // what it is looked for by
	wired       bool   // its wire record was found
	left        bool   // bytes of it went out
	sent        bool   // all of them did
	bare        bool   // held, and the bare address was asked for in its place
	unwired     bool   // it has none: it was answered in the browser, is no request, or nothing has
	told        bool   // a late wire record of what the protocol told of before
	explained   bool   // the wire alone shows it, and Chrome's annotation says why
	unexplained bool
	wiredAt     time.Time
	wireErr     string
	bodySize    int64 // when the whole body is larger than what was kept
	given       bool
	bodySum     [sha256.Size]byte // once given
}

// mark writes down what the patient was doing, once it is known.
func (f *flow) mark(i *item) {
	if f.labelled || i.visit == nil {
		return
	}
	f.labelled, f.visit, f.now = true, i.visit, i.label
	f.ex.Page, f.ex.Journey, f.ex.Step, f.ex.AfterSubmit = i.label.page, i.label.journey, i.label.step, i.label.afterSubmit
	f.ex.Consent = i.label.consent
}

// headerSource is where a flow's headers are from. A later one knows better.
type headerSource int

const (
	asked  headerSource = iota + 1 // what the page asked to send
	asSent                         // what Chrome says it sent, cookies included
	onWire                         // what its log shows
)

// setHeaders puts in headers, unless there are some that are believed as much.
func (f *flow) setHeaders(h headerList, from headerSource) {
	f.extra = f.extra || from == asSent
	if from <= f.believed {
		return
	}
	f.ex.Headers, f.believed = h, from
	if from >= asSent && f.ex.Channel == audit.ChannelDocument && framed(h) {
		f.ex.Channel = audit.ChannelFrame
	}
}

func (f *flow) setBody(body []byte) {
	f.body, f.hasBody, f.missing = body, true, false
}

// answered writes down who answered, if it was not a server: what Fetch has seen
// went out.
func (f *flow) answered(by *response) {
	f.ex.Status = by.Status
	switch {
	case f.fetch || f.ex.Outcome != "":
	case by.FromServiceWorker:
		f.ex.Outcome = "service-worker"
	case by.FromDiskCache:
		f.ex.Outcome = "cached"
	}
}

func (f *flow) end(at time.Time) {
	if f.ended.IsZero() {
		f.ended = at
	}
}

// whole says that all there will be of it is there.
func (f *flow) whole() {
	f.unwired, f.network, f.fetch, f.extra = true, true, true, true
	f.end(f.born)
}

// ready reports whether nothing more is to be waited for. caughtUp is the time up
// to which the wire has been read.
func (f *flow) ready(now, caughtUp time.Time) bool {
	switch {
	case f.unwired:
	case f.wired && f.network && !f.ended.IsZero() && !f.missing:
		return true
	case f.wired:
	default:
		over := f.over(now)
		return !over.IsZero() && caughtUp.After(over)
	}
	if now.Sub(f.born) > afterStart {
		return true
	}
	if f.ended.IsZero() {
		return false
	}
	if f.network && f.fetch && (f.extra || f.noExtra) && !f.missing {
		return true
	}
	return now.Sub(f.ended) > afterEnd
}

// over is the time after which the flow will not leave any more, zero while it may.
func (f *flow) over(now time.Time) time.Time {
	if !f.ended.IsZero() {
		return f.ended
	}
	if f.visit != nil {
		if at := f.visit.closedAt(); !at.IsZero() {
			return at
		}
	}
	if limit := f.born.Add(wirePatience); now.After(limit) {
		return limit
	}
	return time.Time{}
}

// outcome says what became of it. What bytes went out of was sent, whatever the
// protocol says of the answer; what the wire does not show did not leave.
func (f *flow) outcome() string {
	switch {
	case f.ex.Held:
		return "held"
	case f.left && (f.sent || f.ex.Outcome != "failed"):
		return "sent"
	case f.ex.Outcome != "":
		return f.ex.Outcome
	case f.unwired:
		return "sent"
	case f.ex.Status != 0 || f.wired && f.wireErr == "":
		return "cached"
	case f.wired:
		return "failed"
	}
	return "attempted"
}

// finish settles what the parts together say.
func (f *flow) finish(maxBody int64) {
	f.ex.BodySize = max(int64(len(f.body)), f.bodySize)
	f.ex.BodyMissing = f.missing || f.opaque
	if int64(len(f.body)) > maxBody {
		f.body = f.body[:maxBody:maxBody]
	}
	f.ex.BodyCut = f.ex.BodySize > int64(len(f.body)) && !f.ex.BodyMissing
	f.ex.Outcome = f.outcome()
	if f.ex.Headers == nil {
		f.ex.Headers = []audit.Header{}
	}
	if f.ex.SeenBy == nil {
		f.ex.SeenBy = []string{}
	}
}

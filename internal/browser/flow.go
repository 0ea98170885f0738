package browser

import (
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
	opaque                bool
	labelled              bool
	born, ended           time.Time
}

// mark writes down what the patient was doing, once it is known.
func (f *flow) mark(i *item) {
	if f.labelled || i.visit == nil {
		return
	}
	f.labelled, f.visit = true, i.visit
	f.ex.Page, f.ex.Journey, f.ex.Step, f.ex.AfterSubmit = i.label.page, i.label.journey, i.label.step, i.label.afterSubmit
}

// asSent puts in the headers that went on the wire, cookies included.
func (f *flow) asSent(h headerList) {
	f.extra = true
	f.ex.Headers = h
}

func (f *flow) setBody(body []byte) {
	f.body, f.hasBody, f.missing = body, true, false
}

func (f *flow) end(at time.Time) {
	if f.ended.IsZero() {
		f.ended = at
	}
}

// ready reports whether nothing more is to be waited for.
func (f *flow) ready(now time.Time) bool {
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

// finish settles what the parts together say.
func (f *flow) finish(maxBody int64) {
	f.ex.BodySize = int64(len(f.body))
	f.ex.BodyMissing = f.missing || f.opaque
	if f.ex.BodySize > maxBody {
		f.body = f.body[:maxBody:maxBody]
		f.ex.BodyCut = true
	}
	if f.ex.Outcome == "" {
		f.ex.Outcome = "sent"
	}
	if f.ex.Headers == nil {
		f.ex.Headers = []audit.Header{}
	}
	if f.ex.SeenBy == nil {
		f.ex.SeenBy = []string{}
	}
}

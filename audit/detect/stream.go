package detect

import (
	"bytes"
	"slices"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/codec"
)

// Streams searches exchanges as a Detector does, and remembers of each recipient
// and journey what a value that is sent in parts needs: the texts that a field
// sent one after the other (parts of a value, a key at a time, or a value that
// grows as it is typed), and a message that goes on in the next one (one
// compressed stream in several frames, a text in chunks).
//
// Exchanges are to be fed in the order in which they were sent; those of other
// recipients and journeys may come between them. What it keeps is bounded. It is
// for one goroutine.
type Streams struct {
	d     *Detector
	list  map[streamKey]*stream
	clock int
}

type streamKey struct{ journey, recipient string }

// stream is what is kept of one recipient in one journey.
type stream struct {
	used int
	// tails is by key what its last texts were, joined.
	tails map[string][]byte
	// growing is by key the last text, and how often it went on from the one before.
	growing map[string]growth
	told    map[thing]bool
	// open is a message that may go on, and how it is compressed.
	open   []byte
	parts  int
	unpack *codec.Codec
	out    int // bytes that came out so far
}

type growth struct {
	text  string
	steps int
}

const (
	mostStreams = 256
	// mostOpen is how many bytes, and mostParts in how many messages, one that goes
	// on is followed.
	mostOpen  = 128 << 10
	mostParts = 64
	// leastSteps is how often a text has to grow to be taken for typing.
	leastSteps = 2
)

// Streams starts with nothing remembered.
func (d *Detector) Streams() *Streams { return &Streams{d: d, list: map[streamKey]*stream{}} }

// Search looks through one exchange as Detector.Search does, and reports with it
// the values that it completes: at the place of their first part in it, under
// the chain "split" or "prefix"; or, when the message goes on from earlier ones,
// at the place "stream". recipient is whom it went to: the host, or better the
// vendor. Cut is also true when a message goes on for longer than is followed.
func (t *Streams) Search(ex *audit.Exchange, body []byte, recipient string, subject Subject) Result {
	s := newSearch(t.d, ex, subject)
	defer s.release()
	s.run(body)
	st := t.get(streamKey{ex.Journey, recipient})
	st.fields(s)
	r := Result{Hits: s.hits.final(), Cut: s.cut}
	more := st.goesOn(t.d, s, ex, body, subject)
	for _, h := range r.Hits {
		st.told[about(h)] = true
	}
	r.Cut = r.Cut || more.Cut
	for _, h := range more.Hits {
		if h.Type == audit.HitCanary && !st.told[about(h)] {
			st.told[about(h)] = true
			r.Hits = append(r.Hits, h)
		}
	}
	return r
}

func (t *Streams) get(key streamKey) *stream {
	t.clock++
	st := t.list[key]
	if st == nil {
		if len(t.list) >= mostStreams {
			t.forget()
		}
		st = &stream{tails: map[string][]byte{}, growing: map[string]growth{}, told: map[thing]bool{}}
		t.list[key] = st
	}
	st.used = t.clock
	return st
}

// forget drops the stream that was used least lately.
func (t *Streams) forget() {
	var oldest streamKey
	at := t.clock + 1
	for key, st := range t.list {
		if st.used < at {
			oldest, at = key, st.used
		}
	}
	delete(t.list, oldest)
}

// fields puts what each field sends together with what it sent before.
func (st *stream) fields(s *search) {
	for _, group := range s.joint.byKey() {
		key := group[0].key
		tail, known := st.tails[key]
		if !known && len(st.tails) >= mostKeys {
			continue
		}
		if known {
			tail = s.joined(tail, group)
		} else {
			tail = s.joint.tail(group)
		}
		st.tails[key] = tail
		g := st.growing[key]
		for _, f := range group {
			g = s.grow(g, f)
		}
		st.growing[key] = g
	}
}

// tail joins a group's texts.
func (j *joint) tail(group []fragment) []byte {
	var text []byte
	for _, f := range group {
		text = append(text, j.text[f.start:f.end]...)
	}
	return bytes.Clone(text[max(0, len(text)-mostTail):])
}

// grow follows one field, and reports a value of which it holds the beginning
// after it grew towards it.
func (s *search) grow(g growth, f fragment) growth {
	text := s.joint.text[f.start:f.end]
	switch {
	case string(text) == g.text || len(text) < len(g.text) && bytes.HasPrefix([]byte(g.text), text):
		// The same again, or something was deleted.
	case len(g.text) > 0 && bytes.HasPrefix(text, []byte(g.text)):
		g.steps++
	default:
		g.steps = 0
	}
	g.text = string(text)
	canary, ok := s.prefixes[g.text]
	if !ok || g.steps < leastSteps {
		return g
	}
	c := &s.canaries[canary]
	strength := audit.Field
	if len(text) >= 8 {
		strength = audit.Proof
	}
	s.report(item{origin: noOrigin, data: text, at: f.at, chain: f.chain}, audit.Hit{
		Type: audit.HitCanary, Rule: "canary", Kind: c.Kind, Patient: c.Patient, Strength: strength,
	}, []string{"prefix"}, 0, len(text))
	return g
}

// goesOn searches a message together with those before it, when it is none by
// itself and they were not at their end.
func (st *stream) goesOn(d *Detector, s *search, ex *audit.Exchange, body []byte, subject Subject) Result {
	if len(body) == 0 || s.body == ofParts {
		return Result{}
	}
	if len(st.open) > 0 && len(st.open)+len(body) <= mostOpen && st.parts < mostParts {
		joined := slices.Concat(st.open, body)
		if st.unpack == nil || st.longer(joined) {
			st.open = joined
			st.parts++
			more := newSearch(d, &audit.Exchange{ID: ex.ID, Journey: ex.Journey, Time: ex.Time}, subject)
			defer more.release()
			more.visit(item{origin: noOrigin, data: joined, at: more.places.root("stream"), role: whole})
			more.levels()
			more.learn()
			return Result{Hits: more.hits.final(), Cut: more.cut}
		}
	} else if len(st.open) > 0 && st.unpack != nil && st.longer(slices.Concat(st.open, body)) {
		st.open = nil
		return Result{Cut: true}
	}
	st.begin(body)
	return Result{}
}

// longer reports whether more comes out of data than did before.
func (st *stream) longer(data []byte) bool {
	out, ok := st.unpack.Decode(data, mostOpen*16)
	if !ok || len(out) <= st.out {
		return false
	}
	st.out = len(out)
	return true
}

// begin takes a message for the first part of a longer one, if it can be that.
func (st *stream) begin(body []byte) {
	st.open, st.unpack, st.out, st.parts = nil, nil, 0, 1
	if len(body) > mostOpen/2 {
		return
	}
	look := codec.LookAt(body)
	if look.Text {
		if start, ok := jsonStart(body); ok && start == 0 || wordless(body) && len(body) >= 16 {
			st.open = bytes.Clone(body)
			// Chunks of text say nothing of whether they belong together.
			st.parts = mostParts - 16
		}
		return
	}
	list := codec.All()
	for i := range list {
		c := &list[i]
		if !streamed[c.Name] || c.May != nil && !c.May(&look) {
			continue
		}
		if out, ok := c.Decode(body, mostOpen*16); ok {
			st.open, st.unpack, st.out = bytes.Clone(body), c, len(out)
			return
		}
	}
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) || len(body) < 64 {
		// Nothing came out yet.
		st.open, st.parts = bytes.Clone(body), mostParts-16
	}
}

// streamed are the compressions that go on over several messages.
var streamed = setOfWords(`gzip zlib zstd deflate brotli`)

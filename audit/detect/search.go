package detect

import (
	"bytes"
	"hash/maphash"
	"sort"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/codec"
)

// item is one text to search: a leaf, or a container that is taken apart.
type item struct {
	data []byte
	at   *place
	// key is the last key on the way, or the label that stands beside the value.
	key   string
	chain []string
	// depth counts the structures around it.
	depth int
	role  role
	// own is true within the page's own address.
	own bool
	// net is true for a text whose parts are items too: it is searched for what
	// they tear apart, and not decoded again.
	net bool
}

// role says what an item is in its exchange.
type role uint8

const (
	leaf   role = iota // a value that the sender wrote
	whole              // a whole message: the body, or what it decodes to
	cookie             // the value of a cookie
	route              // part of an address: no page's path, no event's name
	header             // a header's value
)

const (
	// maxMatches is how many values are looked at in one text.
	maxMatches = 1 << 16
	// maxStructure is how many structures may lie within each other.
	maxStructure = 24
	// itemWork is what an item costs beside its bytes.
	itemWork = 32
)

// search is the state of one Search.
type search struct {
	*Detector
	ex    *audit.Exchange
	own   address
	hits  hits
	next  []item
	seen  map[seenKey]bool
	seed  maphash.Seed
	work  int
	last  bool // at the deepest level: nothing more is decoded
	cut   bool
	lower []byte // scratch: the text at hand, in lower case
}

type seenKey struct {
	at   *place
	hash uint64
}

func newSearch(d *Detector, ex *audit.Exchange, subject Subject) *search {
	return &search{
		Detector: d, ex: ex, own: addressOf(subject.Page), hits: hits{most: d.limits.Places},
		seen: map[seenKey]bool{}, seed: maphash.MakeSeed(), work: d.limits.Work,
	}
}

// exchange searches what an exchange is made of, without decoding.
func (s *search) exchange(body []byte) {
	s.url(item{data: []byte(s.ex.URL), at: root("url"), role: route})
	for _, h := range s.ex.Headers {
		name := strings.ToLower(h[0])
		if name == "" || name[0] == ':' {
			continue // the address again
		}
		it := item{data: []byte(h[1]), at: root("header").key(name), key: name, role: header}
		if name == "cookie" {
			s.cookies(it)
			continue
		}
		s.visit(it)
	}
	s.visit(item{data: body, at: root("body"), role: whole})
}

// visit searches one item, what it is made of, and notes what it decodes to.
func (s *search) visit(it item) {
	if len(it.data) == 0 {
		return
	}
	if s.work -= len(it.data) + itemWork; s.work < 0 || it.depth > maxStructure {
		s.cut = true
		return
	}
	inner, container := it.at, false
	if !it.net {
		inner, container = s.structure(it)
	}
	decode := !s.last && !it.net && !(container && (inner.name == "json" || inner.name == "multipart"))
	if decode {
		s.undo(it, container)
	}
	if it.role == whole {
		it.at = inner
	}
	s.look(it, container)
}

// look searches the item's own bytes.
func (s *search) look(it item, container bool) {
	s.lower = appendLower(s.lower[:0], it.data)
	s.canary(it)
	if len(it.data) <= maxField {
		s.fieldValue(it)
	}
	if it.role != whole || !container {
		s.context(it)
	}
	if !container && !it.net {
		s.leafRules(it)
	}
}

// maxField is the longest leaf, in bytes, that may be a value as a whole.
const maxField = 256

// canary reports the patients' values that stand anywhere in the item.
func (s *search) canary(it item) {
	list := s.matches(s.lower, maxMatches)
	if len(list) == maxMatches {
		s.cut = true
	}
	// Longer ones first: a first name within the full name is no second finding.
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].start != list[j].start {
			return list[i].start < list[j].start
		}
		return list[i].end > list[j].end
	})
	reach := map[string]int{}
	for _, m := range list {
		c := &s.canaries[m.needle.canary]
		if !m.needle.anywhere || !s.inTime(c, it) {
			continue
		}
		if m.end <= reach[c.Patient] {
			continue
		}
		reach[c.Patient] = m.end
		s.report(it, audit.Hit{
			Type: audit.HitCanary, Rule: "canary", Kind: c.Kind, Patient: c.Patient, Strength: m.needle.strength,
		}, m.needle.chain, m.start, m.end)
	}
}

// inTime reports whether a chosen value counts here; a typed one always does.
func (s *search) inTime(c *audit.Canary, it item) bool {
	return !c.Chosen || !it.own && c.Journey == s.ex.Journey && !s.ex.Time.Before(c.Since)
}

// fieldValue reports the values that count as a whole leaf only: short ones
// under a key that says what they are, and chosen ones.
func (s *search) fieldValue(it item) {
	text := bytes.TrimSpace(s.lower)
	for _, f := range s.fields[string(text)] {
		c := &s.canaries[f.canary]
		if !telling(c.Kind, it.key) && (f.strength < audit.Proof || len(text) < 4) {
			continue
		}
		s.report(it, audit.Hit{
			Type: audit.HitCanary, Rule: "canary", Kind: c.Kind, Patient: c.Patient, Strength: f.strength,
		}, nil, 0, len(it.data))
	}
	if len(s.chosen) == 0 || it.role == header || s.own.isTitle(text) {
		return
	}
	for _, i := range s.chosen[squeeze(string(text))] {
		if c := &s.canaries[i]; s.inTime(c, it) {
			s.report(it, audit.Hit{
				Type: audit.HitCanary, Rule: "canary", Kind: c.Kind, Patient: c.Patient, Strength: audit.Field,
			}, nil, 0, len(it.data))
		}
	}
}

// report adds a hit at an item; inner are the disguises of the match itself.
func (s *search) report(it item, h audit.Hit, inner []string, start, end int) {
	if s.hits.full(about(h)) && len(it.chain)+len(inner) > 0 {
		return
	}
	h.Chain = append(append(make([]string, 0, len(it.chain)+len(inner)), it.chain...), inner...)
	h.Place = s.Redact(it.at.String())
	var hide audit.Kind
	if h.Type == audit.HitRule {
		hide = h.Kind
	}
	s.hits.add(h, func() string { return s.excerpt(it.data, start, end, hide) })
}

// undo notes what the item, or a part of it, decodes to, for the next level. A
// form and an address are percent-encoded by rule: that is no disguise.
func (s *search) undo(it item, container bool) {
	const least = 8
	if len(it.data) < least {
		return
	}
	if raw, ok := codec.Latin1(it.data); ok {
		wide := it
		wide.chain = append(append(make([]string, 0, len(it.chain)+1), it.chain...), "latin1")
		for _, c := range codec.All() {
			if !c.TextOnly {
				s.undoOne(c, wide, raw)
			}
		}
	}
	for _, c := range codec.All() {
		if container && c.Name == "percent" {
			continue
		}
		s.undoOne(c, it, it.data)
		if c.Spans == nil {
			continue
		}
		for _, span := range c.Spans(it.data) {
			s.undoOne(c, it, it.data[span[0]:span[1]])
		}
	}
}

func (s *search) undoOne(c codec.Codec, it item, data []byte) {
	if s.work < 0 {
		s.cut = true
		return
	}
	out, ok := c.Decode(data, min(s.limits.Out, s.work+1))
	if !ok {
		return
	}
	if len(out) >= s.limits.Out {
		s.cut = true
	}
	// Words decode to a few odd bytes as base64; no stream is so short.
	const shortest = 16
	if len(out) < gram || len(out) < shortest && !isText(out) {
		return
	}
	key := seenKey{it.at, maphash.Bytes(s.seed, out)}
	if s.seen[key] {
		return
	}
	s.seen[key] = true
	it.data = out
	it.chain = append(append(make([]string, 0, len(it.chain)+1), it.chain...), c.Name)
	s.next = append(s.next, it)
}

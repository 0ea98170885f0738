package detect

import (
	"bytes"
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
	// thin is true for what was read with its letters exchanged: it means something
	// only where something else is found in it.
	thin bool
	// guess is true below letters exchanged or a key that was guessed: patterns mean
	// nothing there, only the values themselves.
	guess bool
	// net is true for a text whose parts are items too: it is searched for what
	// they tear apart, and not decoded again.
	net bool
	// clear is true when the text that it was cut from, as it is, holds no needle.
	clear bool
	// origin is the text that it came from, in search.origins.
	origin int32
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
	spare []item            // memory for the level after
	seen  map[seenKey]int32 // the origin of what it was seen in
	work  int
	level int
	// page begins the fingerprints of what is searched.
	page    uint64
	origins []origin
	places  places
	last    bool // at the deepest level: nothing more is decoded
	cut     bool
	lower   []byte // scratch: the text at hand, in lower case
	keys    map[string]*keyFacts
	// joint are the short texts, in their order, that may be parts of one value.
	joint joint
	// body is what the exchange's body is made of.
	body made
}

type seenKey struct {
	at   *place
	hash uint64
}

func newSearch(d *Detector, ex *audit.Exchange, subject Subject) *search {
	s, ok := d.searches.Get().(*search)
	if !ok {
		s = &search{Detector: d, seen: map[seenKey]int32{}, keys: map[string]*keyFacts{}, joint: joint{at: map[string]int{}}}
	}
	s.ex, s.own, s.page = ex, addressOf(subject.Page), d.dull.page(subject.Page)
	s.hits, s.work = hits{most: d.limits.Places}, d.limits.Work
	s.level, s.last, s.cut, s.body = 0, false, false, ofNothing
	return s
}

// release gives a search's memory to the next one. Nothing of it is in its result.
func (s *search) release() {
	const most = 4096 // entries that are worth keeping, or clearing
	if len(s.seen) > most {
		s.seen = map[seenKey]int32{}
	}
	if len(s.keys) > most {
		s.keys = map[string]*keyFacts{}
	}
	clear(s.seen)
	clear(s.next)
	s.next, s.origins = s.next[:0], s.origins[:0]
	s.places.reset()
	s.joint.reset()
	s.ex, s.hits = nil, hits{}
	s.searches.Put(s)
}

// exchange searches what an exchange is made of, without decoding.
func (s *search) exchange(body []byte) {
	s.url(item{origin: noOrigin, data: []byte(s.ex.URL), at: s.places.root("url"), role: route})
	for _, h := range s.ex.Headers {
		name := strings.ToLower(h[0])
		if name == "" || name[0] == ':' {
			continue // the address again
		}
		it := item{origin: noOrigin, data: []byte(h[1]), at: s.places.root("header").key(name), key: name, role: header}
		if name == "cookie" {
			s.cookies(it)
			continue
		}
		s.visit(it)
	}
	s.visit(item{origin: noOrigin, data: body, at: s.places.root("body"), role: whole})
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
	parent := it.origin
	if s.isDull(&it) {
		return
	}
	look := codec.LookAt(it.data)
	if !it.clear {
		s.lower = appendLower(s.lower[:0], it.data)
		it.clear = s.needles.clear(s.lower)
	}
	inner, made := it.at, ofNothing
	if !it.net && !it.thin {
		inner, made = s.structure(it, &look)
	}
	if !s.last && !it.net && made != ofParts {
		s.undo(it, &look, made == ofPairs)
	}
	if it.role == whole {
		if len(it.chain) == 0 {
			s.body = made
		}
		it.at = inner
	}
	s.look(it, &look, made != ofNothing)
	if made == ofNothing && look.Text && !it.net && !it.thin {
		s.fragment(&it, it.origin != parent)
	}
}

// isDull reports whether nothing was found in the item at an earlier time; else
// it is an origin from now on.
func (s *search) isDull(it *item) bool {
	if it.role == whole || it.net || it.guess || it.thin {
		return false
	}
	sum := s.fingerprint(it)
	if fragment, ok := s.dull.get(sum); ok {
		if fragment {
			s.lower = appendLower(s.lower[:0], it.data)
			s.fragment(it, false)
		}
		return true
	}
	s.origins = append(s.origins, origin{sum: sum, up: it.origin})
	it.origin = int32(len(s.origins) - 1)
	return false
}

// look searches the item's own bytes.
func (s *search) look(it item, look *codec.Look, container bool) {
	if len(it.data) <= maxField || !it.clear || s.own.sensitive {
		s.lower = appendLower(s.lower[:0], it.data) // what it is made of may have used it
	}
	if !it.clear {
		s.canary(it)
	}
	if !container && look.Run >= leastBase64 || !look.Text {
		s.digest(it, look.Text)
	}
	if it.thin {
		return
	}
	if len(it.data) <= maxField {
		s.fieldValue(it)
	}
	if it.role != whole || !container {
		s.context(it, look)
	}
	if !container && !it.net && !it.guess && look.Text {
		s.leafRules(it)
	}
}

// fragment keeps a short text, which may be a part of a value. What it is a part
// of itself, or was decoded from, has to be taken apart each time.
func (s *search) fragment(it *item, own bool) {
	if !s.joint.add(it, s.lower) || it.origin == noOrigin {
		return
	}
	if !own {
		s.lively(it)
		return
	}
	o := &s.origins[it.origin]
	o.sum |= fragmentBit
	s.enliven(o.up)
}

// digest reports the patients' values that stand hashed in the item.
func (s *search) digest(it item, text bool) {
	s.digests.find(it.data, text, func(d seenDigest) {
		c := &s.canaries[d.canary]
		if !s.inTime(c, it) {
			return
		}
		chain, strength := d.names(), d.strength
		if d.cut {
			chain, strength = append([]string{"truncated"}, chain...), min(strength, audit.Field)
		}
		if d.spelled != "" {
			chain = append([]string{d.spelled}, chain...)
		}
		s.report(it, audit.Hit{
			Type: audit.HitCanary, Rule: "canary", Kind: c.Kind, Patient: c.Patient, Strength: strength,
		}, chain, d.start, d.end)
	})
}

// maxField is the longest leaf, in bytes, that may be a value as a whole.
const maxField = 256

// canary reports the patients' values that stand anywhere in the item.
func (s *search) canary(it item) {
	if len(s.lower) < gram {
		return
	}
	list := s.matches(s.lower, maxMatches)
	if len(list) == 0 {
		return
	}
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
		if m.end <= reach[c.Patient] || len(m.needle.chain) > 0 && it.wears(m.needle.chain[0]) {
			continue
		}
		reach[c.Patient] = m.end
		s.report(it, audit.Hit{
			Type: audit.HitCanary, Rule: "canary", Kind: c.Kind, Patient: c.Patient, Strength: m.needle.strength,
		}, m.needle.chain, m.start, m.end)
	}
}

// wears reports whether the letters exchanged last were so exchanged: twice is
// not at all.
func (it *item) wears(name string) bool {
	return it.thin && len(it.chain) > 0 && it.chain[len(it.chain)-1] == name && shiftTwice[name]
}

// inTime reports whether a chosen value counts here; a typed one always does.
func (s *search) inTime(c *audit.Canary, it item) bool {
	s.lively(&it) // at another time it may
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
	if d, ok := s.digests.checksums[string(text)]; ok {
		c := &s.canaries[d.canary]
		s.report(it, audit.Hit{
			Type: audit.HitCanary, Rule: "canary", Kind: c.Kind, Patient: c.Patient, Strength: d.strength,
		}, d.names(), 0, len(it.data))
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
	s.lively(&it)
	if s.hits.full(about(h)) && len(it.chain)+len(inner) > 0 {
		return
	}
	h.Chain = append(append(make([]string, 0, len(it.chain)+len(inner)), it.chain...), inner...)
	h.Place = s.Redact(it.at.String())
	if it.guess && s.hits.plainer(h) {
		return
	}
	var hide audit.Kind
	if h.Type == audit.HitRule {
		hide = h.Kind
	}
	s.hits.add(h, func() string { return s.excerpt(it.data, start, end, hide) })
}

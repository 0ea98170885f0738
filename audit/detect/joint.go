package detect

import (
	"bytes"
	"slices"
	"sort"

	"github.com/quietroom/quietroom/audit"
)

// joint gathers the short texts of one exchange in their order, since a value may
// have been cut into several: by field, by character, by text node.
type joint struct {
	list []fragment
	text []byte
	// groups are the fragments by key, in the order in which the keys came, made
	// when they are asked for.
	groups [][]fragment
	at     map[string]int
	// whole and edges are scratch: a joined text, and where its parts start.
	whole []byte
	edges []int
}

func (j *joint) reset() {
	j.list, j.text = j.list[:0], j.text[:0]
	clear(j.at)
}

// fragment is one short text; it stands at [start, end) of the joint's text, in
// lower case.
type fragment struct {
	at         *place
	key        string
	chain      []string
	start, end int
}

const (
	// longestFragment is the longest text that is taken for a part of a value.
	longestFragment = 64
	// mostJoint is how many bytes of them are kept, of one exchange.
	mostJoint = 1 << 18
)

func (j *joint) add(it *item, lower []byte) bool {
	if len(lower) > longestFragment || len(j.text) > mostJoint || it.role == header || it.own {
		return false
	}
	start := len(j.text)
	j.text = append(j.text, lower...)
	j.list = append(j.list, fragment{it.at, it.key, it.chain, start, len(j.text)})
	return true
}

// joints reports the values that are there in parts: in texts that follow each
// other, or that have the same key.
func (s *search) joints() {
	list := s.joint.list
	if len(list) < 2 {
		return
	}
	s.joined(nil, list)
	for _, group := range s.joint.byKey() {
		if len(group) > 1 {
			s.joined(nil, group)
		}
	}
}

// byKey groups the fragments that have a key.
func (j *joint) byKey() [][]fragment {
	if len(j.at) > 0 {
		return j.groups
	}
	j.groups = j.groups[:0]
	for _, f := range j.list {
		if f.key == "" {
			continue
		}
		i, ok := j.at[f.key]
		if !ok {
			if i = len(j.groups); i == mostKeys {
				continue
			}
			j.at[f.key] = i
			j.groups = slices.Grow(j.groups, 1)[:i+1]
			j.groups[i] = j.groups[i][:0]
		}
		j.groups[i] = append(j.groups[i], f)
	}
	return j.groups
}

// mostKeys is how many keys of one exchange, or of one stream, are put together.
const mostKeys = 256

// keyboard are the names of keys that type nothing
// (https://www.w3.org/TR/uievents-key/).
var keyboard = setOfWords(`shift control ctrl alt altgraph meta tab enter capslock escape fn
	arrowleft arrowright arrowup arrowdown home end pageup pagedown unidentified process dead`)

// joined looks for values that reach over more than one fragment, after what the
// same field sent before. It gives the end of the text, for what comes next.
func (s *search) joined(before []byte, list []fragment) []byte {
	text, edges := s.joint.whole[:0], s.joint.edges[:0] // whose room is used again
	text = append(text, before...)
	edges = append(edges, 0, len(text)) // edges[i+1] is where list[i] starts
	for _, f := range list {
		part := s.joint.text[f.start:f.end]
		switch {
		case string(part) == "backspace":
			text = text[:max(len(text)-1, 0)]
		case keyboard[string(part)]:
		default:
			text = append(text, part...)
		}
		edges = append(edges, len(text))
	}
	s.joint.whole, s.joint.edges = text, edges
	s.index.find(text, func(i, at int) bool {
		n, end := &s.list[i], at+len(s.index.texts[i])
		first := sort.SearchInts(edges, at+1) - 1
		last := sort.SearchInts(edges, end) - 1
		if len(n.chain) > 0 || !n.anywhere || n.strength < audit.Proof || first == last || end <= len(before) {
			return true
		}
		if n.number && (edges[first] != at || edges[last+1] != end) {
			return true
		}
		f := list[max(first-1, 0)]
		if first > 0 && s.tells(text[edges[first]:edges[first+1]]) || s.tells(text[edges[last]:edges[last+1]]) {
			return true // the parts say enough, and were found
		}
		c := &s.canaries[n.canary]
		if !s.inTime(c, item{origin: noOrigin}) {
			return true
		}
		s.report(item{origin: noOrigin, data: text, at: f.at, chain: f.chain}, audit.Hit{
			Type: audit.HitCanary, Rule: "canary", Kind: c.Kind, Patient: c.Patient, Strength: n.strength,
		}, []string{"split"}, at, end)
		return true
	})
	return bytes.Clone(text[max(0, len(text)-mostTail):])
}

// mostTail is how much of what a field sent is kept, in bytes: the longest value
// that is put together of parts.
const mostTail = 256

// tells reports whether a text holds a value by itself.
func (s *search) tells(text []byte) bool {
	for _, f := range s.fields[string(bytes.TrimSpace(text))] {
		if f.strength >= audit.Field {
			return true
		}
	}
	return len(s.matches(text, 1)) > 0
}

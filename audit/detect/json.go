package detect

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonStart finds where JSON begins: at once, after a socket.io packet number,
// or within a JSONP call.
func jsonStart(data []byte) (int, bool) {
	i := 0
	for i < len(data) && i < 8 && data[i] >= '0' && data[i] <= '9' {
		i++
	}
	if i > 0 && i < len(data) && data[i] == '[' {
		return i, true
	}
	i = 0
	for i < len(data) && i < 64 && (isAlphanumeric(data[i]) || strings.IndexByte("_.$", data[i]) >= 0) {
		i++
	}
	if i > 0 && i < len(data) && data[i] == '(' {
		i++
	} else {
		i = 0
	}
	return i, i < len(data)-1 && (data[i] == '{' || data[i] == '[' || data[i] == '"' && i == 0 && data[len(data)-1] == '"')
}

// json visits the leaves of the JSON value at the start of data. What follows a
// mistake is not read, but a cut document is read as far as it goes. some is
// false when nothing was read, all is true when the document came to its end.
func (s *search) json(it item, data []byte, at *place) (some, all bool) {
	r := &jsonReader{s: s, it: it, data: data}
	all = r.value(at, "", 0)
	some = r.leaves > 0 || r.pos > 1
	const after = 4 // what may close a call around it
	return some, all && len(data)-r.pos <= after
}

// jsonReader walks one JSON text without building it.
type jsonReader struct {
	s      *search
	it     item
	data   []byte
	pos    int
	leaves int
}

const maxJSONDepth = 200

func (r *jsonReader) space() {
	for r.pos < len(r.data) && strings.IndexByte(" \t\r\n", r.data[r.pos]) >= 0 {
		r.pos++
	}
}

// value reads one value; false ends the walk.
func (r *jsonReader) value(at *place, key string, depth int) bool {
	r.space()
	if r.pos >= len(r.data) || r.s.work < 0 {
		return false
	}
	if depth > maxJSONDepth {
		r.s.cut = true
		return false
	}
	switch c := r.data[r.pos]; {
	case c == '{':
		return r.object(at, depth)
	case c == '[':
		return r.array(at, key, depth)
	case c == '"':
		text, ok := r.str()
		r.leaf(text, at, key)
		return ok
	default:
		start := r.pos
		for r.pos < len(r.data) && (isAlphanumeric(r.data[r.pos]) || strings.IndexByte("+-.", r.data[r.pos]) >= 0) {
			r.pos++
		}
		if r.pos == start {
			return false
		}
		r.leaf(r.data[start:r.pos], at, key)
		return true
	}
}

func (r *jsonReader) leaf(text []byte, at *place, key string) {
	r.leaves++
	r.s.visit(r.it.child(text, at, key))
}

func (r *jsonReader) object(at *place, depth int) bool {
	r.pos++
	var pair pair
	for {
		r.space()
		if r.pos >= len(r.data) {
			return false
		}
		switch r.data[r.pos] {
		case '}':
			r.pos++
			return true
		case ',':
			r.pos++
			continue
		case '"':
		default:
			return false
		}
		name, ok := r.str()
		if r.space(); !ok || r.pos >= len(r.data) || r.data[r.pos] != ':' {
			return false
		}
		r.pos++
		if !r.member(&pair, at, r.s.keyOf(name), depth) {
			return false
		}
	}
}

// pair is what an object says in two members: {"name": "zip", "value": "…"}, in
// either order.
type pair struct {
	label string
	value []byte // came before its label
	at    *place
}

// member reads the value of one member of an object.
func (r *jsonReader) member(p *pair, at *place, key *keyFacts, depth int) bool {
	here := at.key(key.name)
	switch {
	case key.value && p.label != "":
		return r.value(here, p.label, depth+1)
	case key.value:
		if text := r.peek(); text != "" {
			p.value, p.at = []byte(text), here
		}
	case key.label && p.label == "":
		if p.label = r.peek(); p.label != "" && p.value != nil {
			r.leaf(p.value, p.at, p.label)
		}
	}
	return r.value(here, key.name, depth+1)
}

func (r *jsonReader) array(at *place, key string, depth int) bool {
	r.pos++
	label := key
	for i := 0; ; {
		r.space()
		if r.pos >= len(r.data) {
			return false
		}
		switch r.data[r.pos] {
		case ']':
			r.pos++
			return true
		case ',':
			r.pos++
			continue
		}
		next := key
		if text := r.peek(); isLabel(text) {
			next = text
		}
		if !r.value(at.at(i), label, depth+1) {
			return false
		}
		label = next
		i++
	}
}

// peek reads the short string that comes next, without moving on.
func (r *jsonReader) peek() string {
	r.space()
	if r.pos >= len(r.data) || r.data[r.pos] != '"' {
		return ""
	}
	text, _, ok := bytes.Cut(r.data[r.pos+1:min(len(r.data), r.pos+66)], []byte(`"`))
	if !ok {
		return ""
	}
	return string(text)
}

// str reads a string; what it gives shares data's memory when nothing is
// escaped. It is false, with the text so far, when the string does not end.
func (r *jsonReader) str() ([]byte, bool) {
	r.pos++
	start := r.pos
	for i := start; i < len(r.data); i++ {
		switch r.data[i] {
		case '"':
			r.pos = i + 1
			return r.data[start:i], true
		case '\\':
			return r.escaped(start, i)
		}
	}
	r.pos = len(r.data)
	return r.data[start:], false
}

// escaped goes on with a string whose first escape is at i.
func (r *jsonReader) escaped(start, i int) ([]byte, bool) {
	out := append(make([]byte, 0, 2*(i-start)+16), r.data[start:i]...)
	for i < len(r.data) {
		c := r.data[i]
		if c == '"' {
			r.pos = i + 1
			return out, true
		}
		if c != '\\' || i+1 >= len(r.data) {
			out = append(out, c)
			i++
			continue
		}
		i += 2
		switch c = r.data[i-1]; c {
		case 'n':
			out = append(out, '\n')
		case 't':
			out = append(out, '\t')
		case 'r':
			out = append(out, '\r')
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'u':
			u, ok := hex4(r.data[i:])
			if !ok {
				out = append(out, '\\', 'u')
				continue
			}
			i += 4
			if low, ok := lowSurrogate(r.data[i:]); ok && utf16.IsSurrogate(u) {
				u, i = utf16.DecodeRune(u, low), i+6
			}
			out = utf8.AppendRune(out, u)
		default:
			out = append(out, c)
		}
	}
	r.pos = len(r.data)
	return out, false
}

func lowSurrogate(data []byte) (rune, bool) {
	if len(data) < 6 || data[0] != '\\' || data[1] != 'u' {
		return 0, false
	}
	u, ok := hex4(data[2:])
	return u, ok && u >= 0xdc00 && u < 0xe000
}

func hex4(data []byte) (rune, bool) {
	if len(data) < 4 {
		return 0, false
	}
	var u rune
	for _, c := range data[:4] {
		d := strings.IndexByte("0123456789abcdef", c|0x20)
		if c <= '9' {
			d = strings.IndexByte("0123456789", c)
		}
		if d < 0 {
			return 0, false
		}
		u = u<<4 | rune(d)
	}
	return u, true
}

package login

import "github.com/quietroom/quietroom/audit"

// gram is the length in bytes of the beginnings that the index knows.
const gram = leastUser

// index finds, in one pass over a text, which of many spellings stand in it.
type index struct {
	first [1 << 16]bool // hashes of the first four bytes
	by    map[[gram]byte][]pair
}

func newIndex() *index { return &index{by: map[[gram]byte][]pair{}} }

func (x *index) add(p pair) {
	key := [gram]byte([]byte(p.from[:gram]))
	x.by[key] = append(x.by[key], p)
	x.first[hash([]byte(p.from))] = true
}

func hash(b []byte) uint16 {
	n := uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
	return uint16(n * 2654435761 >> 16)
}

// at gives the longest spelling that begins at a place of a text in lower case.
func (x *index) at(text []byte, i int) (best pair, ok bool) {
	if i+gram > len(text) || !x.first[hash(text[i:])] {
		return best, false
	}
	for _, p := range x.by[[gram]byte(text[i:i+gram])] {
		if len(p.from) > len(best.from) && len(text)-i >= len(p.from) && string(text[i:i+len(p.from)]) == p.from {
			best, ok = p, true
		}
	}
	return best, ok
}

// holds gives the kind of the first spelling that stands in data.
func (x *index) holds(data []byte) (audit.Kind, bool) {
	text := appendLower(nil, data)
	for i := range text {
		if p, ok := x.at(text, i); ok {
			return p.kind, true
		}
	}
	return "", false
}

// replace puts the masks in, and notes in kinds of what.
func (x *index) replace(data []byte, kinds map[audit.Kind]bool) []byte {
	text := appendLower(nil, data)
	var out []byte
	from := 0
	for i := 0; i < len(text); {
		p, ok := x.at(text, i)
		if !ok {
			i++
			continue
		}
		out = append(append(out, data[from:i]...), p.to...)
		kinds[p.kind] = true
		i += len(p.from)
		from = i
	}
	if from == 0 {
		return data
	}
	return append(out, data[from:]...)
}

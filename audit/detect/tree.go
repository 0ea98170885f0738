package detect

import (
	"encoding/binary"
	"math"
	"strconv"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"
)

// tree takes a message of bytes apart as MessagePack, CBOR or protobuf, when it
// reads as one from its start to its end and holds text. They are walked here,
// not built by a library: what comes is hostile, an order is wanted, and a
// length that a message claims must cost nothing.
func (s *search) tree(it item) (*place, made) {
	data := it.data
	if len(data) > 5 && data[0] == 0 && int(binary.BigEndian.Uint32(data[1:])) == len(data)-5 {
		data = data[5:] // the frame of gRPC
	}
	if len(data) < 2 {
		return it.at.key("bytes"), ofNothing
	}
	for _, t := range []struct {
		name   string
		begins *[256]bool
		read   func(*treeReader) bool
	}{
		{"msgpack", msgpackTops, func(r *treeReader) bool { return r.all(msgpackTops, r.msgpack) }},
		{"cbor", cborTops, func(r *treeReader) bool { return r.all(cborTops, r.cbor) }},
		{"protobuf", protobufTops, func(r *treeReader) bool { return r.protobuf(r.data, r.root, 0) }},
	} {
		if !t.begins[data[0]] || len(data) < 4 && t.name != "protobuf" {
			continue
		}
		try := &treeReader{s: s, it: it, data: data, dry: true}
		if !t.read(try) || try.texts == 0 {
			continue
		}
		at := it.at.key(t.name)
		t.read(&treeReader{s: s, it: it, data: data, root: at})
		return at, ofParts
	}
	return it.at.key("bytes"), ofNothing
}

// The bytes that a message may begin with: one of MessagePack or CBOR with a map
// or a list, one of protobuf with a field.
var (
	msgpackTops  = tops([2]int{0x81, 0x8f}, [2]int{0x91, 0x9f}, [2]int{0xdc, 0xdf})
	cborTops     = tops([2]int{0x81, 0x9b}, [2]int{0xa1, 0xbb}, [2]int{0x9f, 0x9f}, [2]int{0xbf, 0xbf}, [2]int{0xd9, 0xd9})
	protobufTops = tags()
)

// tags are the bytes that a field's tag begins with: its number is not 0, and its
// type is a number or bytes.
func tags() *[256]bool {
	var t [256]bool
	for c := range t {
		t[c] = (c >= 8) && (c&7 <= 2 || c&7 == 5)
	}
	return &t
}

func tops(ranges ...[2]int) *[256]bool {
	var t [256]bool
	for _, r := range ranges {
		for c := r[0]; c <= r[1]; c++ {
			t[c] = true
		}
	}
	return &t
}

// treeReader walks one message. A dry one only checks that it can be read, and
// counts the texts in it.
type treeReader struct {
	s     *search
	it    item
	data  []byte
	pos   int
	root  *place
	dry   bool
	texts int
	key   string // the last text, which is a key when a value follows
}

const (
	maxTreeDepth = 64
	leastText    = 3
)

// all reads messages, one after the other, to the end of the data. Each is a map
// or a list: any letter would be a number by itself.
func (r *treeReader) all(begins *[256]bool, value func(at *place, key string, depth int) bool) bool {
	for n := 0; r.pos < len(r.data); n++ {
		if !begins[r.data[r.pos]] {
			return false
		}
		at := r.root
		if n > 0 {
			at = r.index(r.root, uint64(n))
		}
		if !value(at, "", 0) {
			return false
		}
	}
	return true
}

// leaf takes a text, a run of bytes, or a number in decimal digits.
func (r *treeReader) leaf(data []byte, at *place, key string) {
	if r.dry {
		if len(data) >= leastText && isText(data) {
			r.texts++
		}
		return
	}
	r.s.visit(r.it.child(data, at, key))
}

func (r *treeReader) number(n int64, at *place, key string) {
	if !r.dry && key != "" {
		r.s.visit(r.it.child(strconv.AppendInt(nil, n, 10), at, key))
	}
}

// take gives the next n bytes.
func (r *treeReader) take(n uint64) ([]byte, bool) {
	if n > uint64(len(r.data)-r.pos) {
		return nil, false
	}
	b := r.data[r.pos : r.pos+int(n)]
	r.pos += int(n)
	return b, true
}

// uint reads a number of size bytes.
func (r *treeReader) uint(size uint64) (uint64, bool) {
	b, ok := r.take(size)
	var n uint64
	for _, c := range b {
		n = n<<8 | uint64(c)
	}
	return n, ok
}

// step gives the place of an entry of a map.
func (r *treeReader) step(at *place, key string) *place {
	if r.dry {
		return nil
	}
	return at.key(key)
}

func (r *treeReader) index(at *place, i uint64) *place {
	if r.dry {
		return nil
	}
	return at.at(int(min(i, math.MaxInt32)))
}

// entries reads n values, or n pairs of them, by the given reader. end, where it
// is not nil, tells that no more comes.
func (r *treeReader) entries(n uint64, pairs bool, at *place, key string, depth int, value func(*place, string, int) bool, end func() bool) bool {
	if depth > maxTreeDepth || r.s.work < 0 {
		return false
	}
	for i := uint64(0); i < n; i++ {
		if end != nil && end() {
			return true
		}
		if !pairs {
			if !value(r.index(at, i), key, depth+1) {
				return false
			}
			continue
		}
		name, ok := r.name(value, depth)
		if !ok || !value(r.step(at, name), name, depth+1) {
			return false
		}
	}
	return true
}

// name reads a key: a text as it is; anything else is a value too, and nameless.
func (r *treeReader) name(value func(*place, string, int) bool, depth int) (string, bool) {
	start := r.pos
	r.key = ""
	dry := r.dry
	texts := r.texts
	r.dry = true
	ok := value(nil, "", depth+1)
	r.dry = dry
	r.texts = texts
	raw := r.data[start:r.pos]
	if !ok || !r.dry && len(raw) > 0 && r.key == "" {
		return "", ok
	}
	if r.dry && len(r.key) >= leastText {
		r.texts++
	}
	return r.key, ok
}

// text takes a text of n bytes.
func (r *treeReader) text(n uint64, at *place, key string) bool {
	b, ok := r.take(n)
	if !ok {
		return false
	}
	r.key = ""
	if n <= 128 && utf8.Valid(b) {
		r.key = string(b)
	}
	r.leaf(b, at, key)
	return true
}

func (r *treeReader) bytes(n uint64, at *place, key string) bool {
	b, ok := r.take(n)
	if ok {
		r.leaf(b, at, key)
	}
	return ok
}

// msgpack reads one value (https://github.com/msgpack/msgpack/blob/master/spec.md).
func (r *treeReader) msgpack(at *place, key string, depth int) bool {
	if r.pos >= len(r.data) {
		return false
	}
	c := r.data[r.pos]
	r.pos++
	switch {
	case c <= 0x7f || c >= 0xe0:
		r.number(int64(int8(c)), at, key)
		return true
	case c <= 0x8f:
		return r.entries(uint64(c&15), true, at, key, depth, r.msgpack, nil)
	case c <= 0x9f:
		return r.entries(uint64(c&15), false, at, key, depth, r.msgpack, nil)
	case c <= 0xbf:
		return r.text(uint64(c&31), at, key)
	}
	return r.msgpackSized(c, at, key, depth)
}

// msgpackSized reads a value whose size stands in the bytes after its first.
func (r *treeReader) msgpackSized(c byte, at *place, key string, depth int) bool {
	switch c {
	case 0xc0, 0xc2, 0xc3:
		return true
	case 0xca, 0xcb:
		_, ok := r.take(4 << (c - 0xca))
		return ok
	case 0xcc, 0xcd, 0xce, 0xcf, 0xd0, 0xd1, 0xd2, 0xd3:
		n, ok := r.uint(1 << (c & 3))
		r.number(int64(n), at, key)
		return ok
	case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8:
		_, ok := r.take(1)
		return ok && r.bytes(1<<(c-0xd4), at, key)
	}
	size := uint64(1)
	switch c {
	case 0xc5, 0xc8, 0xda, 0xdc, 0xde:
		size = 2
	case 0xc6, 0xc9, 0xdb, 0xdd, 0xdf:
		size = 4
	case 0xc1:
		return false
	}
	n, ok := r.uint(size)
	if !ok {
		return false
	}
	switch c {
	case 0xd9, 0xda, 0xdb:
		return r.text(n, at, key)
	case 0xdc, 0xdd:
		return r.entries(n, false, at, key, depth, r.msgpack, nil)
	case 0xde, 0xdf:
		return r.entries(n, true, at, key, depth, r.msgpack, nil)
	case 0xc7, 0xc8, 0xc9:
		if _, ok := r.take(1); !ok {
			return false
		}
	}
	return r.bytes(n, at, key)
}

// cbor reads one value (RFC 8949).
func (r *treeReader) cbor(at *place, key string, depth int) bool {
	if r.pos >= len(r.data) {
		return false
	}
	c := r.data[r.pos]
	r.pos++
	major, n, endless := c>>5, uint64(c&31), false
	switch {
	case n < 24:
	case n < 28:
		var ok bool
		if n, ok = r.uint(1 << (n - 24)); !ok {
			return false
		}
	case n == 31 && major >= 2 && major <= 5:
		endless, n = true, math.MaxUint64
	default:
		return false
	}
	var end func() bool
	if endless {
		end = r.cborEnd
	}
	switch major {
	case 0, 1:
		if n <= math.MaxInt64 {
			v := int64(n)
			if major == 1 {
				v = -1 - v
			}
			r.number(v, at, key)
		}
		return true
	case 2, 3:
		if endless {
			return r.entries(n, false, at, key, depth, r.cbor, end)
		}
		if major == 3 {
			return r.text(n, at, key)
		}
		return r.bytes(n, at, key)
	case 4, 5:
		return r.entries(n, major == 5, at, key, depth, r.cbor, end)
	case 6:
		return depth < maxTreeDepth && r.cbor(at, key, depth+1)
	}
	return true // true, false, null, a float
}

func (r *treeReader) cborEnd() bool {
	if r.pos < len(r.data) && r.data[r.pos] == 0xff {
		r.pos++
		return true
	}
	return false
}

// protobuf reads one message (https://protobuf.dev/programming-guides/encoding):
// a field of bytes that reads as a message, and not as text, is one.
func (r *treeReader) protobuf(data []byte, at *place, depth int) bool {
	if len(data) < 2 || depth > maxTreeDepth || r.s.work < 0 {
		return false
	}
	for n := 0; len(data) > 0; n++ {
		number, kind, size := protowire.ConsumeTag(data)
		if size < 0 || number > 1<<16 || n > maxPairs {
			return false
		}
		data = data[size:]
		value := data
		if size = protowire.ConsumeFieldValue(number, kind, data); size < 0 || kind == protowire.StartGroupType {
			return false
		}
		data = data[size:]
		if kind != protowire.BytesType {
			continue
		}
		value, _ = protowire.ConsumeBytes(value)
		here := r.step(at, strconv.Itoa(int(number)))
		inner := &treeReader{s: r.s, it: r.it, dry: true}
		message := inner.protobuf(value, nil, depth+1) && inner.texts > 0
		if message {
			r.texts += inner.texts
			if !r.dry {
				r.protobuf(value, here, depth+1)
			}
		}
		if !message || isText(value) { // a short message can be text as well
			r.leaf(value, here, "")
		}
	}
	return true
}

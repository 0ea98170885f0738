package detect

import "encoding/binary"

// gram is how many bytes of a needle the filter looks at; no needle is shorter.
const gram = 6

// index finds many needles in a text in one pass: a filter over windows of gram
// bytes, which few windows pass, then a table of the needles that begin with the
// window, then a comparison. Its cost grows with the text, hardly with the
// number of needles.
type index struct {
	texts []string
	// filter has two bits for each needle; it is small, to stay in the cache.
	filter []uint64
	sieve  uint    // how far a hash is shifted to be a place in filter
	heads  []int32 // by hash: 1 + the first needle, 0 for none
	next   []int32 // by needle: 1 + the next of the same hash
	shift  uint
}

const gramMask = 1<<(8*gram) - 1

func hash(window uint64) uint64 {
	h := window * 0x9e3779b97f4a7c15
	return h ^ h>>29
}

// newIndex takes needles of at least gram bytes, without repeats.
func newIndex(texts []string) *index {
	bits := uint(8)
	for 1<<bits < 2*len(texts) {
		bits++
	}
	words := bits - 3
	x := &index{texts: texts, shift: 64 - bits, sieve: 64 - words, heads: make([]int32, 1<<bits), next: make([]int32, len(texts)), filter: make([]uint64, 1<<words)}
	for i := len(texts) - 1; i >= 0; i-- {
		h := hash(windowOf(texts[i]))
		word := h >> x.shift
		x.filter[h>>x.sieve] |= bitsOf(h)
		x.next[i] = x.heads[word]
		x.heads[word] = int32(i + 1)
	}
	return x
}

func windowOf(text string) uint64 {
	var b [8]byte
	copy(b[:gram], text)
	return binary.LittleEndian.Uint64(b[:])
}

// bitsOf picks two of a filter word's 64 bits.
func bitsOf(h uint64) uint64 { return 1<<(h&63) | 1<<(h>>6&63) }

// find calls visit for every needle at every place in text, in order of place,
// until visit is false.
func (x *index) find(text []byte, visit func(needle, at int) bool) {
	at := 0
	for ; at+8 <= len(text); at++ {
		h := hash(binary.LittleEndian.Uint64(text[at:]) & gramMask)
		mask := bitsOf(h)
		if x.filter[h>>x.sieve]&mask == mask && !x.verify(text, at, h, visit) {
			return
		}
	}
	for ; at+gram <= len(text); at++ {
		h := hash(windowOf(string(text[at : at+gram])))
		if !x.verify(text, at, h, visit) {
			return
		}
	}
}

func (x *index) verify(text []byte, at int, h uint64, visit func(needle, at int) bool) bool {
	for n := x.heads[h>>x.shift]; n > 0; n = x.next[n-1] {
		needle := x.texts[n-1]
		if len(text)-at >= len(needle) && string(text[at:at+len(needle)]) == needle && !visit(int(n-1), at) {
			return false
		}
	}
	return true
}

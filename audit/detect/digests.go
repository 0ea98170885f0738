package detect

import (
	"encoding/binary"
	"encoding/hex"
	"strconv"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/codec"
)

// digests are the hashes of the patients' values, by their first 48 bits: a
// token, or the bytes it stands for, is looked up however it is spelled.
type digests struct {
	table map[uint64]digest
	// filter has two bits for each digest, so that most tokens cost no look-up.
	filter []uint64
	shift  uint
	// checksums are the spellings of hashes too short to be proof.
	checksums map[string]digest
}

// digest is one known hash.
type digest struct {
	rest     uint16 // the 16 bits after the first 48
	canary   uint32
	chain    uint16 // in codec.Digests
	size     uint8  // in bytes
	strength audit.Strength
}

func (d digest) names() []string { return codec.Digests()[d.chain].Chain }

const (
	keyBytes = 6
	keyMask  = 1<<(8*keyBytes) - 1
	// longestSlide is the longest token in which a digest is looked for at any
	// place: one that is glued to something else. Longer ones are other content.
	longestSlide = 4096
	// leastHex and leastBase64 are how much of a digest is told by: a truncated one
	// has to be that long, in characters.
	leastHex    = 16
	leastBase64 = 11
)

func (x *digests) add(sum []byte, d digest) {
	if len(sum) < 8 {
		n := binary.BigEndian.Uint32(sum)
		for _, text := range []string{hex.EncodeToString(sum), strconv.FormatUint(uint64(n), 10), strconv.Itoa(int(int32(n))), strconv.FormatUint(uint64(n), 36)} {
			if _, ok := x.checksums[text]; !ok && len(text) >= 6 {
				x.checksums[text] = d
			}
		}
		return
	}
	key, rest := split64(sum)
	if _, ok := x.table[key]; !ok {
		d.rest, d.size = rest, uint8(len(sum))
		x.table[key] = d
	}
}

// seal makes the filter, when all digests are there.
func (x *digests) seal() {
	bits := uint(6)
	for 1<<bits < len(x.table)/4 {
		bits++
	}
	x.filter, x.shift = make([]uint64, 1<<bits), 64-bits
	for key := range x.table {
		h := key * 0x9e3779b97f4a7c15
		x.filter[h>>x.shift] |= bitsOf(h >> 8)
	}
}

func (x *digests) get(key uint64) (digest, bool) {
	h := key * 0x9e3779b97f4a7c15
	if mask := bitsOf(h >> 8); x.filter[h>>x.shift]&mask != mask {
		return digest{}, false
	}
	d, ok := x.table[key]
	return d, ok
}

func split64(sum []byte) (key uint64, rest uint16) {
	n := binary.BigEndian.Uint64(sum)
	return n >> 16, uint16(n)
}

// seenDigest is a digest that was found.
type seenDigest struct {
	digest
	start, end int
	// spelled is base64 or base64url, "" for hex and for bytes.
	spelled string
	// cut is true when only a beginning of the digest is there.
	cut bool
}

// find calls visit for each digest in a text or message.
func (x *digests) find(data []byte, text bool, visit func(seenDigest)) {
	if len(x.table) == 0 {
		return
	}
	if !text {
		x.findBytes(data, visit)
	}
	for start := 0; start < len(data); {
		if spell[data[start]] == 0 {
			start++
			continue
		}
		end := start + 1
		for end < len(data) && spell[data[end]] != 0 {
			end++
		}
		if end-start >= leastBase64 {
			x.findToken(data, start, end, visit)
		}
		start = end
	}
}

// findBytes looks for a digest as it is, in a short message at any place.
func (x *digests) findBytes(data []byte, visit func(seenDigest)) {
	last := len(data) - 8
	if len(data) > longestSlide {
		last = 0
	}
	for i := 0; i <= last; i++ {
		key, rest := split64(data[i:])
		if d, ok := x.get(key); ok && d.rest == rest && len(data)-i >= int(d.size) {
			visit(seenDigest{digest: d, start: i, end: i + int(d.size)})
		}
	}
}

// The alphabets of digests: what a character is in base64 and in hex, plus one.
var spell, hexSpell = func() (b, h [256]uint8) {
	for i, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" {
		b[c] = uint8(i + 1)
	}
	b['-'], b['_'] = b['+'], b['/']
	for i, c := range "0123456789abcdef" {
		h[c] = uint8(i + 1)
		if c >= 'a' {
			h[c-'a'+'A'] = uint8(i + 1)
		}
	}
	return b, h
}()

// findToken looks in one run of base64's characters, at its start or anywhere.
func (x *digests) findToken(data []byte, start, end int, visit func(seenDigest)) {
	slide := end-start <= longestSlide
	var hexKey, key uint64
	digits := 0
	for i := start; i < end; i++ {
		c := data[i]
		key = key<<6 | uint64(spell[c]-1)
		if n := i - start + 1; n >= 8 && (slide || n == 8) {
			if d, ok := x.get(key & keyMask); ok {
				x.asBase64(data, d, i-7, start, end, visit)
			}
		}
		if h := hexSpell[c]; h > 0 {
			hexKey = hexKey<<4 | uint64(h-1)
			digits++
		} else {
			digits = 0
		}
		if digits >= 12 && (slide || digits == 12) {
			if d, ok := x.get(hexKey & keyMask); ok {
				x.asHex(data, d, i-11, digits == 12, end, visit)
			}
		}
		if !slide && i-start > 16 && digits == 0 {
			return
		}
	}
}

func (x *digests) asHex(data []byte, d digest, at int, first bool, end int, visit func(seenDigest)) {
	stop := at
	for stop < end && stop < at+2*int(d.size) && hexSpell[data[stop]] > 0 {
		stop++
	}
	if stop-at < leastHex {
		return
	}
	var rest uint16
	for _, c := range data[at+12 : at+16] {
		rest = rest<<4 | uint16(hexSpell[c]-1)
	}
	cut := stop-at < 2*int(d.size)
	if rest != d.rest || cut && !first {
		return
	}
	visit(seenDigest{digest: d, start: at, end: stop, cut: cut})
}

func (x *digests) asBase64(data []byte, d digest, at, start, end int, visit func(seenDigest)) {
	want := (int(d.size)*8 + 5) / 6
	stop := min(at+want, end)
	if stop-at < leastBase64 {
		return
	}
	var next uint64
	for _, c := range data[at+8 : at+11] {
		next = next<<6 | uint64(spell[c]-1)
	}
	cut := stop-at < want
	if uint16(next>>2) != d.rest || cut && at != start {
		return
	}
	spelled := "base64"
	for _, c := range data[at:stop] {
		if c == '-' || c == '_' {
			spelled = "base64url"
		}
	}
	visit(seenDigest{digest: d, start: at, end: stop, spelled: spelled, cut: cut})
}

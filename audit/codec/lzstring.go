package codec

import (
	"bytes"
	"math/bits"
	"unicode/utf16"
)

// lz-string (https://github.com/pieroxy/lz-string, version 1.5.0) is LZ over
// UTF-16, in four spellings of its bits: 6 a character in an alphabet for
// addresses or that of base64, 15 a character of UTF-16, or bytes.
var (
	lzURI    = lzOf("lzstring-uri", alphanumeric+"+-$")
	lzBase64 = lzOf("lzstring-base64", alphanumeric+"+/=")

	lzUTF16 = Codec{
		Name:     "lzstring-utf16",
		TextOnly: true,
		Decode: func(in []byte, limit int) ([]byte, bool) {
			if len(in) < 8 {
				return nil, false
			}
			units := make([]uint16, 0, len(in)/2)
			for _, r := range string(in) {
				if r < 32 || r >= 32+1<<15 { // also what is no UTF-8
					return nil, false
				}
				units = append(units, uint16(r-32))
			}
			return unlz(units, 15, limit)
		},
		Encode: func(in []byte) []byte {
			var out []rune
			for _, u := range lz(in, 15) {
				out = append(out, rune(u)+32)
			}
			return []byte(string(out) + " ")
		},
		May: func(l *Look) bool { return l.Len >= 8 && l.any(wideBits) },
	}

	lzBytes = Codec{
		Name:     "lzstring-bytes",
		TextOnly: true,
		Decode: func(in []byte, limit int) ([]byte, bool) {
			if len(in) < 6 || len(in)%2 != 0 || isText(in) {
				return nil, false
			}
			units := make([]uint16, len(in)/2)
			for i := range units {
				units[i] = uint16(in[2*i])<<8 | uint16(in[2*i+1])
			}
			return unlz(units, 16, limit)
		},
		Encode: func(in []byte) []byte {
			var out []byte
			for _, u := range lz(in, 16) {
				out = append(out, byte(u>>8), byte(u))
			}
			return out
		},
		May: unprinted,
	}
)

// lzOf makes a spelling of 6 bits a character; the last of the 65 is padding.
func lzOf(name, alphabet string) Codec {
	set := setOf(alphabet)
	var digit [256]byte
	for i := range len(alphabet) {
		digit[alphabet[i]] = byte(i) & 63
	}
	return Codec{
		Name:     name,
		TextOnly: true,
		Decode: func(in []byte, limit int) ([]byte, bool) {
			in = bytes.TrimSpace(in)
			if len(in) < 8 || isHexToken(in) {
				return nil, false
			}
			if n := bytes.IndexByte(in, ' '); n >= 0 {
				in = bytes.ReplaceAll(in, []byte(" "), []byte("+"))
			}
			if !lzBegins(digit[in[0]], digit[in[1]]) || !allOf(in, set) {
				return nil, false
			}
			units := make([]uint16, len(in))
			for i, c := range in {
				units[i] = uint16(digit[c])
			}
			return unlz(units, 6, limit)
		},
		Encode: func(in []byte) []byte {
			var out []byte
			for _, u := range lz(in, 6) {
				out = append(out, alphabet[u])
			}
			if alphabet[64] == '=' {
				for len(out)%4 != 0 {
					out = append(out, '=')
				}
			}
			return out
		},
		Spans: func(in []byte) [][2]int { return runs(in, set, shortestToken) },
		May:   base64Like,
	}
}

// lzBegins reports whether two characters of 6 bits may be the first of a stream:
// that begins with a character, of 8 bits or of 16, since no entry is known yet.
func lzBegins(first, second byte) bool {
	switch first >> 4 {
	case 0: // a character of 8 bits, its lowest first
		c := bits.Reverse8(first<<4)&0x0f | bits.Reverse8(second<<2)<<4
		return c >= 0x20 || c == '\t' || c == '\n' || c == '\r'
	case 2:
		return true
	}
	return false
}

// lzReader reads bits, the first of a unit first, numbers the lowest bit first.
type lzReader struct {
	units []uint16
	width uint
	at    uint
}

func (r *lzReader) bits(n uint) (v int, ok bool) {
	for i := range n {
		unit := r.at / r.width
		if unit >= uint(len(r.units)) {
			return 0, false
		}
		v |= int(r.units[unit]>>(r.width-1-r.at%r.width)&1) << i
		r.at++
	}
	return v, true
}

// The codes that are no entry of the dictionary.
const (
	lzChar8 = iota
	lzChar16
	lzEnd
	lzFirst // the first entry
)

// lzCut is how many characters of a stream without an end are believed.
const lzCut = 24

// unlz undoes the compression. What comes out is believed when the stream ends as
// one does, or when a good part of it reads as text. Every entry of the
// dictionary is a part of what came out so far.
func unlz(units []uint16, width uint, limit int) ([]byte, bool) {
	r := &lzReader{units: units, width: width}
	var out []uint16
	var entries [][2]int
	bits, room := uint(2), 1
	word := 0 // the length of what was added last
	for len(out) < limit {
		code, ok := r.bits(bits)
		if !ok {
			return lzText(out, limit, len(out) >= lzCut)
		}
		at := len(out)
		switch {
		case code == lzEnd:
			const padding = 4 // a last unit, and base64's three =
			return lzText(out, limit, len(units)-int((r.at+width-1)/width) <= padding)
		case code < lzEnd:
			c, ok := r.bits(8 << uint(code))
			if !ok || c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
				return lzText(out, limit, len(out) >= lzCut)
			}
			out = append(out, uint16(c))
			entries = append(entries, [2]int{at, at + 1})
			room--
		case code-lzFirst < len(entries):
			e := entries[code-lzFirst]
			if e[1]-e[0] > limit-at {
				return lzText(append(out, out[e[0]:e[0]+limit-at]...), limit, true)
			}
			out = append(out, out[e[0]:e[1]]...)
		case code-lzFirst == len(entries) && word > 0 && word < limit:
			out = append(out, out[at-word:at]...)
			out = append(out, out[at-word])
		default:
			return lzText(out, limit, len(out) >= lzCut)
		}
		if room == 0 {
			room, bits = 1<<bits, bits+1
		}
		if word > 0 {
			entries = append(entries, [2]int{at - word, at + 1})
			if room--; room == 0 {
				room, bits = 1<<bits, bits+1
			}
		} else {
			room, bits = 4, 3
		}
		word = len(out) - at
	}
	return lzText(out, limit, true)
}

func lzText(out []uint16, limit int, believed bool) ([]byte, bool) {
	if !believed || len(out) == 0 {
		return nil, false
	}
	return whole(clip([]byte(string(utf16.Decode(out))), limit)), true
}

// lz compresses as lz-string does.
func lz(in []byte, width uint) []uint16 {
	w := &lzWriter{width: width, bits: 2, room: 2}
	known := map[string]int{} // by text in UTF-16, two bytes a unit
	fresh := map[string]bool{}
	word := ""
	for _, u := range utf16.Encode([]rune(string(in))) {
		c := string([]byte{byte(u >> 8), byte(u)})
		if _, ok := known[c]; !ok {
			known[c], fresh[c] = len(known)+lzFirst, true
		}
		if _, ok := known[word+c]; ok {
			word += c
			continue
		}
		w.word(word, known, fresh)
		known[word+c] = len(known) + lzFirst
		word = c
	}
	if word != "" {
		w.word(word, known, fresh)
	}
	w.write(lzEnd, w.bits)
	return append(w.units, w.unit<<(width-w.at))
}

// lzWriter is lzReader the other way round; room is how many entries may come
// before codes take one bit more.
type lzWriter struct {
	units     []uint16
	unit      uint16
	width, at uint
	bits      uint
	room      int
}

func (w *lzWriter) word(text string, known map[string]int, fresh map[string]bool) {
	if !fresh[text] {
		w.write(known[text], w.bits)
		w.grow()
		return
	}
	delete(fresh, text)
	c := int(text[0])<<8 | int(text[1])
	if c < 256 {
		w.write(lzChar8, w.bits)
		w.write(c, 8)
	} else {
		w.write(lzChar16, w.bits)
		w.write(c, 16)
	}
	w.grow()
	w.grow()
}

func (w *lzWriter) grow() {
	if w.room--; w.room == 0 {
		w.room, w.bits = 1<<w.bits, w.bits+1
	}
}

func (w *lzWriter) write(v int, n uint) {
	for i := range n {
		w.unit = w.unit<<1 | uint16(v>>i&1)
		if w.at++; w.at == w.width {
			w.units, w.unit, w.at = append(w.units, w.unit), 0, 0
		}
	}
}

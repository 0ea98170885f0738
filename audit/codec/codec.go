// Package codec knows the disguises of a value: what can be undone (encodings,
// compressions, letters exchanged) and what can only be computed beforehand
// (hashes).
//
// It is not a search: package detect decides where to look and how deep. Nor is
// it for structures with more than one value in them (JSON, multipart, CBOR):
// those are taken apart there.
//
// To add a disguise that can be undone, write one file with a Codec and add one
// line to All; to add a hash, one line to hashes; to add a salt, an entry to
// salts.yaml. The tests range over them: round trip, fuzz, and (in package
// detect) hidden inside every other one and every other inside it.
package codec

// Codec is one disguise that can be undone. Its functions never change their
// input, never panic, and are safe for concurrent use.
type Codec struct {
	// Name is how a chain names it: "base64".
	Name string
	// Decode undoes the disguise of the whole of in, to at most limit bytes. It is
	// false when in does not look like this disguise, or holds nothing. A stream
	// that was cut, or is longer than limit, gives what there was of it. The
	// result may share no memory with in.
	Decode func(in []byte, limit int) ([]byte, bool)
	// Encode puts the disguise on, as senders do.
	Encode func(in []byte) []byte
	// TextOnly is true for a disguise of text, which cannot carry other bytes.
	TextOnly bool
	// Most is how many bytes it carries at the most; 0 for any number.
	Most int
	// Spans gives the parts of a longer text or message that may be disguised by
	// themselves, as [start, end). Nil when only the whole can be.
	Spans func(in []byte) [][2]int
	// May tells, from a look at the bytes, whether Decode or Spans could find
	// anything. Nil for always.
	May func(*Look) bool
	// Shift is true for a disguise that any text could be wearing (ROT13): what it
	// decodes to is worth no look of its own, only if something else is under it.
	Shift bool
	// Readings gives what in may be, likeliest first, where there is no telling:
	// Decode gives the first. Nil where there is one reading.
	Readings func(in []byte, limit int) [][]byte
}

// All lists the codecs, cheapest to recognise first. Where two explain the same
// bytes, the earlier one does. The list is shared: it is not to be changed.
func All() []Codec { return all }

var all = []Codec{
	percent,
	escapes,
	entities,
	quotedPrintable,
	dataURL,
	jwt,
	hexadecimal,
	base64Standard,
	base64URL,
	base32Standard,
	base32Hex,
	base32Crockford,
	base58Bitcoin,
	utf16Little,
	utf16Big,
	gzipped,
	zlibbed,
	zstandard,
	lzURI,
	lzBase64,
	lzUTF16,
	lzBytes,
	deflated,
	brotlied,
	snappied,
	xored,
	rot13,
	rot47,
	reversed,
	shuffled,
}

// maxSpans bounds how many parts of one input are tried.
const maxSpans = 1024

// runs gives the maximal runs of at least least bytes for which in the set, but
// not the run that is all of in.
func runs(in []byte, set *[256]bool, least int) [][2]int {
	var list [][2]int
	start := -1
	for i := 0; i <= len(in); i++ {
		if i < len(in) && set[in[i]] {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 && i-start >= least && i-start < len(in) {
			if list = append(list, [2]int{start, i}); len(list) == maxSpans {
				return list
			}
		}
		start = -1
	}
	return list
}

// allOf reports whether in holds nothing but bytes of the set.
func allOf(in []byte, set *[256]bool) bool {
	for _, c := range in {
		if !set[c] {
			return false
		}
	}
	return true
}

// setOf makes a byte set of the given characters.
func setOf(chars string) *[256]bool {
	var s [256]bool
	for i := range len(chars) {
		s[chars[i]] = true
	}
	return &s
}

const (
	upperCase    = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	lowerCase    = "abcdefghijklmnopqrstuvwxyz"
	digits       = "0123456789"
	alphanumeric = upperCase + lowerCase + digits
)

// isText reports whether the start of in reads as text: such bytes are no
// compressed stream, which the codecs without a magic number rely on.
func isText(in []byte) bool {
	for _, c := range in[:min(len(in), 256)] {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c >= 0x7f {
			return false
		}
	}
	return true
}

// isHexToken reports whether in is hex digits, and too many of them to be a
// token of a larger alphabet by chance.
func isHexToken(in []byte) bool {
	return len(in) >= 20 && allOf(in, hexToken)
}

// clip cuts out at limit.
func clip(out []byte, limit int) []byte { return out[:min(len(out), limit)] }

// Package codec knows the disguises of a value: what can be undone (encodings,
// compressions) and what can only be computed beforehand (hashes).
//
// It is not a search: package detect decides where to look and how deep.
//
// To add a disguise that can be undone, write one file with a Codec and add one
// line to All; to add a hash, one line to hashes. The tests range over both:
// round trip, fuzz, and (in package detect) hidden inside every other one.
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
	// Spans gives the parts of a longer text or message that may be disguised by
	// themselves, as [start, end). Nil when only the whole can be.
	Spans func(in []byte) [][2]int
}

// All lists the codecs, cheapest to recognise first. Where two explain the same
// bytes, the earlier one does.
func All() []Codec {
	return []Codec{
		percent,
		escapes,
		entities,
		jwt,
		hexadecimal,
		base64Standard,
		base64URL,
		gzipped,
		zlibbed,
		zstandard,
		deflated,
		brotlied,
	}
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

// setOf makes a byte set of the given characters.
func setOf(chars string) *[256]bool {
	var s [256]bool
	for i := range len(chars) {
		s[chars[i]] = true
	}
	return &s
}

const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

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

// clip cuts out at limit.
func clip(out []byte, limit int) []byte { return out[:min(len(out), limit)] }

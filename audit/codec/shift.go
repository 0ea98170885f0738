package codec

import "slices"

// MaxShift is the longest text, in bytes, that is read with its letters
// exchanged. In a longer one only the values themselves are looked for so.
const MaxShift = 4096

// The letters exchanged: by 13 places, by 47 among all that print, and by the
// map that one tracker was seen to use ("custom_map_1" in
// https://github.com/leaky-forms/leak-detector, read 2026-11-22).
var (
	rot13 = exchange("rot13", lowerCase+upperCase, "nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM")
	rot47 = exchange("rot47", printing, printing[47:]+printing[:47])

	shuffled = exchange("custom-map", "kibp8A4EWRMKHa7gvyz1dOPt6UI5xYD3nqhVwZBXfCcFeJmrLN20lS9QGsjTuo", digits+upperCase+lowerCase)
)

const printing = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// exchange makes the codec that writes to[i] for from[i].
func exchange(name, from, to string) Codec {
	var encode, decode [256]byte
	for i := range encode {
		encode[i], decode[i] = byte(i), byte(i)
	}
	for i := range len(from) {
		encode[from[i]], decode[to[i]] = to[i], from[i]
	}
	changed := bitsOf(from)
	return Codec{
		Name:     name,
		Most:     MaxShift,
		TextOnly: true,
		Shift:    true,
		Decode: func(in []byte, limit int) ([]byte, bool) {
			return clip(mapped(in, &decode), limit), len(in) > 0
		},
		Encode: func(in []byte) []byte { return mapped(in, &encode) },
		May: func(l *Look) bool {
			return l.Text && l.Len >= 8 && l.Len <= MaxShift && l.any(changed) && (l.Len < 20 || !l.only(hexBits))
		},
	}
}

func mapped(in []byte, table *[256]byte) []byte {
	out := make([]byte, len(in))
	for i, c := range in {
		out[i] = table[c]
	}
	return out
}

// reversed is text written backwards, character by character.
var reversed = Codec{
	Name:     "reversed",
	Most:     MaxShift,
	TextOnly: true,
	Shift:    true,
	Decode: func(in []byte, limit int) ([]byte, bool) {
		out := backwards(in)
		return clip(out, limit), len(out) > 0
	},
	Encode: backwards,
	May:    func(l *Look) bool { return l.Text && l.Len >= 8 && l.Len <= MaxShift },
}

func backwards(in []byte) []byte {
	if isASCII(in) {
		out := slices.Clone(in)
		slices.Reverse(out)
		return out
	}
	list := []rune(string(in))
	slices.Reverse(list)
	return []byte(string(list))
}

func isASCII(in []byte) bool {
	for _, c := range in {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

package codec

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// escapes are the \uXXXX and \xXX of a JavaScript string.
var escapes = Codec{
	Name:     "escape",
	TextOnly: true,
	Decode: func(in []byte, limit int) ([]byte, bool) {
		if bytes.IndexByte(in, '\\') < 0 {
			return nil, false
		}
		out := make([]byte, 0, min(len(in), limit))
		undone := false
		for i := 0; i < len(in) && len(out) < limit; {
			r, n := jsEscape(in[i:])
			if n == 0 {
				out = append(out, in[i])
				i++
				continue
			}
			undone = true
			i += n
			if low, m := jsEscape(in[i:]); m > 0 && utf16.IsSurrogate(r) && utf16.IsSurrogate(low) {
				r, i = utf16.DecodeRune(r, low), i+m
			}
			out = utf8.AppendRune(out, r)
		}
		return clip(out, limit), undone
	},
	Encode: func(in []byte) []byte {
		var out []byte
		for _, r := range string(in) {
			for _, u := range utf16.AppendRune(nil, r) {
				out = fmt.Appendf(out, `\u%04x`, u)
			}
		}
		return out
	},
	May: func(l *Look) bool { return l.Has('\\') },
}

// jsEscape reads one \uXXXX, \u{X…} or \xXX; n is its length, 0 when there is none.
func jsEscape(in []byte) (r rune, n int) {
	if len(in) < 4 || in[0] != '\\' {
		return 0, 0
	}
	digits := 0
	switch in[1] {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
		if in[2] == '{' {
			return braced(in)
		}
	}
	if digits == 0 || len(in) < 2+digits {
		return 0, 0
	}
	for _, c := range in[2 : 2+digits] {
		if !hexDigit[c] {
			return 0, 0
		}
		r = r<<4 | rune(nibble(c))
	}
	return r, 2 + digits
}

func braced(in []byte) (r rune, n int) {
	for i := 3; i < len(in) && i < 10; i++ {
		if in[i] == '}' && i > 3 {
			return r, i + 1
		}
		if !hexDigit[in[i]] {
			return 0, 0
		}
		r = r<<4 | rune(nibble(in[i]))
	}
	return 0, 0
}

package codec

import (
	"bytes"
	"net/url"
)

// percent is percent-encoding, with + for a space as forms write it.
var percent = Codec{
	Name: "percent",
	Decode: func(in []byte, limit int) ([]byte, bool) {
		if !hasPercent(in) && !plusJoins(in) {
			return nil, false
		}
		return clip(unescape(in[:min(len(in), 3*limit)], true), limit), true
	},
	Encode: func(in []byte) []byte { return []byte(url.QueryEscape(string(in))) },
	May:    func(l *Look) bool { return l.Has('%') || l.Has('+') },
}

// Unescape undoes percent-encoding once, and turns + into a space when plus is
// true. A % that is no escape stays. Where there is nothing to undo, it gives in.
func Unescape(in []byte, plus bool) []byte {
	if bytes.IndexByte(in, '%') < 0 && (!plus || bytes.IndexByte(in, '+') < 0) {
		return in
	}
	return unescape(in, plus)
}

// unescape is Unescape into memory of its own.
func unescape(in []byte, plus bool) []byte {
	out := make([]byte, 0, len(in))
	for i := 0; i < len(in); i++ {
		switch c := in[i]; {
		case c == '%' && isEscape(in[i:]):
			out = append(out, nibble(in[i+1])<<4|nibble(in[i+2]))
			i += 2
		case c == '+' && plus:
			out = append(out, ' ')
		default:
			out = append(out, c)
		}
	}
	return out
}

func isEscape(in []byte) bool {
	return len(in) >= 3 && in[0] == '%' && hexDigit[in[1]] && hexDigit[in[2]]
}

func hasPercent(in []byte) bool {
	for {
		i := bytes.IndexByte(in, '%')
		if i < 0 {
			return false
		}
		if isEscape(in[i:]) {
			return true
		}
		in = in[i+1:]
	}
}

// plusJoins reports whether in is words joined by +, with no space among them.
func plusJoins(in []byte) bool {
	const longest = 32 // a word's; pluses in base64 stand farther apart
	for rest := in; len(rest) > 0; {
		word, after, _ := bytes.Cut(rest, []byte("+"))
		if len(word) > longest {
			return false
		}
		rest = after
	}
	i := bytes.IndexByte(in, '+')
	return i > 0 && i < len(in)-1 && isText(in) && bytes.IndexByte(in, ' ') < 0
}

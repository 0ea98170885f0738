package codec

import "bytes"

// quotedPrintable is the encoding of mail (RFC 2045 section 6.7).
var quotedPrintable = Codec{
	Name:     "quoted-printable",
	TextOnly: true,
	Decode: func(in []byte, limit int) ([]byte, bool) {
		if !hasQuoted(in) {
			return nil, false
		}
		out := make([]byte, 0, min(len(in), limit))
		for i := 0; i < len(in) && len(out) < limit; i++ {
			switch rest := in[i:]; {
			case len(rest) > 2 && rest[0] == '=' && hexDigit[rest[1]] && hexDigit[rest[2]]:
				out = append(out, nibble(rest[1])<<4|nibble(rest[2]))
				i += 2
			case bytes.HasPrefix(rest, []byte("=\r\n")):
				i += 2
			case bytes.HasPrefix(rest, []byte("=\n")):
				i++
			default:
				out = append(out, rest[0])
			}
		}
		return out, len(out) > 0 && IsText(out)
	},
	// Every character is written as its code, as mailers write what is not plain.
	Encode: func(in []byte) []byte {
		out := make([]byte, 0, 3*len(in))
		for _, c := range in {
			if c < 0x80 && (c >= 'a' && c <= 'z' || c == ' ') {
				out = append(out, c)
				continue
			}
			out = append(out, '=', upperHex[c>>4], upperHex[c&15])
		}
		return out
	},
	May: func(l *Look) bool { return l.Text && l.Has('=') && l.Len >= 3 },
}

const upperHex = "0123456789ABCDEF"

// hasQuoted wants a code for something that is no letter, as mailers write it.
func hasQuoted(in []byte) bool {
	for {
		i := bytes.IndexByte(in, '=')
		if i < 0 || i+2 >= len(in) {
			return false
		}
		if a, b := in[i+1], in[i+2]; hexDigit[a] && hexDigit[b] && a < 'a' && b < 'a' {
			return true
		}
		in = in[i+1:]
	}
}

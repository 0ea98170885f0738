package codec

import (
	"bytes"
	"fmt"
	"html"
	"unicode/utf8"
)

// entities are the character references of HTML and XML, named and numbered.
var entities = Codec{
	Name:     "html",
	TextOnly: true,
	Decode: func(in []byte, limit int) ([]byte, bool) {
		i := bytes.IndexByte(in, '&')
		if i < 0 || bytes.IndexByte(in[i:], ';') < 0 {
			return nil, false
		}
		in = in[:min(len(in), 10*limit)]
		out := html.UnescapeString(string(in))
		return clip([]byte(out), limit), out != string(in)
	},
	Encode: func(in []byte) []byte {
		var out []byte
		for _, r := range string(in) {
			if r >= 0x80 && r < 0xa0 {
				out = utf8.AppendRune(out, r) // a number in this range is read as Windows-1252
				continue
			}
			out = fmt.Appendf(out, "&#%d;", r)
		}
		return out
	},
	May: func(l *Look) bool { return l.Has('&') && l.Has(';') },
}

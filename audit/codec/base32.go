package codec

import (
	"bytes"
	"encoding/base32"
)

// The alphabets of base32, in either case: RFC 4648 sections 6 and 7, and
// Crockford's (https://www.crockford.com/base32.html).
var (
	base32Standard  = base32Of("base32", upperCase+"234567")
	base32Hex       = base32Of("base32hex", digits+"ABCDEFGHIJKLMNOPQRSTUV")
	base32Crockford = base32Of("crockford", digits+"ABCDEFGHJKMNPQRSTVWXYZ")
)

func base32Of(name, alphabet string) Codec {
	enc := base32.NewEncoding(alphabet).WithPadding(base32.NoPadding)
	set := setOf(alphabet + string(bytes.ToLower([]byte(alphabet))))
	return Codec{
		Name: name,
		Decode: func(in []byte, limit int) ([]byte, bool) {
			in = bytes.TrimRight(bytes.TrimSpace(in), "=")
			switch len(in) % 8 {
			case 1, 3, 6:
				return nil, false
			}
			if len(in) < 8 || isHexToken(in) || !oneCase(in, set) {
				return nil, false
			}
			in = bytes.ToUpper(in[:min(len(in), (limit+4)/5*8)])
			out := make([]byte, enc.DecodedLen(len(in)))
			n, err := enc.Decode(out, in)
			return clip(out[:n], limit), err == nil && n > 0
		},
		Encode: func(in []byte) []byte { return enc.AppendEncode(nil, in) },
		Spans:  func(in []byte) [][2]int { return runs(in, set, shortestToken) },
		May:    func(l *Look) bool { return l.Run >= shortestToken },
	}
}

// oneCase reports whether in holds characters of the set only, and letters of
// one case only.
func oneCase(in []byte, set *[256]bool) bool {
	var upper, lower bool
	for _, c := range in {
		if !set[c] {
			return false
		}
		upper = upper || c >= 'A' && c <= 'Z'
		lower = lower || c >= 'a'
	}
	return upper != lower
}

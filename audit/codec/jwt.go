package codec

import (
	"bytes"
	"encoding/base64"
)

// jwt is the payload of a JSON Web Token (RFC 7519), signed or not.
var jwt = Codec{
	Name: "jwt",
	Decode: func(in []byte, limit int) ([]byte, bool) {
		parts := bytes.SplitN(in, []byte("."), 4)
		if len(parts) != 3 || !bytes.HasPrefix(parts[0], []byte("ey")) {
			return nil, false
		}
		if head, ok := unbase64(base64.RawURLEncoding, parts[0], limit); !ok || head[0] != '{' {
			return nil, false
		}
		return unbase64(base64.RawURLEncoding, parts[1], limit)
	},
	Encode: func(in []byte) []byte {
		out := base64.RawURLEncoding.AppendEncode(nil, []byte(`{"alg":"none"}`))
		out = base64.RawURLEncoding.AppendEncode(append(out, '.'), in)
		return append(out, '.')
	},
	Spans: func(in []byte) [][2]int {
		var list [][2]int
		for _, r := range runs(in, jwtSet, 24) {
			if bytes.HasPrefix(in[r[0]:r[1]], []byte("ey")) {
				list = append(list, r)
			}
		}
		return list
	},
	May: func(l *Look) bool { return l.Has('.') && l.Has('e') && l.Has('y') && l.Len >= 24 },
}

var jwtSet = setOf(alphanumeric + "-_.")

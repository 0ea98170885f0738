package codec

import (
	"bytes"
	"encoding/base64"
)

// dataURL is the content of a data: address (RFC 2397).
var dataURL = Codec{
	Name: "data-url",
	Decode: func(in []byte, limit int) ([]byte, bool) {
		rest, ok := bytes.CutPrefix(bytes.TrimSpace(in), []byte("data:"))
		if !ok {
			return nil, false
		}
		kind, content, ok := bytes.Cut(rest[:min(len(rest), 3*limit+256)], []byte(","))
		if !ok || len(kind) > 200 || len(content) == 0 {
			return nil, false
		}
		if bytes.HasSuffix(kind, []byte(";base64")) {
			content = Unescape(content, false)
			if bytes.IndexByte(content, '-') >= 0 || bytes.IndexByte(content, '_') >= 0 {
				return unbase64(base64.RawURLEncoding, content, limit)
			}
			return unbase64(base64.RawStdEncoding, content, limit)
		}
		return clip(unescape(content, false), limit), true
	},
	Encode: func(in []byte) []byte {
		return base64.StdEncoding.AppendEncode([]byte("data:application/octet-stream;base64,"), in)
	},
	May: func(l *Look) bool { return l.Has(':') && l.Has(',') && l.Text },
}

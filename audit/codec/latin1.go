package codec

import "unicode/utf8"

// Latin1 turns a text whose characters stand for bytes into those bytes: scripts
// put compressed bytes into a JSON string that way, as rrweb's packer does
// (https://www.npmjs.com/package/@rrweb/packer, read 2026-11-21). It is no codec
// of the registry, because it hides nothing by itself: only what the bytes are
// then is worth a look. It is false for plain ASCII and for text of other
// characters.
func Latin1(in []byte) ([]byte, bool) {
	first := 0
	for first < len(in) && in[first] < utf8.RuneSelf {
		first++
	}
	if first == len(in) {
		return nil, false
	}
	out := append(make([]byte, 0, len(in)), in[:first]...)
	for i := first; i < len(in); {
		r, n := utf8.DecodeRune(in[i:])
		if r > 0xff || r == utf8.RuneError && n == 1 {
			return nil, false
		}
		out = append(out, byte(r))
		i += n
	}
	return out, true
}

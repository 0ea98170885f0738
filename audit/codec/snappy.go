package codec

import (
	"encoding/binary"

	"github.com/klauspost/compress/snappy"
)

// snappied is one block of snappy
// (https://github.com/google/snappy/blob/main/format_description.txt). Nothing
// marks it but the length that it begins with. Read here and not by the library,
// which gives nothing of a block that was cut.
var snappied = Codec{
	Name: "snappy",
	Decode: func(in []byte, limit int) ([]byte, bool) {
		const most = 64 // bytes out for a byte in: a copy of two bytes gives no more
		n, head := binary.Uvarint(in)
		if head <= 0 || n < 6 || n > uint64(most*len(in)) || head >= len(in) || in[head]&3 != 0 {
			return nil, false
		}
		out, ok := unsnap(in[head:], min(int(n), limit))
		return out, ok || !isText(in) && len(out) >= 16 && isReadable(out[:min(len(out), 256)])
	},
	Encode: func(in []byte) []byte { return snappy.Encode(nil, in) },
	May:    func(l *Look) bool { return l.Len >= 8 },
}

// unsnap reads literals and copies until there are want bytes; ok is false when
// they did not come.
func unsnap(in []byte, want int) (out []byte, ok bool) {
	for len(out) < want {
		if len(in) == 0 {
			return out, false
		}
		tag, n, size, back := in[0], 0, 1, 0
		switch tag & 3 {
		case 0:
			n = int(tag >> 2)
			if extra := n - 59; extra > 0 {
				if len(in) < 1+extra {
					return out, false
				}
				n = 0
				for i := extra; i > 0; i-- {
					n = n<<8 | int(in[i])
				}
				size += extra
			}
			n = min(n+1, want-len(out))
			if len(in)-size < n {
				return append(out, in[size:]...), false
			}
			out, in = append(out, in[size:size+n]...), in[size+n:]
			continue
		case 1:
			n, size = int(tag>>2&7)+4, 2
		case 2:
			n, size = int(tag>>2)+1, 3
		case 3:
			n, size = int(tag>>2)+1, 5
		}
		if len(in) < size {
			return out, false
		}
		for i := size - 1; i > 0; i-- {
			back = back<<8 | int(in[i])
		}
		if size == 2 {
			back |= int(tag>>5) << 8
		}
		if back == 0 || back > len(out) {
			return out, false
		}
		for range min(n, want-len(out)) {
			out = append(out, out[len(out)-back])
		}
		in = in[size:]
	}
	return out, true
}

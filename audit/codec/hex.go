package codec

import "encoding/hex"

var (
	hexDigit = setOf("0123456789abcdefABCDEF")
	hexToken = setOf("0123456789abcdefABCDEF-")
)

// hexadecimal is two digits a byte, in any case.
var hexadecimal = Codec{
	Name: "hex",
	Decode: func(in []byte, limit int) ([]byte, bool) {
		if len(in) > 2 && in[0] == '0' && (in[1] == 'x' || in[1] == 'X') {
			in = in[2:]
		}
		if len(in) < 8 || len(in)%2 != 0 {
			return nil, false
		}
		in = in[:min(len(in), 2*limit)]
		if !allOf(in, hexDigit) {
			return nil, false
		}
		out := make([]byte, len(in)/2)
		_, err := hex.Decode(out, in)
		return out, err == nil
	},
	Encode: func(in []byte) []byte { return hex.AppendEncode(nil, in) },
	Spans:  func(in []byte) [][2]int { return evenRuns(runs(in, hexDigit, shortestToken)) },
	May:    func(l *Look) bool { return l.Run >= 8 },
}

// evenRuns cuts runs of an odd length, whose last digit belongs to something else.
func evenRuns(list [][2]int) [][2]int {
	for i, r := range list {
		list[i][1] -= (r[1] - r[0]) % 2
	}
	return list
}

func nibble(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	}
	return c - 'A' + 10
}

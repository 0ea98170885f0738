package codec

import (
	"bytes"
	"encoding/base64"
)

// base64Standard is base64 in its standard alphabet, padded or not, with line
// breaks, or with the spaces that a form made of its pluses.
var base64Standard = Codec{
	Name:   "base64",
	Decode: func(in []byte, limit int) ([]byte, bool) { return unbase64(base64.RawStdEncoding, in, limit) },
	Encode: func(in []byte) []byte { return base64.StdEncoding.AppendEncode(nil, in) },
	Spans:  func(in []byte) [][2]int { return runs(in, base64StdSet, shortestToken) },
	May:    base64Like,
}

// base64URL is base64 in its alphabet for URLs, padded or not.
var base64URL = Codec{
	Name: "base64url",
	Decode: func(in []byte, limit int) ([]byte, bool) {
		return unbase64(base64.RawURLEncoding, in, limit)
	},
	Encode: func(in []byte) []byte { return base64.RawURLEncoding.AppendEncode(nil, in) },
	Spans:  func(in []byte) [][2]int { return runs(in, base64URLSet, shortestToken) },
	May:    base64Like,
}

var (
	base64StdSet = setOf(alphanumeric + "+/")
	base64URLSet = setOf(alphanumeric + "-_")
)

// base64Like is for tokens of six bits a character, short ones too.
func base64Like(l *Look) bool { return l.Run >= 8 }

func unbase64(enc *base64.Encoding, in []byte, limit int) ([]byte, bool) {
	in = bytes.TrimSpace(in)
	if enc == base64.RawStdEncoding && len(in)%4 == 0 {
		// Words are no base64: a plus is one character in 64.
		if n := bytes.Count(in, []byte(" ")); n > 0 && n <= 1+len(in)/20 {
			in = bytes.ReplaceAll(in, []byte(" "), []byte("+"))
		}
	}
	in = bytes.TrimRight(in, "=")
	if len(in) < 6 || isHexToken(in) || !manyCases(in) {
		return nil, false
	}
	if len(in)%4 == 1 && bytes.IndexByte(in, '\n') < 0 {
		in = in[:len(in)-1] // cut within a character
	}
	if most := (limit + 2) / 3 * 4; len(in) > most {
		in = in[:most]
	}
	set := base64StdSet
	if enc == base64.RawURLEncoding {
		set = base64URLSet
	}
	if !allOf(in[:min(len(in), 64)], set) && bytes.IndexByte(in, '\n') < 0 {
		return nil, false // told without the cost of an error
	}
	out := make([]byte, enc.DecodedLen(len(in)))
	n, err := enc.Decode(out, in)
	if err != nil {
		return nil, false
	}
	return clip(out[:n], limit), n > 0
}

// manyCases reports whether in may be base64: a longer token of one case is not,
// but where it is of zeros and capitals, two bytes a character.
func manyCases(in []byte) bool {
	const long, zeros = 32, 6
	if len(in) < long {
		return true
	}
	in = in[:min(len(in), 256)]
	var upper, lower bool
	for _, c := range in {
		upper = upper || c >= 'A' && c <= 'Z'
		lower = lower || c >= 'a' && c <= 'z'
	}
	return upper && (lower || bytes.Count(in, []byte("A"))*zeros >= len(in))
}

package codec

import "slices"

const base58Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// maxBase58 bounds what is decoded as base58, whose cost grows with the square
// of the length: nobody sends more in it.
const maxBase58 = 4096

// leastBase58 is the length of eight bytes in base58.
const leastBase58 = 11

// base58Bitcoin is base58 in the alphabet that Bitcoin made usual
// (https://datatracker.ietf.org/doc/html/draft-msporny-base58-03).
var base58Bitcoin = Codec{
	Name: "base58",
	Most: maxBase58 / 2,
	Decode: func(in []byte, limit int) ([]byte, bool) {
		if len(in) < leastBase58 || len(in) > maxBase58 || isHexToken(in) || !all58(in) {
			return nil, false
		}
		out := unbase58(in)
		return clip(out, limit), len(out) > 0
	},
	Encode: func(in []byte) []byte {
		zeros := 0
		for zeros < len(in) && in[zeros] == 0 {
			zeros++
		}
		var out []byte
		rest := slices.Clone(in)
		for len(rest) > 0 {
			carry, next := 0, rest[:0]
			for _, b := range rest {
				carry = carry<<8 | int(b)
				if q := carry / 58; q > 0 || len(next) > 0 {
					next = append(next, byte(q))
				}
				carry %= 58
			}
			out, rest = append(out, base58Alphabet[carry]), next
		}
		for len(out) > 0 && out[len(out)-1] == '1' {
			out = out[:len(out)-1]
		}
		for range zeros {
			out = append(out, '1')
		}
		slices.Reverse(out)
		return out
	},
	Spans: func(in []byte) [][2]int { return runs(in, base58Set, shortestToken) },
	May:   func(l *Look) bool { return l.Run >= leastBase58 },
}

var (
	base58Set   = setOf(base58Alphabet)
	base58Digit = func() (t [256]byte) {
		for i := range len(base58Alphabet) {
			t[base58Alphabet[i]] = byte(i)
		}
		return t
	}()
)

// all58 wants letters of both cases or digits among them: a word is no base58.
func all58(in []byte) bool {
	var upper, lower bool
	for _, c := range in {
		if !base58Set[c] {
			return false
		}
		upper = upper || c >= 'A' && c <= 'Z'
		lower = lower || c >= 'a'
	}
	return upper && lower || (upper || lower) && len(in) < 16
}

// unbase58 works on limbs of 32 bits, least first, five digits at a time.
func unbase58(in []byte) []byte {
	zeros := 0
	for zeros < len(in) && in[zeros] == '1' {
		zeros++
	}
	limbs := make([]uint32, 0, len(in)*6/32+1)
	for at := zeros; at < len(in); {
		carry, factor := uint64(0), uint64(1)
		for n := 0; n < 5 && at < len(in); n++ {
			carry, factor = carry*58+uint64(base58Digit[in[at]]), factor*58
			at++
		}
		for i, l := range limbs {
			carry += uint64(l) * factor
			limbs[i], carry = uint32(carry), carry>>32
		}
		if carry > 0 {
			limbs = append(limbs, uint32(carry))
		}
	}
	out := make([]byte, zeros, zeros+4*len(limbs))
	for i := len(limbs) - 1; i >= 0; i-- {
		for shift := 24; shift >= 0; shift -= 8 {
			if b := byte(limbs[i] >> shift); b > 0 || len(out) > zeros {
				out = append(out, b)
			}
		}
	}
	return out
}

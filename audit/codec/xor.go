package codec

import "slices"

// xorKey is the key that Encode takes; Decode finds any.
const xorKey = 0xa7

// xored is every byte exchanged by one and the same key. Among the keys that make
// text of them, those come first that make the most of the bytes letters, digits
// and what stands between them. A text that is still text under its key is not
// told from any other.
var xored = Codec{
	Name:     "xor",
	TextOnly: true,
	Decode: func(in []byte, limit int) ([]byte, bool) {
		keys := keysOf(in)
		if len(keys) == 0 {
			return nil, false
		}
		return underKey(in[:min(len(in), limit)], keys[0]), true
	},
	Readings: func(in []byte, limit int) (list [][]byte) {
		for _, key := range keysOf(in) {
			list = append(list, underKey(in[:min(len(in), limit)], key))
		}
		return list
	},
	Encode: func(in []byte) []byte { return underKey(in, xorKey) },
	May:    func(l *Look) bool { return !l.Text && l.Len >= leastXOR },
}

// leastXOR is the length from which a key is guessed: shorter bytes are text
// under too many.
const leastXOR = 16

func underKey(in []byte, key byte) []byte {
	out := make([]byte, len(in))
	for i, c := range in {
		out[i] = c ^ key
	}
	return out
}

// keysOf lists the keys under which the start of in reads as text, best first.
func keysOf(in []byte) []byte {
	const most = 64
	in = in[:min(len(in), textWindow)]
	high := 0
	for _, c := range in {
		high += int(c >> 7)
	}
	// Most of what is sent is ASCII, so most bytes share their highest bit.
	keys := byteSet{^uint64(1), ^uint64(0)}
	switch {
	case high*4 >= len(in)*3:
		keys = byteSet{2: ^uint64(0), 3: ^uint64(0)}
	case high*4 > len(in):
		return nil
	}
	for _, c := range in {
		k := &textKeys[c]
		for i := range keys {
			keys[i] &= k[i]
		}
		if keys == (byteSet{}) {
			return nil
		}
	}
	type scored struct {
		key   byte
		score int
	}
	var list []scored
	for k := range 256 {
		if keys[k>>6]>>(k&63)&1 == 0 {
			continue
		}
		score := 0
		for _, c := range in {
			score += xorWeight[c^byte(k)]
		}
		if score > 2*len(in) {
			list = append(list, scored{byte(k), score})
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return b.score - a.score })
	var best []byte
	for _, s := range list[:min(len(list), most)] {
		best = append(best, s.key)
	}
	return best
}

// textKeys are by byte the keys under which it is a character of text.
var textKeys = func() (t [256]byteSet) {
	for c := range 256 {
		for k := range 256 {
			if xorWeight[c^k] > 0 {
				t[c][k>>6] |= 1 << (k & 63)
			}
		}
	}
	return t
}()

// xorWeight says how usual a byte is in what is sent; 0 for what is not in text.
var xorWeight = func() (w [256]int) {
	for c := 0x20; c < 256; c++ {
		w[c] = 1
	}
	w[0x7f] = 0
	for _, group := range []struct {
		chars  string
		weight int
	}{
		{"\t\n\r", 1}, {upperCase, 3}, {digits + "@.\"-_:,{}[]/=&%+#;\\", 4}, {lowerCase, 5}, {"etaoinsrl ", 7},
	} {
		for _, c := range group.chars {
			w[c] = group.weight
		}
	}
	return w
}()

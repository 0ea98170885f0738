package codec

// xorKey is the key that Encode takes; Decode finds any.
const xorKey = 0xa7

// xored is every byte exchanged by one and the same key. The key is the one that
// makes the most of the bytes letters, digits and what stands between them; when
// several make text of them, it is a guess.
var xored = Codec{
	Name:     "xor",
	TextOnly: true,
	Decode: func(in []byte, limit int) ([]byte, bool) {
		key, ok := keyOf(in[:min(len(in), textWindow)])
		if !ok {
			return nil, false
		}
		out := make([]byte, min(len(in), limit))
		for i := range out {
			out[i] = in[i] ^ key
		}
		return out, true
	},
	Encode: func(in []byte) []byte {
		out := make([]byte, len(in))
		for i, c := range in {
			out[i] = c ^ xorKey
		}
		return out
	},
	May: func(l *Look) bool { return !l.Text && l.Len >= 8 },
}

// keyOf finds the key under which in reads best.
func keyOf(in []byte) (key byte, ok bool) {
	high := 0
	for _, c := range in {
		high += int(c >> 7)
	}
	// Most of what is sent is ASCII, so most bytes share their highest bit.
	first := 0
	switch {
	case high*4 >= len(in)*3:
		first = 0x80
	case high*4 > len(in):
		return 0, false
	}
	best := 0
	for k := first; k < first+0x80; k++ {
		score := 0
		for _, c := range in {
			w := xorWeight[c^byte(k)]
			if w == 0 {
				score = -1
				break
			}
			score += w
		}
		if score > best {
			key, best = byte(k), score
		}
	}
	return key, key != 0 && best > 3*len(in)
}

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
		{"\t\n\r", 1}, {upperCase, 3}, {digits + "@.\"-_:,{}[]/=&%+", 4}, {lowerCase, 5}, {"etaoinsrl ", 7},
	} {
		for _, c := range group.chars {
			w[c] = group.weight
		}
	}
	return w
}()

package codec

import "unicode/utf8"

// Look is what one pass over some bytes tells of them, so that most codecs need
// not be tried.
type Look struct {
	Len int
	// Text is true when the bytes begin as text in UTF-8.
	Text bool
	// Run is the longest run of characters that a token is made of.
	Run int
	has [4]uint64
}

// textWindow is how many bytes have to read as text.
const textWindow = 512

// LookAt looks at in.
func LookAt(in []byte) Look {
	l := Look{Len: len(in)}
	run := 0
	for _, c := range in {
		l.has[c>>6] |= 1 << (c & 63)
		if tokenSet[c] {
			if run++; run > l.Run {
				l.Run = run
			}
		} else {
			run = 0
		}
	}
	l.Text = IsText(in)
	return l
}

// Has reports whether the byte is among them.
func (l *Look) Has(c byte) bool { return l.has[c>>6]>>(c&63)&1 != 0 }

// only reports whether all bytes are of the set.
func (l *Look) only(set *byteSet) bool {
	return l.has[0]&^set[0]|l.has[1]&^set[1]|l.has[2]&^set[2]|l.has[3]&^set[3] == 0
}

// any reports whether a byte of the set is among them.
func (l *Look) any(set *byteSet) bool {
	return l.has[0]&set[0]|l.has[1]&set[1]|l.has[2]&set[2]|l.has[3]&set[3] != 0
}

// byteSet is a set of bytes, one bit each.
type byteSet [4]uint64

func bitsOf(chars string) *byteSet {
	var b byteSet
	for i := range len(chars) {
		b[chars[i]>>6] |= 1 << (chars[i] & 63)
	}
	return &b
}

var (
	hexBits  = bitsOf("0123456789abcdefABCDEF-")
	wideBits = &byteSet{2: ^uint64(0), 3: ^uint64(0)}
)

// IsText reports whether the start of in reads as text in UTF-8: no control
// characters but tab and line breaks.
func IsText(in []byte) bool {
	head := in[:min(len(in), textWindow)]
	for i := 0; i < len(head); {
		c := head[i]
		if c < utf8.RuneSelf {
			if !textSet[c] {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(head[i:])
		if r == utf8.RuneError && n == 1 {
			// The last character may have been cut by the window.
			return len(head)-i < utf8.UTFMax && len(in) > textWindow
		}
		i += n
	}
	return true
}

var (
	tokenSet = setOf(alphanumeric + "+/-_$=")
	textSet  = func() *[256]bool {
		s := setOf("\t\n\r")
		for c := 0x20; c < utf8.RuneSelf; c++ {
			s[c] = true
		}
		return s
	}()
)

func unprinted(l *Look) bool { return !l.Text && l.Len >= 4 }

// shortestToken is the length of the shortest run that is tried by itself.
const shortestToken = 12

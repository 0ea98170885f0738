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
	has [256]bool
}

// textWindow is how many bytes have to read as text.
const textWindow = 512

// LookAt looks at in.
func LookAt(in []byte) Look {
	l := Look{Len: len(in)}
	run := 0
	for _, c := range in {
		l.has[c] = true
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
func (l *Look) Has(c byte) bool { return l.has[c] }

// hasLetter reports whether an ASCII letter is among them.
func (l *Look) hasLetter() bool {
	for c := byte('a'); c <= 'z'; c++ {
		if l.has[c] || l.has[c-'a'+'A'] {
			return true
		}
	}
	return false
}

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

func token(l *Look) bool     { return l.Run >= shortestToken }
func unprinted(l *Look) bool { return !l.Text && l.Len >= 4 }

// shortestToken is the length of the shortest run that is tried by itself.
const shortestToken = 12

package detect

import (
	"bytes"
	"strings"

	"github.com/quietroom/quietroom/audit/codec"
)

// This file guesses where letters were exchanged: rot13 and its like fit any text.

// hides reports whether a text whose letters were exchanged by a codec has
// anything in it, by itself or when they are exchanged again: only then is the
// guess worth more than this look.
func (s *search) hides(text []byte, by *codec.Codec, again int) bool {
	s.lower = appendLower(s.lower[:0], text)
	if !s.needles.clear(s.lower) {
		return true
	}
	look := codec.LookAt(text)
	found := false
	if look.Run >= leastBase64 {
		s.digests.find(text, true, func(seenDigest) { found = true })
	}
	list := codec.All()
	for i := 0; i < len(list) && !found; i++ {
		c := &list[i]
		switch {
		case c.May != nil && !c.May(&look):
		case c.Shift:
			if again > 0 && (c != by || !shiftTwice[c.Name]) {
				out, ok := c.Decode(text, len(text))
				found = ok && s.hides(out, c, again-1)
			}
		case s.opens(c, text):
			found = true
		case c.Spans != nil:
			for _, span := range c.Spans(text) {
				found = found || s.opens(c, text[span[0]:span[1]])
			}
		}
	}
	return found
}

// maxShifts is how often letters are exchanged in one chain.
const maxShifts = 2

func shifts(chain []string) int {
	n := 0
	for _, name := range chain {
		if _, ok := shiftTwice[name]; ok {
			n++
		}
	}
	return n
}

// shiftTwice has the codecs that exchange letters, and whether doing it twice is
// doing nothing.
var shiftTwice = func() map[string]bool {
	m := map[string]bool{}
	for _, c := range codec.All() {
		if c.Shift {
			m[c.Name] = string(c.Encode(c.Encode([]byte("twice")))) == "twice"
		}
	}
	return m
}()

// wordless reports whether a text is none of words: with their letters exchanged,
// words would still be words, which are found as they are. It has digits, letters
// of both cases, many signs, or a run that is too long for a word or has not the
// letters of one; or spaces, but not the letters that words have.
func wordless(text []byte) bool {
	if len(text) < least {
		return false
	}
	var upper, lower, digit, space, sign, common, run, longest int
	for _, c := range text {
		if run++; !(c|0x20 >= 'a' && c|0x20 <= 'z') && c != '_' && c != '`' { // 0 and 1, by 47 places
			run = 0
		}
		longest = max(longest, run)
		switch {
		case c >= '0' && c <= '9':
			digit++
		case c >= 'a' && c <= 'z':
			lower++
		case c >= 'A' && c <= 'Z':
			upper++
		case c == ' ':
			space++
		case signs[c], c >= 0x80, c < ' ':
			sign++
		}
		if commonLetters[c] {
			common++
		}
	}
	unlike := common*20 < (upper+lower)*12 || upper+lower == 0 // three of four letters of words are common ones
	if space > len(text)/16 {
		return len(text) <= maxWords && unlike
	}
	return digit > 0 && upper+lower+sign > 0 || upper > 0 && lower > 0 || sign*8 >= len(text) ||
		longest >= leastBase64 && unlike || longest >= longestWord
}

// longestWord is how many letters without a break are more than a word.
const longestWord = 24

// isNumber reports whether a text is one of digits and what stands between them:
// what letters were exchanged to is hardly so, unless they were digits too.
func isNumber(text []byte) bool {
	digits := 0
	for _, c := range text {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case strings.IndexByte(" +-./:()", c) < 0:
			return false
		}
	}
	return digits >= least
}

// plainPairs reports whether pairs are meant as such: a text whose letters were
// exchanged may hold an = or two by chance, but hardly names of small letters
// before each of them.
func plainPairs(text []byte) bool {
	n := 0
	for len(text) > 0 {
		var pair []byte
		pair, text, _ = bytes.Cut(text, []byte("&"))
		name, _, ok := bytes.Cut(pair, []byte("="))
		if !ok || len(name) == 0 || bytes.ContainsFunc(name, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 0x80 }) {
			return false
		}
		n++
	}
	return n > 1
}

// maxWords is the longest text with spaces that is read with its letters exchanged.
const maxWords = 512

var signs, commonLetters = func() (s, c [256]bool) {
	for _, b := range []byte("!\"#$%&'()*+,;<=>?@[\\]^`{|}~") {
		s[b] = true
	}
	for _, b := range []byte("etaoinsrhlETAOINSRHL") {
		c[b] = true
	}
	return s, c
}()

package rules

import (
	"math/bits"
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// byteSet is a set of bytes, one bit each.
type byteSet [4]uint64

func (s *byteSet) add(c byte) { s[c>>6] |= 1 << (c & 63) }

func (s *byteSet) meets(t *byteSet) bool {
	return s[0]&t[0]|s[1]&t[1]|s[2]&t[2]|s[3]&t[3] != 0
}

func (s *byteSet) size() (n int) {
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

func (s *byteSet) join(t *byteSet) {
	for i := range s {
		s[i] |= t[i]
	}
}

// bytesOf gives the bytes that are in a value.
func bytesOf(value string) (s byteSet) {
	for i := range len(value) {
		s.add(value[i])
	}
	return s
}

// gate is what a value must have for a pattern to match in it: a byte of each
// set. Most values fail it, which costs less than to run the pattern.
type gate []byteSet

func (g gate) lets(value *byteSet) bool {
	for i := range g {
		if !g[i].meets(value) {
			return false
		}
	}
	return true
}

// gateOf reads a pattern's gate from its syntax; nil when it has none.
func gateOf(pattern string) gate {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	g := needsOf(re.Simplify())
	// The smallest sets turn the most values away.
	const most = 4
	slices.SortStableFunc(g, func(a, b byteSet) int { return a.size() - b.size() })
	g = slices.Compact(g)
	return g[:min(len(g), most)]
}

// needsOf lists the sets of which every match of re has a byte.
func needsOf(re *syntax.Regexp) gate {
	const most = 8 // the alternatives of a long list of words need not be told apart
	var g gate
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune[:min(len(re.Rune), most)] {
			g = append(g, setOf([]rune{r, r}, re.Flags&syntax.FoldCase != 0))
		}
	case syntax.OpCharClass:
		g = append(g, setOf(re.Rune, false))
	case syntax.OpCapture, syntax.OpPlus:
		g = needsOf(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			g = needsOf(re.Sub[0])
		}
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			g = append(g, needsOf(sub)...)
		}
	case syntax.OpAlternate:
		g = needsOf(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			g = either(g, needsOf(sub))
		}
	}
	return g
}

// either lists the sets of which a match of one of two patterns has a byte.
func either(a, b gate) gate {
	const most = 64
	var out gate
	for i := range a {
		for j := range b {
			if len(out) == most {
				return out
			}
			s := a[i]
			s.join(&b[j])
			out = append(out, s)
		}
	}
	return out
}

// setOf makes a set of ranges of characters; those that take more than a byte
// stand for every byte of such.
func setOf(ranges []rune, fold bool) (s byteSet) {
	for i := 0; i+1 < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1] && r < utf8.RuneSelf; r++ {
			s.add(byte(r))
			if low := r | 0x20; fold && low >= 'a' && low <= 'z' {
				s.add(byte(low))
				s.add(byte(low) - 0x20)
			}
		}
		if ranges[i+1] >= utf8.RuneSelf || fold {
			s[2], s[3] = ^uint64(0), ^uint64(0) // also what folds to ASCII, as the Kelvin sign does
		}
	}
	return s
}

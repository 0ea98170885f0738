package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxText bounds, in runes, how much of one string that a page controls is printed.
const maxText = 300

// maxMarks bounds how many combining marks may stand on one letter.
const maxMarks = 4

// clean neutralises a string that a page controls: white space of any kind
// becomes one space; control characters (with them every terminal escape),
// direction overrides, invisible tags and surplus combining marks are dropped;
// bytes that are no UTF-8 become U+FFFD. What is left is safe on a terminal; a
// format that has mark-up of its own escapes it as well.
func clean(s string) string {
	// A string a hundred times longer than what will be shown is cut first.
	if len(s) > 100*maxText {
		s = s[:100*maxText]
	}
	var b strings.Builder
	b.Grow(len(s))
	space, marks := false, 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			space = b.Len() > 0
			continue
		case unicode.IsControl(r), invisible(r):
			continue
		case unicode.Is(unicode.M, r):
			if marks++; marks > maxMarks {
				continue
			}
		default:
			marks = 0
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// invisible reports whether r changes how other text reads and shows nothing
// itself. The joiners U+200C and U+200D stay: scripts and emoji need them.
func invisible(r rune) bool {
	switch {
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069: // direction overrides, isolates
		return true
	case r == 0x200E, r == 0x200F, r == 0x061C: // direction marks
		return true
	case r == 0x200B, r == 0x2060, r == 0xFEFF, r == 0x00AD, r == 0x180E: // zero width
		return true
	case r >= 0xE0000 && r <= 0xE0FFF, r >= 0xFFF9 && r <= 0xFFFB: // tags, interlinear notes
		return true
	}
	return false
}

// clip cuts s to n runes, the last of them an ellipsis when something was cut.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	runes := 0
	for i := range s {
		if runes == n-1 && utf8.RuneCountInString(s[i:]) > 1 {
			return s[:i] + "…"
		}
		runes++
	}
	return s
}

// shown neutralises and cuts a string that a page controls.
func shown(s string) string { return clip(clean(s), maxText) }

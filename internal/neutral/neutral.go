// Package neutral takes the sting out of a text that a page controls, so that it
// can stand on one line of a log, a message or a terminal.
//
// It is no escaping: a format that has mark-up of its own (HTML, CSV, Markdown)
// escapes what comes out of here as well.
package neutral

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line gives s on one line of at most n runes: white space of any kind is one
// blank; control characters (with them every terminal escape), characters that
// show nothing or turn the direction of others, and bytes that are no UTF-8 are
// dropped.
func Line(s string, n int) string {
	const most = 32 // a text that much longer than what will be left is cut first
	if limit := most * utf8.UTFMax * max(n, 1); len(s) > limit {
		s = s[:limit]
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return cut(strings.Join(strings.Fields(s), " "), n)
}

// cut gives the first n runes of s.
func cut(s string, n int) string {
	runes := 0
	for at := range s {
		if runes == n {
			return s[:at]
		}
		runes++
	}
	return s
}

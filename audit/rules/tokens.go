package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxToken is longer than any word of the vocabulary; a longer token is noise.
const maxToken = 48

// token is a word of a text: a run of letters or of digits, cut at camel case.
type token struct {
	// norm is the word after NFKC and in lower case, "" for one that is too long.
	norm string
	// start and end are byte offsets into the text.
	start, end int
	// head and tail tell whether it begins and ends a run of letters and digits.
	head, tail bool
}

// class of a rune, for cutting.
const (
	other = iota
	lower
	upper
	digit
)

func classOf(r rune) int {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case r >= 'a' && r <= 'z':
			return lower
		case r >= 'A' && r <= 'Z':
			return upper
		case r >= '0' && r <= '9':
			return digit
		}
		return other
	case unicode.IsDigit(r):
		return digit
	case unicode.IsUpper(r):
		return upper
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return lower
	}
	return other
}

// eachToken calls visit for every word of text, in order. It allocates only for
// words that are not lower-case ASCII already.
func eachToken(text string, visit func(token)) {
	start, prev, head, pure := -1, other, false, true
	cut := func(end int, tail bool) {
		if start < 0 {
			return
		}
		visit(token{norm: normal(text[start:end], pure), start: start, end: end, head: head, tail: tail})
		start, head, pure = -1, false, true
	}
	for i, r := range text {
		c := classOf(r)
		if c == other || r == utf8.RuneError {
			cut(i, true)
			prev = other
			continue
		}
		switch {
		case prev == other:
			head = true
		case c == digit && prev != digit, c != digit && prev == digit, c == upper && prev == lower:
			cut(i, false)
		case c == lower && prev == upper && start < i-utf8.RuneLen(lastRune(text[:i])):
			// "PHQScore": the last capital belongs to the next word.
			cut(i-utf8.RuneLen(lastRune(text[:i])), false)
			start, pure = i-utf8.RuneLen(lastRune(text[:i])), false
		}
		if start < 0 {
			start = i
		}
		pure = pure && (c == lower || c == digit) && r < utf8.RuneSelf
		prev = c
	}
	cut(len(text), true)
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func normal(word string, pure bool) string {
	if len(word) > maxToken {
		return ""
	}
	if !pure {
		word = strings.ToLower(norm.NFKC.String(word))
	}
	return stem(word)
}

// stem drops a plural s.
func stem(w string) string {
	n := len(w)
	if n < 5 || w[n-1] != 's' || strings.IndexByte("sui", w[n-2]) >= 0 {
		return w
	}
	return w[:n-1]
}

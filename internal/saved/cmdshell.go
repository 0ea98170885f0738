package saved

import (
	"fmt"
	"regexp"
	"strings"
)

// asCmd knows commands for the command prompt of Windows, as "copy as cURL (cmd)"
// gives them: a quote behind a caret, or a caret that ends a line.
var asCmd = regexp.MustCompile(`^(?:[^\n]*> *)?curl(?:\.exe)? [^\n]*\^(?:"|\r?\n)`)

// cmdShell splits text into the words of commands as cmd.exe and the programs that
// it starts do (https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments).
// It expands nothing.
type cmdShell struct {
	text string
	line int
	open bool // the text ended within quotes
}

func (s *cmdShell) problem() error {
	if s.open {
		return fmt.Errorf("the file ends within quotes: %w", ErrCut)
	}
	return nil
}

// command reads to the end of a line, or & or |. It is false at the end of the text.
func (s *cmdShell) command() (words []string, line int, ok bool) {
	for s.text != "" {
		line = s.line
		if words = s.split(s.unescaped()); len(words) > 0 {
			return words, line, true
		}
	}
	return nil, s.line, false
}

// unescaped takes one command off the text, its carets undone.
func (s *cmdShell) unescaped() string {
	var b strings.Builder
	quoted := false
	i := 0
	for i < len(s.text) {
		c := s.text[i]
		i++
		switch {
		case c == '^' && !quoted && i < len(s.text):
			if n := newline(s.text[i:]); n > 0 { // it goes on in the next line
				i += n
				s.line++
				if n := newline(s.text[i:]); n > 0 { // and that is empty: a line end is meant
					i += n
					s.line++
					b.WriteByte('\n')
				}
				continue
			}
			b.WriteByte(s.text[i])
			i++
			continue
		case c == '"':
			quoted = !quoted
		case c == '\n':
			s.line++
			if !quoted {
				s.text = s.text[i:]
				return b.String()
			}
		case (c == '&' || c == '|') && !quoted:
			s.text = s.text[i:]
			return b.String()
		}
		b.WriteByte(c)
	}
	s.text = ""
	return b.String()
}

func newline(s string) int {
	switch {
	case strings.HasPrefix(s, "\r\n"):
		return 2
	case strings.HasPrefix(s, "\n"):
		return 1
	}
	return 0
}

// split gives the words of a command line: within quotes "" is a quote, and a
// backslash stands before one. Browsers double every other backslash too, which
// programs would keep: it is undone, for what the browser sent is looked for.
func (s *cmdShell) split(text string) (words []string) {
	var word strings.Builder
	in, quoted := false, false
	flush := func() {
		if in && len(words) < maxWords {
			words = append(words, word.String())
		}
		word.Reset()
		in = false
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			n := 1
			for i+n < len(text) && text[i+n] == '\\' {
				n++
			}
			in = true
			if i+n < len(text) && text[i+n] == '"' {
				word.WriteString(strings.Repeat(`\`, n/2))
				if i += n - 1; n%2 == 1 {
					word.WriteByte('"')
					i++
				}
				continue
			}
			word.WriteString(strings.Repeat(`\`, (n+1)/2))
			i += n - 1
		case c == '"' && quoted && i+1 < len(text) && text[i+1] == '"':
			word.WriteByte('"')
			i++
		case c == '"':
			quoted, in = !quoted, true
		case strings.IndexByte(" \t\r\n", c) >= 0 && !quoted:
			flush()
		default:
			in = true
			word.WriteByte(c)
		}
	}
	s.open = s.open || quoted
	flush()
	return words
}

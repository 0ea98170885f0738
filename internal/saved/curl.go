package saved

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
)

// commands are split into words by a shell.
type commands interface {
	command() (words []string, line int, ok bool)
	problem() error
}

// readCurl reads curl commands as a browser's "copy as cURL" and people write
// them, one after the other.
func readCurl(data []byte, each func(Message) error) error {
	var w commands = &shell{text: string(data), line: 1}
	if asCmd.Match(data) {
		w = &cmdShell{text: string(data), line: 1}
	}
	for {
		words, at, ok := w.command()
		if !ok {
			return w.problem()
		}
		if len(words) > 0 && (words[0] == "$" || words[0] == "%" || words[0] == "#" || words[0] == ">") {
			words = words[1:]
		}
		if len(words) == 0 || words[0] != "curl" && words[0] != "curl.exe" {
			continue
		}
		for _, m := range curlMessages(words[1:]) {
			m.At = fmt.Sprintf("line %d", at)
			if err := each(m); err != nil {
				return err
			}
		}
	}
}

// curl is one command, as far as it says what is sent.
type curl struct {
	urls    []string
	method  string
	headers []audit.Header
	data    []string
	parts   []string
	get     bool
	missing bool
	// sep joins several --data.
	sep string
}

func curlMessages(words []string) []Message {
	c := &curl{sep: "&"}
	for i := 0; i < len(words); i++ {
		name, value, step := option(words, i)
		i += step
		c.take(name, value)
	}
	body := strings.Join(c.data, c.sep)
	method := c.method
	if c.get && body != "" {
		for i, u := range c.urls {
			join := "?"
			if strings.Contains(u, "?") {
				join = "&"
			}
			c.urls[i] = u + join + body
		}
		body = ""
	}
	if len(c.parts) > 0 {
		body = strings.Join(c.parts, "&")
	}
	if method == "" && body != "" {
		method = "POST"
	}
	var out []Message
	for _, u := range c.urls {
		if !strings.Contains(u, "://") {
			u = "http://" + u // as curl guesses
		}
		ex := exchange(method, u, audit.ChannelOther)
		ex.Headers, ex.BodyMissing = c.headers, c.missing
		out = append(out, Message{Exchange: ex, Body: []byte(body)})
	}
	return out
}

// valued are the short options that take a value (https://curl.se/docs/manpage.html).
const valued = "XHdbAeuFTowmxcCDEKPQrtUyYz"

// flags are the long options that take none, of those that stand in copied commands.
var flags = map[string]bool{
	"--compressed": true, "--insecure": true, "--location": true, "--get": true, "--head": true, "--silent": true, "--show-error": true,
	"--include": true, "--verbose": true, "--http1.1": true, "--http2": true, "--http3": true, "--globoff": true, "--fail": true, "--no-buffer": true,
	"--path-as-is": true,
}

// option reads the word at i, and its value from the words behind it.
func option(words []string, i int) (name, value string, step int) {
	w := words[i]
	next := func() (string, int) {
		if i+1 < len(words) {
			return words[i+1], 1
		}
		return "", 0
	}
	switch {
	case strings.HasPrefix(w, "--"):
		if flags[w] || strings.HasPrefix(w, "--no-") {
			return w, "", 0
		}
		value, step = next()
		return w, value, step
	case len(w) < 2 || w[0] != '-':
		return "", w, 0
	}
	for j := 1; j < len(w); j++ {
		if strings.IndexByte(valued, w[j]) < 0 {
			if w[j] == 'G' {
				name = "--get"
			}
			continue
		}
		if j+1 < len(w) {
			return w[:1] + w[j:j+1], w[j+1:], 0
		}
		value, step = next()
		return w[:1] + w[j:j+1], value, step
	}
	return name, "", 0
}

func (c *curl) take(name, value string) {
	switch name {
	case "", "--url":
		if value != "" {
			c.urls = append(c.urls, value)
		}
	case "-X", "--request":
		c.method = value
	case "-H", "--header":
		if n, v, ok := strings.Cut(value, ":"); ok {
			c.header(n, strings.TrimSpace(v))
		}
	case "-A", "--user-agent":
		c.header("User-Agent", value)
	case "-e", "--referer":
		c.header("Referer", value)
	case "-b", "--cookie":
		if strings.Contains(value, "=") {
			c.header("Cookie", value)
		}
	case "-G", "--get":
		c.get = true
	case "-d", "--data", "--data-ascii", "--data-binary":
		c.post(value, true)
	case "--data-raw":
		c.post(value, false)
	case "--json":
		c.sep = ""
		c.post(value, true)
	case "--data-urlencode":
		c.encoded(value)
	case "-F", "--form", "--form-string":
		if name != "--form-string" && (strings.Contains(value, "=@") || strings.Contains(value, "=<")) {
			c.missing = true // a file's content; its name was sent too
		}
		n, v, _ := strings.Cut(value, "=")
		c.parts = append(c.parts, url.QueryEscape(n)+"="+url.QueryEscape(v))
	case "-T", "--upload-file":
		c.missing = true
	}
}

func (c *curl) header(name, value string) {
	if len(c.headers) < maxHeaders {
		c.headers = append(c.headers, audit.Header{name, value})
	}
}

func (c *curl) post(value string, files bool) {
	if files && strings.HasPrefix(value, "@") {
		c.missing = true
		return
	}
	c.data = append(c.data, value)
}

func (c *curl) encoded(value string) {
	name, content, ok := strings.Cut(value, "=")
	switch {
	case !ok && strings.Contains(value, "@"):
		c.missing = true
	case !ok:
		c.data = append(c.data, url.QueryEscape(value))
	case name == "":
		c.data = append(c.data, url.QueryEscape(content))
	default:
		c.data = append(c.data, name+"="+url.QueryEscape(content))
	}
}

// shell splits text into the words of commands, as a POSIX shell does and with
// the $'…' of bash. It expands nothing.
type shell struct {
	text string
	pos  int
	line int
	open bool // the text ended within quotes
}

// maxWords bounds the words of one command.
const maxWords = 10_000

func (s *shell) problem() error {
	if s.open {
		return fmt.Errorf("the file ends within quotes: %w", ErrCut)
	}
	return nil
}

// command reads the words up to the end of a line, or ; & or |. It is false at the end of the text.
func (s *shell) command() (words []string, line int, ok bool) {
	var word strings.Builder
	in := false
	flush := func() {
		if in && len(words) < maxWords {
			words = append(words, word.String())
		}
		word.Reset()
		in = false
	}
	line = s.line
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		s.pos++
		switch {
		case c == '\n' || c == ';' || c == '&' || c == '|':
			flush()
			if c == '\n' {
				s.line++
			}
			if len(words) > 0 {
				return words, line, true
			}
			line = s.line
		case c == ' ' || c == '\t' || c == '\r':
			flush()
		case c == '\\':
			s.escaped(&word, &in)
		case c == '\'':
			in = true
			word.WriteString(s.until('\'', false))
		case c == '"':
			in = true
			word.WriteString(s.until('"', true))
		case c == '$' && s.pos < len(s.text) && s.text[s.pos] == '\'':
			s.pos++
			in = true
			word.WriteString(ansi(s.ansiUntil()))
		default:
			in = true
			word.WriteByte(c)
		}
	}
	flush()
	return words, line, len(words) > 0
}

// escaped takes what a backslash stands before; at the end of a line it joins.
func (s *shell) escaped(word *strings.Builder, in *bool) {
	if strings.HasPrefix(s.text[s.pos:], "\r\n") {
		s.pos++
	}
	if s.pos >= len(s.text) {
		return
	}
	c := s.text[s.pos]
	s.pos++
	if c == '\n' {
		s.line++
		return
	}
	*in = true
	word.WriteByte(c)
}

// until reads to the closing quote; within " a backslash keeps " $ ` and itself.
func (s *shell) until(quote byte, escapes bool) string {
	var b strings.Builder
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		s.pos++
		switch {
		case c == quote:
			return b.String()
		case c == '\\' && escapes && s.pos < len(s.text) && strings.IndexByte("\"$`\\\n", s.text[s.pos]) >= 0:
			c = s.text[s.pos]
			s.pos++
			if c == '\n' {
				s.line++
				continue
			}
		case c == '\n':
			s.line++
		}
		b.WriteByte(c)
	}
	s.open = true
	return b.String()
}

// ansiUntil gives the raw text up to the ' that ends $'…'.
func (s *shell) ansiUntil() string {
	start := s.pos
	for s.pos < len(s.text) {
		switch s.text[s.pos] {
		case '\'':
			s.pos++
			return s.text[start : s.pos-1]
		case '\\':
			s.pos++
		case '\n':
			s.line++
		}
		s.pos++
	}
	s.pos, s.open = len(s.text), true
	return s.text[start:]
}

// ansi undoes the escapes of $'…'
// (https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html).
func ansi(raw string) string {
	plain := map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'a': 7, 'b': 8, 'e': 27, 'E': 27, 'f': 12, 'v': 11}
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' || i+1 >= len(raw) {
			b.WriteByte(raw[i])
			continue
		}
		i++
		c := raw[i]
		most := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
		if most == 0 {
			if p, ok := plain[c]; ok {
				c = p
			}
			b.WriteByte(c)
			continue
		}
		end := i + 1
		for end < len(raw) && end <= i+most && strings.IndexByte("0123456789abcdefABCDEF", raw[end]) >= 0 {
			end++
		}
		n, err := strconv.ParseUint(raw[i+1:end], 16, 32)
		switch {
		case err != nil:
			b.WriteString(raw[i-1 : end])
		case c == 'x':
			b.WriteByte(byte(n))
		default:
			b.WriteString(string(utf8.AppendRune(nil, rune(min(n, utf8.MaxRune)))))
		}
		i = end - 1
	}
	return b.String()
}

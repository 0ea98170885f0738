package detect

import (
	"bytes"
	"strings"

	"golang.org/x/net/idna"

	"github.com/quietroom/quietroom/audit/codec"
)

// made is what an item turned out to be made of.
type made uint8

const (
	ofNothing made = iota // it is a leaf
	ofPairs               // an address, a form, lines: text that could be so by chance
	ofParts               // a structure that was read from its start to its end
)

// structure takes an item apart and visits its parts. It gives the place of the
// structure itself.
func (s *search) structure(it item, look *codec.Look) (*place, made) {
	data := bytes.TrimSpace(bytes.TrimPrefix(it.data, []byte("\xef\xbb\xbf")))
	if boundary, ok := multipartBoundary(data); ok {
		at := it.at.key("multipart")
		s.multipart(it, data, boundary, at)
		return at, ofParts
	}
	if !look.Text || it.data[0] == '\n' && it.role == whole {
		if at, made := s.tree(it); made != ofNothing || !look.Text {
			return at, made
		}
	}
	if look.Has('\n') && looksLines(data) {
		at := it.at.key("lines")
		s.lines(it, data, at)
		return at, ofPairs
	}
	if start, ok := jsonStart(data); ok {
		at := it.at.key("json")
		if some, all := s.json(it, data[start:], at); some {
			if all {
				return at, ofParts
			}
			return at, ofPairs
		}
	}
	switch {
	case look.Has('/') && looksURL(data):
		inner := it
		inner.data = data
		if it.role != route {
			inner.at = it.at.key("url")
		}
		s.url(inner)
		return inner.at, ofPairs
	case it.role != route && look.Has('=') && looksForm(data):
		at := it.at.key("form")
		s.pairs(it, data, at)
		return at, ofPairs
	}
	if it.role == whole {
		return it.at.key("text"), ofNothing
	}
	return it.at, ofNothing
}

// as makes the item of what its data stands for.
func (it item) as(data []byte) item {
	it.clear = it.clear && cutFrom(it.data, data)
	it.data = data
	return it
}

// cutFrom reports whether part is a piece of the same memory as text: both then
// reach to the same end.
func cutFrom(text, part []byte) bool {
	a, b := text[:cap(text)], part[:cap(part)]
	return len(a) > 0 && len(b) > 0 && &a[len(a)-1] == &b[len(b)-1]
}

// child makes the item of one part.
func (it item) child(data []byte, at *place, key string) item {
	it = it.as(data)
	it.at, it.key, it.depth = at, key, it.depth+1
	if it.role == whole || it.role == header || it.role == cookie {
		it.role = leaf
	}
	return it
}

// url takes an address apart: host, path, matrix parameters, query.
func (s *search) url(it item) {
	if s.work -= len(it.data) + itemWork; s.work < 0 {
		s.cut = true
		return
	}
	rest, fragment, _ := bytes.Cut(it.data, []byte("#"))
	rest, query, _ := bytes.Cut(rest, []byte("?"))
	ownPath, ownQuery := s.own.is(it.data)
	part := func(name string, data []byte, own bool) item {
		c := it.child(data, it.at.key(name), "")
		c.role, c.own = route, it.own || own
		return c
	}
	if _, after, ok := bytes.Cut(rest, []byte("://")); ok {
		host := after
		if i := bytes.IndexByte(after, '/'); i >= 0 {
			host, rest = after[:i], after[i:]
		} else {
			rest = nil
		}
		if user, h, ok := bytes.Cut(host, []byte("@")); ok {
			s.visit(part("user", codec.Unescape(user, false), false))
			host = h
		}
		s.host(part("host", host, false))
	}
	s.path(part("path", rest, ownPath))
	if len(query) > 0 {
		q := part("query", query, ownQuery)
		q.role = leaf
		s.query(q)
	}
	if len(fragment) > 0 {
		f := part("fragment", codec.Unescape(fragment, false), false)
		f.role = leaf
		s.visit(f)
	}
}

// host visits a host's name, also as it reads when its labels are not ASCII
// (RFC 3492).
func (s *search) host(it item) {
	s.visit(it)
	if !bytes.Contains(it.data, []byte("xn--")) {
		return
	}
	if name, err := idna.Punycode.ToUnicode(string(it.data)); err == nil {
		it.data, it.chain = []byte(name), append(it.chain[:len(it.chain):len(it.chain)], "punycode")
		s.visit(it)
	}
}

// path visits a path's segments and matrix parameters, then the path as a whole:
// a value may hold a slash.
func (s *search) path(it item) {
	for i, segment := range bytes.Split(bytes.TrimPrefix(it.data, []byte("/")), []byte("/")) {
		if i >= maxPairs {
			s.cut = true
			break
		}
		for j, p := range bytes.Split(segment, []byte(";")) {
			if j >= maxPairs {
				s.cut = true
				break
			}
			at := it.at.at(i)
			if key, value, ok := bytes.Cut(p, []byte("=")); ok && j > 0 {
				name := string(codec.Unescape(key, false))
				c := it.child(codec.Unescape(value, false), at.key(name), name)
				c.role = leaf
				s.visit(c)
				continue
			}
			s.visit(it.child(codec.Unescape(p, false), at, ""))
		}
	}
	s.visit(it.as(codec.Unescape(it.data, false)))
}

// query visits the pairs of a query; one without pairs is a value itself.
func (s *search) query(it item) {
	if !bytes.ContainsRune(bytes.TrimRight(it.data, "="), '=') {
		s.visit(it.as(codec.Unescape(it.data, false)))
		return
	}
	s.pairs(it, it.data, it.at)
	// Across its pairs, as a net for what the pairs tear apart.
	it.net = true
	s.visit(it.as(codec.Unescape(it.data, true)))
}

// maxPairs is how many parts of a path, query, form or cookie are visited.
const maxPairs = 20000

// pairs visits key=value&key=value.
func (s *search) pairs(it item, data []byte, at *place) {
	for n := 0; len(data) > 0; n++ {
		if n >= maxPairs {
			s.cut = true
			return
		}
		var pair []byte
		pair, data, _ = bytes.Cut(data, []byte("&"))
		key, value, _ := bytes.Cut(pair, []byte("="))
		name := string(codec.Unescape(key, true))
		s.visit(it.child(codec.Unescape(value, true), at.key(name), name))
	}
}

// cookies visits the cookies of a Cookie header.
func (s *search) cookies(it item) {
	for i, pair := range bytes.Split(it.data, []byte(";")) {
		if i >= maxPairs {
			s.cut = true
			return
		}
		key, value, _ := bytes.Cut(bytes.TrimSpace(pair), []byte("="))
		c := it.child(codec.Unescape(value, false), it.at.key(string(key)), string(key))
		c.role = cookie
		s.visit(c)
	}
}

// lines visits one record a line.
func (s *search) lines(it item, data []byte, at *place) {
	for i := 0; len(data) > 0; i++ {
		var line []byte
		line, data, _ = bytes.Cut(data, []byte("\n"))
		c := it.child(bytes.TrimSpace(line), at.at(i), "")
		c.role = it.role
		if c.role == whole {
			c.role = leaf
		}
		s.visit(c)
	}
}

// looksLines reports whether each line is a record: JSON or a form. The first
// two lines are looked at.
func looksLines(data []byte) bool {
	first, rest, ok := bytes.Cut(data, []byte("\n"))
	second, _, _ := bytes.Cut(bytes.TrimSpace(rest), []byte("\n"))
	first, second = bytes.TrimSpace(first), bytes.TrimSpace(second)
	if !ok || len(first) < 2 || len(second) < 2 {
		return false
	}
	wholeJSON := func(b []byte) bool {
		return b[0] == '{' && b[len(b)-1] == '}' || b[0] == '[' && b[len(b)-1] == ']'
	}
	return wholeJSON(first) && (second[0] == '{' || second[0] == '[') || looksForm(first) && looksForm(second)
}

func looksURL(data []byte) bool {
	if len(data) < 4 || len(data) > 1<<16 || bytes.ContainsAny(data, " \n\"<") {
		return false
	}
	if data[0] == '/' && bytes.IndexByte(data, '?') > 0 && bytes.IndexByte(data, '=') > 0 {
		return true
	}
	scheme, rest, ok := bytes.Cut(data[:min(len(data), 64)], []byte("://"))
	if !ok || len(rest) == 0 {
		return false
	}
	switch strings.ToLower(string(scheme)) {
	case "http", "https", "ws", "wss":
		return true
	}
	return false
}

// looksForm reports whether data is key=value, or such pairs joined by &.
func looksForm(data []byte) bool {
	if bytes.ContainsAny(data, " \n\"<>") {
		return false
	}
	first, _, _ := bytes.Cut(data, []byte("&"))
	key, value, ok := bytes.Cut(first, []byte("="))
	if !ok || len(key) == 0 || len(key) > 200 || len(bytes.Trim(value, "=")) == 0 && len(first) == len(data) {
		return false
	}
	if len(first) == len(data) && bytes.IndexByte(bytes.TrimRight(value, "="), '=') >= 0 && !looksURL(value) {
		return false // a text with codes in it, as mail has
	}
	for _, c := range key {
		if !isAlphanumeric(c) && strings.IndexByte("_-.[]%$:@*~", c) < 0 {
			return false
		}
	}
	return true
}

// multipartBoundary finds the boundary of a multipart body in its first line.
func multipartBoundary(data []byte) (string, bool) {
	if !bytes.HasPrefix(data, []byte("--")) {
		return "", false
	}
	line, rest, ok := bytes.Cut(data, []byte("\n"))
	line = bytes.TrimRight(line, "\r")
	if !ok || len(line) < 3 || len(line) > 200 || !bytes.HasPrefix(bytes.ToLower(rest[:min(len(rest), 8)]), []byte("content-")) {
		return "", false
	}
	return string(line), true
}

// multipart visits the parts of a multipart body (RFC 7578), file names included.
func (s *search) multipart(it item, data []byte, boundary string, at *place) {
	parts := bytes.Split(data, []byte(boundary))
	for i, p := range parts {
		if i >= maxPairs {
			s.cut = true
			return
		}
		head, content, ok := bytes.Cut(p, []byte("\r\n\r\n"))
		if !ok {
			head, content, ok = bytes.Cut(p, []byte("\n\n"))
		}
		if !ok {
			continue
		}
		name := parameter(head, "name")
		if name == "" {
			name = "part"
		}
		here := at.key(name)
		if file := parameter(head, "filename"); file != "" {
			s.visit(it.child([]byte(file), here.key("filename"), "filename"))
		}
		content = bytes.TrimSuffix(bytes.TrimSuffix(content, []byte("\n")), []byte("\r"))
		s.visit(it.child(content, here, name))
	}
}

// parameter reads name="value" from a part's head.
func parameter(head []byte, name string) string {
	for _, before := range []string{"; ", ";"} {
		_, after, ok := bytes.Cut(head, []byte(before+name+`="`))
		if !ok {
			continue
		}
		value, _, _ := bytes.Cut(after, []byte(`"`))
		return string(codec.Unescape(value, false))
	}
	return ""
}

func isText(data []byte) bool { return codec.IsText(data) }

package crawler

import (
	"bytes"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

const (
	maxLinks     = 5000      // of one page
	maxText      = 512 << 10 // bytes of visible text looked at
	maxLinkText  = 200
	maxTitle     = 300 // runes of a title or heading
	maxSchema    = 50
	shellText    = 200 // bytes of text below which a page is a shell that scripts fill
	maxHTMLDepth = 1000
)

// link is a reference as the page wrote it.
type link struct {
	ref  string
	text string
}

// document is what the crawler reads of one HTML page.
type document struct {
	title, h1, canonical, language string
	base                           *url.URL // what its links are relative to
	links                          []link
	text                           string
	schema                         []string
	facts                          Public
}

// read reads a page. It never fails: of a page that cannot be parsed it knows
// nothing.
func read(u *url.URL, contentType string, body []byte) *document {
	d := &document{base: u}
	root, err := html.ParseWithOptions(bytes.NewReader(decode(body, contentType)), html.ParseOptionEnableScripting(false))
	if err != nil {
		return d
	}
	w := walker{d: d}
	w.walk(root, 0)
	d.text = w.text.String()
	d.facts.readText(d.text)
	if u, err := resolve(d.base, w.canonical); err == nil && w.canonical != "" {
		d.canonical = clean(u).String()
	}
	return d
}

// decode gives the body in UTF-8, by the header, the byte order mark, the
// document's own word, and else by what its bytes look like.
func decode(body []byte, contentType string) []byte {
	enc, name, certain := charset.DetermineEncoding(body, contentType)
	if name == "utf-8" || !certain && utf8.Valid(body) {
		return body
	}
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return body
	}
	return out
}

// walker goes through a document in order.
type walker struct {
	d         *document
	text      strings.Builder
	canonical string
	based     bool
	named     []string // itemtypes that are open, innermost last
}

// inline elements do not end a word.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Code: true, atom.Em: true, atom.Font: true,
	atom.I: true, atom.Mark: true, atom.S: true, atom.Small: true, atom.Span: true, atom.Strong: true, atom.Sub: true, atom.Sup: true,
	atom.U: true, atom.Wbr: true,
}

func (w *walker) walk(n *html.Node, depth int) {
	if depth > maxHTMLDepth {
		return
	}
	switch n.Type {
	case html.TextNode:
		if w.text.Len()+len(n.Data) <= maxText {
			w.text.WriteString(n.Data)
		}
		return
	case html.ElementNode:
		if t := attr(n, "itemtype"); t != "" {
			t = schemaName(t)
			w.schema(t)
			w.named = append(w.named, t)
			defer func() { w.named = w.named[:len(w.named)-1] }()
		}
		w.element(n)
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Template, atom.Svg, atom.Textarea:
			return
		}
		if !inline[n.DataAtom] {
			w.text.WriteByte('\n')
			defer w.text.WriteByte('\n')
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, depth+1)
	}
}

func (w *walker) element(n *html.Node) {
	d := w.d
	switch n.DataAtom {
	case atom.Html:
		d.language = neat(attr(n, "lang"), 35)
	case atom.Title:
		if d.title == "" {
			d.title = neat(textOf(n, 4*maxTitle), maxTitle)
		}
	case atom.H1:
		if d.h1 == "" {
			d.h1 = neat(textOf(n, 4*maxTitle), maxTitle)
		}
	case atom.Base:
		if href := attr(n, "href"); href != "" && !w.based {
			if u, err := resolve(d.base, href); err == nil {
				d.base, w.based = u, true
			}
		}
	case atom.Link:
		w.headLink(n)
	case atom.Meta:
		w.meta(n)
	case atom.A, atom.Area:
		w.anchor(n)
	case atom.Iframe, atom.Frame:
		w.link(attr(n, "src"), "")
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") {
			for _, t := range d.facts.readLD([]byte(textOf(n, maxLD))) {
				w.schema(t)
			}
		}
	}
	w.microdata(n)
}

func (w *walker) anchor(n *html.Node) {
	href := strings.TrimSpace(attr(n, "href"))
	scheme, rest, _ := strings.Cut(href, ":")
	switch strings.ToLower(scheme) {
	case "mailto":
		w.d.facts.readMailto(rest)
		return
	case "tel", "sms", "callto":
		w.d.facts.addPhone(rest)
		return
	}
	if _, file := lookup(n, "download"); file {
		return
	}
	text := textOf(n, maxLinkText)
	for _, key := range []string{"aria-label", "title", "alt"} {
		if strings.TrimSpace(text) == "" {
			text = attr(n, key)
		}
	}
	w.link(href, text)
}

func (w *walker) headLink(n *html.Node) {
	rel := strings.Fields(strings.ToLower(attr(n, "rel")))
	for _, r := range rel {
		switch {
		case r == "canonical" && w.canonical == "":
			w.canonical = strings.TrimSpace(attr(n, "href"))
		case r == "next", r == "prev", r == "alternate" && attr(n, "hreflang") != "":
			w.link(attr(n, "href"), "")
		}
	}
}

func (w *walker) meta(n *html.Node) {
	content := attr(n, "content")
	if strings.EqualFold(attr(n, "http-equiv"), "refresh") {
		_, target, _ := strings.Cut(content, ";")
		if i := strings.Index(strings.ToLower(target), "url="); i >= 0 {
			w.link(strings.Trim(strings.TrimSpace(target[i+len("url="):]), `'"`), "")
		}
	}
	if strings.EqualFold(attr(n, "name"), "author") || strings.EqualFold(attr(n, "property"), "og:site_name") {
		w.d.facts.addName(content)
	}
}

// microdata reads the name, telephone and email of an item
// (https://html.spec.whatwg.org/multipage/microdata.html).
func (w *walker) microdata(n *html.Node) {
	prop := attr(n, "itemprop")
	if prop == "" || len(w.named) == 0 {
		return
	}
	value := attr(n, "content")
	if value == "" {
		value = textOf(n, maxLinkText)
	}
	switch prop {
	case "name":
		if named[w.named[len(w.named)-1]] {
			w.d.facts.addName(value)
		}
	case "telephone", "faxNumber":
		w.d.facts.addPhone(value)
	case "email":
		w.d.facts.readMailto(strings.TrimPrefix(value, "mailto:"))
	}
}

func (w *walker) link(ref, text string) {
	ref = strings.TrimSpace(ref)
	if ref == "" || len(w.d.links) >= maxLinks {
		return
	}
	w.d.links = append(w.d.links, link{ref, text})
}

func (w *walker) schema(t string) {
	if t == "" || len(w.d.schema) >= maxSchema {
		return
	}
	for _, have := range w.d.schema {
		if have == t {
			return
		}
	}
	w.d.schema = append(w.d.schema, t)
}

func lookup(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

func attr(n *html.Node, key string) string {
	v, _ := lookup(n, key)
	return v
}

// textOf gives the text below n, at most limit bytes and a node.
func textOf(n *html.Node, limit int) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			if len(c.Data) > limit-b.Len() {
				b.WriteString(strings.ToValidUTF8(c.Data[:limit-b.Len()], ""))
				break
			}
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// neat makes one line of s: white space collapsed, nothing unprintable, at most
// n runes.
func neat(s string, n int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	return short(strings.Join(strings.Fields(s), " "), n)
}

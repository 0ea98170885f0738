package recorder

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The kinds of a selector's part, as their prefixes name them.
const (
	aria   = "aria"
	css    = "css"
	byText = "text"
	xpath  = "xpath"
	pierce = "pierce"
)

// part is one part of a selector.
type part struct {
	kind string
	// text is the selector without its prefix; for aria the accessible name.
	text string
	// role is the role that an aria part asks for, "" for any.
	role string
}

// partOf reads a part by its prefix; what has none is CSS.
func partOf(s string) part {
	for _, kind := range []string{css, aria, byText, xpath, pierce} {
		if rest, ok := strings.CutPrefix(s, kind+"/"); ok {
			if kind == aria {
				return ariaPart(rest)
			}
			return part{kind: kind, text: rest}
		}
	}
	return part{kind: css, text: s}
}

// ariaAttribute is [role="…"] or [name="…"] in an aria selector, as Puppeteer
// reads it: https://pptr.dev/guides/page-interactions#aria-selectors--p-aria.
var ariaAttribute = regexp.MustCompile(`\[\s*(role|name)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*\]`)

func ariaPart(s string) part {
	p := part{kind: aria}
	rest := ariaAttribute.ReplaceAllStringFunc(s, func(m string) string {
		g := ariaAttribute.FindStringSubmatch(m)
		v := strings.Join(strings.Fields(g[2]+g[3]), " ")
		if g[1] == "role" {
			p.role = v
		} else {
			p.text = v
		}
		return ""
	})
	if rest = strings.Join(strings.Fields(rest), " "); p.text == "" {
		p.text = rest
	}
	return p
}

// Field is what the selectors of a step say about the field that was typed into.
type Field struct {
	// Label is its accessible name, Role its role.
	Label, Role string
	// Tag and Type are the element's and the input's, "" where no selector says so.
	Tag, Type string
	// ID, Name, Placeholder and Autocomplete are attributes; ID also stands for a test id.
	ID, Name, Placeholder, Autocomplete string
	// Nearby holds the ids of what it stands in.
	Nearby string
}

// fieldOf gathers what alternatives say. A text selector says nothing: Chrome
// takes a field's own value for its text.
func fieldOf(alternatives [][]string) Field {
	var f Field
	for _, alt := range alternatives {
		for i, s := range alt {
			last := i == len(alt)-1
			switch p := partOf(s); p.kind {
			case aria:
				if last {
					set(&f.Label, p.text)
					set(&f.Role, p.role)
				} else {
					f.near(p.text)
				}
			case css, pierce:
				f.fromCSS(p.text, last)
			case xpath:
				f.fromXPath(p.text, last)
			}
		}
	}
	return f
}

func set(to *string, v string) {
	if *to == "" {
		*to = v
	}
}

func (f *Field) near(s string) {
	if s != "" && !strings.Contains(f.Nearby, s) && len(f.Nearby) < 200 {
		f.Nearby = strings.TrimSpace(f.Nearby + " " + s)
	}
}

var (
	cssSimple    = regexp.MustCompile(`#((?:[\w-]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6}\s?|\\.)+)|\[\s*([\w-]+)\s*[~|^$*]?=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\]\s]*))[^\]]*\]`)
	cssTag       = regexp.MustCompile(`^[a-z][a-z0-9-]*`)
	cssHexEscape = regexp.MustCompile(`^\\[0-9a-fA-F]{1,6}\s?`)
	xpathSimple  = regexp.MustCompile(`@([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')`)
	xpathTag     = regexp.MustCompile(`^[a-z][a-z0-9-]*`)
)

// fromCSS reads the attributes that a CSS selector names. Only those of its last
// compound are the field's own.
func (f *Field) fromCSS(s string, last bool) {
	own := lastCompound(s)
	before := s[:len(s)-len(own)]
	for _, m := range cssSimple.FindAllStringSubmatch(before, 8) {
		f.near(unescapeCSS(m[1]))
	}
	for _, m := range cssSimple.FindAllStringSubmatch(own, 8) {
		switch {
		case !last:
			f.near(unescapeCSS(m[1]))
		case m[1] != "":
			set(&f.ID, unescapeCSS(m[1]))
		default:
			f.attribute(m[2], unescapeCSS(m[3]+m[4]+m[5]))
		}
	}
	if last {
		set(&f.Tag, cssTag.FindString(own))
	}
}

func (f *Field) fromXPath(s string, last bool) {
	own := s[strings.LastIndexByte(s, '/')+1:]
	for _, m := range xpathSimple.FindAllStringSubmatch(s[:len(s)-len(own)], 8) {
		if m[1] == "id" {
			f.near(m[2] + m[3])
		}
	}
	if !last {
		return
	}
	for _, m := range xpathSimple.FindAllStringSubmatch(own, 8) {
		f.attribute(m[1], m[2]+m[3])
	}
	set(&f.Tag, xpathTag.FindString(own))
}

// attribute keeps what an attribute says about the field.
func (f *Field) attribute(name, v string) {
	switch name {
	case "id", "data-testid", "data-test", "data-qa", "data-cy", "data-test-id", "data-qa-id", "data-testing":
		set(&f.ID, v)
	case "name":
		set(&f.Name, v)
	case "type":
		set(&f.Type, v)
	case "placeholder":
		set(&f.Placeholder, v)
	case "autocomplete":
		set(&f.Autocomplete, v)
	case "aria-label", "title":
		set(&f.Label, v)
	}
}

// lastCompound is what follows the last combinator that is not inside brackets,
// parentheses or quotes.
func lastCompound(s string) string {
	start, depth, quote := 0, 0, byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i = max(i+1, i+len(cssHexEscape.FindString(s[i:]))-1) // its space ends an escape
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '[' || c == '(':
			depth++
		case c == ']' || c == ')':
			depth--
		case depth == 0 && (c == ' ' || c == '>' || c == '+' || c == '~' || c == ','):
			start = i + 1
		}
	}
	return s[start:]
}

// unescapeCSS reads an identifier or the inside of a string as it is meant,
// https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point.
func unescapeCSS(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '\\')
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		if hex := cssHexEscape.FindString(s); hex != "" {
			n, _ := strconv.ParseInt(strings.TrimSpace(hex[1:]), 16, 32)
			b.WriteRune(rune(n))
			s = s[len(hex):]
			continue
		}
		_, size := utf8.DecodeRuneInString(s[1:])
		b.WriteString(s[1 : 1+size])
		s = s[1+size:]
	}
	return b.String() + s
}

package pages

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Bounds on what a page may make us look at.
const (
	maxURL      = 4096
	maxSegments = 16
	maxText     = 300
	maxControls = 500
	maxList     = 100
)

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// words splits a text at everything that is no letter or digit and at camel
// case, in lower case and without accents.
func words(s string) []string {
	var out []string
	var b strings.Builder
	cut := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	wasLower := false
	for _, r := range norm.NFKD.String(clip(s, maxText)) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			cut()
			wasLower = false
			continue
		case unicode.IsUpper(r) && wasLower:
			cut()
		}
		wasLower = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	cut()
	return out
}

// phrase is a word or several, as a context lists them.
type phrase struct {
	text  string
	words []string
}

// in gives where p stands in ws, -1 when it does not.
func (p phrase) in(ws []string) int {
	for i := 0; i+len(p.words) <= len(ws); i++ {
		if equal(ws[i:i+len(p.words)], p.words) {
			return i
		}
	}
	return -1
}

// equal compares word by word; a plural s does not matter.
func equal(a, b []string) bool {
	for i := range b {
		if a[i] != b[i] && a[i] != b[i]+"s" {
			return false
		}
	}
	return true
}

// address is a page's address, taken apart.
type address struct {
	host     string
	segments [][]string
	query    map[string]bool
	home     bool
}

// parseAddress never fails: an address that cannot be read says nothing.
func parseAddress(raw, language string) address {
	u, err := url.Parse(clip(raw, maxURL))
	if err != nil {
		return address{}
	}
	a := address{host: strings.ToLower(u.Hostname()), query: map[string]bool{}}
	path := u.Path
	if strings.HasPrefix(u.Fragment, "/") || strings.HasPrefix(u.Fragment, "!/") {
		path += "/" + strings.TrimPrefix(u.Fragment, "!") // a router in the page
	}
	for seg := range strings.SplitSeq(path, "/") {
		seg = trimExtension(seg)
		if ws := words(seg); len(ws) > 0 && len(a.segments) < maxSegments {
			a.segments = append(a.segments, ws)
		}
	}
	if len(a.segments) > 0 && isLanguage(a.segments[0], language) {
		a.segments = a.segments[1:]
	}
	for k := range u.Query() {
		if len(a.query) < maxList {
			a.query[strings.ToLower(clip(k, 64))] = true
		}
	}
	a.home = a.host != "" && (len(a.segments) == 0 || len(a.segments) == 1 && isIndex(a.segments[0])) &&
		!a.query["p"] && !a.query["page_id"] && !a.query["s"] && !a.query["q"]
	return a
}

func trimExtension(seg string) string {
	for _, ext := range []string{".html", ".htm", ".php", ".aspx", ".asp", ".jsp"} {
		if s, ok := strings.CutSuffix(seg, ext); ok {
			return s
		}
	}
	return seg
}

// isLanguage reports a first segment such as es or en-us, or the page's own language.
func isLanguage(ws []string, own string) bool {
	if own = strings.ToLower(own); own != "" && (strings.Join(ws, "-") == own || len(ws) == 1 && strings.HasPrefix(own, ws[0]+"-")) {
		return true
	}
	switch ws[0] {
	case "en", "es", "fr", "pt", "zh", "vi", "ko", "de", "ru", "ar", "tl", "it":
		return len(ws) == 1 || len(ws) == 2 && len(ws[1]) == 2
	}
	return false
}

func isIndex(ws []string) bool {
	return len(ws) == 1 && (ws[0] == "index" || ws[0] == "home" || ws[0] == "default")
}

// topic reports whether a segment names a topic of care.
func (a address) topic(terms func(string) bool) bool {
	for _, seg := range a.segments {
		if terms(strings.Join(seg, " ")) {
			return true
		}
	}
	return false
}

package detect

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
)

// around is how many bytes of a leaf an excerpt shows on each side of what was found.
const around = 24

// mark is a part of a text that must not be shown.
type mark struct {
	start, end int
	kind       audit.Kind
}

// Redact replaces every form of every patient's values in text by ‹its kind›,
// and control characters by spaces.
func (d *Detector) Redact(text string) string {
	text = printable(text)
	return redacted(text, d.marks(text), 0, len(text))
}

// excerpt shows what stands around [start, end) of a leaf, without values. With
// hide, what stands at [start, end) is somebody's value itself, and only its kind is shown.
func (n *needles) excerpt(leaf []byte, start, end int, hide audit.Kind) string {
	// A value that reaches into the window must lie wholly in what is searched.
	from := max(0, start-around-n.longest)
	to := min(len(leaf), end+around+n.longest)
	before := printable(string(leaf[from:start]))
	found := printable(string(leaf[start:end]))
	text := before + found + printable(string(leaf[end:to]))
	first := boundary(text, len(before)-around)
	last := boundary(text, len(before)+min(len(found), 4*around)+around)
	marks := n.marks(text)
	if hide != "" {
		marks = merge(append(marks, mark{len(before), len(before) + len(found), hide}))
	}
	out := redacted(text, marks, first, last)
	if first > 0 || from > 0 {
		out = "…" + out
	}
	if last < len(text) || to < len(leaf) {
		out += "…"
	}
	return out
}

// boundary moves a place in text to the start of a character within it.
func boundary(text string, at int) int {
	at = min(max(at, 0), len(text))
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

// marks finds every value in text, longer ones first where they overlap.
func (n *needles) marks(text string) []mark {
	folded := appendLower(nil, []byte(text))
	var list []mark
	// A number counts here even where digits go on around it: two values may be glued.
	n.index.find(folded, func(i, at int) bool {
		list = append(list, mark{at, at + len(n.index.texts[i]), n.canaries[n.list[i].canary].Kind})
		return len(list) < maxMatches
	})
	n.digests.find([]byte(text), true, func(d seenDigest) {
		list = append(list, mark{d.start, d.end, n.canaries[d.canary].Kind})
	})
	for at := 0; at < len(folded); {
		end := at
		for end < len(folded) && (isAlphanumeric(folded[end])) {
			end++
		}
		if f := n.fields[string(folded[at:end])]; len(f) > 0 && end-at >= 3 {
			list = append(list, mark{at, end, n.canaries[f[0].canary].Kind})
		}
		at = max(end, at+1)
	}
	return merge(list)
}

// merge joins marks that overlap; the longer one gives the kind.
func merge(list []mark) []mark {
	sort.SliceStable(list, func(i, j int) bool { return list[i].start < list[j].start })
	var out []mark
	longest := 0
	for _, m := range list {
		last := len(out) - 1
		if last < 0 || m.start >= out[last].end {
			out = append(out, m)
			longest = m.end - m.start
			continue
		}
		if m.end-m.start > longest {
			out[last].kind, longest = m.kind, m.end-m.start
		}
		out[last].end = max(out[last].end, m.end)
	}
	return out
}

// redacted writes text from start to end with the marks replaced; a mark that
// reaches out of the window is still shown as its kind only.
func redacted(text string, marks []mark, start, end int) string {
	var b strings.Builder
	for _, m := range marks {
		if m.end <= start || m.start >= end {
			continue
		}
		if m.start > start {
			b.WriteString(text[start:m.start])
		}
		b.WriteString("‹" + string(m.kind) + "›")
		start = m.end
	}
	if start < end {
		b.WriteString(text[start:end])
	}
	return b.String()
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

// printable drops what does not show (zero-width characters, half characters)
// and turns control characters and line breaks into spaces, so that a terminal
// or a page may show the rest.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
			return -1
		case unicode.IsControl(r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
			return ' '
		}
		return r
	}, s)
}

// truncate cuts s to at most n bytes, between characters.
func truncate(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

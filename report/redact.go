package report

import (
	"cmp"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/patient"
)

// This file is the one place that decides what of a payload a report may show. It
// shows the structure: hosts, paths, names of parameters, headers, cookies and
// fields. A value of the synthetic patient is replaced by its kind, ‹email›, and
// every other value by its shape, ‹text, 12 characters›: it may be somebody's, or
// open an account. Nothing is shown because it looks harmless.

// masker masks the payloads of one run. The zero value masks everything.
type masker struct {
	// values puts tagged kinds for the patient's values, exact names a whole value.
	values *strings.Replacer
	exact  map[string]audit.Kind
	// known are the words of the run's own pages, which the report shows anyway.
	known map[string]bool
	// userAgent is the browser's, as the run has it.
	userAgent string
	// marks are the findings of the exchange at hand; seen what stood at their places
	// before, so that it is marked again in other exchanges.
	marks []placed
	seen  map[string]string
	// off shows everything (Options.Unredacted); keep shows a value that is wholly the
	// patient's.
	off, keep bool
}

// placed is what a finding says of one place.
type placed struct{ place, label string }

// The bounds of what is remembered and taken apart.
const (
	maxSeen       = 10_000
	maxMaskDepth  = 12
	maxMaskedBody = 1 << 20 // bytes of a payload that are taken apart
	shortestValue = 4       // of the patient's, below which a whole field is no match
)

// The tags around a kind that stands for a value. clean drops them from payloads.
const (
	tagOpen  = "\x02"
	tagClose = "\x03"
)

var noTags = strings.NewReplacer(tagOpen, "", tagClose, "")

// newMasker makes a masker of a run and of what its patients typed.
func newMasker(r *audit.Run, patients []audit.PatientValues) *masker {
	m := &masker{exact: map[string]audit.Kind{}, known: map[string]bool{}, seen: map[string]string{}, userAgent: r.Tool.UserAgent}
	for _, p := range r.Pages {
		for _, s := range append([]string{p.URL}, p.Aliases...) {
			for _, w := range strings.FieldsFunc(s, notWord) {
				m.known[strings.ToLower(w)] = true
			}
		}
	}
	texts := map[string]audit.Kind{}
	for _, p := range patients {
		for kind, values := range p.Values {
			for _, v := range values {
				for _, f := range patient.Forms(kind, v) {
					m.learn(texts, kind, f)
				}
			}
		}
	}
	pairs := make([]string, 0, 2*len(texts))
	for t := range texts {
		pairs = append(pairs, t)
	}
	// Of two that begin at one place the replacer takes the one that is named first.
	slices.SortFunc(pairs, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	var list []string
	for _, t := range pairs {
		list = append(list, t, tagOpen+string(texts[t])+tagClose)
	}
	m.values = strings.NewReplacer(list...)
	return m
}

// learn adds a form in which a value may be written. Of two kinds that share one
// the first by name has it, so that the same run gives the same report.
func (m *masker) learn(texts map[string]audit.Kind, kind audit.Kind, f patient.Form) {
	put := func(in map[string]audit.Kind, text string) {
		if was, ok := in[text]; !ok || kind < was {
			in[text] = kind
		}
	}
	for _, text := range []string{f.Text, strings.ToLower(f.Text), strings.ToUpper(f.Text)} {
		if f.Strength == audit.Proof {
			put(texts, text)
		}
		if f.Strength >= audit.Field && len(text) >= shortestValue {
			put(m.exact, text)
		}
	}
}

// notWord tells what stands between the words of an address or an excerpt.
func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_'
}

// found gives what the findings say stands at place, "" for nothing. What stands
// under it, in a disguise that is not undone here, is said together with the shape
// of the whole.
func (m *masker) found(place, s string) string {
	for _, k := range m.marks {
		switch rest, ok := strings.CutPrefix(k.place, place); {
		case !ok:
		case rest == "":
			return "‹" + k.label + "›"
		case rest[0] == '.' || rest[0] == '[':
			return "‹" + k.label + ", in " + strings.TrimPrefix(shape(s), "‹")
		}
	}
	return ""
}

// at sets the findings of the exchange that comes next.
func (m *masker) at(findings []*audit.Finding) {
	m.marks = m.marks[:0]
	for _, f := range findings {
		label := string(f.Kind)
		for _, c := range f.Chain[:min(len(f.Chain), 6)] {
			label += ", " + codecLabel(c)
		}
		m.marks = append(m.marks, placed{f.Place, shown(label)})
	}
}

// leaf masks a value that has no parts.
func (m *masker) leaf(place, s string) string {
	if s == "" {
		return s
	}
	if m.off {
		return s
	}
	kind, whole := m.exact[strings.TrimSpace(s)]
	if whole && m.keep {
		return s
	}
	if label := cmp.Or(m.found(place, s), m.seen[s]); label != "" {
		if len(m.seen) < maxSeen && len(s) >= 8 {
			m.seen[s] = label
		}
		return label
	}
	if whole {
		return "‹" + string(kind) + "›"
	}
	if m.values == nil {
		return shape(s)
	}
	var b strings.Builder
	rest := m.values.Replace(noTags.Replace(s))
	for {
		before, after, ok := strings.Cut(rest, tagOpen)
		if before != "" {
			b.WriteString(shape(before))
		}
		if !ok {
			return b.String()
		}
		kind, after, _ := strings.Cut(after, tagClose)
		b.WriteString("‹" + kind + "›")
		rest = after
	}
}

// shape says what a value looks like, and no more.
func shape(s string) string {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }) {
		return "‹binary, " + count(len(s), "byte", "bytes") + "›"
	}
	digits, hex, other := 0, 0, 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 'a' && r <= 'f', r >= 'A' && r <= 'F', r == '-' && len(s) == 36:
			hex++
		default:
			other++
		}
	}
	n := digits + hex + other
	switch {
	case n == digits:
		return "‹number, " + count(n, "digit", "digits") + "›"
	case other == 0 && n >= 16:
		return "‹hex, " + count(n, "character", "characters") + "›"
	}
	return "‹text, " + count(n, "character", "characters") + "›"
}

// name shows a key, unless it looks like a value itself.
func (m *masker) name(place, s string) string {
	if m.off || keepsName(s) && !m.holds(s) {
		return clean(s)
	}
	return m.leaf(place+".key", s)
}

// keepsName tells a name that a developer chose from a value that stands for one.
func keepsName(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', strings.ContainsRune("_-.[]$:/", r):
		default:
			return false
		}
	}
	return len(s) <= 64 && digits <= 4
}

// excerpt masks what stands around the marked values of a finding's excerpt. The
// words of the run's own pages stay: that such a page was open is what the finding
// is about.
func (m *masker) excerpt(s string) string {
	if m.off {
		return s
	}
	var b strings.Builder
	for s != "" {
		before, rest, ok := strings.Cut(s, "‹")
		m.plain(&b, before)
		if !ok {
			break
		}
		kind, after, closed := strings.Cut(rest, "›")
		if !closed || len(kind) > 100 || !keepsKind(kind) {
			m.plain(&b, "‹")
			s = rest
			continue
		}
		b.WriteString("‹" + kind + "›")
		s = after
	}
	return masks.ReplaceAllString(b.String(), "…")
}

// masks are words in a row that are not shown.
var masks = regexp.MustCompile(`…(?:[.~+%*! ]*…)+`)

// keepsKind tells a mark from a page's own ‹…›: a kind is in words.
func keepsKind(s string) bool {
	return audit.Kind(s).Known() || slices.ContainsFunc(audit.Kinds, func(k audit.KindInfo) bool { return k.Label == s }) || s == "identifier"
}

// plain writes the text between two marks: separators and names stay, values do not.
func (m *masker) plain(b *strings.Builder, s string) {
	for s != "" {
		n := strings.IndexFunc(s, notWord)
		if n < 0 {
			n = len(s)
		}
		if word, rest := s[:n], s[n:]; word != "" {
			if m.known[strings.ToLower(word)] || keepsName(word) && isName(rest) || protocol(word) && strings.HasPrefix(rest, "://") {
				b.WriteString(word)
			} else if t := b.String(); !strings.HasSuffix(t, "…") {
				b.WriteString("…")
			}
		}
		s = s[n:]
		_, size := utf8.DecodeRuneInString(s)
		b.WriteString(s[:size])
		s = s[size:]
	}
}

// isName reports whether what follows a word makes it the name of something.
func isName(rest string) bool {
	for _, p := range []string{"=", `":`, `":`, "[", "]", ":‹", ": ‹"} {
		if strings.HasPrefix(rest, p) {
			return true
		}
	}
	return false
}

func protocol(s string) bool { return s == "https" || s == "http" || s == "ws" || s == "wss" }

// masker is the masker of a run. Without the patients' values it masks them as it
// does all others.
func (in Input) masker(o Options) *masker {
	var patients []audit.PatientValues
	if in.Patients != nil {
		if p, err := in.Patients(); err == nil {
			patients = p
		}
	}
	m := newMasker(in.Run, patients)
	m.off = o.Unredacted
	return m
}

// masked gives a format the run with its excerpts masked.
func masked(write writer) writer {
	return func(w io.Writer, in Input, o Options) error {
		if o.Unredacted {
			return write(w, in, o)
		}
		m := newMasker(in.Run, nil)
		in.recorded, in.Run = in.Run, m.run(in.Run)
		if in.Comparison != nil {
			c := *in.Comparison
			c.Findings = slices.Clone(c.Findings)
			for i := range c.Findings {
				f := &c.Findings[i].Finding
				f.Excerpt = m.excerpt(clean(f.Excerpt))
			}
			in.Comparison = &c
		}
		return write(w, in, o)
	}
}

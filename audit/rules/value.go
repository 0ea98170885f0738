package rules

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
)

// MaxValue is how many bytes of a value the deny-list looks at; the caller says
// in its coverage when a leaf was longer.
const MaxValue = 1 << 20

const (
	maxKeyed   = 512 // a value under a telling key is short, or it is no such value
	maxMatches = 64  // of one rule in one value
)

// Match is a place in a value that a rule describes.
type Match struct {
	Rule       string
	Kind       audit.Kind
	SafeHarbor string
	// Weight is the rule's: 3 counts by itself.
	Weight int
	// Start and End are byte offsets into the value.
	Start, End int
}

// rule is an entry of the deny-list, ready to be used.
type rule struct {
	Info
	keys     []string // normal forms; none means any key
	pattern  *regexp.Regexp
	gate     gate
	needs    []string
	digits   int
	chars    *charset // nil means that the pattern looks at the whole value
	validate validator
	at       string
}

func (s *Set) addRule(r *rule) error {
	if err := s.claim(r.ID); err != nil {
		return err
	}
	s.rules = append(s.rules, r)
	if len(r.keys) == 0 {
		s.anyKey = append(s.anyKey, r)
	}
	for _, k := range r.keys {
		s.byKey[k] = append(s.byKey[k], r)
	}
	return nil
}

// Value finds what the deny-list describes in one decoded leaf. key is the
// leaf's name or path ("ud[em]", "user.email"), "" when it has none. Matches
// come in the order of their places; where two rules of one kind overlap, the
// first one in the file stands.
func (s *Set) Value(key, value string) []Match {
	return s.ValueOf(s.Key(key), value)
}

// Key is what the deny-list has for the values of one key, worked out once.
type Key struct{ rules []*rule }

// Key prepares the name or path of a leaf, "" for none.
func (s *Set) Key(key string) Key {
	var k Key
	if key == "" {
		return k
	}
	for _, form := range keyForms(key) {
		k.rules = append(k.rules, s.byKey[form]...)
	}
	return k
}

// ValueOf is Value for a key that was prepared.
func (s *Set) ValueOf(key Key, value string) []Match {
	if len(value) > MaxValue {
		value = value[:MaxValue]
	}
	if value == "" {
		return nil
	}
	var out []Match
	sum := &summary{digits: countDigits(value), bytes: bytesOf(value)}
	if len(value) <= maxKeyed {
		for _, r := range key.rules {
			out = r.find(out, value, sum)
		}
	}
	for _, r := range s.anyKey {
		out = r.find(out, value, sum)
	}
	if len(s.public) > 0 {
		out = slices.DeleteFunc(out, func(m Match) bool { return s.public[publicForm(value[m.Start:m.End])] })
	}
	return settle(out)
}

// find is the seam for a faster engine: it may be replaced by one pass of a set
// of patterns that says which rules are worth running.
func (r *rule) find(out []Match, value string, sum *summary) []Match {
	if sum.digits < r.digits || !r.gate.lets(&sum.bytes) || !sum.hasOne(value, r.needs) {
		return out
	}
	if r.chars == nil {
		return r.search(out, value, 0, len(value))
	}
	for start := 0; start < len(value); {
		for start < len(value) && !r.chars[value[start]] {
			start++
		}
		end := start
		for end < len(value) && r.chars[value[end]] {
			end++
		}
		if countDigits(value[start:end]) >= max(r.digits, 1) {
			out = r.search(out, value, start, end)
		}
		start = end
	}
	return out
}

// search runs the pattern over value[from:to]; what stands around it still
// counts for the edges and the validator.
func (r *rule) search(out []Match, value string, from, to int) []Match {
	for _, m := range r.pattern.FindAllStringSubmatchIndex(value[from:to], maxMatches) {
		start, end := from+m[0], from+m[1]
		if len(m) > 3 && m[2] >= 0 {
			start, end = from+m[2], from+m[3]
		}
		if !edged(value, start, end) || r.validate != nil && !r.validate(value, start, end) {
			continue
		}
		out = append(out, Match{Rule: r.ID, Kind: r.Kind, SafeHarbor: r.SafeHarbor, Weight: r.Weight, Start: start, End: end})
	}
	return out
}

// settle orders matches and drops those that say the same of the same place.
func settle(ms []Match) []Match {
	if len(ms) < 2 {
		return ms
	}
	slices.SortStableFunc(ms, func(a, b Match) int { return a.Start - b.Start })
	out := ms[:0]
	for _, m := range ms {
		same := slices.ContainsFunc(out, func(o Match) bool { return o.Kind == m.Kind && m.Start < o.End && o.Start < m.End })
		if !same {
			out = append(out, m)
		}
	}
	return out
}

// summary is what one cheap pass over a value tells.
type summary struct {
	digits int
	bytes  byteSet
	lower  string // the value in lower case, made when first asked for
}

func countDigits(value string) (n int) {
	for i := range len(value) {
		if c := value[i]; c >= '0' && c <= '9' {
			n++
		}
	}
	return n
}

// charset is the bytes that a pattern can be made of.
type charset [256]bool

// newCharset reads "0-9A-Z.-": ranges and single bytes, a - at the end is itself.
func newCharset(spec string) *charset {
	var set charset
	for i := 0; i < len(spec); i++ {
		lo, hi := spec[i], spec[i]
		if i+2 < len(spec) && spec[i+1] == '-' {
			hi = spec[i+2]
			i += 2
		}
		for c := int(lo); c <= int(hi); c++ {
			set[c] = true
		}
	}
	return &set
}

func (s *summary) hasOne(value string, needs []string) bool {
	if len(needs) == 0 {
		return true
	}
	if s.lower == "" {
		s.lower = strings.ToLower(value)
	}
	for _, n := range needs {
		if strings.Contains(s.lower, n) {
			return true
		}
	}
	return false
}

// edged reports whether a match that begins or ends with a letter or digit is
// not a piece of a longer word.
func edged(value string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(value[:start])
	first, _ := utf8.DecodeRuneInString(value[start:end])
	last, _ := utf8.DecodeLastRuneInString(value[start:end])
	after, _ := utf8.DecodeRuneInString(value[end:])
	return !(wordy(before) && wordy(first)) && !(wordy(last) && wordy(after))
}

func wordy(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// maxKey bounds the part of a key that is looked at: its end says what it is.
const maxKey = 128

// keyForms gives the normal forms that a key can be known by: its last words
// joined, in lower case, with and without a trailing index.
func keyForms(key string) []string {
	if len(key) > maxKey {
		key = key[len(key)-maxKey:]
	}
	words := splitWords(key)
	out := joinedEnds(nil, words)
	for n := len(words); n > 0 && strings.Trim(words[n-1], "0123456789") == ""; n-- {
		out = joinedEnds(out, words[:n-1])
	}
	return out
}

// joinedEnds appends every join of up to five last words.
func joinedEnds(out, words []string) []string {
	join := ""
	for i := len(words) - 1; i >= 0 && i > len(words)-6; i-- {
		join = words[i] + join
		out = append(out, join)
	}
	return out
}

// keyForm is the one normal form that a rule names a key by.
func keyForm(key string) string { return strings.Join(splitWords(key), "") }

// splitWords splits at everything that is no letter or digit, at camel case and
// between letters and digits, and lowers the words.
func splitWords(s string) []string {
	var out []string
	eachToken(s, func(t token) {
		if t.norm != "" {
			out = append(out, t.norm)
		}
	})
	return out
}

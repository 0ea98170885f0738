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
	needs    []string
	digits   int
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
	if len(value) > MaxValue {
		value = value[:MaxValue]
	}
	if value == "" {
		return nil
	}
	var out []Match
	sum := summarise(value)
	if key != "" && len(value) <= maxKeyed {
		for _, k := range keyForms(key) {
			for _, r := range s.byKey[k] {
				out = r.find(out, value, sum)
			}
		}
	}
	for _, r := range s.anyKey {
		out = r.find(out, value, sum)
	}
	return settle(out)
}

// find is the seam for a faster engine: it may be replaced by one pass of a set
// of patterns that says which rules are worth running.
func (r *rule) find(out []Match, value string, sum summary) []Match {
	if sum.digits < r.digits || !sum.hasOne(value, r.needs) {
		return out
	}
	for _, m := range r.pattern.FindAllStringSubmatchIndex(value, maxMatches) {
		start, end := m[0], m[1]
		if len(m) > 3 && m[2] >= 0 {
			start, end = m[2], m[3]
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
	lower  string // the value in lower case, made when first asked for
}

func summarise(value string) (s summary) {
	for i := range len(value) {
		if c := value[i]; c >= '0' && c <= '9' {
			s.digits++
		}
	}
	return s
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

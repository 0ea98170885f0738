// Package rules is the deny-list, the clinical vocabulary and the policy: what a
// value looks like that should not leave a practice's site, which words say
// something about health, and which kinds of third party have no place on which
// page. All of it is data, in YAML, with a source and a date for every entry.
//
// It does not decode, search exchanges or judge: audit/detect hands it one
// decoded leaf at a time, audit/judge asks it for the policy.
//
// To add a rule, add one entry to denylist.yaml, terms.yaml or policy.yaml. An
// entry carries its own examples; an unknown key, a missing source, a bad
// pattern or an example that fails is an error with file, line and column.
package rules

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/quietroom/quietroom/audit"
)

//go:embed denylist.yaml terms.yaml policy.yaml
var files embed.FS

// Set is a set of rules. It is safe for concurrent use.
type Set struct {
	rules   []*rule            // in the order of the files
	byKey   map[string][]*rule // rules with keys, by normal form of the key
	anyKey  []*rule            // rules without
	groups  []*group
	phrases map[string][]*phrase // by first token
	policy  []PolicyRule
	checks  []Check
	ids     map[string]bool
	public  map[string]bool // normal forms of what Except was told
	hash    string
}

// Info is what a report may want to know about a rule.
type Info struct {
	ID         string
	Kind       audit.Kind
	SafeHarbor string
	// Weight is 3 for what counts by itself, 2 beside a telling place, 1 only beside proof.
	Weight int
	// Sources are public addresses, or "own" for what rests on no page.
	Sources []string
	// Date is when the sources were read, YYYY-MM-DD.
	Date string
	Note string
}

var loadDefault = sync.OnceValues(func() (*Set, error) {
	all := newSet()
	for _, name := range []string{"denylist.yaml", "terms.yaml", "policy.yaml"} {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		s, err := Read(name, data)
		if err != nil {
			return nil, err
		}
		if all, err = all.With(s); err != nil {
			return nil, err
		}
	}
	return all, nil
})

// Default gives the rules that ship with quietroom. They are read once.
func Default() (*Set, error) { return loadDefault() }

func newSet() *Set {
	return &Set{byKey: map[string][]*rule{}, phrases: map[string][]*phrase{}, ids: map[string]bool{}}
}

// With gives a set that holds the rules of s and then those of more. An id that
// both have is an error: an id means one thing.
func (s *Set) With(more *Set) (*Set, error) {
	out := newSet()
	for _, from := range []*Set{s, more} {
		for _, r := range from.rules {
			if err := out.addRule(r); err != nil {
				return nil, err
			}
		}
		for _, g := range from.groups {
			if err := out.addGroup(g); err != nil {
				return nil, err
			}
		}
		for _, p := range from.policy {
			if err := out.addPolicy(p); err != nil {
				return nil, err
			}
		}
	}
	out.checks = append(slices.Clone(s.checks), more.checks...)
	sum := sha256.Sum256([]byte(s.hash + more.hash))
	out.hash = hex.EncodeToString(sum[:])
	return out, nil
}

// Hash is the SHA-256 (hex) of the data that the set was read from.
func (s *Set) Hash() string { return s.hash }

// Rules lists the deny-list and the groups of the vocabulary, in file order.
func (s *Set) Rules() []Info {
	out := make([]Info, 0, len(s.rules)+len(s.groups))
	for _, r := range s.rules {
		out = append(out, r.Info)
	}
	for _, g := range s.groups {
		out = append(out, g.Info)
	}
	return out
}

// Rule gives a rule of the deny-list or a group of the vocabulary ("term." and its id).
func (s *Set) Rule(id string) (Info, bool) {
	for _, r := range s.rules {
		if r.ID == id {
			return r.Info, true
		}
	}
	for _, g := range s.groups {
		if g.ID == id {
			return g.Info, true
		}
	}
	return Info{}, false
}

// Except gives a set whose deny-list is blind to these values: what a practice
// publishes about itself (its e-mail addresses and phone numbers) is not a
// patient's. Case, spaces and punctuation do not matter.
func (s *Set) Except(public ...string) *Set {
	out := *s
	out.public = maps.Clone(s.public)
	if out.public == nil {
		out.public = map[string]bool{}
	}
	for _, v := range public {
		if f := publicForm(v); f != "" {
			out.public[f] = true
		}
	}
	return &out
}

// publicForm is a value's letters and digits in lower case; a number of the
// North American plan without its country code.
func publicForm(v string) string {
	if d := digitsOf(v); len(d) >= 10 && strings.Trim(v, "0123456789 +().-") == "" {
		return strings.TrimPrefix(d, "1")
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, v)
}

func (s *Set) claim(id string) error {
	if s.ids[id] {
		return fmt.Errorf("rule id %q is there twice; an id belongs to one entry", id)
	}
	s.ids[id] = true
	return nil
}

package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/yamlfile"
)

// file is what a rule file may hold.
type file struct {
	Rules  []*ruleEntry   `yaml:"rules"`
	Groups []*groupEntry  `yaml:"groups"`
	Policy []*policyEntry `yaml:"policy"`
	Checks []Check        `yaml:"checks"`
}

type ruleEntry struct {
	ID         string   `yaml:"id"`
	Kind       string   `yaml:"kind"`
	SafeHarbor string   `yaml:"safe_harbor"`
	Pattern    string   `yaml:"pattern"`
	Keys       []string `yaml:"keys"`
	Needs      []string `yaml:"needs"`
	Digits     int      `yaml:"digits"`
	Chars      string   `yaml:"chars"`
	Validator  string   `yaml:"validator"`
	Weight     int      `yaml:"weight"`
	Source     string   `yaml:"source"`
	Date       string   `yaml:"date"`
	Note       string   `yaml:"note"`
	Match      []string `yaml:"match"`
	Pass       []string `yaml:"pass"`
	at         string
}

type groupEntry struct {
	ID        string   `yaml:"id"`
	Kind      string   `yaml:"kind"`
	Weight    int      `yaml:"weight"`
	Topic     string   `yaml:"topic"`
	Source    []string `yaml:"source"`
	Date      string   `yaml:"date"`
	Note      string   `yaml:"note"`
	Words     []string `yaml:"words"`
	Ambiguous []string `yaml:"ambiguous"`
	Match     []string `yaml:"match"`
	Pass      []string `yaml:"pass"`
	at        string
}

type policyEntry struct {
	PolicyRule `yaml:",inline"`
	at         string
}

// UnmarshalYAML reads the entry strictly and keeps where it stands.
func (e *ruleEntry) UnmarshalYAML(n ast.Node) (err error) {
	type plain ruleEntry
	e.at, err = yamlfile.Entry(n, (*plain)(e))
	return err
}

// UnmarshalYAML reads the entry strictly and keeps where it stands.
func (e *groupEntry) UnmarshalYAML(n ast.Node) (err error) {
	type plain groupEntry
	e.at, err = yamlfile.Entry(n, (*plain)(e))
	return err
}

// UnmarshalYAML reads the entry strictly and keeps where it stands.
func (e *policyEntry) UnmarshalYAML(n ast.Node) (err error) {
	e.at, err = yamlfile.Entry(n, &e.PolicyRule)
	return err
}

// Read reads a rule file: rules, groups and policy, each optional. Every error
// names the file, line and column of the entry and says what would be right.
func Read(name string, data []byte) (*Set, error) {
	var f file
	if err := yamlfile.Read(name, data, &f); err != nil {
		return nil, err
	}
	s := newSet()
	sum := sha256.Sum256(data)
	s.hash = hex.EncodeToString(sum[:])
	for i, e := range f.Rules {
		if e == nil {
			return nil, fmt.Errorf("%s:1:1: rule %d is empty", name, i+1)
		}
		r, err := e.build()
		if err == nil {
			err = s.addRule(r)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%s: rule %q: %w", name, e.at, e.ID, err)
		}
	}
	for i, e := range f.Groups {
		if e == nil {
			return nil, fmt.Errorf("%s:1:1: group %d is empty", name, i+1)
		}
		if err := s.readGroup(e); err != nil {
			return nil, fmt.Errorf("%s:%s: group %q: %w", name, e.at, e.ID, err)
		}
	}
	for i, e := range f.Policy {
		if e == nil {
			return nil, fmt.Errorf("%s:1:1: policy rule %d is empty", name, i+1)
		}
		err := e.check()
		if err == nil {
			e.PolicyRule.at = name + ":" + e.at
			err = s.addPolicy(e.PolicyRule)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%s: policy rule %q: %w", name, e.at, e.ID, err)
		}
	}
	s.checks = f.Checks
	return s, nil
}

var (
	idShape   = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	dateShape = regexp.MustCompile(`^20\d\d-[01]\d-[0-3]\d$`)
)

// checkFacts holds what every entry needs: an id, a source, a date.
func checkFacts(id, date string, sources ...string) error {
	if !idShape.MatchString(id) {
		return errors.New("id must be lower-case letters, digits and _")
	}
	for _, s := range sources {
		if s != "own" && !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
			return errors.New(`source must be a public address, or "own" for what rests on no page`)
		}
	}
	if len(sources) == 0 {
		return errors.New(`source is missing: a public address, or "own" for what rests on no page`)
	}
	if !dateShape.MatchString(date) {
		return errors.New("date must be the day of reading, as YYYY-MM-DD")
	}
	return nil
}

func kindNames() (out []string) {
	for _, k := range audit.Kinds {
		out = append(out, string(k.Kind))
	}
	return out
}

func checkKind(kind string, weight int) error {
	if !audit.Kind(kind).Known() {
		return fmt.Errorf("kind %q is none that a run may hold%s", kind, yamlfile.Hint(kind, kindNames()))
	}
	if weight < 1 || weight > 3 {
		return fmt.Errorf("weight %d must be 1, 2 or 3", weight)
	}
	return nil
}

func (e *ruleEntry) build() (*rule, error) {
	if err := errors.Join(checkFacts(e.ID, e.Date, e.Source), checkKind(e.Kind, e.Weight)); err != nil {
		return nil, err
	}
	if len(e.SafeHarbor) > 1 || e.SafeHarbor != "" && (e.SafeHarbor < "A" || e.SafeHarbor > "R") {
		return nil, fmt.Errorf("safe_harbor %q must be one letter from A to R", e.SafeHarbor)
	}
	if e.Pattern == "" {
		return nil, errors.New("pattern is missing")
	}
	pattern := e.Pattern
	if len(e.Keys) > 0 {
		pattern = `^\s*(` + pattern + `)\s*$`
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, fmt.Errorf("pattern: %w", err)
	}
	if re.MatchString("") {
		return nil, errors.New("pattern must not match an empty value")
	}
	r := &rule{
		Info: Info{ID: e.ID, Kind: audit.Kind(e.Kind), SafeHarbor: e.SafeHarbor, Weight: e.Weight,
			Sources: []string{e.Source}, Date: e.Date, Note: e.Note},
		pattern: re, gate: gateOf(re.String()), needs: e.Needs, digits: e.Digits, at: e.at,
	}
	if e.Chars != "" {
		r.chars = newCharset(e.Chars)
	}
	if e.Validator != "" {
		if r.validate = validators[e.Validator]; r.validate == nil {
			names := slices.Sorted(maps.Keys(validators))
			return nil, fmt.Errorf("validator %q is none of %s%s", e.Validator, strings.Join(names, ", "), yamlfile.Hint(e.Validator, names))
		}
	}
	for _, k := range e.Keys {
		form := keyForm(k)
		if form == "" {
			return nil, fmt.Errorf("key %q holds no letter or digit", k)
		}
		r.keys = append(r.keys, form)
	}
	return r, e.tryExamples(r)
}

// tryExamples runs the rule alone on its own examples.
func (e *ruleEntry) tryExamples(r *rule) error {
	if len(e.Match) == 0 || len(e.Pass) == 0 {
		return errors.New("match and pass are missing: an example that must be found, and one that must not")
	}
	alone := newSet()
	if err := alone.addRule(r); err != nil {
		return err
	}
	for i, examples := range [][]string{e.Match, e.Pass} {
		for _, ex := range examples {
			key, value := "", ex
			if len(r.keys) > 0 {
				var ok bool
				if key, value, ok = strings.Cut(ex, "="); !ok {
					return fmt.Errorf("example %q must be key=value, since the rule has keys", ex)
				}
			}
			if found := len(alone.Value(key, value)) > 0; found != (i == 0) {
				return fmt.Errorf("example %q: found is %v, and it must be %v", ex, found, !found)
			}
		}
	}
	return nil
}

func (s *Set) readGroup(e *groupEntry) error {
	if err := errors.Join(checkFacts(e.ID, e.Date, e.Source...), checkKind(e.Kind, e.Weight)); err != nil {
		return err
	}
	if !slices.Contains([]string{topicAny, topicPlain, topicNo}, e.Topic) {
		return fmt.Errorf("topic %q must be any, plain or no", e.Topic)
	}
	g := &group{
		Info:  Info{ID: "term." + e.ID, Kind: audit.Kind(e.Kind), Weight: e.Weight, Sources: e.Source, Date: e.Date, Note: e.Note},
		topic: e.Topic, words: e.Words, ambiguous: e.Ambiguous, at: e.at,
	}
	for _, w := range slices.Concat(e.Words, e.Ambiguous) {
		if len(splitWords(w)) == 0 {
			return fmt.Errorf("word %q holds no letter or digit", w)
		}
	}
	if len(e.Match) == 0 || len(e.Pass) == 0 {
		return errors.New("match and pass are missing: a text that holds a word of the group, and one that does not")
	}
	alone := newSet()
	if err := errors.Join(alone.addGroup(g), s.addGroup(g)); err != nil {
		return err
	}
	for i, examples := range [][]string{e.Match, e.Pass} {
		for _, ex := range examples {
			if found := len(alone.Terms(ex)) > 0; found != (i == 0) {
				return fmt.Errorf("example %q: found is %v, and it must be %v", ex, found, !found)
			}
		}
	}
	return nil
}

func (e *policyEntry) check() error {
	if err := checkFacts(e.ID, e.Date, e.Source); err != nil {
		return err
	}
	if e.When == "" {
		e.When = WhenContact
	}
	whens := []string{WhenContact, WhenOwnURL, WhenPlainHTTP}
	switch {
	case !slices.Contains(whens, e.When):
		return fmt.Errorf("when %q is none of %s%s", e.When, strings.Join(whens, ", "), yamlfile.Hint(e.When, whens))
	case e.When == WhenContact && (len(e.Purposes) == 0 || len(e.Contexts) == 0):
		return errors.New("purposes and contexts are wanted: which third parties have no place on which pages")
	case e.When != WhenContact && len(e.Purposes) > 0:
		return errors.New("purposes go with contact only: this rule is about the practice itself")
	case e.Because == "" || e.Remedy == "":
		return errors.New("because and remedy are wanted")
	}
	return nil
}

package rules

import (
	"fmt"
	"slices"

	"github.com/quietroom/quietroom/internal/yamlfile"
)

// PolicyRule says what has no place on which pages: third parties of a purpose,
// or a way for the practice itself to send a patient's values.
type PolicyRule struct {
	ID string `yaml:"id"`
	// When is what the rule is about: WhenContact, which "" means too, WhenOwnURL
	// or WhenPlainHTTP.
	When string `yaml:"when"`
	// Purposes are those of the third parties that a rule about contact forbids.
	Purposes []string `yaml:"purposes"`
	// Contexts are the pages that the rule holds on; empty means every page, and
	// is no choice of a rule about contact.
	Contexts []string `yaml:"contexts"`
	// Because ends the sentence "X was contacted from the booking page: ...".
	Because string `yaml:"because"`
	// Remedy says what to change.
	Remedy string `yaml:"remedy"`
	Source string `yaml:"source"`
	Date   string `yaml:"date"`

	at string // file:line:column
}

// What a policy rule can be about.
const (
	// WhenContact: a third party of one of the purposes was contacted.
	WhenContact = "contact"
	// WhenOwnURL: a value of the patient is in the address of a page of the practice.
	WhenOwnURL = "own_url"
	// WhenPlainHTTP: a value of the patient goes to the practice without encryption.
	WhenPlainHTTP = "plain_http"
)

// Check is one of the twelve things that practices are asked to see to, and what
// of quietroom answers it.
type Check struct {
	Text string `yaml:"text"`
	// By lists ids of rules, classes of evidence ("class A"), "register" for the
	// practice's own register of vendors, "coverage", and "person" for what no
	// browser can see.
	By []string `yaml:"by"`
}

// CheckBy are the words beside rule ids that By of a check may hold.
var CheckBy = []string{"class A", "class B", "class C", "class D", "class E", "register", "coverage", "person"}

func (s *Set) addPolicy(p PolicyRule) error {
	if err := s.claim(p.ID); err != nil {
		return err
	}
	s.policy = append(s.policy, p)
	return nil
}

// Policy lists the policy rules in file order.
func (s *Set) Policy() []PolicyRule { return slices.Clone(s.policy) }

// Checks lists the twelve checks in their order.
func (s *Set) Checks() []Check { return slices.Clone(s.checks) }

// Disallows gives the first rule by which a vendor of that purpose has no place
// on a page of that context.
func (s *Set) Disallows(purpose, context string) (PolicyRule, bool) {
	for _, p := range s.policy {
		if p.When == WhenContact && slices.Contains(p.Purposes, purpose) && slices.Contains(p.Contexts, context) {
			return p, true
		}
	}
	return PolicyRule{}, false
}

// Own gives the first rule about what the practice itself sends, of that kind,
// that holds on a page of that context.
func (s *Set) Own(when, context string) (PolicyRule, bool) {
	for _, p := range s.policy {
		if p.When == when && (len(p.Contexts) == 0 || slices.Contains(p.Contexts, context)) {
			return p, true
		}
	}
	return PolicyRule{}, false
}

// CheckPolicy reports the first word of a policy rule that names no purpose of a
// vendor and no context of a page: such a rule would forbid nothing.
func (s *Set) CheckPolicy(purposes, contexts []string) error {
	for _, p := range s.policy {
		for _, w := range []struct {
			what        string
			used, known []string
		}{{"purpose", p.Purposes, purposes}, {"context", p.Contexts, contexts}} {
			for _, word := range w.used {
				if !slices.Contains(w.known, word) {
					return fmt.Errorf("%s: policy rule %q: there is no %s %q%s", p.at, p.ID, w.what, word, yamlfile.Hint(word, w.known))
				}
			}
		}
	}
	return nil
}

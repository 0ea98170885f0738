package rules

import "slices"

// PolicyRule says which purposes of a third party are not allowed on which pages.
type PolicyRule struct {
	ID       string   `yaml:"id"`
	Purposes []string `yaml:"purposes"`
	Contexts []string `yaml:"contexts"`
	// Because ends the sentence "X was contacted from the booking page: ...".
	Because string `yaml:"because"`
	// Remedy says what to change.
	Remedy string `yaml:"remedy"`
	Source string `yaml:"source"`
	Date   string `yaml:"date"`
}

func (s *Set) addPolicy(p PolicyRule) error {
	if err := s.claim(p.ID); err != nil {
		return err
	}
	s.policy = append(s.policy, p)
	return nil
}

// Policy lists the policy rules in file order.
func (s *Set) Policy() []PolicyRule { return slices.Clone(s.policy) }

// Disallows gives the first rule by which a vendor of that purpose has no place
// on a page of that context.
func (s *Set) Disallows(purpose, context string) (PolicyRule, bool) {
	for _, p := range s.policy {
		if slices.Contains(p.Purposes, purpose) && slices.Contains(p.Contexts, context) {
			return p, true
		}
	}
	return PolicyRule{}, false
}

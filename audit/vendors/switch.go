package vendors

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Switch is a setting of a vendor's own that keeps it from getting something.
type Switch struct {
	// ID is unique among the vendor's switches and never changes.
	ID string `yaml:"id"`
	// Do says in the imperative what to set: "switch off automatic advanced matching".
	Do string `yaml:"do"`
	// Answers are what it stops: what the vendor means by a field (Field.Means), with *
	// for any text.
	Answers []string `yaml:"answers"`
	// Steps are how, one a line.
	Steps []string `yaml:"steps"`
	// Source and Date (YYYY-MM-DD) say where and when that was read.
	Source string `yaml:"source"`
	Date   string `yaml:"date"`
}

// Stops reports whether the vendor gets no field of this meaning once it is set.
func (s Switch) Stops(means string) bool {
	return means != "" && slices.ContainsFunc(s.Answers, func(p string) bool { return fits(p, means) })
}

// fits reports whether text is what a pattern says, * standing for any text.
func fits(pattern, text string) bool {
	head, rest, more := strings.Cut(pattern, "*")
	text, ok := strings.CutPrefix(text, head)
	if !ok || !more {
		return ok && text == ""
	}
	for i := range len(text) + 1 {
		if fits(rest, text[i:]) {
			return true
		}
	}
	return false
}

// checkSwitches says what is wrong with the switches of an entry.
func (e *entry) checkSwitches() error {
	seen := map[string]bool{}
	for _, s := range e.Switches {
		switch {
		case s.ID == "" || seen[s.ID]:
			return fmt.Errorf("switch %q: want an id of its own", s.ID)
		case s.Do == "" || len(s.Steps) == 0:
			return fmt.Errorf("switch %q: do and steps are wanted", s.ID)
		case !strings.HasPrefix(s.Source, "https://") || !dateShape.MatchString(s.Date):
			return fmt.Errorf("switch %q: source must be an https address and date a day as YYYY-MM-DD", s.ID)
		case len(s.Answers) == 0:
			return fmt.Errorf("switch %q: answers must say which fields it stops", s.ID)
		}
		seen[s.ID] = true
		for _, a := range s.Answers {
			if strings.Trim(a, "*") == "" || strings.Count(a, "*") > 2 {
				return errors.New("switch " + s.ID + ": an answer is the meaning of a field, with at most two *")
			}
		}
	}
	return nil
}

package script

import (
	"fmt"
	"strings"
)

// Target says which element is meant. What is given must all fit; words fit
// whatever their case and spacing, and a part of them does when nothing fits whole.
type Target struct {
	// Label is a control's label, as a person or a screen reader reads it.
	Label string
	// Role is an ARIA role (https://www.w3.org/TR/wai-aria-1.2/#role_definitions),
	// Name the accessible name (https://www.w3.org/TR/accname-1.2/); either may stand alone.
	Role, Name string
	// Text is what the element says.
	Text        string
	Placeholder string
	// TestID is the value of data-testid, data-test-id, data-test or data-cy.
	TestID string
	// CSS and XPath are looked up in the document and in every shadow root.
	CSS, XPath string
	// Nth picks one of several, from 1; 0 wants exactly one.
	Nth int
	// Within is what it must be inside of.
	Within *Target
	// Or are other ways to say the same, each tried when those before find nothing.
	Or []Target
}

// IsZero reports whether no element is meant.
func (t Target) IsZero() bool {
	return t.ways() == 0 && t.Nth == 0 && t.Within == nil && len(t.Or) == 0
}

// ways counts what says which element is meant.
func (t Target) ways() (n int) {
	for _, s := range []string{t.Label, t.Role, t.Name, t.Text, t.Placeholder, t.TestID, t.CSS, t.XPath} {
		if s != "" {
			n++
		}
	}
	return n
}

// String says it in the words of the file, "" for none.
func (t Target) String() string {
	var out []string
	say := func(key, value string) {
		if value != "" {
			out = append(out, fmt.Sprintf("%s “%s”", key, value))
		}
	}
	if t.Role != "" {
		out = append(out, t.Role)
	}
	say("named", t.Name)
	say("labelled", t.Label)
	say("saying", t.Text)
	say("with placeholder", t.Placeholder)
	say("with test id", t.TestID)
	say("css", t.CSS)
	say("xpath", t.XPath)
	if t.Nth != 0 {
		out = append(out, fmt.Sprintf("number %d", t.Nth))
	}
	if t.Within != nil {
		out = append(out, "in "+t.Within.String())
	}
	return strings.Join(out, " ")
}

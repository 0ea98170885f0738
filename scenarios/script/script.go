package script

import (
	"fmt"
	"log/slog"
	"net/url"
	"time"
)

// Script is one scenario file.
type Script struct {
	// Name is that of its journeys in a run: lower-case letters, digits, dots, dashes
	// and underscores, 64 at most.
	Name string
	// Description is for people.
	Description string
	// Start is the address that it begins at: absolute, or a path of the site. It may
	// be left out when the first step is a visit.
	Start string
	// Submit says what becomes of what would commit something: "hold" (pressed, and
	// the request held), "skip" (not pressed), "" leaves it to the audit. Sending is
	// not a scenario's to ask for: the site's file allows it, by the scenario's name.
	Submit string
	// Thanks is the address of the page that the site shows after a good submission:
	// what a held one is answered with. "" leaves it to the audit.
	Thanks string
	// Timeout is how long a step may take that does not say; 0 leaves it to the walk.
	Timeout time.Duration
	Steps   []Step
}

// Step is one thing to do. Which fields count is a matter of its verb, see Verbs;
// the others are zero. It never prints what it types.
type Step struct {
	Verb Verb
	// Target is what it is done to.
	Target Target
	// URL is the address to visit, or the pattern of the address that is expected.
	URL string
	// Title is a part of the page's title that is expected.
	Title string
	// Value is what is typed, or what a control is expected to hold. Empty, a fill
	// types what the field asks for.
	Value Value
	// Option is what is chosen in a list. Empty, the patient chooses.
	Option Value
	// Off unticks.
	Off bool
	// File is what is uploaded: image or pdf.
	File string
	// Key is pressed: a character, a key's name, with modifiers as in Shift+Tab.
	Key string
	// To is where a page is scrolled to: end or top.
	To string
	// X and Y are where it is scrolled to, in CSS pixels.
	X, Y int
	// For is how long is waited.
	For time.Duration
	// Hidden turns what is expected or waited for around: it is not to be seen.
	Hidden bool
	// Not turns an expectation of an address, a title or a value around.
	Not bool
	// Count is how many elements there must be: 3, >=2, <=5.
	Count string
	// Double clicks twice.
	Double bool
	// State is what becomes of the consent banner: accept or reject.
	State string
	// Goal is what is to be found on the site: one of Goals.
	Goal string
	// Account names the test account, "" for the only one.
	Account string
	// Steps are those inside a frame, or done when something is there.
	Steps []Step
	// Timeout is how long it may take; 0 is Script.Timeout.
	Timeout time.Duration
	// Note is for people.
	Note string

	// At is where the step stands in its file, line:column; "" for one that was not read.
	At string
}

// String hides what is typed.
func (s Step) String() string {
	if t := s.Target.String(); t != "" {
		return fmt.Sprintf("%s %s", s.Verb, t)
	}
	return string(s.Verb)
}

// GoString hides what is typed, also from %#v.
func (s Step) GoString() string { return s.String() }

// LogValue hides what is typed from slog.
func (s Step) LogValue() slog.Value { return slog.StringValue(s.String()) }

// Format hides what is typed from every verb of package fmt.
func (s Step) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }

// Page gives the address that the script begins at, on the given site.
func (s *Script) Page(site string) (string, error) {
	start := s.Start
	if start == "" && len(s.Steps) > 0 && s.Steps[0].Verb == Visit {
		start = s.Steps[0].URL
	}
	return Address(site, start)
}

// Address resolves an address of a script: a path is one of the site.
func Address(site, ref string) (string, error) {
	base, err := url.Parse(site)
	if err != nil {
		return "", fmt.Errorf("the site's address %.100q: %w", site, err)
	}
	u, err := base.Parse(ref)
	if err != nil {
		return "", fmt.Errorf("the address %.100q: %w", ref, err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("%.100q is no address of a site; want a path such as /book, or one that begins with https://", ref)
	}
	return u.String(), nil
}

package script

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// The longest times that a file may ask for.
const (
	longestStep = 5 * time.Minute
	longestWait = time.Minute
)

var (
	nameRE  = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,63}$`)
	countRE = regexp.MustCompile(`^(>=|<=|==)?\s*\d{1,4}$`)
)

// Check says what is wrong with a script that was not read from a file; nil for
// nothing. Errors name the step by its number.
func (s *Script) Check() error { return errors.Join(s.wrong(s.Name)...) }

// wrong lists what is wrong with the sense of a script.
func (s *Script) wrong(file string) (errs []error) {
	top := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("%s:1:1: %s", file, fmt.Sprintf(format, args...)))
	}
	if !nameRE.MatchString(s.Name) {
		top("name %q: want one of lower-case letters, digits, dots, dashes and underscores, such as name: request-an-appointment", clip(s.Name))
	}
	switch s.Submit {
	case "", "hold", "skip":
	case "send":
		top("submit: send is not a scenario's to ask for; the site's file allows it for the scenarios that it names")
	default:
		top("submit %q is unknown%s", clip(s.Submit), oneOf(s.Submit, []string{"hold", "skip"}))
	}
	if !legible(&s.Description) {
		top("description must be %s", wanted(&s.Description))
	}
	if s.Timeout > longestStep {
		top("timeout %s is longer than %s", s.Timeout, longestStep)
	}
	switch {
	case len(s.Steps) == 0:
		top("the scenario has no steps; a first one is such as - click: Book now")
	case s.Start == "" && s.Steps[0].Verb != Visit:
		top("the scenario does not say where it begins; add start: / or let the first step be a visit")
	}
	if err := address(s.Start); s.Start != "" && err != nil {
		top("start: %v", err)
	}
	if err := address(s.Thanks); s.Thanks != "" && err != nil {
		top("thanks: %v", err)
	}
	n := 0
	s.each(func(st *Step) {
		n++
		at := st.At
		if at == "" {
			at = fmt.Sprintf("step %d", n)
		}
		for _, err := range st.wrong() {
			if len(errs) < maxWrong {
				errs = append(errs, fmt.Errorf("%s:%s: %w", file, at, err))
			}
		}
	})
	return errs
}

// wrong lists what is wrong with the sense of a step.
func (s *Step) wrong() (errs []error) {
	info, ok := s.Verb.Info()
	if !ok {
		return []error{fmt.Errorf("unknown verb %q", clip(string(s.Verb)))}
	}
	add := func(bad bool, format string, args ...any) {
		if bad {
			errs = append(errs, fmt.Errorf("%s: %s", s.Verb, fmt.Sprintf(format, args...)))
		}
	}
	for _, a := range stepArgs() {
		own := slices.Contains(info.Args, a.key) || slices.Contains(everyStep, a.key)
		add(!own && !empty(a.field(s)), "it takes no %q", a.key)
		add(!legible(a.field(s)), "%s must be %s", a.key, wanted(a.field(s)))
	}
	add(!info.Target && !s.Target.IsZero(), "it is not done to an element")
	if len(info.Needs) > 0 && !slices.ContainsFunc(info.Needs, s.has) {
		add(true, "it needs %s", needs(info))
	}
	if err := s.Target.wrong(); err != nil {
		add(true, "%v", err)
	}
	add(s.Target.IsZero() && s.Count != "", "count wants an element to count")
	add(s.Target.IsZero() && s.Hidden, "hidden wants an element that is not to be seen")
	add(s.Target.IsZero() && s.Verb == Expect && s.Value != "", "value wants the control that holds it")
	add(s.Count != "" && !countRE.MatchString(s.Count), "count %q: want a number, or one behind >= or <=, such as >=2", clip(s.Count))
	add((s.Verb == Frame || s.Verb == IfPresent) && len(s.Steps) == 0, "it has no steps to do; put them under steps:")
	add(s.Timeout > longestStep, "timeout %s is longer than %s", s.Timeout, longestStep)
	add(s.For > longestWait, "for %s is longer than %s; wait for an element or an address instead", s.For, longestWait)
	add(s.For != 0 && (s.URL != "" || !s.Target.IsZero()), "for stands alone; how long an element may take is said with timeout")
	if s.Verb == Visit {
		if err := address(s.URL); s.URL != "" && err != nil {
			add(true, "%v", err)
		}
	}
	if s.Key != "" {
		if err := keyWrong(s.Key); err != nil {
			add(true, "%v", err)
		}
	}
	for _, v := range []Value{s.Value, s.Option} {
		if _, err := v.Parts(); err != nil {
			add(true, "%v", err)
		}
	}
	return errs
}

// has reports whether what a verb needs is there.
func (s *Step) has(need string) bool {
	if need == aTarget {
		return !s.Target.IsZero()
	}
	for _, a := range stepArgs() {
		if a.key == need {
			return !empty(a.field(s))
		}
	}
	return false
}

// legible reports whether a text is one that a file can hold.
func legible(field any) bool {
	var s string
	switch f := field.(type) {
	case *string:
		s = *f
	case *Value:
		s = string(*f)
	}
	return len(s) <= maxText && utf8.ValidString(s) && !strings.ContainsRune(s, 0)
}

func (t *Target) wrong() error {
	for _, a := range targetArgs() {
		if !legible(a.field(t)) {
			return fmt.Errorf("%s must be %s", a.key, wanted(a.field(t)))
		}
	}
	switch {
	case t.IsZero():
		return nil
	case t.ways() == 0:
		return errors.New("it does not say which element; add label, role, name, text, placeholder, testid, css or xpath")
	case t.Nth < 0:
		return fmt.Errorf("nth %d: it counts from 1", t.Nth)
	case t.Role != "" && !slices.Contains(roles, t.Role):
		return fmt.Errorf("role %q is unknown%s", clip(t.Role), oneOf(t.Role, roles))
	}
	if t.Within != nil {
		if t.Within.IsZero() {
			return errors.New("within does not say which element")
		}
		if err := t.Within.wrong(); err != nil {
			return fmt.Errorf("within: %w", err)
		}
	}
	for i := range t.Or {
		if t.Or[i].IsZero() {
			return errors.New("or holds a target that says nothing")
		}
		if err := t.Or[i].wrong(); err != nil {
			return fmt.Errorf("or: %w", err)
		}
	}
	return nil
}

// address checks an address of the site.
func address(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return fmt.Errorf("%q is no address; want a path such as /book, or one that begins with https://", clip(s))
	case strings.Contains(s, "{patient."):
		return errors.New("an address takes no placeholder; let the patient type it where the site asks")
	case u.Scheme == "http" || u.Scheme == "https":
		if u.Host == "" {
			return fmt.Errorf("%q has no host", clip(s))
		}
		return nil
	case u.Scheme != "" || u.Host != "" || !strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "?") && !strings.HasPrefix(s, "#"):
		return fmt.Errorf("%q is no address of a site; want a path such as /book, or one that begins with https://", clip(s))
	}
	return nil
}

// Modifiers are the keys that are held while another is pressed.
var Modifiers = []string{"Shift", "Control", "Alt", "Meta"}

// Keys are the keys that have a name,
// https://www.w3.org/TR/uievents-key/#named-key-attribute-values.
var Keys = []string{
	"Enter", "Tab", "Escape", "Space", "Backspace", "Delete", "Insert", "Home", "End", "PageUp", "PageDown",
	"ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight",
}

// SplitKey takes Shift+Tab apart.
func SplitKey(s string) (modifiers []string, key string) {
	for {
		mod, rest, ok := strings.Cut(s, "+")
		if !ok || mod == "" || rest == "" {
			return modifiers, s
		}
		modifiers, s = append(modifiers, mod), rest
	}
}

func keyWrong(s string) error {
	mods, key := SplitKey(s)
	for _, m := range mods {
		if !slices.Contains(Modifiers, m) {
			return fmt.Errorf("unknown modifier %q%s", clip(m), oneOf(m, Modifiers))
		}
	}
	if utf8.RuneCountInString(key) != 1 && !slices.Contains(Keys, key) {
		return fmt.Errorf("unknown key %q%s, or a character", clip(key), oneOf(key, Keys))
	}
	return nil
}

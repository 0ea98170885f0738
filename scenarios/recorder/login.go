package recorder

import (
	"regexp"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// span is a login in a recording: the indexes of its first and its last step.
type span struct{ first, last int }

// farthest is how many steps a login may have behind its password, mostBefore how
// many fields before it.
const (
	farthest   = 8
	mostBefore = 2
)

// newPassword is what a page calls a password that is made up there and then.
var newPassword = regexp.MustCompile(`(?i)\b(new|create|choose|confirm|repeat|retype|re-?enter|again|verify|set|sign ?up|register|registration)\b`)

// aside is what is ticked or looked at beside a password.
var aside = regexp.MustCompile(`(?i)\b(remember|keep me|stay|show|hide|reveal)\b`)

// loginAround finds the login that the password typed in step i belongs to: from
// the fields before it to the click or Enter behind it. A password that is
// new there is no login but an answer of the patient's.
func (t *translation) loginAround(i int) (span, bool) {
	s := t.rec.steps[i]
	f := fieldOf(s.selectors)
	words := strings.NewReplacer("-", " ", "_", " ").Replace(strings.Join([]string{f.Label, f.ID, f.Name, f.Placeholder, f.Autocomplete, f.Nearby}, " "))
	if newPassword.MatchString(words) {
		return span{}, false
	}
	for j, o := range t.rec.steps {
		if j != i && o.kind == "change" && t.kinds[j].kind == audit.KindPassword && !sameElement(o, s) && o.place() == s.place() &&
			j >= i-farthest && j <= i+farthest {
			return span{}, false // it is asked for twice, as of somebody new
		}
	}
	first, ok := t.before(i)
	if !ok {
		return span{}, false
	}
	l := span{first, i}
	for j := i + 1; j < min(len(t.rec.steps), i+farthest); j++ {
		o := t.rec.steps[j]
		if o.place() != s.place() || o.kind == "navigate" || o.kind == "change" && !sameElement(o, s) {
			break
		}
		enter := o.kind == "keyDown" && (o.key == "Enter" || keyNames[o.key] == "Enter")
		if enter || o.kind == "click" && !sameElement(o, s) && !aside.MatchString(fieldOf(o.selectors).Label) {
			l.last = j
			break
		}
	}
	return t.extend(l), l.last > i
}

// before finds the first field of a login: those on the page of the password, and
// the one that names the user when it stands on a page of its own before that.
func (t *translation) before(i int) (first int, ok bool) {
	s := t.rec.steps[i]
	first = i
	var here, page []int // the fields of the password's page, and of the one before it
	pages := 0
	for j := i - 1; j >= 0 && pages < 2; j-- {
		o := t.rec.steps[j]
		if o.place() != s.place() || o.kind == "navigate" {
			break
		}
		if len(o.events) > 0 {
			pages++
		}
		if o.kind != "change" || sameElement(o, t.rec.steps[first]) {
			continue
		}
		if first = j; pages == 0 {
			here = append(here, j)
		} else {
			page = append(page, j)
		}
	}
	if len(here) > mostBefore {
		return 0, false // who logs in does not tell that much
	}
	names := func(j int) bool { k := t.kinds[j].kind; return k == audit.KindUsername || k == audit.KindEmail }
	switch {
	case len(here) > 0:
		return here[len(here)-1], true
	case len(page) == 1 && names(page[0]):
		return page[0], true
	}
	return i, true
}

// extend takes in the click into the first field, and the key that comes up after
// the last step.
func (t *translation) extend(l span) span {
	for l.first > 0 && t.rec.steps[l.first-1].kind == "click" && sameElement(t.rec.steps[l.first-1], t.rec.steps[l.first]) {
		l.first--
	}
	if n := l.last + 1; n < len(t.rec.steps) && t.rec.steps[n].kind == "keyUp" && t.rec.steps[l.last].kind == "keyDown" {
		l.last = n
	}
	return l
}

// login lets the test account log in where the recording did.
func (t *translation) login(l span) {
	first, last := t.rec.steps[l.first], t.rec.steps[l.last]
	t.add(first, script.Step{Verb: script.Login})
	t.note(first.number, "steps %d to %d log in. Neither name nor password is kept; the walk logs in with the test account of the audit", first.number, last.number)
	for _, s := range t.rec.steps[max(l.first, l.last-1) : l.last+1] {
		if s.kind != "change" {
			t.expect(s) // where the login led to, and not the way there
		}
	}
}

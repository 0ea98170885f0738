package recorder

import (
	"regexp"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// span is a login in a recording: the indexes of its first and its last step.
type span struct{ first, last int }

// farthest is how many steps a login may have before and after its password.
const farthest = 8

// newPassword is what a page calls a password that is made up there and then.
var newPassword = regexp.MustCompile(`(?i)\b(new|create|choose|confirm|repeat|retype|re-?enter|again|verify|set|sign ?up|register|registration)\b`)

// aside is what is ticked or looked at beside a password.
var aside = regexp.MustCompile(`(?i)\b(remember|keep me|stay|show|hide|reveal)\b`)

// loginAround finds the login that the password typed in step i belongs to: from
// the user's name before it to the click or Enter behind it. A password that is
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
	l := span{i, i}
	for j := i - 1; j >= max(0, i-farthest); j-- {
		o := t.rec.steps[j]
		if o.kind == "navigate" || o.place() != s.place() {
			break
		}
		if k := t.kinds[j].kind; o.kind == "change" && (k == audit.KindUsername || k == audit.KindEmail) {
			l.first = j
			break
		} else if o.kind == "change" && !sameElement(o, s) {
			break
		}
	}
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
	for _, s := range t.rec.steps[l.first : l.last+1] {
		t.expect(s)
	}
}

//go:build gallery

package gallery

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// classes_test.go counts what was missed by class: numbers alone, so that they can be
// told of the unseen half, too, without showing anything of its exhibits.

// ends are the classes of what a walk says that it stopped at, by words of the walker's own.
var ends = []struct {
	class string
	re    *regexp.Regexp
}{
	{"the budget of time was spent", regexp.MustCompile(`stopped before its end|did not finish in time`)},
	{"the form refuses answers, and says not which", regexp.MustCompile(`and of no single field`)},
	{"the form refuses answers", regexp.MustCompile(`does not accept`)},
	{"the button stays disabled", regexp.MustCompile(`button stays disabled`)},
	{"the button cannot be seen", regexp.MustCompile(`button cannot be seen`)},
	{"no button", regexp.MustCompile(`has no button|there is no button`)},
	{"pressing sent nothing", regexp.MustCompile(`pressing the button sent nothing`)},
	{"the same step came back", regexp.MustCompile(`goes round in circles|has more than \d+ steps`)},
	{"what followed shows nothing", regexp.MustCompile(`neither a field nor a button|gave way to something else|led to another page`)},
	{"a step in between was held", regexp.MustCompile(`steps that follow it were not seen`)},
	{"a step went out, and none followed", regexp.MustCompile(`no further step was seen`)},
	{"the form was lost", regexp.MustCompile(`not on the page any more|could not be looked at`)},
	{"not proven to be held", regexp.MustCompile(`could not be proven`)},
	{"a field could not be answered", regexp.MustCompile(`^step \d+ \((fill|press|select|check|upload)`)},
}

// ending gives the class of why a walk ended.
func ending(out audit.JourneyStatus, submitted bool, why string) string {
	parts := strings.Split(why, "; ")
	for _, e := range ends {
		if slices.ContainsFunc(parts, e.re.MatchString) {
			return e.class
		}
	}
	switch {
	case submitted:
		return "it submitted something else"
	case out == audit.Walked:
		return "it ended well, and submitted nothing"
	}
	return "something else"
}

// refusedRE is what the walker says of a control that the page refuses.
var refusedRE = regexp.MustCompile(`” \(([a-z, -]+)\)`)

// stuck gives the class of why a single control could not be answered.
func stuck(st audit.Step) string {
	for _, s := range []string{"does not keep what is typed", "calls every way", "shows no choices", "offers no day", "calendar", "not on the page any more", "does not stay ticked",
		"none of its choices", "does not keep what is chosen", "could not fill it now", "could not answer it now", "did not finish in time", "takes no kind of file", "nothing to say"} {
		if strings.Contains(st.Why, s) {
			return st.Verb + " " + st.Status + ": " + s
		}
	}
	return st.Verb + " " + st.Status
}

// classes counts by class for one half.
type classes map[string]map[string]int

func (c classes) add(of, class string, n int) {
	if c[of] == nil {
		c[of] = map[string]int{}
	}
	c[of][class] += n
}

func classify(results []result, half string) classes {
	c := classes{}
	for _, r := range results {
		if r.Half != half {
			continue
		}
		where := "the walk came to its end"
		switch {
		case r.planned == 0:
			where = "nothing was planned"
		case !r.reached && r.Steps > 1 && r.state.Step < r.Steps:
			where = "the wizard stopped before its last step"
		case !r.reached:
			where = "the last step was reached, and not sent"
		}
		for name, l := range r.Fields {
			label, err := ReadLabel(l)
			if err != nil || len(label.Kinds) == 0 {
				continue
			}
			value, told := r.state.Values[name]
			state := map[bool]string{true: "empty", false: "wrong"}[value == ""]
			if !slices.ContainsFunc(r.Missed, func(m string) bool { return strings.HasPrefix(m, name+" (") }) {
				continue
			}
			if !told {
				state = "not shown by the page"
			}
			c.add("fields missed", where+", "+state, 1)
			if where == "the walk came to its end" || state == "wrong" {
				c.add("kinds missed where the walk passed", string(label.Kinds[0])+", "+state, 1)
			}
		}
		if !r.reached {
			kind := map[bool]string{true: "wizard", false: "form"}[r.Steps > 1]
			c.add("ends of walks that reached no commit", kind+": "+cmp.Or(r.ended, "nothing was planned"), 1)
		}
		for class, n := range r.refused {
			c.add("controls that were refused", class, n)
		}
		for class, n := range r.stuck {
			c.add("steps that were not done", class, n)
		}
	}
	return c
}

// String tells the counts, the largest first.
func (c classes) String() string {
	var b strings.Builder
	for _, of := range slices.Sorted(maps.Keys(c)) {
		fmt.Fprintf(&b, "  %s:\n", of)
		list := slices.SortedFunc(maps.Keys(c[of]), func(x, y string) int { return cmp.Or(c[of][y]-c[of][x], strings.Compare(x, y)) })
		for _, class := range list {
			fmt.Fprintf(&b, "    %3d  %s\n", c[of][class], class)
		}
	}
	return b.String()
}

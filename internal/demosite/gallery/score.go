package gallery

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/patient"
)

// State is what an exhibit tells of itself, see lib/gallery.js.
type State struct {
	Step      int               `json:"step"`
	Values    map[string]string `json:"values"`
	Committed bool              `json:"committed"`
	// Errors are exceptions of the exhibit's own scripts.
	Errors []string `json:"errors"`
}

// Values gives the values of the patient who walked.
type Values interface {
	Value(audit.Kind) (string, bool)
}

// Score is how one exhibit was walked.
type Score struct {
	// Wanted counts the fields that ask for something of the patient, Right those
	// that hold it, Wrong those that hold something else and the traps that hold
	// anything.
	Wanted, Right, Wrong int
	// Missed says field by field what is not right; it holds no value.
	Missed []string
}

// Judge holds what the fields of an exhibit hold against its labels. chosen is
// what the walk says that it chose among what the page offers.
func (e Exhibit) Judge(s State, p Values, chosen []audit.Canary) Score {
	var out Score
	for _, name := range fieldNames(e.Fields) {
		l, err := ReadLabel(e.Fields[name])
		if err != nil || l.Ignore {
			continue
		}
		got := s.Values[name]
		miss := func(why string) { out.Missed = append(out.Missed, name+" ("+e.Fields[name]+"): "+why) }
		switch {
		case l.Leave:
			if got != "" {
				out.Wrong++
				miss("was filled, and should have been left alone")
			}
			continue
		case l.Tick:
			if got == "" {
				miss("was not ticked")
			}
			continue
		}
		out.Wanted++
		switch {
		case l.right(got, p, chosen):
			out.Right++
		case got == "":
			miss("is empty")
		default:
			out.Wrong++
			miss("holds something else")
		}
	}
	return out
}

func fieldNames(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// right reports whether got is what the patient says to such a question.
func (l Label) right(got string, p Values, chosen []audit.Canary) bool {
	if got == "" {
		return false
	}
	if want, ok := strings.CutPrefix(l.Part, "="); ok {
		return got == want
	}
	for _, k := range l.Kinds {
		v, ok := p.Value(k)
		if l.Part == "" && (k == audit.KindOther || k == audit.KindFile) {
			return true // anything answers it
		}
		if ok && l.written(k, v, got) {
			return true
		}
		if l.Part == "" && choosable(k) && picked(k, got, chosen) {
			return true
		}
	}
	return false
}

// written reports whether got is the patient's value in a form that the field
// takes.
func (l Label) written(k audit.Kind, v, got string) bool {
	day, err := time.Parse(time.DateOnly, v)
	switch {
	case err == nil && strings.Contains(l.Part, "06"):
		return got == day.Format(l.Part) || got == day.Format(time.DateOnly)
	case err == nil && l.Part != "":
		return partOfDay(l.Part, day, got)
	case k == audit.KindPhone || k == audit.KindEmergencyPhone:
		return phone(l.Part, digits(v), digits(got))
	case k == audit.KindCardExpiry && l.Part != "":
		month, year, _ := strings.Cut(v, "/")
		return l.Part == "month" && number(got) == number(month) || l.Part == "year" && strings.HasSuffix(got, year)
	case err == nil:
		return slices.ContainsFunc(usual, func(layout string) bool { return got == day.Format(layout) })
	case k == audit.KindGivenName || k == audit.KindFamilyName || k == audit.KindFullName || k == audit.KindPassword:
		return got == v
	case len(normal(got)) > 10 && strings.HasPrefix(normal(v), normal(got)):
		return true // cut by a maxlength
	}
	for _, f := range patient.Forms(k, v) {
		if !f.Fragment && normal(f.Text) == normal(got) {
			return true
		}
	}
	return normal(v) == normal(got)
}

// usual are the layouts of a date that an American form takes when it names none.
var usual = []string{time.DateOnly, "01/02/2006", "1/2/2006", "01-02-2006", "1-2-2006", "01022006", "January 2, 2006", "Jan 2, 2006"}

func partOfDay(part string, day time.Time, got string) bool {
	switch part {
	case "year":
		return got == day.Format("2006")
	case "month":
		return number(got) == number(day.Format("1")) || strings.EqualFold(got, day.Format("January")) || strings.EqualFold(got, day.Format("Jan"))
	}
	return number(got) == number(day.Format("2"))
}

// phone compares national numbers of ten digits.
func phone(part, want, got string) bool {
	want = want[max(0, len(want)-10):]
	if len(want) == 10 {
		switch part {
		case "area":
			want = want[:3]
		case "prefix":
			want = want[3:6]
		case "line":
			want = want[6:]
		default:
			got = got[max(0, len(got)-10):]
		}
	}
	return want == got
}

// choosable reports whether a page may offer answers of its own to such a question.
func choosable(k audit.Kind) bool {
	switch k {
	case audit.KindService, audit.KindClinician, audit.KindInsurer, audit.KindAppointmentTime, audit.KindAppointmentType, audit.KindTopic, audit.KindEvent,
		audit.KindGender, audit.KindPronouns, audit.KindState, audit.KindCountry, audit.KindScreeningAnswer, audit.KindReason, audit.KindProvider:
		return true
	}
	return false
}

// picked reports whether the walk says that it chose got as an answer of kind k.
// An hour is written in so many ways that the kind has to do.
func picked(k audit.Kind, got string, chosen []audit.Canary) bool {
	return slices.ContainsFunc(chosen, func(c audit.Canary) bool {
		if c.Kind != k || !c.Chosen {
			return false
		}
		a, b := normal(c.Value), normal(got)
		return k == audit.KindAppointmentTime || a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
	})
}

// normal is a text without case and without all that is no letter and no digit.
func normal(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

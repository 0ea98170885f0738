package recorder

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// recorded is a recording that opens a page and does one more step.
func recorded(step string) []byte {
	return []byte(`{"title":"t","steps":[{"type":"navigate","url":"https://practice.example/"},` + step + `]}`)
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "not the JSON"},
		{"other text", "const puppeteer = require('puppeteer')", "line 1: invalid character 'c'"},
		{"cut", `{"title":"t","steps":[`, "it ends too early"},
		{"a list", `[]`, "it holds array, not an object"},
		{"null", `null`, "not a recording"},
		{"two", `{"title":"t","steps":[]} {}`, "something follows"},
		{"no title", `{"steps":[]}`, `no "title": want a string`},
		{"title", `{"title":3,"steps":[]}`, `"title" of the recording is not a string`},
		{"no steps", `{"title":"t"}`, `no list of "steps"`},
		{"no page", `{"title":"t","steps":[]}`, "opens no page of a site"},
		{"only chrome", `{"title":"t","steps":[{"type":"navigate","url":"chrome://newtab/"}]}`, "opens no page of a site"},
		{"timeout", `{"title":"t","timeout":90000,"steps":[]}`, "the timeout of the recording is not between 1 and 30000 milliseconds"},
		{"step timeout", string(recorded(`{"type":"close","timeout":0}`)), "the timeout of step 2 (close) is not between"},
		{"no object", string(recorded(`7`)), "step 2 is not an object"},
		{"no type", string(recorded(`{}`)), `step 2 has no "type": one of change, click, close`},
		{"type", string(recorded(`{"type":"clik"}`)), `step 2 has the type "clik", which the format does not know: one of change, click`},
		{"missing", string(recorded(`{"type":"click","selectors":["#a"],"offsetX":1}`)), `step 2 (click) has no "offsetY": want a number`},
		{"null for a number", string(recorded(`{"type":"click","selectors":["#a"],"offsetX":1,"offsetY":null}`)), `"offsetY" is not a number`},
		{"selectors", string(recorded(`{"type":"hover","selectors":"#a"}`)), `"selectors" is not a list of selectors`},
		{"no selector", string(recorded(`{"type":"hover","selectors":[]}`)), `step 2 (hover) has no selector`},
		{"no part", string(recorded(`{"type":"hover","selectors":[[]]}`)), `a selector has 0 parts`},
		{"part", string(recorded(`{"type":"hover","selectors":[["#a",null]]}`)), `"selectors" is not a list of selectors`},
		{"frame", string(recorded(`{"type":"hover","selectors":["#a"],"frame":[0.5]}`)), `"frame" is not a list of whole numbers`},
		{"negative frame", string(recorded(`{"type":"hover","selectors":["#a"],"frame":[-1]}`)), `"frame" is not a list of whole numbers`},
		{"button", string(recorded(`{"type":"click","selectors":["#a"],"offsetX":1,"offsetY":1,"button":"left"}`)), `"button" is "left": one of primary, auxiliary`},
		{"operator", string(recorded(`{"type":"waitForElement","selectors":["#a"],"operator":">"}`)), `"operator" is ">": one of >=, ==, <=`},
		{"attributes", string(recorded(`{"type":"waitForElement","selectors":["#a"],"attributes":{"a":1}}`)), `"attributes" is not an object of strings`},
		{"event", string(recorded(`{"type":"close","assertedEvents":[{"type":"download"}]}`)), `asserted event 1 is not of type "navigation"`},
		{"many steps", `{"title":"t","steps":[` + strings.Repeat(`{"type":"close"},`, maxSteps) + `{"type":"close"}]}`, "501 steps; at most 500"},
		{"many selectors", string(recorded(`{"type":"hover","selectors":["a"` + strings.Repeat(`,"a"`, maxSelectors) + `]}`)), "33 selectors; at most 32"},
		{"long text", string(recorded(`{"type":"change","selectors":["a"],"value":"` + strings.Repeat("x", maxText+1) + `"}`)), "holds a text of 8193 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _, err := Import([]byte(c.data), nil)
			if err == nil || s != nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v; want an error with %q", err, c.want)
			}
		})
	}
}

// TestAround reads what an editor or the panel's code view puts around a recording.
func TestAround(t *testing.T) {
	data := "\xef\xbb\xbf" + string(recorded(`{"type":"hover","selectors":["#a"],"vendor":"x"}`)) + "\n//# recorderSourceMap=BCBDB\n"
	s, notes, err := Import([]byte(data), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Steps) != 2 || s.Steps[1].Verb != script.Hover {
		t.Errorf("steps %v", s.Steps)
	}
	if want := []Note{{2, `the format does not know "vendor"; left out`}}; cmp.Diff(want, notes) != "" {
		t.Errorf("notes %v; want %v", notes, want)
	}
}

func TestField(t *testing.T) {
	for _, c := range []struct {
		selectors [][]string
		want      Field
	}{
		{[][]string{{"aria/E-mail address"}, {"#email"}, {"xpath///*[@id=\"email\"]"}, {"pierce/#email"}, {"text/jane@example.org"}}, Field{Label: "E-mail address", ID: "email"}},
		{[][]string{{"aria/Your details", "aria/[role=\"textbox\"]"}}, Field{Role: "textbox", Nearby: "Your details"}},
		{[][]string{{`aria/Name [role="searchbox"]`}}, Field{Label: "Name", Role: "searchbox"}},
		{[][]string{{"#intake-form > div:nth-of-type(2) > input"}}, Field{Tag: "input", Nearby: "intake-form"}},
		{[][]string{{`input[name="dob"][type='date']`}}, Field{Tag: "input", Name: "dob", Type: "date"}},
		{[][]string{{`form input[placeholder="a > b, c"]`}}, Field{Tag: "input", Placeholder: "a > b, c"}},
		{[][]string{{`[data-testid="phone"]`}, {`#\31 a\:b`}}, Field{ID: "phone"}},
		{[][]string{{`#\31 a\:b`}}, Field{ID: "1a:b"}},
		{[][]string{{"my-form", "#email"}}, Field{ID: "email"}},
		{[][]string{{`xpath///*[@id="intake"]/div/textarea`}}, Field{Tag: "textarea", Nearby: "intake"}},
		{[][]string{{`select`}}, Field{Tag: "select"}},
	} {
		t.Run(fmt.Sprint(c.selectors), func(t *testing.T) {
			if diff := cmp.Diff(c.want, fieldOf(c.selectors)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestKind(t *testing.T) {
	says := func(k audit.Kind) Understand { return func(Field) (audit.Kind, bool) { return k, true } }
	for _, c := range []struct {
		words audit.Kind
		value string
		want  audit.Kind
	}{
		{audit.KindOther, "jane@example.org", audit.KindEmail},
		{audit.KindPhone, "jane@example.org", audit.KindEmail},
		{audit.KindUsername, "jane@example.org", audit.KindUsername},
		{audit.KindOther, "(617) 555-0134", audit.KindPhone},
		{audit.KindOther, "6175550134", audit.KindPhone},
		{audit.KindMRN, "6175550134", audit.KindMRN},
		{audit.KindOther, "987-65-4320", audit.KindSSN},
		{audit.KindOther, "4111 1111 1111 1111", audit.KindCardNumber},
		{audit.KindOther, "4111 1111 1111 1112", audit.KindOther},
		{audit.KindMemberID, "4111111111111111", audit.KindMemberID},
		{audit.KindOther, "1984-03-09", audit.KindBirthDate},
		{audit.KindOther, "03/09/1984", audit.KindBirthDate},
		{audit.KindOther, "2026-11-22", audit.KindOther},
		{audit.KindAppointmentTime, "1984-03-09", audit.KindAppointmentTime},
		{audit.KindOther, "02139", audit.KindPostalCode},
		{audit.KindOther, "04/29", audit.KindCardExpiry},
		{audit.KindOther, "I sleep badly since spring", audit.KindMessage},
		{audit.KindReason, "I sleep badly since spring", audit.KindReason},
		{audit.KindOther, "Jane", audit.KindOther},
		{audit.KindOther, "", audit.KindOther},
		{audit.KindContact, "Jane", audit.KindOther},
	} {
		t.Run(string(c.words)+" "+c.value, func(t *testing.T) {
			if got, may := kindOf(Field{}, c.value, says(c.words)); got != c.want || !may {
				t.Errorf("got %s, %t; want %s", got, may, c.want)
			}
		})
	}
	if _, may := kindOf(Field{}, "123456", func(Field) (audit.Kind, bool) { return "", false }); may {
		t.Error("what only a person may answer is answered")
	}
}

// TestElements holds waitForElement against what Chrome waits for: so many
// elements, or with visible: false the opposite.
func TestElements(t *testing.T) {
	for _, operator := range []string{">=", "==", "<="} {
		for n := range 4 {
			for _, there := range []bool{true, false} {
				got, ok := elements(operator, n, there)
				for have := range 6 {
					want := map[string]bool{">=": have >= n, "==": have == n, "<=": have <= n}[operator] == there
					if ok && met(t, got, have) != want {
						t.Errorf("%s %d, visible %t: %d elements are %t for {hidden: %t, count: %s}", operator, n, there, have, !want, got.Hidden, got.Count)
					}
				}
				if !ok && (operator != "==" || there || n == 0) {
					t.Errorf("%s %d, visible %t cannot be said", operator, n, there)
				}
			}
		}
	}
}

// met says whether so many elements are what a wait step waits for.
func met(t *testing.T, s script.Step, have int) bool {
	t.Helper()
	var n int
	switch {
	case s.Count == "always" || s.Count == "never":
		return s.Count == "always"
	case s.Hidden:
		return have == 0
	case s.Count == "":
		return have >= 1
	}
	op := strings.TrimRight(s.Count, "0123456789")
	if _, err := fmt.Sscanf(s.Count[len(op):], "%d", &n); err != nil {
		t.Fatalf("count %q: %v", s.Count, err)
	}
	return map[string]bool{">=": have >= n, "": have == n, "<=": have <= n}[op]
}

// TestTold finds what was typed where it stands by itself, and not inside words.
func TestTold(t *testing.T) {
	tr := &translation{}
	tr.remember("Ann", 2)
	tr.remember("I have been sleeping badly", 3)
	tr.remember("of", 4)
	for s, want := range map[string]bool{
		"Ann": true, "Hello, ANN!": true, "announcement": false, "Joann": false, "Annex Ann": true, "": false, "out of office": false,
		"I have been": true, "I have": true, "I h": false, "sleeping badly": false, "so: i have been sleeping badly.": true,
	} {
		if got := tr.told(s); got != want {
			t.Errorf("%q: %t", s, got)
		}
	}
}

// TestAlike: the same value in a field that says nothing is the same answer.
func TestAlike(t *testing.T) {
	s, notes, err := Import(recorded(`{"type":"change","selectors":["#x1"],"value":"Jane Roe"},{"type":"change","selectors":["#name"],"value":"jane  roe"},
		{"type":"change","selectors":["#x2"],"value":"other"}`), understand)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, st := range s.Steps {
		got = append(got, string(st.Verb)+" "+string(st.Value))
	}
	if diff := cmp.Diff([]string{"visit ", "fill {patient.full_name}", "fill {patient.full_name}", "fill "}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(notes) != 1 || notes[0].Step != 4 {
		t.Errorf("notes %v", notes)
	}
}

// TestLogin tells a login from other passwords; the verbs are what becomes of them.
func TestLogin(t *testing.T) {
	const (
		user     = `{"type":"change","selectors":["#user"],"value":"staff1"},`
		password = `{"type":"change","selectors":["#password"],"value":"secret-1"},`
		press    = `{"type":"click","selectors":["#go"],"offsetX":1,"offsetY":1}`
		went     = `{"type":"click","selectors":["#next"],"offsetX":1,"offsetY":1,"assertedEvents":[{"type":"navigation","url":"https://practice.example/2"}]},`
		other    = `{"type":"change","selectors":["#a1"],"value":"one"},{"type":"change","selectors":["#a2"],"value":"two"},`
		enter    = `{"type":"keyDown","key":"Enter"},{"type":"keyUp","key":"Enter"}`
	)
	for _, c := range []struct{ name, steps, want string }{
		{"name and password", user + password + press, "visit login"},
		{"with Enter", user + password + enter, "visit login"},
		{"password alone", password + press, "visit login"},
		{"over two pages", user + went + password + press, "visit login"},
		{"after another form", other + user + went + password + press, "visit fill fill fill click expect login"},
		{"a third thing", `{"type":"change","selectors":["#birth"],"value":"1980-01-01"},` + user + password + press, "visit login"},
		{"signing up", other + user + password + press, "visit fill fill fill fill click"},
		{"a new password", user + `{"type":"change","selectors":["#new-password"],"value":"secret-1"},` + press, "visit fill fill click"},
		{"asked for twice", user + password + `{"type":"change","selectors":["#password2"],"value":"secret-1"},` + press, "visit fill fill fill click"},
		{"nothing pressed", user + `{"type":"change","selectors":["#password"],"value":"secret-1"}`, "visit fill fill"},
		{"something else first", user + password + `{"type":"change","selectors":["#a1"],"value":"one"},` + press, "visit fill fill fill click"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _, err := Import(recorded(c.steps), understand)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, st := range s.Steps {
				got = append(got, string(st.Verb))
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("got %q; want %q", g, c.want)
			}
		})
	}
}

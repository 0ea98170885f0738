package script

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const whole = `# yaml-language-server: $schema=scenario.schema.json
name: everything
description: one of each
start: /book
submit: hold
thanks: /thank-you
timeout: 8s
steps:
  - visit: /book
  - click: Book now
  - click: {role: button, name: "Next", within: {css: "#wizard"}, nth: 2, double: true}
  - hover: {testid: menu, or: [{css: .menu}, {xpath: "//nav"}]}
  - fill: E-mail
  - fill: {label: Zip, value: 02139, note: "keeps its zero"}
  - fill:
      label: Message
      value: |
        Hello, I am {patient.given_name}.
        I have {{braces}.
  - select: {label: State, option: "{patient.state}"}
  - check: I agree
  - check: {label: Newsletter, off: true}
  - upload: {label: Insurance card, file: pdf}
  - press: Shift+Tab
  - scroll: end
  - scroll: {y: 600}
  - scroll
  - wait: 2s
  - wait: {text: Loading, hidden: true, timeout: 30s}
  - wait
  - expect: Thank you
  - expect: {url: /thanks*, title: Thanks}
  - expect: {role: option, count: ">=2"}
  - frame:
      css: iframe.booking
      steps:
        - fill: {placeholder: Name}
        - if_present: {text: Continue, steps: [click: Continue, plan]}
  - consent: reject
  - login: portal
  - login
  - reach: booking
  - plan: {css: "form#intake"}
  - submit
  - back:
`

func TestRead(t *testing.T) {
	t.Parallel()
	s, err := Read("f.yaml", []byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "everything" || s.Submit != "hold" || s.Timeout != 8*time.Second || len(s.Steps) != 29 {
		t.Fatalf("%+v with %d steps", *s, len(s.Steps))
	}
	want := map[int]Step{
		1: {Verb: Click, Target: Target{Text: "Book now"}, At: "10:5"},
		2: {Verb: Click, Target: Target{Role: "button", Name: "Next", Within: &Target{CSS: "#wizard"}, Nth: 2}, Double: true, At: "11:5"},
		3: {Verb: Hover, Target: Target{TestID: "menu", Or: []Target{{CSS: ".menu"}, {XPath: "//nav"}}}, At: "12:5"},
		5: {Verb: Fill, Target: Target{Label: "Zip"}, Value: "02139", Note: "keeps its zero", At: "14:5"},
		6: {Verb: Fill, Target: Target{Label: "Message"}, Value: "Hello, I am {patient.given_name}.\nI have {{braces}.\n", At: "15:5"},
	}
	for i, w := range want {
		if diff := cmp.Diff(w, s.Steps[i]); diff != "" {
			t.Errorf("step %d: %s", i, diff)
		}
	}
	frame := s.Steps[21]
	if frame.Verb != Frame || len(frame.Steps) != 2 || len(frame.Steps[1].Steps) != 2 || frame.Steps[1].Steps[1].Verb != Plan {
		t.Errorf("the frame's steps: %+v", frame.Steps)
	}
	if last := s.Steps[28]; last.Verb != Back {
		t.Errorf("the last step is %s", last)
	}
	for _, v := range Verbs {
		if !strings.Contains(whole, "- "+string(v.Verb)) {
			t.Errorf("no example of %s", v.Verb)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	s, err := Read("f.yaml", []byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	data, err := Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Read("g.yaml", data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if diff := cmp.Diff(s, back, cmpopts.IgnoreFields(Step{}, "At")); diff != "" {
		t.Error(diff)
	}
	again, err := Marshal(back)
	if err != nil || string(again) != string(data) {
		t.Errorf("%v: written twice, it differs:\n%s\n%s", err, data, again)
	}
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	const top = "name: x\nstart: /\nsteps:\n"
	for in, want := range map[string]string{
		"nane: x":                        `f.yaml:1:1: unknown field "nane"; did you mean "name"?`,
		top + "  - clik: Book":           `f.yaml:4:5: unknown verb "clik"; did you mean "click"?`,
		top + "  - click: {lable: Book}": `f.yaml:4:13: click takes no "lable"; did you mean "label"?`,
		top + "  - fill: {label: E, value: \"{patient.emial}\"}": `f.yaml:4:29: value: the patient has no field "emial"; did you mean "email"?`,
		top + "  - fill: {label: E, value: \"{patiant.email}\"}": `f.yaml:4:29: value: unknown placeholder {patiant.…}; did you mean "patient"?`,
		top + "  - click: {role: buton, name: Book}":             `f.yaml:4:19: role "buton" is unknown; did you mean "button"?`,
		top + "  - click: {css: a, nth: two}":                    `f.yaml:4:26: nth must be a whole number`,
		top + "  - click: {css: a, double: 1}":                   `f.yaml:4:29: double must be true or false`,
		top + "  - wait: soon":                                   `f.yaml:4:11: for must be a time above 0`,
		top + "  - press: Entre":                                 `f.yaml:4:5: press: unknown key "Entre"; did you mean "Enter"?`,
		top + "  - press: Ctrl+a":                                `f.yaml:4:5: press: unknown modifier "Ctrl"`,
		top + "  - back: home":                                   `f.yaml:4:11: back takes no plain text`,
		top + "  - click":                                        `f.yaml:4:5: click needs an element`,
		top + "  - click:":                                       `f.yaml:4:`,
		top + "  - click: {nth: 2}":                              `f.yaml:4:5: click: it does not say which element`,
		top + "  - click: Book\n    fill: Name":                  `f.yaml:4:5: a step has one verb`,
		top + "  - upload: {label: Card, file: gif}":             `f.yaml:4:33: file "gif" is unknown`,
		top + "  - frame: {css: iframe}":                         `f.yaml:4:5: frame: it has no steps`,
		top + "  - if_present: {text: Hi, steps: [clik: Hi]}":    `f.yaml:4:36: unknown verb "clik"`,
		top + "  - visit: book.html":                             `f.yaml:4:5: visit: "book.html" is no address of a site`,
		top + "  - visit: javascript:alert(1)":                   `f.yaml:4:5: visit: "javascript:alert(1)" is no address`,
		top + "  - expect: {hidden: true, url: /a}":              `f.yaml:4:5: expect: hidden wants an element`,
		top + "  - expect: {role: option, count: many}":          `f.yaml:4:5: expect: count "many"`,
		top + "  - click: {css: a, within: {lable: x}}":          `f.yaml:4:30: a target has no "lable"; did you mean "label"?`,
		top + "  - [click]":                                      `f.yaml:4:`,
		top + "  - click: &a Book\n  - click: *a":                `f.yaml:`,
		"name: x\nstart: /\nsteps: {click: a}":                   `f.yaml:3:9: steps must be a list`,
		"name: x\nstart: /":                                      `f.yaml:1:1: the scenario has no steps`,
		"name: x\nsteps: [click: a]":                             `f.yaml:1:1: the scenario does not say where it begins`,
		"name: Book now\nstart: /\nsteps: [back]":                `f.yaml:1:1: name "Book now"`,
		"name: x\nstart: /\nsubmit: send\nsteps: [back]":         `f.yaml:1:1: submit: send is not a scenario's to ask for`,
		"name: x\nstart: /\nsubmit: holt\nsteps: [back]":         `f.yaml:1:1: submit "holt" is unknown; did you mean "hold"?`,
		"name: x\nstart: /\ntimeout: 1h\nsteps: [back]":          `f.yaml:1:1: timeout 1h0m0s is longer than 5m0s`,
		"name: x\nstart: /\ntimeout: fast\nsteps: [back]":        `f.yaml:3:10: timeout must be a time above 0`,
	} {
		_, err := Read("f.yaml", []byte(in))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v; want %s…", in, err, want)
		}
	}
}

// TestAllMistakes: a person mends them in one go.
func TestAllMistakes(t *testing.T) {
	t.Parallel()
	_, err := Read("f.yaml", []byte("name: x\nstart: /\nsteps:\n  - clik: a\n  - fill: {value: 2, foo: 1}\n  - wait: x\n"))
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("want three mistakes, got: %v", err)
	}
}

// TestMarshalRefuses: what Read would not read back is not written.
func TestMarshalRefuses(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]Step{
		"a value that click does not take": {Verb: Click, Target: Target{CSS: "a"}, Value: "x"},
		"an element for back":              {Verb: Back, Target: Target{CSS: "a"}},
		"no element":                       {Verb: Fill, Value: "x"},
		"bytes that are no text":           {Verb: Click, Target: Target{CSS: "\xff"}},
		"no such verb":                     {Verb: "dance"},
	} {
		if data, err := Marshal(&Script{Name: "x", Start: "/", Steps: []Step{s}}); err == nil {
			t.Errorf("%s: written as %s", name, data)
		}
	}
}

func TestPage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ start, visit, want string }{
		{"/book", "", "https://p.example/book"},
		{"", "/a?b=c", "https://p.example/a?b=c"},
		{"https://book.example/x", "", "https://book.example/x"},
	} {
		s := &Script{Start: c.start, Steps: []Step{{Verb: Visit, URL: c.visit}}}
		if got, err := s.Page("https://p.example/home/"); err != nil || got != c.want {
			t.Errorf("%+v: %q, %v", c, got, err)
		}
	}
	if got, err := Address("https://p.example/", "data:text/html,x"); err == nil {
		t.Errorf("a data address became %q", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte("name: x\nstart: /\nsteps: [{fill: {label: \"\\u0085\\x7f\", value: !!str 1}}]"))
	f.Add([]byte("name: x\nstart: /\nsteps: [{click: &a {css: a, within: *a}}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Read("f.yaml", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "f.yaml:") {
				t.Errorf("no place in %v", err)
			}
			return
		}
		out, err := Marshal(s)
		if err != nil {
			t.Fatalf("read and not written: %v", err)
		}
		back, err := Read("f.yaml", out)
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if diff := cmp.Diff(s, back, cmpopts.IgnoreFields(Step{}, "At")); diff != "" {
			t.Errorf("%s\n%s", diff, out)
		}
	})
}

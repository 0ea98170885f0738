package scenarios

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// oneThing is a form that asks one thing a page and counts nothing: a button to press,
// class and name of it given, on each of three pages, and one that ends it.
func oneThing(button string) map[string]string {
	page := func(action, field string) string {
		return `<form method="post" action="` + action + `" novalidate><h1>` + field + `</h1>` + button + `</form>`
	}
	return map[string]string{
		"/":     page("/name", `<label>ZIP code <input name="z"></label>`),
		"/name": page("/mail", `<label>First name <input name="f"></label><label>Last name <input name="l"></label>`),
		"/mail": page("/look", `<label>Email <input type="email" name="em"></label>`),
		"/look": `<h1>Check your answers</h1><form method="post" action="/send"><button>Accept and send</button></form>`,
	}
}

// TestWhatElseProvesAStep: a page that counts no steps can show all the same that more
// follow; what does not is held.
func TestWhatElseProvesAStep(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pages map[string]string
		sent  []string
		held  string
	}{
		"nothing but the words: up to what the practice could answer by": {oneThing(`<button>Continue</button>`), []string{"/name", "/mail"}, "POST /look"},
		"a design system that ends no form so":                           {oneThing(`<button class="govuk-button">Continue</button>`), []string{"/name", "/mail", "/look"}, "POST /send"},
		"the National Health Service's":                                  {oneThing(`<button class="nhsuk-button" data-module="nhsuk-button">Save and continue</button>`), []string{"/name", "/mail", "/look"}, "POST /send"},
		"a form builder that marks it":                                   {oneThing(`<button name="move" value="movenext">Next</button>`), []string{"/name", "/mail", "/look"}, "POST /send"},
		"a name that only the server knows it by":                        {oneThing(`<button name="ctl00$Main$btnNext">Save &amp; Continue</button>`), []string{"/name", "/mail", "/look"}, "POST /send"},
		"a name that says that it ends": {map[string]string{"/": `<form method="post" action="/x"><label>Email <input type="email" name="em"></label><button name="ctl00$Main$btnSubmit">Continue</button></form>`},
			nil, "POST /x"},
		"one that marks the end": {map[string]string{"/": `<form method="post" action="/x"><label>Email <input type="email" name="em"></label><button name="move" value="movesubmit">Next</button></form>`},
			nil, "POST /x"},
		"the first page of a design system, alone": {map[string]string{"/": `<form method="post" action="/x"><label>Email <input type="email" name="em"></label><button class="govuk-button">Continue</button></form>`},
			nil, "POST /x"},
		"an hour was taken, then a name": {map[string]string{
			"/":     `<form method="post" action="/name"><label>Preferred date <input type="date" name="d"></label><button>Continue</button></form>`,
			"/name": `<form method="post" action="/booked"><label>Full name <input name="n"></label><button>Continue</button></form>`}, []string{"/name"}, "POST /booked"},
		"a look at what was said": {map[string]string{
			"/":     `<form method="post" action="/look"><label>Email <input type="email" name="em"></label><button>Preview &gt;</button></form>`,
			"/look": `<form method="post" action="/send"><label><input type="checkbox" name="ok" required> I agree that you may contact me</label><button>Submit</button></form>`},
			[]string{"/look"}, "POST /send"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, tab, s := walkSteps(t, c.pages, nil)
			if d := cmp.Diff(c.sent, s.posted()); d != "" {
				t.Errorf("the server was sent (-want +got):\n%s", d)
			}
			if len(tab.held) != 1 || !strings.HasPrefix(tab.held[0], c.held) {
				t.Errorf("held %q, want %s", tab.held, c.held)
			}
		})
	}
}

// TestStepWithAFile: a file that a step in between does not need is left out, so that the
// rest is seen; one that it needs holds the step.
func TestStepWithAFile(t *testing.T) {
	t.Parallel()
	for required, held := range map[string]string{"": "POST /send", " required": "POST /three"} {
		t.Run("file"+required, func(t *testing.T) {
			t.Parallel()
			_, tab, _ := walkSteps(t, map[string]string{
				"/":      `<p>Step 1 of 4</p><form method="post" action="/two"><label>Email <input type="email" name="em"></label><button>Next</button></form>`,
				"/two":   `<p>Step 2 of 4</p><form method="post" action="/three" enctype="multipart/form-data"><label>Phone <input type="tel" name="p"></label><label>Referral <input type="file" name="r"` + required + `></label><button>Next</button></form>`,
				"/three": `<p>Step 4 of 4</p><form method="post" action="/send"><label>Message <textarea name="m"></textarea></label><button>Send</button></form>`,
			}, nil)
			if len(tab.held) != 1 || !strings.HasPrefix(tab.held[0], held) {
				t.Errorf("held %q, want %s", tab.held, held)
			}
		})
	}
}

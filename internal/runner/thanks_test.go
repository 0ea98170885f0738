package runner

import (
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

func TestNamedThanks(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"name=a&_next=%2Fthanks":    "/thanks",
		"retURL=https://p.example/": "https://p.example/",
		"name=a":                    "",
		"--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--B\r\nContent-Disposition: form-data; name=\"redirect_to\"\r\n\r\n/ok\r\n--B--\r\n": "/ok",
		"--B\r\nContent-Disposition: form-data; name=\"next\"; filename=\"x\"\r\n\r\n/ok\r\n--B--\r\n":                                                      "",
		"--\r\n":           "",
		"_next=%0d%0aX: y": "",
	} {
		if got := namedThanks([]byte(body)); got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}

// TestUnconfirmed: a confirmation page that nobody knows is said in the coverage.
func TestUnconfirmed(t *testing.T) {
	t.Parallel()
	steps := []audit.Step{{Verb: "fill", Status: "done"}, {Verb: "press", Status: "done"}, {Verb: "submit", Status: "done"}, {Verb: "leave", Status: "done"}}
	standIn(steps)
	for i, s := range steps {
		if (s.Why == stoodIn) != (i == 2) {
			t.Errorf("step %d: %q", i, s.Why)
		}
	}
	list := unconfirmed([]audit.Journey{{Scenario: "visit", Steps: steps[:2]}, {Scenario: "form:booking", Page: "https://p.example/book", Steps: steps}})
	if len(list) != 1 || !strings.HasPrefix(list[0], "What comes after the submit of form:booking on https://p.example/book: the site's page") {
		t.Errorf("%q", list)
	}
}

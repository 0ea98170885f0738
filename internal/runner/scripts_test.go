package runner

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/demosite"
)

// repeat is how often the one scenario is walked; all walks must be the same.
var repeat = flag.Int("scenario.repeat", 2, "how often TestScenarioSame walks its scenario")

const booking = `name: book
start: /book
timeout: 30s
steps:
  - if_present: {text: We value your privacy, timeout: 500ms, steps: [consent: reject]}
  - select: {label: What would you like to book?, option: EMDR session}
  - click: {role: radio, nth: 1, within: {css: .cardset}}
  - click: {text: Continue}
  - check: {css: ".days input", nth: 2}
  - check: {css: ".slots input", nth: 1}
  - click: Continue
  - fill: {label: First name, value: "{patient.given_name}"}
  - fill: Last name
  - fill: E-mail
  - fill: {label: Mobile phone, value: "{patient.phone}"}
  - fill: {label: Reason for visit, value: "{patient.reason}"}
  - check: I understand the cancellation policy
  - submit: Request appointment
  - expect: {text: Your request is in, timeout: 20s}
`

// TestScenarioSame: the same scenario on the same site gives the same steps and the
// same findings, of which the labelled ones are some.
func TestScenarioSame(t *testing.T) {
	var first []string
	for n := range *repeat {
		a := auditDemo(t, demosite.Options{}, func(c *Config) {
			c.Scenarios, c.OnlyScenario = []DataFile{{"book.yaml", []byte(booking)}}, true
		})
		if a.err != nil {
			t.Fatal(a.err)
		}
		j := a.run.Journeys[len(a.run.Journeys)-1]
		if j.Scenario != "book" || j.Status != audit.Walked {
			t.Fatalf("%s: %s: %s", j.Scenario, j.Status, j.Why)
		}
		var told []string
		for _, s := range j.Steps {
			told = append(told, fmt.Sprintf("step %d %s %q %s %s %s", s.Number, s.Verb, s.Target, s.Kind, s.Status, s.Why))
		}
		for _, f := range a.run.Findings {
			told = append(told, fmt.Sprintf("finding %s %s to %s", f.Fingerprint, f.Kind, f.Recipient.Host))
		}
		slices.Sort(told[len(j.Steps):])
		for _, l := range a.site.Labels() {
			if l.Page == "/book" && l.Class == "A" && !slices.ContainsFunc(a.run.Findings, func(f audit.Finding) bool { return f.Kind == l.Kind && f.Recipient.Host == l.Host }) {
				t.Errorf("no finding of %s to %s (%s)", l.Kind, l.Host, l.Note)
			}
		}
		for _, r := range a.site.PracticeLog() {
			if r.Method == "POST" && strings.HasPrefix(r.Path, "/api/bookings") {
				t.Errorf("the practice was sent a booking")
			}
		}
		if first == nil {
			first = told
			t.Logf("%s", strings.Join(told, "\n"))
		} else if diff := cmp.Diff(first, told); diff != "" {
			t.Errorf("walk %d differs: %s", n+1, diff)
		}
	}
}

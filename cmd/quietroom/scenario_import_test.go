package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// TestScenarioImport makes a scenario of a recording: what was typed is not in it,
// what it cannot say is told, and no file is written over.
func TestScenarioImport(t *testing.T) {
	const recording = `{"title":"Ask for an appointment","steps":[
		{"type":"setViewport","width":1280,"height":720,"deviceScaleFactor":1,"isMobile":false,"hasTouch":false,"isLandscape":false},
		{"type":"navigate","url":"https://practice.example/contact"},
		{"type":"change","target":"main","value":"paula.staff@mail.test","selectors":[["aria/E-mail"],["#x1"]]},
		{"type":"change","target":"main","value":"Paula Staff","selectors":[["aria/Your full name"]]},
		{"type":"change","target":"main","value":"04711","selectors":[["#x2"]]},
		{"type":"change","target":"main","value":"123456","selectors":[["aria/Verification code"]]},
		{"type":"waitForExpression","expression":"true"},
		{"type":"click","target":"main","selectors":[["aria/Send"]],"offsetX":1,"offsetY":1,"assertedEvents":[{"type":"navigation","url":"https://practice.example/thanks"}]}]}`
	dir := t.TempDir()
	in, out := filepath.Join(dir, "recording.json"), filepath.Join(dir, "ask.yaml")
	if err := os.WriteFile(in, []byte(recording), 0o600); err != nil {
		t.Fatal(err)
	}
	call := func(stdin string, args ...string) (status int, stdout, stderr string) {
		var o, e bytes.Buffer
		w := world{env: func(string) string { return "" }, stdin: strings.NewReader(stdin), stdout: &o, stderr: &e}
		return run(t.Context(), w, append([]string{"scenario", "import"}, args...)), o.String(), e.String()
	}
	status, printed, notes := call("", in)
	if status != exitClean {
		t.Fatalf("status %d: %s", status, notes)
	}
	for _, secret := range []string{"paula", "Paula", "Staff", "04711", "123456"} {
		if strings.Contains(printed+notes, secret) {
			t.Errorf("%q was typed and is told:\n%s%s", secret, printed, notes)
		}
	}
	for _, want := range []string{"{patient.email}", "{patient.full_name}", "thanks: ", "- click: {name: Send}"} {
		if !strings.Contains(printed, want) {
			t.Errorf("the scenario lacks %s:\n%s", want, printed)
		}
	}
	for _, want := range []string{"step 6: left out", "step 7: the recording waited"} {
		if !strings.Contains(notes, want) {
			t.Errorf("not told: %s\n%s", want, notes)
		}
	}
	if status, again, _ := call(recording, "-", "--out", out); status != exitClean || again != "" {
		t.Fatalf("status %d, printed %q", status, again)
	}
	written, err := os.ReadFile(out)
	if err != nil || string(written) != printed {
		t.Errorf("--out holds %q (%v)", written, err)
	}
	if _, err := script.Read(out, written); err != nil {
		t.Errorf("it is no scenario: %v", err)
	}
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"a file that is there": {[]string{in, "--out", out}, "is there already"},
		"no recording":         {[]string{out}, "not the JSON"},
		"no file":              {[]string{filepath.Join(dir, "none.json")}, "none.json"},
		"nothing":              {nil, "wants one recording"},
	} {
		if status, stdout, stderr := call("", c.args...); status != exitUsage || stdout != "" || !strings.Contains(stderr, c.want) {
			t.Errorf("%s: status %d, %q; want %q", name, status, stdout+stderr, c.want)
		}
	}
}

// TestImportedScenarioRun walks a scenario that was imported, as it was written.
func TestImportedScenarioRun(t *testing.T) {
	t.Parallel()
	w := bookSite(t)
	dir := t.TempDir()
	in, out := filepath.Join(dir, "recording.json"), filepath.Join(dir, "book.yaml")
	if err := os.WriteFile(in, []byte(`{"title":"Book","steps":[
		{"type":"navigate","url":"https://practice.example/book"},
		{"type":"change","target":"main","value":"Paula","selectors":[["aria/First name"],["label:nth-of-type(1) > input"]]},
		{"type":"change","target":"main","value":"paula.staff@mail.test","selectors":[["xpath///form/label[2]/input"]]},
		{"type":"change","target":"main","value":"Ohio","selectors":[["aria/State"],["select"]]},
		{"type":"click","target":"main","selectors":[["text/I agree"]],"offsetX":1,"offsetY":1},
		{"type":"click","target":"main","selectors":[["aria/Request appointment[role=\"button\"]"],["pierce/button"]],"offsetX":1,"offsetY":1,
		 "assertedEvents":[{"type":"navigation","url":"https://practice.example/thanks","title":"Thank you"}]}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	here := world{env: func(string) string { return "" }, stdin: &said, stdout: &said, stderr: &said}
	if status := run(t.Context(), here, []string{"scenario", "import", in, "--out", out}); status != exitClean {
		t.Fatalf("status %d: %s", status, said.String())
	}
	r := auditIn(t, command{}, "scenario", "run", out, "--site", "https://practice.example/", "--connect-to", w.connect(), "--insecure", "--delay", "0")
	r.want(t, exitFindings)
	if r.run == nil || len(r.run.Journeys) != 2 {
		t.Fatalf("the run: %+v", r.run)
	}
	if j := r.run.Journeys[1]; j.Scenario != "book" || j.Status != audit.Walked {
		t.Errorf("journey %s: %s %s %+v", j.Scenario, j.Status, j.Why, j.Steps)
	}
	if !slices.ContainsFunc(r.run.Findings, func(f audit.Finding) bool { return f.Class == "A" && f.Kind == audit.KindEmail }) {
		t.Errorf("the patient's address was not found in what left: %+v", r.run.Findings)
	}
	if len(w.posts()) > 0 || r.run.Coverage.SubmitsHeld != 1 {
		t.Errorf("the practice was sent %q, %d held", w.posts(), r.run.Coverage.SubmitsHeld)
	}
}

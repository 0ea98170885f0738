package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runstore"
)

// somebody is a real person's value in a payload.
const somebody = "real.person@mail.example"

// withSomebody makes a run whose payloads, and a finding's excerpt, hold somebody's value.
func withSomebody(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "run")
	run := &audit.Run{Schema: audit.RunSchema, ID: "run", Site: "https://practice.example/", Started: time.Now(), Complete: true, Verdict: audit.Leak,
		Pages: []audit.Page{{URL: "https://practice.example/book", Verdict: audit.Leak}},
		Findings: []audit.Finding{{Fingerprint: "f1", Class: audit.ClassA, Severity: audit.Critical, Rule: "canary", Kind: audit.KindEmail, Page: "https://practice.example/book",
			Recipient: audit.Recipient{Host: "collect.example", Domain: "collect.example"}, Exchange: "x000001", Place: "body.text", Excerpt: "‹email› cc " + somebody}}}
	s, err := runstore.Create(dir, run)
	if err != nil {
		t.Fatal(err)
	}
	ex := &audit.Exchange{ID: "x000001", Method: "POST", URL: "https://collect.example/c?u=" + somebody, Page: "https://practice.example/book"}
	if err := errors.Join(s.AddExchange(ex, []byte(`{"cc":"`+somebody+`"}`)), s.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestUnredacted: what is printed is masked, and the second file is not.
func TestUnredacted(t *testing.T) {
	t.Parallel()
	dir := withSomebody(t)
	for _, f := range []string{"html", "har", "csv"} {
		if r := quietroom(t, "report", dir, "--format", f); strings.Contains(r.stdout+r.stderr, somebody) || r.stdout == "" {
			t.Errorf("%s shows somebody's value", f)
		}
		r := quietroom(t, "report", dir, "--format", f, "--unredacted")
		file := filepath.Join(dir, "report.unredacted."+f)
		r.want(t, exitClean, "Not redacted, for your eyes alone: "+file)
		data, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(data), somebody) && !strings.Contains(string(data), strings.Replace(somebody, "@", "%40", 1)) {
			t.Errorf("%s: %d bytes, %v", file, len(data), err)
		}
		if fi, err := os.Stat(file); err != nil || fi.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", file, fi.Mode(), err)
		}
		if strings.Contains(r.stdout, somebody) {
			t.Errorf("%s: what is printed is not masked", f)
		}
	}
}

// TestRedactCommand: the copy can be printed, is masked, and says what it is not fit for.
func TestRedactCommand(t *testing.T) {
	t.Parallel()
	dir := withSomebody(t)
	r := quietroom(t, "redact", dir)
	r.want(t, exitClean)
	wantIn(t, r.stdout, "The redacted run is in "+dir+".redacted", "quietroom report "+dir+".redacted")
	for _, f := range []string{"text", "json", "har", "html"} {
		again := quietroom(t, "report", dir+".redacted", "--format", f)
		again.want(t, exitClean)
		if strings.Contains(again.stdout, somebody) {
			t.Errorf("%s of the copy shows somebody's value", f)
		}
		if f != "har" {
			wantIn(t, again.stdout, "This is a redacted copy")
		}
	}
	quietroom(t, "report", dir+".redacted", "--again").want(t, exitUsage, "it was redacted on", "take the run that it is a copy of")
	quietroom(t, "redact", dir).want(t, exitUsage, "holds a run already")
	quietroom(t, "redact", dir, "--in-place", "--out", "x").want(t, exitUsage, "--out does not go with --in-place")
	quietroom(t, "redact").want(t, exitUsage, "wants one run folder")
	quietroom(t, "redact", t.TempDir()).want(t, exitUsage, "is no run folder")
	quietroom(t, "redact", dir, "--in-place").want(t, exitClean)
	if again := quietroom(t, "report", dir, "--format", "json"); strings.Contains(again.stdout, somebody) || !strings.Contains(again.stdout, `"redacted"`) {
		t.Error("in place: somebody's value is still there")
	}
}

// TestNoPolicyOfHalfARecord: headers made of what is masked or damaged would refuse what
// the site needs.
func TestNoPolicyOfHalfARecord(t *testing.T) {
	t.Parallel()
	dir := withSomebody(t)
	wantIn(t, quietroom(t, "remedy", dir, "--headers", "nginx").stdout, "add_header Content-Security-Policy")
	copied := dir + ".redacted"
	quietroom(t, "redact", dir).want(t, exitClean)
	quietroom(t, "remedy", copied, "--headers", "nginx").want(t, exitUsage, "take the run that it is a copy of")
	if r := quietroom(t, "report", copied, "--format", "json"); strings.Contains(r.stdout, "Content-Security-Policy") {
		t.Error("a policy was made of a redacted copy")
	}
	file, err := os.OpenFile(filepath.Join(dir, "exchanges.jsonl"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.WriteString("damaged\n{}\n")
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	quietroom(t, "remedy", dir, "--headers", "nginx").want(t, exitUsage, "cannot be read", "line 2")
	r := quietroom(t, "report", dir, "--format", "json")
	r.want(t, exitClean, "no policy can be made")
	if strings.Contains(r.stdout, "Content-Security-Policy") {
		t.Error("a policy was made of a damaged record")
	}
}

// TestTellVerification: what an hour's walk showed is printed even where it could not be
// put beside the run.
func TestTellVerification(t *testing.T) {
	t.Parallel()
	full := errors.New("no space left on device")
	for _, format := range []string{"text", "json"} {
		var out strings.Builder
		w := world{stdout: &out, env: func(string) string { return "" }}
		if err := tellVerification(w, &audit.Verification{Why: "1 finding is left."}, full, format); !errors.Is(err, full) || !strings.Contains(out.String(), "1 finding is left") {
			t.Errorf("%s: %v %q", format, err, out.String())
		}
	}
	if err := tellVerification(world{}, nil, full, "text"); !errors.Is(err, full) {
		t.Error(err)
	}
}

// TestBigVerification: what a second walk of a big site saw is read whatever its length.
func TestBigVerification(t *testing.T) {
	t.Parallel()
	dir := withSomebody(t)
	v, err := json.Marshal(audit.Verification{Verified: true, New: slices.Repeat([]audit.Finding{{Why: strings.Repeat("why ", 300)}}, 4000)})
	if err := errors.Join(err, os.WriteFile(filepath.Join(dir, verification), v, 0o600)); err != nil {
		t.Fatal(err)
	}
	quietroom(t, "remedy", dir).want(t, exitClean)
}

// TestRedactHere: a copy of the folder that one stands in lies beside it, not in it.
func TestRedactHere(t *testing.T) {
	dir := withSomebody(t)
	t.Chdir(dir)
	for _, name := range []string{".", "run.json"} {
		quietroom(t, "redact", name).want(t, exitClean)
		if _, err := os.Stat(dir + ".redacted"); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(dir + ".redacted"); err != nil {
			t.Fatal(err)
		}
	}
	quietroom(t, "redact", ".", "--in-place").want(t, exitClean)
	if again := quietroom(t, "report", dir, "--format", "json"); !strings.Contains(again.stdout, `"redacted"`) {
		t.Error("it was not redacted in place")
	}
}

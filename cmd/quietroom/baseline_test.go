package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runstore"
)

// storedRun writes a run of one page, wholly seen, with findings of class A that are
// known by their fingerprints; adjust may change it.
func storedRun(t *testing.T, dir string, day int, adjust func(*audit.Run), fingerprints ...string) string {
	t.Helper()
	const page = "https://practice.example/book"
	run := &audit.Run{
		Schema: audit.RunSchema, ID: filepath.Base(dir), Site: "https://practice.example/", Scope: []string{"https://practice.example"},
		Verdict: audit.Clean, Complete: true, Started: time.Date(2026, 11, day, 3, 0, 0, 0, time.UTC), Ended: time.Date(2026, 11, day, 4, 0, 0, 0, time.UTC),
		Pages:    []audit.Page{{URL: page, Context: "booking", Verdict: audit.Clean}},
		Journeys: []audit.Journey{{ID: "j1", Scenario: "visit", Page: page, Status: audit.Walked}},
	}
	for _, f := range fingerprints {
		run.Verdict, run.Pages[0].Verdict = audit.Leak, audit.Leak
		run.Findings = append(run.Findings, audit.Finding{
			Fingerprint: f, Class: audit.ClassA, Severity: audit.High, Rule: "canary", Kind: audit.KindEmail, Page: page, Journey: "j1", Step: 1, Count: 1,
			Recipient: audit.Recipient{Host: f + ".example", Domain: f + ".example", Vendor: f + ".example", Party: audit.ThirdParty}, Channel: audit.ChannelImage,
		})
	}
	if adjust != nil {
		adjust(run)
	}
	s, err := runstore.Create(dir, run)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.SaveRun(run), s.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestDiffStatus(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	run := func(name string, adjust func(*audit.Run), fingerprints ...string) string {
		return storedRun(t, filepath.Join(dir, name), 14, adjust, fingerprints...)
	}
	one, two, other := run("one", nil, "a"), run("two", nil, "a", "b"), run("other", nil, "b")
	accepted := run("accepted", func(r *audit.Run) { r.Findings[1].Suppressed = &audit.Suppression{Owner: "A", Expires: "2027-01-01"} }, "a", "b")
	cut := run("cut", func(r *audit.Run) { r.Complete = false }, "a")
	unsure := run("unsure", func(r *audit.Run) {
		r.Journeys[0].Status = audit.Inconclused
		r.Findings[0].Suppressed = &audit.Suppression{}
	}, "a")
	open := run("open", func(r *audit.Run) { r.Journeys[0].Status = audit.NotAttempted }, "a")
	gap := run("gap", func(r *audit.Run) { r.Coverage.Unexplained = []audit.Gap{{What: "a request"}} }, "a")
	part := run("part", func(r *audit.Run) { r.Coverage.DetectionCut = 1 }, "a")
	halted := run("halted", func(r *audit.Run) { r.Coverage.Halted = []string{"it answered 429"} }, "a")
	file := filepath.Join(dir, "quietroom.baseline.json")
	kept := quietroom(t, "baseline", one)
	kept.want(t, exitClean)
	if err := os.WriteFile(file, []byte(kept.stdout), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"the same":                           {[]string{one, one}, exitClean, "No finding is new or gone"},
		"by the run.json":                    {[]string{one + "/run.json", one}, exitClean, "No finding is new or gone"},
		"by the file":                        {[]string{file, one}, exitClean, "No finding is new or gone: 1 finding as before."},
		"new":                                {[]string{file, two}, exitFindings, "1 new finding and 1 as before."},
		"new in Markdown":                    {[]string{file, two, "--format", "markdown"}, exitFindings, "### New findings"},
		"new, and nobody cares":              {[]string{file, two, "--fail-on", "never"}, exitClean, "1 new finding"},
		"new, and accepted":                  {[]string{file, accepted}, exitClean, "accepted by A until 2027-01-01"},
		"gone":                               {[]string{two, one}, exitClean, "1 gone and 1 as before."},
		"one for another":                    {[]string{one, other}, exitFindings, "1 new finding and 1 gone."},
		"cut short":                          {[]string{two, cut}, exitIncomplete, "1 not looked at this time"},
		"cut short, and new":                 {[]string{other, cut}, exitFindings, "1 new finding"},
		"accepted, and not seen to the end":  {[]string{one, unsure}, exitIncomplete, "1 finding as before"},
		"known, and not walked":              {[]string{one, open}, exitIncomplete, "1 finding as before"},
		"known, and something unexplained":   {[]string{one, gap}, exitIncomplete, "1 finding as before"},
		"known, and not searched to its end": {[]string{one, part}, exitIncomplete, "1 finding as before"},
		"known, and the site stopped it":     {[]string{one, halted}, exitIncomplete, "1 finding as before"},
	} {
		r := quietroom(t, append([]string{"diff"}, tc.args...)...)
		if r.status != tc.status || !strings.Contains(r.stdout, tc.says) {
			t.Errorf("%s: status %d, want %d; want %q in\n%s%s", name, r.status, tc.status, tc.says, r.stdout, r.stderr)
		}
	}
	quietroom(t, "diff", one, file).want(t, exitUsage, "NEW is the file", "does not say what was not looked at")
	quietroom(t, "baseline", run("tried", func(r *audit.Run) { r.Trial = &audit.Trial{} })).want(t, exitUsage, "walked under a policy")
	quietroom(t, "baseline", cut).want(t, exitUsage, "did not come to its end")
	if r := (command{stdout: full{}}).run(t, "diff", one, two); r.status != exitUsage || !strings.Contains(r.stderr, "no space left") {
		t.Errorf("on a full disk: %d %s", r.status, r.stderr)
	}
}

// full is a disk without space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

var _ io.Writer = full{}

// TestBaselineLast: last is the newest run of the same site beside the run that came
// to its end and began before it.
func TestBaselineLast(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	storedRun(t, at("7"), 7, nil, "a")
	storedRun(t, at("14"), 14, nil, "a", "b")
	storedRun(t, at("15"), 15, func(r *audit.Run) { r.Complete = false })
	storedRun(t, at("16"), 16, func(r *audit.Run) { r.Site = "https://other.example/" }, "z")
	storedRun(t, at("14-verified"), 18, func(r *audit.Run) { r.Trial = &audit.Trial{} })
	storedRun(t, at("19"), 19, func(r *audit.Run) { r.Options.Only = "booking" })
	storedRun(t, at("28"), 28, nil, "later")
	if err := os.MkdirAll(at("17"), 0o700); err != nil {
		t.Fatal(err)
	}
	now := storedRun(t, at("21"), 21, nil, "b", "c")
	b, err := findBaseline("last", now, "https://www.practice.example/", time.Date(2026, 11, 21, 3, 0, 0, 0, time.UTC))
	if err != nil || b.run == nil || b.run.ID != "14" {
		t.Fatalf("%+v %v", b, err)
	}
	if b, err := findBaseline("last", at("7"), "practice.example", time.Date(2026, 11, 7, 3, 0, 0, 0, time.UTC)); err != nil || b.run != nil || b.missing != dir {
		t.Errorf("before the first run: %+v %v", b, err)
	}
	if b, err := findBaseline("last", filepath.Join(dir, "nowhere", "x"), "practice.example", time.Now()); err != nil || b.run != nil || b.missing == "" {
		t.Errorf("where no folder is: %+v %v", b, err)
	}
	r := quietroom(t, "report", now, "--baseline", "last", "--format", "markdown")
	r.want(t, exitClean)
	for _, want := range []string{"1 new finding", "1 gone"} {
		if !strings.Contains(r.stdout, want) {
			t.Errorf("the report does not say %q:\n%s", want, r.stdout)
		}
	}
	quietroom(t, "report", now, "--baseline", "/nowhere").want(t, exitUsage, "--baseline: run folder /nowhere")
	old, err := json.Marshal(map[string]string{"schema": "quietroom.baseline/9"})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at("b.json"), old, 0o600); err != nil {
		t.Fatal(err)
	}
	quietroom(t, "report", now, "--baseline", at("b.json")).want(t, exitUsage, "quietroom.baseline/9", "write it anew")
}

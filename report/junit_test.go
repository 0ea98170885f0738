package report

import (
	"testing"

	"github.com/joshdk/go-junit"

	"github.com/quietroom/quietroom/audit"
)

// ingest reads a JUnit report as others do.
func ingest(t *testing.T, in Input) []junit.Suite {
	t.Helper()
	suites, err := junit.Ingest(print(t, find(t, "junit"), in, Options{}))
	if err != nil {
		t.Fatal(err)
	}
	return suites
}

// TestJUnitCounts holds the counts against what the cases say, and that there is
// a suite for each page.
func TestJUnitCounts(t *testing.T) {
	t.Parallel()
	for _, name := range runs(t) {
		in := load(t, name)
		suites := ingest(t, in)
		had := map[string]bool{}
		for _, s := range suites {
			had[s.Name] = true
			var got junit.Totals
			for _, c := range s.Tests {
				got.Tests++
				switch c.Status {
				case junit.StatusPassed:
					got.Passed++
				case junit.StatusFailed:
					got.Failed++
				case junit.StatusError:
					got.Error++
				case junit.StatusSkipped:
					got.Skipped++
				}
			}
			got.Duration = s.Totals.Duration
			if got != s.Totals || got.Tests == 0 {
				t.Errorf("%s: suite %q says %+v and holds %+v", name, s.Name, s.Totals, got)
			}
		}
		for _, p := range in.Run.Pages {
			if !had[shown(p.URL)] {
				t.Errorf("%s: no suite for %q", name, shown(p.URL))
			}
		}
	}
}

// TestJUnitNeverPassesUnseen: with all that is clean taken away, nothing passes.
func TestJUnitNeverPassesUnseen(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*audit.Run){
		"pages are inconclusive": func(r *audit.Run) {
			for i := range r.Pages {
				r.Pages[i].Verdict = audit.Inconclusive
			}
		},
		"pages are gone": func(r *audit.Run) { r.Pages = nil },
		"journeys without a status, pages without a verdict": func(r *audit.Run) {
			for i := range r.Journeys {
				r.Journeys[i].Status = ""
			}
			for i := range r.Pages {
				r.Pages[i].Verdict = 0
			}
		},
	} {
		in := load(t, "clean")
		passed := 0
		for _, s := range ingest(t, in) {
			passed += s.Totals.Passed
		}
		if passed < 3 {
			t.Fatalf("only %d cases of the clean run pass", passed)
		}
		spoil(in.Run)
		in.Run.Verdict = audit.Inconclusive
		for _, s := range ingest(t, in) {
			if s.Totals.Passed > 0 {
				t.Errorf("%s: %d cases of %q pass", name, s.Totals.Passed, s.Name)
			}
		}
	}
}

// TestJUnitCase: what becomes of a journey's case.
func TestJUnitCase(t *testing.T) {
	t.Parallel()
	page := audit.Page{URL: "https://a.example/", Verdict: audit.Clean}
	journey := audit.Journey{ID: "j1", Page: page.URL, Status: audit.Walked}
	for _, c := range []struct {
		name string
		run  func(r *audit.Run)
		want junit.Status
	}{
		{"walked", func(*audit.Run) {}, junit.StatusPassed},
		{"a finding", func(r *audit.Run) { r.Findings = []audit.Finding{{Page: page.URL, Journey: "j1"}} }, junit.StatusFailed},
		{"a finding, and not walked", func(r *audit.Run) {
			r.Findings = []audit.Finding{{Page: page.URL, Journey: "j1"}}
			r.Journeys[0].Status = audit.NotAttempted
		}, junit.StatusFailed},
		{"not attempted", func(r *audit.Run) { r.Journeys[0].Status = audit.NotAttempted }, junit.StatusSkipped},
		{"inconclusive", func(r *audit.Run) { r.Journeys[0].Status = audit.Inconclused }, junit.StatusError},
		{"a status of no name", func(r *audit.Run) { r.Journeys[0].Status = "fine" }, junit.StatusError},
		{"something unexplained", func(r *audit.Run) { r.Coverage.Unexplained = []audit.Gap{{Journey: "j1", What: "x"}} }, junit.StatusError},
		{"the page is not clean", func(r *audit.Run) { r.Pages[0].Verdict = audit.Inconclusive }, junit.StatusError},
	} {
		run := &audit.Run{Verdict: audit.Clean, Complete: true, Pages: []audit.Page{page}, Journeys: []audit.Journey{journey}}
		c.run(run)
		suites := ingest(t, Input{Run: run})
		if got := suites[1].Tests[1]; got.Status != c.want {
			t.Errorf("%s: %s, want %s (%+v)", c.name, got.Status, c.want, got)
		}
	}
}

// TestEverythingWasSeen: beside a leak, too, what was not seen never passes.
func TestEverythingWasSeen(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(r *audit.Run){
		"all of it":                  nil,
		"the site stopped the audit": func(r *audit.Run) { r.Coverage.Halted = []string{"www.practice.example answered 429"} },
		"a search was cut":           func(r *audit.Run) { r.Coverage.DetectionCut = 1 },
		"an unexplained flow":        func(r *audit.Run) { r.Coverage.Unexplained = []audit.Gap{{What: "a flow"}} },
		"an unfinished journey":      func(r *audit.Run) { r.Journeys[0].Status = audit.Inconclused },
		"it did not come to its end": func(r *audit.Run) { r.Complete = false },
	} {
		r := &audit.Run{Site: "https://www.practice.example/", Verdict: audit.Leak, Complete: true,
			Pages:    []audit.Page{{URL: "https://www.practice.example/", Verdict: audit.Leak}},
			Journeys: []audit.Journey{{ID: "j0001", Page: "https://www.practice.example/", Status: audit.Walked}},
			Findings: []audit.Finding{{Page: "https://www.practice.example/", Class: audit.ClassA, Severity: audit.Critical}},
		}
		if change != nil {
			change(r)
		}
		in := Input{Run: r}
		whole := junitOf(in).Suites[0].Cases[0].Error == nil
		if done := sarifOf(in).Invocations[0].Successful; whole != (change == nil) || done != whole {
			t.Errorf("%s: everything was seen in JUnit %v, in SARIF %v", name, whole, done)
		}
	}
}

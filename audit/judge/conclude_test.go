package judge

import (
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

const home, book = "https://p.example/", "https://p.example/book"

// goodRun is a run in which everything was seen and nothing found.
func goodRun() *audit.Run {
	return &audit.Run{
		Complete: true,
		Pages:    []audit.Page{{URL: home}, {URL: book}},
		Journeys: []audit.Journey{
			{ID: "j1", Scenario: visit, Page: home, Status: audit.Walked},
			{ID: "j2", Scenario: visit, Page: book, Status: audit.Walked},
			{ID: "j3", Scenario: "form:booking", Page: book, Status: audit.Walked},
		},
	}
}

func leak(page string) audit.Finding {
	return audit.Finding{Class: audit.ClassA, Severity: audit.High, Kind: audit.KindEmail, Page: page, Recipient: audit.Recipient{Vendor: "V", Purpose: "chat"}}
}

// endings are what can go wrong with a run, and what may then be said.
var endings = []struct {
	name      string
	change    func(r *audit.Run)
	run, page audit.Verdict // page is that of book
	why       string        // in the run's reason
}{
	{"all is well", func(*audit.Run) {}, audit.Clean, audit.Clean, "On 2 pages"},
	{"a finding", func(r *audit.Run) {
		r.Findings = []audit.Finding{leak(book)}
	}, audit.Leak, audit.Leak, "1 finding to 1 recipient; the worst is high: e-mail address, to V (a chat service)"},
	{"a finding on a page that is not listed", func(r *audit.Run) { r.Findings = []audit.Finding{leak("https://p.example/lost")} }, audit.Leak, audit.Clean, "1 finding"},
	{"a finding under another address of the page", func(r *audit.Run) { r.Findings = []audit.Finding{leak("http://p.example/book/?utm_source=x")} }, audit.Leak, audit.Leak, "1 finding"},
	{"a finding of what went to the practice itself without encryption", func(r *audit.Run) {
		r.Findings = []audit.Finding{leak("http://p.example/book")}
		r.Findings[0].Recipient.Party = audit.FirstParty
	}, audit.Leak, audit.Clean, "1 finding"},
	{"a finding on another route of a script", func(r *audit.Run) { r.Findings = []audit.Finding{leak(book + "#/other")} }, audit.Leak, audit.Clean, "1 finding"},
	{"a finding and a broken journey", func(r *audit.Run) {
		r.Findings = []audit.Finding{leak(book)}
		r.Journeys[2].Status = audit.Inconclused
	}, audit.Leak, audit.Leak, ""},
	{"a broken journey", func(r *audit.Run) { r.Journeys[2].Status, r.Journeys[2].Why = audit.Inconclused, "the page hung." }, audit.Inconclusive, audit.Inconclusive, "Of 2 pages, 1"},
	{"a skipped journey", func(r *audit.Run) { r.Journeys[2].Status = audit.NotAttempted }, audit.Inconclusive, audit.Inconclusive, ""},
	{"a journey with no status", func(r *audit.Run) { r.Journeys[2].Status = "" }, audit.Inconclusive, audit.Inconclusive, ""},
	{"a page that was not visited", func(r *audit.Run) { r.Journeys = r.Journeys[:1] }, audit.Inconclusive, audit.Inconclusive, ""},
	{"a form walked on a page that was not visited", func(r *audit.Run) { r.Journeys = append(r.Journeys[:1], r.Journeys[2]) }, audit.Inconclusive, audit.Inconclusive, ""},
	{"a journey of no page", func(r *audit.Run) {
		r.Journeys = append(r.Journeys, audit.Journey{Scenario: "file", Page: "https://p.example/x"})
	}, audit.Inconclusive, audit.Clean, `The journey "file"`},
	{"something unexplained", func(r *audit.Run) { r.Coverage.Unexplained = []audit.Gap{{What: "a request"}} }, audit.Inconclusive, audit.Inconclusive, ""},
	{"a search that was cut", func(r *audit.Run) { r.Coverage.DetectionCut = 1 }, audit.Inconclusive, audit.Clean, "1 request could not be searched"},
	{"a site that stopped the audit", func(r *audit.Run) { r.Coverage.Halted = []string{"p.example answered 429."} }, audit.Inconclusive, audit.Clean, "stopped the audit: p.example answered 429."},
	{"an audit that was stopped", func(r *audit.Run) { r.Complete = false }, audit.Inconclusive, audit.Clean, "did not come to its end"},
	{"no pages", func(r *audit.Run) { r.Pages, r.Journeys = nil, nil }, audit.Inconclusive, audit.Inconclusive, "No page"},
	{"nothing at all", func(r *audit.Run) { *r = audit.Run{} }, audit.Inconclusive, audit.Inconclusive, "No page"},
}

func TestConclude(t *testing.T) {
	t.Parallel()
	for _, tc := range endings {
		run := goodRun()
		tc.change(run)
		Conclude(run)
		if run.Verdict != tc.run || !strings.Contains(run.Why, tc.why) || run.Why == "" {
			t.Errorf("%s: the run is %s: %s; want %s: ...%s...", tc.name, run.Verdict, run.Why, tc.run, tc.why)
		}
		for _, p := range run.Pages {
			if p.URL == book && p.Verdict != tc.page {
				t.Errorf("%s: the page is %s: %s; want %s", tc.name, p.Verdict, p.Why, tc.page)
			}
			if p.Why == "" || run.Verdict == audit.Clean && p.Verdict != audit.Clean {
				t.Errorf("%s: page %s is %s: %q, in a run that is %s", tc.name, p.URL, p.Verdict, p.Why, run.Verdict)
			}
		}
	}
}

// TestConcludeAgain: a run may be judged twice, with other findings.
func TestConcludeAgain(t *testing.T) {
	t.Parallel()
	run := goodRun()
	run.Findings = []audit.Finding{leak(book)}
	Conclude(run)
	run.Findings = nil
	Conclude(run)
	if run.Verdict != audit.Clean || run.Pages[1].Verdict != audit.Clean {
		t.Errorf("judged again without findings: %s, page %s", run.Verdict, run.Pages[1].Verdict)
	}
}

// everyEnding gives the runs of endings, for the test of words.
func everyEnding() (out []*audit.Run) {
	for _, tc := range endings {
		run := goodRun()
		tc.change(run)
		out = append(out, run)
	}
	return out
}

// TestConcludeUnfilledForms: a page whose forms nobody filled says so.
func TestConcludeUnfilledForms(t *testing.T) {
	t.Parallel()
	run := &audit.Run{Complete: true, Pages: []audit.Page{{URL: "https://p.example/a", Forms: 2}}, Journeys: []audit.Journey{{ID: "j1", Scenario: visit, Page: "https://p.example/a", Status: audit.Walked}}}
	Conclude(run)
	if p := run.Pages[0]; p.Verdict != audit.Clean || !strings.Contains(p.Why, "No journey filled its 2 forms") {
		t.Errorf("%s: %s", p.Verdict, p.Why)
	}
}

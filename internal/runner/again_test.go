package runner

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/patient"
	"github.com/quietroom/quietroom/audit/vendors/lists"
	"github.com/quietroom/quietroom/crawler"
	"github.com/quietroom/quietroom/internal/runstore"
)

// judgedAgain: under the same rules a record gives the same run, but for the note
// that says so.
func judgedAgain(t *testing.T, a audited) {
	t.Helper()
	again, err := JudgeAgain(context.Background(), a.dir, Again{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	want := *a.run
	want.Notes = slices.Clone(want.Notes)
	last := len(again.Notes) - 1
	if last < 0 || !strings.HasPrefix(again.Notes[last], "This is a new judgement") {
		t.Fatalf("%q", again.Notes)
	}
	again.Notes = again.Notes[:last]
	if diff := cmp.Diff(&want, again); diff != "" {
		t.Error(diff)
	}
}

// recorded makes the folder of a run on which the patient's e-mail address, and a
// ticket's number, went to a third party from /hello.
func recorded(t *testing.T, change func(*Config)) (dir string) {
	t.Helper()
	cfg := Config{Site: "https://practice.example/", Seed: 7, Version: "1.0", Started: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), Out: filepath.Join(t.TempDir(), "run")}
	if change != nil {
		change(&cfg)
	}
	if err := cfg.setDefaults(); err != nil {
		t.Fatal(err)
	}
	d, err := loadData(cfg.Rules, cfg.SiteFile, cfg.Trackers...)
	if err != nil {
		t.Fatal(err)
	}
	const page = "https://practice.example/hello"
	run := newRun(&cfg, d)
	run.Scope, run.Complete = []string{"https://practice.example"}, true
	run.Pages = []audit.Page{{URL: page, Evidence: []string{}, Contacts: []audit.Contact{}}}
	j := audit.Journey{ID: "j0001", Scenario: "visit", Page: page, Patient: "A", Status: audit.Walked, Steps: []audit.Step{}}
	run.Journeys = []audit.Journey{j}
	s, err := runstore.Create(cfg.Out, run,
		runstore.Entry{Key: keySettings, Value: cfg.settings()},
		runstore.Entry{Key: keyCrawl, Value: crawler.Result{Site: cfg.Site, Scope: run.Scope, Pages: []crawler.Page{{URL: page}}}},
		runstore.Entry{Key: fmt.Sprintf("journey %s %s %s", j.ID, j.Scenario, page), Value: walked{
			Journey: j, Seen: &seen{Signals: pages.Signals{Title: "Hello"}},
			Typed: []audit.Canary{{Patient: "A", Kind: audit.KindReason, Value: "Wolves howl behind my eyes", Journey: j.ID}},
		}},
	)
	if err != nil {
		t.Fatal(err)
	}
	for i, url := range []string{
		"https://spy.test/?a=" + value(cfg.Patient, audit.KindEmail), "https://spy.test/?b=TK-555555", "https://spy.test/?c=Wolves%20howl%20behind%20my%20eyes",
		"https://form.jotform.com/?d=" + value(cfg.Patient, audit.KindEmail),
	} {
		ex := &audit.Exchange{ID: fmt.Sprintf("x%06d", i+1), Method: "GET", URL: url, Headers: []audit.Header{}, SeenBy: []string{}, Page: page, Journey: j.ID, Channel: audit.ChannelFetch, Outcome: "sent"}
		if err := s.AddExchange(ex, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return cfg.Out
}

func value(p *patient.Patient, k audit.Kind) string {
	for _, c := range p.Canaries() {
		if c.Kind == k {
			return c.Value
		}
	}
	return ""
}

// TestJudgeAgain: other rules, what the practice says of its site, and lists of
// trackers change what a record comes to; the record stays as it is.
func TestJudgeAgain(t *testing.T) {
	t.Parallel()
	dir := recorded(t, nil)
	rule := DataFile{"own.yaml", []byte("rules:\n  - {id: own_ticket, kind: invoice, pattern: 'TK-[0-9]{6}', weight: 3, source: own, date: 2026-11-22, match: [TK-123456], pass: [TK-12]}\n")}
	site := DataFile{"site.yaml", []byte("pages:\n  - {path: /hello, context: intake, because: ours}\nvendors:\n  - vendor: jotform\n    baa: {signed_by: A. Person, signed: 2026-01-15, reference: x}\n    contexts: [intake]\n")}
	list := []*lists.List{{Name: "mine", SHA256: "ab", Entries: []lists.Entry{{Domain: "spy.test", Name: "Spy", Owner: "Spy Inc.", Purpose: "ad_pixel"}}}}
	for name, tc := range map[string]struct {
		by        Again
		findings  int
		ticket    bool
		context   string
		recipient string
	}{
		"as it was":         {Again{}, 3, false, "other", "spy.test"},
		"with a rule":       {Again{Rules: []DataFile{rule}}, 4, true, "other", "spy.test"},
		"with a site file":  {Again{SiteFile: site}, 2, false, "intake", "spy.test"},
		"with a list":       {Again{Trackers: list}, 3, false, "other", "Spy"},
		"with all of these": {Again{Rules: []DataFile{rule}, SiteFile: site, Trackers: list}, 3, true, "intake", "Spy"},
	} {
		run, err := JudgeAgain(context.Background(), dir, tc.by)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		values, ticket, to := 0, false, ""
		for _, f := range run.Findings {
			if f.Class != audit.ClassA {
				continue
			}
			values++
			ticket = ticket || f.Rule == "own_ticket"
			if strings.HasPrefix(f.Recipient.Host, "spy") {
				to = f.Recipient.Vendor
			}
		}
		if values != tc.findings || ticket != tc.ticket || run.Pages[0].Context != tc.context || to != tc.recipient || run.Verdict != audit.Leak {
			t.Errorf("%s: %d values, ticket %v, page %s, to %s, %s", name, values, ticket, run.Pages[0].Context, to, run.Verdict)
		}
		if agreed := slices.ContainsFunc(run.Notes, func(n string) bool { return strings.Contains(n, "an agreement with it is recorded") }); agreed != (tc.context == "intake") {
			t.Errorf("%s: %q", name, run.Notes)
		}
	}
	r, err := runstore.Open(dir)
	if err != nil || len(r.Run().Findings) != 0 || len(r.Run().Notes) != 0 {
		t.Errorf("the record changed: %v, %+v", err, r)
	}
}

// TestJudgeAgainHalted: a host that stopped the audit, wherever the crawler met it, is
// known to a new judgement.
func TestJudgeAgainHalted(t *testing.T) {
	t.Parallel()
	for _, key := range []string{keyCrawl, keyLinks + " 1 https://practice.example/", keyLogin + " page", keyBegins} {
		dir := recorded(t, nil)
		s, _, err := runstore.Resume(dir)
		if err != nil {
			t.Fatal(err)
		}
		why := "practice.example answered 429 to " + key
		if err := errors.Join(s.Record(key, crawler.Result{Stopped: why}), s.Close()); err != nil {
			t.Fatal(err)
		}
		run, err := JudgeAgain(context.Background(), dir, Again{})
		if err != nil || !slices.Equal(run.Coverage.Halted, []string{why}) {
			t.Errorf("%s: %v, halted %q", key, err, run.Coverage.Halted)
		}
	}
}

func TestJudgeAgainRefused(t *testing.T) {
	t.Parallel()
	own, err := patient.Read(strings.NewReader(`{"email": "own.test@example.com"}`), "p.json", patient.New(7, "A", time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)))
	if err != nil {
		t.Fatal(err)
	}
	dir := recorded(t, func(c *Config) { c.Patient, c.PatientFile = own, "my p.json" })
	for name, tc := range map[string]struct {
		dir  string
		by   Again
		want string
	}{
		"a patient of the user's":   {dir, Again{}, "--patient 'my p.json'"},
		"another patient":           {dir, Again{Patient: patient.New(8, "A", time.Now())}, "not the patient who walked the run"},
		"a rule that is wrong":      {recorded(t, nil), Again{Rules: []DataFile{{"own.yaml", []byte("rules:\n  - {ide: x}\n")}}}, "own.yaml:2:6"},
		"a folder that is no run":   {t.TempDir(), Again{}, "holds no run.json"},
		"a run without its journal": {met(t, Config{}).cfg.Out, Again{}, "does not hold what it was begun with"},
	} {
		if _, err := JudgeAgain(context.Background(), tc.dir, tc.by); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if run, err := JudgeAgain(context.Background(), dir, Again{Patient: own}); err != nil || len(run.Findings) == 0 {
		t.Errorf("the patient given again: %v", err)
	}
	cut := recorded(t, nil)
	r, err := runstore.Open(cut)
	if err != nil {
		t.Fatal(err)
	}
	a := &auditing{run: r.Run()}
	a.run.Complete, a.run.Why = false, cutShort+"the browser is gone."
	if cause := a.forget(); cause == nil || cause.Error() != "the browser is gone" {
		t.Errorf("why it was cut short: %v", cause)
	}
}

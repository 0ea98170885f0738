package runner

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/demosite"
	"github.com/quietroom/quietroom/internal/runstore"
)

// TestConsentStates audits the practice with a banner of a known vendor in every
// state, and holds what was found in which against the labels: what fires only after
// an acceptance is found only there, and what fires after a refusal is told as such.
// TestConsentResume does it with a banner that no list knows.
func TestConsentStates(t *testing.T) {
	a := auditDemo(t, demosite.Options{Banner: demosite.BannerKnown}, func(c *Config) { c.Consent = audit.Consents })
	if a.err != nil {
		t.Fatal(a.err)
	}
	everyConsent(t, a)
	t.Run("the banner's own interfaces were read", func(t *testing.T) {
		for _, w := range a.run.Coverage.Consent {
			if w.After.Told != w.State || w.After.TCFPurposes > 0 != (w.State == audit.ConsentAccept) || w.After.Default["ad_storage"] != "denied" {
				t.Errorf("%s: they say %+v", w.State, w.After)
			}
		}
	})
	t.Run("judged again it reads the same", func(t *testing.T) { judgedAgain(t, a) })
}

// everyConsent is what holds of an audit in every state, whatever the banner.
func everyConsent(t *testing.T, a audited) {
	t.Run("every leak shows in its states and in no other", func(t *testing.T) { everyState(t, a) })
	t.Run("every journey was walked in its state", func(t *testing.T) { everyJourney(t, a) })
	t.Run("the choices were made and confirmed", func(t *testing.T) {
		want := map[string]string{demosite.BannerKnown: "OneTrust"}[a.banner]
		for _, w := range a.run.Coverage.Consent {
			if !w.Made || w.Manager != want || len(w.Proofs) == 0 || w.Page == "" {
				t.Errorf("%s: %+v", w.State, w)
			}
		}
		if len(a.run.Coverage.Consent) != 2 {
			t.Errorf("%d choices", len(a.run.Coverage.Consent))
		}
	})
	t.Run("nothing was submitted", func(t *testing.T) {
		for _, r := range a.site.PracticeLog() {
			if r.Method != http.MethodGet && r.Method != http.MethodHead {
				t.Errorf("the practice got %s %s", r.Method, r.Path)
			}
		}
	})
}

// everyState compares the states of findings with those of labels.
func everyState(t *testing.T, a audited) {
	checked := 0
	for _, l := range a.site.Labels() {
		if l.Class != audit.ClassA && l.Class != audit.ClassC {
			continue
		}
		seen := map[audit.Consent]bool{}
		for _, f := range a.run.Findings {
			if pathOf(f.Page) != l.Page || f.Recipient.Host != l.Host || f.Class != l.Class || l.Class == audit.ClassA && f.Kind != l.Kind {
				continue
			}
			total := 0
			for _, s := range f.Consent {
				seen[s.State], total = true, total+s.Count
			}
			if total != f.Count {
				t.Errorf("%s: %d exchanges, %d of them in states", f.Fingerprint, f.Count, total)
			}
			if refused := seen[audit.ConsentReject]; refused != strings.Contains(f.Why, "after a refusal, when the visitor had said no") {
				t.Errorf("%s to %s, after a refusal %v: %s", f.Kind, f.Recipient.Host, refused, f.Why)
			}
		}
		want := l.Consent
		if want == nil {
			want = audit.Consents
		}
		var got []audit.Consent
		for _, s := range append(slices.Clone(audit.Consents), "") {
			if seen[s] {
				got = append(got, s)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s → %s: class %s %s (%s): %s", l.Page, l.Host, l.Class, l.Kind, l.Note, diff)
		}
		checked++
	}
	if checked < 10 {
		t.Errorf("%d labels to compare with", checked)
	}
}

// everyJourney: each page has a visit in each state, each with ids and exchanges
// of its state.
func everyJourney(t *testing.T, a audited) {
	visits, state := map[string]int{}, map[string]audit.Consent{}
	for _, j := range a.run.Journeys {
		if j.Status != audit.Walked {
			t.Errorf("journey %s %s on %s: %s (%s)", j.ID, j.Scenario, pathOf(j.Page), j.Status, j.Why)
		}
		if _, twice := state[j.ID]; twice {
			t.Errorf("two journeys are called %s", j.ID)
		}
		state[j.ID] = j.Consent
		if j.Scenario == "visit" {
			visits[fmt.Sprintf("%s %s", pathOf(j.Page), j.Consent)]++
		}
		if j.Consent.Chosen() != (strings.HasPrefix(j.ID, "accept-j") || strings.HasPrefix(j.ID, "reject-j")) {
			t.Errorf("journey %s was walked with %q", j.ID, j.Consent)
		}
	}
	for _, p := range a.site.Pages() {
		for _, c := range audit.Consents {
			if n := visits[fmt.Sprintf("%s %s", p.Path, c)]; n != 1 {
				t.Errorf("%s was visited %d times %s", p.Path, n, c.When())
			}
		}
	}
	reader, err := runstore.Open(a.dir)
	if err != nil {
		t.Fatal(err)
	}
	answered := map[audit.Consent]bool{}
	for ex, err := range reader.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		if choosing, _, ok := strings.Cut(ex.Journey, "-c"); ok {
			answered[ex.Consent] = answered[ex.Consent] || ex.Party == audit.ThirdParty
			if ex.Consent != audit.ConsentNone && string(ex.Consent) != choosing {
				t.Errorf("%s has an exchange of %q", ex.Journey, ex.Consent)
			}
		} else if ex.Journey != "" && ex.Consent != state[ex.Journey] {
			t.Errorf("%s is of %q, and an exchange of it of %q", ex.Journey, state[ex.Journey], ex.Consent)
		}
	}
	if !answered[audit.ConsentNone] || !answered[audit.ConsentAccept] || !answered[audit.ConsentReject] {
		t.Errorf("the journeys that answer the banner have third-party exchanges %v; want some before and after each press", answered)
	}
	for _, p := range a.run.Pages {
		if p.Verdict == audit.Inconclusive {
			t.Errorf("%s: %s", pathOf(p.URL), p.Why)
		}
	}
}

// TestNoBanner: a site that asks for nothing is walked once, and that is said once.
func TestNoBanner(t *testing.T) {
	a := auditDemo(t, demosite.Options{Clean: true}, func(c *Config) { c.Consent, c.MaxPages, c.Library = audit.Consents, 2, false })
	if a.err != nil {
		t.Fatal(a.err)
	}
	said := 0
	for _, n := range a.run.Notes {
		if strings.Contains(n, "asks for consent") {
			said++
		}
	}
	if said != 1 {
		t.Errorf("said %d times: %q", said, a.run.Notes)
	}
	for _, j := range a.run.Journeys {
		if j.Consent.Chosen() || j.Status != audit.Walked {
			t.Errorf("journey %s, %s with %q: %s", j.ID, j.Status, j.Consent, j.Why)
		}
	}
	if a.run.Verdict != audit.Clean {
		t.Errorf("verdict %s: %s", a.run.Verdict, a.run.Why)
	}
}

// TestChoiceNotMade: a banner without a way to refuse leaves the journeys of the
// refusal inconclusive, and nothing counts as if it had been made.
func TestChoiceNotMade(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><html lang=en><title>Practice</title><h1>Practice</h1><a href="/more">More</a>
<div role=dialog style="position:fixed;bottom:0"><p>We use cookies.</p><button onclick="this.parentNode.remove()">Got it!</button></div>`)
	}))
	defer site.Close()
	found, err := chrome.Find(t.Context(), os.Getenv)
	if err != nil {
		t.Fatalf("%v (the tests need a Chrome: `make test` installs one)", err)
	}
	run, err := Audit(t.Context(), Config{
		Site: site.URL, Out: filepath.Join(t.TempDir(), "run"), Chrome: found, Delay: -1, Seed: 7, Version: "test", MaxPages: 2,
		Consent: []audit.Consent{audit.ConsentNone, audit.ConsentReject},
	})
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for _, j := range run.Journeys {
		if !j.Consent.Chosen() && j.Scenario == "visit" && j.Status != audit.Walked {
			t.Errorf("journey %s: %s (%s)", j.ID, j.Status, j.Why)
		}
		if j.Consent != audit.ConsentReject {
			continue
		}
		refused++
		if j.Status != audit.Inconclused || !strings.Contains(j.Why, `no button that was understood to refuse; its buttons: "Got it!"`) || len(j.Steps) > 0 {
			t.Errorf("journey %s: %s, %d steps: %s", j.ID, j.Status, len(j.Steps), j.Why)
		}
	}
	if cov := run.Coverage.Consent; refused != 2 || len(cov) != 1 || cov[0].Made || cov[0].NoBanner || cov[0].Why == "" {
		t.Errorf("%d journeys of the refusal; %+v", refused, cov)
	}
	if run.Verdict != audit.Inconclusive || run.Coverage.PagesAudited != 0 {
		t.Errorf("verdict %s, %d pages audited: %s", run.Verdict, run.Coverage.PagesAudited, run.Why)
	}
}

// TestConsentResume: an audit that is cut short in the middle of a state makes the
// choice again, and comes to what one that was not comes to.
func TestConsentResume(t *testing.T) {
	site, err := demosite.Start(t.Context(), demosite.Options{Banner: demosite.BannerUnknown})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	found, err := chrome.Find(t.Context(), os.Getenv)
	if err != nil {
		t.Fatalf("%v (the tests need a Chrome: `make test` installs one)", err)
	}
	cfg := Config{
		Site: site.URL(), Out: filepath.Join(t.TempDir(), "run"), Chrome: found, Delay: -1, Seed: 7, Version: "test", Parallel: 2,
		Resolver: site.Resolver(), Access: access.Options{CACert: site.CACert()}, Consent: audit.Consents,
	}
	for _, s := range site.ConnectTo() {
		r, err := access.ParseConnectTo(s)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Access.ConnectTo = append(cfg.Access.ConnectTo, r)
	}
	cut := cfg
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	cut.Progress = func(p Progress) {
		if w := p.Walk; w != nil && strings.HasPrefix(w.Journey, "accept-j") && w.Scenario == "visit" && strings.HasSuffix(w.Page, "/contact") {
			cancel() // some visits of the state are done or under way
		}
	}
	run, err := Audit(ctx, cut)
	if run == nil || !errors.Is(err, ErrInterrupted) || run.Complete {
		t.Fatalf("the audit was not cut short: %v", err)
	}
	for _, j := range run.Journeys {
		if j.Consent.Chosen() && j.Scenario == "visit" && j.Status == audit.Walked && j.Consent == audit.ConsentReject {
			t.Errorf("%s was walked after the cut", j.ID)
		}
	}
	cfg.Resume = true
	run, err = Audit(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	everyConsent(t, audited{site: site, banner: demosite.BannerUnknown, run: run, dir: cfg.Out})
}

//go:build sdks

package sdksuite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/internal/runstore"
)

// audited is one audit of the practice with every SDK, and what its servers got.
type audited struct {
	lab    *lab
	run    *audit.Run
	oracle oracle
	// typed holds the kinds that a finding may be about.
	typed map[audit.Kind]bool
	// exchanges counts by key what was sent.
	exchanges map[string]int
	// held is what quietroom answered in the vendor's stead, by host.
	held map[string][]received
}

func TestSDKs(t *testing.T) {
	t.Parallel()
	a := auditAll(t)
	for _, r := range a.lab.received(practice) {
		if r.method != http.MethodGet {
			t.Errorf("the practice's own server got a %s of %d bytes: a booking that was not held", r.method, len(r.body))
		}
	}
	for _, s := range chosen() {
		t.Run(s.name, func(t *testing.T) { a.check(t, s) })
	}
}

// check holds one SDK's servers against the run.
func (a *audited) check(t *testing.T, s sdk) {
	page := "https://" + practice + "/book/" + s.name
	a.checkJourneys(t, page)
	sent := 0
	for _, h := range s.hosts {
		got := a.lab.received(h.name)
		a.checkExchanges(t, h.name, got)
		kinds := a.checkFindings(t, h.name, page, got)
		progress("%s got %d requests, which held %s", h.name, len(got), kinds)
		if h.silent && len(kinds) > 0 {
			t.Errorf("%s is thought to get no values, and got %s", h.name, kinds)
		}
		sent += len(kinds)
		if held := a.held[h.name]; len(held) > 0 {
			kinds := a.checkFindings(t, h.name, page, held)
			progress("%s would have got %d more, which were held back and held %s", h.name, len(held), kinds)
		}
		a.checkInventions(t, h.name)
	}
	if sent == 0 {
		t.Errorf("%s sent no value of the patient: the set-up of this suite is broken (sdks/%s.js, or the replies in sdks_test.go)", s.name, s.name)
	}
}

// auditAll installs, bundles, serves and audits.
func auditAll(t *testing.T) *audited {
	t.Helper()
	ctx := t.Context()
	modules, err := packages.Modules(ctx)
	if err != nil {
		t.Fatalf("%v (`make test-sdks` brings npm)", err)
	}
	bundles := t.TempDir()
	progress("bundling %d SDKs with esbuild", len(chosen()))
	if err := bundle(ctx, modules, bundles); err != nil {
		t.Fatal(err)
	}
	browser, err := chrome.Find(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	l := startLab(t, modules, bundles)
	out := os.Getenv("SDKSUITE_RUN")
	if out == "" {
		out = filepath.Join(t.TempDir(), "run")
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	progress("auditing https://%s/ with %s", practice, browser)
	started := time.Now()
	run, err := runner.Audit(ctx, runner.Config{
		Site: "https://" + practice + "/", Out: out, Chrome: browser, Access: l.access(), Seed: 20261121, Delay: -1,
		Version: "test",
		Progress: func(p runner.Progress) {
			if p.Phase != "" {
				progress("%s %d/%d %s", p.Phase, p.Done, p.Total, p.Page)
			}
		},
	})
	if err != nil {
		t.Fatalf("auditing: %v", err)
	}
	progress("audited in %s: %d findings", time.Since(started).Round(time.Second), len(run.Findings))
	return read(t, l, run, out)
}

// read takes the run back from its folder, as anybody would.
func read(t *testing.T, l *lab, run *audit.Run, dir string) *audited {
	t.Helper()
	reader, err := runstore.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	patients, err := reader.Patients()
	if err != nil {
		t.Fatal(err)
	}
	if len(patients) != 1 {
		t.Fatalf("%d patients walked, want 1", len(patients))
	}
	a := &audited{lab: l, run: reader.Run(), oracle: newOracle(patients[0].Values), exchanges: map[string]int{}, typed: map[audit.Kind]bool{audit.KindFullName: true}, held: map[string][]received{}}
	for k := range patients[0].Values {
		a.typed[k] = true
	}
	if len(run.Findings) != len(a.run.Findings) {
		t.Errorf("run.json has %d findings, the run %d", len(a.run.Findings), len(run.Findings))
	}
	for _, k := range []audit.Kind{audit.KindEmail, audit.KindPhone, audit.KindGivenName, audit.KindFamilyName, audit.KindReason, audit.KindMessage} {
		if len(patients[0].Values[k]) == 0 {
			t.Errorf("no journey typed a value of kind %s", k)
		}
	}
	for ex, err := range reader.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		if !ex.Held {
			a.exchanges[key(ex.Method, ex.URL, ex.BodySHA256)]++
			continue
		}
		r := received{method: ex.Method, url: ex.URL}
		if u, err := url.Parse(ex.URL); err == nil {
			r.host = u.Hostname()
		}
		if ex.BodySHA256 != "" {
			if r.body, err = reader.Body(ex.BodySHA256); err != nil {
				t.Fatal(err)
			}
		}
		a.held[r.host] = append(a.held[r.host], r)
	}
	return a
}

func key(method, url, sha string) string { return method + " " + sha + " " + url }

// checkJourneys wants both journeys of the page walked to their end.
func (a *audited) checkJourneys(t *testing.T, page string) {
	t.Helper()
	walked := 0
	for _, j := range a.run.Journeys {
		if j.Page != page {
			continue
		}
		walked++
		if j.Status != audit.Walked {
			t.Errorf("journey %s is %s: %s", j.Scenario, j.Status, j.Why)
		}
	}
	if walked < 2 {
		t.Errorf("%d journeys on %s, want the visit and the form", walked, page)
	}
}

// checkExchanges wants an exchange with the same address and the same bytes for
// every request that the host got.
func (a *audited) checkExchanges(t *testing.T, host string, got []received) {
	t.Helper()
	want := map[string]int{}
	for _, r := range got {
		sha := ""
		if len(r.body) > 0 {
			sum := sha256.Sum256(r.body)
			sha = hex.EncodeToString(sum[:])
		}
		k := key(r.method, r.url, sha)
		if want[k]++; want[k] > a.exchanges[k] {
			t.Errorf("%s got a request that is not on record %d times: %s %s, %d bytes, content type %q", host, want[k], r.method, cut(r.url, 120), len(r.body), r.header.Get("Content-Type"))
		}
	}
}

// seen is, by kind, the plainest disguise in which a host got it.
type seen map[audit.Kind]string

// String lists kinds and disguises, never a value.
func (s seen) String() string {
	if len(s) == 0 {
		return "no value of the patient"
	}
	var list []string
	for _, k := range slices.Sorted(maps.Keys(s)) {
		list = append(list, fmt.Sprintf("%s (%s)", k, s[k]))
	}
	return strings.Join(list, ", ")
}

// checkFindings wants a finding of class A for every kind that the host got, and
// gives those kinds.
func (a *audited) checkFindings(t *testing.T, host, page string, got []received) seen {
	t.Helper()
	kinds := seen{}
	for _, r := range got {
		for _, s := range a.oracle.look(r) {
			if how, ok := kinds[s.kind]; !ok || len(s.how) < len(how) {
				kinds[s.kind] = s.how
			}
		}
	}
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		found := slices.ContainsFunc(a.run.Findings, func(f audit.Finding) bool {
			return f.Class == audit.ClassA && f.Kind == k && f.Recipient.Host == host && f.Page == page
		})
		why, known := misses[miss{host, kinds[k]}]
		switch {
		case known && found:
			t.Errorf("%s: the audit finds the patient's %s now; remove the entry %q from misses", host, k, kinds[k])
		case known:
			t.Logf("%s got the patient's %s (%s), which the audit does not find: %s", host, k, kinds[k], why)
		case !found:
			t.Errorf("%s got the patient's %s (%s), and no finding of class A on %s says so", host, k, kinds[k], page)
		}
	}
	return kinds
}

// checkInventions wants no finding about a value that nobody typed.
func (a *audited) checkInventions(t *testing.T, host string) {
	t.Helper()
	for _, f := range a.run.Findings {
		if f.Recipient.Host == host && f.Rule == "canary" && !a.typed[f.Kind] {
			t.Errorf("a finding says that %s got the patient's %s at %s (%s), which no journey typed", host, f.Kind, f.Place, f.Exchange)
		}
	}
}

// cut shortens what goes into a message. Every value here is synthetic.
func cut(s string, n int) string {
	if len(s) > n {
		return s[:n] + "…"
	}
	return s
}

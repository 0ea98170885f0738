package main

import (
	"encoding/json"
	"flag"
	"fmt"

	"net/http"

	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

var diffRuns = flag.Int("diff-runs", 2, "how many audits of the unchanged site TestDiffOfRuns compares with the first")

// restless is a tag that never sends the same bytes twice: numbered hosts, ids and
// times in keys, paths and fields, requests in any order.
const restless = `<script>
const id = () => crypto.randomUUID(), n = () => Math.floor(Math.random() * 90 + 10);
function tell(f) {
  const email = f.querySelector("[type=email]").value;
  const ways = [
    () => new Image().src = "https://www.facebook.com/tr/?id=1&ev=Lead&ts=" + Date.now() + "&udff[em]=" + encodeURIComponent(email),
    () => fetch("https://ws" + n() + ".hotjar.com/api/v2/sites/" + n() + "/recordings/" + id(), {method: "POST", mode: "no-cors", keepalive: true,
      body: JSON.stringify({session: id(), events: Array.from({length: n()}, (_, i) => ({i, t: Date.now()})).concat([{["field-" + id()]: {value: email}}]), sent: {[Date.now()]: email}})}),
  ];
  if (Math.random() < 0.5) ways.reverse();
  ways.forEach(w => w());
}
</script>`

const restlessForm = `<h1>Request an appointment</h1><form method=post action=/book onsubmit="tell(this)">
<label>Your name <input name=name autocomplete=name required></label><label>E-mail <input type=email name=email required></label>
<label>Why do you come? <textarea name=reason></textarea></label><button>Request an appointment</button></form>`

// TestDiffOfRuns: two audits of an unchanged site are the same, however restless its
// tags are; when one leak is put in and another is taken out, just these two are named.
func TestDiffOfRuns(t *testing.T) {
	t.Parallel()
	var changed atomic.Bool
	page := func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		tag := "https://www.facebook.com/tr/?id=1&ev=PageView&dl="
		if changed.Load() {
			tag = "https://px.ads.linkedin.com/collect?pid=1&url="
		}
		_, _ = fmt.Fprintf(rw, `<!doctype html><html lang=en><link rel=icon href=data:,><title>Anxiety</title><h1>Help with anxiety</h1><p>What you can do.
<script>new Image().src = %q + encodeURIComponent(location.href) + "&r=" + Math.random()</script>`, tag)
	}
	w := newWeb(t, map[string]any{
		"practice.example/":                   "<title>Practice</title><h1>Our practice</h1><a href=/book>Book</a> <a href=/conditions/anxiety>Anxiety</a>",
		"practice.example/book":               "<title>Book</title>" + restless + restlessForm,
		"practice.example/conditions/anxiety": page,
	})
	first := w.audit(t)
	first.wantVerdict(t, audit.Leak)
	if !slices.ContainsFunc(first.run.Findings, func(f audit.Finding) bool {
		return f.Class == audit.ClassA && f.Recipient.VendorID == "hotjar"
	}) {
		t.Fatalf("the restless tag was not seen: %+v", first.run.Findings)
	}
	for n := range *diffRuns {
		again := w.audit(t)
		if got := quietroom(t, "diff", first.dir, again.dir, "--fail-on", "E"); got.status != exitClean || !strings.Contains(got.stdout, "No finding is new or gone") || strings.Contains(got.stdout, "────") {
			t.Errorf("run %d of the unchanged site, status %d:\n%s", n+1, got.status, got.stdout)
		}
	}
	changed.Store(true)
	after := w.audit(t, "--baseline", first.dir)
	after.want(t, exitFindings, "Since the run of", "1 new finding, 1 gone and ")
	w.audit(t, "--baseline", after.dir).want(t, exitClean, "No finding is new or gone") // leaks that are known
	got := quietroom(t, "diff", first.dir, after.dir, "--format", "json")
	got.want(t, exitFindings)
	var c audit.Comparison
	if err := json.Unmarshal([]byte(got.stdout), &c); err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, f := range c.Findings {
		if f.Change != audit.Unchanged {
			named = append(named, fmt.Sprintf("%s %s on %s", f.Change, f.Finding.Recipient.VendorID, strings.TrimPrefix(f.Finding.Page, "https://practice.example")))
		}
	}
	acceptAll(t, after)
	if want := []string{"new linkedin_insight on /conditions/anxiety", "gone meta_pixel on /conditions/anxiety"}; !slices.Equal(named, want) {
		t.Errorf("named %q; want %q", named, want)
	}
}

// acceptAll judges a run again under a site's file that accepts every finding but
// one of them no more, and one that is not there.
func acceptAll(t *testing.T, r result) {
	t.Helper()
	text := "suppress:\n"
	for i, f := range r.run.Findings {
		expires := "2999-12-31"
		if i == 0 {
			expires = "2026-01-01"
		}
		text += fmt.Sprintf("  - {fingerprint: %q, reason: for now, owner: A. Person, expires: %s}\n", f.Fingerprint, expires)
	}
	text += "  - {rule: canary, page: /nowhere, vendor: hotjar, reason: for now, owner: B. Person, expires: 2999-12-31}\n"
	again := quietroom(t, "report", r.dir, "--format", "json", "--site-file", written(t, "site.yaml", text))
	again.want(t, exitClean)
	var run audit.Run
	if err := json.Unmarshal([]byte(again.stdout), &run); err != nil {
		t.Fatal(err)
	}
	for i, f := range run.Findings {
		if f.Suppressed == nil || f.Counts() != (i == 0) {
			t.Errorf("finding %d is not marked as it should be: %+v", i, f.Suppressed)
		}
	}
	if n := len(run.Suppressions); n != len(r.run.Findings)+1 || run.Verdict != audit.Leak {
		t.Errorf("%d entries, verdict %s", n, run.Verdict)
	}
	for _, want := range []string{"ended on 2026-01-01, so it counts again", "canary on /nowhere to hotjar by B. Person fits nothing that was found"} {
		if !strings.Contains(strings.Join(run.Notes, " "), want) {
			t.Errorf("the notes do not say %q: %q", want, run.Notes)
		}
	}
}

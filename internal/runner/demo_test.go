package runner

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/patient"
	"github.com/quietroom/quietroom/audit/vendors"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/demosite"
	"github.com/quietroom/quietroom/internal/runstore"
)

// audited is a demo practice and the run of its audit.
type audited struct {
	site   *demosite.Site
	banner string // of the practice, "" for none
	run    *audit.Run
	dir    string
	log    string // everything that was logged, at the most verbose level
	err    error
}

// demoTabs is how many tabs walk the demo at once, as in `quietroom demo`.
const demoTabs = 4

// auditDemo plays a practice and audits it, like `quietroom demo`.
func auditDemo(t testing.TB, o demosite.Options, change func(*Config)) audited {
	t.Helper()
	found, err := chrome.Find(context.Background(), os.Getenv)
	if err != nil {
		t.Fatalf("%v (the tests need a Chrome: `make test` installs one)", err)
	}
	site, err := demosite.Start(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := site.Close(); err != nil {
			t.Error(err)
		}
	})
	var log bytes.Buffer
	cfg := Config{
		Site: site.URL(), Out: filepath.Join(t.TempDir(), "run"), Chrome: found, Delay: -1, Seed: 7, Version: "test", FailOn: "E", Parallel: demoTabs, Library: true,
		Resolver: site.Resolver(),
		Access:   access.Options{CACert: site.CACert()},
		Log:      slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug - 10})),
	}
	for _, s := range site.ConnectTo() {
		r, err := access.ParseConnectTo(s)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Access.ConnectTo = append(cfg.Access.ConnectTo, r)
	}
	if change != nil {
		change(&cfg)
	}
	run, err := Audit(context.Background(), cfg)
	if run == nil {
		t.Fatalf("no run: %v", err)
	}
	return audited{site: site, banner: o.Banner, run: run, dir: cfg.Out, log: log.String(), err: err}
}

// TestDemoAgainstTheVendorsLogs audits the leaking practice and holds the run
// against what the vendors' servers really got, and against the labels.
func TestDemoAgainstTheVendorsLogs(t *testing.T) {
	a := auditDemo(t, demosite.Options{}, nil)
	if a.err != nil {
		t.Fatal(a.err)
	}
	reader, err := runstore.Open(a.dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("run.json follows its schema", func(t *testing.T) {
		data, err := os.ReadFile(filepath.Join(a.dir, "run.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := runstore.Validate(data); err != nil {
			t.Error(err)
		}
	})
	t.Run("every request that a vendor got is on record", func(t *testing.T) { everyRequest(t, a, reader) })
	t.Run("every labelled leak has its finding", func(t *testing.T) { everyLabel(t, a) })
	t.Run("what a vendor can get was typed or chosen", func(t *testing.T) { everyAnswer(t, a) })
	t.Run("judged again it reads the same", func(t *testing.T) { judgedAgain(t, a) })
	t.Run("what stays in the browser is listed", func(t *testing.T) { everyStored(t, a) })
	t.Run("no page without a leak has a finding", func(t *testing.T) {
		for _, path := range a.site.CleanPages() {
			for _, f := range a.run.Findings {
				if pathOf(f.Page) == path {
					t.Errorf("%s: class %s %s to %s at %s (%s)", path, f.Class, f.Kind, f.Recipient.Host, f.Place, f.Excerpt)
				}
			}
		}
	})
	t.Run("nothing was submitted or harmed", func(t *testing.T) {
		for _, r := range a.site.PracticeLog() {
			if r.Method != "GET" && r.Method != "HEAD" {
				t.Errorf("the practice got %s %s", r.Method, r.Path)
			}
		}
		for _, r := range a.site.Trespasses() {
			t.Errorf("an address that must never be visited was: %s", r.URL)
		}
		if a.run.Coverage.SubmitsHeld == 0 {
			t.Error("no submit was held: the forms were not exercised")
		}
	})
	t.Run("the booking's success path ran", func(t *testing.T) { successPath(t, reader) })
	t.Run("no value of the patient in the log", func(t *testing.T) {
		ps, err := reader.Patients()
		if err != nil || len(ps) == 0 || len(ps[0].Values[audit.KindEmail]) == 0 {
			t.Fatalf("no patient's e-mail address on record: %v", err)
		}
		for _, c := range patient.New(a.run.Seed, "A", a.run.Started).Canaries() {
			// What the site offers to choose from (a topic) is in its own addresses.
			if len(c.Value) >= 6 && !slices.Contains([]audit.Kind{audit.KindTopic, audit.KindService, audit.KindCountry, audit.KindState}, c.Kind) && strings.Contains(strings.ToLower(a.log), strings.ToLower(c.Value)) {
				t.Errorf("the log holds the patient's %s", c.Kind)
			}
		}
		if a.log == "" {
			t.Error("nothing was logged at all; the check looked at nothing")
		}
	})
	t.Run("every page is found and visited", func(t *testing.T) {
		for _, p := range a.site.Pages() {
			if p.FoundBy != "submit" && !slices.ContainsFunc(a.run.Pages, func(q audit.Page) bool {
				return pathOf(q.URL) == p.Path || slices.ContainsFunc(q.Aliases, func(s string) bool { return pathOf(s) == p.Path })
			}) {
				t.Errorf("page %s (%s) was not found", p.Path, p.FoundBy)
			}
		}
		for _, j := range a.run.Journeys {
			if j.Status != audit.Walked {
				t.Errorf("journey %s %s on %s: %s (%s)", j.ID, j.Scenario, pathOf(j.Page), j.Status, j.Why)
			}
		}
	})
}

func pathOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	if u.Path == "" {
		return "/"
	}
	return u.Path
}

// everyRequest: method, address and bytes of what a vendor got are those of an
// exchange, as often as it got them.
func everyRequest(t *testing.T, a audited, reader *runstore.Reader) {
	type message struct{ method, url, body string }
	recorded := map[message]int{}
	for ex, err := range reader.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		recorded[message{ex.Method, ex.URL, ex.BodySHA256}]++
	}
	checked := 0
	for _, host := range append(demosite.Vendors(), demosite.RelayPath) {
		got := a.site.Received(host)
		if host == demosite.RelayPath {
			got = a.site.Relayed()
		}
		for _, r := range got {
			m := message{r.Method, r.URL, ""}
			if len(r.Body) > 0 {
				sum := sha256.Sum256(r.Body)
				m.body = hex.EncodeToString(sum[:])
			}
			if r.Kind == demosite.KindFrame {
				m.method = "FRAME"
			}
			checked++
			if recorded[m]--; recorded[m] < 0 {
				t.Errorf("%s got %s %s (%d bytes) and there is no exchange for it", host, m.method, pathOf(m.url), len(r.Body))
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d requests of vendors to compare with", checked)
	}
}

// everyLabel: each labelled leak has a finding with its kind, host and page. A
// label of class C to E may be folded into a worse finding there.
func everyLabel(t *testing.T, a audited) {
	labels := 0
	register, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range a.site.Labels() {
		if l.Journey == demosite.JourneyConfirmation {
			continue
		}
		labels++
		ok := slices.ContainsFunc(a.run.Findings, func(f audit.Finding) bool {
			if l.Vendor != "" && (f.Recipient.VendorID != l.Vendor || f.Recipient.Behind == "" || f.Recipient.Party != audit.ThirdParty) {
				return false
			}
			if l.Class == audit.ClassA {
				return f.Class == audit.ClassA && f.Kind == l.Kind && pathOf(f.Page) == l.Page && f.Recipient.Host == l.Host
			}
			// Contact with a vendor is judged by the vendor, not by each of its hosts.
			return f.Class.AtLeast(l.Class) && pathOf(f.Page) == l.Page && f.Recipient.VendorID == cmp.Or(l.Vendor, register.Recipient(l.Host, nobody).VendorID)
		})
		if !ok {
			t.Errorf("%s → %s: class %s %s as %v (%s; %s) has no finding", l.Page, l.Host, l.Class, l.Kind, l.Transform, l.Journey, l.Note)
		}
	}
	if labels < 40 {
		t.Errorf("only %d labels to compare with", labels)
	}
}

// everyAnswer: what the labels say a vendor can get of a page's form was answered there.
func everyAnswer(t *testing.T, a audited) {
	answered := map[string][]audit.Kind{}
	for _, j := range a.run.Journeys {
		for _, st := range j.Steps {
			if st.Status == "done" {
				answered[pathOf(j.Page)] = append(answered[pathOf(j.Page)], st.Kind)
			}
		}
	}
	forms := 0
	for _, p := range a.site.Pages() {
		for _, l := range a.site.Labels() {
			if !p.Form || l.Page != p.Path || l.Class != audit.ClassA && l.Class != "" {
				continue
			}
			forms++
			if !slices.Contains(answered[p.Path], l.Kind) {
				t.Errorf("%s: no %s was typed or chosen (%s)", p.Path, l.Kind, l.Note)
			}
		}
	}
	if forms < 20 {
		t.Errorf("only %d labels of forms", forms)
	}
}

// everyStored: what third parties and known trackers keep in the browser is on
// its page, with whose it is and who set it.
func everyStored(t *testing.T, a audited) {
	for _, want := range []audit.Stored{
		{Kind: audit.StoredCookie, Name: "MUID", Host: "k.clarity.ms", Party: audit.ThirdParty, VendorID: "ms_clarity", Days: 365, SetBy: "k.clarity.ms"},
		{Kind: audit.StoredCookie, Name: "AMP_hrbr0142", Host: demosite.Host, Party: audit.FirstParty, VendorID: "amplitude", Days: 365, SetBy: "script"},
		{Kind: audit.StoredCookie, Name: "ph_phc_hRbRlGhT0142_posthog", Host: demosite.Host, Party: audit.FirstParty, VendorID: "posthog", Days: 365, SetBy: "script"},
	} {
		found := slices.ContainsFunc(a.run.Pages, func(p audit.Page) bool {
			return slices.ContainsFunc(p.Stored, func(s audit.Stored) bool {
				return s.Kind == want.Kind && s.Name == want.Name && s.Host == want.Host && s.Party == want.Party && s.VendorID == want.VendorID && s.Days == want.Days && s.SetBy == want.SetBy && s.Size > 0
			})
		})
		if !found {
			t.Errorf("the cookie %s of %s is on no page as %+v", want.Name, want.Host, want)
		}
	}
}

// successPath: after the held booking the page's own tags fired.
func successPath(t *testing.T, reader *runstore.Reader) {
	held, after := false, false
	for ex, err := range reader.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(ex.URL, "/api/bookings") && ex.Held {
			held = true
		}
		if ex.AfterSubmit && ex.Party == audit.ThirdParty && strings.Contains(ex.Page, "book") {
			after = true
		}
	}
	if !held || !after {
		t.Errorf("booking held %v, tags after it %v; want both", held, after)
	}
}

// TestCleanPractice: nothing third-party, nothing found, and said so.
func TestCleanPractice(t *testing.T) {
	a := auditDemo(t, demosite.Options{Clean: true}, func(c *Config) { c.Library = false })
	if a.err != nil {
		t.Fatal(a.err)
	}
	if a.run.Verdict != audit.Clean || len(a.run.Findings) != 0 {
		t.Errorf("verdict %s (%s) with %d findings, want clean with none", a.run.Verdict, a.run.Why, len(a.run.Findings))
	}
	for _, p := range a.run.Pages {
		if p.Verdict != audit.Clean {
			t.Errorf("%s: %s (%s)", pathOf(p.URL), p.Verdict, p.Why)
		}
	}
	if a.run.Coverage.PagesAudited < 25 {
		t.Errorf("%d pages audited, want at least 25", a.run.Coverage.PagesAudited)
	}
}

// TestPageThatHangs: a page that never finishes is named, and keeps the run from
// being clean.
func TestPageThatHangs(t *testing.T) {
	a := auditDemo(t, demosite.Options{Clean: true, HangPage: true}, func(c *Config) {
		c.PageTimeout, c.Submit, c.MaxPages, c.Library = 12*time.Second, SubmitSkip, 5, false
	})
	if a.run.Verdict != audit.Inconclusive {
		t.Errorf("verdict %s (%s), want inconclusive", a.run.Verdict, a.run.Why)
	}
	named := slices.ContainsFunc(a.run.Pages, func(p audit.Page) bool {
		return pathOf(p.URL) == demosite.HangPath && p.Verdict == audit.Inconclusive && p.Why != ""
	})
	if !named {
		t.Errorf("the page that hangs is not among the inconclusive ones")
	}
	if len(a.run.Pages) < 5 {
		t.Errorf("%d pages, want 4 or more beside the one that hangs", len(a.run.Pages))
	}
	for _, p := range a.run.Pages {
		if pathOf(p.URL) != demosite.HangPath && p.Verdict != audit.Clean {
			t.Errorf("%s: %s (%s)", pathOf(p.URL), p.Verdict, p.Why)
		}
	}
}

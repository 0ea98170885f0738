package runner

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/codec"
	"github.com/quietroom/quietroom/internal/demosite"
	"github.com/quietroom/quietroom/internal/login"
	"github.com/quietroom/quietroom/internal/runstore"
)

// demoLogin is the test account of the demo's client area.
func demoLogin() *Login {
	host, _ := login.HostOf(demosite.Origin)
	return &Login{URL: demosite.Origin + demosite.SignInPath, Account: login.Account{User: demosite.AccountUser, Password: demosite.AccountPassword, Host: host}}
}

// onlyArea keeps the audit of the public site small: what lies behind the log-in is
// what these tests are about.
func onlyArea(change func(*Config)) func(*Config) {
	return func(c *Config) {
		c.Login, c.MaxPages, c.Submit, c.Library = demoLogin(), 3, SubmitHold, false
		if change != nil {
			change(c)
		}
	}
}

// TestBehindTheLogin audits the client area of the demo: its pages are found, what
// leaks there is found, nothing signs out, and the account is in nothing that was
// written.
func TestBehindTheLogin(t *testing.T) {
	var mu sync.Mutex
	var news bytes.Buffer
	a := auditDemo(t, demosite.Options{}, onlyArea(func(c *Config) {
		c.Progress = func(p Progress) {
			mu.Lock()
			defer mu.Unlock()
			if err := json.NewEncoder(&news).Encode(p); err != nil {
				t.Error(err)
			}
		}
	}))
	if a.err != nil {
		t.Fatal(a.err)
	}
	for _, j := range a.run.Journeys {
		if j.Status != audit.Walked {
			t.Errorf("journey %s %s on %s: %s (%s)", j.ID, j.Scenario, pathOf(j.Page), j.Status, j.Why)
		}
	}
	t.Run("every page is found, and is what it is", func(t *testing.T) {
		for _, p := range a.site.Behind() {
			i := slices.IndexFunc(a.run.Pages, func(q audit.Page) bool { return pathOf(q.URL) == p.Path })
			if i < 0 {
				t.Errorf("%s was not found", p.Path)
			} else if q := a.run.Pages[i]; q.Context != p.Context {
				t.Errorf("%s is %s; want %s", p.Path, q.Context, p.Context)
			}
		}
	})
	t.Run("every leak has its finding", func(t *testing.T) {
		for _, l := range a.site.BehindLabels() {
			if !slices.ContainsFunc(a.run.Findings, func(f audit.Finding) bool {
				return pathOf(f.Page) == l.Page && f.Recipient.Host == l.Host && f.Class <= l.Class && (f.Kind == l.Kind || l.Class != audit.ClassA)
			}) {
				t.Errorf("no finding for %s to %s on %s (%s)", l.Kind, l.Host, l.Page, l.Note)
			}
		}
		for _, f := range a.run.Findings {
			if f.Rule == "account" && !strings.Contains(f.Why, "test account's") {
				t.Errorf("whose it is: %s", f.Why)
			}
			if f.Rule == "account" {
				t.Logf("%s %s → %s at %s %v: %s", f.Severity, f.Kind, f.Recipient.Host, f.Place, f.Chain, f.Excerpt)
			}
		}
	})
	t.Run("one log-in, no log-out, no submit", func(t *testing.T) {
		if n := a.site.SignIns(); n != 1 {
			t.Errorf("the form was sent %d times", n)
		}
		for _, r := range a.site.Trespasses() {
			t.Errorf("an address that must never be visited was: %s", r.Path)
		}
		for _, r := range a.site.PracticeLog() {
			if r.Method == "POST" && r.Path != demosite.SignInPath && r.Path != "/account/api/token" {
				t.Errorf("the practice got %s %s", r.Method, r.Path)
			}
		}
	})
	t.Run("nothing of the account is written", func(t *testing.T) { nowhere(t, a, news.Bytes()) })
	reader, err := runstore.Open(a.dir)
	if err != nil {
		t.Fatal(err)
	}
	masked := 0
	for ex, err := range reader.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		if len(ex.Withheld) > 0 {
			t.Errorf("%s: %q withheld", ex.URL, ex.Withheld)
		}
		masked += len(ex.Hidden)
	}
	if masked < 5 {
		t.Errorf("%d masks on record", masked)
	}
}

// nowhere searches every byte of the run folder, the log and the news for what
// opens the account, also under what the codecs can undo.
func nowhere(t *testing.T, a audited, more []byte) {
	t.Helper()
	secrets := append([]string{demosite.AccountUser, demosite.AccountPassword}, a.site.Secrets()...)
	if len(secrets) < 4 {
		t.Fatalf("%d secrets to look for: no session or token was given out", len(secrets))
	}
	var needles [][]byte
	for _, s := range secrets {
		quoted, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range []string{s, strings.Trim(string(quoted), `"`)} {
			needles = append(needles, bytes.ToLower([]byte(form)))
		}
	}
	searched, search := 0, searcher{needles: needles, done: map[[sha256.Size]byte]int{}}
	look := func(where string, data []byte) {
		searched++
		if s := search.under(data, 3); s != "" {
			t.Errorf("%s holds a secret of the account%s", where, s)
		}
	}
	err := filepath.WalkDir(a.dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		look(p, data)
		for line := range bytes.Lines(data) {
			look(p, bytes.TrimSpace(line))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	reader, err := runstore.Open(a.dir)
	if err != nil {
		t.Fatal(err)
	}
	for ex, err := range reader.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		if ex.BodySHA256 == "" {
			continue
		}
		body, err := reader.Body(ex.BodySHA256)
		if err != nil {
			t.Fatal(err)
		}
		look("the body of "+ex.ID, body)
	}
	look("the log", []byte(a.log))
	look("the news", more)
	if searched < 50 || a.log == "" {
		t.Errorf("only %d pieces were searched", searched)
	}
}

// searcher looks for needles under disguises. Most of a record comes again and
// again, as a line, as a header's value: what was looked through is not looked
// through again.
type searcher struct {
	needles [][]byte
	done    map[[sha256.Size]byte]int // how deep a piece was looked through without a find
}

// under says under which disguises one of the needles stands in data.
func (s searcher) under(data []byte, depth int) string {
	sum := sha256.Sum256(data)
	if before, ok := s.done[sum]; ok && before >= depth {
		return ""
	}
	low := bytes.ToLower(data)
	for _, n := range s.needles {
		if bytes.Contains(low, n) {
			return ":"
		}
	}
	if depth > 0 && len(data) <= 4<<20 {
		if found := s.decoded(data, depth); found != "" {
			return found
		}
	}
	s.done[sum] = depth
	return ""
}

func (s searcher) decoded(data []byte, depth int) string {
	for _, c := range codec.All() {
		parts := [][]byte{data}
		if c.Spans != nil {
			for _, span := range c.Spans(data) {
				parts = append(parts, data[span[0]:span[1]])
			}
		}
		for _, p := range parts {
			if out, ok := c.Decode(p, 4<<20); ok && !bytes.Equal(out, p) {
				if found := s.under(out, depth-1); found != "" {
					return found + " " + c.Name
				}
			}
		}
	}
	return ""
}

// TestLoginRefused: a log-in that the site refuses is tried once, makes the audit
// inconclusive in words, and leaves nothing of the account behind.
func TestLoginRefused(t *testing.T) {
	a := auditDemo(t, demosite.Options{}, onlyArea(func(c *Config) {
		c.MaxPages, c.Login.Account.Password = 1, "not-the-password-4711"
	}))
	if a.err != nil {
		t.Fatal(a.err)
	}
	i := slices.IndexFunc(a.run.Journeys, func(j audit.Journey) bool { return j.Scenario == "login" })
	if i < 0 || a.run.Journeys[i].Status != audit.Inconclused || !strings.Contains(a.run.Journeys[i].Why, "did not let the test account in") {
		t.Errorf("%+v", a.run.Journeys)
	}
	if n := a.site.SignIns(); n != 1 {
		t.Errorf("the form was sent %d times", n)
	}
	if !slices.ContainsFunc(a.run.Notes, func(n string) bool { return strings.Contains(n, "did not come about") }) || !slices.Contains(a.run.Coverage.NotLookedAt, "Pages behind a log-in were not entered.") {
		t.Errorf("%q %q", a.run.Notes, a.run.Coverage.NotLookedAt)
	}
	search := searcher{needles: [][]byte{[]byte("not-the-password-4711"), []byte(demosite.AccountUser)}, done: map[[sha256.Size]byte]int{}}
	err := filepath.WalkDir(a.dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		if s := search.under(data, 2); s != "" {
			t.Errorf("%s holds the account%s", p, s)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestLoginElsewhere: an account is not taken to a host that is none of the site's.
func TestLoginElsewhere(t *testing.T) {
	a := auditDemo(t, demosite.Options{}, onlyArea(func(c *Config) {
		c.MaxPages, c.Login.URL, c.Login.Account.Host = 1, "https://form.jotform.com/262455501420", "form.jotform.com"
	}))
	i := slices.IndexFunc(a.run.Journeys, func(j audit.Journey) bool { return j.Scenario == "login" })
	if a.err != nil || i < 0 || a.run.Journeys[i].Status != audit.Inconclused || !strings.Contains(a.run.Journeys[i].Why, "add it to scope") {
		t.Errorf("%v %+v", a.err, a.run.Journeys)
	}
}

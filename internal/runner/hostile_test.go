//go:build hostile

package runner

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/pprof"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/chrome"
)

// hostile is one page that means no good. To add one, add an entry to
// hostilePages in hostile_pages_test.go: it is audited together with good pages,
// which must come out as they do on a site without it.
type hostile struct {
	name string
	// html is the page; serve answers instead when it is set, for the page's own
	// address and everything below it, on every host.
	html  string
	serve http.HandlerFunc
	// cloaked shows the crawler a plain page, so that only Chrome meets the other.
	cloaked bool
	// status and why (a part of Journey.Why) are what the visit must come to. A page
	// whose harm is undone in time is walked; "" is either, as fast as the machine is.
	status audit.JourneyStatus
	why    string
}

var onlyHostile = flag.String("hostile", "", "audit only hostile pages whose name matches this `pattern`, in one audit")

// goodPage tells a third party which condition its reader looks at.
const goodPage = `<!doctype html><html lang=en><title>Depression therapy</title><h1>Depression therapy</h1><p>We help with depression.</p>
<img src="http://pixel.test/tr?uid=4f1c9a7e5d3b2861&dl=http%%3A%%2F%%2Flocalhost%%2Fdepression-therapy-%d"><script>
addEventListener('pagehide', () => navigator.sendBeacon('http://collect.test/bye', 'depression therapy'))</script>`

// TestHostilePages (make hostile): whatever a page does, the audit ends, the page costs no more
// than its budget and says what became of it, the pages around it are audited as
// if it were not there, and nothing is left behind.
func TestHostilePages(t *testing.T) {
	var want []string
	// What each page may cost. A page that does not answer costs all of it, a good
	// one a quarter, also on a machine that is busy with other work.
	var budget time.Duration
	var usual time.Duration // of a good page
	t.Run("alone", func(t *testing.T) {
		began := time.Now()
		_, run := auditHostile(t, nil, time.Minute)
		budget = max(20*time.Second, 4*time.Since(began)).Round(time.Second)
		want, usual = goodOutcomes(run), slowestGood(run)
		if len(want) != 1 || !strings.Contains(want[0], "leak") {
			t.Fatalf("a good page without hostile ones around it: %q; want its leak", want)
		}
	})
	var table strings.Builder
	fmt.Fprintf(&table, "%-42s %-20s %-12s %4s  %s\n", "page", "scenario", "status", "s", "reason")
	for _, group := range hostileGroups() {
		t.Run(group[0].name+" to "+group[len(group)-1].name, func(t *testing.T) {
			log, run := auditHostile(t, group, budget)
			for _, h := range group {
				h.check(t, run, budget, slowestGood(run) > 2*usual)
			}
			for _, got := range goodOutcomes(run) {
				if diff := cmp.Diff(want[0], got); diff != "" {
					t.Errorf("a good page beside hostile ones (+) and alone (-):\n%s", diff)
				}
			}
			for _, j := range run.Journeys {
				fmt.Fprintf(&table, "%-42.42s %-20.20s %-12s %4.0f  %s\n", strings.TrimPrefix(j.Page, "http://localhost"), j.Scenario, j.Status, j.Ended.Sub(j.Started).Seconds(), j.Why)
			}
			if t.Failed() {
				t.Logf("the log:\n%s", log)
			}
		})
	}
	t.Logf("what became of each page, within a budget of %s:\n%s", budget, table.String())
}

// check holds the journeys of a hostile page against what is expected of it. On a
// busy machine its time may be up before that has come to pass.
func (h hostile) check(t *testing.T, run *audit.Run, budget time.Duration, busy bool) {
	t.Helper()
	met := false
	for _, j := range run.Journeys {
		if j.Page != "http://localhost"+h.path() {
			continue
		}
		limit := budget
		if j.Scenario == "visit" {
			met = true
			late := busy && j.Status == audit.Inconclused && strings.Contains(j.Why, "did not come to an end within")
			if j.Status == audit.Inconclused && j.Why == "" || !late && (h.status != "" && j.Status != h.status || !strings.Contains(j.Why, h.why)) {
				t.Errorf("%s: %s %q; want %s with %q", h.name, j.Status, j.Why, h.status, h.why)
			}
		} else {
			limit *= 4
		}
		// A tab is closed after its budget, and this machine may be busy.
		if took := j.Ended.Sub(j.Started); took > limit+budget {
			t.Errorf("%s: %s took %s of a budget of %s", h.name, j.Scenario, took, limit)
		}
	}
	if !met {
		t.Errorf("%s: no visit on record", h.name)
	}
}

func (h hostile) path() string { return "/" + strings.ReplaceAll(h.name, " ", "-") }

// hostileGroups deals the pages into audits of a size that one Chrome bears, in
// which different kinds of harm meet.
func hostileGroups() [][]hostile {
	if *onlyHostile != "" {
		only := regexp.MustCompile(*onlyHostile)
		return [][]hostile{slices.DeleteFunc(slices.Clone(hostilePages), func(h hostile) bool { return !only.MatchString(h.name) })}
	}
	const size = 16
	n := (len(hostilePages) + size - 1) / size
	groups := make([][]hostile, n)
	for i, h := range hostilePages {
		groups[i*n/len(hostilePages)] = append(groups[i*n/len(hostilePages)], h)
	}
	return groups
}

// slowestGood is how long the slowest good page took.
func slowestGood(run *audit.Run) (longest time.Duration) {
	for _, j := range run.Journeys {
		if strings.Contains(j.Page, "/depression-therapy-") {
			longest = max(longest, j.Ended.Sub(j.Started))
		}
	}
	return longest
}

// goodOutcomes says what came of each good page in words that do not name it,
// each outcome once.
func goodOutcomes(run *audit.Run) []string {
	seen := map[string]bool{}
	for _, p := range run.Pages {
		_, n, ok := strings.Cut(p.URL, "/depression-therapy-")
		if !ok {
			continue
		}
		var b strings.Builder
		fmt.Fprintf(&b, "%s\n%s\n", p.Verdict, p.Why)
		for _, j := range run.Journeys {
			if j.Page == p.URL {
				fmt.Fprintf(&b, "%s %s %s\n", j.Scenario, j.Status, j.Why)
			}
		}
		for _, f := range run.Findings {
			if f.Page == p.URL {
				fmt.Fprintf(&b, "%s %s %s %s %s\n", f.Class, f.Severity, f.Recipient.Host, f.Channel, f.Place)
			}
		}
		for _, c := range p.Contacts {
			// Without the number: a page that was walked again is on record twice.
			fmt.Fprintf(&b, "%s %v\n", c.Recipient.Host, c.Channels)
		}
		seen[strings.ReplaceAll(b.String(), "/depression-therapy-"+n, "/depression-therapy-N")] = true
	}
	out := make([]string, 0, len(seen))
	for s := range seen {
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}

// auditHostile audits a site of the given pages, with a good one after every
// second, and fails the test when something is left of it.
func auditHostile(t *testing.T, group []hostile, budget time.Duration) (log string, run *audit.Run) {
	t.Helper()
	found, err := chrome.Find(context.Background(), os.Getenv)
	if err != nil {
		t.Fatalf("%v (the tests need a Chrome: `make test` installs one)", err)
	}
	adoptOrphans(t)
	out, temp := filepath.Join(t.TempDir(), "run"), openTempDir(t)
	t.Setenv("TMPDIR", temp)
	before := runtime.NumGoroutine()
	site := serveHostile(t, group)
	var buf bytes.Buffer
	cfg := Config{
		Site: "http://localhost/", Scope: []string{"expired.test", "garbage.test"}, Out: out, Chrome: found, Delay: -1, Seed: 7, Version: "test", FailOn: "E", Parallel: 4,
		PageTimeout: budget, MaxPages: 500,
		Log: slog.New(slog.NewTextHandler(&buf, &slog.HandlerOptions{Level: slog.LevelInfo})),
	}
	for _, s := range []string{"expired.test:443:" + site.tls, "::" + site.plain} {
		rule, err := access.ParseConnectTo(s)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Access.ConnectTo = append(cfg.Access.ConnectTo, rule)
	}
	run, err = Audit(context.Background(), cfg)
	if err != nil {
		t.Errorf("the audit: %v", err)
	}
	site.close()
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left in the temporary folder: %v %v", left, err)
	}
	nothingLeft(t, before)
	if run == nil {
		t.FailNow()
	}
	return buf.String(), run
}

// nothingLeft waits until no process of ours and no more goroutines than before
// are there.
func nothingLeft(t *testing.T, before int) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for {
		left, now := children(t), runtime.NumGoroutine()
		if len(left) == 0 && now <= before {
			return
		}
		if time.Now().After(deadline) {
			var stacks strings.Builder
			if err := pprof.Lookup("goroutine").WriteTo(&stacks, 1); err != nil {
				t.Error(err)
			}
			t.Errorf("processes left: %v; goroutines: %d before, %d now:\n%s", left, before, now, stacks.String())
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// hostileSite plays the site and the rest of the world.
type hostileSite struct {
	plain, tls string // host:port
	close      func()
}

func serveHostile(t *testing.T, group []hostile) hostileSite {
	t.Helper()
	mux := http.NewServeMux()
	var index strings.Builder
	index.WriteString("<!doctype html><title>A practice</title><h1>A practice</h1>")
	good := func(n int) {
		fmt.Fprintf(&index, `<p><a href="/depression-therapy-%d">Depression therapy %d</a>`, n, n)
		mux.HandleFunc(fmt.Sprintf("/depression-therapy-%d", n), func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, goodPage, n)
		})
	}
	good(0)
	for i, h := range group {
		fmt.Fprintf(&index, `<p><a href="%s">%s</a>`, h.path(), h.name)
		mux.HandleFunc(h.path(), h.answer)
		mux.HandleFunc(h.path()+"/", h.answer)
		if i%2 == 1 {
			good(i)
		}
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" || r.Host != "localhost" {
			w.Header().Set("Access-Control-Allow-Origin", "*")
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, index.String())
	})
	ended, end := context.WithCancel(context.Background())
	start := func(start func(*httptest.Server)) *httptest.Server {
		s := httptest.NewUnstartedServer(mux)
		s.Config.MaxHeaderBytes = 1 << 20
		s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, 0)
		s.Config.BaseContext = func(net.Listener) context.Context { return ended }
		start(s)
		return s
	}
	plain, tls := start((*httptest.Server).Start), start((*httptest.Server).StartTLS)
	return hostileSite{plain: plain.Listener.Addr().String(), tls: tls.Listener.Addr().String(), close: func() {
		end()
		plain.CloseClientConnections()
		tls.CloseClientConnections()
		plain.Close()
		tls.Close()
	}}
}

// answer serves the page; a cloaked one shows the crawler nothing of itself.
func (h hostile) answer(w http.ResponseWriter, r *http.Request) {
	switch {
	case h.cloaked && strings.HasPrefix(r.UserAgent(), "quietroom/"):
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<!doctype html><title>%s</title><p>Nothing here.", h.name)
	case h.serve != nil:
		h.serve(w, r)
	case r.URL.Path == h.path():
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<!doctype html><title>%s</title>%s", h.name, h.html)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// openTempDir is a temporary folder that an unprivileged Chrome may enter.
func openTempDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "quietroom-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

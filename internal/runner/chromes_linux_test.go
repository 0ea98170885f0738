package runner

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/procs"
)

// TestChromeIsReplaced ends or stops Chrome from outside in the middle of visits:
// that costs no page but, at most, the one that was in a Chrome which hung.
func TestChromeIsReplaced(t *testing.T) {
	t.Run("killed under two tabs", func(t *testing.T) {
		var mu sync.Mutex
		waiting, killed := 0, false
		both := make(chan struct{})
		run := auditPages(t, 4, 2, func(r *http.Request) {
			// The first two pages are loaded at the same time, and neither survives.
			mu.Lock()
			defer mu.Unlock()
			if killed {
				return
			}
			if waiting++; waiting == 2 {
				killed = true
				close(both)
				signalChrome(t, syscall.SIGKILL)
				return
			}
			mu.Unlock()
			select {
			case <-both:
			case <-time.After(time.Minute):
				t.Error("no second page was visited at the same time")
			}
			mu.Lock()
		}, nil)
		if !killed {
			t.Fatal("no Chrome was killed: the test shows nothing")
		}
		for _, j := range run.Journeys {
			if j.Status != audit.Walked {
				t.Errorf("%s: %s", j.Page, j.Why)
			}
		}
	})
	t.Run("stopped for good", func(t *testing.T) {
		stopped := sync.OnceFunc(func() { signalChrome(t, syscall.SIGSTOP) })
		run := auditPages(t, 3, 1, func(*http.Request) { stopped() }, func(c *Config) {
			c.PageTimeout, c.tabPatience = 15*time.Second, 5*time.Second
		})
		for i, j := range run.Journeys {
			if i > 0 && j.Status != audit.Walked {
				t.Errorf("%s: %s", j.Page, j.Why)
			}
		}
	})
}

// auditPages audits a site of n pages in so many tabs of one Chrome. visited is
// called for each page that Chrome asks for, before it is answered.
func auditPages(t *testing.T, n, tabs int, visited func(*http.Request), change func(*Config)) *audit.Run {
	t.Helper()
	found, err := chrome.Find(context.Background(), os.Getenv)
	if err != nil {
		t.Fatalf("%v (the tests need a Chrome: `make test` installs one)", err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" && !strings.HasPrefix(r.URL.Path, "/p/") {
			http.NotFound(w, r)
			return
		}
		if r.Header.Get("Upgrade-Insecure-Requests") != "" { // which the crawl does not say
			visited(r)
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<!doctype html><title>%s</title><link rel=icon href=data:,>", r.URL.Path)
		for i := range n - 1 {
			fmt.Fprintf(w, "<a href=/p/%d>page</a> ", i+1)
		}
	}))
	t.Cleanup(s.Close)
	rule, err := access.ParseConnectTo("::" + s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config{
		Site: "http://practice.test/", Out: filepath.Join(t.TempDir(), "run"), Chrome: found, Delay: -1, Seed: 7, Version: "test", FailOn: "E",
		MaxPages: n, Parallel: tabs, Browsers: 1, Access: access.Options{ConnectTo: []access.Rule{rule}},
	}
	if change != nil {
		change(&cfg)
	}
	run, err := Audit(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Journeys) != n {
		t.Fatalf("%d journeys, want one for each of %d pages", len(run.Journeys), n)
	}
	return run
}

// signalChrome signals the Chromes that this process has started.
func signalChrome(t *testing.T, sig syscall.Signal) {
	all, err := procs.All()
	if err != nil {
		t.Error(err)
	}
	hit := 0
	for _, p := range all {
		if p.Parent != os.Getpid() || !slices.Contains(p.Args(), "--remote-debugging-pipe") {
			continue
		}
		if err := syscall.Kill(p.ID, sig); err != nil {
			t.Error(err)
		}
		hit++
	}
	if hit == 0 {
		t.Error("no Chrome of ours is running")
	}
}

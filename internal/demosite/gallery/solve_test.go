//go:build gallery

package gallery

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/internal/browser"
)

var pictures = flag.String("gallery.pictures", "", "a folder for pictures of the pages while the solutions are played")

// TestSolutions plays the solution of every exhibit that has one, and wants its
// last request made once and every labelled field known to its page and not empty:
// what nobody could complete would measure nothing. A solution shares nothing with
// the planner, and is by script alone.
func TestSolutions(t *testing.T) {
	exhibits, helpers := solved(t)
	g := stage{house: newHouse(t, exhibits)}
	defer g.clear()
	for _, e := range exhibits {
		t.Run(e.Name, func(t *testing.T) {
			s, err := g.solve(t, e, helpers+solution(t, e))
			if err != nil || !s.Committed || len(s.Errors) > 0 {
				t.Errorf("step %d of %d, committed %v, exceptions %q, the solution's error: %v", s.Step, e.Steps, s.Committed, s.Errors, err)
			}
			for _, name := range fieldNames(e.Fields) {
				l, err := ReadLabel(e.Fields[name])
				if v, ok := s.Values[name]; err != nil || !ok || v == "" && !l.Leave && !l.Ignore {
					t.Errorf("the page does not tell of field %s, or says that it is empty", name)
				}
			}
			if n := g.commits(e); n != 1 {
				t.Errorf("its server got %s %d times, want once", e.Commit, n)
			}
		})
	}
}

// TestHastySolutions plays the solutions without what they type: they click the
// same ways, and no form may go out half filled in.
func TestHastySolutions(t *testing.T) {
	exhibits, helpers := solved(t)
	g := stage{house: newHouse(t, exhibits)}
	defer g.clear()
	for _, e := range exhibits {
		t.Run(e.Name, func(t *testing.T) {
			script := solution(t, e)
			if strings.Contains(script, "// Nothing that is typed is required.") {
				t.Skip("its form may go out so")
			}
			s, err := g.solve(t, e, helpers+"hasty = true;\n"+script)
			if n := g.commits(e); s.Committed || n != 0 {
				t.Errorf("step %d of %d, committed %v, %d requests that commit, with nothing typed", s.Step, e.Steps, s.Committed, n)
			}
			t.Logf("stopped at step %d of %d: %v", s.Step, e.Steps, err)
		})
	}
}

// solved gives the exhibits that have a solution, and the words that solutions are
// written in.
func solved(t *testing.T) (exhibits []Exhibit, helpers string) {
	t.Helper()
	choose, err := regexp.Compile(*only)
	if err != nil {
		t.Fatalf("-gallery.only: %v", err)
	}
	if exhibits, err = Load(); err != nil {
		t.Fatal(err)
	}
	b, err := files.ReadFile("lib/solve.js")
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(exhibits, func(e Exhibit) bool {
		_, err := files.ReadFile(path.Join(e.dir(), "solve.js"))
		return err != nil || !choose.MatchString(e.Name)
	}), string(b)
}

func solution(t *testing.T, e Exhibit) string {
	t.Helper()
	b, err := files.ReadFile(path.Join(e.dir(), "solve.js"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// commits counts the requests of the exhibit's servers that commit.
func (h *house) commits(e Exhibit) int {
	method, address := e.CommitRequest()
	n := 0
	for _, r := range h.site.Received(hostOf(address)) {
		if r.Method == method && bare(r.URL) == address {
			n++
		}
	}
	return n
}

// solve plays a solution in a tab, again on each page that it leads to, and gives
// what the last page tells and the exception that ended the solution, if one did.
func (g *stage) solve(t *testing.T, e Exhibit, script string) (State, error) {
	t.Helper()
	address := e.URL()
	for at, file := range e.Serve {
		if file == "frame.html" {
			address = at // a script of the test reaches into no frame of another origin
		}
	}
	if err := g.ready(); err != nil {
		t.Fatal(err)
	}
	bt, err := g.browser.NewTab(t.Context(), browser.TabOptions{Page: address, Journey: "solve-" + e.Name})
	if err != nil {
		t.Fatal(err)
	}
	defer bt.Close()
	ctx, cancel := context.WithTimeout(bt.Context(), 3*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	defer picture(ctx, t, e)()
	var s State
	for range e.Steps + 3 { // a page on its way out may take a round of its own
		// A submit that leads to another page ends the script with it.
		_, err := chromedp.Run(ctx, chromedp.Evaluate[string](fmt.Sprintf("(async () => { %s\nawait nap(400); return 'ok'; })()", script), chromedp.EvalAwaitPromise))
		if err != nil && strings.Contains(err.Error(), "exception") {
			return s, err
		}
		deadline := time.Now().Add(20 * time.Second)
		for {
			text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.readyState === 'complete' ? sessionStorage.getItem('__gallery') || '' : ''`))
			if err == nil && json.Unmarshal([]byte(text), &s) == nil || time.Now().After(deadline) {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		if s.Committed || err == nil {
			break // it is done, or led to no other page
		}
	}
	return s, nil
}

// picture takes pictures of the page now and then until what it gives is called.
func picture(ctx context.Context, t *testing.T, e Exhibit) (stop func()) {
	t.Helper()
	if *pictures == "" {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() {
		for n := 0; ctx.Err() == nil; n++ {
			if b, err := chromedp.Run(ctx, chromedp.CaptureScreenshot()); err == nil {
				if err := os.WriteFile(filepath.Join(*pictures, fmt.Sprintf("%s-%02d.png", strings.ReplaceAll(t.Name(), "/", "-"), n)), b, 0o644); err != nil {
					t.Error(err)
					return
				}
			}
			select {
			case <-ctx.Done():
			case <-time.After(400 * time.Millisecond):
			}
		}
	})
	return func() { cancel(); wg.Wait() }
}

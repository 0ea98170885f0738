//go:build gallery

package gallery

import (
	"context"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/internal/browser"
	"github.com/quietroom/quietroom/internal/demosite"
)

// TestSolutions plays the solution of every exhibit that has one, and wants its
// last request made and every labelled field known to its page and not empty: what
// nobody could complete would measure nothing. A solution shares nothing with the
// planner, and is by script alone.
func TestSolutions(t *testing.T) {
	exhibits, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	helpers, err := files.ReadFile("lib/solve.js")
	if err != nil {
		t.Fatal(err)
	}
	exhibits = slices.DeleteFunc(exhibits, func(e Exhibit) bool {
		_, err := files.ReadFile(path.Join("exhibits", e.Name, "solve.js"))
		return err != nil || !strings.Contains(e.Name, *only)
	})
	h := newHouse(t, exhibits)
	for _, e := range exhibits {
		t.Run(e.Name, func(t *testing.T) {
			solution, err := files.ReadFile(path.Join("exhibits", e.Name, "solve.js"))
			if err != nil {
				t.Fatal(err)
			}
			s := h.solve(t, e, string(helpers)+string(solution))
			if !s.Committed || len(s.Errors) > 0 {
				t.Errorf("step %d of %d, committed %v, exceptions %q", s.Step, e.Steps, s.Committed, s.Errors)
			}
			for _, name := range fieldNames(e.Fields) {
				l, err := ReadLabel(e.Fields[name])
				if v, ok := s.Values[name]; err != nil || !ok || v == "" && !l.Leave && !l.Ignore {
					t.Errorf("the page does not tell of field %s, or says that it is empty", name)
				}
			}
			method, address := e.CommitRequest()
			if !slices.ContainsFunc(h.site.Received(hostOf(address)), func(r demosite.Received) bool { return r.Method == method && bare(r.URL) == address }) {
				t.Errorf("its server got no %s %s", method, address)
			}
		})
	}
}

// solve plays a solution in a tab, again on each page that it leads to, and gives
// what the last page tells.
func (h *house) solve(t *testing.T, e Exhibit, script string) State {
	t.Helper()
	address := e.URL()
	for at, file := range e.Serve {
		if file == "frame.html" {
			address = at // a script of the test reaches into no frame of another origin
		}
	}
	bt, err := h.browser.NewTab(t.Context(), browser.TabOptions{Page: address, Journey: "solve-" + e.Name})
	if err != nil {
		t.Fatal(err)
	}
	defer bt.Close()
	ctx, cancel := context.WithTimeout(bt.Context(), time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	var s State
	for range e.Steps + 3 { // a page on its way out may take a round of its own
		// A submit that leads to another page ends the script with it.
		_, err := chromedp.Run(ctx, chromedp.Evaluate[string](fmt.Sprintf("(async () => { %s\nawait nap(400); return 'ok'; })()", script), chromedp.EvalAwaitPromise))
		if err != nil && strings.Contains(err.Error(), "exception") {
			t.Errorf("the solution: %v", err)
			err = nil
		}
		deadline := time.Now().Add(10 * time.Second)
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
	return s
}

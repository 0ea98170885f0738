package crawler

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRecall: a crawler that recalls results, from JSON, goes on as the one that
// made them: the same pages, nothing fetched twice, budgets and refusals kept.
func TestRecall(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Much the same text on every page. ", 30)
	text := func(title, canonical string, links ...string) string {
		return page(title, links...) + `<link rel=canonical href="` + canonical + `"><p>` + title + long
	}
	s := site{
		"/": text("home", "/", "/a", "/moved", "/twin-1"), "/a": text("a", "/a"), "/moved": "→ /a",
		"/twin-1": text("twin", "/twin"), "/twin-2": text("twin", "/twin"), "/scripted": text("scripted", "/scripted", "/below"), "/below": text("below", "/below"),
		"/copy": text("a", "/a"), "/late": text("late", "/late"),
	}
	for i := range 40 {
		s[fmt.Sprintf("/visit/%d", i)] = text(fmt.Sprint("visit ", i), fmt.Sprint("/visit/", i))
	}
	var mu sync.Mutex
	var asked []string
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked = append(asked, r.URL.Path)
		mu.Unlock()
		s.ServeHTTP(w, r)
	}))
	cfg := Config{Start: base, PerPattern: 5, MaxPages: 14}
	visits := []Link{{URL: "/a"}, {URL: "/moved"}, {URL: "/visit/9?do=1", Text: "Cancel appointment"}}
	for i := range 40 {
		visits = append(visits, Link{URL: fmt.Sprintf("/visit/%d", i)})
	}
	steps := [][]Link{
		{{URL: "/scripted"}, {URL: "/twin-2"}}, visits, {{URL: "/copy"}, {URL: "/gone"}, {URL: "/late"}, {URL: "/visit/39"}, {URL: "/twin-2"}},
	}

	// uninterrupted is what each call gives when the audit is not interrupted.
	c, first := crawl(t, cfg)
	uninterrupted := []*Result{first}
	for _, links := range steps {
		r, err := c.Extend(t.Context(), base+"/", links)
		if err != nil {
			t.Fatal(err)
		}
		uninterrupted = append(uninterrupted, r)
	}
	if n := len(uninterrupted[2].Pages); n != 5 {
		t.Errorf("%d pages of one pattern, want 5", n)
	}
	saved, err := json.Marshal(uninterrupted)
	if err != nil {
		t.Fatal(err)
	}

	for done := 1; done <= len(steps); done++ {
		t.Run(fmt.Sprint("after ", done), func(t *testing.T) {
			var results []*Result
			if err := json.Unmarshal(saved, &results); err != nil {
				t.Fatal(err)
			}
			mu.Lock()
			asked = nil
			mu.Unlock()
			c := newCrawler(t, cfg)
			for _, r := range results[:done] {
				if err := c.Recall(r); err != nil {
					t.Fatal(err)
				}
			}
			if len(asked) != 0 {
				t.Errorf("recalling asked for %v", asked)
			}
			fetched := map[string]int{"/robots.txt": -1}
			for i, links := range steps[done-1:] {
				r, err := c.Extend(t.Context(), base+"/", links)
				if err != nil {
					t.Fatal(err)
				}
				want := *uninterrupted[done+i]
				r.Memory.Fetched, want.Memory.Fetched = 0, 0 // robots.txt again
				if d := cmp.Diff(&want, r); d != "" {
					t.Errorf("call %d (-uninterrupted +resumed)\n%s", done+i, d)
				}
			}
			for _, p := range asked {
				if fetched[p]++; fetched[p] > 1 || p == "/" || p == "/a" {
					t.Errorf("%s was fetched again", p)
				}
			}
		})
	}
	t.Run("one that widens the scope", func(t *testing.T) {
		for name, change := range map[string]func(*Result){
			"its scope": func(r *Result) { r.Scope = append(r.Scope[:len(r.Scope):len(r.Scope)], "https://evil.example") },
			"its start": func(r *Result) { r.Site = "https://evil.example/" },
		} {
			bad := *first
			change(&bad)
			c := newCrawler(t, cfg)
			if err := c.Recall(&bad); err == nil || !strings.Contains(err.Error(), "none of the hosts") || c.HostInScope("evil.example") {
				t.Errorf("%s: got %v", name, err)
			}
		}
	})
	t.Run("a damaged one", func(t *testing.T) {
		bad := *first
		bad.Memory.ByID = map[string]int{"x": len(first.Pages) + 1}
		if err := newCrawler(t, cfg).Recall(&bad); err == nil || !strings.Contains(err.Error(), "names page") {
			t.Errorf("got %v", err)
		}
	})
}

package runner

import (
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/crawler"
	"github.com/quietroom/quietroom/scenarios"
)

// TestSameAs: the forms of one page are filled once, whatever addresses lead to
// it; those of pages that only claim one address are filled each.
func TestSameAs(t *testing.T) {
	t.Parallel()
	const site = "https://practice.example"
	visit := func(ended, title, form string) *seen {
		s := &seen{Address: site + ended, Signals: pages.Signals{Title: title}}
		if form != "" {
			s.Plans = []scenarios.Scenario{{Form: form, Steps: []scenarios.PlannedStep{{Verb: "visit", Target: title + ended}, {Verb: "submit", Form: form}}}}
		}
		return s
	}
	all := []struct {
		url   string
		shown *seen
		want  int
	}{
		{"/old", visit("/book", "Book", "f"), 2},
		{"/older", visit("/book?utm_source=x", "Book", "f"), 2},
		{"/book", visit("/book", "Book", "f"), 2},
		{"/hidden", visit("/", "Intake", "g"), 3}, // writes another address over its own
		{"/hidden-too", visit("/", "Contact", "h"), 4},
		{"/", visit("/", "Home", ""), 5},
		{"/not-seen", nil, 6},
		{"/a", visit("/elsewhere", "Else", "e"), 7}, // which is no page of the run
		{"/b", visit("/elsewhere", "Else", "e"), 7},
	}
	c, err := crawler.New(crawler.Config{Start: site})
	if err != nil {
		t.Fatal(err)
	}
	a := &auditing{run: &audit.Run{}, found: &discovery{crawler: c}}
	for _, p := range all {
		a.run.Pages = append(a.run.Pages, audit.Page{URL: site + p.url})
		a.found.pages = append(a.found.pages, foundPage{shown: p.shown})
	}
	for i, p := range all {
		if p.shown == nil {
			continue
		}
		if got := a.sameAs(i); got != p.want {
			t.Errorf("%s has the forms of %s, want %s", p.url, all[got].url, all[p.want].url)
		}
	}
}

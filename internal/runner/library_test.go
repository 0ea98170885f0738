package runner

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/crawler"
	"github.com/quietroom/quietroom/scenarios"
	"github.com/quietroom/quietroom/scenarios/script"
)

// TestFromLibrary: each goal that a page calls to is walked once, from the first page
// that does, unless the site's own pages, a form or the user's scenario are the way.
func TestFromLibrary(t *testing.T) {
	t.Parallel()
	const site, hours, more = "https://www.practice.example/", "https://hours.example/h", "https://hours.example/more"
	calls := func(list ...scenarios.Call) *seen { return &seen{Address: site, Calls: list} }
	own := scenarios.Scenario{Name: "library-booking", Script: &script.Script{}}
	for name, c := range map[string]struct {
		pages  []*seen
		plans  []scenarios.Scenario
		change func(*auditing)
		want   [][3]string // scenario, page, way
		note   string
	}{
		"nothing": {pages: []*seen{calls(), nil}, note: "booking, chat, contact, intake, newsletter, payment, portal, provider, screening, search"},
		"a link to a booking service, from the first page that has it": {
			pages: []*seen{calls(), calls(scenarios.Call{Goal: "booking", Href: hours}), calls(scenarios.Call{Goal: "booking", Href: more})},
			want:  [][3]string{{"library:booking", site + "1", hours}},
		},
		"one page for two goals": {
			pages: []*seen{calls(scenarios.Call{Goal: "booking", Href: hours}, scenarios.Call{Goal: "intake", Href: hours + "#new"}, scenarios.Call{Goal: "payment", Href: more})},
			want:  [][3]string{{"library:booking", site + "0", hours}, {"library:payment", site + "0", more}},
		},
		"a button, without and beside a form": {
			pages: []*seen{calls(scenarios.Call{Goal: "booking"}, scenarios.Call{Goal: "chat"})}, plans: []scenarios.Scenario{{Name: "form:booking"}},
			want: [][3]string{{"library:chat", site + "0", ""}},
		},
		"a link elsewhere beside a form": {
			pages: []*seen{calls(scenarios.Call{Goal: "booking", Href: hours})}, plans: []scenarios.Scenario{{Name: "form:booking#2"}},
			want: [][3]string{{"library:booking", site + "0", hours}},
		},
		"pages of the site, of a social network, and topics": {
			pages: []*seen{calls(scenarios.Call{Goal: "booking", Href: site + "book"}, scenarios.Call{Goal: "contact", Href: "https://www.facebook.com/x"}, scenarios.Call{Goal: "topic", Href: hours})},
			note:  "chat, intake, newsletter, payment, portal, provider, screening, search",
		},
		"a page that sends on": {
			pages: []*seen{calls(scenarios.Call{Goal: "booking", Href: site + "book"}, scenarios.Call{Goal: "contact", Href: site + "talk"})},
			change: func(a *auditing) {
				a.run.Coverage.Skipped = []audit.SkippedURL{
					{URL: site + "book", Reason: site + "book redirects to another site, hours.example"}, {URL: site + "talk", Reason: "it redirects to x: " + site + "talk redirects to another site, www.facebook.com:8443"},
				}
			},
			want: [][3]string{{"library:booking", site + "0", site + "book"}},
		},
		"the user's own":         {pages: []*seen{calls(scenarios.Call{Goal: "booking", Href: hours})}, plans: []scenarios.Scenario{own}},
		"not asked for":          {pages: []*seen{calls(scenarios.Call{Goal: "booking", Href: hours})}, change: func(a *auditing) { a.cfg.Library = false }},
		"nothing but a scenario": {pages: []*seen{calls(scenarios.Call{Goal: "booking", Href: hours})}, change: func(a *auditing) { a.cfg.OnlyScenario = true }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := met(t, Config{Site: site, Library: true})
			cr, err := crawler.New(crawler.Config{Start: site})
			if err != nil {
				t.Fatal(err)
			}
			a.found = &discovery{crawler: cr}
			for i, s := range c.pages {
				url := site + string(rune('0'+i))
				a.run.Pages = append(a.run.Pages, audit.Page{URL: url})
				a.found.pages = append(a.found.pages, foundPage{crawled: crawler.Page{URL: url}, shown: s})
			}
			if c.change != nil {
				c.change(a)
			}
			list, err := a.fromLibrary(c.plans, true)
			if err != nil {
				t.Fatal(err)
			}
			var got [][3]string
			for _, sc := range list {
				got = append(got, [3]string{sc.Name, sc.Page, sc.Way})
				if sc.Script.Start != sc.Page {
					t.Errorf("%s begins at %s", sc.Name, sc.Script.Start)
				}
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("journeys (-want +got):\n%s", d)
			}
			if want := "No page was seen to call a patient to any of these, and no form is one: " + c.note + "."; c.note != "" && (len(a.run.Notes) != 1 || a.run.Notes[0] != want) {
				t.Errorf("notes %q, want %q", a.run.Notes, want)
			}
			if again, err := a.fromLibrary(c.plans, false); err != nil || len(again) != len(list) {
				t.Errorf("in another state of consent %d journeys, want %d; %v", len(again), len(list), err)
			}
		})
	}
}

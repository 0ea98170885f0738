package scenarios

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/demosite"
)

// TestDemoPractice walks every form of the demo practice. What its labels say
// a vendor can get of a page must have been typed or chosen there.
func TestDemoPractice(t *testing.T) {
	t.Parallel()
	chrome(t)
	site := browser.demo
	wants := map[string][]audit.Kind{}
	for _, l := range site.Labels() {
		if l.Class == "A" || l.Class == "" {
			wants[l.Page] = append(wants[l.Page], l.Kind)
		}
	}
	for _, p := range site.Pages() {
		if !p.Form {
			continue
		}
		t.Run(p.Path, func(t *testing.T) {
			tab := newTab(t)
			if err := chromedp.Do(tab.ctx, chromedp.Navigate(demosite.Origin+p.Path)); err != nil {
				t.Fatal(err)
			}
			inv, err := Inspect(t.Context(), tab)
			if err != nil {
				t.Fatal(err)
			}
			var typed []audit.Kind
			for _, sc := range Plan(audit.Page{URL: demosite.Origin + p.Path, Context: p.Context}, inv, ann) {
				tab := newTab(t)
				out := Walk(t.Context(), tab, sc, testConfig(t))
				t.Logf("%s: %s %q submitted %v, held %d", sc.Name, out.Status, out.Why, out.Submitted, out.HeldRequests)
				for _, st := range out.Steps {
					t.Logf("  %2d %-7s %-16s %-30q %s %s", st.Number, st.Verb, st.Kind, st.Target, st.Status, st.Why)
				}
				// The tab of these tests does not see what a frame of another site sends.
				elsewhere := p.Path == "/groups" && strings.Contains(out.Why, "nothing was sent that commits")
				if out.Status != audit.Walked && !elsewhere {
					t.Errorf("%s: %s: %s", sc.Name, out.Status, out.Why)
				}
				for _, c := range out.Typed {
					typed = append(typed, c.Kind)
				}
			}
			for _, k := range wants[p.Path] {
				if !slices.Contains(typed, k) {
					t.Errorf("no %s was typed or chosen", k)
				}
			}
		})
	}
	for _, r := range site.PracticeLog() {
		if r.Method != "GET" && r.Method != "HEAD" && r.Method != "OPTIONS" {
			t.Errorf("the practice was sent %s %s", r.Method, r.Path)
		}
	}
}

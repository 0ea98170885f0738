package scenarios

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

func TestWalks(t *testing.T) {
	t.Parallel()
	plans := []Scenario{{Name: "form:booking#2"}, {Name: "form:other"}, {Name: "visit"}}
	for goal, want := range map[string]bool{"booking": true, "intake": true, "contact": false, "payment": false, "chat": false, "nothing": false} {
		if got := Walks(goal, plans); got != want {
			t.Errorf("%s is walked already: %v, want %v", goal, got, want)
		}
	}
}

func TestCallWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		goal, text string
		want       bool
	}{
		{"booking", "Book now", true}, {"booking", "Request an appointment »", true}, {"booking", "Termin vereinbaren", true},
		{"booking", "How we wrote a book about growing old in a small town", false}, {"booking", "Facebook", false}, {"payment", "Pay my bill", true},
		{"booking", "Cancel my appointment", false}, {"portal", "Client portal", true}, {"portal", "Log out", false}, {"chat", "Chat with us", true}, {"contact", "Privacy", false},
	} {
		if got := calls(c.goal, c.text); got != c.want {
			t.Errorf("%q leads to %s: %v, want %v", c.text, c.goal, got, c.want)
		}
	}
}

// TestCalls: links elsewhere and buttons that no plan presses are calls, each once; what
// sends a form, opens one that is planned, dials or logs out is none.
func TestCalls(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"/": `<a href="https://hours.example/a">Book now</a> <a href="https://hours.example/a">Schedule online</a> <a href="/pay">Pay my bill</a>
		<a href="tel:+12065550123">Book an appointment</a> <a href="#">Self assessment</a> <a href="javascript:void 0">Client portal</a> <a href="/out">Log out</a>
		<button type="button">Chat with us</button> <button type="button">Get started</button>
		<div><label>E-mail <input name="e"></label><button type="button">Subscribe</button></div><p hidden><a href="/s">Search</a></p>`})
	tab := newTab(t)
	if err := chromedp.Do(tab.ctx, chromedp.Navigate(s.URL)); err != nil {
		t.Fatal(err)
	}
	inv, err := Inspect(t.Context(), tab)
	if err != nil {
		t.Fatal(err)
	}
	plans := Plan(audit.Page{URL: s.URL}, inv, ann)
	got, err := Calls(t.Context(), tab, inv, plans)
	if err != nil {
		t.Fatal(err)
	}
	want := []Call{{"booking", "https://hours.example/a"}, {"portal", ""}, {"payment", s.URL + "/pay"}, {"screening", ""}, {"chat", ""}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("calls (-want +got):\n%s", d)
	}
}

// TestReachByWay: a walk that is to begin with one link leaves the form beside it alone,
// and never presses another; a way that is shunned is not gone.
func TestReachByWay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		way, shun string
		reaches   bool
	}{
		"its way":                {"/y", "", true},
		"a way that is gone":     {"/z", "", false},
		"a way that is shunned":  {"/y", "/y", false},
		"another way is shunned": {"/y", "/q", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, map[string]string{"/": strings.Replace(reachedForm, "/send", "/here", 1) + `<a href="/q">Book now</a><a href="/y">Book an appointment</a>`, "/y": reachedForm})
			tab := newTab(t)
			sc, err := script.Read("t.yaml", []byte("name: t\nstart: /\nsteps:\n  - reach: booking\n  - plan\n  - submit\n"))
			if err != nil {
				t.Fatal(err)
			}
			cfg := testConfig(t)
			cfg.Shun = func(_ context.Context, address string) string {
				if c.shun != "" && strings.HasSuffix(address, c.shun) {
					return "robots.txt forbids it"
				}
				return ""
			}
			out := Walk(t.Context(), tab, Scenario{Page: s.URL, Site: s.URL, Script: sc, Way: s.URL + c.way, Patient: ann}, cfg)
			held := strings.Join(tab.held, "\n")
			if out.Status != audit.Walked || out.Submitted != c.reaches || strings.Contains(held, "/send") != c.reaches || strings.Contains(held, "/here") || len(s.posted()) > 0 {
				t.Errorf("status %s (%s), submitted %v, held %q, sent %q", out.Status, out.Why, out.Submitted, held, s.posted())
			}
			for _, at := range s.got() {
				if at == "/q" || at == c.shun {
					t.Errorf("%s was opened", at)
				}
			}
		})
	}
}

package scenarios

import (
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

func TestEveryGoalIsKnown(t *testing.T) {
	t.Parallel()
	for _, g := range script.Goals {
		if _, ok := goals[g]; !ok {
			t.Errorf("nothing says how %s is found", g)
		}
	}
	if len(goals) != len(script.Goals) {
		t.Errorf("%d goals are known and %d can be written", len(goals), len(script.Goals))
	}
}

const reachedForm = `<form method="post" action="/send"><label>Name <input name="n"></label><label>Email <input name="e" type="email"></label><label>Preferred date <input type="date" name="d"></label><label>Reason for visit <textarea name="m"></textarea></label><button>Request</button></form>`

// TestReach: a form is found by calls to action, over links, buttons without an
// address and pages that a script draws.
func TestReach(t *testing.T) {
	t.Parallel()
	for name, pages := range map[string]map[string]string{
		"here":   {"/": reachedForm},
		"link":   {"/": `<a href="/about">About</a><a href="/privacy">Booking privacy terms</a><a href="/x">Book now</a>`, "/x": reachedForm},
		"two":    {"/": `<a href="/services">Request an appointment</a>`, "/services": `<a href="/y"><span>Schedule online</span></a>`, "/y": reachedForm},
		"button": {"/": `<div role="button" tabindex="0" onclick="location.href='/x'">Termin vereinbaren</div>`, "/x": reachedForm},
		"router": {"/": `<main id="m"><button id="b">Pedir cita</button></main><script>b.onclick = () => { history.pushState({}, '', '/x'); m.innerHTML = ` + "`" + reachedForm + "`" + ` }</script>`},
		"window": {"/": `<a target="_blank" href="/x">Book an appointment</a>`, "/x": reachedForm},
		"dead":   {"/": `<a href="#">Book now</a><a href="/x">Book online</a>`, "/x": reachedForm},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, tab, _ := followed(t, "  - reach: booking\n  - plan\n  - submit\n", pages)
			if out.Status != audit.Walked || !out.Submitted {
				t.Fatalf("status %s (%s), submitted %v", out.Status, out.Why, out.Submitted)
			}
			if v := heldForm(t, tab); v.Get("e") != "ann.quorvex@example.com" {
				t.Errorf("held %q", v)
			}
		})
	}
}

// TestReachAway: where the practice sends its patients to book, the walk goes on, and
// what would commit there is held.
func TestReachAway(t *testing.T) {
	t.Parallel()
	for name, link := range map[string]string{
		"a link":          `<a href="URL/x">Book now</a>`,
		"a window":        `<a href="URL/x" target="_blank">Book an appointment</a>`,
		"a script":        `<button onclick="location.href = 'URL/x'">Schedule online</button>`,
		"its own address": `<a href="/go">Book now</a>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			there := serve(t, map[string]string{"/x": `<a href="/y">Book now</a>`, "/y": reachedForm})
			away := strings.Replace(there.URL, "127.0.0.1", "localhost", 1)
			here := serve(t, map[string]string{"/": strings.Replace(link, "URL", away, 1), "/go": `<script>location.replace('` + away + `/x')</script>`})
			tab := newTab(t)
			sc, err := script.Read("t.yaml", []byte("name: t\nstart: /\nsteps:\n  - reach: booking\n  - plan\n  - submit\n"))
			if err != nil {
				t.Fatal(err)
			}
			cfg := testConfig(t)
			cfg.Enter = func(host string) bool { return host == "localhost" }
			out := Walk(t.Context(), tab, Scenario{Page: here.URL, Site: here.URL, Script: sc, Patient: ann}, cfg)
			for _, st := range out.Steps {
				t.Logf("%2d %-7s %-30q %s %s", st.Number, st.Verb, st.Target, st.Status, st.Why)
			}
			if out.Status != audit.Walked || !out.Submitted || !tab.away || len(there.posted()) > 0 {
				t.Errorf("status %s (%s), submitted %v, away %v, sent %q", out.Status, out.Why, out.Submitted, tab.away, there.posted())
			}
			if v := heldForm(t, tab); v.Get("e") != "ann.quorvex@example.com" {
				t.Errorf("held %q", v)
			}
		})
	}
}

// TestReachNotOffered: a site without a way is no failure, another site is not
// entered, and what follows in the script is not done.
func TestReachNotOffered(t *testing.T) {
	t.Parallel()
	for name, html := range map[string]string{
		"nothing": `<h1>Practice</h1><a href="/about">About us</a>`,
		"away":    `<a href="https://elsewhere.example/book">Book now</a>`,
		"contact": `<form method="post" action="/send"><input type="email" name="e"><textarea name="m" placeholder="Message"></textarea><button>Send</button></form>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, _, s := followed(t, "  - reach: booking\n  - plan\n  - submit\n", map[string]string{"/": html})
			last := out.Steps[len(out.Steps)-1]
			if out.Status != audit.Walked || out.Submitted || last.Status != "skipped" || !strings.HasPrefix(out.Why, "not offered") || !strings.Contains(last.Why, "not offered") {
				t.Errorf("status %s (%s), submitted %v, the last step %s: %s", out.Status, out.Why, out.Submitted, last.Status, last.Why)
			}
			if slices.Contains(s.got(), "/book") {
				t.Error("the other site was entered")
			}
		})
	}
}

package browser

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestPass: while a step in between is sent, that alone goes out: to the practice,
// three requests at the most, and to no address that says that it is the end.
func TestPass(t *testing.T) {
	s := serve(t, map[string]string{"practice.test/page": `<!doctype html><title>Steps</title><script>
		const post = (to) => fetch(to, {method: 'POST', mode: 'no-cors', body: 'wren@example.com'}).catch(() => 0);
		const all = () => Promise.all(['/book/submit', 'http://vendor.test/step', 'http://unknown.test/step', '/one'].map(post))
			.then(() => navigator.sendBeacon('/beacon', 'wren@example.com')).then(() => post('/two')).then(() => post('/three')).then(() => post('/four'));
	</script>`})
	b, rec := start(t, s, func(c *Config) {
		c.FirstParty = func(h string) bool { return h == "practice.test" }
		c.Commits = func(h string) bool { return h == "vendor.test" }
		c.Known = func(string) bool { return false }
	})
	visitPage(t, b, TabOptions{Page: "p", Journey: "j1", Identity: []string{"wren@example.com"}}, "http://practice.test/page", func(tab *Tab) {
		if err := tab.Arm(context.Background()); err != nil {
			t.Fatal(err)
		}
		send := func() {
			if _, err := chromedp.Run(tab.Context(), chromedp.Evaluate[bool]("all().then(() => true)", chromedp.EvalAwaitPromise)); err != nil {
				t.Fatal(err)
			}
			if err := tab.Settle(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		tab.Pass(true)
		send()
		if n := tab.Pass(false); n != 3 {
			t.Errorf("%d passed, want 3", n)
		}
		if n := tab.Held(); n != 5 {
			t.Errorf("%d held, want the end, the vendor, the unknown, the beacon and the fourth", n)
		}
		send()
		if n := tab.Held(); n != 13 {
			t.Errorf("%d held after passing was over, want all eight more", n)
		}
	})
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range s.got(func(h hit) bool { return h.Method == "POST" && strings.HasSuffix(h.Host, ".test") }) {
		got = append(got, h.Host+h.Path)
	}
	if want := []string{"practice.test/one", "practice.test/two", "practice.test/three"}; !slices.Equal(got, want) {
		t.Errorf("servers got %q, want %q", got, want)
	}
	sent := 0
	for _, ex := range rec.all {
		if ex.Method == "POST" && !ex.Held {
			sent++
		}
	}
	if sent != 3 {
		t.Errorf("%d exchanges on record as sent, want 3", sent)
	}
	certified(t, b)
}

// TestAway: on another site's page what goes to its own server is held, though nobody
// knows it, and who is known to measure is sent what it measures.
func TestAway(t *testing.T) {
	s := serve(t, map[string]string{"booker.test/page": `<!doctype html><title>Book</title><script>
		const post = (to) => fetch(to, {method: 'POST', mode: 'no-cors', body: 'slot=9'}).catch(() => 0);
		const all = () => Promise.all(['/hold', 'http://api.booker.test/book', 'http://meter.test/hit'].map(post));
	</script>`})
	b, _ := start(t, s, func(c *Config) {
		c.FirstParty = func(h string) bool { return h == "practice.test" }
		c.Known = func(h string) bool { return h == "meter.test" }
	})
	visitPage(t, b, TabOptions{Page: "p", Journey: "j1", Identity: []string{"wren@example.com"}}, "http://booker.test/page", func(tab *Tab) {
		tab.Away()
		if err := tab.Arm(context.Background()); err != nil {
			t.Fatal(err)
		}
		tab.Pass(true)
		if _, err := chromedp.Run(tab.Context(), chromedp.Evaluate[bool]("all().then(() => true)", chromedp.EvalAwaitPromise)); err != nil {
			t.Fatal(err)
		}
		if err := tab.Settle(context.Background()); err != nil {
			t.Fatal(err)
		}
		if n := tab.Held(); n != 2 {
			t.Errorf("%d held, want both of the other site", n)
		}
	})
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	got := s.got(func(h hit) bool { return h.Method == "POST" && strings.HasSuffix(h.Host, ".test") })
	if len(got) != 1 || got[0].Host != "meter.test" {
		t.Errorf("servers got %v, want what meter.test measures alone", got)
	}
	certified(t, b)
}

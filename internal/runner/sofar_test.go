package runner

import (
	"maps"
	"sync"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/demosite"
)

// TestNews audits the demo and listens: every page and journey is told of, each that
// begins ends, and what is found so far comes near what is found.
func TestNews(t *testing.T) {
	var (
		mu     sync.Mutex
		done   = map[string][2]int{}
		open   = map[string]int{}
		steps  int
		found  *Found
		phases = map[string]bool{}
	)
	a := auditDemo(t, demosite.Options{}, func(c *Config) {
		c.MaxPages, c.CountSoFar = 6, true
		c.Progress = func(p Progress) {
			mu.Lock()
			defer mu.Unlock()
			switch {
			case p.Found != nil:
				found = p.Found
			case p.Walk != nil && p.Walk.Over:
				open[p.Walk.Journey]--
			case p.Walk != nil && p.Walk.Step.Number == 0:
				open[p.Walk.Journey]++
			case p.Walk != nil:
				steps++
			default:
				phases[p.Phase] = true
				done[p.Phase] = [2]int{p.Done, p.Total}
			}
		}
	})
	if a.err != nil {
		t.Fatal(a.err)
	}
	for _, phase := range []string{"browser", "crawl", "visit", "walk", "assess"} {
		if !phases[phase] {
			t.Errorf("no news of %s", phase)
		}
	}
	if n := len(a.run.Pages); done["visit"] != [2]int{n, n} || done["walk"][0] != done["walk"][1] || done["walk"][1] != len(a.run.Journeys)-n {
		t.Errorf("%v at the end, of %d pages and %d journeys", done, n, len(a.run.Journeys))
	}
	for id, n := range open {
		if n != 0 {
			t.Errorf("journey %s was begun %d times more often than it ended", id, n)
		}
	}
	if len(open) != len(a.run.Journeys) || steps < len(a.run.Journeys) {
		t.Errorf("news of %d journeys and %d steps, of %d journeys", len(open), steps, len(a.run.Journeys))
	}
	n, total := 0, len(a.run.Findings)
	if found != nil {
		for c := range maps.Values(found.Severities) {
			n += c
		}
	}
	if n == 0 || n > total {
		t.Errorf("%d found so far at the end, and %d in all", n, total)
	}
}

// TestSoFarNeverWaits: who records is not held up by who counts, and what was passed
// over is said.
func TestSoFarNeverWaits(t *testing.T) {
	hold, looked := make(chan struct{}), 0
	s := &soFar{queue: make(chan seenExchange, 2), over: make(chan struct{})}
	s.pages.Store(&map[string]*audit.Page{})
	s.room.Store(10)
	s.look = func(*audit.Exchange, []byte, *audit.Page) { <-hold; looked++ }
	s.found = func() []audit.Finding { return []audit.Finding{{Severity: audit.High}, {Severity: audit.High}} }
	said := make(chan Found, 1)
	s.tell = func(f Found) { said <- f }
	for range 5 {
		s.saw(&audit.Exchange{}, []byte("1234")) // room for two
	}
	if !s.partial.Load() || len(s.queue) != 2 || s.room.Load() != 2 {
		t.Errorf("partial %v, %d wait, room %d", s.partial.Load(), len(s.queue), s.room.Load())
	}
	s.done.Go(s.work)
	close(hold)
	if f := <-said; !f.Partial || f.Severities[audit.High] != 2 {
		t.Errorf("told %+v", f)
	}
	close(s.over)
	s.done.Wait()
	if looked != 2 || s.room.Load() != 10 {
		t.Errorf("looked at %d, room %d", looked, s.room.Load())
	}
}

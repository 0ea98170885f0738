// Package detect finds a patient's values, and what looks like anybody's, in
// what left the browser.
//
// One exchange is taken apart structure by structure (URL, form, JSON, cookies,
// multipart, ...) down to its leaves; every leaf and every container is searched
// for the values and their precomputed hashes; what can be decoded is decoded,
// and the next level searched the same way. Levels go from the shortest chain of
// disguises to longer ones, so that the chain reported is the plainest
// explanation of what was seen. Everything is bounded, and a search that met a
// bound says so.
//
// It does not judge (see package judge), and it knows neither the forms of a
// value (package patient) nor the disguises (package codec): add those there. To
// add a structure, write its reader and one case in search.structure.
package detect

import (
	"sync"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/rules"
)

// Config says what to look for.
type Config struct {
	// Canaries are the values of all patients of the run, typed and chosen.
	Canaries []audit.Canary
	// Rules are the deny-list and the clinical vocabulary; nil for none.
	Rules  *rules.Set
	Limits Limits
}

// Limits bound one search. The zero value of each is its default.
type Limits struct {
	// Depth is how many disguises are taken off one after the other; default 4.
	Depth int
	// Hashes is how many disguises of one chain may lie under and in a hash; default 3.
	Hashes int
	// Out is how many bytes one decoding may give; default 8 MiB.
	Out int
	// Work is how many bytes all levels of one exchange may come to; default 64 MiB.
	Work int
	// Places is at how many places of one exchange the same thing is reported; default 8.
	Places int
}

func (l Limits) orDefault() Limits {
	for _, d := range []struct {
		field *int
		value int
	}{{&l.Depth, 4}, {&l.Hashes, 3}, {&l.Out, 8 << 20}, {&l.Work, 64 << 20}, {&l.Places, 8}} {
		if *d.field <= 0 {
			*d.field = d.value
		}
	}
	return l
}

// Subject is what the exchange is about.
type Subject struct {
	// Page is the page that the patient was on, nil when not known.
	Page *audit.Page
}

// Result is what one search found.
type Result struct {
	// Hits come shortest chain first, at most one for each thing and place.
	Hits []audit.Hit
	// Cut is true when a limit kept some of the exchange from being searched.
	Cut bool
}

// Detector searches exchanges. It does not change once made, and is safe for
// concurrent use. The cost of a search grows with the bytes of the exchange, not
// with the number of canaries.
type Detector struct {
	rules  *rules.Set
	limits Limits
	dull   *dull
	// searches are those that are over, for their memory.
	searches sync.Pool
	needles
}

// New prepares a search: it computes every form and hash of every canary.
func New(c Config) *Detector {
	limits := c.Limits.orDefault()
	return &Detector{rules: c.Rules, limits: limits, dull: newDull(), needles: newNeedles(c.Canaries, limits.Hashes)}
}

// Search looks through one exchange. Body is its recorded body, or the frame of
// a WebSocket; it is not changed, and is not kept.
func (d *Detector) Search(ex *audit.Exchange, body []byte, subject Subject) Result {
	s := newSearch(d, ex, subject)
	defer s.release()
	s.run(body)
	return Result{Hits: s.hits.final(), Cut: s.cut}
}

// run searches the exchange to the end.
func (s *search) run(body []byte) {
	s.exchange(body)
	s.levels()
	s.joints()
	s.learn()
}

// levels goes on with what was decoded, a level at a time.
func (s *search) levels() {
	for level := 0; len(s.next) > 0 && level < s.limits.Depth; level++ {
		items := s.next
		s.next = s.spare[:0]
		s.level, s.last = level+1, level == s.limits.Depth-1
		for _, it := range items {
			s.visit(it)
		}
		clear(items)
		s.spare = items[:0]
	}
}

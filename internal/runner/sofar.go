package runner

import (
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/detect"
	"github.com/quietroom/quietroom/audit/judge"
)

// soFar counts, for a person who waits, what was found until now. It looks at every
// exchange beside the walks, and nothing of it is kept: the record is judged at its
// end, as a whole, with what is known by then. A nil soFar does nothing.
type soFar struct {
	tell  func(Found)
	look  func(ex *audit.Exchange, body []byte, page *audit.Page)
	found func() []audit.Finding

	pages   atomic.Pointer[map[string]*audit.Page]
	queue   chan seenExchange
	room    atomic.Int64 // bytes of payloads that may still wait
	partial atomic.Bool
	over    chan struct{}
	done    sync.WaitGroup
}

type seenExchange struct {
	ex   audit.Exchange
	body []byte
}

// How much may wait to be looked at: a page that floods must not cost memory, and the
// walks never wait.
const (
	waitingExchanges = 4096
	waitingBytes     = 8 << 20
)

// count begins to count what is found, if anybody wants to know; stop ends it. It is
// called after the crawl, which says what the practice itself makes public.
func (a *auditing) count() (stop func()) {
	if !a.cfg.CountSoFar {
		return func() {}
	}
	public := a.public()
	d := detect.New(detect.Config{Canaries: a.canaries(), Rules: a.data.rules.Except(public.Values()...)})
	j := judge.New(judge.Config{Rules: a.data.rules, Vendors: a.data.vendors, Taxonomy: a.data.taxonomy, Public: public, Suppress: a.data.accepted, Day: a.run.Started, GPC: a.run.Options.GPC})
	streams, whose := d.Streams(), &whose{a: a, aliases: map[string]*audit.Alias{}}
	s := &soFar{queue: make(chan seenExchange, waitingExchanges), over: make(chan struct{}), found: j.Findings}
	s.tell = func(f Found) { a.cfg.Progress(Progress{Found: &f}) }
	s.look = func(ex *audit.Exchange, body []byte, page *audit.Page) {
		to := whose.recipient(ex, body)
		switch {
		case to.Party != audit.FirstParty:
			j.Exchange(ex, page, to, a.accountHits(ex, streams.Search(ex, body, to.Host, detect.Subject{Page: page}).Hits))
		case j.WantsOwn(ex):
			j.Own(ex, page, to, a.accountHits(ex, d.Search(ex, body, detect.Subject{Page: page}).Hits))
		}
	}
	s.room.Store(waitingBytes)
	a.sofar.Store(s)
	a.placed()
	s.done.Go(s.work)
	return func() {
		a.sofar.Store(nil)
		close(s.over)
		s.done.Wait()
	}
}

// placed says which pages are known now, and what they are.
func (a *auditing) placed() {
	s := a.sofar.Load()
	if s == nil {
		return
	}
	pages := make(map[string]*audit.Page, len(a.run.Pages))
	for _, p := range a.run.Pages {
		pages[p.URL] = &p
	}
	s.pages.Store(&pages)
}

// sees tells those who count of an exchange that is on record.
func (a *auditing) sees(ex *audit.Exchange, body []byte) {
	if s := a.sofar.Load(); s != nil {
		s.saw(ex, body)
	}
}

// saw hands an exchange over, unless too many wait already. The caller must not
// change it, or its body, afterwards.
func (s *soFar) saw(ex *audit.Exchange, body []byte) {
	if s.room.Add(-int64(len(body))) >= 0 {
		select {
		case s.queue <- seenExchange{*ex, body}:
			return
		default:
		}
	}
	s.room.Add(int64(len(body)))
	s.partial.Store(true)
}

// work looks at what comes, and tells at most once a second what that makes.
func (s *soFar) work() {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	var told map[audit.Severity]int
	looked := true // so that nothing is told as such
	for {
		select {
		case <-s.over:
			return
		case e := <-s.queue:
			s.look(&e.ex, e.body, (*s.pages.Load())[e.ex.Page])
			s.room.Add(int64(len(e.body)))
			looked = true
		case <-tick.C:
			if !looked {
				continue
			}
			looked = false
			n := map[audit.Severity]int{}
			for _, f := range s.found() {
				n[f.Severity]++
			}
			if told == nil || !maps.Equal(n, told) {
				told = n
				s.tell(Found{Severities: maps.Clone(n), Partial: s.partial.Load()})
			}
		}
	}
}

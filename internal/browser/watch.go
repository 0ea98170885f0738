package browser

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/chromedp/cdproto"
)

// A page must answer now and then. One whose script runs longer than this without
// a pause has it stopped, so that the journey can go on or end; a visitor would
// have been asked to do so by their browser.
const hungAfter = 8 * time.Second

// watch asks every page and frame of the tab, again and again, whether it still
// answers, until the tab ends.
func (t *Tab) watch() {
	w := &watch{asked: map[string]time.Time{}}
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-t.ctx.Done():
			return
		case now := <-tick.C:
			hung := w.look(now, t.visit.ofKind("page", "iframe"), t.b.rec)
			if t.b.pulse.weakSince(now.Add(-2 * hungAfter)) {
				continue // that Chrome is busy is not for certain this page's doing
			}
			for _, s := range hung {
				if t.visit.awaits(s.target) {
					continue // it waits for a server
				}
				t.visit.stop(fmt.Sprintf("a script of the page ran longer than %s without a pause and was stopped", hungAfter))
				t.b.rec.command(s.id, "Runtime.terminateExecution", nil)
			}
		}
	}
}

// watch is what is known of the pages and frames that were asked.
type watch struct {
	mu    sync.Mutex
	asked map[string]time.Time // session → since when its answer is due
}

// look asks whoever owes no answer, and gives those whose answer is overdue.
func (w *watch) look(now time.Time, sessions []*session, rec *recorder) (hung []*session) {
	w.mu.Lock()
	defer w.mu.Unlock()
	asked := make(map[string]time.Time, len(sessions)) // without those that are gone
	var ask []string
	for _, s := range sessions {
		since, due := w.asked[s.id]
		switch {
		case !due:
			since = now
			ask = append(ask, s.id)
		case now.Sub(since) > hungAfter:
			since = now
			hung = append(hung, s)
		}
		asked[s.id] = since
	}
	w.asked = asked
	for _, id := range ask {
		rec.ping(id, func() {
			w.mu.Lock()
			delete(w.asked, id)
			w.mu.Unlock()
		})
	}
	return hung
}

// pulse is how Chrome itself answers, as distinct from a page in it.
type pulse struct {
	mu   sync.Mutex
	due  time.Time // since when an answer is due; zero for none
	weak time.Time // when one was last overdue
}

// weakAfter is how late an answer of Chrome itself must be to count.
const weakAfter = 3 * time.Second

// beat asks Chrome for a sign of life every second, until it is gone or closed.
func (p *pulse) beat(ctx context.Context, rec *recorder, gone <-chan struct{}) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-gone:
			return
		case <-ctx.Done():
			return
		case now := <-tick.C:
			p.mu.Lock()
			ask := p.due.IsZero()
			if ask {
				p.due = now
			}
			p.note(now)
			p.mu.Unlock()
			if ask {
				rec.ask("", "Browser.getVersion", nil, func(*cdproto.Message) {
					p.mu.Lock()
					defer p.mu.Unlock()
					p.note(time.Now())
					p.due = time.Time{}
				})
			}
		}
	}
}

// note keeps when an answer was overdue; the caller holds the lock.
func (p *pulse) note(now time.Time) {
	if !p.due.IsZero() && now.Sub(p.due) > weakAfter {
		p.weak = now
	}
}

func (p *pulse) weakSince(t time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.weak.After(t)
}

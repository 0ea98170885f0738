package runner

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"github.com/quietroom/quietroom/internal/browser"
)

// engine is what the pool has to know of a browser.
type engine interface {
	// Done is closed when the browser has ended by itself.
	Done() <-chan struct{}
	Account() browser.Account
	Close() error
}

// pool lends an audit's browsers to its walks. A walk gets the browser with the
// fewest tabs and never waits while there is one; another is started behind its
// back when enough walks are ahead to pay for the start. A browser that died or
// hung is replaced, and one that has served its time is closed after its last tab.
type pool[B engine] struct {
	start func(context.Context) (B, error)
	log   *slog.Logger
	// size is how many browsers are lent at the same time.
	size int
	// serve is how many walks a browser serves before it is replaced; 0 is no end.
	serve int

	mu       sync.Mutex
	lent     []*lease[B] // lent or free to be
	starting *startup[B] // nil when no browser is being started
	ahead    int         // walks that were promised and have not come yet
	failed   int         // browsers that did not start, died or hung
	account  browser.Account
	errs     error
	stop     context.CancelFunc // of the start under way
	closed   bool
	behind   sync.WaitGroup // browsers that are being started and closed

	lone sync.Mutex // held by the one walk that has a browser to itself
}

// lease is one browser of the pool with the tabs that are open in it.
type lease[B engine] struct {
	browser B
	tabs    int
	served  int
	shared  bool // was not the only one with a tab, since it last had none
	retired bool // gets no more walks; closed after the last tab
	died    int  // how many tabs it took with it
	lone    bool // see leaseAlone
}

type startup[B engine] struct {
	done chan struct{}
	err  error // valid after done
}

const (
	// maxFailed bounds what a site that kills every browser can cost. A page that
	// does costs two: its own walk is repeated when others suffered with it.
	maxFailed = 8
	// walksToStart is how many walks must be ahead of each browser: a start costs
	// as much as two or three, and another browser saves a part of each.
	walksToStart = 8
)

// expect says that n more walks will come.
func (p *pool[B]) expect(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ahead = max(p.ahead+n, 0)
}

// lease gives the browser that has the fewest tabs. It waits only while there is
// none at all. The caller gives it back with release.
func (p *pool[B]) lease(ctx context.Context) (*lease[B], error) {
	for {
		l, s, err := p.tryLease()
		if l != nil || err != nil {
			return l, err
		}
		select {
		case <-s.done:
			if s.err != nil {
				return nil, s.err
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// leaseAlone starts a browser for one walk: what happens in it hits no other. There
// is one such walk at a time, because several would take the machine from each other.
func (p *pool[B]) leaseAlone(ctx context.Context) (l *lease[B], err error) {
	p.lone.Lock()
	defer func() {
		if err != nil {
			p.lone.Unlock()
		}
	}()
	p.mu.Lock()
	err = p.open()
	if err == nil {
		p.behind.Add(1)
	}
	p.mu.Unlock()
	if err != nil {
		return nil, err
	}
	defer p.behind.Done()
	b, err := p.start(ctx)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.failed++
		return nil, err
	}
	l = &lease[B]{browser: b, tabs: 1, retired: true, lone: true}
	p.lent = append(p.lent, l)
	return l, nil
}

// tryLease gives a browser, or else the start that has to be waited for.
func (p *pool[B]) tryLease() (*lease[B], *startup[B], error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bury()
	var best *lease[B]
	live, tabs := 0, 0
	for _, l := range p.lent {
		tabs += l.tabs
		if l.retired {
			continue
		}
		live++
		if best == nil || l.tabs < best.tabs {
			best = l
		}
	}
	wanted := min(p.size, (p.ahead+tabs+walksToStart-1)/walksToStart)
	err := p.open()
	switch {
	case p.starting != nil || err != nil:
	case best == nil, best.tabs > 0 && live < wanted:
		p.startBehind()
	}
	if best == nil {
		return nil, p.starting, err
	}
	best.tabs++
	if tabs > 0 {
		for _, l := range p.lent {
			l.shared = l.tabs > 0
		}
	}
	best.served++
	best.retired = p.serve > 0 && best.served >= p.serve
	p.ahead = max(p.ahead-1, 0)
	return best, nil, nil
}

// open says why no browser can be started, nil while one can; the caller holds
// the lock.
func (p *pool[B]) open() error {
	switch {
	case p.closed:
		return errors.New("the browsers are closed")
	case p.failed >= maxFailed:
		return fmt.Errorf("Chrome ended or hung %d times; the audit stops here", p.failed)
	}
	return nil
}

// startBehind starts a browser without waiting for it; the caller holds the lock.
func (p *pool[B]) startBehind() {
	s := &startup[B]{done: make(chan struct{})}
	ctx, cancel := context.WithCancel(context.Background())
	p.starting, p.stop = s, cancel
	p.behind.Go(func() {
		defer cancel()
		b, err := p.start(ctx)
		p.mu.Lock()
		defer p.mu.Unlock()
		p.starting = nil
		if s.err = err; err != nil {
			p.failed++
			p.log.Warn("a Chrome did not start", "err", err)
		} else {
			p.lent = append(p.lent, &lease[B]{browser: b})
		}
		close(s.done)
	})
}

// again lends a browser that is lent already once more, as long as it runs.
func (p *pool[B]) again(l *lease[B]) (*lease[B], error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-l.browser.Done():
		return nil, browser.ErrBrowserGone
	default:
	}
	l.tabs++
	return l, nil
}

// release gives a browser back.
func (p *pool[B]) release(l *lease[B]) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bury() // first, so that a death counts this tab
	if l.tabs--; l.tabs == 0 {
		l.shared = false
	}
	if l.lone {
		p.lone.Unlock()
	}
	p.bury()
}

// crowded reports whether a walk in the browser may have been slowed by another, in
// the same browser or on the same machine.
func (p *pool[B]) crowded(l *lease[B]) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return l.shared
}

// hung says that a browser does not answer: nobody gets it any more.
func (p *pool[B]) hung(l *lease[B]) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !l.retired {
		l.retired = true
		p.failed++
	}
}

// innocent reports whether the browser died with other walks in it, so that any
// of them may have been the cause.
func (p *pool[B]) innocent(l *lease[B]) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bury()
	return l.died > 1
}

// bury closes, without waiting for it, what has died or has served its time; the
// caller holds the lock.
func (p *pool[B]) bury() {
	kept := p.lent[:0]
	for _, l := range p.lent {
		select {
		case <-l.browser.Done():
			p.failed++
			l.died = l.tabs
			p.drop(l)
			continue
		default:
		}
		if l.retired && l.tabs == 0 {
			p.drop(l)
			continue
		}
		kept = append(kept, l)
	}
	clear(p.lent[len(kept):])
	p.lent = kept
}

// drop closes a browser and adds up what it saw; the caller holds the lock.
func (p *pool[B]) drop(l *lease[B]) {
	p.behind.Go(func() {
		err := l.browser.Close()
		p.mu.Lock()
		defer p.mu.Unlock()
		p.account.Add(l.browser.Account())
		if err != nil {
			p.log.Warn("a Chrome could not be cleared away", "err", err)
			p.errs = errors.Join(p.errs, err)
		}
	})
}

// tally is what all browsers can say of themselves so far.
func (p *pool[B]) tally() browser.Account {
	p.mu.Lock()
	defer p.mu.Unlock()
	var sum browser.Account
	sum.Add(p.account)
	for _, l := range p.lent {
		sum.Add(l.browser.Account())
	}
	return sum
}

// close ends all browsers. After it, account is what all of them saw. Every lease
// must have been given back.
func (p *pool[B]) close() error {
	p.mu.Lock()
	if p.stop != nil {
		p.stop()
	}
	p.closed = true
	for p.starting != nil {
		s := p.starting
		p.mu.Unlock()
		<-s.done
		p.mu.Lock()
	}
	for _, l := range p.lent {
		p.drop(l)
	}
	p.lent = nil
	p.mu.Unlock()
	p.behind.Wait()
	return p.errs
}

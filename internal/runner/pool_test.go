package runner

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/quietroom/quietroom/internal/browser"
)

// fake is a browser that lives as long as a test wants.
type fake struct {
	n      int
	done   chan struct{}
	closed atomic.Int32
}

func (f *fake) Done() <-chan struct{} { return f.done }
func (f *fake) Account() browser.Account {
	return browser.Account{Counts: browser.Counts{Recorded: 1 + f.n}}
}
func (f *fake) Close() error { f.closed.Add(1); return nil }

// garage makes fakes and remembers them.
type garage struct {
	mu   sync.Mutex
	made []*fake
	fail error
}

func (g *garage) start(context.Context) (*fake, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.fail != nil {
		return nil, g.fail
	}
	f := &fake{n: len(g.made), done: make(chan struct{})}
	g.made = append(g.made, f)
	return f, nil
}

func (g *garage) all() []*fake {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]*fake(nil), g.made...)
}

func newPool(g *garage, size, serve int) *pool[*fake] {
	return &pool[*fake]{start: g.start, size: size, serve: serve, log: slog.New(slog.DiscardHandler)}
}

func mustLease(t *testing.T, p *pool[*fake]) *lease[*fake] {
	t.Helper()
	l, err := p.lease(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p.settle()
	return l
}

// settle waits until nothing is started or closed behind the pool's back.
func (p *pool[B]) settle() { p.behind.Wait() }

func TestPoolGrowsWithTheWork(t *testing.T) {
	for _, tc := range []struct {
		name              string
		size, walks, tabs int
		browsers, fullest int
	}{
		{"a site of three pages needs one", 4, 3, 3, 1, 3},
		{"many pages get all", 2, 100, 4, 2, 2},
		{"as many as pay", 4, 2 * walksToStart, 4, 2, 2},
		{"no more than there are", 1, 100, 3, 1, 3},
		{"no more than there are tabs", 4, 100, 2, 2, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := &garage{}
			p := newPool(g, tc.size, 0)
			p.expect(tc.walks)
			tabs := map[*fake]int{}
			var lent []*lease[*fake]
			for range tc.tabs {
				l := mustLease(t, p)
				tabs[l.browser]++
				lent = append(lent, l)
			}
			// Once all are up, walks spread evenly.
			for _, l := range lent {
				p.release(l)
				next := mustLease(t, p)
				tabs[l.browser]--
				tabs[next.browser]++
			}
			fullest := 0
			for _, n := range tabs {
				fullest = max(fullest, n)
			}
			if got := len(g.all()); got != tc.browsers || fullest != tc.fullest {
				t.Errorf("%d browsers, the fullest with %d tabs; want %d and %d", got, fullest, tc.browsers, tc.fullest)
			}
		})
	}
}

// TestPoolKnowsWhoWasCrowded: a walk that had another beside it at any time may
// have been slowed by it, and one that had none was not.
func TestPoolKnowsWhoWasCrowded(t *testing.T) {
	p := newPool(&garage{}, 1, 0)
	first := mustLease(t, p)
	if p.crowded(first) {
		t.Error("the only walk of a browser counts as crowded")
	}
	second := mustLease(t, p)
	p.release(second)
	if !p.crowded(first) {
		t.Error("a walk that had another beside it does not count as crowded")
	}
	p.release(first)
	if third := mustLease(t, p); p.crowded(third) {
		t.Error("a walk in a browser that was empty counts as crowded")
	}
}

func TestPoolReplacesTheDead(t *testing.T) {
	g := &garage{}
	p := newPool(g, 1, 0)
	a, b := mustLease(t, p), mustLease(t, p)
	if a.browser != b.browser {
		t.Fatal("one browser was wanted")
	}
	close(a.browser.done)
	if !p.innocent(a) {
		t.Error("two tabs died together, and the first is not innocent")
	}
	p.release(a)
	if !p.innocent(b) {
		t.Error("two tabs died together, and the second is not innocent")
	}
	p.release(b)
	c := mustLease(t, p)
	if c.browser == a.browser || a.browser.closed.Load() != 1 {
		t.Errorf("the dead browser was lent again or closed %d times", a.browser.closed.Load())
	}
	close(c.browser.done)
	if p.innocent(c) {
		t.Error("the only tab of a browser that died is innocent")
	}
	p.release(c)
	if err := p.close(); err != nil {
		t.Fatal(err)
	}
	if want := (browser.Counts{Recorded: 1 + 2}); p.account.Counts != want {
		t.Errorf("counts %+v, want those of both browsers, %+v", p.account, want)
	}
}

func TestPoolAlone(t *testing.T) {
	g := &garage{}
	p := newPool(g, 1, 0)
	a := mustLease(t, p)
	alone, err := p.leaseAlone(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p.expect(100)
	if b := mustLease(t, p); b.browser != a.browser {
		t.Error("the browser of one walk was lent to another")
	}
	second := make(chan *lease[*fake])
	go func() {
		l, err := p.leaseAlone(t.Context())
		if err != nil {
			t.Error(err)
		}
		second <- l
	}()
	select {
	case <-second:
		t.Error("two walks had a browser to themselves at once")
	case <-time.After(10 * time.Millisecond):
	}
	p.release(alone)
	p.release(<-second)
	p.settle()
	if n := alone.browser.closed.Load(); n != 1 {
		t.Errorf("after its walk it was closed %d times", n)
	}
}

func TestPoolRecycles(t *testing.T) {
	g := &garage{}
	p := newPool(g, 1, 3)
	first := mustLease(t, p)
	var rest []*lease[*fake]
	for range 2 {
		rest = append(rest, mustLease(t, p))
	}
	if rest[1].browser != first.browser {
		t.Fatal("it was replaced before its time")
	}
	next := mustLease(t, p)
	if next.browser == first.browser || first.browser.closed.Load() != 0 {
		t.Fatal("it was lent after its time, or closed under its tabs")
	}
	for _, l := range append(rest, first) {
		p.release(l)
	}
	p.settle()
	if first.browser.closed.Load() != 1 || next.browser.closed.Load() != 0 {
		t.Error("the old one was not closed, or the new one was")
	}
}

func TestPoolGivesUp(t *testing.T) {
	t.Run("on a site that kills every browser", func(t *testing.T) {
		g := &garage{}
		p := newPool(g, 2, 0)
		for range maxFailed {
			l := mustLease(t, p)
			close(l.browser.done)
			p.release(l)
		}
		if _, err := p.lease(t.Context()); err == nil || !strings.Contains(err.Error(), "the audit stops here") {
			t.Errorf("error %v", err)
		}
		if got := len(g.all()); got != maxFailed {
			t.Errorf("%d browsers were started, want %d", got, maxFailed)
		}
	})
	t.Run("on a browser that does not start", func(t *testing.T) {
		g := &garage{fail: errors.New("no sandbox")}
		p := newPool(g, 2, 0)
		if _, err := p.lease(t.Context()); !errors.Is(err, g.fail) {
			t.Errorf("error %v, want the start's", err)
		}
	})
	t.Run("not while another runs", func(t *testing.T) {
		g := &garage{}
		p := newPool(g, 2, 0)
		p.expect(100)
		a := mustLease(t, p)
		g.mu.Lock()
		g.fail = errors.New("out of memory")
		g.mu.Unlock()
		for range 3 * maxFailed {
			if l := mustLease(t, p); l.browser != a.browser {
				t.Fatal("another browser came from nowhere")
			}
		}
	})
	t.Run("on one that hung", func(t *testing.T) {
		g := &garage{}
		p := newPool(g, 1, 0)
		a := mustLease(t, p)
		p.hung(a)
		p.release(a)
		if b := mustLease(t, p); b.browser == a.browser {
			t.Error("a browser that hung was lent again")
		}
		if a.browser.closed.Load() != 1 {
			t.Error("a browser that hung was not closed")
		}
	})
}

// TestPoolUnderLoad walks from many goroutines while browsers die, and holds that
// every browser is closed once and counted once.
func TestPoolUnderLoad(t *testing.T) {
	g := &garage{}
	p := newPool(g, 3, 10)
	const walks, deadly = 400, 100
	p.expect(walks)
	var wg sync.WaitGroup
	var n atomic.Int32
	for range 8 {
		wg.Go(func() {
			for {
				i := n.Add(1)
				if i > walks {
					return
				}
				l, err := p.lease(t.Context())
				if err != nil {
					t.Errorf("walk %d: %v", i, err)
					return
				}
				if i%deadly == 0 {
					close(l.browser.done)
				}
				p.release(l)
			}
		})
	}
	wg.Wait()
	if err := p.close(); err != nil {
		t.Fatal(err)
	}
	for _, f := range g.all() {
		if c := f.closed.Load(); c != 1 {
			t.Errorf("browser %d was closed %d times", f.n, c)
		}
	}
	if len(g.all()) < walks/10 {
		t.Errorf("%d browsers served %d walks, ten each at most", len(g.all()), walks)
	}
	if _, err := p.lease(t.Context()); err == nil {
		t.Error("a closed pool lends browsers")
	}
}

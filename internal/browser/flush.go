package browser

import (
	"slices"
	"time"
)

// Flush waits until every exchange of the tab has been given to the sink, and
// until what Chrome's network log shows of it was looked for: the builder holds
// each back for a few seconds, until all its parts are there. It may be called
// once the tab is closed, from any goroutine.
func (t *Tab) Flush() {
	done := make(chan struct{})
	t.b.rec.queue.push(item{method: "flush", at: time.Now(), visit: t.visit, flushed: done})
	select {
	case <-done:
	case <-t.b.built:
	}
}

// flush is somebody who waits for the exchanges of a visit.
type flush struct {
	visit *visit
	at    time.Time
	done  chan<- struct{}
}

// flushPatience is how long a flush waits for a network log that does not come on.
const flushPatience = 20 * time.Second

// release lets those go of whose visit nothing is held back any more.
func (b *builder) release(now time.Time) {
	b.flushes = slices.DeleteFunc(b.flushes, func(w flush) bool {
		held := slices.ContainsFunc(b.order, func(f *flow) bool { return f.visit == w.visit })
		if held || now.Sub(w.at) < flushPatience && !b.wireRead(w.at, now) {
			return false
		}
		close(w.done)
		return true
	})
}

// wireRead reports whether everything that happened on the wire before a time has
// been read and found its place. It makes the log come on when it has not.
func (b *builder) wireRead(at, now time.Time) bool {
	if !b.wire {
		return true
	}
	if !b.join.caughtUp.After(at) {
		b.r.beat(now)
		return false
	}
	for _, list := range b.join.waiting {
		for _, a := range list {
			if a.at.Before(at) {
				return false
			}
		}
	}
	return !slices.ContainsFunc(b.order, func(f *flow) bool { return f.visit == nil && f.born.Before(at) })
}

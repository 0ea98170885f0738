package browser

import (
	"slices"
	"time"
)

// Flush waits until every exchange of the tab has been given to the sink, and
// until what Chrome's network log shows of it was looked for: the builder holds
// each back for a few seconds, until all its parts are there. It may be called
// once the tab is closed, from any goroutine. It reports whether the log was read
// so far; when it was not, because Chrome was killed or does not go on with its log,
// the record may lack what only the log shows. Where there is no log the certificate
// says so, and Flush does not.
func (t *Tab) Flush() (whole bool) {
	done := make(chan bool, 1)
	t.b.rec.queue.push(item{method: "flush", at: time.Now(), visit: t.visit, flushed: done})
	select {
	case whole = <-done:
	case <-t.b.built:
		select {
		case whole = <-done:
		default:
			whole = !t.b.logCut()
		}
	}
	return whole
}

// flush is somebody who waits for the exchanges of a visit.
type flush struct {
	visit *visit
	at    time.Time
	done  chan<- bool
}

// flushPatience is how long a flush waits for a network log that does not come on.
const flushPatience = 20 * time.Second

// release lets those go of whose visit nothing is held back any more.
func (b *builder) release(now time.Time) {
	b.flushes = slices.DeleteFunc(b.flushes, func(w flush) bool {
		held := slices.ContainsFunc(b.order, func(f *flow) bool { return f.visit == w.visit })
		if held {
			return false
		}
		read := b.wireRead(w.at, now)
		if !read && now.Sub(w.at) < flushPatience {
			return false
		}
		if !read {
			b.r.cfg.Log.Warn("Chrome's network log does not come on, and the end of a journey is not read from it", "journey", w.visit.label().journey)
		}
		w.done <- read
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

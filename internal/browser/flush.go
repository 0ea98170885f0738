package browser

import "slices"

// Flush waits until every exchange of the tab has been given to the sink: the
// builder holds each back for a few seconds, until all its parts are there. It
// may be called once the tab is closed, from any goroutine.
func (t *Tab) Flush() {
	done := make(chan struct{})
	t.b.rec.queue.push(item{method: "flush", visit: t.visit, flushed: done})
	select {
	case <-done:
	case <-t.b.built:
	}
}

// flush is somebody who waits for the exchanges of a visit.
type flush struct {
	visit *visit
	done  chan<- struct{}
}

// release lets those go of whose visit nothing is held back any more.
func (b *builder) release() {
	b.flushes = slices.DeleteFunc(b.flushes, func(w flush) bool {
		if slices.ContainsFunc(b.order, func(f *flow) bool { return f.visit == w.visit }) ||
			slices.ContainsFunc(b.names, func(n *name) bool { return n.flow.visit == w.visit }) {
			return false
		}
		close(w.done)
		return true
	})
}

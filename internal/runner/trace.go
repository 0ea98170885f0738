package runner

import "time"

// trace says how long the parts of a walk took, for the debug log.
type trace struct {
	last  time.Time
	parts []any // name, duration, name, …
}

func newTrace() *trace { return &trace{last: time.Now()} }

// mark ends a part.
func (t *trace) mark(part string) {
	now := time.Now()
	t.parts = append(t.parts, part, now.Sub(t.last).Round(time.Millisecond))
	t.last = now
}

// Package pause pauses. It is for rhythm, where there is no event to wait for: the
// pace of a polite crawl, the moment that a page takes to react to a press.
//
// It is no way to wait until something is true: that has an event, or is asked for
// again and again with a deadline.
package pause

import (
	"context"
	"time"
)

// For waits for d, or until ctx ends; then it gives ctx's error. A d of 0 or less
// only asks whether ctx has ended.
func For(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

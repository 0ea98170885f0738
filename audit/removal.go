package audit

import "time"

// Removal is a part of a run's evidence that was taken away on purpose. Findings
// and verdicts stay, and rest on what was there.
type Removal struct {
	Why RemovalReason `json:"why"`
	// At is when, By the version of quietroom that did it.
	At time.Time `json:"at"`
	By string    `json:"by"`
	// What names what is gone or masked: "bodies", "exchanges", "screenshots".
	What []string `json:"what"`
}

// RemovalReason is why evidence was taken away.
type RemovalReason string

// The reasons.
const (
	Redacted RemovalReason = "redacted" // so that the run can be handed on
	Expired  RemovalReason = "expired"  // it was kept as long as it was to be
)

// RemovedFor gives what was last taken away for the given reason, nil for nothing.
func (r *Run) RemovedFor(why RemovalReason) *Removal {
	for i := len(r.Removed) - 1; i >= 0; i-- {
		if r.Removed[i].Why == why {
			return &r.Removed[i]
		}
	}
	return nil
}

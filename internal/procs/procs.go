// Package procs lists what runs on this machine, for those who must find again
// what they started. It ends and signals nothing, and knows of other processes on
// Linux only.
package procs

import "time"

// Process is one process as it was when it was looked at.
type Process struct {
	ID, Parent, Group int
	Name              string // at most 15 bytes, of the program's own choice
	// Ended is true when nobody has waited for it yet.
	Ended bool
	// CPU is the time that it and its children that have ended took.
	CPU time.Duration
	// Resident is how much memory it has, in bytes.
	Resident int64
}

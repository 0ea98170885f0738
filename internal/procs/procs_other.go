//go:build !linux

package procs

// All knows of no processes here.
func All() ([]Process, error) { return nil, nil }

// Args knows of no arguments here.
func (p Process) Args() []string { return nil }

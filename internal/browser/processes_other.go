//go:build !linux

package browser

// stopGreedy knows of no memory here.
func stopGreedy(int, int64) (stopped, leader bool) { return false, false }

// runsIn knows of no other processes here.
func runsIn(int, string) bool { return false }

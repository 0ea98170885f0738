//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package runstore

import (
	"errors"
	"os"
	"syscall"
)

// lockName is no file here: the journal itself is locked.
const lockName = "lock"

// lock locks the run folder by its open journal. The system ends the lock with
// the process, however that ends.
func lock(_ string, journal *os.File) (unlock func() error, err error) {
	for {
		err = syscall.Flock(int(journal.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, ErrInUse
	}
	// Closing the journal unlocks it.
	return func() error { return nil }, err
}

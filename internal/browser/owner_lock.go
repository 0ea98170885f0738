//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package browser

import (
	"os"
	"syscall"
)

// lockOwner locks an open owner file. The system ends the lock with our process.
func lockOwner(f *os.File) error {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
}

// ownerGone reports whether nobody holds the owner file's lock.
func ownerGone(name string) bool {
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK|syscall.O_NOFOLLOW, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	return lockOwner(f) == nil
}

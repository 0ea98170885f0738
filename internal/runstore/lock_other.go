//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package runstore

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// lockName is the file that holds the id of the process that writes the folder.
const lockName = "lock"

// lock locks the run folder with a file that names our process. One that names a
// process which has ended, after a kill, is taken over.
func lock(dir string, _ *os.File) (unlock func() error, err error) {
	path := filepath.Join(dir, lockName)
	for range 2 {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err == nil {
			_, err = f.WriteString(strconv.Itoa(os.Getpid()))
			return func() error { return os.Remove(path) }, errors.Join(err, f.Close())
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		owner, err := os.ReadFile(path)
		if err != nil || runs(strings.TrimSpace(string(owner))) {
			return nil, ErrInUse
		}
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	return nil, ErrInUse
}

// runs reports whether a process of this id may be there.
func runs(id string) bool {
	pid, err := strconv.Atoi(id)
	if err != nil || pid <= 0 {
		return false
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	return !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}

//go:build unix

package browser

import (
	"errors"
	"io"
	"os"
	"syscall"
)

// openPipe makes a named pipe for Chrome to write to. Our own writing end keeps
// the reader from an early end, before Chrome has opened it; closing that end
// lets the reader come to its end when Chrome is gone.
func openPipe(path string) (io.ReadCloser, func(), error) {
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		return nil, nil, err
	}
	in, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, errors.Join(err, os.Remove(path))
	}
	keep, err := os.OpenFile(path, os.O_WRONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, errors.Join(err, in.Close(), os.Remove(path))
	}
	return in, func() { _ = keep.Close() }, nil
}

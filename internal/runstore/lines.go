package runstore

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

var errClosed = errors.New("the run folder is closed")

// lines is a file of JSON lines that is only appended to.
type lines struct {
	path string

	mu     sync.Mutex
	file   *os.File
	end    int64 // of the last whole line
	broken error // why the file can hold no more
}

func (l *lines) open(path string) error {
	if err := plainFile(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	fi, err := f.Stat()
	if err != nil {
		return errors.Join(err, f.Close())
	}
	l.path, l.file, l.end = path, f, fi.Size()
	return nil
}

// append writes one line, its newline included, wholly or not at all. It gives
// where the line stands.
func (l *lines) append(line []byte) (span, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.file == nil:
		return span{}, errClosed
	case l.broken != nil:
		return span{}, l.broken
	}
	n, err := l.file.Write(line)
	if err == nil {
		at := span{l.end, int64(n)}
		l.end += int64(n)
		return at, nil
	}
	// A part of a line would spoil the next one.
	if terr := l.file.Truncate(l.end); terr != nil && n > 0 {
		l.broken = fmt.Errorf("%s holds part of a line and cannot be mended: %w", filepath.Base(l.path), terr)
	}
	return span{}, err
}

// span is where a line stands in its file, in bytes.
type span struct{ at, size int64 }

// sync waits until all lines are on the disk.
func (l *lines) sync() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return errClosed
	}
	return l.file.Sync()
}

// read gives one line back.
func (l *lines) read(s span) ([]byte, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return nil, errClosed
	}
	line := make([]byte, s.size)
	_, err := l.file.ReadAt(line, s.at)
	return line, err
}

// mend makes the file end in a whole line, after a kill in the middle of one, and
// shows every line to see. A last line that lacks nothing but its newline gets
// it; one that is cut is dropped.
func (l *lines) mend(see func(line []byte, at span)) (cut bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	in := bufio.NewReaderSize(io.NewSectionReader(l.file, 0, l.end), 256<<10)
	for at := int64(0); at < l.end; {
		line, size, whole, err := readLine(in)
		if err != nil && !errors.Is(err, errLongLine) {
			return false, err
		}
		switch {
		case whole:
		case err == nil && json.Valid(line): // only an object's last byte makes it valid
			if _, err := l.file.Write([]byte("\n")); err != nil {
				return false, err
			}
			l.end++
			see(line, span{at, size})
			return false, nil
		default:
			l.end = at
			return true, l.file.Truncate(at)
		}
		if err == nil {
			see(line, span{at, int64(len(line))})
		}
		at += size
	}
	return false, nil
}

// clear drops every line.
func (l *lines) clear() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.end = 0
	return l.file.Truncate(0)
}

func (l *lines) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return nil
	}
	err := errors.Join(l.file.Sync(), l.file.Close())
	l.file = nil
	return err
}

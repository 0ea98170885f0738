package browser

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/quietroom/quietroom/internal/netlog"
)

// wire is Chrome's own network log on its way to the builder. It holds the
// site's secrets, so it lives in a pipe, or, where no pipe can be had, in a file
// that only its owner can read and that is gone with Chrome's folder.
type wire struct {
	in   io.ReadCloser
	once sync.Once
	end  func() // Chrome writes no more: the reader may come to its end
	read chan struct{}

	// Valid once read is closed.
	summary netlog.Summary
	err     error
}

// logName is the log's place in Chrome's folder.
const logName = "net.log"

// openWire makes the place that Chrome will write its network log to.
func openWire(dir string, pipe bool) (*wire, error) {
	w := &wire{read: make(chan struct{})}
	path := filepath.Join(dir, logName)
	open := openFile
	if pipe {
		open = openPipe
	}
	in, end, err := open(path)
	if err != nil && pipe {
		in, end, err = openFile(path)
	}
	if err != nil {
		return nil, fmt.Errorf("making a place for Chrome's network log: %w", err)
	}
	w.in, w.end = in, end
	return w, nil
}

// ended is called when Chrome is gone; what is still in the pipe is read.
func (w *wire) ended() { w.once.Do(w.end) }

// pump reads the log to its end and gives every record to the queue.
func (w *wire) pump(q *queue, limits netlog.Limits) {
	defer close(w.read)
	w.summary, w.err = netlog.Read(w.in, limits, func(r netlog.Record) {
		q.push(item{method: "wire", wire: r, at: time.Now()})
	})
	w.err = errors.Join(w.err, w.in.Close())
}

// openFile stands in for the pipe: a file that is read while it grows.
func openFile(path string) (io.ReadCloser, func(), error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, nil, err
	}
	t := &growing{File: f, over: make(chan struct{})}
	return t, func() { close(t.over) }, nil
}

// growing is a file that another process writes to; its end is not reached
// before over is closed.
type growing struct {
	*os.File
	over chan struct{}
}

// Read waits for more at the end of the file.
func (g *growing) Read(b []byte) (int, error) {
	for {
		select {
		case <-g.over:
			return g.File.Read(b)
		default:
		}
		n, err := g.File.Read(b)
		if n > 0 || err != io.EOF {
			return n, err
		}
		select {
		case <-g.over:
		case <-time.After(20 * time.Millisecond): // a file tells nobody that it grew
		}
	}
}

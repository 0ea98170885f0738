package browser

import (
	"errors"
	"os"
	"time"

	"github.com/quietroom/quietroom/internal/procs"
)

// maxMemory is how much memory one renderer may have resident, in bytes. Heavy
// sites stay far below; one page that fills the machine would take down every
// journey, quietroom itself and whatever else runs there.
const maxMemory = 2 << 30

// guard ends renderers that use too much memory, until Chrome ends, and Chrome
// itself, whose main process keeps what pages store and their blobs. Where memory
// cannot be watched, Chrome's own limits have to do.
func (p *process) guard() {
	tick := time.NewTicker(time.Second) // looking costs as much as there are processes
	defer tick.Stop()
	for {
		select {
		case <-p.exited:
			return
		case <-tick.C:
			stopped, main := stopGreedy(p.cmd.Process.Pid, maxMemory)
			if stopped {
				p.stopped.Store(time.Now().UnixNano())
			}
			if main {
				p.filled.Store(true)
				killTree(p.cmd)
			}
		}
	}
}

// stopGreedy kills the processes of Chrome's group that have more than limit bytes
// resident, and reports whether there were any; to its leader it does nothing and
// reports whether that has more than twice as much.
func stopGreedy(group int, limit int64) (stopped, leader bool) {
	all, err := procs.All()
	if err != nil {
		return false, false
	}
	for _, p := range all {
		switch {
		case p.ID == group:
			leader = p.Resident > 2*limit
		case p.Group == group && p.Resident > limit:
			if greedy, err := os.FindProcess(p.ID); err == nil {
				stopped = greedy.Kill() == nil || stopped
			}
		}
	}
	return stopped, leader
}

// whyGone gives the error for a Chrome that has ended.
func (b *Browser) whyGone() error {
	if b.proc != nil && b.proc.filled.Load() {
		return errors.Join(ErrMemory, ErrBrowserGone)
	}
	return ErrBrowserGone
}

// whyCrashed gives the error for a renderer that has just ended.
func (p *process) whyCrashed() error {
	const lag = 5 * time.Second // between the end and Chrome's word of it
	if time.Since(time.Unix(0, p.stopped.Load())) < lag {
		return ErrMemory
	}
	return ErrCrashed
}

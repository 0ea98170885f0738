package browser

import "time"

// maxMemory is how much memory one renderer may have resident, in bytes. Heavy
// sites stay far below; one page that fills the machine would take down every
// journey, quietroom itself and whatever else runs there.
const maxMemory = 2 << 30

// guard ends renderers that use too much memory, until Chrome ends. Where memory
// cannot be watched, Chrome's own limits have to do.
func (p *process) guard() {
	tick := time.NewTicker(250 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-p.exited:
			return
		case <-tick.C:
			if stopGreedy(p.cmd.Process.Pid, maxMemory) {
				p.stopped.Store(time.Now().UnixNano())
			}
		}
	}
}

// whyCrashed gives the error for a renderer that has just ended.
func (p *process) whyCrashed() error {
	const lag = 5 * time.Second // between the end and Chrome's word of it
	if time.Since(time.Unix(0, p.stopped.Load())) < lag {
		return ErrMemory
	}
	return ErrCrashed
}

package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
	"time"

	"github.com/quietroom/quietroom/internal/runner"
)

// progress shows a waiting person what is being done: a few lines that change on a
// terminal, now and then a plain line elsewhere. It hides no cursor and changes no
// mode of the terminal beyond one write, so that nothing has to be put right after
// an end of any kind.
type progress struct {
	w     io.Writer
	live  bool
	color bool
	quiet bool
	now   func() time.Time
	// size gives the terminal's columns and rows, which change while it is used.
	size func() (columns, rows int)
	// opening is printed once the audit has really begun.
	opening string
	// resume is the command that goes on with an audit that is cut short, "" for none.
	resume string

	mu    sync.Mutex
	known known
	// plainly is when the last plain line was printed, drawn when the last frame was.
	plainly, drawn time.Time
	// frame holds the width of every line that stands on the terminal now.
	frame []int
}

// newProgress writes to w, and not at all when it is to be quiet.
func newProgress(w io.Writer, env func(string) string, quiet bool) *progress {
	_, _, terminal := terminalSize(w)
	p := &progress{w: w, now: time.Now, quiet: quiet, color: colored(w, env), live: terminal && env("TERM") != "dumb"}
	p.size = func() (int, int) { columns, rows, _ := terminalSize(w); return columns, rows }
	p.known.began = p.now()
	return p
}

// news shows one piece of progress.
func (p *progress) news(n runner.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	began := p.known.take(n, now)
	if p.quiet {
		return
	}
	if p.opening != "" && n.Phase != "" && n.Phase != "browser" {
		p.erase()
		fmt.Fprintln(p.w, p.opening)
		p.opening = ""
	}
	if p.live {
		const least = 80 * time.Millisecond // more often, nobody can read it
		if began || now.Sub(p.drawn) >= least {
			p.draw()
		}
		return
	}
	if began || n.Phase != "" && now.Sub(p.plainly) >= plainEvery(now.Sub(p.known.began)) {
		p.plainly = now
		fmt.Fprintln(p.w, p.known.plain(now))
	}
}

// plainEvery is the pause between two plain lines of one phase: long audits fill no logs.
func plainEvery(since time.Duration) time.Duration {
	switch {
	case since < time.Minute:
		return 10 * time.Second
	case since < 10*time.Minute:
		return 30 * time.Second
	}
	return 2 * time.Minute
}

// draw puts the lines of now in the place of those that stand there; the caller
// holds the lock. All of it is one write. The terminal's wrapping is off for its
// time, because what is wider than it was counted would else break the frame.
func (p *progress) draw() {
	columns, rows := p.size()
	lines := p.known.lines(p.now(), columns, rows, painter(p.color))
	var b strings.Builder
	b.WriteString("\x1b[?7l" + p.home(columns))
	p.frame = p.frame[:0]
	for _, l := range lines {
		b.WriteString("\x1b[2K" + l.text + "\r\n")
		p.frame = append(p.frame, l.width)
	}
	b.WriteString("\x1b[J\x1b[?7h")
	fmt.Fprint(p.w, b.String())
	p.drawn = p.now()
}

// home leads the cursor to where the frame begins. A terminal that became narrower
// has broken its lines.
func (p *progress) home(columns int) string {
	up := 0
	for _, width := range p.frame {
		up += max(1, int(math.Ceil(float64(width)/float64(max(columns, 1)))))
	}
	if columns <= 0 {
		up = len(p.frame)
	}
	if up == 0 {
		return "\r"
	}
	return fmt.Sprintf("\r\x1b[%dA", up)
}

// erase takes the frame off the terminal; the caller holds the lock.
func (p *progress) erase() {
	if len(p.frame) > 0 {
		columns, _ := p.size()
		fmt.Fprint(p.w, p.home(columns)+"\x1b[J")
		p.frame = p.frame[:0]
	}
}

// watch keeps the clock of the frame going, and answers an interruption, until stop
// is called; that takes the frame away.
func (p *progress) watch(ctx context.Context) (stop func()) {
	over := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		interrupted := ctx.Done()
		for {
			select {
			case <-over:
				return
			case <-interrupted:
				interrupted = nil
				text := "Stopping: what was recorded is judged and kept. A second Ctrl-C ends it at once."
				if p.resume != "" {
					text += "\nTo go on later: " + terminalSafe(p.resume)
				}
				p.line(text)
			case <-tick.C:
				p.tick()
			}
		}
	})
	return func() {
		close(over)
		wg.Wait()
		p.done()
	}
}

func (p *progress) tick() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.live && len(p.frame) > 0 {
		p.draw()
	}
}

// line prints a line that stays.
func (p *progress) line(s string) { _, _ = p.Write([]byte(s + "\n")) }

// say is line, but for those who want it quiet.
func (p *progress) say(s string) {
	if !p.quiet {
		p.line(s)
	}
}

// Write lets a log write lines that stay.
func (p *progress) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	shown := len(p.frame) > 0
	p.erase()
	n, err := p.w.Write(b)
	if shown {
		p.draw()
	}
	return n, err
}

// done takes the frame away.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.erase()
}

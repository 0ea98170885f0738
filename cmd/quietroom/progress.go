package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/mattn/go-runewidth"
	"golang.org/x/term"

	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/report"
)

// progress shows a waiting person what is being done: one line that changes on a
// terminal, now and then a plain line elsewhere.
type progress struct {
	w    io.Writer
	env  func(string) string
	live bool
	now  func() time.Time
	// width gives the terminal's columns, which change while it is used.
	width func() int
	// opening is printed once the audit has really begun.
	opening string
	// resume is the command that goes on with an audit that is cut short, "" for none.
	resume string

	mu    sync.Mutex
	began time.Time
	last  time.Time
	phase string
	text  string // what is being done
	shown bool
}

// phases says each phase to a person.
var phases = map[string]string{
	"crawl":   "Finding pages",
	"browser": "Starting the browser",
	"visit":   "Visiting pages",
	"walk":    "Walking forms as a patient (submits are held)",
	"assess":  "Judging what left",
}

// origin is the front of an address, which a person who waits knows.
var origin = regexp.MustCompile(`https?://[^/\s]+/`)

func newProgress(w io.Writer, env func(string) string) *progress {
	p := &progress{w: w, env: env, now: time.Now, began: time.Now()}
	p.width = func() int { width, _ := terminalWidth(w); return width }
	_, p.live = terminalWidth(w)
	p.live = p.live && env("TERM") != "dumb"
	return p
}

// terminalWidth gives the columns of w, and whether it is a terminal.
func terminalWidth(w io.Writer) (int, bool) {
	f, ok := w.(*os.File)
	if !ok {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	return width, err == nil && term.IsTerminal(int(f.Fd()))
}

// options are how a report is printed on w: colours only on a terminal that
// wants them (https://no-color.org).
func (p *progress) options(w io.Writer) report.Options {
	width, terminal := terminalWidth(w)
	return report.Options{Width: width, Color: terminal && p.env("NO_COLOR") == "" && p.env("TERM") != "dumb"}
}

// news shows one piece of progress.
func (p *progress) news(n runner.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	const plainEvery = 10 * time.Second
	if p.opening != "" && n.Phase != "browser" {
		p.clear()
		fmt.Fprintln(p.w, p.opening)
		p.opening = ""
	}
	now := p.now()
	if !p.live && n.Phase == p.phase && now.Sub(p.last) < plainEvery {
		return
	}
	p.phase, p.last = n.Phase, now
	p.text = phases[n.Phase]
	switch {
	case n.Total > 0:
		p.text += fmt.Sprintf(" %d/%d", min(n.Done+1, n.Total), n.Total)
	case n.Done > 0:
		p.text += fmt.Sprintf(" (%d so far)", n.Done)
	}
	if n.Text != "" && (n.Total > 0 || n.Done > 0) {
		p.text += "  " + terminalSafe(origin.ReplaceAllString(n.Text, "/"))
	}
	p.show()
}

// show prints what is being done and since when; the caller holds the lock.
func (p *progress) show() {
	text := fmt.Sprintf("[%s] %s", p.now().Sub(p.began).Round(time.Second), p.text)
	if !p.live {
		fmt.Fprintln(p.w, text)
		return
	}
	if width := p.width(); width > 1 {
		text = runewidth.Truncate(text, width-1, "…")
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", text)
	p.shown = true
}

// watch keeps the clock of the changing line going, and answers an interruption,
// until stop is called; that clears the line.
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
	if p.live && p.shown {
		p.show()
	}
}

// line prints a line that stays.
func (p *progress) line(s string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	fmt.Fprintln(p.w, s)
}

// Write lets a log write lines that stay.
func (p *progress) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	return p.w.Write(b)
}

// done clears the changing line.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
}

func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// terminalSafe drops what a page could do to a terminal: control characters,
// escapes, and characters that change the direction of what follows.
func terminalSafe(s string) string {
	return strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

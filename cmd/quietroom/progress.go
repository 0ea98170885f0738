package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/term"

	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/report"
)

// progress shows a waiting person what is being done: one line that changes on a
// terminal, now and then a plain line elsewhere.
type progress struct {
	w     io.Writer
	env   func(string) string
	live  bool
	width int
	now   func() time.Time

	mu    sync.Mutex
	began time.Time
	last  time.Time
	phase string
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

func newProgress(w io.Writer, env func(string) string) *progress {
	p := &progress{w: w, env: env, now: time.Now, began: time.Now()}
	p.width, p.live = terminalWidth(w)
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
	now := p.now()
	if !p.live && n.Phase == p.phase && now.Sub(p.last) < plainEvery {
		return
	}
	p.phase, p.last = n.Phase, now
	text := phases[n.Phase]
	switch {
	case n.Total > 0:
		text += fmt.Sprintf(" %d/%d", min(n.Done+1, n.Total), n.Total)
	case n.Done > 0:
		text += fmt.Sprintf(" (%d so far)", n.Done)
	}
	if n.Text != "" && (n.Total > 0 || n.Done > 0) {
		text += "  " + terminalSafe(n.Text)
	}
	text = fmt.Sprintf("[%s] %s", now.Sub(p.began).Round(time.Second), text)
	if !p.live {
		fmt.Fprintln(p.w, text)
		return
	}
	if r := []rune(text); len(r) >= p.width && p.width > 1 {
		text = string(r[:p.width-1])
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", text)
	p.shown = true
}

// line prints a line that stays.
func (p *progress) line(s string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	fmt.Fprintln(p.w, s)
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

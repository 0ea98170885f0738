package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/internal/runner"
)

// quiet is a progress on no terminal, with a clock of its own.
func quiet(out *bytes.Buffer, now *time.Time) *progress {
	p := newProgress(out, func(string) string { return "" })
	p.now = func() time.Time { return *now }
	p.began = *now
	return p
}

func TestProgressWithoutTerminal(t *testing.T) {
	var out bytes.Buffer
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	p := quiet(&out, &now)
	p.opening = "Auditing x"
	tell := func(after time.Duration, n runner.Progress) { now = now.Add(after); p.news(n) }
	tell(0, runner.Progress{Phase: "browser"})
	tell(time.Second, runner.Progress{Phase: "crawl"})
	tell(time.Second, runner.Progress{Phase: "crawl", Done: 1, Text: "https://practice.example/a"})
	tell(20*time.Second, runner.Progress{Phase: "crawl", Done: 9, Text: "https://practice.example/b"})
	tell(0, runner.Progress{Phase: "visit", Done: 0, Total: 9, Text: "https://practice.example/b\x1b[2J\u202e\n"})
	p.line("a line")
	p.done()
	const want = `[0s] Starting the browser
Auditing x
[1s] Finding pages
[22s] Finding pages (9 so far)  /b
[22s] Visiting pages 1/9  /b[2J
a line
`
	if got := out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestProgressOnATerminal(t *testing.T) {
	for name, tc := range map[string]struct {
		width int
		want  string
	}{
		"wide":            {100, "[3s] Visiting pages 2/9  /心理咨询/预约"},
		"narrow":          {30, "[3s] Visiting pages 2/9  /心…"},
		"not known":       {0, "[3s] Visiting pages 2/9  /心理咨询/预约"},
		"next to nothing": {6, "[3s]…"},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			now := time.Now()
			p := quiet(&out, &now)
			p.live, p.width = true, func() int { return tc.width }
			now = now.Add(3 * time.Second)
			p.news(runner.Progress{Phase: "visit", Done: 1, Total: 9, Text: "https://practice.example/心理咨询/预约"})
			if got := strings.TrimPrefix(out.String(), "\r\x1b[K"); got != tc.want {
				t.Errorf("shows %q, want %q", got, tc.want)
			}
			out.Reset()
			p.line("stays")
			if got := out.String(); got != "\r\x1b[Kstays\n" {
				t.Errorf("a line that stays: %q", got)
			}
			out.Reset()
			p.tick()
			p.done()
			if out.Len() != 0 {
				t.Errorf("after the line was cleared: %q", out.String())
			}
		})
	}
}

// TestWatch answers an interruption, once, and is silent after stop.
func TestWatch(t *testing.T) {
	var out bytes.Buffer
	now := time.Now()
	p := quiet(&out, &now)
	ctx, cancel := context.WithCancel(t.Context())
	said := make(chan struct{})
	p.w = writerFunc(func(b []byte) (int, error) {
		defer close(said)
		return out.Write(b)
	})
	stop := p.watch(ctx)
	cancel()
	<-said
	stop()
	if got := out.String(); !strings.HasPrefix(got, "Stopping") || strings.Count(got, "\n") != 1 {
		t.Errorf("says %q", got)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

// TestColors: only on a terminal, and not when NO_COLOR or a dumb terminal asks.
func TestColors(t *testing.T) {
	for name, env := range map[string]map[string]string{"none": {}, "NO_COLOR": {"NO_COLOR": "1"}, "dumb": {"TERM": "dumb"}} {
		p := newProgress(new(bytes.Buffer), func(k string) string { return env[k] })
		if p.live || p.options(new(bytes.Buffer)).Color {
			t.Errorf("%s: a buffer is taken for a terminal", name)
		}
	}
}

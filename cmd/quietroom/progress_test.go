package main

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runner"
)

// told is a progress on no terminal, with a clock of its own.
func told(out *bytes.Buffer, now *time.Time) *progress {
	p := newProgress(out, func(string) string { return "" }, false)
	p.now = func() time.Time { return *now }
	p.known.began = *now
	return p
}

// doingNow is news of a journey's step.
func doingNow(id, scenario, page, verb, target string) runner.Progress {
	s := audit.Step{Number: 2, Verb: verb, Target: target}
	return runner.Progress{Walk: &runner.WalkNews{Journey: id, Scenario: scenario, Page: "https://practice.example" + page, Step: s}}
}

func over(id string) runner.Progress {
	return runner.Progress{Walk: &runner.WalkNews{Journey: id, Over: true}}
}

func TestProgressWithoutTerminal(t *testing.T) {
	var out bytes.Buffer
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	p := told(&out, &now)
	p.opening, p.known.held = "Auditing x", true
	tell := func(after time.Duration, n runner.Progress) { now = now.Add(after); p.news(n) }
	tell(0, runner.Progress{Phase: "browser"})
	tell(time.Second, runner.Progress{Phase: "crawl"})
	tell(time.Second, runner.Progress{Phase: "crawl", Done: 1, Page: "https://practice.example/a"})
	tell(20*time.Second, runner.Progress{Phase: "crawl", Done: 9, Page: "https://practice.example/b\x1b[2J"})
	tell(0, runner.Progress{Phase: "visit", Total: 9, State: audit.ConsentNone})
	for range 6 {
		p.news(doingNow("j1", "visit", "/a", "visit", "https://practice.example/a"))
		tell(0, over("j1"))
	}
	tell(60*time.Second, runner.Progress{Phase: "visit", Done: 6, Total: 9, State: audit.ConsentNone})
	tell(0, runner.Progress{Phase: "visit", Done: 7, Total: 9, State: audit.ConsentNone})
	tell(time.Second, runner.Progress{Phase: "walk", Total: 4, State: audit.ConsentReject})
	p.line("a line")
	p.done()
	const want = `[0s] Starting the browser
Auditing x
[1s] Finding pages
[22s] Finding pages: 9 so far
[22s] Visiting pages: 0 of 9 pages done
[1m22s] Visiting pages: 6 of 9 pages done, less than a minute left for the pages
[1m23s] Walking forms as a patient after a refusal (submits are held): 0 of 4 journeys done
a line
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestQuiet(t *testing.T) {
	var out bytes.Buffer
	p := newProgress(&out, func(string) string { return "" }, true)
	p.opening = "Auditing x"
	p.news(runner.Progress{Phase: "crawl", Done: 1})
	p.say("The report is there")
	if out.Len() > 0 {
		t.Errorf("quiet says %q", out.String())
	}
	p.line("a warning")
	if out.String() != "a warning\n" {
		t.Errorf("a line that has to be said: %q", out.String())
	}
}

// TestFrame draws what a person sees, on a screen.
func TestFrame(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	s := &screen{columns: 80}
	p := told(new(bytes.Buffer), &now)
	p.w, p.live, p.known.held = s, true, true
	p.size = func() (int, int) { return s.columns, 24 }
	p.opening = "Auditing https://practice.example/"
	p.news(runner.Progress{Phase: "crawl"})
	now = now.Add(time.Second)
	p.news(runner.Progress{Phase: "visit", Done: 48, Total: 48})
	p.news(doingNow("gone", "visit", "/", "visit", ""))
	p.news(over("gone"))
	now = now.Add(3 * time.Second)
	p.news(runner.Progress{Phase: "walk", Done: 12, Total: 30})
	p.news(doingNow("j1", "form:booking", "/book?kind=1\x1b]0;title\x07", "fill", "E-mail \u202eaddress\x1b[31m"))
	p.news(doingNow("j2", "form:contact", "/心理咨询", "submit", "Send 🙂"))
	p.news(runner.Progress{Found: &runner.Found{Severities: map[audit.Severity]int{audit.Critical: 2, audit.Low: 1}, Partial: true}})
	p.tick()
	const full = `Auditing https://practice.example/
Walking forms as a patient (submits are held)                                4s
  ████████░░░░░░░░░░░░  pages 48/48 · journeys 12/30
  /book?kind=1]0;title  booking form: types into “E-mail address[31m”
  /心理咨询             contact form: submits with “Send 🙂”
  Found so far: 2 critical, 1 low, or more
`
	wantScreen(t, "the frame", s, full)
	p.line("a line that stays")
	wantScreen(t, "a line above it", s, strings.Replace(full, "/\nW", "/\na line that stays\nW", 1))
	p.news(over("j1"))
	now = now.Add(time.Second)
	p.tick()
	wantScreen(t, "one journey less", s, `Auditing https://practice.example/
a line that stays
Walking forms as a patient (submits are held)                                5s
  ████████░░░░░░░░░░░░  pages 48/48 · journeys 12/30
  /心理咨询  contact form: submits with “Send 🙂”
  Found so far: 2 critical, 1 low, or more
`)
	s.resize(40)
	p.tick()
	wantScreen(t, "narrower", s, `Auditing https://practice.example/
a line that stays
Walking forms as a patient (submit…  5s
  pages 48/48 · journeys 12/30
  /心理咨询  contact form: submits wit…
  Found so far: 2 critical, 1 low, or …
`)
	p.done()
	wantScreen(t, "taken away", s, "Auditing https://practice.example/\na line that stays\n")
	p.tick()
	p.done()
	wantScreen(t, "not drawn again", s, "Auditing https://practice.example/\na line that stays\n")
}

// TestFoundSoFar: nothing is said to be nothing only where all was looked at.
func TestFoundSoFar(t *testing.T) {
	t.Parallel()
	for want, found := range map[string]runner.Found{
		"  Found so far: nothing":                            {},
		"  Found so far: nothing in what could be looked at": {Partial: true},
		"  Found so far: 2 high":                             {Severities: map[audit.Severity]int{audit.High: 2}},
		"  Found so far: 2 high, or more":                    {Severities: map[audit.Severity]int{audit.High: 2}, Partial: true},
	} {
		k := known{findings: &found}
		if got := k.foundLine(80, false); got.text != want || got.width != len(want) {
			t.Errorf("%q, %d columns; want %q", got.text, got.width, want)
		}
	}
}

// TestFrameFits holds at any size: no line is wider than the terminal, and the
// frame is not higher.
func TestFrameFits(t *testing.T) {
	now := time.Now()
	k := known{began: now.Add(-time.Hour)}
	for i := range 9 {
		k.take(doingNow(strconv.Itoa(i), "form:"+strings.Repeat("long ", 20), "/"+strings.Repeat("预约", 40), "fill", strings.Repeat("🙂", 60)), now)
	}
	k.take(runner.Progress{Phase: "visit", Done: 123456, Total: 1234567}, now)
	k.take(runner.Progress{Phase: "walk", Done: 123456, Total: 1234567, State: audit.ConsentReject}, now)
	k.take(runner.Progress{Found: &runner.Found{Severities: map[audit.Severity]int{audit.Critical: 1e6, audit.High: 1e6, audit.Medium: 1e6, audit.Low: 1e6}}}, now)
	for columns := 2; columns < 200; columns++ {
		for _, rows := range []int{0, 4, 6, 24} {
			lines := k.lines(now, columns, rows, true)
			if rows > 3 && len(lines) >= rows {
				t.Fatalf("%d lines on %d rows", len(lines), rows)
			}
			for _, l := range lines {
				if l.width >= max(columns, 3) {
					t.Fatalf("%d columns on %d: %q", l.width, columns, l.text)
				}
				if strings.Count(l.text, "\x1b[0m")*2 != strings.Count(l.text, "\x1b") {
					t.Fatalf("a style is left on: %q", l.text)
				}
			}
		}
	}
}

// TestTimeLeft: there is none before enough is known, and what a resume recalled
// tells nothing.
func TestTimeLeft(t *testing.T) {
	began := time.Now()
	for name, tc := range map[string]struct {
		took           time.Duration
		recalled, done int
		open, total    int
		want           string
	}{
		"nothing yet":       {time.Minute, 0, 0, 4, 20, ""},
		"too few":           {time.Minute, 0, 4, 1, 20, ""},
		"as many as open":   {time.Minute, 0, 6, 6, 20, ""},
		"half":              {5 * time.Minute, 0, 10, 2, 20, "about 5 min left for the journeys"},
		"soon":              {time.Minute, 0, 18, 2, 20, "less than a minute left for the journeys"},
		"recalled":          {10 * time.Minute, 50, 10, 2, 80, "about 20 min left for the journeys"},
		"recalled, and few": {time.Minute, 50, 2, 2, 60, ""},
		"a long one":        {10 * time.Minute, 0, 10, 2, 500, "about 8 h left for the journeys"},
		"over":              {time.Minute, 0, 20, 0, 20, ""},
	} {
		t.Run(name, func(t *testing.T) {
			k := known{began: began}
			k.take(runner.Progress{Phase: "walk", Total: tc.total}, began)
			for i := range tc.done + tc.open {
				id := strconv.Itoa(i)
				k.take(doingNow(id, "visit", "/", "visit", ""), began)
				if i < tc.done {
					k.take(over(id), began)
				}
			}
			k.take(runner.Progress{Phase: "walk", Done: tc.done + tc.recalled, Total: tc.total}, began)
			if got := k.left(began.Add(tc.took)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

// TestDeeds: what a patient does is said in words that end.
func TestDeeds(t *testing.T) {
	for verb := range deeds {
		for _, target := range []string{"", "Name", strings.Repeat("x", 500)} {
			got := deed(audit.Step{Number: 1, Verb: verb, Target: target})
			if strings.TrimSpace(got) != got || got == "" || len(got) > 150 {
				t.Errorf("%s of %.10q: %q", verb, target, got)
			}
		}
	}
	if got := deed(audit.Step{Number: 1, Verb: "dance", Target: "a\nb"}); got != "dance “a b”" {
		t.Errorf("a verb without words: %q", got)
	}
}

// TestWatch answers an interruption, once, and is silent after stop.
func TestWatch(t *testing.T) {
	var out bytes.Buffer
	now := time.Now()
	p := told(&out, &now)
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

// TestColors: only on a terminal, unless they are forced.
func TestColors(t *testing.T) {
	for name, tc := range map[string]struct {
		env  map[string]string
		want bool
	}{
		"none":         {nil, false},
		"NO_COLOR":     {map[string]string{"NO_COLOR": "1"}, false},
		"forced":       {map[string]string{"CLICOLOR_FORCE": "1", "TERM": "dumb"}, true},
		"not forced":   {map[string]string{"CLICOLOR_FORCE": "0"}, false},
		"both":         {map[string]string{"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, false},
		"a terminal's": {map[string]string{"TERM": "xterm-256color"}, false},
	} {
		env := func(k string) string { return tc.env[k] }
		if p := newProgress(new(bytes.Buffer), env, false); p.live || printOptions(new(bytes.Buffer), env).Color != tc.want {
			t.Errorf("%s: live %v, want colours %v", name, p.live, tc.want)
		}
	}
}

// screen is a terminal that knows what the frame uses, and breaks its lines anew when
// it is made narrower, as most do.
type screen struct {
	columns int
	rows    []string
	row     int
}

var ansi = regexp.MustCompile(`^\x1b\[(\??)([0-9]*)([A-Za-z])`)

func (s *screen) Write(b []byte) (int, error) {
	for rest := string(b); rest != ""; {
		for len(s.rows) <= s.row {
			s.rows = append(s.rows, "")
		}
		if m := ansi.FindStringSubmatch(rest); m != nil {
			rest = rest[len(m[0]):]
			n, _ := strconv.Atoi(m[2])
			switch m[1] + m[3] {
			case "A":
				s.row = max(0, s.row-n)
			case "J":
				s.rows = s.rows[:s.row+1]
				s.rows[s.row] = ""
			case "K":
				s.rows[s.row] = ""
			case "?l", "?h", "m":
			default:
				return 0, fmt.Errorf("the screen does not know %q", m[0])
			}
			continue
		}
		if rest[0] == '\x1b' {
			return 0, fmt.Errorf("the screen does not know %.10q", rest)
		}
		switch rest[0] {
		case '\n':
			s.row++
		case '\r':
		default:
			s.rows[s.row] += rest[:1]
		}
		rest = rest[1:]
	}
	return len(b), nil
}

func (s *screen) resize(columns int) {
	var rows []string
	row := s.row
	for i, r := range s.rows {
		for fit(r, columns) != r {
			cut := fit(r, columns+1)
			cut = strings.TrimSuffix(cut, "…")
			rows, r = append(rows, cut), r[len(cut):]
			if i < s.row {
				row++
			}
		}
		rows = append(rows, r)
	}
	s.columns, s.rows, s.row = columns, rows, row
}

func wantScreen(t *testing.T, what string, s *screen, want string) {
	t.Helper()
	if diff := cmp.Diff(want, strings.TrimRight(strings.Join(s.rows, "\n"), "\n")+"\n"); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

package main

import (
	"fmt"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// TestTerminal: colours and a changing line on a real terminal, as wide as it is,
// and no colours when NO_COLOR or a dumb terminal asks for none.
func TestTerminal(t *testing.T) {
	tty := newTerminal(t, 93)
	for name, tc := range map[string]struct {
		env         map[string]string
		live, color bool
	}{
		"a terminal":             {map[string]string{"TERM": "xterm"}, true, true},
		"a terminal of no name":  {nil, true, true},
		"NO_COLOR":               {map[string]string{"TERM": "xterm", "NO_COLOR": "1"}, true, false},
		"NO_COLOR that is empty": {map[string]string{"TERM": "xterm", "NO_COLOR": ""}, true, true},
		"a dumb terminal":        {map[string]string{"TERM": "dumb"}, false, false},
		"CLICOLOR=0":             {map[string]string{"TERM": "xterm", "CLICOLOR": "0"}, true, false},
		"colours by force":       {map[string]string{"TERM": "dumb", "CLICOLOR_FORCE": "1"}, false, true},
		"NO_COLOR wins":          {map[string]string{"TERM": "xterm", "CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, true, false},
	} {
		env := func(k string) string { return tc.env[k] }
		p, o := newProgress(tty, env, false), printOptions(tty, env)
		columns, rows := p.size()
		if p.live != tc.live || p.color != tc.color || o.Color != tc.color || o.Width != 93 || columns != 93 || rows != 24 {
			t.Errorf("%s: live %v, color %v and %v, width %d, size %d × %d", name, p.live, p.color, o.Color, o.Width, columns, rows)
		}
	}
}

// newTerminal opens a pseudo terminal (pty(7)) of the given width.
func newTerminal(t *testing.T, width uint16) *os.File {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo terminal can be had: %v", err)
	}
	t.Cleanup(func() { _ = master.Close() })
	fd := int(master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: width}); err != nil {
		t.Fatal(err)
	}
	tty, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tty.Close() })
	return tty
}

package main

import (
	"io"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"

	"github.com/quietroom/quietroom/report"
)

// terminalSize gives the columns and rows of w, and whether it is a terminal.
func terminalSize(w io.Writer) (columns, rows int, terminal bool) {
	f, ok := w.(*os.File)
	if !ok {
		return 0, 0, false
	}
	columns, rows, err := term.GetSize(int(f.Fd()))
	return columns, rows, err == nil && term.IsTerminal(int(f.Fd()))
}

// colored reports whether w is to be written in colours: a terminal that is not
// dumb, or anything under CLICOLOR_FORCE; nothing under NO_COLOR
// (https://no-color.org, https://bixense.com/clicolors).
func colored(w io.Writer, env func(string) string) bool {
	force := env("CLICOLOR_FORCE")
	switch {
	case env("NO_COLOR") != "":
		return false
	case force != "" && force != "0":
		return true
	}
	_, _, terminal := terminalSize(w)
	return terminal && env("TERM") != "dumb" && env("CLICOLOR") != "0"
}

// printOptions are how a report is printed on w.
func printOptions(w io.Writer, env func(string) string) report.Options {
	width, _, _ := terminalSize(w)
	return report.Options{Width: width, Color: colored(w, env)}
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

package report

import (
	"regexp"
	"strings"
	"testing"
)

func TestTextFitsItsWidth(t *testing.T) {
	t.Parallel()
	ansi := regexp.MustCompile("\x1b\\[[0-9;]*m")
	for _, name := range runs(t) {
		in := load(t, name)
		for _, w := range []int{1, 80, 1000} {
			want := min(max(w, minWidth), maxWidth)
			for _, color := range []bool{false, true} {
				got := string(print(t, find(t, "text"), in, Options{Width: w, Color: color}))
				if ansi.MatchString(got) != color {
					t.Errorf("%s: colour %t was asked for", name, color)
				}
				for line := range strings.Lines(got) {
					if strings.HasPrefix(line, "  quietroom audit --resume") {
						continue // whole, to be copied
					}
					if n := width(ansi.ReplaceAllString(strings.TrimSuffix(line, "\n"), "")); n > want {
						t.Errorf("%s at %d: %d columns: %q", name, w, n, line)
					}
				}
			}
		}
	}
}

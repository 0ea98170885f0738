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
				got := string(print(t, find(t, "text"), in, Options{Width: w, Color: color})) + string(print(t, find(t, "summary"), in, Options{Width: w, Color: color}))
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

// TestSummaryOfAnyScript: letters that are wide, joined or written from right to
// left leave the summary's table whole.
func TestSummaryOfAnyScript(t *testing.T) {
	t.Parallel()
	in := load(t, "practice")
	titles := []string{"预约心理咨询师的第一次会面以及之后的所有会面", "حجز موعد مع الطبيب النفسي في العيادة القريبة", "👩🏽‍⚕️👨‍👩‍👧‍👦 Book 🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂", "קביעת פגישה", "ééé"}
	for i := range in.Run.Pages {
		in.Run.Pages[i].Title = titles[i%len(titles)]
	}
	for i := range in.Run.Findings {
		in.Run.Findings[i].Recipient.Vendor = titles[i%len(titles)]
	}
	rows := 0
	for line := range strings.Lines(string(print(t, find(t, "summary"), in, Options{}))) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "│") {
			rows++
			if n := width(line); n != defaultWidth || strings.Count(line, "│") != 5 {
				t.Errorf("%d columns: %s", n, line)
			}
		}
	}
	if rows < 3 {
		t.Errorf("only %d rows", rows)
	}
}

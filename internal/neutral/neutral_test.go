package neutral_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/quietroom/quietroom/internal/neutral"
)

func TestLine(t *testing.T) {
	for name, tc := range map[string]struct {
		in   string
		n    int
		want string
	}{
		"plain":            {"Book an appointment", 80, "Book an appointment"},
		"white space":      {"  Book\n\tan\u00a0appointment \u2028", 80, "Book an appointment"},
		"escapes":          {"\x1b[2J\x1b]0;title\x07Book\x9b31m", 80, "[2J]0;titleBook31m"},
		"direction":        {"\u202eBook\u2066 it\u200f", 80, "Book it"},
		"no UTF-8":         {"Bo\xffok\xc3", 80, "Book"},
		"replacement":      {"Bo\ufffdok", 80, "Book"},
		"cut":              {"预约心理咨询", 3, "预约心"},
		"cut to nothing":   {"Book", 0, ""},
		"nothing":          {"", 10, ""},
		"long and hostile": {strings.Repeat("\u202e", 1<<20) + "x", 10, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := neutral.Line(tc.in, tc.n); got != tc.want {
				t.Errorf("Line(%.40q, %d) = %q, want %q", tc.in, tc.n, got, tc.want)
			}
		})
	}
}

func FuzzLine(f *testing.F) {
	f.Add("Book \x1b[31m\u202e\xff", 7)
	f.Fuzz(func(t *testing.T, s string, n int) {
		n = min(max(n, 0), 1000)
		got := neutral.Line(s, n)
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > n {
			t.Fatalf("%q is no text of at most %d runes", got, n)
		}
		if strings.ContainsFunc(got, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
			t.Fatalf("%q is not neutral", got)
		}
		if neutral.Line(got, n) != strings.TrimSpace(got) {
			t.Fatalf("%q changes when it is taken again", got)
		}
	})
}

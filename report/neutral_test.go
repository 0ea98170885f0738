package report

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"plain", "Book a visit", "Book a visit"},
		{"white space", " a\t\n\r\n b\u00a0\u2028c ", "a b c"},
		{"ANSI", "a\x1b[31mb\x1b[0m", "a[31mb[0m"},
		{"OSC", "\x1b]0;title\x07x\u009b1m", "]0;titlex1m"},
		{"NUL", "a\x00b\x7f", "ab"},
		{"direction", "safe\u202egnp.exe\u2066\u200f", "safegnp.exe"},
		{"zero width", "a\u200bb\ufeffc\u00ad\U000e0041", "abc"},
		{"no UTF-8", "a\xff\xfeb", "a\ufffd\ufffdb"},
		{"marks", "e" + strings.Repeat("\u0301", 50), "e\u0301\u0301\u0301\u0301"},
		{"scripts", "心の健康 👩‍⚕️ ज़िंदगी עזרה", "心の健康 👩‍⚕️ ज़िंदगी עזרה"},
	} {
		if got := clean(c.in); got != c.want {
			t.Errorf("%s: clean(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestClip(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"焦虑与抑", 4, "焦虑与抑"}, {"焦虑与抑郁", 4, "焦虑与…"}, {"", 1, ""}, {"ab", 1, "…"}} {
		if got := clip(c.in, c.n); got != c.want {
			t.Errorf("clip(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
	if got := shown("https://evil.example/" + strings.Repeat("a", 100<<10)); utf8.RuneCountInString(got) != maxText || !strings.HasSuffix(got, "…") {
		t.Errorf("an address of 100 KB is shown with %d bytes", len(got))
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b]0;x\x07\u202e\xff", 5)
	f.Fuzz(func(t *testing.T, s string, n int) {
		n = n&0xff + 1
		got := clip(clean(s), n)
		if utf8.RuneCountInString(got) > n || !utf8.ValidString(got) {
			t.Fatalf("%q", got)
		}
		for _, r := range got {
			if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || invisible(r) {
				t.Fatalf("%U is left", r)
			}
		}
		for _, line := range wrap(got, n) {
			if width(line) > max(n, 2) {
				t.Fatalf("line %q is wider than %d", line, n)
			}
		}
	})
}

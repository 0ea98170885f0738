package report

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// failAfter is a writer that takes n bytes.
type failAfter struct{ n int }

var errFull = errors.New("no space left on device")

func (w *failAfter) Write(b []byte) (int, error) {
	if len(b) > w.n {
		n := w.n
		w.n = 0
		return n, errFull
	}
	w.n -= len(b)
	return len(b), nil
}

// TestFailingWriter cuts every format after some bytes: half a report must
// never pass for a whole one.
func TestFailingWriter(t *testing.T) {
	t.Parallel()
	for _, name := range runs(t) {
		in := load(t, name)
		for _, f := range Formats() {
			size := len(print(t, f, in, Options{}))
			for _, at := range []int{0, 1, 100, size / 2, size - 1} {
				if err := f.Write(&failAfter{at}, in, Options{}); !errors.Is(err, errFull) {
					t.Errorf("%s of %s, writer full after %d of %d bytes: %v", f.Name, name, at, size, err)
				}
			}
		}
	}
}

// TestNothingHostileGetsThrough reads what a hostile run prints as.
func TestNothingHostileGetsThrough(t *testing.T) {
	t.Parallel()
	in := load(t, "hostile")
	for _, f := range Formats() {
		got := print(t, f, in, Options{Color: true})
		if !utf8.Valid(got) {
			t.Errorf("%s: not UTF-8", f.Name)
		}
		if f.Name == "json" { // escapes in JSON's own way; nobody reads it on a terminal as it is
			continue
		}
		text := strings.TrimPrefix(string(got), csvBOM)
		if f.Name == "csv" {
			text = strings.ReplaceAll(text, "\r\n", "\n")
		}
		if f.Name == "text" || f.Name == "summary" {
			text = regexp.MustCompile("\x1b\\[(0|1|2|32|33|36|1;31)m").ReplaceAllString(text, "") // our own colours
		}
		for _, r := range text {
			if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || invisible(r)) {
				t.Fatalf("%s: holds %U", f.Name, r)
			}
		}
		if n := longest(text); f.Name == "text" && n > defaultWidth*4 {
			t.Errorf("text: a line of %d bytes", n)
		}
	}
}

func longest(text string) (n int) {
	for line := range strings.Lines(text) {
		n = max(n, len(line))
	}
	return n
}

// elements are all that the template may print. A page's own mark-up would add
// to them, or to the attributes.
var elements = regexp.MustCompile(`<(/?)([a-zA-Z!][a-zA-Z0-9]*)([^>]*)>`)

// TestHTMLHoldsNoMarkupOfThePage compares the elements of a hostile report with
// those that the template has.
func TestHTMLHoldsNoMarkupOfThePage(t *testing.T) {
	t.Parallel()
	tmpl := templates(t)
	ours := map[string]bool{}
	for _, m := range elements.FindAllStringSubmatch(tmpl, -1) {
		ours[strings.ToLower(m[2])] = true
	}
	for _, name := range runs(t) {
		got := string(print(t, find(t, "html"), load(t, name), Options{}))
		seen := 0
		for _, m := range elements.FindAllStringSubmatch(got, -1) {
			seen++
			if !ours[strings.ToLower(m[2])] || strings.Contains(strings.ToLower(m[3]), "onerror") {
				t.Errorf("%s: element %.100s is not the template's", name, m[0])
			}
		}
		if seen < 50 {
			t.Errorf("%s: only %d elements read", name, seen)
		}
		if strings.Contains(got, "ZgotmplZ") {
			t.Errorf("%s: a value stands where html/template refuses it", name)
		}
	}
}

// templates gives the text of all of them.
func templates(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("html/*.tmpl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no templates (%v)", err)
	}
	all := ""
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all += string(b)
	}
	return all
}

// TestHTMLLoadsNothing holds that the report is one file: its policy forbids
// everything, no script is in it, and no address that a browser would fetch.
func TestHTMLLoadsNothing(t *testing.T) {
	t.Parallel()
	for _, name := range runs(t) {
		got := string(print(t, find(t, "html"), load(t, name), Options{}))
		policy := strings.Index(got, `http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:`)
		if policy < 0 || policy > strings.Index(got, "<style") {
			t.Errorf("%s: no policy before the first style", name)
		}
		for _, m := range regexp.MustCompile(`(?i)\s(src|href|srcset|action|poster|data|background)="([^"]*)"`).FindAllStringSubmatch(got, -1) {
			if !strings.HasPrefix(m[2], "#") && !strings.HasPrefix(m[2], "data:image/") && m[2] != "data:," {
				t.Errorf("%s: %s", name, m[0])
			}
		}
		style := got[strings.Index(got, "<style"):strings.LastIndex(got, "</style>")]
		if strings.Contains(strings.ReplaceAll(style, "url(#", ""), "url(") || strings.Contains(style, "@import") || strings.Contains(strings.ToLower(got), "<script") {
			t.Errorf("%s: something to load or to run", name)
		}
	}
}

func find(t testing.TB, name string) Format {
	t.Helper()
	f, err := Find(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// forbidden are words that a report may not use of what it saw: what they claim
// is for a person, a lawyer or a regulator to say.
var forbidden = []string{
	"violat", "complian", "breach", "phi was disclosed", "disclosed phi", "no leaks", "illegal", "unlawful", "guilty", "people affected",
	"patients affected", "individuals affected", "baa is missing", "missing baa", "no baa", "without a baa", "hipaa-safe", "is safe", "are safe", "proves", "certified",
	"guarantee", "phi disclosed", "data was disclosed", "data were disclosed", "people were affected", "patients were affected",
}

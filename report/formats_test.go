package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

func TestEveryFindingIsPrinted(t *testing.T) {
	t.Parallel()
	in := load(t, "practice")
	in.Run.Findings[0].Page = "https://www.harborviewtherapy.example/not-listed"
	in.Run.Pages = append(in.Run.Pages, in.Run.Pages[1]) // a page that is listed twice
	got := string(print(t, find(t, "html"), in, Options{}))
	for _, f := range in.Run.Findings {
		if n := strings.Count(got, `id="f-`+f.Fingerprint+`"`); n != 1 {
			t.Errorf("finding %s (%s on %s) is printed %d times", f.Fingerprint, f.Kind, f.Page, n)
		}
	}
}

func TestValuesStayOut(t *testing.T) {
	t.Parallel()
	in := load(t, "practice")
	all := in.Exchanges
	in.Exchanges = func() iter.Seq2[*audit.Exchange, error] {
		return func(yield func(*audit.Exchange, error) bool) {
			for ex, err := range all() {
				ex.URL += "?email=quilla.thornwick@example.com"
				ex.Headers = append(ex.Headers, audit.Header{"Cookie", "email=quilla.thornwick@example.com"})
				if !yield(ex, err) {
					return
				}
			}
			yield(nil, errors.New("the record ends in the middle of a line"))
		}
	}
	for _, f := range Formats() {
		got := flat(string(print(t, f, in, Options{})))
		if strings.Contains(got, "thornwick") {
			t.Errorf("%s prints the address of an exchange", f.Name)
		}
		if f.Name != "json" && !strings.Contains(got, "in the middle of a line") {
			t.Errorf("%s does not say that the record is cut", f.Name)
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, f := range Formats() {
		got, err := Find(f.Name)
		if err != nil || got.FileName != f.FileName || seen[f.FileName] || f.MediaType == "" {
			t.Errorf("format %s: %+v, %v", f.Name, got, err)
		}
		seen[f.FileName] = true
	}
	for _, c := range []struct{ in, want string }{
		{"htm", `did you mean "html"?`}, {"HTML", `did you mean "html"?`}, {"jsno", `did you mean "json"?`}, {"pdf", "there are summary, text, json, html"}, {"", "there are summary"},
	} {
		if _, err := Find(c.in); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Find(%q): %v; want %q in it", c.in, err, c.want)
		}
	}
	if _, err := Find("pdf"); strings.Contains(err.Error(), "did you mean") {
		t.Errorf("a far name is guessed at: %v", err)
	}
}

func TestEncodeRunLeavesTheRunAlone(t *testing.T) {
	t.Parallel()
	run := &audit.Run{Pages: []audit.Page{{}}}
	var buf bytes.Buffer
	if err := EncodeRun(&buf, run); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(buf.String(), "null") || run.Notes != nil || run.Pages[0].Contacts != nil {
		t.Errorf("null in the output, or the run was changed:\n%s", buf.String())
	}
}

// manyPages repeats the practice's pages and findings until there are n pages.
func manyPages(t testing.TB, n int) Input {
	in := load(t, "practice")
	run := *in.Run
	run.Pages, run.Findings = nil, nil
	for i := range n {
		p := in.Run.Pages[i%len(in.Run.Pages)]
		was := p.URL
		p.URL = fmt.Sprintf("%s?copy=%d", p.URL, i)
		run.Pages = append(run.Pages, p)
		for _, f := range in.Run.Findings {
			if f.Page == was {
				f.Page, f.Fingerprint = p.URL, fmt.Sprintf("%.10s%06x", f.Fingerprint, i)
				run.Findings = append(run.Findings, f)
			}
		}
	}
	in.Run = &run
	return in
}

func BenchmarkFormats500Pages(b *testing.B) {
	in := manyPages(b, 500)
	for _, f := range Formats() {
		b.Run(f.Name, func(b *testing.B) {
			for b.Loop() {
				if err := f.Write(io.Discard, in, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestScreenshots embeds an image only when it is one, and only as far as the
// report's bound allows.
func TestScreenshots(t *testing.T) {
	t.Parallel()
	png := []byte("\x89PNG\r\n\x1a\n")
	big := append(bytes.Clone(png), make([]byte, maxImages)...)
	for _, c := range []struct {
		name  string
		image []byte
		err   error
		want  int
	}{
		{"PNG", png, nil, 2},
		{"JPEG", []byte("\xff\xd8\xff"), nil, 2},
		{"WebP", []byte("RIFF....WEBPVP8 "), nil, 2},
		{"SVG", []byte("<svg onload=alert(1)>"), nil, 0},
		{"too big", big, nil, 0},
		{"not there", nil, errors.New("no such file"), 0},
	} {
		in := load(t, "practice")
		in.Screenshot = func(string) ([]byte, error) { return c.image, c.err }
		got := string(print(t, find(t, "html"), in, Options{}))
		if n := strings.Count(got, `<img src="data:image/`); n != c.want {
			t.Errorf("%s: %d images, want %d", c.name, n, c.want)
		}
	}
}

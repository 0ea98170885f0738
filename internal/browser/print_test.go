package browser

import (
	"bytes"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/internal/chrome"
)

// TestPrinter prints a document of some pages: it has pages, bookmarks and tags,
// and the footer that its style asks for; a document that cannot be made is an error.
func TestPrinter(t *testing.T) {
	t.Parallel()
	found, err := chrome.Find(t.Context(), os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	p := Printer{Path: found.Path, Env: found.Env, TempDir: openTempDir(t)}
	doc := `<!doctype html><html lang="en"><title>On paper</title><style>@page { margin: 20mm; @bottom-right { content: counter(page) } } h2 { break-before: page }</style><h1>First</h1>` +
		strings.Repeat("<h2>Another</h2><p>words</p>", 3)
	var out bytes.Buffer
	if err := p.PDF(t.Context(), &out, func(w io.Writer) error { _, err := io.WriteString(w, doc); return err }); err != nil {
		t.Fatal(err)
	}
	pdf := out.Bytes()
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Fatalf("no PDF: %.20q", pdf)
	}
	if n := len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(pdf, -1)); n != 4 {
		t.Errorf("%d pages, want 4", n)
	}
	for _, want := range []string{"/Outlines", "/StructTreeRoot", "/Lang (en)"} {
		if !bytes.Contains(pdf, []byte(want)) {
			t.Errorf("no %s in it", want)
		}
	}
	full := errors.New("no space left on device")
	if err := p.PDF(t.Context(), io.Discard, func(io.Writer) error { return full }); !errors.Is(err, full) {
		t.Errorf("a document that failed: %v", err)
	}
}

package detect

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

var update = flag.Bool("update", false, "write testdata/corpus.jsonl anew")

const corpusFile = "testdata/corpus.jsonl"

// written is a line of the file: the first says whose values are hidden, every
// other is one case.
type written struct {
	Patient map[audit.Kind]string `json:"patient,omitempty"`
	Kind    audit.Kind            `json:"kind,omitempty"`
	Form    string                `json:"form,omitempty"`
	Chain   []string              `json:"chain,omitempty"` // outermost first
	Carrier string                `json:"carrier,omitempty"`
	Method  string                `json:"method,omitempty"`
	URL     string                `json:"url,omitempty"`
	Headers []audit.Header        `json:"headers,omitempty"`
	Body    []byte                `json:"body,omitempty"` // base64
}

// TestCorpusFile: the part of the corpus that is in writing is what the generator
// makes today. Run with -update after a change.
func TestCorpusFile(t *testing.T) {
	if raceDetector {
		t.Skip("the sample is another one under the race detector")
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	a, _ := testPatients()
	first := written{Patient: map[audit.Kind]string{}}
	for _, c := range a.Canaries() {
		first.Patient[c.Kind] = c.Value
	}
	lines := []written{first}
	for l := range corpusOf(t, "written", 0, 1) {
		lines = append(lines, written{
			Kind: l.kind, Form: l.form, Chain: l.chain, Carrier: l.carrier,
			Method: l.ex.Method, URL: l.ex.URL, Headers: l.ex.Headers, Body: l.body,
		})
	}
	for _, l := range lines {
		if err := enc.Encode(l); err != nil {
			t.Fatal(err)
		}
	}
	if *update {
		if err := os.WriteFile(corpusFile, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(corpusFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("%s is not what the generator makes; go test ./audit/detect -run CorpusFile -update writes it:\n%s",
			corpusFile, cmp.Diff(bytes.Count(want, []byte("\n")), bytes.Count(out.Bytes(), []byte("\n"))))
	}
}

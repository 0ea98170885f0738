package recorder

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/scenarios/script"
)

// TestDocs: the recording of docs/recordings.md makes the scenario that stands there.
func TestDocs(t *testing.T) {
	page := read(t, "../../docs/recordings.md")
	block := func(kind string) []byte {
		m := regexp.MustCompile("(?s)```" + kind + "\n(.*?)```").FindSubmatch(page)
		if m == nil {
			t.Fatalf("docs/recordings.md has no block of %s", kind)
		}
		return m[1]
	}
	s, _, err := Import(block("json"), understand)
	if err != nil {
		t.Fatal(err)
	}
	got, err := script.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(block("yaml")), string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

package yamlfile

import (
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
)

type file struct {
	Name    string   `yaml:"name"`
	Entries []*entry `yaml:"entries"`
}

type entry struct {
	ID     string `yaml:"id"`
	Weight int    `yaml:"weight"`
	at     string
}

func (e *entry) UnmarshalYAML(n ast.Node) (err error) {
	type plain entry
	e.at, err = Entry(n, (*plain)(e))
	return err
}

func TestRead(t *testing.T) {
	t.Parallel()
	var f file
	if err := Read("f.yaml", []byte("name: x\nentries:\n  - id: a\n    weight: 2\n  - {weight: 3}\n"), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Entries) != 2 || f.Entries[0].at != "3:5" || f.Entries[1].at != "5:6" || f.Entries[1].Weight != 3 {
		t.Errorf("%+v %+v", f.Entries[0], f.Entries[1])
	}
	for in, want := range map[string]string{
		"nmame: x":                     `f.yaml:1:1: unknown field "nmame"; did you mean "name"?`,
		"entries:\n  - {id: a, w: 1}":  `f.yaml:2:13: unknown field "w"`,
		"entries:\n  - wieght: 1":      `f.yaml:2:5: unknown field "wieght"; did you mean "weight"?`,
		"entries:\n  - {weight: many}": "f.yaml:2:",
		"name: [":                      "f.yaml:1:",
		"name: a\n---\nname: b":        "f.yaml:1:1: a second document",
		"entries:\n !0 00":             "f.yaml:1:1: the file cannot be read",
	} {
		if err := Read("f.yaml", []byte(in), new(file)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v; want %s…", in, err, want)
		}
	}
	if err := Read("f.yaml", nil, new(file)); err != nil {
		t.Errorf("an empty file: %v", err)
	}
}

func TestHint(t *testing.T) {
	t.Parallel()
	words := []string{"email", "phone", "booking"}
	for word, want := range map[string]string{"emial": "email", "Phone": "phone", "bookings": "booking", "xylophone": "", "x": "", "": "", strings.Repeat("a", 100): ""} {
		got := Hint(word, words)
		if (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("%q: %q; want %q", word, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("entries:\n  - {id: a}\n  -\n"))
	f.Add([]byte("entries: &a [*a]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := Read("f.yaml", data, new(file)); err != nil && !strings.HasPrefix(err.Error(), "f.yaml:") {
			t.Errorf("no place in %v", err)
		}
	})
}

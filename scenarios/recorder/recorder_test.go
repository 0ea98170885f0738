package recorder

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

var update = flag.Bool("update", false, "write the golden files")

// understand stands for the vocabulary of forms that callers bring.
func understand(f Field) (audit.Kind, bool) {
	words := strings.ToLower(strings.Join([]string{f.Label, f.ID, f.Name, f.Placeholder}, " "))
	for _, l := range []struct {
		word string
		kind audit.Kind
	}{
		{"otp", ""}, {"password", audit.KindPassword}, {"first-name", audit.KindGivenName}, {"mail", audit.KindEmail}, {"state", audit.KindState},
		{"card number", audit.KindCardNumber}, {"brings you", audit.KindReason}, {"user", audit.KindUsername}, {"name", audit.KindFullName},
	} {
		if strings.Contains(words, l.word) {
			return l.kind, l.kind != ""
		}
	}
	return audit.KindOther, true
}

func recordings(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) < 4 {
		t.Fatalf("recordings in testdata: %v, %v", files, err)
	}
	return files
}

func read(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestGolden imports every recording of testdata: the scenario, with the notes as
// comments before it, stands beside it. Run with -update to write them.
func TestGolden(t *testing.T) {
	for _, file := range recordings(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			s, notes, err := Import(read(t, file), understand)
			if err != nil {
				t.Fatal(err)
			}
			yaml, err := script.Marshal(s)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, n := range notes {
				got.WriteString("# " + n.String() + "\n")
			}
			got.Write(yaml)
			golden := strings.TrimSuffix(file, ".json") + ".yaml"
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(read(t, golden)), got.String()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestEveryStep makes sure that the recordings of testdata show every step type.
func TestEveryStep(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range recordings(t) {
		rec, err := parse(read(t, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range rec.steps {
			seen[s.kind] = true
		}
	}
	for _, name := range typeNames() {
		if !seen[name] {
			t.Errorf("no recording in testdata has a %s step", name)
		}
	}
}

// TestNothingTypedIsLeft searches the scenarios and the notes for what was typed.
func TestNothingTypedIsLeft(t *testing.T) {
	for _, file := range recordings(t) {
		data := read(t, file)
		rec, err := parse(data)
		if err != nil {
			t.Fatal(err)
		}
		for name, know := range map[string]Understand{"with words": understand, "by shape": nil} {
			s, notes, err := Import(data, know)
			if err != nil {
				t.Fatal(err)
			}
			said, err := script.Marshal(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range notes {
				said = append(said, n.String()...)
			}
			searched := 0
			for _, st := range rec.steps {
				if len(st.value) < shortest {
					continue
				}
				searched++
				if strings.Contains(strings.ToLower(string(said)), strings.ToLower(st.value)) {
					t.Errorf("%s, %s: what was typed in step %d stands in the scenario or a note", file, name, st.number)
				}
			}
			if searched == 0 && file != "testdata/keys.json" {
				t.Errorf("%s: nothing to search for", file)
			}
		}
	}
}

// same compares scripts as a file can hold them.
var same = cmp.Options{cmpopts.IgnoreFields(script.Step{}, "At"), cmpopts.EquateEmpty()}

func FuzzImport(f *testing.F) {
	for _, file := range recordings(f) {
		f.Add(read(f, file))
	}
	f.Add([]byte(`{"title":"","steps":[{"type":"navigate","url":"http://a"},{"type":"click","selectors":[["aria/\"[role=\"x\"]","#\\"]],"offsetX":1e300,"offsetY":-1}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, notes, err := Import(data, understand)
		if err != nil {
			if s != nil || notes != nil {
				t.Error("an error comes with a scenario")
			}
			return
		}
		yaml, err := script.Marshal(s)
		if err != nil {
			t.Fatalf("it cannot be written: %v", err)
		}
		back, err := script.Read("x.yaml", yaml)
		if err != nil {
			t.Fatalf("it cannot be read: %v\n%s", err, yaml)
		}
		if diff := cmp.Diff(s, back, same); diff != "" {
			t.Errorf("it reads back as another (-want +got)\n%s", diff)
		}
		var rec struct {
			Steps []struct{ Type, Value string }
		}
		if json.Unmarshal(data, &rec) != nil {
			return
		}
		for _, st := range rec.Steps {
			v := strings.ToLower(st.Value)
			if st.Type == "change" && emailShape.MatchString(v) && len(v) > 8 && strings.Contains(strings.ToLower(string(yaml)), v) {
				t.Error("an address that was typed stands in the scenario")
			}
		}
	})
}

package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

var update = flag.Bool("update", false, "write the golden files anew")

// runs gives the names of the runs in testdata: practice, clean, killed, ...
func runs(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.run.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no runs in testdata (%v)", err)
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".run.json")
	}
	return files
}

// load reads testdata/<name>.run.json, and the exchanges beside it if there are some.
func load(t testing.TB, name string) Input {
	t.Helper()
	run := new(audit.Run)
	data, err := os.ReadFile(filepath.Join("testdata", name+".run.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, run); err != nil {
		t.Fatal(err)
	}
	in := Input{Run: run}
	if more, err := os.ReadFile(filepath.Join("testdata", name+".more.json")); err == nil {
		if err := json.Unmarshal(more, &in); err != nil { // comparison, remedies, policy
			t.Fatal(err)
		}
	}
	lines, err := os.ReadFile(filepath.Join("testdata", name+".exchanges.jsonl"))
	if err != nil {
		return in
	}
	in.Exchanges = func() iter.Seq2[*audit.Exchange, error] {
		return func(yield func(*audit.Exchange, error) bool) {
			for line := range bytes.Lines(lines) {
				ex := new(audit.Exchange)
				if err := json.Unmarshal(line, ex); !yield(ex, err) {
					return
				}
			}
		}
	}
	in.Body = func(string) ([]byte, error) { return os.ReadFile("testdata/body.json") }
	in.Patients = func() ([]audit.PatientValues, error) {
		return []audit.PatientValues{{ID: "A", Values: map[audit.Kind][]string{audit.KindEmail: {"quilla.thornwick@example.com"}, audit.KindFamilyName: {"Thornwick"}, audit.KindPhone: {"+1 503 555 0142"}}}}, nil
	}
	in.Screenshot = func(string) ([]byte, error) { return os.ReadFile("testdata/shot.png") }
	return in
}

func print(t testing.TB, f Format, in Input, o Options) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := f.Write(&buf, in, o); err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return buf.Bytes()
}

// TestGolden prints every run of testdata in every format. Unmasked, json has
// to give the run itself again, where nothing was worked out of it.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, name := range runs(t) {
		in := load(t, name)
		for _, f := range Formats() {
			t.Run(name+"/"+f.Name, func(t *testing.T) {
				t.Parallel()
				golden := filepath.Join("testdata", name+"."+f.FileName)
				if f.Name == "json" && in.Comparison == nil {
					whole, err := os.ReadFile(filepath.Join("testdata", name+".run.json"))
					if diff := cmp.Diff(string(whole), string(print(t, f, in, Options{Unredacted: true}))); diff != "" || err != nil {
						t.Errorf("unmasked, it is not the run itself: %v (-want +got)\n%s", err, diff)
					}
				}
				got := print(t, f, in, Options{})
				if again := print(t, f, in, Options{}); !bytes.Equal(got, again) {
					t.Error("the same run printed twice is not the same")
				}
				if *update {
					if err := os.WriteFile(golden, got, 0o644); err != nil {
						t.Fatal(err)
					}
					return
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatalf("%v: run the tests with -update, and read what they wrote", err)
				}
				if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
					t.Errorf("(-%s +got)\n%s", golden, diff)
				}
			})
		}
	}
}

// TestGoldenOf500Pages holds the hash of what a run of many pages is printed as:
// the files themselves are large.
func TestGoldenOf500Pages(t *testing.T) {
	t.Parallel()
	in := manyPages(t, 500)
	var got strings.Builder
	for _, f := range Formats() {
		text := print(t, f, in, Options{})
		fmt.Fprintf(&got, "%x %8d %s\n", sha256.Sum256(text), len(text), f.FileName)
	}
	golden := filepath.Join("testdata", "pages500.sums")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("run the tests with -update (-%s +got)\n%s", golden, diff)
	}
}

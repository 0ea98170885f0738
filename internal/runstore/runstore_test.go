package runstore_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/report"
)

func newRun() *audit.Run {
	return &audit.Run{
		Schema: audit.RunSchema, ID: "r1", Site: "https://practice.example/",
		Started: time.Date(2026, 11, 21, 10, 30, 0, 0, time.UTC),
	}
}

// fullRun has one of everything, made by filling every field that a run has.
func fullRun(t *testing.T) *audit.Run {
	t.Helper()
	r := newRun()
	r.Pages = []audit.Page{{URL: "https://practice.example/", Contacts: []audit.Contact{{Recipient: audit.Recipient{Party: audit.ThirdParty}}}}}
	r.Journeys = []audit.Journey{{Status: audit.Walked, Steps: []audit.Step{{Number: 1, Status: "done"}}}}
	r.Findings = []audit.Finding{{Class: audit.ClassA, Severity: audit.High, Kind: audit.KindEmail, Channel: audit.ChannelFetch, Recipient: audit.Recipient{Party: audit.ThirdParty}}}
	r.Coverage.Skipped = []audit.SkippedURL{{URL: "https://practice.example/logout", Reason: "it logs out"}}
	return r
}

func create(t *testing.T) *runstore.Store {
	t.Helper()
	s, err := runstore.Create(filepath.Join(t.TempDir(), "run"), newRun())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func exchange(n int) *audit.Exchange {
	return &audit.Exchange{
		ID: fmt.Sprintf("x%06d", n), Time: time.Date(2026, 11, 21, 10, 30, n, 0, time.UTC), Page: "https://practice.example/",
		Method: "POST", URL: "https://collect.vendor.example/?a=1&b=<2>", Channel: audit.ChannelFetch, Party: audit.ThirdParty, Outcome: "sent",
		Headers: []audit.Header{{"Cookie", "a=1"}, {"X-Twice", "1"}, {"X-Twice", "2"}},
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	s := create(t)
	bodies := [][]byte{nil, []byte("hello"), bytes.Repeat([]byte("abc\x00"), 50_000), []byte("hello")}
	var want []*audit.Exchange
	for i, b := range bodies {
		ex := exchange(i + 1)
		if err := s.AddExchange(ex, b); err != nil {
			t.Fatal(err)
		}
		want = append(want, ex)
	}
	run := fullRun(t)
	if err := s.SaveRun(run); err != nil {
		t.Fatal(err)
	}
	patients := []audit.PatientValues{
		{ID: "B", Values: map[audit.Kind][]string{}},
		{ID: "A", Values: map[audit.Kind][]string{audit.KindEmail: {"z@example.com", "a@example.com", "z@example.com"}}},
	}
	if err := s.SavePatients(patients); err != nil {
		t.Fatal(err)
	}
	shot, err := s.Screenshot("step 1", []byte("\x89PNG\r\n\x1a\n…"))
	if err != nil {
		t.Fatal(err)
	}

	r, err := runstore.Open(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(run, r.Run(), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("run (-want +got)\n%s", diff)
	}
	var got []*audit.Exchange
	for ex, err := range r.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, ex)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("exchanges (-want +got)\n%s", diff)
	}
	for i, ex := range got {
		if len(bodies[i]) == 0 {
			if ex.BodySHA256 != "" {
				t.Errorf("exchange %d without a body has hash %s", i, ex.BodySHA256)
			}
			continue
		}
		b, err := r.Body(ex.BodySHA256)
		if err != nil || !bytes.Equal(b, bodies[i]) {
			t.Errorf("body %d: %d bytes, %v; want %d bytes", i, len(b), err, len(bodies[i]))
		}
	}
	wantPatients := []audit.PatientValues{
		{ID: "A", Values: map[audit.Kind][]string{audit.KindEmail: {"a@example.com", "z@example.com"}}},
		{ID: "B", Values: map[audit.Kind][]string{}},
	}
	if got, err := r.Patients(); err != nil || !reflect.DeepEqual(got, wantPatients) {
		t.Errorf("patients differ (%v)", err)
	}
	if img, err := r.Screenshot(shot); err != nil || !bytes.HasPrefix(img, []byte("\x89PNG")) {
		t.Errorf("screenshot %s: %v", shot, err)
	}
}

func TestFilesFitTheirSchemas(t *testing.T) {
	t.Parallel()
	s := create(t)
	file := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(s.Dir(), name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first := file("run.json")
	if err := runstore.Validate(first); err != nil {
		t.Errorf("the first run.json: %v", err)
	}
	if err := s.SaveRun(fullRun(t)); err != nil {
		t.Fatal(err)
	}
	full := file("run.json")
	if err := runstore.Validate(full); err != nil {
		t.Errorf("a full run.json: %v", err)
	}
	if bytes.Contains(full, []byte("null")) {
		t.Errorf("run.json holds null:\n%s", full)
	}
	var printed bytes.Buffer
	if err := report.EncodeRun(&printed, fullRun(t)); err != nil || !bytes.Equal(printed.Bytes(), full) {
		t.Errorf("run.json is not what the json format prints (%v)", err)
	}
	if err := s.AddExchange(&audit.Exchange{ID: "x1", Channel: audit.ChannelFetch, Party: audit.ThirdParty, Outcome: "sent"}, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := runstore.ValidateAs(runstore.ExchangeSchema, file("exchanges.jsonl")); err != nil {
		t.Error(err)
	}
	if err := s.SavePatients([]audit.PatientValues{{ID: "A", Values: map[audit.Kind][]string{audit.KindEmail: {"a@example.com"}}}}); err != nil {
		t.Fatal(err)
	}
	if err := runstore.ValidateAs(runstore.PatientsSchema, file("patients.json")); err != nil {
		t.Error(err)
	}
}

// TestReportsRunsFitTheSchema checks the runs that the formats are tested with.
func TestReportsRunsFitTheSchema(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../report/testdata/*.run.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no runs (%v)", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := runstore.Validate(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestValidateRefuses(t *testing.T) {
	t.Parallel()
	good := new(bytes.Buffer)
	if err := report.EncodeRun(good, fullRun(t)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new string }{
		{"unknown verdict", `"verdict": "inconclusive"`, `"verdict": "fine"`},
		{"unknown key", `"id": "r1"`, `"id": "r1", "extra": 1`},
		{"unknown kind", `"kind": "email"`, `"kind": "e-mail"`},
		{"unknown class", `"class": "A"`, `"class": "F"`},
		{"null list", `"notes": []`, `"notes": null`},
		{"other schema", `"schema": "quietroom.run/1"`, `"schema": "quietroom.run/2"`},
		{"no time", `"started": "2026-11-21T10:30:00Z"`, `"started": "today"`},
	} {
		bad := strings.Replace(good.String(), c.old, c.new, 1)
		if bad == good.String() {
			t.Fatalf("%s: %s is not in the run", c.name, c.old)
		}
		if err := runstore.Validate([]byte(bad)); err == nil {
			t.Errorf("%s: accepted", c.name)
		}
	}
	if _, err := runstore.SchemaOf("ran"); err == nil || !strings.Contains(err.Error(), "patients") {
		t.Errorf("an unknown schema: %v", err)
	}
}

func TestCreateRefuses(t *testing.T) {
	t.Parallel()
	s := create(t)
	if _, err := runstore.Create(s.Dir(), newRun()); !errors.Is(err, runstore.ErrExists) || !strings.Contains(err.Error(), "empty") {
		t.Errorf("a folder with a run: %v", err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{"file", "file/run"} {
		if _, err := runstore.Create(filepath.Join(dir, in), newRun()); err == nil || !strings.Contains(err.Error(), filepath.Join(dir, "file")+" is a file") {
			t.Errorf("a file in the way at %s: %v", in, err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	e, err := runstore.Create(filepath.Join(dir, "empty"), newRun())
	if err != nil {
		t.Fatalf("an empty folder: %v", err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	t.Run("read-only parent", func(t *testing.T) {
		if os.Geteuid() == 0 {
			t.Skip("root may write to read-only folders")
		}
		ro := filepath.Join(dir, "ro")
		if err := os.Mkdir(ro, 0o500); err != nil {
			t.Fatal(err)
		}
		if _, err := runstore.Create(filepath.Join(ro, "run"), newRun()); err == nil || !strings.Contains(err.Error(), "may write to") {
			t.Errorf("got %v", err)
		}
	})
}

// TestModes holds that nobody else on the machine can read a run.
func TestModes(t *testing.T) {
	t.Parallel()
	s := create(t)
	if err := s.AddExchange(exchange(1), []byte("body")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Screenshot("", []byte("\xff\xd8\xff")); err != nil {
		t.Fatal(err)
	}
	seen := 0
	err := filepath.WalkDir(s.Dir(), func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		seen++
		fi, err := d.Info()
		if err != nil {
			return err
		}
		if want := map[bool]fs.FileMode{true: 0o700, false: 0o600}[d.IsDir()]; fi.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", p, fi.Mode().Perm(), want)
		}
		return nil
	})
	if err != nil || seen < 7 {
		t.Errorf("walked %d entries: %v", seen, err)
	}
}

func TestAddExchangeFromManyGoroutines(t *testing.T) {
	t.Parallel()
	s := create(t)
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 50 {
				// Half of the bodies are the same, so that goroutines meet on one file.
				if err := s.AddExchange(exchange(g*100+i), fmt.Appendf(nil, "body %d", i%2*(g*100+i))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	r, err := runstore.Open(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for ex, err := range r.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		ids[ex.ID] = true
		if _, err := r.Body(ex.BodySHA256); err != nil {
			t.Error(err)
		}
	}
	if len(ids) != 400 {
		t.Errorf("%d exchanges on record, want 400", len(ids))
	}
}

// TestKilled cuts the record after every byte: what is before the cut is read,
// and a part of a line is told from the end of the record.
func TestKilled(t *testing.T) {
	t.Parallel()
	s := create(t)
	for i := range 3 {
		if err := s.AddExchange(exchange(i), nil); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(s.Dir(), "exchanges.jsonl")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := runstore.Open(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(data) + 1 {
		if err := os.WriteFile(path, data[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		whole, truncated := 0, false
		for _, err := range r.Exchanges() {
			switch {
			case errors.Is(err, runstore.ErrTruncated):
				truncated = true
			case err != nil:
				t.Fatalf("cut at %d: %v", cut, err)
			default:
				whole++
			}
		}
		head := data[:cut]
		want := bytes.Count(head, []byte("\n"))
		tail := head[bytes.LastIndexByte(head, '\n')+1:]
		if len(tail) > 0 && json.Valid(tail) { // only its newline is lost
			want, tail = want+1, nil
		}
		if whole != want || truncated != (len(tail) > 0) {
			t.Fatalf("cut at %d: %d exchanges, truncated %t; want %d, %t", cut, whole, truncated, want, len(tail) > 0)
		}
	}
}

func TestDamagedLineIsNotTheEnd(t *testing.T) {
	t.Parallel()
	s := create(t)
	if err := s.AddExchange(exchange(1), nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.Dir(), "exchanges.jsonl")
	line, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, slices.Concat([]byte("secret-value\n"), line), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := runstore.Open(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	var good, bad int
	for _, err := range r.Exchanges() {
		if err == nil {
			good++
			continue
		}
		bad++
		if !strings.Contains(err.Error(), "line 1") || strings.Contains(err.Error(), "secret") {
			t.Errorf("error: %v", err)
		}
	}
	if good != 1 || bad != 1 {
		t.Errorf("%d good, %d bad lines; want 1 and 1", good, bad)
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, c := range []struct{ name, content, want string }{
		{"truncated", `{"schema": "quietroom.run/1", "id`, "damaged or cut short"},
		{"newer", `{"schema": "quietroom.run/7"}`, "the quietroom that wrote it, or a newer one"},
		{"other", `{"schema": "har"}`, "no run"},
		{"none", `{}`, "has no schema"},
		{"mistyped", `{"schema": "quietroom.run/1", "verdict": "fine"}`, "unknown verdict"},
	} {
		d := filepath.Join(dir, c.name)
		if err := os.Mkdir(d, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(d, "run.json"), []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := runstore.Open(d); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q in it", c.name, err, c.want)
		}
	}
	if _, err := runstore.Open(dir); err == nil || !strings.Contains(err.Error(), "holds no run.json") {
		t.Errorf("a folder that is no run: %v", err)
	}
	if _, err := runstore.Open(filepath.Join(dir, "nowhere")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := runstore.Open(file); err == nil || !strings.Contains(err.Error(), "is a file") {
		t.Errorf("a file: %v", err)
	}
	s := create(t)
	if _, err := runstore.Open(filepath.Join(s.Dir(), "run.json")); err != nil {
		t.Errorf("the path of run.json: %v", err)
	}
}

func TestNamesAreNeverPaths(t *testing.T) {
	t.Parallel()
	s := create(t)
	png := []byte("\x89PNG\r\n\x1a\n")
	r, err := runstore.Open(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	for _, hint := range []string{"../../etc/passwd", "a/b\\c:d", "\x00\n", "…", strings.Repeat("long ", 100), ".png", "-rf"} {
		name, err := s.Screenshot(hint, png)
		if err != nil {
			t.Errorf("%q: %v", hint, err)
			continue
		}
		if filepath.Base(name) != name || len(name) > 60 {
			t.Errorf("%q became %q", hint, name)
		}
		if _, err := r.Screenshot(name); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Screenshot("x", []byte("<svg>")); err == nil {
		t.Error("a screenshot that is no image was kept")
	}
	write := func(w io.Writer) error { _, err := io.WriteString(w, "x"); return err }
	for _, name := range []string{"", ".", "..", "a/b", "../x", ".hidden", "run.json", "exchanges.jsonl", "bodies", "a\x00b", strings.Repeat("a", 101)} {
		if err := s.WriteFile(name, write); err == nil {
			t.Errorf("WriteFile took the name %q", name)
		}
	}
	for _, name := range []string{"../run.json", "/etc/passwd", "0001.png/../../run.json", ""} {
		if _, err := r.Screenshot(name); err == nil {
			t.Errorf("Screenshot read %q", name)
		}
	}
	for _, sha := range []string{"", "ab", "../../run", strings.Repeat("g", 64), strings.Repeat("A", 64)} {
		if _, err := r.Body(sha); err == nil {
			t.Errorf("Body read %q", sha)
		}
	}
}

func TestBodyThatWasChanged(t *testing.T) {
	t.Parallel()
	s := create(t)
	a, b := exchange(1), exchange(2)
	for _, ex := range []*audit.Exchange{a, b} {
		if err := s.AddExchange(ex, []byte(ex.ID)); err != nil {
			t.Fatal(err)
		}
	}
	file := func(ex *audit.Exchange) string {
		return filepath.Join(s.Dir(), "bodies", ex.BodySHA256[:2], ex.BodySHA256+".zst")
	}
	other, err := os.ReadFile(file(b))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file(a), other, 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := runstore.Open(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Body(a.BodySHA256); err == nil || !strings.Contains(err.Error(), "does not have its hash") {
		t.Errorf("a changed body: %v", err)
	}
	if err := os.WriteFile(file(b), other[:len(other)-3], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Body(b.BodySHA256); err == nil {
		t.Error("a cut body was read")
	}
}

func TestBodySize(t *testing.T) {
	t.Parallel()
	s := create(t)
	cut := exchange(1)
	cut.BodyCut, cut.BodySize = true, 1000
	whole := exchange(2)
	whole.BodySize = 1000
	for _, ex := range []*audit.Exchange{cut, whole} {
		if err := s.AddExchange(ex, []byte("abc")); err != nil {
			t.Fatal(err)
		}
	}
	if cut.BodySize != 1000 || whole.BodySize != 3 {
		t.Errorf("sizes %d, %d; want 1000 (as sent) and 3 (as recorded)", cut.BodySize, whole.BodySize)
	}
}

// TestFailedWrites holds that an error is given back and that no part of a file
// is left where a reader would take it for the whole.
func TestFailedWrites(t *testing.T) {
	t.Parallel()
	s := create(t)
	boom := errors.New("no space left on device")
	if err := s.WriteFile("report.html", func(w io.Writer) error {
		if _, err := io.WriteString(w, "half"); err != nil {
			return err
		}
		return boom
	}); !errors.Is(err, boom) {
		t.Errorf("WriteFile: %v", err)
	}
	// A file where the folder of bodies, and of screenshots, must go.
	for _, name := range []string{"bodies", "screenshots"} {
		if err := os.WriteFile(filepath.Join(s.Dir(), name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.AddExchange(exchange(1), []byte("body")); err == nil {
		t.Error("an exchange was recorded whose body could not be kept")
	}
	if _, err := s.Screenshot("x", []byte("\xff\xd8\xff")); err == nil {
		t.Error("a screenshot was kept in a file")
	}
	r, err := runstore.Open(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	for range r.Exchanges() {
		t.Error("the failed exchange is on record")
	}
	left, err := filepath.Glob(filepath.Join(s.Dir(), "*"))
	if err != nil || len(left) != 5 {
		t.Errorf("the folder holds %v (%v)", left, err)
	}
	if tmp, _ := filepath.Glob(filepath.Join(s.Dir(), ".tmp-*")); len(tmp) > 0 {
		t.Errorf("temporary files are left: %v", tmp)
	}
	if err := os.RemoveAll(s.Dir()); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveRun(newRun()); err == nil {
		t.Error("a run was saved into a folder that is gone")
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := s.AddExchange(exchange(2), nil); err == nil {
		t.Error("a closed store took an exchange")
	}
}

func FuzzExchanges(f *testing.F) {
	f.Add([]byte("{}\n{"))
	f.Add([]byte("\n\n[]\n\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		for name, b := range map[string][]byte{"run.json": []byte(`{"schema":"quietroom.run/1"}`), "exchanges.jsonl": data} {
			if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		r, err := runstore.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		lines := 0
		for ex, err := range r.Exchanges() {
			if lines++; (ex == nil) == (err == nil) {
				t.Fatal("neither an exchange nor an error, or both")
			}
		}
		if max := bytes.Count(data, []byte("\n")) + 1; lines > max {
			t.Fatalf("%d results of at most %d lines", lines, max)
		}
	})
}

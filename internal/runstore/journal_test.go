package runstore_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runstore"
)

// work is what the tests note in a journal.
type work struct {
	Step int
	Text string
}

func closed(t *testing.T, s *runstore.Store) string {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return s.Dir()
}

// recalled gives the texts of steps 1 to n that the journal holds.
func recalled(t *testing.T, recall func(string, any) (bool, error), n int) []string {
	t.Helper()
	var out []string
	for i := range n {
		var w work
		ok, err := recall(fmt.Sprintf("step %d", i+1), &w)
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			out = append(out, w.Text)
		}
	}
	return out
}

func TestJournal(t *testing.T) {
	t.Parallel()
	s := create(t)
	for i, text := range []string{"one", "two\n\"quoted\" <b>", "thrée"} {
		if err := s.Record(fmt.Sprintf("step %d", i+1), work{i + 1, text}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Record("step 1", work{1, "one again"}); err != nil {
		t.Fatal(err)
	}
	want := []string{"one again", "two\n\"quoted\" <b>", "thrée"}
	if diff := cmp.Diff(want, recalled(t, s.Recall, 4)); diff != "" {
		t.Errorf("while it is written (-want +got)\n%s", diff)
	}
	r, err := runstore.Open(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, recalled(t, r.Recall, 4)); diff != "" {
		t.Errorf("a look meanwhile (-want +got)\n%s", diff)
	}
	s, _, err = runstore.Resume(closed(t, s))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if diff := cmp.Diff(want, recalled(t, s.Recall, 4)); diff != "" {
		t.Errorf("resumed (-want +got)\n%s", diff)
	}
	var wrong struct{ Text []int }
	if _, err := s.Recall("step 2", &wrong); err == nil || strings.Contains(err.Error(), "quoted") {
		t.Errorf("a value of another shape: %v", err)
	}
}

// TestCutAnywhere cuts both files at every byte of their last lines, as a kill
// does. Everything before is there, and the folder goes on.
func TestCutAnywhere(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"journal.jsonl", "exchanges.jsonl"} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			s := create(t)
			for i := range 3 {
				ex := &audit.Exchange{ID: fmt.Sprintf("x%06d", i+1), Journey: fmt.Sprintf("j%04d", i+1)}
				if err := s.AddExchange(ex, nil); err != nil {
					t.Fatal(err)
				}
				if err := s.Record(fmt.Sprintf("step %d", i+1), work{i, fmt.Sprint("text ", i+1)}); err != nil {
					t.Fatal(err)
				}
			}
			from := closed(t, s)
			whole, err := os.ReadFile(filepath.Join(from, file))
			if err != nil {
				t.Fatal(err)
			}
			lines := bytes.SplitAfter(whole, []byte("\n"))
			start := len(whole) - len(lines[2])
			for cut := start; cut <= len(whole); cut++ {
				cutAt(t, from, file, whole[:cut])
			}
		})
	}
}

// cutAt resumes a copy of the run whose file holds only the content.
func cutAt(t *testing.T, from, file string, content []byte) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "run")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, file), content, 0o600); err != nil {
		t.Fatal(err)
	}
	// A line that lacks nothing but its newline is whole.
	lines, rest := bytes.Count(content, []byte("\n")), content[bytes.LastIndexByte(content, '\n')+1:]
	dropped := len(rest) > 0
	if dropped && bytes.Count(rest, []byte("{")) == bytes.Count(rest, []byte("}")) {
		lines, dropped = lines+1, false
	}
	s, found, err := runstore.Resume(dir)
	if err != nil {
		t.Fatalf("cut at %d: %v", len(content), err)
	}
	defer s.Close()
	wantDone, wantLast := 3, int64(3)
	if file == "journal.jsonl" {
		wantDone = lines
	} else {
		wantLast = int64(lines)
	}
	if got := recalled(t, s.Recall, 3); len(got) != wantDone {
		t.Errorf("cut at %d: %d steps are done, want %d", len(content), len(got), wantDone)
	}
	if found.LastID != wantLast || len(found.Journeys) != int(wantLast) {
		t.Errorf("cut at %d: the last exchange is %d of %d journeys, want %d", len(content), found.LastID, len(found.Journeys), wantLast)
	}
	if got := len(found.Mended) > 0; file == "exchanges.jsonl" && got != dropped {
		t.Errorf("cut at %d: mended %q, want %v", len(content), found.Mended, dropped)
	}
	if err := s.AddExchange(&audit.Exchange{ID: "x000009"}, nil); err != nil {
		t.Fatal(err)
	}
	r, err := runstore.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err := range r.Exchanges() {
		if err != nil {
			t.Errorf("cut at %d: %v", len(content), err)
		}
		n++
	}
	if n != int(wantLast)+1 {
		t.Errorf("cut at %d: %d exchanges, want %d", len(content), n, wantLast+1)
	}
}

// TestResumeSweeps: files that were not whole at the kill are gone, and names go
// on after the last.
func TestResumeSweeps(t *testing.T) {
	t.Parallel()
	s := create(t)
	png := []byte("\x89PNG\r\n\x1a\n")
	for range 2 {
		if _, err := s.Screenshot("step", png); err != nil {
			t.Fatal(err)
		}
	}
	ex := exchange(1)
	ex.RedirectOf = "x000041" // was lost in the kill
	if err := s.AddExchange(ex, []byte("body")); err != nil {
		t.Fatal(err)
	}
	dir := closed(t, s)
	temps := []string{".tmp-1", "screenshots/.tmp-2", filepath.Join("bodies", ex.BodySHA256[:2], ".tmp-3")}
	for _, n := range temps {
		if err := os.WriteFile(filepath.Join(dir, n), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, found, err := runstore.Resume(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, n := range temps {
		if _, err := os.Lstat(filepath.Join(dir, n)); err == nil {
			t.Errorf("%s is still there", n)
		}
	}
	if found.LastID != 41 {
		t.Errorf("the last id is %d, want 41: it is named", found.LastID)
	}
	if name, err := s.Screenshot("step", png); err != nil || !strings.HasPrefix(name, "0003") {
		t.Errorf("the next screenshot is %q (%v)", name, err)
	}
}

// TestOneWriter: a folder that is being written is refused, to a resume and to
// another audit; one whose writer was killed is not.
func TestOneWriter(t *testing.T) {
	t.Parallel()
	s := create(t)
	if _, _, err := runstore.Resume(s.Dir()); !errors.Is(err, runstore.ErrInUse) {
		t.Errorf("resuming a run under way: %v", err)
	}
	dir := filepath.Join(t.TempDir(), "run")
	cmd := exec.Command(os.Args[0], "-test.run=^TestHelperHoldsRun$")
	cmd.Env = append(os.Environ(), "QUIETROOM_TEST_HOLD="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 4)
	if _, err := out.Read(buf); err != nil || string(buf) != "held" {
		t.Fatalf("the other process says %q (%v)", buf, err)
	}
	if _, _, err := runstore.Resume(dir); !errors.Is(err, runstore.ErrInUse) {
		t.Errorf("another process writes it: %v", err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	r, _, err := runstore.Resume(dir)
	if err != nil {
		t.Fatalf("after the kill: %v", err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

// TestHelperHoldsRun is the other process of TestOneWriter.
func TestHelperHoldsRun(t *testing.T) {
	dir := os.Getenv("QUIETROOM_TEST_HOLD")
	if dir == "" {
		t.Skip("only in a process of TestOneWriter's")
	}
	s, err := runstore.Create(dir, newRun())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Print("held")
	time.Sleep(time.Minute) // until it is killed
	closed(t, s)
}

// TestKilledBeforeTheRun: a kill before run.json is there leaves nothing that
// keeps the folder from being used.
func TestKilledBeforeTheRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, n := range []string{"journal.jsonl", "exchanges.jsonl"} {
		if err := os.WriteFile(filepath.Join(dir, n), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "journal.jsonl"), []byte(`{"key":"settings","value":{}}`+"\n"+`{"key":"s`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := runstore.Resume(dir); err == nil || !strings.Contains(err.Error(), "holds no run.json") {
		t.Errorf("resuming it: %v", err)
	}
	s, err := runstore.Create(dir, newRun(), runstore.Entry{Key: "step 1", Value: work{1, "one"}})
	if err != nil {
		t.Fatal(err)
	}
	s, _, err = runstore.Resume(closed(t, s))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := recalled(t, s.Recall, 1); len(got) != 1 {
		t.Errorf("recalled %q", got)
	}
}

func FuzzResume(f *testing.F) {
	f.Add([]byte(`{"key":"step 1","value":{"Step":1,"Text":"x"}}`+"\n"), []byte(`{"id":"x000001","journey":"j0001"}`+"\n"))
	f.Add([]byte("\x00\x00\n{"), []byte("{\"id\":\"x99999999999999999999\"}\n\n{}"))
	run := newRun()
	f.Fuzz(func(t *testing.T, journal, exchanges []byte) {
		s, err := runstore.Create(filepath.Join(t.TempDir(), "run"), run)
		if err != nil {
			t.Fatal(err)
		}
		dir := closed(t, s)
		err = errors.Join(os.WriteFile(filepath.Join(dir, "journal.jsonl"), journal, 0o600), os.WriteFile(filepath.Join(dir, "exchanges.jsonl"), exchanges, 0o600))
		if err != nil {
			t.Fatal(err)
		}
		s, _, err = runstore.Resume(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if err := s.Record("after", work{1, "x"}); err != nil {
			t.Fatal(err)
		}
		r, err := runstore.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		var w work
		if ok, err := r.Recall("after", &w); !ok || err != nil || w.Text != "x" {
			t.Errorf("recalled %v %v %+v", ok, err, w)
		}
	})
}

// TestLinksAreNotFollowed: a run folder can come from somebody else. What lies elsewhere
// is not read for a part of it, and not written to by a resume.
func TestLinksAreNotFollowed(t *testing.T) {
	t.Parallel()
	const cut = "the last line of a file of the user's, without a newline"
	for _, name := range []string{"run.json", "exchanges.jsonl", "journal.jsonl", "patients.json"} {
		dir, outside := filepath.Join(t.TempDir(), "run"), filepath.Join(t.TempDir(), "outside")
		s, err := runstore.Create(dir, newRun(), runstore.Entry{Key: "step 1", Value: 1})
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(s.SavePatients(nil), s.Close()); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		data = append(data, cut...)
		if err := errors.Join(os.WriteFile(outside, data, 0o600), os.Remove(path), os.Symlink(outside, path)); err != nil {
			t.Fatal(err)
		}
		const want = "no links"
		r, err := runstore.Open(dir)
		if name == "run.json" {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		switch name {
		case "exchanges.jsonl":
			for _, e := range r.Exchanges() {
				err = errors.Join(err, e)
			}
		case "journal.jsonl":
			_, err = r.Recall("step 1", new(int))
		case "patients.json":
			_, err = r.Patients()
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s was followed: %v", name, err)
		}
		s, _, err = runstore.Resume(dir)
		if err == nil {
			err = s.Close()
		}
		if name != "patients.json" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("resumed over %s: %v", name, err)
		}
		if now, err := os.ReadFile(outside); err != nil || string(now) != string(data) {
			t.Errorf("%s: what lies elsewhere was changed: %q %v", name, now, err)
		}
	}
}

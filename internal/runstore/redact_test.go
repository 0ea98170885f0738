package runstore_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runstore"
)

// Somebody's values, which no copy may hold, and the synthetic patient's.
var (
	somebodys = []string{"real.person@mail.example", "555-867-5309", "eyJhbGciOiJIUzI1NiJ9.secret", "sess-4f3a9c77d10b", "Jane Q. Public", "acct-99812"}
	patients  = "quilla.thornwick@example.com"
)

// leaky records an exchange that holds somebody's values wherever there is room.
func leaky(t *testing.T, dir string) {
	t.Helper()
	run := newRun()
	run.Site, run.Started, run.Complete, run.Resume = "https://practice.example/", old, true, "quietroom audit --resume x"
	run.Pages = []audit.Page{{URL: "https://practice.example/book"}}
	run.Journeys = []audit.Journey{{ID: "j0001", Page: "https://practice.example/book", Steps: []audit.Step{{Number: 1, Verb: "submit", Screenshot: "0001-x.png", Before: []audit.Picture{{Screenshot: "0002-x.png"}}}}}}
	run.Findings = []audit.Finding{{Fingerprint: "f1", Class: audit.ClassA, Severity: audit.Critical, Kind: audit.KindEmail, Page: "https://practice.example/book", Exchange: "x000001",
		Place: "body.json.email", Excerpt: "‹email› cc: " + somebodys[0], Initiator: audit.Initiator{URL: "https://cdn.example/t.js?k=" + somebodys[5]}}}
	s, err := runstore.Create(dir, run, runstore.Entry{Key: "journey j0001", Value: somebodys[4]})
	if err != nil {
		t.Fatal(err)
	}
	ex := exchange(1)
	ex.URL = "https://" + somebodys[3] + ".collect.example/u/" + somebodys[0] + "?tel=" + somebodys[1] + "&em=" + patients + "#" + somebodys[4]
	ex.Headers = []audit.Header{{"Authorization", "Bearer " + somebodys[2]}, {"Cookie", "sid=" + somebodys[3] + "; em=" + patients}, {"Referer", "https://practice.example/book?u=" + somebodys[5]}, {"X-" + somebodys[5], "1"}}
	ex.Frame = "https://practice.example/book?token=" + somebodys[2]
	ex.Initiator = audit.Initiator{Type: "script", URL: "https://cdn.example/t.js?k=" + somebodys[5], Stack: []string{"https://cdn.example/a.js#" + somebodys[3], "blob:" + somebodys[0]}}
	body := `{"email":"` + patients + `","other":{"email":"` + somebodys[0] + `","note":"call ` + somebodys[4] + ` at ` + somebodys[1] + `"},"` + somebodys[0] + `":["` + somebodys[2] + `"]}`
	_, serr := s.Screenshot("x", []byte("\x89PNG\r\n\x1a\n"+somebodys[4]))
	_, berr := s.Screenshot("x", []byte("\x89PNG\r\n\x1a\n"+somebodys[4]))
	err = errors.Join(serr, berr, s.AddExchange(ex, []byte(body)), s.SavePatients([]audit.PatientValues{{ID: "A", Values: map[audit.Kind][]string{audit.KindEmail: {patients}}}}),
		s.WriteFile("report.html", func(w io.Writer) error { _, err := io.WriteString(w, somebodys[0]); return err }))
	if err != nil {
		t.Fatal(err)
	}
	done(t, s)
}

// everything gives the bytes of all files of a folder, payloads unpacked.
func everything(t *testing.T, dir string) []byte {
	t.Helper()
	dec, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer dec.Close()
	var all bytes.Buffer
	for _, f := range tree(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, f))
		if err != nil {
			continue // a folder
		}
		if strings.HasSuffix(f, ".zst") {
			if data, err = dec.DecodeAll(data, nil); err != nil {
				t.Fatal(err)
			}
		}
		all.WriteString(f + "\n")
		all.Write(data)
	}
	return all.Bytes()
}

// wantMasked: the copy holds nothing of somebody's, what is the patient's, and says
// what it is.
func wantMasked(t *testing.T, dir string) {
	t.Helper()
	all := everything(t, dir)
	for _, v := range somebodys {
		if bytes.Contains(all, []byte(v)) {
			at := bytes.Index(all, []byte(v))
			t.Errorf("the copy holds %q: %q", v, all[max(0, at-60):at+40])
		}
	}
	r, err := runstore.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	run := r.Run()
	if len(run.Findings) != 1 || run.Findings[0].Fingerprint != "f1" || run.RemovedFor(audit.Redacted) == nil || !strings.Contains(strings.Join(run.Notes, " "), "redacted copy") || run.Resume != "" {
		t.Errorf("the run: %d findings, removed %+v, notes %q, resume %q", len(run.Findings), run.Removed, run.Notes, run.Resume)
	}
	n := 0
	for ex, err := range r.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		n++
		body, err := r.Body(ex.BodySHA256)
		if err != nil || !bytes.Contains(body, []byte(patients)) || !strings.Contains(ex.URL, patients) && !strings.Contains(ex.URL, "quilla.thornwick%40example.com") {
			t.Errorf("the patient's own value is gone: %s, %s (%v)", ex.URL, body, err)
		}
		if ex.ID != "x000001" || len(ex.Headers) != 4 {
			t.Errorf("the exchange: %s, %d headers", ex.ID, len(ex.Headers))
		}
	}
	if n != 1 {
		t.Errorf("%d exchanges", n)
	}
}

func TestRedact(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	dir, out := filepath.Join(root, "run"), filepath.Join(root, "copy")
	leaky(t, dir)
	if before := everything(t, dir); !slices.ContainsFunc(somebodys, func(v string) bool { return bytes.Contains(before, []byte(v)) }) {
		t.Fatal("the run holds nothing to mask")
	}
	o := runstore.Redaction{Now: today, Version: "test"}
	if err := runstore.Redact(dir, out, o); err != nil {
		t.Fatal(err)
	}
	wantMasked(t, out)
	if r, err := runstore.Open(out); err != nil || r.Run().Journeys[0].Steps[0].Screenshot != "" || r.Run().Journeys[0].Steps[0].Before != nil {
		t.Errorf("a picture is named that is not there (%v)", err)
	}
	if r, err := runstore.Open(dir); err != nil || len(r.Run().Removed) > 0 || !bytes.Contains(everything(t, dir), []byte(somebodys[0])) {
		t.Errorf("the original was changed (%v)", err)
	}
	if err := runstore.Redact(dir, out, o); !errors.Is(err, runstore.ErrExists) {
		t.Errorf("into a folder that holds a run: %v", err)
	}
	o.Screenshots = true
	with := filepath.Join(root, "with pictures")
	if err := runstore.Redact(dir, with, o); err != nil {
		t.Fatal(err)
	}
	r, err := runstore.Open(with)
	if err != nil {
		t.Fatal(err)
	}
	step := r.Run().Journeys[0].Steps[0]
	for _, name := range []string{step.Screenshot, step.Before[0].Screenshot} {
		if img, err := r.Screenshot(name); err != nil || !bytes.Contains(img, []byte(somebodys[4])) {
			t.Errorf("the picture %s: %v", name, err)
		}
	}
}

// TestRedactHalf: what cannot be read whole is not redacted in half.
func TestRedactHalf(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	dir, out := filepath.Join(root, "run"), filepath.Join(root, "copy")
	leaky(t, dir)
	bodies, err := filepath.Glob(filepath.Join(dir, "bodies", "*", "*"))
	if err != nil || len(bodies) != 1 {
		t.Fatal(bodies, err)
	}
	if err := os.WriteFile(bodies[0], []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := runstore.Redact(dir, out, runstore.Redaction{Now: today}); err == nil {
		t.Error("a damaged body was copied")
	}
	if _, err := os.Lstat(out); !os.IsNotExist(err) {
		t.Errorf("half a copy is left: %v", tree(t, out))
	}
	if aside, err := runstore.RedactInPlace(dir, runstore.Redaction{Now: today}); err == nil || aside != "" {
		t.Errorf("in place: %q, %v", aside, err)
	}
	if left, _ := os.ReadDir(root); len(left) != 1 || left[0].Name() != "run" {
		t.Errorf("left: %v", left)
	}
}

func TestRedactInPlace(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	dir := filepath.Join(root, "run")
	leaky(t, dir)
	note := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(note, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := runstore.Redaction{Now: today, Version: "test"}
	if _, err := runstore.RedactInPlace(dir, o); err == nil || !strings.Contains(err.Error(), "notes.txt") {
		t.Errorf("a file of somebody's: %v", err)
	}
	if err := os.Remove(note); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	if _, err := runstore.RedactInPlace(link, o); err == nil {
		t.Error("a link was followed")
	}
	// What verify-fix saw is made of the run, and goes with it.
	if err := os.WriteFile(filepath.Join(dir, "verification.json"), []byte(somebodys[0]), 0o600); err != nil {
		t.Fatal(err)
	}
	if aside, err := runstore.RedactInPlace(dir, o); err != nil || aside != "" {
		t.Fatal(aside, err)
	}
	wantMasked(t, dir)
	if left, err := os.ReadDir(root); err != nil || len(left) != 1 {
		t.Errorf("left beside it: %v (%v)", left, err)
	}
	if fi, err := os.Stat(dir); err != nil || fi.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", fi.Mode(), err)
	}
}

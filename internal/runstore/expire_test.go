package runstore_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runstore"
)

var (
	today = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	old   = today.AddDate(0, 0, -100)
)

// runAt makes a run folder with some of everything.
func runAt(t *testing.T, dir, site string, started time.Time) *runstore.Store {
	t.Helper()
	run := newRun()
	run.Site, run.Started, run.Complete = site, started, true
	s, err := runstore.Create(dir, run)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Screenshot("x", []byte("\x89PNG\r\n\x1a\n"))
	report := func(w io.Writer) error { _, err := io.WriteString(w, "a report"); return err }
	if err := errors.Join(err, s.AddExchange(exchange(1), []byte("a body")), s.SavePatients(nil), s.WriteFile("report.html", report), s.WriteFile("report.unredacted.html", report)); err != nil {
		t.Fatal(err)
	}
	return s
}

func done(t *testing.T, s *runstore.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// tree lists everything below dir.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if rel, rerr := filepath.Rel(dir, path); rerr == nil && rel != "." {
			out = append(out, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestExpire(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	at := func(parts ...string) string { return filepath.Join(append([]string{root}, parts...)...) }
	const site = "https://practice.example/"
	done(t, runAt(t, at("practice.example", "old"), site, old))
	done(t, runAt(t, at("practice.example", "young"), site, today))
	done(t, runAt(t, at("other.example", "old"), "https://other.example/", old))
	busy := runAt(t, at("practice.example", "busy"), site, old)
	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	done(t, runAt(t, elsewhere, site, old))
	put := func(path, text string) {
		t.Helper()
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	put(at("notes", "bodies", "aa", "mine.txt"), "no run")
	put(at("notes", "exchanges.jsonl"), "no run")
	put(at("newer", "run.json"), `{"schema":"quietroom.run/99","started":"2020-01-01T00:00:00Z"}`)
	put(at("newer", "exchanges.jsonl"), "what it holds is not known")
	put(at("practice.example", "old", "bodies", "aa", "mine.txt"), "a person's own")
	put(at("practice.example", "old", "notes.txt"), "a person's own")
	for link, to := range map[string]string{
		at("practice.example", "link"):                           elsewhere,
		at("practice.example", "old", "screenshots", "0009.png"): filepath.Join(elsewhere, "run.json"),
		at("practice.example", "old", "bodies", "bb"):            filepath.Join(elsewhere, "bodies"),
	} {
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
	}
	before, beforeElsewhere := tree(t, root), tree(t, elsewhere)
	e := runstore.Expiry{Before: today.AddDate(0, 0, -90), Now: today, Version: "test", Site: site}

	var unread []string
	e.Unread = func(dir string, why error) { unread = append(unread, dir+": "+why.Error()) }
	got, err := runstore.Expire(root, e)
	if len(unread) != 1 || !strings.HasPrefix(unread[0], at("newer")+": ") {
		t.Errorf("could not be read: %q; want the run of another version", unread)
	}
	if err != nil || len(got) != 2 || got[1].Dir != at("practice.example", "old") || got[1].Files != 6 || got[1].Bytes == 0 {
		t.Errorf("to be deleted: %+v, %v", got, err)
	}
	if diff := cmp.Diff(before, tree(t, root)); diff != "" {
		t.Errorf("without Delete something changed:\n%s", diff)
	}

	e.Delete = true
	got, err = runstore.Expire(root, e)
	if !errors.Is(err, runstore.ErrInUse) || len(got) != 1 {
		t.Errorf("deleted: %+v, %v; the run that is under way must be left", got, err)
	}
	if want := []string{"bodies/aa/mine.txt", "bodies/bb", "screenshots/0009.png"}; len(got) == 1 && !slices.Equal(sorted(got[0].Left), want) {
		t.Errorf("left: %v, want %v", got[0].Left, want)
	}
	var gone []string
	after := tree(t, root)
	for _, f := range before {
		if !slices.Contains(after, f) {
			gone = append(gone, f)
		}
	}
	const mine = "practice.example/old/"
	for _, f := range gone {
		if !strings.HasPrefix(f, mine) {
			t.Errorf("%s is gone", f)
		}
	}
	for _, f := range []string{"exchanges.jsonl", "patients.json", "journal.jsonl", "report.unredacted.html"} {
		if !slices.Contains(gone, mine+f) {
			t.Errorf("%s is still there", f)
		}
	}
	for _, f := range []string{"run.json", "report.html", "notes.txt", "bodies/aa/mine.txt"} {
		if !slices.Contains(after, mine+f) {
			t.Errorf("%s is gone", f)
		}
	}
	if diff := cmp.Diff(beforeElsewhere, tree(t, elsewhere)); diff != "" {
		t.Errorf("what a link leads to changed:\n%s", diff)
	}
	stillARun(t, at("practice.example", "old"))
	done(t, busy)
	if got, err = runstore.Expire(root, e); err != nil || len(got) != 1 || filepath.Base(got[0].Dir) != "busy" {
		t.Errorf("once more: %+v, %v", got, err)
	}
	if got, err = runstore.Expire(root, e); err != nil || len(got) != 0 {
		t.Errorf("with nothing left to do: %+v, %v", got, err)
	}
}

func sorted(s []string) []string { return slices.Sorted(slices.Values(s)) }

// stillARun: the folder can be read, says what is gone, and has no exchange.
func stillARun(t *testing.T, dir string) {
	t.Helper()
	r, err := runstore.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	gone := r.Run().RemovedFor(audit.Expired)
	if gone == nil || !gone.At.Equal(today) || gone.By != "test" || !strings.Contains(strings.Join(r.Run().Notes, " "), "was deleted on 2026-11-22") {
		t.Errorf("the run says %+v and %q", gone, r.Run().Notes)
	}
	for ex, err := range r.Exchanges() {
		t.Errorf("an exchange: %v, %v", ex, err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "run.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := runstore.Validate(data); err != nil {
		t.Error(err)
	}
}

func TestExpireWrongly(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		root string
		e    runstore.Expiry
		want string
	}{
		"no age":    {t.TempDir(), runstore.Expiry{}, "how old"},
		"no folder": {file, runstore.Expiry{Before: today}, "is no folder"},
		"not there": {file + "x", runstore.Expiry{Before: today}, "no such file"},
	} {
		if _, err := runstore.Expire(tc.root, tc.e); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

package runstore

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/report"
)

// Expiry says which runs have been kept long enough.
type Expiry struct {
	// Before is when a run must have begun for its evidence to go; required.
	Before time.Time
	// Site keeps to the runs of one site, as in audit.Run; "" is any.
	Site string
	// Except is a run folder that is left as it is, "" for none.
	Except string
	// Depth is how deep below the given folder a run folder may lie; 0 is
	// DefaultDepth, 1 the folder's own.
	Depth int
	// Delete does it; without, everything is only counted.
	Delete bool
	// Unread is told of each run folder that could not be read, and why: how old it is
	// is not known, so it stays as it is. nil for nobody.
	Unread func(dir string, why error)
	// Now and Version go into run.json.
	Now     time.Time
	Version string
}

// Expired is a run folder whose evidence has gone, or would go.
type Expired struct {
	Dir     string
	Site    string
	Started time.Time
	// Files and Bytes count what goes.
	Files int
	Bytes int64
	// Left names what stays although it looks like evidence, because this quietroom did
	// not write it.
	Left []string
}

// DefaultDepth finds runs below what holds quietroom-runs/<host>/<time>.
const DefaultDepth = 3

// Expire takes the evidence out of every run folder at or below root that began
// before the given time: exchanges, bodies, screenshots, patients, the journal and
// unredacted reports. run.json, which says so then, and the other reports stay. It
// touches nothing but files of runs, and follows no symbolic link. What could be
// done comes back with the errors of what could not.
func Expire(root string, e Expiry) ([]Expired, error) {
	if e.Before.IsZero() {
		return nil, errors.New("it was not said how old a run must be")
	}
	fi, err := os.Lstat(root)
	if err != nil {
		return nil, err
	}
	if !fi.IsDir() {
		return nil, fmt.Errorf("%s is no folder: give the one that holds the runs, such as quietroom-runs", root)
	}
	var out []Expired
	err = e.below(root, cmp.Or(e.Depth, DefaultDepth), &out)
	return out, err
}

// below looks at a folder and at those in it.
func (e Expiry) below(dir string, depth int, out *[]Expired) error {
	if isFile(filepath.Join(dir, runFile)) {
		x, err := e.run(dir)
		if x != nil && x.Files > 0 {
			*out = append(*out, *x)
		}
		return err
	}
	if depth == 0 {
		return nil
	}
	entries, err := os.ReadDir(dir)
	errs := []error{err}
	for _, entry := range entries {
		if entry.IsDir() { // false for a link to one
			errs = append(errs, e.below(filepath.Join(dir, entry.Name()), depth-1, out))
		}
	}
	return errors.Join(errs...)
}

// run counts or deletes the evidence of one run; nil for one that is to stay as it is.
func (e Expiry) run(dir string) (*Expired, error) {
	r, err := Open(dir)
	if err != nil {
		if e.Unread != nil && isFile(filepath.Join(dir, exchangesFile)) {
			e.Unread(dir, err)
		}
		return nil, nil // it is not ours, or no run that we know: hands off
	}
	run := r.Run()
	if !run.Started.Before(e.Before) || run.Started.IsZero() || e.Site != "" && run.Site != e.Site || e.Except != "" && sameFolder(dir, e.Except) {
		return nil, nil
	}
	if !e.Delete {
		x, _ := expired(dir, run)
		return x, nil
	}
	unlock, err := lockFolder(dir)
	if err != nil {
		return nil, err
	}
	// Since it was read, another process may have written it.
	if r, err = Open(dir); err != nil {
		return nil, errors.Join(err, unlock())
	}
	x, files := expired(dir, r.Run())
	if x.Files > 0 {
		err = e.take(dir, r.Run(), files)
	}
	return x, errors.Join(err, unlock())
}

// expired counts what would go of a run, and lists it.
func expired(dir string, run *audit.Run) (*Expired, []string) {
	files, left := evidence(dir)
	x := &Expired{Dir: dir, Site: run.Site, Started: run.Started, Left: left}
	for _, f := range files {
		if fi, err := os.Lstat(f); err == nil {
			x.Files++
			x.Bytes += fi.Size()
		}
	}
	return x, files
}

// take deletes the files. run.json says so first, so that no run looks whole that
// is not; a try that was cut short is done again.
func (e Expiry) take(dir string, run *audit.Run, files []string) error {
	if run.RemovedFor(audit.Expired) == nil {
		run.Removed = append(run.Removed, audit.Removal{Why: audit.Expired, At: e.Now.UTC(), By: e.Version, What: []string{"exchanges", "bodies", "screenshots", "patients", "journal"}})
		run.Notes = append(run.Notes, fmt.Sprintf("The evidence of this run (what was sent, its payloads, the pictures) was deleted on %s, because it had been kept as long as it was to be. Findings, verdicts and coverage are as they were.", e.Now.UTC().Format(time.DateOnly)))
		run.Resume = ""
		if err := writeAtomic(filepath.Join(dir, runFile), true, func(w io.Writer) error { return report.EncodeRun(w, run) }); err != nil {
			return fmt.Errorf("saving %s of %s: %w", runFile, dir, err)
		}
	}
	var errs []error
	for _, f := range files {
		errs = append(errs, os.Remove(f))
	}
	// Folders that are empty now; what somebody else put there keeps them.
	bodies := filepath.Join(dir, bodiesDir)
	if isFolder(bodies) {
		errs = append(errs, eachFile(bodies, func(name string) error {
			if sub := filepath.Join(bodies, name); bodyDir.MatchString(name) && isFolder(sub) {
				removeEmpty(sub)
			}
			return nil
		}))
		removeEmpty(bodies)
	}
	if shots := filepath.Join(dir, shotsDir); isFolder(shots) {
		removeEmpty(shots)
	}
	return errors.Join(errs...)
}

var (
	bodyDir  = regexp.MustCompile(`^[0-9a-f]{2}$`)
	bodyName = regexp.MustCompile(`^[0-9a-f]{64}\.zst$`)
	// unredacted is a report that holds payloads as they were.
	unredacted = regexp.MustCompile(`^[a-z]+\.unredacted\.[a-z.]+$`)
)

// evidence lists the files of a run folder that hold what was seen, and names what
// stands among them that no run wrote.
func evidence(dir string) (files, left []string) {
	take := func(path string, ours bool) {
		switch {
		case ours && isFile(path):
			files = append(files, path)
		default:
			rel, err := filepath.Rel(dir, path)
			if err == nil {
				left = append(left, rel)
			}
		}
	}
	for _, name := range []string{exchangesFile, patientsFile, journalFile} {
		if path := filepath.Join(dir, name); isFile(path) {
			files = append(files, path)
		}
	}
	entries, _ := os.ReadDir(dir) // what cannot be read cannot be deleted
	for _, e := range entries {
		if ours := strings.HasPrefix(e.Name(), tempPrefix) || unredacted.MatchString(e.Name()); ours && e.Type().IsRegular() {
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	if shots := filepath.Join(dir, shotsDir); isFolder(shots) {
		_ = eachFile(shots, func(name string) error {
			take(filepath.Join(shots, name), shotName.MatchString(name) || strings.HasPrefix(name, tempPrefix))
			return nil
		})
	}
	if bodies := filepath.Join(dir, bodiesDir); isFolder(bodies) {
		_ = eachFile(bodies, func(name string) error {
			sub := filepath.Join(bodies, name)
			if !bodyDir.MatchString(name) || !isFolder(sub) {
				take(sub, false)
				return nil
			}
			return eachFile(sub, func(name string) error {
				take(filepath.Join(sub, name), bodyName.MatchString(name) || strings.HasPrefix(name, tempPrefix))
				return nil
			})
		})
	}
	slices.Sort(files)
	return files, left
}

// lockFolder keeps every other quietroom from the folder, as an audit does.
func lockFolder(dir string) (unlock func() error, err error) {
	path := filepath.Join(dir, journalFile)
	if !isFile(path) {
		return func() error { return nil }, nil // nobody can go on with it
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND, 0)
	if err != nil {
		return nil, err
	}
	free, err := lock(dir, f)
	if err != nil {
		err = errors.Join(err, f.Close())
		if errors.Is(err, ErrInUse) {
			return nil, fmt.Errorf("run folder %s %w: its evidence stays", dir, ErrInUse)
		}
		return nil, err
	}
	return func() error { return errors.Join(free(), f.Close()) }, nil
}

// removeEmpty removes a folder if nothing is in it.
func removeEmpty(dir string) { _ = os.Remove(dir) } // what is in it keeps it

func isFile(path string) bool {
	fi, err := os.Lstat(path)
	return err == nil && fi.Mode().IsRegular()
}

func isFolder(path string) bool {
	fi, err := os.Lstat(path)
	return err == nil && fi.IsDir()
}

func sameFolder(a, b string) bool {
	x, err := os.Lstat(a)
	if err != nil {
		return false
	}
	y, err := os.Lstat(b)
	return err == nil && os.SameFile(x, y)
}

// Package runstore keeps a run on disk. A Store writes a run folder while the
// audit happens; a Reader reads one back, also one that was cut short by a kill.
//
//	run.json              the run (audit.Run)
//	exchanges.jsonl       one exchange a line, in the order recorded
//	patients.json         by patient and kind, every value that was typed or chosen
//	journal.jsonl         what of the audit is done, and what it came to, for a resume
//	bodies/aa/<sha>.zst   request bodies by the SHA-256 of their bytes, zstd
//	screenshots/…         one image per step that matters
//	report.html …         the reports asked for
//
// A line of exchanges.jsonl is written after its body and in one write, one of
// journal.jsonl after everything that it stands for; every other file appears
// whole or not at all. So a kill at any moment loses at most the exchange being
// written, and Resume goes on behind it. One process writes a folder at a time.
// Folders are 0700 and files 0600.
//
// Redact makes a copy that can be handed on, with everything masked that may be
// somebody's. Expire takes the evidence out of runs whose time is over. What is left is a run
// that says so, with its reports.
//
// It is not where anything is judged or printed: it stores what it is given and
// decides nothing. Names that a page controls never become part of a path.
//
// To add a file to the run folder, add its name to the list above, a method to
// Store and one to Reader. The JSON Schemas in schema/ are made from the Go
// types by go generate; a test says when they are old.
package runstore

//go:generate go run ./gen

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/klauspost/compress/zstd"

	"github.com/quietroom/quietroom/audit"
)

// The names inside a run folder.
const (
	runFile       = "run.json"
	exchangesFile = "exchanges.jsonl"
	patientsFile  = "patients.json"
	journalFile   = "journal.jsonl"
	bodiesDir     = "bodies"
	shotsDir      = "screenshots"
)

// Errors that a caller branches on.
var (
	// ErrExists says that the folder holds a run already.
	ErrExists = errors.New("holds a run already")
	// ErrInUse says that another process writes the folder.
	ErrInUse = errors.New("is in use by another quietroom")
)

// Store writes one run folder. All its methods may be called from several
// goroutines at once.
type Store struct {
	dir     string
	encoder *zstd.Encoder
	unlock  func() error

	exchanges lines
	journal   lines

	mu    sync.Mutex // guards what follows, and run.json
	done  map[string]span
	shots int
}

// Create makes the run folder dir, with its parents, and writes the first entries
// of its journal and a first run.json, so that the folder is a run that can be
// read and resumed from the start. A folder that holds a run already is refused
// with ErrExists; an empty one is taken.
func Create(dir string, run *audit.Run, begin ...Entry) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, explainDir(dir, err)
	}
	if holdsRun(dir) {
		return nil, existsError(dir)
	}
	// One that was there already may be open to others. Where that cannot be changed,
	// the files are their owner's alone all the same.
	_ = os.Chmod(dir, 0o700)
	s, err := open(dir)
	if err != nil {
		return nil, err
	}
	// Locked now: of two audits given one folder, the second finds the first's run.
	if holdsRun(dir) {
		return nil, errors.Join(existsError(dir), s.Close())
	}
	// Of a journal without a run nothing can be recalled.
	if err = s.journal.clear(); err == nil {
		err = s.RecordAll(begin...)
	}
	if err == nil {
		err = s.SaveRun(run)
	}
	if err != nil {
		// A folder that holds no run must not look like one to the next try.
		return nil, errors.Join(err, s.Close(), os.Remove(s.exchanges.path), os.Remove(s.journal.path))
	}
	return s, nil
}

// open opens the two files that are only appended to, and locks the folder.
func open(dir string) (s *Store, err error) {
	s = &Store{dir: dir, done: map[string]span{}, unlock: func() error { return nil }}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
			s = nil
		}
	}()
	if err := s.journal.open(filepath.Join(dir, journalFile)); err != nil {
		return s, explainDir(dir, err)
	}
	if s.unlock, err = lock(dir, s.journal.file); err != nil {
		s.unlock = func() error { return nil }
		if errors.Is(err, ErrInUse) {
			return s, fmt.Errorf("run folder %s %w: wait for its end, or end it", dir, ErrInUse)
		}
		return s, fmt.Errorf("locking run folder %s: %w", dir, err)
	}
	if err := s.exchanges.open(filepath.Join(dir, exchangesFile)); err != nil {
		return s, explainDir(dir, err)
	}
	if s.encoder, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true)); err != nil {
		return s, fmt.Errorf("starting the body compressor: %w", err)
	}
	return s, nil
}

// holdsRun reports whether a run began in dir. One that was killed before its
// run.json was there left nothing but empty files behind.
func holdsRun(dir string) bool {
	if _, err := os.Lstat(filepath.Join(dir, runFile)); err == nil {
		return true
	}
	fi, err := os.Lstat(filepath.Join(dir, exchangesFile))
	return err == nil && (fi.Size() > 0 || !fi.Mode().IsRegular())
}

func existsError(dir string) error {
	return fmt.Errorf("run folder %s %w: give one that is empty or not there yet", dir, ErrExists)
}

// explainDir says what stands in the way of the folder dir.
func explainDir(dir string, err error) error {
	if errors.Is(err, os.ErrPermission) {
		return fmt.Errorf("making run folder %s: %w: give a folder that you may write to", dir, err)
	}
	for p := filepath.Clean(dir); ; p = filepath.Dir(p) {
		if fi, serr := os.Stat(p); serr == nil {
			if !fi.IsDir() {
				return fmt.Errorf("making run folder %s: %s is a file, not a folder: give another place", dir, p)
			}
			break
		}
		if p == filepath.Dir(p) {
			break
		}
	}
	return fmt.Errorf("making run folder %s: %w", dir, err)
}

// Dir is the run folder.
func (s *Store) Dir() string { return s.dir }

// Close ends the writing. What was written stays readable also without it.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	if s.encoder != nil {
		err = s.encoder.Close()
	}
	err = errors.Join(err, s.exchanges.close(), s.journal.close(), s.unlock())
	s.unlock = func() error { return nil }
	if err != nil {
		return fmt.Errorf("closing run folder %s: %w", s.dir, err)
	}
	return nil
}

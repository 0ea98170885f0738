// Package runstore keeps a run on disk. A Store writes a run folder while the
// audit happens; a Reader reads one back, also one that was cut short by a kill.
//
//	run.json              the run (audit.Run)
//	exchanges.jsonl       one exchange a line, in the order recorded
//	patients.json         by patient and kind, every value that was typed or chosen
//	bodies/aa/<sha>.zst   request bodies by the SHA-256 of their bytes, zstd
//	screenshots/…         one image per step that matters
//	report.html …         the reports asked for
//
// A line of exchanges.jsonl is written after its body and in one write; every
// other file appears whole or not at all. So a kill at any moment loses at most
// the exchange being written. Folders are 0700 and files 0600.
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
	bodiesDir     = "bodies"
	shotsDir      = "screenshots"
)

// ErrExists says that the folder holds a run already.
var ErrExists = errors.New("holds a run already")

// Store writes one run folder. All its methods may be called from several
// goroutines at once.
type Store struct {
	dir     string
	encoder *zstd.Encoder

	mu        sync.Mutex // guards what follows, and run.json
	exchanges *os.File
	offset    int64 // end of the last whole line
	broken    error // why exchanges.jsonl can hold no more
	shots     int
}

// Create makes the run folder dir, with its parents, and writes a first
// run.json, so that the folder is a readable run from the start. A folder that
// holds a run already is refused with ErrExists; an empty one is taken.
func Create(dir string, run *audit.Run) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, explainDir(dir, err)
	}
	if _, err := os.Lstat(filepath.Join(dir, runFile)); err == nil {
		return nil, existsError(dir)
	}
	// Exclusive, so that of two audits given one folder only one gets it.
	f, err := os.OpenFile(filepath.Join(dir, exchangesFile), os.O_CREATE|os.O_EXCL|os.O_WRONLY|os.O_APPEND, 0o600)
	switch {
	case errors.Is(err, os.ErrExist):
		return nil, existsError(dir)
	case err != nil:
		return nil, explainDir(dir, err)
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("starting the body compressor: %w", err), f.Close())
	}
	s := &Store{dir: dir, encoder: enc, exchanges: f}
	if err := s.SaveRun(run); err != nil {
		// A folder that holds no run must not look like one to the next try.
		return nil, errors.Join(err, s.Close(), os.Remove(f.Name()))
	}
	return s, nil
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
	if s.exchanges == nil {
		return nil
	}
	err := errors.Join(s.encoder.Close(), s.exchanges.Sync(), s.exchanges.Close())
	s.exchanges = nil
	if err != nil {
		return fmt.Errorf("closing run folder %s: %w", s.dir, err)
	}
	return nil
}

package runstore

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// Entry is one line of journal.jsonl: a piece of an audit's work that is done.
// What is done is never done again; what the journal does not hold is.
type Entry struct {
	// Key names the work, e.g. "crawl".
	Key string
	// Value is what it came to; it must survive encoding/json.
	Value any
}

// entryLine is an Entry on disk.
type entryLine struct {
	Key   string          `json:"key"`
	Value json.RawMessage `json:"value"`
}

// Record appends to the journal that the work called key is done and what it came
// to. When it returns, the entry and every exchange that was added before it are
// on the disk. A key that is there already gets the new value.
func (s *Store) Record(key string, value any) error {
	return s.RecordAll(Entry{key, value})
}

// RecordAll is Record for several entries.
func (s *Store) RecordAll(entries ...Entry) error {
	if len(entries) == 0 {
		return nil
	}
	// What an entry stands for must not be lost where the entry is not.
	if err := s.exchanges.sync(); err != nil {
		return fmt.Errorf("saving %s: %w", exchangesFile, err)
	}
	for _, e := range entries {
		value, err := json.Marshal(e.Value)
		if err != nil {
			return fmt.Errorf("noting %q in %s: %w", e.Key, journalFile, err)
		}
		line, err := json.Marshal(entryLine{e.Key, value})
		if err != nil {
			return fmt.Errorf("noting %q in %s: %w", e.Key, journalFile, err)
		}
		if len(line) >= maxLine {
			return fmt.Errorf("noting %q in %s: it is longer than %d bytes", e.Key, journalFile, maxLine)
		}
		at, err := s.journal.append(append(line, '\n'))
		if err != nil {
			return fmt.Errorf("noting %q in %s: %w", e.Key, journalFile, err)
		}
		s.mu.Lock()
		s.done[e.Key] = at
		s.mu.Unlock()
	}
	if err := s.journal.sync(); err != nil {
		return fmt.Errorf("saving %s: %w", journalFile, err)
	}
	return nil
}

// Recall reads what the journal holds of key into value, a pointer. It is false,
// and value as it was, when that work is not done.
func (s *Store) Recall(key string, value any) (bool, error) {
	s.mu.Lock()
	at, ok := s.done[key]
	s.mu.Unlock()
	if !ok {
		return false, nil
	}
	line, err := s.journal.read(at)
	if err != nil {
		return false, fmt.Errorf("reading %s: %w", journalFile, err)
	}
	return true, decodeEntry(line, key, value)
}

func decodeEntry(line []byte, key string, value any) error {
	var e entryLine
	err := json.Unmarshal(line, &e)
	if err == nil {
		err = json.Unmarshal(e.Value, value)
	}
	if err != nil {
		// The decoder's error can quote what stood there.
		return fmt.Errorf("reading %s: what it holds of %q is not what this quietroom writes there: resume with the quietroom that began the run, or audit anew", journalFile, key)
	}
	return nil
}

// Recall reads what the journal of the run holds of key into value, as
// Store.Recall does. It is for a look: the run may be under way.
func (r *Reader) Recall(key string, value any) (found bool, err error) {
	var last []byte
	err = r.journal(func(k string, line []byte) error {
		if k == key {
			last = line
		}
		return nil
	})
	if err != nil || last == nil {
		return false, err
	}
	return true, decodeEntry(last, key, value)
}

// Journal calls each for every entry of the run's journal, in the order noted, with
// what decodes it into a pointer; of entries with one key the last counts. It is for
// a look: the run may be under way.
func (r *Reader) Journal(each func(key string, into func(value any) error) error) error {
	return r.journal(func(key string, line []byte) error {
		if key == "" {
			return nil
		}
		return each(key, func(value any) error { return decodeEntry(line, key, value) })
	})
}

// journal calls each for every whole line of the journal, with its key.
func (r *Reader) journal(each func(key string, line []byte) error) error {
	f, err := openFile(filepath.Join(r.dir, journalFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", journalFile, err)
	}
	defer f.Close() // read only: nothing to lose
	in := bufio.NewReaderSize(f, 256<<10)
	for whole := true; whole; {
		var line []byte
		line, _, whole, err = readLine(in)
		if err != nil && !errors.Is(err, errLongLine) {
			return fmt.Errorf("reading %s: %w", journalFile, err)
		}
		if err == nil && whole {
			if err := each(keyOf(line), line); err != nil {
				return err
			}
		}
	}
	return nil
}

// keyOf gives the key of an entry's line, "" when it is none.
func keyOf(line []byte) string {
	var head struct {
		Key string `json:"key"`
	}
	if json.Unmarshal(line, &head) != nil {
		return ""
	}
	return head.Key
}

// Found is what Resume found in the run folder.
type Found struct {
	// Run is the run as run.json has it.
	Run *audit.Run
	// LastID is the highest number that an exchange on record has or names.
	LastID int64
	// Exchanges is how many are on record; Journeys tells, by id, of which journeys.
	Exchanges int
	Journeys  map[string]bool
	// Done lists the keys of the journal, sorted.
	Done []string
	// Mended says in sentences what a kill had left unfinished and was put right.
	Mended []string
}

// Resume opens the run folder dir to go on with its audit. What a kill left half
// written is put right. A folder that another process writes is refused with
// ErrInUse.
func Resume(dir string) (*Store, *Found, error) {
	r, err := Open(dir)
	if err != nil {
		return nil, nil, err
	}
	dir = r.dir
	if _, err := os.Lstat(filepath.Join(dir, journalFile)); err != nil {
		return nil, nil, fmt.Errorf("run folder %s cannot be resumed: it has no %s; audit anew, into another folder", dir, journalFile)
	}
	s, err := open(dir)
	if err != nil {
		return nil, nil, err
	}
	found, err := s.recover()
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("resuming run %s: %w", dir, err), s.Close())
	}
	// Only now nobody else changes it.
	if r, err = Open(dir); err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	found.Run = r.Run()
	return s, found, nil
}

// recover puts the folder in order after a kill and learns what is in it.
func (s *Store) recover() (*Found, error) {
	f := &Found{Journeys: map[string]bool{}}
	cut, err := s.exchanges.mend(func(line []byte, _ span) {
		var ex struct {
			ID         string `json:"id"`
			RedirectOf string `json:"redirect_of"`
			Journey    string `json:"journey"`
		}
		if json.Unmarshal(line, &ex) == nil {
			f.LastID = max(f.LastID, numberOf(ex.ID), numberOf(ex.RedirectOf))
			f.Journeys[ex.Journey] = true
			f.Exchanges++
		}
	})
	if err != nil {
		return nil, fmt.Errorf("mending %s: %w", exchangesFile, err)
	}
	if cut {
		f.Mended = append(f.Mended, "The audit was killed while it wrote an exchange down; the part of it that was on record was dropped.")
	}
	// A journal that is cut only makes its last piece of work be done again.
	if _, err := s.journal.mend(func(line []byte, at span) {
		if key := keyOf(line); key != "" {
			s.done[key] = at
		}
	}); err != nil {
		return nil, fmt.Errorf("mending %s: %w", journalFile, err)
	}
	f.Done = slices.Sorted(maps.Keys(s.done))
	if s.shots, err = lastShot(s.dir); err != nil {
		return nil, err
	}
	return f, sweep(s.dir)
}

// numberOf gives the number of an exchange's id, 0 for none.
func numberOf(id string) int64 {
	n, err := strconv.ParseInt(strings.TrimPrefix(id, "x"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// lastShot gives the highest number of a screenshot.
func lastShot(dir string) (int, error) {
	last := 0
	err := eachFile(filepath.Join(dir, shotsDir), func(name string) error {
		if shotName.MatchString(name) {
			digits := len(name) - len(strings.TrimLeft(name, "0123456789"))
			if n, err := strconv.Atoi(name[:digits]); err == nil {
				last = max(last, n)
			}
		}
		return nil
	})
	return last, err
}

// sweep removes files that were not whole when the audit was killed.
func sweep(dir string) error {
	clean := func(dir string) error {
		return eachFile(dir, func(name string) error {
			if strings.HasPrefix(name, tempPrefix) {
				return os.Remove(filepath.Join(dir, name))
			}
			return nil
		})
	}
	bodies := filepath.Join(dir, bodiesDir)
	return errors.Join(clean(dir), clean(filepath.Join(dir, shotsDir)), eachFile(bodies, func(name string) error {
		return clean(filepath.Join(bodies, name))
	}))
}

// eachFile calls do with the name of everything in dir, which need not be there.
func eachFile(dir string, do func(name string) error) error {
	files, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	errs := []error{err}
	for _, f := range files {
		errs = append(errs, do(f.Name()))
	}
	return errors.Join(errs...)
}

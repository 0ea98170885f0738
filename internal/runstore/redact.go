package runstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/report"
)

// Redaction says how a run is made fit to be handed on.
type Redaction struct {
	// Screenshots keeps the pictures, which nothing masks.
	Screenshots bool
	// Now and Version go into run.json.
	Now     time.Time
	Version string
}

// Redact writes a copy of the run folder dir to out, which must be empty or not
// there: requests and payloads masked, findings with their excerpts masked, no
// journal, no reports, and no pictures unless they are asked for. Neither judging it
// again nor resuming it is possible; everything that prints a run prints the copy. It
// fails on a record that cannot be read whole, and then leaves no copy behind.
func Redact(dir, out string, o Redaction) (err error) {
	r, err := Open(dir)
	if err != nil {
		return err
	}
	patients, err := r.Patients()
	if err != nil {
		return err
	}
	mask := report.NewRedactor(r.Run(), patients)
	run := o.mark(mask.Run())
	s, err := Create(out, run)
	if err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, s.Close())
		if err != nil {
			err = errors.Join(err, discard(s.Dir()))
		}
	}()
	if err := s.copyMasked(r, mask); err != nil {
		return err
	}
	if o.Screenshots {
		if err := s.copyShots(r); err != nil {
			return err
		}
	}
	return s.SavePatients(patients)
}

// mark says in the run what became of it.
func (o Redaction) mark(run *audit.Run) *audit.Run {
	gone := audit.Removal{Why: audit.Redacted, At: o.Now.UTC(), By: o.Version, What: []string{"requests", "payloads", "excerpts", "journal"}}
	note := "This is a redacted copy: of requests and payloads the structure is left and the values are masked, but for those that are wholly the synthetic patient's. Findings and verdicts are those of the whole record; from the copy they cannot be reached again."
	if !o.Screenshots {
		gone.What = append(gone.What, "screenshots")
		note += " Its pictures were left out."
		run.Journeys = slices.Clone(run.Journeys)
		for i := range run.Journeys {
			steps := slices.Clone(run.Journeys[i].Steps)
			for n := range steps {
				steps[n].Screenshot, steps[n].Before = "", nil
			}
			run.Journeys[i].Steps = steps
		}
	}
	run.Removed = append(slices.Clone(run.Removed), gone)
	run.Notes = append(slices.Clone(run.Notes), note)
	run.Resume = ""
	return run
}

// copyMasked copies the record, masked.
func (s *Store) copyMasked(r *Reader, mask *report.Redactor) error {
	for ex, err := range r.Exchanges() {
		if errors.Is(err, ErrTruncated) {
			return nil // what follows was never whole
		}
		if err != nil {
			return err
		}
		var body []byte
		if ex.BodySHA256 != "" {
			if body, err = r.Body(ex.BodySHA256); err != nil {
				return err
			}
		}
		out, masked := mask.Exchange(ex, body)
		if err := s.AddExchange(out, masked); err != nil {
			return err
		}
	}
	return nil
}

// copyShots copies the pictures that the run's steps name.
func (s *Store) copyShots(r *Reader) error {
	for _, j := range r.Run().Journeys {
		for _, step := range j.Steps {
			names := []string{step.Screenshot}
			for _, p := range step.Before {
				names = append(names, p.Screenshot)
			}
			for _, name := range names {
				if err := s.copyShot(r, name); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// copyShot copies a picture that is there.
func (s *Store) copyShot(r *Reader, name string) error {
	if name == "" {
		return nil
	}
	img, err := r.Screenshot(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.keepShot(name, img)
}

// discard removes a folder that this process has just made, with what it wrote there.
func discard(dir string) error {
	files, _ := evidence(dir)
	errs := []error{os.Remove(filepath.Join(dir, runFile))}
	for _, f := range files {
		errs = append(errs, os.Remove(f))
	}
	_ = eachFile(filepath.Join(dir, bodiesDir), func(name string) error { removeEmpty(filepath.Join(dir, bodiesDir, name)); return nil })
	for _, sub := range []string{filepath.Join(dir, bodiesDir), filepath.Join(dir, shotsDir), dir} {
		removeEmpty(sub)
	}
	return errors.Join(errs...)
}

// RedactInPlace puts a redacted copy in the place of the run folder dir. At every
// moment one of the two is whole; aside says where the original was put when it
// could not be removed, "" otherwise. Its reports go with it.
func RedactInPlace(dir string, o Redaction) (aside string, err error) {
	fi, err := os.Lstat(dir)
	if err != nil {
		return "", err
	}
	if !fi.IsDir() {
		return "", fmt.Errorf("%s is a link or a file: give the run folder itself", dir)
	}
	dir = filepath.Clean(dir)
	if _, err := Open(dir); err != nil {
		return "", err
	}
	if foreign := foreign(dir); len(foreign) > 0 {
		return "", fmt.Errorf("run folder %s holds %s, which no audit wrote and which would be lost: move it away, or redact into another folder", dir, strings.Join(foreign, ", "))
	}
	unlock, err := lockFolder(dir)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	masked, err := os.MkdirTemp(filepath.Dir(dir), tempPrefix+"redacted-*")
	if err != nil {
		return "", err
	}
	if err := Redact(dir, masked, o); err != nil {
		return "", errors.Join(err, ignoreNotExist(os.Remove(masked)))
	}
	whole := masked + "-original"
	if err := os.Rename(dir, whole); err != nil {
		return "", errors.Join(err, discard(masked))
	}
	if err := os.Rename(masked, dir); err != nil {
		return "", errors.Join(err, os.Rename(whole, dir), discard(masked))
	}
	if err := os.RemoveAll(whole); err != nil { // which follows no links
		return whole, fmt.Errorf("removing what was not redacted: %w", err)
	}
	return "", nil
}

// foreign names what no audit wrote into a run folder.
func foreign(dir string) []string {
	_, out := evidence(dir)
	_ = eachFile(dir, func(name string) error {
		own := slices.Contains([]string{runFile, exchangesFile, patientsFile, journalFile, lockName, bodiesDir, shotsDir}, name)
		if !own && !strings.HasPrefix(name, tempPrefix) && !reportName.MatchString(name) {
			out = append(out, name)
		}
		return nil
	})
	return out
}

// reportName is what is made of a run: reports, and what verify-fix saw.
var reportName = regexp.MustCompile(`^(report|summary)\.[a-z.]+$|^verification\.json$`)

func ignoreNotExist(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

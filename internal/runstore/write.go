package runstore

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/report"
)

// AddExchange appends one exchange, and keeps its body if there is one. It sets
// ex.BodySHA256 to the body's hash, and ex.BodySize to its length unless a cut
// body has a longer one on record. A failed write leaves no part of a line
// behind; the exchange is then not on record, and the error says why.
func (s *Store) AddExchange(ex *audit.Exchange, body []byte) error {
	if len(body) > 0 {
		sha, err := s.addBody(body)
		if err != nil {
			return err
		}
		ex.BodySHA256 = sha
		if !ex.BodyCut || ex.BodySize < int64(len(body)) {
			ex.BodySize = int64(len(body))
		}
	}
	var line bytes.Buffer
	enc := json.NewEncoder(&line) // ends the line itself
	enc.SetEscapeHTML(false)
	if err := enc.Encode(lineOf(ex)); err != nil {
		return fmt.Errorf("encoding exchange %s: %w", ex.ID, err)
	}
	if _, err := s.exchanges.append(line.Bytes()); err != nil {
		return fmt.Errorf("recording exchange %s: %w", ex.ID, err)
	}
	return nil
}

// lineOf copies the exchange with its lists never null. The copy's type has no
// methods, so that it can be encoded like any struct.
func lineOf(ex *audit.Exchange) *audit.Exchange {
	c := *ex
	if c.Headers == nil {
		c.Headers = []audit.Header{}
	}
	if c.SeenBy == nil {
		c.SeenBy = []string{}
	}
	return &c
}

// addBody keeps a body under its hash, once.
func (s *Store) addBody(body []byte) (sha string, err error) {
	sum := sha256.Sum256(body)
	sha = hex.EncodeToString(sum[:])
	path := bodyPath(s.dir, sha)
	if _, err := os.Stat(path); err == nil {
		return sha, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", fmt.Errorf("keeping body %s: %w", sha[:12], err)
	}
	packed := s.encoder.EncodeAll(body, nil)
	err = writeAtomic(path, false, func(w io.Writer) error {
		_, err := w.Write(packed)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("keeping body %s: %w", sha[:12], err)
	}
	return sha, nil
}

func bodyPath(dir, sha string) string { return filepath.Join(dir, bodiesDir, sha[:2], sha+".zst") }

// SaveRun replaces run.json. A reader sees the old one or the new one, whole.
// The caller keeps other goroutines from changing the run meanwhile.
func (s *Store) SaveRun(run *audit.Run) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := writeAtomic(filepath.Join(s.dir, runFile), true, func(w io.Writer) error {
		return report.EncodeRun(w, run)
	})
	if err != nil {
		return fmt.Errorf("saving %s: %w", runFile, err)
	}
	return nil
}

// SavePatients replaces patients.json: patients by id, values sorted and
// without repeats.
func (s *Store) SavePatients(patients []audit.PatientValues) error {
	sorted := make([]audit.PatientValues, len(patients))
	for i, p := range patients {
		values := make(map[audit.Kind][]string, len(p.Values))
		for k, v := range p.Values {
			v = slices.Sorted(slices.Values(v))
			values[k] = append([]string{}, slices.Compact(v)...)
		}
		sorted[i] = audit.PatientValues{ID: p.ID, Values: values}
	}
	slices.SortStableFunc(sorted, func(a, b audit.PatientValues) int { return cmp.Compare(a.ID, b.ID) })
	err := writeAtomic(filepath.Join(s.dir, patientsFile), true, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(sorted)
	})
	if err != nil {
		return fmt.Errorf("saving %s: %w", patientsFile, err)
	}
	return nil
}

// WriteFile writes a file of the given name into the run folder, whole or not
// at all. The name is a plain one, such as "report.html", and none of the
// store's own.
func (s *Store) WriteFile(name string, write func(io.Writer) error) error {
	return writeFile(s.dir, name, write)
}

func writeFile(dir, name string, write func(io.Writer) error) error {
	own := []string{runFile, exchangesFile, patientsFile, journalFile, lockName, bodiesDir, shotsDir}
	if !plainName.MatchString(name) || slices.Contains(own, name) {
		return fmt.Errorf("writing %q into a run folder: give a plain file name such as report.html, and none of %s", name, strings.Join(own, ", "))
	}
	if err := writeAtomic(filepath.Join(dir, name), true, write); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

// plainName is a file name that is safe in every file system and shell.
var plainName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

// Screenshot keeps an image (PNG, JPEG or WebP) and gives the name that a
// step's Screenshot field takes. The hint becomes a part of that name as far as
// it is made of letters and digits; it is never a path.
func (s *Store) Screenshot(hint string, image []byte) (string, error) {
	ext := imageExt(image)
	if ext == "" {
		return "", fmt.Errorf("keeping a screenshot: its %d bytes are no PNG, JPEG or WebP image", len(image))
	}
	s.mu.Lock()
	s.shots++
	name := fmt.Sprintf("%04d%s%s", s.shots, slug(hint), ext)
	s.mu.Unlock()
	if err := s.keepShot(name, image); err != nil {
		return "", err
	}
	return name, nil
}

// keepShot writes an image under a name that a run gives one.
func (s *Store) keepShot(name string, image []byte) error {
	dir := filepath.Join(s.dir, shotsDir)
	err := os.MkdirAll(dir, 0o700)
	if err == nil {
		err = writeAtomic(filepath.Join(dir, name), false, func(w io.Writer) error {
			_, err := w.Write(image)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("keeping screenshot %s: %w", name, err)
	}
	return nil
}

// imageExt tells an image by its first bytes.
func imageExt(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return ".png"
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return ".jpg"
	case len(b) > 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		return ".webp"
	}
	return ""
}

// slug gives "-some-words" from the ASCII letters and digits of s, at most 40
// characters, or nothing.
func slug(s string) string {
	var b strings.Builder
	dash := true
	for _, r := range strings.ToLower(s) {
		if b.Len() >= 40 {
			break
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if dash {
				b.WriteByte('-')
			}
			b.WriteRune(r)
		}
		dash = !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	}
	return b.String()
}

// tempPrefix starts the names of files that are not whole yet.
const tempPrefix = ".tmp-"

// writeAtomic writes a file under a temporary name beside path and renames it,
// so that path is whole or untouched. With sync the bytes are on the disk
// before the rename.
func writeAtomic(path string, sync bool, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), tempPrefix+"*") // 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}()
	buf := bufio.NewWriterSize(f, 64<<10)
	if err := write(buf); err != nil {
		return err
	}
	if err := buf.Flush(); err != nil {
		return err
	}
	if sync {
		if err := f.Sync(); err != nil {
			return err
		}
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

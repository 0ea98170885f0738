package runstore

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/quietroom/quietroom/audit"
)

// Limits of what is read into memory, in bytes. A run folder may come from
// somebody else.
const (
	maxRun   = 256 << 20
	maxLine  = 64 << 20
	maxBody  = 256 << 20
	maxImage = 64 << 20
)

// ErrTruncated says that exchanges.jsonl ends in a part of a line: the audit was
// killed while it wrote. Everything before that line is whole.
var ErrTruncated = errors.New("the record of exchanges ends in the middle of a line: the audit was killed while it wrote")

// Reader reads one run folder.
type Reader struct {
	dir string
	run *audit.Run
}

// Open reads the run in folder dir; the path of its run.json does as well. The
// error says what is wrong with a folder that is no run, a run.json that is
// damaged, and one that a newer quietroom wrote.
func Open(dir string) (*Reader, error) {
	if filepath.Base(dir) == runFile {
		dir = filepath.Dir(dir)
	}
	data, err := readLimited(filepath.Join(dir, runFile), maxRun)
	if err != nil {
		return nil, explainOpen(dir, err)
	}
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("reading run %s: %s is damaged or cut short: %w", dir, runFile, err)
	}
	if head.Schema != audit.RunSchema {
		return nil, fmt.Errorf("reading run %s: %w", dir, explainSchema(head.Schema))
	}
	run := new(audit.Run)
	if err := json.Unmarshal(data, run); err != nil {
		return nil, fmt.Errorf("reading run %s: %s does not hold what %s asks for: %w", dir, runFile, audit.RunSchema, err)
	}
	return &Reader{dir: dir, run: run}, nil
}

func explainOpen(dir string, err error) error {
	const right = "give the folder that an audit wrote, such as quietroom-runs/<host>/<time>"
	fi, serr := os.Stat(dir)
	switch {
	case errors.Is(serr, os.ErrNotExist):
		return fmt.Errorf("run folder %s: %w: %s", dir, os.ErrNotExist, right)
	case serr == nil && !fi.IsDir():
		return fmt.Errorf("run folder %s is a file: %s", dir, right)
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("%s is no run folder, it holds no %s: %s", dir, runFile, right)
	}
	return fmt.Errorf("reading run %s: %w", dir, err)
}

func explainSchema(schema string) error {
	name, version, _ := strings.Cut(schema, "/")
	known, _, _ := strings.Cut(audit.RunSchema, "/")
	switch {
	case schema == "":
		return fmt.Errorf("%s has no schema: want %q", runFile, audit.RunSchema)
	case name == known && version != "":
		return fmt.Errorf("%s has schema %.40q and this quietroom reads %q: read it with the quietroom that wrote it, or a newer one", runFile, schema, audit.RunSchema)
	}
	return fmt.Errorf("%s has schema %.40q, which is no run: want %q", runFile, schema, audit.RunSchema)
}

// Dir is the run folder.
func (r *Reader) Dir() string { return r.dir }

// WriteFile puts another report into the run folder, as Store.WriteFile does.
func (r *Reader) WriteFile(name string, write func(io.Writer) error) error {
	return writeFile(r.dir, name, write)
}

// Run is the run as run.json has it.
func (r *Reader) Run() *audit.Run { return r.run }

// Patients reads the values that the journeys typed or chose; none when the
// audit ended before it wrote them.
func (r *Reader) Patients() ([]audit.PatientValues, error) {
	data, err := readLimited(filepath.Join(r.dir, patientsFile), maxRun)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", patientsFile, err)
	}
	var out []audit.PatientValues
	if err := json.Unmarshal(data, &out); err != nil {
		// The decoder's error can quote what stood there: a value of the patient.
		return nil, fmt.Errorf("reading %s: it is damaged", patientsFile)
	}
	return out, nil
}

// Exchanges walks the record in the order in which it was written, one exchange
// in memory at a time. A line that cannot be read gives an error and the walk
// goes on behind it; a last line that is cut gives ErrTruncated, after
// everything before it. There are none once their time was over (see Expire).
func (r *Reader) Exchanges() iter.Seq2[*audit.Exchange, error] {
	return func(yield func(*audit.Exchange, error) bool) {
		f, err := openFile(filepath.Join(r.dir, exchangesFile))
		if errors.Is(err, os.ErrNotExist) && r.run.RemovedFor(audit.Expired) != nil {
			return
		}
		if err != nil {
			yield(nil, fmt.Errorf("reading %s: %w", exchangesFile, err))
			return
		}
		defer f.Close() // read only: nothing to lose
		in := bufio.NewReaderSize(f, 256<<10)
		for n := 1; ; n++ {
			line, _, whole, err := readLine(in)
			switch {
			case err != nil && !errors.Is(err, errLongLine):
				yield(nil, fmt.Errorf("reading %s: line %d: %w", exchangesFile, n, err))
				return
			case len(line) == 0 && !whole:
				return
			}
			ex, perr := parseLine(line, err)
			switch {
			case perr != nil && !whole:
				yield(nil, ErrTruncated)
				return
			case perr != nil:
				ex, perr = nil, fmt.Errorf("reading %s: line %d: %w", exchangesFile, n, perr)
			}
			if !yield(ex, perr) || !whole {
				return
			}
		}
	}
}

var errLongLine = errors.New("the line is longer than any exchange")

// readLine reads up to and with the next newline. Of a line longer than maxLine
// the rest is passed over. Size is what was read; whole is false when the file
// ended first.
func readLine(in *bufio.Reader) (line []byte, size int64, whole bool, err error) {
	long := false
	for {
		part, rerr := in.ReadSlice('\n')
		size += int64(len(part))
		if len(line)+len(part) > maxLine {
			long = true
		} else {
			line = append(line, part...)
		}
		switch {
		case errors.Is(rerr, bufio.ErrBufferFull):
			continue
		case rerr != nil && !errors.Is(rerr, io.EOF):
			return nil, size, false, rerr
		case long:
			return line, size, rerr == nil, errLongLine
		}
		return line, size, rerr == nil, nil
	}
}

func parseLine(line []byte, err error) (*audit.Exchange, error) {
	if err != nil {
		return nil, err
	}
	ex := new(audit.Exchange)
	if err := json.Unmarshal(line, ex); err != nil {
		// The decoder's error can quote what stood there.
		return nil, errors.New("it is no exchange")
	}
	return ex, nil
}

var (
	shaName  = regexp.MustCompile(`^[0-9a-f]{64}$`)
	shotName = regexp.MustCompile(`^[0-9]{4,9}[a-z0-9-]{0,80}\.(png|jpg|webp)$`)
)

// Body gives the bytes with the given SHA-256 (hex), and checks that they have it.
func (r *Reader) Body(sha string) ([]byte, error) {
	if !shaName.MatchString(sha) {
		return nil, fmt.Errorf("reading a body: %.80q is no SHA-256 in lower-case hex", sha)
	}
	packed, err := readLimited(bodyPath(r.dir, sha), maxBody)
	if err != nil {
		return nil, fmt.Errorf("reading body %s: %w", sha[:12], err)
	}
	dec, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBody))
	if err != nil {
		return nil, fmt.Errorf("reading body %s: %w", sha[:12], err)
	}
	defer dec.Close()
	body, err := readAll(dec, maxBody)
	if err != nil {
		return nil, fmt.Errorf("unpacking body %s: %w", sha[:12], err)
	}
	if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != sha {
		return nil, fmt.Errorf("body %s does not have its hash: the run folder was changed", sha[:12])
	}
	return body, nil
}

// Screenshot gives the image that a step names.
func (r *Reader) Screenshot(name string) ([]byte, error) {
	if !shotName.MatchString(name) {
		return nil, fmt.Errorf("reading a screenshot: %.80q is no name that a run gives one", name)
	}
	img, err := readLimited(filepath.Join(r.dir, shotsDir, name), maxImage)
	if err != nil {
		return nil, fmt.Errorf("reading screenshot %s: %w", name, err)
	}
	return img, nil
}

func readLimited(path string, limit int64) (data []byte, err error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // read only: nothing to lose
	return readAll(f, limit)
}

// openFile opens a file of a run folder to be read. A link would lead to what is no part
// of the run, a pipe has no end.
func openFile(path string) (*os.File, error) {
	if err := plainFile(path); err != nil {
		return nil, err
	}
	return os.Open(path)
}

func plainFile(path string) error {
	fi, err := os.Lstat(path)
	if err == nil && !fi.Mode().IsRegular() {
		err = fmt.Errorf("%s is no plain file; a run folder holds no links and no pipes", filepath.Base(path))
	}
	return err
}

func readAll(in io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("it is larger than %d bytes", limit)
	}
	return data, err
}

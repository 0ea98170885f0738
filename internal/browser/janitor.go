package browser

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/procs"
)

// ownerFile belongs to the quietroom process that a run folder belongs to: it
// holds the id of its Chrome and stays locked as long as that process lives.
const ownerFile = "owner"

// claim marks a folder as ours until the owner is closed or our process ends,
// however it ends.
func claim(dir string) (*os.File, error) {
	// Locked before it has its name, so that nobody meets it without its lock.
	f, err := os.OpenFile(filepath.Join(dir, ownerFile+".new"), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(lockOwner(f), os.Rename(f.Name(), filepath.Join(dir, ownerFile))); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// sweep clears away after audits that were killed: their Chrome went with its
// pipe, or is ended now when it hung, but nobody was left to remove the profile,
// which holds the site's cookies.
func sweep(tempDir string) error {
	if tempDir == "" {
		tempDir = os.TempDir()
	}
	dirs, err := filepath.Glob(filepath.Join(tempDir, dirPrefix+"*"))
	if err != nil {
		return err
	}
	var errs []error
	for _, d := range dirs {
		chrome, ok := abandoned(d)
		if !ok {
			continue
		}
		if chrome > 0 && runsIn(chrome, d) {
			killGroup(chrome)
		}
		errs = append(errs, removeDir(d))
	}
	return errors.Join(errs...)
}

// runsIn reports whether the process is a Chrome that was started in the folder;
// ids are used again.
func runsIn(id int, dir string) bool {
	return slices.Contains(procs.Process{ID: id}.Args(), "--user-data-dir="+filepath.Join(dir, "profile"))
}

// abandoned reports whether nobody owns the folder any more, and the id of the
// Chrome that ran in it, 0 when it is not known.
func abandoned(dir string) (chrome int, ok bool) {
	st, err := os.Lstat(dir)
	if err != nil || !st.IsDir() {
		return 0, false
	}
	name := filepath.Join(dir, ownerFile)
	owner, err := os.Lstat(name)
	if errors.Is(err, os.ErrNotExist) {
		const making = time.Hour // far longer than it takes to come to the owner
		return 0, time.Since(st.ModTime()) > making
	}
	if err != nil || !owner.Mode().IsRegular() || !ownerGone(name) {
		return 0, false
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return 0, false
	}
	chrome, err = strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil {
		chrome = 0 // killed before Chrome was started
	}
	return chrome, true
}

package browser

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// ownerFile holds the id of the quietroom process that a run folder belongs to.
const ownerFile = "owner"

// claim writes down whose folder it is.
func claim(dir string) error {
	return os.WriteFile(filepath.Join(dir, ownerFile), []byte(strconv.Itoa(os.Getpid())), 0o600)
}

// sweep removes the folders of audits that were killed: their Chrome is gone
// with their pipe, but nobody was left to remove the profile, which holds the
// site's cookies.
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
		b, err := os.ReadFile(filepath.Join(d, ownerFile))
		if err != nil {
			continue // being made right now, or not ours to judge
		}
		pid, err := strconv.Atoi(strings.TrimSpace(string(b)))
		if err != nil || alive(pid) {
			continue
		}
		errs = append(errs, os.RemoveAll(d))
	}
	return errors.Join(errs...)
}

// Package npm brings packages of the npm registry to the tests that are about
// them, once a machine: the files of a lock file, in the user's cache.
//
// It is no part of quietroom the program, which needs neither npm nor Node.js, and
// runs no package's scripts. A suite that wants packages keeps a package.json and a
// package-lock.json beside its tests, names itself, and says in its own words what
// to do where npm is missing.
package npm

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// ErrMissing is the error of a machine without npm.
var ErrMissing = errors.New("npm is missing: install Node.js with npm (for example: sudo apt-get install -y nodejs npm)")

// Suite is a set of packages that tests use.
type Suite struct {
	// Name is that of the suite's folder in the cache.
	Name string
	// Dir holds package.json and package-lock.json; "" is the folder of the test.
	Dir string
	// Size is told to a person who waits for the download: "240 MB".
	Size string
	// Progress is told what is done, a line each; nil tells nobody.
	Progress io.Writer
}

// Modules gives the node_modules of the suite's lock file. They are installed once
// and kept in the user's cache, by the hash of the two files.
func (s Suite) Modules(ctx context.Context) (string, error) {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return "", ErrMissing
	}
	sum, files := sha256.New(), map[string][]byte{}
	for _, name := range []string{"package.json", "package-lock.json"} {
		if files[name], err = os.ReadFile(filepath.Join(s.Dir, name)); err != nil {
			return "", err
		}
		sum.Write(files[name])
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	root := filepath.Join(cache, "quietroom", s.Name)
	dir := filepath.Join(root, fmt.Sprintf("%x", sum.Sum(nil)[:8]))
	if _, err := os.Stat(dir); err == nil {
		s.tell("the packages of %s are in %s already", s.Name, dir)
		return filepath.Join(dir, "node_modules"), nil
	}
	s.tell("npm ci: installing the packages of %s, once (about %s in %s)", s.Name, s.Size, root)
	if err := install(ctx, npm, root, dir, files); err != nil {
		return "", err
	}
	return filepath.Join(dir, "node_modules"), nil
}

// install installs beside dir and moves to it, so that a run that was stopped
// leaves nothing that looks whole.
func install(ctx context.Context, npm, root, dir string, files map[string][]byte) error {
	if err := os.MkdirAll(root, 0o755); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(root, "installing-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(tmp, name), data, 0o644); err != nil {
			return err
		}
	}
	cmd := exec.CommandContext(ctx, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	cmd.Dir = tmp
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w; the npm registry must be reachable the first time\n%s", err, out)
	}
	if err := os.Rename(tmp, dir); err != nil {
		if _, there := os.Stat(dir); there != nil {
			return err
		} // else another run of the suite was faster
	}
	return nil
}

func (s Suite) tell(format string, args ...any) {
	if s.Progress != nil {
		fmt.Fprintf(s.Progress, "==> "+format+"\n", args...)
	}
}

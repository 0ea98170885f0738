package npm

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestModules installs with an npm of the test's own: once for the same files, not
// at all without npm, and nothing that looks whole is left of a failure.
func TestModules(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the npm that stands in is a shell script")
	}
	cache, bin, dir := t.TempDir(), t.TempDir(), t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	t.Setenv("HOME", cache) // where there is no XDG
	t.Setenv("PATH", bin)
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(dir, "package.json"), `{"a": 1}`)
	write(filepath.Join(dir, "package-lock.json"), `{}`)
	s := Suite{Name: "some", Dir: dir, Size: "3 bytes"}
	if _, err := s.Modules(t.Context()); !errors.Is(err, ErrMissing) {
		t.Fatalf("without npm: %v, want %v", err, ErrMissing)
	}
	npm := filepath.Join(bin, "npm")
	write(npm, "#!/bin/sh\necho no network\nexit 1\n")
	if _, err := s.Modules(t.Context()); err == nil || !strings.Contains(err.Error(), "no network") {
		t.Fatalf("an npm that fails: %v", err)
	}
	write(npm, "#!/bin/sh\n[ \"$1\" = ci ] && [ -f package-lock.json ] && /bin/mkdir node_modules && echo \"$@\" > node_modules/said\n")
	var told strings.Builder
	s.Progress = &told
	first, err := s.Modules(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	said, err := os.ReadFile(filepath.Join(first, "said"))
	if err != nil || !strings.Contains(string(said), "--ignore-scripts") {
		t.Errorf("npm was called with %q (%v); no package's scripts are to run", said, err)
	}
	write(npm, "#!/bin/sh\nexit 1\n")
	if again, err := s.Modules(t.Context()); err != nil || again != first {
		t.Errorf("the second time: %q, %v; want %q without npm", again, err, first)
	}
	if !strings.Contains(told.String(), "about 3 bytes") || !strings.Contains(told.String(), "already") {
		t.Errorf("told %q", told.String())
	}
	write(filepath.Join(dir, "package-lock.json"), `{"b": 2}`)
	if other, err := s.Modules(t.Context()); err == nil {
		t.Errorf("another lock file: %q without npm", other)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(filepath.Dir(first)), "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("in the cache: %q (%v); want the one that was installed", left, err)
	}
}

//go:build sdks

package sdksuite

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// install gives the node_modules of package-lock.json. It installs them once
// and keeps them in the user's cache, by the hash of the two files.
func install(ctx context.Context) (string, error) {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return "", errors.New("npm is missing, and this suite is about SDKs from npm: install Node.js with npm (for example: sudo apt-get install -y nodejs npm), or run `make test-sdks`, which does")
	}
	sum := sha256.New()
	files := map[string][]byte{}
	for _, name := range []string{"package.json", "package-lock.json"} {
		if files[name], err = os.ReadFile(name); err != nil {
			return "", err
		}
		sum.Write(files[name])
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	root := filepath.Join(cache, "quietroom", "sdksuite")
	dir := filepath.Join(root, fmt.Sprintf("%x", sum.Sum(nil)[:8]))
	if _, err := os.Stat(dir); err == nil {
		progress("the SDKs are in %s already", dir)
		return filepath.Join(dir, "node_modules"), nil
	}
	if err := os.MkdirAll(root, 0o755); err != nil {
		return "", err
	}
	// Installed beside its place and moved there, so that a run that was stopped
	// leaves nothing that looks whole.
	tmp, err := os.MkdirTemp(root, "installing-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(tmp)
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(tmp, name), data, 0o644); err != nil {
			return "", err
		}
	}
	progress("npm ci: installing the SDKs, once (about 240 MB in %s)", root)
	// No package's script is run: the SDKs need none, and esbuild does without.
	cmd := exec.CommandContext(ctx, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	cmd.Dir = tmp
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm ci: %w; the npm registry must be reachable the first time\n%s", err, out)
	}
	if err := os.Rename(tmp, dir); err != nil {
		if _, serr := os.Stat(dir); serr != nil {
			return "", err
		} // else another run of the suite was faster
	}
	return filepath.Join(dir, "node_modules"), nil
}

// bundle makes one script of each entry under sdks/, in out.
func bundle(ctx context.Context, modules, out string) error {
	args := []string{
		"--bundle", "--format=iife", "--minify", "--platform=browser", "--target=chrome120", "--log-level=warning",
		"--outdir=" + out,
	}
	for _, s := range chosen() {
		args = append(args, filepath.Join("sdks", s.name+".js"))
	}
	cmd := exec.CommandContext(ctx, filepath.Join(modules, ".bin", "esbuild"), args...)
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
	if b, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("bundling with esbuild: %w\n%s", err, b)
	}
	return nil
}

// progress tells a person who waits what is being done.
func progress(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "==> "+format+"\n", args...)
}

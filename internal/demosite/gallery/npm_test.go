//go:build gallery

package gallery

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// bundle makes one script of each exhibit that is made with libraries, in out, and
// gives out; it installs the libraries when there is such an exhibit.
func bundle(ctx context.Context, exhibits []Exhibit, out string) (string, error) {
	args := []string{filepath.Join("lib", "build.cjs"), out}
	for _, e := range exhibits {
		if e.App != "" {
			args = append(args, e.Name+"="+filepath.Join("exhibits", e.Name, e.App))
		}
	}
	if len(args) == 2 {
		return "", nil
	}
	modules, err := install(ctx)
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, "node", args...)
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
	if b, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("bundling with esbuild: %w\n%s", err, b)
	}
	return out, nil
}

// install gives the node_modules of package-lock.json. It installs them once
// and keeps them in the user's cache, by the hash of the two files.
func install(ctx context.Context) (string, error) {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return "", errors.New("npm is missing, and half of the gallery is made with libraries from npm: install Node.js with npm (for example: sudo apt-get install -y nodejs npm), or run `make gallery`, which does")
	}
	sum := sha256.New()
	lists := map[string][]byte{}
	for _, name := range []string{"package.json", "package-lock.json"} {
		if lists[name], err = os.ReadFile(name); err != nil {
			return "", err
		}
		sum.Write(lists[name])
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	root := filepath.Join(cache, "quietroom", "gallery")
	dir := filepath.Join(root, fmt.Sprintf("%x", sum.Sum(nil)[:8]))
	if _, err := os.Stat(dir); err == nil {
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
	for name, data := range lists {
		if err := os.WriteFile(filepath.Join(tmp, name), data, 0o644); err != nil {
			return "", err
		}
	}
	fmt.Fprintf(os.Stderr, "==> npm ci: installing the component libraries, once (about 550 MB in %s)\n", root)
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

//go:build sdks

package sdksuite

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/quietroom/quietroom/internal/npm"
)

// packages are the vendors' SDKs. No script of theirs is run: they need none, and
// esbuild does without.
var packages = npm.Suite{Name: "sdksuite", Size: "240 MB", Progress: os.Stderr}

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

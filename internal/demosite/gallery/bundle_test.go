//go:build gallery

package gallery

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/quietroom/quietroom/internal/npm"
)

// libraries are the component libraries that half of the gallery is made with.
var libraries = npm.Suite{Name: "gallery", Size: "1.8 GB", Progress: os.Stderr}

// bundle makes one script of each exhibit that is made with libraries, in out, and
// gives out; it installs the libraries when there is such an exhibit.
func bundle(ctx context.Context, exhibits []Exhibit, out string) (string, error) {
	args := []string{filepath.Join("lib", "build.cjs"), out}
	for _, e := range exhibits {
		if e.App != "" {
			args = append(args, e.Name+"="+filepath.Join(e.dir(), e.App))
		}
	}
	if len(args) == 2 {
		return "", nil
	}
	modules, err := libraries.Modules(ctx)
	if err != nil {
		return "", fmt.Errorf("%w (`make gallery` brings npm)", err)
	}
	cmd := exec.CommandContext(ctx, "node", args...)
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
	if b, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("bundling with esbuild: %w\n%s", err, b)
	}
	return out, nil
}

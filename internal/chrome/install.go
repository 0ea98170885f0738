package chrome

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// InstallOptions says how Install goes about it; the zero value works.
type InstallOptions struct {
	// Progress receives what is about to be run, in sentences, and the output of
	// what runs. Nil drops it.
	Progress io.Writer
	// Env reads the environment; nil means os.Getenv.
	Env func(string) string
	// NoSystem leaves the system's package manager alone, so that the browser is
	// unpacked into the user's cache.
	NoSystem bool
	// Registry is the address of an npm registry to fetch the npm package from
	// without npm. Empty means: npm where it is installed (it knows the user's
	// registry, proxy and credentials), else the address in NPM_CONFIG_REGISTRY.
	Registry string
}

// Install brings a browser to this machine and returns it as Find would without
// CHROME_PATH. It asks the package manager when it may (as root, through a sudo
// that asks no password, or where none is needed), and otherwise, on Linux on x64,
// unpacks a reduced Chromium from npm. Its error ends in the one command that a
// person could run instead, and nothing half done stays behind.
func Install(ctx context.Context, opt InstallOptions) (Browser, error) {
	return thisHost(opt.Env).install(ctx, opt)
}

func (h host) install(ctx context.Context, opt InstallOptions) (Browser, error) {
	if opt.Progress == nil {
		opt.Progress = io.Discard
	}
	var unable error
	if !opt.NoSystem {
		b, err := h.installSystem(ctx, opt.Progress)
		if err == nil {
			return b, nil
		}
		say(opt.Progress, "%v.", err)
		unable = err
	}
	if ctx.Err() != nil {
		return Browser{}, ctx.Err()
	}
	b, err := h.installParcel(ctx, opt)
	if err == nil {
		return b, nil
	}
	if ctx.Err() != nil {
		return Browser{}, ctx.Err()
	}
	if unable != nil {
		err = fmt.Errorf("%w; %w", unable, err)
	}
	return Browser{}, fmt.Errorf("installing a browser: %w; run: %s", err, h.command())
}

// installSystem runs the package manager, after saying the very command, and
// finds what it brought.
func (h host) installSystem(ctx context.Context, progress io.Writer) (Browser, error) {
	m, ok := h.manager()
	switch {
	case !ok:
		return Browser{}, errors.New("no package manager that quietroom knows")
	case m.snapOn != "" && m.snapOn == h.distro:
		return Browser{}, errors.New("the chromium package of " + h.distro + " only points to a snap")
	}
	var sudo []string
	if m.asRoot && !h.root {
		if sudo = h.sudo(ctx); sudo == nil {
			return Browser{}, errors.New(m.name + " needs root, and sudo would ask for a password or is missing")
		}
	}
	say(progress, "Installing a browser with %s.", m.name)
	if m.refresh != nil {
		if err := h.run(ctx, progress, append(sudo, m.refresh...)); err != nil {
			say(progress, "%v; going on with the lists there are.", err)
		}
	}
	if err := h.run(ctx, progress, append(sudo, m.install...)); err != nil {
		return Browser{}, err
	}
	b, err := h.findAnywhere(ctx)
	switch {
	case err != nil:
		return Browser{}, fmt.Errorf("%s went well, but: %w", m.name, err)
	case b.Fidelity != Full:
		return Browser{}, fmt.Errorf("%s went well, but left no full browser", m.name)
	}
	return b, nil
}

// sudo returns how to become root without a question, or nil.
func (h host) sudo(ctx context.Context) []string {
	file := h.lookPath("sudo")
	if file == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if exec.CommandContext(ctx, file, "-n", "true").Run() != nil {
		return nil
	}
	return []string{"sudo", "-n"}
}

// run says a command and runs it, its output going to progress. The program is
// found in the host's PATH; no shell is involved, and nothing is read from
// standard input.
func (h host) run(ctx context.Context, progress io.Writer, args []string) error {
	line := strings.Join(args, " ")
	say(progress, "Running: %s", line)
	file := h.lookPath(args[0])
	if file == "" {
		return fmt.Errorf("%s is not in PATH", args[0])
	}
	cmd := exec.CommandContext(ctx, file, args[1:]...)
	cmd.Env = append(os.Environ(), "PATH="+h.env("PATH"))
	cmd.Stdout, cmd.Stderr = progress, progress
	// A package manager that is killed leaves its database locked: ask first.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", line, err)
	}
	return nil
}

// say writes one sentence of progress. Progress that cannot be written is no
// reason to stop installing.
func say(w io.Writer, format string, args ...any) {
	_, _ = fmt.Fprintf(w, "quietroom: "+format+"\n", args...)
}

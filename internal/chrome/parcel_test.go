package chrome

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const shellScript = "#!/bin/sh\necho 'Chromium 153.0.8010.0 '\n"

// needsLibs runs only with the parcel's libraries, as on a machine without NSS.
const needsLibs = "#!/bin/sh\n[ -e \"$LD_LIBRARY_PATH/libnss3.so\" ] || { echo 'libnss3.so: cannot open shared object file' >&2; exit 127; }\necho 'Chromium 153.0.8010.0 '\n"

func serve(b []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(b) }
}

func TestInstallParcel(t *testing.T) {
	for name, program := range map[string]string{"with NSS": shellScript, "without NSS": needsLibs} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			tgz := tarball(t, program, nil)
			h.pin(tgz)
			asked := 0
			h.vars["NPM_CONFIG_REGISTRY"] = h.registry(t, func(w http.ResponseWriter, r *http.Request) {
				asked++
				serve(tgz)(w, r)
			})
			var said strings.Builder
			b, err := h.install(t.Context(), InstallOptions{Progress: &said})
			if err != nil {
				t.Fatalf("%v\n%s", err, &said)
			}
			dir := filepath.Join(h.home, ".cache", "quietroom", "chromium-153")
			want := Browser{
				Path: filepath.Join(dir, "chrome"), Version: "153.0.8010.0", Product: "Chromium",
				Fidelity: Reduced, Why: whyParcel,
				Env: []string{"FONTCONFIG_FILE=" + filepath.Join(dir, "fonts.conf")},
			}
			if program == needsLibs {
				want.Env = append(want.Env, "LD_LIBRARY_PATH="+filepath.Join(dir, "lib"))
			}
			if diff := cmp.Diff(want, b); diff != "" {
				t.Error(diff)
			}
			wantFiles := []string{"chrome", "fonts/Open_Sans/OpenSans.ttf", "fonts.conf", "lib/libnss3.so"}
			if diff := cmp.Diff(wantFiles, files(t, dir)); diff != "" {
				t.Error(diff)
			}
			if left := files(t, filepath.Dir(dir)); len(left) != len(wantFiles) {
				t.Errorf("the cache holds %q", left)
			}
			conf, err := os.ReadFile(filepath.Join(dir, "fonts.conf"))
			if err != nil || !strings.Contains(string(conf), "<dir>"+dir+"/fonts</dir>") {
				t.Errorf("fonts.conf: %v\n%s", err, conf)
			}
			if !strings.Contains(said.String(), "reduced fidelity") {
				t.Errorf("does not say that it is reduced:\n%s", &said)
			}

			// It is found from now on, and not fetched again.
			if found, err := h.find(t.Context()); err != nil || !cmp.Equal(found, b) {
				t.Errorf("found %v, %v", found, err)
			}
			if again, err := h.install(t.Context(), InstallOptions{}); err != nil || !cmp.Equal(again, b) || asked != 1 {
				t.Errorf("again: %v, %v, asked %d times", again, err, asked)
			}
		})
	}
}

func TestInstallParcelMends(t *testing.T) {
	h := newHost(t)
	tgz := tarball(t, shellScript, nil)
	h.pin(tgz)
	cache := filepath.Join(h.home, ".cache", "quietroom")
	script(t, filepath.Join(cache, "chromium-153"), "chrome", "exit 1")
	script(t, filepath.Join(cache, ".chromium-153-old"), "chrome", "exit 1")
	script(t, filepath.Join(cache, ".chromium-153-new"), "chrome", "exit 1")
	long := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(filepath.Join(cache, ".chromium-153-old"), long, long); err != nil {
		t.Fatal(err)
	}
	if _, err := h.install(t.Context(), InstallOptions{Registry: h.registry(t, serve(tgz))}); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(cache)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if diff := cmp.Diff([]string{".chromium-153-new", "chromium-153"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestInstallParcelWithNPM(t *testing.T) {
	h := newHost(t)
	tgz := tarball(t, shellScript, nil)
	h.pin(tgz)
	packed := filepath.Join(t.TempDir(), "it.tgz")
	if err := os.WriteFile(packed, tgz, 0o600); err != nil {
		t.Fatal(err)
	}
	script(t, h.bin, "npm", fmt.Sprintf(`
[ "$1" = pack ] && [ "$4" = --pack-destination ] && [ "$6" = @sparticuz/chromium@153.0.0 ] || exit 64
exec /bin/cp %q "$5/sparticuz-chromium-153.0.0.tgz"`, packed))
	// npm knows the way: nobody else is asked.
	h.vars["NPM_CONFIG_REGISTRY"] = h.registry(t, func(http.ResponseWriter, *http.Request) { t.Error("asked without npm") })
	var said strings.Builder
	b, err := h.install(t.Context(), InstallOptions{Progress: &said})
	if err != nil || b.Fidelity != Reduced {
		t.Fatalf("%v %v\n%s", b, err, &said)
	}
	if !strings.Contains(said.String(), "Running: npm pack") {
		t.Errorf("does not say what it runs:\n%s", &said)
	}
}

// TestInstallParcelFails shows that nothing is left, and nothing runs, when what
// comes is not what was pinned.
func TestInstallParcelFails(t *testing.T) {
	good := tarball(t, shellScript, nil)
	other := tarball(t, shellScript+"# other", nil)
	inner := func(entries ...entry) map[string][]byte {
		return map[string][]byte{"package/bin/al2023.tar.br": br(t, tarOf(t, entries...))}
	}
	for name, tc := range map[string]struct {
		serve http.HandlerFunc
		// pin is what is expected, when it is not what is served.
		pin  []byte
		tgz  []byte
		want string
	}{
		"wrong checksum": {tgz: append([]byte{good[0] ^ 1}, good[1:]...), pin: good, want: "wrong checksum"},
		"too short":      {tgz: good[:len(good)-1], pin: good, want: "cut short"},
		"too long":       {tgz: append(good[:len(good):len(good)], 0), pin: good, want: "longer than"},
		"connection cut": {serve: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(len(good)))
			_, _ = w.Write(good[:len(good)/2])
		}, pin: good, want: "cut short"},
		"not found":         {serve: http.NotFound, pin: good, want: "the npm registry answered 404 Not Found"},
		"another package":   {tgz: other, pin: good, want: "not used"},
		"not gzip":          {tgz: []byte("hello, this is not a gzip"), want: "gzip: invalid header"},
		"gzip cut":          {tgz: good[:len(good)-20], want: "unexpected EOF"},
		"no binary":         {tgz: tarball(t, "", map[string][]byte{"package/bin/chromium.br": nil}), want: "it holds no bin/chromium.br"},
		"no fonts":          {tgz: tarball(t, shellScript, map[string][]byte{"package/bin/fonts.tar.br": nil}), want: "it holds no bin/fonts.tar.br"},
		"bad brotli":        {tgz: tarball(t, "", map[string][]byte{"package/bin/chromium.br": []byte("\xff\xff\xff")}), want: "brotli"},
		"does not run":      {tgz: tarball(t, "#!/bin/sh\nexit 3\n", nil), want: "unpacked but does not run here"},
		"leaves the folder": {tgz: tarball(t, shellScript, inner(entry{name: "../../evil", body: []byte("x")})), want: `"../../evil" leaves the folder`},
		"absolute name":     {tgz: tarball(t, shellScript, inner(entry{name: "/etc/evil", body: []byte("x")})), want: "leaves the folder"},
		"a symlink": {tgz: tarball(t, shellScript, inner(
			entry{name: "lib/out", kind: tar.TypeSymlink, link: "/etc"}, entry{name: "lib/out/evil", body: []byte("x")})), want: "neither a file nor a folder"},
		"a hard link":    {tgz: tarball(t, shellScript, inner(entry{name: "lib/out", kind: tar.TypeLink, link: "/etc/passwd"})), want: "neither a file nor a folder"},
		"a device":       {tgz: tarball(t, shellScript, inner(entry{name: "lib/null", kind: tar.TypeChar})), want: "neither a file nor a folder"},
		"over a file":    {tgz: tarball(t, shellScript, inner(entry{name: "chrome", body: []byte("x")}, entry{name: "chrome", body: []byte("y")})), want: "exists"},
		"a large tree":   {tgz: tarball(t, shellScript, inner(entry{name: "lib/zeros", body: make([]byte, maxTree+1)})), want: "more than it may"},
		"a sparse file":  {tgz: tarball(t, shellScript, map[string][]byte{"package/bin/al2023.tar.br": br(t, sparse())}), want: "more than it may"},
		"too many files": {tgz: tarball(t, shellScript, inner(many(maxEntries+1)...)), want: "more than 500 files"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			if tc.serve == nil {
				tc.serve = serve(tc.tgz)
			}
			if tc.pin == nil {
				tc.pin = tc.tgz
			}
			h.pin(tc.pin)
			_, err := h.install(t.Context(), InstallOptions{Registry: h.registry(t, tc.serve)})
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Fatalf("got %v, want %q", err, tc.want)
			}
			if left := files(t, h.home); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
			if _, err := h.find(t.Context()); !errors.Is(err, ErrNone) {
				t.Errorf("found after all: %v", err)
			}
		})
	}
}

// sparse is a small tar whose only file claims to be of 1 TiB, all hole, in PAX
// format 0.1 (https://www.gnu.org/software/tar/manual, "PAX Format, Versions 0.0
// and 0.1"), which archive/tar reads but does not write.
func sparse() []byte {
	var records string
	for _, r := range []string{
		"GNU.sparse.size=1099511627776", "GNU.sparse.numblocks=1", "GNU.sparse.map=1099511627776,0",
	} {
		records += fmt.Sprintf("%d %s\n", len(r)+4, r) // two digits, a space, the line's end
	}
	b := append(block("pax", tar.TypeXHeader, len(records)), records...)
	b = append(b, make([]byte, 512-len(records))...)
	b = append(b, block("lib/hole", tar.TypeReg, 0)...)
	return append(b, make([]byte, 1024)...)
}

// block is a ustar header.
func block(name string, kind byte, size int) []byte {
	b := make([]byte, 512)
	copy(b, name)
	copy(b[100:], "0000644\x00")
	copy(b[124:], fmt.Sprintf("%011o\x00", size))
	copy(b[148:], "        ")
	b[156] = kind
	copy(b[257:], "ustar\x0000")
	sum := 0
	for _, c := range b {
		sum += int(c)
	}
	copy(b[148:], fmt.Sprintf("%06o\x00 ", sum))
	return b
}

func many(n int) []entry {
	all := make([]entry, n)
	for i := range all {
		all[i].name = fmt.Sprintf("lib/%d", i)
	}
	return all
}

func TestInstallParcelStops(t *testing.T) {
	h := newHost(t)
	ctx, cancel := context.WithCancel(t.Context())
	registry := h.registry(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("the beginning"))
		_ = http.NewResponseController(w).Flush()
		cancel()
		<-r.Context().Done()
	})
	if _, err := h.install(ctx, InstallOptions{Registry: registry}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if left := files(t, h.home); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// TestRegistrySecret: an address may hold credentials, and an error goes to logs.
func TestRegistrySecret(t *testing.T) {
	for _, registry := range []string{"http://me:s3cret@127.0.0.1:1/", "http://me:s3cret@[::1", "me:s3cret", ":s3cret"} {
		_, err := newHost(t).install(t.Context(), InstallOptions{Registry: registry})
		if err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%v", err)
		}
	}
}

// TestRootUnpacksForOthers: root's home is closed to the user that the browser
// is started as.
func TestRootUnpacksForOthers(t *testing.T) {
	h := newHost(t)
	h.lastCache = "/var/cache"
	user := h.parcelDirs()
	h.root = true
	root := h.parcelDirs()
	want := []string{filepath.Join(h.home, ".cache/quietroom/chromium-153"), "/var/cache/quietroom/chromium-153"}
	if diff := cmp.Diff([][]string{want, {want[1], want[0]}}, [][]string{user, root}); diff != "" {
		t.Error(diff)
	}
	h.vars["XDG_CACHE_HOME"] = "relative"
	if diff := cmp.Diff(root, h.parcelDirs()); diff != "" {
		t.Errorf("a relative XDG_CACHE_HOME counts: %s", diff)
	}
}

// FuzzUnpackTree: no tar writes outside of its folder, leaves a link, or fails to
// come to an end.
func FuzzUnpackTree(f *testing.F) {
	f.Add(tarOf(f, entry{name: "lib/a", body: []byte("x")}, entry{name: "../b", body: []byte("x")}))
	f.Add(tarOf(f, entry{name: "lib", kind: tar.TypeSymlink, link: ".."}, entry{name: "lib/b", body: []byte("x")}))
	f.Add(sparse())
	f.Fuzz(func(t *testing.T, b []byte) {
		outside := t.TempDir()
		dir := filepath.Join(outside, "in")
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		_ = unpackTree(root, bytes.NewReader(b), 1<<20) // an error is a fine answer
		err = filepath.WalkDir(outside, func(p string, d os.DirEntry, err error) error {
			if err == nil && p != outside && p != dir && !strings.HasPrefix(p, dir+string(filepath.Separator)) {
				t.Errorf("wrote %s", p)
			}
			if err == nil && !d.IsDir() && !d.Type().IsRegular() {
				t.Errorf("%s is a %v", p, d.Type())
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

package chrome

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"testing"

	"github.com/andybalholm/brotli"
)

// The tests of this package do not run in parallel: they write programs and start
// them, and a fork at the wrong moment makes that fail with "text file busy"
// (https://go.dev/issue/22315).

// fakeHost is a Linux machine on x64 with nothing on it: bin is its only folder in
// PATH, home its user's home. Variables are added to vars.
type fakeHost struct {
	host
	bin, home string
	vars      map[string]string
}

func newHost(t *testing.T) *fakeHost {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in programs are shell scripts")
	}
	f := &fakeHost{bin: t.TempDir(), home: t.TempDir()}
	f.vars = map[string]string{"PATH": f.bin, "HOME": f.home}
	f.host = host{
		goos: "linux", goarch: "amd64", distro: "debian",
		env:      func(name string) string { return f.vars[name] },
		managers: managers,
		parcel:   sparticuz,
	}
	return f
}

// script puts a program into dir and returns its path.
func script(t *testing.T, dir, name, body string) string {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"+body+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return file
}

const saysChromium = `[ "$1" = --version ] && echo 'Chromium 156.0.8078.79 built on Debian'`

// entry is one member of a tar in a test.
type entry struct {
	name string
	body []byte
	kind byte // 0: a regular file
	link string
}

func tarOf(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		hdr := &tar.Header{Name: e.name, Typeflag: e.kind, Linkname: e.link, Mode: 0o755}
		if e.kind == 0 {
			hdr.Typeflag, hdr.Size = tar.TypeReg, int64(len(e.body))
		}
		if err := w.WriteHeader(hdr); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(e.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func packed[W io.WriteCloser](t testing.TB, b []byte, to func(io.Writer) W) []byte {
	t.Helper()
	var out bytes.Buffer
	w := to(&out)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func br(t testing.TB, b []byte) []byte {
	return packed(t, b, brotli.NewWriter)
}

// tarball is an npm package like the real one around the given program, with the
// inner tars replaced where parts names them; a nil part is left out.
func tarball(t testing.TB, program string, parts map[string][]byte) []byte {
	t.Helper()
	all := map[string][]byte{
		"package/package.json":    []byte("{}"),
		"package/bin/chromium.br": br(t, []byte(program)),
		"package/bin/al2023.tar.br": br(t, tarOf(t,
			entry{name: "lib/libnss3.so", body: []byte("nss")})),
		"package/bin/fonts.tar.br": br(t, tarOf(t,
			entry{name: "fonts.conf", body: []byte("theirs")},
			entry{name: "fonts/", kind: tar.TypeDir},
			entry{name: "fonts/Open_Sans/OpenSans.ttf", body: []byte("font")})),
	}
	for name, b := range parts {
		all[name] = b
	}
	var names []string
	for name, b := range all {
		if b != nil {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var entries []entry
	for _, name := range names {
		entries = append(entries, entry{name: name, body: all[name]})
	}
	return packed(t, tarOf(t, entries...), gzip.NewWriter)
}

// pin makes tgz the parcel that the host expects.
func (f *fakeHost) pin(tgz []byte) {
	sum := sha512.Sum512(tgz)
	f.parcel.integrity = "sha512-" + base64.StdEncoding.EncodeToString(sum[:])
	f.parcel.size = int64(len(tgz))
}

// registry is an npm registry that answers every request with handler, at the
// address that the parcel has.
func (f *fakeHost) registry(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /npm/@sparticuz/chromium/-/chromium-153.0.0.tgz", handler)
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL + "/npm/"
}

// files lists what is in a folder and below, without folders.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, p)
			all = append(all, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

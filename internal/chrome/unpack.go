package chrome

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// Bounds of what a parcel may unpack to: the real one has a binary of 209 MB, 12
// libraries of 4 MB and 4 fonts of 1 MB in all.
const (
	maxBinary  = 600 << 20
	maxTree    = 64 << 20
	maxEntries = 500
)

// unpack lays the parcel in the file tgz out in the new folder tree: chrome, lib/,
// fonts/ and a fonts.conf that is right once tree is renamed to final. The
// tarball is untrusted: names that leave the folder, links, devices and anything
// over the bounds are errors.
func unpack(ctx context.Context, tgz, tree, final string) error {
	f, err := os.Open(tgz)
	if err != nil {
		return err
	}
	defer f.Close()
	zr, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	if err := os.Mkdir(tree, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(tree)
	if err != nil {
		return err
	}
	defer root.Close()

	found := map[string]bool{}
	tr := tar.NewReader(stopping{ctx, zr})
	for n := 0; ; n++ {
		hdr, err := tr.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if n == maxEntries {
			return fmt.Errorf("more than %d files", maxEntries)
		}
		switch hdr.Name {
		case "package/bin/chromium.br":
			err = write(root, "chrome", 0o755, &capped{brotli.NewReader(tr), maxBinary})
		case "package/bin/al2023.tar.br", "package/bin/fonts.tar.br":
			err = unpackTree(root, brotli.NewReader(tr), maxTree)
		default:
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", hdr.Name, err)
		}
		found[path.Base(hdr.Name)] = true
	}
	for _, name := range []string{"chromium.br", "al2023.tar.br", "fonts.tar.br"} {
		if !found[name] {
			return fmt.Errorf("it holds no bin/%s", name)
		}
	}
	if err := write(root, "fonts.conf", 0o644, bytes.NewReader(fontsConf(filepath.Join(final, "fonts")))); err != nil {
		return err
	}
	return openFolders(root)
}

// openFolders lets everyone into the folders, whatever the umask: root starts the
// browser as an unprivileged user.
func openFolders(root *os.Root) error {
	return fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return root.Chmod(name, 0o755)
	})
}

// unpackTree lays out one inner tar of at most limit bytes, whose files are of at
// most limit bytes together as well: a sparse one may be far larger than the tar.
func unpackTree(root *os.Root, r io.Reader, limit int64) error {
	tr := tar.NewReader(&capped{r, limit})
	left := limit
	for range maxEntries {
		hdr, err := tr.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		name := path.Clean(hdr.Name)
		switch {
		case !filepath.IsLocal(name):
			return fmt.Errorf("%q leaves the folder", hdr.Name)
		case hdr.Typeflag == tar.TypeDir, name == "fonts.conf":
			continue // folders are made as needed; fonts.conf is our own
		case hdr.Typeflag != tar.TypeReg:
			return fmt.Errorf("%q is neither a file nor a folder", hdr.Name)
		}
		if left -= hdr.Size; left < 0 {
			return errTooLarge
		}
		if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
			return err
		}
		if err := write(root, name, 0o755&hdr.FileInfo().Mode().Perm()|0o444, tr); err != nil {
			return err
		}
	}
	return fmt.Errorf("more than %d files", maxEntries)
}

// write makes a file that must not be there yet, with just this mode whatever the
// umask.
func write(root *os.Root, name string, mode fs.FileMode, r io.Reader) (err error) {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := io.Copy(f, r); err != nil {
		return err
	}
	return f.Chmod(mode)
}

// fontsConf is a fontconfig file with the machine's fonts, if it has any, and the
// parcel's. Format: https://www.freedesktop.org/software/fontconfig/fontconfig-user.html
// (read 2026-11).
func fontsConf(dir string) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>`)
	_ = xml.EscapeText(&b, []byte(dir)) // a Buffer takes everything
	b.WriteString(`</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`)
	return b.Bytes()
}

var errTooLarge = errors.New("unpacks to more than it may")

// capped is a reader that fails, rather than ends, after its bound.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left < 0 {
		return 0, errTooLarge
	}
	n, err := c.r.Read(p)
	c.left -= int64(n)
	return n, err
}

// stopping is a reader that ends with its context.
type stopping struct {
	ctx context.Context
	r   io.Reader
}

func (s stopping) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// Command gen writes entities.tsv and its licence notice from the npm package
// third-party-web (MIT): who owns which domain, and in which category.
//
// It is no part of quietroom's binary. It asks npm for the one version named here
// and refuses a parcel with another digest; for a newer version, change both and
// run go generate in audit/vendors.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const (
	parcel = "third-party-web@0.30.0"
	digest = "a7e3dfc8be54d1e7621b3bf03f3312743f4c9c2f2b1d6ea75892552c842fa8ded1b12a9f699fbb9f873d1882ea1f7e84611d1e5c1f42cc0782467285afff6e26"
	// data and licence are files in it.
	data    = "package/dist/entities-nostats.json"
	licence = "package/LICENSE"
)

func main() {
	log.SetFlags(0)
	if err := run("."); err != nil {
		log.Fatal("gen: ", err)
	}
}

func run(dir string) error {
	tgz, err := fetch()
	if err != nil {
		return err
	}
	files, err := unpack(tgz, data, licence)
	if err != nil {
		return err
	}
	table, err := entities(files[data])
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "entities.tsv"), table, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "entities.LICENSE"), files[licence], 0o644)
}

// fetch has npm download the parcel, and checks it.
func fetch() ([]byte, error) {
	dir, err := os.MkdirTemp("", "third-party-web")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command("npm", "pack", "--silent", parcel) //nolint:noctx // a command of the developer's, who can interrupt it
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	name, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("npm pack %s: %w", parcel, err)
	}
	tgz, err := os.ReadFile(filepath.Join(dir, filepath.Base(strings.TrimSpace(string(name)))))
	if err != nil {
		return nil, err
	}
	if sum := sha512.Sum512(tgz); hex.EncodeToString(sum[:]) != digest {
		return nil, fmt.Errorf("%s has SHA-512 %x; want %s", parcel, sum, digest)
	}
	return tgz, nil
}

// unpack gives the named files of a tarball.
func unpack(tgz []byte, names ...string) (map[string][]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(tgz))
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF { //nolint:errorlint // as archive/tar documents it
			break
		}
		if err != nil {
			return nil, err
		}
		if slices.Contains(names, h.Name) {
			if out[h.Name], err = io.ReadAll(io.LimitReader(r, 16<<20)); err != nil {
				return nil, err
			}
		}
	}
	for _, n := range names {
		if len(out[n]) == 0 {
			return nil, fmt.Errorf("%s holds no %s", parcel, n)
		}
	}
	return out, nil
}

// entities turns the package's JSON into lines of name, owner, category and
// domains, one tab between them, sorted by name.
func entities(raw []byte) ([]byte, error) {
	var list []struct {
		Name, Company, Category string
		Domains                 []string
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, fmt.Errorf("reading %s: %w", data, err)
	}
	var lines []string
	for _, e := range list {
		owner := e.Company
		if owner == "" {
			owner = e.Name
		}
		var domains []string
		for _, d := range e.Domains {
			domains = append(domains, strings.ToLower(strings.TrimPrefix(d, "*.")))
		}
		slices.Sort(domains)
		line := strings.Join([]string{e.Name, owner, e.Category, strings.Join(slices.Compact(domains), " ")}, "\t")
		if len(domains) == 0 {
			continue // an entity of which only the name is known
		}
		if strings.ContainsAny(line, "\n\r") || strings.Count(line, "\t") != 3 {
			return nil, fmt.Errorf("the entity %q cannot be a line", e.Name)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	head := "# Made by audit/vendors/gen from " + parcel + " (npm), MIT licence, see entities.LICENSE. Do not edit.\n"
	return []byte(head + strings.Join(lines, "\n") + "\n"), nil
}

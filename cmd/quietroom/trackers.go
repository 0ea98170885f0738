package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/audit/vendors/lists"
)

// trackersFlag adds --trackers.
func trackersFlag(fs *pflag.FlagSet, into *[]string) {
	fs.StringArrayVar(into, "trackers", nil, "`FILE` or folder with a list of trackers of your own: Tracker Radar, tds.json, trackerdb or EasyPrivacy; it names third parties that quietroom does not know (repeat for more)")
}

// maxListBytes bounds a folder; all of Tracker Radar has less.
const maxListBytes = 8 << 30

// readTrackers reads the lists of --trackers.
func readTrackers(names []string) ([]*lists.List, error) {
	var out []*lists.List
	for _, name := range names {
		l, err := readTrackerList(name)
		if err != nil {
			return nil, fmt.Errorf("--trackers: %w", err)
		}
		out = append(out, l)
	}
	return out, nil
}

func readTrackerList(name string) (*lists.List, error) {
	about, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	r := lists.NewReader(filepath.Base(filepath.Clean(name)))
	if about.IsDir() {
		err = readListFolder(r, name)
	} else {
		var data []byte
		if data, err = readListFile(name); err == nil {
			err = r.Add(name, data)
		}
	}
	if err != nil {
		return nil, err
	}
	return r.List()
}

// readListFolder reads the files of a folder that a list may consist of, in the
// order of their names; what is no list is left out.
func readListFolder(r *lists.Reader, dir string) error {
	total := int64(0)
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != dir && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !d.Type().IsRegular() || !slices.Contains([]string{".json", ".eno", ".txt"}, filepath.Ext(path)):
			return nil
		}
		data, err := readListFile(path)
		if err != nil {
			return err
		}
		if total += int64(len(data)); total > maxListBytes {
			return fmt.Errorf("%s holds more than %d GiB", dir, maxListBytes>>30)
		}
		if err := r.Add(path, data); !errors.Is(err, lists.ErrNoList) {
			return err
		}
		return nil
	})
}

func readListFile(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, lists.MaxFile+1)) // the reader refuses what is longer
}

// Package library holds the scenarios that come with quietroom: what a patient does
// on any practice's site, told without a word about that site. Each finds its way by
// what the site itself calls things, in several languages (the verb reach of package
// script); on a site that does not offer what it looks for it ends, and says so.
//
// It walks nothing: package scenarios does. To add a scenario, add a YAML file here;
// for a new goal of reach, add its name in package script and its words in
// scenarios/reach.go.
package library

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"github.com/quietroom/quietroom/scenarios/script"
)

//go:embed *.yaml
var files embed.FS

// Entry is one scenario of the library.
type Entry struct {
	// Name is what it is asked for by: "booking".
	Name string
	// File is the file's name in messages, Data the YAML as it stands there.
	File   string
	Data   []byte
	Script *script.Script
}

// All gives every scenario, by name.
func All() ([]Entry, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, err
	}
	var out []Entry
	for _, n := range names {
		data, err := files.ReadFile(n)
		if err != nil {
			return nil, err
		}
		e := Entry{Name: strings.TrimSuffix(n, ".yaml"), File: "library/" + n, Data: data}
		if e.Script, err = script.Read(e.File, data); err != nil {
			return nil, fmt.Errorf("the library: %w", err)
		}
		out = append(out, e)
	}
	return out, nil
}

// Find gives the scenarios that a name stands for: one, or with "library" all.
// ok is false when the library knows none of that name.
func Find(name string) (list []Entry, ok bool, err error) {
	all, err := All()
	if err != nil || name == "library" {
		return all, err == nil, err
	}
	for _, e := range all {
		if e.Name == name {
			return []Entry{e}, true, nil
		}
	}
	return nil, false, nil
}

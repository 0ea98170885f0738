package main

import (
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/report"
)

// unredactedFlag adds the flag that asks for reports with nothing masked.
func unredactedFlag(fs *pflag.FlagSet, on *bool) {
	fs.BoolVar(on, "unredacted", false, "write a second file beside each report into the run's folder, such as report.unredacted.html, in which nothing is masked; it is its owner's alone and can hold what belongs to real people")
}

// writeUnredacted writes, for each format that masks anything, a second file in
// which nothing is masked, and says so.
func writeUnredacted(r *runstore.Reader, formats []report.Format, in report.Input, say func(string)) error {
	var errs []error
	for _, f := range formats {
		if f.Name == "json" {
			continue // unmasked, it is run.json, which stands there already
		}
		name := unredactedName(f.FileName)
		if err := r.WriteFile(name, func(out io.Writer) error { return f.Write(out, in, report.Options{Unredacted: true}) }); err != nil {
			errs = append(errs, err)
			continue
		}
		say("Not redacted, for your eyes alone: " + filepath.Join(r.Dir(), name))
	}
	return errors.Join(errs...)
}

// unredactedName puts the word behind a report's name: report.unredacted.junit.xml.
func unredactedName(file string) string {
	name, rest, _ := strings.Cut(file, ".")
	return name + ".unredacted." + rest
}

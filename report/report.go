// Package report prints a run: for a terminal, for a machine, for the person
// who has to act on it. Every format is a pure function of the run; the same run
// gives the same bytes, and no format contacts anybody.
//
// It is not where anything is decided. Verdicts, severities, reasons and
// remedies are the judge's and stand in the run; this package groups them, says
// them in words, and always prints the coverage beside them. Everything that a
// page controls is neutralised before it is printed.
//
// To add a format, write one file with its Write function and add one line to
// formats. Golden files, hostile runs and failing writers are tested over every
// format there is; run the tests with -update and read what they wrote.
package report

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/yamlfile"
)

// Input is what a format prints.
type Input struct {
	Run *audit.Run
	// Exchanges gives the record of what left, in the order sent; nil when it is
	// not at hand. A format walks it at most once and keeps only what findings name.
	Exchanges func() iter.Seq2[*audit.Exchange, error]
	// Body gives the bytes of an exchange's body, by its SHA-256; nil when they are
	// not at hand.
	Body func(sha256 string) ([]byte, error)
	// Patients gives what the journeys typed or chose, so that it is known in a
	// payload; nil when it is not at hand.
	Patients func() ([]audit.PatientValues, error)
	// Screenshot gives the image that a step names; nil when there are none.
	Screenshot func(name string) ([]byte, error)
	// Comparison is what changed since the baseline; nil when there is none.
	Comparison *audit.Comparison
	// Remedies are what to change, the first things to do first.
	Remedies []audit.Remedy
	// Policy is what the site's headers can do; nil when it was not worked out.
	Policy *audit.Policy

	// recorded is the run itself, where Run is a copy with its excerpts masked.
	recorded *audit.Run
}

// Options shape how a format prints. The zero value works.
type Options struct {
	// Color allows ANSI colours in text. Default: none.
	Color bool
	// Unredacted shows the values of payloads, in har, and what stands around a value
	// in the excerpts of the others. Such a file is for its owner's eyes. Default:
	// every value is masked.
	Unredacted bool
	// Width of a line of text, in columns. 0 means 80; less than 70 is taken as 70.
	Width int
}

// Format is one way to print a run.
type Format struct {
	// Name is what --format takes.
	Name string
	// FileName is what the format is called inside a run folder.
	FileName string
	// MediaType is the format's content type.
	MediaType string
	// Write prints the run. It gives back every error of w.
	Write func(w io.Writer, in Input, o Options) error
}

// writer prints a run.
type writer = func(w io.Writer, in Input, o Options) error

// formats lists every format, in the order in which --help names them.
var formats = []Format{
	{"summary", "summary.txt", "text/plain; charset=utf-8", masked(writeSummary)},
	{"text", "report.txt", "text/plain; charset=utf-8", masked(writeText)},
	{"json", "report.json", "application/json", masked(writeJSON)},
	{"html", "report.html", "text/html; charset=utf-8", masked(writeHTML)},
	{"sarif", "report.sarif", "application/sarif+json", masked(writeSARIF)},
	{"junit", "report.junit.xml", "application/xml; charset=utf-8", masked(writeJUnit)},
	{"markdown", "report.md", "text/markdown; charset=utf-8", masked(writeMarkdown)},
	{"har", "report.har", "application/json", masked(writeHAR)},
	{"csv", "report.csv", "text/csv; charset=utf-8", masked(writeCSV)},
}

// Formats lists every format there is.
func Formats() []Format { return append([]Format(nil), formats...) }

// Find gives the named format. The error for an unknown one says which are
// there, and which was probably meant.
func Find(name string) (Format, error) {
	return byName("format", formats, func(f Format) string { return f.Name }, name)
}

// byName gives the one of all that has a name.
func byName[T any](what string, all []T, nameOf func(T) string, name string) (T, error) {
	names := make([]string, len(all))
	for i, t := range all {
		if names[i] = nameOf(t); names[i] == name {
			return t, nil
		}
	}
	var none T
	return none, fmt.Errorf("unknown %s %q: there are %s%s", what, clip(clean(name), 40), strings.Join(names, ", "), yamlfile.Hint(name, names))
}

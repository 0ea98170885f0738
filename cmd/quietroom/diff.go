package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/compare"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/report"
)

func newDiff(w world) *cobra.Command {
	format, failOn := "text", "E"
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what changed between two runs: new findings, unchanged, gone",
		Long: `diff compares two runs, each a run folder, its run.json, or a baseline file that
quietroom baseline wrote. Findings are the same when their fingerprints are.

What the old run found and the new one could not have seen again is "not looked
at", with the reason, and never called gone: its page or journey was not seen
to its end this time, was out of scope, or another answer was given to the
consent banner. What makes the runs hard to compare is noted on top.

Exit status:
  0  nothing new at or above --fail-on
  1  new findings at or above it that nobody accepts; also known ones that have
     become worse than that, and ones whose acceptance is over
  2  wrong usage
  3  the new run is incomplete, unless 1 applies`,
		Example: `  quietroom diff quietroom-runs/practice.example/20261114T030000Z quietroom-runs/practice.example/20261121T030000Z
  quietroom diff quietroom.baseline.json RUN --fail-on C
  quietroom diff OLD NEW --format markdown >> "$GITHUB_STEP_SUMMARY"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return fmt.Errorf("diff wants an old and a new run and got %d, such as: quietroom diff quietroom.baseline.json RUN", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if err := checkFailOn(failOn); err != nil {
				return err
			}
			f, err := report.FindDiff(format)
			if err != nil {
				return fmt.Errorf("--format: %w", err)
			}
			old, err := openBaseline(args[0])
			if err != nil {
				return err
			}
			now, err := openBaseline(args[1])
			if err != nil {
				return err
			}
			c := compare.Compare(old, now)
			if err := f.Write(w.stdout, c, printOptions(w.stdout, w.env)); err != nil {
				return fmt.Errorf("printing the %s comparison: %w", f.Name, err)
			}
			return exitOf(compare.Counting(c, audit.Class(failOn)), unfinished(now))
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&format, "format", format, "`FORMAT` to print: text, json or markdown")
	cmd.Flags().StringVar(&failOn, "fail-on", failOn, "end with 1 on new findings of this `CLASS` or a worse one: A, B, C, D, E or never")
	return cmd
}

func newBaseline(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "baseline RUN",
		Short: "Print a run as a small file to compare later runs with",
		Long: `baseline prints what a comparison needs of a run: findings by fingerprint with
the words that say what they are, pages, journeys and vendors. It holds no value,
no excerpt and no request, is sorted, and has an entry a line, so that it can be
kept in a repository and its changes can be reviewed.

It takes a run that came to its end, because a baseline that did not look
everywhere would make known findings new ones later.`,
		Example: `  quietroom baseline quietroom-runs/practice.example/20261121T090000Z > quietroom.baseline.json
  quietroom audit https://practice.example/ --baseline quietroom.baseline.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("baseline wants one run folder and got %d, such as: quietroom baseline RUN > quietroom.baseline.json", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := runstore.Open(args[0])
			if err != nil {
				return err
			}
			if !r.Run().Complete {
				return fmt.Errorf("run %s did not come to its end, so it is no baseline: go on with it (%s), or audit anew", args[0], terminalSafe(r.Run().Resume))
			}
			return compare.WriteBaseline(w.stdout, r.Run())
		},
	}
}

// checkFailOn says what --fail-on wants.
func checkFailOn(class string) error {
	for _, c := range append([]audit.Class{"never"}, audit.Classes...) {
		if class == string(c) {
			return nil
		}
	}
	return fmt.Errorf("--fail-on %q: want A, B, C, D, E or never", class)
}

// maxBaseline bounds a baseline file, in bytes: one of a big site has a few MiB.
const maxBaseline = 64 << 20

// openBaseline reads what a run is compared with: a run folder, its run.json, or a
// baseline file.
func openBaseline(name string) (*audit.Run, error) {
	fi, err := os.Stat(name)
	if err != nil || fi.IsDir() || filepath.Base(name) == "run.json" {
		r, err := runstore.Open(name)
		if err != nil {
			return nil, err
		}
		return r.Run(), nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close() // read only: nothing to lose
	data, err := io.ReadAll(io.LimitReader(file, maxBaseline+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", name, err)
	case len(data) > maxBaseline:
		return nil, fmt.Errorf("%s is longer than %d MiB, which is no baseline: quietroom baseline RUN writes one", name, maxBaseline>>20)
	}
	return compare.ReadBaseline(name, data)
}

// exitOf is the exit status of an audit or a comparison, nil for 0. Findings come
// first.
func exitOf(counting []audit.Finding, unfinished bool) error {
	switch {
	case len(counting) > 0:
		return &statusError{status: exitFindings}
	case unfinished:
		return &statusError{status: exitIncomplete}
	}
	return nil
}

// unfinished reports whether a run left something unseen.
func unfinished(run *audit.Run) bool {
	return !run.Complete || run.Verdict == audit.Inconclusive || anyInconclusive(run)
}

var errNoBaseline = errors.New("no earlier run that came to its end")

// lastRun finds the newest run of the site in the folder that came to its end;
// errNoBaseline when there is none. What is no run is passed over.
func lastRun(folder, site string) (dir string, run *audit.Run, err error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return "", nil, errNoBaseline
	}
	if err != nil {
		return "", nil, fmt.Errorf("looking for the last run: %w", err)
	}
	for _, e := range entries {
		at := filepath.Join(folder, e.Name())
		if !e.IsDir() {
			continue
		}
		r, err := runstore.Open(at)
		if err != nil || !r.Run().Complete || !sameHost(strings.TrimSpace(r.Run().Site), site) {
			continue
		}
		if run == nil || r.Run().Started.After(run.Started) {
			dir, run = at, r.Run()
		}
	}
	if run == nil {
		return "", nil, errNoBaseline
	}
	return dir, run, nil
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/compare"
	"github.com/quietroom/quietroom/audit/judge"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/report"
)

func newDiff(w world) *cobra.Command {
	format, failOn := "text", "E"
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what changed between two runs: new findings, unchanged, gone",
		Long: `diff compares two runs, each a run folder or its run.json. OLD may be a baseline
file that quietroom baseline wrote; NEW may not, because such a file does not say
what was not looked at. Findings are the same when their fingerprints are.

What the old run found and the new one could not have seen again is "not looked
at", with the reason, and never called gone: its page or journey was not seen
to its end this time, was out of scope, or another answer was given to the
consent banner. What makes the runs hard to compare is noted on top.

Exit status:
  0  nothing new at or above --fail-on
  1  new findings at or above it that nobody accepts; also known ones that have
     become worse than that, that have come to leave before any choice or
     after a refusal, and ones whose acceptance is over
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
			if fi, err := os.Stat(args[1]); err == nil && !fi.IsDir() && filepath.Base(args[1]) != "run.json" {
				return fmt.Errorf("NEW is the file %s: give a run folder, or its run.json; a baseline file does not say what was not looked at", args[1])
			}
			r, err := runstore.Open(args[1])
			if err != nil {
				return err
			}
			now := r.Run()
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

// checkFailOn says what --fail-on wants.
func checkFailOn(class string) error {
	for _, c := range append([]audit.Class{"never"}, audit.Classes...) {
		if class == string(c) {
			return nil
		}
	}
	return fmt.Errorf("--fail-on %q: want A, B, C, D, E or never", class)
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

// unfinished reports whether a run left something unseen. No finding stands before
// what was not seen on its page: here all of them are accepted, known, or not bad enough.
func unfinished(run *audit.Run) bool {
	if !run.Complete || run.Verdict == audit.Inconclusive || anyInconclusive(run) {
		return true
	}
	rest := *run
	rest.Findings, rest.Pages = nil, slices.Clone(run.Pages)
	judge.Conclude(&rest)
	return rest.Verdict == audit.Inconclusive || anyInconclusive(&rest)
}

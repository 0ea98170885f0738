package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// Exit statuses, the same for every format.
const (
	exitClean      = 0 // audited, nothing at or above --fail-on
	exitFindings   = 1 // findings at or above --fail-on
	exitUsage      = 2 // wrong usage or configuration
	exitIncomplete = 3 // the audit is incomplete
)

const exitHelp = `Exit status (the same for every format):
  0  audited, nothing at or above --fail-on
  1  findings at or above --fail-on
  2  wrong usage or configuration
  3  the audit is incomplete (a page or journey is inconclusive), unless 1 applies`

// statusError is an error, or only a status, that the command ends with.
type statusError struct {
	status int
	err    error // nil: everything was said already
}

func (e *statusError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit status %d", e.status)
	}
	return e.err.Error()
}

func (e *statusError) Unwrap() error { return e.err }

// incomplete marks an error that kept an audit from its end.
func incomplete(err error) error { return &statusError{exitIncomplete, err} }

// run is the whole program: it gives the exit status.
func run(ctx context.Context, w world, args []string) int {
	root := newRoot(w)
	root.SetArgs(args)
	root.SetOut(w.stdout)
	root.SetErr(w.stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitClean
	}
	var s *statusError
	status := exitUsage
	if errors.As(err, &s) {
		status = s.status
		if s.err == nil {
			return status
		}
	}
	say(w.stderr, err)
	return status
}

// say prints an error, a line for each that was joined in it. A page's words can
// stand in it.
func say(w io.Writer, err error) {
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(w, "quietroom: %s\n", terminalSafe(line))
	}
}

func newRoot(w world) *cobra.Command {
	root := &cobra.Command{
		Use:   "quietroom",
		Short: "See what a practice's web site tells strangers about its patients",
		Long: `quietroom audits the web site of a mental-health practice the way a patient
would use it: it finds the pages, walks them in a real Chrome with a synthetic
patient, fills the forms (the last submit is held in the browser and never
sent), records every request to a third party, and reports what gave the
patient away, to whom, and what to change.

` + exitHelp,
		Example: `  quietroom demo
  quietroom audit https://www.practice.example/
  quietroom audit https://www.practice.example/ --format json --fail-on C
  quietroom report quietroom-runs/www.practice.example/20261121T090000Z --format html > report.html`,
		Version:           version,
		SilenceErrors:     true,
		SilenceUsage:      true,
		DisableAutoGenTag: true,
		Args:              noArgs,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(flagError)
	root.SetUsageFunc(func(c *cobra.Command) error { return usage(c.OutOrStderr(), c) })
	for _, g := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"Audit a site", []*cobra.Command{newAudit(w), newInit(w), newScenario(w), newDemo(w)}},
		{"Read a run, and compare", []*cobra.Command{newReport(w), newDiff(w), newBaseline(w)}},
		{"Change it, and look whether that helped", []*cobra.Command{newRemedy(w), newVerifyFix(w)}},
		{"Do it every week", []*cobra.Command{newSchedule(w)}},
		{"Hand on, and keep no longer than needed", []*cobra.Command{newRedact(w), newRetain(w)}},
		{"Beside audits", []*cobra.Command{newDetect(w), newBrowser(w), newSchema(w)}},
	} {
		root.AddGroup(&cobra.Group{ID: g.title, Title: g.title})
		for _, c := range g.commands {
			c.GroupID = g.title
			root.AddCommand(c)
		}
	}
	return root
}

package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/report"
)

// reportFlags are the flags of report, as they were typed.
type reportFlags struct {
	format, siteFile, patient, baseline string
	rules, trackers                     []string
	again, noSandbox, unredacted        bool
}

func newReport(w world) *cobra.Command {
	f := &reportFlags{}
	cmd := &cobra.Command{
		Use:   "report RUN",
		Short: "Print a run again, in any format, without a browser",
		Long: `report prints the run in the folder RUN on standard output. It visits no
site, and needs a browser for --format pdf alone: Chrome prints the HTML report.

With --again it judges the record anew, by the rules of this quietroom; with
--rules, --site-file or --trackers by those of the files, in place of the ones
that the audit was begun with. The folder stays as it is, and the report says
that it is a new judgement. What the audit could not see stays inconclusive.

The exit status is 0 when the report was printed, whatever it says, and 2 when
it could not be.`,
		Example: `  quietroom report quietroom-runs/www.practice.example/20261121T090000Z
  quietroom report RUN --format html > report.html
  quietroom report RUN --format pdf > report.pdf
  quietroom report RUN --format junit > report.junit.xml
  quietroom report RUN --format json | jq .verdict
  quietroom report RUN --baseline last --format html > report.html
  quietroom report RUN --format har --unredacted > masked.har
  quietroom report RUN --rules our-rules.yaml --site-file site.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("report wants one run folder and got %d, such as: quietroom report quietroom-runs/practice.example/20261121T090000Z", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return doReport(cmd, w, f, args[0]) },
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.StringVar(&f.format, "format", "text", "`FORMAT` to print: "+formatNames())
	baselineFlag(fs, &f.baseline, "say what changed since the run or baseline file `RUN`, or last: the newest run of the site beside this one that came to its end before it began")
	unredactedFlag(fs, &f.unredacted)
	fs.BoolVar(&f.noSandbox, "no-sandbox", false, "for pdf: run Chrome without its sandbox")
	group(fs, "To judge the record again", func() {
		fs.BoolVar(&f.again, "again", false, "judge it by the rules of this quietroom")
		fs.StringArrayVar(&f.rules, "rules", nil, "YAML `FILE` with rules of your own (repeat for more)")
		fs.StringVar(&f.siteFile, "site-file", "", "YAML `FILE` with what the practice says about its site")
		trackersFlag(fs, &f.trackers)
		fs.StringVar(&f.patient, "patient", "", "JSON `FILE` with the test patient who walked, where it was one of your own")
	})
	return cmd
}

func doReport(cmd *cobra.Command, w world, f *reportFlags, dir string) error {
	format, err := findFormat(f.format, pdf(cmd.Context(), w.env, f.noSandbox))
	if err != nil {
		return err
	}
	if _, _, terminal := terminalSize(w.stdout); terminal && format.Name == "pdf" {
		return errTerminal
	}
	r, err := runstore.Open(dir)
	if err != nil {
		return err
	}
	in := inputOf(r)
	if f.again || len(f.rules)+len(f.trackers) > 0 || f.siteFile != "" {
		if in.Run, err = f.judge(cmd, r); err != nil {
			return err
		}
	} else if f.patient != "" {
		return errors.New("--patient goes with --again, --rules, --site-file or --trackers: a run that is only printed needs no patient")
	}
	if err := remedied(&in, r); err != nil {
		say(w.stderr, err) // the report is whole without
	}
	base, err := findBaseline(f.baseline, r.Dir(), in.Run.Site, in.Run.Started)
	if err != nil {
		return err
	}
	in.Comparison = base.compare(in.Run)
	if err := format.Write(w.stdout, in, printOptions(w.stdout, w.env)); err != nil {
		return fmt.Errorf("printing the %s report: %w", format.Name, err)
	}
	if f.unredacted {
		return writeUnredacted(r, []report.Format{format}, in, func(s string) { fmt.Fprintln(w.stderr, terminalSafe(s)) })
	}
	return nil
}

// judge judges the record of a run again.
func (f *reportFlags) judge(cmd *cobra.Command, r *runstore.Reader) (*audit.Run, error) {
	by := runner.Again{Version: version}
	var err error
	if by.Rules, by.SiteFile, err = dataFiles(f.rules, f.siteFile); err != nil {
		return nil, err
	}
	if by.Trackers, err = readTrackers(f.trackers); err != nil {
		return nil, err
	}
	if f.patient != "" {
		if by.Patient, err = loadPatient(f.patient, r.Run().Seed, r.Run().Started); err != nil {
			return nil, err
		}
	}
	return runner.JudgeAgain(cmd.Context(), r.Dir(), by)
}

package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/report"
)

func newReport(w world) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "report RUN",
		Short: "Print a run again, in any format, without a browser",
		Long: `report prints the run in the folder RUN on standard output. It needs no browser
and visits no site.

The exit status is 0 when the report was printed, whatever it says.`,
		Example: `  quietroom report quietroom-runs/www.practice.example/20261121T090000Z
  quietroom report RUN --format html > report.html
  quietroom report RUN --format json | jq .verdict`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("report wants one run folder and got %d, such as: quietroom report quietroom-runs/practice.example/20261121T090000Z", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			f, err := report.Find(format)
			if err != nil {
				return fmt.Errorf("--format: %w", err)
			}
			r, err := runstore.Open(args[0])
			if err != nil {
				return err
			}
			if err := f.Write(w.stdout, inputOf(r), newProgress(w.stderr, w.env).options(w.stdout)); err != nil {
				return fmt.Errorf("printing the %s report: %w", f.Name, err)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` to print: text, json or html")
	return cmd
}

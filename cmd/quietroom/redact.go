package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/internal/runstore"
)

func newRedact(w world) *cobra.Command {
	var out string
	var inPlace, shots bool
	cmd := &cobra.Command{
		Use:   "redact RUN",
		Short: "Make a copy of a run that can be handed on, its payloads masked",
		Long: `redact writes a copy of a run folder for somebody else's eyes. Of every request
and payload it leaves the structure: hosts and paths that look like words, names
of parameters, headers, cookies and fields. Values are masked, unless they are wholly the synthetic
patient's. Findings and verdicts stay, with their excerpts masked. Pictures are
left out unless --screenshots keeps them: nothing masks what they show. The
journal and the reports are not copied; quietroom report prints new ones.

run.json says that it is a redacted copy. It can be printed and compared, and
neither judged again nor resumed, because what that rests on is masked.

Exit status: 0 the copy is there; 2 it is not, and nothing was changed.`,
		Example: `  quietroom redact quietroom-runs/www.practice.example/20261121T090000Z
  quietroom redact RUN --out for-our-vendor --screenshots
  quietroom redact RUN --in-place`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("redact wants one run folder and got %d, such as: quietroom redact quietroom-runs/practice.example/20261121T090000Z", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir, err := named(folderOf(args[0]))
			if err != nil {
				return err
			}
			o := runstore.Redaction{Screenshots: shots, Now: time.Now(), Version: version}
			switch {
			case inPlace && out != "":
				return errors.New("--out does not go with --in-place: the copy takes the run's own place")
			case inPlace:
				aside, err := runstore.RedactInPlace(dir, o)
				if aside != "" {
					fmt.Fprintf(w.stderr, "The redacted copy is in place, and what is left of the original is in %s: remove it.\n", terminalSafe(aside))
				}
				if err != nil {
					return err
				}
				out = dir
			default:
				if out == "" {
					out = dir + ".redacted"
				}
				if err := runstore.Redact(dir, out, o); err != nil {
					return err
				}
			}
			_, err = fmt.Fprintf(w.stdout, "The redacted run is in %s\nRead it before you hand it on: quietroom report %s\n", terminalSafe(out), terminalSafe(runner.ShellWord(out)))
			return err
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVarP(&out, "out", "o", "", "`FOLDER` for the copy, new or empty (default RUN.redacted)")
	cmd.Flags().BoolVar(&inPlace, "in-place", false, "put the copy in the place of the run; the original and its reports are removed")
	cmd.Flags().BoolVar(&shots, "screenshots", false, "keep the pictures, as they are")
	return cmd
}

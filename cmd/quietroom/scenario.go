package main

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/audit/sitefile"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/scenarios/library"
)

func newScenario(w world) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "scenario",
		Short: "Say in a file what a patient does, and walk it",
		Long: `A scenario is a YAML file that says, step by step, what a patient does on a
site: what to click, what to fill, what must be seen then. Most sites need none:
an audit finds forms and fills them by itself. docs/scenarios.md explains every
step with an example.

Whatever a scenario clicks or presses, what it would commit is held in the
browser and never sent.`,
		Example: `  quietroom scenario new https://www.practice.example/book > book.yaml
  quietroom scenario import recording.json > book.yaml
  quietroom scenario list
  quietroom scenario lint book.yaml
  quietroom scenario run book.yaml --site https://www.practice.example/
  quietroom scenario run booking --site https://www.practice.example/`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newScenarioNew(w), newScenarioImport(w), newScenarioLint(w), newScenarioRun(w), newScenarioList(w))
	return cmd
}

func newScenarioLint(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "lint FILE...",
		Short: "Check scenario files, without a browser",
		Long: `lint reads scenario files as an audit does and says every mistake with file, line
and column, and the word that was probably meant.

Exit status:
  0  nothing is wrong
  2  something is`,
		Example: `  quietroom scenario lint book.yaml
  quietroom scenario lint scenarios/*.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("lint wants one or more scenario files, such as: quietroom scenario lint book.yaml")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			var wrong []error
			var files []runner.DataFile
			for _, name := range args {
				data, err := readSmall(name)
				if err != nil {
					wrong = append(wrong, err)
					continue
				}
				files = append(files, runner.DataFile{Name: name, Data: data})
			}
			if err := errors.Join(append(wrong, runner.CheckScenarios(files))...); err != nil {
				return err
			}
			fmt.Fprintf(w.stderr, "Nothing is wrong with %s.\n", many(len(files), "scenario"))
			return nil
		},
	}
}

func many(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func newScenarioRun(w world) *cobra.Command {
	f := newAuditFlags()
	var site string
	cmd := &cobra.Command{
		Use:   "run FILE --site URL",
		Short: "Walk one scenario, and report what left",
		Long: `run visits the page that the scenario begins at, walks the scenario and nothing
else of the site, and reports as an audit does. What would be committed is held
in the browser and never sent. FILE may be the name of a scenario that comes with
quietroom, as quietroom scenario list prints them.

A step that cannot be done ends the scenario; the report shows a picture of the
page and the accessible names that were there.

` + exitHelp,
		Example: `  quietroom scenario run book.yaml --site https://www.practice.example/
  quietroom scenario run booking --site https://www.practice.example/
  quietroom scenario run book.yaml --site http://localhost:8080/ --format json > run.json
  quietroom audit --resume RUN   # goes on with one that was cut short`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("run wants one scenario file and got %d, such as: quietroom scenario run book.yaml --site https://practice.example/", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			site, err := f.adoptFor(cmd.Flags(), site, args[0], w)
			if err != nil {
				return err
			}
			done, err := doAudit(cmd.Context(), w, f, cmd.Flags(), site, func(c *runner.Config) { c.OnlyScenario = true })
			if err != nil {
				return err
			}
			return done.status(f.failOn)
		},
	}
	group(cmd.Flags(), "What is audited", func() {
		cmd.Flags().StringVar(&site, "site", "", "`URL` of the site; the scenario's paths are paths of it; when not given, that of the quietroom.yaml of this folder")
	})
	f.registerAudit(cmd.Flags())
	for _, name := range []string{"resume", "pages", "scenario"} {
		_ = cmd.Flags().MarkHidden(name) // an audit of one scenario has no use for it
	}
	return cmd
}

// adoptFor takes what the site's file says for an audit of one scenario alone, and
// gives the site's address. The scenario may submit in earnest only when it is the
// very file that the site's file allows it.
func (f *auditFlags) adoptFor(given *pflag.FlagSet, site, file string, w world) (string, error) {
	if _, err := os.Stat(sitefile.Name); site == "" && f.siteFile == "" && err != nil {
		return "", errors.New("run wants the site that the scenario is for: --site https://practice.example/")
	}
	site, err := f.adopt(given, site, w)
	if err != nil {
		return "", err
	}
	own, err := os.Stat(file)
	if err != nil {
		if known, ok, lerr := library.Find(file); lerr != nil || !ok || len(known) != 1 {
			return "", errors.Join(fmt.Errorf("%w: give a scenario file, or a name that quietroom scenario list prints", err), lerr)
		}
	}
	named := own != nil && slices.ContainsFunc(f.scenarios, func(name string) bool {
		other, err := os.Stat(name)
		return err == nil && os.SameFile(own, other)
	})
	if !named {
		f.sends = nil
	}
	f.scenarios = []string{file}
	return site, nil
}

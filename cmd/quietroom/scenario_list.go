package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/scenarios/library"
)

func newScenarioList(w world) *cobra.Command {
	show := ""
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Name the scenarios that come with quietroom",
		Long: `list names the scenarios that come with quietroom. Each begins at the site's home
page and finds its way by what the site's own links and buttons say, in several
languages; on a site that does not offer what it looks for it ends, and its
journey says "not offered". It leaves the site only for where a patient is sent to
book, to pay or to fill in a form, and nothing is submitted there.

An audit walks by itself those that a page calls a patient to and that none of the
site's own pages is (audit --no-library does not). Give a name to audit --scenario
or to scenario run to walk one from the home page; "library" stands for all.

Exit status:
  0  they were printed
  2  wrong usage`,
		Example: `  quietroom scenario list
  quietroom scenario list --show booking > booking.yaml   # to change it
  quietroom audit https://www.practice.example/ --scenario library`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return listScenarios(w.stdout, show) },
	}
	cmd.Flags().StringVar(&show, "show", "", "print the YAML of the scenario `NAME` instead")
	return cmd
}

func listScenarios(out io.Writer, show string) error {
	all, err := library.All()
	if err != nil {
		return err
	}
	tw := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	var names []string
	for _, e := range all {
		if e.Name == show {
			_, err := out.Write(e.Data)
			return err
		}
		names = append(names, e.Name)
		fmt.Fprintf(tw, "%s\t%s\n", e.Name, e.Script.Description)
	}
	if show != "" {
		return fmt.Errorf("--show %s: no scenario of the library has that name: one of %s", show, strings.Join(names, ", "))
	}
	return tw.Flush()
}

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/remedy"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/report"
)

func newRemedy(w world) *cobra.Command {
	format, headers := "text", ""
	cmd := &cobra.Command{
		Use:   "remedy RUN",
		Short: "Say what to change, and which headers would stop what leaked",
		Long: `remedy prints, for the run in the folder RUN, the smallest change for each group of
findings, the first things to do first, and the headers by which the site itself
can keep it from leaving: Content-Security-Policy, Referrer-Policy and
Permissions-Policy. What no header can stop is named, with the reason.

Nothing of it counts as verified until quietroom verify-fix walked the same
journeys under these headers.

With --headers it prints only the lines that make a server send them:
` + serverHelp() + `
It needs no browser and visits no site. Exit status: 0 when it was printed, 2 when
it could not be.`,
		Example: `  quietroom remedy quietroom-runs/www.practice.example/20261121T090000Z
  quietroom remedy RUN --headers nginx
  quietroom remedy RUN --format json | jq .policy`,
		Args: oneRun("remedy"),
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := runstore.Open(args[0])
			if err != nil {
				return err
			}
			in := inputOf(r)
			if err := remedied(&in, r); err != nil {
				return err
			}
			return printRemedies(w, in, r.Dir(), format, headers)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&format, "format", format, "`FORMAT` to print: text or json")
	cmd.Flags().StringVar(&headers, "headers", "", "print only the headers, as `SERVER` wants them: "+serverNames())
	return cmd
}

func printRemedies(w world, in report.Input, dir, format, server string) error {
	switch {
	case server != "" && in.Policy == nil && in.Run.RemovedFor(audit.Redacted) != nil:
		return errors.New("--headers: the run is a redacted copy, in which hosts are masked; take the run that it is a copy of")
	case server != "" && in.Policy == nil:
		return errors.New("--headers: the run holds no record of what left, so no policy can be made of it; audit again")
	case server != "":
		i := slices.IndexFunc(remedy.Servers, func(s remedy.Server) bool { return s.Name == server })
		if i < 0 {
			return fmt.Errorf("--headers %q: want %s", server, serverNames())
		}
		_, err := fmt.Fprint(w.stdout, remedy.Servers[i].Write(in.Policy.Headers))
		return err
	case format == "json":
		return printJSON(w, struct {
			Run      string         `json:"run"`
			Remedies []audit.Remedy `json:"remedies"`
			Policy   *audit.Policy  `json:"policy"`
		}{in.Run.ID, in.Remedies, in.Policy})
	case format == "text":
		return report.WriteRemedies(w.stdout, in, "quietroom verify-fix "+dir, printOptions(w.stdout, w.env))
	}
	return fmt.Errorf("--format %q: want text or json", format)
}

func printJSON(w world, v any) error {
	enc := json.NewEncoder(w.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// oneRun wants one run folder.
func oneRun(command string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fmt.Errorf("%s wants one run folder and got %d, such as: quietroom %s quietroom-runs/practice.example/20261121T090000Z", command, len(args), command)
		}
		return nil
	}
}

// remedied works out what to change, for the formats that print it. Of a record that
// is damaged no policy is made, because it would refuse what it does not know; one
// that a kill cut short is as good as any of an audit that was not finished.
func remedied(in *report.Input, r *runstore.Reader) error {
	d, err := runner.RemedyData(r)
	if err != nil {
		return err
	}
	remedies, policy, err := remedy.All(in.Run, r.Exchanges(), d)
	in.Remedies = remedies
	if err != nil && !errors.Is(err, runstore.ErrTruncated) {
		return fmt.Errorf("no policy can be made of a record that cannot be read: %w", err)
	}
	if len(policy.Headers) > 0 && in.Run.RemovedFor(audit.Redacted) == nil { // some hosts are masked
		in.Policy = &policy
	}
	v, err := verifiedBy(r.Dir())
	remedy.Proven(in.Policy, in.Remedies, v)
	return err
}

// verification is the file in a run folder that says what its policy did, once that
// was tried.
const verification = "verification.json"

// verifiedBy reads what a second walk said of the policy of the run in dir; nil when
// there was none.
func verifiedBy(dir string) (*audit.Verification, error) {
	data, err := readUpTo(maxVerification, filepath.Join(dir, verification))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	v := new(audit.Verification)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		return nil, fmt.Errorf("reading what verify-fix saw: %w; run quietroom verify-fix %s again, or take the file away", err, dir)
	}
	return v, nil
}

func serverNames() string {
	var names []string
	for _, s := range remedy.Servers {
		names = append(names, s.Name)
	}
	return strings.Join(names, ", ")
}

func serverHelp() string {
	var b strings.Builder
	for _, s := range remedy.Servers {
		fmt.Fprintf(&b, "  %-10s %s\n", s.Name, s.About)
	}
	return b.String()
}

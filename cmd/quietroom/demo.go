package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/demosite"
	"github.com/quietroom/quietroom/internal/runner"
)

func newDemo(w world) *cobra.Command {
	f := newAuditFlags()
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Audit a fake practice that leaks, to see what a report looks like",
		Long: `demo serves a fake practice on this machine's loopback, with a dozen vendors
played by local servers, and audits it like any other site. Nothing leaves this
machine. With --consent none,accept,reject it plays a small practice with a
consent banner, one of whose tags fires in spite of a refusal.

The demo is meant to leak: its exit status is 0 when the report was written.`,
		Example: "  quietroom demo\n  quietroom demo --out /tmp/demo-run\n  quietroom demo --consent none,accept,reject",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			site, err := demosite.Start(cmd.Context(), played(f))
			if err != nil {
				return fmt.Errorf("serving the demo practice: %w", err)
			}
			rules := make([]access.Rule, 0, 2)
			for _, s := range site.ConnectTo() {
				r, err := access.ParseConnectTo(s)
				if err != nil {
					return errors.Join(err, site.Close())
				}
				rules = append(rules, r)
			}
			done, err := doAudit(cmd.Context(), w, f, cmd.Flags(), site.URL(), func(c *runner.Config) {
				c.Access.ConnectTo, c.Access.CACert = rules, site.CACert()
				c.Delay, c.Resolver, c.Fleeting = -1, site.Resolver(), true
			})
			err = errors.Join(err, site.Close())
			if err != nil {
				return err
			}
			if done.err != nil || !done.run.Complete {
				return &statusError{status: exitIncomplete}
			}
			if !f.quiet {
				fmt.Fprintln(w.stderr, "\nThat was the demo practice, which is meant to leak.")
			}
			return nil
		},
	}
	f.parallel = runner.FitParallel(4) // nobody else uses this server
	f.register(cmd.Flags())
	return cmd
}

// played is the practice that the demo plays: one with a banner, where a choice is
// to be made.
func played(f *auditFlags) demosite.Options {
	if slices.ContainsFunc(states(f.consent), audit.Consent.Chosen) {
		return demosite.Options{Banner: demosite.BannerKnown}
	}
	return demosite.Options{}
}

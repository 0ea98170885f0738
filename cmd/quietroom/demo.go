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
	"github.com/quietroom/quietroom/internal/runstore"
)

func newDemo(w world) *cobra.Command {
	f, again := newAuditFlags(), false
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Audit a fake practice that leaks, to see what a report looks like",
		Long: `demo serves a fake practice on this machine's loopback, with a dozen vendors
played by local servers, and audits it like any other site. Nothing leaves this
machine. With --consent none,accept,reject it plays a small practice with a
consent banner, one of whose tags fires in spite of a refusal. With --verify-fix it
is walked a second time, under the headers that quietroom remedy proposes.

The demo is meant to leak: its exit status is 0 when the report was written.`,
		Example: "  quietroom demo\n  quietroom demo --out /tmp/demo-run\n  quietroom demo --consent none,accept,reject\n  quietroom demo --verify-fix",
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
			reach := func(c *runner.Config) {
				c.Access.ConnectTo, c.Access.CACert = rules, site.CACert()
				c.Delay, c.Resolver, c.Fleeting = -1, site.Resolver(), true
			}
			done, err := doAudit(cmd.Context(), w, f, cmd.Flags(), site.URL(), reach)
			if err == nil && done.err == nil && again {
				err = demoAgain(cmd, w, f, done, site.URL(), reach)
			}
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
	group(cmd.Flags(), "What comes of it", func() {
		cmd.Flags().BoolVar(&again, "verify-fix", false, "walk it a second time under the headers that would stop what leaked, and print what they did")
	})
	return cmd
}

// demoAgain walks the demo practice under the policy made of its audit.
func demoAgain(cmd *cobra.Command, w world, f *auditFlags, done *audited, site string, reach func(*runner.Config)) error {
	r, err := runstore.Open(done.dir)
	if err != nil {
		return err
	}
	f.out, f.seed = "", done.run.Seed
	v, err := walkUnderPolicy(cmd, w, f, r, site, reach)
	if v != nil {
		fmt.Fprintln(w.stdout)
	}
	return tellVerification(w, v, err, "text")
}

// played is the practice that the demo plays: one with a banner, where a choice is
// to be made.
func played(f *auditFlags) demosite.Options {
	if slices.ContainsFunc(states(f.consent), audit.Consent.Chosen) {
		return demosite.Options{Banner: demosite.BannerKnown}
	}
	return demosite.Options{}
}

package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/demosite"
	"github.com/quietroom/quietroom/internal/runner"
)

func newDemo(w world) *cobra.Command {
	f := &auditFlags{}
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Audit a fake practice that leaks, to see what a report looks like",
		Long: `demo serves a fake practice on this machine's loopback, with a dozen vendors
played by local servers, and audits it like any other site. Nothing leaves this
machine.

The demo is meant to leak: its exit status is 0 when the report was written.`,
		Example: "  quietroom demo\n  quietroom demo --out /tmp/demo-run",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			site, err := demosite.Start(cmd.Context(), demosite.Options{})
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
			run, err := doAudit(cmd.Context(), w, f, site.URL(), func(c *runner.Config) {
				c.Access.ConnectTo, c.Access.CACert = rules, site.CACert()
				if f.delay == 0 {
					c.Delay = -1 // nobody else uses this server
				}
			})
			closeErr := site.Close()
			var s *statusError
			if run != nil && run.Complete && errors.As(err, &s) && s.err == nil {
				err = nil
			}
			if err == nil {
				fmt.Fprintf(w.stderr, "That was the demo practice, which is meant to leak. Its report: %s\n", filepath.Join(f.out, "report.html"))
			}
			return errors.Join(err, closeErr)
		},
	}
	f.register(cmd.Flags())
	return cmd
}

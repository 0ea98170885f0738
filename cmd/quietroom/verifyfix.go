package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/remedy"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/report"
)

// verifyFlags are the flags of an audit that a second walk takes too; all else is as
// the run was begun with.
var verifyFlags = []string{"out", "verbose", "quiet", "patient", "site-file", "scope", "connect-to", "cacert", "insecure", "header", "basic-auth", "remote-chrome", "parallel", "delay", "page-timeout", "resolver", "no-sandbox", "fail-on"}

func newVerifyFix(w world) *cobra.Command {
	f, format := newAuditFlags(), "text"
	cmd := &cobra.Command{
		Use:   "verify-fix RUN [URL]",
		Short: "Walk a run's journeys again under the headers that remedy proposes",
		Long: `verify-fix walks the site again as the run in the folder RUN did, with the headers
of quietroom remedy added to every page of the site in the browser, beside those
that the site sends itself. Nothing on the site is changed, and every final submit is
held, also one that the site's file lets reach the site. It says which leaks are
left, which journeys still finish, and what broke; what no header can stop is named.
Only what it saw work is called verified, in later reports of RUN too.

The second walk is a run of its own, in RUN-verified unless --out says otherwise.
Secrets are not stored: give --header, --basic-auth, --patient and --remote-chrome
again where the run had them, and --no-sandbox. A folder can be anybody's work: where a
header, a password or the account of a log-in is needed, say where it goes, too, as for
audit --resume: the site's address, --site-file, --scope, --connect-to, --cacert and
--insecure, as far as the run was begun with them.

Exit status:
  0  verified
  1  something is left or new at or above --fail-on
  2  wrong usage or configuration
  3  not verified: a journey that had finished did not, something of the site's own
     was refused, or the walk is incomplete`,
		Example: `  quietroom verify-fix quietroom-runs/www.practice.example/20261121T090000Z
  quietroom verify-fix RUN https://practice.example/ --basic-auth me:secret
  quietroom verify-fix RUN --site-file quietroom.yaml
  quietroom verify-fix RUN --format json | jq .broken`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 2 {
				return nil // the second is the site's address
			}
			return oneRun("verify-fix")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return fmt.Errorf("--format %q: want text or json", format)
			}
			v, err := verifyFix(cmd, w, f, folderOf(args[0]), strings.Join(args[1:], ""))
			if err := tellVerification(w, v, err, format); err != nil {
				return err
			}
			return verifyStatus(v, audit.Class(f.failOn))
		},
	}
	cmd.Flags().SortFlags = false
	all := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.registerAudit(all)
	for _, name := range verifyFlags {
		if flag := all.Lookup(name); flag != nil {
			cmd.Flags().AddFlag(flag)
		}
	}
	cmd.Flags().Lookup("out").Usage = "`FOLDER` for the second walk, new or empty (default RUN-verified)"
	cmd.Flags().StringVar(&format, "format", format, "`FORMAT` to print: text or json")
	return cmd
}

// tellVerification prints what a second walk showed, if there was one, also where it could
// not be kept; err says so, and comes back.
func tellVerification(w world, v *audit.Verification, err error, format string) error {
	if v == nil {
		return err
	}
	var perr error
	if format == "json" {
		perr = printJSON(w, v)
	} else {
		perr = report.WriteVerification(w.stdout, v, printOptions(w.stdout, w.env))
	}
	if perr != nil {
		perr = fmt.Errorf("printing what the second walk showed: %w", perr)
	}
	return errors.Join(perr, err)
}

// verifyFix walks again as the run in dir did. site is what the person calls its site, ""
// where they do not say.
func verifyFix(cmd *cobra.Command, w world, f *auditFlags, dir, site string) (*audit.Verification, error) {
	r, err := runstore.Open(dir)
	if err != nil {
		return nil, err
	}
	then, err := runner.Recorded(dir)
	if err != nil {
		return nil, fmt.Errorf("its journeys cannot be walked again: %w", err)
	}
	own, err := f.vouch(cmd.Flags(), site, &then)
	if err != nil {
		return nil, err
	}
	if err := sameSite(site, &then); err != nil {
		return nil, err
	}
	login, err := loginOf(own, w.env)
	if err != nil {
		return nil, err
	}
	failOn := f.failOn
	f.recall(cmd.Flags(), &then)
	f.failOn, f.baseline = failOn, "" // it is compared with the run itself, and nothing else
	return walkUnderPolicy(cmd, w, f, r, then.Site, func(c *runner.Config) {
		c.Repeat(&then)
		c.Login = login
	})
}

// walkUnderPolicy walks a site again under the policy made of a run, and puts what
// it saw beside that run. What it saw comes with an error too.
func walkUnderPolicy(cmd *cobra.Command, w world, f *auditFlags, r *runstore.Reader, site string, adjust func(*runner.Config)) (*audit.Verification, error) {
	before := r.Run()
	if before.Trial != nil {
		return nil, fmt.Errorf("run %s is itself a walk under a policy, that of run %s: verify that one", r.Dir(), before.Trial.Of.ID)
	}
	d, err := runner.RemedyData(r)
	if err != nil {
		return nil, err
	}
	policy, err := remedy.PolicyFor(before, r.Exchanges(), d)
	switch {
	case err != nil:
		return nil, fmt.Errorf("no policy can be made of a record that cannot be read: %w", err)
	case len(policy.Headers) == 0:
		return nil, fmt.Errorf("run %s holds no record of what left, so no policy can be made of it; audit again", r.Dir())
	}
	f.formats = []string{"html"}
	if f.out == "" {
		own, err := named(r.Dir())
		if err != nil {
			return nil, err
		}
		f.out = freeFolder(own + "-verified")
	}
	done, err := doAudit(cmd.Context(), w, f, cmd.Flags(), site, func(c *runner.Config) {
		adjust(c)
		c.Trial = &audit.Trial{Of: remedy.Ref(before), Headers: policy.Headers}
		c.Started = time.Now()
	})
	if err != nil {
		return nil, err
	}
	v := remedy.Verify(before, done.run, policy, d)
	if done.err != nil {
		v.Verified, v.Why = false, "The second walk did not come to its end."
	}
	return &v, r.WriteFile(verification, func(out io.Writer) error {
		enc := json.NewEncoder(out)
		enc.SetIndent("", "  ")
		return enc.Encode(v)
	})
}

// verifyStatus is the exit status of a verification, nil for verified.
func verifyStatus(v *audit.Verification, limit audit.Class) error {
	if v.Verified {
		return nil
	}
	for _, list := range [][]audit.Finding{v.Left, v.New} {
		for _, f := range list {
			if f.Counts() && f.Class.AtLeast(limit) {
				return &statusError{status: exitFindings}
			}
		}
	}
	return &statusError{status: exitIncomplete}
}

// named gives a folder by its own name, so that another can be put beside it: . and ..
// have none.
func named(dir string) (string, error) {
	dir = filepath.Clean(dir)
	if base := filepath.Base(dir); base == "." || base == ".." {
		return filepath.Abs(dir)
	}
	return dir, nil
}

// freeFolder gives dir, with a number behind it when it is there already.
func freeFolder(dir string) string {
	name := dir
	for n := 2; n < 1000; n++ {
		if _, err := os.Lstat(name); os.IsNotExist(err) {
			break
		}
		name = fmt.Sprintf("%s-%d", dir, n)
	}
	return name
}

package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/compare"
	"github.com/quietroom/quietroom/audit/patient"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/report"
)

func newAudit(w world) *cobra.Command {
	f := newAuditFlags()
	cmd := &cobra.Command{
		Use:   "audit URL | [URL] --resume RUN",
		Short: "Audit a site and report what it tells third parties about a patient",
		Long: `audit finds the pages of the site, visits each in a real Chrome, fills every
form with a synthetic patient as a person would, presses the last button while
the request is held in the browser (it never reaches the site), and writes a
run folder with everything that left and a report.

Where a "Book now" leads to the page of a booking service, or only a button opens
what it says, the audit goes there as a patient would, once for each such goal, and
everything that would commit is held there too. --no-library leaves that out.

Rules of your own (--rules) and what only you know of your site (--site-file)
are explained in docs/own-files.md.

With --consent none,accept,reject the pages and forms are walked once in each
state of the site's consent banner, each with a fresh profile; the report says
what leaves before any choice, after an acceptance and after a refusal. A banner
that could not be answered leaves its state inconclusive.

With --baseline the report says what changed, and --fail-on counts only what is
new: findings that the baseline does not have, that have become worse than
--fail-on since, that have come to leave before any choice or after a refusal, or
whose acceptance (suppress: in the site's file) is over.
Without an earlier run, --baseline last counts every finding.

It obeys robots.txt, looks for pages on the site's own hosts alone, and never follows
a link that logs out, deletes, cancels or unsubscribes.

What is done is noted in the run folder as the audit goes. After a kill, a crash
or Ctrl-C, --resume goes on with what is missing, under the settings that the
run was begun with, and comes to the same findings. Secrets (--header,
--basic-auth), --patient and --remote-chrome are not stored: give them again, and
--no-sandbox. A run folder can be anybody's work, so that no account, header or password
goes where it alone says: with a secret, name the site and --scope again; with a log-in,
or a scenario that submits in earnest, give --site-file (or be where it is the
quietroom.yaml); with either --connect-to, --cacert and --insecure. All of it must be
as the run was begun; the command that an interrupted audit prints has it.
--parallel, --delay, --page-timeout, --max-body, --fail-on, --baseline and --format
may change. A journey that was cut off is walked again, a crawl that was cut off
begins again. An audit that came to its end is left as it is.

` + exitHelp,
		Example: `  quietroom audit https://www.practice.example/
  quietroom audit https://staging.practice.example/ --basic-auth me:secret --pages 50
  quietroom audit https://practice.example/ --consent none,accept,reject
  quietroom audit https://practice.example/ --gpc
  quietroom audit https://practice.example/ --baseline quietroom.baseline.json
  quietroom audit https://practice.example/ --scope portal.practice.example --fail-on C
  quietroom audit https://practice.example/ --connect-to practice.example:443:127.0.0.1:8443 --cacert ca.pem
  quietroom audit https://practice.example/ --patient our-test-patient.json --format json > run.json
  quietroom audit --resume quietroom-runs/www.practice.example/20261121T090000Z
  quietroom audit https://practice.example/ --resume RUN --basic-auth me:secret --parallel 2`,
		Args: func(cmd *cobra.Command, args []string) error {
			if f.resume != "" {
				return noSite(f, args)
			}
			return oneSite(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			site, err := f.adopt(cmd.Flags(), strings.Join(args, ""), w)
			if err != nil {
				return err
			}
			done, err := doAudit(cmd.Context(), w, f, cmd.Flags(), site, nil)
			if err != nil {
				return err
			}
			return done.status(f.failOn)
		},
	}
	f.registerAudit(cmd.Flags())
	return cmd
}

// oneSite says what would be right.
func oneSite(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil // the site's file may name it, see adopt
	case strings.HasPrefix(args[0], ".") || strings.HasPrefix(args[0], "/"):
		return fmt.Errorf("%q is a file's name; want the address of a site, such as https://practice.example/", args[0])
	case len(args) == 1:
		return nil
	}
	return fmt.Errorf("audit takes one address and got %d; name a site's other hosts with --scope, and audit another site in a run of its own", len(args))
}

// noSite says what does not go with --resume.
func noSite(f *auditFlags, args []string) error {
	switch {
	case len(args) > 1:
		return fmt.Errorf("audit takes one address and got %d; with --resume it is that of the run's own site", len(args))
	case f.out != "":
		return errors.New("--out does not go with --resume: the audit goes on in its own run folder")
	}
	return nil
}

// audited is an audit that has a run folder.
type audited struct {
	run *audit.Run
	dir string
	// comparison is with the baseline, nil for none.
	comparison *audit.Comparison
	// report is the file of the HTML report, "" when none was asked for.
	report string
	// unredacted asks for a second file of each report, with nothing masked.
	unredacted bool
	// err kept the audit, or the writing of its reports, from its end.
	err error
}

// doAudit is an audit from its flags to its reports. given are the flags as they
// were typed. adjust may change the configuration that they made. The error is
// that of an audit which never began.
func doAudit(ctx context.Context, w world, f *auditFlags, given *pflag.FlagSet, site string, adjust func(*runner.Config)) (*audited, error) {
	formats, err := parseFormats(f.formats, pdf(context.WithoutCancel(ctx), w.env, f.noSandbox))
	if err != nil {
		return nil, err
	}
	cfg, err := f.begun(given, site, time.Now())
	if err != nil {
		return nil, err
	}
	if cfg.Login, err = loginOf(cfg.SiteFile, w.env); err != nil {
		return nil, err
	}
	if adjust != nil {
		adjust(&cfg)
	}
	if cfg.Seed == 0 {
		if cfg.Seed, err = newSeed(); err != nil {
			return nil, err
		}
	}
	if cfg.Patient, err = loadPatient(f.patient, cfg.Seed, cfg.Started); err != nil {
		return nil, err
	}
	if cfg.Remote == "" {
		if cfg.Chrome, err = chrome.Find(ctx, w.env); err != nil {
			return nil, unbegun(ctx, err)
		}
	}
	base, err := findBaseline(cfg.Baseline, cfg.Out, cfg.Site, cfg.Started)
	if err != nil {
		return nil, err
	}
	p := newProgress(w.stderr, w.env, f.quiet)
	cfg.Log = newLogger(p, f.verbose)
	cfg.Progress, cfg.CountSoFar = p.news, p.live && !p.quiet
	p.opening = fmt.Sprintf("Auditing %s\nThe run goes to %s", terminalSafe(cfg.Site), cfg.Out)
	if cfg.Resume {
		p.opening = fmt.Sprintf("Going on with the audit of %s in %s", terminalSafe(cfg.Site), cfg.Out)
	}
	p.resume = cfg.ResumeCommand()
	p.known.held = cfg.Submit == runner.SubmitHold && len(cfg.Sends) == 0
	stop := p.watch(ctx)
	run, err := runner.Audit(ctx, cfg)
	stop()
	if run == nil {
		return nil, unbegun(ctx, err)
	}
	done := &audited{run: run, dir: cfg.Out, comparison: base.compare(run), unredacted: f.unredacted}
	if errors.Is(err, runner.ErrFinished) {
		p.line(fmt.Sprintf("Nothing to do: this audit came to its end on %s. It is printed with: quietroom report %s", run.Ended.Format(time.DateOnly), cfg.Out))
		return done, nil
	}
	done.err = errors.Join(err, done.write(w, formats, p))
	if err == nil {
		done.err = errors.Join(done.err, done.retain(p, f.retain, time.Now()))
	}
	// Last, so that a long report does not push it out of sight.
	if done.err != nil {
		say(w.stderr, done.err)
	} else {
		p.say(painter(p.color).verdict(run.Verdict, fmt.Sprintf("Verdict: %s.", run.Verdict)) + " " + terminalSafe(run.Why))
		base.tell(p, done)
	}
	p.sayNext(done.next(commands(w)))
	return done, nil
}

// unbegun words the error of an audit that has no run folder.
func unbegun(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return incomplete(errors.New("interrupted before anything was recorded"))
	}
	return err
}

// status is the exit status of an audit, nil for clean. Findings that count come
// first: nobody accepts them, and the baseline, if there is one, does not have them.
// An audit that was stopped or left something unseen is incomplete.
func (a *audited) status(failOn string) error {
	limit := audit.Class(failOn)
	if a.comparison != nil {
		return exitOf(compare.Counting(*a.comparison, limit), a.err != nil || unfinished(a.run))
	}
	var counting []audit.Finding
	for _, f := range a.run.Findings {
		if f.Counts() && f.Class.AtLeast(limit) {
			counting = append(counting, f)
		}
	}
	return exitOf(counting, a.err != nil || unfinished(a.run))
}

func anyInconclusive(run *audit.Run) bool {
	for _, p := range run.Pages {
		if p.Verdict == audit.Inconclusive {
			return true
		}
	}
	for _, j := range run.Journeys {
		if j.Status == audit.Inconclused {
			return true
		}
	}
	return false
}

// newSeed gives a seed that fits JSON's exact integers in every reader.
func newSeed() (uint64, error) {
	var b [8]byte
	if _, err := rand.Read(b[:]); err != nil {
		return 0, fmt.Errorf("making a seed: %w", err)
	}
	return binary.LittleEndian.Uint64(b[:])>>12 | 1, nil
}

func loadPatient(file string, seed uint64, today time.Time) (*patient.Patient, error) {
	p := patient.New(seed, "A", today)
	if file == "" {
		return p, nil
	}
	r, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("--patient: %w", err)
	}
	defer r.Close()
	if p, err = patient.Read(r, file, p); err != nil {
		return nil, fmt.Errorf("--patient: %w", err)
	}
	return p, nil
}

// printable are the formats of which the first that was asked for is printed.
var printable = []string{"summary", "text", "json"}

// write puts the reports into the run folder, all but the first that is for
// standard output; that one is printed last, because its reader can go away and
// take the process with it. One that fails does not keep the others from being made.
func (a *audited) write(w world, formats []report.Format, p *progress) error {
	reader, err := runstore.Open(a.dir)
	if err != nil {
		return err
	}
	in := inputOf(reader)
	in.Comparison = a.comparison
	in.Run = a.run // the same, unless a full disk kept its last state from being saved
	errs := []error{remedied(&in, reader)}
	var files []string
	printed := slices.IndexFunc(formats, func(f report.Format) bool { return slices.Contains(printable, f.Name) })
	for i, f := range formats {
		if i == printed {
			continue
		}
		if err := reader.WriteFile(f.FileName, func(out io.Writer) error { return f.Write(out, in, report.Options{}) }); err != nil {
			errs = append(errs, err)
			continue
		}
		file := filepath.Join(a.dir, f.FileName)
		if f.Name == "html" {
			a.report = file // the next steps name it
			continue
		}
		files = append(files, file)
	}
	if a.unredacted {
		errs = append(errs, writeUnredacted(reader, formats, in, p.say))
	}
	if printed >= 0 {
		if err := formats[printed].Write(w.stdout, in, printOptions(w.stdout, w.env)); err != nil {
			errs = append(errs, fmt.Errorf("printing the %s report: %w", formats[printed].Name, err))
		}
	}
	for _, f := range files {
		p.say("Report: " + f)
	}
	return errors.Join(errs...)
}

// inputOf gives a run folder to a format.
func inputOf(r *runstore.Reader) report.Input {
	return report.Input{Run: r.Run(), Exchanges: r.Exchanges, Body: r.Body, Patients: r.Patients, Screenshot: r.Screenshot}
}

package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/report"
)

// auditFlags are the flags of an audit, as they were typed.
type auditFlags struct {
	out, submit, failOn, patient, viewport, remote string
	cacert, basicAuth, userAgent                   string
	scope, connectTo, header, formats              []string
	pages, parallel                                int
	seed                                           uint64
	delay, pageTimeout                             time.Duration
	insecure, noSandbox, honestUA, ignoreRobots    bool
	verbose                                        int
}

func (f *auditFlags) register(fs *pflag.FlagSet) {
	fs.SortFlags = false
	fs.StringVarP(&f.out, "out", "o", "", "folder for the run (default quietroom-runs/<host>/<UTC time>)")
	fs.IntVar(&f.pages, "pages", 0, "audit at most this many pages (default 200)")
	fs.StringArrayVar(&f.scope, "scope", nil, "another host that belongs to the site (repeat for more)")
	fs.StringSliceVar(&f.formats, "format", []string{"text", "html"}, "reports to make: text, json, html; the first of text and json is printed, the others go into the run folder")
	fs.StringVar(&f.failOn, "fail-on", "E", "end with 1 on findings of this class or a worse one: A, B, C, D, E or never")
	fs.StringVar(&f.submit, "submit", "hold", "what becomes of a form's last submit: hold (pressed, recorded, never sent) or skip (not pressed)")
	fs.StringVar(&f.patient, "patient", "", "JSON file with a test patient of your own; what it leaves out is invented")
	fs.Uint64Var(&f.seed, "seed", 0, "make the same synthetic patient again (default: a new one each run; the run says which)")
	fs.StringVar(&f.viewport, "viewport", "desktop", "desktop or mobile")
	fs.IntVar(&f.parallel, "parallel", 2, "tabs that walk at the same time")
	fs.DurationVar(&f.delay, "delay", 0, "pause between two requests of the crawl (default 250ms; a longer Crawl-delay wins)")
	fs.DurationVar(&f.pageTimeout, "page-timeout", 0, "time that one page may take (default 45s; a form's journey four times as long)")
	fs.StringArrayVar(&f.connectTo, "connect-to", nil, "HOST1:PORT1:HOST2:PORT2, as in curl: connect to HOST2:PORT2 for HOST1:PORT1; either part of the first pair may be empty for any")
	fs.StringVar(&f.cacert, "cacert", "", "PEM file with certificate authorities to trust beside the system's")
	fs.BoolVar(&f.insecure, "insecure", false, "accept any certificate (the report says so)")
	fs.StringArrayVar(&f.header, "header", nil, `"Name: value" to send with every request to the site's own hosts, never to others`)
	fs.StringVar(&f.basicAuth, "basic-auth", "", "user:password for the site's own hosts")
	fs.StringVar(&f.userAgent, "user-agent", "", "user agent of crawler and Chrome")
	fs.BoolVar(&f.honestUA, "honest-ua", false, "do not hide that the browser is automated, and name quietroom in the user agent")
	fs.BoolVar(&f.ignoreRobots, "ignore-robots", false, "crawl what robots.txt forbids; for your own site only (the report says so)")
	fs.StringVar(&f.remote, "remote-chrome", "", "drive a Chrome that runs elsewhere: ws://HOST:PORT/")
	fs.BoolVar(&f.noSandbox, "no-sandbox", false, "run Chrome without its sandbox (the report says so)")
	fs.CountVarP(&f.verbose, "verbose", "v", "say more on standard error; -vv says everything but values and payloads")
}

// config checks the flags and makes what they mean. Every error is a wrong usage.
func (f *auditFlags) config(site string, now time.Time) (runner.Config, error) {
	c := runner.Config{
		Site: site, Scope: f.scope, Out: f.out, MaxPages: f.pages, Delay: f.delay, IgnoreRobots: f.ignoreRobots,
		Submit: runner.Submit(f.submit), Seed: f.seed, Parallel: f.parallel, FailOn: f.failOn, Remote: f.remote,
		NoSandbox: f.noSandbox, HonestUA: f.honestUA, PageTimeout: f.pageTimeout, Version: version,
	}
	switch f.viewport {
	case "desktop":
	case "mobile":
		c.Mobile = true
	default:
		return c, fmt.Errorf("--viewport %q: want desktop or mobile", f.viewport)
	}
	if f.submit != "hold" && f.submit != "skip" {
		return c, fmt.Errorf("--submit %q: want hold or skip", f.submit)
	}
	if f.pages < 0 || f.parallel < 1 || f.parallel > 16 {
		return c, fmt.Errorf("--pages must not be negative, and --parallel is 1 to 16")
	}
	if err := checkFailOn(f.failOn); err != nil {
		return c, err
	}
	var err error
	if c.Access, err = f.access(); err != nil {
		return c, err
	}
	if c.Out == "" {
		if c.Out, err = runner.DefaultOut(site, now); err != nil {
			return c, err
		}
	}
	return c, nil
}

func (f *auditFlags) access() (access.Options, error) {
	o := access.Options{Insecure: f.insecure, UserAgent: f.userAgent}
	for _, s := range f.connectTo {
		r, err := access.ParseConnectTo(s)
		if err != nil {
			return o, fmt.Errorf("--connect-to: %w", err)
		}
		o.ConnectTo = append(o.ConnectTo, r)
	}
	if _, err := access.HostResolverRules(o.ConnectTo); err != nil {
		return o, fmt.Errorf("--connect-to: %w", err)
	}
	for _, s := range f.header {
		h, err := access.ParseHeader(s)
		if err != nil {
			return o, fmt.Errorf("--header: %w", err)
		}
		o.Headers = append(o.Headers, h)
	}
	if f.basicAuth != "" {
		cred, err := access.ParseBasicAuth(f.basicAuth)
		if err != nil {
			return o, fmt.Errorf("--basic-auth: %w", err)
		}
		o.BasicAuth = &cred
	}
	if f.cacert != "" {
		pem, err := os.ReadFile(f.cacert)
		if err != nil {
			return o, fmt.Errorf("--cacert: %w", err)
		}
		o.CACert = pem
		if _, err := o.Certificates(); err != nil {
			return o, fmt.Errorf("--cacert %s: %w", f.cacert, err)
		}
	}
	return o, nil
}

func checkFailOn(s string) error {
	if s == "never" || audit.ClassE.AtLeast(audit.Class(s)) || audit.ClassA.AtLeast(audit.Class(s)) && len(s) == 1 {
		return nil
	}
	return fmt.Errorf("--fail-on %q: want A, B, C, D, E or never", s)
}

// parseFormats finds the formats that were asked for, once each.
func parseFormats(names []string) ([]report.Format, error) {
	var out []report.Format
	seen := map[string]bool{}
	for _, n := range names {
		n = strings.TrimSpace(n)
		if seen[n] {
			continue
		}
		seen[n] = true
		f, err := report.Find(n)
		if err != nil {
			return nil, fmt.Errorf("--format: %w", err)
		}
		out = append(out, f)
	}
	return out, nil
}

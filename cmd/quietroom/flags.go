package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/crawler"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/browser"
	"github.com/quietroom/quietroom/internal/resolve"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/report"
	"github.com/quietroom/quietroom/scenarios/library"
)

// auditFlags are the flags of an audit, as they were typed.
type auditFlags struct {
	out, resume, submit, egress, failOn, patient, viewport, remote string
	cacert, basicAuth, userAgent, resolver                         string
	scope, connectTo, header, formats, rules, trackers             []string
	scenarios, sends                                               []string
	siteFile, baseline, retain                                     string
	pages, parallel, maxBody                                       int
	seed                                                           uint64
	delay, pageTimeout                                             time.Duration
	consent                                                        []string
	insecure, noSandbox, honestUA, ignoreRobots, gpc, quiet        bool
	noLibrary                                                      bool
	unredacted                                                     bool
	verbose                                                        int
}

// newAuditFlags gives the defaults.
func newAuditFlags() *auditFlags {
	return &auditFlags{
		formats: []string{"summary", "html"}, failOn: "E", submit: "hold", egress: "allow", consent: []string{string(audit.ConsentNone)}, viewport: "desktop",
		pages: crawler.DefaultMaxPages, delay: crawler.DefaultDelay, parallel: runner.DefaultParallel(), pageTimeout: runner.DefaultPageTimeout, maxBody: browser.DefaultMaxBody >> 20,
	}
}

// registerAudit adds the flags of an audit of any site.
func (f *auditFlags) registerAudit(fs *pflag.FlagSet) {
	f.register(fs)
	group(fs, "What is audited", func() {
		fs.StringArrayVar(&f.scope, "scope", nil, "another `HOST` that belongs to the site (repeat for more)")
		fs.DurationVar(&f.delay, "delay", f.delay, "`TIME` between two requests of the crawl; a longer Crawl-delay wins")
		fs.StringVar(&f.siteFile, "site-file", "", "YAML `FILE` with what the practice says about its site (docs/site-file.md); the quietroom.yaml of this folder, if there is one, when not given")
		fs.StringArrayVar(&f.scenarios, "scenario", nil, "YAML `FILE` with a scenario of your own, or the name of one that comes with quietroom (booking; library for all), walked beside what is planned (repeat for more)")
		fs.BoolVar(&f.noLibrary, "no-library", false, "walk the site's own pages and forms, and not where its \"Book now\" or \"Pay my bill\" leads beside them: to the page of a booking service, say")
		fs.StringArrayVar(&f.rules, "rules", nil, "YAML `FILE` with rules of your own, each with examples (repeat for more)")
		trackersFlag(fs, &f.trackers)
		fs.BoolVar(&f.ignoreRobots, "ignore-robots", false, "crawl what robots.txt forbids; for your own site only (the report says so)")
	})
	group(fs, "What comes of it", func() {
		fs.StringVar(&f.resume, "resume", "", "go on where the audit of the run folder `RUN` was cut short; a URL, if one is given, must be of its site")
		fs.StringVar(&f.retain, "retain", "", "when the audit has come to its end, delete the evidence of the runs of this site beside it that are older than `AGE`, such as 90d or 26w; what was found in them stays (quietroom retain --help)")
		fs.StringVar(&f.failOn, "fail-on", f.failOn, "end with 1 on findings of this `CLASS` or a worse one: A, B, C, D, E or never")
		baselineFlag(fs, &f.baseline, "compare with the run or baseline file `RUN`, or last: the newest run of the site beside this one that came to its end; then --fail-on counts new findings only")
	})
	f.registerReach(fs)
	group(fs, reached, func() {
		fs.StringVar(&f.resolver, "resolver", "", "DNS server, `HOST` or HOST:PORT, to ask whether a host of the site is another's by its DNS alias; without it the system's is asked, and not for hosts that --connect-to leads elsewhere")
	})
	group(fs, "The browser", func() {
		fs.StringVar(&f.remote, "remote-chrome", "", "drive the Chrome that listens at `ADDRESS`, ws://HOST:PORT/, instead of starting one")
	})
}

// reached is the heading of how the site is reached.
const reached = "How the site is reached, by crawler and Chrome alike"

// registerReach adds the flags that say how a site is reached, whatever for.
func (f *auditFlags) registerReach(fs *pflag.FlagSet) {
	group(fs, reached, func() {
		fs.StringArrayVar(&f.connectTo, "connect-to", nil, "connect elsewhere: `RULE` is HOST1:PORT1:HOST2:PORT2, as in curl, and leads what is meant for HOST1:PORT1 (either may be empty for any) to HOST2:PORT2")
		fs.StringVar(&f.cacert, "cacert", "", "PEM `FILE` with certificate authorities to trust beside the system's")
		fs.BoolVar(&f.insecure, "insecure", false, "accept any certificate (the report says so)")
		fs.StringArrayVar(&f.header, "header", nil, "`FIELD` is \"Name: value\", sent with every request to the site's own hosts and never to others")
		fs.StringVar(&f.basicAuth, "basic-auth", "", "`USER:PASSWORD` for the site's own hosts, sent like --header")
		fs.StringVar(&f.userAgent, "user-agent", "", "user agent `TEXT` of crawler and Chrome")
	})
}

// register adds the flags that the demo has too.
func (f *auditFlags) register(fs *pflag.FlagSet) {
	fs.SortFlags = false
	group(fs, "What is audited", func() {
		fs.IntVar(&f.pages, "pages", f.pages, "audit at most `N` pages")
	})
	group(fs, "The patient", func() {
		fs.StringVar(&f.submit, "submit", f.submit, "`WHAT` becomes of a form's last submit: hold (pressed, recorded, never sent) or skip (not pressed)")
		fs.StringVar(&f.egress, "egress", f.egress, "`WHAT` may leave for third parties: allow (what would leave from a patient) or hold-canaries (what tells one a value of the synthetic patient, or an option that was chosen, is recorded and kept back)")
		fs.StringSliceVar(&f.consent, "consent", f.consent, "walk the site in these `STATES` of its consent banner: none (before any choice), accept, reject; with more than one, what leaves in which is told (docs/consent.md)")
		fs.BoolVar(&f.gpc, "gpc", false, "ask not to be tracked: Global Privacy Control, in every page, frame and worker")
		fs.StringVar(&f.patient, "patient", "", "JSON `FILE` with a test patient of your own; what it leaves out is invented")
		fs.Uint64Var(&f.seed, "seed", 0, "make the synthetic patient of the run whose report names seed `N` again; 0 is a new one")
	})
	group(fs, "What comes of it", func() {
		fs.StringVarP(&f.out, "out", "o", "", "`FOLDER` for the run, new or empty (default quietroom-runs/<host>/<UTC time>)")
		fs.StringSliceVar(&f.formats, "format", f.formats, "`REPORTS` to make, of "+formatNames()+"; the first of summary, text and json is printed, the others go into the run's folder")
		unredactedFlag(fs, &f.unredacted)
		fs.BoolVarP(&f.quiet, "quiet", "q", false, "show no progress, and say on standard error nothing but warnings and errors")
		fs.CountVarP(&f.verbose, "verbose", "v", "say more on standard error; -vv says everything but values and payloads")
	})
	group(fs, "The browser", func() {
		fs.StringVar(&f.viewport, "viewport", f.viewport, "`SIZE` of its window: desktop or mobile")
		fs.IntVar(&f.parallel, "parallel", f.parallel, "walk in `N` tabs at the same time, in half as many Chromes; by default no more than two a core, and one for each 512 MiB of free memory")
		fs.DurationVar(&f.pageTimeout, "page-timeout", f.pageTimeout, "`TIME` that one page may take; a form's journey may take four times as long")
		fs.IntVar(&f.maxBody, "max-body", f.maxBody, "keep and search at most `N` MiB of one request's body; one that is longer makes its page inconclusive")
		fs.BoolVar(&f.honestUA, "honest-ua", false, "do not hide that the browser is automated, and name quietroom in the user agent")
		fs.BoolVar(&f.noSandbox, "no-sandbox", false, "run Chrome without its sandbox (the report says so)")
	})
}

// config checks the flags and makes what they mean. Every error is a wrong usage.
func (f *auditFlags) config(site string, now time.Time) (runner.Config, error) {
	c := runner.Config{
		Site: site, Scope: f.scope, Out: f.out, MaxPages: f.pages, Delay: f.delay, IgnoreRobots: f.ignoreRobots,
		Submit: runner.Submit(f.submit), Sends: f.sends, Egress: runner.Egress(f.egress), Consent: states(f.consent), GPC: f.gpc, Seed: f.seed, Parallel: f.parallel, FailOn: f.failOn, Baseline: f.baseline, Remote: f.remote, PatientFile: f.patient,
		NoSandbox: f.noSandbox, Mobile: f.viewport == "mobile", HonestUA: f.honestUA, PageTimeout: f.pageTimeout, MaxBody: int64(f.maxBody) << 20, Version: version,
		Resolver: f.resolver, Library: !f.noLibrary,
	}
	if c.Delay == 0 {
		c.Delay = -1 // as the crawler says "none"
	}
	if err := f.check(); err != nil {
		return c, err
	}
	var err error
	if f.resolver != "" {
		if _, err := resolve.ParseServer(f.resolver); err != nil {
			return c, fmt.Errorf("--%w", err) // which begins with the name
		}
	}
	if c.Access, err = f.access(); err != nil {
		return c, err
	}
	if c.Rules, c.SiteFile, err = dataFiles(f.rules, f.siteFile); err != nil {
		return c, err
	}
	if c.Scenarios, err = scenarioFiles(f.scenarios); err != nil {
		return c, err
	}
	if c.Trackers, err = readTrackers(f.trackers); err != nil {
		return c, err
	}
	if c.Out == "" {
		if c.Out, err = freeOut(site, now); err != nil {
			return c, err
		}
	}
	return c, nil
}

// scenarioFiles reads the user's scenarios and those of the library, and tries them.
func scenarioFiles(names []string) (out []runner.DataFile, err error) {
	for _, name := range names {
		known, ok, err := library.Find(name)
		if err != nil {
			return nil, err
		}
		if ok {
			for _, e := range known {
				out = append(out, runner.DataFile{Name: e.File, Data: e.Data})
			}
			continue
		}
		data, err := readSmall(name)
		if err != nil {
			return nil, fmt.Errorf("--scenario: %w; the library's scenarios are listed by quietroom scenario list", err)
		}
		out = append(out, runner.DataFile{Name: name, Data: data})
	}
	return out, runner.CheckScenarios(out)
}

// dataFiles reads the user's rules and the site's file, and tries them.
func dataFiles(rules []string, site string) (own []runner.DataFile, about runner.DataFile, err error) {
	for _, name := range rules {
		data, err := readSmall(name)
		if err != nil {
			return nil, about, fmt.Errorf("--rules: %w", err)
		}
		own = append(own, runner.DataFile{Name: name, Data: data})
	}
	if _, err := runner.JudgedBy(own, about); err != nil {
		return nil, about, fmt.Errorf("--rules: %w", err)
	}
	if site == "" {
		return own, about, nil
	}
	about.Name = site
	if about.Data, err = readSmall(site); err == nil {
		_, err = runner.JudgedBy(own, about)
	}
	if err != nil {
		return nil, about, fmt.Errorf("--site-file: %w", err)
	}
	return own, about, nil
}

// readSmall reads a file that a person writes by hand.
func readSmall(name string) ([]byte, error) { return readUpTo(4<<20, name) }

// readUpTo reads a file of no more than so many bytes.
func readUpTo(most int64, name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close() // read only: nothing to lose
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("%s is longer than %d MiB", name, most>>20)
	}
	return data, err
}

// freeOut gives the default folder, with a number behind it when an audit began
// there in the same second.
func freeOut(site string, now time.Time) (string, error) {
	base, err := runner.DefaultOut(site, now)
	if err != nil {
		return "", err
	}
	dir := base
	for n := 2; n < 100; n++ {
		if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
			break
		}
		dir = fmt.Sprintf("%s-%d", base, n)
	}
	return dir, nil
}

// check says which value is no good, and what would be.
func (f *auditFlags) check() error {
	switch {
	case f.badRetain() != nil:
		return f.badRetain()
	case f.viewport != "desktop" && f.viewport != "mobile":
		return fmt.Errorf("--viewport %q: want desktop or mobile", f.viewport)
	case f.submit != "hold" && f.submit != "skip":
		if f.submit == "send" {
			return errors.New("--submit send: nothing is sent but by a scenario that the site's file names with submit: send; want hold or skip")
		}
		return fmt.Errorf("--submit %q: want hold or skip", f.submit)
	case f.egress != "allow" && f.egress != "hold-canaries":
		return fmt.Errorf("--egress %q: want allow or hold-canaries", f.egress)
	case f.badConsent() != "":
		return errors.New(f.badConsent())
	case f.failOn != "never" && !slices.Contains(audit.Classes, audit.Class(f.failOn)):
		return fmt.Errorf("--fail-on %q: want A, B, C, D, E or never", f.failOn)
	case f.pages < 1:
		return fmt.Errorf("--pages %d: want 1 or more", f.pages)
	case f.parallel < 1 || f.parallel > 16:
		return fmt.Errorf("--parallel %d: want 1 to 16", f.parallel)
	case f.maxBody <= 0 || f.maxBody > 1024:
		return fmt.Errorf("--max-body %d: want a number of MiB from 1 to 1024", f.maxBody)
	case f.pageTimeout <= 0:
		return fmt.Errorf("--page-timeout %s: want a time above 0, such as 45s", f.pageTimeout)
	case f.delay < 0:
		return fmt.Errorf("--delay %s: want 0 or more, such as 250ms", f.delay)
	case strings.ContainsFunc(f.userAgent, unicode.IsControl):
		return errors.New("--user-agent: it holds a control character, which no header may")
	}
	return nil
}

// states gives the states of consent that were asked for, in the order in which
// they are walked.
func states(asked []string) []audit.Consent {
	var out []audit.Consent
	for _, s := range audit.Consents {
		if slices.Contains(asked, string(s)) {
			out = append(out, s)
		}
	}
	return out
}

// badRetain says what is wrong with the age from which evidence goes.
func (f *auditFlags) badRetain() error {
	if f.retain == "" {
		return nil
	}
	if _, err := parseAge(f.retain); err != nil {
		return fmt.Errorf("--retain %w", err)
	}
	return nil
}

// badConsent says what is wrong with the states that were asked for, "" for nothing.
func (f *auditFlags) badConsent() string {
	const want = "want one or more of none, accept and reject"
	for _, s := range f.consent {
		if !slices.Contains(audit.Consents, audit.Consent(s)) {
			return fmt.Sprintf("--consent %q: %s", s, want)
		}
	}
	if len(f.consent) == 0 {
		return "--consent is empty; " + want
	}
	return ""
}

func (f *auditFlags) access() (access.Options, error) {
	o := access.Options{Insecure: f.insecure, UserAgent: f.userAgent}
	for _, s := range f.connectTo {
		r, err := access.ParseConnectTo(s)
		if err != nil {
			return o, fmt.Errorf("--%w", err) // which begins with the name
		}
		o.ConnectTo = append(o.ConnectTo, r)
	}
	if _, err := access.HostResolverRules(o.ConnectTo); err != nil {
		return o, fmt.Errorf("--%w", err) // which begins with the name
	}
	for _, s := range f.header {
		h, err := access.ParseHeader(s)
		if err != nil {
			return o, fmt.Errorf("--%w", err) // which begins with the name
		}
		o.Headers = append(o.Headers, h)
	}
	if f.basicAuth != "" {
		cred, err := access.ParseBasicAuth(f.basicAuth)
		if err != nil {
			return o, fmt.Errorf("--%w", err) // which begins with the name
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

// parseFormats finds the formats that were asked for, once each.
func parseFormats(names []string, pdf report.Format) ([]report.Format, error) {
	var out []report.Format
	seen := map[string]bool{}
	for _, n := range names {
		n = strings.TrimSpace(n)
		if seen[n] {
			continue
		}
		seen[n] = true
		f, err := findFormat(n, pdf)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	if len(out) == 0 {
		return nil, errors.New("--format is empty; want one or more of " + formatNames())
	}
	return out, nil
}

// formatNames lists what --format takes.
func formatNames() string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return strings.Join(append(names, "pdf"), ", ")
}

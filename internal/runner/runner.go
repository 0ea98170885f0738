// Package runner is the one line of an audit: it crawls a site, plans what a
// patient would do there, walks it in Chrome, has every exchange recorded,
// detected and judged, and leaves a run folder behind. It is the only package
// that knows the order.
//
//	discover.go   crawl, visit every page, follow what only scripts link
//	consent.go    the states of consent, and who walks in them
//	walk.go       one journey in one tab
//	pool.go       the Chromes that walks share; one that died is replaced
//	parties.go    whose host each request went to, whatever its name says
//	assess.go     the record → findings, verdicts, coverage
//	again.go      a record is judged again, under other rules
//	login.go      how the audit logs in, and keeps the account out of what it writes
//	egress.go     what third parties may get, said.go what journeys say of it
//	behind.go     what lies behind the log-in
//	resume.go     what is done is noted, and recalled after a kill
//	scripts.go    the user's own scenario files
//	library.go    what the site calls a patient to, beside its forms
//	draft.go      a scenario file of what a page asks for
//	settings.go   what a resume needs again
//	trial.go      the same walk under a policy that is tried
//	news.go       what a person who waits is told
//	sofar.go      what was found until now, for that person
//
// It prints nothing and decides nothing that a room below decides: what a page
// is, what a value looks like and how bad it is live in audit/...
package runner

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/patient"
	"github.com/quietroom/quietroom/audit/vendors"
	"github.com/quietroom/quietroom/audit/vendors/lists"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/browser"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/login"
	"github.com/quietroom/quietroom/internal/resolve"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/scenarios"
	"github.com/quietroom/quietroom/scenarios/script"
)

// Submit says what becomes of a form's last step.
type Submit string

// The ways to submit.
const (
	// SubmitHold presses the button and holds the request back.
	SubmitHold Submit = "hold"
	// SubmitSkip fills the form and does not press.
	SubmitSkip Submit = "skip"
)

// DefaultPageTimeout is how long one page may take.
const DefaultPageTimeout = 45 * time.Second

// ErrInterrupted is an audit whose context ended before it did.
var ErrInterrupted = errors.New("the audit was interrupted")

// Config says what to audit and how. Site, Out and Chrome (or Remote) are
// required; the rest works at its zero value.
type Config struct {
	// Site is the address to start at; without a scheme, https is taken.
	Site string
	// Scope lists hosts that belong to the site beside the start page's.
	Scope []string
	// Out is the run folder to make. It must be empty or not there, unless Resume
	// goes on with the run in it.
	Out string
	// Resume goes on where the audit in Out was cut short. The other settings must
	// be those it was begun with (see Recorded); ErrFinished says that it came to its end.
	Resume bool
	// MaxPages bounds the pages audited; 0 is the crawler's default.
	MaxPages int
	// Delay stands between two requests of the crawl; 0 is the crawler's default.
	Delay time.Duration
	// IgnoreRobots audits what robots.txt forbids; only for an owner's own site.
	IgnoreRobots bool
	// Submit is SubmitHold unless said otherwise.
	Submit Submit
	// Sends names the scenarios of the user's own whose submits reach the site, as the
	// site's file says for each; nil for none.
	Sends []string
	// Egress is EgressAllow unless said otherwise.
	Egress Egress
	// Consent lists the states of consent that the site is walked in, one after the
	// other; empty is audit.ConsentNone alone.
	Consent []audit.Consent
	// GPC makes the browser ask not to be tracked (Global Privacy Control).
	GPC bool
	// Patient walks; nil invents one from Seed and Started. PatientFile says where
	// it came from, for those who resume the audit.
	Patient     *patient.Patient
	PatientFile string
	// Rules are files with rules of the user's own, beside those that quietroom has.
	Rules []DataFile
	// Trackers are lists of trackers of the user's own, for third parties that nothing
	// else names.
	Trackers []*lists.List
	// SiteFile is what the practice says about its own site; no name means nothing.
	SiteFile DataFile
	// Login is how to log in; nil is not at all.
	Login *Login
	// Scenarios are scenario files of the user's own, walked beside what is planned.
	Scenarios []DataFile
	// Library walks, too, what the site calls a patient to and none of its forms is
	// (library.go).
	Library bool
	// OnlyScenario visits the page that the one scenario begins at and walks it, and
	// nothing else.
	OnlyScenario bool
	// Seed makes the patient; it is printed in the run.
	Seed uint64
	// Parallel is how many tabs walk at once; 0 is DefaultParallel().
	Parallel int
	// Browsers is how many Chromes share the tabs; 0 is one for every two tabs, and
	// no more than there are cores. A site with few pages gets fewer.
	Browsers int
	// FailOn is repeated in the run; exit statuses are the command's business.
	FailOn string
	// Baseline is what the run is to be compared with; it is kept for a resume only.
	Baseline string
	// Chrome is the browser to start, unless Remote names one that runs.
	Chrome chrome.Browser
	Remote string
	// NoSandbox, Mobile and HonestUA are as in browser.Config.
	NoSandbox, Mobile, HonestUA bool
	// Trial is a policy to walk under, of which Of and Headers are given: its headers
	// are added to the site's own pages. Nil is the site as it is.
	Trial *audit.Trial
	// Access is how the site is reached, for crawler and Chrome alike.
	Access access.Options
	// Resolver is the DNS server, HOST or HOST:PORT, that is asked of which names the
	// practice's hosts are aliases; "" asks the system's, and only for hosts that
	// Access connects to nowhere else.
	Resolver string
	// PageTimeout bounds one visit of a page; 0 is DefaultPageTimeout. A form's journey
	// has four times as long.
	PageTimeout time.Duration
	// MaxBody is how many bytes of one request's body are kept; 0 is
	// browser.DefaultMaxBody. What is cut is said, and its journey is inconclusive.
	MaxBody int64
	// Fleeting is a site that is gone with this process: its audit is never resumed.
	Fleeting bool
	// Started is when the audit began; zero is now.
	Started time.Time
	// Version is the tool's.
	Version string
	// Progress is told what is being done; nil is nobody. It must return fast and
	// may be called from several goroutines.
	Progress func(Progress)
	// CountSoFar tells Progress, too, what was found so far, at the price of a second
	// search in the background.
	CountSoFar bool
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Log may be nil. It never gets a value of the patient.
	Log *slog.Logger

	repeats *Settings // of the run that is walked again, see Repeat
	start   string    // where the crawl begins, "" for Site
	// inspected, unless nil, is told what a visit saw of the page, and then no more is
	// done there.
	inspected func(audit.Page, *scenarios.Inventory)
	blind     func(audit.Channel) bool // see browser.Config.Blind
	unheld    bool                     // see browser.Config.Unheld
	// tabPatience is how long a tab may take to open, before Chrome counts as hung;
	// 0 is half a minute, where a tenth of a second is usual. Only tests say another.
	tabPatience time.Duration
}

func (c *Config) setDefaults() error {
	if err := c.checkSubmit(); err != nil {
		return err
	}
	if len(c.Consent) == 0 {
		c.Consent = []audit.Consent{audit.ConsentNone}
	}
	for i, s := range c.Consent {
		if !slices.Contains(audit.Consents, s) || slices.Contains(c.Consent[:i], s) {
			return fmt.Errorf("consent %q: want none, accept and reject, each once at most", s)
		}
	}
	if c.Out == "" {
		return errors.New("no folder for the run was given")
	}
	if c.Parallel <= 0 {
		c.Parallel = DefaultParallel()
	}
	if c.Browsers <= 0 {
		c.Browsers = min(runtime.GOMAXPROCS(0), (c.Parallel+1)/2)
	}
	if c.Resolver != "" {
		if _, err := resolve.ParseServer(c.Resolver); err != nil {
			return err
		}
	}
	if c.PageTimeout <= 0 {
		c.PageTimeout = DefaultPageTimeout
	}
	if c.tabPatience <= 0 {
		c.tabPatience = 30 * time.Second
	}
	if c.Progress == nil {
		c.Progress = func(Progress) {}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Started.IsZero() {
		c.Started = c.Now()
	}
	if c.Patient == nil {
		c.Patient = patient.New(c.Seed, "A", c.Started)
	}
	return nil
}

// DefaultOut is where a run goes when nobody says: quietroom-runs/<host>/<UTC time>.
func DefaultOut(site string, now time.Time) (string, error) {
	if !strings.Contains(site, "://") {
		site = "https://" + site
	}
	u, err := url.Parse(site)
	if err != nil || u.Hostname() == "" {
		return "", fmt.Errorf("%q is no address of a site; want one such as https://practice.example/", site)
	}
	// A host holds nothing that a path could trip over but these.
	host := strings.NewReplacer(":", "_", "[", "", "]", "", "/", "_", `\`, "_", "..", "_").Replace(u.Host)
	return filepath.Join("quietroom-runs", host, now.UTC().Format("20060102T150405Z")), nil
}

// auditing is one audit under way.
type auditing struct {
	cfg   Config
	data  *data
	store *runstore.Store
	run   *audit.Run
	ids   atomic.Int64
	// parties tells whether a host belongs to the practice; for sure after the crawl.
	parties atomic.Pointer[func(host string) bool]
	found   *discovery
	scripts []*script.Script
	chromes *chromes
	typed   typed
	said    said
	// halts says which hosts of the site stopped us, and why.
	halts []string
	// sofar counts what is found, nil while nobody wants to know.
	sofar atomic.Pointer[soFar]
	// confirmed is the address of the site's confirmation page, once known.
	confirmed atomic.Pointer[string]

	// bannerless is true once no page that was looked at asked for consent.
	bannerless bool

	// vault keeps the test account out of what is written, nil without one.
	vault  *login.Vault
	logins logins
	// bound is the host that the account is bound to, also in a new judgement.
	bound string

	// keeping are the journeys whose end is being noted, unread those of which it
	// cannot be.
	keeping sync.WaitGroup
	unread  unread
	// sessions are the processes that worked on the run, now is this one.
	sessions []session
	now      session
	tally    browser.Account // of the sessions before
}

// Audit audits a site and returns its run, which is on disk too. The run comes
// back with an error when the audit could not go on; what was recorded until
// then is judged and kept. A run is nil only when there is no run folder: the
// configuration, the browser and the folder are tried first, in this order, and
// the site is asked for nothing before all three are good.
func Audit(ctx context.Context, cfg Config) (run *audit.Run, err error) {
	if err := cfg.setDefaults(); err != nil {
		return nil, err
	}
	if cfg.repeats != nil {
		if err := errors.Join(append(cfg.repeats.way(cfg.settings()), cfg.repeats.keys(cfg.settings())...)...); err != nil {
			return nil, err
		}
	}
	d, err := loadData(cfg.Rules, cfg.SiteFile, cfg.Trackers...)
	if err != nil {
		return nil, err
	}
	scripts, err := readScripts(cfg.Scenarios)
	if err == nil {
		err = cfg.checkSends(scripts)
	}
	if err == nil && cfg.OnlyScenario {
		err = cfg.onlyScript(scripts)
	}
	if err != nil {
		return nil, err
	}
	a := &auditing{cfg: cfg, data: d, scripts: scripts, run: newRun(&cfg, d)}
	if cfg.OnlyScenario {
		a.run.Options.Only = scripts[0].Name
	}
	if err := a.guard(); err != nil {
		return nil, err
	}
	if cfg.Resume {
		if err := a.reopen(); errors.Is(err, ErrFinished) {
			return a.run, err
		} else if err != nil {
			return nil, err
		}
	}
	base, err := a.begin(ctx)
	if err != nil {
		if a.store != nil {
			err = errors.Join(err, a.store.Close())
		}
		return nil, err
	}
	defer base.CloseIdleConnections()
	err = a.walkAll(ctx)
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		err = ErrInterrupted
	}
	err = a.settleChrome(err)
	return a.run, errors.Join(a.close(ctx, err), a.store.Close())
}

// begin makes sure of crawler, Chrome and run folder, in this order. The caller
// closes the transport's idle connections.
func (a *auditing) begin(ctx context.Context) (base *http.Transport, err error) {
	if base, err = a.prepare(); err != nil {
		return nil, err
	}
	a.chromes = newChromes(a)
	if err := a.startChrome(ctx); err != nil {
		return nil, errors.Join(err, a.chromes.close())
	}
	a.beginSession()
	if a.store != nil {
		err = a.store.Record(keySessions, a.sessions)
	} else {
		a.store, err = runstore.Create(a.cfg.Out, a.run, runstore.Entry{Key: keySettings, Value: a.cfg.settings()}, runstore.Entry{Key: keySessions, Value: a.sessions})
	}
	if err != nil {
		return nil, errors.Join(err, a.chromes.close())
	}
	return base, nil
}

// startChrome starts the audit's Chrome and notes what it says of itself.
func (a *auditing) startChrome(ctx context.Context) error {
	a.cfg.Progress(Progress{Phase: "browser"})
	info, err := a.chromes.first(ctx)
	if err != nil {
		return err
	}
	a.run.Tool.Browser, a.run.Tool.UserAgent, a.run.Tool.Sandbox = info.Product, info.UserAgent, info.Sandbox
	return nil
}

// walkAll is everything left of the seam: crawl, visit, walk.
func (a *auditing) walkAll(ctx context.Context) error {
	if err := a.crawl(ctx); err != nil {
		return err
	}
	if err := a.store.SaveRun(a.run); err != nil {
		return err
	}
	defer a.count()()
	return a.browse(ctx)
}

// close judges what is on record and saves the run. It goes on after an
// interruption, because an audit that was cut short still has its evidence. It
// gives back cause, with what went wrong since.
func (a *auditing) close(ctx context.Context, cause error) error {
	a.cfg.Progress(Progress{Phase: "assess"})
	ctx = context.WithoutCancel(ctx)
	cause = a.assess(ctx, errors.Join(cause, a.lookUp(ctx)))
	if a.run.Complete {
		a.run.Resume = ""
	}
	a.run.Ended = a.cfg.Now().UTC()
	patients, herr := hidden(a.vault, a.typed.patients())
	cause = errors.Join(cause, a.hide(), herr)
	return errors.Join(cause, a.store.SaveRun(a.run), a.store.SavePatients(patients))
}

func newRun(cfg *Config, d *data) *audit.Run {
	run := &audit.Run{
		Schema: audit.RunSchema, ID: filepath.Base(cfg.Out), Site: cfg.Site, Scope: []string{}, Seed: cfg.Seed,
		Started: cfg.Started.UTC(), Resume: cfg.ResumeCommand(),
		Tool: audit.Tool{Version: cfg.Version, RulesHash: d.hash, Lists: told(cfg.Trackers), Fidelity: "full", Disguise: "realistic", OS: osName()},
		Options: audit.Options{
			Submit: string(cfg.Submit), MaxPages: cfg.MaxPages, Robots: "obeyed", Viewport: "desktop",
			Consent: cfg.Consent, GPC: cfg.GPC,
			FailOn: cfg.FailOn, Insecure: cfg.Access.Insecure, Connect: []string{}, Headers: []string{},
		},
		Notes: []string{}, Pages: []audit.Page{}, Journeys: []audit.Journey{}, Findings: []audit.Finding{},
		Coverage: audit.Coverage{Skipped: []audit.SkippedURL{}},
	}
	if cfg.Trial != nil {
		run.Trial = &audit.Trial{Of: cfg.Trial.Of, Headers: cfg.Trial.Headers, Refused: []audit.Refusal{}}
		run.Notes = append(run.Notes, "This walk was made under headers that quietroom added to the site's own pages, to try the policy made of the run "+cfg.Trial.Of.ID+". What the site itself sends is in that run.")
	}
	if cfg.IgnoreRobots {
		run.Options.Robots = "ignored"
	}
	if cfg.Mobile {
		run.Options.Viewport = "mobile"
	}
	if cfg.Egress != EgressAllow {
		run.Options.Egress = string(cfg.Egress)
	}
	if len(cfg.Sends) > 0 {
		run.Options.Submit = string(submitSend)
		run.Notes = append(run.Notes, "The site's file lets these scenarios submit in earnest: "+strings.Join(cfg.Sends, ", ")+".")
	}
	if cfg.HonestUA {
		run.Tool.Disguise = "honest"
	}
	for _, r := range cfg.Access.ConnectTo {
		run.Options.Connect = append(run.Options.Connect, r.String())
	}
	for _, h := range cfg.Access.Headers {
		run.Options.Headers = append(run.Options.Headers, h.Name)
	}
	run.Tool.BrowserPath = cfg.Chrome.Path
	if cfg.Remote != "" {
		run.Tool.BrowserPath = cfg.Remote
		run.Notes = append(run.Notes, "A Chrome that runs elsewhere was driven; its flags, profile and sandbox are its owner's.")
	}
	if cfg.Chrome.Fidelity == chrome.Reduced && cfg.Remote == "" {
		run.Tool.Fidelity = chrome.Reduced
		run.Notes = append(run.Notes, "Reduced fidelity: "+cfg.Chrome.Why+".")
	}
	if cfg.NoSandbox {
		run.Notes = append(run.Notes, "Chrome ran without its sandbox, as --no-sandbox asked.")
	}
	if cfg.IgnoreRobots {
		run.Notes = append(run.Notes, "robots.txt was ignored, as --ignore-robots asked.")
	}
	return run
}

// first tells whether a host belongs to the practice.
func (a *auditing) first(host string) bool { return (*a.parties.Load())(host) }

// party makes the first-party test for the crawl's scope.
func (a *auditing) party(scope []string) {
	hosts := make([]string, 0, len(scope))
	for _, s := range scope {
		if u, err := url.Parse(s); err == nil && u.Host != "" {
			s = u.Host
		}
		hosts = append(hosts, s)
	}
	first := vendors.FirstParty(hosts)
	a.parties.Store(&first)
}

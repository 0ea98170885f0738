package main

import (
	"cmp"
	"path/filepath"
	"time"

	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/internal/runner"
)

// folderOf gives the run folder, where its run.json was named too.
func folderOf(run string) string {
	if filepath.Base(run) == "run.json" {
		return filepath.Dir(run)
	}
	return run
}

// begun makes the configuration of an audit that begins now, or of one that goes
// on: what was not typed is then as the run was begun. Whether what was typed
// goes with it is the runner's to say.
func (f *auditFlags) begun(given *pflag.FlagSet, site string, now time.Time) (runner.Config, error) {
	if f.resume == "" {
		cfg, err := f.config(site, now)
		cfg.Started = now
		return cfg, err
	}
	f.out = folderOf(f.resume)
	then, err := runner.Recorded(f.out)
	if err != nil {
		return runner.Config{}, err
	}
	own, err := f.vouch(given, site, &then)
	if err != nil {
		return runner.Config{}, err
	}
	if err := sameSite(site, &then); err != nil {
		return runner.Config{}, err
	}
	f.recall(given, &then)
	cfg, err := f.config(then.Site, now)
	if err != nil {
		return cfg, err
	}
	if !given.Changed("cacert") {
		cfg.Access.CACert = then.CACert
	}
	if !given.Changed("rules") {
		cfg.Rules = then.Rules
	}
	if !given.Changed("scenario") {
		cfg.Scenarios = then.Scenarios
	}
	cfg.OnlyScenario, cfg.Sends, cfg.Trial = then.OnlyScenario, then.Sends, then.Trial
	cfg.SiteFile = own
	if !given.Changed("trackers") {
		cfg.Trackers = then.Trackers
	}
	cfg.Resume, cfg.Started = true, then.Started
	return cfg, nil
}

// recall gives every flag that was not typed the value that the run was begun with; not
// that Chrome goes without its sandbox, which the person says who starts it.
func (f *auditFlags) recall(given *pflag.FlagSet, then *runner.Settings) {
	set := func(flag string, set func()) {
		if !given.Changed(flag) {
			set()
		}
	}
	set("scope", func() { f.scope = then.Scope })
	set("pages", func() { f.pages = then.MaxPages })
	set("ignore-robots", func() { f.ignoreRobots = then.IgnoreRobots })
	set("submit", func() { f.submit = string(then.Submit) })
	set("no-library", func() { f.noLibrary = !then.Library })
	set("egress", func() { f.egress = string(cmp.Or(then.Egress, runner.EgressAllow)) })
	set("consent", func() { f.consent = then.ConsentNames() })
	set("gpc", func() { f.gpc = then.GPC })
	set("seed", func() { f.seed = then.Seed })
	set("viewport", func() { f.viewport = then.Viewport() })
	set("honest-ua", func() { f.honestUA = then.HonestUA })
	set("insecure", func() { f.insecure = then.Insecure })
	set("connect-to", func() { f.connectTo = then.ConnectTo })
	set("user-agent", func() { f.userAgent = then.UserAgent })
	set("delay", func() { f.delay = max(then.Delay, 0) }) // below 0 is how a run remembers none
	set("page-timeout", func() { f.pageTimeout = then.PageTimeout })
	set("max-body", func() { f.maxBody = max(int(then.MaxBody>>20), 1) })
	set("parallel", func() { f.parallel = then.Parallel })
	set("fail-on", func() { f.failOn = then.FailOn })
	set("baseline", func() { f.baseline = then.Baseline })
	set("resolver", func() { f.resolver = then.Resolver })
}

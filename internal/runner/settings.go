package runner

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/patient"
	"github.com/quietroom/quietroom/audit/vendors/lists"
	"github.com/quietroom/quietroom/internal/runstore"
)

// journalFormat names the shape of what the journal of a run holds. It changes
// when a quietroom that knew the old one could go on wrongly.
const journalFormat = "quietroom.journal/1"

// Settings are what a run was begun with, without secrets: a resume needs them
// all again. The first block decides what an audit can see, and may not change.
type Settings struct {
	Site         string
	Scope        []string
	MaxPages     int
	IgnoreRobots bool
	Submit       Submit
	Sends        []string
	Egress       Egress
	Consent      []audit.Consent
	GPC          bool
	Seed         uint64
	Mobile       bool
	HonestUA     bool
	Insecure     bool
	ConnectTo    []string
	CACert       []byte // PEM
	UserAgent    string
	Headers      []string // names only
	BasicAuth    bool
	Remote       bool
	// Patient is a digest of the patient's values, PatientFile the file of theirs.
	Patient, PatientFile string
	Rules                []DataFile
	// Login is the address of the log-in page; the account is not stored.
	Login string
	// LoginHost is the one that the account is bound to.
	LoginHost    string
	SiteFile     DataFile
	Scenarios    []DataFile `json:",omitempty"`
	OnlyScenario bool       `json:",omitempty"`
	Library      bool       `json:",omitempty"` // an older run did not
	Trackers     []*lists.List
	// Trial is the policy that the audit walks under, nil for none.
	Trial *audit.Trial `json:",omitempty"`

	Delay       time.Duration
	PageTimeout time.Duration
	MaxBody     int64
	Parallel    int
	FailOn      string
	Baseline    string `json:",omitempty"`
	NoSandbox   bool
	Resolver    string
	// Fleeting is as in Config.
	Fleeting bool

	Format  string
	Version string // of quietroom
	Started time.Time
}

// settings gives the configuration as a run remembers it.
func (c *Config) settings() Settings {
	s := Settings{
		Site: c.Site, Scope: c.Scope, MaxPages: c.MaxPages, IgnoreRobots: c.IgnoreRobots, Submit: c.Submit, Sends: c.Sends, Egress: c.Egress, Consent: c.Consent, GPC: c.GPC, Seed: c.Seed, Mobile: c.Mobile,
		HonestUA: c.HonestUA, Insecure: c.Access.Insecure, CACert: c.Access.CACert, UserAgent: c.Access.UserAgent, BasicAuth: c.Access.BasicAuth != nil,
		Remote: c.Remote != "", Patient: digest(c.Patient), PatientFile: c.PatientFile,
		Rules: c.Rules, SiteFile: c.SiteFile, Scenarios: c.Scenarios, OnlyScenario: c.OnlyScenario, Library: c.Library, Trackers: c.Trackers, Trial: c.Trial,
		Delay: c.Delay, PageTimeout: c.PageTimeout, MaxBody: c.MaxBody, Parallel: c.Parallel, FailOn: c.FailOn, Baseline: c.Baseline, NoSandbox: c.NoSandbox, Resolver: c.Resolver, Fleeting: c.Fleeting,
		Format: journalFormat, Version: c.Version, Started: c.Started,
	}
	if c.Login != nil {
		s.Login, s.LoginHost = c.Login.URL, c.Login.Account.Host
	}
	for _, r := range c.Access.ConnectTo {
		s.ConnectTo = append(s.ConnectTo, r.String())
	}
	for _, h := range c.Access.Headers {
		s.Headers = append(s.Headers, h.Name)
	}
	return s
}

// digest tells one patient from another and gives no value away.
func digest(p *patient.Patient) string {
	var lines []string
	for _, c := range p.Canaries() {
		lines = append(lines, string(c.Kind)+"\x00"+c.Value)
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\x00\n")))
	return hex.EncodeToString(sum[:])
}

// Recorded gives the settings of the run in folder dir, for an audit that goes on
// with it.
func Recorded(dir string) (Settings, error) {
	var s Settings
	r, err := runstore.Open(dir)
	if err != nil {
		return s, err
	}
	if err := whole(r.Run(), dir); err != nil {
		return s, err
	}
	ok, err := r.Recall(keySettings, &s)
	if err == nil {
		err = s.check(dir, ok)
	}
	return s, err
}

func (s *Settings) check(dir string, found bool) error {
	switch {
	case !found:
		return fmt.Errorf("run %s cannot be resumed: it does not hold what it was begun with; audit anew, into another folder", dir)
	case s.Format != journalFormat:
		return fmt.Errorf("run %s cannot be resumed: quietroom %.40q began it, and its journal is %.40q, not %q; resume with that quietroom, or audit anew", dir, s.Version, s.Format, journalFormat)
	case s.Fleeting:
		return errors.New("the demo practice is gone with the process that played it, so its audit cannot go on: run the demo again")
	}
	return nil
}

// Viewport is desktop or mobile.
func (s *Settings) Viewport() string {
	if s.Mobile {
		return "mobile"
	}
	return "desktop"
}

// admits says which setting of an audit that wants to go on with a run begun with
// s is missing or contradicts it. Every error names the flag and what would be right.
func (s *Settings) admits(now Settings) error {
	var errs []error
	differs := func(flag, then, now string) { errs = append(errs, differ(flag, then, now)...) }
	if s.Site != now.Site {
		errs = append(errs, fmt.Errorf("the run is an audit of %s, not of %s", s.Site, now.Site))
	}
	differs("pages", fmt.Sprint(s.MaxPages), fmt.Sprint(now.MaxPages))
	differs("ignore-robots", fmt.Sprint(s.IgnoreRobots), fmt.Sprint(now.IgnoreRobots))
	differs("submit", string(s.Submit), string(now.Submit))
	differs("no-library", fmt.Sprint(!s.Library), fmt.Sprint(!now.Library))
	differs("egress", string(cmp.Or(s.Egress, EgressAllow)), string(cmp.Or(now.Egress, EgressAllow)))
	if !slices.Equal(s.Sends, now.Sends) {
		errs = append(errs, fmt.Errorf("the site's file lets %s submit in earnest, and the run was begun with %s: audit anew", orNothing(now.Sends), orNothing(s.Sends)))
	}
	differs("consent", orNothing(names(s.Consent)), orNothing(names(now.Consent)))
	differs("gpc", fmt.Sprint(s.GPC), fmt.Sprint(now.GPC))
	differs("seed", fmt.Sprint(s.Seed), fmt.Sprint(now.Seed))
	differs("viewport", s.Viewport(), now.Viewport())
	differs("honest-ua", fmt.Sprint(s.HonestUA), fmt.Sprint(now.HonestUA))
	differs("user-agent", cmp.Or(s.UserAgent, "nothing"), cmp.Or(now.UserAgent, "nothing"))
	errs = append(errs, s.way(now)...)
	sameData := func(a, b DataFile) bool { return string(a.Data) == string(b.Data) }
	if !slices.EqualFunc(s.Rules, now.Rules, sameData) {
		errs = append(errs, errors.New("--rules: these are not the rules that the run was begun with; leave --rules away to go on, or audit anew"))
	}
	if !sameData(s.SiteFile, now.SiteFile) {
		errs = append(errs, errors.New("--site-file: this is not the file that the run was begun with; leave --site-file away to go on, or audit anew"))
	}
	if !slices.EqualFunc(s.Trackers, now.Trackers, func(a, b *lists.List) bool { return a.SHA256 == b.SHA256 }) {
		errs = append(errs, errors.New("--trackers: these are not the lists that the run was begun with; leave --trackers away to go on, or audit anew"))
	}
	if s.Login != now.Login || s.LoginHost != now.LoginHost {
		errs = append(errs, errors.New("the run logs in somewhere else, or not at all: the login of the site's file must be the one that it was begun with"))
	}
	if !slices.EqualFunc(s.Scenarios, now.Scenarios, sameData) || s.OnlyScenario != now.OnlyScenario {
		errs = append(errs, errors.New("--scenario: these are not the scenarios that the run was begun with; leave --scenario away to go on, or audit anew"))
	}
	errs = append(errs, s.secrets(now)...)
	return errors.Join(errs...)
}

// way says what of where the site is, and how it is reached, contradicts the run.
func (s *Settings) way(now Settings) []error {
	errs := slices.Concat(
		differ("scope", orNothing(s.Scope), orNothing(now.Scope)), differ("insecure", fmt.Sprint(s.Insecure), fmt.Sprint(now.Insecure)),
		differ("connect-to", orNothing(s.ConnectTo), orNothing(now.ConnectTo)),
	)
	if string(s.CACert) != string(now.CACert) {
		errs = append(errs, errors.New("--cacert is not the one that the run was begun with: leave --cacert away to go on, or audit anew"))
	}
	return errs
}

// differ gives an error for a flag whose value is not that which the run was begun with.
func differ(flag, then, now string) []error {
	if then == now {
		return nil
	}
	return []error{fmt.Errorf("--%s is %s, and the run was begun with %s: leave --%s away to go on, or audit anew", flag, now, then, flag)}
}

func orNothing(l []string) string {
	if len(l) == 0 {
		return "nothing"
	}
	return strings.Join(l, ", ")
}

// ConsentNames gives the states of consent as they are typed.
func (s *Settings) ConsentNames() []string { return names(s.Consent) }

// names gives states of consent as words; none at all is a run from before there
// were any.
func names(states []audit.Consent) []string {
	if len(states) == 0 {
		return []string{string(audit.ConsentNone)}
	}
	out := make([]string, 0, len(states))
	for _, s := range states {
		out = append(out, string(s))
	}
	return out
}

// keys says with what the site was reached that was not stored and has to be given
// again, and what was never there: without it another site may answer.
func (s *Settings) keys(now Settings) (errs []error) {
	for _, name := range s.Headers {
		if !slices.Contains(now.Headers, name) {
			errs = append(errs, fmt.Errorf("the run sends the header %s, whose value is not stored: give it again with --header %q", name, name+": …"))
		}
	}
	for _, name := range now.Headers {
		if !slices.Contains(s.Headers, name) {
			errs = append(errs, fmt.Errorf("the run was begun without the header %s: leave it away to go on, or audit anew", name))
		}
	}
	switch {
	case s.BasicAuth && !now.BasicAuth:
		errs = append(errs, errors.New("the run logs in with --basic-auth, which is not stored: give --basic-auth USER:PASSWORD again"))
	case !s.BasicAuth && now.BasicAuth:
		errs = append(errs, errors.New("the run was begun without --basic-auth: leave it away to go on, or audit anew"))
	}
	return errs
}

// secrets says what was not stored and has to be given again, and what was never
// there.
func (s *Settings) secrets(now Settings) []error {
	errs := s.keys(now)
	switch {
	case s.Remote && !now.Remote:
		errs = append(errs, errors.New("the run drives a Chrome that runs elsewhere, whose address is not stored: give --remote-chrome ADDRESS again"))
	case !s.Remote && now.Remote:
		errs = append(errs, errors.New("the run was begun with a Chrome of its own: leave --remote-chrome away to go on, or audit anew"))
	}
	switch {
	case s.Patient == now.Patient || s.Seed != now.Seed: // a seed that differs was said above
	case s.PatientFile != "" && now.PatientFile == "":
		errs = append(errs, fmt.Errorf("the patient came from a file, which is not stored: give --patient %s again", ShellWord(s.PatientFile)))
	case s.PatientFile != now.PatientFile || s.Version == now.Version:
		errs = append(errs, errors.New("--patient: this is not the patient that the run was begun with; give the same one again, or audit anew"))
	default:
		errs = append(errs, fmt.Errorf("this quietroom (%s) makes another patient of the seed than the one that began the run (%s): resume with that one, or audit anew", now.Version, s.Version))
	}
	return errs
}

// ResumeCommand is the command line that goes on with the audit when it is cut
// short, its secrets left out; "" when it cannot be resumed, and for a walk under a
// policy: only verify-fix, which begins anew, says what that came to.
func (c *Config) ResumeCommand() string {
	if c.Fleeting || c.Trial != nil {
		return ""
	}
	cmd := "quietroom audit"
	secrets := len(c.Access.Headers) > 0 || c.Access.BasicAuth != nil
	if secrets {
		cmd += " " + ShellWord(c.Site)
	}
	cmd += " --resume " + ShellWord(c.Out) + c.vouching(secrets)
	for _, h := range c.Access.Headers {
		cmd += " --header " + ShellWord(h.Name+": …")
	}
	if c.Access.BasicAuth != nil {
		cmd += " --basic-auth USER:PASSWORD"
	}
	if c.PatientFile != "" {
		cmd += " --patient " + ShellWord(c.PatientFile)
	}
	if c.Remote != "" {
		cmd += " --remote-chrome ADDRESS"
	}
	if c.NoSandbox {
		cmd += " --no-sandbox"
	}
	return cmd
}

// vouching are the flags that a resume wants to hear again (Settings.Vouch).
func (c *Config) vouching(secrets bool) (out string) {
	add := func(name string, values ...string) {
		if len(values) > 0 {
			out += " " + flags(name, values)
		}
	}
	if c.Login != nil || len(c.Sends) > 0 {
		add("site-file", c.SiteFile.Name)
	}
	if secrets {
		add("scope", c.Scope...)
	}
	if secrets || c.Login != nil {
		for _, r := range c.Access.ConnectTo {
			add("connect-to", r.String())
		}
		if len(c.Access.CACert) > 0 {
			out += " --cacert FILE"
		}
		if c.Access.Insecure {
			out += " --insecure"
		}
	}
	return out
}

// ShellWord quotes s for a POSIX shell where it needs it.
func ShellWord(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-+=:@%", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

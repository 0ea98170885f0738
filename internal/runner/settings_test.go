package runner

import (
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/patient"
	"github.com/quietroom/quietroom/internal/access"
)

// TestSettingsAdmit: the same settings go with a run, also with what may change;
// every other difference is an error that names its flag.
func TestSettingsAdmit(t *testing.T) {
	t.Parallel()
	base := func() Config {
		c := Config{Site: "https://practice.example/", Out: "run", Seed: 7, MaxPages: 9, Version: "1", Access: access.Options{
			Headers: []access.Header{{Name: "X-Staging", Value: "secret"}}, BasicAuth: &access.Credentials{User: "u", Password: "p"}, CACert: []byte("pem"),
		}}
		if err := c.setDefaults(); err != nil {
			t.Fatal(err)
		}
		return c
	}
	began := base()
	then := began.settings()
	for name, tc := range map[string]struct {
		change func(*Config)
		want   string // in the error, "" for none
	}{
		"the same": {func(*Config) {}, ""},
		"what may change": {func(c *Config) {
			c.Parallel, c.Delay, c.PageTimeout, c.FailOn, c.NoSandbox, c.Version = 1, 1, 1, "A", true, "2"
		}, ""},
		"other secrets":     {func(c *Config) { c.Access.Headers[0].Value, c.Access.BasicAuth.Password = "new", "new" }, ""},
		"another site":      {func(c *Config) { c.Site = "https://other.example/" }, "not of https://other.example/"},
		"more scope":        {func(c *Config) { c.Scope = []string{"portal.example"} }, "--scope is portal.example, and the run was begun with nothing"},
		"robots ignored":    {func(c *Config) { c.IgnoreRobots = true }, "--ignore-robots"},
		"another consent":   {func(c *Config) { c.Consent = []audit.Consent{audit.ConsentNone, audit.ConsentReject} }, "--consent"},
		"asking not to":     {func(c *Config) { c.GPC = true }, "--gpc"},
		"an honest agent":   {func(c *Config) { c.HonestUA = true }, "--honest-ua"},
		"another agent":     {func(c *Config) { c.Access.UserAgent = "x" }, "--user-agent is x, and the run was begun with nothing"},
		"insecure":          {func(c *Config) { c.Access.Insecure = true }, "--insecure"},
		"other authorities": {func(c *Config) { c.Access.CACert = nil }, "--cacert"},
		"other rules":       {func(c *Config) { c.Rules = []DataFile{{"r.yaml", []byte("rules:")}} }, "--rules: these are not"},
		"another site file": {func(c *Config) { c.SiteFile = DataFile{"s.yaml", []byte("pages:")} }, "--site-file: this is not"},
		"no header":         {func(c *Config) { c.Access.Headers = nil }, `give it again with --header "X-Staging: …"`},
		"another header":    {func(c *Config) { c.Access.Headers[0].Name = "X-Other" }, "without the header X-Other"},
		"no password":       {func(c *Config) { c.Access.BasicAuth = nil }, "--basic-auth USER:PASSWORD again"},
		"a remote Chrome":   {func(c *Config) { c.Remote = "ws://x/" }, "--remote-chrome"},
		"another seed":      {func(c *Config) { c.Seed, c.Patient = 8, patient.New(8, "A", c.Started) }, "--seed is 8"},
		"another patient":   {func(c *Config) { c.Patient = patient.New(8, "A", c.Started) }, "not the patient"},
		"made otherwise":    {func(c *Config) { c.Patient, c.Version = patient.New(8, "A", c.Started), "2" }, "this quietroom (2) makes another patient"},
	} {
		c := base()
		c.Started, c.Patient = began.Started, began.Patient
		tc.change(&c)
		err := then.admits(c.settings())
		switch {
		case tc.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)):
			t.Errorf("%s: %v; want %q in it", name, err, tc.want)
		case err != nil && strings.Contains(err.Error(), "secret"):
			t.Errorf("%s: the error holds a secret: %v", name, err)
		}
	}
}

// TestRepeatWantsItsKeys: a site that was reached with a header or a password is not
// walked again without: what answers then may be another one.
func TestRepeatWantsItsKeys(t *testing.T) {
	t.Parallel()
	keyed := access.Options{Headers: []access.Header{{Name: "X-Staging", Value: "secret"}}, BasicAuth: &access.Credentials{User: "u", Password: "p"}}
	rule, err := access.ParseConnectTo("::127.0.0.1:9")
	if err != nil {
		t.Fatal(err)
	}
	config := func(o access.Options) Config {
		c := Config{Site: "https://practice.example/", Out: t.TempDir(), Seed: 7, Access: o}
		if err := c.setDefaults(); err != nil {
			t.Fatal(err)
		}
		return c
	}
	for name, tc := range map[string]struct {
		then, now access.Options
		want      []string
	}{
		"without both":         {keyed, access.Options{}, []string{"--header", "--basic-auth USER:PASSWORD again"}},
		"by another way":       {access.Options{}, access.Options{ConnectTo: []access.Rule{rule}, Insecure: true, CACert: []byte("pem")}, []string{"--connect-to is ::127.0.0.1:9", "--insecure is true", "--cacert is not the one"}},
		"with what it had not": {access.Options{}, keyed, []string{"without the header X-Staging", "without --basic-auth"}},
	} {
		began, c := config(tc.then), config(tc.now)
		then := began.settings()
		then.Sends = []string{"booking"}
		if c.Repeat(&then); len(c.Sends) > 0 {
			t.Errorf("%s: a trial submits %q in earnest", name, c.Sends)
		}
		run, err := Audit(t.Context(), c)
		for _, want := range tc.want {
			if run != nil || err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
				t.Errorf("%s: %v; want %q in it", name, err, want)
			}
		}
		if errs := then.keys(began.settings()); len(errs) > 0 {
			t.Errorf("%s: the same: %v", name, errs)
		}
	}
}

func TestResumeCommand(t *testing.T) {
	t.Parallel()
	rule, err := access.ParseConnectTo("::127.0.0.1:9")
	if err != nil {
		t.Fatal(err)
	}
	for want, c := range map[string]Config{
		"quietroom audit --resume runs/x":                {Out: "runs/x"},
		`quietroom audit --resume 'it'\''s a run; ls'`:   {Out: "it's a run; ls"},
		"quietroom audit --resume x --patient '$HOME/p'": {Out: "x", PatientFile: "$HOME/p"},
		"quietroom audit https://practice.example/ --resume x --scope my.practice.example --connect-to ::127.0.0.1:9 --cacert FILE --insecure --header 'X-A: …' --no-sandbox": {
			Out: "x", Site: "https://practice.example/", Scope: []string{"my.practice.example"}, NoSandbox: true,
			Access: access.Options{Headers: []access.Header{{Name: "X-A", Value: "secret"}}, ConnectTo: []access.Rule{rule}, CACert: []byte("pem"), Insecure: true},
		},
		"quietroom audit --resume x --site-file 'my site.yaml' --connect-to ::127.0.0.1:9": {
			Out: "x", Scope: []string{"my.practice.example"}, SiteFile: DataFile{Name: "my site.yaml"}, Login: new(Login), Access: access.Options{ConnectTo: []access.Rule{rule}},
		},
		"quietroom audit --resume x": {Out: "x", Scope: []string{"my.practice.example"}, Access: access.Options{ConnectTo: []access.Rule{rule}, Insecure: true}},
		"quietroom audit practice.example --resume x --header 'X-A: …' --basic-auth USER:PASSWORD --remote-chrome ADDRESS": {
			Out: "x", Site: "practice.example", Remote: "ws://token@x/", Access: access.Options{Headers: []access.Header{{Name: "X-A", Value: "secret"}}, BasicAuth: &access.Credentials{}},
		},
		"": {Out: "x", Fleeting: true},
	} {
		if c.Trial = new(audit.Trial); c.ResumeCommand() != "" {
			t.Errorf("a walk under a policy is resumed: %s", c.ResumeCommand())
		}
		c.Trial = nil
		if got := c.ResumeCommand(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

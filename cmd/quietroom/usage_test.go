package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/internal/runstore"
)

// TestWrongUsage: each ends with 2, says in one line what would be right, prints
// nothing on standard output and makes no run folder.
func TestWrongUsage(t *testing.T) {
	file := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	misspelt := file("patient.json", "{\n  \"emial\": \"x@example.com\"\n}")
	for name, tc := range map[string]struct {
		args string // split at spaces
		want []string
	}{
		"no command that is there":    {"audt http://a.example", []string{`unknown command "audt"`, `did you mean "audit"`}},
		"an address and no command":   {"https://a.example", []string{"quietroom audit https://a.example"}},
		"no such subcommand":          {"browser instal", []string{`did you mean "install"`}},
		"an argument too many":        {"demo x", []string{"takes no argument"}},
		"no address":                  {"audit", []string{"wants the address of a site", "https://practice.example/"}},
		"two addresses":               {"audit http://a.example http://b.example", []string{"got 2", "--scope"}},
		"another scheme":              {"audit ftp://a.example", []string{"neither http nor https", "https://practice.example/"}},
		"a file":                      {"audit ./index.html", []string{"a file's name", "https://practice.example/"}},
		"no host":                     {"audit https://", []string{"not an address", "https://practice.example/"}},
		"no run":                      {"report", []string{"one run folder", "quietroom-runs/"}},
		"no file to search":           {"detect --seed 1", []string{"one or more files", "session.har"}},
		"nobody to look for":          {"detect x.har", []string{"whose values", "--patient FILE"}},
		"a file that is not there":    {"detect --seed 1 /nowhere.har", []string{"/nowhere.har"}},
		"no such schema":              {"schema rnu", []string{"run, exchange, patients, detect"}},
		"two schemas":                 {"schema run exchange", []string{"one name and got 2"}},
		"two patients":                {"detect --seed 1 --run /nowhere x.har", []string{"--seed does not go with --run"}},
		"no such saved format":        {"detect --seed 1 --as hra x", []string{`--as "hra"`, "har, curl, trace, burp, zap, saz, http, urls, payload"}},
		"no such rule file":           {"detect --seed 1 --rules /nowhere.yaml x", []string{"--rules", "/nowhere.yaml"}},
		"a run that is not there":     {"report /nowhere/run", []string{"/nowhere/run", "the folder that an audit wrote"}},
		"a folder that is no run":     {"report " + t.TempDir(), []string{"holds no run.json"}},
		"a patient for nothing":       {"report --patient p.json " + t.TempDir(), []string{"holds no run.json"}},
		"a format for report":         {"report --format htm /nowhere", []string{"--format", `did you mean "html"`}},
		"no such format":              {"audit a.example --format nope", []string{`unknown format "nope"`, "text, json, html"}},
		"a misspelt format":           {"audit a.example --format text,jsn", []string{`did you mean "json"`}},
		"no format":                   {"audit a.example --format=", []string{"--format is empty", "text, json, html"}},
		"no such flag":                {"audit a.example --formt json", []string{"--formt", "did you mean --format", "--help"}},
		"no DNS server":               {"audit a.example --resolver https://dns.example/", []string{"--resolver", "HOST:PORT", "127.0.0.1"}},
		"no such short flag":          {"audit a.example -x", []string{"unknown flag -x", "--help"}},
		"no value":                    {"audit a.example --out", []string{"--out wants a value"}},
		"no such class":               {"audit a.example --fail-on X", []string{`--fail-on "X"`, "A, B, C, D, E or never"}},
		"a class in lower case":       {"audit a.example --fail-on a", []string{"A, B, C, D, E or never"}},
		"no class":                    {"audit a.example --fail-on=", []string{"A, B, C, D, E or never"}},
		"sending for all":             {"audit a.example --submit send", []string{"--submit send", "site's file names"}},
		"no such egress":              {"audit a.example --egress none", []string{`--egress "none"`, "allow or hold-canaries"}},
		"no such way to submit":       {"audit a.example --submit maybe", []string{`--submit "maybe"`, "hold or skip"}},
		"no such state of consent":    {"audit a.example --consent none,yes", []string{`--consent "yes"`, "none, accept and reject"}},
		"no state of consent":         {"audit a.example --consent=", []string{"--consent is empty", "none, accept and reject"}},
		"no such viewport":            {"audit a.example --viewport tablet", []string{"desktop or mobile"}},
		"pages that are no number":    {"audit a.example --pages many", []string{`--pages "many"`, "a whole number"}},
		"pages below none":            {"audit a.example --pages -1", []string{"--pages -1", "1 or more"}},
		"no pages":                    {"audit a.example --pages 0", []string{"1 or more"}},
		"no tabs":                     {"audit a.example --parallel 0", []string{"--parallel 0", "1 to 16"}},
		"a seed below none":           {"audit a.example --seed -1", []string{`--seed "-1"`, "0 or more"}},
		"a delay without a unit":      {"audit a.example --delay 1", []string{`--delay "1"`, "250ms"}},
		"a delay below none":          {"audit a.example --delay -1s", []string{"--delay", "0 or more"}},
		"bodies of no size":           {"audit a.example --max-body 0", []string{"--max-body", "1 to 1024"}},
		"a page timeout of none":      {"audit a.example --page-timeout 0s", []string{"--page-timeout", "45s"}},
		"connect-to":                  {"audit a.example --connect-to garbage", []string{`--connect-to "garbage"`, "HOST1:PORT1:HOST2:PORT2"}},
		"connect-to Chrome cannot do": {"audit a.example --connect-to :443::8443", []string{"--connect-to", "HOST2"}},
		"a header without a colon":    {"audit a.example --header secret-word", []string{"--header", `"Name: value"`}},
		"a header that is refused":    {"audit a.example --header Host:b.example", []string{"--header Host", "--connect-to"}},
		"no password":                 {"audit a.example --basic-auth secret-word", []string{"--basic-auth", "user:password"}},
		"a user in the address":       {"audit https://me:secret-word@a.example/", []string{"a.example", "--basic-auth"}},
		"a scope that is no host":     {"audit a.example --scope b.example/path", []string{`scope "b.example/path"`, "portal.practice.example"}},
		"no such CA file":             {"audit a.example --cacert /nowhere.pem", []string{"--cacert", "/nowhere.pem"}},
		"a CA file that is none":      {"audit a.example --cacert " + misspelt, []string{"--cacert " + misspelt, "BEGIN CERTIFICATE"}},
		"no such site file":           {"audit a.example --site-file /nowhere.yaml", []string{"--site-file", "/nowhere.yaml"}},
		"a rule that is wrong":        {"audit a.example --rules " + file("own.yaml", "rules:\n  - ide: x\n"), []string{"--rules", "own.yaml:2:5", `did you mean "id"?`}},
		"a policy for nobody":         {"audit a.example --rules " + file("pol.yaml", "policy:\n  - {id: p, purposes: [caht], contexts: [booking], because: x, remedy: y, source: own, date: 2026-11-21}\n"), []string{"pol.yaml:2:6", `did you mean "chat"?`}},
		"a site file that is wrong":   {"audit a.example --site-file " + file("site.yaml", "pages:\n  - {path: /x, context: bookin, because: y}\n"), []string{"--site-file", "site.yaml:2:6", `did you mean "booking"?`}},
		"no such patient file":        {"audit a.example --patient /nowhere.json", []string{"--patient", "/nowhere.json"}},
		"a misspelt kind":             {"audit a.example --patient " + misspelt, []string{misspelt + ":2:3", `unknown kind "emial"`, `did you mean "email"`}},
		"a patient that is no object": {"audit a.example --patient " + file("list.json", "[]"), []string{"list.json:1:1", "JSON object"}},
		"a remote Chrome's address":   {"audit a.example --remote-chrome chrome", []string{"--remote-chrome", "ws://HOST:PORT/"}},
		"a remote Chrome with rules":  {"audit a.example --remote-chrome ws://127.0.0.1:1/ --connect-to ::127.0.0.1:1", []string{"--connect-to", "--remote-chrome"}},
		"no remote Chrome":            {"audit a.example --remote-chrome ws://" + closedPort(t) + "/", []string{"no Chrome answers", "--remote-debugging-port"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := strings.Split(tc.args, " ")
			dir := filepath.Join(t.TempDir(), "run")
			if args[0] == "audit" && args[len(args)-1] != "--out" {
				args = append(args, "--out", dir)
			}
			chromes <- struct{}{}
			r := quietroom(t, args...)
			<-chromes
			r.want(t, exitUsage, tc.want...)
			if r.stdout != "" {
				t.Errorf("printed on standard output: %s", r.stdout)
			}
			if strings.Contains(r.stderr, "secret-word") {
				t.Errorf("a secret was repeated: %s", r.stderr)
			}
			if n := strings.Count(r.stderr, "quietroom: "); n != 1 {
				t.Errorf("%d errors, want 1: %s", n, r.stderr)
			}
			if _, err := os.Lstat(dir); err == nil {
				t.Errorf("there is a run folder")
			}
		})
	}
}

// TestHelp: help goes to standard output, names each flag's value, and fits 80
// columns.
func TestHelp(t *testing.T) {
	for _, args := range [][]string{{}, {"--help"}, {"audit", "--help"}, {"demo", "--help"}, {"report", "--help"}, {"browser", "--help"}, {"browser", "install", "--help"}, {"schema", "--help"}, {"scenario", "--help"}, {"scenario", "run", "--help"}, {"scenario", "new", "--help"}, {"scenario", "lint", "--help"}, {"detect", "--help"}, {"help", "audit"}, {"--version"}} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			r := quietroom(t, args...)
			r.want(t, exitClean)
			if r.stderr != "" {
				t.Errorf("on standard error: %s", r.stderr)
			}
			for _, kind := range []string{"stringArray", " strings ", " int ", " uint ", " duration "} {
				if strings.Contains(r.stdout, kind) {
					t.Errorf("a flag's value is called %q", kind)
				}
			}
			usage := r.stdout[max(strings.LastIndex(r.stdout, "\nWhat is audited:"), 0):]
			for line := range strings.Lines(usage) {
				if strings.HasPrefix(line, "      ") && len(line) > 81 {
					t.Errorf("wider than 80 columns: %s", line)
				}
			}
		})
	}
	audit := quietroom(t, "audit", "--help").stdout
	for _, want := range []string{"0  audited", "1  findings", "2  wrong usage", "3  the audit is incomplete", "--fail-on", "--connect-to RULE", "skip (", "never sent"} {
		if !strings.Contains(audit, want) {
			t.Errorf("audit --help does not say %q", want)
		}
	}
	demo := quietroom(t, "demo", "--help").stdout
	for _, no := range []string{"--connect-to", "--basic-auth", "--fail-on", "--scope"} {
		if strings.Contains(demo, no) {
			t.Errorf("demo --help has %s, which the demo cannot use", no)
		}
	}
}

func TestSchema(t *testing.T) {
	r := quietroom(t, "schema")
	r.want(t, exitClean)
	var schema struct {
		Schema     string         `json:"$schema"`
		Properties map[string]any `json:"properties"`
	}
	if err := json.Unmarshal([]byte(r.stdout), &schema); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"schema", "site", "verdict", "pages", "journeys", "findings", "coverage"} {
		if schema.Properties[name] == nil {
			t.Errorf("the schema does not describe %q", name)
		}
	}
	if r.stdout != string(runstore.Schema()) {
		t.Error("it is not the schema that runs are validated against")
	}
}

// TestBrowserFind says what an audit would use.
func TestBrowserFind(t *testing.T) {
	r := quietroom(t, "browser", "find")
	r.want(t, exitClean)
	if !strings.Contains(r.stdout, " at /") {
		t.Errorf("printed %q", r.stdout)
	}
	r = command{env: map[string]string{"CHROME_PATH": "/nowhere/chrome"}}.run(t, "browser", "find")
	r.want(t, exitUsage, "/nowhere/chrome", "CHROME_PATH")
}

// TestHelpOfEveryCommand: each says what it is for, gives an example of itself, and
// names its exit statuses.
func TestHelpOfEveryCommand(t *testing.T) {
	t.Parallel()
	var look func(c *cobra.Command)
	look = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			look(sub)
		}
		if c.HasSubCommands() || c.Name() == "help" || c.Name() == "completion" {
			return
		}
		if c.Short == "" || !strings.Contains(c.Example, c.CommandPath()) {
			t.Errorf("%s: no words, or no example of itself", c.CommandPath())
		}
		if !strings.Contains(strings.ToLower(c.Long), "exit status") {
			t.Errorf("%s --help does not say its exit statuses", c.CommandPath())
		}
		if c.HasParent() && !c.Parent().HasParent() && c.GroupID == "" {
			t.Errorf("%s stands under no heading of quietroom --help", c.CommandPath())
		}
	}
	look(newRoot(world{}))
}

// TestExamples: every example is a command line that this quietroom takes, as a shell
// would read it.
func TestExamples(t *testing.T) {
	t.Parallel()
	seen := 0
	var look func(c *cobra.Command)
	look = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			look(sub)
		}
		for line := range strings.Lines(c.Example) {
			line = strings.TrimSpace(line)
			words := strings.Fields(line)
			for i, w := range words {
				if w[0] == '#' || w[0] == '>' || w == "|" {
					words = words[:i]
					break
				}
			}
			if len(words) == 0 || words[0] != "quietroom" {
				if !strings.Contains(line, "quietroom ") { // behind something of the shell's
					t.Errorf("%s: %q is no command line", c.CommandPath(), line)
				}
				continue
			}
			seen++
			root := newRoot(world{})
			cmd, rest, err := root.Find(words[1:])
			if err == nil {
				err = cmd.ParseFlags(rest)
			}
			if err == nil {
				err = cmd.ValidateArgs(cmd.Flags().Args())
			}
			if err != nil {
				t.Errorf("%s: %q: %v", c.CommandPath(), line, err)
			}
		}
	}
	look(newRoot(world{}))
	if seen < 40 {
		t.Errorf("only %d examples were tried", seen)
	}
}

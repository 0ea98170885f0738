package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/internal/login"
	"github.com/quietroom/quietroom/internal/runner"
)

// adopt takes up the site's file of a folder as an audit that is started there
// with these arguments does.
func adopt(t *testing.T, dir string, args ...string) (f *auditFlags, site, said string, err error) {
	t.Helper()
	t.Chdir(dir)
	f = newAuditFlags()
	fs := pflag.NewFlagSet("audit", pflag.ContinueOnError)
	f.registerAudit(fs)
	if err := fs.Parse(args); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	site, err = f.adopt(fs, strings.Join(fs.Args(), ""), world{stderr: &stderr})
	return f, site, stderr.String(), err
}

// TestAdopt is not parallel: the file is that of the working folder.
func TestAdopt(t *testing.T) {
	const file = "site: https://www.practice.example/\nscope: [portal.practice.example]\nconsent: [none, reject]\nbaseline: runs/1\nschedule: {every: day}\n"
	dir, empty := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "quietroom.yaml"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Run("all of it", func(t *testing.T) {
		f, site, said, err := adopt(t, dir)
		if err != nil || site != "https://www.practice.example/" || f.siteFile != "quietroom.yaml" || !slices.Equal(f.scope, []string{"portal.practice.example"}) || !slices.Equal(f.consent, []string{"none", "reject"}) {
			t.Errorf("%q %q %q %q %v", site, f.siteFile, f.scope, f.consent, err)
		}
		if f.baseline != "runs/1" || !strings.Contains(said, "Settings come from quietroom.yaml") {
			t.Errorf("baseline %q; it says %s", f.baseline, said)
		}
	})
	t.Run("flags go before it", func(t *testing.T) {
		f, site, _, err := adopt(t, dir, "https://practice.example/new", "--scope", "other.example", "--consent", "accept", "--baseline", "last")
		if err != nil || f.baseline != "last" || site != "https://practice.example/new" || !slices.Equal(f.scope, []string{"other.example"}) || !slices.Equal(f.consent, []string{"accept"}) {
			t.Errorf("%q %q %q %v", site, f.scope, f.consent, err)
		}
	})
	t.Run("another site", func(t *testing.T) {
		if _, _, _, err := adopt(t, dir, "https://other.example/"); err == nil || !strings.Contains(err.Error(), "is about https://www.practice.example/") {
			t.Errorf("%v", err)
		}
	})
	t.Run("another file", func(t *testing.T) {
		f, site, said, err := adopt(t, dir, "--site-file", "/dev/null", "https://other.example/")
		if err != nil || site != "https://other.example/" || f.scope != nil || said != "" {
			t.Errorf("%q %q %q %v", site, f.scope, said, err)
		}
	})
	t.Run("none", func(t *testing.T) {
		if _, _, _, err := adopt(t, empty); err == nil || !strings.Contains(err.Error(), "audit wants the address of a site") {
			t.Errorf("%v", err)
		}
		if f, _, said, err := adopt(t, empty, "https://x.example/"); err != nil || f.siteFile != "" || said != "" {
			t.Errorf("%q %q %v", f.siteFile, said, err)
		}
	})
	t.Run("broken", func(t *testing.T) {
		if err := os.WriteFile(filepath.Join(empty, "quietroom.yaml"), []byte("scop: []\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := adopt(t, empty, "https://x.example/"); err == nil || !strings.Contains(err.Error(), `quietroom.yaml:1:1: unknown field "scop"; did you mean "scope"?`) {
			t.Errorf("%v", err)
		}
	})
}

func TestLoginOf(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "account.yaml"), []byte("user: robin@example.com\npassword: 'a good one'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := map[string]string{login.UserVariable: "robin.tester", login.PasswordVariable: "pass-word-1", "U": "robin.other", "P": "pass-word-2"}
	for name, c := range map[string]struct{ file, user, host, err string }{
		"usual variables": {"login: {url: 'https://practice.example/in'}", "robin.tester", "practice.example", ""},
		"own variables":   {"login: {url: 'https://practice.example/in', user_env: U, password_env: P}", "robin.other", "practice.example", ""},
		"a file":          {"login: {url: 'https://practice.example/in', file: account.yaml, host: Portal.example}", "robin@example.com", "portal.example", ""},
		"no variable":     {"login: {url: 'https://practice.example/in', user_env: A, password_env: P}", "", "", "the environment variable A"},
		"no file":         {"login: {url: 'https://practice.example/in', file: gone.yaml}", "", "", "no such file"},
		"none":            {"site: https://practice.example/", "", "", ""},
	} {
		l, err := loginOf(runner.DataFile{Name: filepath.Join(dir, "quietroom.yaml"), Data: []byte(c.file)}, func(k string) string { return env[k] })
		switch {
		case c.err != "":
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: %v", name, err)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case c.user == "":
			if l != nil {
				t.Errorf("%s: a log-in", name)
			}
		case l.Account.User != c.user || l.Account.Host != c.host:
			t.Errorf("%s: %s at %s", name, l.Account.User, l.Account.Host)
		}
	}
}

// TestAdoptScenarios is not parallel, as TestAdopt.
func TestAdoptScenarios(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const site = "site: https://www.practice.example/\nscenarios:\n  - {name: book, file: book.yaml}\n  - {name: ask, file: ask.yaml, submit: send}\n"
	write("quietroom.yaml", site)
	write("book.yaml", "name: book\nstart: /\nsteps: [back]\n")
	write("ask.yaml", "name: ask\nstart: /\nsteps: [back]\n")
	f, _, said, err := adopt(t, dir, "--scenario", "book.yaml")
	if err != nil || !slices.Equal(f.scenarios, []string{"book.yaml", "ask.yaml"}) || !slices.Equal(f.sends, []string{"ask"}) || strings.Contains(said, "scenarios") {
		t.Errorf("%q %q %s %v", f.scenarios, f.sends, said, err)
	}
	write("stranger.yaml", "name: ask\nstart: /\nsteps: [back]\n")
	for file, sends := range map[string]int{"ask.yaml": 1, "stranger.yaml": 0, "booking": 0} {
		f := newAuditFlags()
		fs := pflag.NewFlagSet("run", pflag.ContinueOnError)
		f.registerAudit(fs)
		site, err := f.adoptFor(fs, "", file, world{stderr: io.Discard})
		if err != nil || site != "https://www.practice.example/" || len(f.sends) != sends || !slices.Equal(f.scenarios, []string{file}) {
			t.Errorf("%s: %q %q %q %v", file, site, f.scenarios, f.sends, err)
		}
	}
	if _, err := newAuditFlags().adoptFor(pflag.NewFlagSet("run", pflag.ContinueOnError), "", "bookign", world{stderr: io.Discard}); err == nil || !strings.Contains(err.Error(), "quietroom scenario list") {
		t.Errorf("neither a file nor a name of the library: %v", err)
	}
	// A file that has the name of one of the library's is the file all the same.
	write("booking", "name: booking\nstart: /\nsteps: [back]\n")
	write("quietroom.yaml", site+"  - {name: booking, file: booking, submit: send}\n")
	if f, _, _, err := adopt(t, dir); err != nil || len(f.scenarios) != 3 {
		t.Errorf("%q %v", f.scenarios, err)
	} else if files, err := scenarioFiles(f.scenarios[2:]); err != nil || len(files) != 1 || !strings.Contains(string(files[0].Data), "steps: [back]") {
		t.Errorf("%q became %+v %v", f.scenarios[2], files, err)
	}
	write("quietroom.yaml", site)
	for text, want := range map[string]string{
		"name: other\nstart: /\nsteps: [back]\n": `whose own name is "other"`,
		"name: ask\nstart: /\nsteps: [bock]\n":   `did you mean "back"?`,
	} {
		write("ask.yaml", text)
		if _, _, _, err := adopt(t, dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %s", err, want)
		}
	}
}

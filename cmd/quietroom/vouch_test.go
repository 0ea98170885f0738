package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/internal/runstore"
)

// TestPreparedFolder: a run folder that somebody else made gets no account, no header and
// no password, whatever it names as the site and as the account's place.
func TestPreparedFolder(t *testing.T) {
	t.Parallel()
	w := newWeb(t, map[string]any{"practice.example/": "<title>Home</title>"})
	const about = "site: https://practice.example/\nlogin:\n  url: https://practice.example/login\n  user_env: AWS_ACCESS_KEY_ID\n  password_env: AWS_SECRET_ACCESS_KEY\n"
	env := map[string]string{"AWS_ACCESS_KEY_ID": "theirs", "AWS_SECRET_ACCESS_KEY": "topsecret"}
	prepared := func(t *testing.T, s runner.Settings) string {
		t.Helper()
		dir := filepath.Join(t.TempDir(), "run")
		run := &audit.Run{Schema: audit.RunSchema, ID: "run", Site: s.Site, Started: time.Now()}
		s.Format, s.Site, s.ConnectTo, s.Insecure, s.NoSandbox = "quietroom.journal/1", "https://practice.example/", []string{w.connect()}, true, true
		s.Submit, s.MaxPages, s.PageTimeout, s.MaxBody, s.Parallel, s.FailOn = runner.SubmitHold, 5, time.Minute, 1<<20, 1, "E"
		store, err := runstore.Create(dir, run, runstore.Entry{Key: "settings", Value: s})
		if err != nil {
			t.Fatal(err)
		}
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	own := filepath.Join(t.TempDir(), "mine.yaml")
	if err := os.WriteFile(own, []byte(about), 0o600); err != nil {
		t.Fatal(err)
	}
	login := prepared(t, runner.Settings{SiteFile: runner.DataFile{Name: "quietroom.yaml", Data: []byte(about)}})
	plain := prepared(t, runner.Settings{Headers: []string{"X-Staging"}, BasicAuth: true, Scope: []string{"evil.example"}})
	secrets := []string{"--header", "X-Staging: open", "--basic-auth", "me:hidden"}
	for name, c := range map[string]struct {
		dir  string
		args []string
		want []string
	}{
		"a log-in by its own file":               {login, nil, []string{"--site-file FILE", "--connect-to " + w.connect(), "--insecure"}},
		"a log-in by the user's file, elsewhere": {login, []string{"--site-file", own}, []string{"--connect-to " + w.connect(), "--insecure"}},
		"a file that the run has not":            {plain, []string{"--site-file", own}, []string{"not the file that the run was begun with"}},
		"a header to whom it says":               {plain, secrets, []string{"goes to https://practice.example/", "--scope evil.example", "--connect-to"}},
		"a header, for another site":             {plain, append([]string{"https://mine.example/"}, secrets...), []string{"goes to https://practice.example/"}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, command := range []string{"audit", "verify-fix"} {
				args := append([]string{"audit", "--resume", c.dir}, c.args...)
				if command == "verify-fix" {
					args = append([]string{"verify-fix", c.dir}, c.args...)
				}
				r := commandIn(env).run(t, args...)
				r.want(t, exitUsage, c.want...)
			}
		})
	}
	if n := len(w.requests()); n > 0 {
		t.Errorf("the site was asked %d times", n)
	}
}

func commandIn(env map[string]string) command { return command{env: env} }

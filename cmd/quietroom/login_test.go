package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	escape "html"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/internal/demosite"
)

// TestAuditWithLogin: with a log-in in the site's file the pages behind it are
// audited, and in no file, report or line of the log is anything of the account.
func TestAuditWithLogin(t *testing.T) {
	site, flags := reachDemo(t)
	file := filepath.Join(t.TempDir(), "site.yaml")
	about := "login: {url: '" + demosite.Origin + demosite.SignInPath + "', user_env: DEMO_USER, password_env: DEMO_PASSWORD, success: {text: Signed in as}}\n"
	if err := os.WriteFile(file, []byte(about), 0o600); err != nil {
		t.Fatal(err)
	}
	args := append([]string{"audit", site.URL(), "--site-file", file, "--pages", "2", "-vv", "--format", "text,html,json", "--resolver", site.Resolver()}, flags...)
	missing := command{env: map[string]string{"DEMO_USER": demosite.AccountUser}}.run(t, append(args, "--out", filepath.Join(t.TempDir(), "x"))...)
	missing.want(t, exitUsage, "the environment variable DEMO_PASSWORD", "is not set")

	r := auditIn(t, command{env: map[string]string{"DEMO_USER": demosite.AccountUser, "DEMO_PASSWORD": demosite.AccountPassword}}, args...)
	r.want(t, exitFindings)
	if !strings.Contains(r.stdout, "The test account's portal password") || !strings.Contains(r.stdout, "log-in session") {
		t.Errorf("the report does not say who got what opens the account:\n%s", r.stdout)
	}
	if n := site.SignIns(); n != 1 {
		t.Errorf("%d log-ins", n)
	}
	secrets := append([]string{demosite.AccountUser, demosite.AccountPassword}, site.Secrets()...)
	if len(secrets) < 4 {
		t.Fatalf("%d secrets: no session or token was given out", len(secrets))
	}
	files := 0
	look := func(where string, data []byte) {
		files++
		for i, s := range secrets {
			quoted, err := json.Marshal(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, form := range []string{s, escape.EscapeString(s), strings.Trim(string(quoted), `"`), url.QueryEscape(s), url.PathEscape(s), base64.StdEncoding.EncodeToString([]byte(s))[:len(s)]} {
				if bytes.Contains(bytes.ToLower(data), []byte(strings.ToLower(form))) {
					t.Errorf("%s holds secret %d", where, i)
				}
			}
		}
	}
	look("standard output", []byte(r.stdout))
	look("standard error", []byte(r.stderr))
	err := filepath.WalkDir(r.dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		if err == nil {
			look(p, data)
		}
		return err
	})
	if err != nil || files < 10 {
		t.Errorf("%d files searched, %v", files, err)
	}
	again := quietroom(t, "report", r.dir, "--format", "html", "--again")
	look("the report of a new judgement", []byte(again.stdout))
	if !strings.Contains(again.stdout, "test account") {
		t.Errorf("a new judgement does not find it: %d, %s", again.status, again.stderr)
	}
}

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
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/demosite"
	"github.com/quietroom/quietroom/internal/runstore"
)

// records is what a patient does behind the log-in.
const records = `name: look-at-my-records
start: /account
steps:
  - login
  - click: Your records
  - expect: {text: Treatment plan}
`

// TestAuditWithLogin: with a log-in in the site's file the pages behind it are
// audited, a scenario that logs in is walked in the same session, and in no file,
// body, report or line of the log is anything of the account.
func TestAuditWithLogin(t *testing.T) {
	site, flags := reachDemo(t)
	file := filepath.Join(t.TempDir(), "site.yaml")
	about := "login: {url: '" + demosite.Origin + demosite.SignInPath + "', user_env: DEMO_USER, password_env: DEMO_PASSWORD, success: {text: Signed in as}}\n"
	if err := os.WriteFile(file, []byte(about), 0o600); err != nil {
		t.Fatal(err)
	}
	args := append([]string{"audit", site.URL(), "--site-file", file, "--scenario", scenarioFile(t, records), "--pages", "2", "-vv", "--format", "text,html,json", "--resolver", site.Resolver()}, flags...)
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
	walkedRecords(t, r)
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
	reader, err := runstore.Open(r.dir)
	if err != nil {
		t.Fatal(err)
	}
	for ex, err := range reader.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		if ex.BodySHA256 == "" {
			continue
		}
		body, err := reader.Body(ex.BodySHA256)
		if err != nil {
			t.Fatal(err)
		}
		look("the body of "+ex.ID, body)
	}
	err = filepath.WalkDir(r.dir, func(p string, d fs.DirEntry, err error) error {
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
	accountAgain(t, site, r.dir, file, flags)
}

// accountAgain: a second walk logs in where the user's own file says, and nowhere else.
func accountAgain(t *testing.T, site *demosite.Site, dir, file string, flags []string) {
	c := command{env: map[string]string{"DEMO_USER": demosite.AccountUser, "DEMO_PASSWORD": demosite.AccountPassword}}
	args := append([]string{"verify-fix", dir, "--format", "json"}, flags...)
	before := site.SignIns()
	c.run(t, args...).want(t, exitUsage, "--site-file FILE")
	c.run(t, append(args[:4:4], "--site-file", file)...).want(t, exitUsage, "--connect-to", "--cacert FILE")
	if n := site.SignIns(); n != before {
		t.Errorf("%d log-ins where the folder alone says so", n-before)
	}
	chromes <- struct{}{}
	defer func() { <-chromes }()
	r := c.run(t, append(args, "--site-file", file)...)
	if n := site.SignIns(); n != before+1 || r.status == exitUsage {
		t.Errorf("%d log-ins, status %d\n%s", n-before, r.status, r.stderr)
	}
}

// walkedRecords: the scenario was walked to its end, behind the log-in, and the
// patient got to the page that it wants to see.
func walkedRecords(t *testing.T, r result) {
	t.Helper()
	i := slices.IndexFunc(r.run.Journeys, func(j audit.Journey) bool { return j.Scenario == "look-at-my-records" })
	if i < 0 {
		t.Fatalf("the scenario that logs in was not walked: %+v", r.run.Journeys)
	}
	j := r.run.Journeys[i]
	var did []string
	for _, s := range j.Steps {
		did = append(did, strings.TrimSpace(s.Verb+" "+s.Status+" "+s.Why))
	}
	if want := []string{"visit done", "login skipped the session is logged in already", "click done", "expect done", "leave done"}; j.Status != audit.Walked || !slices.Equal(did, want) {
		t.Errorf("%s (%s): %q, want %q", j.Status, j.Why, did, want)
	}
}

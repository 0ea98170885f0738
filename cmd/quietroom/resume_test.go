package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestResume: an audit is interrupted, says how it goes on, refuses what does not
// go with it, goes on without a second visit to what it has seen, and is then
// left alone.
func TestResume(t *testing.T) {
	t.Parallel()
	ctx, interrupt := context.WithCancel(t.Context())
	var resumed atomic.Bool
	w := newWeb(t, trouble(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if r.Header.Get("Sec-Fetch-Mode") != "" && !resumed.Load() {
			interrupt()
			<-r.Context().Done()
			return
		}
		_, _ = io.WriteString(w, "<title>Trouble</title><p>x")
	}))
	w.pages["practice.example/"] = html(linksBoth+"<form action=/x method=post><input name=email type=email><button>Send</button></form>", func() {})
	file := filepath.Join(t.TempDir(), "our patient.json")
	if err := os.WriteFile(file, []byte(`{"email": "pat@example.org"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "other.json")
	if err := os.WriteFile(other, []byte(`{"email": "sam@example.org"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	theirs := []string{"--header", "X-Staging: topsecret", "--basic-auth", "me:hidden", "--patient", file}
	secrets := append([]string{"https://practice.example/", "--connect-to", w.connect(), "--insecure"}, theirs...)
	first := w.auditIn(t, command{ctx: ctx}, append(theirs, "--parallel", "1", "--pages", "9", "--viewport", "mobile", "--fail-on", "C")...)
	again := "quietroom audit https://practice.example/ --resume " + first.dir + " --connect-to " + w.connect() + " --insecure --header 'X-Staging: …' --basic-auth USER:PASSWORD --patient '" + file + "'"
	first.want(t, exitIncomplete, "To go on later: "+again, "Go on where it stopped  "+again)
	if !strings.Contains(first.stdout, again) {
		t.Errorf("the report does not say how to go on:\n%s", first.stdout)
	}
	noSecretIn(t, first.dir, "topsecret", "hidden")

	asked := len(w.requests())
	for name, tc := range map[string]struct {
		args []string
		want []string
	}{
		"where secrets go":    {theirs, []string{"goes to https://practice.example/", "--connect-to " + w.connect(), "--insecure"}},
		"secrets are missing": {nil, []string{`--header "X-Staging: …"`, "--basic-auth USER:PASSWORD", "give --patient '" + file + "' again"}},
		"another patient":     {append(secrets[:8:8], "--patient", other), []string{"not the patient"}},
		"another budget":      {append(secrets, "--pages", "5"), []string{"--pages is 5", "begun with 9"}},
		"another viewport":    {append(secrets, "--viewport", "desktop"), []string{"--viewport is desktop", "begun with mobile"}},
		"another seed":        {append(secrets, "--seed", "1"), []string{"--seed is 1"}},
		"submits are skipped": {append(secrets, "--submit", "skip"), []string{"--submit is skip"}},
		"another way there":   {[]string{"--connect-to", "::127.0.0.1:9"}, []string{"--connect-to is ::127.0.0.1:9"}},
		"a header more":       {append(secrets, "--header", "X-More: 1"), []string{"without the header X-More"}},
		"another agent":       {append(secrets, "--user-agent", "x"), []string{"--user-agent is x", "begun with nothing"}},
		"a Chrome elsewhere":  {append(secrets, "--remote-chrome", "ws://127.0.0.1:9/"), []string{"--remote-chrome", "Chrome of its own"}},
		"another address":     {[]string{"https://another.example/"}, []string{"an audit of https://practice.example/, not of https://another.example/"}},
		"two addresses":       {[]string{"https://practice.example/", "https://another.example/"}, []string{"takes one address"}},
		"another folder":      {append(secrets, "--out", "x"), []string{"--out does not go with --resume"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := quietroom(t, append([]string{"audit", "--resume", first.dir}, tc.args...)...)
			r.want(t, exitUsage, tc.want...)
			if strings.Contains(r.stderr, "topsecret") || r.stdout != "" {
				t.Errorf("said %q and printed %q", r.stderr, r.stdout)
			}
		})
	}
	if n := len(w.requests()); n != asked {
		t.Errorf("the site was asked for something by a resume that was refused")
	}

	resumed.Store(true)
	r := resumeIn(t, first.dir, secrets...)
	r.want(t, exitClean, "Going on with the audit of https://practice.example/")
	r.wantVerdict(t, audit.Clean)
	if !r.run.Complete || r.run.Resume != "" || r.run.Options.MaxPages != 9 || r.run.Options.Viewport != "mobile" || r.run.Options.FailOn != "C" || r.run.Seed != first.run.Seed {
		t.Errorf("complete %v, %q, %+v", r.run.Complete, r.run.Resume, r.run.Options)
	}
	if notes := strings.Join(r.run.Notes, "\n"); !strings.Contains(notes, "resumed at") || !strings.Contains(notes, "was walked again") {
		t.Errorf("the notes do not say that it was resumed: %q", notes)
	}
	if r.run.ID != first.run.ID || !r.run.Started.Equal(first.run.Started) {
		t.Errorf("run %s of %s became %s of %s", first.run.ID, first.run.Started, r.run.ID, r.run.Started)
	}
	crawled, visited := 0, 0
	for _, q := range w.requests()[asked:] {
		switch {
		case q.host != "practice.example":
		case q.browser() && q.path == "/":
			visited++
		case !q.browser() && q.path != "/robots.txt":
			crawled++
		}
		if q.host == "practice.example" && q.header.Get("X-Staging") == "" {
			t.Errorf("%s was asked for without the header", q.path)
		}
	}
	// Its form is walked; the visit was done.
	if crawled != 0 || visited != 1 {
		t.Errorf("%d pages were crawled and the start page visited %d times, want 0 and 1", crawled, visited)
	}

	asked = len(w.requests())
	r = quietroom(t, append([]string{"audit", "--resume", first.dir}, secrets...)...)
	r.want(t, exitClean, "Nothing to do", "quietroom report "+first.dir)
	if len(w.requests()) != asked || r.stdout != "" {
		t.Errorf("a finished audit was worked on: printed %q", r.stdout)
	}
}

// resumeIn resumes the audit in dir.
func resumeIn(t *testing.T, dir string, args ...string) result {
	t.Helper()
	chromes <- struct{}{}
	defer func() { <-chromes }()
	r := quietroom(t, append([]string{"audit", "--resume", dir}, args...)...)
	r.dir, r.run = dir, readRun(t, dir)
	return r
}

// noSecretIn looks through the files that say what an audit is; what was sent
// holds the headers as sent.
func noSecretIn(t *testing.T, dir string, secrets ...string) {
	t.Helper()
	for _, name := range []string{"run.json", "journal.jsonl"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range secrets {
			if strings.Contains(string(data), s) {
				t.Errorf("%s holds the secret %q", name, s)
			}
		}
	}
}

// TestResumeWhat: what cannot be resumed is said, with what would be right.
func TestResumeWhat(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, tc := range map[string]struct {
		dir  string
		want string
	}{
		"no folder":  {filepath.Join(dir, "nowhere"), "give the folder that an audit wrote"},
		"no run":     {dir, "holds no run.json"},
		"no journal": {oldRun(t), "cannot be resumed"},
	} {
		t.Run(name, func(t *testing.T) {
			quietroom(t, "audit", "--resume", tc.dir).want(t, exitUsage, tc.want)
		})
	}
}

// oldRun is a run folder without a journal.
func oldRun(t *testing.T) string {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "run.json"), []byte(`{"schema": "`+audit.RunSchema+`"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

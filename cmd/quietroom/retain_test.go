package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/runstore"
)

// recorded makes a run folder with one exchange, as if an audit of that age had ended.
func recorded(t *testing.T, dir, site string, age time.Duration) {
	t.Helper()
	run := &audit.Run{Schema: audit.RunSchema, ID: filepath.Base(dir), Site: site, Started: time.Now().Add(-age), Complete: true}
	s, err := runstore.Create(dir, run)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.AddExchange(&audit.Exchange{ID: "x000001", URL: "https://collect.example/"}, []byte("a body")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

const aDay = 24 * time.Hour

// wantIn looks for words in what was printed, wherever its lines are broken.
func wantIn(t *testing.T, text string, words ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(text), " ")
	for _, w := range words {
		if !strings.Contains(flat, w) {
			t.Errorf("%q is not in:\n%.2000s", w, text)
		}
	}
}

func TestRetain(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	dir := filepath.Join(root, "practice.example", "old")
	recorded(t, dir, "https://practice.example/", 91*aDay)
	recorded(t, filepath.Join(root, "practice.example", "young"), "https://practice.example/", 89*aDay)
	exchanges := filepath.Join(dir, "exchanges.jsonl")
	quietroom(t, "retain", root, "--older", "200d").want(t, exitClean)
	r := quietroom(t, "retain", root, "--older", "90d")
	r.want(t, exitClean)
	wantIn(t, r.stdout, dir, "This would delete the evidence of 1 run: 3 files", "Nothing was deleted; --delete does it.")
	if _, err := os.Stat(exchanges); err != nil {
		t.Fatalf("without --delete: %v", err)
	}
	r = quietroom(t, "retain", root, "--older", "90d", "--delete")
	r.want(t, exitClean)
	wantIn(t, r.stdout, dir, "Deleted the evidence of 1 run")
	if _, err := os.Stat(exchanges); !os.IsNotExist(err) {
		t.Fatalf("the exchanges are still there: %v", err)
	}
	r = quietroom(t, "retain", root, "--older", "90d", "--delete")
	r.want(t, exitClean)
	wantIn(t, r.stdout, "No run that is older than 90d holds evidence.")
	damaged := filepath.Join(root, "practice.example", "young")
	if err := os.WriteFile(filepath.Join(damaged, "run.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	r = quietroom(t, "retain", root, "--older", "90d")
	wantIn(t, r.stderr, damaged+" stays as it is, evidence and all, because it cannot be read: ")
	for _, f := range []string{"text", "html", "json"} {
		again := quietroom(t, "report", dir, "--format", f)
		again.want(t, exitClean)
		wantIn(t, again.stdout, "The evidence of this run")
	}
	quietroom(t, "report", dir, "--again").want(t, exitUsage, "neither judged again nor resumed: its evidence was deleted on")
	quietroom(t, "audit", "--resume", dir).want(t, exitUsage, "neither judged again nor resumed")
}

func TestRetainWrongly(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		args []string
		want string
	}{
		"no folder":      {[]string{"retain", "--older", "90d"}, "wants one folder"},
		"no age":         {[]string{"retain", "."}, "wants --older"},
		"no such age":    {[]string{"retain", ".", "--older", "90"}, "want days or weeks"},
		"no age at all":  {[]string{"retain", ".", "--older", "0d"}, "want one day or more"},
		"too old an age": {[]string{"retain", ".", "--older", "99999w", "--delete"}, "want 36500 days or less"},
		"not there":      {[]string{"retain", "no-such-folder", "--older", "9w"}, "no-such-folder"},
		"audit --retain": {[]string{"audit", "https://practice.example/", "--retain", "3 months"}, "--retain \"3 months\": want days or weeks"},
	} {
		t.Run(name, func(t *testing.T) { quietroom(t, tc.args...).want(t, exitUsage, tc.want) })
	}
}

// TestAuditRetains: an audit deletes the evidence of older runs of its site beside it,
// and nothing else.
func TestAuditRetains(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	const site = "https://practice.example/"
	dir := func(name string) string { return filepath.Join(root, name) }
	recorded(t, dir("now"), site, 0)
	recorded(t, dir("old"), site, 91*aDay)
	recorded(t, dir("other"), "https://other.example/", 91*aDay)
	recorded(t, filepath.Join(dir("deeper"), "old"), site, 91*aDay)
	a := audited{run: &audit.Run{Site: site}, dir: dir("now")}
	if err := a.retain(newProgress(os.Stderr, os.Getenv, true), "13w", time.Now().Add(aDay)); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"now": true, "old": false, "other": true, "deeper/old": true} {
		_, err := os.Stat(filepath.Join(root, name, "exchanges.jsonl"))
		if got := err == nil; got != want {
			t.Errorf("%s: the exchanges are there: %v, want %v", name, got, want)
		}
	}
}

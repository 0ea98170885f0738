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

// TestNext: every command that is named exists, and does what it is named for.
func TestNext(t *testing.T) {
	at := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	root := t.TempDir()
	begin := func(name, site string, started time.Time, complete bool, change ...func(*audit.Run)) *audit.Run {
		run := &audit.Run{Schema: audit.RunSchema, ID: name, Site: site, Started: started, Complete: complete}
		for _, c := range change {
			c(run)
		}
		s, err := runstore.Create(filepath.Join(root, name), run)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		return run
	}
	const site, other = "https://practice.example/", "https://other.example/"
	begin("20261101T090000Z", site, at.AddDate(0, 0, -20), true)
	begin("20261108T090000Z", site, at.AddDate(0, 0, -13), true)
	begin("20261109T090000Z", other, at.AddDate(0, 0, -12), true)
	begin("20261110T090000Z", site, at.AddDate(0, 0, -11), false)
	begin("20261108T090000Z-verified", site, at.AddDate(0, 0, -10), true, func(r *audit.Run) { r.Trial = &audit.Trial{} })
	begin("20261112T090000Z", site, at.AddDate(0, 0, -9), true, func(r *audit.Run) { r.Options.Only = "booking" })
	if err := os.Mkdir(filepath.Join(root, "20261111T090000Z"), 0o700); err != nil {
		t.Fatal(err)
	}
	run := begin("20261121T090000Z", site, at, true)
	begin("20261122T090000Z", site, at.AddDate(0, 0, 1), true)
	dir := filepath.Join(root, run.ID)
	for name, tc := range map[string]struct {
		change func(a *audited)
		want   []string
	}{
		"an audit":              {func(*audited) {}, []string{"quietroom report " + dir, "quietroom diff " + filepath.Join(root, "20261108T090000Z") + " " + dir}},
		"a walk under a policy": {func(a *audited) { a.run.Trial, a.run.Findings = &audit.Trial{}, []audit.Finding{{}} }, []string{"quietroom report " + dir}},
		"a scenario alone":      {func(a *audited) { a.run.Options.Only = "booking" }, []string{"quietroom report " + dir}},
		"with a report, cut short": {func(a *audited) { a.report, a.run.Resume = "a b.html", "quietroom audit --resume x" },
			[]string{"quietroom audit --resume x", opener() + " 'a b.html'", "quietroom report " + dir, "quietroom diff " + filepath.Join(root, "20261108T090000Z") + " " + dir}},
	} {
		t.Run(name, func(t *testing.T) {
			mine := *run
			a := &audited{run: &mine, dir: dir}
			tc.change(a)
			known := commands(world{})
			var got []string
			for _, s := range a.next(func(c string) bool { return (c == "diff" || c == "verify-fix") && known(c) }) {
				got = append(got, s.command)
			}
			if strings.Join(got, "\n") != strings.Join(tc.want, "\n") {
				t.Errorf("next:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(tc.want, "\n"))
			}
		})
	}
	for _, v := range []audit.Verdict{audit.Leak, audit.Clean} {
		mine := *run
		mine.Verdict, mine.Findings = v, []audit.Finding{{}}
		for _, s := range (&audited{run: &mine, dir: dir}).next(commands(world{})) {
			words := strings.Fields(s.command)
			cmd, _, err := newRoot(world{}).Find(words[1:])
			if words[0] != "quietroom" || err != nil || cmd.Name() != words[1] {
				t.Errorf("%s: %q is no command (%v)", s.what, s.command, err)
			}
		}
	}
}

package main

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit/sitefile"
)

var updateSchedule = flag.Bool("update-schedule", false, "write the golden files of schedule anew")

// plans are what schedules are made of, by the name of the golden file.
var plans = map[string]struct{ site, file string }{
	"default": {"https://www.practice.example/", ""},
	"weekly":  {"", "site: https://www.practice.example/\nschedule: {every: week, on: monday, at: \"21:30\", zone: America/New_York}\n"},
	"monthly": {"", "site: https://praxis.example:8443/a%20b/?x='$HOME'&y=%25;z\nschedule: {every: month, on: 1, at: \"00:15\", zone: Europe/Berlin}\n"},
	"daily":   {"", "site: https://practice.example/\nschedule: {every: day, at: \"23:00\", zone: Asia/Tokyo}\n"},
}

// scheduled prints a schedule of a plan, with --write into dir unless that is "".
func scheduled(t *testing.T, kind, name, dir string) string {
	t.Helper()
	p := plans[name]
	args := []string{"schedule", kind, "--command", "/usr/local/bin/quietroom", "--folder", "/srv/quiet room", "--mail", "privacy@practice.example"}
	if p.site != "" {
		args = append(args, p.site)
	}
	if p.file != "" {
		at := filepath.Join(t.TempDir(), "site.yaml")
		if err := os.WriteFile(at, []byte(p.file), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, "--site-file", at)
	}
	if dir != "" {
		args = append(args, "--write", dir)
	}
	r := quietroom(t, args...)
	r.want(t, exitClean)
	if p.file != "" { // the folder differs from test to test
		r.stdout = strings.ReplaceAll(r.stdout, args[len(args)-1], "quietroom.yaml")
	}
	return r.stdout
}

func TestScheduleGolden(t *testing.T) {
	t.Parallel()
	for _, kind := range planners {
		for name := range plans {
			got := scheduled(t, kind.name, name, "")
			golden := filepath.Join("testdata", "schedule", name+"."+kind.name)
			if *updateSchedule {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v: run the test with -update-schedule, and read what it wrote", err)
			}
			if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
				t.Errorf("(-%s +got)\n%s", golden, d)
			}
		}
	}
}

// TestScheduleSystemd has systemd itself read the units.
func TestScheduleSystemd(t *testing.T) {
	t.Parallel()
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not here (apt-get install systemd), so no unit was verified")
	}
	for name := range plans {
		dir := t.TempDir()
		scheduled(t, "systemd", name, dir)
		units, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(units) != 3 {
			t.Fatalf("%q %v", units, err)
		}
		for _, u := range units {
			data, err := os.ReadFile(u)
			if err != nil {
				t.Fatal(err)
			}
			// verify wants a command and a folder that are there.
			text := strings.NewReplacer("/usr/local/bin/quietroom", "/bin/true", "/srv/quiet room", dir).Replace(string(data))
			if err := os.WriteFile(u, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, calendar, ok := strings.Cut(text, "OnCalendar="); ok {
				calendar, _, _ = strings.Cut(calendar, "\n")
				if out, err := exec.CommandContext(t.Context(), analyze, "calendar", calendar).CombinedOutput(); err != nil {
					t.Errorf("%s: %q: %v: %s", name, calendar, err, out)
				}
			}
		}
		out, err := exec.CommandContext(t.Context(), analyze, append([]string{"verify", "--man=no", "--recursive-errors=no"}, units...)...).CombinedOutput()
		if err != nil || strings.Contains(string(out), dir) {
			t.Errorf("%s: %v: %s", name, err, out)
		}
	}
}

// TestScheduleCron runs the line of the crontab in a shell, as cron would: it says
// nothing while nothing is new, and what the audit said when something is.
func TestScheduleCron(t *testing.T) {
	t.Parallel()
	for name, fields := range map[string]string{"default": "0 3 * * 1", "weekly": "30 21 * * 1", "monthly": "15 0 1 * *", "daily": "0 23 * * *"} {
		for status, want := range map[string]string{"0": "", "1": "100% new\n<audit", "3": "100% new\n<audit"} {
			dir := t.TempDir()
			stub := filepath.Join(dir, "quietroom")
			script := "#!/bin/sh\necho '100% new'; for a; do printf '<%s>' \"$a\"; done; exit " + status + "\n"
			if err := os.WriteFile(stub, []byte(script), 0o700); err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(strings.TrimSpace(scheduled(t, "cron", name, "")), "\n")
			line, ok := strings.CutPrefix(lines[len(lines)-1], fields+" ")
			if !ok {
				t.Errorf("%s: %q does not begin with %q", name, line, fields)
			}
			if i := strings.Index(strings.ReplaceAll(line, `\%`, ""), "%"); i >= 0 {
				t.Errorf("%s: cron would end the command at a %% that is not escaped: %s", name, line)
			}
			line = strings.NewReplacer(`\%`, "%", "/usr/local/bin/quietroom", stub, "'/srv/quiet room'", dir).Replace(line)
			out, err := exec.CommandContext(t.Context(), "/bin/sh", "-c", line).CombinedOutput()
			got := strings.ReplaceAll(string(out), "><", "\n")
			if err != nil || want == "" && got != "" || !strings.HasPrefix(got, want) {
				t.Errorf("%s, status %s: %v: %q", name, status, err, out)
			}
			if want != "" && name == "monthly" && !strings.Contains(got, "https://praxis.example:8443/a%20b/?x='$HOME'&y=%25;z") {
				t.Errorf("the address did not come through the shell: %q", got)
			}
		}
	}
}

func TestScheduleYAML(t *testing.T) {
	t.Parallel()
	for name := range plans {
		for _, kind := range []string{"github", "gitlab"} {
			var doc map[string]any
			text := scheduled(t, kind, name, "")
			if err := yaml.UnmarshalWithOptions([]byte(text), &doc, yaml.Strict()); err != nil {
				t.Errorf("%s %s: %v", kind, name, err)
			}
			if name == "monthly" && !strings.Contains(strings.ReplaceAll(text, "$$", "$"), "x=''$HOME''&y=%25;z") {
				t.Errorf("%s: the address is not as it was: %s", kind, text)
			}
		}
	}
	actionlint, err := exec.LookPath("actionlint")
	if err != nil {
		t.Skip("actionlint is not here (go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12), so no workflow was linted")
	}
	for name := range plans {
		cmd := exec.CommandContext(t.Context(), actionlint, "-shellcheck=", "-pyflakes=", "-")
		cmd.Stdin = strings.NewReader(scheduled(t, "github", name, ""))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", name, err, out)
		}
	}
}

func TestScheduleUTC(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"default": "cron: '0 3 * * 1'", "weekly": "cron: '30 2 * * 2'", // 21:30 on Monday is 02:30 on Tuesday
		"monthly": "cron: '15 23 1 * *'", "daily": "cron: '0 14 * * *'",
	} {
		if got := scheduled(t, "github", name, ""); !strings.Contains(got, want) {
			t.Errorf("%s: no %q in\n%s", name, want, got)
		}
	}
}

// TestScheduleMonthly: a day of the month that every month has stays one in UTC.
func TestScheduleMonthly(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ on, at, zone, want string }{
		{"28", "21:30", "America/New_York", "30 2 28 * *"}, {"28", "03:00", "America/New_York", "0 8 28 * *"},
		{"27", "21:30", "America/New_York", "30 2 28 * *"}, {"1", "00:15", "Europe/Berlin", "15 23 1 * *"},
	} {
		p := &plan{when: sitefile.Schedule{Every: "month", On: tc.on, At: tc.at, Zone: tc.zone}}
		if got := p.utcTime(); got != tc.want {
			t.Errorf("on the %s at %s in %s: %s, want %s", tc.on, tc.at, tc.zone, got, tc.want)
		}
	}
}

func TestScheduleWrongUsage(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ args, want string }{
		{"schedule", "one of systemd, cron, github, gitlab"},
		{"schedule corn https://a.example/", `"corn": want one of`},
		{"schedule cron", "wants the address of the site"},
		{"schedule cron practice", "is no address of a site"},
		{"schedule cron https://a.example/ --fail-on X", "A, B, C, D, E or never"},
		{"schedule cron https://a.example/ --site-file /nowhere.yaml", "/nowhere.yaml"},
		{"schedule cron https://a.example/ --write /nowhere/at/all", "--write"},
		{"diff a", "an old and a new run and got 1"},
		{"diff /nowhere /nowhere2", "/nowhere"},
		{"diff /nowhere /nowhere2 --format htm", `unknown format of a comparison "htm"`},
		{"diff /nowhere /nowhere2 --fail-on x", "A, B, C, D, E or never"},
		{"baseline", "one run folder and got 0"},
		{"baseline /nowhere", "/nowhere"},
		{"audit https://a.example/ --baseline /nowhere --out " + t.TempDir(), "--baseline: run folder /nowhere"},
	} {
		quietroom(t, strings.Split(tc.args, " ")...).want(t, exitUsage, tc.want)
	}
}

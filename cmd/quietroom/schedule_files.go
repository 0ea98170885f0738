package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// planners lists the schedulers that schedule knows, in the order of its help.
var planners = []planner{
	{"systemd", systemdFiles},
	{"cron", cronFiles},
	{"github", githubFiles},
	{"gitlab", gitlabFiles},
}

var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// cronTime is the time in the five fields of crontab(5).
func (p *plan) cronTime() string {
	hour, minute := p.clock()
	return p.cronFields(hour, minute, 0)
}

// cronFields is cronTime at another time of day, days later.
func (p *plan) cronFields(hour, minute, days int) string {
	day, week := "*", "*"
	switch p.when.Every {
	case "week":
		week = strconv.Itoa((slices.Index(weekdays, p.when.On) + days + 7) % 7)
	case "month":
		n, _ := strconv.Atoi(p.when.On) // the site's file was checked
		n = min(max(n+days, 1), 28)     // some hours off rather than on a day that not every month has
		day = strconv.Itoa(n)
	}
	return fmt.Sprintf("%d %d %s * %s", minute, hour, day, week)
}

// utcTime is cronTime in UTC, by the zone's offset outside of summer time, for
// schedulers that know nothing else.
func (p *plan) utcTime() string {
	zone, err := time.LoadLocation(p.when.Zone)
	if err != nil { // it was loaded before
		zone = time.UTC
	}
	_, winter := time.Date(2026, 1, 1, 0, 0, 0, 0, zone).Zone()
	_, summer := time.Date(2026, 7, 1, 0, 0, 0, 0, zone).Zone()
	hour, minute := p.clock()
	at := hour*60 + minute - min(winter, summer)/60
	days := 0
	for at < 0 {
		at, days = at+24*60, days-1
	}
	for at >= 24*60 {
		at, days = at-24*60, days+1
	}
	return p.cronFields(at/60, at%60, days)
}

// calendar is the time as systemd.time(7) has it.
func (p *plan) calendar() string {
	day := "*-*-*"
	switch p.when.Every {
	case "week":
		day = strings.ToUpper(p.when.On[:1]) + p.when.On[1:3] + " " + day
	case "month":
		n, _ := strconv.Atoi(p.when.On) // the site's file was checked
		day = fmt.Sprintf("*-*-%02d", n)
	}
	return fmt.Sprintf("%s %s:00 %s", day, p.when.At, p.when.Zone)
}

// systemdWord quotes s for a command line of systemd.service(5): a specifier's %, a
// variable's $ and the quotes are doubled or escaped.
func systemdWord(s string) string {
	s = strings.NewReplacer("%", "%%", "$", "$$", `\`, `\\`, `"`, `\"`).Replace(s)
	if s == "" || strings.ContainsAny(s, " \t\"'\\;") {
		return `"` + s + `"`
	}
	return s
}

// unitName is a name of systemd.unit(5): what may not stand in it becomes -.
func unitName(host string) string {
	return "quietroom-" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '-' {
			return r
		}
		return '-'
	}, host)
}

func systemdFiles(p *plan) []file {
	name := unitName(p.host)
	words := []string{systemdWord(p.command)}
	for _, a := range p.arguments() {
		words = append(words, systemdWord(a))
	}
	site := strings.ReplaceAll(p.site, "%", "%%")
	// A shell between journalctl and mail: what it is given comes as arguments.
	mail := fmt.Sprintf(`/bin/sh -c 'journalctl --unit="$$1" --lines=400 --output=cat --no-pager | mail -s "quietroom: something changed on $$2" "$$3"' sh %s %s %s`,
		name+".service", systemdWord(p.host), systemdWord(p.mail))
	return []file{
		{name + ".service", fmt.Sprintf(`[Unit]
Description=quietroom: audit of %s, and what changed since the last one
Documentation=https://github.com/quietroom/quietroom
Wants=network-online.target
After=network-online.target
# Exit status 1 is something new, 3 an audit that saw not all: both are told.
OnFailure=%s-changed.service

[Service]
Type=oneshot
WorkingDirectory=%s
ExecStart=%s
TimeoutStartSec=12h
UMask=0077
Nice=10
# To run as somebody else than root: User=quietroom
`, site, name, strings.ReplaceAll(p.folder, "%", "%%"), strings.Join(words, " "))},
		{name + ".timer", fmt.Sprintf(`[Unit]
Description=quietroom: when %s is audited

[Timer]
OnCalendar=%s
Persistent=true
RandomizedDelaySec=15min

[Install]
WantedBy=timers.target
# systemctl daemon-reload && systemctl enable --now %s.timer
`, site, p.calendar(), name)},
		{name + "-changed.service", fmt.Sprintf(`[Unit]
Description=quietroom: say that something changed on %s

[Service]
Type=oneshot
ExecStart=%s
`, site, mail)},
	}
}

func cronFiles(p *plan) []file {
	words := []string{shellWord(p.command)}
	for _, a := range p.arguments() {
		words = append(words, shellWord(a))
	}
	// In crontab(5) a % ends the command unless it is escaped.
	line := strings.ReplaceAll(fmt.Sprintf(`cd %s && out=$(%s 2>&1) || printf '%%s\n' "$out"`, shellWord(p.folder), strings.Join(words, " ")), "%", `\%`)
	return []file{{"crontab", fmt.Sprintf(`# quietroom: audits %s and compares with the last run. Nothing new prints
# nothing, and cron sends no mail; what is new, or an incomplete audit, is mailed.
# The time is that of %s where cron knows CRON_TZ; Debian's cron goes by
# the machine's zone.
MAILTO=%s
CRON_TZ=%s
%s %s
`, p.site, p.when.Zone, p.mail, p.when.Zone, p.cronTime(), line)}}
}

// shellWord quotes s for a POSIX shell where it needs it.
func shellWord(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-+=:@", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// yamlWord quotes s for YAML.
func yamlWord(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func githubFiles(p *plan) []file {
	siteFile := ""
	if p.siteFile != "" {
		siteFile = "          site-file: " + yamlWord(p.siteFile) + "\n"
	}
	return []file{{"quietroom.yml", fmt.Sprintf(`# quietroom: audits %s, compares with the last run, and fails only
# when something is new or the audit was incomplete. Goes into .github/workflows/.
name: quietroom
on:
  schedule:
    # %s %s outside of summer time; this scheduler knows UTC only.
    - cron: '%s'
  workflow_dispatch:
permissions:
  contents: read
  security-events: write # for the findings under Security
concurrency: quietroom
jobs:
  audit:
    runs-on: ubuntu-latest
    timeout-minutes: 350
    steps:
      - uses: actions/checkout@v4
      - uses: actions/cache/restore@v4
        with:
          path: .quietroom
          key: quietroom-${{ github.run_id }}
          restore-keys: quietroom-
      - uses: quietroom/quietroom@main
        with:
          url: %s
%s          fail-on: %s
          baseline: last
      - uses: actions/cache/save@v4
        if: always()
        with:
          path: .quietroom
          key: quietroom-${{ github.run_id }}
`, p.site, p.when.At, p.when.Zone, p.utcTime(), yamlWord(p.site), siteFile, yamlWord(p.failOn))}}
}

func gitlabFiles(p *plan) []file {
	siteFile := "''"
	if p.siteFile != "" {
		siteFile = yamlWord(p.siteFile)
	}
	return []file{{".gitlab-ci.yml", fmt.Sprintf(`# quietroom: audits %s, compares with the last run, and fails only
# when something is new or the audit was incomplete. When it runs is set in the
# project: Build > Pipeline schedules, interval pattern "%s", time zone %s.
include:
  - remote: https://raw.githubusercontent.com/quietroom/quietroom/main/ci/gitlab.yml
quietroom:
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
    - if: $CI_PIPELINE_SOURCE == "web"
  variables:
    QUIETROOM_URL: %s
    QUIETROOM_SITE_FILE: %s
    QUIETROOM_FAIL_ON: %s
    QUIETROOM_BASELINE: last
`, p.site, p.cronTime(), p.when.Zone, yamlWord(strings.ReplaceAll(p.site, "$", "$$")), siteFile, yamlWord(p.failOn))}}
}

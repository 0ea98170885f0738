package sitefile

import (
	"cmp"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/yamlfile"
)

// fault is what is wrong at a place of the file.
type fault struct{ at, what string }

func wrong(at, format string, args ...any) *fault { return &fault{at, fmt.Sprintf(format, args...)} }

// nowhere is the place of an entry that is empty, and has none.
const nowhere = "1:1"

// check gives the first thing that is wrong, in the order of the fields.
func (f *File) check(name string) error {
	for _, c := range []func() *fault{f.checkSite, f.checkScenarios, f.checkSteps, f.Login.check, f.checkConsent, f.checkSuppress, f.Schedule.check} {
		if w := c(); w != nil {
			return fmt.Errorf("%s:%s: %w", name, cmp.Or(w.at, nowhere), errors.New(w.what))
		}
	}
	return nil
}

func (f *File) checkSite() *fault {
	if u, err := url.Parse(f.Site.Value); f.Site.at != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		return wrong(f.Site.at, "site %q is no address; want one such as https://www.practice.example/", f.Site.Value)
	}
	for _, s := range f.Scope {
		if u, err := url.Parse("https://" + s.Value + "/"); err != nil || u.Host != s.Value || s.Value == "" || strings.ContainsAny(s.Value, "*/ @") {
			return wrong(s.at, "scope %q is no host; want one such as portal.practice.example", s.Value)
		}
	}
	if f.Baseline.at != "" && f.Baseline.Value == "" {
		return wrong(f.Baseline.at, "baseline is empty; want the folder of an earlier run, a baseline file, or last")
	}
	if f.Retain.at != "" && !ageRE.MatchString(f.Retain.Value) {
		return wrong(f.Retain.at, "retain %q is no age; want days or weeks, such as 90d or 26w", f.Retain.Value)
	}
	return nil
}

var ageRE = regexp.MustCompile(`^[1-9][0-9]{0,4}[dw]$`)

// nameRE is a scenario's name: it goes into file names and reports.
var nameRE = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,60}$`)

func (f *File) checkScenarios() *fault {
	seen := map[string]bool{}
	for _, s := range f.Scenarios {
		switch {
		case !nameRE.MatchString(s.Name):
			return wrong(s.at, "scenario %q: name must be lower-case letters, digits, - and _, such as request-an-appointment", s.Name)
		case seen[s.Name]:
			return wrong(s.at, "scenario %q is there twice", s.Name)
		case s.File == "":
			return wrong(s.at, "scenario %q: file is missing: the path of its YAML file", s.Name)
		case s.Submit != "" && s.Submit != "hold" && s.Submit != "send":
			return wrong(s.at, "scenario %q: submit %q: want hold or send%s", s.Name, s.Submit, yamlfile.Hint(s.Submit, []string{"hold", "send"}))
		}
		seen[s.Name] = true
	}
	return nil
}

func (f *File) checkSteps() *fault {
	if s := f.Steps; s.at != "" && s.Value != "hold" && s.Value != "proven" {
		return wrong(s.at, "steps %q: want hold or proven%s", s.Value, yamlfile.Hint(s.Value, []string{"hold", "proven"}))
	}
	return nil
}

var variableRE = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// mostPages bounds login.pages.
const mostPages = 500

func (l *Login) check() *fault {
	if l == nil {
		return nil
	}
	u, err := url.Parse(l.URL)
	switch {
	case l.URL == "":
		return wrong(l.at, "login: url is missing: the address of the page with the log-in form")
	case err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http":
		return wrong(l.at, "login: url %q is no address; want one such as https://practice.example/portal", l.URL)
	case u.User != nil:
		return wrong(l.at, "login: url holds a user name; the account comes from environment variables or a file")
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return wrong(l.at, "login: url must begin with https://; a password is not sent unencrypted")
	case l.Host != "" && strings.ContainsAny(l.Host, "/*@ "):
		return wrong(l.at, "login: host %q is no host; want one such as portal.practice.example", l.Host)
	case l.File != "" && (l.UserEnv != "" || l.PasswordEnv != ""):
		return wrong(l.at, "login: want either file, or user_env and password_env")
	case (l.UserEnv == "") != (l.PasswordEnv == ""):
		return wrong(l.at, "login: user_env and password_env go together")
	case l.Pages < 0 || l.Pages > mostPages:
		return wrong(l.at, "login: pages %d: want 1 to %d", l.Pages, mostPages)
	}
	for _, v := range []string{l.UserEnv, l.PasswordEnv} {
		if v != "" && !variableRE.MatchString(v) {
			return wrong(l.at, "login: an environment variable's name has letters, digits and _ only; the account itself does not belong into this file")
		}
	}
	return nil
}

func loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback() || host == "localhost" || strings.HasSuffix(host, ".localhost")
}

func (f *File) checkConsent() *fault {
	var names []string
	for _, c := range audit.Consents {
		names = append(names, string(c))
	}
	for i, c := range f.Consent {
		if !slices.Contains(names, c.Value) {
			return wrong(c.at, "consent %q: want %s%s", c.Value, strings.Join(names, ", "), yamlfile.Hint(c.Value, names))
		}
		if slices.ContainsFunc(f.Consent[:i], func(o Text) bool { return o.Value == c.Value }) {
			return wrong(c.at, "consent %q is there twice", c.Value)
		}
	}
	return nil
}

var fingerprintRE = regexp.MustCompile(`^[0-9a-f]{16}$`)

func (f *File) checkSuppress() *fault {
	seen := map[Suppress]bool{}
	for _, s := range f.Suppress {
		pattern := s.Rule != "" || s.Page != "" || s.Vendor != ""
		_, err := time.Parse(time.DateOnly, s.Expires)
		switch {
		case s.Fingerprint == "" && !pattern:
			return wrong(s.at, "suppress: what is accepted is missing: a fingerprint, as reports print it, or rule, page and vendor")
		case s.Fingerprint != "" && pattern:
			return wrong(s.at, "suppress: want either a fingerprint, or rule, page and vendor")
		case s.Fingerprint != "" && !fingerprintRE.MatchString(s.Fingerprint):
			return wrong(s.at, "suppress: %q is no fingerprint; want sixteen of 0-9 and a-f, as reports print them (in quotes)", s.Fingerprint)
		case pattern && (s.Rule == "" || s.Page == "" || s.Vendor == ""):
			return wrong(s.at, "suppress: rule, page and vendor go together, so that no more is accepted than is meant")
		case pattern && !strings.HasPrefix(s.Page, "/"):
			return wrong(s.at, "suppress: page %q must begin with /, such as /book*", s.Page)
		case strings.TrimSpace(s.Reason) == "":
			return wrong(s.at, "suppress: reason is missing: why this may stay as it is, for the report")
		case strings.TrimSpace(s.Owner) == "":
			return wrong(s.at, "suppress: owner is missing: the person who answers for it")
		case err != nil:
			return wrong(s.at, "suppress: expires %q: want the last day on which it holds, such as 2027-01-31; nothing is accepted for ever", s.Expires)
		}
		key := Suppress{Fingerprint: s.Fingerprint, Rule: s.Rule, Page: s.Page, Vendor: s.Vendor}
		if seen[key] {
			return wrong(s.at, "suppress: the same is accepted twice")
		}
		seen[key] = true
	}
	return nil
}

var (
	days   = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
	everys = []string{"day", "week", "month"}
	timeRE = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)
	zoneRE = regexp.MustCompile(`^[A-Za-z_]+(/[A-Za-z0-9_+-]+){0,2}$`)
)

func (s *Schedule) check() *fault {
	if s == nil {
		return nil
	}
	switch {
	case !slices.Contains(everys, s.Every):
		return wrong(s.at, "schedule: every %q: want day, week or month%s", s.Every, yamlfile.Hint(s.Every, everys))
	case s.At != "" && !timeRE.MatchString(s.At):
		return wrong(s.at, "schedule: at %q: want a time of day such as \"03:00\"", s.At)
	case s.Zone != "" && !zoneRE.MatchString(s.Zone):
		return wrong(s.at, "schedule: zone %q: want a name such as America/New_York", s.Zone)
	}
	n, err := strconv.Atoi(s.On)
	switch {
	case s.Every == "day" && s.On != "":
		return wrong(s.at, "schedule: on does not go with every: day")
	case s.Every == "week" && s.On != "" && !slices.Contains(days, s.On):
		return wrong(s.at, "schedule: on %q: want a day of the week%s", s.On, yamlfile.Hint(s.On, days))
	case s.Every == "month" && s.On != "" && (err != nil || n < 1 || n > 28):
		return wrong(s.at, "schedule: on %q: want a day of the month, 1 to 28", s.On)
	}
	return nil
}

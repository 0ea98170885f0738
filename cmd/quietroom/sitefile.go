package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/audit/sitefile"
	"github.com/quietroom/quietroom/internal/login"
	"github.com/quietroom/quietroom/internal/runner"
	"github.com/quietroom/quietroom/scenarios"
	"github.com/quietroom/quietroom/scenarios/library"
	"github.com/quietroom/quietroom/scenarios/script"
)

// adopt takes what the site's file says and no flag does, and gives the address to
// audit. Without --site-file it is the quietroom.yaml of this folder, if there is
// one; that it is used is said.
func (f *auditFlags) adopt(given *pflag.FlagSet, site string, w world) (string, error) {
	if f.resume != "" {
		return site, nil
	}
	name := f.siteFile
	if !given.Changed("site-file") {
		if _, err := os.Stat(sitefile.Name); err == nil {
			name = sitefile.Name
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	if name == "" {
		return site, wantSite(site)
	}
	data, err := readSmall(name)
	if err != nil {
		return "", fmt.Errorf("--site-file: %w", err)
	}
	file, err := sitefile.Read(name, data)
	if err != nil {
		return "", fmt.Errorf("--site-file: %w", err)
	}
	if site == "" {
		site = file.Site.Value
	}
	if err := wantSite(site); err != nil {
		return "", err
	}
	if name == sitefile.Name && !given.Changed("site-file") {
		if own := file.Site.Value; own != "" && !sameHost(own, site) {
			return "", fmt.Errorf("the %s in this folder is about %s, and not about %.200s: audit that from another folder, or give its own file with --site-file", name, own, site)
		}
		fmt.Fprintf(w.stderr, "Settings come from %s; flags go before it.\n", name)
	}
	f.siteFile = name
	if !given.Changed("scope") {
		for _, s := range file.Scope {
			f.scope = append(f.scope, s.Value)
		}
	}
	if !given.Changed("consent") && len(file.Consent) > 0 {
		f.consent = nil
		for _, c := range file.Consent {
			f.consent = append(f.consent, c.Value)
		}
	}
	if err := f.adoptScenarios(name, file); err != nil {
		return "", err
	}
	if !given.Changed("retain") {
		f.retain = file.Retain.Value
	}
	if !given.Changed("baseline") {
		f.baseline = file.Baseline.Value
		if f.baseline != "" && f.baseline != lastBaseline && !filepath.IsAbs(f.baseline) {
			f.baseline = filepath.Join(filepath.Dir(name), f.baseline)
		}
	}
	return site, nil
}

// adoptScenarios takes the scenarios of the site's file, whose paths are from its
// folder, and notes which of them may submit in earnest.
func (f *auditFlags) adoptScenarios(name string, file *sitefile.File) error {
	for _, s := range file.Scenarios {
		path := s.File
		if !filepath.IsAbs(path) {
			path = filepath.Join(filepath.Dir(name), path)
		}
		data, err := readSmall(path)
		if err != nil {
			return fmt.Errorf("%s: scenario %s: %w", name, s.Name, err)
		}
		read, err := script.Read(path, data)
		switch {
		case err != nil:
			return err
		case read.Name != s.Name:
			return fmt.Errorf("%s: scenario %q is the file %s, whose own name is %q; give both the same", name, s.Name, path, read.Name)
		}
		if _, known, _ := library.Find(path); known {
			path = "." + string(filepath.Separator) + path // or the library's would be taken
		}
		if !slices.Contains(f.scenarios, path) {
			f.scenarios = append(f.scenarios, path)
		}
		if s.Submit == "send" {
			f.sends = append(f.sends, s.Name)
		}
	}
	return nil
}

// wantSite says what would be right where no address was given.
func wantSite(site string) error {
	if site == "" {
		return fmt.Errorf("audit wants the address of a site, such as: quietroom audit https://practice.example/ (or a %s with a site in this folder)", sitefile.Name)
	}
	return nil
}

// sameHost reports whether two addresses are of one host; www. is no difference.
func sameHost(a, b string) bool {
	host := func(s string) string {
		if !strings.Contains(s, "://") {
			s = "https://" + s
		}
		u, err := url.Parse(s)
		if err != nil {
			return s
		}
		return strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	}
	return host(a) == host(b)
}

// loginOf gives the log-in of a site's file with its account, nil for none.
func loginOf(about runner.DataFile, env func(string) string) (*runner.Login, error) {
	if about.Name == "" {
		return nil, nil
	}
	file, err := sitefile.Read(about.Name, about.Data)
	if err != nil || file.Login == nil {
		return nil, err
	}
	l := file.Login
	host, err := login.HostOf(l.URL)
	if err != nil {
		return nil, err
	}
	if l.Host != "" {
		host = strings.ToLower(l.Host)
	}
	out := &runner.Login{
		URL: l.URL, User: l.Fields.User, Password: l.Fields.Password, Button: l.Fields.Button, MaxPages: l.Pages,
		Success: scenarios.Expect{URL: l.Success.URL, Text: l.Success.Text, Element: l.Success.Element},
	}
	if l.File == "" {
		out.Account, err = login.FromEnv(env, l.UserEnv, l.PasswordEnv, host)
	} else {
		path := l.File
		if !filepath.IsAbs(path) {
			path = filepath.Join(filepath.Dir(about.Name), path)
		}
		out.Account, err = login.FromFile(path, host)
	}
	if err != nil {
		return nil, fmt.Errorf("login of %s: %w", about.Name, err)
	}
	return out, nil
}

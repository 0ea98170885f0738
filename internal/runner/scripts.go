package runner

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/quietroom/quietroom/crawler"
	"github.com/quietroom/quietroom/scenarios"
	"github.com/quietroom/quietroom/scenarios/script"
)

// readScripts reads the user's scenario files. Every error names the file.
func readScripts(files []DataFile) ([]*script.Script, error) {
	var out []*script.Script
	var errs []error
	of := map[string]string{}
	for _, f := range files {
		s, err := script.Read(f.Name, f.Data)
		switch {
		case err != nil:
			errs = append(errs, err)
			continue
		case of[s.Name] != "":
			errs = append(errs, fmt.Errorf("%s: its name %q is that of %s too; a report tells scenarios apart by their names", f.Name, s.Name, of[s.Name]))
		}
		of[s.Name] = f.Name
		out = append(out, s)
	}
	return out, errors.Join(errs...)
}

// CheckScenarios reads scenario files as an audit does, and gives what is wrong with them.
func CheckScenarios(files []DataFile) error {
	_, err := readScripts(files)
	return err
}

// onlyScript is the address at which an audit of nothing but scenarios begins.
func (c *Config) onlyScript(scripts []*script.Script) error {
	if len(scripts) != 1 {
		return fmt.Errorf("an audit of nothing but a scenario takes one, and got %d", len(scripts))
	}
	start, err := scripts[0].Page(withScheme(c.Site))
	if err != nil {
		return err
	}
	c.start, c.MaxPages = start, 1
	return nil
}

func withScheme(site string) string {
	if u, err := url.Parse(site); err == nil && u.Host != "" {
		return site
	}
	return "https://" + site
}

// ownAddresses gives an error for an address of a scenario that is none of the
// site: nobody said that it may be audited.
func (a *auditing) ownAddresses() error {
	var errs []error
	for i, s := range a.scripts {
		check := func(at, ref string) {
			to, err := script.Address(withScheme(a.cfg.Site), ref)
			if err == nil && !a.first(hostname(to)) {
				err = fmt.Errorf("%.200s is no address of the site; when its host belongs to the practice, add --scope %s", to, hostname(to))
			}
			if err != nil {
				errs = append(errs, fmt.Errorf("%s:%s: %w", a.cfg.Scenarios[i].Name, at, err))
			}
		}
		if s.Start != "" {
			check("1:1", s.Start)
		}
		for _, st := range s.Visits() {
			check(st.At, st.URL)
		}
	}
	return errors.Join(errs...)
}

func hostname(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// beginnings makes sure that the pages at which scenarios begin are among those of
// the run.
func (a *auditing) beginnings(ctx context.Context) error {
	if a.cfg.OnlyScenario {
		// What the crawl's budget left out was never meant to be looked at.
		a.run.Coverage.Skipped = nil
		a.note(fmt.Sprintf("Only the scenario %q was walked, from the page that it begins at; nothing else of the site was looked at.", a.scripts[0].Name))
	}
	var links []crawler.Link
	for _, s := range a.scripts {
		to, err := s.Page(a.run.Site)
		if err != nil {
			return err
		}
		if _, ok := a.pageOf(to); !ok {
			links = append(links, crawler.Link{URL: to})
		}
	}
	if len(links) == 0 {
		return nil
	}
	res, err := a.explore(keyBegins, func() (*crawler.Result, error) { return a.found.crawler.Extend(ctx, a.run.Site, links) })
	if res != nil {
		a.take(res)
	}
	if err != nil {
		return err
	}
	for _, l := range links {
		if _, ok := a.pageOf(l.URL); !ok { // beyond --pages, or kept from crawlers
			a.add(crawler.Page{URL: l.URL, FoundBy: "scenario"}, "not visited yet")
		}
	}
	return nil
}

// pageOf gives the page of the run that an address is of.
func (a *auditing) pageOf(address string) (string, bool) {
	id, err := a.found.crawler.Identity(address)
	if err != nil {
		return "", false
	}
	for _, p := range a.run.Pages {
		if own, err := a.found.crawler.Identity(p.URL); err == nil && own == id {
			return p.URL, true
		}
	}
	return "", false
}

// scripted gives the user's scenarios as plans: those that log in, when there is an
// account for them, or the others.
func (a *auditing) scripted(in bool) []scenarios.Scenario {
	var out []scenarios.Scenario
	for _, s := range a.scripts {
		if in != (a.vault != nil && s.LogsIn()) {
			continue
		}
		start, err := s.Page(a.run.Site)
		if err != nil {
			continue // ownAddresses said so
		}
		page, ok := a.pageOf(start)
		if !ok {
			page = start
		}
		out = append(out, scenarios.Scenario{Name: s.Name, Page: page, Site: a.run.Site, Script: s, Thanks: s.Thanks, Patient: a.cfg.Patient})
	}
	return out
}

// longest is how long a scenario may take: as long as a form's journey, and what its
// steps ask for beside that.
func (c *Config) longest(sc scenarios.Scenario) time.Duration {
	d := 4 * c.PageTimeout
	if sc.Script != nil {
		d += sc.Script.Asks()
	}
	return d
}

// ownIdentity lists what a script types, beside the patient's values, that a
// submission is known by: addresses and long numbers.
func ownIdentity(s *script.Script) []string {
	var out []string
	if s == nil {
		return nil
	}
	for _, text := range s.Literals() {
		digits := 0
		for _, r := range text {
			if r >= '0' && r <= '9' {
				digits++
			}
		}
		if strings.Contains(text, "@") || digits >= 7 {
			out = append(out, strings.TrimSpace(text))
		}
	}
	return out
}

package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/pflag"

	"github.com/quietroom/quietroom/audit/sitefile"
	"github.com/quietroom/quietroom/internal/runner"
)

// A run folder says where the audit went and how it logged in; who was sent one did not
// say so. Nothing that is theirs (an account, a header, a password) goes where only the
// folder says.

// vouch makes sure of that, for an audit that goes on, or is walked again, as then; the
// flags are still as they were typed. It gives the site's file that the audit takes: the user's own, where they gave it.
func (f *auditFlags) vouch(given *pflag.FlagSet, site string, then *runner.Settings) (runner.DataFile, error) {
	own, err := f.ownSiteFile(given, then)
	if err != nil {
		return own, err
	}
	v := runner.Vouched{Site: site, SiteFile: own.Data, ConnectTo: f.connectTo, Scope: f.scope, Insecure: f.insecure}
	if f.cacert != "" {
		access, err := f.access()
		if err != nil {
			return own, err
		}
		v.CACert = access.CACert
	}
	if own.Name != "" {
		file, err := sitefile.Read(own.Name, own.Data)
		if err != nil {
			return own, fmt.Errorf("--site-file: %w", err)
		}
		if v.Site == "" {
			v.Site = file.Site.Value
		}
		if !given.Changed("scope") {
			for _, s := range file.Scope {
				v.Scope = append(v.Scope, s.Value)
			}
		}
	}
	needs := runner.Needs{Secrets: len(f.header) > 0 || f.basicAuth != "", Earnest: f.resume != "" && len(then.Sends) > 0}
	if then.SiteFile.Name != "" {
		file, err := sitefile.Read(then.SiteFile.Name, then.SiteFile.Data)
		if err != nil {
			return own, err
		}
		needs.Account = file.Login != nil
	}
	if err := then.Vouch(v, needs); err != nil {
		return own, err
	}
	if own.Name == "" {
		own = then.SiteFile
	}
	return own, nil
}

// sameSite gives an error for an address that is not that of the run's site.
func sameSite(site string, then *runner.Settings) error {
	if site != "" && !runner.SameOrigin(site, then.Site) {
		return fmt.Errorf("the run is an audit of %s, not of %.200s", then.Site, site)
	}
	return nil
}

// ownSiteFile gives the site's file that was named, or else the quietroom.yaml of this
// folder if it is the one that the run was begun with; none for neither.
func (f *auditFlags) ownSiteFile(given *pflag.FlagSet, then *runner.Settings) (runner.DataFile, error) {
	if given.Changed("site-file") {
		data, err := readSmall(f.siteFile)
		if err != nil {
			return runner.DataFile{}, fmt.Errorf("--site-file: %w", err)
		}
		if string(data) != string(then.SiteFile.Data) {
			return runner.DataFile{}, errors.New("--site-file: this is not the file that the run was begun with; give that one, or audit anew")
		}
		return runner.DataFile{Name: f.siteFile, Data: data}, nil
	}
	data, err := readSmall(sitefile.Name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return runner.DataFile{}, nil
	case err != nil:
		return runner.DataFile{}, err
	case string(data) != string(then.SiteFile.Data):
		return runner.DataFile{}, nil // it is about another site, or has changed since
	}
	return runner.DataFile{Name: sitefile.Name, Data: data}, nil
}

package runner

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Vouched is what a person says at the command line, or in a site's file of theirs, of
// where an audit goes. A run folder says it too, but anybody can make one.
type Vouched struct {
	Site      string
	Scope     []string
	ConnectTo []string
	CACert    []byte // PEM
	Insecure  bool
	SiteFile  []byte
}

// Needs is what an audit takes from the person who starts it.
type Needs struct {
	// Account is true for a log-in, whose account stands in the environment or in a file.
	Account bool
	// Secrets is true for headers or a password that go to the site's own hosts.
	Secrets bool
	// Earnest is true for leave to submit a form in earnest.
	Earnest bool
}

// Vouch gives an error for each setting that says where an account or a secret would go,
// or that a form is submitted in earnest, and that the run folder alone says. It is for
// who resumes the run, or walks it again, before anything of theirs is read.
func (s *Settings) Vouch(v Vouched, n Needs) error {
	var errs []error
	again := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf(format+"; a run folder can be anybody's work", args...))
	}
	if what := n.leave(); what != "" && (len(v.SiteFile) == 0 || !bytes.Equal(v.SiteFile, s.SiteFile.Data)) {
		again("the run %s, as the site's file that is kept in its folder says: give your own again with --site-file FILE, the one that the run was begun with", what)
	}
	if n.Secrets && !SameOrigin(v.Site, s.Site) {
		again("your header or password goes to %s: name the site again, as its address beside the run folder or in the site's file of this folder", s.Site)
	}
	if n.Secrets && !sameSet(s.Scope, v.Scope) {
		again("your header or password goes to %s, too: say so again with %s", strings.Join(s.Scope, ", "), flags("scope", s.Scope))
	}
	if !n.Secrets && !n.Account {
		return errors.Join(errs...)
	}
	if !slices.Equal(s.ConnectTo, v.ConnectTo) {
		again("the run connects elsewhere, and your account, header or password goes there: say so again with %s", flags("connect-to", s.ConnectTo))
	}
	if !bytes.Equal(s.CACert, v.CACert) {
		again("the run trusts certificates of its own: give --cacert FILE again, the one that it was begun with")
	}
	if s.Insecure && !v.Insecure {
		again("the run accepts any certificate: say so again with --insecure")
	}
	return errors.Join(errs...)
}

// leave says what only the site's file gives leave to, "" for nothing.
func (n Needs) leave() string {
	switch {
	case n.Account:
		return "logs in with an account of yours"
	case n.Earnest:
		return "submits a form in earnest"
	}
	return ""
}

// flags gives a flag for each value, as it is typed.
func flags(name string, values []string) string {
	out := make([]string, 0, len(values))
	for _, v := range values {
		out = append(out, "--"+name+" "+ShellWord(v))
	}
	if len(out) == 0 {
		return "no --" + name
	}
	return strings.Join(out, " ")
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// SameOrigin reports whether two addresses of a site, https where they do not say, are of
// one scheme, host and port.
func SameOrigin(a, b string) bool {
	origin := func(s string) string {
		u, err := url.Parse(withScheme(s))
		if err != nil {
			return ""
		}
		return strings.ToLower(u.Scheme + "://" + u.Host)
	}
	return a != "" && origin(a) != "" && origin(a) == origin(b)
}

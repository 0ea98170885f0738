package crawler

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
)

// What can be wrong with a start page. An error of Crawl wraps one of them, or
// is a *StatusError or a *ReachError.
var (
	ErrRobots  = errors.New("robots.txt forbids it")
	ErrOffSite = errors.New("redirects to another site")
	ErrNotHTML = errors.New("not an HTML page")
)

// StatusError is a start page that answered with an HTTP status that is no page.
type StatusError struct {
	URL    string
	Status int
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("%s answered %s: %s", e.URL, statusName(e.Status), statusHint(e.Status))
}

func statusName(status int) string {
	if t := http.StatusText(status); t != "" {
		return fmt.Sprintf("%d %s", status, t)
	}
	return fmt.Sprintf("%d", status)
}

func statusHint(status int) string {
	switch {
	case status == http.StatusUnauthorized:
		return "it wants a log-in; give --basic-auth user:password, or --header for a token"
	case status == http.StatusForbidden:
		return "it refuses this visitor; ask the site's operator to let quietroom in, or give what it wants with --header or --user-agent"
	case status == http.StatusTooManyRequests:
		return "it wants fewer requests; try again later"
	case status == http.StatusNotFound || status == http.StatusGone:
		return "there is no such page; check the address"
	case status >= 500:
		return "the site itself has a problem; try again later"
	}
	return "there is no page to audit"
}

// ReachError is a host that could not be reached. Its text names the host and
// what would help.
type ReachError struct {
	Host string
	// Hint says what would help.
	Hint string
	Err  error
}

func (e *ReachError) Error() string {
	return fmt.Sprintf("cannot reach %s: %v; %s", e.Host, e.Err, e.Hint)
}

// Unwrap gives the cause.
func (e *ReachError) Unwrap() error { return e.Err }

// reachError says what kind of failure err is. It keeps an error that is one of
// ours or of the context.
func reachError(host string, err error) error {
	var ours *ReachError
	if errors.As(err, &ours) || errors.Is(err, context.Canceled) {
		return err
	}
	var (
		dns       *net.DNSError
		authority x509.UnknownAuthorityError
		hostname  x509.HostnameError
		invalid   x509.CertificateInvalidError
		verify    *tls.CertificateVerificationError
		record    tls.RecordHeaderError
		alert     tls.AlertError
		timeout   net.Error
	)
	out := &ReachError{Host: host, Err: cause(err)}
	switch {
	case errors.As(err, &dns):
		out.Err = dns
		out.Hint = "the name is not known; check it, or say where the host is with --connect-to"
	case errors.As(err, &authority):
		out.Hint = "its certificate is from an authority that is not trusted here; give the authority's with --cacert, or accept any with --insecure"
	case errors.As(err, &hostname):
		out.Hint = "its certificate is for another name; check the address and --connect-to, or accept any with --insecure"
	case errors.As(err, &invalid), errors.As(err, &verify):
		out.Hint = "its certificate is not valid; give the right authority with --cacert, or accept any with --insecure"
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		out.Hint = "it does not speak TLS there; try http:// or another port with --connect-to"
	case errors.As(err, &alert):
		out.Hint = "it refused the TLS handshake; check the address and --connect-to"
	case errors.Is(err, syscall.ECONNREFUSED):
		out.Hint = "nothing listens there; check the address and port, or say where the host is with --connect-to"
	case errors.As(err, &timeout) && timeout.Timeout():
		out.Hint = "it did not answer in time; check the network, or say where the host is with --connect-to"
	default:
		out.Hint = "check the address and the network, or say where the host is with --connect-to"
	}
	return out
}

// cause takes the "Get <address>:" that net/http puts in front off an error.
func cause(err error) error {
	for {
		u, ok := err.(*url.Error) //nolint:errorlint // only what stands in front comes off
		if !ok {
			return err
		}
		err = u.Err
	}
}

// Leaves gives the host, with its port, that an address redirects to, when the reason why
// it is no page of the site is that it leads to another one.
func Leaves(reason string) (authority string, ok bool) {
	_, authority, ok = strings.Cut(reason, " "+ErrOffSite.Error()+", ")
	return authority, ok
}

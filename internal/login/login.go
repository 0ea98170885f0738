// Package login knows the test account that an audit logs in with, and keeps it
// out of everything that is written down.
//
// An [Account] is the user name and the password, and the host that they are
// bound to. A [Vault] knows them and what the site gave for them (session
// cookies, tokens), and puts a mask in their place wherever an exchange, a report
// or a log line holds one, plain or under the usual disguises. The masks are
// constants that [Canaries] lists, so that a search for them finds a third party
// that was given a password as it finds any other value.
//
// It types nothing (package scenarios does) and judges nothing.
//
// To teach the vault another spelling of a secret, add it to spellings; another
// disguise that it can take off and put on again, to undone.
package login

import (
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"net/url"
	"strings"
	"unicode/utf8"
)

// Account is a test account. It never prints.
type Account struct {
	User, Password string
	// Host is the one host, with its port unless that is the scheme's own, on whose
	// pages they may be typed.
	Host string
}

// What is shorter cannot be told from other text, so it could not be kept out of
// a record without spoiling it.
const (
	leastUser     = 6
	leastPassword = 8
	longest       = 512
)

// Check says what is wrong with the account, without its values.
func (a Account) Check() error {
	switch {
	case a.User == "" || a.Password == "":
		return errors.New("the test account lacks its user name or its password")
	case utf8.RuneCountInString(a.User) < leastUser:
		return fmt.Errorf("the test account's user name has fewer than %d characters: it could not be told from other text, to be kept out of the record; use an account with a longer one", leastUser)
	case utf8.RuneCountInString(a.Password) < leastPassword:
		return fmt.Errorf("the test account's password has fewer than %d characters: it could not be told from other text, to be kept out of the record; give the account a longer one", leastPassword)
	case len(a.User) > longest || len(a.Password) > longest:
		return fmt.Errorf("the test account's user name or password is longer than %d bytes", longest)
	case strings.ContainsAny(a.User+a.Password, "\r\n\x00"):
		return errors.New("the test account's user name or password holds a line break")
	case !utf8.ValidString(a.User + a.Password):
		return errors.New("the test account's user name or password is no UTF-8 text")
	case a.Host == "":
		return errors.New("the test account is bound to no host")
	}
	return nil
}

// Admits says why the account may not be typed on a page at this address, nil
// when it may: the host is the one that it is bound to, and nobody can read along.
func (a Account) Admits(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return errors.New("the page that asks for the log-in has no address on the web")
	}
	if !strings.EqualFold(authority(u), a.Host) {
		return fmt.Errorf("the test account is bound to %s, and %.100q asks for it; name that host in the login of the site's file if it is the right one", a.Host, u.Host)
	}
	if u.Scheme != "https" && !Loopback(u.Hostname()) {
		return fmt.Errorf("%s asks for the log-in without encryption; the test account is typed over https only", a.Host)
	}
	return nil
}

// HostOf gives the host of an address as an account is bound to it.
func HostOf(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" {
		return "", fmt.Errorf("%.100q is no address of a page; want one such as https://practice.example/portal", address)
	}
	return authority(u), nil
}

func authority(u *url.URL) string {
	host := strings.ToLower(u.Host)
	port := u.Port()
	if u.Scheme == "https" && port == "443" || u.Scheme == "http" && port == "80" {
		host = strings.TrimSuffix(host, ":"+port)
	}
	return host
}

// Loopback reports whether a host is this machine, to which there is no way.
func Loopback(host string) bool {
	if a, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		return a.IsLoopback()
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// String hides the account.
func (a Account) String() string { return "‹test account of " + a.Host + "›" }

// GoString hides the account, also from %#v.
func (a Account) GoString() string { return a.String() }

// Format hides the account from every verb of package fmt.
func (a Account) Format(f fmt.State, _ rune) { fmt.Fprint(f, a.String()) }

// LogValue hides the account from slog.
func (a Account) LogValue() slog.Value { return slog.StringValue(a.String()) }

// MarshalText hides the account from encoders.
func (a Account) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

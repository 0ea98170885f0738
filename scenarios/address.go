package scenarios

import (
	"net/url"
	"strings"
)

// hostOf gives the host of an http(s) address, "" for anything else.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || !webScheme(u.Scheme) {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

func webScheme(s string) bool { return s == "http" || s == "https" }

func webAddress(s string) bool { return hostOf(s) != "" }

// pathOf gives the path of an address, which stays the same between visits when
// the query does not.
func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Path
}

// frameKey names a frame by host and path; "" for the page itself.
func frameKey(address string) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	return u.Host + u.Path
}

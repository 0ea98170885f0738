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

// resolve makes addresses absolute; what is none is left out.
func resolve(base string, list []string) []string {
	b, err := url.Parse(base)
	if err != nil {
		return nil
	}
	var out []string
	for _, l := range list {
		if u, err := b.Parse(l); err == nil && webScheme(u.Scheme) {
			out = append(out, u.String())
		}
	}
	return out
}

package vendors

import (
	"net/netip"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// maxHost bounds what a page may pass for a host (RFC 1035: 253 octets, and a port).
const maxHost = 300

// canonical gives a host in lower case and ASCII, with no port, no brackets and
// no trailing dot; "" for what is no host. It also takes an origin or address.
func canonical(host string) string {
	host = strings.TrimSpace(host)
	if _, rest, ok := strings.Cut(host, "://"); ok {
		host = rest
	}
	if i := strings.IndexAny(host, "/?#"); i >= 0 {
		host = host[:i]
	}
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		host = host[i+1:]
	}
	if len(host) > maxHost {
		return ""
	}
	if strings.HasPrefix(host, "[") {
		host, _, _ = strings.Cut(host[1:], "]")
	} else if h, _, ok := strings.Cut(host, ":"); ok && strings.Count(host, ":") == 1 {
		host = h
	}
	host = strings.ToLower(strings.TrimRight(host, "."))
	if a, err := netip.ParseAddr(host); err == nil {
		return a.Unmap().String()
	}
	if a, err := idna.Lookup.ToASCII(host); err == nil {
		host = a
	}
	if strings.Trim(host, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != "" {
		return ""
	}
	return strings.Trim(host, ".")
}

// Domain gives the registrable domain (eTLD+1) of a host, by the Public Suffix
// List with its private part: two practices on github.io are two owners. Where
// there is none (an IP address, localhost, a single label, a public suffix
// itself) it gives the host. host may carry a scheme, a port, upper case, a
// trailing dot or an international name.
func Domain(host string) string {
	h := canonical(host)
	if _, err := netip.ParseAddr(h); err == nil {
		return h
	}
	d, err := publicsuffix.EffectiveTLDPlusOne(h)
	if err != nil {
		return h
	}
	return d
}

// SameSite reports whether two hosts share a registrable domain.
func SameSite(a, b string) bool {
	d := Domain(a)
	return d != "" && d == Domain(b)
}

// FirstParty gives the test for hosts of the practice: those that share a
// registrable domain with a host of scope. IP addresses and localhost compare
// exactly; ports never count. Scope holds hosts or origins. A practice that is a
// guest below a vendor's domain (jane.squarespace.com) owns its host and what
// lies below it, not its neighbours.
func FirstParty(scope []string) func(host string) bool {
	domains, hosts := map[string]bool{}, []string{}
	for _, s := range scope {
		h, d := canonical(s), Domain(s)
		switch {
		case d == "":
		case h != d && hasGuests(d):
			hosts = append(hosts, h)
		default:
			domains[d] = true
		}
	}
	return func(host string) bool {
		h := canonical(host)
		for _, own := range hosts {
			if h == own || strings.HasSuffix(h, "."+own) {
				return true
			}
		}
		d := Domain(h)
		return d != "" && domains[d]
	}
}

// hasGuests reports whether a vendor gives its customers hosts below domain.
func hasGuests(domain string) bool {
	r, err := Default()
	if err != nil {
		return false // Default's own callers report it
	}
	v, ok := r.ByHost(domain)
	if !ok {
		return false
	}
	switch v.Purpose {
	case "site_host", "ehr_portal", "scheduling", "form_builder", "telehealth", "directory_booking":
		return true
	}
	return false
}

package judge

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
)

// fingerprint is the same in two runs that see the same leak: it holds no value,
// time or id. A contact (E) is one for each vendor and page, however it was made.
func fingerprint(f *audit.Finding) string {
	who, channel := steadyHost(f.Recipient.Host), string(f.Channel)
	if f.Recipient.Behind != "" {
		who += " " + f.Recipient.VendorID // several can stand behind one host
	}
	if f.Class == audit.ClassE {
		channel = ""
		if who = f.Recipient.VendorID; who == "" {
			who = f.Recipient.Domain
		}
	}
	parts := append([]string{f.Rule, string(f.Kind), pages.Steady(f.Page), who, channel, steadyPlace(f.Place)}, f.Chain...)
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

var (
	digits  = regexp.MustCompile(`[0-9]+`)
	address = regexp.MustCompile(`^[0-9.]+$|:`)
	index   = regexp.MustCompile(`\[[0-9]*\]`)
	number  = regexp.MustCompile(`\.[0-9]+(\.|$)`)
)

// steadyHost puts # for the digits of a host that a vendor numbers
// (ws11.hotjar.com, region1.google-analytics.com); an IP address stays.
func steadyHost(host string) string {
	if address.MatchString(host) {
		return host
	}
	return digits.ReplaceAllString(host, "#")
}

// steadyPlace puts [*] for every index of a list and # for keys that are numbers.
func steadyPlace(place string) string {
	place = index.ReplaceAllString(place, "[*]")
	for {
		next := number.ReplaceAllString(place, ".#$1")
		if next == place {
			return place
		}
		place = next
	}
}

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
	parts := append([]string{f.Rule, string(f.Kind), pages.Steady(f.Page), who, channel, steadyPlace(f.Place)}, steadyChain(f.Chain)...)
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// steadyChain leaves out of a chain what the patient's value decides: which of two
// alphabets of base64 it shows, and whether it has a sign that is escaped.
func steadyChain(chain []string) []string {
	var out []string
	for _, name := range chain {
		switch name {
		case "percent":
			continue
		case "base64url":
			name = "base64"
		}
		out = append(out, name)
	}
	return out
}

var (
	digits  = regexp.MustCompile(`[0-9]+`)
	address = regexp.MustCompile(`^[0-9.]+$|:`)
	index   = regexp.MustCompile(`\[[0-9]*\]`)
	uuid    = regexp.MustCompile(`(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}`)
	// counter is a number that is a key, or as long as a time or an id in one.
	counter = regexp.MustCompile(`^[0-9]+$|[0-9]{6,}`)
	words   = regexp.MustCompile(`[A-Za-z0-9_-]+`)
)

// steadyHost puts # for the digits of a host that a vendor numbers
// (ws11.hotjar.com, region1.google-analytics.com), and for an id in it; an IP
// address stays.
func steadyHost(host string) string {
	if address.MatchString(host) {
		return host
	}
	return digits.ReplaceAllString(uuid.ReplaceAllString(host, "#"), "#")
}

// steadyPlace puts [*] for every index of a list, and # for what is made anew for
// each visit: keys that are numbers, times and ids in keys.
func steadyPlace(place string) string {
	steps := strings.Split(index.ReplaceAllString(place, "[*]"), ".")
	for i, s := range steps {
		s = counter.ReplaceAllString(uuid.ReplaceAllString(s, "#"), "#")
		steps[i] = words.ReplaceAllStringFunc(s, func(w string) string {
			if random(w) {
				return "#"
			}
			return w
		})
	}
	return strings.Join(steps, ".")
}

// random reports whether a word looks drawn by lot: long, with digits among its
// letters, and changing between digits, capitals and small letters all the time, as
// hardly a name does that a person gave (emailAddressSha256, utm_source_2). A name
// that is taken for one makes a single finding of two fields that get the same value.
func random(word string) bool {
	const short = 12
	if len(word) < short {
		return false
	}
	kind := func(c byte) int {
		switch {
		case c >= '0' && c <= '9':
			return 0
		case c >= 'A' && c <= 'Z':
			return 1
		case c >= 'a' && c <= 'z':
			return 2
		}
		return 3
	}
	digits, changes := 0, 0
	for i := range len(word) {
		if kind(word[i]) == 0 {
			digits++
		}
		if i > 0 && kind(word[i]) != kind(word[i-1]) && kind(word[i]) != 3 && kind(word[i-1]) != 3 {
			changes++
		}
	}
	return digits > 0 && changes*25 >= len(word)*9
}

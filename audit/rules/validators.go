package rules

import (
	"net/netip"
	"strconv"
	"strings"
)

// validator decides on value[start:end] what a pattern cannot.
type validator func(value string, start, end int) bool

// validators by the names that rules use. To add one, add a line here.
var validators = map[string]validator{
	"alone":        alone,
	"birth_date":   birthDate,
	"card":         card,
	"dea":          dea,
	"digest":       digest,
	"email":        email,
	"has_digit":    hasDigit,
	"imei":         imei,
	"nanp":         nanp,
	"not_zero":     notZero,
	"npi":          npi,
	"phone_digits": phoneDigits,
	"public_ip":    publicIP,
	"ssn":          ssn,
	"vin":          vin,
}

// alone refuses a match that is a part of a longer id: joined by - . # _ to
// another letter or digit.
func alone(v string, start, end int) bool {
	if start > 0 {
		if v[start-1] == '#' || joins(v[start-1]) && start > 1 && alnum(v[start-2]) {
			return false
		}
	}
	return !(end+1 < len(v) && joins(v[end]) && alnum(v[end+1]))
}

func joins(c byte) bool { return c == '-' || c == '.' || c == '_' }

func alnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func hasDigit(v string, start, end int) bool {
	return strings.ContainsAny(v[start:end], "0123456789")
}

// fileTypes end what looks like an address and is a file: icon@2x.png.
var fileTypes = map[string]bool{
	"png": true, "jpg": true, "jpeg": true, "gif": true, "webp": true, "avif": true, "svg": true, "ico": true,
	"js": true, "mjs": true, "cjs": true, "ts": true, "css": true, "map": true, "json": true, "html": true, "htm": true, "php": true,
	"woff": true, "woff2": true, "ttf": true, "mp4": true, "webm": true, "pdf": true,
}

// email refuses file names and the user part of an address (a Sentry DSN).
func email(v string, start, end int) bool {
	s := v[start:end]
	if fileTypes[strings.ToLower(s[strings.LastIndexByte(s, '.')+1:])] || strings.Contains(s, "..") {
		return false
	}
	scheme := strings.LastIndex(v[:start], "://")
	return scheme < 0 || strings.ContainsAny(v[scheme+3:start], "/?# \t\n\"'<>,;")
}

// nanp checks a number of the North American plan: area and exchange begin with
// 2 to 9 and are not N11 (https://www.nanpa.com/numbering/about-us).
func nanp(v string, start, end int) bool {
	return nanpDigits(digitsOf(v[start:end])) && alone(v, start, end)
}

func nanpDigits(d string) bool {
	if len(d) == 11 && d[0] == '1' {
		d = d[1:]
	}
	return len(d) == 10 && d[0] >= '2' && d[3] >= '2' && d[1:3] != "11" && d[4:6] != "11" && !uniform(d)
}

// phoneDigits is for a value whose key says phone: also without separators, and
// international with a +.
func phoneDigits(v string, start, end int) bool {
	d := digitsOf(v[start:end])
	return nanpDigits(d) || v[start] == '+' && len(d) >= 9 && len(d) <= 15 && !uniform(d)
}

func uniform(d string) bool { return strings.Trim(d, d[:1]) == "" }

// ssn refuses numbers that were never issued
// (https://www.ssa.gov/employer/randomization.html) and well-known samples.
func ssn(v string, start, end int) bool {
	d := digitsOf(v[start:end])
	switch {
	case len(d) != 9 || uniform(d) || !alone(v, start, end):
		return false
	case d[:3] == "000" || d[:3] == "666" || d[0] == '9' || d[3:5] == "00" || d[5:] == "0000":
		return false
	}
	return d != "123456789" && d != "987654320" && d != "078051120"
}

// luhn is the check digit of ISO/IEC 7812-1.
func luhn(d string) bool {
	sum := 0
	for i := range len(d) {
		n := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}

// card checks length, first digits and check digit of a payment card.
func card(v string, start, end int) bool {
	d := digitsOf(v[start:end])
	return len(d) >= 13 && len(d) <= 19 && d[0] >= '3' && d[0] <= '6' && !uniform(d) && luhn(d) && alone(v, start, end)
}

// npi checks the clinician's number: Luhn with 80840 in front
// (https://www.cms.gov/regulations-and-guidance/administrative-simplification/nationalprovidentstand/downloads/npicheckdigit.pdf).
func npi(v string, start, end int) bool { return luhn("80840"+v[start:end]) && !uniform(v[start:end]) }

// dea checks a prescriber's number: d1+d3+d5+2(d2+d4+d6) ends in d7.
func dea(v string, start, end int) bool {
	d := digitsOf(v[start:end])
	if len(d) < 7 {
		return false
	}
	d = d[len(d)-7:]
	n := func(i int) int { return int(d[i] - '0') }
	return (n(0)+n(2)+n(4)+2*(n(1)+n(3)+n(5)))%10 == n(6)
}

// imei checks the number of a telephone set by its check digit (3GPP TS 23.003, 6.2.1).
func imei(v string, start, end int) bool { return !uniform(v[start:end]) && luhn(v[start:end]) }

// notZero refuses an id that is switched off: nothing but zeros.
func notZero(v string, start, end int) bool { return strings.Trim(v[start:end], "0-") != "" }

// publicIP wants an address that somebody in the world can be known by.
func publicIP(v string, start, end int) bool {
	a, err := netip.ParseAddr(v[start:end])
	if err != nil || !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	// With its last part set to nought it no longer tells one connection from
	// another: the last octet of IPv4, the last 80 bits of IPv6, as Google's
	// anonymisation did (https://support.google.com/analytics/answer/2763052).
	cut := 24
	if a = a.Unmap(); a.Is6() {
		cut = 48
	}
	p, err := a.Prefix(cut)
	return err == nil && p.Addr() != a
}

// vin checks the number of a vehicle by its ninth digit (49 CFR 565.15).
func vin(v string, start, end int) bool {
	const letters, values = "ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789"
	weights := [...]int{8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2}
	s := strings.ToUpper(v[start:end])
	if len(s) != len(weights) || uniform(s) {
		return false
	}
	sum := 0
	for i := range len(s) {
		n := int(s[i] - '0')
		if at := strings.IndexByte(letters, s[i]); at >= 0 {
			n = int(values[at] - '0')
		}
		sum += n * weights[i]
	}
	return "0123456789X"[sum%11] == s[8]
}

// emptyDigests are the MD5, SHA-1 and SHA-256 of nothing: a tag that found no value.
var emptyDigests = map[string]bool{
	"d41d8cd98f00b204e9800998ecf8427e":                                 true,
	"da39a3ee5e6b4b0d3255bfef95601890afd80709":                         true,
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855": true,
	"47deqpj8hbsa+/timw+5jceuqerkm5nmpjwzg3hsufu=":                     true,
	"47deqpj8hbsa-_timw-5jceuqerkm5nmpjwzg3hsufu":                      true,
}

func digest(v string, start, end int) bool {
	s := v[start:end]
	if emptyDigests[strings.ToLower(s)] || uniform(s) {
		return false
	}
	return strings.ContainsAny(s, "0123456789") && strings.ContainsAny(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz")
}

// birthDate checks a date with a year from 1900 to 2035, in the orders that
// forms use; the upper end is a constant so that a run judges the same later.
func birthDate(v string, start, end int) bool {
	s := v[start:end]
	s, _, _ = strings.Cut(s, "T")
	parts := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if len(parts) == 1 && len(parts[0]) == 8 {
		parts = []string{s[:4], s[4:6], s[6:]}
	}
	if len(parts) != 3 {
		return false
	}
	y, a, b := atoi(parts[0]), atoi(parts[1]), atoi(parts[2])
	if len(parts[0]) != 4 {
		y, a, b = b, y, a
	}
	day := func(n int) bool { return n >= 1 && n <= 31 }
	return y >= 1900 && y <= 2035 && day(a) && day(b) && (a <= 12 || b <= 12)
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

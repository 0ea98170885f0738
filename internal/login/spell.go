package login

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// spellings pairs every way in which a secret is written in the midst of other
// text with the mask written the same way, so that what is found in a masked
// record says how the secret was disguised.
func spellings(k audit.Kind, secret string) []pair {
	mask := maskOf(k)
	var out []pair
	seen := map[string]bool{}
	from, to := spell(secret), spell(mask)
	for i := range from {
		f := lower(from[i])
		if len(f) < gram || seen[f] {
			continue
		}
		seen[f] = true
		out = append(out, pair{k, f, to[i]})
	}
	return out
}

// spell lists the spellings of a text, always as many and in the same order.
func spell(s string) []string {
	out := []string{s}
	escapes := []func(string) string{inComponent, inForm, inQuery, inURL, inJSON, inHTMLSafeJSON, html.EscapeString}
	for _, e := range escapes {
		once := e(s)
		out = append(out, once, inComponent(once), inJSON(once))
	}
	for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for before := range 3 {
			out = append(out, unaligned(enc, s, before))
		}
	}
	out = append(out, hex.EncodeToString([]byte(s)))
	for _, cased := range []string{s, strings.ToLower(s), strings.ToUpper(s)} {
		for _, sum := range digests([]byte(cased)) {
			out = append(out, hex.EncodeToString(sum), base64.RawStdEncoding.EncodeToString(sum), base64.RawURLEncoding.EncodeToString(sum))
		}
	}
	return out
}

// digests are the usual hashes: one of a password can be guessed back.
func digests(b []byte) [][]byte {
	a, c, d, e := md5.Sum(b), sha1.Sum(b), sha256.Sum256(b), sha512.Sum512(b)
	return [][]byte{a[:], c[:], d[:], e[:]}
}

// unaligned is s in base64 as it stands in that of a longer text, without the
// characters at its ends, which carry bits of what is around. It is empty for a
// text that is too short to be told.
func unaligned(enc *base64.Encoding, s string, before int) string {
	const least = 9
	if len(s) < least {
		return ""
	}
	all := enc.EncodeToString([]byte("\x00\x00\x00"[:before] + s))
	return all[[]int{0, 2, 3}[before] : (before+len(s))*8/6]
}

// The percent-encodings, by what they leave as it is beside letters and digits:
// encodeURIComponent, URLSearchParams, most servers' languages, and an address
// that a browser reads (https://url.spec.whatwg.org/#percent-encoded-bytes).
func inComponent(s string) string { return percent(s, "-_.!~*'()", "%20") }
func inForm(s string) string      { return percent(s, "*-._", "+") }
func inQuery(s string) string     { return percent(s, "-_.~", "%20") }
func inURL(s string) string       { return percent(s, "-_.!~*()&=+$,/?:@;[]^`{|}\\%", "%20") }

func percent(s, keep, space string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ':
			b.WriteString(space)
		case c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || strings.IndexByte(keep, c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
		}
	}
	return b.String()
}

func inHTMLSafeJSON(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return s
	}
	return string(b[1 : len(b)-1])
}

func inJSON(s string) string {
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(inHTMLSafeJSON(s))
}

// lower puts ASCII letters in lower case, so that places do not move.
func lower(s string) string { return string(appendLower(nil, []byte(s))) }

func appendLower(dst, src []byte) []byte {
	at := len(dst)
	dst = append(dst, src...)
	for i, c := range dst[at:] {
		if c-'A' < 26 {
			dst[at+i] = c + 'a' - 'A'
		}
	}
	return dst
}

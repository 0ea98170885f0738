package crawler

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"

	"github.com/quietroom/quietroom/internal/access"
)

// maxAddress bounds an address, in bytes. Servers refuse far shorter ones.
const maxAddress = 2048

var errLong = fmt.Errorf("longer than %d bytes", maxAddress)

// parser reads addresses as a browser does (https://url.spec.whatwg.org/), and
// as colly will read them again.
var parser = whatwg.NewParser(whatwg.WithPercentEncodeSinglePercentSign())

// resolve reads ref as a browser would on the page base (nil for an absolute
// ref). Only http and https addresses with a host come back without an error.
func resolve(base *url.URL, ref string) (*url.URL, error) {
	if len(ref) > maxAddress {
		return nil, errLong
	}
	var w *whatwg.Url
	var err error
	if base == nil {
		w, err = parser.Parse(ref)
	} else {
		w, err = parser.ParseRef(base.String(), ref)
	}
	if err != nil {
		return nil, errors.New("not an address that a browser can read")
	}
	if p := w.Protocol(); p != "http:" && p != "https:" {
		return nil, errors.New("neither http nor https")
	}
	u, err := url.Parse(w.Href(false))
	if err != nil || u.Hostname() == "" || len(u.String()) > 2*maxAddress {
		return nil, errors.New("not an address that can be fetched")
	}
	return u, nil
}

// clean gives the address to visit for u: without credentials, tracking
// parameters, session ids and any fragment but a router's.
func clean(u *url.URL) *url.URL {
	out := *u
	out.User = nil
	out.Host = access.Authority(u)
	if path := sessionPath.ReplaceAllString(u.EscapedPath(), "$1"); path != u.EscapedPath() {
		if p, err := url.PathUnescape(path); err == nil {
			out.Path, out.RawPath = p, path
		}
	}
	if out.Path == "" {
		out.Path, out.RawPath = "/", ""
	}
	var keep []string
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		if key, value, _ := strings.Cut(pair, "="); pair != "" && !noise(key, value) {
			keep = append(keep, pair)
		}
	}
	out.RawQuery, out.ForceQuery = strings.Join(keep, "&"), false
	if !routed(u) {
		out.Fragment, out.RawFragment = "", ""
	}
	return &out
}

// routed reports whether the fragment of u is a script router's page.
func routed(u *url.URL) bool {
	f, ok := strings.CutPrefix(strings.TrimPrefix(u.Fragment, "!"), "/")
	return ok && f != ""
}

// sessionPath finds session ids that servers write into the path: Java's and
// PHP's parameters, and ASP.NET's /(S(…))/.
var sessionPath = regexp.MustCompile(`(?i);(?:jsessionid|phpsessid|sessionid|sid)=[^/;?#]*|/\([a-z]\([a-z0-9]+\)\)(/|$)`)

// tracking lists parameters that say where a visitor came from, not what is
// shown. A trailing * stands for any rest.
var tracking = []string{
	"utm_*", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid", "srsltid", "_ga", "_gl", "_gac", "fbclid",
	"msclkid", "ttclid", "twclid", "li_fat_id", "igshid", "igsh", "yclid", "ysclid", "epik", "sccid", "rdt_cid",
	"mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "__hstc", "__hssc", "__hsfp", "hsctatracking", "_kx", "_ke",
	"pk_*", "mtm_*", "piwik_*", "matomo_*", "s_kwcid", "ef_id", "vero_id", "oly_enc_id", "oly_anon_id", "wickedid",
	"irclickid", "rb_clickid", "cjevent", "dm_i", "__s", "_openstat", "trk_*",
}

// sessions lists parameters that hold a session; those with a trailing ? are
// names that pages use too, and count only with a value that looks like an id.
var sessions = []string{
	"jsessionid", "phpsessid", "aspsessionid*", "asp.net_sessionid", "cfid", "cftoken", "zenid", "oscsid", "xtcsid",
	"sessionid?", "session_id?", "session?", "sessid?", "sid?",
}

var sessionValue = regexp.MustCompile(`^[0-9A-Za-z_.\-]{16,}$`)

// noise reports whether a query parameter says nothing about the page.
func noise(key, value string) bool {
	if k, err := url.QueryUnescape(key); err == nil {
		key = k
	}
	key = strings.ToLower(key)
	named := func(name string) bool {
		if prefix, ok := strings.CutSuffix(name, "*"); ok {
			return strings.HasPrefix(key, prefix)
		}
		return key == name
	}
	if slices.ContainsFunc(tracking, named) {
		return true
	}
	return slices.ContainsFunc(sessions, func(name string) bool {
		name, unsure := strings.CutSuffix(name, "?")
		return named(name) && (!unsure || sessionValue.MatchString(value))
	})
}

// identity gives the identity of an address; see Crawler.Identity.
func identity(u *url.URL) string {
	id := identityOnce(u)
	// What stripping uncovers may be strippable again; identities are stable.
	for range 8 {
		again, err := url.Parse(id)
		if err != nil {
			return id
		}
		next := identityOnce(again)
		if next == id {
			return id
		}
		id = next
	}
	return id
}

func identityOnce(u *url.URL) string {
	u = clean(u)
	id := u.Scheme + "://" + access.Authority(u) + folder(u.EscapedPath())
	if q := sortedQuery(u.RawQuery); q != "" {
		id += "?" + q
	}
	if u.Fragment != "" {
		id += "#" + strings.TrimRight(u.EscapedFragment(), "/")
	}
	return id
}

var indexFile = regexp.MustCompile(`(?i)/(?:index\.(?:html?|php\d?|aspx?|jsp|cgi|cfm)|default\.(?:html?|aspx?))$`)

// folder unifies the ways to write a path: escapes, double and trailing
// slashes, the name of the index file.
func folder(path string) string {
	path = unescapePlain(path)
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	for {
		short := indexFile.ReplaceAllString(strings.TrimRight(path, "/"), "")
		if short == path {
			break
		}
		path = short
	}
	if path == "" {
		return "/"
	}
	return path
}

// sortedQuery sorts the parameters by key; repeats keep their order.
func sortedQuery(raw string) string {
	if raw == "" {
		return ""
	}
	pairs := strings.Split(raw, "&")
	for i, p := range pairs {
		p = strings.ReplaceAll(unescapePlain(p), "%20", "+")
		pairs[i] = strings.TrimSuffix(p, "=")
	}
	key := func(p string) string { k, _, _ := strings.Cut(p, "="); return k }
	pairs = slices.DeleteFunc(pairs, func(p string) bool { return p == "" })
	slices.SortStableFunc(pairs, func(a, b string) int { return cmp.Compare(key(a), key(b)) })
	return strings.Join(pairs, "&")
}

// unescapePlain undoes the escapes that need none (RFC 3986 §6.2.2), and writes
// the others in upper case.
func unescapePlain(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
			b.WriteByte(s[i])
			continue
		}
		c := unhex(s[i+1])<<4 | unhex(s[i+2])
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.WriteString(strings.ToUpper(s[i : i+3]))
		}
		i += 2
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
)

// This file holds what reports say in words. A report says what was observed,
// with a synthetic patient, and what was not looked at. It never judges the law,
// never says what a recipient did, and never takes silence for proof; a test
// holds the words that may not appear.

// blindSpots are printed in every report, whatever the run says.
var blindSpots = []string{
	"What the practice's own server, or a relay under its own name, forwards from server to server cannot be seen from a browser.",
	"A held submit hides the tags of the confirmation page, unless the scenario says where that page is.",
	"Nothing found is not proof that nothing leaves: it says what was searched for, on the pages and journeys listed here, on that day.",
}

// agreementNote explains the column of agreements.
const agreementNote = "“None recorded” says only that no business associate agreement (BAA) was recorded with this run. Whether there is one, a person has to attest."

// incompleteNote stands above a run that was cut short.
const incompleteNote = "This audit did not run to its end. What follows is what was recorded until then."

// resumeNote stands before the command that goes on with such a run.
const resumeNote = "It goes on where it stopped with:"

// term is one entry of the glossary.
type term struct{ Word, Meaning string }

var glossary = []term{
	{"Synthetic patient", "An invented person. Names, numbers and addresses come from reserved ranges and belong to nobody, so that seeing one of them in what left is an observation about the site, not about a person."},
	{"Page context", "What the page is for in a patient's life: booking, intake, a topic of care, the portal. It decides how much weight a finding has."},
	{"Journey", "One walk through one scenario, step by step, by one synthetic patient."},
	{"Exchange", "One message that left the browser, or was about to: a request, a frame of a socket, a beacon."},
	{"Held submit", "A final submit that was recorded, never sent, and answered inside the browser, so that no booking or message reached anybody."},
	{"Disguise", "An encoding, compression or hash around a value. They are listed outermost first, as they were peeled off."},
	{"Third party", "A host outside the practice's own addresses."},
	{"Inconclusive", "Not enough was seen to say. A visit that was blocked, cut or not finished is never called clean."},
	{"Clean", "All of it was seen, and nothing was found of what this audit looks for."},
}

var contextLabels = map[string]string{
	"condition_topic": "Topic of care", "provider_profile": "Clinician profile", "provider_search": "Clinician search",
	"portal_login": "Portal login", "authenticated": "Behind the login", "screening": "Screening questionnaire",
	"group_event": "Group or event", "crisis": "Crisis help", "legal": "Legal notice", "": "Context not known",
}

func contextLabel(c string) string {
	if l, ok := contextLabels[c]; ok {
		return l
	}
	return sentence(words(c))
}

var purposeLabels = map[string]string{
	"ad_pixel": "advertising pixel", "ab_testing": "A/B testing", "cdn": "content delivery", "fonts_cdn": "web fonts",
	"cdp": "customer data platform", "crm_marketing": "marketing database", "ehr_portal": "health record and portal",
	"unknown": "purpose not known", "": "purpose not known",
}

func purposeLabel(p string) string {
	if l, ok := purposeLabels[p]; ok {
		return l
	}
	return words(p)
}

var channelLabels = map[audit.Channel]string{
	audit.ChannelDocument: "a page navigation", audit.ChannelImage: "an image request", audit.ChannelScript: "a script request",
	audit.ChannelStyle: "a stylesheet request", audit.ChannelFont: "a font request", audit.ChannelMedia: "a media request",
	audit.ChannelFetch: "a script's fetch", audit.ChannelXHR: "a script's request (XHR)", audit.ChannelBeacon: "a beacon",
	audit.ChannelPing: "a ping", audit.ChannelEventSource: "an event stream", audit.ChannelWebSocket: "a WebSocket",
	audit.ChannelPreflight: "a preflight request", audit.ChannelCSPReport: "a policy report", audit.ChannelManifest: "a manifest request",
	audit.ChannelPrefetch: "a prefetch", audit.ChannelFrame: "an embedded frame", audit.ChannelOther: "another kind of request",
}

func channelLabel(c audit.Channel) string {
	if l, ok := channelLabels[c]; ok {
		return l
	}
	return shown(string(c))
}

var codecLabels = map[string]string{
	"base64": "Base64", "base64url": "Base64 for addresses", "hex": "hexadecimal", "percent": "percent-encoding", "url": "percent-encoding",
	"json": "JSON", "form": "form encoding", "gzip": "gzip", "deflate": "deflate", "zlib": "zlib", "brotli": "Brotli", "zstd": "Zstandard",
	"md5": "MD5 hash", "sha1": "SHA-1 hash", "sha256": "SHA-256 hash", "sha512": "SHA-512 hash", "multipart": "multipart form",
	"lzstring": "LZ-String", "utf16": "UTF-16", "html": "HTML entities", "rot13": "ROT13", "reverse": "reversed",
}

func codecLabel(name string) string {
	if l, ok := codecLabels[strings.ToLower(name)]; ok {
		return l
	}
	return shown(name)
}

// harborLabels are the identifiers of 45 CFR 164.514(b)(2)(i), by letter.
var harborLabels = map[string]string{
	"A": "names", "B": "geographic subdivisions smaller than a state", "C": "dates related to a person", "D": "telephone numbers",
	"E": "fax numbers", "F": "e-mail addresses", "G": "social security numbers", "H": "medical record numbers",
	"I": "health plan beneficiary numbers", "J": "account numbers", "K": "certificate and license numbers", "L": "vehicle identifiers",
	"M": "device identifiers", "N": "web addresses", "O": "IP addresses", "P": "biometric identifiers", "Q": "full-face photographs",
	"R": "any other unique identifying number, characteristic or code",
}

func harborLabel(letter string) string {
	if letter == "" {
		return ""
	}
	return fmt.Sprintf("(%s) %s, 45 CFR 164.514(b)(2)(i)", shown(letter), harborLabels[letter])
}

// placeLabel says where a value stood: "url.query.em" becomes "query parameter em".
func placeLabel(place string) string {
	for _, p := range []struct{ prefix, label string }{
		{"url.query.", "query parameter "}, {"url.path", "the path of the address"}, {"url.host", "the host name"},
		{"header.cookie.", "cookie "}, {"header.referer", "the referring address"}, {"header.", "request header "},
		{"body.json.", "JSON field "}, {"frame.json.", "JSON field "}, {"body.form.", "form field "}, {"body.multipart.", "form field "}, {"body", "the body"},
		{"url", "the address"},
	} {
		rest, ok := strings.CutPrefix(place, p.prefix)
		switch {
		case !ok:
		case strings.HasSuffix(p.label, " ") && rest != "":
			return p.label + shown(rest)
		case rest == "":
			return p.label
		default:
			return p.label + " (" + shown(place) + ")"
		}
	}
	return shown(place)
}

// words makes words of an identifier: "email_capture" becomes "email capture".
func words(id string) string { return strings.ReplaceAll(shown(id), "_", " ") }

// sentence makes the first letter a capital.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// count says "1 page", "1,204 pages".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// number groups the digits of n by thousands.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// series joins at most limit of the items: "a, b and 3 more".
func series(items []string, limit int, more string) string {
	if len(items) > limit+1 {
		items = append(append([]string(nil), items[:limit]...), number(len(items)-limit)+" "+more)
	}
	if n := len(items); n > 1 {
		return strings.Join(items[:n-1], ", ") + " and " + items[n-1]
	}
	return strings.Join(items, "")
}

func moment(t time.Time) string {
	if t.IsZero() {
		return "not recorded"
	}
	return t.UTC().Format("2 January 2006, 15:04 UTC")
}

// instant is a moment as machines read it (RFC 3339, milliseconds).
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

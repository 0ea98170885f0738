package remedy

import (
	"net/url"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// The directives of a Content-Security-Policy that are told apart
// (https://www.w3.org/TR/CSP3/#csp-directives).
const (
	scriptSrc  = "script-src"
	styleSrc   = "style-src"
	imgSrc     = "img-src"
	fontSrc    = "font-src"
	connectSrc = "connect-src"
	mediaSrc   = "media-src"
	frameSrc   = "frame-src"
	formAction = "form-action"
	defaultSrc = "default-src"
)

// inner are the sources beside hosts: what stays in the browser, and the scripts in
// the page itself, which cannot be told from others without a nonce of the site's.
var inner = []struct{ directive, sources string }{
	{defaultSrc, "data: blob:"},
	{scriptSrc, "'unsafe-inline' 'unsafe-eval' blob:"},
	{styleSrc, "'unsafe-inline' data: blob:"},
	{imgSrc, "data: blob:"},
	{fontSrc, "data: blob:"},
	{connectSrc, "data: blob:"},
	{mediaSrc, "data: blob:"},
	{frameSrc, "data: blob:"},
}

// directive gives the one that governs how an exchange leaves, "" for none.
func directive(ex *audit.Exchange) string {
	switch ex.Channel {
	case audit.ChannelScript:
		return scriptSrc
	case audit.ChannelStyle:
		return styleSrc
	case audit.ChannelImage, audit.ChannelFavicon:
		return imgSrc
	case audit.ChannelFont:
		return fontSrc
	case audit.ChannelMedia:
		return mediaSrc
	case audit.ChannelFrame:
		return frameSrc
	case audit.ChannelFetch, audit.ChannelXHR, audit.ChannelBeacon, audit.ChannelPing, audit.ChannelEventSource, audit.ChannelWebSocket,
		audit.ChannelPreflight, audit.ChannelFetchLater, audit.ChannelWebTransport:
		return connectSrc
	case audit.ChannelManifest, audit.ChannelPrefetch:
		return defaultSrc
	case audit.ChannelDocument:
		if ex.Held || ex.Method != "GET" && ex.Method != "HEAD" {
			return formAction
		}
	}
	return ""
}

// security writes the Content-Security-Policy.
func (p *policing) security() string {
	all := p.kept()
	var mine []string
	for _, h := range all {
		if h.own {
			mine = append(mine, origins(h)...)
		}
	}
	slices.Sort(mine)
	mine = append([]string{"'self'"}, slices.Compact(mine)...)
	var out []string
	for _, in := range inner {
		line := append([]string{in.directive}, mine...)
		line = append(line, strings.Fields(in.sources)...)
		out = append(out, strings.Join(append(line, p.others(all, in.directive)...), " "))
	}
	if p.sendsForms() {
		out = append(out, strings.Join(append(append([]string{formAction}, mine...), p.others(all, formAction)...), " "))
	}
	return strings.Join(out, "; ")
}

// others gives what a directive lets through on other hosts, sorted.
func (p *policing) others(all []*host, directive string) (out []string) {
	for _, h := range all {
		if !h.own {
			out = append(out, p.sources(h, directive)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sendsForms reports whether a form went to a host that is not let through. Only
// then are forms governed: where a submit leads on to was not seen when it was held.
func (p *policing) sendsForms() bool {
	for _, h := range p.seen {
		if !h.keep && len(h.uses[formAction]) > 0 {
			return true
		}
	}
	return false
}

// origins lists those by which a host of the practice's own was met.
func origins(h *host) (out []string) {
	for _, l := range h.uses {
		out = append(out, l...)
	}
	return out
}

// features are what a frame of another host may be allowed to use, and for whom.
var features = []struct {
	name     string
	purposes []string
}{
	{"camera", []string{"telehealth"}},
	{"geolocation", []string{"maps"}},
	{"microphone", []string{"telehealth"}},
	{"payment", []string{"payment", "form_builder", "scheduling"}},
}

// permissions writes the Permissions-Policy: what tells of the person and the place
// is for the practice, and for frames that work by it
// (https://www.w3.org/TR/permissions-policy/).
func (p *policing) permissions() string {
	var out []string
	for _, f := range features {
		allowed := []string{"self"}
		for _, h := range p.kept() {
			if slices.Contains(f.purposes, p.data.Vendors.Recipient(h.name, nil).Purpose) {
				for _, o := range h.uses[frameSrc] {
					allowed = append(allowed, `"`+o+`"`)
				}
			}
		}
		out = append(out, f.name+"=("+strings.Join(allowed, " ")+")")
	}
	return strings.Join(out, ", ")
}

// origin is an address's scheme, host and port, as a policy writes it.
func origin(u *url.URL) string {
	host := strings.ToLower(u.Host)
	switch u.Scheme {
	case "https", "wss":
		host = strings.TrimSuffix(host, ":443")
	case "http", "ws":
		host = strings.TrimSuffix(host, ":80")
	}
	return u.Scheme + "://" + host
}

// step is the first step of an address's path with its slashes, "" when it has no
// more than one.
func step(rawURL string) string {
	u, err := url.Parse(rawURL)
	if err != nil {
		return ""
	}
	first, _, more := strings.Cut(strings.TrimPrefix(u.EscapedPath(), "/"), "/")
	if !more || strings.ContainsAny(first, ";, ") { // these end a source
		return ""
	}
	return "/" + first + "/"
}

// hostOf is an address's host, without its port.
func hostOf(rawURL string) string {
	u, err := url.Parse(rawURL)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// framed reports whether a frame of another host sent an exchange: the headers of
// the site's pages do not govern it.
func framed(ex *audit.Exchange, first func(string) bool) bool {
	h := hostOf(ex.Frame)
	return h != "" && !first(h) && ex.Channel != audit.ChannelPreflight
}

package remedy

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/rules"
	"github.com/quietroom/quietroom/audit/vendors"
)

// referrerPolicy gives other hosts the practice's name and nothing of the page's
// address (https://www.w3.org/TR/referrer-policy/).
const referrerPolicy = "strict-origin-when-cross-origin"

// PolicyFor gives the headers by which the site can keep what leaked from leaving
// while what its journeys need goes on: one set for all of its pages. Every finding
// of the run stands in Stops or in Cannot. What the run did not meet is refused, so
// a policy made of an incomplete run can be too strict. Without the record, which may
// have been taken away since, there are no headers: nobody knows what the site needs.
// The error is the first of reading the record.
func PolicyFor(run *audit.Run, exchanges Record, d Data) (audit.Policy, error) {
	rec, err := read(run, exchanges)
	return policyFor(run, rec, d), err
}

func policyFor(run *audit.Run, rec *record, d Data) audit.Policy {
	p := policing{run: run, rec: rec, data: d, first: vendors.FirstParty(hosts(run)), leaks: map[string]bool{}, hides: map[string]bool{}, seen: map[string]*host{}}
	p.blame()
	p.decide()
	out := audit.Policy{
		Headers: []audit.Header{{"Content-Security-Policy", p.security()}, {"Referrer-Policy", referrerPolicy}, {"Permissions-Policy", p.permissions()}},
		Stops:   []string{}, Cannot: []audit.PolicyCannot{}, Kept: []audit.PolicyKept{},
	}
	if len(rec.met) == 0 {
		out.Headers = []audit.Header{}
	}
	for i := range run.Findings {
		f := &run.Findings[i]
		if why := p.beyond(f); why != "" {
			out.Cannot = append(out.Cannot, audit.PolicyCannot{Fingerprint: f.Fingerprint, Why: why})
		} else {
			out.Stops = append(out.Stops, f.Fingerprint)
		}
	}
	for _, h := range p.kept() {
		out.Kept = append(out.Kept, audit.PolicyKept{Host: h.name, Why: h.why})
	}
	return out
}

// policing decides which hosts a policy lets through.
type policing struct {
	run   *audit.Run
	rec   *record
	data  Data
	first func(host string) bool
	leaks map[string]bool // vendors that got more than an address by the referrer
	hides map[string]bool // hosts of the practice's own name that others stand behind
	seen  map[string]*host
}

// host is one host that the browser asked for something.
type host struct {
	name string
	own  bool
	keep bool
	why  string
	// uses are the origins by directive, paths those that a finding shows to leak.
	uses  map[string][]string
	paths map[string]bool
	only  map[string][]string // by directive, addresses below which nothing leaked
	form  bool                // a form's own submit went there
	held  bool                // a part of a submit did
}

// hosts are those of the run's scope.
func hosts(run *audit.Run) []string {
	out := append([]string{run.Site}, run.Scope...)
	for i, s := range out {
		if u, err := url.Parse(s); err == nil && u.Host != "" {
			out[i] = u.Host
		}
	}
	return out
}

// blame finds who got what a policy should stop.
func (p *policing) blame() {
	for i := range p.run.Findings {
		f := &p.run.Findings[i]
		_, barred := p.data.Rules.Disallows(f.Recipient.Purpose, f.Context)
		switch {
		case own(f):
		case f.Recipient.Behind != "" && p.first(f.Recipient.Host):
			p.hides[f.Recipient.Host] = true
		case !byReferer(f) || barred:
			p.leaks[vendorOf(f.Recipient)] = true
		}
	}
}

// decide looks at every host that was met.
func (p *policing) decide() {
	for _, c := range p.rec.met {
		h := p.seen[c.host]
		if h == nil {
			h = &host{name: c.host, own: p.first(c.host), uses: map[string][]string{}, paths: map[string]bool{}, only: map[string][]string{}}
			p.seen[c.host] = h
		}
		h.form = h.form || c.held && c.directive == formAction
		h.held = h.held || c.held
		if c.framed || c.directive == "" {
			continue // no header of the site governs it
		}
		if !slices.Contains(h.uses[c.directive], c.origin) {
			h.uses[c.directive] = append(h.uses[c.directive], c.origin)
		}
		if at := c.origin + c.step; c.step != "" && !slices.Contains(h.only[c.directive], at) {
			h.only[c.directive] = append(h.only[c.directive], at)
		}
	}
	for _, f := range p.run.Findings {
		if ex, h := p.rec.named[f.Exchange], p.seen[f.Recipient.Host]; ex != nil && h != nil {
			h.paths[step(ex.URL)] = true
		}
	}
	for _, h := range p.seen {
		h.keep, h.why = p.keeps(h)
	}
}

// serves says why pages and forms cannot do without a vendor of a purpose, even
// though it got something.
var serves = map[string]string{
	"form_builder": "patients fill in its form", "scheduling": "patients book with it", "ehr_portal": "patients use its portal", "payment": "patients pay through it",
	"telehealth": "patients meet their clinician there", "directory_booking": "patients book with it", "communications": "patients reach the practice through it",
	"captcha": "forms ask it whether a person fills them in", "consent_manager": "it asks visitors for their choice", "cdn": "pages need the files that it serves",
	"fonts_cdn": "pages need the files that it serves", "site_host": "the site is made of its files",
}

// keeps decides whether a host is let through, and why.
func (p *policing) keeps(h *host) (bool, string) {
	if h.own {
		return !p.hides[h.name] || p.shows(h.name), "it is the practice's own"
	}
	to := p.data.Vendors.Recipient(h.name, nil)
	why, needed := serves[to.Purpose]
	switch {
	case !p.leaks[vendorOf(to)] && p.mentioned(h.name):
		return true, "it got no more than a page's address along with a request, which Referrer-Policy keeps back"
	case !p.leaks[vendorOf(to)]:
		return true, "pages ask it for something, and no finding names it"
	case needed:
		return true, why
	case h.form:
		return true, "a form of the site is sent to it"
	case h.held && to.Purpose == vendors.Unknown:
		return true, "what a patient submits goes to it, and nobody knows what else it is for"
	case to.Purpose == "platform" && len(p.clear(h)) > 0:
		return true, "pages need a part of it that got nothing"
	}
	return false, ""
}

// clear gives, by directive, the parts of a host below which nothing leaked.
func (p *policing) clear(h *host) map[string][]string {
	out := map[string][]string{}
	for d, list := range h.only {
		for _, at := range list {
			if !h.paths[step(at)] {
				out[d] = append(out[d], at)
			}
		}
	}
	return out
}

// shows reports whether a page of the site lives on a host.
func (p *policing) shows(name string) bool {
	return slices.ContainsFunc(p.run.Pages, func(pg audit.Page) bool {
		u, err := url.Parse(pg.URL)
		return err == nil && strings.EqualFold(u.Hostname(), name)
	})
}

func (p *policing) mentioned(name string) bool {
	return slices.ContainsFunc(p.run.Findings, func(f audit.Finding) bool { return f.Recipient.Host == name })
}

// sources gives what a directive lets through on a host.
func (p *policing) sources(h *host, directive string) []string {
	to := p.data.Vendors.Recipient(h.name, nil)
	if !h.own && to.Purpose == "platform" && p.leaks[vendorOf(to)] {
		return p.clear(h)[directive]
	}
	return h.uses[directive]
}

// kept lists the hosts that are let through beside the page's own, by name. 'self' is
// the start page's host on its own pages only.
func (p *policing) kept() (out []*host) {
	spread := slices.ContainsFunc(p.run.Pages, func(pg audit.Page) bool { return !sameHost(pg.URL, p.run.Site) })
	for _, h := range p.seen {
		if h.keep && len(h.uses) > 0 && (!h.own || spread || !sameHost("//"+h.name, p.run.Site)) {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b *host) int { return cmp.Compare(a.name, b.name) })
	return out
}

// lets reports whether a request would go through.
func (p *policing) lets(rawURL, directive string) bool {
	u, err := url.Parse(rawURL)
	if err != nil {
		return false
	}
	h := p.seen[strings.ToLower(u.Hostname())]
	if h == nil || !h.keep {
		return false
	}
	return h.own || slices.ContainsFunc(p.sources(h, directive), func(s string) bool {
		return s == origin(u) || s == origin(u)+step(rawURL)
	})
}

// beyond says why no header stops a finding, "" for one that is stopped.
func (p *policing) beyond(f *audit.Finding) string {
	name := nameOf(f.Recipient)
	if own(f) {
		if rule, ok := p.data.Rules.Own(rules.WhenPlainHTTP, f.Context); ok && rule.ID == f.Rule {
			return "The practice itself is asked without encryption, and only its server can lead that to https."
		}
		return "It stands in the address of the practice's own page, which only the page or its form can keep out."
	}
	ex := p.rec.named[f.Exchange]
	if ex == nil {
		return "The record of what left is not at hand, so that it cannot be told which header governs it."
	}
	if framed(ex, p.first) {
		if !p.lets(ex.Frame, frameSrc) {
			return "" // the frame that sends it is not loaded
		}
		return "A frame of " + hostOf(ex.Frame) + " sends it, which pages need; the headers of a page do not reach into a frame of another host."
	}
	if byReferer(f) {
		return ""
	}
	d := directive(ex)
	if d == "" {
		if f.Initiator.Type == "script" && !p.lets(f.Initiator.URL, scriptSrc) {
			return "" // the script that sends it is not loaded
		}
		return ungoverned(f.Channel)
	}
	switch h := p.seen[hostOf(ex.URL)]; {
	case !p.lets(ex.URL, d):
		return ""
	case h.own:
		return "It goes to the practice's own host " + h.name + ", where " + name + " stands behind it; a policy cannot tell that from the rest of the site."
	default:
		return name + " is let through, because " + h.why + "; what it gets by that, no policy can tell from what it should not get."
	}
}

// ungoverned says why no header governs a channel.
func ungoverned(c audit.Channel) string {
	switch c {
	case audit.ChannelDocument:
		return "It leaves with a link, a redirect or a form that is sent by GET, which no policy governs."
	case audit.ChannelDNS, audit.ChannelPreconnect:
		return "It is a look-up or a connection ahead of a request, which no policy governs."
	case audit.ChannelWebRTC:
		return "It leaves by a peer connection (WebRTC), which no policy governs."
	case audit.ChannelCSPReport, audit.ChannelReport:
		return "It is a report of the browser's own, sent where another header of the site says: change that header."
	}
	return "The browser itself sends it, and no policy governs that."
}

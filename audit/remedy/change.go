package remedy

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/rules"
)

// changes gives what answers a finding: the smallest change that would stop it,
// and, where its vendor has to go from the page anyway, that too.
func (p *planner) changes(f *audit.Finding) []change {
	var out []change
	small, ok := p.small(f)
	if ok {
		out = append(out, small)
	}
	if !ok || p.off[place(f)] && small.kind != audit.RecordAgreement {
		out = append(out, p.away(f))
	}
	return out
}

// place is a vendor on a page.
func place(f *audit.Finding) string { return vendorOf(f.Recipient) + " " + f.Page }

// whole finds the vendors that have to go from a page whatever else is changed: the
// policy allows none of their kind there, or nothing smaller stops one of their
// findings.
func (p *planner) whole() {
	p.off = map[string]bool{}
	for i := range p.run.Findings {
		f := &p.run.Findings[i]
		_, barred := p.data.Rules.Disallows(f.Recipient.Purpose, f.Context)
		if _, ok := p.small(f); !own(f) && (barred || !ok) {
			p.off[place(f)] = true
		}
	}
}

// small gives the smallest change that stops a finding and leaves the vendor where
// it is, if there is one.
func (p *planner) small(f *audit.Finding) (change, bool) {
	if own(f) {
		if rule, ok := p.data.Rules.Own(rules.WhenPlainHTTP, f.Context); ok && rule.ID == f.Rule {
			return change{kind: audit.Encrypt, key: f.Page, where: f.Page}, true
		}
		return change{kind: audit.MoveFromURL, key: f.Page, field: last(f.Place), where: f.Page}, true
	}
	if byReferer(f) {
		return change{kind: audit.ReferrerPolicy}, true
	}
	if v, ok := p.data.Vendors.ByID(f.Recipient.VendorID); ok {
		for _, s := range v.Switches {
			if f.Class <= audit.ClassB && s.Stops(f.Meaning) {
				return change{kind: audit.VendorSwitch, key: v.ID + " " + s.ID, lever: s}, true
			}
		}
	}
	if f.Class <= audit.ClassB {
		if c, ok := p.shown(f); ok {
			return c, true
		}
	}
	switch f.Recipient.Purpose {
	case "form_builder", "scheduling", "ehr_portal", "payment", "telehealth", "directory_booking", "communications":
		return change{kind: audit.RecordAgreement, key: vendorOf(f.Recipient)}, true
	}
	return change{}, false
}

// shown is the change for a value that the page itself shows in its address or
// title, which every script there can read.
func (p *planner) shown(f *audit.Finding) (change, bool) {
	if f.Meaning == "page title" || strings.HasSuffix(strings.ToLower(f.Place), "title") {
		return change{kind: audit.MoveFromURL, key: "title " + f.Page, where: f.Page}, true
	}
	ex := p.rec.named[f.Exchange]
	i := strings.LastIndex(f.Place, ".url.query.")
	if ex == nil || i < 0 {
		return change{}, false
	}
	field := f.Place[i+len(".url.query."):]
	page, err := url.Parse(cmp.Or(ex.Frame, ex.Page))
	if err != nil || !page.Query().Has(field) || !sameHost(ex.Frame, f.Page) {
		return change{}, false
	}
	return change{kind: audit.MoveFromURL, key: f.Page, field: field, where: f.Page}, true
}

// last is the last step of a place.
func last(place string) string {
	_, field, ok := strings.Cut(place, "query.")
	if !ok {
		return place[strings.LastIndexByte(place, '.')+1:]
	}
	return field
}

// away is the change that takes a vendor off the page: by the tag manager that
// brings it, by serving its files oneself, or by taking the tag away.
func (p *planner) away(f *audit.Finding) change {
	who := vendorOf(f.Recipient)
	switch f.Recipient.Purpose {
	case "fonts_cdn", "cdn":
		return change{kind: audit.SelfHost, key: who, where: f.Initiator.URL}
	}
	source := p.rec.source(f.Initiator)
	if id, at := p.container(f, source); id != "" {
		return change{kind: audit.TagTrigger, key: who + " " + id, container: id, where: at}
	}
	return change{kind: audit.RemoveTag, key: who, where: p.where(f, source)}
}

// where names what brings the vendor into the page: the script that was loaded
// first, else the page's own that sends.
func (p *planner) where(f *audit.Finding, source []string) string {
	for _, s := range slices.Backward(source) {
		if !sameHost(s, f.Page) {
			return s
		}
	}
	if len(source) > 0 {
		return source[0]
	}
	return f.Page
}

// containerID is Google Tag Manager's (https://support.google.com/tagmanager/answer/6103696).
var containerID = regexp.MustCompile(`\bGTM-[A-Z0-9]{4,10}\b`)

// container finds the tag manager that brought the script of a finding, and which
// of its containers.
func (p *planner) container(f *audit.Finding, source []string) (id, at string) {
	for _, s := range slices.Backward(source) {
		u, err := url.Parse(s)
		if err != nil {
			continue
		}
		if id := containerID.FindString(u.Query().Get("id")); id != "" && strings.HasSuffix(u.Path, "gtm.js") {
			return id, s
		}
		v, ok := p.data.Vendors.ByHost(u.Host)
		if ok && v.Purpose == "tag_manager" && v.ID != f.Recipient.VendorID && !strings.Contains(u.Path, "gtag/js") {
			return v.Name, s
		}
	}
	return "", ""
}

func sameHost(a, b string) bool {
	x, err := url.Parse(a)
	y, err2 := url.Parse(b)
	return err == nil && err2 == nil && strings.EqualFold(x.Hostname(), y.Hostname())
}

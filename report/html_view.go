package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// This file answers what the HTML templates ask of a view beside its fields.

// bar is a class with its share of the largest.
type bar struct {
	classCount
	Percent int
}

// Bars gives the findings by class as shares of the largest class.
func (h htmlView) Bars() []bar {
	most := 1
	for _, c := range h.ByClass {
		most = max(most, c.Count)
	}
	out := make([]bar, len(h.ByClass))
	for i, c := range h.ByClass {
		out[i] = bar{c, c.Count * 100 / most}
	}
	return out
}

// maxNav bounds the pages that the contents name one by one.
const maxNav = 30

// NavLeaks are the pages that the contents name.
func (h htmlView) NavLeaks() []htmlPage { return h.Leaks[:min(len(h.Leaks), maxNav)] }

// NavMore says how many pages the contents leave out.
func (h htmlView) NavMore() string {
	if n := len(h.Leaks) - maxNav; n > 0 {
		return number(n) + " more"
	}
	return ""
}

// severityCount is how many findings have a severity.
type severityCount struct {
	Severity audit.Severity
	Count    string
}

// Filters are the severities to choose from; none where there is no choice.
func (h htmlView) Filters() []severityCount {
	n := map[audit.Severity]int{}
	for i := range h.told.run.Findings {
		n[h.told.run.Findings[i].Severity]++
	}
	var out []severityCount
	for _, s := range audit.Severities {
		if n[s] > 0 {
			out = append(out, severityCount{s, number(n[s])})
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// Looked says in a few lines what was looked at.
func (h htmlView) Looked() []string {
	r := h.told.run
	c := &r.Coverage
	walked, forms := 0, 0
	for _, j := range r.Journeys {
		if j.Status == audit.Walked {
			walked++
		}
		if slices.ContainsFunc(j.Steps, func(s audit.Step) bool { return s.Kind != "" && s.Status == "done" }) {
			forms++
		}
	}
	out := []string{
		fmt.Sprintf("%s of %s", number(c.PagesAudited), count(c.PagesFound, "page found", "pages found")),
		fmt.Sprintf("%s of %s, answers given in %s of them", number(walked), count(len(r.Journeys), "journey to its end", "journeys to their end"), number(forms)),
		fmt.Sprintf("%s on record, %s", count(c.RequestsRecorded, "request", "requests"), certification(*c)),
	}
	if c.SubmitsHeld > 0 {
		out = append(out, count(c.SubmitsHeld, "submit was", "submits were")+" held: recorded, never sent")
	}
	if len(r.Options.Consent) > 1 {
		out = append(out, "States of consent: "+consentOption(r.Options.Consent))
	}
	return out
}

// Unlooked says in a few lines what was not looked at.
func (h htmlView) Unlooked() []string {
	c := &h.told.run.Coverage
	var out []string
	add := func(n int, one, many string) {
		if n > 0 {
			out = append(out, count(n, one, many))
		}
	}
	add(len(h.Unsure), "page is inconclusive", "pages are inconclusive")
	add(len(h.Journeys), "journey was not walked to its end", "journeys were not walked to their end")
	add(len(c.Skipped), "address was found and not audited", "addresses were found and not audited")
	add(len(c.Unexplained), "flow is not explained by the record", "flows are not explained by the record")
	add(c.BodiesCut+c.BodiesMissing, "body was cut or could not be read", "bodies were cut or could not be read")
	out = append(out, "What servers forward to servers", "The confirmation page's own tags, behind a held submit")
	for _, n := range c.NotLookedAt[:min(len(c.NotLookedAt), 2)] {
		out = append(out, strings.TrimSuffix(shown(n), "."))
	}
	if n := len(c.NotLookedAt) - 2; n > 0 {
		out = append(out, number(n)+" more, named there")
	}
	return out
}

// ToWhom names who got something from the page.
func (p pageView) ToWhom() string {
	var names []string
	for _, f := range p.Flows {
		names = append(names, f.Name)
	}
	return series(names, 3, "more")
}

// FoundText says how much was found on the way to a vendor.
func (c vendorCard) FoundText() string {
	return count(c.Findings, "finding", "findings") + " on " + count(len(c.PageNames), "page", "pages")
}

// Addresses are those of the chain that sent a finding's exchange.
func (i item) Addresses() []string {
	var out []string
	for _, l := range i.Sender {
		if l.Address != "" {
			out = append(out, l.Address)
		}
	}
	return out
}

// maxWhys is how many reasons stand above the findings of one recipient; where
// there are more, each stands with its finding.
const maxWhys = 2

// WhyLines are the reasons that stand above the findings.
func (f flow) WhyLines() []string {
	n := len(f.Whys) - maxWhys
	if n <= 0 {
		return f.Whys
	}
	return append(f.Whys[:maxWhys:maxWhys], fmt.Sprintf("%s more of the kind; each stands with its evidence.", sentence(number(n))))
}

// policyView is what the site's headers can do, in words.
type policyView struct {
	Lead    string
	Headers []audit.Header
	Cannot  []cannotRow
	Kept    []fact
}

type cannotRow struct{ ID, Why string }

// Policy is nil where no policy was worked out.
func (h htmlView) Policy() *policyView { return h.policy }

func newPolicy(p *audit.Policy) *policyView {
	if p == nil {
		return nil
	}
	out := &policyView{Lead: fmt.Sprintf("Sent with every page, these would stop %s of those found, by the record of this run. ", count(len(p.Stops), "finding", "findings"))}
	if p.Verified {
		out.Lead += "A run with them saw those findings gone, and the journeys still finish."
	} else {
		out.Lead += "No run has tried them yet: quietroom verify-fix does."
	}
	for _, hd := range p.Headers {
		out.Headers = append(out.Headers, audit.Header{shown(hd[0]), clip(clean(hd[1]), 8000)})
	}
	for _, c := range p.Cannot[:min(len(p.Cannot), maxListed)] {
		out.Cannot = append(out.Cannot, cannotRow{shown(c.Fingerprint), shown(c.Why)})
	}
	for _, k := range p.Kept[:min(len(p.Kept), maxListed)] {
		out.Kept = append(out.Kept, fact{shown(k.Host), shown(k.Why)})
	}
	return out
}

// New reports whether the baseline did not have the finding.
func (i item) New() bool { return i.Change == audit.New }

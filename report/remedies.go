package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// policyNotes are what a reader must know of every policy.
var policyNotes = []string{
	"It guards what leaves the site, not what runs on it: scripts within the pages go on ('unsafe-inline', 'unsafe-eval'), because which of them the site needs cannot be told from outside. Nonces from the site's own templates would be stricter.",
	"One policy for all pages: a host that got something on one page is let through on none. What the audit did not meet is refused too.",
	"No policy reaches what the site's servers pass on, links that a patient follows, or what happens in another host's frame that is let through.",
	"Try it first under the name Content-Security-Policy-Report-Only: browsers then only say in their console what they would refuse.",
}

// WriteRemedies prints what to change, and the headers that the site itself can send,
// for a terminal. again is the command that tries them.
func WriteRemedies(w io.Writer, in Input, again string, o Options) error {
	p := newPrinter(w, o)
	if len(in.Remedies) == 0 {
		p.para("", "Nothing was found to leave that should not, so there is nothing to change.")
	} else {
		p.line(p.style(bold, "What to change, the first things first"))
	}
	for i, r := range in.Remedies {
		p.line("")
		p.para(fmt.Sprintf("%2d. ", i+1), shown(r.Do))
		answers := "answers " + count(len(r.Findings), "finding", "findings") + ", the worst " + string(r.Severity)
		if r.Verified {
			answers += "; verified by a second walk"
		}
		p.styled("    ", severityStyle(r.Severity), answers)
		if r.Where != "" {
			p.line("    where: " + shown(r.Where)) // in one piece, to be copied
		}
		for _, s := range r.Steps {
			p.para("    - ", shown(s))
		}
		if r.Source != "" {
			p.line("    " + p.style(faint, shown(r.Source)))
		}
	}
	if in.Policy != nil {
		p.policy(in.Policy, again)
	}
	return p.end()
}

func (p *printer) policy(pol *audit.Policy, again string) {
	p.heading("What the site's own headers can do")
	p.para("", fmt.Sprintf("They stop %d of %s.", len(pol.Stops), count(len(pol.Stops)+len(pol.Cannot), "finding", "findings")))
	p.line("")
	for _, h := range pol.Headers {
		p.line(clean(h[0]) + ": " + clean(h[1])) // in one piece, to be copied
	}
	if len(pol.Kept) > 0 {
		p.line("")
		p.line("They let through, beside the site itself:")
		for _, k := range pol.Kept {
			p.para("  - ", shown(k.Host)+": "+shown(k.Why))
		}
	}
	p.cannot("They cannot stop:", pol.Cannot)
	p.line("")
	for _, n := range policyNotes {
		p.para("  * ", n)
	}
	p.line("")
	if pol.Verified {
		p.para("", "Verified: a second walk of the same journeys under these headers saw what they should stop gone, and every journey finish.")
	} else if again != "" {
		p.para("", "Not verified. To walk the same journeys again under these headers: "+again)
	}
}

// cannot prints why findings stay, each reason once.
func (p *printer) cannot(head string, list []audit.PolicyCannot) {
	if len(list) == 0 {
		return
	}
	n := map[string]int{}
	var order []string
	for _, c := range list {
		if n[c.Why]++; n[c.Why] == 1 {
			order = append(order, c.Why)
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(n[b], n[a]) })
	p.line("")
	p.line(head)
	for _, why := range order {
		p.para("  - ", count(n[why], "finding", "findings")+": "+shown(why))
	}
}

// WriteVerification prints what a second walk under a policy showed, for a terminal.
func WriteVerification(w io.Writer, v *audit.Verification, o Options) error {
	p := newPrinter(w, o)
	style, word := yellow, "Not verified."
	if v.Verified {
		style, word = green, "Verified."
	}
	p.styled("", style, word+" "+shown(v.Why))
	p.line("")
	p.labelled([]fact{
		{Label: "gone", Text: count(len(v.Stopped), "finding", "findings") + " that the policy should stop"},
		{Label: "left", Text: count(len(v.Left), "finding", "findings") + " that it should stop"},
		{Label: "new", Text: count(len(v.New), "finding", "findings") + " that the first walk did not have"},
		{Label: "beyond", Text: count(len(v.Beyond), "finding", "findings") + " that no policy stops"},
		{Label: "unseen", Text: count(len(v.Unseen), "finding", "findings") + " on pages that were not walked to their end again"},
		{Label: "journeys", Text: fmt.Sprintf("%d finished both times, %d no more", v.Finished, len(v.Broken))},
		{Label: "documents", Text: fmt.Sprintf("%d had the policy", v.Documents)},
	})
	for _, l := range []struct {
		head string
		list []audit.Finding
	}{{"Left, and should not be:", v.Left}, {"New:", v.New}} {
		if len(l.list) > 0 {
			p.line("")
			p.line(l.head)
		}
		for _, f := range l.list {
			p.para("  - ", strings.Join([]string{string(f.Severity), shown(f.Page), shown(recipientName(f.Recipient)), shown(f.Kind.Info().Label), shown(f.Place)}, ", "))
		}
	}
	if len(v.Broken) > 0 {
		p.line("")
		p.line("Journeys that finished before and not under the policy:")
	}
	for _, b := range v.Broken {
		p.para("  - ", shown(b.Scenario)+" on "+shown(b.Page)+": "+shown(b.Why))
	}
	p.refused("What the policy refused of the practice's own:", v.Refused, true)
	p.refused("What it refused of others that no finding names:", v.Refused, false)
	p.cannot("No policy stops:", v.Beyond)
	return p.end()
}

func (p *printer) refused(head string, list []audit.Refusal, own bool) {
	for _, r := range list {
		if r.Own != own {
			continue
		}
		if head != "" {
			p.line("")
			p.line(head)
			head = ""
		}
		p.para("  - ", fmt.Sprintf("%s by %s on %s (%d times)", shown(r.What), shown(r.Directive), shown(r.Page), r.Count))
	}
}

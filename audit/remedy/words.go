package remedy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
)

// sentence says in the imperative what to change.
func (p *planner) sentence(g *group) string {
	f := g.findings[0]
	name := nameOf(f.Recipient)
	pages := p.pages(g.findings)
	switch g.kind {
	case audit.ReferrerPolicy:
		return "Send the header Referrer-Policy: " + referrerPolicy + " with every page, so that no other host gets a page's address along with a request."
	case audit.VendorSwitch:
		return fmt.Sprintf("In the settings of %s, %s.", name, g.lever.Do)
	case audit.TagTrigger:
		return fmt.Sprintf("In the tag manager's container %s, keep %s from firing on %s by an exception to its trigger.", g.container, name, pages)
	case audit.Encrypt:
		return fmt.Sprintf("Serve %s and what it sends over https only.", pages)
	case audit.MoveFromURL:
		return p.moved(g)
	case audit.SelfHost:
		return fmt.Sprintf("Serve the files of %s from the practice's own host.", name)
	case audit.RecordAgreement:
		return fmt.Sprintf("Record the practice's agreement with %s in the site's file, or move what patients fill in on %s to a service that has one.", name, pages)
	}
	return fmt.Sprintf("Take %s off %s.", name, pages)
}

// moved says what does not belong in an address or title.
func (p *planner) moved(g *group) string {
	var kinds []string
	for _, f := range g.findings {
		if k := f.Kind.Info().Label; !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	slices.Sort(kinds)
	page := pages.Path(g.findings[0].Page)
	if g.field == "" {
		return fmt.Sprintf("Keep the patient's %s out of the title of %s.", and(kinds), page)
	}
	return fmt.Sprintf("Keep the patient's %s out of the address of %s: send its form by POST, and let no script write there what was typed.", and(kinds), page)
}

// pages names the pages of findings: by their context and path where they are few,
// else by how many there are.
func (p *planner) pages(fs []*audit.Finding) string {
	const most = 3
	var names []string
	for _, f := range fs {
		n := pages.Path(f.Page)
		if !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	if len(names) > most {
		return fmt.Sprintf("%s and %d other pages", strings.Join(names[:most-1], ", "), len(names)-most+1)
	}
	return and(names)
}

func and(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

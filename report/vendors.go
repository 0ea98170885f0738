package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// vendorRows lists every recipient that a page met or a finding names.
func vendorRows(r *audit.Run) []vendorRow {
	type entry struct {
		vendorRow
		pages map[string]bool
		kinds map[audit.Kind]bool
	}
	entries := map[string]*entry{}
	met := func(rc audit.Recipient, page string) *entry {
		e := entries[recipientKey(rc)]
		if e == nil {
			e = &entry{pages: map[string]bool{}, kinds: map[audit.Kind]bool{}}
			e.vendorRow = vendorRow{key: recipientKey(rc), Agreement: agreementFor(r, rc).Line, Name: recipientName(rc), Owner: shown(rc.Owner), Purpose: purposeLabel(rc.Purpose)}
			entries[recipientKey(rc)] = e
		}
		e.pages[page] = true
		if h := hostText(rc); !slices.Contains(e.Hosts, h) {
			e.Hosts = append(e.Hosts, h)
		}
		return e
	}
	for _, p := range r.Pages {
		for _, c := range p.Contacts {
			if c.Recipient.Party != audit.FirstParty {
				met(c.Recipient, p.URL)
			}
		}
	}
	for _, f := range r.Findings {
		e := met(f.Recipient, f.Page)
		e.kinds[f.Kind] = true
		if e.Class == "" || classRank(f.Class) < classRank(e.Class) {
			e.Class = f.Class
		}
		if e.Severity == "" || severityRank(f.Severity) < severityRank(e.Severity) {
			e.Severity = f.Severity
		}
	}
	rows := make([]vendorRow, 0, len(entries))
	for _, e := range entries {
		slices.Sort(e.Hosts)
		e.Pages, e.Data = len(e.pages), kindLabels(e.kinds)
		rows = append(rows, e.vendorRow)
	}
	slices.SortFunc(rows, func(a, b vendorRow) int {
		return cmp.Or(
			cmp.Compare(severityRank(a.Severity), severityRank(b.Severity)), cmp.Compare(classRank(a.Class), classRank(b.Class)),
			cmp.Compare(b.Pages, a.Pages), cmp.Compare(a.Name, b.Name), slices.Compare(a.Hosts, b.Hosts),
		)
	})
	return rows
}

// DataText says what was found on its way to the vendor.
func (r vendorRow) DataText() string {
	if len(r.Data) == 0 {
		return "nothing found in it"
	}
	return sentence(strings.Join(r.Data, ", "))
}

// WorstText gives the worst severity and class.
func (r vendorRow) WorstText() string {
	if r.Class == "" {
		return "no finding"
	}
	return fmt.Sprintf("%s, class %s", shown(string(r.Severity)), shown(string(r.Class)))
}

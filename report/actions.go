package report

import (
	"cmp"
	"slices"

	"github.com/quietroom/quietroom/audit"
)

// actions picks at most three changes: those that the worst and the most
// findings ask for, and no recipient twice before each has had its turn.
func actions(findings []audit.Finding) []action {
	type group struct {
		action
		key, remedy string
		worst, n    int
		pages       map[string]bool
	}
	groups := map[string]*group{}
	for _, f := range findings {
		if f.Remedy == "" {
			continue
		}
		key := recipientKey(f.Recipient)
		g := groups[key+"\x00"+f.Remedy]
		if g == nil {
			g = &group{key: key, remedy: f.Remedy, worst: severityRank(f.Severity), pages: map[string]bool{}}
			g.action = action{Remedy: shown(f.Remedy), Vendor: recipientName(f.Recipient), Severity: f.Severity}
			groups[key+"\x00"+f.Remedy] = g
		}
		g.n++
		g.pages[f.Page] = true
		if s := severityRank(f.Severity); s < g.worst {
			g.worst, g.Severity = s, f.Severity
		}
	}
	sorted := make([]*group, 0, len(groups))
	for _, g := range groups {
		sorted = append(sorted, g)
	}
	slices.SortFunc(sorted, func(a, b *group) int {
		return cmp.Or(cmp.Compare(a.worst, b.worst), cmp.Compare(b.n, a.n), cmp.Compare(a.key, b.key), cmp.Compare(a.remedy, b.remedy))
	})
	var first, rest []action
	had := map[string]bool{}
	for _, g := range sorted {
		g.Answers = count(g.n, "finding", "findings") + " on " + count(len(g.pages), "page", "pages")
		if had[g.key] {
			rest = append(rest, g.action)
		} else {
			first = append(first, g.action)
		}
		had[g.key] = true
	}
	first = append(first, rest...)
	return first[:min(3, len(first))]
}

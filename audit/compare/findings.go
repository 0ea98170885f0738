package compare

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
)

// findings says of every finding of both runs what became of it.
func findings(before, now *sight) []audit.FindingChange {
	out := []audit.FindingChange{}
	for _, f := range now.findings {
		was, known := before.found[f.Fingerprint]
		switch {
		case known:
			out = append(out, again(was, f, before, now))
		case before.covers(f):
			out = append(out, audit.FindingChange{Change: audit.Unchanged, Finding: *f, Note: covered(before)})
		default:
			ch := audit.FindingChange{Change: audit.New, Finding: *f}
			if why := before.blindTo(f, now); why != "" {
				ch.Note = "The old run could not have seen it: " + why + "."
			}
			out = append(out, ch)
		}
	}
	for _, f := range before.findings {
		if now.found[f.Fingerprint] != nil {
			continue
		}
		ch := audit.FindingChange{Change: audit.Gone, Finding: *f}
		if why := now.blindTo(f, before); why != "" {
			ch.Change, ch.Note = audit.NotLookedAt, sentence(why)
		} else if now.covers(f) {
			ch.Change, ch.Note = audit.Unchanged, covered(now)
		}
		out = append(out, ch)
	}
	slices.SortStableFunc(out, compareFindings)
	return out
}

// again is a finding that both runs have.
func again(was, now *audit.Finding, before, after *sight) audit.FindingChange {
	ch := audit.FindingChange{Change: audit.Unchanged, Finding: *now}
	if was.Class != now.Class {
		ch.Was = was.Class
	}
	if was.Suppressed.Holds() && !now.Suppressed.Holds() {
		ch.Again = true
		ch.Note = "It was accepted, and is no more: it counts again."
	}
	for _, state := range []audit.Consent{audit.ConsentNone, audit.ConsentReject} {
		if ch.Note == "" && leftSince(state, was, now, before, after) {
			ch.Change, ch.Note = audit.Changed, sentence(fmt.Sprintf("it left %s, where %s looked and did not see it", state.When(), before.name))
		}
	}
	return ch
}

// leftSince reports whether a finding was seen in a state of consent in which the old
// run, which knows it from another one, walked the same and did not see it.
func leftSince(state audit.Consent, was, now *audit.Finding, before, after *sight) bool {
	in := func(f *audit.Finding) bool {
		return slices.ContainsFunc(f.Consent, func(s audit.ConsentSeen) bool { return s.State == state || s.State == "" })
	}
	if len(was.Consent) == 0 || in(was) {
		return false
	}
	return slices.ContainsFunc(after.walksOf(now), func(w walk) bool {
		return w.consent == state && before.blindToPage(now.Page) == "" && before.blindToWalk(w, after) == ""
	})
}

func covered(s *sight) string {
	return "In " + s.name + " it is told by a worse finding on the same page, to the same recipient."
}

// covers reports whether the run would not have told a finding for itself: beside a
// worse one of the same vendor on the same page, a contact (E) and an address alone
// (D) are left out (audit/judge).
func (s *sight) covers(f *audit.Finding) bool {
	has := func(c audit.Class) bool {
		return s.classes[classKey{pages.Steady(f.Page), vendorKey(f.Recipient), c}]
	}
	switch f.Class {
	case audit.ClassE:
		return has(audit.ClassA) || has(audit.ClassC) || has(audit.ClassD)
	case audit.ClassD:
		return has(audit.ClassC)
	}
	return false
}

// classKey is who got something, on which page, of which class.
type classKey struct {
	page, vendor string
	class        audit.Class
}

// vendorKey is who a recipient is.
func vendorKey(r audit.Recipient) string { return cmp.Or(r.VendorID, r.Domain, r.Host) }

// compareFindings puts new before gone, and the worst first.
func compareFindings(a, b audit.FindingChange) int {
	x, y := a.Finding, b.Finding
	return cmp.Or(
		byChange(a.Change, b.Change),
		cmp.Compare(x.Class, y.Class),
		cmp.Compare(slices.Index(audit.Severities, x.Severity), slices.Index(audit.Severities, y.Severity)),
		cmp.Compare(x.Page, y.Page),
		cmp.Compare(x.Recipient.Host, y.Recipient.Host),
		cmp.Compare(x.Kind, y.Kind),
		cmp.Compare(x.Place, y.Place),
		cmp.Compare(x.Fingerprint, y.Fingerprint),
	)
}

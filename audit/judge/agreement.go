package judge

import (
	"fmt"
	"maps"
	"slices"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/vendors"
)

// allowed reports whether what a recipient gets on the page is no finding: it
// works for the practice's patients, and the practice's register holds an
// agreement with it for such pages. What it got is noted all the same. An
// agreement with anyone else changes no severity; the sentence names it.
func (j *Judge) allowed(page *audit.Page, to audit.Recipient, values bool) bool {
	a, standing := j.cfg.Vendors.Standing(to, page.Context, j.cfg.Day)
	if standing != vendors.InForce || roleOf(to.Purpose) != carer {
		return false
	}
	if values {
		j.covered[fmt.Sprintf("%s got values of the patient from the %s. That is no finding, because an agreement with it is recorded: %s.",
			recipient(to), j.cfg.Taxonomy.Label(page.Context), attested(a))] = true
	}
	return true
}

// Covered says, one sentence a vendor and kind of page, what went out under an
// agreement of the practice's register and is no finding for that reason.
func (j *Judge) Covered() []string { return slices.Sorted(maps.Keys(j.covered)) }

func attested(a vendors.Agreement) string {
	return fmt.Sprintf("attested by %s, signed on %s, kept at %s", a.BAA.SignedBy, a.BAA.Signed, a.BAA.Reference)
}

// recorded says what the practice's register holds about a recipient that works
// for its patients.
func (f *finding) recorded() string {
	const only = "to do its work it may have it only under an agreement, and "
	switch f.standing {
	case vendors.Expired:
		return only + "the one that is recorded here ended on " + f.agreement.BAA.Expires
	case vendors.NotYet:
		return only + "the one that is recorded here begins on " + f.agreement.BAA.Signed
	case vendors.Elsewhere:
		return only + "the one that is recorded here is not for such pages"
	}
	return agreement
}

// despite names an agreement with a recipient that is more than the practice's hands.
func (f *finding) despite() string {
	if f.standing != vendors.InForce || f.Class == audit.ClassE {
		return ""
	}
	return " An agreement with it is recorded for such pages: " + attested(f.agreement) + "."
}

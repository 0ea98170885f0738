package vendors

import (
	"testing"

	"github.com/quietroom/quietroom/audit/vendors/lists"
)

// TestLists: the user's lists name those that nothing else does, and only those.
func TestLists(t *testing.T) {
	t.Parallel()
	plain := defaultRegister(t)
	first := &lists.List{Name: "tds.json", SHA256: "a", Entries: []lists.Entry{
		{Domain: "facebook.com", Name: "Wrong", Owner: "Wrong", Purpose: "cdn"},
		{Domain: "nobody-knows.test", Name: "Knower", Owner: "Knower Inc."},
		{Domain: "odd.test", Name: "Odd", Purpose: "no such purpose"},
	}}
	second := &lists.List{Name: "easyprivacy.txt", SHA256: "b", Entries: []lists.Entry{{Domain: "nobody-knows.test", Purpose: "tracker"}, {Domain: "spy.test", Purpose: "tracker"}}}
	r := plain.WithLists([]*lists.List{first, second})
	for _, c := range []struct{ host, vendor, owner, purpose, by string }{
		{"www.facebook.com", "Meta Pixel", "Meta Platforms, Inc.", "ad_pixel", ""},
		{"a.nobody-knows.test", "Knower", "Knower Inc.", "tracker", "tds.json, easyprivacy.txt"},
		{"spy.test", "spy.test", "", "tracker", "easyprivacy.txt"},
		{"odd.test", "Odd", "", Unknown, "tds.json"},
		{"other.test", "other.test", "", Unknown, ""},
	} {
		got := r.Recipient(c.host, nil)
		if c.host == "www.facebook.com" {
			c.owner = plain.Recipient(c.host, nil).Owner
		}
		if got.Vendor != c.vendor || got.Owner != c.owner || got.Purpose != c.purpose || got.NamedBy != c.by {
			t.Errorf("%s: %+v", c.host, got)
		}
	}
	if own := r.Recipient("spy.test", func(string) bool { return true }); own.Purpose != "practice" || own.NamedBy != "" {
		t.Errorf("a host of the practice: %+v", own)
	}
	if plain.Recipient("spy.test", nil).Purpose != Unknown || plain.Hash() == r.Hash() || plain.WithLists(nil) != plain {
		t.Error("the register that the lists were added to has changed")
	}
}

// TestListPurposes: a list gives no purpose that the register does not know, and
// none that works for a practice's patients.
func TestListPurposes(t *testing.T) {
	t.Parallel()
	n := 0
	for _, p := range lists.Purposes() {
		n++
		if Purposes[p] == "" {
			t.Errorf("%q is no purpose of a vendor", p)
		}
		switch p {
		case "form_builder", "scheduling", "ehr_portal", "payment", "telehealth", "directory_booking", "communications", "practice":
			t.Errorf("%q takes what patients give for their care: a list may not attest that", p)
		}
	}
	if n < 8 {
		t.Errorf("%d purposes; there were more", n)
	}
}

package vendors

import "github.com/quietroom/quietroom/audit"

// Tracks reports whether a vendor of that purpose is there to learn what visitors
// do. Behind a host of the practice such a one stays a third party; a host of
// sites and files (site_host, cdn) is how the practice serves itself there, and
// one that works for the practice's patients (scheduling, ehr_portal) is noted.
func Tracks(purpose string) bool {
	switch purpose {
	case "ab_testing", "ad_pixel", "analytics", "call_tracking", "cdp", "crm_marketing", "email_capture", "error_monitoring",
		"first_party_relay", "heatmap", "identity_resolution", "session_replay", "tag_manager", "tracker":
		return true
	}
	return false
}

// Behind says who a host belongs to by the names that it is an alias of: the
// first vendor among them that tracks, else the last that the register knows.
func (r *Register) Behind(chain []string) (Vendor, bool) {
	var out Vendor
	known := false
	for _, name := range chain {
		v, ok := r.ByHost(name)
		if !ok {
			continue
		}
		out, known = v, true
		if Tracks(v.Purpose) {
			break
		}
	}
	return out, known
}

// As gives to, a recipient under a name of the practice or of nobody known, as
// the vendor that it was found to be.
func (v Vendor) As(to audit.Recipient, cloak audit.Cloak, via string) audit.Recipient {
	to.VendorID, to.Vendor, to.Owner, to.Purpose = v.ID, v.Name, v.Owner, v.Purpose
	to.Behind, to.Via, to.Party = cloak, via, audit.ThirdParty
	return to
}

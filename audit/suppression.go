package audit

// Suppression is a person's word that they accept a finding for a time. The
// finding stays a leak; it does not count for --fail-on while the word holds.
type Suppression struct {
	// Reason and Owner are the person's own words, Owner who answers for it.
	Reason string `json:"reason"`
	Owner  string `json:"owner"`
	// Expires is the last day on which it holds, YYYY-MM-DD.
	Expires string `json:"expires"`
	// Expired is true when that day was over when the run began: the finding counts again.
	Expired bool `json:"expired,omitempty"`
	// At is where it stands: "quietroom.yaml:12:5".
	At string `json:"at,omitempty"`
}

// Holds reports whether s is there and has not expired.
func (s *Suppression) Holds() bool { return s != nil && !s.Expired }

// String says who accepts it and until when: "accepted by A. Person until
// 2027-01-31". It holds the user's own words.
func (s *Suppression) String() string {
	if s.Expired {
		return "was accepted by " + s.Owner + " until " + s.Expires + ", which is over"
	}
	return "accepted by " + s.Owner + " until " + s.Expires
}

// SuppressionEntry is one entry of the site's file, and what it did in a run.
type SuppressionEntry struct {
	Suppression
	// Fingerprint names the one finding that is meant; without it Rule, Page and
	// Vendor do, and a finding must fit all three.
	Fingerprint string `json:"fingerprint,omitempty"`
	Rule        string `json:"rule,omitempty"`
	// Page is a path, * for any text: "/book*". The route of a script's router is a part
	// of it: "/#/book*".
	Page string `json:"page,omitempty"`
	// Vendor is the id of a vendor, or a registrable domain.
	Vendor string `json:"vendor,omitempty"`
	// Findings counts those that it fits.
	Findings int `json:"findings"`
}

// Subject says in words what the entry is about.
func (e *SuppressionEntry) Subject() string {
	if e.Fingerprint != "" {
		return "finding " + e.Fingerprint
	}
	return e.Rule + " on " + e.Page + " to " + e.Vendor
}

// SuppressionWarning is what every warning about an entry begins with.
const SuppressionWarning = "The acceptance of "

// Warning says what is wrong with the entry, "" for nothing.
func (e *SuppressionEntry) Warning() string {
	switch {
	case e.Expired && e.Findings > 0:
		return SuppressionWarning + e.Subject() + " by " + e.Owner + " ended on " + e.Expires + ", so it counts again. Mend the leak, or decide anew (" + e.At + ")."
	case e.Expired:
		return SuppressionWarning + e.Subject() + " by " + e.Owner + " ended on " + e.Expires + ", and nothing was found that it fits. Take it out (" + e.At + ")."
	case e.Findings == 0:
		return SuppressionWarning + e.Subject() + " by " + e.Owner + " fits nothing that was found. Take it out, unless what it is about was not looked at (" + e.At + ")."
	}
	return ""
}

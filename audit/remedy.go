package audit

// Remedy is one change to the site, and the findings that it answers.
type Remedy struct {
	// ID is the same in two runs that propose the same change.
	ID   string     `json:"id"`
	Kind RemedyKind `json:"kind"`
	// Do says in one sentence, in the imperative, what to change.
	Do string `json:"do"`
	// Where names the place to change it, "" when not known: the tag manager and tag,
	// the script's address, the page.
	Where string `json:"where,omitempty"`
	// Steps are how, one a line, from the vendor's own documentation.
	Steps []string `json:"steps,omitempty"`
	// Source is the public address of that documentation.
	Source string `json:"source,omitempty"`
	// Findings are the fingerprints that it answers, worst first.
	Findings []string `json:"findings"`
	// Severity is that of the worst of them.
	Severity Severity `json:"severity"`
	// Verified is true only when a run of verify-fix saw these findings gone and
	// the journeys still finish.
	Verified bool `json:"verified"`
}

// RemedyKind is the kind of change, the smallest first.
type RemedyKind string

// The kinds of change.
const (
	ReferrerPolicy  RemedyKind = "referrer-policy" // no address of the page to others
	VendorSwitch    RemedyKind = "vendor-switch"   // a setting of the vendor's own
	TagTrigger      RemedyKind = "tag-trigger"     // the tag manager's rule for where a tag fires
	Encrypt         RemedyKind = "encrypt"         // serve it over https
	MoveFromURL     RemedyKind = "move-from-url"   // the value does not belong in an address or a title
	RemoveTag       RemedyKind = "remove-tag"      // take the tag off these pages
	SelfHost        RemedyKind = "self-host"       // serve the file from the practice's own host
	RecordAgreement RemedyKind = "agreement"       // record the agreement, or use a service that has one
)

// RemedyKinds lists every kind, the smallest change first.
var RemedyKinds = []RemedyKind{ReferrerPolicy, VendorSwitch, TagTrigger, Encrypt, MoveFromURL, RemoveTag, SelfHost, RecordAgreement}

// Policy is what a site's own headers can do against what the run saw.
type Policy struct {
	// Headers are in the order to send them: Content-Security-Policy first.
	Headers []Header `json:"headers"`
	// Stops are the fingerprints of the findings that it stops, Cannot those that
	// it cannot, each with the reason in one plain sentence.
	Stops  []string       `json:"stops"`
	Cannot []PolicyCannot `json:"cannot"`
	// Kept are the hosts that it lets through because a journey needs them, each
	// with why.
	Kept []PolicyKept `json:"kept"`
	// Verified is set by a run of verify-fix only.
	Verified bool `json:"verified"`
}

// PolicyCannot is a finding that no header stops.
type PolicyCannot struct {
	Fingerprint string `json:"fingerprint"`
	Why         string `json:"why"`
}

// PolicyKept is a host that the policy lets through.
type PolicyKept struct {
	Host string `json:"host"`
	Why  string `json:"why"`
}

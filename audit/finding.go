package audit

// Class is the strength of the evidence, worst first.
type Class string

// The classes of evidence.
const (
	ClassA Class = "A" // observed value: a canary or a deny-list value was in what left
	ClassB Class = "B" // patient-dependent field: changes with the patient and with nothing else
	ClassC Class = "C" // health context and an identifier that links a visitor over time
	ClassD Class = "D" // health context only
	ClassE Class = "E" // contact with a third party where the policy allows none
)

// Classes lists every class, worst first.
var Classes = []Class{ClassA, ClassB, ClassC, ClassD, ClassE}

// Meaning says in a few words what the class stands for.
func (c Class) Meaning() string {
	switch c {
	case ClassA:
		return "a value of the patient was seen in what left"
	case ClassB:
		return "a field that follows the patient"
	case ClassC:
		return "a sensitive page's address, title or event, with an identifier of the visitor"
	case ClassD:
		return "a sensitive page's address, title or event"
	case ClassE:
		return "a third party on a page that should have none of its kind"
	}
	return "unknown class"
}

// AtLeast reports whether c is as bad as limit, or worse. It is false for a
// limit that is no class, such as "never".
func (c Class) AtLeast(limit Class) bool {
	return limit >= ClassA && limit <= ClassE && c <= limit
}

// Severity is how much a finding matters, from its class, the page's context
// and what the recipient is.
type Severity string

// The severities, worst first.
const (
	Critical Severity = "critical"
	High     Severity = "high"
	Medium   Severity = "medium"
	Low      Severity = "low"
)

// Severities lists every severity, worst first.
var Severities = []Severity{Critical, High, Medium, Low}

// Finding is one place where something left that should not have.
type Finding struct {
	// Fingerprint is the same in two runs that see the same leak: it is made of
	// rule, kind, page, recipient, channel, place and chain, never of values,
	// times or ids.
	Fingerprint string   `json:"fingerprint"`
	Class       Class    `json:"class"`
	Severity    Severity `json:"severity"`
	// Rule is the id of the deny-list or policy rule; "canary" for a synthetic value,
	// "account" for what opens the test account.
	Rule string `json:"rule"`
	Kind Kind   `json:"kind"`
	// SafeHarbor is the letter under 45 CFR 164.514(b)(2)(i), "" where none fits.
	SafeHarbor string `json:"safe_harbor"`
	// Page is the address of the page that the patient was on.
	Page string `json:"page"`
	// Context is that page's context, e.g. "booking".
	Context string `json:"context"`
	Journey string `json:"journey"`
	// Step is the number of the journey's step, from 1.
	Step      int       `json:"step"`
	Recipient Recipient `json:"recipient"`
	Channel   Channel   `json:"channel"`
	// Place is a path that a person can follow: "url.query.em", "body.json.events[0].email", "header.cookie.uid".
	Place string `json:"place"`
	// Meaning is what the vendor itself takes that place for, "" when no entry says
	// so: "hashed e-mail (Advanced Matching, automatic)".
	Meaning string `json:"meaning,omitempty"`
	// Chain lists the disguises found on top of each other, outermost first:
	// ["gzip", "base64"]; empty when the value was plain to see.
	Chain []string `json:"chain"`
	// Excerpt is what stood there, every value of the patient replaced by ‹its kind›.
	Excerpt string `json:"excerpt"`
	// Exchange is the id of the first exchange that showed it; Count how many did.
	Exchange string `json:"exchange"`
	Count    int    `json:"count"`
	// AfterSubmit is true when it left after a submit that was held.
	AfterSubmit bool `json:"after_submit"`
	// Consent says in which states of consent it was seen, in the order of Consents.
	Consent []ConsentSeen `json:"consent,omitempty"`
	// GPC is true when the browser asked not to be tracked (Global Privacy Control).
	GPC bool `json:"gpc,omitempty"`
	// Held is true when the exchange itself was recorded and never sent.
	Held      bool      `json:"held"`
	Initiator Initiator `json:"initiator"`
	// Why says in one plain sentence why it matters; Remedy what to change.
	Why    string `json:"why"`
	Remedy string `json:"remedy"`
	// Suppressed is a person's acceptance of it, nil for none; it may have expired.
	Suppressed *Suppression `json:"suppressed,omitempty"`
}

// Counts reports whether the finding counts for --fail-on: nobody accepts it, or
// no longer.
func (f *Finding) Counts() bool { return !f.Suppressed.Holds() }

// Recipient is who received, or was about to receive, an exchange.
type Recipient struct {
	Host string `json:"host"`
	// Domain is the registrable domain (eTLD+1), or the host where there is none.
	Domain string `json:"domain"`
	// VendorID and Vendor are empty for a third party that no vendor entry knows.
	VendorID string `json:"vendor_id,omitempty"`
	Vendor   string `json:"vendor"`
	Owner    string `json:"owner,omitempty"`
	// Purpose is the vendor's class: ad_pixel, analytics, session_replay, ...; "unknown" when not known.
	Purpose string `json:"purpose"`
	// NamedBy is the user's own list that named owner or purpose, "" where quietroom's
	// own data does.
	NamedBy string `json:"named_by,omitempty"`
	Party   Party  `json:"party"`
	// Behind says how a vendor was known that stands behind another's host name, ""
	// for a host that goes by its own. Via is what it was known by: the names that
	// the host is an alias of, joined by " → ", or the name of the message's shape.
	Behind Cloak  `json:"behind,omitempty"`
	Via    string `json:"via,omitempty"`
}

// Party tells whether a host belongs to the practice.
type Party string

// The parties.
const (
	FirstParty Party = "first"
	ThirdParty Party = "third"
)

// Ruling stands beside class C on a page with no log-in
// (American Hospital Association v. Becerra, 4:23-cv-1110, N.D. Tex., 20 June 2024,
// https://www.aha.org/node/694014, read 2026-11-21).
const Ruling = "A federal ruling of 20 June 2024 concerns this combination; state law may differ; ask counsel."

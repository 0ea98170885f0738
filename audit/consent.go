package audit

// Consent is what the visitor had answered to the site's consent banner when
// something happened. The zero value is not known.
type Consent string

// The answers.
const (
	// ConsentNone: no choice was made, whether or not the site asked for one.
	ConsentNone   Consent = "none"
	ConsentAccept Consent = "accept" // everything was agreed to
	ConsentReject Consent = "reject" // everything that can be refused was
)

// Consents lists every answer, in the order in which they are walked and told.
var Consents = []Consent{ConsentNone, ConsentAccept, ConsentReject}

// When says when something happened that happened in this state: "after a refusal".
func (c Consent) When() string {
	switch c {
	case ConsentNone:
		return "before any choice"
	case ConsentAccept:
		return "after an acceptance"
	case ConsentReject:
		return "after a refusal"
	}
	return "with the choice unclear"
}

// Chosen reports whether c is an answer that a visitor gives.
func (c Consent) Chosen() bool { return c == ConsentAccept || c == ConsentReject }

// ConsentSeen is how a finding showed itself in one state of consent.
type ConsentSeen struct {
	// State is empty where the choice was not certain to have held.
	State Consent `json:"state"`
	// Count is how many exchanges showed it in this state; the rest is where the
	// first of them stands.
	Count    int    `json:"count"`
	Journey  string `json:"journey"`
	Step     int    `json:"step"`
	Exchange string `json:"exchange"`
}

// ConsentWalk says how a choice that the audit was asked to make was made, or why
// it was not. Without Made, no journey counts as walked in its state.
type ConsentWalk struct {
	State Consent `json:"state"`
	// Made is true when the banner was answered and the answer was seen to be taken.
	Made bool `json:"made"`
	// NoBanner is true when no page that was looked at asked for a choice.
	NoBanner bool `json:"no_banner,omitempty"`
	// Why says in words what kept the choice from being made, or what was seen of it.
	Why string `json:"why"`
	// Page is where the banner was answered, Journey the journey that did so.
	Page    string `json:"page,omitempty"`
	Journey string `json:"journey,omitempty"`
	// Manager is the consent manager's name, "" for a banner that was known by its words.
	Manager string `json:"manager,omitempty"`
	// Clicks are the names of the buttons that were pressed, in order.
	Clicks []string `json:"clicks,omitempty"`
	// Proofs name what told that the choice was taken: "banner gone", "tcf", …
	Proofs []string `json:"proofs,omitempty"`
	// Before and After are what the page's consent interfaces said on both sides of the choice.
	Before ConsentSignals `json:"before"`
	After  ConsentSignals `json:"after"`
}

// ConsentSignals is what a page's consent interfaces say of a visitor. They are
// read as signals: no consent string, and no other value of the visitor's, is kept.
type ConsentSignals struct {
	// TCF is true when the page has the TCF API of IAB Europe and it answered;
	// TCFString when it gave a consent string.
	TCF       bool `json:"tcf,omitempty"`
	TCFString bool `json:"tcf_string,omitempty"`
	// TCFStatus is the API's event status: tcloaded, cmpuishown, useractioncomplete.
	TCFStatus string `json:"tcf_status,omitempty"`
	// TCFPurposes counts the purposes that have consent.
	TCFPurposes int `json:"tcf_purposes,omitempty"`
	// Default and Update are Google Consent Mode's states by type (ad_storage,
	// analytics_storage, …): "granted" or "denied".
	Default map[string]string `json:"consent_mode_default,omitempty"`
	Update  map[string]string `json:"consent_mode_update,omitempty"`
	// GPP is true when the page has the Global Privacy Platform's API and it answered;
	// GPPSections lists the sections that apply.
	GPP         bool     `json:"gpp,omitempty"`
	GPPSections []string `json:"gpp_sections,omitempty"`
	// GPC is navigator.globalPrivacyControl.
	GPC bool `json:"gpc,omitempty"`
	// Told is what the consent manager's own interface says of the choice, "" when it
	// has none or does not tell.
	Told Consent `json:"told,omitempty"`
}

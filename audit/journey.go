package audit

import "time"

// JourneyStatus is how the walk of a scenario ended.
type JourneyStatus string

// The statuses of a journey.
const (
	Walked       JourneyStatus = "walked"       // every step done
	Inconclused  JourneyStatus = "inconclusive" // a step failed, or something could not be seen
	NotAttempted JourneyStatus = "skipped"      // not walked, and Why says the reason
)

// FromLibrary begins the name of a scenario of the library that was walked because the
// site calls a patient to its goal. No file's name can begin so.
const FromLibrary = "library:"

// Journey is one walk of one scenario by one patient.
type Journey struct {
	ID string `json:"id"`
	// Scenario is the scenario's name: "visit", "form:booking", "library:booking", a
	// file's name.
	Scenario string `json:"scenario"`
	// Page is the address of the page it starts on, as in Run.Pages.
	Page string `json:"page"`
	// Consent is the choice with which it was walked: that of its first step, for the
	// journey that makes it. Empty when the choice was not certain to hold.
	Consent Consent `json:"consent,omitempty"`
	// Patient is the id of the synthetic patient who walked, "" for none.
	Patient string        `json:"patient"`
	Status  JourneyStatus `json:"status"`
	Why     string        `json:"why"`
	Started time.Time     `json:"started"`
	Ended   time.Time     `json:"ended,omitzero"`
	Steps   []Step        `json:"steps"`
	// Stored is what the browser had stored when the walk was over; Party and Vendor
	// are told in Page.Stored.
	Stored []Stored `json:"stored,omitempty"`
	// StoredCut is true when Chrome did not say all of it in time.
	StoredCut bool `json:"stored_cut,omitempty"`
}

// Step is one act of a journey.
type Step struct {
	// Number counts from 1.
	Number int `json:"number"`
	// Verb is what was done: visit, fill, select, check, press, submit, wait, leave,
	// or another verb of a scenario file.
	Verb string `json:"verb"`
	// Target says what it was done to, in the page's own (neutralised) words.
	Target string `json:"target"`
	// Kind is the kind of value that was typed or chosen, if any.
	Kind   Kind   `json:"kind,omitempty"`
	Status string `json:"status"` // done, failed, skipped
	Why    string `json:"why,omitempty"`
	// Sent is true when what it sent went to the practice, as a step in between of a form
	// does whose submit is held.
	Sent bool      `json:"sent,omitempty"`
	At   time.Time `json:"at"`
	// Screenshot is the file's name under screenshots/, if one was taken when the step
	// was over.
	Screenshot string `json:"screenshot,omitempty"`
	// Before shows the page as it was just before a button was pressed that sends what was
	// filled in or goes on, and before it was scrolled away from what had been filled in.
	Before []Picture `json:"before,omitempty"`
	// Around lists what was there when the step failed: role and accessible name of
	// what could be used, in the page's own (neutralised) words, without what was typed.
	Around []string `json:"around,omitempty"`
}

// Gap is a hole in the record: something that left the browser, and that the
// source which should have told of it did not, or of which some could not be
// searched and no journey can be held to have sent it.
type Gap struct {
	// Page and Journey say where, "" when that cannot be told.
	Page    string `json:"page,omitempty"`
	Journey string `json:"journey,omitempty"`
	// What says in words what left, to whom. It can hold a host's name, which is hostile.
	What string `json:"what"`
}

// Coverage is what was and was not seen; it is part of the evidence.
type Coverage struct {
	PagesFound   int `json:"pages_found"`
	PagesAudited int `json:"pages_audited"`
	// RequestsSent counts what the browser put on the wire, by the second
	// source where there is one; RequestsRecorded the exchanges on record.
	RequestsSent     int `json:"requests_sent"`
	RequestsRecorded int `json:"requests_recorded"`
	// SeenByBoth, AttemptedOnly, WireExplained and ChromesOwn count flows by where
	// they were seen: by the protocol and on the wire; by the protocol, and they
	// never left; on the wire alone, which Chrome's annotation of them explains; on
	// the wire, and Chrome's own business. All are 0 without a wire record.
	SeenByBoth    int `json:"seen_by_both"`
	AttemptedOnly int `json:"attempted_only"`
	WireExplained int `json:"wire_explained"`
	ChromesOwn    int `json:"chromes_own"`
	// BodiesCut counts bodies that were longer than the limit and were cut.
	BodiesCut int `json:"bodies_cut"`
	// BodiesMissing counts exchanges that had a body which could not be read.
	BodiesMissing int `json:"bodies_missing"`
	// Unexplained lists what left and is not explained: no clean verdict stands
	// beside it.
	Unexplained []Gap `json:"unexplained"`
	// Certification says what Unexplained rests on: "verified" or "unverified",
	// with the reason in CertificationWhy.
	Certification    string `json:"certification"`
	CertificationWhy string `json:"certification_why"`
	// Skipped lists addresses that were found and not audited.
	Skipped []SkippedURL `json:"skipped"`
	// Halted says which hosts of the site stopped the audit, and why: what lies behind
	// was never found, and no clean verdict stands beside it.
	Halted []string `json:"halted,omitempty"`
	// SubmitsHeld counts requests that would have committed something and were
	// answered in the browser instead.
	SubmitsHeld int `json:"submits_held"`
	// KeptBack counts exchanges that third parties were kept from, because they would
	// have told a value of the patient.
	KeptBack int `json:"kept_back,omitempty"`
	// DetectionCut counts exchanges whose search hit a limit.
	DetectionCut int `json:"detection_cut"`
	// Aliases lists what the DNS says of the practice's hosts that were met, and of
	// others where it names a vendor.
	Aliases []Alias `json:"aliases,omitempty"`
	// Consent says, by state that was asked for beside none, how the choice was made.
	Consent []ConsentWalk `json:"consent,omitempty"`
	// NotLookedAt lists in words what this kind of audit cannot see.
	NotLookedAt []string `json:"not_looked_at"`
}

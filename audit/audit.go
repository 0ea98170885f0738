// Package audit is the vocabulary of quietroom: the things that an audit is
// about, and nothing that works. It imports the standard library only and does
// no I/O, so that every other package can speak it.
//
// The words are those of the design: a site has pages; a scenario is what a
// patient does, a journey is one walk of it, made of steps; what left the
// browser is an exchange; what left and should not have is a finding; all of it
// together, with its coverage, is a run.
//
// To add a word, add a file named after it. A type here carries data, knows how
// to print itself without giving a patient's value away, and does nothing else.
package audit

import (
	"time"
)

// RunSchema names the shape of run.json. It changes when a reader that knew the
// old shape could misread the new one.
const RunSchema = "quietroom.run/1"

// Run is the whole record of one audit; run.json holds it. Every report, every
// comparison and every new judgement is a pure function of a run folder.
type Run struct {
	// Schema is RunSchema.
	Schema string `json:"schema"`
	// ID is the run's name: its start in UTC, or what --out was called.
	ID string `json:"id"`
	// Site is the start URL as it was given, in its canonical form.
	Site string `json:"site"`
	// Scope lists the origins that were in scope, the start page's first.
	Scope []string `json:"scope"`
	// Verdict is the worst of the pages' and journeys' verdicts: leak before
	// inconclusive before clean.
	Verdict Verdict `json:"verdict"`
	// Why says in one sentence what the verdict rests on.
	Why string `json:"why"`
	// Started and Ended are UTC. Ended is zero while the audit runs and after
	// it was killed.
	Started time.Time `json:"started"`
	Ended   time.Time `json:"ended,omitzero"`
	// Complete is true when every phase of the audit ran to its end.
	Complete bool `json:"complete"`
	// Resume is the command line that goes on with the audit, its secrets left out,
	// until it is complete; "" for one that cannot go on.
	Resume string `json:"resume,omitempty"`
	Tool   Tool   `json:"tool"`
	// Options repeats what the run was asked to do, without secrets.
	Options Options `json:"options"`
	// Trial is the policy that the run walked under, nil for the site as it is.
	Trial *Trial `json:"trial,omitempty"`
	// Seed made the synthetic patients.
	Seed uint64 `json:"seed"`
	// Notes are things a reader must know that belong to no page: reduced
	// fidelity, a sandbox that was off, a host that stopped us.
	Notes []string `json:"notes"`
	// Removed says what was taken out of the run's evidence since the audit, oldest
	// first; empty for a run that is as the audit left it.
	Removed  []Removal `json:"removed,omitempty"`
	Pages    []Page    `json:"pages"`
	Journeys []Journey `json:"journeys"`
	Findings []Finding `json:"findings"`
	// Suppressions are the entries of the site's file that accept findings.
	Suppressions []SuppressionEntry `json:"suppressions,omitempty"`
	// Agreements are those of the site's file that were known when it was judged.
	Agreements []Agreement `json:"agreements,omitempty"`
	Coverage   Coverage    `json:"coverage"`
}

// Tool says what made the run.
type Tool struct {
	Version string `json:"version"`
	// RulesHash is the SHA-256 (hex) of the rule, vendor and page-context data
	// that judged the run.
	RulesHash string `json:"rules_hash"`
	// Lists are the user's own lists of trackers that named third parties.
	Lists []TrackerList `json:"lists,omitempty"`
	// Browser is the product and version that Chrome states, e.g. "Chrome/156.0.8078.79".
	Browser string `json:"browser"`
	// BrowserPath is where it was started from, or its remote address.
	BrowserPath string `json:"browser_path"`
	// Sandbox is false when Chrome ran without its sandbox.
	Sandbox bool `json:"sandbox"`
	// Fidelity is "full", or "reduced" for a browser that is not a real,
	// current Chrome; Notes then say why.
	Fidelity string `json:"fidelity"`
	// Disguise says what the browser hid of its being automated: "realistic" or "honest".
	Disguise  string `json:"disguise"`
	UserAgent string `json:"user_agent"`
	OS        string `json:"os"`
}

// TrackerList is a list of trackers that the user gave.
type TrackerList struct {
	// Name is the name of its file or folder.
	Name string `json:"name"`
	// Format is tracker-radar, trackerdb, eno or filters.
	Format string `json:"format"`
	// Version is what the list says of itself, "" for nothing; SHA256 (hex) is over its files.
	Version string `json:"version,omitempty"`
	SHA256  string `json:"sha256"`
	// Entries is how many domains it names.
	Entries int `json:"entries"`
	// Unused says what of the list was not used, and how much of it.
	Unused []string `json:"unused,omitempty"`
}

// Options repeats the settings that shape what a run can have seen.
type Options struct {
	// Submit is hold, skip, or send: held but for the scenarios that the site's file
	// lets submit.
	Submit string `json:"submit"`
	// Egress is hold-canaries when third parties were kept from the patient's values,
	// "" when they were not.
	Egress   string `json:"egress,omitempty"`
	MaxPages int    `json:"max_pages"`
	// Robots is "obeyed" or "ignored".
	Robots   string   `json:"robots"`
	Viewport string   `json:"viewport"`
	FailOn   string   `json:"fail_on"`
	Insecure bool     `json:"insecure"`
	Connect  []string `json:"connect_to"`
	// Consent lists the states of consent that were asked for; none alone when empty.
	Consent []Consent `json:"consent,omitempty"`
	// GPC is true when the browser sent Global Privacy Control.
	GPC bool `json:"gpc,omitempty"`
	// Only is the scenario that was walked, and nothing else of the site; "" for an
	// audit of the site.
	Only string `json:"only,omitempty"`
	// Headers holds the names of extra request headers; never their values.
	Headers []string `json:"headers"`
}

package audit

// Change is what became of one thing between two runs.
type Change string

// The changes. Changed is for a page or journey that both have and that is not the same,
// and for a finding that has come to leave in another state of consent; its note says in
// what. NotLookedAt is for what the old run had and the new one could not
// have seen again, because its page or journey was not seen this time: it is
// never called gone.
const (
	New         Change = "new"
	Unchanged   Change = "unchanged"
	Changed     Change = "changed"
	Gone        Change = "gone"
	NotLookedAt Change = "not looked at"
)

// Comparison is what changed from an old run (the baseline) to a new one.
type Comparison struct {
	Old RunRef `json:"old"`
	New RunRef `json:"new"`
	// Caveats say what makes the two hard to compare, one plain sentence each:
	// another version of the rules, another scope, a run that is incomplete.
	Caveats []string `json:"caveats"`
	// Findings are those of both runs: new first, worst first.
	Findings []FindingChange `json:"findings"`
	// Vendors, Pages and Journeys list what came or went; what is unchanged is not in them.
	Vendors  []ThingChange `json:"vendors"`
	Pages    []ThingChange `json:"pages"`
	Journeys []ThingChange `json:"journeys"`
	// Coverage lists what one run saw and the other did not, one plain sentence each.
	Coverage []string `json:"coverage"`
}

// RunRef names a run.
type RunRef struct {
	ID        string  `json:"id"`
	Site      string  `json:"site"`
	Started   string  `json:"started"` // RFC 3339, UTC
	Version   string  `json:"version"`
	RulesHash string  `json:"rules_hash"`
	Verdict   Verdict `json:"verdict"`
}

// FindingChange is one finding and what became of it. The finding is the new
// run's, or the old one's where the new has none.
type FindingChange struct {
	Change  Change  `json:"change"`
	Finding Finding `json:"finding"`
	// Was is the class that it had in the old run, where that was another.
	Was Class `json:"was,omitempty"`
	// Again is true for one that both runs have, that was accepted in the old one, and
	// is no more: it counts again.
	Again bool `json:"again,omitempty"`
	// Note says in one plain sentence why it was not looked at, or what else there is
	// to know; "" for nothing.
	Note string `json:"note,omitempty"`
}

// ThingChange is a vendor, page or journey that came or went.
type ThingChange struct {
	Change Change `json:"change"`
	// Name is the vendor's name or domain, the page's address, the journey's id.
	Name string `json:"name"`
	// Note says what more there is to know, "" for nothing: a page's new context or verdict.
	Note string `json:"note,omitempty"`
}

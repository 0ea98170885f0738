package audit

// Trial is a policy that a run walked under: its headers stood on every page of the
// site, as the site itself would send them.
type Trial struct {
	// Of is the run that the policy was made of.
	Of RunRef `json:"of"`
	// Headers are those that were added, Content-Security-Policy first.
	Headers []Header `json:"headers"`
	// Documents counts the pages and frames of the site that got them.
	Documents int `json:"documents"`
	// Refused lists what Chrome refused because of them, in a fixed order.
	Refused []Refusal `json:"refused"`
}

// Refusal is what a page wanted and its policy did not let it have.
type Refusal struct {
	// Page is the page that the patient was on.
	Page string `json:"page"`
	// Directive is the one that refused it: "script-src-elem", "connect-src".
	Directive string `json:"directive"`
	// What is the origin that was asked, or inline, eval, data and the like for what
	// is in the page itself.
	What string `json:"what"`
	// Own is true for what belongs to the practice: its hosts, the page itself.
	Own   bool `json:"own"`
	Count int  `json:"count"`
}

// Verification is what a second walk under a policy showed.
type Verification struct {
	// Of is the run whose policy was tried, By the one that walked under it.
	Of RunRef `json:"of"`
	By RunRef `json:"by"`
	// Headers are those that were tried.
	Headers []Header `json:"headers"`
	// Verified is true when nothing is left that the policy should stop, nothing new
	// leaks, every journey that finished before did so again, and nothing of the
	// practice's own was refused. Why says it, or what speaks against it, in one sentence.
	Verified bool   `json:"verified"`
	Why      string `json:"why"`
	// Stopped are the fingerprints of findings that were gone, on pages and journeys
	// that were seen to their end.
	Stopped []string `json:"stopped"`
	// Left are findings that the policy should have stopped and that were seen again;
	// New are those that the first run did not have.
	Left []Finding `json:"left"`
	New  []Finding `json:"new"`
	// Beyond are the findings that no policy stops, each with the reason.
	Beyond []PolicyCannot `json:"beyond"`
	// Unseen are fingerprints of findings that were not seen again, where the walk did
	// not come far enough to say so.
	Unseen []string `json:"unseen"`
	// Finished counts the journeys that finished both times.
	Finished int             `json:"finished"`
	Broken   []BrokenJourney `json:"broken"`
	// Refused lists what of the practice's own, or of a host that nothing speaks
	// against, its pages did not get.
	Refused []Refusal `json:"refused"`
	// Documents counts the pages and frames that had the policy.
	Documents int `json:"documents"`
}

// BrokenJourney is a journey that finished before and did not under the policy.
type BrokenJourney struct {
	Scenario string `json:"scenario"`
	Page     string `json:"page"`
	// Why says what kept it from its end; that it was not walked at all, where the
	// page no longer showed what it begins with.
	Why string `json:"why"`
}

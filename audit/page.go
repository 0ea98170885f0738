package audit

// Page is a first-party page that the crawler or the browser found.
type Page struct {
	URL   string `json:"url"`
	Title string `json:"title"`
	// Context is the page's place in a patient's life: booking, intake, condition_topic, ...
	Context string `json:"context"`
	// Sensitivity is the context's, 0 (none) to 4 (highest).
	Sensitivity int `json:"sensitivity"`
	// Evidence lists the signals that decided the context, strongest first.
	Evidence []string `json:"evidence"`
	Verdict  Verdict  `json:"verdict"`
	// Why gives the reason for the verdict in one sentence.
	Why string `json:"why"`
	// Status is the HTTP status of the crawl, 0 when only the browser saw the page.
	Status int `json:"status"`
	// FoundBy says how: "start", "link", "sitemap", "script", "redirect", "scenario" (a
	// scenario file begins there).
	FoundBy string `json:"found_by"`
	// Aliases are other addresses that turned out to be this page.
	Aliases []string `json:"aliases,omitempty"`
	Forms   int      `json:"forms"`
	// Contacts lists every third party that a visit or journey on this page met,
	// findings or not, by host.
	Contacts []Contact `json:"contacts"`
	// Stored lists what the visits and journeys on this page left in the browser,
	// each thing once, third parties' and known trackers' first.
	Stored []Stored `json:"stored,omitempty"`
}

// Contact is one third-party host met on a page.
type Contact struct {
	Recipient Recipient `json:"recipient"`
	Requests  int       `json:"requests"`
	Channels  []Channel `json:"channels"`
}

// SkippedURL is an address that was found and not audited.
type SkippedURL struct {
	URL string `json:"url"`
	// Reason is a sentence a reader can act on.
	Reason string `json:"reason"`
	// From is the page that names it.
	From string `json:"from,omitempty"`
}

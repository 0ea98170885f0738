package runner

import "github.com/quietroom/quietroom/audit"

// Progress is one piece of news for a person who waits. Of pages and journeys it
// repeats what a page says of itself, which is hostile.
type Progress struct {
	// Phase is crawl, browser, consent, login, visit, walk or assess; "" for news of one
	// walk or of what was found.
	Phase string
	// Done of Total pages or journeys of the phase are over; Total is 0 while it is not
	// known. Those that a resume recalls are over from the start.
	Done, Total int
	// State is the visitor's answer to the consent banner in this phase, Behind is true
	// when the phase is behind a log-in.
	State  audit.Consent
	Behind bool
	// Page is the address that the crawl asks for, "" for none.
	Page string
	// Walk is what one journey does now, nil for news of anything else.
	Walk *WalkNews
	// Found is what was found so far, nil for news of anything else.
	Found *Found
}

// WalkNews is what one journey does now.
type WalkNews struct {
	// Journey is its id, Scenario and Page are as in audit.Journey.
	Journey, Scenario, Page string
	// Step is what the patient begins to do; its number is 0 while the page is opened.
	Step audit.Step
	// Over is true when the journey has ended.
	Over bool
}

// tell tells who waits what the journey does.
func (w *walking) tell(step audit.Step, over bool) {
	w.a.cfg.Progress(Progress{Walk: &WalkNews{Journey: w.id, Scenario: w.scenario.Name, Page: w.scenario.Page, Step: step, Over: over}})
}

// Found counts what was found so far.
type Found struct {
	Severities map[audit.Severity]int
	// Partial is true when more was recorded than could be looked at in time.
	Partial bool
}

// Package scenarios knows what a patient would do on a page, and does it.
//
// [Inspect] looks at a page and lists what can be filled in ([Inventory]);
// [Understand] says what a control asks for; [Plan] turns an inventory into
// scenarios; [Walk] walks one in a real browser tab, typing as a person types,
// with every request that would commit something held in the browser.
//
// It is not a recorder and not a detector: it drives a tab that somebody else
// opened, watches and closes (the consumer interface [Tab]), and hands back what
// it did and which values it typed. It solves no CAPTCHA, sends no chat message,
// dials no number, writes no mail, and never fills a field that people cannot see.
//
// To teach it a word for a field, add one line to the table in words.go, or of a
// further language in captions_*.go; words of buttons are in buttons.go. To add
// a step verb, add a file verb_<name>.go and one line to the registry in
// verbs.go. A scenario file (package script) is another source of the same
// [Scenario] type that [Plan] makes; follow.go says how each of its verbs is done.
package scenarios

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// Tab is what a walk needs of a browser tab beyond driving it with chromedp.
type Tab interface {
	// Context is the chromedp context of the tab's page.
	Context() context.Context
	// Step says that from now on exchanges belong to step n of the journey.
	Step(n int)
	// Consent says what the visitor has answered to the site's banner from now on.
	Consent(c audit.Consent)
	// Arm turns the hold on, in which requests that would commit something are
	// recorded, never sent, and answered in the browser, and proves that they are.
	// When it fails, nothing may be pressed; the hold is on.
	Arm(ctx context.Context) error
	// Hold turns the hold on or off, and proves nothing.
	Hold(on bool)
	// Pass lets out, from true to false, what is sent to the practice itself although
	// the hold is on, and gives how many requests that were: a form's step in between.
	Pass(on bool) int
	// Away says that the patient has gone on to another site: from now on the hold is for
	// everybody who is not known to measure only.
	Away()
	// Held counts the requests that were held so far.
	Held() int
	// Settle waits until the network was idle for a moment. It is bounded.
	Settle(ctx context.Context) error
	// Frames lists the frames that live in a process of their own.
	Frames() []FrameTarget
}

// FrameTarget is a frame that has a DevTools target of its own.
type FrameTarget struct {
	TargetID string
	URL      string
}

// Patient gives the values of a synthetic person. ok is false for a kind that
// this person has no value of.
type Patient interface {
	Value(audit.Kind) (value string, ok bool)
}

// Scenario is what a patient does on one page: planned from a form, or read
// from a file.
type Scenario struct {
	// Name is unique on its page: "visit", "form:booking", "form:contact#2".
	Name string
	// Page is the address to start on.
	Page string
	// Form is the key of the form that it fills, "" for none.
	Form  string
	Steps []PlannedStep
	// Thanks is the address of the page that the site shows after a good submission,
	// "" when the scenario does not say. It may be relative to Page.
	Thanks string
	// Script is what a file says is to be done, instead of Steps; Site is what its
	// paths are paths of.
	Script *script.Script `json:"-"`
	Site   string         `json:",omitempty"`
	// Way is the address of the link that the first reach of Script is to begin with, ""
	// for what fits best.
	Way string `json:"-"`
	// Patient answers what only shows up on the way: conditional fields and the
	// later steps of a wizard. nil leaves those alone.
	Patient Patient `json:"-"`
}

// PlannedStep is one act to be done. It never prints its value.
type PlannedStep struct {
	// Verb is one of Verbs.
	Verb string
	// Target says what it is done to in the page's own (neutralised) words.
	Target string
	Kind   audit.Kind
	// Value is what the patient says, before it is written the way the control
	// wants it. Empty lets the walk choose from what the site offers.
	Value string
	// Form and Control are the keys of what it is done to, see Form.Key and Control.Key.
	Form    string
	Control string
}

// String hides the value.
func (s PlannedStep) String() string {
	return fmt.Sprintf("%s %q as %s", s.Verb, s.Target, s.Kind)
}

// GoString hides the value, also from %#v.
func (s PlannedStep) GoString() string { return s.String() }

// LogValue hides the value from slog.
func (s PlannedStep) LogValue() slog.Value { return slog.StringValue(s.String()) }

// Format hides the value from every verb of package fmt.
func (s PlannedStep) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }

package scenarios

import (
	"regexp"
	"slices"

	"github.com/quietroom/quietroom/audit"
)

// plan_offers.go plans for pages that ask for nothing yet: hours to be pressed, a first step
// without a known field, buttons that may open a form.

// planOffers makes a scenario for a page that asks for nothing and shows a way to begin: what
// that leads to is seen on the way.
func planOffers(page audit.Page, inv *Inventory, patient Patient) []Scenario {
	f, ok := inv.begins(Form.offersHours, Form.beginsSteps, Form.asksByButtons)
	if !ok || patient == nil {
		return nil
	}
	return []Scenario{{
		Name: "form:booking", Page: page.URL, Form: f.Key, Patient: patient,
		Steps: []PlannedStep{{Verb: "visit", Target: page.URL}, {Verb: "submit", Target: f.words(), Form: f.Key}},
	}}
}

// begins gives the first form of which one of the ways to begin is true; an earlier way counts
// before a later one.
func (inv *Inventory) begins(ways ...func(Form) bool) (Form, bool) {
	for _, way := range ways {
		if i := slices.IndexFunc(inv.Forms, way); i >= 0 {
			return inv.Forms[i], true
		}
	}
	return Form{}, false
}

// offersHours reports whether hours can be pressed in a form that are no control.
func (f Form) offersHours() bool {
	return slices.ContainsFunc(f.Controls, func(c Control) bool {
		k, _ := c.offerOf(f)
		return c.Tag == "offers" && k == audit.KindAppointmentTime
	})
}

// beginsSteps reports whether a form is a first step without a known field, where the page lists
// further ones and a button goes on: what there is to choose shows once that is pressed.
func (f Form) beginsSteps() bool {
	b, ok := f.commit()
	return ok && b.Visible && f.Implicit && !f.tells() && f.forPatients() && nextRE.MatchString(b.Text) && f.Progress.more(false) != ""
}

// asksByButtons reports whether a form is a step whose answers are its buttons ("Yes", "No, but I
// get my care here"), where the page says that steps follow.
func (f Form) asksByButtons() bool {
	return !f.Implicit && f.Method == "post" && f.Progress.more(false) != "" && slices.ContainsFunc(f.Controls, func(c Control) bool {
		_, score := c.offerOf(f)
		return c.Tag == "offers" && score > 0
	})
}

// mostOpeners bounds the dialogs that are tried on one page, beside one for a search.
const mostOpeners = 2

// planOpeners makes a scenario for each button that may open a form which is not
// on the page yet: open it, and fill what it shows.
func planOpeners(page audit.Page, inv *Inventory, patient Patient) []Scenario {
	var out []Scenario
	names := map[string]int{}
	for _, b := range inv.Openers {
		name, most := "form:opened", mostOpeners
		if b.Type == "search" {
			name, most = "form:search", mostOpeners+1
		}
		if len(out) >= most || shunned(b.Text) || entryRE.MatchString(b.Text) || inv.commits(b) {
			continue
		}
		out = append(out, Scenario{Name: nth(names, name), Page: page.URL, Patient: patient, Steps: []PlannedStep{
			{Verb: "visit", Target: page.URL}, {Verb: "open", Target: b.Text}, {Verb: "submit", Target: b.Text},
		}})
	}
	return out
}

// commits reports whether b is the button of a form that a patient would fill, or one of
// its answers.
func (inv *Inventory) commits(b Button) bool {
	for _, f := range inv.Forms {
		if c, ok := f.commit(); ok && c.at.ref != 0 && c.at == b.at && len(planForm(f, nil, nil)) > 0 {
			return true
		}
		for _, c := range f.Controls {
			if c.Tag != "offers" && slices.ContainsFunc(c.Options, func(o Option) bool { return o.at.ref != 0 && o.at == b.at }) {
				return true // it is an answer
			}
		}
	}
	return false
}

// hours reports whether what can be pressed are hours, of which a visit takes one. What
// says that it asks for another wish is a question of its own.
func (c Control) hours() bool {
	if c.Type != "slots" || c.Tag == "toggles" || len(c.Options) == 0 || otherWishRE.MatchString(fold(c.words())) {
		return false
	}
	for _, o := range c.Options {
		if !clockRE.MatchString(o.Label) {
			return false
		}
	}
	return true
}

var (
	clockRE     = regexp.MustCompile(`(?i)\b\d{1,2}(([:.h]| h )\d{2}| ?[ap]\.?m\b)`)
	otherWishRE = regexp.MustCompile(`\b(1st|2nd|3rd|first|second|third|other|another|alternate|alternative|backup|zweit\w*|erst\w*|segund\w+|primer\w*|deuxieme|premier|second\w+|prim\w+|andere?|tweede|eerste)\b`)
)

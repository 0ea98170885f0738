package scenarios

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/scenarios/script"
)

// Call is a call to action of a page: a link or button that leads a patient to a goal of
// the library.
type Call struct {
	// Goal is one of script.Goals.
	Goal string
	// Href is where a link leads, "" for what only a script knows.
	Href string `json:",omitempty"`
}

// mostCalls bounds the calls of one page.
const mostCalls = 60

// Calls lists what the page in the tab calls a patient to, each goal and address once,
// by goal and in the page's order. inv is what was seen of the page, plans are the
// journeys made of that: what they press is left out, and so is what commits a form.
func Calls(ctx context.Context, tab Tab, inv *Inventory, plans []Scenario) ([]Call, error) {
	frames, err := documents(ctx, tab.Context(), true)
	if err != nil {
		return nil, err
	}
	list, err := call[[]action](ctx, frames[0], 8*time.Second, actionsJS)
	if err != nil {
		return nil, fmt.Errorf("reading what the page calls a patient to: %w", err)
	}
	var out []Call
	for _, goal := range script.Goals {
		for _, a := range list {
			if len(out) == mostCalls {
				return out, nil
			}
			text := neutral.Line(a.Text, 80)
			if !calls(goal, text) || a.Href != "" && !webAddress(a.Href) || inv.presses(a.Ref) || opens(plans, text) {
				continue
			}
			c := Call{goal, a.Href}
			if sameDocument(frames[0].url, a.Href) {
				c.Href = ""
			}
			if len(c.Href) <= maxURL && !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out, nil
}

// calls reports whether words are a call to action that leads to a goal of the library:
// they say that, and not much more.
func calls(goal, text string) bool {
	t := fold(text)
	m := goals[goal].words.FindString(t)
	return m != "" && len(t) < 50 && len(m)*2 >= len(t) && !shunWay.MatchString(t)
}

// opens reports whether one of the plans presses what says this.
func opens(plans []Scenario, text string) bool {
	return slices.ContainsFunc(plans, func(sc Scenario) bool {
		return slices.ContainsFunc(sc.Steps, func(st PlannedStep) bool { return st.Verb == "open" && fold(st.Target) == fold(text) })
	})
}

// presses reports whether an element of the page itself is the button of a form.
func (inv *Inventory) presses(ref int) bool {
	return slices.ContainsFunc(inv.Forms, func(f Form) bool {
		b, ok := f.commit()
		return ok && f.hasFields() && b.at.ref == ref && b.at.frame != nil && b.at.frame.top
	})
}

func (f Form) hasFields() bool { return slices.ContainsFunc(f.Controls, Control.fillable) }

// Walks reports whether one of the plans ends at a form of a goal of the library
// (script.Goals), so that looking for another would repeat it.
func Walks(goal string, plans []Scenario) bool {
	return slices.ContainsFunc(plans, func(sc Scenario) bool {
		purpose, ok := strings.CutPrefix(sc.Name, "form:")
		purpose, _, _ = strings.Cut(purpose, "#")
		return ok && slices.Contains(goals[goal].forms, purpose)
	})
}

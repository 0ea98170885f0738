package scenarios

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/quietroom/quietroom/internal/neutral"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// Draft makes a script of the journey that is planned for the form of a page which
// asks for most; ok is false when no form is. It is a start for a person to go on
// from: it says what the page showed when it was looked at.
func Draft(page audit.Page, inv *Inventory, patient Patient) (s *script.Script, ok bool) {
	var best Form
	var plan []PlannedStep
	for _, f := range inv.Forms {
		if steps := planForm(f, patient, nil); len(steps) > len(plan) && f.forPatients() {
			best, plan = f, steps
		}
	}
	if len(plan) == 0 {
		return nil, false
	}
	s = &script.Script{
		Name: draftName(purpose(best, page)), Description: neutral.Line("What a patient says in "+best.words()+".", 200), Start: pathOf(page.URL),
	}
	if s.Start == "" {
		s.Start = "/"
	}
	for _, st := range plan {
		_, c, ok := (&Inventory{Forms: []Form{best}}).lookup(best.Key, st.Control)
		if !ok {
			continue
		}
		if step, ok := draftStep(c, st, inv, patient); ok {
			s.Steps = append(s.Steps, step)
		}
	}
	end := script.Step{Verb: script.Submit}
	if b, ok := best.commit(); ok && b.Text != "" {
		end.Target.Text = b.Text
	}
	s.Steps = append(s.Steps, end)
	return s, s.Check() == nil
}

var notInNames = regexp.MustCompile(`[^a-z0-9._-]+`)

func draftName(s string) string {
	if s = strings.Trim(notInNames.ReplaceAllString(strings.ToLower(s), "-"), "-._"); s == "" {
		return "scenario"
	}
	return clip(s, 60)
}

// draftStep says in a step of a script what a plan says of a control; ok is false
// when no words say which control is meant.
func draftStep(c Control, st PlannedStep, inv *Inventory, patient Patient) (script.Step, bool) {
	out := script.Step{Target: draftTarget(c, inv)}
	value := script.Value("")
	if _, ok := valueOf(patient, st.Kind); ok {
		value = script.Field(st.Kind)
	}
	chosen := ""
	if i, ok := choose(c, st.Kind, sayings(st.Kind, st.Value, c)); ok && len(c.Options) > 0 {
		chosen = c.Options[i].Label
	}
	switch {
	case st.Verb == "fill":
		out.Verb, out.Value = script.Fill, value
	case st.Verb == "select":
		out.Verb, out.Option = script.Select, script.Literal(chosen)
	case st.Verb == "upload":
		out.Verb, out.File = script.Upload, "image"
	case st.Verb == "check" && (c.Type == "radio" || len(c.Options) > 1) && chosen != "":
		out.Verb, out.Target = script.Check, script.Target{Label: chosen}
	case st.Verb == "check":
		out.Verb = script.Check
	case chosen != "":
		out.Verb, out.Target = script.Click, script.Target{Text: chosen}
	default:
		return out, false
	}
	return out, !out.Target.IsZero()
}

func valueOf(p Patient, k audit.Kind) (string, bool) {
	if p == nil {
		return "", false
	}
	return p.Value(k)
}

// draftTarget says which control is meant: by its label, when no other has the same.
func draftTarget(c Control, inv *Inventory) script.Target {
	alone := func(of func(Control) string) bool {
		n := 0
		for _, f := range inv.Forms {
			for _, o := range f.Controls {
				if of(o) != "" && fold(of(o)) == fold(of(c)) {
					n++
				}
			}
		}
		return n == 1
	}
	label := func(c Control) string {
		if c.Label != "" {
			return c.Label
		}
		return c.Aria
	}
	switch {
	case alone(label):
		return script.Target{Label: label(c)}
	case alone(func(c Control) string { return c.Placeholder }):
		return script.Target{Placeholder: c.Placeholder}
	case stable(c.ID) != "":
		return script.Target{CSS: fmt.Sprintf("[id=%q]", c.ID)}
	case c.Name != "":
		return script.Target{CSS: fmt.Sprintf("[name=%q]", c.Name)}
	}
	return script.Target{}
}

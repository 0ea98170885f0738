package scenarios

import "context"

// verb does one planned step. It calls walker.act for each step that a report
// should show; a verb may take several.
type verb func(ctx context.Context, w *walker, st PlannedStep) error

// entry is a line of the registry.
type entry struct {
	name string
	run  verb
}

// verbs is the registry of what a patient can do. It is a function because
// verbs call each other by name.
func verbs() []entry {
	return []entry{
		{"visit", visit},
		{"scroll", scroll},
		{"wait", wait},
		{"fill", fill},
		{"select", selectOption},
		{"check", check},
		{"press", press},
		{"upload", upload},
		{"open", open},
		{"login", login},
		{"submit", submit},
		{"consent", answerConsent},
	}
}

// Verbs lists the verbs that a step can have, in the order of the registry.
func Verbs() []string {
	var out []string
	for _, v := range verbs() {
		out = append(out, v.name)
	}
	return out
}

func verbOf(name string) (verb, bool) {
	for _, v := range verbs() {
		if v.name == name {
			return v.run, true
		}
	}
	return nil, false
}

// answer runs the verb of a planned answer to a control.
func (w *walker) answer(ctx context.Context, st PlannedStep) error {
	run, ok := verbOf(st.Verb)
	if !ok {
		return failf("step verb %q is unknown", st.Verb)
	}
	return run(ctx, w, st)
}

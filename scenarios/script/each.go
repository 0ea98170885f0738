package script

import "time"

// Visits lists the steps that open an address, with those inside other steps, in
// their order.
func (s *Script) Visits() []Step {
	var out []Step
	s.each(func(st *Step) {
		if st.Verb == Visit {
			out = append(out, *st)
		}
	})
	return out
}

// LogsIn reports whether a step logs in.
func (s *Script) LogsIn() bool {
	found := false
	s.each(func(st *Step) { found = found || st.Verb == Login })
	return found
}

// Literals lists what the script types or chooses as it stands, without the
// patient's words: a person's own values, not to be shown.
func (s *Script) Literals() []string {
	var out []string
	s.each(func(st *Step) {
		for _, v := range []Value{st.Value, st.Option} {
			parts, err := v.Parts()
			if err != nil {
				continue
			}
			for _, p := range parts {
				if p.Text != "" && st.Verb != Expect {
					out = append(out, p.Text)
				}
			}
		}
	})
	return out
}

// each gives every step, with those inside others, in their order.
func (s *Script) each(do func(*Step)) {
	var in func(steps []Step)
	in = func(steps []Step) {
		for i := range steps {
			do(&steps[i])
			in(steps[i].Steps)
		}
	}
	in(s.Steps)
}

// Asks is the time that the steps ask for by what they say of it, one after the other.
func (s *Script) Asks() (d time.Duration) {
	s.each(func(st *Step) { d += st.For + max(st.Timeout, s.Timeout) })
	return d
}

package vendors

import (
	"strings"
	"testing"
)

func TestSwitchStops(t *testing.T) {
	t.Parallel()
	s := Switch{Answers: []string{"*(Advanced Matching, automatic)", "page address", "*recording*"}}
	for means, want := range map[string]bool{
		"hashed e-mail (Advanced Matching, automatic)": true, "hashed e-mail (Advanced Matching, given by the site)": false,
		"page address": true, "page address of another": false, "a recording of it": true, "recording": true, "": false,
	} {
		if got := s.Stops(means); got != want {
			t.Errorf("%q: %t, want %t", means, got, want)
		}
	}
}

// TestSwitches: a vendor's own setting without a source, a day, steps or what it
// stops is an error that names it; those that ship stop fields that their vendor has.
func TestSwitches(t *testing.T) {
	t.Parallel()
	const head = "vendors:\n  - id: x\n    name: X\n    owner: X\n    purpose: analytics\n    domains: [x.example.com]\n    source: https://x.example.com\n    date: 2026-11-21\n    baa: {status: unknown}\n    switches:\n"
	good := "      - {id: a, do: switch it off, answers: ['page *'], steps: [Press it.], source: https://x.example.com, date: 2026-11-21}\n"
	if _, err := Read("x.yaml", []byte(head+good)); err != nil {
		t.Fatal(err)
	}
	for what, bad := range map[string]string{
		"id":      good + good,
		"steps":   strings.Replace(good, "[Press it.]", "[]", 1),
		"source":  strings.Replace(good, "https://", "http://", 1),
		"date":    strings.Replace(good, "date: 2026-11-21", "date: yesterday", 1),
		"answers": strings.Replace(good, "['page *']", "[]", 1),
		"meaning": strings.Replace(good, "page *", "*", 1),
	} {
		if _, err := Read("x.yaml", []byte(head+bad)); err == nil || !strings.Contains(err.Error(), what) || !strings.Contains(err.Error(), `"a"`) && !strings.Contains(err.Error(), "switch a") {
			t.Errorf("%s: %v", what, err)
		}
	}
	r, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, v := range r.All() {
		for _, s := range v.Switches {
			n++
			stops := false
			for _, f := range r.fields[v.ID] {
				stops = stops || s.Stops(f.Means)
			}
			if !stops {
				t.Errorf("the switch %q of %s stops no field that is known of it", s.ID, v.ID)
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d switches are known", n)
	}
}

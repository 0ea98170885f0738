package script

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

func TestParts(t *testing.T) {
	t.Parallel()
	for in, want := range map[Value][]Part{
		"":                              nil,
		"plain":                         {{Text: "plain"}},
		"{patient.email}":               {{Kind: audit.KindEmail}},
		"{ patient.email }":             {{Kind: audit.KindEmail}},
		"I am {patient.given_name}!":    {{Text: "I am "}, {Kind: audit.KindGivenName}, {Text: "!"}},
		"{{patient.email}":              {{Text: "{patient.email}"}},
		"{} {a} {{{patient.city}":       {{Text: "{} {a} {"}, {Kind: audit.KindCity}},
		Literal("{patient.email} {{"):   {{Text: "{patient.email} {{"}},
		Field(audit.KindPhone) + " x {": {{Kind: audit.KindPhone}, {Text: " x {"}},
	} {
		got, err := in.Parts()
		if err != nil {
			t.Errorf("%q: %v", string(in), err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", string(in), diff)
		}
	}
	for _, in := range []Value{"{patient.nothing}", "{doctor.name}", "{patient.page_context}"} {
		if _, err := in.Parts(); err == nil {
			t.Errorf("%q is no error", string(in))
		}
	}
}

// TestSecret: what is typed shows in no print of a step.
func TestSecret(t *testing.T) {
	t.Parallel()
	s := Step{Verb: Fill, Target: Target{Label: "E-mail"}, Value: "hush@example.com", Option: "hush"}
	sc := Script{Name: "x", Steps: []Step{s}}
	for _, f := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, v := range []any{s, &s, s.Value, sc, &sc, []Step{s}, Part{Text: "hush"}} {
			if out := fmt.Sprintf(f, v); containsAny(out, "hush", "68757368") {
				t.Errorf("%s of %T prints %s", f, v, out)
			}
		}
	}
}

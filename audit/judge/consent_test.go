package judge

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

// TestRefusal: what leaves after a refusal is one step worse where somebody lives
// from it, and says so; the same leak stays one finding in every state.
func TestRefusal(t *testing.T) {
	t.Parallel()
	c := config(t)
	c.Consent = audit.Consents
	const pixel, form, banner = "www.facebook.com", "form.jotform.com", "cdn.cookielaw.org"
	for _, tc := range []struct {
		name, page, host string
		states           []audit.Consent
		hits             []audit.Hit
		severity         audit.Severity
		why              string
	}{
		{"before any choice", "other", pixel, []audit.Consent{audit.ConsentNone}, hits(email), high, "It was seen before any choice only."},
		{"after an acceptance", "other", pixel, []audit.Consent{audit.ConsentAccept}, hits(email), high, "It was seen after an acceptance only."},
		{"after a refusal", "other", pixel, []audit.Consent{audit.ConsentReject}, hits(email), critical, "It was seen after a refusal only, when the visitor had said no."},
		{"whatever was chosen", "other", pixel, []audit.Consent{audit.ConsentReject, audit.ConsentNone, audit.ConsentReject, audit.ConsentAccept}, hits(email), critical, "It was seen before any choice, after an acceptance and after a refusal, when the visitor had said no."},
		{"a choice that is not certain", "other", pixel, []audit.Consent{""}, hits(email), high, "It was seen with the choice unclear only."},
		{"a form's own service", "contact", form, []audit.Consent{audit.ConsentReject}, hits(email), medium, "It was seen after a refusal only."},
		{"who has to be told", "condition_topic", banner, []audit.Consent{audit.ConsentReject}, hits(where, visitor), medium, "It was seen after a refusal only."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			j := New(c)
			want := map[audit.Consent]int{}
			for i, s := range tc.states {
				ex := exchange("x" + string(rune('1'+i)))
				ex.Consent = s
				want[s]++
				j.Exchange(ex, pageOf(c, tc.page), to(c, tc.host), tc.hits)
			}
			all := slices.DeleteFunc(j.Findings(), func(f audit.Finding) bool { return f.Class == audit.ClassE })
			if len(all) != 1 {
				t.Fatalf("%d findings", len(all))
			}
			f, got := all[0], map[audit.Consent]int{}
			for _, s := range f.Consent {
				got[s.State] = s.Count
			}
			if diff := cmp.Diff(want, got); diff != "" || f.Count != len(tc.states) {
				t.Errorf("of %d: %s", f.Count, diff)
			}
			if f.Severity != tc.severity || !strings.Contains(f.Why, tc.why) {
				t.Errorf("%s: %s; want %s: %s", f.Severity, f.Why, tc.severity, tc.why)
			}
		})
	}
}

// TestGPC: findings under Global Privacy Control say so, and those of a run without
// states of consent say nothing of them.
func TestGPC(t *testing.T) {
	t.Parallel()
	c := config(t)
	for _, on := range []bool{false, true} {
		c.GPC = on
		j := New(c)
		ex := exchange("x1")
		ex.Consent = audit.ConsentNone
		j.Exchange(ex, pageOf(c, "other"), to(c, "www.facebook.com"), hits(email))
		for _, f := range j.Findings() {
			if f.GPC != on || strings.Contains(f.Why, "Global Privacy Control") != on || strings.Contains(f.Why, "any choice") {
				t.Errorf("GPC %v: %v, %s", on, f.GPC, f.Why)
			}
		}
	}
}

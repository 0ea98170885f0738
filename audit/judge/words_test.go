package judge

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/vendors"
)

// forbidden are words by which a report would say more than was observed.
var forbidden = regexp.MustCompile(`(?i)violat|complian|\bbreach|disclos|\billegal|\bunlawful|no leaks|people (?:are |were )?affected|baa is missing|missing baa|without a baa|\bguarantee|\bsafe\b`)

// TestForbiddenWords scans every sentence that the rooms of judgement can print.
func TestForbiddenWords(t *testing.T) {
	t.Parallel()
	c := config(t)
	said := 0
	check := func(what, s string) {
		said++
		if m := forbidden.FindString(s); m != "" {
			t.Errorf("%s says %q: %s", what, m, s)
		}
		if strings.Contains(s, "%!") || strings.Contains(s, "  ") || strings.Contains(s, "..") {
			t.Errorf("%s is badly put together: %s", what, s)
		}
	}
	for _, v := range c.Vendors.All() {
		for _, text := range []string{v.Name, v.Collects.Text, v.Setting.Text, v.Note} {
			check(v.ID, text)
		}
	}
	for p, words := range vendors.Purposes {
		check(p, words)
	}
	for _, r := range c.Rules.Rules() {
		check(r.ID, r.Note)
	}
	for _, p := range c.Rules.Policy() {
		check(p.ID, p.Because)
		check(p.ID, p.Remedy)
	}
	for _, f := range everyFinding(c) {
		check("why of "+f.Rule, f.Why)
		check("remedy of "+f.Rule, f.Remedy)
		check("verdict of "+f.Rule, worst([]audit.Finding{f, f}))
	}
	for _, run := range everyEnding() {
		Conclude(run)
		check("a run", run.Why)
		for _, p := range run.Pages {
			check("a page", p.Why)
		}
	}
	if said < 5000 {
		t.Errorf("only %d sentences were made; the test no longer reaches them all", said)
	}
}

// everyFinding makes findings of every purpose and context, held and sent, and of
// every kind on one page.
func everyFinding(c Config) (out []audit.Finding) {
	byPurpose := map[string]audit.Recipient{"unknown": to(c, "x.example.org")}
	for _, v := range c.Vendors.All() {
		if len(v.Domains) > 0 {
			byPurpose[v.Purpose] = to(c, v.Domains[0])
		}
	}
	var kinds []audit.Hit
	for i, k := range audit.Kinds {
		kinds = append(kinds, audit.Hit{Type: audit.HitCanary, Rule: canary, Kind: k.Kind, Patient: "A", Strength: audit.Proof, Place: fmt.Sprint("p", i), Chain: []string{"gzip", "base64", "novel"}})
	}
	for purpose, who := range byPurpose {
		for _, context := range c.Taxonomy.Contexts() {
			for _, held := range []bool{false, true} {
				ex := exchange("x")
				ex.Held, ex.AfterSubmit = held, purpose < "m"
				groups := [][]audit.Hit{{email, phone}, {where, visitor}, {referer}, {word}, nil}
				if context == "intake" {
					groups = append(groups, kinds)
				}
				for _, h := range groups {
					j := New(c)
					j.Exchange(ex, pageOf(c, context), who, h)
					out = append(out, j.Findings()...)
				}
			}
		}
	}
	return out
}

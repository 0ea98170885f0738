package judge

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/vendors"
)

var update = flag.Bool("update", false, "write docs/judgement.md anew")

// TestDocs holds docs/judgement.md to the tables that findings are judged by.
func TestDocs(t *testing.T) {
	t.Parallel()
	c := config(t)
	file := filepath.Join("..", "..", "docs", "judgement.md")
	want := document(c)
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("the tables and docs/judgement.md differ; go test ./audit/judge -run TestDocs -update writes it anew:\n%s", diff)
	}
}

func document(c Config) string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	say("# How findings are judged\n\nWritten by `go test ./audit/judge -run TestDocs -update` from the tables in the code; do not edit.\n\n")
	say("## Severity\n\nBy the class of evidence, what the recipient is to a patient, and the sensitivity of the page (0 to 4, see `audit/pages/contexts.yaml`).\n\n")
	say("| class | recipient | 0 | 1 | 2 | 3 | 4 | because | after a refusal |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n")
	for _, l := range table {
		refused := "the same"
		if l.refused != "" {
			refused = "one step worse: " + l.refused
		}
		say("| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", l.class, l.to, l.by[0], l.by[1], l.by[2], l.by[3], l.by[4], l.because, refused)
	}
	say("\nA consent manager has to be told of the refusal itself: what it gets is no worse for it. In which states of consent a finding was seen is no part of its identity: its fingerprint is the same.\n\n")
	for _, class := range audit.Classes {
		say("- **%s**: %s\n", class, class.Meaning())
	}
	say("\n| recipient | purposes |\n| --- | --- |\n")
	for r := profiler; r <= itself; r++ {
		var purposes []string
		for _, p := range vendors.PurposeNames() {
			if roleOf(p) == r {
				purposes = append(purposes, p)
			}
		}
		say("| %s | %s |\n", r, strings.Join(purposes, ", "))
	}
	say("\n## Verdict\n\nThe first line that fits.\n\n| page | verdict |\n| --- | --- |\n")
	say("| it has a finding | leak |\n| it was not visited, or one of its journeys did not come to its end | inconclusive |\n")
	say("| something left that the record does not explain | inconclusive |\n| otherwise | clean |\n\n")
	say("A run is as bad as its worst page or journey, and inconclusive when it did not come to its end, no page was audited, or something could not be searched.\n\n")
	say("## Never a finding\n\n- What the practice publishes about itself: its e-mail addresses, phone numbers and clinicians, as the crawl found them.\n")
	say("- A short or common form of a value by itself: it counts beside proof of the same patient in the same message only.\n")
	say("- What a service for the practice's patients gets under an agreement that the practice's register holds for such pages. It is noted.\n\n")
	say("## Policy\n\n| rule | about | purposes | pages | because |\n| --- | --- | --- | --- | --- |\n")
	for _, p := range c.Rules.Policy() {
		contexts := strings.Join(p.Contexts, ", ")
		if contexts == "" {
			contexts = "all"
		}
		say("| %s | %s | %s | %s | %s |\n", p.ID, p.When, strings.Join(p.Purposes, ", "), contexts, p.Because)
	}
	say("\n## The twelve checks\n\n| | check | answered by |\n| --- | --- | --- |\n")
	for i, check := range c.Rules.Checks() {
		say("| %d | %s | %s |\n", i+1, check.Text, strings.Join(check.By, ", "))
	}
	say("\n## The deny-list by Safe Harbor class\n\n45 CFR 164.514(b)(2)(i). Rules of no class look for clinical facts.\n\n| class | rules |\n| --- | --- |\n")
	byLetter := map[string][]string{}
	for _, r := range c.Rules.Rules() {
		byLetter[r.SafeHarbor] = append(byLetter[r.SafeHarbor], r.ID)
	}
	for letter := 'A'; letter <= 'R'; letter++ {
		say("| %c | %s |\n", letter, strings.Join(slices.Sorted(slices.Values(byLetter[string(letter)])), ", "))
	}
	say("| none | %s |\n", strings.Join(slices.Sorted(slices.Values(byLetter[""])), ", "))
	return b.String()
}

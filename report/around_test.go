package report

import (
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestThereWas: what was on the page of a failed step is named, and is bounded.
func TestThereWas(t *testing.T) {
	t.Parallel()
	j := &audit.Journey{Steps: []audit.Step{{Number: 1}, {Number: 2, Status: "failed", Around: []string{"button “Book”", "link “A\x1b[31mB”"}}, {Number: 3}}}
	got := thereWas(j)
	if !strings.Contains(got, "at step 2: button “Book”, link “A") || strings.Contains(got, "\x1b") {
		t.Errorf("%q", got)
	}
	j.Steps[1].Around = strings.Split(strings.Repeat("link “x”|", 40), "|")
	if got = thereWas(j); !strings.HasSuffix(got, "and 29 more.") || strings.Count(got, "link") != mostAround {
		t.Errorf("%q", got)
	}
	if got = thereWas(&audit.Journey{Steps: []audit.Step{{Number: 1}}}); got != "" {
		t.Errorf("%q", got)
	}
}

package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

func TestStoredLines(t *testing.T) {
	t.Parallel()
	got := storedLines([]audit.Stored{
		{Kind: audit.StoredCookie, Name: "MUID", Host: "k.clarity.ms", Party: audit.ThirdParty, Vendor: "Microsoft Clarity", Days: 365, SetBy: "k.clarity.ms"},
		{Kind: audit.StoredLocal, Name: "uid", Host: "x.example", Party: audit.ThirdParty},
		{Kind: audit.StoredCookie, Name: "_ga", Host: "practice.example", Party: audit.FirstParty, Vendor: "Google Analytics 4", Days: 1, SetBy: "script"},
		{Kind: audit.StoredCookie, Name: "sid", Host: "practice.example", Party: audit.FirstParty},
		{Kind: audit.StoredIndexedDB, Name: "a\x1b[31m", Host: "practice.example", Party: audit.FirstParty},
	})
	want := []storedLine{
		{"Microsoft Clarity, as a third party", "cookie MUID (365 days, set by k.clarity.ms)"},
		{"x.example, as a third party", "local storage uid (x.example)"},
		{"Google Analytics 4, in the practice's own storage", "cookie _ga (1 day, set by a script)"},
		{"The practice's own", "cookie sid (until the browser ends); database a[31m"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var many []audit.Stored
	for i := range 300 {
		many = append(many, audit.Stored{Kind: audit.StoredLocal, Name: fmt.Sprint("n", i), Party: audit.FirstParty})
	}
	if got := storedLines(many); len(got) != 1 || !strings.HasSuffix(got[0].What, "; and 280 more") {
		t.Errorf("300 names: %+v", got)
	}
}

package vendors

import (
	"os"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

func TestEntities(t *testing.T) {
	t.Parallel()
	r := defaultRegister(t)
	for _, c := range []struct{ host, vendor, owner, purpose string }{
		{"cdn.33across.com", "33 Across", "33 Across", "ad_pixel"},
		{"x.nobody-knows-this.example.org", "example.org", "", Unknown},
		{"com", "com", "", Unknown},
	} {
		got := r.Recipient(c.host, nil)
		if got.Vendor != c.vendor || got.Owner != c.owner || got.Purpose != c.purpose || got.VendorID != "" || got.Party != audit.ThirdParty {
			t.Errorf("%s: %+v; want %s, %s", c.host, got, c.vendor, c.purpose)
		}
	}
	if got := r.Recipient("www.facebook.com", nil); got.VendorID != "meta_pixel" {
		t.Errorf("an entry of the register goes first: %+v", got)
	}
}

// TestEntityTable: every line is read, has a purpose that there is, and the
// notice that its licence asks for is kept.
func TestEntityTable(t *testing.T) {
	t.Parallel()
	lines := strings.Split(strings.TrimSuffix(entityTable, "\n"), "\n")
	if len(lines) < 2000 || !strings.HasPrefix(lines[0], "# Made by audit/vendors/gen from third-party-web@") {
		t.Errorf("%d lines, the first %q", len(lines), lines[0])
	}
	domains := 0
	for i, l := range lines[1:] {
		cols := strings.Split(l, "\t")
		if len(cols) != 4 || cols[0] == "" || cols[1] == "" {
			t.Errorf("line %d: %q", i+2, l)
			continue
		}
		for _, d := range strings.Fields(cols[3]) {
			domains++
			if canonical(d) != d || !strings.Contains(d, ".") {
				t.Errorf("line %d: %q is no domain", i+2, d)
			}
		}
	}
	if len(entities()) < domains*9/10 {
		t.Errorf("%d of %d domains are known", len(entities()), domains)
	}
	for category, purpose := range categories {
		if Purposes[purpose] == "" {
			t.Errorf("%s: there is no purpose %q", category, purpose)
		}
	}
	notice, err := os.ReadFile("entities.LICENSE")
	if err != nil || !strings.Contains(string(notice), "Copyright (c) 2019 Patrick Hulce") || !strings.Contains(string(notice), "The above copyright notice and this permission notice shall be included") {
		t.Errorf("the licence notice is not kept: %v", err)
	}
}

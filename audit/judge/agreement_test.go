package judge

import (
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit/vendors"
)

func TestAgreements(t *testing.T) {
	t.Parallel()
	baa := &vendors.SignedBAA{SignedBy: "A. Person", Signed: "2026-01-15", Expires: "2026-12-31", Reference: "contracts/7"}
	c := config(t)
	var err error
	if c.Vendors, err = c.Vendors.With("site.yaml", []vendors.Agreement{
		{Vendor: "jotform", BAA: baa, Contexts: []string{"intake"}},
		{Vendor: "hotjar", BAA: baa, Contexts: []string{"intake"}},
		{Vendor: "meta_pixel", Contexts: []string{"intake"}},
	}, c.Taxonomy.Contexts()); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, page, host, day string
		found                 bool
		want                  string // in the finding's sentence, or in what is covered
	}{
		{"in force", "intake", "form.jotform.com", "2026-06-01", false, "Jotform (a form service) got values of the patient from the intake form. That is no finding, because an agreement with it is recorded: attested by A. Person, signed on 2026-01-15, kept at contracts/7."},
		{"ended", "intake", "form.jotform.com", "2027-06-01", true, "the one that is recorded here ended on 2026-12-31"},
		{"not begun", "intake", "form.jotform.com", "2025-06-01", true, "the one that is recorded here begins on 2026-01-15"},
		{"for other pages", "booking", "form.jotform.com", "2026-06-01", true, "is not for such pages"},
		{"with a recorder", "intake", "in.hotjar.com", "2026-06-01", true, "An agreement with it is recorded for such pages: attested by A. Person"},
		{"none", "intake", "www.facebook.com", "2026-06-01", true, "went to Meta Pixel (an advertising service) from the intake form."},
	} {
		day, err := time.Parse(time.DateOnly, tc.day)
		if err != nil {
			t.Fatal(err)
		}
		c := c
		c.Day = day
		j := New(c)
		j.Exchange(exchange("x1"), pageOf(c, tc.page), to(c, tc.host), hits(email))
		said := strings.Join(j.Covered(), "\n")
		if got := j.Findings(); len(got) > 0 != tc.found {
			t.Errorf("%s: %d findings", tc.name, len(got))
		} else if tc.found {
			said = got[0].Why
		}
		if !strings.Contains(said, tc.want) || forbidden.MatchString(said) {
			t.Errorf("%s: %q; want %q", tc.name, said, tc.want)
		}
	}
}

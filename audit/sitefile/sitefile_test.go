package sitefile

import (
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/vendors"
)

const good = `pages:
  - {path: /begin/*, context: intake, because: our intake form}
  - {path: "/?page_id=9", context: booking, because: the old address}
vendors:
  - vendor: jotform
    baa: {signed_by: A. Person, signed: 2026-01-15, expires: 2026-12-31, reference: contracts/jotform.pdf}
    contexts: [intake]
  - vendor: scheduler-of-ours.example
    name: Our Scheduler
    purpose: scheduling
    baa: {signed_by: A. Person, signed: 2026-01-15, reference: safe}
    contexts: [booking]
  - vendor: hotjar
`

func apply(t testing.TB, data string) (*pages.Taxonomy, *vendors.Register, error) {
	t.Helper()
	tax, err := pages.Default()
	if err != nil {
		t.Fatal(err)
	}
	reg, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	return Apply("site.yaml", []byte(data), tax, reg)
}

func TestApply(t *testing.T) {
	t.Parallel()
	tax, reg, err := apply(t, good)
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		"https://p.example/begin/now?x=1": "intake", "https://p.example/begin/": "intake", "https://p.example/begin": "other",
		"https://p.example/?page_id=9": "booking", "https://p.example/privacy": "legal",
	} {
		if d := tax.Classify(pages.Signals{URL: address}, nil); d.Context != want {
			t.Errorf("%s is %s; want %s (%q)", address, d.Context, want, d.Evidence)
		}
	}
	if d := tax.Classify(pages.Signals{URL: "https://p.example/begin/"}, nil); d.Sensitivity != 4 || d.Evidence[0] != "set by the practice: our intake form" {
		t.Errorf("%+v", d)
	}
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		host, context, day string
		want               vendors.Standing
	}{
		{"form.jotform.com", "intake", "2026-06-01", vendors.InForce},
		{"form.jotform.com", "intake", "2026-12-31", vendors.InForce},
		{"form.jotform.com", "intake", "2027-01-01", vendors.Expired},
		{"form.jotform.com", "intake", "2026-01-14", vendors.NotYet},
		{"form.jotform.com", "booking", "2026-06-01", vendors.Elsewhere},
		{"a.scheduler-of-ours.example", "booking", "2099-01-01", vendors.InForce},
		{"script.hotjar.com", "booking", "2026-06-01", vendors.NotRecorded},
		{"www.facebook.com", "booking", "2026-06-01", vendors.NotRecorded},
	} {
		if _, got := reg.Standing(reg.Recipient(c.host, nil), c.context, day(c.day)); got != c.want {
			t.Errorf("%s on %s, %s: %d; want %d", c.host, c.context, c.day, got, c.want)
		}
	}
	if to := reg.Recipient("a.scheduler-of-ours.example", nil); to.Vendor != "Our Scheduler" || to.Purpose != "scheduling" || to.Party != audit.ThirdParty {
		t.Errorf("a vendor of the practice's own: %+v", to)
	}
	if _, ok := reg.ByID("meta_pixel"); !ok {
		t.Error("the vendors that were known are lost")
	}
	plainTax, plainReg, err := apply(t, "")
	if err != nil {
		t.Fatal(err)
	}
	if tax.Hash() == plainTax.Hash() || reg.Hash() == plainReg.Hash() {
		t.Error("the file does not change the hash of what a run is judged by")
	}
	if _, _, err := apply(t, good); err != nil {
		t.Errorf("a second time: %v", err)
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	swap := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("no %q", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	for name, c := range map[string]struct{ data, want string }{
		"unknown key":         {swap("vendors:", "vendor:"), `site.yaml:4:1: unknown field "vendor"; did you mean`},
		"key of an entry":     {swap("reference: contracts", "referenc: contracts"), `did you mean "reference"?`},
		"no such context":     {swap("context: intake", "context: intak"), `site.yaml:2:6: page "/begin/*": context "intak" is none of`},
		"no path":             {swap("path: /begin/*", "path: start"), "must begin with /"},
		"no reason":           {swap(", because: our intake form", ""), "because is missing"},
		"no such vendor":      {swap("vendor: jotform", "vendor: jotfrom"), `site.yaml:5:5: vendor "jotfrom": it is neither the id of a vendor nor a domain such as example.com; did you mean "jotform"?`},
		"vendor's context":    {swap("contexts: [intake]", "contexts: [bookings]"), `did you mean "booking"?`},
		"a host":              {swap("scheduler-of-ours.example", "www.scheduler-of-ours.example"), "want the registrable domain, scheduler-of-ours.example"},
		"purpose":             {swap("purpose: scheduling", "purpose: scheduler"), `did you mean "scheduling"?`},
		"no name":             {swap("    name: Our Scheduler\n", ""), "name and purpose go together"},
		"name of a known one": {swap("vendor: hotjar", "vendor: hotjar\n    name: Hotjar\n    purpose: chat"), "leave them away"},
		"no day":              {swap("signed: 2026-01-15, expires", "signed: lately, expires"), "baa.signed must be a day"},
		"a day that is none":  {swap("expires: 2026-12-31", "expires: 2026-13-31"), "baa.expires must be a day"},
		"over before begun":   {swap("expires: 2026-12-31", "expires: 2025-12-31"), "comes before"},
		"nobody":              {swap("signed_by: A. Person, signed: 2026-01-15, expires", "signed: 2026-01-15, expires"), "signed_by is missing"},
		"nowhere":             {swap(", reference: safe", ""), "reference is missing"},
		"twice":               {swap("vendor: hotjar", "vendor: jotform"), "is there twice"},
	} {
		if _, _, err := apply(t, c.data); err == nil || !strings.HasPrefix(err.Error(), "site.yaml:") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
}

func FuzzApply(f *testing.F) {
	f.Add(good)
	f.Add("pages:\n  -\nvendors:\n  -\n")
	f.Fuzz(func(t *testing.T, data string) {
		if tax, _, err := apply(t, data); (tax == nil) == (err == nil) {
			t.Fatal("either a taxonomy or an error is wanted")
		}
	})
}

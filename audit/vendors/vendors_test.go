package vendors

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/yamlfile"
)

func defaultRegister(t *testing.T) *Register {
	t.Helper()
	r, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// ownEntries are the register's entries as they stand in its file.
func ownEntries(t *testing.T) []*entry {
	t.Helper()
	var file struct {
		Vendors []*entry `yaml:"vendors"`
	}
	if err := yamlfile.Read("vendors.yaml", embedded, &file); err != nil {
		t.Fatal(err)
	}
	return file.Vendors
}

// TestRegister holds every entry to what an entry must be; Read checks the rest.
func TestRegister(t *testing.T) {
	t.Parallel()
	r := defaultRegister(t)
	if len(r.All()) < 150 {
		t.Errorf("the register has %d vendors; it had more than 150", len(r.All()))
	}
	for _, v := range r.All() {
		for i, d := range v.Domains {
			got, ok := r.ByHost("x." + d)
			if !ok || got.ID != v.ID {
				t.Errorf("%s: a host below %s belongs to %q", v.ID, d, got.ID)
			}
			for j, e := range v.Domains {
				if i != j && strings.HasSuffix(d, "."+e) {
					t.Errorf("%s: %s lies below %s and says nothing new", v.ID, d, e)
				}
			}
		}
		if len(v.Domains) == 0 && v.Note == "" {
			t.Errorf("%s has no domain and no note that says why", v.ID)
		}
	}
}

func TestRecipient(t *testing.T) {
	t.Parallel()
	r := defaultRegister(t)
	first := FirstParty([]string{"https://www.quietpractice.example.com"})
	for _, c := range []struct{ host, id, purpose, domain string }{
		{"www.facebook.com", "meta_pixel", "ad_pixel", "facebook.com"},
		{"CONNECT.facebook.net.", "meta_pixel", "ad_pixel", "facebook.net"},
		{"region1.google-analytics.com:443", "google_analytics", "analytics", "google-analytics.com"},
		{"analytics.google.com", "google_analytics", "analytics", "google.com"},
		{"www.google.com", "google_platform", "platform", "google.com"},
		{"www.googletagmanager.com", "google_tag_manager", "tag_manager", "googletagmanager.com"},
		{"stats.g.doubleclick.net", "google_ads", "ad_pixel", "doubleclick.net"},
		{"fonts.gstatic.com", "google_fonts", "fonts_cdn", "gstatic.com"},
		{"www.gstatic.com", "google_static", "cdn", "gstatic.com"},
		{"b.clarity.ms", "ms_clarity", "session_replay", "clarity.ms"},
		{"ws11.hotjar.com", "hotjar", "session_replay", "hotjar.com"},
		{"api.segment.io", "segment", "cdp", "segment.io"},
		{"api-js.mixpanel.com", "mixpanel", "analytics", "mixpanel.com"},
		{"cdn.mxpnl.com", "mixpanel", "analytics", "mxpnl.com"},
		{"us.i.posthog.com", "posthog", "session_replay", "posthog.com"},
		{"api2.amplitude.com", "amplitude", "analytics", "amplitude.com"},
		{"rs.fullstory.com", "fullstory", "session_replay", "fullstory.com"},
		{"o1.ingest.us.sentry.io", "sentry", "error_monitoring", "sentry.io"},
		{"browser-intake-datadoghq.com", "datadog_rum", "error_monitoring", "browser-intake-datadoghq.com"},
		{"bam.nr-data.net", "newrelic", "error_monitoring", "nr-data.net"},
		{"forms.hsforms.com", "hubspot_forms", "form_builder", "hsforms.com"},
		{"forms.hubspot.com", "hubspot_forms", "form_builder", "hubspot.com"},
		{"track.hubspot.com", "hubspot", "crm_marketing", "hubspot.com"},
		{"px.ads.linkedin.com", "linkedin_insight", "ad_pixel", "linkedin.com"},
		{"r.lr-in.com", "logrocket", "session_replay", "lr-in.com"},
		{"collector.snowplow.invalid-vendor.org", "", "unknown", "invalid-vendor.org"},
		{"notfacebook.com", "", "unknown", "notfacebook.com"},
		{"10.1.2.3:8080", "", "unknown", "10.1.2.3"},
	} {
		got := r.Recipient(c.host, first)
		if got.VendorID != c.id || got.Purpose != c.purpose || got.Domain != c.domain || got.Party != audit.ThirdParty {
			t.Errorf("%s: got %+v; want vendor %q, purpose %q, domain %q, third party", c.host, got, c.id, c.purpose, c.domain)
		}
		if c.id == "" && got.Vendor != c.domain {
			t.Errorf("%s: an unknown vendor is named %q; want its domain %q", c.host, got.Vendor, c.domain)
		}
	}
	own := r.Recipient("cdn.example.com", first)
	if own.Party != audit.FirstParty || own.VendorID != "" {
		t.Errorf("a host of the practice: got %+v", own)
	}
}

func TestReadErrors(t *testing.T) {
	t.Parallel()
	good := "vendors:\n  - id: a\n    name: A\n    owner: A Inc.\n    purpose: chat\n    domains: [a.example]\n    source: https://a.example\n    date: 2026-11-21\n    baa: {status: unknown}\n"
	if _, err := Read("v.yaml", []byte(good)); err != nil {
		t.Fatalf("a good entry: %v", err)
	}
	second := strings.ReplaceAll(strings.TrimPrefix(good, "vendors:\n"), "id: a", "id: b")
	for name, c := range map[string]struct{ data, want string }{
		"unknown key":       {strings.Replace(good, "owner:", "ovner:", 1), "v.yaml:4:5: "},
		"no source":         {strings.Replace(good, "    source: https://a.example\n", "", 1), "v.yaml:2:5: vendor \"a\": source"},
		"no date":           {strings.Replace(good, "2026-11-21", "lately", 1), "date"},
		"bad purpose":       {strings.Replace(good, "chat", "spying", 1), "purpose \"spying\""},
		"bad domain":        {strings.Replace(good, "[a.example]", "[https://a.example]", 1), "domain"},
		"bad baa":           {strings.Replace(good, "status: unknown", "status: signed", 1), "baa.status"},
		"baa without proof": {strings.Replace(good, "status: unknown", "status: offered", 1), "baa.source"},
		"same domain":       {good + second, "v.yaml:10:5: vendor \"b\": domain a.example belongs to vendor \"a\""},
		"same id":           {good + strings.TrimPrefix(good, "vendors:\n"), "is there twice"},
		"two documents":     {good + "---\nvendors: []\n", "second document"},
		"not YAML":          {"vendors: [", "v.yaml:"},
	} {
		_, err := Read("v.yaml", []byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v; want an error with %q", name, err, c.want)
		}
	}
}

func TestDefaultIsStable(t *testing.T) {
	t.Parallel()
	r := defaultRegister(t)
	again, err := Read("vendors.yaml", embedded)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r.All(), again.All()); diff != "" || len(r.Hash()) != 64 || r.Hash() == again.Hash() {
		t.Errorf("two readings differ, or the entities are no part of the hash: %s", diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(embedded[:2000])
	f.Add([]byte("vendors:\n  - {id: a}\n  -\n"))
	f.Add([]byte("vendors:\n !0 00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if r, err := Read("f.yaml", data); (r == nil) == (err == nil) {
			t.Fatal("either a register or an error is wanted")
		}
	})
}

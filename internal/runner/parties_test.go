package runner

import (
	"context"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/demosite"
	"github.com/quietroom/quietroom/internal/runstore"
)

// met is an audit of practice.example, and of the demo's domain, whose record
// holds a request to each of the addresses.
func met(t *testing.T, cfg Config, urls ...string) *auditing {
	t.Helper()
	d, err := loadData(nil, DataFile{})
	if err != nil {
		t.Fatal(err)
	}
	cfg.Out, cfg.Now = filepath.Join(t.TempDir(), "run"), time.Now
	a := &auditing{cfg: cfg, data: d, run: newRun(&cfg, d)}
	a.party([]string{"https://www.practice.example", demosite.Origin})
	if a.store, err = runstore.Create(cfg.Out, a.run); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.store.Close(); err != nil {
			t.Error(err)
		}
	})
	for i, u := range urls {
		ex := &audit.Exchange{ID: "x" + strings.Repeat("0", 5) + string(rune('1'+i)), Method: "GET", URL: u, Headers: []audit.Header{}, SeenBy: []string{}}
		if err := a.store.AddExchange(ex, nil); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

const aliasURL = "https://data.harborlight-counseling.example/x?y=1"

func demoDNS(t *testing.T) string {
	t.Helper()
	site, err := demosite.Start(context.Background(), demosite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := site.Close(); err != nil {
			t.Error(err)
		}
	})
	return site.Resolver()
}

func TestAliasMakesAThirdParty(t *testing.T) {
	t.Parallel()
	connect := access.Options{ConnectTo: []access.Rule{{ToHost: "127.0.0.1"}}}
	a := met(t, Config{Resolver: demoDNS(t), Access: connect}, demosite.Origin+"/", aliasURL, "https://unknown.example.org/", "https://www.facebook.com/tr", "https://127.0.0.1/")
	if err := a.lookUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	w := a.whose()
	want := []audit.Alias{
		{Host: "data.harborlight-counseling.example", Chain: []string{"harborlight.eulerian.net"}, VendorID: "eulerian", Vendor: "Eulerian", Purpose: "analytics", Party: audit.ThirdParty},
		{Host: demosite.Host, Chain: []string{}, Party: audit.FirstParty},
	}
	if diff := cmp.Diff(want, a.run.Coverage.Aliases); diff != "" {
		t.Error(diff)
	}
	to := w.recipient(&audit.Exchange{Method: "GET", URL: aliasURL}, nil)
	if to.Party != audit.ThirdParty || to.VendorID != "eulerian" || to.Behind != audit.CloakAlias || to.Via != "data.harborlight-counseling.example → harborlight.eulerian.net" {
		t.Errorf("a host that is a tracker's alias: %+v", to)
	}
	if len(a.run.Coverage.NotLookedAt) != 0 {
		t.Errorf("everything was looked up, and yet: %q", a.run.Coverage.NotLookedAt)
	}
}

// TestOwnerNotChecked: what could not be checked is said; it makes a gap only
// where the check was asked for, or works for others.
func TestOwnerNotChecked(t *testing.T) {
	t.Parallel()
	silent, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	for name, c := range map[string]struct {
		cfg  Config
		gap  bool
		said string
	}{
		"led elsewhere, no resolver":     {Config{Access: access.Options{ConnectTo: []access.Rule{{ToHost: "127.0.0.1"}}}}, false, "--connect-to"},
		"a resolver that does not speak": {Config{Resolver: silent.LocalAddr().String()}, true, "was not checked"},
	} {
		a := met(t, c.cfg, "https://metrics.practice.example/x")
		if err := a.lookUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		w := a.whose()
		why, gap := w.doubt("metrics.practice.example")
		if gap != c.gap || gap && !strings.Contains(why, "metrics.practice.example") {
			t.Errorf("%s: gap %v (%s), want %v", name, gap, why, c.gap)
		}
		said := strings.Join(a.run.Coverage.NotLookedAt, " ")
		if !strings.Contains(said, c.said) || !strings.Contains(said, "metrics.practice.example") {
			t.Errorf("%s: the coverage says %q, want the host and %q", name, said, c.said)
		}
		if to := w.recipient(&audit.Exchange{Method: "GET", URL: "https://metrics.practice.example/x"}, nil); to.Party != audit.FirstParty {
			t.Errorf("%s: %+v; want the practice's own", name, to)
		}
	}
}

func TestShapeMakesAThirdParty(t *testing.T) {
	t.Parallel()
	a := met(t, Config{})
	a.run.Coverage.Aliases = []audit.Alias{{Host: "shop.practice.example", Chain: []string{"x.myshopify.com"}}, {Host: "lb.practice.example", Chain: []string{"lb.some-host.example"}}}
	w := a.whose()
	for _, c := range []struct {
		url, body string
		party     audit.Party
		vendor    string
		behind    audit.Cloak
	}{
		{"https://www.practice.example/ingest/e/", `{"api_key":"phc_a","event":"x","properties":{"token":"phc_a","distinct_id":"1","$lib":"web"}}`, audit.ThirdParty, "posthog", audit.CloakShape},
		{"https://stats.unknown.example.org/m.php?idsite=1&rec=1", "", audit.ThirdParty, "matomo_selfhost", audit.CloakShape},
		{"https://www.practice.example/api/bookings", `{"event":"intake"}`, audit.FirstParty, "", ""},
		{"https://shop.practice.example/cart", "", audit.FirstParty, "", ""},
		{"https://lb.practice.example/", "", audit.FirstParty, "", ""},
		{"https://www.facebook.com/tr?id=1&ev=PageView&dl=https%3A%2F%2Fp&ts=1", "", audit.ThirdParty, "meta_pixel", ""},
	} {
		to := w.recipient(&audit.Exchange{Method: "POST", URL: c.url}, []byte(c.body))
		if to.Party != c.party || to.VendorID != c.vendor || to.Behind != c.behind {
			t.Errorf("%s: %+v; want %s party, %q, behind %q", c.url, to, c.party, c.vendor, c.behind)
		}
	}
	if al := a.run.Coverage.Aliases; len(al) != 2 || al[0].VendorID != "shopify" || al[0].Party != audit.FirstParty || al[1].VendorID != "" {
		t.Errorf("what is noted of hosts that stay the practice's own: %+v", al)
	}
}

func TestKeep(t *testing.T) {
	t.Parallel()
	a := met(t, Config{})
	ga := audit.Stored{Kind: audit.StoredCookie, Name: "_ga_ABC", Host: "practice.example", Days: 400, SetBy: "script"}
	own := audit.Stored{Kind: audit.StoredCookie, Name: "sid", Host: "www.practice.example"}
	far := audit.Stored{Kind: audit.StoredCookie, Name: "MUID", Host: "c.clarity.ms"}
	const url = "https://www.practice.example/"
	page := &audit.Page{URL: url}
	journeys := []audit.Journey{{Page: url, Stored: []audit.Stored{own, ga}}, {Page: url, Stored: []audit.Stored{ga, far}, StoredCut: true}, {Page: "https://www.practice.example/other", Stored: []audit.Stored{far}}}
	a.whose().keep(journeys, map[string]*audit.Page{url: page})
	far.Party, far.VendorID, far.Vendor = audit.ThirdParty, "ms_clarity", "Microsoft Clarity"
	ga.Party, ga.VendorID, ga.Vendor = audit.FirstParty, "google_analytics", "Google Analytics 4"
	own.Party = audit.FirstParty
	if diff := cmp.Diff([]audit.Stored{far, ga, own}, page.Stored); diff != "" {
		t.Error(diff)
	}
	if said := strings.Join(a.run.Coverage.NotLookedAt, " "); !strings.Contains(said, "1 of 3 journeys") {
		t.Errorf("a journey whose storage was not read in full: %q", said)
	}
}

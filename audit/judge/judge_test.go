package judge

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/rules"
	"github.com/quietroom/quietroom/audit/vendors"
)

func config(t testing.TB) Config {
	t.Helper()
	set, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	reg, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	tax, err := pages.Default()
	if err != nil {
		t.Fatal(err)
	}
	return Config{Rules: set, Vendors: reg, Taxonomy: tax}
}

const practice = "practice.example"

// case data: pages, exchanges and hits as the rooms below make them.
func pageOf(c Config, context string) *audit.Page {
	return &audit.Page{URL: "https://" + practice + "/" + context, Context: context, Sensitivity: c.Taxonomy.Sensitivity(context)}
}

func to(c Config, host string) audit.Recipient {
	return c.Vendors.Recipient(host, vendors.FirstParty([]string{practice}))
}

func exchange(id string) *audit.Exchange {
	return &audit.Exchange{ID: id, Journey: "j1", Step: 2, Channel: audit.ChannelFetch, Outcome: "sent", Initiator: audit.Initiator{Type: "script"}}
}

var (
	email   = audit.Hit{Type: audit.HitCanary, Rule: canary, Kind: audit.KindEmail, Patient: "A", Strength: audit.Proof, Place: "url.query.em", Chain: []string{"sha256"}}
	state   = audit.Hit{Type: audit.HitCanary, Rule: canary, Kind: audit.KindState, Patient: "A", Strength: audit.Weak, Place: "url.query.st"}
	phone   = audit.Hit{Type: audit.HitRule, Rule: "phone_us_separated", Kind: audit.KindPhone, Strength: audit.Proof, Place: "body.json.note", Excerpt: "call 415-555-0100 now"}
	where   = audit.Hit{Type: audit.HitContext, Rule: "context.address", Kind: audit.KindPageContext, Strength: audit.Proof, Place: "url.query.dl"}
	referer = audit.Hit{Type: audit.HitContext, Rule: "context.address", Kind: audit.KindPageContext, Strength: audit.Proof, Place: "header.referer"}
	word    = audit.Hit{Type: audit.HitTerm, Rule: "term.conditions", Kind: audit.KindPageContext, Strength: audit.Proof, Place: "url.query.ev"}
	service = audit.Hit{Type: audit.HitTerm, Rule: "term.services", Kind: audit.KindPageContext, Strength: audit.Field, Place: "url.query.ev"}
	visitor = audit.Hit{Type: audit.HitIdentifier, Rule: "cid", Strength: audit.Field, Place: "url.query.cid"}
)

var automatic = func() audit.Hit {
	h := email
	h.Place = "body.form.udff[em]"
	return h
}()

func hits(h ...audit.Hit) []audit.Hit { return h }

func TestExchange(t *testing.T) {
	t.Parallel()
	c := config(t)
	c.Public.Phones = []string{"(415) 555-0100"}
	other := phone
	other.Excerpt = "call 415-555-0199 now"
	near := audit.Hit{Type: audit.HitRule, Rule: "email_address", Kind: audit.KindEmail, Strength: audit.Proof, Place: "url.query.em.x"}
	full := audit.Hit{Type: audit.HitCanary, Rule: canary, Kind: audit.KindFullName, Patient: "A", Strength: audit.Proof, Place: "body.form.name"}
	given := full
	given.Kind = audit.KindGivenName
	for _, tc := range []struct {
		name, page, host string
		outcome, cookie  string
		hits             []audit.Hit
		want             string // class, rule, severity of each finding
	}{
		{"canary to an advertiser", "booking", "www.facebook.com", "sent", "", hits(email), "A canary critical"},
		{"canary to nobody known", "contact", "t.tracker.example.org", "sent", "", hits(email), "A canary high"},
		{"canary to a form service", "intake", "form.jotform.com", "sent", "", hits(email), "A canary medium"},
		{"canary on a page with no secret", "legal", "www.facebook.com", "sent", "", hits(email), "A canary high"},
		{"weak alone", "booking", "api.mixpanel.com", "sent", "", hits(state), ""},
		{"weak beside proof", "booking", "api.mixpanel.com", "sent", "", hits(state, email), "A canary critical, A canary critical"},
		{"deny-list", "contact", "api.mixpanel.com", "sent", "", hits(other), "A phone_us_separated high"},
		{"the practice's own phone", "contact", "api.mixpanel.com", "sent", "", hits(phone), ""},
		{"deny-list that a canary explains", "contact", "api.mixpanel.com", "sent", "", hits(email, near), "A canary high"},
		{"first name in a full name", "contact", "api.mixpanel.com", "sent", "", hits(given, full), "A canary high, A canary high"},
		{"address and identifier", "condition_topic", "www.google-analytics.com", "sent", "", hits(where, visitor), "C context.address medium"},
		{"address and cookie", "condition_topic", "www.google-analytics.com", "sent", "_ga=1", hits(where), "C context.address medium"},
		{"address alone", "condition_topic", "www.google-analytics.com", "sent", "", hits(where), "D context.address low"},
		{"identifier alone", "booking", "www.google-analytics.com", "sent", "_ga=1", hits(visitor), ""},
		{"address of a general page", "public_education", "www.google-analytics.com", "sent", "", hits(where, visitor), ""},
		{"word of an event", "booking", "api.mixpanel.com", "sent", "", hits(word), "D term.conditions medium"},
		{"word of a service", "booking", "api.mixpanel.com", "sent", "", hits(service, visitor), ""},
		{"body before referrer", "booking", "api.mixpanel.com", "sent", "", hits(referer, where), "D context.address medium"},
		{"contact alone", "booking", "connect.facebook.net", "sent", "", nil, "E no_ad_pixel_on_care_pages medium"},
		{"contact where it is allowed", "public_education", "connect.facebook.net", "sent", "", nil, ""},
		{"a tag manager", "booking", "www.googletagmanager.com", "sent", "", nil, ""},
		{"more than contact", "booking", "www.facebook.com", "sent", "", hits(where), "D context.address medium"},
		{"the practice itself", "booking", "api." + practice, "held", "", hits(email, where), ""},
		{"from the cache", "booking", "connect.facebook.net", "cached", "", hits(email), ""},
		{"refused by Chrome", "booking", "connect.facebook.net", "blocked", "", hits(email), ""},
		{"held", "booking", "form.jotform.com", "held", "", hits(email), "A canary medium"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			j := New(c)
			ex := exchange("x1")
			ex.Outcome, ex.Held = tc.outcome, tc.outcome == "held"
			if tc.cookie != "" {
				ex.Headers = []audit.Header{{"cookie", tc.cookie}}
			}
			j.Exchange(ex, pageOf(c, tc.page), to(c, tc.host), tc.hits)
			var got []string
			for _, f := range j.Findings() {
				got = append(got, fmt.Sprintf("%s %s %s", f.Class, f.Rule, f.Severity))
				if f.Held != ex.Held || f.Why == "" || f.Remedy == "" || f.Chain == nil || f.Exchange != "x1" || f.Step != 2 || f.Count != 1 {
					t.Errorf("incomplete: %+v", f)
				}
				if f.Held != strings.Contains(f.Why, "was about to be sent") {
					t.Errorf("held is %v, and it says %q", f.Held, f.Why)
				}
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPolicyWords: a policy that misspells a context or a purpose forbids nothing.
func TestPolicyWords(t *testing.T) {
	t.Parallel()
	c := config(t)
	contexts := map[string]bool{}
	for _, id := range c.Taxonomy.Contexts() {
		contexts[id] = true
	}
	for _, p := range c.Rules.Policy() {
		for _, id := range p.Contexts {
			if !contexts[id] {
				t.Errorf("%s: there is no context %q", p.ID, id)
			}
		}
		for _, purpose := range p.Purposes {
			if vendors.Purposes[purpose] == "" {
				t.Errorf("%s: there is no purpose %q", p.ID, purpose)
			}
		}
	}
}

func TestUnknownPage(t *testing.T) {
	t.Parallel()
	c := config(t)
	j := New(c)
	ex := exchange("x1")
	ex.Page = "https://practice.example/lost"
	j.Exchange(ex, nil, to(c, "www.facebook.com"), hits(email))
	got := j.Findings()
	if len(got) != 1 || got[0].Page != ex.Page || got[0].Context != pages.Other {
		t.Errorf("a value that left from an unknown page: %+v", got)
	}
}

func TestSentences(t *testing.T) {
	t.Parallel()
	c := config(t)
	for want, tc := range map[string]struct {
		page, host string
		hit        audit.Hit
		also       []audit.Hit
	}{
		"The patient's e-mail address, hashed with SHA-256, went to Meta Pixel (an advertising service) from the booking page.":                                                                            {"booking", "www.facebook.com", email, nil},
		"The patient's e-mail address, hashed with SHA-256, went to Jotform (a form service) from the intake form; to do its work it may have it only under an agreement, and none is recorded here.":      {"intake", "form.jotform.com", email, nil},
		"The patient's e-mail address, hashed with SHA-256, went to Meta Pixel (an advertising service) from the booking page as “hashed e-mail (Advanced Matching, automatic)”.":                          {"booking", "www.facebook.com", automatic, nil},
		"The address of the page about a condition, with an identifier that links a visitor over time, went to Google Analytics 4 (an analytics service) from the page about a condition. " + audit.Ruling: {"condition_topic", "www.google-analytics.com", where, hits(visitor)},
		"The address of the page behind the log-in, with an identifier that links a visitor over time, went to Google Analytics 4 (an analytics service) from the page behind the log-in.":                 {"authenticated", "www.google-analytics.com", where, hits(visitor)},
		"What looks like a person's phone number (not a value of the synthetic patient) went to tracker.example.org (a third party that no entry of the register knows) from the contact page.":            {"contact", "a.tracker.example.org", phone, nil},
		"A word that names a condition or its care went to Mixpanel (an analytics service) from the booking page.":                                                                                         {"booking", "api.mixpanel.com", word, nil},
	} {
		j := New(c)
		r := to(c, tc.host)
		if r.VendorID == "" {
			r.Vendor = "tracker.example.org"
		}
		j.Exchange(exchange("x1"), pageOf(c, tc.page), r, append(tc.also, tc.hit))
		got := j.Findings()
		if len(got) != 1 {
			t.Errorf("%d findings; want the one that says %q", len(got), want)
			continue
		}
		if diff := cmp.Diff(want, got[0].Why); diff != "" {
			t.Error(diff)
		}
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	c := config(t)
	j := New(c)
	page := pageOf(c, "booking")
	for i, held := range []bool{true, false, true} {
		ex := exchange(fmt.Sprintf("x%d", i+1))
		ex.Held = held
		h := email
		h.Place = fmt.Sprintf("body.json.events[%d].email", i)
		j.Exchange(ex, page, to(c, fmt.Sprintf("ws%d.hotjar.com", 11+i)), hits(h))
	}
	got := j.Findings()
	if len(got) != 1 || got[0].Count != 3 || got[0].Exchange != "x1" || got[0].Held || got[0].Place != "body.json.events[0].email" {
		t.Errorf("three sightings of one leak, one of them sent: %+v", got)
	}
}

func TestStrongerFindingsStand(t *testing.T) {
	t.Parallel()
	c := config(t)
	j := New(c)
	page := pageOf(c, "booking")
	j.Exchange(exchange("x1"), page, to(c, "connect.facebook.net"), nil)
	j.Exchange(exchange("x2"), page, to(c, "connect.facebook.net"), hits(referer))
	j.Exchange(exchange("x3"), page, to(c, "www.facebook.com"), hits(where, visitor))
	j.Exchange(exchange("x4"), page, to(c, "script.hotjar.com"), nil)
	j.Exchange(exchange("x5"), page, to(c, "static.hotjar.com"), nil)
	var got []string
	for _, f := range j.Findings() {
		got = append(got, fmt.Sprint(string(f.Class), " ", f.Recipient.Vendor, " ", f.Count))
	}
	if diff := cmp.Diff([]string{"C Meta Pixel 1", "E Hotjar 2"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestBehind: a finding says how a recipient was known that hides behind a host of
// the practice, and two behind one host are two.
func TestBehind(t *testing.T) {
	t.Parallel()
	c := config(t)
	vendor := func(id string) vendors.Vendor {
		v, ok := c.Vendors.ByID(id)
		if !ok {
			t.Fatalf("no vendor %s", id)
		}
		return v
	}
	page := pageOf(c, "booking")
	host := "data." + vendors.Domain(page.URL)
	own := audit.Recipient{Host: host, Domain: vendors.Domain(host)}
	j := New(c)
	j.Exchange(exchange("x1"), page, vendor("eulerian").As(own, audit.CloakAlias, host+" → x.eulerian.net"), hits(email))
	j.Exchange(exchange("x2"), page, vendor("posthog").As(own, audit.CloakShape, "PostHog event"), hits(email))
	j.Exchange(exchange("x3"), page, vendor("meta_pixel").As(own, audit.CloakShape, "Meta Pixel event"), hits(email))
	want := map[string][]string{
		"Eulerian":   {"went to Eulerian", "the practice's own by name", "by its DNS alias (" + host + " → x.eulerian.net)"},
		"PostHog":    {"went to PostHog", "the practice's own by name", "the shape of PostHog's own messages (PostHog event)", "would look the same"},
		"Meta Pixel": {"went to Meta Pixel", "Meta Pixel event", "a relay to it is likely"},
	}
	got := j.Findings()
	for _, f := range got {
		for _, w := range want[f.Recipient.Vendor] {
			if !strings.Contains(f.Why, w) {
				t.Errorf("%s: %q does not say %q", f.Recipient.Vendor, f.Why, w)
			}
		}
		if m := forbidden.FindString(f.Why); m != "" {
			t.Errorf("%q says %q", f.Why, m)
		}
		delete(want, f.Recipient.Vendor)
	}
	if len(want) != 0 {
		t.Errorf("%d findings, and none for %v", len(got), want)
	}
}

func TestDeterminism(t *testing.T) {
	t.Parallel()
	c := config(t)
	run := func() []audit.Finding {
		j := New(c)
		for i, ctx := range c.Taxonomy.Contexts() {
			for k, host := range []string{"www.facebook.com", "api.mixpanel.com", "x.example.org", "form.jotform.com"} {
				j.Exchange(exchange(fmt.Sprintf("x%d", 10*i+k)), pageOf(c, ctx), to(c, host), hits(email, phone, where, word, visitor))
			}
		}
		return j.Findings()
	}
	first := run()
	if diff := cmp.Diff(first, run()); diff != "" {
		t.Error(diff)
	}
	prints := map[string]bool{}
	for i, f := range first {
		if prints[f.Fingerprint] {
			t.Errorf("fingerprint %s stands for two findings", f.Fingerprint)
		}
		prints[f.Fingerprint] = true
		if i > 0 && first[i-1].Class > f.Class {
			t.Errorf("finding %d of class %s comes after one of class %s", i, f.Class, first[i-1].Class)
		}
	}
}

func TestFingerprint(t *testing.T) {
	t.Parallel()
	base := audit.Finding{Class: audit.ClassA, Rule: canary, Kind: audit.KindEmail, Page: "https://p.example/book", Channel: audit.ChannelFetch,
		Place: "body.json.events[0].email", Chain: []string{"gzip"}, Recipient: audit.Recipient{Host: "ws11.hotjar.com", Domain: "hotjar.com"}}
	for name, tc := range map[string]struct {
		change func(f *audit.Finding)
		same   bool
	}{
		"another index":      {func(f *audit.Finding) { f.Place = "body.json.events[7].email" }, true},
		"another number":     {func(f *audit.Finding) { f.Recipient.Host = "ws2.hotjar.com" }, true},
		"a campaign":         {func(f *audit.Finding) { f.Page += "?utm_source=x&gclid=1" }, true},
		"http":               {func(f *audit.Finding) { f.Page = "http://p.example/book/" }, true},
		"times and ids":      {func(f *audit.Finding) { f.Exchange, f.Journey, f.Count, f.Excerpt = "x9", "j9", 9, "other" }, true},
		"another page":       {func(f *audit.Finding) { f.Page = "https://p.example/intake" }, false},
		"another page by id": {func(f *audit.Finding) { f.Page += "?page_id=4" }, false},
		"another field":      {func(f *audit.Finding) { f.Place = "body.json.events[0].phone" }, false},
		"another kind":       {func(f *audit.Finding) { f.Kind = audit.KindPhone }, false},
		"another recipient":  {func(f *audit.Finding) { f.Recipient.Host = "clarity.ms" }, false},
		"another disguise":   {func(f *audit.Finding) { f.Chain = nil }, false},
		"an escaped sign":    {func(f *audit.Finding) { f.Chain = []string{"percent", "gzip"} }, true},
		"another channel":    {func(f *audit.Finding) { f.Channel = audit.ChannelBeacon }, false},
		"another rule":       {func(f *audit.Finding) { f.Rule = "email_address" }, false},
	} {
		g := base
		tc.change(&g)
		if same := fingerprint(&g) == fingerprint(&base); same != tc.same {
			t.Errorf("%s: same is %v", name, same)
		}
	}
	spelled := func(chain ...string) string {
		g := base
		g.Chain = chain
		return fingerprint(&g)
	}
	// Whether a digest shows the signs of one alphabet or the other is by chance.
	if spelled("base64", "sha256") != spelled("percent", "base64url", "sha256") || spelled("base64", "sha256") == spelled("hex", "sha256") {
		t.Error("the spelling of base64 is in the fingerprint, or that of hex is not")
	}
	if got := steadyPlace("body.json.users.12345.67.email[3][4]"); got != "body.json.users.#.#.email[*][*]" {
		t.Errorf("a place with numbers: %s", got)
	}
	if got := steadyHost("127.0.0.1"); got != "127.0.0.1" {
		t.Errorf("an IP address: %s", got)
	}
}

// TestSeverityTable: every class has every role, and is never milder on a more
// sensitive page, nor for a profiler than for one who cares.
func TestSeverityTable(t *testing.T) {
	t.Parallel()
	rank := map[audit.Severity]int{}
	for i, s := range audit.Severities {
		rank[s] = len(audit.Severities) - i
	}
	for _, class := range audit.Classes {
		for purpose := range vendors.Purposes {
			last := 0
			for s := range 5 {
				got := severity(class, s, purpose)
				if rank[got] == 0 || rank[got] < last {
					t.Errorf("class %s, %s, sensitivity %d: %q", class, purpose, s, got)
				}
				if rank[severity(class, s, "ad_pixel")] < rank[got] {
					t.Errorf("class %s, sensitivity %d: %s is worse than an advertiser", class, s, purpose)
				}
				last = rank[got]
			}
		}
	}
	if severity(audit.ClassA, -3, "") != severity(audit.ClassA, 0, "unknown") || severity(audit.ClassA, 99, "") != audit.Critical {
		t.Error("a sensitivity outside its range is the nearest one")
	}
}

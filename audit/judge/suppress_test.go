package judge

import (
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
)

func entry(e audit.SuppressionEntry, owner, expires string) audit.SuppressionEntry {
	e.Owner, e.Expires, e.Reason, e.At = owner, expires, "because", "quietroom.yaml:1:1"
	return e
}

func TestSuppress(t *testing.T) {
	t.Parallel()
	f := audit.Finding{Fingerprint: "0123456789abcdef", Rule: "canary", Page: "https://p.example/book/now?a=1", Recipient: audit.Recipient{VendorID: "hotjar", Domain: "hotjar.com"}}
	day := time.Date(2026, 11, 22, 23, 0, 0, 0, time.UTC)
	pattern := func(rule, page, vendor string) audit.SuppressionEntry {
		return audit.SuppressionEntry{Rule: rule, Page: page, Vendor: vendor}
	}
	one := audit.SuppressionEntry{Fingerprint: f.Fingerprint}
	for name, c := range map[string]struct {
		entries []audit.SuppressionEntry
		want    string // String of what the finding is marked with
		counts  bool
		warning string // of the first entry
	}{
		"nothing":                         {nil, "", true, ""},
		"its fingerprint":                 {[]audit.SuppressionEntry{entry(one, "A", "2027-01-31")}, "accepted by A until 2027-01-31", false, ""},
		"the last day":                    {[]audit.SuppressionEntry{entry(one, "A", "2026-11-22")}, "accepted by A until 2026-11-22", false, ""},
		"over":                            {[]audit.SuppressionEntry{entry(one, "A", "2026-11-21")}, "was accepted by A until 2026-11-21, which is over", true, "ended on 2026-11-21, so it counts again. Mend the leak"},
		"over, and taken up by another":   {[]audit.SuppressionEntry{entry(one, "A", "2026-11-21"), entry(pattern("canary", "/book*", "hotjar"), "B", "2027-01-31")}, "accepted by B until 2027-01-31", false, "counts again"},
		"the first of two":                {[]audit.SuppressionEntry{entry(one, "A", "2027-01-31"), entry(pattern("canary", "/book*", "hotjar"), "B", "2027-01-31")}, "accepted by A until 2027-01-31", false, ""},
		"another fingerprint":             {[]audit.SuppressionEntry{entry(audit.SuppressionEntry{Fingerprint: "ffff"}, "A", "2027-01-31")}, "", true, "fits nothing that was found"},
		"another, and over":               {[]audit.SuppressionEntry{entry(audit.SuppressionEntry{Fingerprint: "ffff"}, "A", "2026-01-31")}, "", true, "ended on 2026-01-31, and nothing was found"},
		"a pattern by the domain":         {[]audit.SuppressionEntry{entry(pattern("canary", "/book/now", "hotjar.com"), "A", "2027-01-31")}, "accepted by A until 2027-01-31", false, ""},
		"a pattern with the query":        {[]audit.SuppressionEntry{entry(pattern("canary", "/book/now?a=*", "hotjar"), "A", "2027-01-31")}, "accepted by A until 2027-01-31", false, ""},
		"a pattern that is a part only":   {[]audit.SuppressionEntry{entry(pattern("canary", "/book", "hotjar"), "A", "2027-01-31")}, "", true, "canary on /book to hotjar by A fits nothing"},
		"a pattern with a point":          {[]audit.SuppressionEntry{entry(pattern("canary", "/b..k/now", "hotjar"), "A", "2027-01-31")}, "", true, "fits nothing"},
		"a pattern of another rule":       {[]audit.SuppressionEntry{entry(pattern("account", "/*", "hotjar"), "A", "2027-01-31")}, "", true, "fits nothing"},
		"a pattern for another vendor":    {[]audit.SuppressionEntry{entry(pattern("canary", "/*", "meta_pixel"), "A", "2027-01-31")}, "", true, "fits nothing"},
		"nobody's vendor is not an empty": {[]audit.SuppressionEntry{entry(pattern("canary", "/*", "x"), "A", "2027-01-31")}, "", true, "fits nothing"},
	} {
		s, g := newSuppressions(c.entries, day), f
		s.mark(&g)
		got := ""
		if g.Suppressed != nil {
			got = g.Suppressed.String()
		}
		if got != c.want || g.Counts() != c.counts {
			t.Errorf("%s: %q, counts %v; want %q, %v", name, got, g.Counts(), c.want, c.counts)
		}
		if len(c.entries) == 0 {
			continue
		}
		if w := s.entries[0].Warning(); (w == "") != (c.warning == "") || !strings.Contains(w, c.warning) {
			t.Errorf("%s: warning %q; want %q", name, w, c.warning)
		}
	}
}

// TestSuppressRoute: a page of a script's router is one of its own, and what is accepted
// on the page that they all begin at is not accepted on them.
func TestSuppressRoute(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]struct{ root, route bool }{
		"https://p.example/":               {true, false},
		"https://p.example/#top":           {true, false},
		"https://p.example/#/book":         {false, true},
		"https://p.example/?x=1#/book/now": {false, true},
		"https://p.example/#/screening":    {false, false},
	} {
		fits := func(pattern string) bool {
			s := newSuppressions([]audit.SuppressionEntry{entry(audit.SuppressionEntry{Rule: "canary", Page: pattern, Vendor: "hotjar"}, "A", "2027-01-31")}, time.Time{})
			return s.fits(0, &audit.Finding{Rule: "canary", Page: page, Recipient: audit.Recipient{VendorID: "hotjar"}})
		}
		if fits("/") != want.root || fits("/#/book*") != want.route || !fits("/*") {
			t.Errorf("%s: / fits: %t, /#/book* fits: %t, /* fits: %t", page, fits("/"), fits("/#/book*"), fits("/*"))
		}
	}
}

// TestAcceptedIsNotClean: an accepted leak is a leak in every sentence.
func TestAcceptedIsNotClean(t *testing.T) {
	t.Parallel()
	const page = "https://p.example/book"
	hold := &audit.Suppression{Owner: "A. Person", Expires: "2027-01-31"}
	other := &audit.Suppression{Owner: "B", Expires: "2027-02-28"}
	for name, c := range map[string]struct {
		marks []*audit.Suppression
		want  string
	}{
		"all":      {[]*audit.Suppression{hold, hold}, "2 findings to 1 recipient, accepted by A. Person until 2027-01-31; the worst is"},
		"by two":   {[]*audit.Suppression{hold, other}, "2 findings to 1 recipient, accepted by A. Person until 2027-01-31, accepted by B until 2027-02-28; the worst is"},
		"some":     {[]*audit.Suppression{hold, nil}, "; 1 of them accepted by A. Person until 2027-01-31."},
		"none":     {[]*audit.Suppression{nil, nil}, "2 findings to 1 recipient; the worst is"},
		"over":     {[]*audit.Suppression{{Owner: "A", Expired: true}}, "1 finding to 1 recipient; the worst is"},
		"the rest": {[]*audit.Suppression{nil, hold}, "the worst is low"}, // the critical one is the accepted one
	} {
		run := &audit.Run{Complete: true, Pages: []audit.Page{{URL: page}}, Journeys: []audit.Journey{{Scenario: "visit", Page: page, Status: audit.Walked}}}
		for i, m := range c.marks {
			severity := audit.Low
			if i == 1 {
				severity = audit.Critical
			}
			run.Findings = append(run.Findings, audit.Finding{Page: page, Class: audit.ClassA, Severity: severity, Suppressed: m})
		}
		Conclude(run)
		for _, why := range []string{run.Why, run.Pages[0].Why} {
			if !strings.Contains(why, c.want) || strings.Contains(why, "clean") {
				t.Errorf("%s: %q; want %q", name, why, c.want)
			}
		}
		if run.Verdict != audit.Leak || run.Pages[0].Verdict != audit.Leak {
			t.Errorf("%s: %s, page %s; want a leak", name, run.Verdict, run.Pages[0].Verdict)
		}
	}
}

// TestWorstClassWhateverTheOrder: the same exchanges in another order give the same class.
func TestWorstClassWhateverTheOrder(t *testing.T) {
	t.Parallel()
	d, c := &finding{Finding: audit.Finding{Class: audit.ClassD, Severity: audit.Low, Exchange: "x1", Count: 3}}, &finding{Finding: audit.Finding{Class: audit.ClassC, Severity: audit.High, Exchange: "x2"}}
	d.worsen(c)
	if d.Class != audit.ClassC || d.Severity != audit.High || d.Exchange != "x2" || d.Count != 3 {
		t.Errorf("%+v", d.Finding)
	}
	c.worsen(&finding{Finding: audit.Finding{Class: audit.ClassD, Exchange: "x3"}})
	if c.Class != audit.ClassC || c.Exchange != "x2" {
		t.Errorf("%+v", c.Finding)
	}
}

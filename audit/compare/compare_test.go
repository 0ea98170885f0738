package compare

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

const (
	home = "https://practice.example/"
	book = "https://practice.example/book"
)

// site is a run of two pages, wholly seen, with one finding on each.
func site() *audit.Run {
	meta := audit.Recipient{Host: "www.facebook.com", Domain: "facebook.com", VendorID: "meta_pixel", Vendor: "Meta Pixel", Purpose: "ad_pixel", Party: audit.ThirdParty}
	maps := audit.Recipient{Host: "maps.example.net", Domain: "example.net", Vendor: "example.net", Purpose: "unknown", Party: audit.ThirdParty}
	return &audit.Run{
		Schema: audit.RunSchema, ID: "r", Site: home, Scope: []string{"https://practice.example"}, Verdict: audit.Leak, Complete: true,
		Started: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC), Ended: time.Date(2026, 11, 21, 9, 9, 0, 0, time.UTC),
		Tool:    audit.Tool{Version: "v1", RulesHash: "aa", Browser: "Chrome/156.0.1.2", Fidelity: "full", Disguise: "realistic"},
		Options: audit.Options{Submit: "hold", MaxPages: 50, Robots: "obeyed", Viewport: "desktop"},
		Pages: []audit.Page{
			{URL: home, Context: "home", Verdict: audit.Leak, Contacts: []audit.Contact{{Recipient: maps}}},
			{URL: book, Context: "booking", Verdict: audit.Leak, Contacts: []audit.Contact{{Recipient: meta}}},
		},
		Journeys: []audit.Journey{
			{ID: "j001", Scenario: "visit", Page: home, Status: audit.Walked},
			{ID: "j002", Scenario: "visit", Page: book, Status: audit.Walked},
			{ID: "j003", Scenario: "form:booking", Page: book, Status: audit.Walked},
		},
		Findings: []audit.Finding{
			{Fingerprint: "f1", Class: audit.ClassA, Severity: audit.Critical, Rule: "canary", Kind: audit.KindEmail, Page: book, Context: "booking", Journey: "j003", Step: 4, Recipient: meta, Channel: audit.ChannelImage, Place: "url.query.em", Chain: []string{"sha256"}, Excerpt: "em=‹e-mail address›", Count: 2, AfterSubmit: true},
			{Fingerprint: "f2", Class: audit.ClassE, Severity: audit.Low, Rule: "own", Kind: audit.KindContact, Page: home, Context: "home", Journey: "j001", Step: 1, Recipient: maps, Channel: audit.ChannelScript, Count: 1},
		},
		Coverage: audit.Coverage{PagesFound: 2, PagesAudited: 2, Certification: "verified"},
	}
}

// told is a comparison in a few words: "gone f1", "caveat …".
func told(c audit.Comparison) (out []string) {
	for _, f := range c.Findings {
		if f.Change != audit.Unchanged || f.Was != "" || f.Again || f.Note != "" {
			line := string(f.Change) + " " + f.Finding.Fingerprint
			if f.Was != "" {
				line += " was " + string(f.Was)
			}
			if f.Again {
				line += " again"
			}
			out = append(out, strings.TrimSpace(line+": "+f.Note))
		}
	}
	for _, things := range [][]audit.ThingChange{c.Vendors, c.Pages, c.Journeys} {
		for _, t := range things {
			out = append(out, string(t.Change)+" "+t.Name+": "+t.Note)
		}
	}
	out = append(out, c.Coverage...)
	for _, s := range c.Caveats {
		out = append(out, "caveat: "+s)
	}
	return out
}

func TestCompare(t *testing.T) {
	t.Parallel()
	drop := func(r *audit.Run, fingerprint string) {
		r.Findings = slices.DeleteFunc(r.Findings, func(f audit.Finding) bool { return f.Fingerprint == fingerprint })
	}
	type runs struct{ old, new *audit.Run }
	for name, tc := range map[string]struct {
		change func(r runs)
		want   []string // each is in a line of what is told, in order; nothing else is told
		counts string   // fingerprints that count
	}{
		"the same run":           {func(runs) {}, nil, ""},
		"a new finding":          {func(r runs) { drop(r.old, "f1") }, []string{"new f1:"}, "f1"},
		"a finding that is gone": {func(r runs) { drop(r.new, "f1") }, []string{"gone f1:"}, ""},
		"one added, one removed": {func(r runs) { drop(r.old, "f2"); drop(r.new, "f1") }, []string{"new f2:", "gone f1:"}, "f2"},
		"its page was not there": {func(r runs) {
			drop(r.new, "f1")
			r.new.Pages, r.new.Journeys = r.new.Pages[:1], r.new.Journeys[:1]
			r.new.Coverage.PagesAudited, r.new.Coverage.PagesFound = 1, 1
		}, []string{
			"not looked at f1: Its page was not seen in the new run.", "not looked at Meta Pixel: Its page was not seen", "gone " + book + ": booking, leak",
			"not looked at form:booking on practice.example/book: Its page", "1 of 1 pages found were audited; 2 of 2 in the old run.", "1 of 1 journeys",
		}, ""},
		"its page was skipped": {func(r runs) {
			drop(r.new, "f1")
			r.new.Pages, r.new.Journeys = r.new.Pages[:1], r.new.Journeys[:1]
			r.new.Coverage.Skipped = []audit.SkippedURL{{URL: book, Reason: "the limit of 1 page was reached."}}
		}, []string{"not looked at f1: Its page was not audited in the new run: the limit of 1 page was reached.", "not looked at Meta Pixel", "not looked at " + book + ": It was not audited", "not looked at form:booking", "1 of 1 journeys"}, ""},
		"the site stopped the new run": {func(r runs) {
			drop(r.new, "f1")
			r.new.Pages, r.new.Journeys = r.new.Pages[:1], r.new.Journeys[:1]
			r.new.Coverage.Halted = []string{"it answered 429"}
		}, []string{"not looked at f1: Its page was not seen", "not looked at Meta Pixel", "not looked at " + book + ": The site stopped the new run.", "not looked at form:booking", "1 of 1 journeys"}, ""},
		"the page that may lead to it was not seen": {func(r runs) {
			drop(r.new, "f1")
			r.new.Pages, r.new.Journeys = r.new.Pages[:1], r.new.Journeys[:1]
			r.new.Journeys[0].Status = audit.Inconclused
		}, []string{"not looked at f1: Its page was not seen", "not looked at Meta Pixel", "not looked at " + book + ": It was not found, and practice.example, which may lead to it, was not seen to its end", "changed visit", "not looked at form:booking", "0 of 1 journeys"}, ""},
		"a choice could not be made, and a page is gone": {func(r runs) {
			r.new.Pages, r.new.Journeys, r.new.Findings = r.new.Pages[:1], r.new.Journeys[:1], r.new.Findings[1:]
			r.new.Options.Consent = []audit.Consent{audit.ConsentNone, audit.ConsentReject}
			r.new.Journeys[0].Consent = audit.ConsentNone
			r.new.Journeys = append(r.new.Journeys, audit.Journey{ID: "r1", Scenario: "visit", Page: home, Consent: audit.ConsentReject, Status: audit.Inconclused})
		}, []string{"not looked at f1", "not looked at Meta Pixel", "gone " + book, "new visit on practice.example, after a refusal", "not looked at form:booking", "1 of 2 journeys", "caveat: States of consent"}, ""},
		"one of two forms of a kind is not there": {func(r runs) {
			r.old.Journeys = append(r.old.Journeys, audit.Journey{ID: "j004", Scenario: "form:booking", Page: book, Status: audit.Walked})
			r.old.Findings[0].Journey = "j004"
			drop(r.new, "f1")
		}, []string{"not looked at f1: The journey form:booking on practice.example/book was there 2 times in the old run, and once in the new run.", "changed form:booking on practice.example/book: walked, was 2 of 2", "3 of 3 journeys"}, ""},
		"one page of a script's router was not seen": {func(r runs) {
			for _, x := range []*audit.Run{r.old, r.new} {
				x.Pages[0].URL, x.Journeys[0].Page, x.Findings[1].Page = home+"#/", home+"#/", home+"#/"
				x.Pages[1].URL, x.Journeys[1].Page, x.Journeys[2].Page, x.Findings[0].Page = home+"#/book", home+"#/book", home+"#/book", home+"#/book"
			}
			drop(r.new, "f1")
			r.new.Pages[1].Verdict = audit.Inconclusive
		}, []string{"not looked at f1: Its page is inconclusive", "changed " + home + "#/book"}, ""},
		"a tag that heeded a refusal and does no more": {func(r runs) {
			for _, x := range []*audit.Run{r.old, r.new} {
				x.Options.Consent = []audit.Consent{audit.ConsentAccept, audit.ConsentReject}
				j := x.Journeys[0]
				x.Journeys[0].Consent, x.Journeys[1].Consent, x.Journeys[2].Consent = audit.ConsentAccept, audit.ConsentAccept, audit.ConsentAccept
				j.ID, j.Consent = "j009", audit.ConsentReject
				x.Journeys = append(x.Journeys, j)
				x.Findings[1].Consent = []audit.ConsentSeen{{State: audit.ConsentAccept, Journey: "j001"}}
			}
			r.new.Findings[1].Consent = append(r.new.Findings[1].Consent, audit.ConsentSeen{State: audit.ConsentReject, Journey: "j009"})
		}, []string{"changed f2: It left after a refusal, where the old run looked and did not see it."}, "f2"},
		"a policy was tried": {func(r runs) { drop(r.new, "f1"); r.new.Trial = &audit.Trial{} }, []string{"gone f1", "caveat: The new run walked under headers that quietroom added"}, ""},
		"one scenario alone": {func(r runs) { r.new.Options.Only = "booking" }, []string{"caveat: What was walked: the site in the old run, booking in the new one."}, ""},
		"its page is inconclusive": {func(r runs) { drop(r.new, "f1"); r.new.Pages[1].Verdict = audit.Inconclusive },
			[]string{"not looked at f1: Its page is inconclusive in the new run.", "changed " + book + ": inconclusive, was leak"}, ""},
		"its journey failed": {func(r runs) {
			drop(r.new, "f1")
			r.new.Journeys[2].Status, r.new.Journeys[2].Why = audit.Inconclused, "No button was there."
		}, []string{"not looked at f1: The journey form:booking on practice.example/book did not come to its end in the new run.", "changed form:booking on practice.example/book: not walked to its end, was walked: No button was there", "2 of 3 journeys"}, ""},
		"its journey is not there": {func(r runs) { drop(r.new, "f1"); r.new.Journeys = r.new.Journeys[:2] },
			[]string{"not looked at f1: The journey form:booking on practice.example/book was not there", "gone form:booking", "2 of 2 journeys"}, ""},
		"the visit that finds it failed": {func(r runs) {
			drop(r.new, "f1")
			r.new.Journeys = r.new.Journeys[:2]
			r.new.Journeys[1].Status = audit.Inconclused
		}, []string{"not looked at f1: The journey form:booking", "changed visit", "not looked at form:booking on practice.example/book: The visit that shows what to walk", "1 of 2 journeys"}, ""},
		"another journey failed": {func(r runs) { drop(r.new, "f2"); r.new.Journeys[2].Status = audit.Inconclused },
			[]string{"gone f2:", "changed form:booking", "2 of 3 journeys"}, ""},
		"out of scope": {func(r runs) {
			drop(r.new, "f1")
			r.new.Scope = []string{"https://www.practice.example"}
			r.new.Pages, r.new.Journeys = r.new.Pages[:1], r.new.Journeys[:1]
			r.new.Findings[0].Page = home
		}, []string{"not looked at f1: Its page was out of scope", "not looked at Meta Pixel", "not looked at " + book, "not looked at form:booking", "1 of 1 journeys", "caveat: Other hosts were in scope"}, ""},
		"submits were not pressed": {func(r runs) { drop(r.new, "f1"); r.new.Options.Submit = "skip" },
			[]string{"not looked at f1: Forms were not submitted in the new run.", "caveat: Final submits: hold in the old run, skip in the new one."}, ""},
		"values are kept back now": {func(r runs) { drop(r.new, "f1"); drop(r.new, "f2"); r.new.Options.Egress = "hold-canaries" },
			[]string{"not looked at f1: Third parties were kept from the patient's values in the new run", "gone f2", "caveat: What may leave for third parties: all in the old run, hold-canaries in the new one."}, ""},
		"a submit is sent no more": {func(r runs) {
			for _, x := range []*audit.Run{r.old, r.new} {
				x.Journeys[2].Scenario = "our-booking"
			}
			r.old.Options.Submit = "send"
			drop(r.new, "f1")
		}, []string{"not looked at f1: No submit was sent in earnest in the new run.", "caveat: Final submits: send in the old run, hold in the new one."}, ""},
		"another state of consent": {func(r runs) {
			r.old.Options.Consent = []audit.Consent{audit.ConsentAccept}
			for i := range r.old.Journeys {
				r.old.Journeys[i].Consent = audit.ConsentAccept
			}
			drop(r.new, "f1")
		}, []string{"not looked at f1: The site was not walked after an acceptance in the new run.", "new form:booking", "new visit", "new visit", "not looked at form:booking", "not looked at visit", "not looked at visit", "caveat: States of consent: accept in the old run, none in the new one."}, ""},
		"seen in a state that is walked no more": {func(r runs) {
			r.old.Options.Consent = []audit.Consent{audit.ConsentNone, audit.ConsentReject}
			r.old.Journeys = append(r.old.Journeys, audit.Journey{ID: "j009", Scenario: "visit", Page: home, Consent: audit.ConsentReject, Status: audit.Walked})
			r.old.Findings[1].Consent = []audit.ConsentSeen{{State: audit.ConsentNone, Journey: "j001"}, {State: audit.ConsentReject, Journey: "j009"}}
			r.old.Journeys[0].Consent, r.old.Journeys[1].Consent, r.old.Journeys[2].Consent = audit.ConsentNone, audit.ConsentNone, audit.ConsentNone
			drop(r.new, "f2")
		}, []string{"not looked at f2: The site was not walked after a refusal", "not looked at visit on practice.example, after a refusal", "3 of 3 journeys", "caveat: States of consent"}, ""},
		"GPC": {func(r runs) { drop(r.new, "f2"); r.new.Options.GPC = true },
			[]string{"not looked at f2: The browser asked for privacy (GPC) in the new run.", "caveat: Global Privacy Control: off in the old run, on in the new one."}, ""},
		"something unexplained left its page": {func(r runs) { drop(r.new, "f2"); r.new.Coverage.Unexplained = []audit.Gap{{Page: home, What: "x"}} },
			[]string{"not looked at f2: Something left in the new run", "1 things left"}, ""},
		"the new run was cut short": {func(r runs) { drop(r.new, "f2"); r.new.Complete = false },
			[]string{"not looked at f2: The new run did not come to its end.", "caveat: The new run did not come to its end"}, ""},
		"the old run did not look there": {func(r runs) {
			drop(r.old, "f1")
			r.old.Pages[1].Verdict = audit.Inconclusive
		}, []string{"new f1: The old run could not have seen it: its page is inconclusive in the old run.", "changed " + book}, "f1"},
		"a worse one covers it": {func(r runs) { r.new.Findings[1].Fingerprint, r.new.Findings[1].Class = "f3", audit.ClassC },
			[]string{"new f3:", "unchanged f2: In the new run it is told by a worse finding on the same page"}, "f3"},
		"a worse one covered it": {func(r runs) { r.old.Findings[1].Fingerprint, r.old.Findings[1].Class = "f3", audit.ClassC },
			[]string{"gone f3:", "unchanged f2: In the old run it is told by a worse finding"}, ""},
		"another class":              {func(r runs) { r.old.Findings[1].Class = audit.ClassD; r.new.Findings[1].Class = audit.ClassC }, []string{"unchanged f2 was D"}, ""},
		"a new one that is accepted": {func(r runs) { drop(r.old, "f1"); r.new.Findings[0].Suppressed = &audit.Suppression{} }, []string{"new f1"}, ""},
		"an acceptance that is over": {func(r runs) {
			r.old.Findings[0].Suppressed = &audit.Suppression{}
			r.new.Findings[0].Suppressed = &audit.Suppression{Expired: true}
		}, []string{"unchanged f1 again: It was accepted, and is no more"}, "f1"},
		"an acceptance that was taken back": {func(r runs) { r.old.Findings[0].Suppressed = &audit.Suppression{} }, []string{"unchanged f1 again"}, "f1"},
		"a new vendor": {func(r runs) {
			r.new.Pages[0].Contacts = append(r.new.Pages[0].Contacts, r.new.Pages[1].Contacts[0])
			r.old.Pages[1].Contacts = nil
		},
			[]string{"new Meta Pixel: on 2 pages, such as " + home}, ""},
		"a vendor that is gone": {func(r runs) { r.new.Pages[1].Contacts = nil }, []string{"gone Meta Pixel: on " + book}, ""},
		"a page under another name": {func(r runs) {
			r.new.Pages[1].URL = book + "/new"
			r.new.Pages[1].Aliases = []string{book + "?utm_source=x"}
		}, nil, ""},
		"another context": {func(r runs) { r.new.Pages[0].Context = "intake" }, []string{"changed " + home + ": taken for intake, was home"}, ""},
		"everything else is different": {func(r runs) {
			r.new.Site, r.new.Tool = "https://other.example/", audit.Tool{Version: "v2", RulesHash: "bb", Browser: "Chrome/157.1", Fidelity: "reduced", Disguise: "honest"}
			r.new.Coverage.Certification = "unverified"
			r.new.Options.Egress, r.new.Options.Robots, r.new.Options.Viewport = "hold-canaries", "ignored", "mobile"
		}, []string{
			"caveat: These are runs of two sites: practice.example and other.example.", "caveat: The runs were judged by different rules", "caveat: Made by different versions of quietroom: v1",
			"caveat: Chrome's version: Chrome/156 in the old run, Chrome/157 in the new one.", "caveat: Browser fidelity: full", "caveat: Whether the browser hid", "caveat: Certification of the record: verified",
			"caveat: What may leave for third parties: all", "caveat: robots.txt", "caveat: Window",
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := runs{site(), site()}
			tc.change(r)
			c := Compare(r.old, r.new)
			got := told(c)
			if len(got) != len(tc.want) {
				t.Fatalf("told %d things, want %d:\n%s", len(got), len(tc.want), strings.Join(got, "\n"))
			}
			for i, w := range tc.want {
				if !strings.Contains(got[i], w) {
					t.Errorf("told %q; want %q", got[i], w)
				}
			}
			var counts []string
			for _, f := range Counting(c, audit.ClassE) {
				counts = append(counts, f.Fingerprint)
			}
			if s := strings.Join(counts, " "); s != tc.counts {
				t.Errorf("%q count; want %q", s, tc.counts)
			}
			if Empty(c) != (len(slices.DeleteFunc(got, func(s string) bool { return strings.HasPrefix(s, "caveat") || strings.Contains(s, "told by a worse") })) == 0) {
				t.Errorf("Empty is %v", Empty(c))
			}
			hold(t, r.old, r.new)
		})
	}
}

// hold holds what is true of any two runs.
func hold(t *testing.T, a, b *audit.Run) {
	t.Helper()
	for _, r := range []*audit.Run{a, b} {
		if c := Compare(r, r); !Empty(c) || len(c.Findings) > len(r.Findings) {
			t.Errorf("a run and itself: %q", told(c))
		}
	}
	ab, ba := Compare(a, b), Compare(b, a)
	list := func(c audit.Comparison, changes ...audit.Change) (out []string) {
		for _, f := range c.Findings {
			if slices.Contains(changes, f.Change) {
				out = append(out, f.Finding.Fingerprint)
			}
		}
		slices.Sort(out)
		return out
	}
	things := func(c audit.Comparison, changes ...audit.Change) (out []string) {
		for i, l := range [][]audit.ThingChange{c.Vendors, c.Pages, c.Journeys} {
			for _, x := range l {
				if slices.Contains(changes, x.Change) {
					out = append(out, string(rune('0'+i))+x.Name)
				}
			}
		}
		slices.Sort(out)
		return out
	}
	if d := cmp.Diff(list(ab, audit.New), list(ba, audit.Gone, audit.NotLookedAt)); d != "" {
		t.Errorf("findings do not turn round (-new +gone): %s", d)
	}
	if d := cmp.Diff(things(ab, audit.New), things(ba, audit.Gone, audit.NotLookedAt)); d != "" {
		t.Errorf("things do not turn round (-new +gone): %s", d)
	}
	same, err := json.Marshal(Compare(a, b))
	first, err2 := json.Marshal(ab)
	if err != nil || err2 != nil || string(same) != string(first) {
		t.Errorf("the same runs, another comparison (%v, %v)", err, err2)
	}
	for _, f := range ab.Findings {
		if f.Change == audit.Gone && !b.Complete {
			t.Errorf("%s is gone in a run that did not come to its end", f.Finding.Fingerprint)
		}
	}
	for _, r := range [][2]*audit.Run{{a, b}, {b, a}} {
		if r[0].Trial != nil {
			continue // it is no baseline
		}
		old := *r[0]
		old.Coverage.Skipped = nil // a baseline does not say why a page is not in it
		want, got := Compare(&old, r[1]), Compare(kept(t, r[0]), r[1])
		if d := cmp.Diff(told(want), told(got)); d != "" {
			t.Errorf("by the baseline file another comparison (-run +file): %s", d)
		}
		if got := Compare(kept(t, r[0]), r[0]); !Empty(got) || len(got.Caveats) > 0 && r[0].Complete {
			t.Errorf("a run and its own baseline: %q", told(got))
		}
	}
}

func TestCounting(t *testing.T) {
	t.Parallel()
	old, now := site(), site()
	old.Findings[1].Class, now.Findings[1].Class = audit.ClassD, audit.ClassC
	over := site()
	over.Findings[0].Suppressed = &audit.Suppression{Expired: true}
	for _, tc := range []struct {
		name     string
		old, now *audit.Run
		limit    audit.Class
		want     int
	}{
		{"it rose above the limit", old, now, audit.ClassC, 1},
		{"it was above it already", old, now, audit.ClassD, 0},
		{"it is below it still", old, now, audit.ClassA, 0},
		{"it fell", now, old, audit.ClassE, 0},
		{"its acceptance was over before", over, over, audit.ClassA, 1},
		{"never", &audit.Run{}, now, "never", 0},
		{"all are new", &audit.Run{}, now, audit.ClassE, 2},
	} {
		if got := Counting(Compare(tc.old, tc.now), tc.limit); len(got) != tc.want {
			t.Errorf("%s: %d count, want %d", tc.name, len(got), tc.want)
		}
	}
}

// kept is the run as its baseline file has it.
func kept(t *testing.T, r *audit.Run) *audit.Run {
	t.Helper()
	var b strings.Builder
	if err := WriteBaseline(&b, r); err != nil {
		t.Fatal(err)
	}
	out, err := ReadBaseline("b.json", []byte(b.String()))
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	return out
}

// TestOnRealRuns compares the runs that the reports are tested with.
func TestOnRealRuns(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../report/testdata/*.run.json")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d runs, %v", len(files), err)
	}
	var runs []*audit.Run
	for _, name := range files {
		if fi, err := os.Stat(name); err != nil || fi.Size() > 3<<20 {
			continue // a big one makes every pair slow
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		run := new(audit.Run)
		if err := json.Unmarshal(data, run); err != nil {
			t.Fatal(err)
		}
		runs = append(runs, run)
	}
	for _, a := range runs {
		for _, b := range runs {
			hold(t, a, b)
		}
	}
}

package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/judge"
	"github.com/quietroom/quietroom/audit/rules"
)

// The pages that the checks are tried on; their addresses say what they are.
const (
	homePage   = "https://practice.example/about"
	bookPage   = "https://practice.example/book"
	intakePage = "https://practice.example/intake"
	topicPage  = "https://practice.example/conditions/anxiety"
)

const (
	agreed = "vendors:\n  - vendor: jotform\n    baa: {signed_by: A. Person, signed: 2026-01-15, reference: contracts/7}\n    contexts: [intake]\n"
	ended  = "vendors:\n  - vendor: jotform\n    baa: {signed_by: A. Person, signed: 2020-01-15, expires: 2021-01-14, reference: contracts/7}\n    contexts: [intake]\n"
)

// seen is a message, the page that it was sent from, and what the practice says.
type seen struct{ page, message, site string }

// TestTwelveChecks: every one of the twelve checks of audit/rules has a message that
// it speaks at, by one of the rules that it names, and one that it is silent at.
func TestTwelveChecks(t *testing.T) {
	t.Parallel()
	const mail = "zolupravex.test%40example.com"
	navigation := `{"log":{"entries":[{"_resourceType":"document","request":{"method":%q,"url":%q,"postData":{"mimeType":"application/x-www-form-urlencoded","text":%q}}}]}}`
	set, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	for i, tc := range []struct {
		name   string
		speaks seen
		by     string // what of the check speaks
		says   string // in the finding's sentence
		silent seen
	}{
		{name: "1 advertising pixels", by: "no_ad_pixel_on_care_pages", says: "an advertising service",
			speaks: seen{page: bookPage, message: "https://www.facebook.com/tr/?id=1&ev=PageView"},
			silent: seen{page: homePage, message: "https://www.facebook.com/tr/?id=1&ev=PageView"}},
		{name: "2 session replay", by: "no_replay_on_care_pages", says: "recordings of the page",
			speaks: seen{page: intakePage, message: "https://static.hotjar.com/c/x.js"},
			silent: seen{page: homePage, message: "https://static.hotjar.com/c/x.js"}},
		{name: "3 capture of form fields", by: "class A", says: "e-mail address",
			speaks: seen{page: bookPage, message: "curl https://in.hotjar.com/x --json '{\"value\":\"zolupravex.test@example.com\"}'"},
			silent: seen{page: homePage, message: "curl https://in.hotjar.com/x --json '{\"value\":\"***************\"}'"}},
		{name: "4 addresses", by: "value_in_own_url", says: "in the address of a page",
			speaks: seen{page: bookPage, message: fmt.Sprintf(navigation, "GET", bookPage+"?email="+mail, "")},
			silent: seen{page: bookPage, message: fmt.Sprintf(navigation, "POST", bookPage, "email="+mail)}},
		{name: "5 network addresses", by: "ip_address_keyed", says: "IP address",
			speaks: seen{page: homePage, message: "https://stats.example.org/x?ip_address=8.8.4.4"},
			silent: seen{page: homePage, message: "https://stats.example.org/x?ip_address=8.8.4.0&aip=1"}},
		{name: "6 identifiers that link", by: "class C", says: "an identifier that links a visitor over time",
			speaks: seen{page: bookPage, message: "https://www.google-analytics.com/g/collect?v=2&tid=G-A1&cid=1234567890.1700000000&dl=" + bookPage},
			silent: seen{page: homePage, message: "https://www.google-analytics.com/g/collect?v=2&tid=G-A1&cid=1234567890.1700000000&dl=" + homePage}},
		{name: "7 form builders", by: "register", says: "none is recorded here",
			speaks: seen{page: intakePage, message: "https://form.jotform.com/s?q=" + mail},
			silent: seen{page: intakePage, message: "https://form.jotform.com/s?q=" + mail, site: agreed}},
		{name: "8 encryption", by: "value_unencrypted", says: "everyone on the way can read it",
			speaks: seen{page: bookPage, message: "curl http://practice.example/book -d email=" + mail},
			silent: seen{page: bookPage, message: "curl https://practice.example/book -d email=" + mail}},
		{name: "9 event payloads", by: "appointment_time_keyed", says: "appointment",
			speaks: seen{page: homePage, message: "https://www.google-analytics.com/g/collect?v=2&tid=G-A1&ep.appointment_date=2026-12-03"},
			silent: seen{page: homePage, message: "https://www.google-analytics.com/g/collect?v=2&tid=G-A1&ep.date=2026-12-03&en=scroll"}},
		{name: "10 vendors answered for", by: "register", says: "ended on 2021-01-14",
			speaks: seen{page: intakePage, message: "https://form.jotform.com/s?q=" + mail, site: ended},
			silent: seen{page: intakePage, message: "https://form.jotform.com/s?q=" + mail, site: agreed}},
		{name: "11 education apart from care", by: "class C", says: "The address of the",
			speaks: seen{page: topicPage, message: "https://www.google-analytics.com/g/collect?v=2&tid=G-A1&cid=1234567890.1700000000&dl=" + topicPage},
			silent: seen{page: homePage, message: "https://www.google-analytics.com/g/collect?v=2&tid=G-A1&cid=1234567890.1700000000&dl=" + homePage}},
		{name: "12 forms tested", by: "coverage"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			check := set.Checks()[i]
			if !slices.Contains(check.By, tc.by) {
				t.Fatalf("%q is answered by %q, and not by %q", check.Text, check.By, tc.by)
			}
			if tc.by == "coverage" {
				checkForms(t)
				return
			}
			found := searched(t, tc.speaks)
			if !slices.ContainsFunc(found, func(f audit.Finding) bool {
				return (tc.by == "register" || f.Rule == tc.by || "class "+string(f.Class) == tc.by) && strings.Contains(f.Why, tc.says)
			}) {
				t.Errorf("it does not speak at %s: %+v", tc.speaks.message, found)
			}
			if found := searched(t, tc.silent); len(found) > 0 {
				t.Errorf("it speaks at %s: %s", tc.silent.message, found[0].Why)
			}
		})
	}
	if n := len(set.Checks()); n != 12 {
		t.Errorf("%d checks; want twelve", n)
	}
}

// searched gives what detect finds in a message.
func searched(t *testing.T, s seen) []audit.Finding {
	t.Helper()
	args := []string{"detect", "--json", "--patient", written(t, "p.json", testPatient), "--page", s.page}
	if s.site != "" {
		args = append(args, "--site-file", written(t, "site.yaml", s.site))
	}
	r := command{}.run(t, append(args, written(t, "x", s.message))...)
	var got struct{ Findings []audit.Finding }
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil {
		t.Fatalf("%v: %s", err, r.stderr)
	}
	return got.Findings
}

// checkForms: a page whose form was not walked to its end is never clean.
func checkForms(t *testing.T) {
	t.Helper()
	run := func(form audit.JourneyStatus) *audit.Run {
		return &audit.Run{
			Complete: true, Pages: []audit.Page{{URL: bookPage, Forms: 1}},
			Journeys: []audit.Journey{{ID: "j1", Scenario: "visit", Page: bookPage, Status: audit.Walked}, {ID: "j2", Scenario: "form", Page: bookPage, Status: form}},
		}
	}
	for status, want := range map[audit.JourneyStatus]audit.Verdict{audit.Walked: audit.Clean, audit.NotAttempted: audit.Inconclusive, audit.Inconclused: audit.Inconclusive} {
		r := run(status)
		judge.Conclude(r)
		if r.Verdict != want || r.Pages[0].Verdict != want {
			t.Errorf("a form's journey that is %s: the run is %s; want %s", status, r.Verdict, want)
		}
	}
}

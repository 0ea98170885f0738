package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// calling is a practice whose own form is for messages, and which books, and takes
// payments, at others'.
func calling(t *testing.T) *web {
	return newWeb(t, map[string]any{
		"practice.example/": `<title>Home</title><h1>Harbor counseling</h1><a href=/contact>Contact us</a> <a href="https://hours.example/harbor">Book now</a>
			<a href="https://hours.example/harbor#new">New client</a> <a href="https://www.facebook.com/harbor">Subscribe</a> <a href="https://careers.example/">Jobs</a> <a href=/bill>Pay my bill</a> <a href=/talk>Chat</a>`,
		"practice.example/contact": `<title>Contact</title><h1>Contact</h1><a href="https://hours.example/harbor">Book now</a>
			<form action=/thanks method=post><label>E-mail <input name=email type=email required></label><label>Message <textarea name=m></textarea></label><button>Send</button></form>`,
		"hours.example/harbor": `<title>Harbor</title><h1>Request a time</h1><form action=/take method=post><label>Full name <input name=name autocomplete=name required></label>
			<label>E-mail <input name=email type=email required></label><label>Preferred date <input type=date name=day></label><label>Reason for visit <textarea name=r></textarea></label><button>Request appointment</button></form>
			<script>document.querySelector('[name=email]').addEventListener('change', e => fetch('https://collect.vendor.example/typed?em=' + btoa(e.target.value), {mode: 'no-cors'}))</script>`,
		"careers.example/":      `<title>Jobs</title>`,
		"practice.example/bill": status(302, "Location", "https://money.example/pay"),
		"practice.example/talk": status(302, "Location", "https://www.facebook.com/harbor"),
		"money.example/pay":     `<title>Bill</title><h1>Pay</h1><p>Our office is closed.`,
	})
}

// TestLibraryByDefault: where a site's "Book now" leads, the audit goes as a patient
// would, once; what is filled in there is not sent, and what leaves is found. A second
// walk under the policy goes there too, and --no-library does not.
func TestLibraryByDefault(t *testing.T) {
	t.Parallel()
	w := calling(t)
	r := w.audit(t, "--seed", "7")
	r.want(t, exitFindings)
	var walked []string
	for _, j := range r.run.Journeys {
		if strings.HasPrefix(j.Scenario, audit.FromLibrary) {
			walked = append(walked, j.Scenario)
			if j.Status != audit.Walked || (j.Why != "") != (j.Scenario == "library:payment") || !strings.HasSuffix(j.Page, "practice.example/") {
				t.Errorf("%s from %s: %s (%s)", j.Scenario, j.Page, j.Status, j.Why)
			}
			if j.Why == "" && !slices.ContainsFunc(j.Steps, func(s audit.Step) bool { return s.Verb == "submit" && s.Status == "done" }) {
				t.Errorf("%s pressed no button: %+v", j.Scenario, j.Steps)
			}
		}
	}
	if !slices.Equal(walked, []string{"library:booking", "library:payment"}) {
		t.Errorf("walked %q, want booking and payment: the link for new clients leads to the same page, and a contact form is there", walked)
	}
	if said := strings.Join(r.run.Coverage.NotLookedAt, "\n"); !strings.Contains(said, "calls a patient to payment") || !strings.Contains(said, "on money.example, no form of it was found") {
		t.Errorf("the coverage says %q", said)
	}
	if !slices.ContainsFunc(r.run.Findings, func(f audit.Finding) bool {
		return f.Class == audit.ClassA && f.Kind == audit.KindEmail && f.Recipient.Host == "collect.vendor.example"
	}) {
		t.Error("what the booking page told a third party of the e-mail address is not found")
	}
	if !strings.Contains(strings.Join(r.run.Notes, "\n"), ": portal, provider, screening, search.") {
		t.Errorf("notes: %q", r.run.Notes)
	}
	visits := 0
	for _, q := range w.requests() {
		if q.host == "careers.example" || q.host == "www.facebook.com" {
			t.Errorf("%s was entered", q.host)
		}
		if strings.HasSuffix(q.host, ".example") && (q.body != "" || q.path == "/take" || q.path == "/thanks") {
			t.Errorf("%s got %s %q", q.host, q.path, q.body)
		}
		if q.host == "hours.example" && q.path == "/harbor" {
			visits++
		}
	}
	if visits != 1 {
		t.Errorf("the booking page was opened %d times, want once", visits)
	}

	t.Run("no header of the site stops what the service sends", func(t *testing.T) {
		chromes <- struct{}{}
		defer func() { <-chromes }()
		var v audit.Verification
		out := quietroom(t, "verify-fix", r.dir, "--format", "json")
		if err := json.Unmarshal([]byte(out.stdout), &v); err != nil {
			t.Fatalf("%v\n%s", err, out.stderr)
		}
		if !v.Verified || v.Finished != len(r.run.Journeys) || len(v.Beyond) == 0 {
			t.Errorf("%+v", v)
		}
	})
	t.Run("not with --no-library", func(t *testing.T) {
		w := calling(t)
		r := w.audit(t, "--seed", "7", "--no-library")
		for _, q := range w.requests() {
			if strings.HasSuffix(q.host, ".example") && q.host != "practice.example" {
				t.Errorf("%s was entered", q.host)
			}
		}
		if slices.ContainsFunc(r.run.Journeys, func(j audit.Journey) bool { return strings.HasPrefix(j.Scenario, audit.FromLibrary) }) {
			t.Error("a journey of the library was walked")
		}
	})
}

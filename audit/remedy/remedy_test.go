package remedy

import (
	"errors"
	"iter"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/rules"
	"github.com/quietroom/quietroom/audit/vendors"
)

const site = "https://www.practice.example"

func data(t *testing.T) Data {
	t.Helper()
	v, err := vendors.Default()
	r, err2 := rules.Default()
	p, err3 := pages.Default()
	if err := errors.Join(err, err2, err3); err != nil {
		t.Fatal(err)
	}
	return Data{Vendors: v, Rules: r, Taxonomy: p}
}

// finding makes a finding of class A, then changes it.
func finding(d Data, print, host, path, context string, change func(*audit.Finding)) audit.Finding {
	f := audit.Finding{
		Fingerprint: print, Class: audit.ClassA, Severity: audit.Critical, Rule: "canary", Kind: audit.KindEmail, Page: site + path, Context: context,
		Recipient: d.Vendors.Recipient(host, vendors.FirstParty([]string{"www.practice.example"})), Channel: audit.ChannelFetch, Place: "body.json.email", Exchange: "x-" + print,
	}
	if change != nil {
		change(&f)
	}
	return f
}

// recorded gives exchanges as a record.
func recorded(list ...audit.Exchange) Record {
	return func(yield func(*audit.Exchange, error) bool) {
		for i := range list {
			if !yield(&list[i], nil) {
				return
			}
		}
	}
}

// brief is what a test compares of a remedy.
type brief struct {
	Kind     audit.RemedyKind
	Do       string
	Findings []string
}

func TestFor(t *testing.T) {
	t.Parallel()
	d := data(t)
	by := func(url string, stack ...string) func(*audit.Finding) {
		return func(f *audit.Finding) { f.Initiator = audit.Initiator{Type: "script", URL: url, Stack: stack} }
	}
	for name, c := range map[string]struct {
		findings []audit.Finding
		record   Record
		want     []brief
	}{
		"none": {want: []brief{}},
		"a setting stops one, the tag has to go for both": {
			findings: []audit.Finding{
				finding(d, "a", "www.facebook.com", "/contact", "contact", func(f *audit.Finding) { f.Meaning = "hashed e-mail (Advanced Matching, automatic)" }),
				finding(d, "c", "www.facebook.com", "/contact", "contact", func(f *audit.Finding) { f.Class, f.Severity = audit.ClassC, audit.High }),
			},
			want: []brief{
				{audit.RemoveTag, "Take Meta Pixel off /contact.", []string{"a", "c"}},
				{audit.VendorSwitch, "In the settings of Meta Pixel, switch off automatic advanced matching.", []string{"a"}},
			},
		},
		"where the vendor may stay, the setting is enough": {
			findings: []audit.Finding{finding(d, "a", "track.hubspot.com", "/groups", "group_event", func(f *audit.Finding) { f.Meaning = "what was typed into the form (collected forms)" })},
			want:     []brief{{audit.VendorSwitch, "In the settings of HubSpot tracking + collected forms, switch off the collection of forms that are not HubSpot's own.", []string{"a"}}},
		},
		"the tag manager's container, through the script that it loaded": {
			findings: []audit.Finding{finding(d, "a", "bat.bing.com", "/pay", "payment", by("https://bat.bing.com/bat.js"))},
			record: recorded(audit.Exchange{ID: "x1", URL: "https://bat.bing.com/bat.js", Channel: audit.ChannelScript,
				Initiator: audit.Initiator{Type: "script", URL: "https://www.googletagmanager.com/gtm.js?id=GTM-AB12CD"}}),
			want: []brief{{audit.TagTrigger, "In the tag manager's container GTM-AB12CD, keep Microsoft Advertising UET (Bing) from firing on /pay by an exception to its trigger.", []string{"a"}}},
		},
		"an address that goes along": {
			findings: []audit.Finding{finding(d, "d", "fonts.googleapis.com", "/services/grief", "condition_topic", func(f *audit.Finding) {
				f.Class, f.Severity, f.Place = audit.ClassD, audit.Low, "header.referer"
			})},
			want: []brief{{audit.ReferrerPolicy, "Send the header Referrer-Policy: strict-origin-when-cross-origin with every page, so that no other host gets a page's address along with a request.", []string{"d"}}},
		},
		"a font service that gets more": {
			findings: []audit.Finding{finding(d, "c", "fonts.googleapis.com", "/book", "booking", func(f *audit.Finding) { f.Class, f.Place = audit.ClassC, "url.query.page" })},
			want:     []brief{{audit.SelfHost, "Serve the files of Google Fonts from the practice's own host.", []string{"c"}}},
		},
		"a value in the page's own address": {
			findings: []audit.Finding{
				finding(d, "own", "www.practice.example", "/pay", "payment", func(f *audit.Finding) {
					f.Rule, f.Place, f.Kind = "value_in_own_url", "url.query.invoice", audit.KindInvoice
				}),
				finding(d, "ga", "www.google-analytics.com", "/pay", "payment", func(f *audit.Finding) { f.Place, f.Kind = "url.query.dl.url.query.invoice", audit.KindInvoice }),
				finding(d, "other", "www.google-analytics.com", "/faq", "public_education", func(f *audit.Finding) { f.Place = "url.query.dl.url.query.elsewhere" }),
			},
			record: recorded(
				audit.Exchange{ID: "x-ga", URL: "https://www.google-analytics.com/g/collect", Frame: site + "/pay?invoice=1"},
				audit.Exchange{ID: "x-other", URL: "https://www.google-analytics.com/g/collect", Frame: site + "/faq"},
			),
			want: []brief{
				{audit.MoveFromURL, "Keep the patient's invoice or account number out of the address of /pay: send its form by POST, and let no script write there what was typed.", []string{"ga", "own"}},
				{audit.RemoveTag, "Take Google Analytics 4 off /faq.", []string{"other"}},
			},
		},
		"a form service": {
			findings: []audit.Finding{finding(d, "j", "submit.jotform.com", "/groups", "group_event", func(f *audit.Finding) { f.Severity = audit.Medium })},
			want:     []brief{{audit.RecordAgreement, "Record the practice's agreement with Jotform in the site's file, or move what patients fill in on /groups to a service that has one.", []string{"j"}}},
		},
		"unencrypted": {
			findings: []audit.Finding{finding(d, "u", "www.practice.example", "/contact", "contact", func(f *audit.Finding) { f.Rule = "value_unencrypted" })},
			want:     []brief{{audit.Encrypt, "Serve /contact and what it sends over https only.", []string{"u"}}},
		},
		"nobody knows who it is": {
			findings: []audit.Finding{
				finding(d, "1", "a.unheard.example", "/a", "booking", nil), finding(d, "2", "b.unheard.example", "/b", "booking", nil),
				finding(d, "3", "a.unheard.example", "/c", "booking", nil), finding(d, "4", "a.unheard.example", "/d", "booking", nil),
			},
			want: []brief{{audit.RemoveTag, "Take unheard.example off /a, /b and 2 other pages.", []string{"1", "2", "3", "4"}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := For(&audit.Run{Findings: c.findings}, c.record, d)
			if err != nil {
				t.Fatal(err)
			}
			briefs := []brief{}
			for _, r := range got {
				briefs = append(briefs, brief{r.Kind, r.Do, r.Findings})
			}
			if diff := cmp.Diff(c.want, briefs); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestEveryFindingIsAnswered makes findings of every purpose and context, and holds
// what is said to the bounds of what was observed. The order in which findings come
// changes nothing.
func TestEveryFindingIsAnswered(t *testing.T) {
	t.Parallel()
	forbidden := regexp.MustCompile(`(?i)violat|complian|\bbreach|disclos|\billegal|\bunlawful|no leaks|affected|baa is missing|without a baa|\bguarantee|\bsafe\b|%!`)
	d := data(t)
	run := &audit.Run{Site: site + "/", Scope: []string{site}}
	n := 0
	for _, v := range d.Vendors.All() {
		if len(v.Domains) == 0 {
			continue
		}
		for _, context := range d.Taxonomy.Contexts() {
			n++
			run.Findings = append(run.Findings, finding(d, v.ID+context, v.Domains[0], "/"+context, context, func(f *audit.Finding) {
				f.Class = audit.Classes[n%len(audit.Classes)]
				f.Severity = audit.Severities[n%len(audit.Severities)]
				f.Channel = audit.Channels[n%len(audit.Channels)]
				for _, s := range v.Switches {
					f.Meaning = strings.ReplaceAll(s.Answers[0], "*", "x ")
				}
			}))
		}
	}
	got, err := For(run, nil, d)
	if err != nil {
		t.Fatal(err)
	}
	answered := map[string]bool{}
	ids := map[string]bool{}
	for _, r := range got {
		for _, f := range r.Findings {
			answered[f] = true
		}
		if ids[r.ID] {
			t.Errorf("two remedies are called %s", r.ID)
		}
		ids[r.ID] = true
		for _, s := range append(r.Steps, r.Do) {
			if m := forbidden.FindString(s); m != "" || !strings.HasSuffix(s, ".") {
				t.Errorf("%s says %q: %s", r.ID, m, s)
			}
		}
		if (r.Kind == audit.VendorSwitch) != (len(r.Steps) > 0 && r.Source != "") {
			t.Errorf("%s: a setting of the vendor's has steps and a source, and nothing else has: %v %q", r.ID, r.Steps, r.Source)
		}
		if r.Verified {
			t.Errorf("%s counts as verified", r.ID)
		}
	}
	if len(answered) != len(run.Findings) || len(answered) < 3000 {
		t.Errorf("%d of %d findings are answered", len(answered), len(run.Findings))
	}
	slices.Reverse(run.Findings)
	again, err := For(run, nil, d)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, again); diff != "" {
		t.Errorf("another order of findings gives other remedies: %s", diff)
	}
}

// TestUnreadable: what of the record can be read counts, and the error comes along.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	broken := errors.New("line 3 is cut")
	var record iter.Seq2[*audit.Exchange, error] = func(yield func(*audit.Exchange, error) bool) { yield(nil, broken) }
	d := data(t)
	run := &audit.Run{Findings: []audit.Finding{finding(d, "a", "bat.bing.com", "/pay", "payment", nil)}}
	got, err := For(run, record, d)
	if !errors.Is(err, broken) || len(got) != 1 {
		t.Errorf("%d remedies and the error %v; want 1 and %v", len(got), err, broken)
	}
}

package pages

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func taxonomy(t testing.TB) *Taxonomy {
	t.Helper()
	tax, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return tax
}

// terms stands for rules.Set.Topic, which this floor may not import.
func terms(text string) bool {
	for _, w := range []string{"anxiety", "anxious", "depression", "ocd", "ptsd", "trauma", "addiction", "postpartum", "panic"} {
		if strings.Contains(" "+strings.ToLower(text)+" ", " "+w+" ") {
			return true
		}
	}
	return false
}

func text(names ...string) (out []Control) {
	for _, n := range names {
		typ := "text"
		switch n {
		case "password", "search", "email", "date", "tel", "file", "textarea":
			typ = n
		}
		out = append(out, Control{Name: n, Type: typ})
	}
	return out
}

var footer = Control{Name: "EMAIL", Type: "email", Placeholder: "Your e-mail", Form: 9}

// pagesSeen are pages as practices write them.
var pagesSeen = []struct {
	name, want string
	s          Signals
}{
	{"start", "public_education", Signals{URL: "https://p.example/", Title: "Quiet Practice | Anxiety & Depression Therapy"}},
	{"start in Spanish", "public_education", Signals{URL: "https://p.example/es/", Title: "Terapia"}},
	{"start with a contact form", "public_education", Signals{URL: "https://p.example", Controls: text("name", "email", "message")}},
	{"start as a file", "public_education", Signals{URL: "https://p.example/index.php?utm_source=x"}},
	{"approach", "public_education", Signals{URL: "https://p.example/our-approach", Title: "Our approach"}},
	{"about", "public_education", Signals{URL: "https://p.example/about", Title: "About | Anxiety Center"}},
	{"services", "public_education", Signals{URL: "https://p.example/services.html"}},
	{"rates", "public_education", Signals{URL: "https://p.example/rates-insurance", Title: "Rates & Insurance"}},
	{"faq", "public_education", Signals{URL: "https://p.example/faqs"}},
	{"telehealth page", "public_education", Signals{URL: "https://p.example/telehealth"}},
	{"reach us", "contact", Signals{URL: "https://p.example/reach-us"}},
	{"contact", "contact", Signals{URL: "https://p.example/contact-us/", Title: "Contact", Controls: text("first-name", "email", "phone", "textarea")}},
	{"contact in Spanish", "contact", Signals{URL: "https://p.example/es/contacto"}},
	{"contact that asks for a time to call", "contact", Signals{URL: "https://p.example/contact", Controls: text("name", "email", "message", "service", "best time")}},
	{"a form to write to us, elsewhere", "contact", Signals{URL: "https://p.example/hello", Controls: text("name", "email", "message")}},
	{"become a client", "intake", Signals{URL: "https://p.example/become-a-client"}},
	{"new patient forms", "intake", Signals{URL: "https://p.example/new-patient-forms"}},
	{"get started", "intake", Signals{URL: "https://p.example/get-started"}},
	{"intake by its form", "intake", Signals{URL: "https://p.example/step2", Controls: text("date_of_birth", "insurance_member_id", "medications", "emergencyContact")}},
	{"intake by its frame", "intake", Signals{URL: "https://p.example/welcome-packet", FrameHosts: []string{"form.jotform.com"}}},
	{"call", "booking", Signals{URL: "https://p.example/schedule-a-call"}},
	{"book now", "booking", Signals{URL: "https://p.example/book-now"}},
	{"citas", "booking", Signals{URL: "https://p.example/es/citas", Title: "Citas"}},
	{"request", "booking", Signals{URL: "https://p.example/request-appointment?provider=jane"}},
	{"free consultation", "booking", Signals{URL: "https://p.example/free-consultation"}},
	{"booking by its heading", "booking", Signals{URL: "https://p.example/next", H1: "Book your appointment"}},
	{"booking by its frame", "booking", Signals{URL: "https://p.example/start-here", FrameHosts: []string{"calendly.com"}}},
	{"booking in a router", "booking", Signals{URL: "https://p.example/#/book"}},
	{"booking by its form", "booking", Signals{URL: "https://p.example/wizard", Controls: text("service", "clinician", "date", "name")}},
	{"bookshop", "other", Signals{URL: "https://p.example/bookshop"}},
	{"team", "provider_profile", Signals{URL: "https://p.example/meet-the-team/"}},
	{"one clinician", "provider_profile", Signals{URL: "https://p.example/meet-the-team/jane-doe", Title: "Jane Doe, LCSW | P"}},
	{"one therapist", "provider_profile", Signals{URL: "https://p.example/therapists/john-roe"}},
	{"a clinician by her letters", "provider_profile", Signals{URL: "https://p.example/jane-doe", Title: "Jane Doe, PsyD"}},
	{"what we treat", "condition_topic", Signals{URL: "https://p.example/what-we-treat/ocd"}},
	{"specialty", "condition_topic", Signals{URL: "https://p.example/specialties/anxiety"}},
	{"city page", "condition_topic", Signals{URL: "https://p.example/anxiety-therapy-austin"}},
	{"a treatment whose heading names what it treats", "condition_topic", Signals{URL: "https://p.example/services/emdr/", Title: "EMDR for PTSD", H1: "EMDR for trauma and PTSD"}},
	{"general page with the condition in the practice's name", "public_education", Signals{URL: "https://p.example/services/", Title: "Services | The Anxiety Center"}},
	{"questions about a condition", "public_education", Signals{URL: "https://p.example/faq", Title: "FAQ about depression"}},
	{"a clinician who treats a condition", "provider_profile", Signals{URL: "https://p.example/team/jane", Title: "Jane Roe, depression specialist"}},
	{"waitlist", "booking", Signals{URL: "https://p.example/waitlist", Title: "Join the waitlist"}},
	{"find care", "provider_search", Signals{URL: "https://p.example/find-care"}},
	{"benefits", "intake", Signals{URL: "https://p.example/insurance-check", Title: "Verify your benefits"}},
	{"referral", "intake", Signals{URL: "https://p.example/refer-a-client/"}},
	{"inquiry", "contact", Signals{URL: "https://p.example/inquiry"}},
	{"couples", "condition_topic", Signals{URL: "https://p.example/services/couples"}},
	{"condition by its data", "condition_topic", Signals{URL: "https://p.example/x", Schema: []string{"https://schema.org/MedicalCondition"}}},
	{"blog", "blog", Signals{URL: "https://p.example/blog"}},
	{"article", "blog", Signals{URL: "https://p.example/blog/how-to-book-your-first-session", Title: "How to book"}},
	{"article with a contact form", "blog", Signals{URL: "https://p.example/blog/spring", Controls: text("name", "email", "message")}},
	{"article about a condition", "condition_topic", Signals{URL: "https://p.example/blog/5-signs-of-anxiety", Schema: []string{"BlogPosting"}}},
	{"tag", "condition_topic", Signals{URL: "https://p.example/tag/trauma"}},
	{"thanks", "confirmation", Signals{URL: "https://p.example/thank-you"}},
	{"thanks for booking", "confirmation", Signals{URL: "https://p.example/book/confirmation"}},
	{"success stories", "other", Signals{URL: "https://p.example/success-stories"}},
	{"quiz", "screening", Signals{URL: "https://p.example/depression-quiz"}},
	{"instrument", "screening", Signals{URL: "https://p.example/phq-9"}},
	{"screening by its answers", "screening", Signals{URL: "https://p.example/x", Controls: []Control{{Type: "radio", Name: "q1", Label: "Not at all"}, {Type: "radio", Name: "q1", Label: "Several days"}}}},
	{"portal", "portal_login", Signals{URL: "https://p.example/client-portal"}},
	{"portal host", "portal_login", Signals{URL: "https://portal.p.example/", Controls: text("email", "password")}},
	{"log-in by its form", "portal_login", Signals{URL: "https://p.example/members", Controls: text("user", "password")}},
	{"behind the log-in", "authenticated", Signals{URL: "https://p.example/book", LoggedIn: true}},
	{"pay", "payment", Signals{URL: "https://p.example/pay-my-bill"}},
	{"pay by its form", "payment", Signals{URL: "https://p.example/x", Controls: []Control{{Autocomplete: "cc-number"}, {Autocomplete: "cc-exp"}}}},
	{"superbill", "payment", Signals{URL: "https://p.example/superbill"}},
	{"find", "provider_search", Signals{URL: "https://p.example/find-a-therapist?specialty=ocd"}},
	{"search", "site_search", Signals{URL: "https://p.example/?s=panic"}},
	{"search page", "site_search", Signals{URL: "https://p.example/search"}},
	{"crisis", "crisis", Signals{URL: "https://p.example/crisis-resources"}},
	{"groups", "group_event", Signals{URL: "https://p.example/support-groups/tuesday"}},
	{"newsletter", "newsletter", Signals{URL: "https://p.example/newsletter", Controls: []Control{footer}}},
	{"privacy", "legal", Signals{URL: "https://p.example/privacy-policy", Controls: text("name", "email", "message")}},
	{"npp", "legal", Signals{URL: "https://p.example/notice-of-privacy-practices"}},
	{"jobs", "employment", Signals{URL: "https://p.example/join-our-team"}},
	{"a job", "employment", Signals{URL: "https://p.example/careers/therapist-ocd", Title: "Therapist"}},
	{"waiting room", "telehealth_room", Signals{URL: "https://p.example/waiting-room"}},
	{"number with a canonical address", "booking", Signals{URL: "https://p.example/?page_id=7", Canonical: "https://p.example/book-now"}},
	{"canonical of another site", "other", Signals{URL: "https://p.example/?page_id=7", Canonical: "https://q.example/book-now"}},
	{"start in its own language", "public_education", Signals{URL: "https://p.example/he/", Language: "he-IL"}},
	{"unknown", "other", Signals{URL: "https://p.example/gallery", Title: "Gallery | Anxiety Center"}},
	{"footer newsletter", "other", Signals{URL: "https://p.example/gallery", Controls: []Control{footer}}},
	{"footer newsletter with names", "other", Signals{URL: "https://p.example/gallery", Controls: append(text("FNAME", "LNAME"), Control{Name: "EMAIL", Type: "email"})}},
	{"header search", "other", Signals{URL: "https://p.example/gallery", Controls: text("search")}},
	{"search of WordPress in data", "other", Signals{URL: "https://p.example/gallery", Schema: []string{"WebSite", "SearchAction"}}},
}

func TestClassify(t *testing.T) {
	t.Parallel()
	tax := taxonomy(t)
	for _, c := range pagesSeen {
		got := tax.Classify(c.s, terms)
		if got.Context != c.want {
			t.Errorf("%s: %s is %q by %q; want %q", c.name, c.s.URL, got.Context, got.Evidence, c.want)
		}
		if got.Sensitivity != tax.Sensitivity(got.Context) || got.Authenticated != tax.Authenticated(got.Context) {
			t.Errorf("%s: %+v is not what the taxonomy says of %s", c.name, got, got.Context)
		}
		if got.Context != Other && len(got.Evidence) == 0 {
			t.Errorf("%s: no evidence for %s", c.name, got.Context)
		}
	}
}

func TestEvidence(t *testing.T) {
	t.Parallel()
	got := taxonomy(t).Classify(Signals{URL: "https://p.example/book-now", Title: "Book | P", FrameHosts: []string{"calendly.com"}}, nil)
	want := Decision{Context: "booking", Sensitivity: 4, Evidence: []string{"a frame of calendly.com", `address holds "book-now"`, `title or heading says "book"`}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestEveryContext: a context that no page of the list reaches is one that
// nobody knows to work.
func TestEveryContext(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range pagesSeen {
		seen[c.want] = true
	}
	for _, id := range taxonomy(t).Contexts() {
		if !seen[id] && id != "chat" {
			t.Errorf("no page in pagesSeen is %q", id)
		}
	}
}

func TestReadErrors(t *testing.T) {
	t.Parallel()
	head := "source: https://example.com\ndate: 2026-11-21\ncontexts:\n"
	ok := head + "  - {id: other, label: page, sensitivity: 1}\n"
	if _, err := Read("c.yaml", []byte(ok)); err != nil {
		t.Fatalf("a good taxonomy: %v", err)
	}
	for name, c := range map[string]struct{ data, want string }{
		"unknown key":      {ok + "  - {id: a, label: a, urls: [b]}\n", "c.yaml:5:"},
		"no label":         {ok + "  - {id: a, sensitivity: 1}\n", `c.yaml:5:6: context "a": label`},
		"bad sensitivity":  {ok + "  - {id: a, label: a, sensitivity: 7}\n", "0 to 4"},
		"form with no min": {ok + "  - {id: a, label: a, form: {words: [b]}}\n", "words and min"},
		"empty word":       {ok + "  - {id: a, label: a, url: ['--']}\n", "no letter or digit"},
		"twice":            {ok + "  - {id: other, label: page}\n", "twice"},
		"no other":         {head + "  - {id: a, label: a}\n", `no context "other"`},
		"no source":        {"contexts: []\n", "source"},
	} {
		_, err := Read("c.yaml", []byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v; want an error with %q", name, err, c.want)
		}
	}
}

func FuzzClassify(f *testing.F) {
	tax := taxonomy(f)
	for _, c := range pagesSeen[:20] {
		f.Add(c.s.URL, c.s.Title, c.s.H1, "MedicalCondition", "email")
	}
	f.Add("http://[::1", strings.Repeat("|", 5000), "\xff\xfe", "/#", "\x00")
	f.Add("%zz://"+strings.Repeat("a/", 5000), "", "", "", "")
	f.Fuzz(func(t *testing.T, url, title, h1, schema, name string) {
		s := Signals{URL: url, Title: title, H1: h1, Schema: []string{schema, title}, FrameHosts: []string{name, url},
			Controls: []Control{{Name: name, Type: schema, Label: h1}, {ID: title, Form: 1}, {Name: url, Form: 1}}}
		got := tax.Classify(s, terms)
		if diff := cmp.Diff(got, tax.Classify(s, terms)); diff != "" {
			t.Fatalf("the same page twice: %s", diff)
		}
		for _, e := range got.Evidence {
			if len(e) > 200 {
				t.Fatalf("evidence of %d bytes: a page must not fill the report", len(e))
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(embedded[:3000])
	f.Add([]byte("contexts:\n !0 00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if tax, err := Read("f.yaml", data); (tax == nil) == (err == nil) {
			t.Fatal("either a taxonomy or an error is wanted")
		}
	})
}

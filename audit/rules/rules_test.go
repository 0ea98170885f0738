package rules

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

func defaultSet(t testing.TB) *Set {
	t.Helper()
	s, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestExamplesOfOthers runs every rule's pass examples through the whole set:
// what is no e-mail address must not turn out to be a phone number.
func TestExamplesOfOthers(t *testing.T) {
	t.Parallel()
	s := defaultSet(t)
	for _, r := range s.Rules() {
		if r.Weight == 0 || r.Date == "" || len(r.Sources) == 0 {
			t.Errorf("%s: %+v lacks a weight, a date or a source", r.ID, r)
		}
	}
	for value, want := range map[string]string{
		"jane@example.com and 415-555-0132":  "email_address phone_us_separated",
		"1EG4-TE5-MK73":                      "medicare_number",
		"F32.9,F41.1":                        "icd10_mental icd10_mental",
		"GA1.2.1234567890.1699999999":        "",
		"fb.1.1699999999123.1234567890":      "",
		"GTM-ABC123":                         "",
		"2026-11-21T21:44:12.000Z":           "",
		"a4c1e6b0-1234-5678-9012-3456789012": "",
	} {
		var got []string
		for _, m := range s.Value("", value) {
			got = append(got, m.Rule)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q: %s", value, diff)
		}
	}
}

func TestValueKeepsPlaces(t *testing.T) {
	t.Parallel()
	s := defaultSet(t)
	value := "  +14155550132 "
	got := s.Value("lead[Phone_Number]", value)
	want := []Match{{Rule: "phone_keyed", Kind: audit.KindPhone, SafeHarbor: "D", Weight: 3, Start: 2, End: 14}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := s.Value("note", "Zoë: mail zoe@example.com!"); len(got) != 1 || "Zoë: mail zoe@example.com!"[got[0].Start:got[0].End] != "zoe@example.com" {
		t.Errorf("the place of an address after a letter of two bytes: %+v", got)
	}
}

// TestNoise holds the deny-list to silence on what tags send all day: 200,000
// ids of the shapes that were measured when the rules were written.
func TestNoise(t *testing.T) {
	t.Parallel()
	s := defaultSet(t)
	rnd := rand.New(rand.NewPCG(1, 2))
	shapes := []func() string{
		func() string { return fmt.Sprint(1_600_000_000_000 + rnd.Int64N(200_000_000_000)) },
		func() string { return fmt.Sprintf("GA1.2.%d.%d", rnd.Int64N(1e10), 1_600_000_000+rnd.Int64N(2e8)) },
		func() string { return fmt.Sprintf("fb.1.%d.%d", 1_600_000_000_000+rnd.Int64N(2e11), rnd.Int64N(1e18)) },
		func() string {
			return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", rnd.Uint32(), rnd.IntN(65536), rnd.IntN(65536), rnd.IntN(65536), rnd.Int64N(1<<48))
		},
		func() string { return fmt.Sprintf("%016x", rnd.Uint64()) },
		func() string { return fmt.Sprint(rnd.Int64N(1e9)) },
		func() string { return fmt.Sprint(rnd.Int64N(1e10)) },
		func() string { return base64Noise(rnd, 24) },
		func() string { return fmt.Sprintf("%d.%d.%d", rnd.IntN(100), rnd.IntN(1000), rnd.IntN(10000)) },
		func() string { return fmt.Sprintf("%dx%d", rnd.IntN(4000), rnd.IntN(4000)) },
	}
	keys := []string{"cid", "_p", "sid", "fbp", "id", "z", "event_id", "t", "v", "sr"}
	values, terms := 0, 0
	for i := range 200_000 {
		v := shapes[i%len(shapes)]()
		if m := s.Value(keys[i%len(keys)], v); len(m) > 0 {
			if values++; values < 5 {
				t.Errorf("%s=%s: %+v", keys[i%len(keys)], v, m)
			}
		}
		terms += len(s.Terms(v))
	}
	if values > 0 || terms > 10 {
		t.Errorf("of 200,000 ids %d look like a value and %d hold a term; want 0, and at most 10 by chance", values, terms)
	}
}

func base64Noise(rnd *rand.Rand, n int) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[rnd.IntN(len(alphabet))]
	}
	return string(b)
}

func TestTerms(t *testing.T) {
	t.Parallel()
	s := defaultSet(t)
	for text, want := range map[string]string{
		"Start_Depression-Quiz":                   "depression",
		"Panic Disorder and panic":                "panic disorder, panic?",
		"ＡＮＸＩＥＴＹ":                                 "anxiety",
		"paidWeeklyTherapy":                       "therapy?",
		"PHQ-9 / gad7":                            "phq 9, gad 7",
		"feeling down, depressed, or hopeless":    "feeling down depressed or hopeless",
		"Eating Disorders":                        "eating disorder",
		"eventOCD":                                "",
		"/blog/ocd":                               "ocd?",
		"index.php":                               "php?",
		"Zoloft(R)":                               "zoloft",
		"wellness, mindfulness, coaching, stress": "",
		"": "",
	} {
		var got []string
		for _, m := range s.Terms(text) {
			w := m.Text
			if m.Ambiguous {
				w += "?"
			}
			got = append(got, w)
		}
		if diff := cmp.Diff(want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestTopic(t *testing.T) {
	t.Parallel()
	s := defaultSet(t)
	for text, want := range map[string]bool{
		"what-we-treat/ocd":                   true,
		"5 signs of high-functioning anxiety": true,
		"Trauma":                              true,
		"How to prep for your first session":  false,
		"Couples Therapy":                     false,
		"Book an appointment":                 false,
		"Our approach":                        false,
	} {
		if got := s.Topic(text); got != want {
			t.Errorf("Topic(%q) = %v", text, got)
		}
	}
}

func TestPolicy(t *testing.T) {
	t.Parallel()
	s := defaultSet(t)
	for _, c := range []struct{ purpose, context, want string }{
		{"ad_pixel", "booking", "no_ad_pixel_on_care_pages"},
		{"session_replay", "intake", "no_replay_on_care_pages"},
		{"heatmap", "payment", "no_replay_on_care_pages"},
		{"identity_resolution", "condition_topic", "no_identity_resolution_on_care_pages"},
		{"analytics", "authenticated", "no_profiling_behind_login"},
		{"analytics", "crisis", "no_profiling_on_crisis_pages"},
		{"analytics", "booking", ""},
		{"ad_pixel", "public_education", ""},
		{"fonts_cdn", "crisis", ""},
		{"unknown", "booking", ""},
	} {
		got, ok := s.Disallows(c.purpose, c.context)
		if got.ID != c.want || ok != (c.want != "") {
			t.Errorf("%s on %s: got %q; want %q", c.purpose, c.context, got.ID, c.want)
		}
	}
}

// TestChecks: each of the twelve is answered by something that there is.
func TestChecks(t *testing.T) {
	t.Parallel()
	s := defaultSet(t)
	if len(s.Checks()) != 12 {
		t.Errorf("%d checks; want twelve", len(s.Checks()))
	}
	for _, c := range s.Checks() {
		if c.Text == "" || len(c.By) == 0 {
			t.Errorf("a check without text or answer: %+v", c)
		}
		for _, by := range c.By {
			if !s.ids[by] && !slices.Contains(CheckBy, by) {
				t.Errorf("%s: nothing here is called %q", c.Text, by)
			}
		}
	}
}

func TestCheckPolicy(t *testing.T) {
	t.Parallel()
	own, err := Read("own.yaml", []byte("policy:\n  - {id: p, purposes: [caht], contexts: [booking], because: x, remedy: y, source: own, date: 2026-11-21}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := own.CheckPolicy([]string{"chat"}, []string{"booking"}); err == nil || err.Error() != `own.yaml:2:6: policy rule "p": there is no purpose "caht"; did you mean "chat"?` {
		t.Errorf("a misspelt purpose: %v", err)
	}
	if err := own.CheckPolicy([]string{"caht"}, []string{"booking"}); err != nil {
		t.Error(err)
	}
}

// TestSafeHarbor: each of the eighteen classes has a rule, but the one that no rule can know.
func TestSafeHarbor(t *testing.T) {
	t.Parallel()
	has := map[string]bool{}
	for _, r := range defaultSet(t).Rules() {
		has[r.SafeHarbor] = true
	}
	for letter := 'A'; letter <= 'R'; letter++ {
		if !has[string(letter)] {
			t.Errorf("no rule looks for class %c", letter)
		}
	}
}

func TestExcept(t *testing.T) {
	t.Parallel()
	s := defaultSet(t).Except("info@Practice.example.com", "+1 (415) 555-0100")
	for value, want := range map[string]int{
		"mail info@practice.example.com": 0,
		"jane@practice.example.com":      1,
		"call 415-555-0100":              0,
		"call 415-555-0101":              1,
	} {
		if got := s.Value("", value); len(got) != want {
			t.Errorf("%q: got %+v; want %d matches", value, got, want)
		}
	}
	if got := s.Value("phone", "4155550100"); len(got) != 0 {
		t.Errorf("the practice's phone under a key: %+v", got)
	}
	if got := defaultSet(t).Value("", "info@practice.example.com"); len(got) != 1 {
		t.Error("Except must not change the set that it starts from")
	}
	if _, ok := s.Rule("email_address"); !ok {
		t.Error("Except loses rules")
	}
	if info, ok := s.Rule("term.services"); !ok || info.Weight != 2 {
		t.Errorf("the group of services: %+v", info)
	}
}

const goodRule = `rules:
  - id: a
    kind: email
    safe_harbor: F
    pattern: 'a+@b'
    weight: 3
    source: https://example.com
    date: 2026-11-21
    match: ["aa@b"]
    pass: ["a"]
`

func TestReadErrors(t *testing.T) {
	t.Parallel()
	if _, err := Read("r.yaml", []byte(goodRule)); err != nil {
		t.Fatalf("a good rule: %v", err)
	}
	swap := func(old, new string) string {
		if !strings.Contains(goodRule, old) {
			t.Fatalf("the good rule has no %q", old)
		}
		return strings.Replace(goodRule, old, new, 1)
	}
	for name, c := range map[string]struct{ data, want string }{
		"unknown key":           {swap("weight:", "wieght:"), `r.yaml:6:5: unknown field "wieght"`},
		"missing source":        {swap("    source: https://example.com\n", ""), `r.yaml:2:5: rule "a": source`},
		"source is no address":  {swap("https://example.com", "a colleague"), "source must be"},
		"missing date":          {swap("    date: 2026-11-21\n", ""), "date must be"},
		"bad pattern":           {swap("a+@b", "a(@b"), `r.yaml:2:5: rule "a": pattern: `},
		"pattern of nothing":    {swap("a+@b", "a*"), "empty value"},
		"failing match":         {swap(`["aa@b"]`, `["xx"]`), `r.yaml:2:5: rule "a": example "xx": found is false`},
		"failing pass":          {swap(`pass: ["a"]`, `pass: ["a@b"]`), `example "a@b": found is true`},
		"no examples":           {swap("    pass: [\"a\"]\n", ""), "match and pass are missing"},
		"bad kind":              {swap("kind: email", "kind: mail"), `kind "mail"`},
		"bad letter":            {swap("safe_harbor: F", "safe_harbor: Z"), `safe_harbor "Z"`},
		"bad weight":            {swap("weight: 3", "weight: 9"), "weight 9"},
		"unknown validator":     {swap("weight: 3", "weight: 3\n    validator: vibes"), `validator "vibes" is none of alone, `},
		"keyed without =":       {swap("weight: 3", "weight: 3\n    keys: [mail]"), "key=value"},
		"same id":               {goodRule + strings.TrimPrefix(goodRule, "rules:\n"), `r.yaml:11:5: rule "a": rule id "a" is there twice`},
		"two documents":         {goodRule + "---\nrules: []\n", "second document"},
		"a word with no letter": {"groups:\n  - {id: g, kind: topic, weight: 3, topic: any, source: [own], date: 2026-11-21, words: ['--'], match: [x], pass: [y]}\n", "no letter or digit"},
		"policy without remedy": {"policy:\n  - {id: p, purposes: [chat], contexts: [booking], because: x, source: own, date: 2026-11-21}\n", "r.yaml:2:6: policy rule \"p\": because and remedy"},
		"policy of what":        {"policy:\n  - {id: p, when: onw_url, because: x, remedy: y, source: own, date: 2026-11-21}\n", `none of contact, own_url, plain_http; did you mean "own_url"?`},
		"policy of nobody":      {"policy:\n  - {id: p, because: x, remedy: y, source: own, date: 2026-11-21}\n", "purposes and contexts"},
		"misspelt kind":         {swap("kind: email", "kind: emial"), `did you mean "email"?`},
		"misspelt key":          {swap("weight:", "wieght:"), `did you mean "weight"?`},
		"an empty entry":        {"rules:\n  -\n", "is empty"},
		"not YAML":              {"rules: [", "r.yaml:"},
	} {
		_, err := Read("r.yaml", []byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v; want an error with %q", name, err, c.want)
		}
	}
}

func TestWith(t *testing.T) {
	t.Parallel()
	own, err := Read("r.yaml", []byte(goodRule))
	if err != nil {
		t.Fatal(err)
	}
	both, err := defaultSet(t).With(own)
	if err != nil {
		t.Fatal(err)
	}
	if both.Hash() == defaultSet(t).Hash() || len(both.Value("", "aa@b")) != 1 || len(both.Terms("anxiety")) != 1 {
		t.Error("a user's rules join the default ones and change the hash")
	}
	if _, err := both.With(own); err == nil {
		t.Error("the same id twice must be an error")
	}
}

func FuzzValue(f *testing.F) {
	s := defaultSet(f)
	for _, seed := range [][2]string{{"ud[em]", "a@b.co"}, {"dob", "1984-03-09"}, {"", "\xff4155550132-"}, {"phone", "+"}, {"x9[3]", "F41.1"}, {"dea", "AB1"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, key, value string) {
		for _, m := range s.Value(key, value) {
			if m.Start < 0 || m.End > len(value) || m.Start >= m.End || !m.Kind.Known() {
				t.Fatalf("a match outside its value: %+v", m)
			}
		}
		last := -1
		for _, m := range s.Terms(value) {
			if m.Start < last || m.Start >= m.End || m.End > len(value) {
				t.Fatalf("a term out of place: %+v", m)
			}
			last = m.Start
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(goodRule))
	f.Add([]byte("groups:\n  - {id: g}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := Read("f.yaml", data); (s == nil) == (err == nil) {
			t.Fatal("either a set or an error is wanted")
		}
	})
}

func BenchmarkValue(b *testing.B) {
	s := defaultSet(b)
	rnd := rand.New(rand.NewPCG(3, 4))
	var page strings.Builder
	for page.Len() < 10_000 {
		fmt.Fprintf(&page, "Our clinicians see adults in person. Ref %d, %s. ", rnd.Int64N(1e12), base64Noise(rnd, 12))
	}
	for name, value := range map[string]string{"text10k": page.String(), "id": "GA1.2.1234567890.1699999999"} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(value)))
			b.ReportAllocs()
			for b.Loop() {
				s.Value("cid", value)
			}
		})
		b.Run("terms/"+name, func(b *testing.B) {
			b.SetBytes(int64(len(value)))
			b.ReportAllocs()
			for b.Loop() {
				s.Terms(value)
			}
		})
	}
}

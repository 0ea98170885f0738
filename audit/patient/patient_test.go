package patient

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

var today = time.Date(2026, 11, 21, 15, 4, 5, 0, time.UTC)

func TestNewIsDeterministic(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(New(7, "A", today).Canaries(), New(7, "A", today.Add(time.Hour)).Canaries(), cmp.Comparer(same)); diff != "" {
		t.Errorf("the same seed, id and day gave others:\n%s", diff)
	}
	if a, b := New(7, "A", today), New(8, "A", today); a.values[audit.KindEmail] == b.values[audit.KindEmail] {
		t.Error("two seeds gave one e-mail address")
	}
}

func same(a, b audit.Canary) bool { return a == b }

// TestPatientsDiffer: every kind has a value, and no two patients of a run share one.
func TestPatientsDiffer(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		a, b := New(seed, "A", today), New(seed, "B", today)
		for _, k := range audit.Kinds {
			va, ok := a.Value(k.Kind)
			vb, _ := b.Value(k.Kind)
			if ok != k.Kind.Typeable() {
				t.Fatalf("%s: has a value: %v", k.Kind, ok)
			}
			if ok && (va == "" || va == vb) {
				t.Errorf("seed %d: %s is the same for A and B, or empty", seed, k.Kind)
			}
		}
	}
}

// TestReserved: whatever the seed, every value is in a range that is nobody's.
func TestReserved(t *testing.T) {
	t.Parallel()
	want := map[audit.Kind]*regexp.Regexp{
		audit.KindEmail:          regexp.MustCompile(`^[a-z]{9,}\d{3}@example\.(com|net|org)$`),
		audit.KindPhone:          regexp.MustCompile(`^\([2-9][0-8]\d\) 555-01\d\d$`),
		audit.KindEmergencyPhone: regexp.MustCompile(`^\([2-9][0-8]\d\) 555-01\d\d$`),
		audit.KindSSN:            regexp.MustCompile(`^9\d\d-[1-4]\d-\d{4}$`),
		audit.KindGivenName:      regexp.MustCompile(`^[A-Z][a-z]{6,}$`),
		audit.KindFamilyName:     regexp.MustCompile(`^[A-Z][a-z]{6,}$`),
		audit.KindBirthDate:      regexp.MustCompile(`^(19|20)\d\d-\d\d-\d\d$`),
		audit.KindCardExpiry:     regexp.MustCompile(`^(0[1-9]|1[0-2])/\d\d$`),
		audit.KindCardCode:       regexp.MustCompile(`^\d{3}$`),
		audit.KindPostalCode:     regexp.MustCompile(`^\d{5}$`),
	}
	for seed := range uint64(300) {
		p := New(seed, string(rune('A'+seed%26)), today)
		for k, re := range want {
			if v, _ := p.Value(k); !re.MatchString(v) {
				t.Errorf("seed %d: the %s has another shape than %s", seed, k, re)
			}
		}
		if v, _ := p.Value(audit.KindCardNumber); !slices.Contains(testCards, v) {
			t.Errorf("seed %d: the card is no test card", seed)
		}
		if v, _ := p.Value(audit.KindPostalCode); !slices.Contains(postalPrefixes, v[:3]) {
			t.Errorf("seed %d: the postal code may exist", seed)
		}
		born, err := time.Parse(time.DateOnly, p.values[audit.KindBirthDate])
		if age := today.Sub(born).Hours() / 24 / 365.25; err != nil || age < 18 || age > 89 {
			t.Errorf("seed %d: aged %.1f, %v", seed, age, err)
		}
		when, err := time.Parse(time.DateOnly, p.values[audit.KindAppointmentTime])
		if err != nil || !when.After(today) || when.Weekday() == time.Saturday || when.Weekday() == time.Sunday {
			t.Errorf("seed %d: an appointment on %s, %v", seed, when.Weekday(), err)
		}
		password := p.values[audit.KindPassword]
		for _, class := range []func(rune) bool{unicode.IsUpper, unicode.IsLower, unicode.IsDigit, unicode.IsPunct} {
			if len(password) < 12 || !strings.ContainsFunc(password, class) {
				t.Errorf("seed %d: a password that policies refuse", seed)
			}
		}
	}
}

// TestCalm: no invented text says anything that would worry a reader.
func TestCalm(t *testing.T) {
	t.Parallel()
	for seed := range uint64(50) {
		for _, c := range New(seed, "A", today).Canaries() {
			for _, word := range []string{"suicid", "kill", "die", "dead", "harm", "hurt", "hopeless", "overdose", "crisis", "emergency"} {
				if slices.ContainsFunc(strings.Fields(strings.ToLower(c.Value)), func(w string) bool { return strings.HasPrefix(w, word) }) {
					t.Errorf("seed %d: the %s holds a word that begins with %q", seed, c.Kind, word)
				}
			}
		}
	}
}

func TestNeverPrints(t *testing.T) {
	t.Parallel()
	p := New(7, "A", today)
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "p", p, "pp", []*Patient{p})
	out := log.String() + fmt.Sprintf("%v %+v %#v %s %q %d %x", p, p, p, p, p, p, p) + fmt.Sprint(p) + p.String()
	for _, c := range p.Canaries() {
		if len(c.Value) > 3 && strings.Contains(out, c.Value) {
			t.Errorf("the %s was printed", c.Kind)
		}
	}
	if !strings.Contains(out, "‹patient A›") {
		t.Errorf("the patient's id is not in %q", out)
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	base := New(7, "A", today)
	p, err := Read(strings.NewReader(`{"email": "t@clinic.test", "given_name": "Testa"}`), "p.json", base)
	if err != nil {
		t.Fatal(err)
	}
	want := maps.Clone(base.values)
	want[audit.KindEmail], want[audit.KindGivenName] = "t@clinic.test", "Testa"
	want[audit.KindFullName] = "Testa " + base.values[audit.KindFamilyName]
	want[audit.KindCardName] = "Testa Q. " + base.values[audit.KindFamilyName]
	if diff := cmp.Diff(want, p.values); diff != "" {
		t.Error(diff)
	}
	if base.values[audit.KindEmail] == "t@clinic.test" {
		t.Error("the base was changed")
	}
	if p, err = Read(strings.NewReader(`{"full_name": "Test A. Patient", "family_name": "Patient"}`), "p.json", base); err != nil || p.values[audit.KindFullName] != "Test A. Patient" {
		t.Errorf("a full name that was given did not stay: %v", err)
	}
}

func TestReadErrors(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ in, want string }{
		"misspelt key":    {"{\n  \"emial\": \"secret\"\n}", `p.json:2:3: unknown kind "emial"; did you mean "email"?`},
		"other name":      {`{"first_name": "secret"}`, `p.json:1:2: unknown kind "first_name"; did you mean "given_name"?`},
		"a value as key":  {`{"secret@example.com": "x"}`, `p.json:1:2: unknown kind (not repeated here); want a kind such as "email"`},
		"not typeable":    {`{"page_context": "secret"}`, `p.json:1:2: unknown kind "page_context"; want a kind such as "email"`},
		"another case":    {`{"First-Name": "secret"}`, `p.json:1:2: unknown kind "First-Name"; did you mean "given_name"?`},
		"twice":           {"{\"email\":\"secret\",\n\"email\":\"b\"}", `p.json:2:1: "email" is given twice; one value each`},
		"a number":        {`{"email": 5}`, `p.json:1:11: the value of "email" is not a string; write it in quotes`},
		"a list":          {`{"email": ["secret"]}`, `p.json:1:11: the value of "email" is not a string`},
		"null":            {`{"email": null}`, `p.json:1:11: the value of "email" is not a string`},
		"empty":           {`{"email": " "}`, `p.json:1:11: the value of "email" is empty; leave the key out`},
		"no object":       {`["email"]`, `p.json:1:1: want a JSON object`},
		"nothing":         {``, `p.json:1:1: the file ends too early`},
		"cut":             {`{"email": "secret"`, `p.json:1:19: the file ends too early`},
		"text after":      {"{\"email\": \"secret\"}\n{}", `p.json:2:1: text after the object`},
		"no JSON":         {"{\n  email: secret}", `p.json:2:3: not JSON: `},
		"after multibyte": {`{"city": "Žž", "x": "secret"}`, `p.json:1:16: unknown kind "x"`},
		"far too long":    {`{"email": "` + strings.Repeat("a", maxFile) + `"}`, `reading p.json: longer than`},
	} {
		p, err := Read(strings.NewReader(tc.in), "p.json", New(7, "A", today))
		if err == nil || !strings.HasPrefix(err.Error(), tc.want) || p != nil {
			t.Errorf("%s: got %v, want %s…", name, err, tc.want)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the value is in %v", name, err)
		}
	}
	broken := errors.New("broken")
	if _, err := Read(iotest.ErrReader(broken), "p.json", New(7, "A", today)); !errors.Is(err, broken) {
		t.Errorf("a reader's error is lost: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"email": "a@example.com", "reason": "\u00e9"}`))
	f.Add([]byte("{\"emial\":1"))
	base := New(7, "A", today)
	f.Fuzz(func(t *testing.T, in []byte) {
		p, err := Read(bytes.NewReader(in), "p.json", base)
		if (p == nil) == (err == nil) {
			t.Fatalf("%v, %v", p, err)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "p.json:") && !strings.HasPrefix(err.Error(), "reading p.json:") {
			t.Errorf("no place in %v", err)
		}
	})
}

// TestGoldenVectors: the published hashes of Meta and Snap are those of a form.
// https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters
// https://developers.snap.com/api/marketing-api/Conversions-API/Parameters (read 2026-11)
func TestGoldenVectors(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		kind     audit.Kind
		typed    string
		sha256   string
		strength audit.Strength
	}{
		{audit.KindEmail, " John_Smith@gmail.com ", "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f", audit.Proof},
		{audit.KindPhone, "(650) 555-1212", "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176", audit.Proof},
		{audit.KindPhone, "+1 650 555 1212", "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176", audit.Proof},
		{audit.KindGivenName, "Mary", "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec", audit.Field},
		{audit.KindGivenName, "Vale\u0301ry", "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c", audit.Proof},
		{audit.KindFamilyName, "정", "8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14", audit.Weak},
		{audit.KindEmail, "Person@Example.com", "542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345", audit.Proof},
	} {
		i := slices.IndexFunc(Forms(tc.kind, tc.typed), func(f Form) bool {
			sum := sha256.Sum256([]byte(f.Text))
			return hex.EncodeToString(sum[:]) == tc.sha256
		})
		if i < 0 {
			t.Errorf("%s %q: no form has the published hash", tc.kind, tc.typed)
		} else if f := Forms(tc.kind, tc.typed)[i]; f.Strength != tc.strength {
			t.Errorf("%s %q: strength %d, want %d", tc.kind, tc.typed, f.Strength, tc.strength)
		}
	}
}

func TestForms(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		kind  audit.Kind
		value string
		proof []string
		field []string
		weak  []string
	}{
		{audit.KindEmail, "Jo.Quillimant+news@gmail.com",
			[]string{"jo.quillimant+news@gmail.com", "jo.quillimant@gmail.com", "joquillimant@gmail.com", "jo.quillimant", "joquillimant"}, nil, nil},
		{audit.KindPhone, "(212) 555-0147",
			[]string{"+12125550147", "12125550147", "2125550147", "212-555-0147", "212.555.0147", "+1 (212) 555-0147", "(212)555-0147"},
			[]string{"5550147", "555-0147"}, []string{"0147"}},
		{audit.KindPhone, "0621 5550147", []string{"06215550147", "6215550147"}, nil, nil},
		{audit.KindGivenName, "Anna Vazolorn", []string{"annavazolorn", "anna vazolorn"}, []string{"annav"[:5]}, []string{"A", "a"}},
		{audit.KindFullName, "Anna Vazolorn", []string{"Vazolorn, Anna", "vazolornanna", "annavazolorn", "A. Vazolorn", "avazolorn", "Anna V.", "anna_vazolorn"}, nil, []string{"AV"}},
		{audit.KindProvider, "Dr. Anna Vazolorn", []string{"vazolorn, anna", "Anna Vazolorn"}, nil, nil},
		{audit.KindBirthDate, "1987-03-14", []string{"1987-03-14", "03/14/1987", "3/14/1987", "14.03.1987", "March 14, 1987", "14 Mar 1987"},
			[]string{"19870314", "03141987", "542678400", "542678400000"}, []string{"1987"}},
		{audit.KindAppointmentTime, "2026-12-03", nil, []string{"2026-12-03", "12/03/2026", "20261203"}, nil},
		{audit.KindSSN, "912-34-5678", []string{"912345678", "912 34 5678"}, nil, []string{"5678"}},
		{audit.KindCardNumber, "4242424242424242", []string{"4242 4242 4242 4242", "4242-4242-4242-4242"}, nil, []string{"4242"}},
		{audit.KindCardExpiry, "04/29", nil, []string{"04/2029", "0429", "2029-04"}, nil},
		{audit.KindCardCode, "123", nil, []string{"123"}, nil},
		{audit.KindPostalCode, "69617-1234", nil, []string{"69617-1234", "69617", "696171234"}, []string{"696"}},
		{audit.KindState, "Oregon", nil, nil, []string{"OR", "or", "oregon"}},
		{audit.KindCountry, "United States", nil, nil, []string{"US", "usa"}},
		{audit.KindGender, "Female", nil, nil, []string{"f", "female"}},
		{audit.KindPronouns, "she/her", nil, nil, []string{"she/her", "sheher"}},
		{audit.KindStreet, "4817 Zolupravex Lane", []string{"4817zolupravexlane", "4817 zolupravex lane"}, nil, nil},
		{audit.KindReason, "I slept badly in Zolupravex, mostly", []string{"Zolupravex"}, nil, nil},
		{audit.KindReason, "one two three fourteen fifteen sixteen seventeen", []string{"two three fourteen fifteen sixteen seventeen"}, nil, nil},
	} {
		got := map[string]audit.Strength{}
		for _, f := range Forms(tc.kind, tc.value) {
			got[f.Text] = f.Strength
		}
		for strength, texts := range map[audit.Strength][]string{audit.Proof: tc.proof, audit.Field: tc.field, audit.Weak: tc.weak} {
			for _, text := range texts {
				if s, ok := got[text]; !ok || s != strength {
					t.Errorf("%s %q: form %q is there: %v, strength %d, want %d", tc.kind, tc.value, text, ok, s, strength)
				}
			}
		}
	}
}

// TestFormsOfEveryKind: the value comes first, forms do not repeat, and what is
// short proves nothing.
func TestFormsOfEveryKind(t *testing.T) {
	t.Parallel()
	for _, c := range New(7, "A", today).Canaries() {
		list := Forms(c.Kind, c.Value)
		if len(list) == 0 || list[0].Text != c.Value {
			t.Errorf("%s: the value itself is not its first form", c.Kind)
			continue
		}
		seen := map[string]bool{}
		for _, f := range list {
			if seen[f.Text] || f.Name == "" {
				t.Errorf("%s: a form comes twice or has no name (%s)", c.Kind, f.Name)
			}
			seen[f.Text] = true
			if len(f.Text) < shortest && f.Strength == audit.Proof {
				t.Errorf("%s: %d bytes are proof (%s)", c.Kind, len(f.Text), f.Name)
			}
		}
	}
	for _, empty := range []string{"", "  ", "--", "\u200b"} {
		if list := Forms(audit.KindMessage, empty); list != nil {
			t.Errorf("%q has %d forms", empty, len(list))
		}
	}
}

func TestInvented(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		if w := newGenerator(seed, "A", "x", today).word(); !invented(w) {
			t.Errorf("%s is not known again", w)
		}
	}
	for _, w := range strings.Fields("appointment question therapy neighbour candlewick crossbones vortex luxury quorum a") {
		if invented(w) {
			t.Errorf("%s is taken for an invention", w)
		}
	}
}

func FuzzForms(f *testing.F) {
	for _, c := range New(7, "A", today).Canaries() {
		f.Add(string(c.Kind), c.Value)
	}
	f.Add("card_number", "٤٢٤٢\xff")
	f.Fuzz(func(t *testing.T, kind, value string) {
		for _, form := range Forms(audit.Kind(kind), value) {
			if form.Text == "" {
				t.Error("an empty form")
			}
		}
	})
}

package patient

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/quietroom/quietroom/audit"
)

// Form is one way in which a value may be written before it leaves.
type Form struct {
	Text string
	// Name says what was done to the value: "digits", "E.164", "last, first".
	Name string
	// Strength is what seeing the form proves.
	Strength audit.Strength
	// Fragment is true for a part cut out of free text; it is never hashed by itself.
	Fragment bool
}

// shortest is the length in bytes below which no form is proof by itself.
const shortest = 6

// Forms lists the normal forms of a value, the value itself first, without
// repeats. It is empty for a value without letters and digits. Sources: the
// normalisation that Meta, Google, TikTok and Snap ask of advertisers
// (developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters,
// developers.google.com/doubleclick-advertisers/guides/conversions_ec,
// developers.snap.com/api/marketing-api/Conversions-API/Parameters, read 2026-11)
// and payloads as captured.
func Forms(kind audit.Kind, value string) []Form {
	value = strings.TrimSpace(value)
	if !strings.ContainsFunc(value, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return nil
	}
	s := &forms{seen: map[string]bool{}}
	switch kind {
	case audit.KindEmail:
		s.email(value)
	case audit.KindPhone, audit.KindEmergencyPhone:
		s.phone(value)
	case audit.KindGivenName, audit.KindFamilyName, audit.KindPreferredName:
		s.name(value)
	case audit.KindFullName, audit.KindEmergencyName, audit.KindCardName, audit.KindClinician, audit.KindProvider:
		s.person(value)
	case audit.KindBirthDate:
		s.date(value, audit.Proof)
	case audit.KindAppointmentTime:
		// A site's list of free slots holds the same dates.
		s.date(value, audit.Field)
	case audit.KindCardExpiry:
		s.expiry(value)
	case audit.KindGender:
		s.gender(value)
	case audit.KindPronouns:
		s.text(value, audit.Weak)
	case audit.KindState:
		s.state(value)
	case audit.KindCountry:
		s.country(value)
	case audit.KindPostalCode:
		s.postalCode(value)
	case audit.KindSSN, audit.KindCardNumber:
		s.number(kind, value)
	case audit.KindReason, audit.KindMessage, audit.KindChatMessage, audit.KindSearchQuery, audit.KindTopic,
		audit.KindService, audit.KindScreeningAnswer, audit.KindDiagnosis, audit.KindMedication, audit.KindAllergies,
		audit.KindAppointmentType, audit.KindEvent, audit.KindOther, audit.KindStreet, audit.KindStreet2,
		audit.KindCity, audit.KindInsurer, audit.KindEmployer, audit.KindFile:
		s.text(value, audit.Proof)
		s.fragments(value)
	default:
		s.text(value, audit.Proof)
	}
	return s.list
}

// forms gathers the forms of one value.
type forms struct {
	list []Form
	seen map[string]bool
}

// add takes a text as it is, in lower and in upper case, in the Unicode normal
// forms and without accents. Short and common texts prove less than was asked.
func (s *forms) add(name, text string, strength audit.Strength) {
	text = strings.TrimSpace(text)
	s.one(name, text, strength, false)
	s.one(name+", lower case", strings.ToLower(text), strength, false)
	s.one(name+", upper case", strings.ToUpper(text), strength, false)
	if isASCII(text) {
		return
	}
	for _, f := range []struct {
		name string
		form norm.Form
	}{{"NFC", norm.NFC}, {"NFKD", norm.NFKD}, {"NFKC", norm.NFKC}} {
		s.one(name+", "+f.name, f.form.String(text), strength, false)
		s.one(name+", lower case, "+f.name, f.form.String(strings.ToLower(text)), strength, false)
	}
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(text))
	s.one(name+", no accents", plain, strength, false)
	s.one(name+", lower case, no accents", strings.ToLower(plain), strength, false)
}

func (s *forms) one(name, text string, strength audit.Strength, fragment bool) {
	if text == "" || s.seen[text] {
		return
	}
	s.seen[text] = true
	if n := utf8.RuneCountInString(text); n < 2 {
		strength = audit.Weak
	} else if len(text) < shortest {
		strength = min(strength, audit.Field)
	}
	if common[strings.ToLower(text)] {
		strength = audit.Weak
	}
	s.list = append(s.list, Form{Text: text, Name: name, Strength: strength, Fragment: fragment})
}

// text gives the forms that any value has.
func (s *forms) text(value string, strength audit.Strength) {
	s.add("as typed", value, strength)
	s.add("spaces joined", strings.Join(strings.Fields(value), " "), strength)
	s.add("no spaces", keep(value, func(r rune) bool { return !unicode.IsSpace(r) }), strength)
	s.add("no punctuation", strings.Join(strings.Fields(keep(value, func(r rune) bool { return wordRune(r) || unicode.IsSpace(r) })), " "), strength)
	s.add("letters and digits", keep(value, wordRune), strength)
	words := strings.FieldsFunc(value, func(r rune) bool { return !wordRune(r) })
	if len(words) > 1 {
		for _, glue := range []string{"-", "_", "."} {
			s.add("joined by "+glue, strings.Join(words, glue), strength)
		}
	}
}

// fragments gives the parts by which free text is known when it was cut or
// wrapped again: its invented words, or, where it has none, runs of six words.
// The words around an invented one are the same for every patient.
func (s *forms) fragments(value string) {
	const run, least = 6, 30
	words := strings.Fields(value)
	rare := false
	for _, w := range words {
		w = strings.TrimFunc(w, func(r rune) bool { return !wordRune(r) })
		if head, _, ok := strings.Cut(w, "-"); ok && invented(head) {
			w = head
		}
		if invented(w) {
			s.one("rare word", w, audit.Proof, true)
			rare = true
		}
	}
	if rare {
		return
	}
	for i := 0; i+run <= len(words); i++ {
		if part := strings.Join(words[i:i+run], " "); len(part) >= least {
			s.one("six words", part, audit.Proof, true)
		}
	}
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func keep(s string, want func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		if want(r) {
			return r
		}
		return -1
	}, s)
}

func digitsOf(s string) string {
	return keep(s, func(r rune) bool { return r >= '0' && r <= '9' })
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// common holds words that stand in traffic for many other reasons.
var common = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`yes no none other true false null undefined unknown test email phone name user
		guest admin anonymous default select hello thanks apartment lane street avenue female male friend online
		january february march april june july august september october november december
		monday tuesday wednesday thursday friday saturday sunday morning afternoon evening today tomorrow`) {
		m[w] = true
	}
	return m
}()

package patient

import (
	"fmt"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// inventions says how the value of each kind is made up; full_name and
// card_name are composed of others. Free text is calm on purpose: nobody who
// might read it shall worry.
var inventions = map[audit.Kind]func(*generator) string{
	audit.KindEmail: func(g *generator) string {
		return g.handle() + "@" + g.choose("example.com", "example.org", "example.net")
	},
	audit.KindPhone:           func(g *generator) string { return g.phone(0) },
	audit.KindGivenName:       (*generator).word,
	audit.KindFamilyName:      (*generator).word,
	audit.KindPreferredName:   (*generator).word,
	audit.KindBirthDate:       (*generator).birthDate,
	audit.KindGender:          func(g *generator) string { return g.choose("Female", "Male", "Non-binary") },
	audit.KindPronouns:        func(g *generator) string { return g.choose("she/her", "he/him", "they/them") },
	audit.KindStreet:          func(g *generator) string { return fmt.Sprintf("%d %s Lane", g.number(1100, 9800), g.word()) },
	audit.KindStreet2:         func(g *generator) string { return "Apartment " + g.digits(3) + " " + g.word() },
	audit.KindCity:            func(g *generator) string { return g.word() + " Falls" },
	audit.KindState:           func(g *generator) string { return states[(g.offset+g.ordinal)%len(states)].name },
	audit.KindPostalCode:      (*generator).postalCode,
	audit.KindCountry:         (*generator).country,
	audit.KindInsurer:         func(g *generator) string { return g.word() + " Health Plan" },
	audit.KindMemberID:        func(g *generator) string { return "QX" + g.letters(2) + g.digits(7+g.turn(variety)) },
	audit.KindGroupNumber:     func(g *generator) string { return "GQ" + g.letters(1) + "-" + g.digits(5+g.turn(variety)) },
	audit.KindSSN:             (*generator).ssn,
	audit.KindMRN:             func(g *generator) string { return "MZ" + g.letters(2) + g.digits(6+g.turn(variety)) },
	audit.KindEmployer:        func(g *generator) string { return g.word() + " Textiles" },
	audit.KindDiagnosis:       func(g *generator) string { return "mild " + g.word() + " syndrome" },
	audit.KindMedication:      func(g *generator) string { return g.word() + " " + g.choose("10 mg", "20 mg", "25 mg", "40 mg") },
	audit.KindAllergies:       func(g *generator) string { return g.word() + " pollen" },
	audit.KindProvider:        func(g *generator) string { return "Dr. " + g.word() + " " + g.word() },
	audit.KindReason:          (*generator).reason,
	audit.KindMessage:         (*generator).message,
	audit.KindTopic:           func(g *generator) string { return "settling in after the move to " + g.word() },
	audit.KindService:         func(g *generator) string { return "talks in the " + g.word() + " manner" },
	audit.KindSearchQuery:     func(g *generator) string { return "evening group near " + g.word() },
	audit.KindChatMessage:     func(g *generator) string { return "Hello, do you have parking near " + g.word() + " Square?" },
	audit.KindScreeningAnswer: func(g *generator) string { return "Not at all, apart from the " + g.word() + " exam" },
	audit.KindAppointmentTime: (*generator).appointment,
	audit.KindAppointmentType: func(g *generator) string { return "first meeting, " + g.word() + " format" },
	audit.KindClinician:       func(g *generator) string { return "Dr. " + g.word() + " " + g.word() },
	audit.KindEvent:           func(g *generator) string { return g.word() + " evening circle" },
	audit.KindEmergencyName:   func(g *generator) string { return g.word() + " " + g.word() },
	audit.KindEmergencyPhone:  func(g *generator) string { return g.phone(50) },
	audit.KindUsername:        (*generator).handle,
	audit.KindPassword:        func(g *generator) string { return g.word() + "!" + g.digits(4) + g.letters(2) },
	audit.KindCardNumber:      func(g *generator) string { return g.choose(testCards...) },
	audit.KindCardExpiry:      (*generator).cardExpiry,
	audit.KindCardCode:        func(g *generator) string { return fmt.Sprint(101 + (g.offset+g.ordinal)%899) },
	audit.KindInvoice:         func(g *generator) string { return "INV-" + g.letters(2) + g.digits(6+g.turn(variety)) },
	audit.KindFile:            func(g *generator) string { return strings.ToLower(g.word()) + "-notes.pdf" },
	audit.KindOther:           func(g *generator) string { return "as arranged with " + g.word() },
}

// testCards are numbers that payment processors publish for tests, which no bank
// issues: https://docs.stripe.com/testing (read 2026-11).
var testCards = []string{
	"4242424242424242", "5555555555554444", "4000056655665556", "5200828282828210",
	"5105105105105100", "6011111111111117", "4111111111111111", "6011000990139424",
}

// areaCodes are geographic ones in service. The numbers 555-0100 to 555-0199
// are reserved for fiction in each (https://nationalnanpa.com, 555 line numbers).
var areaCodes = []string{
	"202", "206", "212", "215", "303", "305", "312", "404", "415", "503", "512", "602",
	"612", "617", "702", "713", "801", "803", "901", "919",
}

// postalPrefixes are three-digit ZIP prefixes that are not in use
// (https://en.wikipedia.org/wiki/List_of_ZIP_Code_prefixes).
var postalPrefixes = []string{"213", "269", "345", "348", "353", "419", "428", "429", "517", "518", "519", "529", "568", "578", "579", "589", "694", "695", "696", "697", "698", "699", "817", "818", "819", "868", "869", "886", "887", "888"}

func (g *generator) letters(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = "BCDFGHJKLMNPQRSTVWXZ"[g.rng.IntN(20)]
	}
	return string(b)
}

// handle is a local part or a user name; it shares no word with the patient's name.
func (g *generator) handle() string { return strings.ToLower(g.word()) + g.digits(3) }

// phone ends in one of fifty numbers from 555-01xx on, so that the patient's own
// and the emergency contact's are never the same.
func (g *generator) phone(from int) string {
	return fmt.Sprintf("(%s) 555-01%02d", g.choose(areaCodes...), g.number(from, from+49))
}

// birthDate is 25 to 65 years back, on a day above 12 so that day and month
// cannot be mistaken for each other.
func (g *generator) birthDate() string {
	year := g.today.Year() - g.number(26, 64)
	return fmt.Sprintf("%04d-%02d-%02d", year, g.number(1, 12), g.number(13, 28))
}

func (g *generator) postalCode() string {
	return g.choose(postalPrefixes...) + fmt.Sprintf("%02d", g.number(10, 99))
}

// country differs between two patients; the first is always at home.
func (g *generator) country() string {
	return []string{"United States", "Canada"}[g.ordinal%2]
}

// ssn has an area of 9xx, which is never issued (https://www.ssa.gov/employer/randomization.html),
// and a group that no ITIN has (50 and above).
func (g *generator) ssn() string {
	return fmt.Sprintf("9%02d-%02d-%d", g.number(0, 99), g.number(10, 49), g.number(1000, 9999))
}

// appointment is a weekday within the next weeks.
func (g *generator) appointment() string {
	d := g.today.AddDate(0, 0, 9+(g.offset+g.ordinal)%5*7)
	for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		d = d.AddDate(0, 0, 1)
	}
	return d.Format(time.DateOnly)
}

// cardExpiry is one to four years ahead.
func (g *generator) cardExpiry() string {
	first := time.Date(g.today.Year(), g.today.Month(), 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 12+13*g.turn(4)-g.turn(3), 0).Format("01/06")
}

func (g *generator) reason() string {
	return "I would like to sleep better since we moved to " + g.word() + " and my work at the " + g.word() + " office began."
}

func (g *generator) message() string {
	return "Hello, I am new in " + g.word() + " and would like to ask how a first visit works. My neighbour " + g.word() + " spoke well of you. Thank you."
}

// Package patient makes the synthetic patients of an audit, and knows the many
// forms in which one value of theirs may leave a browser.
//
// New invents a patient from a seed; Read lays a practice's own test patient
// over an invented one; Forms lists the normal forms of one value: the case,
// spacing, order and notation that vendors document or were seen to use.
//
// Every value comes from a reserved range or is a word that nobody has: phones
// end in 555-0100 to 555-0199 (NANP), addresses are at example.com, .net and
// .org (RFC 2606), social security numbers were never issued, card numbers are
// payment processors' published test cards, names are invented.
//
// It is not a search (see package detect), and it knows no encoding or hash
// (see package codec).
//
// To add a kind, add it to package audit, one line to inventions, and, where it
// is written in more ways than other text, one case to Forms.
package patient

import (
	"fmt"
	"log/slog"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// Patient is one synthetic person. It never prints its values. It does not
// change once made, and is safe for concurrent use.
type Patient struct {
	id     string
	values map[audit.Kind]string
}

// New invents the patient called id ("A" for the first). The same seed, id and
// day give the same patient; two ids of one seed differ in every value.
func New(seed uint64, id string, today time.Time) *Patient {
	p := &Patient{id: id, values: make(map[audit.Kind]string, len(audit.Kinds))}
	for _, k := range audit.Kinds {
		if invent := inventions[k.Kind]; invent != nil {
			p.values[k.Kind] = invent(newGenerator(seed, id, k.Kind, today))
		}
	}
	p.compose(nil, newGenerator(seed, id, "compose", today).initial())
	return p
}

// compose fills in the values that are made of others, except the given ones.
func (p *Patient) compose(given map[audit.Kind]bool, initial string) {
	full := p.values[audit.KindGivenName] + " " + p.values[audit.KindFamilyName]
	if !given[audit.KindFullName] {
		p.values[audit.KindFullName] = full
	}
	// The middle initial keeps the name on the card apart from the full name.
	if !given[audit.KindCardName] {
		p.values[audit.KindCardName] = p.values[audit.KindGivenName] + " " + initial + " " + p.values[audit.KindFamilyName]
	}
}

// ID is the patient's name in the run: "A", "B".
func (p *Patient) ID() string { return p.id }

// Value gives what the patient would type for a kind. Dates are ISO 8601
// (2006-01-02), a card's expiry is MM/YY, a phone is (212) 555-0147. It is false
// for the kinds that nobody types: page_context and contact.
func (p *Patient) Value(kind audit.Kind) (string, bool) {
	v, ok := p.values[kind]
	return v, ok
}

// Canaries lists every value of the patient, in the order of audit.Kinds.
func (p *Patient) Canaries() []audit.Canary {
	list := make([]audit.Canary, 0, len(p.values))
	for _, k := range audit.Kinds {
		if v, ok := p.values[k.Kind]; ok {
			list = append(list, audit.Canary{Patient: p.id, Kind: k.Kind, Value: v})
		}
	}
	return list
}

// String hides the values.
func (p *Patient) String() string {
	if p == nil {
		return "‹no patient›"
	}
	return fmt.Sprintf("‹patient %s›", p.id)
}

// GoString hides the values, also from %#v.
func (p *Patient) GoString() string { return p.String() }

// LogValue hides the values from slog.
func (p *Patient) LogValue() slog.Value { return slog.StringValue(p.String()) }

// Format hides the values from every verb of package fmt.
func (p *Patient) Format(f fmt.State, _ rune) { fmt.Fprint(f, p.String()) }

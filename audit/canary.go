package audit

import (
	"fmt"
	"log/slog"
	"time"
)

// Canary is one value of a synthetic patient: unique enough that seeing it is
// proof, unless Chosen. It never prints its value.
type Canary struct {
	// Patient is the id of the patient, "A" for the first.
	Patient string
	Kind    Kind
	// Value is as it was typed, or as the site's own option reads.
	Value string
	// Chosen is true for a value that the site offered and a journey picked (a
	// select's option, a radio's label, a time slot). It is not unique: it counts
	// only as a whole field, and only in what left after Since in its Journey.
	Chosen  bool
	Journey string
	Since   time.Time
}

// String hides the value.
func (c Canary) String() string { return fmt.Sprintf("‹%s of patient %s›", c.Kind, c.Patient) }

// GoString hides the value, also from %#v.
func (c Canary) GoString() string { return c.String() }

// LogValue hides the value from slog.
func (c Canary) LogValue() slog.Value { return slog.StringValue(c.String()) }

// Format hides the value from every verb of package fmt.
func (c Canary) Format(f fmt.State, _ rune) { fmt.Fprint(f, c.String()) }

// PatientValues is one entry of patients.json: by kind, every value that the
// journeys typed or chose as this patient.
type PatientValues struct {
	ID     string            `json:"id"`
	Values map[Kind][]string `json:"values"`
}

// String hides the values.
func (p PatientValues) String() string { return fmt.Sprintf("‹patient %s›", p.ID) }

// GoString hides the values, also from %#v.
func (p PatientValues) GoString() string { return p.String() }

// LogValue hides the values from slog.
func (p PatientValues) LogValue() slog.Value { return slog.StringValue(p.String()) }

// Format hides the values from every verb of package fmt.
func (p PatientValues) Format(f fmt.State, _ rune) { fmt.Fprint(f, p.String()) }

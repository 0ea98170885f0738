package patient

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
)

// closed are the kinds whose values are all of one shape, or come from a short
// list that the world gives.
var closed = map[audit.Kind]bool{
	audit.KindPhone: true, audit.KindEmergencyPhone: true, audit.KindSSN: true, audit.KindBirthDate: true, audit.KindAppointmentTime: true,
	audit.KindPostalCode: true, audit.KindState: true, audit.KindCardNumber: true, audit.KindCardExpiry: true, audit.KindCardCode: true,
}

// mask is what is left of a text when every letter and digit is a star.
func mask(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return '*'
		}
		return r
	}, s)
}

// TestFormsDiffer: two patients of a run share no form of any value, and where a
// value has no shape of its own, not even how long it is or what a mask leaves of it.
func TestFormsDiffer(t *testing.T) {
	t.Parallel()
	seeds := uint64(200)
	if testing.Short() {
		seeds = 30
	}
	for seed := range seeds {
		a, b := New(seed, "A", today), New(seed, "B", today)
		of := map[string]audit.Kind{}
		for _, c := range b.Canaries() {
			for _, f := range Forms(c.Kind, c.Value) {
				if !f.Fragment && f.Strength == audit.Proof {
					of[f.Text] = c.Kind
				}
			}
		}
		for _, c := range a.Canaries() {
			own := map[string]bool{}
			vb, _ := b.Value(c.Kind)
			for _, f := range Forms(c.Kind, vb) {
				own[f.Text] = !f.Fragment
			}
			for _, f := range Forms(c.Kind, c.Value) {
				if f.Fragment {
					continue
				}
				if own[f.Text] && (c.Kind != audit.KindAppointmentTime || f.Strength > audit.Weak) { // they meet in the same year
					t.Errorf("seed %d: A and B share the %s (%s)", seed, c.Kind, f.Name)
				}
				if k, ok := of[f.Text]; ok && f.Strength == audit.Proof {
					t.Errorf("seed %d: A's %s (%s) is B's %s", seed, c.Kind, f.Name, k)
				}
			}
			if closed[c.Kind] {
				continue
			}
			if utf8.RuneCountInString(c.Value) == utf8.RuneCountInString(vb) || mask(c.Value) == mask(vb) {
				t.Errorf("seed %d: the %s of A and B have one shape", seed, c.Kind)
			}
		}
	}
}

// TestNeighbours: as many patients as a site could want differ in what they are known by.
func TestNeighbours(t *testing.T) {
	t.Parallel()
	for _, kind := range []audit.Kind{audit.KindEmail, audit.KindFamilyName, audit.KindPhone, audit.KindSSN, audit.KindBirthDate, audit.KindMemberID, audit.KindUsername} {
		seen := map[string]bool{}
		for id := 'A'; id <= 'T'; id++ {
			v, _ := New(7, string(id), today).Value(kind)
			if seen[v] {
				t.Errorf("two of twenty patients share a %s", kind)
			}
			seen[v] = true
		}
	}
}

func TestStride(t *testing.T) {
	t.Parallel()
	for n := 1; n < 500; n++ {
		seen := map[int]bool{}
		for i := range n {
			seen[i*stride(n)%n] = true
		}
		if len(seen) != n {
			t.Errorf("stride %d reaches %d of %d numbers", stride(n), len(seen), n)
		}
	}
}

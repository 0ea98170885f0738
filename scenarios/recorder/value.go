package recorder

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/quietroom/quietroom/audit"
)

// Understand says what a field asks for: audit.KindOther when nothing tells, and
// false for what nobody but a person may answer (a CAPTCHA, a one-time code).
type Understand func(Field) (kind audit.Kind, may bool)

// kindOf says which field of a patient stands for what was typed: what the field's
// words ask for, unless the value has a shape that only one kind has. It gives
// audit.KindOther when neither tells.
func kindOf(f Field, value string, understand Understand) (audit.Kind, bool) {
	kind := audit.KindOther
	if understand != nil {
		k, may := understand(f)
		if !may {
			return "", false
		}
		kind = k
	}
	shape, sure := shapeOf(value)
	switch {
	case shape == "" || kind == shape:
	case kind == audit.KindOther:
		kind = shape
	case sure && (shape == audit.KindEmail || !numbers[kind]) && kind != audit.KindUsername && kind != audit.KindPassword:
		kind = shape
	}
	if kind != audit.KindOther && !kind.Typeable() {
		kind = audit.KindOther
	}
	return kind, true
}

// numbers are kinds that can look like any number.
var numbers = map[audit.Kind]bool{
	audit.KindSSN: true, audit.KindMemberID: true, audit.KindGroupNumber: true, audit.KindMRN: true, audit.KindInvoice: true,
	audit.KindCardNumber: true, audit.KindPhone: true, audit.KindEmergencyPhone: true,
}

var (
	emailShape  = regexp.MustCompile(`^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$`)
	ssnShape    = regexp.MustCompile(`^\d{3}-\d{2}-\d{4}$`)
	phoneShape  = regexp.MustCompile(`^\+?[\d\s().-]{10,22}$`)
	zipShape    = regexp.MustCompile(`^\d{5}(-\d{4})?$`)
	expiryShape = regexp.MustCompile(`^(0[1-9]|1[0-2])\s*/\s*(20)?\d\d$`)
	dateShape   = regexp.MustCompile(`^(?:(\d{4})-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-](\d{4}))$`)
	digitsOnly  = strings.NewReplacer(" ", "", "-", "", "(", "", ")", "", ".", "", "+", "")
)

// latestBirth is the last year of which a date is taken for a birthday: nobody is
// given an appointment for it.
const latestBirth = 2012

// shapeOf says what a value looks like, and whether nothing else looks like it.
func shapeOf(v string) (kind audit.Kind, sure bool) {
	v = strings.TrimSpace(v)
	bare := digitsOnly.Replace(v)
	switch {
	case emailShape.MatchString(v):
		return audit.KindEmail, true
	case ssnShape.MatchString(v):
		return audit.KindSSN, true
	case len(bare) >= 13 && len(bare) <= 19 && luhn(bare):
		return audit.KindCardNumber, true
	case dateShape.MatchString(v):
		m := dateShape.FindStringSubmatch(v)
		if year, err := strconv.Atoi(m[1] + m[2]); err == nil && year <= latestBirth {
			return audit.KindBirthDate, false
		}
		return "", false
	case expiryShape.MatchString(v):
		return audit.KindCardExpiry, false
	case zipShape.MatchString(v):
		return audit.KindPostalCode, false
	case phoneShape.MatchString(v) && len(bare) >= 10 && len(bare) <= 15:
		return audit.KindPhone, false
	case len(strings.Fields(v)) >= 4 && strings.ContainsFunc(v, unicode.IsLetter):
		return audit.KindMessage, false
	}
	return "", false
}

// luhn checks the digit sum that card numbers have
// (ISO/IEC 7812-1:2017, annex B).
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if d < 0 || d > 9 {
			return false
		}
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

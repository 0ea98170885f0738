package scenarios

import (
	"regexp"
	"strconv"

	"github.com/quietroom/quietroom/audit"
)

// What a control asks for, as far as only its neighbours tell.

var insuranceSection = regexp.MustCompile(`\b(insurance|insurer|payer|coverage|seguro|assurance|versicherung|krankenkasse)\b`)

// insured reads a control in the part of a form that is about insurance: its company
// is the insurer, its number the member's.
func insured(c Control, k audit.Kind) audit.Kind {
	if !insuranceSection.MatchString(fold(c.Section + " " + c.Group)) {
		return k
	}
	switch k {
	case audit.KindInsurer:
		if c.text() && numberWords.MatchString(fold(c.Label)) {
			return audit.KindMemberID
		}
	case audit.KindEmployer:
		return audit.KindInsurer
	case audit.KindMRN, audit.KindInvoice, audit.KindUsername:
		return audit.KindMemberID
	case audit.KindOther:
		if idWords.MatchString(fold(c.Label)) {
			return audit.KindMemberID
		}
	}
	return k
}

var numberWords = regexp.MustCompile(`^(member |policy |card )?(number|no|#|id)( on (your|the|my) (insurance |member )?card)?$`)

var idWords = regexp.MustCompile(`^(id|id #|id number|number|no|policy|policy #)$`)

// besideOthers reads a name beside the other half of it: "Name" before "Last name" is
// the given name, "Nom" before "Prénom" that of the family.
func besideOthers(c Control, f Form, k audit.Kind) audit.Kind {
	if k != audit.KindFullName || !c.text() || fullWords.MatchString(fold(c.Label+" "+c.Aria+" "+c.Placeholder)) {
		return k
	}
	var given, family bool
	for _, o := range f.Controls {
		if o.Key == c.Key && o.Name == c.Name || !o.text() || !o.Visible && c.Visible || o.Section != c.Section {
			continue
		}
		switch other, _ := nameOf(o); other {
		case audit.KindGivenName:
			given = true
		case audit.KindFamilyName:
			family = true
		}
	}
	switch {
	case family && !given:
		return audit.KindGivenName
	case given && !family:
		return audit.KindFamilyName
	}
	return k
}

var fullWords = regexp.MustCompile(`\b(full|complet|completo|vollstandig|first|legal|sign\w*|card|parent|guardian|partner|policy|insured|contact|type|and)\b`)

// boxOf reads one of several boxes that a number is split over, by the lengths that
// they take and by what their group asks for: a phone number as 3, 3 and 4, one of
// social security as 3, 2 and 4.
func (c Control) boxOf(f Form) (audit.Kind, bool) {
	if !c.text() || c.MaxLength < 2 || c.MaxLength > 4 {
		return "", false
	}
	_, lengths := boxes(c, f)
	switch lengths {
	case "334":
		return audit.KindPhone, true
	case "324":
		return audit.KindSSN, true
	}
	return "", false
}

// boxes gives the place of a control among the boxes beside it, counted from 0, and
// the lengths that the boxes take.
func boxes(c Control, f Form) (at int, lengths string) {
	short := func(o Control) bool { return o.text() && o.MaxLength >= 2 && o.MaxLength <= 4 && o.Group == c.Group }
	i := f.index(c)
	if i < 0 {
		return 0, ""
	}
	from := i
	for from > 0 && i-from < 2 && short(f.Controls[from-1]) && f.Controls[from-1].MaxLength == 3 {
		from--
	}
	for j := from; j < min(from+3, len(f.Controls)); j++ {
		if !short(f.Controls[j]) {
			break
		}
		lengths += strconv.Itoa(f.Controls[j].MaxLength)
	}
	return i - from, lengths
}

// boxPart gives the part of a number that belongs into a box, "" for one that takes
// all of it.
func boxPart(c Control, f Form, d string) string {
	at, lengths := boxes(c, f)
	if len(d) == 11 && d[0] == '1' {
		d = d[1:]
	}
	switch {
	case lengths == "334" && len(d) == 10:
		return []string{d[:3], d[3:6], d[6:]}[at]
	case len(d) == 10 && c.areaCode():
		return d[:3]
	case len(d) == 10 && c.afterAreaCode(f):
		return d[3:6] + "-" + d[6:]
	case lengths == "324" && len(d) == 9:
		return []string{d[:3], d[3:5], d[5:]}[at]
	}
	return ""
}

// areaRE names the first part of a telephone number, asked for apart.
var areaRE = regexp.MustCompile(`\b(area code|areacode|phone area|vorwahl|indicatif regional|codigo de area|prefijo|prefisso|ddd|kengetal)\b`)

// areaCode reports whether a control asks for the area code of a telephone number alone.
func (c Control) areaCode() bool {
	if !c.text() {
		return false
	}
	for _, s := range []string{c.Label, c.Aria, c.Placeholder, c.Name, c.ID} {
		if t := fold(s); areaRE.MatchString(t) && !wholeRE.MatchString(t) {
			return true
		}
	}
	return false
}

// wholeRE tells a hint ("with area code") from the name of a field.
var wholeRE = regexp.MustCompile(`\b(with|incl|include|including|mit|con|avec|com|met)\b`)

// afterAreaCode reports whether the field before a control asks for the area code of the
// number, of which this one takes the rest.
func (c Control) afterAreaCode(f Form) bool {
	i := f.index(c)
	return i > 0 && f.Controls[i-1].Visible && f.Controls[i-1].areaCode()
}

package scenarios

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
)

// written gives the ways in which a value may be typed into a control, likeliest
// first, those that break its own rules (maxlength, pattern) last. common is
// true when none of them is unique to the patient.
func written(kind audit.Kind, value string, c Control, language string, now time.Time) (forms []string, common bool) {
	forms, common = rawForms(kind, value, c, language, now)
	var good, bad []string
	for _, s := range forms {
		if c.Type != "textarea" && c.Type != "editor" {
			s = strings.Join(strings.Fields(s), " ") // a new line would press Enter
		}
		if s == "" {
			continue
		}
		if n := c.least(); c.prose() && n > 0 {
			s = longer(s, n)
		}
		if c.obeyed(s) {
			good = addOnce(good, s, 12)
		} else {
			bad = addOnce(bad, s, 12)
		}
	}
	return append(good, bad...), common
}

func rawForms(kind audit.Kind, value string, c Control, language string, now time.Time) ([]string, bool) {
	if kind == audit.KindAppointmentTime && c.Type == "spin" && datePart(c) == "" {
		return hourPart(c), true
	}
	if kind == audit.KindAppointmentTime && c.text() && !c.prose() && inputLayouts[c.Type] == "" && c.asksHour() {
		return []string{"10:30 AM", "10:30", "10:00 AM", "10:00"}, true
	}
	if t, ok := dateOf(kind, value, c, now); ok {
		unique := kind == audit.KindBirthDate
		if layout, ok := inputLayouts[c.Type]; ok {
			return []string{t.Format(layout)}, !unique
		}
		if p := datePart(c); p != "" {
			return datePartForms(t, p, c), true
		}
		return dateForms(t, c, language), !unique
	}
	if kind == audit.KindOther && c.text() {
		if forms := c.idForms(value); len(forms) > 0 {
			return forms, false // it may be somebody's
		}
	}
	if c.Type == "number" || c.Type == "range" || kind == audit.KindOther && c.counts() {
		return numberForms(kind, value, c)
	}
	if initialsRE.MatchString(c.question()) && c.text() {
		if s := initials(value); s != "" {
			return []string{s}, true
		}
	}
	if forms, common := kindForms(kind, value, c); len(forms) > 0 {
		return forms, common
	}
	if value == "" {
		if c.Type == "url" {
			return []string{"https://example.com/"}, true
		}
		return []string{"Not sure yet", "none"}, true
	}
	if c.MaxLength > 0 && utf8.RuneCountInString(value) > c.MaxLength {
		return []string{clip(value, c.MaxLength)}, c.MaxLength < 6
	}
	return []string{value}, false
}

// hourPart writes the part of 10:30 AM that one part of an hour takes, by how far it counts.
func hourPart(c Control) []string {
	switch c.Max {
	case "1":
		return []string{"AM"}
	case "59":
		return []string{"30"}
	}
	return []string{"10"}
}

// counts reports whether a text field is for a number.
func (c Control) counts() bool {
	return c.text() && (c.InputMode == "numeric" || c.InputMode == "decimal" || c.Type == "spin" || countRE.MatchString(c.question()))
}

var countRE = regexp.MustCompile(`\b(how many|number of|how old|age in years|cuantos|combien de|wie viele|quanti|quantos|hoeveel)\b`)

// idForms writes a number that an organisation has given, with as many digits as the page says.
func (c Control) idForms(value string) []string {
	const some = "482109376154"
	if m := digitsRE.FindStringSubmatch(fold(strings.Join([]string{c.Label, c.Described, c.Placeholder, c.Title, c.Message}, " "))); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil && n >= 3 && n <= len(some) {
			return []string{some[:n]}
		}
	}
	if idNumberRE.MatchString(c.question()) && (value == "" || c.Message != "" || c.InputMode == "numeric" || c.Type == "number") {
		return []string{some[:8], some[:9], some[:7]}
	}
	return nil
}

// digitsRE says how many digits a number has.
var digitsRE = regexp.MustCompile(`\b(\d{1,2}) (digits?|numbers|ziffern|stellig|digitos|chiffres|cifre|cijfers|siffror)\b`)

// idNumberRE asks for a number that an organisation has given.
var idNumberRE = regexp.MustCompile(`\b(id( number| no| code)?|(identification|student|member|employee|case|account|badge|licen[sc]e|banner) (id|number|no|num|nr))\b`)

var initialsRE = regexp.MustCompile(`\binitials?( here)?$|^(your|patient|client)? ?initials\b`)

// initials gives the first letters of a name.
func initials(name string) string {
	out := ""
	for word := range strings.FieldsSeq(name) {
		out += string([]rune(word)[:1])
	}
	return clip(strings.ToUpper(out), 3)
}

// numberForms answers a numeric field: with the value's digits where they mean
// something, else with a number that the field's limits allow.
func numberForms(kind audit.Kind, value string, c Control) ([]string, bool) {
	if _, err := strconv.ParseFloat(value, 64); err == nil {
		return []string{value}, false
	}
	switch kind {
	case audit.KindPostalCode, audit.KindPhone, audit.KindSSN, audit.KindCardNumber, audit.KindMRN, audit.KindInvoice:
		if d := digits(value); d != "" {
			return []string{d}, false
		}
	}
	return []string{number(c)}, true
}

// kindForms writes the kinds that people write in more than one way; nil for the others.
func kindForms(kind audit.Kind, value string, c Control) (forms []string, common bool) {
	d := digits(value)
	switch kind {
	case audit.KindPhone, audit.KindEmergencyPhone:
		if len(d) == 11 && d[0] == '1' {
			d = d[1:]
		}
		if len(d) == 10 {
			return onTemplate(c, d, "("+d[:3]+") "+d[3:6]+"-"+d[6:], d[:3]+"-"+d[3:6]+"-"+d[6:], d, "+1"+d, d[:3]+"."+d[3:6]+"."+d[6:]), false
		}
	case audit.KindSSN:
		if len(d) != 9 {
			return nil, false
		}
		if lastFour.MatchString(c.question()+" "+fold(c.Placeholder)) || c.MaxLength == 4 {
			return []string{d[5:]}, true
		}
		return onTemplate(c, d, d[:3]+"-"+d[3:5]+"-"+d[5:], d), false
	case audit.KindCardNumber:
		if len(d) >= 12 {
			return []string{d, value}, false
		}
	case audit.KindCardExpiry:
		if t, ok := parseExpiry(value); ok {
			if p := datePart(c); p != "" {
				return datePartForms(t, p, c), true
			}
			return []string{t.Format("01/06"), t.Format("01/2006"), t.Format("0106"), t.Format("2006-01")}, true
		}
	case audit.KindPostalCode:
		if value != "" {
			return []string{value, clip(d, 5)}, false
		}
	case audit.KindState:
		if o, ok := stateNames[fold(value)]; ok {
			return []string{value, o}, true
		}
		return nonEmpty(value), true
	case audit.KindCountry, audit.KindGender, audit.KindPronouns, audit.KindScreeningAnswer, audit.KindCardCode:
		return nonEmpty(value), true
	}
	return nil, false
}

func nonEmpty(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

var (
	lastFour     = regexp.MustCompile(`last (4|four)`)
	inputLayouts = map[string]string{"date": "2006-01-02", "month": "2006-01", "week": "2006-W02", "time": "15:04", "datetime-local": "2006-01-02T15:04"}
)

// dateOf gives the date that a control asks for, where it asks for one.
func dateOf(kind audit.Kind, value string, c Control, now time.Time) (time.Time, bool) {
	_, isDate := inputLayouts[c.Type]
	switch {
	case kind == audit.KindBirthDate:
		t, ok := parseDate(value)
		return t, ok
	case kind == audit.KindOther && signedToday.MatchString(c.question()):
		return now, true
	case kind == audit.KindAppointmentTime && value != "":
		t, ok := parseDate(value)
		if ok || !isDate {
			if t.Hour() == 0 {
				t = t.Add(10*time.Hour + 30*time.Minute)
			}
			return withinDates(t, c), ok
		}
	case kind == audit.KindAppointmentTime && !isDate && !strings.Contains(c.question(), "date"):
		return time.Time{}, false
	case kind != audit.KindAppointmentTime && !isDate:
		return time.Time{}, false
	}
	d := comingWeekday(now)
	return withinDates(time.Date(d.Year(), d.Month(), d.Day(), 10, 30, 0, 0, time.UTC), c), true
}

var signedToday = regexp.MustCompile(`today s date|todays date|signature date|date signed`)

// number is an answer that a numeric field's own limits allow.
func number(c Control) string {
	n := 1.0
	if harmWords.MatchString(c.question()) {
		n = 0 // nothing is ever said of self-harm
	}
	if strings.Contains(" "+c.question()+" ", " age ") || strings.Contains(c.question(), "how old") {
		n = 38
	}
	if v, err := strconv.ParseFloat(c.Min, 64); err == nil && n < v {
		n = v
	}
	if v, err := strconv.ParseFloat(c.Max, 64); err == nil && n > v {
		n = v
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// onTemplate puts the digits first on the control's own example ("555-555-5555",
// "(___) ___-____"), in its placeholder or in what the page says of it, when that
// has as many places; alone where only digits are asked for.
func onTemplate(c Control, d string, rest ...string) []string {
	said := strings.Join([]string{c.Message, c.Described, c.Title, c.Label}, " ")
	for _, p := range append([]string{c.Placeholder}, templateRE.FindAllString(said, 4)...) {
		if s, ok := onPattern(p, d); ok {
			return append([]string{s}, rest...)
		}
	}
	if bareRE.MatchString(said) {
		return append([]string{d}, rest...)
	}
	return rest
}

var (
	templateRE = regexp.MustCompile(`(\+?1[-. ])?\(?[\dxX#_]{3}\)?[-. ]{0,2}[\dxX#_]{2,3}[-. ]{0,1}[\dxX#_]{4}`)
	bareRE     = regexp.MustCompile(`(?i)\b((only|just) (digits|numbers)|(digits|numbers) only|10[- ]digits?|9[- ]digits?|without (dashes|spaces))\b`)
)

// onPattern writes digits over the places of a pattern that has as many.
func onPattern(p, d string) (string, bool) {
	n := 0
	var b strings.Builder
	for _, r := range strings.TrimSpace(p) {
		switch {
		case r >= '0' && r <= '9', r == '_', r == '#', r == 'X', r == 'x':
			if n < len(d) {
				b.WriteByte(d[n])
			}
			n++
		case strings.ContainsRune(" ()-./+", r):
			b.WriteRune(r)
		default:
			return "", false
		}
	}
	if n == len(d)+1 && strings.HasPrefix(p, "+1") {
		return onPattern(strings.Replace(p, "1", "_", 1), "1"+d)
	}
	return b.String(), n == len(d)
}

// least gives how many characters a control wants at least, 0 where it does not say.
func (c Control) least() int {
	n := c.MinLength
	if m := leastRE.FindStringSubmatch(fold(c.Message + " " + c.Described + " " + c.Placeholder)); m != nil && n == 0 {
		n, _ = strconv.Atoi(m[1])
	}
	return min(n, 1000)
}

var leastRE = regexp.MustCompile(`\b(?:at least|minimum(?: of)?|min|mindestens|au moins|al menos|almeno|pelo menos|minstens) (\d{1,3}) (?:characters|chars|letters|zeichen|caracteres|caratteri|tekens)`)

// longer says more of the same, until a text has n characters.
func longer(s string, n int) string {
	for utf8.RuneCountInString(s) < n {
		s += " I would like to talk about this with somebody."
	}
	return s
}

// obeyed reports whether s keeps the rules that the control states.
func (c Control) obeyed(s string) bool {
	if c.MaxLength > 0 && utf8.RuneCountInString(s) > c.MaxLength {
		return false
	}
	if c.Pattern == "" {
		return true
	}
	re, err := regexp.Compile(`^(?:` + c.Pattern + `)$`)
	return err != nil || re.MatchString(s) // Go cannot say: the page will
}

// parseExpiry reads a card's expiry: "04/29", "04/2029", "2029-04".
func parseExpiry(s string) (time.Time, bool) {
	for _, layout := range []string{"01/06", "01/2006", "2006-01", "01 / 06", "0106"} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// took reports whether a control holds what was typed, also when it wrote it its own way.
func took(typed, held string) bool {
	if typed == held {
		return true
	}
	if held == "" {
		return false
	}
	if d := digits(typed); len(d) >= 2 && float64(len(d)) > 0.6*float64(len(typed)) {
		h := digits(held)
		if _, day := parseDate(typed); day && h == d && strings.ContainsAny(typed, "-/.") && strings.ContainsAny(held, "-/.") {
			return sameDay(typed, held) // a mask may have put its signs elsewhere: 19/87/0324
		}
		return h == d || h == "1"+d || sameDay(typed, held)
	}
	return fold(typed) == fold(held)
}

package patient

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// phone gives the forms of a phone number: the digits with and without country
// code and plus (E.164), a leading zero dropped, and the usual notations of a
// North American number.
func (s *forms) phone(value string) {
	s.add("as typed", value, audit.Proof)
	digits := digitsOf(value)
	if len(digits) < 7 {
		return
	}
	s.add("digits", digits, audit.Proof)
	s.add("digits with +", "+"+digits, audit.Proof)
	if bare := strings.TrimLeft(digits, "0"); bare != digits && len(bare) >= 7 {
		s.add("leading zero dropped", bare, audit.Proof)
		s.add("leading zero dropped, with +", "+"+bare, audit.Proof)
	}
	national := digits
	if len(digits) == 11 && digits[0] == '1' {
		national = digits[1:]
	}
	if len(national) != 10 || strings.HasPrefix(strings.TrimSpace(value), "+") && len(digits) == 10 {
		return
	}
	a, b, c := national[:3], national[3:6], national[6:]
	s.add("E.164", "+1"+national, audit.Proof)
	s.addAll("with country code", audit.Proof, "1"+national, "001"+national, "00 1 "+national, "+1 "+national)
	s.add("national", national, audit.Proof)
	for _, f := range []string{"(%s) %s-%s", "(%s)%s-%s", "(%s) %s %s", "%s-%s-%s", "%s.%s.%s", "%s %s %s", "%s-%s%s", "%s %s-%s", "%s/%s-%s"} {
		t := fmt.Sprintf(f, a, b, c)
		s.add("formatted", t, audit.Proof)
		s.addAll("formatted with country code", audit.Proof, "+1 "+t, "1 "+t, "+1-"+t, "1-"+t, "+1."+t, "+1"+t)
	}
	s.addAll("without area code", audit.Field, b+c, b+"-"+c)
	s.add("last four digits", c, audit.Weak)
}

// number gives the forms of a social security or card number: digits, grouped,
// and the last four, which prove nothing alone.
func (s *forms) number(kind audit.Kind, value string) {
	s.add("as typed", value, audit.Proof)
	d := digitsOf(value)
	s.add("digits", d, audit.Proof)
	groups := []int{4, 4, 4, 4}
	switch {
	case kind == audit.KindSSN && len(d) == 9:
		groups = []int{3, 2, 4}
	case len(d) == 15:
		groups = []int{4, 6, 5}
	case len(d) != 16:
		return
	}
	for _, glue := range []string{"-", " ", "."} {
		var parts []string
		at := 0
		for _, n := range groups {
			parts = append(parts, d[at:at+n])
			at += n
		}
		s.add("grouped by "+strconv.Quote(glue), strings.Join(parts, glue), audit.Proof)
	}
	s.add("last four digits", d[len(d)-4:], audit.Weak)
}

// postalCode gives the forms of a postal code: also cut before a dash (Meta).
func (s *forms) postalCode(value string) {
	s.add("as typed", value, audit.Field)
	s.add("no spaces", strings.ReplaceAll(value, " ", ""), audit.Field)
	if head, _, ok := strings.Cut(value, "-"); ok {
		s.add("before the dash", head, audit.Field)
		s.add("no dash", strings.ReplaceAll(value, "-", ""), audit.Field)
	}
	if len(value) > 3 {
		s.add("first three", value[:3], audit.Weak)
	}
}

// state gives a state's name and abbreviation; neither is ever proof.
func (s *forms) state(value string) {
	s.text(value, audit.Weak)
	for _, st := range states {
		if strings.EqualFold(value, st.name) || strings.EqualFold(value, st.code) {
			s.text(st.name, audit.Weak)
			s.addAll("abbreviation", audit.Weak, st.code, "US-"+st.code)
		}
	}
}

func (s *forms) country(value string) {
	s.text(value, audit.Weak)
	for name, codes := range countries {
		known := strings.EqualFold(value, name)
		for _, c := range codes {
			known = known || strings.EqualFold(value, c)
		}
		if known {
			s.addAll("code", audit.Weak, codes...)
		}
	}
}

// dateLayouts are the notations a date is read from.
var dateLayouts = []string{
	time.DateOnly, "01/02/2006", "1/2/2006", "01-02-2006", "20060102", time.RFC3339, "2006-01-02T15:04", "2006-01-02 15:04",
	"January 2, 2006", "Jan 2, 2006", "2 January 2006", "Monday, January 2, 2006",
}

// date gives the common orders and separators of a date, and the seconds and
// milliseconds of its midnight in UTC. Forms of bare digits are never more than
// a field: ten digits are the commonest number there is.
func (s *forms) date(value string, strength audit.Strength) {
	s.add("as typed", value, strength)
	t, ok := readDate(value)
	if !ok {
		return
	}
	for _, l := range []string{
		time.DateOnly, "2006/01/02", "2006.01.02", "01/02/2006", "1/2/2006", "01-02-2006", "1-2-2006", "01.02.2006", "02/01/2006",
		"2/1/2006", "02-01-2006", "02.01.2006", "2.1.2006", "January 2, 2006", "January 2 2006", "Jan 2, 2006", "Jan 2 2006",
		"2 January 2006", "2 Jan 2006", "02-Jan-2006", "Mon Jan 02 2006", "Monday, January 2, 2006",
	} {
		s.add("date as "+l, t.Format(l), strength)
	}
	for _, l := range []string{"20060102", "01022006", "02012006", "01/02/06", "1/2/06", "060102"} {
		s.add("date as "+l, t.Format(l), audit.Field)
	}
	midnight := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	s.add("epoch seconds", strconv.FormatInt(midnight.Unix(), 10), audit.Field)
	s.add("epoch milliseconds", strconv.FormatInt(midnight.UnixMilli(), 10), audit.Field)
	s.add("year", t.Format("2006"), audit.Weak)
}

func readDate(value string) (time.Time, bool) {
	for _, l := range dateLayouts {
		if t, err := time.Parse(l, value); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// expiry gives the notations of a card's month and year; never more than a field.
func (s *forms) expiry(value string) {
	s.add("as typed", value, audit.Field)
	for _, l := range []string{"01/06", "01/2006", "01 / 06", "2006-01", "0106", "1/06", "1/2006"} {
		t, err := time.Parse(l, value)
		if err != nil {
			continue
		}
		for _, to := range []string{"01/06", "01/2006", "01 / 06", "01-06", "2006-01", "0106", "012006", "200601", "1/06"} {
			s.add("expiry as "+to, t.Format(to), audit.Field)
		}
		return
	}
}

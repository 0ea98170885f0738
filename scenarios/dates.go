package scenarios

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// The parts that a date is asked for in.
const (
	partMonth = "month"
	partDay   = "day"
	partYear  = "year"
)

var (
	partWords = map[string]string{
		"month": partMonth, "mm": partMonth, "mes": partMonth, "mois": partMonth, "monat": partMonth, "m": partMonth,
		"day": partDay, "dd": partDay, "dia": partDay, "jour": partDay, "tag": partDay, "d": partDay,
		"year": partYear, "yyyy": partYear, "yy": partYear, "ano": partYear, "annee": partYear, "jahr": partYear, "y": partYear,
	}
	birthWords = regexp.MustCompile(`\b(birth|dob|d o b|bday|born|nacimiento|naissance|geburt\w*|birthday|birthdate)\b` + `|` + inFolded(strings.Split(birthClues, "|")))
	cardWords  = regexp.MustCompile(`\b(exp|expir\w*|expiry|cc|card|caducidad|gultig)\b`)
)

// datePart says which part of a date a control asks for, "" for the whole.
func datePart(c Control) string {
	for _, t := range strings.Fields(strings.ToLower(c.Autocomplete)) {
		for _, p := range []string{partMonth, partDay, partYear} {
			if strings.HasSuffix(t, "-"+p) {
				return p
			}
		}
	}
	if c.Type == "date" || c.Type == "datetime-local" || c.Type == "month" || c.Type == "week" {
		return ""
	}
	for i, s := range []string{c.Label, c.Aria, c.Placeholder, c.Name, c.ID, c.Title} {
		found, n := "", 0
		tokens := strings.Fields(fold(s))
		for _, t := range tokens {
			p, ok := partWords[t]
			if !ok {
				if p, ok = partOf[t]; !ok || len(tokens) > 2 {
					continue // "day" of something
				}
			}
			if ok && (len(t) > 1 || i < 3 || c.Label+c.Aria+c.Placeholder == "") {
				if p != found {
					n++
				}
				found = p
			}
		}
		if n == 1 && found == partDay && c.Type != "spin" && wholeDayRE.MatchString(fold(s)) {
			return "" // "Preferred day" asks for all of it
		}
		if n == 1 && (c.Type == "spin" || len(strings.Fields(fold(s))) <= 2 || birthWords.MatchString(fold(s)) || cardWords.MatchString(fold(s))) {
			return found
		}
		if n > 1 {
			return ""
		}
	}
	return c.partOffered()
}

// wholeDayRE is of a day that is wanted for a visit.
var wholeDayRE = regexp.MustCompile(`\b(prefer\w*|best|first|second|third|1st|2nd|start\w*|any|which|what|good|desired|requested|intake|visit|appointment|session|consultation|earliest|convenient|alternate|alternative|backup)\b`)

// partOffered says which part of a date a list is for by what it offers: twelve
// numbers or the names of months, thirty-one days, many years.
func (c Control) partOffered() string {
	if c.Type != "select" && c.Type != "listbox" || len(c.Options) < 12 {
		return ""
	}
	small, years, names := 0, 0, 0
	for _, o := range c.Options {
		l := fold(o.Label)
		switch n, err := strconv.Atoi(l); {
		case err == nil && n >= 1 && n <= 31:
			small++
		case err == nil && n >= 1900 && n < 2100:
			years++
		case len(l) >= 3 && monthWords.MatchString(l), monthSaid[l]:
			names++
		}
	}
	switch rest := len(c.Options) - small - years - names; {
	case rest > 2:
	case small == 12 || names == 12:
		return partMonth
	case small == 31:
		return partDay
	case years >= 40:
		return partYear
	}
	return ""
}

var monthWords = regexp.MustCompile(`^(\d+ )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|janv|fev|avr|mai|juin|juil|aout|okt|dez)`)

// datePartKind is for a control that asks for one part of a date: what date it
// is, the controls around it say.
func datePartKind(c Control, f Form) (audit.Kind, string, bool) {
	part := datePart(c)
	if part == "" {
		return "", "", false
	}
	own := fold(strings.Join([]string{c.Label, c.Aria, c.Name, c.ID, c.Group, c.Nearby, c.Described}, " "))
	switch {
	case birthWords.MatchString(own):
		return audit.KindBirthDate, "the " + part + " of a date of birth", true
	case cardWords.MatchString(own):
		return audit.KindCardExpiry, "the " + part + " of a card's expiry", true
	case bookWords.MatchString(own) || startWords.MatchString(own):
		return audit.KindAppointmentTime, "the " + part + " of a day to come", true
	}
	// The label of a split date often stands at its first control only.
	for i, o := range f.Controls {
		if o.Key != c.Key || o.Name != c.Name {
			continue
		}
		for j := max(0, i-2); j < i; j++ {
			p := f.Controls[j]
			if birthWords.MatchString(fold(strings.Join([]string{p.Label, p.Aria, p.Name, p.ID, p.Group, p.Nearby}, " "))) && datePart(p) != "" {
				return audit.KindBirthDate, "the " + part + " of a date of birth", true
			}
		}
	}
	return "", "", false
}

// startWords are of a day on which something is to begin.
var startWords = regexp.MustCompile(`\b(start|begin|earliest|soonest|when (would|do|can|could) you|beginnen|anfangen|fruhestens|empezar|comenzar|commencer|debuter|iniziare|comecar)\b`)

// parseDate reads a date as a patient file or a page writes it.
func parseDate(s string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02", "01/02/2006", "1/2/2006", "2006/01/02", "January 2, 2006", "Jan 2, 2006", "2 January 2006", "02.01.2006", "2.1.2006", "1-2-2006", "2006-01-02T15:04", "2006-01-02 15:04", time.RFC3339} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// sameDay reports whether a page wrote the date that was typed in a way of its own:
// "3/4/1987" for "03/04/1987".
func sameDay(typed, held string) bool {
	a, ok := parseDate(typed)
	b, also := parseDate(held)
	return ok && also && a.Equal(b)
}

// dateForms writes a date in the ways a text control may want it, likeliest first.
func dateForms(t time.Time, c Control, language string) []string {
	layouts := []string{"01/02/2006", "2006-01-02", "01-02-2006", "01022006"}
	hint := strings.ToLower(strings.Join([]string{c.Placeholder, c.Label, c.Described, c.Title, c.Nearby, c.Message}, " "))
	lang := strings.ToLower(language)
	first, _ := patternOf(hint)
	switch {
	case first != "":
	case strings.HasPrefix(lang, "de"):
		first = "02.01.2006"
	case strings.HasPrefix(lang, "nl"):
		first = "02-01-2006"
	case strings.HasPrefix(lang, "es"), strings.HasPrefix(lang, "fr"), strings.HasPrefix(lang, "it"), strings.HasPrefix(lang, "pt"), lang == "en-gb", lang == "en-au", lang == "en-nz", lang == "en-ie":
		first = "02/01/2006"
	default:
		short, _, _ := strings.Cut(lang, "-")
		first = dateLayouts[short]
	}
	var out []string
	if first != "" {
		out = append(out, t.Format(first))
	}
	for _, l := range layouts {
		out = addOnce(out, t.Format(l), 8)
	}
	return out
}

// patternRE is a pattern of a date as a page shows it: "MM/DD/YYYY", "TT.MM.JJJJ",
// "gg/mm/aaaa", "jj / mm / aaaa", "yyyy-mm-dd", "dd-MMM-yyyy", "MMDDYYYY".
var patternRE = regexp.MustCompile(`\b(dd?|tt|jj|gg|m{1,4}|yyyy|aaaa|jjjj)(\s?[-./,]\s?|\s|)(dd?|tt|jj|gg|m{1,4})(\s?[-./,]\s?|\s|)(dd?|tt|jj|gg|yyyy|aaaa|jjjj|yy|aa|y)\b`)

// patternOf gives the layout of the pattern that a text, in lower case, shows.
func patternOf(text string) (layout string, ok bool) {
	if layout, ok := patternSaid(text); ok {
		return layout, true
	}
	m := patternRE.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	layouts := map[string]string{"dd": "02", "d": "2", "tt": "02", "jj": "02", "gg": "02", "mmmm": "January", "mmm": "Jan", "mm": "01", "m": "1", "yyyy": "2006", "aaaa": "2006", "jjjj": "2006", "y": "2006", "yy": "06", "aa": "06"}
	for _, s := range m[1:] {
		part, ok := layouts[s]
		if !ok {
			part = s // what stands between
		}
		layout += part
	}
	return layout, true
}

// datePartForms writes one part of a date: as a number, padded, and a month by name.
func datePartForms(t time.Time, part string, c Control) []string {
	switch part {
	case partMonth:
		forms := []string{t.Format("01"), strconv.Itoa(int(t.Month())), t.Format("January"), t.Format("Jan")}
		if c.text() {
			return forms
		}
		return append(forms, named(t.Month())...)
	case partDay:
		return []string{t.Format("02"), strconv.Itoa(t.Day())}
	}
	if c.MaxLength == 2 || strings.EqualFold(strings.TrimSpace(c.Placeholder), "yy") {
		return []string{t.Format("06"), t.Format("2006")}
	}
	return []string{t.Format("2006"), t.Format("06")}
}

// withinDates moves t into what min and max (yyyy-mm-dd) allow.
func withinDates(t time.Time, c Control) time.Time {
	if lo, ok := parseDate(c.Min); ok && t.Before(lo) {
		t = lo
	}
	if hi, ok := parseDate(c.Max); ok && t.After(hi) {
		t = hi
	}
	return t
}

// comingWeekday is a weekday in the second week from now, when practices take
// appointments.
func comingWeekday(now time.Time) time.Time {
	t := now.AddDate(0, 0, 10)
	for t.Weekday() == time.Saturday || t.Weekday() == time.Sunday {
		t = t.AddDate(0, 0, 1)
	}
	return t
}

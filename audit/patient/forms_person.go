package patient

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
)

// name gives the forms of one name: also without inner space and punctuation
// (Meta), its first five letters and its initial.
func (s *forms) name(value string) {
	s.text(value, audit.Proof)
	letters := keep(value, func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) })
	s.add("no digits or symbols", letters, audit.Proof)
	if utf8.RuneCountInString(letters) > 5 {
		s.add("first five letters", prefix(letters, 5), audit.Field)
	}
	s.add("initial", prefix(value, 1), audit.Weak)
}

// person gives the forms of a name with its parts: orders, initials, squeezed.
func (s *forms) person(value string) {
	s.text(value, audit.Proof)
	parts := strings.Fields(value)
	for len(parts) > 1 && strings.HasSuffix(parts[0], ".") {
		parts = parts[1:] // a title: "Dr."
	}
	if len(parts) < 2 {
		return
	}
	first, last := parts[0], parts[len(parts)-1]
	rest := strings.Join(parts[:len(parts)-1], " ")
	s.add("last, first", last+", "+rest, audit.Proof)
	s.add("last,first", last+","+rest, audit.Proof)
	s.add("last first", last+" "+rest, audit.Proof)
	s.add("lastfirst", last+first, audit.Proof)
	s.add("without middle name", first+" "+last, audit.Proof)
	s.add("firstlast", first+last, audit.Proof)
	for _, glue := range []string{".", "_", "-"} {
		s.add("first"+glue+"last", first+glue+last, audit.Proof)
		s.add("last"+glue+"first", last+glue+first, audit.Proof)
	}
	f, l := prefix(first, 1), prefix(last, 1)
	s.add("initial and last", f+" "+last, audit.Proof)
	s.add("initial. and last", f+". "+last, audit.Proof)
	s.add("initial joined to last", f+last, audit.Proof)
	s.add("initial.last", f+"."+last, audit.Proof)
	s.add("first and initial", first+" "+l, audit.Proof)
	s.add("first and initial.", first+" "+l+".", audit.Proof)
	s.add("first joined to initial", first+l, audit.Proof)
	s.add("initials", f+l, audit.Weak)
}

// prefix gives the first n runes.
func prefix(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// email gives the forms of an e-mail address: also as Gmail reads it (no dots,
// no plus tag), and its local part alone.
func (s *forms) email(value string) {
	s.add("as typed", value, audit.Proof)
	compact := keep(value, func(r rune) bool { return !unicode.IsSpace(r) })
	s.add("no spaces", compact, audit.Proof)
	local, domain, ok := cutLast(compact, "@")
	if !ok {
		return
	}
	untagged, _, _ := strings.Cut(local, "+")
	undotted := strings.ReplaceAll(untagged, ".", "")
	s.add("no plus tag", untagged+"@"+domain, audit.Proof)
	s.add("no dots", strings.ReplaceAll(local, ".", "")+"@"+domain, audit.Proof)
	s.add("Gmail form", undotted+"@"+domain, audit.Proof)
	for _, part := range []string{local, untagged, undotted} {
		// A short local part ("info", "maria") is many people's.
		if strength := audit.Proof; len(part) >= shortest {
			if len(part) < 9 {
				strength = audit.Field
			}
			s.add("local part", part, strength)
		}
	}
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// gender gives the words and letters for a gender; one bit is never proof.
func (s *forms) gender(value string) {
	s.text(value, audit.Weak)
	switch l := strings.ToLower(value); l {
	case "female", "woman", "f":
		s.addAll("code", audit.Weak, "f", "female", "woman")
	case "male", "man", "m":
		s.addAll("code", audit.Weak, "m", "male", "man")
	}
}

func (s *forms) addAll(name string, strength audit.Strength, texts ...string) {
	for _, t := range texts {
		s.add(name, t, strength)
	}
}

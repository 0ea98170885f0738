package scenarios

import (
	"regexp"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// What one caption says of several fields.

// index gives the place of a control in its form, -1 for none.
func (f Form) index(c Control) int {
	for i, o := range f.Controls {
		if o.at == c.at && o.Key == c.Key && o.Name == c.Name && o.ID == c.ID {
			return i
		}
	}
	return -1
}

// portion gives the label of a control, or its part of the one that several boxes in a
// row share: the second of "City / State / Zip" for the second box.
func (c Control) portion(f Form) string {
	caption := c.shownLabel()
	i := f.index(c)
	if caption == "" || i < 0 || c.grouped() || c.Aria+c.Title != "" {
		return c.Label
	}
	if _, p := lookup(c.Placeholder); p != "" {
		return c.Label
	}
	shares := func(j int) bool {
		return j >= 0 && j < len(f.Controls) && f.Controls[j].Visible && !f.Controls[j].grouped() && f.Controls[j].shownLabel() == caption
	}
	from, to := i, i+1
	for shares(from - 1) {
		from--
	}
	for shares(to) {
		to++
	}
	if to-from < 2 {
		return c.Label
	}
	parts := partsOf(caption, to-from)
	for _, own := range []string{c.Name, c.ID, c.Placeholder} {
		if at := partFor(parts, own); at >= 0 {
			return parts[at]
		}
	}
	if len(parts) == to-from {
		return parts[i-from]
	}
	return c.Label
}

// partFor gives the part of a caption that a name says, too, -1 for none.
func partFor(parts []string, name string) int {
	k, p := lookup(name)
	return slices.IndexFunc(parts, func(part string) bool {
		asked, _ := lookup(part)
		return p != "" && asked == k
	})
}

// shownLabel is what stands before a control, whether it is tied to it or not.
func (c Control) shownLabel() string {
	if c.Label != "" {
		return c.Label
	}
	return c.Nearby
}

var (
	partRE  = regexp.MustCompile(`(?i)\s*[/,;|&+]\s*(?:(?:and|or|und|y|et|e|en)\s+)?|\s+(?:and|und|y|et|e|en)\s+`)
	innerRE = regexp.MustCompile(`\(([^()]+)\)`)
)

// partsOf splits a caption into the names of different things, into n where it can; nil
// for one that does not name several.
func partsOf(caption string, n int) (parts []string) {
	tries := []string{innerRE.ReplaceAllString(caption, "")}
	if m := innerRE.FindStringSubmatch(caption); m != nil {
		tries = append(tries, m[1])
	}
	for _, s := range tries {
		list := partRE.Split(strings.Trim(s, " *:"), -1)
		if len(list) > 1 && different(list) && (len(list) == n || parts == nil) {
			parts = list
		}
	}
	return parts
}

func different(parts []string) bool {
	seen := map[audit.Kind]bool{}
	for _, p := range parts {
		k, phrase := lookup(p)
		if phrase == "" || k == notAsked || seen[k] {
			return false
		}
		seen[k] = true
	}
	return true
}

var (
	// kinWords are of headings over the contact for an emergency that do not call it so.
	kinWords = regexp.MustCompile(`\b(someone (else )?(that )?(we|who) (can|could|may)|(if|when) we (cannot|can t|can not|are unable to|could not) (reach|get (hold of|in touch with)) you|(person|someone|whom?|who) (to|should we|can we|may we) (notify|call|contact|inform)|person to (notify|call|contact)|alternat(e|ive) contact( person)?|trusted contact|(a )?quien (debemos |podemos )?(avisar|llamar|contactar)|personne (de confiance|a (prevenir|contacter|avertir))|wen (sollen|durfen|konnen) wir|vertrauensperson|(persona|chi) (da|dobbiamo) (avvisare|contattare)|(pessoa )?a quem (avisar|contactar)|contactpersoon bij nood)\b`)
	// relationWords ask what somebody is to the patient; people who fill in a form for
	// somebody else are asked what they are "to the patient".
	relationWords = regexp.MustCompile(`^(their |contact s )?(relationship|relation|relationship to (you|me|self)|relation to (you|me)|parentesco|relacion|vinculo|relacion con usted|lien|lien de parente|beziehung|beziehung zu ihnen|verwandtschaft|verwandtschaftsverhaltnis|verhaltnis|parentela|grado di parentela|rapporto|relacao|grau de parentesco|relatie|relatie tot u)$`)
	otherKinWords = regexp.MustCompile(`\b(parent|guardian|referr|insur|policy|subscriber|holder|responsible|guarantor|patient|client|your|padre|tutor|eltern|sign)`)
)

// ofKin makes a name that is followed by what that person is to the patient and by a
// telephone number the name of the person to call in an emergency.
func ofKin(c Control, f Form, k audit.Kind) audit.Kind {
	if k != audit.KindFullName || otherKinWords.MatchString(fold(c.Label+" "+c.Aria+" "+c.Group+" "+c.Section)) {
		return k
	}
	relation, phone := false, false
	i := f.index(c)
	for j := i + 1; i >= 0 && j < min(i+4, len(f.Controls)); j++ {
		o := f.Controls[j]
		name, _ := nameOf(o)
		if name == audit.KindFullName || name == audit.KindGivenName {
			break // of somebody else
		}
		relation = relation || relationWords.MatchString(strings.TrimSpace(fold(o.shownLabel())))
		phone = phone || name == audit.KindPhone
	}
	if relation && phone {
		return audit.KindEmergencyName
	}
	return k
}

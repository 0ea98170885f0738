package scenarios

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// Understand says what a control asks for, and why it thinks so, in words that
// hold nothing of the page. The signals count in this order: autocomplete,
// type, label, aria-*, name, id, placeholder, nearby text. The kind "" is for
// what is never filled: a CAPTCHA, a one-time code, a field people cannot see.
func Understand(c Control, f Form) (audit.Kind, string) {
	if c.Honeypot != "" {
		return notAsked, "people cannot see it: " + c.Honeypot
	}
	c.Label = c.portion(f)
	for _, s := range c.texts() {
		if k, p := lookup(s.text); p != "" && k == notAsked {
			return notAsked, "its " + s.name + " says \"" + p + "\""
		}
	}
	// "new-password" keeps browsers from filling in a list, too.
	if k, ok := autocomplete(c.Autocomplete); ok && (k != audit.KindPassword || c.Type == "password") {
		if said, p := nameOf(c); k == audit.KindUsername && (said == audit.KindEmail || said == audit.KindPhone) {
			return said, "its words say \"" + p + "\", and autocomplete that it names an account"
		}
		return inContext(c, k), "autocomplete"
	}
	if c.Tag == "visits" {
		return audit.KindAppointmentType, "the visits that a scheduler offers"
	}
	if c.Type == "slots" && c.hours() {
		return audit.KindAppointmentTime, "its choices are hours"
	}
	if c.scale() {
		return audit.KindScreeningAnswer, "its choices are the scale of a questionnaire"
	}
	if k, ok := c.boxOf(f); ok {
		return afterEmergency(c, f, inContext(c, k)), "one of the boxes of a number"
	}
	if k, why, ok := datePartKind(c, f); ok {
		return k, why
	}
	if c.Type == "calendar" {
		if birthWords.MatchString(c.question()) {
			return audit.KindBirthDate, "a calendar, and what it says"
		}
		return audit.KindAppointmentTime, "a calendar"
	}
	if k, ok := typeKinds[c.Type]; ok && c.Tag != "choices" && c.Tag != "toggles" && c.Tag != "asked" && c.Tag != "offers" {
		return afterEmergency(c, f, inContext(c, c.sharpen(k))), "type " + c.Type
	}
	if k, why, ok := c.said(); ok {
		if k == audit.KindChatMessage && c.amongOthers(f) {
			return audit.KindMessage, why + ", in a form that asks for more"
		}
		return besideOthers(c, f, ofKin(c, f, afterEmergency(c, f, inContext(c, k)))), why
	}
	k, why := c.guess(f)
	return insured(c, k), why
}

// amongOthers reports whether a form has another field to type into: then it is no chat.
func (c Control) amongOthers(f Form) bool {
	for _, o := range f.Controls {
		if o.text() && o.fillable() && (o.Key != c.Key || o.Name != c.Name || o.ID != c.ID || o.at != c.at) {
			return true
		}
	}
	return false
}

// said gives the kind that the texts of a control name, or failing that its
// choices or the pattern that its placeholder shows.
func (c Control) said() (audit.Kind, string, bool) {
	unseen := ""
	for _, s := range c.texts() {
		k, p := lookup(s.text)
		why := "its " + s.name + " says \"" + p + "\""
		switch {
		case p == "":
			continue
		case !c.text() && writtenKinds[k] && !(c.Tag == "input" && c.Type == "listbox" && completed[k]):
			continue // nobody chooses it from a list
		case !c.text() && (k == audit.KindSearchQuery || k == audit.KindMessage && c.Type != "file"):
			k = audit.KindReason // nobody chooses a search or a message from a list
		case c.prose() && k == audit.KindProvider && noteWords.MatchString(fold(s.text)):
			k = audit.KindMessage
		case c.prose() && !proseKinds[k]:
			continue // "Message to your therapist" asks for a message
		case k == audit.KindOther && (s.name == "name" || s.name == "id"):
			// A name that people never see ("age") may be left over from another
			// form; what they do see may say more.
			unseen = cmp.Or(unseen, why)
			continue
		case k == audit.KindProvider && c.offersPeople(p):
			k = audit.KindClinician // one of the practice's own
		case k == audit.KindReason && !c.text() && topicWords.MatchString(p):
			k = audit.KindTopic // what the site offers to choose from is its topics
		}
		if o, ok := c.offered(); ok && offersBetter(k, o) {
			return o, "what it offers to choose from", true
		}
		return k, why, true
	}
	if k, ok := c.offered(); ok {
		return k, "what it offers to choose from", true
	}
	if k, ok := c.shown(); ok {
		return k, "the pattern in its placeholder", true
	}
	return audit.KindOther, unseen, unseen != ""
}

// writtenKinds are written, and never chosen: what is offered near their name asks for something else.
var writtenKinds = map[audit.Kind]bool{
	audit.KindGivenName: true, audit.KindFamilyName: true, audit.KindFullName: true, audit.KindEmail: true, audit.KindStreet: true, audit.KindStreet2: true,
	audit.KindPostalCode: true, audit.KindMemberID: true, audit.KindGroupNumber: true, audit.KindSSN: true,
}

// completed are those of them that pages complete as one types.
var completed = map[audit.Kind]bool{audit.KindStreet: true, audit.KindStreet2: true, audit.KindPostalCode: true, audit.KindEmail: true}

// offersPeople reports whether a control lets choose among the practice's doctors, where
// p is what it asks for.
func (c Control) offersPeople(p string) bool {
	if c.text() || elsewhereWords.MatchString(p) {
		return false
	}
	for _, o := range c.Options {
		if l := fold(o.Label); l == "yes" || l == "no" || l == "ja" || l == "si" || l == "oui" {
			return false
		}
	}
	return true
}

// elsewhereWords are of providers that are not the practice's.
var elsewhereWords = regexp.MustCompile(`primary|pcp|refer|pharmacy|family doctor|current|previous|cabecera|traitant|hausarzt|huisarts|medico di base`)

// noteWords begin a request for a note, whoever it is for ("Notes for the doctor").
var noteWords = regexp.MustCompile(`^(notes?|comments?|messages?|remarks?|anything|questions?|what|why|how|is there|tell|describe|share|please (tell|describe|share)|nachricht|was|warum|mensaje|notas?|qu[eé]|cosa|wat)\b`)

// prose reports whether the control is for writing in sentences.
func (c Control) prose() bool { return c.Type == "textarea" || c.Type == "editor" }

// proseKinds are what people are asked to write about in sentences or lists.
var proseKinds = map[audit.Kind]bool{
	audit.KindMessage: true, audit.KindReason: true, audit.KindChatMessage: true, audit.KindMedication: true, audit.KindAllergies: true,
	audit.KindDiagnosis: true, audit.KindProvider: true, audit.KindStreet: true, audit.KindOther: true,
}

// guess is for a control none of whose texts is known.
func (c Control) guess(f Form) (audit.Kind, string) {
	switch {
	case c.Type == "date" || c.Type == "datetime-local" || c.Type == "time" || c.Type == "month" || c.Type == "week":
		return audit.KindAppointmentTime, "type " + c.Type
	case c.prose():
		return audit.KindMessage, "a text area"
	case !c.text() && harmWords.MatchString(c.question()):
		return audit.KindScreeningAnswer, "it asks about safety"
	case c.text() && searches(c, f):
		return audit.KindSearchQuery, "the only field of a search form"
	}
	return audit.KindOther, "nothing says what it asks for"
}

// searches reports whether f looks like a search form whose field is c.
func searches(c Control, f Form) bool {
	switch strings.ToLower(c.Name) {
	case "q", "s", "query", "search", "k", "keyword", "keywords", "term":
		return true
	}
	return f.Role == "search" && len(f.Controls) == 1
}

// afterEmergency makes the phone that follows an emergency contact's name theirs
// ("Their phone"), unless it says whose it is.
func afterEmergency(c Control, f Form, k audit.Kind) audit.Kind {
	if k != audit.KindPhone || ownWords.MatchString(fold(strings.Join([]string{c.Label, c.Aria, c.Placeholder, c.Group}, " "))) {
		return k
	}
	i := f.index(c)
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		before, p := nameOf(f.Controls[j])
		if before == audit.KindEmergencyName || ofKin(f.Controls[j], f, before) == audit.KindEmergencyName {
			return audit.KindEmergencyPhone
		}
		if p != "" && before != audit.KindOther {
			return k
		}
	}
	return k
}

var ownWords = regexp.MustCompile(`\b(your|my|patient|client|home|cell|mobile|daytime|best)\b`)

// nameOf is what the texts of a control say, and nothing else about it.
func nameOf(c Control) (audit.Kind, string) {
	for _, s := range c.texts() {
		if k, p := lookup(s.text); p != "" {
			return inContext(c, k), p
		}
	}
	return notAsked, ""
}

// text reports whether the control is typed into.
func (c Control) text() bool {
	switch c.Type {
	case "select", "select-multiple", "radio", "checkbox", "slots", "listbox", "calendar", "canvas", "file", "range", "slider", "color":
		return false
	}
	return true
}

// signal is one text of a control.
type signal struct{ name, text string }

// texts lists what the page says about a control, most trusted first.
func (c Control) texts() []signal {
	all := []signal{
		{"label", c.Label}, {"aria-label", c.Aria}, {"title", c.Title}, {"name", c.Name}, {"id", c.ID},
		{"placeholder", c.Placeholder}, {"group", c.Group}, {"nearby text", c.Nearby}, {"description", c.Described},
	}
	if c.grouped() { // the label is that of the first choice
		all = []signal{{"group", c.Group}, {"nearby text", c.Nearby}, {"name", c.Name}, {"id", c.ID}}
	}
	var out []signal
	for _, s := range all {
		if end := lastName(s.text); end != "" && (s.name == "name" || s.name == "id") {
			out = append(out, signal{s.name, end})
		}
		if s.text != "" {
			out = append(out, s)
		}
	}
	return out
}

// lastName is the last of the names that a path of them ends with ("client.address.city",
// "patient[address][zip]"), "" for what is no path. It says more than what it is a part of.
func lastName(name string) string {
	m := pathRE.FindStringSubmatch(name)
	if m == nil {
		return ""
	}
	return cmp.Or(m[1], m[2])
}

var pathRE = regexp.MustCompile(`^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[[A-Za-z_][\w-]*\])*(?:\.([A-Za-z_][\w-]*)|\[([A-Za-z_][\w-]*)\])$`)

// grouped reports whether the control is a set of choices, each with a label of its own.
func (c Control) grouped() bool {
	return c.Type == "radio" || c.Type == "slots" || (c.Type == "checkbox" && len(c.Options) > 1)
}

// autocomplete reads the autofill field name, without section and contact hints.
func autocomplete(v string) (audit.Kind, bool) {
	for _, t := range strings.Fields(strings.ToLower(v)) {
		if k, ok := autocompleteKinds[t]; ok {
			return k, true
		}
		if strings.HasPrefix(t, "tel-") {
			return audit.KindPhone, true
		}
	}
	return "", false
}

// sharpen lets a label make a type's kind more exact.
func (c Control) sharpen(k audit.Kind) audit.Kind {
	for _, s := range c.texts() {
		got, phrase := lookup(s.text)
		if phrase == "" {
			continue
		}
		switch {
		case k == audit.KindPhone && (got == audit.KindEmergencyPhone || got == audit.KindCardNumber || got == audit.KindCardCode ||
			got == audit.KindCardExpiry || got == audit.KindSSN || got == audit.KindPostalCode || got == audit.KindBirthDate ||
			got == audit.KindMemberID || got == audit.KindInvoice || got == audit.KindOther || got == audit.KindGroupNumber):
			return got
		case k == audit.KindPassword && (got == audit.KindSSN || got == audit.KindCardCode || got == audit.KindCardNumber || got == audit.KindMemberID):
			return got
		case k == audit.KindSearchQuery && (got == audit.KindPostalCode || got == audit.KindCity || got == audit.KindInsurer || got == audit.KindClinician ||
			got == audit.KindReason && s.name == "label" || got == audit.KindService || got == audit.KindAppointmentType || got == audit.KindEmployer || got == audit.KindState):
			return got
		}
		return k
	}
	return k
}

var topicWords = regexp.MustCompile(`^(main |primary |your |areas? of )?(concerns?|issues?)$`)

var (
	emergency = regexp.MustCompile(`emergenc|emergenz|urgence|urgenza|notfall|noodgeval|noodcontact|next of kin|\bec (name|phone|tel|contact)\b|contact person|(person|someone) (to|we can|we may|we could) (contact|call|reach|notify)|trusted (person|contact)|(alternate|alternative|secondary|backup) contact|if we (cannot|can t|can not|are unable to) reach you|kontaktperson|vertrauensperson|ansprechperson|persona de contacto|persona a contactar|personne de confiance|personne a (contacter|prevenir|joindre|appeler|aviser)|contactpersoon|pessoa de conta[ct]|persona di riferimento|persona da contattare` + `|` + inFolded(strings.Split(emergencyClues, "|")))
	// noticeWords tell a notice of what to do in an emergency from a heading over the contact for it.
	noticeWords = regexp.MustCompile(`\b(if (this|you|it|there)|not (for|to be|intended|monitored|a crisis)|do not|don t|an emergency (room|department|service)|medical emergency|psychiatric emergency|mental health emergency|life threatening|emergencies|emergency (room|services?|department|line|numbers?)|dial|bei einem notfall|kein notfall|ist ein|si se trata|si tiene|si vous|en cas d urgence (appel|compos|contact)\w*|in case of (an )?emergency (please )?(call|dial|go|contact))\b`)
)

// mineRE says that it is the patient's own, whatever stands around.
var mineRE = regexp.MustCompile(`\b(your|my|patient|client|initials|sign|signature|signed|signer|unterschrift|firma|assinatura|handtekening|paciente|patienten)\b`)

// emergencies reports whether what stands around a control says that it is about the
// person to call in an emergency.
func (c Control) emergencies() bool {
	if emergency.MatchString(fold(strings.Join([]string{c.Label, c.Aria, c.Name, c.ID, c.Group}, " "))) {
		return true
	}
	if mineRE.MatchString(fold(c.Label + " " + c.Aria)) {
		return false
	}
	for _, s := range []string{c.Nearby, c.Section, c.Group} {
		if t := fold(s); (emergency.MatchString(t) || kinWords.MatchString(t)) && !helpWords.MatchString(t) && !noticeWords.MatchString(t) {
			return true
		}
	}
	return false
}

// bookWords are of a date that is none of birth, whatever stands around it.
var bookWords = regexp.MustCompile(`\b(appointment|visit|session|prefer\w*|availab\w*|time|hour|cita|visita|termin|rendez)\b`)

// inContext applies what surrounds a control: a phone among the emergency
// contact's fields is not the patient's.
func inContext(c Control, k audit.Kind) audit.Kind {
	if k == audit.KindAppointmentTime && birthWords.MatchString(fold(c.Group+" "+c.Nearby)) && !bookWords.MatchString(fold(c.Label+" "+c.Aria)) {
		return audit.KindBirthDate // the button of a calendar says no more than "Choose a date"
	}
	if !c.emergencies() {
		return insured(c, k)
	}
	switch k {
	case audit.KindPhone, audit.KindEmergencyPhone:
		return audit.KindEmergencyPhone
	case audit.KindFullName, audit.KindGivenName, audit.KindFamilyName:
		return audit.KindEmergencyName
	case audit.KindEmergencyName:
		if c.Type == "tel" || c.InputMode == "tel" {
			return audit.KindEmergencyPhone
		}
	}
	return k
}

var scaleWords = regexp.MustCompile(`^((not at all|a little|somewhat|moderately|mostly|very much|exactly|extremely) (like me|true of me|so)|(strongly |somewhat )?(dis)?agree( strongly| somewhat)?|neither agree nor disagree|nada|un poco|bastante|mucho|muchisimo|ningun dia|menos de la mitad( de los dias)?|mas de la mitad( de los dias)?|la mayoria de los dias|nunca|a veces|a menudo|siempre|pas du tout|un peu|beaucoup|enormement|gar nicht|ein wenig|ziemlich|stark|selten|manchmal|oft|immer|not at all|several days|more than half (of )?the days|nearly every day|never|rarely|sometimes|often|very often|always|almost never|almost always|a little( bit)?|moderately|quite a bit|extremely|mild(ly)?|severe(ly)?|monthly or less|not difficult at all|somewhat difficult|very difficult|extremely difficult|nunca|varios dias|casi todos los dias|jamais|plusieurs jours|presque tous les jours|uberhaupt nicht|an einzelnen tagen|beinahe jeden tag|` +
	`more days than not|ningun dia|mas de la mitad de los dias|mas de la mitad del tiempo|plus de la moitie des jours|plus de la moitie du temps|an mehr als der halfte der tage|gar nicht|mai|alcuni giorni|per piu della meta dei giorni|piu della meta dei giorni|quasi ogni giorno|nenhuma vez|nenhum dia|varios dias|mais da metade dos dias|mais de metade dos dias|quase todos os dias|helemaal niet|meerdere dagen|verschillende dagen|meer dan de helft van de dagen|bijna elke dag|` +
	`strongly (dis)?agree|(dis)?agree|somewhat (dis)?agree|slightly (dis)?agree|neither agree nor disagree|neutral|only occasionally|occasionally|most or all (of )?the time|(none|a little|some|a good bit|most|all|more than half|less than half) of the time|at no time|rarely or none of the time|less than monthly|monthly|weekly|daily or almost daily|none|moderate|very (mild|severe)|very much|very much so|somewhat|selten|manchmal|oft|haufig|sehr oft|immer|rara vez|a veces|a menudo|siempre|casi siempre|raramente|as vezes|frequentemente|sempre|rarement|parfois|souvent|toujours|zelden|soms|vaak|altijd|\d{1,2})$`)

// rowName is what all choices begin with, where the cells of a grid are called by their row
// and their column ("I sleep badly Never", "I sleep badly Often").
func (c Control) rowName() string {
	if len(c.Options) < 3 {
		return ""
	}
	row := c.Options[0].Label
	for _, o := range c.Options[1:] {
		for !strings.HasPrefix(o.Label, row) {
			at := strings.LastIndexByte(strings.TrimRight(row, " "), ' ')
			row = row[:at+1]
			if at < 0 {
				return ""
			}
		}
	}
	if len(strings.Fields(row)) < 2 {
		return ""
	}
	return row
}

// scale reports whether the choices are those of a screening question.
func (c Control) scale() bool {
	if c.Type != "radio" && c.Type != "select" && c.Type != "slots" && c.Type != "listbox" {
		return false
	}
	hits, words, real := 0, 0, 0
	row := c.rowName()
	for _, o := range c.Options {
		if o.placeholder() {
			continue
		}
		real++
		o.Label = strings.TrimPrefix(o.Label, row)
		n := fold(strings.TrimLeft(o.Label, "0123456789 -–:.()="))
		if n == "" {
			n = fold(o.Label)
		}
		if scaleWords.MatchString(strings.TrimSpace(strings.TrimRight(n, "0123456789 "))) {
			hits, words = hits+1, words+1
		} else if scaleWords.MatchString(n) {
			hits++
		}
	}
	if real < 3 || hits < real {
		return false
	}
	if words > 0 {
		return true
	}
	// Only numbers: a scale when the question is known to be one.
	for _, s := range c.texts() {
		if k, p := lookup(s.text); p != "" {
			return k == audit.KindScreeningAnswer
		}
	}
	return false
}

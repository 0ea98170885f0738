package scenarios

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

var (
	placeholderWords = regexp.MustCompile(`^(|select|choose|pick|please|please (select|choose)\b.*|(select|choose|pick) (an?|one|your|the|option)\b.*|seleccione.*|elija.*|elige.*|choisi.*|selectionne.*|scelga.*|scegli.*|seleziona.*|selezionare.*|selecione.*|escolha.*|kies.*|selecteer.*|maak een keuze.*|auswahlen.*|bitte.*|wahlen.*|any|none selected|default|selezion[ai].*|scegli.*|selecione.*|escolha.*|kies.*|maak (een|uw) keuze.*|auswahlen|auswahl|choix|opcion|opciones)$` + `|` + begins(chooseSaid))
	evasiveWords     = regexp.MustCompile(`^(other|others|prefer not.*|decline.*|none|no preference|not sure|unsure|n a|not applicable|rather not.*|otro|otra|autre|andere|anderes|sonstiges|sonstige|altro|outro|outra|anders|keine angabe|keine praferenz|egal|prefiero no.*|ninguna preferencia|sin preferencia|je prefere ne.*|pas de preference|aucune preference|sans preference|preferisco non.*|nessuna preferenza|prefiro nao.*|sem preferencia|zeg ik liever niet|geen voorkeur|weiss nicht|no lo se|je ne sais pas|non so|nao sei|weet ik niet|i don t know|self describe.*|prefer to self.*)$`)
	lowestWords      = regexp.MustCompile(`^(not at all|never|no|none|nunca|jamais|nie|uberhaupt nicht|gar nicht|niemals|kein(e|er)?|nein|non|pas du tout|aucun|nada|nunca|ningun|ninguna|en absoluto|mai|per niente|nessun|nao|nenhuma?|de modo algum|nooit|helemaal niet|nee|geen|not difficult at all|none of the time|at no time)\b` + `|` + begins(noSaid))
	harmWords        = regexp.MustCompile(`suicid|self ?harm|hurting yourself|hurt yourself|hurt myself|harm(ing)? (your|my)self|harming others|better off dead|\bkill|end(ing)? (your|my) life|wish(ed|ing)? (you were|i was|to be) dead|danger to|quitarse la vida|hacerse dano|\bmort([eoia]s?|s|al\w*|el\w*)?\b|selbstmord|suizid|verletzen|` +
		// The ninth question of the PHQ-9, in its translations (https://www.phqscreeners.com).
		`\bmuert[eoa]s?\b|\bmorire?\b|lastim(ar|ando|ado)|\bherirse\b|hacer(se|te) dano|hacer(se|te)? algun dano|autoles|autolisis|farsi del male|togliersi la vita|(se|me) ferir\b|ferir se\b|machucar se|tirar a propria vida|acabar com a propria vida|acabar con (su|tu|mi) (propia )?vida|(vous|se|me|te) blesser|(vous|se) faire du mal|mettre fin a (ses|vos|mes) jours|automutil|lieber tot|besser tot|\btot waren|leid zufugen|leid zuzufugen|etwas anzutun|etwas antun|umbringen|selbstverletz|das leben (zu )?nehmen|\bbeter dood|liever dood|dood zou|uzelf (op een bepaalde manier )?pijn|jezelf pijn|zelfmoord|zelfbeschadig|zelfdoding|levensmoe` + `|` + harmClues)
	barWords = regexp.MustCompile(`crisis|emergency right now|immediate danger|experiencing an emergency|under 18|are you a minor|younger than 18|court ordered|hallucinat`)
)

// placeholder reports whether an option only asks to choose.
func (o Option) placeholder() bool {
	l := fold(o.Label)
	if l == "" {
		return fold(o.Value) == "" // dashes
	}
	return placeholderWords.MatchString(l) || (o.Value == "" && strings.Contains(l, "select"))
}

// helpWords stand in a notice about where help is in a crisis, which many practices put
// above their forms; no questionnaire asks with them.
var helpWords = regexp.MustCompile(`\b(988|911|999|112|116 ?123|hotline|helpline|lifeline|crisis line|emergency (room|services|department)|(call|text|dial|contact|reach) (us|988|911|the)|notruf|telefonseelsorge|linea de (ayuda|crisis)|samu|numero d urgence)\b`)

// question is what a choice is about, folded.
func (c Control) question() string {
	return fold(strings.Join([]string{c.Group, c.Nearby, c.Aria, c.Label, c.Name}, " "))
}

// noticed reports whether self-harm is spoken of in a notice near the choice alone, and
// the choice has a question of its own.
func (c Control) noticed() bool {
	own := fold(strings.Join([]string{c.Group, c.Aria, c.Label, c.Name}, " "))
	return fold(c.Group+c.Aria+c.Label) != "" && !harmWords.MatchString(own) && helpWords.MatchString(fold(c.Nearby))
}

// asking is the question alone: what stands near it counts where nothing else says it, and
// is no notice above the form.
func (c Control) asking() string {
	q := fold(strings.Join([]string{c.Group, c.Aria, c.Label}, " "))
	if q == "" && len(c.Nearby) < 160 {
		q = fold(c.Nearby)
	}
	return q
}

// choose picks the option that fits what the patient says, the same one every
// time. On a question about self-harm it is always the lowest answer, or none
// when it cannot tell which that is; under a notice about it, too, where there is one.
func choose(c Control, kind audit.Kind, want []string) (int, bool) {
	var open []int
	for i, o := range c.Options {
		if !o.Disabled && !o.placeholder() {
			open = append(open, i)
		}
	}
	open = offering(c, open)
	q := c.question()
	if harmWords.MatchString(q) {
		if i, ok := lowest(c, open); ok || !c.noticed() {
			return i, ok
		}
	}
	if barWords.MatchString(c.asking()) {
		if i, ok := lowest(c, open); ok {
			return i, true
		}
	}
	open = without(open, func(i int) bool {
		l := fold(c.Options[i].Label)
		return harmWords.MatchString(l) || strings.Contains(l, "crisis") || strings.Contains(l, "emergency")
	})
	if len(open) == 0 {
		return 0, false
	}
	if kind == audit.KindScreeningAnswer {
		if i, ok := exactly(c, open, want); ok {
			return i, true
		}
		if len(open) == 1 {
			return open[0], true
		}
		// Neither the lowest nor the same for every question.
		return open[1+len(q)%(len(open)-1)], true
	}
	if agreeWords.MatchString(q) || kind == audit.KindOther && len(open) == 2 && !marketingWords.MatchString(q) {
		if i, ok := agreed(c, open); ok {
			return i, true
		}
	}
	if i, ok := match(c, open, want); ok {
		return i, true
	}
	// Who says yes is asked for more: a form shows its next questions.
	switch kind {
	case audit.KindInsurer, audit.KindMedication, audit.KindAllergies, audit.KindDiagnosis, audit.KindProvider:
		for _, i := range open {
			if yesWords.MatchString(fold(c.Options[i].Label)) {
				return i, true
			}
		}
	}
	plain := without(open, func(i int) bool { return evasiveWords.MatchString(fold(c.Options[i].Label)) })
	if len(plain) > 0 {
		return plain[0], true
	}
	return open[0], true
}

var yesWords = regexp.MustCompile(`^(yes|ja|si|oui|sim)\b` + `|` + begins(yesSaid))

// agreed finds the answer that agrees, of two or three of which one declines.
func agreed(c Control, open []int) (int, bool) {
	yes := without(open, func(i int) bool { return declineWords.MatchString(fold(c.Options[i].Label)) })
	if len(open) > 3 || len(yes) != 1 || !acceptWords.MatchString(fold(c.Options[yes[0]].Label)) {
		return 0, false
	}
	return yes[0], true
}

var (
	declineWords = regexp.MustCompile(`^(no|nein|non|nie|nao|nee)$|\b(not|don t|decline|disagree|refuse|reject|opt out|ablehnen|nicht|rechazo|refuse)\b` + `|` + begins(noSaid))
	acceptWords  = lazily(func() string {
		return `^(yes|ja|si|oui|sim)\b|\b(agree|consent|accept|acknowledge|authorize|einverstanden|stimme zu|acepto|accepte)\b` + `|` + begins(yesSaid) + `|` + inFolded(agreeSaid)
	})
)

// offering leaves out of a list what stands for "no choice made" ("All
// specialties", "Any insurance"): the options without a value beside some that have one.
func offering(c Control, open []int) []int {
	if c.Type != "select" && c.Type != "select-multiple" {
		return open
	}
	if valued := without(open, func(i int) bool { return c.Options[i].Value == "" }); len(valued) > 0 {
		return valued
	}
	return open
}

// exactly finds the option whose label or value is one of the wanted values.
func exactly(c Control, open []int, want []string) (int, bool) {
	for _, w := range want {
		w = fold(w)
		if w == "" {
			continue
		}
		for _, i := range open {
			o := c.Options[i]
			if l, v := fold(o.Label), fold(o.Value); l == w || v == w || (isNumber(w) && (strings.TrimLeft(l, "0") == strings.TrimLeft(w, "0") || strings.TrimLeft(v, "0") == strings.TrimLeft(w, "0"))) {
				return i, true
			}
		}
	}
	return 0, false
}

// match finds the option that says one of the wanted values: exactly, then as
// words of its label.
func match(c Control, open []int, want []string) (int, bool) {
	if i, ok := exactly(c, open, want); ok {
		return i, true
	}
	for _, w := range want {
		w = fold(w)
		if len(w) < 3 || isNumber(w) {
			continue
		}
		for _, i := range open {
			l := " " + fold(c.Options[i].Label) + " "
			if strings.Contains(l, " "+w+" ") || (len(strings.TrimSpace(l)) > 3 && strings.Contains(" "+w+" ", l)) {
				return i, true
			}
		}
	}
	return 0, false
}

// lowest picks the answer that says "no" or "not at all".
func lowest(c Control, open []int) (int, bool) {
	for _, i := range open {
		if lowestWords.MatchString(strings.TrimLeft(fold(c.Options[i].Label), "0123456789 ")) {
			return i, true
		}
	}
	best, least, found := 0, 0, 0
	for _, i := range open {
		n, err := strconv.Atoi(strings.TrimSpace(c.Options[i].Value))
		if err != nil {
			continue
		}
		if found == 0 || n < least {
			best, least = i, n
		}
		found++
	}
	return best, found == len(open) && found > 1
}

func without(list []int, drop func(int) bool) []int {
	var out []int
	for _, i := range list {
		if !drop(i) {
			out = append(out, i)
		}
	}
	return out
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// consent says what a single checkbox is: one that must be agreed to, or one
// that only lets the site do more (marketing, remembering), which stays empty.
func consent(c Control) (agree, optional bool) {
	t := fold(strings.Join([]string{c.Label, c.Aria, c.Group, c.Name, c.ID}, " "))
	marketing := marketingWords.MatchString(t)
	if c.Required {
		return true, false
	}
	if insuredRE.MatchString(fold(c.Label + " " + c.Aria)) {
		return true, false
	}
	if marketing || lacksRE.MatchString(t) {
		return false, true
	}
	return agreeWords.MatchString(t), false
}

// insuredRE is of boxes that say that the patient is insured, which opens what asks by whom.
var insuredRE = regexp.MustCompile(`^(yes )?(i (have|am using|will use|ll use|d like to use|would like to use|want to use|plan to use|am paying with)|use|pay(ing)? with|bill) (my |an? |health )*insurance\b|^(tengo|usar) (mi )?seguro\b|^ich bin (gesetzlich|privat) versichert\b`)

// lacksRE is of boxes that say that there is nothing to tell, beside a field for it.
var lacksRE = regexp.MustCompile(`^((i|we) (do not|don t|dont|currently do not) have\b|i have no\b|no (e ?mail|phone|insurance|middle name|address)\b|not applicable\b|no tengo\b|je n ai pas\b|ich habe kein|non ho\b|nao tenho\b|ik heb geen\b)`)

var (
	marketingWords = lazily(func() string {
		return `newsletter|\be ?news\b|marketing|promotion|special offer|updates|subscribe|mailing list|news and|event invitations|about research|research studies|research participation|remember me|keep me (signed|logged)|same as|save (my|this|card)|boletin|infolettre|angebote|stay logged|\bdigest\b|infobrief|lettre d information|notiziario|(weekly|monthly) (letter|e ?mail|tips|news)|send me (the|our|your|news|tips|a weekly|a monthly)|text me (tips|offers|news|wellness|updates|promo\w*)|tips and offers|offers from|product updates|updates (about|from|on)|bulletin|keep me (informed|updated|posted|in the loop)|(tell|inform|notify|email) me (about|of|when) (future|upcoming|new|other)|about (future|upcoming) (groups?|events?|workshops?|offers?|classes|programs?)|informieren sie mich|uber (kurse|veranstaltungen|angebote)|informez moi|informatevi|informeme|avisenme|email list|e mail list|occasional emails|receive (news|tips|offers|emails from)|neuigkeiten|rundbrief|novedades|promociones|ofertas|actualites|offres|notizie|offerte|promozioni|novidades|promocoes|nieuwsbrief|aanbiedingen|(receive|get|send me) (sms|text)|send me offers|add me to (the|your|our)|(letters?|e ?mail|mailing|contact) list|data rates|(e ?mail|send me a|a|receive a) copy of (this|my|the) |nyhedsbrev|nyhetsbrev|tilbud|erbjudanden` + `|` + inFolded(marketSaid)
	})
	agreeWords = lazily(func() string {
		return `\b(agree|consent|terms|privacy|acknowledge|i understand|certify|accept|authorize|confirm|attest|i am (over|at least|18)|policy|hipaa|telehealth consent|have read|permission|i permit|i allow|i am aware|declare|acepto|autorizo|he leido|j accepte|j autorise|j ai lu|ich stimme|stimme zu|willige ein|gelesen|einverstanden|datenschutz|accetto|acconsento|autorizzo|ho letto|aceito|concordo|li e aceito|akkoord|toestemming|verklaar|authorise|agreed|by (checking|ticking|submitting|signing)|i (give|grant|certify|affirm|declare|attest|confirm|have been)|responsible for|je consens|je certifie|je confirme|je reconnais|j atteste|pris connaissance|ich (bestatige|habe|bin damit|erklare|akzeptiere)|zur kenntnis|zustimme|kenntnisnahme|consiento|declaro|confirmo|estoy de acuerdo|doy mi consentimiento|dichiaro|prendo atto|presto il consenso|confermo|consinto|autorizo|dou o meu consentimento|ik (ga|geef|heb|bevestig))\b` + `|` + inFolded(agreeSaid)
	})
)

// stateNames lets a patient's "CA" find "California" and the other way round.
var stateNames = func() map[string]string {
	m := map[string]string{}
	for pair := range strings.SplitSeq("AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming", ",") {
		code, name, _ := strings.Cut(pair, " ")
		m[fold(code)], m[fold(name)] = name, code
	}
	return m
}()

// sayings lists the ways in which an option may say a value.
func sayings(kind audit.Kind, value string, c Control) []string {
	out := []string{value}
	switch kind {
	case audit.KindState:
		if o, ok := stateNames[fold(value)]; ok {
			out = append(out, o)
		}
	case audit.KindCountry:
		if v := fold(value); v == "us" || v == "usa" || v == "united states" || v == "united states of america" {
			out = append(out, "United States", "US", "USA", "United States of America")
		}
	case audit.KindBirthDate:
		if t, ok := parseDate(value); ok {
			return datePartForms(t, datePart(c), c)
		}
	case audit.KindCardExpiry:
		if t, ok := parseExpiry(value); ok {
			return datePartForms(t, datePart(c), c)
		}
	case audit.KindGender:
		switch strings.ToLower(value) {
		case "female", "f", "woman":
			out = append(append(out, "Female", "Woman", "F", "Femme", "Mujer", "Weiblich", "Frau", "Mujer"), genderSaid["Female"]...)
		case "male", "m", "man":
			out = append(append(out, "Male", "Man", "M", "Homme", "Hombre", "Männlich", "Mann"), genderSaid["Male"]...)
		}
	}
	return out
}

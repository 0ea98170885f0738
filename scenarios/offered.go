package scenarios

import (
	"regexp"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// offerWords says by what sites offer to choose from what they ask: two options
// must say it, or every one that there is.
var offerWords = []struct {
	kind audit.Kind
	re   *regexp.Regexp
}{
	{audit.KindClinician, regexp.MustCompile(`^(dr|doctor|prof|dra|dott|dottssa|dott ssa|herr|frau|mag|lic|psic) [a-z]+|^[a-z]+ [a-z]+ (psychologist|psychotherapist|therapist|counsell?or|psychiatrist)$|\b(lmsw|lcsw c|lcmhc|mft|aprn|dnp|crnp|pa c|psyd|dclinpsy|mbacp|ukcp|cpsychol|lmft|lcsw|ph d|phd|psy d|psyd|lpc|lpcc|lmhc|lcpc|licsw|lisw|amft|pmhnp|md|np|dipl psych)$`)},
	{audit.KindPronouns, regexp.MustCompile(`^(she|he|they|ze|xe) (her|him|them|hir|xem|they)\b`)},
	{audit.KindGender, regexp.MustCompile(`^(weiblich|mannlich|divers|mujer|hombre|femenino|masculino|femme|homme|feminin|masculin|donna|uomo|femmina|maschio|feminino|vrouw|female|male|woman|man|non ?binary|transgender|trans (man|woman)|genderqueer|agender)\b|^(frau|herr|madame|mme|monsieur|m|senora|senor|sra|sr|signora|signor|sig ra|sig|mevrouw|mevr|meneer|dhr)$`)},
	{audit.KindInsurer, regexp.MustCompile(`\b(aetna|cigna|evernorth|anthem|blue ?cross|blue ?shield|bcbs|humana|kaiser|medicaid|medicare|tricare|optum|united ?health ?care|uhc|molina|centene|ambetter|oscar health|health plan|out of network|self pay|self ?funding|self fund|private pay|cash pay|out of pocket|uninsured|wellcare|magellan|beacon health|carelon|health net|triwest|caresource|amerigroup|highmark|premera|regence|medi cal|emblemhealth|fidelis|harvard pilgrim|` +
		`bupa|aviva|vitality|wpa|aok|barmer|techniker|dak|bkk|ikk|gesetzlich( versichert)?|privat( versichert)?|selbstzahler|beihilfe|adeslas|sanitas|asisa|dkv|mapfre|muface|isfas|unimed|amil|bradesco saude|sulamerica|hapvida|medis|multicare|adse|zilveren kruis|vgz|menzis|osde|swiss medical|harmonie mutuelle|mgen)\b`)},
	{audit.KindAppointmentType, regexp.MustCompile(`\b(in person|in office|telehealth|teletherapy|video (visit|call|session|appointment)|online session|virtual|by phone|phone call|face to face|video call|remote|presencial|en linea|videollamada|por telefono|telefonica|en cabinet|en ligne|en visio|visio|teleconsultation|par telephone|vor ort|videosprechstunde|per video|telefonisch|in praxis|in der praxis|in presenza|in studio|videochiamata|teleconsulta|op locatie|beeldbellen|(new|existing|returning|current) (patient|client)|first (visit|appointment))\b|^(online|video)$`)},
	{audit.KindService, regexp.MustCompile(`\b(therapy|psychotherapy|counsell?ing|evaluation|assessment|medication management|testing|coaching|emdr|cbt|dbt|intensive outpatient|treatment|individual session|group session|terapia|psicoterapia|therapie|psychotherapie|beratung|diagnostik|evaluacion|valutazione|consulenza|avaliacao|behandeling|[a-z]*terapi|samtale|samtal|konsultation|konsultasjon|radgivning|radgiving)\b|^(individual|couples?|family|group) sessions?$`)},
	{audit.KindAppointmentTime, regexp.MustCompile(`^((mon|tues?|wed|thu(rs?)?|fri|sat|sun)$|(mon|tue|wed|thu|fri|sat|sun|lun|mar|mie|mer|jeu|jue|ven|vie|sam|sab|dim|dom|mo|di|mi|do|fr|sa|so)[a-z]* ([a-z]+ )?\d{1,2}|(mon|tue|wed|thu|fri|sat|sun|lun|mar|mie|mer|gio|jeu|jue|ven|vie|sam|sab|dim|dom|mo|di|mi|do|fr|sa|so)[a-z]* (am|pm|early|late|mornings?|afternoons?|evenings?|noons?|manana|tarde|noche|matin|apres midi|soir|vormittag|nachmittag|abend|mattina|pranzo|pomeriggio|sera|manha|noite|ochtend|middag|avond)|lunes|martes|miercoles|jueves|viernes|mananas?|tardes?|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|vormittags?|nachmittags?|lundi|mardi|mercredi|jeudi|vendredi|matin(ee)?|apres midi|lunedi|martedi|mercoledi|giovedi|venerdi|mattina|pomeriggio|segunda feira|terca feira|quarta feira|quinta feira|sexta feira|manha|maandag|dinsdag|woensdag|donderdag|vrijdag|ochtend|middag|(mon|tues|wednes|thurs|fri|satur|sun)days?|(early |late )?(mornings?|afternoons?|evenings?)|week(days?|ends?)|\d{1,2} \d{2}( [ap] ?m)?|\d{1,2} ?[ap] ?m)\b`)},
	{audit.KindService, regexp.MustCompile(`\b\d{2,3} (min|mins|minutes?|minutos|minuti|minuten|minuut|minutter|minuter)\b`)}, // what it is called says nothing, how long it takes does
	{audit.KindTopic, regexp.MustCompile(`\b(anxiety|depression|depressed|grief|bereavement|trauma|ptsd|panic|stress|burnout|low mood|sadness|self esteem|insomnia|addiction|eating disorders?|angst|angste|panik|depression(en)?|trauer|erschopfung|schlafstorungen|uberforderung|ansiedad|depresion|duelo|tristeza|estres|autoestima|anxiete|deuil|traumatismes?|epuisement|ansia|lutto|depressione|ansiedade|depressao|luto|stemmingsklachten|somberheid|rouw)\b`)},
}

// offered gives the kind that the choices of a control say by themselves.
func (c Control) offered() (audit.Kind, bool) {
	if c.text() || c.Type == "file" || c.Type == "range" || c.Type == "slider" || c.Type == "color" {
		return notAsked, false
	}
	// What an option says first is what it is: "Couples therapy, in person or video".
	hits, real, states := map[audit.Kind]int{}, 0, 0
	for _, o := range c.Options {
		if o.placeholder() {
			continue
		}
		real++
		if _, ok := stateNames[fold(o.Label)]; ok {
			states++
		}
		if k, ok := offers(fold(o.Label)); ok {
			hits[k]++
		}
	}
	if states >= 3 && states*4 >= real*3 {
		return audit.KindState, true
	}
	for _, w := range offerWords {
		if n := hits[w.kind]; n >= 2 || n > 0 && n == real && c.grouped() {
			return w.kind, true
		}
	}
	return notAsked, false
}

// offers gives the kind of what a folded label names first.
func offers(label string) (audit.Kind, bool) {
	if k, ok := offerWhole[label]; ok {
		return k, true
	}
	kind, first, found := notAsked, 0, false
	for _, w := range offerWords {
		if at := w.re.FindStringIndex(label); at != nil && (!found || at[0] < first) {
			kind, first, found = w.kind, at[0], true
		}
	}
	return kind, found
}

// offersBetter reports whether what a control offers is more exact than what its
// question says: "How can we help?" over a list of therapies asks for a service,
// "How would you like to pay?" over a list of insurers for the insurer.
func offersBetter(said, offered audit.Kind) bool {
	if offered == audit.KindState {
		return true // nothing else is called so
	}
	switch said {
	case audit.KindReason, audit.KindTopic, audit.KindMessage, audit.KindAppointmentTime, audit.KindSearchQuery:
		return offered == audit.KindService || offered == audit.KindAppointmentType || offered == audit.KindClinician
	case audit.KindService, audit.KindAppointmentType:
		return offered == audit.KindClinician
	case audit.KindEvent:
		return offered == audit.KindService || offered == audit.KindAppointmentType || offered == audit.KindAppointmentTime
	case audit.KindOther:
		return offered == audit.KindInsurer || offered == audit.KindClinician
	}
	return false
}

var (
	mailPattern = regexp.MustCompile(`^[^\s@]+@[^\s@]+\.[a-z]{2,}$`)
	// sampleRE is an hour that a placeholder shows as an example: "e.g. 23:59", "HH:MM", "9:30 AM".
	sampleRE     = regexp.MustCompile(`(?i)^((e\.?g\.?|z\.?\s?b\.?|ej\.?|p\.?\s?ex\.?|es\.?|bv\.?|like),? )?(\d{1,2}[:.]\d{2}( ?[ap]\.?m\.?)?|hh?[:.]mm( ?(a|aa|am|pm|am/pm))?)$`)
	digitPattern = regexp.MustCompile(`[0-9#_xX•]`)
)

// shown gives the kind of a control by the pattern of an answer that its
// placeholder shows: you@example.com, (___) ___-____, ###-##-####, mm/dd/yyyy is
// left to the other signals, since every date looks alike.
func (c Control) shown() (audit.Kind, bool) {
	p := strings.TrimSpace(c.Placeholder)
	if !c.text() || p == "" || len(p) > 40 {
		return notAsked, false
	}
	if mailPattern.MatchString(strings.ToLower(p)) {
		return audit.KindEmail, true
	}
	if sampleRE.MatchString(p) {
		return audit.KindAppointmentTime, true
	}
	switch shape := digitPattern.ReplaceAllString(strings.TrimPrefix(strings.TrimPrefix(p, "+1"), "1-"), "9"); strings.TrimSpace(shape) {
	case "(999) 999-9999", "(999)999-9999", "999-999-9999", "999.999.9999", "999 999 9999":
		return audit.KindPhone, true
	case "999-99-9999":
		return audit.KindSSN, true
	}
	return notAsked, false
}

package scenarios

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/neutral"
)

// onward.go says of a button whether it only goes on. What a step in between sends to
// the practice's own server may go out, because nothing follows without it; the last
// step never does (docs/decisions/0013, 0018).

var (
	// onlyRE are the words of a button that goes on and says no more than whereto.
	onlyRE = regexp.MustCompile(`^(save (and )?)?(next|continue|proceed|go on|move on|(continue|proceed|go on) with (this|these|the|my|your|selected) [a-z ]+|weiter|næste|neste|nasta|fortsæt|fortsett|fortsatt|videre|siguiente|continuar|suivant|continuer|poursuivre|fortfahren|volgende|verder|doorgaan|avanti|prosegui|continua|proximo|seguinte|avancar|nachster schritt|nachste seite|etape suivante|page suivante|pagina siguiente|siguiente pagina|pagina successiva|pagina seguinte|proxima pagina|proxima etapa|volgende pagina|volgende stap)( (to|step|page|question|section|schritt|paso|etape|zu|zum|zur|a|vers|your|my|the|\d+)\b.*)?$` + `|` + wholly(slices.Concat(nextSaid, onwardSaid)))
	// aheadRE are words of going to a further step by its name.
	aheadRE = regexp.MustCompile(`^(save (and )?)?((go|move|continue|proceed) )?(on |ahead )?to (the )?[a-z]`)
	// plainRE are those of them that hardly any form ends with.
	plainRE = regexp.MustCompile(`^(next|weiter|næste|neste|nasta|siguiente|suivant|volgende|avanti|proximo|seguinte|nachster schritt|nachste seite|etape suivante|page suivante|pagina siguiente|siguiente pagina|pagina successiva|pagina seguinte|proxima pagina|proxima etapa|volgende pagina|volgende stap)( (step|page|question|section|paso))?$` + `|` + wholly(nextSaid))
	// pageRE name the further page that they lead to.
	pageRE = regexp.MustCompile(`^((next|go to (the )?next|continue to (the )?next) (page|section|question)|nachste (seite|frage)|zur nachsten (seite|frage)|(page|question) suivante|(pagina|pregunta) siguiente|siguiente (pagina|pregunta)|pagina successiva|(domanda|pagina) seguente|prossima (pagina|domanda)|proxima (pagina|pergunta)|pagina seguinte|volgende (pagina|vraag))$`)
	// endsRE are words by which a button says that it does more.
	endsRE = lazily(func() string {
		return `\b(submit|send|bestil|bestill|boka|bekræft|bekreft|bekrafta|tilmeld|skicka|book|reserve|confirm|request|schedule|pay|buy|order|purchase|checkout|finish|complete|done|sign ?up|register|join|apply|subscribe|enroll|agree|accept|authorize|create|log ?in|sign ?in|enviar|reservar|confirmar|pagar|finalizar|solicitar|envoyer|reserver|confirmer|payer|terminer|senden|absenden|buchen|anfragen|bestatigen|bezahlen|abschliessen|registrieren|anmelden|invia|inviare|prenota|conferma|paga|iscriviti|registrati|agendar|marcar|concluir|cadastrar|verstuur|versturen|verzenden|boek|boeken|bevestig|bevestigen|betaal|betalen|inschrijven|aanmelden|afronden)\b` + `|` + inFolded(endsSaid)
	})
	// reviewRE are the words of a button that shows what was said before it is sent.
	reviewRE = regexp.MustCompile(`^(next |continue to |go to |save and |on to )?(preview|review|summary)( and continue)?( (of |your |my |the |all )*(answers?|details|request|information|application|appointment|booking|referral|submission|responses?|form|entries|data|summary|registration|message))?$|^(check|view) ((your|my|the|all) )+(answers?|details|information|responses?|entries)$|^(zur |weiter zur |siehe )?(vorschau|ubersicht|zusammenfassung)( anzeigen)?$|^(angaben|eingaben|daten) (uber)?prufen$|^(ver )?(la )?(vista previa|resumen)$|^(previsualizar|revisar)( (mis |los |sus )?(datos|respuestas|solicitud))?$|^(voir l |voir le )?(apercu|recapitulatif)$|^(verifier|relire) (mes|vos|les) (reponses|informations)$|^(vai al |al )?(anteprima|riepilogo)$|^(rever|pre visualizar|resumo)( dados)?$|^(naar )?(overzicht|voorbeeld)$|^gegevens controleren$`)
	// seekRE are the words of a button that looks for hours, and takes none. "Check" is none of
	// them, which asks for an answer by mail more often than not, and results are none.
	seekRE = regexp.MustCompile(`^(search|find|show|view|see|look|load|list|buscar|ver|suche|suchen|zeige|anzeigen|chercher|rechercher|voir|afficher|consulter|cerca|mostra|vedi|zoek|toon|bekijk)( (for|up|me|all|the|an?|available|open|free|next|appointment|visit|freie|verfugbare|nach|les|des|los|las|gli|as|os|de|disponibles|disponibili|beschikbare))* (times?|availabilit(y|ies)|openings?|slots?|appointments?|hours?|dates?|days?|horarios?|citas|disponibilidad(es)?|termine?|zeiten|uhrzeiten|verfugbarkeit(en)?|disponibilites?|creneaux|horaires|plages horaires|orari|disponibilita|tijden|afspraken|beschikbaarheid)( (and|&) (times?|dates?))?$|` +
		`^((freie|verfugbare|alle) )*(termine?|zeiten|uhrzeiten|verfugbarkeit(en)?) (anzeigen|suchen|ansehen|finden)$|^((beschikbare|vrije) )?(tijden|afspraken|beschikbaarheid) (tonen|bekijken|zoeken)$`)
	// beginRE are the words of a button that begins something: a questionnaire, the way in.
	beginRE = regexp.MustCompile(`^((start|begin|take) (the |your |my |our |a )?(free )?(assessment|quiz|questionnaire|screening|test|survey|intake|check|matching)|(let s )?get started|let s (go|begin|start)|start( now)?|begin( now)?|i m ready|starten|jetzt starten|loslegen|los geht s|empezar|comenzar|empecemos|comencemos|commencer|demarrer|inizia|iniziamo|cominciamo|comecar|vamos comecar|beginnen|begin nu|start nu|` +
		`(empezar|comenzar|iniciar|hacer)( (el|la|mi|tu|su))? (test|cuestionario|evaluacion|autoevaluacion|prueba)|(commencer|demarrer|faire)( (le|la|l|mon|ma|votre))? (test|questionnaire|evaluation|autoevaluation)|(zum |den |die )?(selbst)?(test|fragebogen)( jetzt)? (starten|beginnen)|(inizia|fai)( (il|la|l))? (test|questionario|valutazione|autovalutazione)|(comecar|iniciar|fazer)( (o|a))? (teste|questionario|avaliacao|autoavaliacao)|start( de)? (test|vragenlijst))$`)
	// bookRE are the words by which an hour is taken, before or after a patient says who they are.
	bookRE = regexp.MustCompile(`^(book|schedule|reserve|select|choose|take|hold)( (this|the|my|your|selected|an?|now|online))*( (times?|sessions?|slots?|appointments?|visits?|hours?|dates?|consultations?))?( now| online)?$|^(agendar|reservar|buchen|reserver|prenota|prenotare|boeken|termin (buchen|wahlen|auswahlen|reservieren))( (agora|ahora|cita|hora|horario|consulta|sesion|jetzt|ora|nu))?$`)
	// arrowRE is a button that shows nothing but the way.
	arrowRE = regexp.MustCompile(`^\s*[→›»❯➔➜➝➞⟶⮕▶>]+\s*$`)
	// goneRE are those of them by which everything is over for certain.
	goneRE = regexp.MustCompile(`^(\d+ )?(confirmed|done|completed?|thank you|thanks|success|all set|receipt|fertig|gracias|listo|merci|termine|grazie|fatto|obrigado|obrigada|pronto|bedankt|klaar)$` + `|^(\d+ )?(` + alternatives(doneSaid) + `)$`)
	// overRE are names of a last step at which nothing is left to do.
	overRE = regexp.MustCompile(`^(\d+ )?(confirmation|confirmed|done|complete|completed|finish|finished|thank you|thanks|success|all set|receipt|fertig|abschluss|bestatigung|gracias|listo|confirmacion|merci|termine)$` + `|^(\d+ )?(grazie|fatto|conferma|obrigado|obrigada|pronto|confirmacao|bedankt|klaar|bevestiging|` + alternatives(slices.Concat(doneSaid, confirmedSaid)) + `)$`)
)

// onward gives the reason for which pressing b only leads to a further step, "" when
// that is in doubt: then what it sends is held. A step that has asked for what makes
// an account or moves money is always in doubt.
func (w *walker) onward(f Form, b Button) string {
	text := b.way()
	if w.cfg.HoldSteps || w.cfg.Submit == "send" || w.binds(f) {
		return ""
	}
	if bookRE.MatchString(text) && !f.tells() && !w.recognisable() && w.tookHour() {
		return "an hour was taken with “" + neutral.Line(b.Text, 40) + "”, and nothing was said yet by which a person is known"
	}
	if !onlyGoes(text) {
		return ""
	}
	says, look := neutral.Line(b.Text, 40), reviewRE.MatchString(text)
	if why := f.Progress.more(plainRE.MatchString(text) || look); why != "" {
		return why
	}
	if kit := b.marked(); kit != "" {
		return kit + " marks its button as one that only goes on"
	}
	came := w.came[text]
	switch {
	case came && !f.Progress.Listed && f.Progress.Of-f.Progress.Now == 1:
		return fmt.Sprintf("the page says that this is step %d of %d, and the same “%s” led here", f.Progress.Now, f.Progress.Of, says)
	case pageRE.MatchString(text):
		return "it says “" + says + "”: there is a further one"
	case look:
		return "it says “" + says + "”: what was said is shown before it is sent"
	case !w.recognisable():
		return "it says “" + says + "”, and nothing was said yet by which a person is known"
	case came && !w.reachable():
		return "the same “" + says + "” led on to this step, and nothing was said yet by which the practice could answer"
	case came && kitRE.MatchString(b.Mark):
		return "the same “" + says + "” led on to this step, and the design system of the page ends no form with it"
	}
	return ""
}

// way is what a button says, folded; one that shows nothing but an arrow goes on, and may end a
// form as well (Qualtrics).
func (b Button) way() string {
	if arrowRE.MatchString(b.Text) {
		return "continue"
	}
	return fold(b.Text)
}

// tookHour reports whether the journey has taken an hour, and answered no questionnaire.
func (w *walker) tookHour() bool {
	hour := false
	for _, c := range w.out.Typed {
		if c.Kind == audit.KindScreeningAnswer {
			return false
		}
		hour = hour || c.Kind == audit.KindAppointmentTime
	}
	return hour
}

// choiceOnward gives the reason for which a choice by a press only leads to a further step, on
// pages whose hours or services send the form by themselves: the page says that steps follow,
// and nothing was said yet by which a person is known.
func (w *walker) choiceOnward(f Form, kind audit.Kind) string {
	if w.cfg.HoldSteps || w.cfg.Submit == "send" || !offerable[kind] && kind != audit.KindOther || w.recognisable() || w.binds(f) {
		return ""
	}
	if why := f.Progress.more(false); why != "" {
		return why + ", and nothing was said yet by which a person is known"
	}
	return ""
}

// wentOut says of the last step that what it sent went to the practice, and why.
func (w *walker) wentOut(why string) {
	w.remark("what it sent went to the practice, because " + why)
	w.out.Steps[len(w.out.Steps)-1].Sent, w.stepped = true, true
}

// goesWords find what goes on, in folded texts: a form is found by it, and its button is. They are
// JavaScript and Go regular expressions alike.
func goesWords() string {
	return strings.Join([]string{onlyRE.String(), seekRE.String(), beginRE.String(), reviewRE.String()}, "|")
}

// onlyGoes reports whether a folded text says that a button goes on, and nothing more.
func onlyGoes(text string) bool {
	return (goesRE.MatchString(text) || aheadRE.MatchString(text)) && !endsRE.MatchString(text)
}

// kits mark a button that goes on otherwise than one that submits, so that their servers
// tell them apart.
var kits = []struct {
	name string
	mark *regexp.Regexp
}{
	// https://git.drupalcode.org/project/webform/-/blob/6.2.x/src/WebformSubmissionForm.php
	{"Drupal's Webform", regexp.MustCompile(`\bwebform-button--(next|preview)\b`)},
	// https://github.com/LimeSurvey/LimeSurvey: movenext and movesubmit
	{"LimeSurvey", regexp.MustCompile(`\bmove=movenext$`)},
	// https://docs.gravityforms.com/gform_next_button/
	{"Gravity Forms", regexp.MustCompile(`\bgform_next_button\b`)},
	// https://docs.umbraco.com/umbraco-forms/developer/themes: __next and submitbtn
	{"Umbraco Forms", regexp.MustCompile(`(^| )__next=`)},
	// https://primefaces.github.io/primefaces/14_0_0/#/components/wizard: ui-wizard-nav-next
	{"PrimeFaces' Wizard", regexp.MustCompile(`\bui-wizard-nav-next\b`)},
	// https://help.form.io/developers/form-development/form-templates: btn-wizard-nav-next and btn-wizard-nav-submit
	{"Form.io", regexp.MustCompile(`\bbtn-wizard-nav-next\b`)},
	// https://surveyjs.io/form-library/documentation/manage-default-themes-and-styles: sd-navigation__next-btn and sd-navigation__complete-btn
	{"SurveyJS", regexp.MustCompile(`\b(sd|sv)-navigation__next-btn\b`)},
	// https://learn.microsoft.com/en-us/dotnet/api/system.web.ui.webcontrols.wizard: StepNextButton and FinishButton
	{"ASP.NET's Wizard", regexp.MustCompile(`\$(Start|Step)NextButton=`)},
}

// namedRE is a button whose name, which no visitor sees, tells its server that it goes on. Servers
// that keep the steps of a form tell "next" from what ends it by that.
var namedRE = regexp.MustCompile(`(?i)(^|[ $_.:\[-])(btn|button|cmd|lnk|link|wizard|nav)?[_-]?next[_-]?(step|page|btn|button|section)?\]?=`)

// kitRE finds the buttons of design systems that end every form by an answer check and
// "Accept and send" or "Submit", and never by "Continue":
// https://design-system.service.gov.uk/components/button/,
// https://design-system.service.gov.uk/patterns/check-answers/,
// https://service-manual.nhs.uk/design-system/components/buttons
var kitRE = regexp.MustCompile(`(^| )(govuk|nhsuk)-button( |$)`)

// marked names the form builder that marks b as a button which only goes on.
func (b Button) marked() string {
	for _, k := range kits {
		if k.mark.MatchString(b.Mark) {
			return k.name
		}
	}
	if namedRE.MatchString(b.Mark) {
		return "the name that the page's server knows it by"
	}
	return ""
}

// more gives the words for what shows that steps follow this one. plain is true for a
// button that hardly any form ends with: then one step that may be the confirmation is enough.
func (p Progress) more(plain bool) string {
	asks, left := 0, 0
	for _, name := range p.Later {
		if !overRE.MatchString(fold(name)) {
			asks++
		}
		if !goneRE.MatchString(fold(name)) {
			left++ // "Confirm" may be a step, "Done" is none
		}
	}
	counted := p.Of - p.Now
	switch {
	case p.Listed && (asks > 0 || plain && left > 0):
		return fmt.Sprintf("the page lists %d more", len(p.Later))
	case p.Listed:
		return ""
	case p.Of == 0 && plain && p.Percent > 0 && p.Percent <= 80:
		return fmt.Sprintf("the page says that %d %% are done", p.Percent)
	case counted > 1, plain && counted > 0:
		return fmt.Sprintf("the page says that this is step %d of %d", p.Now, p.Of)
	}
	return ""
}

// binds reports whether a form asks for what a server may act on at once: a card, a
// password, a social security number, a file that was given.
func (w *walker) binds(f Form) bool {
	for _, c := range f.Controls {
		if !c.Visible {
			continue
		}
		switch k, _ := Understand(c, f); k {
		case audit.KindCardNumber, audit.KindCardCode, audit.KindCardExpiry, audit.KindPassword:
			return true
		case audit.KindSSN:
			if c.MaxLength != 4 && !lastFourRE.MatchString(fold(c.Label+" "+c.Aria+" "+c.Placeholder)) {
				return true
			}
		case audit.KindFile:
			if c.Required || w.tries["file "+c.at.id()] > 0 {
				return true
			}
		}
	}
	return len(f.Frames) > 0 // card fields are in frames
}

// lastFourRE asks for an end of a number, by which nobody can act.
var lastFourRE = regexp.MustCompile(`\blast (4|four)\b`)

// leadsOn reports whether a form is a step in between, as far as its page shows. Where its
// server keeps the answers, a file that it does not need is better left out: the step
// would be held with it, and all that follows.
func (f Form) leadsOn() bool {
	b, ok := f.commit()
	return ok && !f.Implicit && f.Method == "post" && onlyGoes(b.way()) && f.Progress.more(plainRE.MatchString(b.way())) != ""
}

// recognisable reports whether the journey has typed something by which a server could know
// the patient.
func (w *walker) recognisable() bool {
	if w.cfg.Known {
		return true
	}
	for _, c := range w.out.Typed {
		switch c.Kind {
		case audit.KindPostalCode, audit.KindCity, audit.KindState, audit.KindCountry, audit.KindBirthDate, audit.KindSearchQuery, audit.KindAppointmentTime,
			audit.KindReason, audit.KindTopic, audit.KindMedication, audit.KindDiagnosis:
			continue // why somebody comes, told by nobody
		}
		if !c.Chosen {
			return true
		}
	}
	return false
}

// reachable reports whether the journey has typed something by which the practice could answer
// or find the patient, or has taken an hour: a name alone books nothing.
func (w *walker) reachable() bool {
	if w.cfg.Known {
		return true
	}
	for _, c := range w.out.Typed {
		switch c.Kind {
		case audit.KindGivenName, audit.KindFamilyName, audit.KindFullName, audit.KindPreferredName, audit.KindBirthDate, audit.KindGender, audit.KindPronouns,
			audit.KindPostalCode, audit.KindCity, audit.KindState, audit.KindCountry, audit.KindSearchQuery:
			continue
		case audit.KindAppointmentTime:
			return true
		}
		if !c.Chosen {
			return true
		}
	}
	return false
}

// passing does a press, and lets out what it sends to the practice itself where that
// is a step in between.
func (w *walker) passing(step string, do func() error) (passed int, err error) {
	if step == "" {
		return 0, do()
	}
	w.tab.Pass(true)
	err = do()
	return w.tab.Pass(false), err
}

// ended says what a press came to after which no further step shows. Only what was
// held, or has left as a search does, was submitted.
func (w *walker) ended(ctx context.Context, f Form, b Button, e effect) error {
	switch {
	case w.cfg.Submit == "send":
		w.out.Submitted = true
	case e.passed > 0:
		return failf("what it sent went to the practice, because %s, and no further step was seen", e.step)
	case e.held > 0 && (onlyGoes(b.way()) || f.Progress.more(false) != ""):
		return failf("what “%s” sent was held, and the steps that follow it were not seen", neutral.Line(b.Text, 40))
	case e.held > 0, !f.tells() && !w.recognisable(), e.left && f.Method == "get" && pathOf(w.address(ctx)) == pathOf(f.Action):
		w.out.Submitted = true
	case e.left:
		return failf("pressing the button led to another page, and nothing was sent that commits")
	default:
		return failf("the form gave way to something else, and nothing was sent that commits")
	}
	return nil
}

// next finds what a form has become after it was sent: as current does, but on another
// page only what was not there before.
func (w *walker) next(ctx context.Context, f Form) Form {
	now := w.current(f)
	if now.Key == f.Key || w.here(ctx, f) || !w.present[now.Key] {
		return now
	}
	return Form{}
}

// said puts what the page complains of controls into words, without the patient's values.
func (w *walker) said(bad []Control) string {
	var out []string
	for _, c := range bad {
		if m := neutral.Line(w.redact(c.Message), 80); m != "" && len(out) < 3 {
			out = addOnce(out, "“"+m+"”", 3)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "; the page says " + strings.Join(out, ", ")
}

package scenarios

import (
	"regexp"
	"slices"
)

// commit_button.go finds, among the buttons of a form, the one that goes on or commits.

func (f Form) hasCommit() bool { _, ok := f.commit(); return ok }

// buttonText is what the form's button says, folded.
func (f Form) buttonText() string {
	b, _ := f.commit()
	return " " + fold(b.Text)
}

var (
	reminderRE = regexp.MustCompile(`forgot|reset|remind|recover|lost password`)
	commitRE   = lazily(func() string { return `(?i)` + commitWords() })
	goesRE     = lazily(goesWords)
	explainRE  = regexp.MustCompile(`(?i)` + explainWords)
	nextRE     = lazily(func() string {
		return `(?i)^\s*[→›»❯➔➜➝➞⟶⮕▶>]+\s*$|\b(next|continue|proceed|go on|n[äa]chste seite|n[äa]chster schritt|keep going|ok|okay|start|begin|get started|let.?s go|i.?m ready|p?review|check (your|my) answers|vorschau|vista previa|aper[çc]u|anteprima|siguiente|continuar|avanzar|suivant|continuer|poursuivre|weiter|fortfahren|fortsetzen|starten|los geht.?s|comenzar|empezar|commencer|avanti|prosegui|continua|pr[óo]xim[oa]|seguinte|avan[çc]ar|volgende|verder|doorgaan)\b` + `|` + inText(slices.Concat(nextSaid, onwardSaid))
	})
	shunRE = lazily(func() string {
		return `(?i)\b(back|previous|prev|cancel|reset|clear|delete|remove|upload|browse|add another|add more|edit|close|print|log ?out|sign ?out|forgot|chat|call|with (google|apple|facebook|microsoft)|show password|download|skip|later|save (as )?draft|start over|accept (all )?cookies|unsubscribe|zurück|retour|précédent|atrás|anterior|cancelar|annuler|abbrechen|später|indietro|annulla|voltar|vorige|terug|annuleren)\b` + `|` + inText(backSaid)
	})
	// toolRE begin the words of a tool, which is no answer.
	toolRE = lazily(func() string {
		return `(?i)^\W*((go )?back|previous|prev|cancel|reset|clear|delete|remove|upload|browse|add|edit|close|print|log ?out|sign ?out|forgot|(live |start )?chat|call us|with (google|apple|facebook|microsoft)|show password|download|skip|increase|decrease|increment|decrement|plus|minus|accept (all )?cookies|unsubscribe|zurück|retour|atrás|cancelar|annuler|abbrechen|löschen|indietro|annulla|voltar|vorige|terug|annuleren)\b` + `|^[^\pL]*(?:` + inText(backSaid) + `)`
	})
	asideRE = regexp.MustCompile(`(?i)` + asideWords)
	// callRE are the words of a call that the patient asks for.
	callRE = regexp.MustCompile(`(?i)\bcall(ing)?([- ]me)?[- ]back\b|\bcall me\b|\b(an?|your|my|free|intro|introductory|discovery|phone|video|consult|consultation|minutes?|min) calls?([- ]back)?\b`)
	// entryRE are the words of a way in that stands beside a form which is none.
	entryRE = regexp.MustCompile(`(?i)\b(log|sign) ?in\b|\balready (a|have)\b`)
)

// shunned reports whether what a button says leads back, elsewhere, or does something else
// than to go on.
func shunned(text string) bool {
	return shunRE.MatchString(callRE.ReplaceAllString(text, "")) || asideRE.MatchString(text)
}

// commit finds the button that goes on or commits: visible ones first, submit
// buttons before others, what the page marks as the main one before the rest, the last
// in the document of equals. Where none says so, it is the one that follows the fields.
func (f Form) commit() (Button, bool) {
	best, score := Button{}, 0
	for _, b := range f.Buttons {
		s := b.score()
		if s <= 0 {
			continue
		}
		if entryRE.MatchString(b.Text) && !f.secret() {
			s--
		}
		if b.Visible {
			s += 20
		}
		if !b.Disabled {
			s += 4
		}
		if b.Main {
			s++
		}
		if s >= score {
			best, score = b, s
		}
	}
	if score > 20 {
		return best, true
	}
	if b, ok := f.after(); ok {
		return b, true
	}
	return best, score > 0
}

// score says how much a button's words and type speak for it, two for each reason.
func (b Button) score() int {
	s := 0
	if b.Type == "submit" || b.Type == "image" {
		s += 8
	}
	if (commitRE.MatchString(b.Text) || goesRE.MatchString(fold(b.Text))) && (b.Type == "submit" || !explainRE.MatchString(b.Text)) {
		s += 6
	}
	if shunned(b.Text) {
		s -= 12
	}
	return s
}

// after gives the one button that follows all fields of a form: the only one, or the
// only one that the page marks as the main one.
func (f Form) after() (Button, bool) {
	var all, main []Button
	for _, b := range f.Buttons {
		if !b.After || !b.Visible || b.Text == "" || shunned(b.Text) || entryRE.MatchString(b.Text) {
			continue
		}
		all = append(all, b)
		if b.Main {
			main = append(main, b)
		}
	}
	switch {
	case f.Implicit && !f.tells() && !f.begun: // a filter, a menu
	case len(all) == 1:
		return all[0], true
	case len(main) == 1:
		return main[0], true
	}
	return Button{}, false
}

// secret reports whether a form shows a field for a password.
func (f Form) secret() bool {
	for _, c := range f.Controls {
		if c.Type == "password" && c.Visible {
			return true
		}
	}
	return false
}

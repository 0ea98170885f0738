package scenarios

import (
	"context"
	"embed"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

var (
	//go:embed pickers.js
	pickersJS string
	//go:embed probe
	probeParts embed.FS
	// probeJS looks at a frame, and knows what the page opens meanwhile.
	probeJS = "(function (...args) {\n" + pickersJS + ";\nreturn (" + joined(probeParts, "probe") + ")(...args); })"
)

// joined is the script whose parts are the files of a folder, in the order of their names.
func joined(parts embed.FS, dir string) string {
	list, err := parts.ReadDir(dir)
	if err != nil {
		return "" // it is embedded
	}
	var b strings.Builder
	for _, part := range list {
		text, _ := parts.ReadFile(path.Join(dir, part.Name())) // listed a line above
		b.Write(text)
	}
	return b.String()
}

// companyWords are of buttons that lead to the log-in of another company, asideWords of all that
// stands beside a way on, and is none. They are JavaScript and Go regular expressions alike.
const (
	companyWords = ` (google|facebook|apple|microsoft|linkedin|github|okta|sso)\W*$`
	asideWords   = companyWords + "|" + turnWords
)

// turnWords are of what turns to other days, and is no way on. It is a JavaScript and a Go
// regular expression alike.
const turnWords = `^[^a-zà-ž]*((next|previous|prev|prior|later|earlier|following) (weeks?|days?|months?|dates?|times?|hours?|openings?)|(n[äa]chste|vorherige|sp[äa]tere|fr[üu]here|weitere)[rs]? (woche|tage?|monat|termine|zeiten)|(semaine|jours?|mois) (suivante?s?|pr[ée]c[ée]dente?s?)|(semana|d[ií]as?|mes) (siguientes?|anterior(es)?)|pr[óo]xim[oa]s? (semana|d[ií]as?|m[eê]s)|(settimana|giorni|mese) (successiv[oai]|precedente|prossim[oa])|prossim[aoi] (settimana|giorni|mese)|volgende (week|dagen|maand)|n[æä]sta? (uge|vecka|uke|m[åa]ned|m[åa]nad)|nast[ęe]pn[yae] (dni|tydzie[ńn]|miesi[ąa]c)|poprzedni[ea]? (dni|tydzie[ńn]|miesi[ąa]c))[^a-zà-ž]*$`

// explainWords are of buttons that tell about a field and lead nowhere.
const explainWords = `^(where|what|why|how|who|which|wo|was|warum|wie|wozu|qu[eé]|d[oó]nde|c[oó]mo|por qu[eé]|o[uù]|comment|pourquoi|dove|come|perch[eé]|onde|waar|waarom|hoe)\b.{0,60}\?$`

// usualCommits says which buttons outside a form look as if they would go on or
// commit. It is a JavaScript and a Go regular expression alike.
const usualCommits = `\b(submit|send|book|request|schedule|reserve|confirm|continue|next|proceed|finish|complete|done|sign ?up|subscribe|register|join|apply|search|find|go|log ?in|sign ?in|pay|get started|start|begin|check|verify|^(see|show|view|get|find|reveal) (me )?(my |your |the )?(results?|scores?|match(es)?|plan|options|answers|recommendations?|report|therapists?|providers?)|see (my )?results?|get (my )?results?|see (my )?score|calculate|ok|okay|add me|add my name|count me in|notify me|call me|call ?back|get in touch|reach out|keep going|go on|make (an|my) appointment|create (an |my |your )?account|i.?m ready|ver (mi |tu |el )?resultados?|voir (mon |mes |le |les )?r[ée]sultats?|ergebnis(se)? (anzeigen|ansehen)|vedi (il |i )?(mi[eo]i? )?risultat[oi]|ver (o )?meu resultado|bekijk (mijn |het )?resulta(at|ten)|p?review|refer|save|agree and \w+|accept and \w+|enroll|inquire|enquire|filter|match me|get matched|enviar|siguiente|continuar|reservar|solicitar|buscar|suscribir(se|me)?|envoyer|suivant|continuer|réserver|rechercher|valider|confirmer|poursuivre|demander|prendre rendez-vous|confirmar|finalizar|pedir|avanzar|senden|absenden|abschicken|weiter|fortfahren|fortsetzen|buchen|anfragen|anfordern|vereinbaren|suchen|anmelden|registrieren|invia|inviare|avanti|prosegui|continua|prenota|conferma|cerca|iscriviti|richiedi|pr[óo]xim[oa]|seguinte|avan[çc]ar|agendar|marcar|pesquisar|verstuur|versturen|verzenden|volgende|verder|doorgaan|boek|boeken|bevestig|bevestigen|inschrijven|zoeken|aanvragen|indienen|afronden|opslaan|registreren|afspraak maken|soumettre|s.inscrire|je m.inscris|prendre un rendez-vous|enregistrer|terminer|inscribirse|inscribirme|registrarse|registrarme|pedir cita|guardar|terminar|mandar|contactar|salva|registrati|procedi|concluir|inscrever|cadastrar|solicito|marcar|best[äa]tigen|registrieren|abschlie[ßs]s?en|speichern|vorschau|vista previa|revisar|anteprima|riepilogo|n[æä]ste|neste|forts[æä]tt?|fortsett|videre|bestil|bestill|boka|bekr[æä]ft(a|e)?|bekreft|tilmeld|godkend|skicka)\b`

// commitWords are those of all languages.
func commitWords() string { return usualCommits + "|" + inText(commitsSaid) }

// openerWords say what a button offers that may open a form in a dialog. It is a
// JavaScript and a Go regular expression alike.
const openerWords = `\b(request|book|schedule|reserve|appointment|consult|consultation|wait ?list|get started|inquire|enquire|inquiry|enquiry|contact|message us|e-?mail us|write to us|get in touch|start|begin|let.?s (go|begin)|take the (quiz|test|assessment)|new (client|patient)|find a (time|therapist)|choose a time|pick a time|comenzar|empezar|commencer|los geht.?s|starten|neue patienten|prendre|prenota|appuntamento|contatti|agendar|marcar|consulta|afspraak|boeken|aanmelden|sign ?up|register|join|apply|enroll|get matched|call ?back|refer|referral|get (help|support)|eligib(le|ility)|verify (my |your )?(insurance|benefits)|check (my |your )?(insurance|benefits|coverage)|newsletter|subscribe|solicitar|reservar|cita|contacto|contactar|inscribirse|inscripci[óo]n|turno|termin|termine|anfrage|anmeldung|registrieren|kontakt|kontaktformular|r[üu]ckruf|buchen|rendez-vous|nous contacter|s.inscrire|inscription|demander|r[ée]server|prenotare|richiedi|iscriviti|marcar consulta|inscrever|contato|inschrijven|aanvragen|afspraak maken|book tid|bestil tid|bestill time|boka tid|kontakt os|kontakt oss|tilmelding)\b`

// Inspect looks at the page in the tab: what it is, where it leads, and what a
// patient can fill in, also in shadow roots (open and closed) and in frames. A
// frame that cannot be looked into is named in Notes.
func Inspect(ctx context.Context, tab Tab) (*Inventory, error) {
	s := newSession(tab)
	defer s.close()
	inv, err := s.inspect(ctx)
	if err != nil || slices.ContainsFunc(inv.Forms, func(f Form) bool { return f.tells() && len(planForm(f, nil, nil)) > 1 || f.chooser() }) {
		return inv, err
	}
	s.wide = true // it may offer hours in a way of its own
	if wide, err := s.inspect(ctx); err == nil {
		if _, ok := wide.begins(Form.offersHours, Form.asksByButtons); ok {
			return wide, nil
		}
	}
	return inv, nil
}

func (s *session) inspect(ctx context.Context) (*Inventory, error) {
	inv := &Inventory{}
	targets, notes := s.targets(ctx)
	inv.Notes = notes
	for i, base := range targets {
		frames, err := documents(ctx, base, i == 0)
		if err != nil {
			if i == 0 {
				return nil, err
			}
			inv.Notes = append(inv.Notes, "a frame: "+err.Error())
			continue
		}
		for _, f := range frames {
			p, err := f.probe(ctx, s.wide)
			if err != nil {
				if f.top {
					return nil, fmt.Errorf("looking at the page: %w", err)
				}
				inv.Notes = append(inv.Notes, fmt.Sprintf("frame of %s could not be looked into: %v", hostOf(f.url), err))
				continue
			}
			inv.add(p, f)
		}
	}
	inv.adopt()
	inv.finish()
	return inv, nil
}

// probeOptions are what every look at a page is told: its bounds and the words it knows.
var probeOptions = sync.OnceValue(func() map[string]any {
	return map[string]any{
		"text": maxText, "option": 120, "url": maxURL, "options": maxOptions, "forms": maxForms, "controls": maxControls, "buttons": maxButtons,
		"links": maxLinks, "frames": maxFrames, "closed": 40, "elements": 60000, "budget": 2000, "commits": commitWords(), "goes": goesWords(), "openers": openerWords, "never": neverClicked, "explains": explainWords, "aside": asideWords, "leads": wholeText(slices.Concat(nextSaid, onwardSaid, backSaid)), "choose": wholeText(chooseSaid), "marks": wholeText(markSaid),
	}
})

// probe runs the probe, opening closed shadow roots a few levels deep; wide asks for
// offers, too.
func (f *frame) probe(ctx context.Context, wide bool) (*probed, error) {
	opts := maps.Clone(probeOptions())
	opts["wide"] = wide
	var roots []any
	for round := 0; ; round++ {
		raw, err := call[string](ctx, f, 8*time.Second, probeJS, append([]any{opts}, roots...)...)
		if err != nil {
			return nil, err
		}
		p, err := decodeProbe([]byte(raw))
		if err != nil || round == 3 || len(p.Closed) == 0 {
			return p, err
		}
		if roots = f.closedRoots(ctx, p.Closed); len(roots) == 0 {
			return p, nil
		}
	}
}

// adopt moves the controls of a frame that has no button of its own into the
// form of the page that holds the frame: card fields, captcha boxes, widgets.
func (inv *Inventory) adopt() {
	var kept []Form
	for _, f := range inv.Forms {
		parent := -1
		if f.Frame != "" && len(f.Buttons) == 0 {
			for i, k := range kept {
				if k.Frame == "" && holds(k.Frames, f.Frame) {
					parent = i
				}
			}
		}
		if parent < 0 {
			kept = append(kept, f)
			continue
		}
		kept[parent].Controls = append(kept[parent].Controls, f.Controls...)
	}
	inv.Forms = kept
}

func holds(list []string, frame string) bool {
	for _, u := range list {
		if u == frame || strings.SplitN(u, "#", 2)[0] == strings.SplitN(frame, "#", 2)[0] {
			return true
		}
	}
	return false
}

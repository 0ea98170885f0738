package scenarios

import (
	"cmp"
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/scenarios/script"
)

// goal says how a patient knows what they look for: by what a site writes on the way
// to it, and by what stands there then.
type goal struct {
	// words are calls to action, folded, in the languages of wordTable; path is what
	// addresses of such pages hold.
	words, path *regexp.Regexp
	// forms are the purposes of the forms that it ends at; none for a goal that is the
	// page itself.
	forms []string
}

func ways(words, path string, forms ...string) goal {
	return goal{regexp.MustCompile(`\b(` + words + `)\b`), regexp.MustCompile(`(?i)` + path), forms}
}

// goals is what can be looked for; its names are script.Goals.
var goals = map[string]goal{
	"booking": ways(`book( now| online| an? (appointment|session|consultation|visit))?|schedule( now| online| an? (appointment|session|consultation|call|visit))?|request an? (appointment|consultation|session)|make an appointment|appointments?|free consultation|reservar( cita)?|pedir cita|solicitar cita|prendre rendez vous|rendez vous|termin (buchen|vereinbaren)|terminbuchung|online termin`,
		`book|schedul|appointment|consult|cita|rendez|termin`, "booking"),
	"intake": ways(`new (clients?|patients?)( forms?)?|become a (client|patient)|get started|getting started|start (now|here|intake)|intake( forms?)?|client forms?|patient forms?|get matched|join the wait ?list|nuevos? pacientes?|comenzar|empezar|nouveaux? patients?|commencer|neue patienten|patientenaufnahme|jetzt starten`,
		`intake|new-?(client|patient)|get-?(started|matched)|become|wait-?list|onboard`, "intake", "booking", "contact"),
	"contact": ways(`contact( us| me)?|get in touch|reach out|send (us )?a message|message us|write to us|ask a question|inquir(e|y)|enquir(e|y)|contacto|contactar|contactez nous|nous contacter|kontakt|kontaktformular|schreiben sie uns`,
		`contact|kontakt|inquir|enquir`, "contact"),
	"portal": ways(`(patient|client) (portal|login|log in|sign in)|portal|log in|login|sign in|my account|acceso pacientes|iniciar sesion|espace (patient|client)|connexion|anmelden|patientenportal`,
		`portal|log-?in|sign-?in|account`, "login"),
	"payment": ways(`pay (my |your |a )?(bill|invoice|balance|online|now)|make a payment|billing|payments?|pagar|pagos|payer|paiement|rechnung bezahlen|zahlung`,
		`pay|bill`, "payment"),
	"search":     ways(`search|buscar|rechercher|suche|suchen`, `search|buscar|suche`, "search"),
	"newsletter": ways(`newsletter|subscribe|sign up for (our )?(emails?|updates|newsletter)|mailing list|boletin|suscribirse|infolettre|s abonner|abonnieren`, `newsletter|subscribe`, "newsletter"),
	"screening": ways(`(take|start) (the|a|our|this)? ?(free )?(quiz|test|assessment|screening|self assessment|questionnaire)|screenings?|self (test|assessment|check)|phq ?9|gad ?7|(depression|anxiety) (test|quiz|screening|assessment)|cuestionario|autoevaluacion|questionnaire|selbsttest|fragebogen`,
		`screen|quiz|phq|gad-?7|self-?(test|assess)|assessment`, "screening"),
	"chat":  ways(`(live )?chat( with us| now)?|open chat|start (a )?chat|message us now|chatear|clavarder|chatten`, `^$`),
	"topic": ways(`anxiety|depression|trauma|ptsd|ocd|adhd|grief|addiction|eating disorders?|couples (therapy|counseling)|bipolar|ansiedad|depresion|anxiete|angst|depressionen`, `anxiety|depress|trauma|ptsd|ocd|adhd|grief|addict|eating|bipolar|couples`),
	"provider": ways(`find an? (therapist|provider|clinician|counselor|doctor|psychiatrist|psychologist)|our (team|therapists|providers|clinicians)|meet (our|the) (team|therapists|providers)|therapist directory|buscar terapeuta|trouver un (therapeute|psychologue)|therapeuten finden|therapeutensuche`,
		`find-?a|provider|therapist|clinician|team|directory`, "search", "provider_search"),
}

// errNotOffered ends a script whose goal the site does not have.
var errNotOffered = errors.New("not offered")

const (
	// hops bounds the presses that lead on, triesAPage those that led nowhere on one page.
	hops, triesAPage = 3, 3
	actionsJS        = `() => globalThis.quietroom?.actions?.() ?? []`
)

// action is a link or button, and where it is.
type action struct {
	Ref        int
	Text, Href string
	Blank      bool
	at         place
	score      int
}

// reach goes by calls to action from the page at hand to a form of the goal, or for a
// goal that is none, to its page. It leaves the site only for where a patient is sent
// to (WalkConfig.Enter), and from then on whatever may commit is held.
func reach(ctx context.Context, w *walker, st script.Step) error {
	g, ok := goals[st.Goal]
	if !ok {
		return w.deed(ctx, st, func(context.Context) error { return failf("nothing is known of how %q is found", st.Goal) })
	}
	seen := map[string]bool{}
	tried := 0
	led, way := false, w.sc.Way
	for hop := 0; hop < hops && tried < hops*triesAPage; {
		if err := w.look(ctx); err != nil {
			return w.deed(ctx, st, func(context.Context) error { return err })
		}
		if f, ok := w.arrived(g); ok && way == "" {
			w.reached = f.Key
			return w.act(ctx, PlannedStep{Verb: string(script.Reach), Target: st.Goal}, func(context.Context) error { return nil })
		}
		next, ok := w.towards(ctx, g, way, seen)
		if !ok {
			break
		}
		seen[next.Text+" "+next.Href] = true
		tried++
		on, err := w.lead(ctx, next)
		if err != nil {
			return err
		}
		if on {
			led, way = true, ""
			hop++
			if len(g.forms) == 0 {
				return nil // it is the page, or what was opened
			}
		}
	}
	if err := w.look(ctx); err == nil {
		if f, ok := w.arrived(g); ok && way == "" {
			w.reached = f.Key
			return nil
		}
	}
	return w.notOffered(ctx, st.Goal, led)
}

// notOffered ends a walk that did not come to its goal; led says that it was led on.
func (w *walker) notOffered(ctx context.Context, goal string, led bool) error {
	_ = w.act(ctx, PlannedStep{Verb: string(script.Reach), Target: goal}, func(context.Context) error {
		return skipError{"not offered: no way to it was found from here"}
	})
	w.out.Why = "not offered: the site shows no way to its " + goal + " from here"
	switch {
	case w.guest != "":
		w.out.Why = "not offered: where the way to its " + goal + " leads, on " + clip(hostOf(w.guest), 100) + ", no form of it was found"
	case led:
		w.out.Why = "not offered: where the way to its " + goal + " leads, no form of it was found"
	}
	return errNotOffered
}

// arrived gives the form of the page that is the goal, of several the one that asks for most.
func (w *walker) arrived(g goal) (Form, bool) {
	best, most := Form{}, 0
	page := audit.Page{}
	for _, f := range w.inv.Forms {
		n := len(w.open(f))
		if n > most && f.forPatients() && slices.Contains(g.forms, purpose(f, page)) {
			best, most = f, n
		}
	}
	return best, most > 0
}

// towards picks the call to action that leads to the goal most likely: the first of
// those that say it best and were not tried. With a way it is the link to that address,
// or none.
func (w *walker) towards(ctx context.Context, g goal, way string, seen map[string]bool) (action, bool) {
	frames, err := w.s.documents(ctx)
	if err != nil || len(frames) == 0 {
		return action{}, false
	}
	list, err := call[[]action](ctx, frames[0], 5*time.Second, actionsJS)
	if err != nil {
		return action{}, false
	}
	var fit []action
	for _, a := range list {
		text := fold(neutral.Line(a.Text, 80))
		if seen[a.Text+" "+a.Href] || shunWay.MatchString(text) || a.Href != "" && !webAddress(a.Href) {
			continue
		}
		m := g.words.FindString(text)
		switch {
		case m != "" && len(m) == len(text):
			a.score = 4
		case m != "" && len(text) < 50:
			a.score = 3
		case a.Href != "" && g.path.MatchString(pathOf(a.Href)):
			a.score = 1
		default:
			continue
		}
		if a.Href != "" && !w.ours(a.Href) {
			a.score -= 2 // it leads away: the last that is tried
		}
		if a.score < 0 {
			continue // nothing but its address speaks for it
		}
		if way != "" && a.Href != way {
			continue
		}
		a.at = place{frames[0], a.Ref}
		fit = append(fit, a)
	}
	if len(fit) == 0 {
		return action{}, false
	}
	slices.SortStableFunc(fit, func(a, b action) int { return cmp.Compare(b.score, a.score) })
	return fit[0], true
}

// shunWay are words of what is no way to anywhere, or does more than lead there.
var shunWay = regexp.MustCompile(`\b(log ?out|sign ?out|delete|remove|cancel|unsubscribe|accept|reject|decline|allow|cookies?|download|print|share|facebook|instagram|linkedin|twitter|youtube|call( us)?( now)?|text us|988|crisis|directions|privacy|terms|careers|jobs)\b`)

// ours reports whether an address is of the site that the script is for.
func (w *walker) ours(address string) bool {
	return within(w.sc.Site, address)
}

func within(site, address string) bool {
	own, to := strings.TrimPrefix(hostOf(site), "www."), strings.TrimPrefix(hostOf(address), "www.")
	return own != "" && (to == own || strings.HasSuffix(to, "."+own))
}

// enters reports whether a patient who is led to address goes on there: the site, or
// somebody who takes its bookings and forms.
func (w *walker) enters(address string) bool {
	return w.ours(address) || within(w.guest, address) || w.cfg.Enter != nil && w.cfg.Enter(hostOf(address))
}

// entered notes where a press has led to. Away from the site everything that may
// commit is held from now on, whoever gets it.
func (w *walker) entered(address string) {
	if w.ours(address) || within(w.guest, address) {
		return
	}
	w.guest = address
	w.tab.Away()
}

// lead presses a call to action, and reports whether it led on: to another page of
// the site, another view, or an opened dialog.
func (w *walker) lead(ctx context.Context, a action) (led bool, err error) {
	err = w.act(ctx, PlannedStep{Verb: string(script.Click), Target: a.Text}, func(ctx context.Context) error {
		if a.Href != "" && !w.enters(a.Href) {
			return skipError{"it leads to another site, " + clip(hostOf(a.Href), 100) + ", which was not entered"}
		}
		if a.Href != "" && w.cfg.Shun != nil && w.ours(a.Href) {
			if why := w.cfg.Shun(ctx, a.Href); why != "" {
				return skipError{"it was left alone: " + why}
			}
		}
		before, url := w.view(), w.address(ctx)
		if a.Blank { // a tab of its own would be out of sight
			if err := w.arm(ctx); err != nil {
				return err
			}
			w.entered(a.Href)
			if err := w.load(ctx, a.Href); err != nil {
				return err
			}
			led = true
			return nil
		}
		if a.Href != "" {
			w.entered(a.Href)
		}
		if _, err := w.pressing(ctx, a.at, func() error { return a.at.click(ctx) }); err != nil {
			return err
		}
		for range 10 {
			if err := w.tab.Settle(ctx); err != nil {
				return err
			}
			if now := w.address(ctx); now != "" && now != url {
				if !w.enters(now) {
					return failf("it led to another site, %s", clip(hostOf(now), 100))
				}
				w.entered(now)
				led = true
			}
			if w.look(ctx) == nil && w.view() != before {
				led = true
			}
			if led {
				return nil
			}
			if err := pause.For(ctx, 150*time.Millisecond); err != nil {
				return err
			}
		}
		return skipError{"it led nowhere"}
	})
	if led && w.guest != "" {
		w.remark("it leads to " + clip(hostOf(w.guest), 100) + ", where everything that may commit is held")
	}
	return led, err
}

// view tells one state of the page from another by what can be filled and pressed.
func (w *walker) view() string {
	s := w.inv.Title + "|" + w.inv.H1
	for _, f := range w.inv.Forms {
		s += "|" + f.Key + shape(f)
	}
	return s
}

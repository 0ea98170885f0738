package scenarios

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// VisitScenario is what every page gets: open it, scroll to its end, dwell.
func VisitScenario(page audit.Page) Scenario {
	return Scenario{Name: "visit", Page: page.URL, Steps: []PlannedStep{
		{Verb: "visit", Target: page.URL}, {Verb: "scroll", Target: "to the end of the page"}, {Verb: "wait", Target: "moving the mouse"},
	}}
}

// Plan makes one scenario for each form that a patient would fill: visit, each
// control in document order, submit. Forms that chat, log out, unsubscribe or
// only set cookies are left alone.
func Plan(page audit.Page, inv *Inventory, patient Patient) []Scenario {
	var out []Scenario
	names := map[string]int{}
	for _, f := range inv.Forms {
		steps := planForm(f, patient, nil)
		if len(steps) == 0 || !f.forPatients() {
			continue
		}
		name := "form:" + purpose(f, page)
		sc := Scenario{Name: nth(names, name), Page: page.URL, Form: f.Key, Patient: patient}
		sc.Steps = append(sc.Steps, PlannedStep{Verb: "visit", Target: page.URL})
		sc.Steps = append(sc.Steps, steps...)
		if f.hasCommit() || !f.Implicit || f.chooser() {
			sc.Steps = append(sc.Steps, PlannedStep{Verb: "submit", Target: f.words(), Form: f.Key})
		}
		out = append(out, sc)
	}
	if !slices.ContainsFunc(out, func(sc Scenario) bool {
		return !strings.HasPrefix(sc.Name, "form:newsletter") && !strings.HasPrefix(sc.Name, "form:search")
	}) {
		out = append(out, planOffers(page, inv, patient)...)
	}
	return append(out, planOpeners(page, inv, patient)...)
}

// planForm plans the visible, unanswered controls of a form. done, when given,
// tells which controls were dealt with already.
func planForm(f Form, patient Patient, done func(Control) bool) []PlannedStep {
	var steps []PlannedStep
	ticked := map[string]bool{}
	hour := false
	for i, c := range f.Controls {
		if i > 0 && c.laidOver(f.Controls[i-1]) {
			continue
		}
		if c.fillable() && c.hours() {
			if hour {
				continue // of several people's or days' hours one is taken
			}
			hour = true
		}
		if !c.fillable() || (done != nil && done(c)) {
			continue
		}
		kind, _ := Understand(c, f)
		if kind == notAsked || kind == audit.KindChatMessage {
			continue
		}
		st := PlannedStep{Target: c.words(), Kind: kind, Form: f.Key, Control: c.Key}
		if patient != nil {
			st.Value, _ = patient.Value(kind)
		}
		switch c.Type {
		case "file":
			st.Verb, st.Kind = "upload", audit.KindFile
		case "select", "select-multiple":
			st.Verb = "select"
		case "radio":
			st.Verb = "check"
		case "checkbox":
			if c.Checked && !c.Invalid && c.Message == "" && !f.thorough {
				continue // as the page has it
			}
			if !tick(c, ticked) && !(f.thorough && insisted(c)) {
				continue
			}
			if agree, _ := consent(c); agree && len(c.Options) < 2 {
				st.Kind, st.Value = audit.KindOther, "" // says nothing about the person
			}
			st.Verb = "check"
		case "slots", "listbox":
			if c.Tag == "offers" || c.Tag == "choices" && !f.chooser() && !(c.asked() && (f.thorough || c.Required || c.Invalid || c.Message != "")) || c.Tag == "toggles" && c.Group == "" && c.Nearby == "" || c.Tag == "asked" && !c.asked() {
				continue // buttons beside a form are its tools, not its questions
			}
			st.Verb = "press"
		case "canvas":
			st.Verb, st.Kind, st.Value = "press", audit.KindOther, ""
		case "calendar":
			st.Verb = "press"
		case "range", "slider", "color":
			if !c.Required && !f.thorough && (kind == audit.KindOther || c.Type == "color") {
				continue
			}
			if st.Verb = "fill"; c.Type == "slider" {
				st.Verb = "press"
			}
		default:
			if st.Value == "" && !c.Required && !f.thorough && kind != audit.KindAppointmentTime {
				continue
			}
			st.Verb = "fill"
		}
		steps = append(steps, st)
	}
	return steps
}

// laidOver reports whether a list stands in the place of the native one before it, which
// is answered for both.
func (c Control) laidOver(native Control) bool {
	return c.Type == "listbox" && native.Type == "select" && native.fillable() && len(c.Options) == 0 && c.words() != "" && c.words() == native.words() && c.Group == native.Group
}

// tick decides about a checkbox: what must be agreed to is, what is only good
// for the site is not, and of a set of choices the first is taken.
func tick(c Control, ticked map[string]bool) bool {
	if len(c.Options) > 1 {
		return true
	}
	if c.declares() {
		return false
	}
	agree, optional := consent(c)
	if agree || optional {
		return agree
	}
	set := c.Group
	if set == "" {
		set = c.Nearby
	}
	if set == "" || ticked[set] {
		return false
	}
	ticked[set] = true
	return true
}

// declares reports whether a tick would say something of self-harm or of a crisis. To agree
// to a notice about them says nothing ("I understand that this is no crisis service").
func (c Control) declares() bool {
	t := fold(c.Label)
	agrees := agreeWords.MatchString(t) // in words: that the page demands a box says nothing of it
	if agrees && helpWords.MatchString(t) {
		return false
	}
	return harmWords.MatchString(t) || barWords.MatchString(t) && !(agrees && deniedRE.MatchString(t))
}

// deniedRE is of what an office is not, or a patient not in.
var deniedRE = regexp.MustCompile(`\b(no|not|never|cannot|isn t|aren t)\b.{0,40}\b(crisis|emergency right now|immediate danger|experiencing an emergency)\b`)

// insisted reports whether a box that was left alone is ticked after all, once the page
// complains: all but what only the site gains from.
func insisted(c Control) bool {
	_, optional := consent(c)
	around := fold(c.Aria + " " + c.Group)
	return len(c.Options) < 2 && !optional && !c.declares() && !harmWords.MatchString(around) && !barWords.MatchString(around)
}

// fillable reports whether a person could answer the control now.
func (c Control) fillable() bool {
	return c.Visible && !c.Disabled && !c.ReadOnly && c.Honeypot == ""
}

var (
	notForPatients = regexp.MustCompile(`\b(live chat|livechat|chatbot|messenger|unsubscribe|opt out|log ?out|sign ?out|delete|add to cart|comment form|leave a (comment|reply)|job application|careers)\b`)
	// aside are words of what is no form for patients, unless it asks who they are.
	aside      = regexp.MustCompile(`\b(chat|cookie|cookies|cookie consent|consent preferences|gdpr|translate|language switcher)\b`)
	chatFrames = regexp.MustCompile(`(?i)(intercom|drift|tawk|crisp\.chat|livechat|tidio|zendesk|olark|hubspot-conversations|zopim)`)
)

// forPatients leaves out forms that are none of a patient's business, and those
// that would do something that cannot be undone.
func (f Form) forPatients() bool {
	named := fold(strings.Join([]string{f.ID, f.Name, f.Label, f.Classes}, " "))
	if notForPatients.MatchString(named+" "+fold(f.Heading)) || chatFrames.MatchString(hostOf(f.Frame)) || chatRE.MatchString(named) {
		return false
	}
	if aside.MatchString(named+" "+fold(f.Heading)) && !f.reaches() {
		return false
	}
	text := false
	for _, c := range f.Controls {
		text = text || (c.text() && c.fillable())
	}
	// A loose set of switches without a button is a filter or a menu.
	return text || !f.Implicit || f.hasCommit() || f.chooser()
}

// chatRE is in the names of chats, which ask who somebody is as well.
var chatRE = regexp.MustCompile(`\bchat\b`)

// reaches reports whether a form asks how to reach the patient.
func (f Form) reaches() bool {
	for _, c := range f.Controls {
		switch k, _ := Understand(c, f); k {
		case audit.KindEmail, audit.KindPhone, audit.KindFullName, audit.KindGivenName, audit.KindFamilyName, audit.KindBirthDate, audit.KindAppointmentTime:
			return true
		}
	}
	return false
}

// chooser reports whether all that f asks is to press one of a few things that
// say something about care: the first steps of many booking wizards.
func (f Form) chooser() bool {
	asks, native := false, false
	for _, c := range f.Controls {
		switch {
		case !c.fillable(), c.Tag == "offers":
			continue
		case c.text():
			return false
		case c.Type == "calendar":
			asks = true
			continue
		case c.Type != "slots" && (c.Type != "radio" || c.Tag == "input"):
			native = true
			continue
		}
		k, _ := Understand(c, f)
		if !offerable[k] && !f.begun && !questionRE.MatchString(c.Group+" "+c.Nearby+" "+f.Heading) {
			return false
		}
		for _, o := range c.Options {
			if toolRE.MatchString(o.Label) {
				return false
			}
		}
		asks = true
	}
	return asks && (f.Implicit || !native)
}

// offerable are the kinds of what a page lets a patient choose by a press alone.
var offerable = map[audit.Kind]bool{
	audit.KindService: true, audit.KindClinician: true, audit.KindAppointmentTime: true, audit.KindAppointmentType: true, audit.KindReason: true,
	audit.KindTopic: true, audit.KindInsurer: true, audit.KindState: true, audit.KindEvent: true, audit.KindScreeningAnswer: true, audit.KindGender: true,
}

// asked reports whether buttons among the fields of a form are answers: their caption
// is a question or names what forms ask for, and none of them is a tool.
func (c Control) asked() bool {
	caption := c.Group + " " + c.Nearby
	_, p := lookup(caption)
	offered, _ := c.offered()
	if len(c.Options) > 16 && offered != audit.KindAppointmentTime || p == "" && !questionRE.MatchString(caption) && offered != audit.KindAppointmentTime {
		return false
	}
	for _, o := range c.Options {
		if toolRE.MatchString(o.Label) || fold(o.Label) == "" {
			return false
		}
	}
	return true
}

// questionRE tells a question from a caption.
var questionRE = regexp.MustCompile(`(?i)\?|\b(choose|select|pick|which|tell us|w[äa]hlen|choisissez|elija|seleccione)\b` + `|` + inText(chooseSaid))

// words names a form for a person.
func (f Form) words() string {
	for _, s := range []string{f.Label, f.Heading, f.Name, f.ID} {
		if s != "" {
			return clip(s, 80)
		}
	}
	return "the form"
}

// purpose names what a form is for: from what it asks, then from the page it is on.
func purpose(f Form, page audit.Page) string {
	has := map[audit.Kind]int{}
	n := 0
	for _, c := range f.Controls {
		k, _ := Understand(c, f)
		if k == notAsked || c.Honeypot != "" {
			continue
		}
		has[k]++
		if c.text() || c.Type == "select" {
			n++
		}
	}
	asks := func(kinds ...audit.Kind) bool {
		for _, k := range kinds {
			if has[k] > 0 {
				return true
			}
		}
		return false
	}
	switch {
	case asks(audit.KindCardNumber, audit.KindInvoice):
		return "payment"
	case asks(audit.KindPassword) && n <= 3:
		return "login"
	case has[audit.KindScreeningAnswer] >= 2:
		return "screening"
	case f.Role == "search" || (asks(audit.KindSearchQuery) && !asks(audit.KindEmail, audit.KindPhone)):
		return "search"
	case n <= 2 && reminderRE.MatchString(fold(f.Heading+" "+f.Label+" "+f.ID+" "+f.Name)+f.buttonText()):
		return "reminder"
	case n <= 3 && asks(audit.KindEmail) && !asks(audit.KindMessage, audit.KindReason, audit.KindPhone, audit.KindService, audit.KindAppointmentTime):
		return "newsletter"
	case page.Context != "" && page.Context != "other" && page.Context != "public_education":
		return page.Context
	case asks(audit.KindAppointmentTime, audit.KindAppointmentType, audit.KindService, audit.KindClinician):
		return "booking"
	case asks(audit.KindMemberID, audit.KindMedication, audit.KindDiagnosis, audit.KindEmergencyName, audit.KindSSN, audit.KindBirthDate):
		return "intake"
	case asks(audit.KindMessage, audit.KindReason, audit.KindTopic):
		return "contact"
	}
	return "other"
}

// String counts what an inventory holds; it names nothing of the page.
func (inv *Inventory) String() string {
	n := 0
	for _, f := range inv.Forms {
		n += len(f.Controls)
	}
	return strconv.Itoa(len(inv.Forms)) + " forms, " + strconv.Itoa(n) + " controls, " + strconv.Itoa(len(inv.Links)) + " links"
}

package script

// Verb is what is done.
type Verb string

// The verbs.
const (
	Visit     Verb = "visit"
	Click     Verb = "click"
	Hover     Verb = "hover"
	Fill      Verb = "fill"
	Select    Verb = "select"
	Check     Verb = "check"
	Upload    Verb = "upload"
	Press     Verb = "press"
	Scroll    Verb = "scroll"
	Wait      Verb = "wait"
	Expect    Verb = "expect"
	Frame     Verb = "frame"
	IfPresent Verb = "if_present"
	Consent   Verb = "consent"
	Login     Verb = "login"
	Reach     Verb = "reach"
	Plan      Verb = "plan"
	Submit    Verb = "submit"
	Back      Verb = "back"
)

// VerbInfo is what is known about a verb.
type VerbInfo struct {
	Verb Verb
	// Doc says what it does, in one sentence.
	Doc string
	// Args are the keys that it takes, beside those of a target, timeout and note.
	Args []string
	// Needs are the keys of which at least one must be there; "target" stands for any
	// way to say which element is meant.
	Needs []string
	// Short is the key that a plain text behind the verb stands for, "" for none.
	Short string
	// Target is true when it can be done to an element.
	Target bool
	// Bare is true when the verb may stand alone.
	Bare bool
}

const aTarget = "target" // in VerbInfo.Needs

// Verbs is the table that reader, writer and schema follow.
var Verbs = []VerbInfo{
	{Verb: Visit, Doc: "opens an address of the site", Args: []string{"url"}, Needs: []string{"url"}, Short: "url"},
	{Verb: Click, Doc: "clicks an element; a plain text is what it says", Args: []string{"double"}, Needs: []string{aTarget}, Short: "text", Target: true},
	{Verb: Hover, Doc: "moves the mouse over an element; a plain text is what it says", Needs: []string{aTarget}, Short: "text", Target: true},
	{Verb: Fill, Doc: "types into a field; without a value, what the field asks for", Args: []string{"value"}, Needs: []string{aTarget}, Short: "label", Target: true},
	{Verb: Select, Doc: "chooses in a list; without an option, what fits the patient", Args: []string{"option"}, Needs: []string{aTarget}, Short: "label", Target: true},
	{Verb: Check, Doc: "ticks a box or a radio button; a plain text is its label", Args: []string{"off"}, Needs: []string{aTarget}, Short: "label", Target: true},
	{Verb: Upload, Doc: "puts a made-up file into a file field", Args: []string{"file"}, Needs: []string{aTarget}, Short: "label", Target: true},
	{Verb: Press, Doc: "presses a key, in the element that is named or has the focus", Args: []string{"key"}, Needs: []string{"key"}, Short: "key", Target: true},
	{Verb: Scroll, Doc: "scrolls the page: to its end or top, to a place, or to an element", Args: []string{"to", "x", "y"}, Short: "to", Target: true, Bare: true},
	{Verb: Wait, Doc: "waits: for a time, for an address or an element, alone until the page is quiet", Args: []string{"for", "url", "hidden", "count"}, Short: "for", Target: true, Bare: true},
	{Verb: Expect, Doc: "says what must be so; a plain text must be on the page", Args: []string{"url", "title", "value", "hidden", "not", "count"}, Needs: []string{aTarget, "url", "title"}, Short: "text", Target: true},
	{Verb: Frame, Doc: "does its steps inside a frame of the page", Args: []string{"steps"}, Needs: []string{aTarget}, Target: true},
	{Verb: IfPresent, Doc: "does its steps when an element is to be seen", Args: []string{"hidden", "steps"}, Needs: []string{aTarget}, Target: true},
	{Verb: Consent, Doc: "answers the consent banner", Args: []string{"state"}, Needs: []string{"state"}, Short: "state"},
	{Verb: Login, Doc: "logs in with a test account", Args: []string{"account"}, Short: "account", Bare: true},
	{Verb: Reach, Doc: "finds the way to what a site offers by its calls to action; a site without it ends the scenario, and that is no failure", Args: []string{"goal"}, Needs: []string{"goal"}, Short: "goal"},
	{Verb: Plan, Doc: "fills a form by itself: the one that holds the element, alone the page's", Target: true, Bare: true},
	{Verb: Submit, Doc: "presses what commits, with the request held; alone, the button of the form that was filled", Short: "text", Target: true, Bare: true},
	{Verb: Back, Doc: "goes back to the page before", Bare: true},
}

// Info gives what is known about a verb.
func (v Verb) Info() (VerbInfo, bool) {
	for _, i := range Verbs {
		if i.Verb == v {
			return i, true
		}
	}
	return VerbInfo{}, false
}

func verbNames() []string {
	out := make([]string, 0, len(Verbs))
	for _, i := range Verbs {
		out = append(out, string(i.Verb))
	}
	return out
}

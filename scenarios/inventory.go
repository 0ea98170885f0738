package scenarios

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/quietroom/quietroom/internal/neutral"
)

// Inventory is what a page offers a patient. All of it comes from the page and
// is bounded; nothing of it may be trusted.
type Inventory struct {
	URL       string
	Title     string
	H1        string
	Language  string
	Canonical string
	// Schema lists schema.org types, of JSON-LD and microdata, sorted as met.
	Schema []string
	// FrameHosts lists the hosts of the frames in the page, in order, once each.
	FrameHosts []string
	Forms      []Form
	// Openers are what may open a form that is not on the page yet.
	Openers []Button
	// Links are absolute http(s) addresses, also of what only scripts follow.
	Links []Link
	// Cut is true when a limit was reached and something was left out.
	Cut bool
	// Notes says which part of the page could not be looked at.
	Notes []string
}

// Link is where a page leads, and what the page calls it: texts of several links
// to one address stand between " | ".
type Link struct{ URL, Text string }

// Form is a form of the page, or what works as one: controls without a form
// around them, by their nearest container that has a button.
type Form struct {
	// Key finds the form again in another visit of the same page.
	Key      string
	Name     string
	ID       string
	Classes  string
	Role     string
	Label    string
	Heading  string
	Action   string
	Method   string // "get", "post", "dialog"; "" when Implicit
	Implicit bool
	// Frame is the address of the frame that holds it, "" for the page itself.
	Frame    string
	Controls []Control
	Buttons  []Button
	// Frames lists the addresses of frames inside the form (card fields).
	Frames []string
	// Complaint is what the page says against what was sent, not about one control.
	Complaint string
	// Progress is how far it is, where the form is a step of several and says so.
	Progress Progress

	// begun is true on the way through a wizard; thorough, when what may be left out
	// is answered too, because the page complained.
	begun, thorough bool

	// folds are what opens a part of it that is folded away with fields in it.
	folds []folded
	at    place
}

// folded is a part of a form that is folded away: what opens it, and its fields.
type folded struct {
	at    place
	holds []place
	made  bool // what is in it is made as it is opened
}

// Progress is what a page says of how far one of several steps is.
type Progress struct {
	// Now and Of count the steps, 0 where no count is given.
	Now, Of int
	// Listed is true when the steps are listed and one is marked; Later are the names
	// of those after it.
	Listed bool
	Later  []string
	// Percent is how far a bar says that it is, 0 for no bar.
	Percent int
}

// Control is one thing that can be filled in; radios, and checkboxes of one
// name, are one control with options.
type Control struct {
	// Key finds the control again in another visit of the same page.
	Key          string
	Tag          string
	Type         string // an input's type, or select, select-multiple, textarea, editor, listbox, slots
	Name         string
	ID           string
	Autocomplete string
	Label        string
	Aria         string
	Described    string
	Title        string
	Placeholder  string
	Nearby       string
	// Group is the legend or name of the group that it belongs to.
	Group string
	// Section is the heading of the part of the form that it stands in.
	Section string
	// Message is what the page complains of it.
	Message   string
	Pattern   string
	MaxLength int
	MinLength int
	Min       string
	Max       string
	Step      string
	InputMode string
	Accept    string // the kinds of files that it takes
	Required  bool
	Disabled  bool
	ReadOnly  bool
	Visible   bool
	// Filled is true for a text control that holds something else than it came with.
	Filled  bool
	Checked bool
	Invalid bool
	// Honeypot says why a person would not see or reach the control, "" when nothing hints at it.
	Honeypot string
	Options  []Option

	at place
}

// Option is one choice of a control.
type Option struct {
	Label    string
	Value    string
	Disabled bool
	Checked  bool

	at place
}

// Button is a button that belongs to a form.
type Button struct {
	Text     string
	Type     string // submit, image, button
	Name     string
	Visible  bool
	Disabled bool
	// Main is true for one that the page marks as the main one, After for one that
	// follows all fields of its form.
	Main, After bool
	// Mark is how its maker marks it: its classes, then name=value.
	Mark string

	at place
}

// place is where an element is: its frame and its number there.
type place struct {
	frame *frame
	ref   int
}

// The limits of one inventory; a page can be hostile.
const (
	maxForms    = 30
	maxControls = 300
	maxButtons  = 300
	maxOptions  = 300 // every country
	maxLinks    = 2000
	maxFrames   = 40
	maxOpeners  = 6
	maxFolds    = 12
	maxSteps    = 20
	maxText     = 200
	maxURL      = 4096
	maxProbe    = 8 << 20 // bytes of one frame's answer
)

// probed is the answer of probe (its folder) for one frame.
type probed struct {
	URL, Title, H1, Language, Canonical string
	Schema, Frames                      []string
	Links                               []Link
	Forms                               []probedForm
	Openers                             []probedButton
	Options                             []probedOption
	Closed                              []int
	Cut                                 bool
}

type probedForm struct {
	Ref                                                             int
	Complaint                                                       string
	Progress                                                        Progress
	Name, ID, Classes, Role, Label, Heading, Action, Method, Target string
	Scripted, Implicit                                              bool
	Controls                                                        []probedControl
	Folds                                                           []probedFold
	Buttons                                                         []probedButton
	Frames                                                          []string
}

// probedFold is what opens a part of a form, and the fields in that.
type probedFold struct {
	Ref   int
	Holds []int
	Made  bool
}

type probedControl struct {
	Ref                                                              int
	Tag, Type, Name, ID, Autocomplete, Label, Aria, Described, Title string
	Placeholder, Nearby, Group, Pattern, Min, Max, Step, InputMode   string
	Section, Message, Accept                                         string
	Honeypot                                                         string
	MaxLength, MinLength                                             int
	Required, Disabled, ReadOnly, Visible, Checked, Filled, Invalid  bool
	Options                                                          []probedOption
}

type probedOption struct {
	Ref               int
	Label, Value      string
	Disabled, Checked bool
}

type probedButton struct {
	Ref               int
	Text, Type, Name  string
	Visible, Disabled bool
	Main, After       bool
	Mark              string
}

// decodeProbe reads the answer of probe and enforces every limit again.
func decodeProbe(data []byte) (*probed, error) {
	if len(data) > maxProbe {
		return nil, fmt.Errorf("the inventory of a frame has %d bytes; the limit is %d", len(data), maxProbe)
	}
	var p probed
	if err := json.Unmarshal(data, &p); err != nil {
		return nil, fmt.Errorf("reading the inventory of a frame: %w", err)
	}
	return &p, nil
}

// add puts what one frame holds into the inventory.
func (inv *Inventory) add(p *probed, f *frame) {
	inv.Cut = inv.Cut || p.Cut
	if f == nil || f.top {
		inv.URL = clip(p.URL, maxURL)
		inv.Title, inv.H1 = neutral.Line(p.Title, maxText), neutral.Line(p.H1, maxText)
		inv.Language, inv.Canonical = neutral.Line(p.Language, 35), clip(p.Canonical, maxURL)
	}
	for _, s := range p.Schema {
		inv.Schema = addOnce(inv.Schema, neutral.Line(s, 60), 60)
	}
	for _, u := range p.Frames {
		if h := hostOf(u); h != "" {
			inv.FrameHosts = addOnce(inv.FrameHosts, h, maxFrames)
		}
	}
	if f == nil || f.top {
		for _, l := range p.Links {
			if len(l.URL) > maxURL || !webAddress(l.URL) || len(inv.Links) >= maxLinks {
				continue
			}
			inv.Links = append(inv.Links, Link{l.URL, neutral.Line(l.Text, 300)})
		}
	}
	for _, b := range p.Openers[:min(len(p.Openers), maxOpeners)] {
		if f == nil || f.top || len(inv.Openers) < maxOpeners && !p.shows() && !chatFrames.MatchString(hostOf(f.url)) {
			inv.Openers = append(inv.Openers, b.button(f))
		}
	}
	controls := 0
	for _, pf := range p.Forms {
		if len(inv.Forms) >= maxForms || controls >= maxControls {
			inv.Cut = true
			break
		}
		form := pf.form(f, maxControls-controls)
		controls += len(form.Controls)
		inv.Forms = append(inv.Forms, form)
	}
}

// shows reports whether a frame shows a field: a card of welcome may hide them all.
func (p *probed) shows() bool {
	for _, f := range p.Forms {
		for _, c := range f.Controls {
			if c.Visible {
				return true
			}
		}
	}
	return false
}

func (pf probedForm) form(f *frame, room int) Form {
	form := Form{
		Name: neutral.Line(pf.Name, maxText), ID: neutral.Line(pf.ID, maxText), Classes: neutral.Line(pf.Classes, maxText), Role: neutral.Line(pf.Role, 40),
		Label: neutral.Line(pf.Label, maxText), Heading: neutral.Line(pf.Heading, maxText), Action: clip(pf.Action, maxURL),
		Complaint: neutral.Line(pf.Complaint, maxText), Progress: pf.Progress.bounded(),
		Method: strings.ToLower(neutral.Line(pf.Method, 10)), Implicit: pf.Implicit, at: place{f, pf.Ref},
	}
	if f != nil && !f.top {
		form.Frame = clip(f.url, maxURL)
	}
	for i, c := range pf.Controls {
		if i >= room {
			break
		}
		form.Controls = append(form.Controls, c.control(f))
	}
	for i, b := range pf.Buttons {
		if i >= maxButtons {
			break
		}
		form.Buttons = append(form.Buttons, b.button(f))
	}
	for _, p := range pf.Folds[:min(len(pf.Folds), maxFolds)] {
		part := folded{at: place{f, p.Ref}, made: p.Made}
		for _, ref := range p.Holds[:min(len(p.Holds), maxControls)] {
			part.holds = append(part.holds, place{f, ref})
		}
		form.folds = append(form.folds, part)
	}
	for i, u := range pf.Frames {
		if i >= maxFrames {
			break
		}
		form.Frames = append(form.Frames, clip(u, maxURL))
	}
	return form
}

func (p Progress) bounded() Progress {
	out := Progress{Now: p.Now, Of: p.Of, Listed: p.Listed, Percent: min(max(0, p.Percent), 100)}
	if p.Now < 1 || p.Of < p.Now || p.Of > maxSteps {
		out.Now, out.Of = 0, 0
	}
	for _, name := range p.Later[:min(len(p.Later), maxSteps)] {
		out.Later = append(out.Later, neutral.Line(name, 60))
	}
	return out
}

func (b probedButton) button(f *frame) Button {
	return Button{Text: neutral.Line(b.Text, 100), Type: neutral.Line(b.Type, 20), Name: neutral.Line(b.Name, maxText), Visible: b.Visible, Disabled: b.Disabled, Main: b.Main, After: b.After, Mark: neutral.Line(b.Mark, maxText), at: place{f, b.Ref}}
}

func (c probedControl) control(f *frame) Control {
	out := Control{
		Tag: neutral.Line(c.Tag, 40), Type: neutral.Line(c.Type, 20), Name: neutral.Line(c.Name, maxText), ID: neutral.Line(c.ID, maxText),
		Autocomplete: neutral.Line(c.Autocomplete, 80), Label: neutral.Line(c.Label, maxText), Aria: neutral.Line(c.Aria, maxText),
		Described: neutral.Line(c.Described, maxText), Title: neutral.Line(c.Title, maxText), Placeholder: neutral.Line(c.Placeholder, maxText),
		Accept: neutral.Line(c.Accept, maxText), Section: neutral.Line(c.Section, 80), Message: neutral.Line(c.Message, maxText),
		Nearby: neutral.Line(c.Nearby, maxText), Group: neutral.Line(c.Group, maxText), Pattern: clip(c.Pattern, 300), MaxLength: max(0, c.MaxLength), MinLength: max(0, c.MinLength),
		Min: neutral.Line(c.Min, 40), Max: neutral.Line(c.Max, 40), Step: neutral.Line(c.Step, 20), InputMode: neutral.Line(c.InputMode, 20),
		Required: c.Required || c.starred(), Disabled: c.Disabled, ReadOnly: c.ReadOnly, Visible: c.Visible, Filled: c.Filled, Checked: c.Checked,
		Invalid: c.Invalid, Honeypot: neutral.Line(c.Honeypot, 60), at: place{f, c.Ref},
	}
	for i, o := range c.Options {
		if i >= maxOptions {
			break
		}
		out.Options = append(out.Options, Option{
			Label: neutral.Line(o.Label, maxText), Value: clip(o.Value, maxText), Disabled: o.Disabled, Checked: o.Checked, at: place{f, o.Ref},
		})
	}
	if c.Type == "slots" {
		unverbed(out.Options)
	}
	return out
}

// unverbed takes the word off that every choice begins with ("Select EMDR", "Select CBT").
func unverbed(list []Option) {
	for _, o := range list {
		if !verbRE.MatchString(o.Label) {
			return
		}
	}
	for i := range list {
		if len(list) > 1 {
			list[i].Label = verbRE.ReplaceAllString(list[i].Label, "")
		}
	}
}

var verbRE = regexp.MustCompile(`(?i)^(select|choose|pick|book|reserve|w[äa]hle[n]?|buche[n]?|elegir|elija|seleccionar|reservar|choisir|r[ée]server)[ :]+(\b(?:a|an|the|for|with)\b )?`)

// starred reports whether a control is required by its label alone.
func (c probedControl) starred() bool {
	group := c.Group
	if c.Type == "checkbox" && len(c.Options) < 2 {
		group = "" // one of several must be ticked, and not each
	}
	for _, s := range []string{c.Label, c.Aria, group} {
		if starRE.MatchString(s) {
			return true
		}
	}
	return false
}

var starRE = regexp.MustCompile(`(?i)^\s*\*|\*\s*:?\s*$|\((required|erforderlich|pflichtfeld|obligatoire|obligatorio|obbligatorio|obrigat[óo]rio|verplicht)\)` + `|[(（](?:` + wholeText(markSaid) + `)[)）]`)

// finish gives every form and control the key by which it is found again.
func (inv *Inventory) finish() {
	forms := map[string]int{}
	for i := range inv.Forms {
		f := &inv.Forms[i]
		f.Key = nth(forms, strings.Join([]string{frameKey(f.Frame), f.ID, f.Name, pathOf(f.Action), strconv.FormatBool(f.Implicit)}, "|"))
		controls := map[string]int{}
		for j := range f.Controls {
			c := &f.Controls[j]
			c.Key = nth(controls, strings.Join([]string{c.Type, c.Name, stable(c.ID), c.words()}, "|"))
		}
	}
}

// nth makes key unique among those seen so far.
func nth(seen map[string]int, key string) string {
	seen[key]++
	if n := seen[key]; n > 1 {
		return key + "#" + strconv.Itoa(n)
	}
	return key
}

// words is the control's name for a person: the best of its labels.
func (c Control) words() string {
	list := []string{c.Label, c.Aria, c.Title, c.Placeholder, c.Nearby, c.Group, c.Name, stable(c.ID)}
	if len(c.Options) > 0 && (c.Type == "radio" || c.Type == "slots" || (c.Type == "checkbox" && len(c.Options) > 1)) {
		list = []string{c.Group, c.Nearby, c.Name, stable(c.ID)}
	}
	for _, s := range list {
		if s != "" {
			return clip(s, 80)
		}
	}
	return c.Type
}

// stable gives "" for an id that a script counted up: it differs between visits.
func stable(id string) string {
	if strings.ContainsFunc(id, func(r rune) bool { return unicode.IsDigit(r) || r == ':' }) {
		return ""
	}
	return id
}

// clip cuts s after n runes.
func clip(s string, n int) string {
	i := 0
	for at := range s {
		if i == n {
			return s[:at]
		}
		i++
	}
	return s
}

func addOnce(list []string, s string, limit int) []string {
	if s == "" || len(list) >= limit {
		return list
	}
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

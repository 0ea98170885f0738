// Package recorder reads what the Recorder panel of Chrome's DevTools exports
// and says it again as a scenario.
//
// [Import] is the way in. It keeps the order of what was done, every alternative
// of every selector, frames, popups, waits and asserted navigations; it replaces
// what was typed by the fields of a patient, so that no value of the person who
// recorded is left in the file; and it tells in a [Note] whatever it could not
// keep. Nothing is dropped without one, but for where within its element a click went.
//
// It is not a player: it starts no browser and runs nothing of a recording. A
// script in one (waitForExpression, customStep) is never run by anybody.
//
// The format is that of https://github.com/puppeteer/replay (src/Schema.ts and
// SchemaUtils.ts, read in version 3.1.3): what its parse refuses is refused here
// too. How the panel writes it: front_end/panels/recorder of
// https://github.com/ChromeDevTools/devtools-frontend.
//
// To add a step type, add a line to stepTypes in recording.go, a case to step in
// translate.go and a step to a recording in testdata.
package recorder

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The bounds of a recording. A journey of an hour has some hundred steps.
const (
	maxBytes     = 8 << 20
	maxSteps     = 500
	maxSelectors = 32
	maxParts     = 16 // of one selector: ancestors and shadow roots
	maxText      = 8 << 10
	maxFrames    = 4 // in one another
	maxEvents    = 16
	maxTimeout   = 30000 // ms, as the format says
)

// recording is a parsed recording.
type recording struct {
	title             string
	timeout           float64 // ms, 0 for none
	selectorAttribute string
	steps             []step
	// unknown lists keys at the top that the format does not have.
	unknown []string
}

// step is one step as it was recorded. Fields that its type does not have are zero.
type step struct {
	number  int // counts from 1, as the panel shows it
	kind    string
	timeout float64 // ms, 0 for none
	target  string  // "" for the page, else the address of a frame or popup
	frame   []int
	events  []navigation
	// selectors are alternatives, best first; each is a way through ancestors or
	// shadow roots to the element.
	selectors [][]string

	url        string // navigate
	value      string // change
	key        string // keyDown, keyUp
	name       string // customStep
	expression string // waitForExpression
	button     string // click, doubleClick: "" is primary
	device     string // click, doubleClick: "" is mouse
	duration   float64
	x, y       float64 // click, doubleClick: offset in the element; scroll: position
	width      float64
	height     float64
	scale      float64
	mobile     bool
	touch      bool
	landscape  bool
	download   float64
	upload     float64
	latency    float64
	operator   string // waitForElement: "" is ">=", see wait.go
	count      *float64
	visible    *bool
	attributes map[string]string
	properties map[string]json.RawMessage
	unknown    []string
}

// navigation is an asserted event: after the step the page went somewhere.
type navigation struct{ url, title string }

// stepTypes says which keys a step type has beyond type, timeout and
// assertedEvents, and how each is read.
var stepTypes = map[string][]field{
	"setViewport": {target, must("width", number, func(s *step) any { return &s.width }), must("height", number, func(s *step) any { return &s.height }),
		must("deviceScaleFactor", number, func(s *step) any { return &s.scale }), must("isMobile", boolean, func(s *step) any { return &s.mobile }),
		must("hasTouch", boolean, func(s *step) any { return &s.touch }), must("isLandscape", boolean, func(s *step) any { return &s.landscape })},
	"emulateNetworkConditions": {target, must("download", number, func(s *step) any { return &s.download }),
		must("upload", number, func(s *step) any { return &s.upload }), must("latency", number, func(s *step) any { return &s.latency })},
	"navigate":    {target, must("url", text, func(s *step) any { return &s.url })},
	"click":       append([]field{target, frame, selectors}, pointer...),
	"doubleClick": append([]field{target, frame, selectors}, pointer...),
	"hover":       {target, frame, selectors},
	"change":      {target, frame, selectors, must("value", text, func(s *step) any { return &s.value })},
	"keyDown":     {target, frame, must("key", text, func(s *step) any { return &s.key })},
	"keyUp":       {target, frame, must("key", text, func(s *step) any { return &s.key })},
	"scroll": {target, frame, maybeSelectors, may("x", number, func(s *step) any { return &s.x }),
		may("y", number, func(s *step) any { return &s.y })},
	"close": {target},
	"waitForElement": {target, frame, selectors, may("operator", text, func(s *step) any { return &s.operator }),
		may("count", number, func(s *step) any { return &s.count }), may("visible", boolean, func(s *step) any { return &s.visible }),
		may("attributes", "an object of strings", func(s *step) any { return (*stringMap)(&s.attributes) }), may("properties", "an object", func(s *step) any { return &s.properties })},
	"waitForExpression": {target, frame, must("expression", text, func(s *step) any { return &s.expression })},
	"customStep":        {target, frame, must("name", text, func(s *step) any { return &s.name }), {key: "parameters"}},
}

// The kinds of value, as an error names them.
const (
	text    = "a string"
	number  = "a number"
	boolean = "true or false"
)

// field is one key of a step.
type field struct {
	key      string
	want     string // what is right, for an error
	required bool
	into     func(*step) any // where it is decoded to; nil reads nothing
}

func must(key, want string, into func(*step) any) field { return field{key, want, true, into} }
func may(key, want string, into func(*step) any) field  { return field{key, want, false, into} }

var (
	target         = may("target", `a string: "main", or the address of a frame or popup`, func(s *step) any { return &s.target })
	frame          = may("frame", "a list of whole numbers: which child frame, from the page inwards", func(s *step) any { return (*wholeNumbers)(&s.frame) })
	selectors      = must("selectors", "a list of selectors, each a string or a list of strings", func(s *step) any { return (*selectorList)(&s.selectors) })
	maybeSelectors = may("selectors", selectors.want, selectors.into)
	pointer        = []field{
		must("offsetX", number, func(s *step) any { return &s.x }), must("offsetY", number, func(s *step) any { return &s.y }),
		may("duration", number, func(s *step) any { return &s.duration }),
		may("deviceType", text, func(s *step) any { return &s.device }), may("button", text, func(s *step) any { return &s.button }),
	}
)

// object is a JSON object, its keys as they were written.
type object map[string]json.RawMessage

// parse reads a recording strictly: an error says which step and what would be
// right, and holds no value of the recording.
func parse(data []byte) (recording, error) {
	var rec recording
	if len(data) > maxBytes {
		return rec, fmt.Errorf("the recording is larger than %d MB", maxBytes>>20)
	}
	var top object
	if err := decodeOne(stripSourceMap(data), &top); err != nil {
		return rec, err
	}
	if top == nil {
		return rec, fmt.Errorf("not a recording: want an object with title and steps, as the Recorder panel exports it with %q", "Export as a JSON file")
	}
	for _, f := range []struct {
		key, want string
		required  bool
		into      any
	}{{"title", text, true, &rec.title}, {"timeout", number, false, &rec.timeout}, {"selectorAttribute", text, false, &rec.selectorAttribute}} {
		raw, ok := top[f.key]
		if !ok && f.required {
			return rec, fmt.Errorf("the recording has no %q: want %s", f.key, f.want)
		}
		if ok && !decode(raw, f.into, f.required) {
			return rec, fmt.Errorf("%q of the recording is not %s", f.key, f.want)
		}
	}
	if err := checkTimeout(top["timeout"], "the recording"); err != nil {
		return rec, err
	}
	var steps []json.RawMessage
	if raw, ok := top["steps"]; !ok || !decode(raw, &steps, true) {
		return rec, fmt.Errorf(`the recording has no list of "steps"`)
	}
	if len(steps) > maxSteps {
		return rec, fmt.Errorf("the recording has %d steps; at most %d are read", len(steps), maxSteps)
	}
	for i, raw := range steps {
		s, err := parseStep(raw, i+1)
		if err != nil {
			return rec, err
		}
		rec.steps = append(rec.steps, s)
	}
	rec.unknown = unknownKeys(top, "title", "timeout", "selectorAttribute", "steps")
	return rec, nil
}

func parseStep(raw json.RawMessage, n int) (step, error) {
	s := step{number: n}
	var o object
	if !decode(raw, &o, true) {
		return s, fmt.Errorf("step %d is not an object", n)
	}
	if rawType, ok := o["type"]; !ok || !decode(rawType, &s.kind, true) {
		return s, fmt.Errorf(`step %d has no "type": one of %s`, n, strings.Join(typeNames(), ", "))
	}
	fields, ok := stepTypes[s.kind]
	if !ok {
		return s, fmt.Errorf("step %d has the type %q, which the format does not know: one of %s", n, clip(s.kind, 40), strings.Join(typeNames(), ", "))
	}
	where := fmt.Sprintf("step %d (%s)", n, s.kind)
	known := []string{"type", "timeout", "assertedEvents"}
	for _, f := range fields {
		known = append(known, f.key)
		raw, ok := o[f.key]
		if !ok && f.required {
			return s, fmt.Errorf("%s has no %q: want %s", where, f.key, f.want)
		}
		if ok && f.into != nil && !decode(raw, f.into(&s), f.required) {
			return s, fmt.Errorf("%s: %q is not %s", where, f.key, f.want)
		}
	}
	if raw, ok := o["timeout"]; ok && !decode(raw, &s.timeout, false) {
		return s, fmt.Errorf("%s: %q is not a number of milliseconds", where, "timeout")
	}
	if err := checkTimeout(o["timeout"], where); err != nil {
		return s, err
	}
	if err := s.parseEvents(o["assertedEvents"], where); err != nil {
		return s, err
	}
	s.unknown = unknownKeys(o, known...)
	return s, s.check(where)
}

// parseEvents reads the one kind of asserted event there is.
func (s *step) parseEvents(raw json.RawMessage, where string) error {
	var events []object
	if raw == nil {
		return nil
	}
	if !decode(raw, &events, false) {
		return fmt.Errorf("%s: %q is not a list of objects", where, "assertedEvents")
	}
	if len(events) > maxEvents {
		return fmt.Errorf("%s has %d asserted events; at most %d are read", where, len(events), maxEvents)
	}
	for i, e := range events {
		var kind string
		if raw, ok := e["type"]; !ok || !decode(raw, &kind, true) || kind != "navigation" {
			return fmt.Errorf(`%s: asserted event %d is not of type "navigation", the only one there is`, where, i+1)
		}
		var nav navigation
		for key, into := range map[string]*string{"url": &nav.url, "title": &nav.title} {
			if raw, ok := e[key]; ok && !decode(raw, into, false) {
				return fmt.Errorf("%s: %q of asserted event %d is not a string", where, key, i+1)
			}
		}
		s.events = append(s.events, nav)
	}
	return nil
}

func checkTimeout(raw json.RawMessage, where string) error {
	var ms float64
	if raw != nil && decode(raw, &ms, false) && string(raw) != "null" && (ms < 1 || ms > maxTimeout) {
		return fmt.Errorf("the timeout of %s is not between 1 and %d milliseconds", where, maxTimeout)
	}
	return nil
}

// check holds what types alone do not say.
func (s *step) check(where string) error {
	if s.target == "main" {
		s.target = ""
	}
	for _, l := range [][]string{
		{"button", s.button, "primary", "auxiliary", "secondary", "back", "forward"},
		{"deviceType", s.device, "mouse", "pen", "touch"},
		{"operator", s.operator, ">=", "==", "<="},
	} {
		if key, got, allowed := l[0], l[1], l[2:]; got != "" && !slices.Contains(allowed, got) {
			return fmt.Errorf("%s: %q is %q: one of %s", where, key, clip(got, 20), strings.Join(allowed, ", "))
		}
	}
	if len(s.selectors) > maxSelectors {
		return fmt.Errorf("%s has %d selectors; at most %d are read", where, len(s.selectors), maxSelectors)
	}
	if fields := stepTypes[s.kind]; len(s.selectors) == 0 && slices.ContainsFunc(fields, func(f field) bool { return f.key == "selectors" && f.required }) {
		return fmt.Errorf("%s has no selector; it wants at least one", where)
	}
	for _, alt := range s.selectors {
		if len(alt) == 0 || len(alt) > maxParts {
			return fmt.Errorf("%s: a selector has %d parts; want 1 to %d", where, len(alt), maxParts)
		}
	}
	if len(s.frame) > maxFrames || slices.ContainsFunc(s.frame, func(i int) bool { return i < 0 || i > 1000 }) {
		return fmt.Errorf("%s: %q is not %s", where, "frame", frame.want)
	}
	for _, t := range s.texts() {
		if len(t) > maxText {
			return fmt.Errorf("%s holds a text of %d bytes; at most %d are read", where, len(t), maxText)
		}
	}
	return nil
}

// texts lists the texts of a step that end up in a scenario.
func (s *step) texts() []string {
	all := []string{s.url, s.value, s.key, s.target, s.name}
	for _, alt := range s.selectors {
		all = append(all, alt...)
	}
	for _, e := range s.events {
		all = append(all, e.url, e.title)
	}
	for _, k := range slices.Sorted(maps.Keys(s.attributes)) {
		all = append(all, k, s.attributes[k])
	}
	return all
}

func typeNames() []string { return slices.Sorted(maps.Keys(stepTypes)) }

// clip shortens a text of the recording for an error or a note.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

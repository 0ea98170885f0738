// Package consent finds the consent banner of a page, answers it as a visitor
// would, and reads what the page's consent interfaces say of the answer.
//
// A banner is known by its manager (managers.yaml: documented selectors, one entry
// a manager) or, where no manager is known, by what its buttons say in fourteen
// languages (words.yaml). A refusal may take two steps. A button whose name fits
// nothing is not pressed, and one that agrees is never pressed to refuse: a wrong
// answer is worse than none.
//
// It drives no browser by itself: Page and Frame are what it needs of one. It does
// not judge what a banner says, nor what a site does with the answer.
//
// To add a manager, add an entry to managers.yaml; to add a language, one to
// words.yaml. The tests try every entry.
package consent

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"

	"github.com/quietroom/quietroom/audit"
)

// Page is a page in a browser.
type Page interface {
	// Frames lists the page's documents, the top one first, those in other processes
	// included. They are good until the page changes.
	Frames(ctx context.Context) ([]Frame, error)
	// Settle waits until the network was idle for a moment. It is bounded.
	Settle(ctx context.Context) error
}

// Frame is one document of a page.
type Frame interface {
	URL() string
	// Call runs a function in a world that the page cannot reach, and decodes the JSON
	// text that it returns.
	Call(ctx context.Context, into any, fn string, args ...any) error
	// Ask evaluates an expression in the page's own world, and decodes the JSON text
	// that it gives.
	Ask(ctx context.Context, into any, expression string) error
	// Open gives handles, for Call, of the closed shadow roots among the elements.
	Open(ctx context.Context, refs []int) []any
	// Click presses the element and nothing else.
	Click(ctx context.Context, ref int) error
}

// Banner is a consent banner that shows.
type Banner struct {
	// Manager is nil for a banner that was known by its words.
	Manager *Manager
	// Text is the beginning of what it says; hostile, and one line.
	Text string

	frame   Frame
	ref     int // its box
	regions []region
}

// Name says what banner it is.
func (b *Banner) Name() string {
	if b.Manager != nil {
		return b.Manager.Name
	}
	return "a banner of no known manager"
}

// Sight is what there is to see of consent on a page.
type Sight struct {
	// Banner is nil when none shows.
	Banner *Banner
	// Sign is a manager that is on the page, though it may show nothing.
	Sign *Manager
}

//go:embed look.js
var lookJS string

// looked is what look.js gives of a frame.
type looked struct {
	Found   [][]match
	Regions []region
	Closed  []int
}

type match struct {
	Ref                      int
	Shown, Checked, Disabled bool
	Names                    []string // of the buttons in a box
}

// region is a part of a page that asks for consent.
type region struct {
	Ref, Typed, Size int
	Text             string
	Buttons          []button
	Switches         []match
}

type button struct {
	Ref               int
	Name              string
	Checked, Disabled bool
}

// look asks one frame. lists are lists of selectors; regions asks for boxes too.
func look(ctx context.Context, f Frame, lists [][]string, boxes, regions bool) (*looked, error) {
	if lists == nil {
		lists = [][]string{}
	}
	opts := map[string]any{"selectors": lists, "boxes": boxes, "regions": regions, "asks": words().asks, "elements": 40000, "budget": 1500}
	var out looked
	if err := f.Call(ctx, &out, lookJS, opts); err != nil {
		return nil, err
	}
	if roots := f.Open(ctx, out.Closed); len(roots) > 0 {
		var open looked
		if err := f.Call(ctx, &open, lookJS, append([]any{opts}, roots...)...); err == nil {
			out = open
		}
	}
	if len(out.Found) != len(lists) {
		return nil, fmt.Errorf("the page gave %d answers to %d questions", len(out.Found), len(lists))
	}
	return &out, nil
}

// Look looks at the page once.
func Look(ctx context.Context, p Page) (Sight, error) {
	frames, err := p.Frames(ctx)
	if err != nil {
		return Sight{}, err
	}
	var sight Sight
	var best *Banner
	for _, f := range frames {
		b, sign, err := lookAt(ctx, f)
		if err != nil {
			if f == frames[0] {
				return Sight{}, err
			}
			continue // a frame that goes away while it is looked at
		}
		if sight.Sign == nil {
			sight.Sign = sign
		}
		if b.better(best) {
			best = b
		}
	}
	sight.Banner = best
	return sight, nil
}

// better prefers a known manager, then who was found first.
func (b *Banner) better(than *Banner) bool {
	return b != nil && (than == nil || b.Manager != nil && than.Manager == nil)
}

func lookAt(ctx context.Context, f Frame) (*Banner, *Manager, error) {
	known := managers()
	boxes := make([][]string, 0, 2*len(known))
	for i := range known {
		box := []string{}
		if known[i].lives(f.URL()) {
			box = append(box, known[i].Banner...)
		}
		boxes = append(boxes, box, append([]string{}, known[i].Signs...))
	}
	seen, err := look(ctx, f, boxes, true, true)
	if err != nil {
		return nil, nil, err
	}
	var sign *Manager
	for i := range known {
		m := &known[i]
		for _, box := range seen.Found[2*i] {
			if box.Shown && asksIn(ctx, f, m, box) {
				return &Banner{Manager: m, frame: f, ref: box.Ref, regions: seen.Regions}, m, nil
			}
		}
		if sign == nil && len(seen.Found[2*i])+len(seen.Found[2*i+1]) > 0 {
			sign = m
		}
	}
	for _, r := range seen.Regions {
		if r.asks() {
			return &Banner{frame: f, ref: r.Ref, Text: neutral.Line(r.Text, 200), regions: seen.Regions}, sign, nil
		}
	}
	return nil, sign, nil
}

// asksIn reports whether a manager's box asks for an answer: a small button by
// which the choice can be changed later stays where it is.
func asksIn(ctx context.Context, f Frame, m *Manager, box match) bool {
	for _, n := range box.Names {
		if c := classOf(n); c == accepts || c == refuses {
			return true
		}
	}
	lists := [][]string{append([]string{}, m.Accept...)}
	for _, way := range m.Reject {
		if way[0].Press != "" {
			lists = append(lists, []string{way[0].Press})
		}
	}
	seen, err := look(ctx, f, lists, false, false)
	if err != nil {
		return false
	}
	for _, hits := range seen.Found {
		for _, hit := range hits {
			if hit.Shown {
				return true
			}
		}
	}
	return false
}

// asks reports whether a region is a banner: nothing to type, and a button that
// agrees or refuses.
func (r region) asks() bool {
	if r.Typed > 0 {
		return false
	}
	for _, b := range r.Buttons {
		if c := classOf(b.Name); c == accepts || c == refuses {
			return true
		}
	}
	return false
}

// Await looks until a banner shows, no longer than patience: many come a while
// after the page.
func Await(ctx context.Context, p Page, patience time.Duration) (Sight, error) {
	deadline := time.Now().Add(patience)
	for {
		sight, err := Look(ctx, p)
		if err == nil && sight.Banner != nil || ctx.Err() != nil || time.Now().After(deadline) {
			return sight, errors.Join(err, ctx.Err())
		}
		if err := pause.For(ctx, 250*time.Millisecond); err != nil {
			return sight, err
		}
	}
}

//go:embed signals.js
var signalsJS string

// Signals reads what the page's consent interfaces say. m, where it is known, is
// asked in its own way; nil asks the common ones.
func Signals(ctx context.Context, p Page, m *Manager) audit.ConsentSignals {
	var out audit.ConsentSignals
	frames, err := p.Frames(ctx)
	if err != nil || len(frames) == 0 {
		return out
	}
	told := "''"
	if m != nil && m.Told != "" {
		told = m.Told
	}
	var raw signals
	if err := frames[0].Ask(ctx, &raw, signalsJS+"(() => ("+told+"))"); err != nil {
		return out
	}
	return raw.clean()
}

// signals is what signals.js gives; a page can make of it what it likes.
type signals struct {
	TCF, TCFString, GPP, GPC bool
	TCFStatus, Told          string
	TCFPurposes              int
	GPPSections              []string
	Default, Update          map[string]string
}

func (s signals) clean() audit.ConsentSignals {
	out := audit.ConsentSignals{TCF: s.TCF, TCFString: s.TCFString, GPP: s.GPP, GPC: s.GPC, TCFStatus: neutral.Line(s.TCFStatus, 40), TCFPurposes: min(max(s.TCFPurposes, 0), 1000)}
	if c := audit.Consent(s.Told); c.Chosen() {
		out.Told = c
	}
	for _, n := range s.GPPSections[:min(len(s.GPPSections), 20)] {
		out.GPPSections = append(out.GPPSections, neutral.Line(n, 10))
	}
	mode := func(in map[string]string) map[string]string {
		var m map[string]string
		for k, v := range in {
			if (v == "granted" || v == "denied") && len(m) < 20 {
				if m == nil {
					m = map[string]string{}
				}
				m[neutral.Line(k, 40)] = v
			}
		}
		return m
	}
	out.Default, out.Update = mode(s.Default), mode(s.Update)
	return out
}

// Decode reads what one of the package's scripts returned: JSON text, bounded.
func Decode(text string, into any) error {
	const most = 4 << 20
	if len(text) > most {
		return fmt.Errorf("what the page says of its banner has %d bytes; the limit is %d", len(text), most)
	}
	return json.Unmarshal([]byte(text), into)
}

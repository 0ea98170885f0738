package scenarios

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/scenarios/script"
)

//go:embed locate.js
var locateJS string

// want is what a step needs of the element that it is done to.
type want struct {
	// acts prefers what can be clicked to what only says the same.
	acts bool
	// unseen takes an element that cannot be seen, as file fields often are.
	unseen bool
	// ready waits until the element is enabled and keeps its place.
	ready bool
}

// hit is an element that fits a target.
type hit struct {
	Ref     int
	Fit     int
	Visible bool
	Enabled bool
	Acts    bool
	Box     string
	Tag     string
	Type    string
	Text    string
	Href    string
	Inside  int

	at place
}

// words names a hit for a person, in the page's own words.
func (h hit) words() string {
	kind := h.Tag
	switch {
	case h.Tag == "a":
		kind = "link"
	case h.Tag == "input" && h.Type != "":
		kind = "input " + h.Type
	case h.Type != "":
		kind = h.Type
	}
	return strings.TrimSpace(neutral.Line(kind, 30) + " “" + neutral.Line(h.Text, 60) + "”")
}

// look is what one look for a target gave.
type look struct {
	hits []hit
	bad  string // the selector cannot be read
}

// polling is the pause between two looks, patience how many in a row may see
// several elements that fit.
const (
	polling  = 120 * time.Millisecond
	patience = 8
)

// locate waits for the element that a target means, as long as the step has: until
// exactly one can be seen and, when it must be ready, is enabled and keeps its place.
func (w *walker) locate(ctx context.Context, t script.Target, want want) (place, error) {
	ctx, cancel := sooner(ctx)
	defer cancel()
	var last hit
	why := absent(t)
	several := 0
	for {
		h, err := w.seek(ctx, t, want)
		var own stepError
		switch {
		case err == nil && (!want.ready || h.Enabled && h.at.id() == last.at.id() && h.Box == last.Box):
			return h.at, nil
		case err == nil && !h.Enabled:
			why = failf("it stays disabled: %s", h.words())
		case err == nil:
			why = failf("it does not keep its place: %s", h.words())
		case errors.As(err, &own):
			why = err
		case ctx.Err() == nil && w.tab.Context().Err() != nil:
			return place{}, err
		}
		// More than one is no matter of time, once the page is drawn.
		if !errors.As(err, new(ambiguous)) {
			several = 0
		} else if several++; several == patience {
			return place{}, err
		}
		last = h
		if pause.For(ctx, polling) != nil {
			return place{}, why
		}
	}
}

// sooner gives a context that ends a moment before ctx, so that there is time to
// say what was waited for.
func sooner(ctx context.Context) (context.Context, context.CancelFunc) {
	end, ok := ctx.Deadline()
	if !ok {
		return context.WithCancel(ctx)
	}
	return context.WithDeadline(ctx, end.Add(-min(300*time.Millisecond, time.Until(end)/10)))
}

func absent(t script.Target) error { return failf("nothing on the page fits %s", t) }

// ambiguous is a target that several elements fit.
type ambiguous struct{ stepError }

// Unwrap gives the words.
func (a ambiguous) Unwrap() error { return a.stepError }

// seek looks once for the one element that a target means. What the first way to
// say it does not find, or finds several of, the next may tell.
func (w *walker) seek(ctx context.Context, t script.Target, want want) (hit, error) {
	var first error
	for i := range len(t.Or) + 1 {
		way := t
		if i > 0 {
			way = t.Or[i-1]
		}
		h, err := w.only(ctx, way, want)
		if err == nil {
			return h, nil
		}
		if !errors.As(err, new(stepError)) {
			return hit{}, err
		}
		// Several that fit say more than that nothing does.
		if first == nil || errors.As(err, new(ambiguous)) && !errors.As(first, new(ambiguous)) {
			first = err
		}
	}
	return hit{}, first
}

// only gives the one element that fits a target, its other ways aside.
func (w *walker) only(ctx context.Context, t script.Target, want want) (hit, error) {
	found, err := w.sight(ctx, t)
	switch {
	case err != nil:
		return hit{}, err
	case found.bad != "":
		return hit{}, failf("the browser cannot read the selector of %s", t)
	}
	seen := found.visible(want)
	switch {
	case len(seen) == 0 && len(found.hits) > 0:
		return hit{}, failf("it is there and cannot be seen: %s", found.hits[0].words())
	case len(seen) == 0:
		return hit{}, absent(t)
	case t.Nth > len(seen):
		return hit{}, failf("only %d on the page fit %s", len(seen), t)
	case t.Nth > 0:
		return seen[t.Nth-1], nil
	}
	best := closest(seen, want)
	if len(best) > 1 {
		return hit{}, ambiguous{stepError{fmt.Sprintf("%d elements fit %s: %s; say which with nth, within, or a role and a name", len(best), t, listing(best))}}
	}
	return best[0], nil
}

// visible gives the hits that count: those that can be seen, unless that does not
// matter.
func (l look) visible(want want) []hit {
	var out []hit
	for _, h := range l.hits {
		if h.Visible {
			out = append(out, h)
		}
	}
	if len(out) == 0 && want.unseen {
		return l.hits
	}
	return out
}

// closest keeps of several hits those that fit best, and one of those that are the
// same to a person: links to one address, or an element and what it stands in.
func closest(hits []hit, want want) []hit {
	keep := func(list []hit, ok func(hit) bool) []hit {
		var out []hit
		for _, h := range list {
			if ok(h) {
				out = append(out, h)
			}
		}
		if len(out) == 0 {
			return list
		}
		return out
	}
	if want.acts {
		hits = keep(hits, func(h hit) bool { return h.Acts })
	}
	most := 0
	for _, h := range hits {
		most = max(most, h.Fit)
	}
	hits = keep(hits, func(h hit) bool { return h.Fit == most })
	if want.ready {
		hits = keep(hits, func(h hit) bool { return h.Enabled })
	}
	var out []hit
	for _, h := range hits {
		same := false
		for _, o := range out {
			alike := h.Href != "" && h.Href == o.Href && webAddress(h.Href) && !strings.HasSuffix(h.Href, "#")
			nested := want.acts && (h.Inside != 0 && (h.Inside == o.Ref || h.Inside == o.Inside) || o.Inside != 0 && o.Inside == h.Ref)
			same = same || alike || nested
		}
		if !same {
			out = append(out, h)
		}
	}
	return out
}

func listing(hits []hit) string {
	var out []string
	for i, h := range hits {
		if i == 5 {
			out = append(out, "...")
			break
		}
		out = append(out, h.words())
	}
	return strings.Join(out, ", ")
}

// sight looks once for all that fit a target: in the page itself, and when
// nothing there can be seen, in its frames.
func (w *walker) sight(ctx context.Context, t script.Target) (look, error) {
	inside := place{}
	if t.Within != nil {
		h, err := w.seek(ctx, *t.Within, want{})
		if err != nil {
			return look{}, err
		}
		inside = h.at
	}
	frames, err := w.documents(ctx)
	if err != nil {
		return look{}, err
	}
	var top, rest look
	for i, f := range frames {
		if inside.frame != nil && f.id != inside.frame.id {
			continue
		}
		l, err := f.find(ctx, t, inside.ref)
		if err != nil {
			if len(frames) == 1 {
				return look{}, err
			}
			continue // a frame that goes away while it is looked into has nothing to click
		}
		if l.bad != "" {
			return l, nil
		}
		if i == 0 {
			if top = l; len(l.visible(want{})) > 0 {
				return top, nil
			}
			continue
		}
		rest.hits = append(rest.hits, l.hits...)
	}
	if len(rest.visible(want{})) > 0 {
		return rest, nil
	}
	top.hits = append(top.hits, rest.hits...)
	return top, nil
}

// query is what locate.js is asked; see there.
type query struct {
	Label       string `json:"label,omitempty"`
	Text        string `json:"text,omitempty"`
	Placeholder string `json:"placeholder,omitempty"`
	TestID      string `json:"testid,omitempty"`
	CSS         string `json:"css,omitempty"`
	XPath       string `json:"xpath,omitempty"`
	Within      int    `json:"within,omitempty"`
	Among       bool   `json:"among,omitempty"`
	Fits        []int  `json:"fits,omitempty"`
	Roots       int    `json:"roots"`
	Hosts       int    `json:"hosts"`
	Limit       int    `json:"limit"`
	Elements    int    `json:"elements"`
	Budget      int    `json:"budget"` // ms
}

// find looks for a target in one document, opening closed shadow roots a few levels deep.
func (f *frame) find(ctx context.Context, t script.Target, inside int) (look, error) {
	q := query{
		Label: t.Label, Text: t.Text, Placeholder: t.Placeholder, TestID: t.TestID, CSS: t.CSS, XPath: t.XPath, Within: inside,
		Hosts: 40, Limit: 50, Elements: 60000, Budget: 2000,
	}
	var among []any
	if t.Role != "" || t.Name != "" {
		objects, fits, err := f.named(ctx, t.Role, t.Name)
		if err != nil {
			return look{}, err
		}
		q.Among, q.Fits, among = true, fits, objects
	}
	var roots []any
	for round := 0; ; round++ {
		q.Roots = len(roots)
		args := append(append([]any{q}, roots...), among...)
		raw, err := call[string](ctx, f, 8*time.Second, locateJS, args...)
		if err != nil {
			return look{}, err
		}
		var got struct {
			Found  []hit
			Closed []int
			Bad    string
		}
		if len(raw) > maxProbe {
			return look{}, fmt.Errorf("what fits a target takes %d bytes", len(raw))
		}
		if err := json.Unmarshal([]byte(raw), &got); err != nil {
			return look{}, fmt.Errorf("reading what fits a target: %w", err)
		}
		for i := range got.Found {
			got.Found[i].at = place{f, got.Found[i].Ref}
		}
		l := look{hits: got.Found, bad: got.Bad}
		if round == 3 || l.bad != "" || len(got.Closed) == 0 {
			return l, nil
		}
		if roots = f.closedRoots(ctx, got.Closed); len(roots) == 0 {
			return l, nil
		}
	}
}

// documents lists the documents of the page that are looked into: the page and its
// frames, or inside a frame step that frame and those in it, the outermost first.
func (w *walker) documents(ctx context.Context) ([]*frame, error) {
	all, err := w.s.documents(ctx)
	if err != nil || len(w.scope) == 0 {
		return all, err
	}
	scope := w.scope
	last := len(scope) - 1
	w.scope = scope[:last]
	defer func() { w.scope = scope }()
	return w.framed(ctx, scope[last])
}

// framed lists the documents of the frame that a target means.
func (w *walker) framed(ctx context.Context, t script.Target) ([]*frame, error) {
	h, err := w.seek(ctx, t, want{})
	if err != nil {
		return nil, err
	}
	obj, err := h.at.object(ctx)
	if err != nil {
		return nil, err
	}
	cctx, cancel := join(ctx, h.at.frame.ctx, 5*time.Second)
	defer cancel()
	res, err := chromedp.Call(cctx, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: obj})
	if err != nil {
		return nil, err
	}
	if res.Node == nil || res.Node.FrameID == "" {
		return nil, failf("%s is no frame: %s", t, h.words())
	}
	all, err := w.s.documents(ctx)
	if err != nil {
		return nil, err
	}
	in := map[string]bool{string(res.Node.FrameID): true}
	var out []*frame
	// A frame in a process of its own is listed behind its parent's target, at any depth.
	for range 4 {
		out = nil
		for _, f := range all {
			if in[string(f.id)] || in[string(f.parent)] {
				in[string(f.id)] = true
				out = append(out, f)
			}
		}
	}
	for i, f := range out {
		if f.id == res.Node.FrameID {
			out[0], out[i] = out[i], out[0]
			return out, nil
		}
	}
	return nil, failf("the frame %s has not loaded", h.words())
}

// documents lists every document of the tab, the page itself first.
func (s *session) documents(ctx context.Context) ([]*frame, error) {
	targets, _ := s.targets(ctx)
	var out []*frame
	for i, base := range targets {
		list, err := documents(ctx, base, i == 0)
		if err != nil && i == 0 {
			return nil, err
		}
		out = append(out, list...)
	}
	return out, nil
}

package consent

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"

	"github.com/quietroom/quietroom/audit"
)

// problem is an error of ours, fit to be shown: it quotes nothing of the page but
// the neutralised names of its buttons.
type problem string

func (p problem) Error() string { return string(p) }

func failf(format string, args ...any) error { return problem(fmt.Sprintf(format, args...)) }

// Why gives the words of an error of this package; "" for one of the browser's,
// which can quote what a page holds.
func Why(err error) string {
	var own problem
	if errors.As(err, &own) {
		return string(own)
	}
	return ""
}

// How long things may take on a busy machine.
const (
	comes     = 8 * time.Second // a banner, after the page came to rest
	goes      = 12 * time.Second
	layerTime = 6 * time.Second // the second layer of a refusal
)

// Choose answers the page's banner with want (accept or reject) and makes sure that
// the answer was taken. What it did and saw comes back with an error too, which
// names nothing of the page but its buttons.
func Choose(ctx context.Context, p Page, want audit.Consent) (audit.ConsentWalk, error) {
	out := audit.ConsentWalk{State: want}
	if !want.Chosen() {
		return out, failf("%q is no choice; want accept or reject", want)
	}
	sight, err := Await(ctx, p, comes)
	switch {
	case err != nil:
		return out, err
	case sight.Banner == nil && sight.Sign != nil:
		out.Manager = sight.Sign.Name
		return out, failf("the consent manager %s is on the page and showed no banner, as many do to visitors of some places", sight.Sign.Name)
	case sight.Banner == nil:
		out.NoBanner = true
		return out, failf("the page asks for no consent")
	}
	b := sight.Banner
	if b.Manager != nil {
		out.Manager = b.Manager.Name
	}
	out.Before = Signals(ctx, p, b.Manager)
	c := chooser{p: p, b: b, want: want, out: &out}
	if err := c.answer(ctx); err != nil {
		return out, err
	}
	if err := c.gone(ctx); err != nil {
		return out, err
	}
	if err := p.Settle(ctx); err != nil {
		return out, err
	}
	out.After = Signals(ctx, p, b.Manager)
	return out, c.confirm()
}

// chooser is one answer under way.
type chooser struct {
	p    Page
	b    *Banner
	want audit.Consent
	out  *audit.ConsentWalk
}

// answer presses what the manager's entry names; where it names nothing that
// shows, what the buttons say.
func (c *chooser) answer(ctx context.Context) error {
	if m := c.b.Manager; m != nil {
		ways := m.Reject
		if c.want == audit.ConsentAccept {
			ways = nil
			for _, sel := range m.Accept {
				ways = append(ways, []Act{{Press: sel}})
			}
		}
		for _, way := range ways {
			began, err := c.walk(ctx, way)
			if began || err != nil {
				return err
			}
		}
	}
	return c.byNames(ctx)
}

// walk takes one way. began is false when its first button does not show, so that
// nothing was done.
func (c *chooser) walk(ctx context.Context, way []Act) (began bool, err error) {
	// The last button must be there before anything is switched.
	if way[0].Off != "" {
		if hit, err := c.find(ctx, way[1].Press, 0); err != nil || hit == nil {
			return false, err
		}
	}
	for i, a := range way {
		patience := layerTime
		if i == 0 {
			patience = 0
		}
		if a.Off != "" {
			if err := c.off(ctx, a.Off, patience); err != nil {
				return true, err
			}
			continue
		}
		hit, err := c.find(ctx, a.Press, patience)
		if err != nil {
			return i > 0, err
		}
		if hit == nil && i == 0 {
			return false, nil
		}
		if hit == nil {
			// A second layer of another shape: its buttons have names.
			return true, c.secondLayer(ctx)
		}
		if err := c.press(ctx, hit.frame, hit.Ref, hit.name); err != nil {
			return true, err
		}
	}
	return true, nil
}

// byNames presses the button that says what is wanted.
func (c *chooser) byNames(ctx context.Context) error {
	regions := c.b.ours()
	if c.want == audit.ConsentAccept {
		if b, ok := only(regions, accepts); ok {
			return c.press(ctx, c.b.frame, b.Ref, b.Name)
		}
		return failf("the banner (%s) has no button that was understood to accept; its buttons: %s", c.b.Name(), listed(regions))
	}
	if b, ok := only(regions, refuses); ok {
		return c.press(ctx, c.b.frame, b.Ref, b.Name)
	}
	if b, ok := only(regions, manages); ok {
		if err := c.press(ctx, c.b.frame, b.Ref, b.Name); err != nil {
			return err
		}
		return c.secondLayer(ctx)
	}
	return failf("the banner (%s) has no button that was understood to refuse; its buttons: %s", c.b.Name(), listed(regions))
}

// ours are the regions of the banner; of a known manager those too that its box
// does not name, in the same document.
func (b *Banner) ours() []region {
	var out []region
	for _, r := range b.regions {
		if r.Ref == b.ref || b.Manager != nil || r.asks() {
			out = append(out, r)
		}
	}
	return out
}

// only gives the button of a class; the first of several with one name, none where
// their names differ in what they refuse.
func only(regions []region, want class) (button, bool) {
	for _, r := range regions {
		if r.Typed > 0 {
			continue
		}
		for _, b := range r.Buttons {
			if !b.Disabled && classOf(b.Name) == want {
				return b, true
			}
		}
	}
	return button{}, false
}

// listed names the buttons of a banner for a person.
func listed(regions []region) string {
	var names []string
	for _, r := range regions {
		for _, b := range r.Buttons {
			if n := fmt.Sprintf("%q", neutral.Line(b.Name, 40)); b.Name != "" && !slices.Contains(names, n) && len(names) < 8 {
				names = append(names, n)
			}
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// secondLayer refuses in what a press on "settings" opened: by a button that
// refuses, or with every switch off and a button that saves.
func (c *chooser) secondLayer(ctx context.Context) error {
	deadline := time.Now().Add(layerTime)
	var last []region
	for {
		frames, err := c.p.Frames(ctx)
		if err != nil {
			return err
		}
		for _, f := range frames {
			seen, err := look(ctx, f, nil, false, true)
			if err != nil {
				continue
			}
			if b, ok := only(seen.Regions, refuses); ok {
				return c.press(ctx, f, b.Ref, b.Name)
			}
			for _, r := range seen.Regions {
				if b, ok := only([]region{r}, saves); ok && len(r.Switches) > 0 {
					if err := c.allOff(ctx, f, r); err != nil {
						return err
					}
					return c.press(ctx, f, b.Ref, b.Name)
				}
			}
			if len(seen.Regions) > 0 {
				last = seen.Regions
			}
		}
		if time.Now().After(deadline) {
			return failf("the banner's settings (%s) have no button that was understood to refuse; their buttons: %s", c.b.Name(), listed(last))
		}
		if err := pause.For(ctx, 200*time.Millisecond); err != nil {
			return err
		}
	}
}

// allOff switches off every switch of a region that can be.
func (c *chooser) allOff(ctx context.Context, f Frame, r region) error {
	for range 4 {
		on := 0
		seen, err := look(ctx, f, nil, false, true)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(seen.Regions, func(o region) bool { return o.Ref == r.Ref })
		if i < 0 {
			return failf("the banner's settings went away before they were saved")
		}
		for _, s := range seen.Regions[i].Switches {
			if s.Checked && !s.Disabled {
				on++
				if err := f.Click(ctx, s.Ref); err != nil {
					return failf("a switch of the banner could not be pressed")
				}
			}
		}
		if on == 0 {
			return nil
		}
		if err := pause.For(ctx, 150*time.Millisecond); err != nil {
			return err
		}
	}
	return failf("switches of the banner did not go off, so that its settings were not saved")
}

// gone waits until no banner asks any more; some managers load the page anew.
func (c *chooser) gone(ctx context.Context) error {
	deadline := time.Now().Add(goes)
	quiet := 0
	for {
		sight, err := Look(ctx, c.p)
		switch {
		case err == nil && sight.Banner == nil:
			if quiet++; quiet >= 2 { // not while one page gives way to the next
				c.out.Proofs = append(c.out.Proofs, "banner gone")
				return nil
			}
		default:
			quiet = 0
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if time.Now().After(deadline) {
			return failf("the banner (%s) was still there after %s was pressed", c.b.Name(), strings.Join(c.out.Clicks, ", then "))
		}
		if err := pause.For(ctx, 250*time.Millisecond); err != nil {
			return err
		}
	}
}

// confirm holds what was pressed against what the page's interfaces say of it.
func (c *chooser) confirm() error {
	after, proof := c.out.After, func(p string) { c.out.Proofs = append(c.out.Proofs, p) }
	if after.Told != "" {
		if after.Told != c.want {
			return failf("%s was pressed, and the banner's own interface (%s) says %s", strings.Join(c.out.Clicks, ", then "), c.b.Name(), after.Told)
		}
		proof("manager")
	}
	if after.TCF && after.TCFStatus == "useractioncomplete" {
		if granted := after.TCFPurposes > 0; granted != (c.want == audit.ConsentAccept) {
			return failf("%s was pressed, and the page's TCF interface says that %d purposes have consent", strings.Join(c.out.Clicks, ", then "), after.TCFPurposes)
		}
		proof("tcf")
	}
	if storage, ok := after.Update["ad_storage"]; ok {
		if (storage == "granted") == (c.want == audit.ConsentAccept) {
			proof("consent mode")
		}
	}
	return nil
}

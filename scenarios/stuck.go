package scenarios

import (
	"context"
	"regexp"
	"slices"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// stuck.go is what a walk does where it can go no further: it looks for what else the page
// offers to be pressed, whatever that is made of, and takes what a patient would most likely.

// maxOffers bounds how often one walk does so.
const maxOffers = 8

// tryOffer presses what else the page offers, with the hold armed, and reports whether there
// was something. The page may show something else then, or not.
func (w *walker) tryOffer(ctx context.Context, f Form) bool {
	if w.sc.Patient == nil || w.auto || w.offers >= maxOffers || w.cfg.Submit != "" && w.cfg.Submit != "hold" {
		return false
	}
	w.s.wide = true
	defer func() { w.s.wide = false }()
	if w.look(ctx) != nil {
		return false
	}
	st, ok := w.bestOffer(f)
	w.offers++
	if !ok {
		return w.turnOn(ctx, f)
	}
	if w.answer(ctx, st) != nil || w.auto {
		return false
	}
	w.s.wide = false
	return w.tab.Settle(ctx) == nil && w.look(ctx) == nil
}

// turnOn turns to further hours, where none are free or nothing else can be pressed.
func (w *walker) turnOn(ctx context.Context, f Form) bool {
	if f.at.frame == nil {
		return false
	}
	ref, err := call[int](ctx, f.at.frame, 5*time.Second, `() => globalThis.quietroom?.later?.() ?? 0`)
	if err != nil || ref == 0 {
		return false
	}
	at := place{f.at.frame, ref}
	err = w.act(ctx, PlannedStep{Verb: "press", Target: "further hours", Kind: audit.KindAppointmentTime}, func(ctx context.Context) error {
		return w.taken(ctx, at, func() error { return at.click(ctx) })
	})
	w.s.wide = false
	return err == nil && !w.auto && w.tab.Settle(ctx) == nil && w.look(ctx) == nil
}

// stood remembers what else the page offers before anything is opened: it is no answer to that.
func (w *walker) stood(ctx context.Context) {
	w.s.wide = true
	defer func() { w.s.wide = false }()
	if w.look(ctx) != nil {
		return
	}
	for _, f := range w.inv.Forms {
		for _, c := range f.Controls {
			if c.Tag == "offers" {
				w.done[c.offer()] = true
			}
		}
	}
}

// offer tells sets of things that are offered apart by what they say.
func (c Control) offer() string {
	s := "offer"
	for _, o := range c.Options {
		s += "|" + o.Label
	}
	return s
}

// bestOffer is the set of things that says most clearly what it offers: an hour before a
// kind of care, that before any other answer, and what is said to be chosen last.
func (w *walker) bestOffer(was Form) (PlannedStep, bool) {
	best, most := PlannedStep{}, 0
	for _, f := range w.inv.Forms {
		if hostOf(f.Frame) != hostOf(was.Frame) || w.old(f) && f.tells() || f.Key != was.Key && w.old(f) && was.lone() {
			continue
		}
		for _, c := range f.Controls {
			if c.Tag != "offers" || w.dealtWith(c) || w.done[c.offer()] {
				continue
			}
			kind, score := c.offerOf(f)
			if score > most {
				best, most = PlannedStep{Verb: "press", Target: c.words(), Kind: kind, Form: f.Key, Control: c.Key}, score
				best.Value, _ = valueOf(w.sc.Patient, kind)
			}
		}
	}
	return best, most > 0
}

// lone reports whether a form asks for one thing in writing, as one for a newsletter does:
// what stands elsewhere on the page is no part of it.
func (f Form) lone() bool {
	written := 0
	for _, c := range f.Controls {
		if c.text() {
			written++
		}
	}
	return !f.Implicit && f.tells() && written == 1
}

// offerOf says what a set of things offers, and how clearly, 0 for not at all.
func (c Control) offerOf(f Form) (audit.Kind, int) {
	if slices.ContainsFunc(c.Options, func(o Option) bool { return toolRE.MatchString(o.Label) || shunned(o.Label) }) {
		return notAsked, 0
	}
	if k, ok := c.offered(); ok {
		if k == audit.KindAppointmentTime {
			return k, 4
		}
		return k, 3
	}
	k, _ := Understand(c, f)
	switch {
	case len(c.Options) == 1 && byHandRE.MatchString(fold(c.Options[0].Label)):
		return audit.KindOther, 2
	case k == notAsked || len(c.Options) < 2:
		return notAsked, 0
	case offerable[k]:
		return k, 2
	case questionRE.MatchString(c.Group + " " + c.Nearby + " " + f.Heading):
		return audit.KindOther, 1
	}
	return notAsked, 0
}

// byHandRE are words that let a patient write what a look-up does not find.
var byHandRE = regexp.MustCompile(`\b(enter|type|add|fill|write)\b.{0,30}\b(manually|by hand|myself)\b|\bmanually enter\b|\bmanual (entry|address)\b|\b(can t|cannot|could not|couldn t) find (my|your|the|it)\b|\b(not|isn t) (in the|on the|in|on)? ?(list|listed)\b|\bmanuell\b|\bmanualmente\b|\bmanuellement\b|\bhandmatig\b`)

package scenarios

import (
	"context"
	"time"

	"github.com/quietroom/quietroom/internal/pause"
)

// screens.go tells one screen of a wizard from the next: what a form has become after a
// press, whether more is to come, and how long to wait for it.

// first remembers the forms that show something when the page is first looked at: what
// shows later is what the patient was led to.
func (w *walker) first(inv *Inventory) {
	if len(w.present) > 0 {
		return
	}
	w.present, w.presentAt, w.trail = map[string]bool{}, map[string]string{}, map[string]bool{}
	for _, f := range inv.Forms {
		if f.onScreen() {
			w.present[f.Key], w.presentAt[f.at.id()] = true, f.Key
		}
	}
}

// old reports whether a form showed before anything was pressed, and is none of those that
// the walk came through: on one page it is told by its element, on the next by its key. A
// body that holds no form of its own is another form with every screen.
func (w *walker) old(f Form) bool {
	first := w.presentAt[f.at.id()]
	return first != "" && !w.trail[first] || w.present[f.Key] && !w.trail[f.Key]
}

// onScreen reports whether a form shows a field, or a button that goes on.
func (f Form) onScreen() bool {
	b, ok := f.commit()
	return shows(f) || ok && b.Visible
}

// current finds a form again after the page changed: by its key, by its element, or,
// where nothing of it shows any more, as what came in its place.
func (w *walker) current(f Form) Form {
	if w.inv == nil {
		return f
	}
	same := w.same(f)
	if same.Key != "" && same.onScreen() {
		return same
	}
	if g := w.fresh(f, same.Key == "" && !w.armed); g.Key != "" {
		return g
	}
	return same
}

// same finds a form by its key or its element. Another that was there from the
// beginning can have got its key, when the keys count.
func (w *walker) same(f Form) Form {
	if g, ok := w.inv.form(f.Key); ok {
		if was := w.presentAt[g.at.id()]; was == "" || was == f.Key || g.at == f.at {
			return g
		}
	}
	for _, g := range w.inv.Forms {
		if g.at.id() == f.at.id() && f.at.id() != "" {
			return g
		}
	}
	return Form{}
}

// fresh is the form that came where f was: one that did not show at first, in the same
// frame or one of the same host, and of several the one that asks for most. Before
// anything was pressed it may also be the only form there is.
func (w *walker) fresh(f Form, lone bool) Form {
	var best, only Form
	most, all := 0, 0
	for _, g := range w.inv.Forms {
		n := len(w.open(g))
		if hostOf(g.Frame) != hostOf(f.Frame) || n == 0 || !g.forPatients() {
			continue
		}
		all++
		only = g
		if !w.old(g) && n > most {
			best, most = g, n
		}
	}
	switch {
	case most > 0:
		return best
	case lone && all == 1:
		return only
	}
	// Nothing more is asked: a page that only shows what was said has a button alone.
	for _, g := range w.inv.Forms {
		if b, ok := g.commit(); ok && b.Visible && !b.Disabled && !w.old(g) && hostOf(g.Frame) == hostOf(f.Frame) && g.forPatients() {
			return g
		}
	}
	return Form{}
}

// replied reports whether the page shows what came of a press: something more to
// answer, or a complaint that it did not make before.
func (w *walker) replied(before Form) bool {
	now := w.current(before)
	return now.Key != "" && (len(w.open(now)) > 0 || len(refused(before, now)) > 0 || now.Complaint != "" && now.Complaint != before.Complaint)
}

// interlude reports whether what follows a press is a screen without fields: a review, a word
// in between. Its button, its heading or its element is another.
func (w *walker) interlude(f, now Form, b Button) bool {
	nb, ok := now.commit()
	if !ok || !nb.Visible || nb.Disabled {
		return false
	}
	goes := nextRE.MatchString(b.Text)
	if nb.Text != b.Text {
		return goes || len(now.Controls) == 0
	}
	return goes && !shows(now) && (now.Heading != f.Heading || now.Key != f.Key || shows(f))
}

// expects reports whether a press should have led to a further screen: the button only
// goes on, or the page says that steps follow.
func (w *walker) expects(f Form, b Button) bool {
	return nextRE.MatchString(b.Text) || f.Progress.more(false) != ""
}

// awaited waits for the screen that a press leads to, while a spinner turns or one slides
// in: until it asks for something, shows another button, or complains.
func (w *walker) awaited(ctx context.Context, f Form, b Button, now Form) Form {
	for range 16 {
		settled := now.Key != "" && (len(w.open(now)) > 0 || w.interlude(f, now, b) || len(refused(f, now)) > 0 || now.Complaint != f.Complaint)
		if settled || pause.For(ctx, 200*time.Millisecond) != nil || w.look(ctx) != nil {
			break
		}
		now = w.next(ctx, f)
	}
	return now
}

// asksAnew reports whether a press whose request was held has led to a further step of the
// same form all the same: the button does not say that it ends anything, or the page
// counts more steps, and what is asked now was not asked before.
func (w *walker) asksAnew(ctx context.Context, f Form, b Button, now Form) bool {
	if endsRE.MatchString(fold(b.Text)) && f.Progress.more(false) == "" || b.Text == "" || !w.here(ctx, f) {
		return false
	}
	if now.Key != f.Key && w.old(now) {
		return false // it stood there before
	}
	asked := map[string]bool{}
	for _, c := range f.Controls {
		asked[c.words()] = true
	}
	for _, st := range w.open(now) {
		if !asked[st.Target] {
			return true
		}
	}
	return false
}

// ledOn reports whether the answers alone have led on to a further screen meanwhile.
func (w *walker) ledOn(ctx context.Context, f Form) bool {
	b, ok := f.commit()
	if !ok || b.at.lives(ctx, 2*time.Second) {
		return false
	}
	for range 10 {
		if w.look(ctx) != nil {
			return false
		}
		now := w.current(f)
		nb, ok := now.commit()
		if now.Key != "" && (len(w.open(now)) > 0 || ok && nb.Visible) {
			return true
		}
		if pause.For(ctx, 200*time.Millisecond) != nil {
			return false
		}
	}
	return false
}

// loosen answers also what may be left out, where the button cannot be pressed without
// it; it reports whether there is something of that.
func (w *walker) loosen(ctx context.Context, f Form) bool {
	b, ok := f.commit()
	if !ok || !b.Disabled || w.thorough || w.sc.Patient == nil {
		return false
	}
	f, b, ok = w.wakes(ctx, f)
	if !ok || !b.Disabled {
		return false
	}
	w.thorough = true
	return len(w.open(f)) > 0
}

// progress fails when a wizard shows the same screen once too often.
func (w *walker) progress(before Form) error {
	now := w.current(before)
	s := now.Key + "|" + now.Heading
	for _, c := range now.Controls {
		if c.Visible {
			s += "|" + c.Type + c.words()
		}
	}
	b, _ := now.commit()
	if w.screens[s+"|"+b.Text]++; w.screens[s+"|"+b.Text] > 2 {
		return failf("the form goes round in circles: the same step came back")
	}
	return nil
}

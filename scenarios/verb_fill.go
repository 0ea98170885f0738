package scenarios

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/quietroom/quietroom/internal/pause"

	"github.com/quietroom/quietroom/audit"
)

// fill types what the patient says into a control, as a person types, and
// moves on. A value that the page does not accept is written another way once.
func fill(ctx context.Context, w *walker, st PlannedStep) error {
	return w.act(ctx, st, func(ctx context.Context) error {
		f, c, err := w.find(ctx, st)
		if err != nil {
			return err
		}
		if !c.fillable() {
			return skipError{"a person could not fill it now"}
		}
		w.leave(ctx, c.at)
		w.dealt(c)
		again := "listed " + c.Key
		refused := c.Message != "" && looked[st.Kind] && w.tries[again] == 0
		if (c.Type == "text" || c.Type == "search" && looked[st.Kind]) && (refused || c.Type == "search" || st.Kind != audit.KindSearchQuery && seeksRE.MatchString(fold(c.Placeholder))) {
			w.tries[again]++
			c.Type = "listbox"
			return w.pickListed(ctx, c, st)
		}
		if part := boxPart(c, f, digits(st.Value)); part != "" {
			return w.writeOne(ctx, c, st.Kind, []string{part}, true)
		}
		if c.Message == "" {
			c.Message = f.Complaint // it may tell how to write it
		}
		if now, err := c.at.content(ctx); err == nil && st.Kind == audit.KindPhone && strings.HasPrefix(strings.TrimSpace(now.Value), "+") && c.Placeholder == "" {
			c.Placeholder = "+1 (___) ___-____" // it comes with a country's code, and wants it back
		}
		forms, common := written(st.Kind, st.Value, c, w.language(), w.cfg.Clock())
		_, day := dateOf(st.Kind, "", c, w.cfg.Clock())
		if n := w.tries["day "+c.at.id()]; n > 0 && day && st.Kind == audit.KindAppointmentTime {
			// The page refused a day: a later one.
			forms, common = written(st.Kind, "", c, w.language(), w.cfg.Clock().AddDate(0, 0, 7*n-5))
		}
		w.tries["day "+c.at.id()]++
		if w.tries["day "+c.at.id()] == 3 && day && c.text() && c.Type != "date" && c.Type != "spin" && w.pickInstead(ctx, c, st) {
			return nil // no way of writing it was taken: its calendar knows
		}
		if day && st.Kind == audit.KindAppointmentTime && c.text() && !scripted(c.Type) && c.Type != "date" && c.Type != "spin" && w.fromCalendar(ctx, c, st) {
			return nil
		}
		if len(forms) == 0 {
			return skipError{"there is nothing to say"}
		}
		err = w.writeOne(ctx, c, st.Kind, forms, common)
		if errors.Is(err, errNotKept) && w.pickInstead(ctx, c, st) {
			return nil
		}
		if err == nil && c.Message != "" {
			w.takeUp(ctx, c)
		}
		return err
	})
}

// takeUp presses the button beside a field that the page refused, where one takes up what is
// typed ("Add" to a list of medications).
func (w *walker) takeUp(ctx context.Context, c Control) {
	ref, err := call[int](ctx, c.at.frame, 5*time.Second, `(id) => globalThis.quietroom?.taker?.(id) ?? 0`, c.at.ref)
	if err != nil || ref == 0 || w.tries["taken up "+c.at.id()] > 0 {
		return
	}
	w.tries["taken up "+c.at.id()]++
	at := place{c.at.frame, ref}
	if err := w.taken(ctx, c.at, func() error { return at.click(ctx) }); err != nil {
		w.cfg.Log.Debug("not taken up", "err", err)
	}
}

// looked are the kinds that pages let one choose by typing their beginning.
var looked = map[audit.Kind]bool{
	audit.KindInsurer: true, audit.KindEmployer: true, audit.KindService: true, audit.KindClinician: true, audit.KindTopic: true, audit.KindReason: true, audit.KindAppointmentType: true, audit.KindOther: true,
}

// seeksRE is in fields that look for something in a list of the page's own.
var seeksRE = regexp.MustCompile(`^(search|type to|start typing|find|add|such|buscar|rechercher|cerca|zoek)\b`)

// fromCalendar takes a free day from the calendar that a field opens as one clicks into
// it; false where none opens.
func (w *walker) fromCalendar(ctx context.Context, c Control, st PlannedStep) bool {
	before, err := call[[]month](ctx, c.at.frame, 5*time.Second, calendarsJS)
	if err != nil || c.at.focus(ctx, true) != nil {
		return false
	}
	for range 3 {
		now, err := call[[]month](ctx, c.at.frame, 5*time.Second, calendarsJS)
		if err != nil {
			return false
		}
		for _, m := range now {
			if slices.ContainsFunc(before, func(b month) bool { return b.Ref == m.Ref }) {
				continue
			}
			m.at = place{c.at.frame, m.Ref}
			field := c
			field.Type = "listbox"
			err := w.pickDay(ctx, field, st, m)
			if held, herr := c.at.content(ctx); err != nil || herr == nil && held.Value == "" {
				w.shut(ctx, c)
				return false
			}
			return true
		}
		if pause.For(ctx, 120*time.Millisecond) != nil {
			return false
		}
	}
	return false
}

// errNotKept is a field that loses what is typed.
var errNotKept = stepError{"the field does not keep what is typed into it"}

// pickInstead takes from a field's own list or calendar what it does not let anybody type.
func (w *walker) pickInstead(ctx context.Context, c Control, st PlannedStep) bool {
	c.Type = "listbox"
	if w.pickListed(ctx, c, st) != nil {
		return false
	}
	held, err := c.at.content(ctx)
	return err != nil || held.Value != ""
}

// writeOne types the first of the forms that the page accepts, of two at a time that
// were not tried before.
func (w *walker) writeOne(ctx context.Context, c Control, kind audit.Kind, forms []string, common bool) error {
	fresh := w.untried(c, forms)
	for i, form := range fresh[:min(2, len(fresh))] {
		w.tries[c.at.id()+" "+form]++
		held, err := w.write(ctx, c, kind, form, common)
		if err != nil {
			return err
		}
		// A page that judges only when it is sent still calls the last answer invalid.
		if took(form, held.Value) && (held.Valid || c.Invalid) {
			return nil
		}
		if i+1 == min(2, len(fresh)) {
			if !took(form, held.Value) {
				return errNotKept
			}
			if !held.Valid && c.Required && len(fresh) == i+1 {
				return failf("the page calls every way of writing it invalid")
			}
		}
	}
	return nil
}

// untried leaves out the ways of writing that a control got before; all of them, when
// there is no other.
func (w *walker) untried(c Control, forms []string) []string {
	var out []string
	for _, s := range forms {
		if w.tries[c.at.id()+" "+s] == 0 {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return forms
	}
	return out
}

// write types one value, leaves the field, and reads what it holds then.
func (w *walker) write(ctx context.Context, c Control, kind audit.Kind, value string, common bool) (content, error) {
	since := w.cfg.Clock()
	if scripted(c.Type) {
		return w.set(ctx, c, kind, value, common)
	}
	if err := c.at.focus(ctx, c.Type != "date"); err != nil {
		return content{}, err
	}
	now, err := c.at.content(ctx)
	if err != nil {
		return content{}, err
	}
	if now.Value != "" && c.Type != "date" && c.Type != "spin" {
		if err := c.at.empty(ctx); err != nil {
			return content{}, err
		}
	}
	keys := value
	if c.Type == "date" {
		keys = dateKeys(value)
	}
	w.typed(kind, value, common, since)
	if suggested[kind] > 0 {
		c.at.mark(ctx)
	}
	if err := c.at.keys(ctx, keys, w.cfg.KeyDelay); err != nil {
		return content{}, err
	}
	if suggested[kind] > 0 && !c.prose() {
		if held, ok := w.takeSuggestion(ctx, c, kind, value); ok {
			return held, nil
		}
	}
	held, err := c.at.content(ctx)
	if err == nil && !took(value, held.Value) && c.Type != "editor" && c.Type != "spin" {
		// A mask that takes no separators, or a script that ate the keys.
		held, err = w.insist(ctx, c, value, held)
	}
	if err != nil {
		return content{}, err
	}
	if c.Type == "editor" {
		_, err = call[bool](ctx, c.at.frame, 5*time.Second, `(id) => { globalThis.quietroom.get(id)?.blur(); return true; }`, c.at.ref)
	} else {
		err = c.at.leave(ctx)
	}
	if err != nil {
		return content{}, err
	}
	if after, err := c.at.content(ctx); err == nil {
		held = after
	}
	if took(value, held.Value) && held.Value != value {
		w.typed(kind, held.Value, common, since)
	}
	return held, nil
}

// insist tries what is left when the keys did not get through: the digits
// alone, then a script.
func (w *walker) insist(ctx context.Context, c Control, value string, held content) (content, error) {
	if d := digits(value); c.Type != "date" && len(d) >= 2 && len(d) < len(value) {
		if err := c.at.empty(ctx); err != nil {
			return held, err
		}
		if err := c.at.keys(ctx, d, w.cfg.KeyDelay); err != nil {
			return held, err
		}
		now, err := c.at.content(ctx)
		if err != nil || took(value, now.Value) {
			return now, err
		}
	}
	if lost(value, held.Value) {
		now, err := w.slowly(ctx, c.at, value)
		if err != nil || took(value, now.Value) {
			return now, err
		}
	}
	if err := c.at.set(ctx, value, -1); err != nil {
		return held, err
	}
	return c.at.content(ctx)
}

// slow is the pause between keys for a page that cannot keep up with fast ones.
const slow = 45 * time.Millisecond

// lost reports whether a field holds what was typed but for some keys: a page that draws
// it anew by each of them has swallowed the next.
func lost(typed, held string) bool {
	if held == "" || len(held) >= len(typed) {
		return false
	}
	rest := typed
	for _, r := range held {
		i := strings.IndexRune(rest, r)
		if i < 0 {
			return false
		}
		rest = rest[i+utf8.RuneLen(r):]
	}
	return true
}

// slowly types again what a field lost, as slowly as people type.
func (w *walker) slowly(ctx context.Context, p place, value string) (content, error) {
	// Keys that are still on their way fill it again.
	for range 5 {
		if err := p.empty(ctx); err != nil {
			return content{}, err
		}
		if err := pause.For(ctx, 3*slow); err != nil {
			return content{}, err
		}
		if now, err := p.content(ctx); err != nil || now.Value == "" {
			break
		}
	}
	if err := p.keys(ctx, value, max(slow, w.cfg.KeyDelay)); err != nil {
		return content{}, err
	}
	return p.content(ctx)
}

// set is for the controls that keys do not reach in the same way everywhere.
func (w *walker) set(ctx context.Context, c Control, kind audit.Kind, value string, common bool) (content, error) {
	if err := c.at.focus(ctx, false); err != nil {
		return content{}, err
	}
	if err := c.at.set(ctx, value, -1); err != nil {
		return content{}, err
	}
	held, err := c.at.content(ctx)
	if err != nil {
		return held, err
	}
	w.typed(kind, held.Value, common, w.cfg.Clock())
	return held, c.at.leave(ctx)
}

func scripted(t string) bool {
	switch t {
	case "time", "month", "week", "datetime-local", "range", "color":
		return true
	}
	return false
}

// dateKeys are the keys for a date field of an English browser: month, day, year.
func dateKeys(iso string) string {
	t, ok := parseDate(iso)
	if !ok {
		return iso
	}
	return t.Format("01022006")
}

// language is that of the page.
func (w *walker) language() string {
	if w.inv == nil {
		return ""
	}
	return w.inv.Language
}

// suggested are the kinds for which pages offer answers under the field as one types,
// and how long to wait for them, in tenths of a second. Where they are rare, only one that
// says what was typed is taken.
var suggested = map[audit.Kind]int{
	audit.KindStreet: 5, audit.KindCity: 5, audit.KindInsurer: 5, audit.KindProvider: 5, audit.KindClinician: 5, audit.KindState: 5,
	audit.KindPostalCode: rare, audit.KindCountry: rare, audit.KindMedication: rare, audit.KindDiagnosis: rare, audit.KindService: rare, audit.KindEmployer: rare,
}

const rare = 3

// owned are those of them of which the patient's own words stay, unless the page refuses them.
var owned = map[audit.Kind]bool{audit.KindStreet: true, audit.KindCity: true, audit.KindState: true, audit.KindProvider: true}

// takeSuggestion takes the suggestion that says what was typed, or the first: some
// pages accept nothing else. ok is false when there is none.
func (w *walker) takeSuggestion(ctx context.Context, c Control, kind audit.Kind, value string) (held content, ok bool) {
	tries := suggested[kind]
	c.Options = c.at.awaitList(ctx, tries)
	if len(c.Options) == 0 {
		return content{}, false
	}
	open := indexes(c.Options)
	i, found := match(c, open, []string{value})
	if !found && len(open) > 0 && tries > rare && (c.Invalid || c.Message != "" || !owned[kind]) {
		i, found = open[0], true // the page accepts nothing else
	}
	if !found {
		return content{}, false
	}
	w.taking(kind, c.Options[i])
	if c.Options[i].at.click(ctx) != nil {
		return content{}, false
	}
	w.chose(kind, c.Options[i], w.cfg.Clock())
	held, err := c.at.content(ctx)
	if err != nil {
		return content{}, false
	}
	_ = c.at.leave(ctx)
	held.Value, held.Valid = value, true // what it holds is the page's own writing
	return held, true
}

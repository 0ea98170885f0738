package scenarios

import (
	"context"
	"regexp"
	"time"

	"github.com/quietroom/quietroom/internal/pause"

	"github.com/quietroom/quietroom/audit"
)

// Calendars, of whatever library: see pickers.js for how they are found.

var dayRE = regexp.MustCompile(`\b(date|day|datum|tag|fecha|dia|jour|calendar|birth|dob|geburt\w*|naissance|nacimiento)\b`)

// month is one month of a calendar as it is drawn now; the numbers are elements.
type month struct {
	Ref, Month, Year               int
	Days                           []monthDay
	Prev, Next, PrevYear, NextYear int
	Title                          int
	Months, Years                  int // lists or fields that choose the month and the year
	at                             place
}

type monthDay struct {
	Ref, N int
	Off    bool
	Label  string
}

const (
	calendarsJS = `() => globalThis.quietroom?.calendars?.() ?? []`
	periodsJS   = `() => globalThis.quietroom?.periods?.() ?? { years: [], months: [], prev: 0, next: 0, title: 0 }`
	// ahead bounds the months that are looked through for a free day, turns the
	// presses that lead to a year of birth.
	ahead, turns = 6, 140
)

// calendarOf gives the calendar that a control has opened, or is.
func calendarOf(ctx context.Context, c Control) (month, bool) {
	for range 8 {
		list, err := call[[]month](ctx, c.at.frame, 5*time.Second, calendarsJS)
		if err != nil {
			return month{}, false
		}
		for _, m := range list {
			if c.Type == "calendar" && m.Ref != c.at.ref && len(list) > 1 {
				continue
			}
			m.at = place{c.at.frame, m.Ref}
			return m, true
		}
		if c.Type == "calendar" || pause.For(ctx, 100*time.Millisecond) != nil {
			break
		}
	}
	return month{}, false
}

// again reads the calendar as it is drawn now.
func (m month) again(ctx context.Context) (month, error) {
	if err := pause.For(ctx, 80*time.Millisecond); err != nil {
		return m, err
	}
	list, err := call[[]month](ctx, m.at.frame, 5*time.Second, calendarsJS)
	for try := 0; try < 6 && err == nil && len(list) == 2 && list[0].Month == list[1].Month && list[0].Year == list[1].Year && pause.For(ctx, 100*time.Millisecond) == nil; try++ {
		list, err = call[[]month](ctx, m.at.frame, 5*time.Second, calendarsJS) // one slides out
	}
	if err != nil || len(list) == 0 {
		return m, failf("the calendar went away")
	}
	list[0].at = place{m.at.frame, list[0].Ref}
	return list[0], nil
}

func (m month) press(ctx context.Context, ref int) error { return place{m.at.frame, ref}.click(ctx) }

// pickDay takes the patient's day of birth, or for an appointment the first free day
// from the second week on.
func (w *walker) pickDay(ctx context.Context, c Control, st PlannedStep, m month) error {
	since := w.cfg.Clock()
	want, exact := comingWeekday(w.cfg.Clock()), false
	if t, ok := parseDate(st.Value); ok && st.Kind == audit.KindBirthDate {
		want, exact = t, true
	}
	var err error
	if m, err = w.turn(ctx, m, want, exact); err != nil {
		return err
	}
	for range ahead {
		if d, ok := m.free(want, exact, w.cfg.Clock()); ok {
			w.done[place{m.at.frame, m.Ref}.id()] = true
			day := m.date(d)
			w.takingDay(st.Kind, day, exact)
			if err := w.pressDay(ctx, c, m, d); err != nil {
				return err
			}
			w.choseDay(st.Kind, day, exact, since)
			if c.Type != "calendar" {
				if err := w.takeOver(ctx, c, m.Ref); err != nil {
					return err
				}
			}
			if exact {
				return nil
			}
			return w.pickEnd(ctx, c, st, m, d)
		}
		if exact || m.Next == 0 {
			break
		}
		if err := m.press(ctx, m.Next); err != nil {
			return err
		}
		if m, err = m.again(ctx); err != nil {
			return err
		}
	}
	return failf("the calendar offers no day that fits")
}

// pressDay presses a day, and once more where nothing of it changed: a month that slides in
// takes no click yet.
func (w *walker) pressDay(ctx context.Context, c Control, m month, d monthDay) error {
	at := place{m.at.frame, d.Ref}
	at.still(ctx)
	look, _ := call[string](ctx, at.frame, 2*time.Second, appearanceJS, d.Ref)
	if err := w.choosing(ctx, c.at, func() error { return at.click(ctx) }); err != nil {
		return err
	}
	if pause.For(ctx, 150*time.Millisecond) != nil || c.Type != "calendar" || look == "" || w.tab.Held() > 0 {
		return nil //nolint:nilerr // it is not on the page any more: it was taken, or has led on
	}
	if now, err := call[string](ctx, at.frame, 2*time.Second, appearanceJS, d.Ref); err != nil || now != look {
		return nil //nolint:nilerr // it was taken, or has led on
	}
	now, err := m.again(ctx)
	if err != nil {
		return nil //nolint:nilerr // it has led on
	}
	for _, same := range now.Days {
		if same.N == d.N && !same.Off && now.Month == m.Month && same.Ref != d.Ref {
			return w.choosing(ctx, c.at, func() error { return place{m.at.frame, same.Ref}.click(ctx) })
		}
	}
	return nil
}

// pickEnd takes a second day, where a field keeps nothing after the first: it asks for
// the days from one to the other.
func (w *walker) pickEnd(ctx context.Context, c Control, st PlannedStep, m month, first monthDay) error {
	if c.Type == "calendar" || pause.For(ctx, 150*time.Millisecond) != nil {
		return nil //nolint:nilerr // the first day is taken, whatever time is left
	}
	held, err := c.at.content(ctx)
	if err != nil || held.Value != "" || c.Tag != "input" {
		return nil //nolint:nilerr // it led on, or has what it wants
	}
	now, err := m.again(ctx)
	if err != nil {
		return nil //nolint:nilerr // it is closed
	}
	for _, d := range now.Days {
		if d.Off || d.N <= first.N && now.Month == m.Month {
			continue
		}
		since, day := w.cfg.Clock(), now.date(d)
		w.takingDay(st.Kind, day, false)
		if err := w.choosing(ctx, c.at, func() error { return now.press(ctx, d.Ref) }); err != nil {
			return err
		}
		w.choseDay(st.Kind, day, false, since)
		return nil
	}
	return nil
}

func (m month) date(d monthDay) time.Time {
	return time.Date(m.Year, time.Month(m.Month), d.N, 0, 0, 0, 0, time.UTC)
}

// takingDay says which day is about to be taken.
func (w *walker) takingDay(kind audit.Kind, day time.Time, own bool) {
	for _, layout := range dayLayouts {
		w.saying(kind, day.Format(layout), !own)
	}
}

// dayLayouts are the ways in which pages send a day.
var dayLayouts = []string{time.DateOnly, "01/02/2006", "January 2, 2006"}

// choseDay remembers a day that was taken in a calendar, in the ways pages send it.
func (w *walker) choseDay(kind audit.Kind, day time.Time, own bool, since time.Time) {
	for _, layout := range dayLayouts {
		w.typed(kind, day.Format(layout), !own, since)
	}
}

// free gives the wanted day, or the first that can be taken from it on, or for an
// appointment any that can.
func (m month) free(want time.Time, exact bool, now time.Time) (monthDay, bool) {
	same := m.Year == want.Year() && m.Month == int(want.Month())
	this := m.Year == now.Year() && m.Month == int(now.Month())
	any, found := monthDay{}, false
	for _, d := range m.Days {
		switch {
		case d.Off, !exact && this && d.N <= now.Day():
		case exact && same && d.N == want.Day():
			return d, true
		case exact:
		case !same || d.N >= want.Day():
			return d, true
		case !found:
			any, found = d, true
		}
	}
	return any, found && !exact
}

// turn leads a calendar to the month of a day: by its lists, by its view of years, or
// page by page.
func (w *walker) turn(ctx context.Context, m month, want time.Time, exact bool) (month, error) {
	left := func() int { return (want.Year()-m.Year)*12 + int(want.Month()) - m.Month }
	var err error
	if left() != 0 && m.Years != 0 && exact {
		if m, err = m.byLists(ctx, want); err != nil {
			return m, err
		}
	}
	if n := left(); exact && m.Title != 0 && (n > 24 || n < -24) && m.PrevYear == 0 {
		if next, err := m.byYears(ctx, want); err == nil {
			m = next
		} else if ctx.Err() != nil {
			return m, err
		}
	}
	for range turns {
		n := left()
		if n == 0 || !exact && n < 0 {
			return m, nil
		}
		ref := m.Next
		switch {
		case n <= -12 && m.PrevYear != 0:
			ref = m.PrevYear
		case n < 0:
			ref = m.Prev
		case n >= 12 && m.NextYear != 0:
			ref = m.NextYear
		}
		if ref == 0 {
			return m, nil // as far as it goes
		}
		was := m
		if err = m.press(ctx, ref); err != nil {
			return m, err
		}
		for range 5 {
			if m, err = m.again(ctx); err != nil {
				return m, err
			}
			if m.Month != was.Month || m.Year != was.Year {
				break
			}
		}
		if m.Month == was.Month && m.Year == was.Year {
			return m, nil
		}
	}
	return m, failf("the calendar is too far from the day")
}

// setPeriodJS chooses a month (by its place) or a year in a list or a number field.
const setPeriodJS = `(id, n, month) => {
  const el = globalThis.quietroom?.get(id);
  if (!el) return false;
  if (el.tagName === 'SELECT') {
    const i = [...el.options].findIndex((o, i) => month ? (el.options.length === 12 ? i === n - 1 : +o.value === n - 1) : +o.text === n || +o.value === n);
    if (i < 0) return false;
    el.selectedIndex = i;
  } else Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(el, String(n));
  el.dispatchEvent(new Event('input', { bubbles: true }));
  el.dispatchEvent(new Event('change', { bubbles: true }));
  // flatpickr hears the key alone that a year is typed with.
  if (el.tagName === 'INPUT') for (const key of [String(n).slice(-1), 'Enter']) el.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true }));
  return true;
}`

func (m month) byLists(ctx context.Context, want time.Time) (month, error) {
	_, _ = call[bool](ctx, m.at.frame, 5*time.Second, setPeriodJS, m.Years, want.Year(), false)
	m, err := m.again(ctx)
	if err != nil || m.Months == 0 {
		return m, err
	}
	_, _ = call[bool](ctx, m.at.frame, 5*time.Second, setPeriodJS, m.Months, int(want.Month()), true)
	return m.again(ctx)
}

type period struct {
	Ref, N int
	Off    bool
}

// periods are years or months that a calendar shows in place of days, what turns to
// others, and the head above them.
type periods struct {
	Years, Months     []period
	Prev, Next, Title int
}

// towards gives what leads nearer to a year: the year itself, what turns to others, or
// from months the head above them; 0 for nothing. found is true for the year.
func (p periods) towards(year int) (ref int, found bool) {
	if len(p.Years) <= 5 {
		if len(p.Months) >= 12 {
			return p.Title, false
		}
		return 0, false
	}
	if y, ok := pickPeriod(p.Years, year); ok {
		return y.Ref, true
	}
	least := p.Years[0].N
	for _, y := range p.Years {
		least = min(least, y.N)
	}
	if year < least {
		return p.Prev, false
	}
	return p.Next, false
}

// byYears uses the view of years that many calendars show when their title is pressed,
// some from a view of months, and the view of months that may follow.
func (m month) byYears(ctx context.Context, want time.Time) (month, error) {
	if err := m.press(ctx, m.Title); err != nil {
		return m, err
	}
	return m.throughYears(ctx, want)
}

// yearsFirst reports whether what a field has opened shows years to begin with.
func (p place) yearsFirst(ctx context.Context) bool {
	shown, err := call[periods](ctx, p.frame, 5*time.Second, periodsJS)
	return err == nil && len(shown.Years) > 5
}

// throughYears goes from years that stand there to be pressed to the days of a month.
func (m month) throughYears(ctx context.Context, want time.Time) (month, error) {
	pressed, waited := false, 0
	for range 30 {
		if err := pause.For(ctx, 250*time.Millisecond); err != nil {
			return m, err
		}
		shown, err := call[periods](ctx, m.at.frame, 5*time.Second, periodsJS)
		if err != nil {
			return m, err
		}
		if !pressed {
			ref, found := shown.towards(want.Year())
			switch {
			case ref != 0:
				if err := m.press(ctx, ref); err != nil {
					return m, err
				}
				pressed = found
				continue
			case len(shown.Years) > 5:
				return m, failf("the calendar does not show the year %d", want.Year())
			}
		}
		if mo, ok := pickPeriod(shown.Months, int(want.Month())); ok && len(shown.Months) >= 12 {
			if err := m.press(ctx, mo.Ref); err != nil {
				return m, err
			}
			continue
		}
		if now, err := m.again(ctx); err == nil && pressed {
			return now, nil
		}
		if waited++; waited > 12 {
			break
		}
	}
	return m, failf("the calendar does not lead to its years")
}

func pickPeriod(list []period, n int) (period, bool) {
	for _, p := range list {
		if p.N == n && !p.Off {
			return p, true
		}
	}
	return period{}, false
}

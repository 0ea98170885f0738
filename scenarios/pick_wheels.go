package scenarios

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/pause"

	"github.com/quietroom/quietroom/audit"
)

// Dates that are put together from columns, as drums are: one of years, one of months, one
// of days. See pickers.js for how they are found.

const (
	wheelsJS = `() => globalThis.quietroom?.wheels?.() ?? []`
	// A drum shows few of its choices at a time, and turns to the one that is pressed.
	turnToJS = `(id) => { const el = globalThis.quietroom?.get(id); el?.scrollIntoView({ block: 'nearest' }); el?.click(); return !!el; }`
)

// wheel is one column; its part is year, month or day.
type wheel struct {
	Part    string
	Options []probedOption
}

// wheels gives the columns that a field has opened, nil where it has opened none.
func (p place) wheels(ctx context.Context) []wheel {
	list, err := call[[]wheel](ctx, p.frame, 5*time.Second, wheelsJS)
	if err != nil {
		return nil
	}
	return list
}

// pickWheels turns every column to its part of the day that is wanted, years first: the days
// of a month depend on them.
func (w *walker) pickWheels(ctx context.Context, c Control, st PlannedStep, wheels []wheel) error {
	since, want := w.cfg.Clock(), comingWeekday(w.cfg.Clock())
	day, exact := parseDate(st.Value)
	if exact = exact && st.Kind == audit.KindBirthDate; exact {
		want = day
	}
	w.takingDay(st.Kind, want, exact)
	last := 0
	for _, part := range []string{"year", "month", "day"} {
		i := slices.IndexFunc(wheels, func(d wheel) bool { return d.Part == part })
		if i < 0 {
			continue
		}
		o := slices.IndexFunc(wheels[i].Options, func(o probedOption) bool { return !o.Disabled && saysPart(o.Label, part, want) })
		if o < 0 {
			return failf("its columns do not lead to the day")
		}
		last = wheels[i].Options[o].Ref
		err := w.choosing(ctx, c.at, func() error {
			_, err := call[bool](ctx, c.at.frame, 5*time.Second, turnToJS, last)
			return err
		})
		if err != nil {
			return err
		}
		if err := pause.For(ctx, 250*time.Millisecond); err != nil {
			return err
		}
		if now := c.at.wheels(ctx); len(now) == len(wheels) {
			wheels = now
		}
	}
	w.choseDay(st.Kind, want, exact, since)
	return w.takeOver(ctx, c, last)
}

// saysPart reports whether a label is a part of a day: its year, its month by number or name, its
// number in the month.
func saysPart(label, part string, day time.Time) bool {
	n, err := strconv.Atoi(strings.TrimSpace(label))
	switch {
	case part == "year":
		return err == nil && n == day.Year()
	case part == "day":
		return err == nil && n == day.Day()
	case err == nil:
		return n == int(day.Month())
	}
	name := strings.TrimSuffix(fold(label), " ")
	return slices.ContainsFunc(append(named(day.Month()), day.Month().String()), func(m string) bool {
		m = fold(m)
		return m == name || len(name) > 2 && strings.HasPrefix(m, name)
	})
}

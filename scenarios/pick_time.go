package scenarios

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/pause"
)

// Hours that are put together from columns, as drums are: one of hours, one of minutes,
// one of AM and PM. See pickers.js for how they are found.

const columnsJS = `() => globalThis.quietroom?.columns?.() ?? []`

// pickHour takes an hour of the forenoon from the columns that a control has opened; ok is
// false where there are none.
func (w *walker) pickHour(ctx context.Context, c Control, st PlannedStep) (ok bool, err error) {
	columns := c.at.columns(ctx)
	if len(columns) < 2 {
		return false, nil
	}
	since := w.cfg.Clock()
	var said []string
	last := place{}
	for n := range columns {
		if n > 0 { // a press may draw them all anew
			if now := c.at.columns(ctx); len(now) == len(columns) {
				columns = now
			}
		}
		o, found := hourIn(columns[n], n == 0)
		if !found {
			continue
		}
		if err := w.choosing(ctx, c.at, func() error { return o.at.click(ctx) }); err != nil {
			return true, err
		}
		said, last = append(said, o.Label), o.at
		if pause.For(ctx, 100*time.Millisecond) != nil {
			break
		}
	}
	if len(said) == 0 {
		return true, failf("none of its hours can be taken")
	}
	w.typed(st.Kind, strings.Join(said, ":"), true, since)
	return true, w.takeOver(ctx, c, last.ref)
}

// hourIn gives what to take of one column: ten in the first, if it has it, and else the
// first that can be taken.
func hourIn(column []Option, first bool) (Option, bool) {
	free := slices.DeleteFunc(slices.Clone(column), func(o Option) bool { return o.Disabled })
	if len(free) == 0 {
		return Option{}, false
	}
	for _, o := range free {
		if n, err := strconv.Atoi(strings.TrimSpace(o.Label)); first && err == nil && n == 10 {
			return o, true
		}
	}
	return free[0], true
}

func (p place) columns(ctx context.Context) [][]Option {
	raw, err := call[[][]probedOption](ctx, p.frame, 5*time.Second, columnsJS)
	if err != nil {
		return nil
	}
	var out [][]Option
	for _, column := range raw[:min(len(raw), 4)] {
		out = append(out, probedControl{Options: column}.control(p.frame).Options)
	}
	return out
}

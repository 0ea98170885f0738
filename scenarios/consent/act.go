package consent

import (
	"context"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"
	"github.com/quietroom/quietroom/internal/pause"
)

// located is an element that shows.
type located struct {
	match
	frame Frame
	name  string
}

// find waits until an element that can be pressed shows; nil when none does.
func (c *chooser) find(ctx context.Context, selector string, patience time.Duration) (*located, error) {
	deadline := time.Now().Add(patience)
	for {
		frames, err := c.p.Frames(ctx)
		if err != nil {
			return nil, err
		}
		for _, f := range frames {
			if c.b.Manager != nil && !c.b.Manager.lives(f.URL()) {
				continue
			}
			seen, err := look(ctx, f, [][]string{{selector}}, false, true)
			if err != nil {
				continue
			}
			for _, hit := range seen.Found[0] {
				if hit.Shown && !hit.Disabled {
					return &located{hit, f, seen.nameOf(hit.Ref, selector)}, nil
				}
			}
		}
		if time.Now().After(deadline) {
			return nil, ctx.Err()
		}
		if err := pause.For(ctx, 200*time.Millisecond); err != nil {
			return nil, err
		}
	}
}

// nameOf gives a button's name, or the selector where it was not listed.
func (l *looked) nameOf(ref int, selector string) string {
	for _, r := range l.Regions {
		for _, b := range r.Buttons {
			if b.Ref == ref && b.Name != "" {
				return b.Name
			}
		}
	}
	return selector
}

// off switches off what is on and can be switched, and makes sure.
func (c *chooser) off(ctx context.Context, selector string, patience time.Duration) error {
	deadline := time.Now().Add(patience)
	for try := 0; ; try++ {
		frames, err := c.p.Frames(ctx)
		if err != nil {
			return err
		}
		found, on := 0, 0
		for _, f := range frames {
			seen, err := look(ctx, f, [][]string{{selector}}, false, false)
			if err != nil {
				continue
			}
			found += len(seen.Found[0])
			for _, hit := range seen.Found[0] {
				if hit.Checked && !hit.Disabled {
					on++
					_ = f.Click(ctx, hit.Ref) // whether it went off is looked at next
				}
			}
		}
		switch {
		case found > 0 && on == 0:
			return nil
		case try > 4 && on > 0:
			return failf("%d switches of the banner did not go off", on)
		case found == 0 && time.Now().After(deadline):
			return failf("the banner's switches did not come")
		}
		if err := pause.For(ctx, 200*time.Millisecond); err != nil {
			return err
		}
	}
}

// press presses an element that does not move any more.
func (c *chooser) press(ctx context.Context, f Frame, ref int, name string) error {
	name = neutral.Line(name, 60)
	c.out.Clicks = append(c.out.Clicks, name)
	if err := f.Click(ctx, ref); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return failf("the banner's button %q could not be pressed", name)
	}
	return nil
}

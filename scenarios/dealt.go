package scenarios

import "strings"

// dealt remembers that a control was answered. One that is drawn anew by every
// answer (hours, calendars, chips) is another element then, and is known by what it
// asks and offers.
func (w *walker) dealt(c Control) {
	w.done[c.at.id()] = true
	w.touch(c.at)
	if k := c.signature(); k != "" {
		w.done[k] = true
	}
}

func (w *walker) dealtWith(c Control) bool {
	if w.done[c.at.id()] {
		return true
	}
	k := c.signature()
	return k != "" && w.done[k]
}

// signature tells a set of choices by question and answers, "" for other controls.
func (c Control) signature() string {
	switch {
	case c.Type == "calendar":
	case c.Type == "slots", c.Type == "radio" && c.Tag != "input":
	default:
		return ""
	}
	s := []string{frameOf(c), c.Type, c.Group, c.Nearby}
	for _, o := range c.Options {
		s = append(s, o.Label)
	}
	return strings.Join(s, "|")
}

func frameOf(c Control) string {
	if c.at.frame == nil {
		return ""
	}
	return string(c.at.frame.id)
}

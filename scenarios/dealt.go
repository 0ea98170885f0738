package scenarios

import (
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// dealt remembers that a control was answered. One that is drawn anew by every
// answer (hours, calendars, chips) is another element then, and is known by what it
// asks and offers.
func (w *walker) dealt(c Control) {
	w.done[c.at.id()], w.captions[c.at.id()] = true, c.caption()
	w.touch(c.at)
	w.answers[c.Key+c.caption()]++
	if k := c.signature(); k != "" {
		w.done[k] = true
	}
}

func (w *walker) dealtWith(c Control) bool {
	if w.answers[c.Key+c.caption()] >= mostAnswers {
		return true // the page makes it anew with every answer to another
	}
	if w.done[c.at.id()] && !w.renewed(c) {
		return true
	}
	k := c.signature()
	return k != "" && w.done[k] || w.leadsBack(c)
}

// leadsBack reports whether all that can be pressed here says what was chosen before: it leads
// back to where that was done.
func (w *walker) leadsBack(c Control) bool {
	if c.Type != "slots" || c.Tag != "choices" && c.Tag != "offers" || len(c.Options) == 0 {
		return false
	}
	for _, o := range c.Options {
		says := fold(o.Label)
		if len(says) < 4 || !slices.ContainsFunc(w.out.Typed, func(t audit.Canary) bool { return t.Chosen && strings.HasPrefix(fold(t.Value), says) }) {
			return false
		}
	}
	return true
}

// mostAnswers bounds how often the same is answered between two presses.
const mostAnswers = 3

// mostRenewed bounds how often one element is taken for another question.
const mostRenewed = 12

// renewed reports whether an element that was dealt with asks for something else now: what
// draws the next step may use the fields of the one before again.
func (w *walker) renewed(c Control) bool {
	was, now := w.captions[c.at.id()], c.caption()
	if was == "" || now == "" || strings.HasPrefix(was, now) || strings.HasPrefix(now, was) || w.tries["renewed "+c.at.id()+now] > 0 {
		return false
	}
	if w.tries["renewed "+c.at.id()] >= mostRenewed {
		return false
	}
	w.tries["renewed "+c.at.id()]++
	w.tries["renewed "+c.at.id()+now]++
	delete(w.done, c.at.id())
	return true
}

// caption is what the page calls a control before people's eyes, without numbers: they may
// only count what was typed.
func (c Control) caption() string {
	s := c.Label
	if c.grouped() {
		s = c.Group
	}
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, fold(s))), " ")
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

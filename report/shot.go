package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/quietroom/quietroom/audit"
)

// shot is a screenshot of a page, with what left from it marked.
type shot struct {
	Name string // the file's, "" for none
	When string // "journey j020, just before step 8"
	// Marks are on the picture; Unseen names, in words alone, the steps whose controls
	// are on none.
	Marks  []markBox
	Unseen []shotStep
	order  int // among the pictures of its journey
}

// shotStep is a step whose value left, or that set something off.
type shotStep struct {
	Step int
	Does string   // "Typed into “E-mail” (e-mail address)"
	To   []string // recipients; one that it was held from says so
}

// ToText names the recipients, at most six of them.
func (s shotStep) ToText() string { return series(s.To, 6, "more") }

// markBox is a control on a screenshot, in percent of its width and height.
type markBox struct {
	shotStep
	Left, Top, Width, Height string
}

// Alt says what the picture shows, for who does not see it.
func (s shot) Alt() string {
	text := "Screenshot of the page, " + s.When
	if len(s.Marks) == 0 {
		return text
	}
	var steps []string
	for _, m := range s.Marks {
		steps = append(steps, strconv.Itoa(m.Step))
	}
	what := "the control of step "
	if len(steps) > 1 {
		what = "the controls of steps "
	}
	return text + ". Marked on it: " + what + series(steps, len(steps), "") + ", listed below"
}

// shots finds the screenshot of each page.
type shots struct {
	run   *audit.Run
	taken map[stepKey]string // when the step was over
}

func newShots(r *audit.Run) *shots {
	out := &shots{r, map[stepKey]string{}}
	for _, j := range r.Journeys {
		for _, s := range j.Steps {
			if s.Screenshot != "" {
				out.taken[stepKey{j.ID, s.Number}] = s.Screenshot
			}
		}
	}
	return out
}

// maxShots bounds the pictures of one page.
const maxShots = 6

// of gives the pictures of a page on which most of what left can be marked, all of one
// journey; or where nothing can be marked, that of the step at which the first of its
// findings was seen.
func (s *shots) of(findings []*audit.Finding) []shot {
	if len(findings) == 0 {
		return nil
	}
	byJourney := map[string][]*audit.Finding{}
	for _, f := range findings {
		byJourney[f.Journey] = append(byJourney[f.Journey], f)
	}
	var best []shot
	most := 0
	for i := range s.run.Journeys {
		j := &s.run.Journeys[i]
		if found := byJourney[j.ID]; len(found) > 0 {
			if all, n := marked(j, toldSteps(j, found)); n > most {
				best, most = all, n
			}
		}
	}
	if most > 0 {
		return best
	}
	if name, when := s.near(findings[0]); name != "" {
		return []shot{{Name: name, When: when}}
	}
	return nil
}

// marked gives the fewest pictures of a journey on which most of the told steps are
// marked, in their order, and how many steps that are. What is on none of them is named
// with the last.
func marked(j *audit.Journey, told []shotStep) (out []shot, n int) {
	var all []shot
	for _, step := range j.Steps {
		for i := range step.Before {
			at := shot{Name: step.Before[i].Screenshot, When: fmt.Sprintf("journey %s, just before step %d", shown(j.ID), step.Number), order: len(all)}
			at.mark(&step.Before[i], told)
			if at.Name != "" {
				all = append(all, at)
			}
		}
	}
	seen := map[int]bool{}
	fresh := func(s shot) (n int) {
		for _, m := range s.Marks {
			if !seen[m.Step] {
				n++
			}
		}
		return n
	}
	for range min(len(all), maxShots) {
		next := slices.MaxFunc(all, func(a, b shot) int { return cmp.Or(cmp.Compare(fresh(a), fresh(b)), cmp.Compare(b.order, a.order)) })
		if fresh(next) == 0 {
			break
		}
		for _, m := range next.Marks {
			seen[m.Step] = true
		}
		out = append(out, next)
	}
	if len(out) == 0 {
		return nil, 0
	}
	slices.SortFunc(out, func(a, b shot) int { return a.order - b.order })
	for _, t := range told {
		if !seen[t.Step] {
			out[len(out)-1].Unseen = append(out[len(out)-1].Unseen, t)
		}
	}
	return out, len(seen)
}

// mark puts on a picture what has a place there.
func (s *shot) mark(p *audit.Picture, told []shotStep) {
	for _, t := range told {
		i := slices.IndexFunc(p.Marks, func(m audit.Mark) bool { return m.Step == t.Step })
		if i < 0 {
			continue
		}
		if m, ok := newMark(p, p.Marks[i], t); ok {
			s.Marks = append(s.Marks, m)
		}
	}
}

// newMark gives a box as shares of the picture; ok is false for one that is not inside.
func newMark(p *audit.Picture, m audit.Mark, t shotStep) (b markBox, ok bool) {
	const most = 1 << 20 // more than any screen has
	inside := func(at, size, all int) bool {
		return at >= 0 && size > 0 && all <= most && size <= all && at <= all-size
	}
	if !inside(m.X, m.Width, p.Width) || !inside(m.Y, m.Height, p.Height) {
		return markBox{}, false
	}
	share := func(n, of int) string { return strconv.FormatFloat(100*float64(n)/float64(of), 'f', 3, 64) }
	return markBox{t, share(m.X, p.Width), share(m.Y, p.Height), share(m.Width, p.Width), share(m.Height, p.Height)}, true
}

// toldSteps lists the steps of a journey at which a value was given that left later,
// and those that set something off, with who got it.
func toldSteps(j *audit.Journey, found []*audit.Finding) []shotStep {
	var out []shotStep
	for _, s := range j.Steps {
		t := shotStep{Step: s.Number, Does: doesText(s)}
		if s.Status != "done" || s.Verb == "visit" || s.Verb == "scroll" || s.Verb == "wait" || s.Verb == "leave" {
			continue
		}
		sent := map[string]bool{} // by name, true once some of it was not held
		for _, f := range found {
			given := s.Kind != "" && f.Kind == s.Kind && f.Step >= s.Number
			setOff := s.Kind == "" && f.Step == s.Number
			if name := recipientName(f.Recipient); given || setOff {
				t.To = appendNew(t.To, name)
				sent[name] = sent[name] || !f.Held
			}
		}
		for i, name := range t.To {
			if !sent[name] {
				t.To[i] = name + " (held, never sent)"
			}
		}
		if len(t.To) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// near gives the picture of the step at which the finding was seen, or of the nearest
// step around it that has one: later ones show more of what was filled in.
func (s *shots) near(f *audit.Finding) (name, when string) {
	for d := range 50 {
		for _, n := range []int{f.Step + d, f.Step - d} {
			if name, ok := s.taken[stepKey{f.Journey, n}]; ok {
				return name, fmt.Sprintf("journey %s, step %d", shown(f.Journey), n)
			}
		}
	}
	return "", ""
}

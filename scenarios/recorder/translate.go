package recorder

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/scenarios/script"
)

// Note says what of a recording is another thing in the scenario, or not in it.
type Note struct {
	// Step is the number of the recorded step, 0 for the recording as a whole.
	Step int
	// Text is for people. It holds no value that was typed.
	Text string
}

// String puts the number before the text.
func (n Note) String() string {
	if n.Step == 0 {
		return n.Text
	}
	return fmt.Sprintf("step %d: %s", n.Step, n.Text)
}

// Import reads a recording, the JSON text that the Recorder panel exports, and
// says it as a scenario. understand tells what the fields ask for that were typed
// into; nil leaves that to the shape of the values. What the scenario does not say
// as the recording did stands in the notes, in the order of the steps.
//
// An error names the step and what would be right. Neither the scenario nor a note
// or an error holds what was typed.
func Import(data []byte, understand Understand) (*script.Script, []Note, error) {
	rec, err := parse(data)
	if err != nil {
		return nil, nil, err
	}
	t := &translation{rec: rec, understand: understand}
	t.learn()
	t.walk()
	out := &script.Script{Name: "recording", Thanks: t.thanks(), Timeout: milliseconds(rec.timeout), Steps: t.out}
	if !t.told(rec.title) {
		out.Name = nameOf(rec.title)
		out.Description = clip(strings.Join(strings.Fields(rec.title), " "), 200)
	}
	if t.start == "" {
		return nil, nil, fmt.Errorf("the recording opens no page of a site: it wants a navigate step to an address that begins with https:// or http://")
	}
	if out.Steps[0].Verb != script.Visit {
		out.Start = t.start
	}
	t.summary()
	if err := readable(out); err != nil {
		return nil, nil, fmt.Errorf("the recording makes no scenario: %w", err)
	}
	slices.SortStableFunc(t.notes, func(a, b Note) int { return a.Step - b.Step })
	return out, t.notes, nil
}

// readable makes sure that the scenario can be written and read again.
func readable(s *script.Script) error {
	data, err := script.Marshal(s)
	if err == nil {
		_, err = script.Read("scenario", data)
	}
	return err
}

// translation is one import.
type translation struct {
	rec        recording
	understand Understand
	typed      []typed // what was typed in the recording, to be found nowhere in the scenario
	kinds      map[int]answer
	logins     map[int]span
	start      string
	out        []script.Step
	// into is the list that steps go to: out, or the steps of the last frame.
	into  *[]script.Step
	where string // target and frame of the steps in into
	keys  keyboard
	run   []stroke // of characters, typed without a field
	notes []Note
	// unplayed are the numbers of steps that say how the browser was, not what was done.
	unplayed []int
}

func (t *translation) note(n int, format string, args ...any) {
	t.notes = append(t.notes, Note{n, fmt.Sprintf(format, args...)})
}

// step translates a step that is no key.
func (t *translation) step(s step) {
	switch s.kind {
	case "setViewport", "emulateNetworkConditions":
		t.unplayed = append(t.unplayed, s.number)
		t.expect(s)
	case "navigate":
		t.navigate(s)
	case "click", "doubleClick":
		t.click(s)
	case "hover":
		t.act(s, script.Step{Verb: script.Hover})
	case "change":
		t.change(s)
	case "scroll":
		t.scroll(s)
	case "close":
		t.note(s.number, "the page is not closed by a step: a journey closes it at its end")
	case "waitForElement":
		t.waitForElement(s)
	case "waitForExpression":
		t.standIn(s, "the recording waited here until a script of its own said yes. No script of a recording is run: the walk waits until the page is quiet. Write wait or expect for what the script looked for")
	case "customStep":
		t.standIn(s, "a custom step, which only the extension knows that made it; the walk waits until the page is quiet instead")
	default:
		t.note(s.number, "left out: %s cannot be said in a scenario", s.kind)
	}
}

// walk translates every step in its order.
func (t *translation) walk() {
	t.into = &t.out
	for i := 0; i < len(t.rec.steps); i++ {
		s := t.rec.steps[i]
		if len(s.unknown) > 0 {
			t.note(s.number, "the format does not know %s; left out", list(s.unknown))
		}
		if s.kind == "keyDown" || s.kind == "keyUp" {
			if k, ok := t.keys.take(s); ok {
				t.press(k)
			} else {
				t.expect(s)
			}
			continue
		}
		t.flushKeys()
		if l, ok := t.logins[i]; ok {
			t.login(l)
			i = l.last
			continue
		}
		if t.redundant(i) {
			continue
		}
		t.step(s)
	}
	t.flushKeys()
}

// redundant reports whether step i is the click into a field that the next step
// fills, or a change that the next step changes again.
func (t *translation) redundant(i int) bool {
	s := t.rec.steps[i]
	if s.kind != "click" && s.kind != "change" || len(s.events) > 0 || i+1 == len(t.rec.steps) {
		return false
	}
	next := t.rec.steps[i+1]
	return next.kind == "change" && sameElement(s, next)
}

// sameElement reports whether two steps are done to one element: they share a
// selector that is no text.
func sameElement(a, b step) bool {
	if a.place() != b.place() {
		return false
	}
	for _, x := range a.selectors {
		if partOf(x[len(x)-1]).kind != byText && slices.ContainsFunc(b.selectors, func(y []string) bool { return slices.Equal(x, y) }) {
			return true
		}
	}
	return false
}

// place says in which frame of which target a step is done.
func (s step) place() string { return fmt.Sprint(s.target, s.frame) }

// act adds a step that is done to the element of a recorded one, and what was
// asserted behind it.
func (t *translation) act(s step, out script.Step) {
	if len(s.selectors) > 0 {
		target, ok := t.targetOf(s)
		if !ok {
			t.note(s.number, "no selector of it can be kept, so that it is left out: %s by hand", s.kind)
			return
		}
		out.Target = target
	}
	t.add(s, out)
	t.expect(s)
}

// add puts a step into the frame that it was recorded in.
func (t *translation) add(s step, out script.Step) {
	if out.Timeout == 0 {
		out.Timeout = milliseconds(s.timeout)
	}
	if where := s.place(); where != t.where {
		t.where = where
		t.into = t.enter(s)
	}
	*t.into = append(*t.into, out)
}

// standIn waits in the place of a step that cannot be done, and says so.
func (t *translation) standIn(s step, why string) {
	what := s.kind
	if s.name != "" && !t.told(s.name) {
		what += " " + clip(s.name, 60)
	}
	t.add(s, script.Step{Verb: script.Wait, Note: "recorded as " + what})
	t.note(s.number, "%s", why)
	t.expect(s)
}

func (t *translation) navigate(s step) {
	u, err := url.Parse(s.url)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		t.note(s.number, "left out: what it opens is no page of a site")
		return
	}
	clean, cut := t.address(u, s.number)
	if cut {
		t.note(s.number, "the address held what was typed in the recording; that part of it is left out")
	}
	if s.place() != (step{}).place() {
		t.note(s.number, "an address was opened in a frame or another window; the scenario opens it in the page")
		s.target, s.frame = "", nil
	}
	if t.start == "" {
		t.start = clean
	}
	t.add(s, script.Step{Verb: script.Visit, URL: clean})
	t.expect(s)
}

// longPress is what Chrome takes for more than a click, in ms: it records no time
// that is shorter.
const longPress = 350

func (t *translation) click(s step) {
	if s.button != "" && s.button != "primary" {
		t.note(s.number, "left out: it was made with another mouse button than the first")
		return
	}
	if s.duration > longPress || s.device != "" && s.device != "mouse" {
		t.note(s.number, "the scenario clicks with a mouse, and shortly; it was recorded otherwise")
	}
	t.act(s, script.Step{Verb: script.Click, Double: s.kind == "doubleClick"})
}

func (t *translation) scroll(s step) {
	if len(s.selectors) > 0 {
		t.note(s.number, "an element was scrolled inside; the scenario scrolls the page to that element")
		t.act(s, script.Step{Verb: script.Scroll})
		return
	}
	out := script.Step{Verb: script.Scroll, X: pixels(s.x), Y: pixels(s.y)}
	if out.X == 0 && out.Y == 0 {
		out.To = "top"
	}
	t.act(s, out)
}

func pixels(f float64) int { return int(min(max(f, 0), 1e6)) }

// press adds a stroke, or keeps it when it writes a character: a row of those is
// something typed.
func (t *translation) press(k stroke) {
	if _, ok := k.types(); ok && k.key != "Space" || len(t.run) > 0 && k.key == "Space" {
		if len(t.run) > 0 && t.run[0].step.place() != k.step.place() {
			t.flushKeys()
		}
		t.run = append(t.run, k)
		if len(k.events) == 0 {
			return
		}
	}
	t.flushKeys()
	if len(t.run) == 0 {
		t.stroke(k)
	}
}

func (t *translation) stroke(k stroke) {
	out := script.Step{Verb: script.Press, Key: k.name()}
	probe := script.Script{Name: "probe", Start: "/", Steps: []script.Step{out}}
	if probe.Check() != nil {
		t.note(k.first, "left out: a scenario cannot press the key %q", clip(k.name(), 30))
	} else {
		t.add(k.step, out)
	}
	t.expect(k.step)
}

// flushKeys says the characters that were pressed in a row. One alone is a key;
// several are a text that somebody typed, and that stays out of the scenario.
func (t *translation) flushKeys() {
	run := t.run
	t.run = nil
	if len(run) == 0 {
		return
	}
	if len(run) == 1 {
		t.stroke(run[0])
		return
	}
	first := run[0].step
	t.add(first, script.Step{Verb: script.Wait, Note: fmt.Sprintf("recorded as %d keys, a text that was typed", len(run))})
	t.note(first.number, "steps %d to %d press %d keys that write a text, outside a field that Chrome knows as one; what was typed is not kept. Say with fill what a patient would write there",
		first.number, run[len(run)-1].last, len(run))
	for _, k := range run {
		t.expect(k.step)
	}
}

// expect says where the page went after a step.
func (t *translation) expect(s step) {
	for _, e := range s.events {
		u, err := url.Parse(e.url)
		if err != nil || e.url == "" || u.Scheme != "http" && u.Scheme != "https" {
			t.add(s, script.Step{Verb: script.Wait})
			continue
		}
		if s.kind == "navigate" && e.url == s.url {
			continue // the visit says it
		}
		t.add(s, script.Step{Verb: script.Expect, URL: t.pattern(u, s.number)})
	}
}

// thanks gives the page that a submission led to: where the recording went first
// after the last thing that was typed, by a click or a key. "" when it went nowhere.
func (t *translation) thanks() string {
	last := -1
	for i, s := range t.rec.steps {
		if s.kind == "change" {
			last = i
		}
	}
	for _, l := range t.logins {
		if l.first <= last && last <= l.last {
			return "" // that is where the login led to
		}
	}
	for _, s := range t.rec.steps[last+1:] {
		if s.kind == "navigate" || last < 0 {
			return ""
		}
		for _, e := range s.events {
			u, err := url.Parse(e.url)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || s.target != "" || len(s.frame) > 0 {
				continue
			}
			if _, cut := t.address(u, s.number); !cut {
				return u.Scheme + "://" + u.Host + max(u.EscapedPath(), "/")
			}
		}
	}
	return ""
}

// summary tells what many steps have and no scenario.
func (t *translation) summary() {
	if len(t.rec.unknown) > 0 {
		t.note(0, "the format does not know %s; left out", list(t.rec.unknown))
	}
	if len(t.unplayed) > 0 {
		t.note(0, "the size of the window and the speed of the network are the audit's, not the recording's (%s)", steps(t.unplayed))
	}
}

var notInNames = regexp.MustCompile(`[^a-z0-9._]+`)

// nameOf makes the name of a scenario from a title.
func nameOf(title string) string {
	name := strings.Trim(notInNames.ReplaceAllString(strings.ToLower(title), "-"), "-._")
	if len(name) > 64 {
		name = strings.Trim(name[:64], "-._")
	}
	if name == "" {
		return "recording"
	}
	return name
}

func milliseconds(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

func list(words []string) string {
	var out []string
	for _, w := range words {
		out = append(out, fmt.Sprintf("%q", clip(w, 30)))
	}
	return strings.Join(out, ", ")
}

func steps(numbers []int) string {
	var out []string
	for _, n := range numbers {
		out = append(out, fmt.Sprint(n))
	}
	if len(out) == 1 {
		return "step " + out[0]
	}
	return "steps " + strings.Join(out, ", ")
}

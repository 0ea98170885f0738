package recorder

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/quietroom/quietroom/scenarios/script"
)

// deepest is how many ancestors of an element a scenario can name.
const deepest = 4

// targetOf says which element a step is done to: the first selector, and the
// others as other ways to say it, in their order. ok is false when none can be kept.
func (t *translation) targetOf(s step) (script.Target, bool) {
	var ways []script.Target
	leaks := 0
	for i, alt := range s.selectors {
		if t.leaks(alt) {
			leaks++
			continue
		}
		way, ok := t.way(s, alt)
		if !ok {
			t.note(s.number, "selector %d cannot be said in a scenario; left out", i+1)
			continue
		}
		if !slices.ContainsFunc(ways, func(w script.Target) bool { return reflect.DeepEqual(w, way) }) {
			ways = append(ways, way) // a scenario's CSS pierces anyway
		}
	}
	if leaks > 0 {
		t.note(s.number, "%s found the element by what was typed in the recording; left out", count(leaks, "selector"))
	}
	if len(ways) == 0 {
		return script.Target{}, false
	}
	first := ways[0]
	first.Or = ways[1:]
	return first, true
}

// way says one alternative.
func (t *translation) way(s step, alt []string) (script.Target, bool) {
	if drop := len(alt) - 1 - deepest; drop > 0 {
		alt = alt[drop:]
		t.note(s.number, "a selector leads through more than %d elements; the outer ones are left out", deepest)
	}
	var outer *script.Target
	for i, p := range alt {
		target, ok := plain(partOf(p))
		switch {
		case !ok && i < len(alt)-1:
			continue // an ancestor that cannot be said is one condition less
		case !ok:
			return script.Target{}, false
		}
		target.Within = outer
		outer = &target
	}
	return *outer, true
}

// plain says one part of a selector.
func plain(p part) (script.Target, bool) {
	switch p.kind {
	case aria:
		t := script.Target{Role: strings.ToLower(p.role), Name: p.text}
		if !valid(script.Target{Role: t.Role}) {
			t.Role = "" // Chrome has roles of its own, such as StaticText
		}
		return t, valid(t)
	case byText:
		t := script.Target{Text: strings.TrimSpace(p.text)}
		return t, valid(t)
	case xpath:
		t := script.Target{XPath: p.text}
		return t, valid(t)
	}
	t := script.Target{CSS: p.text}
	return t, valid(t)
}

// valid reports whether a scenario may say t.
func valid(t script.Target) bool {
	probe := script.Script{Name: "probe", Start: "/", Steps: []script.Step{{Verb: script.Click, Target: t}}}
	return probe.Check() == nil
}

// enter opens the frame steps that lead to where a step was done, and gives the
// list that its steps go into.
func (t *translation) enter(s step) *[]script.Step {
	into := &t.out
	open := func(target script.Target) {
		*into = append(*into, script.Step{Verb: script.Frame, Target: target})
		into = &(*into)[len(*into)-1].Steps
	}
	if s.target != "" {
		if target, ok := t.frameAt(s); ok {
			open(target)
		}
	}
	for _, i := range s.frame {
		open(script.Target{XPath: fmt.Sprintf("(//iframe | //frame)[%d]", i+1)})
	}
	if len(s.frame) > 0 {
		t.note(s.number, "a recording knows a frame by its number alone, and does not count those of other sites. If it is another one, name it, as in css: \"#booking-frame\"")
	}
	return into
}

// frameAt names the frame that shows an address: a recording has no other name
// for what Chrome keeps in a process of its own, a frame or another window.
func (t *translation) frameAt(s step) (script.Target, bool) {
	u, err := url.Parse(s.target)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		t.note(s.number, "it was done in a page that is none of a site; the scenario does it in the page itself")
		return script.Target{}, false
	}
	clean, _ := t.address(u, s.number)
	t.note(s.number, "it was done in a frame or window at %s. The scenario looks for a frame; if it was another window, make what was done there a scenario that begins at that address", clip(clean, 200))
	var ways []script.Target
	for _, src := range []string{fmt.Sprintf("[src=%s]", cssString(clean)), fmt.Sprintf("[src^=%s]", cssString(u.Scheme+"://"+u.Host+u.EscapedPath())),
		fmt.Sprintf("[src*=%s]", cssString("//"+u.Host+"/"))} {
		if way := (script.Target{CSS: "iframe" + src}); valid(way) && (len(ways) == 0 || ways[len(ways)-1].CSS != way.CSS) {
			ways = append(ways, way)
		}
	}
	if len(ways) == 0 {
		return script.Target{}, false
	}
	first := ways[0]
	first.Or = ways[1:]
	return first, true
}

// cssString quotes a text for a CSS selector,
// https://www.w3.org/TR/cssom-1/#serialize-a-string.
func cssString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r < 0x20 || r == 0x7f:
			b.WriteString(`\` + strconv.FormatInt(int64(r), 16) + " ")
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

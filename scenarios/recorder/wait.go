package recorder

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/scenarios/script"
)

// waitForElement waits until so many elements are there. What a recording leaves
// out is what Chrome assumes when it replays: one or more, and visible.
func (t *translation) waitForElement(s step) {
	operator, n := s.operator, 1.0
	if operator == "" {
		operator = ">="
	}
	if s.count != nil {
		n = *s.count
	}
	if n != float64(int(n)) || n < 0 || n > 9999 {
		t.standIn(s, "it waits for a number of elements that is none; the walk waits until the page is quiet instead")
		return
	}
	want, ok := elements(operator, int(n), s.visible == nil || *s.visible)
	switch {
	case !ok:
		t.standIn(s, "it waits until there are other than a number of elements, which a scenario cannot say; the walk waits until the page is quiet instead")
		return
	case want.Count == "":
	case want.Hidden && want.Count == "never":
		t.standIn(s, "it waits for what can never be so; the walk waits until the page is quiet instead")
		return
	case want.Count == "always":
		t.standIn(s, "it waits for nothing, since any number of elements will do; the walk waits until the page is quiet instead")
		return
	}
	if len(s.properties) > 0 {
		t.note(s.number, "the properties that the element must have are not looked at: %s", list(slices.Sorted(maps.Keys(s.properties))))
	}
	if len(s.attributes) > 0 {
		s = t.withAttributes(s)
	}
	t.act(s, want)
}

// elements says how many elements are waited for. ok is false for "any number but".
func elements(operator string, n int, there bool) (script.Step, bool) {
	least, most := 0, -1 // most -1 is any number
	switch operator {
	case ">=":
		least = n
	case "<=":
		most = n
	default:
		least, most = n, n
	}
	if !there { // the opposite is waited for
		switch {
		case operator == "==" && n > 0:
			return script.Step{}, false
		case operator == "==":
			least, most = 1, -1
		case operator == ">=" && n == 0:
			return script.Step{Verb: script.Wait, Hidden: true, Count: "never"}, true
		case operator == ">=":
			least, most = 0, n-1
		default:
			least, most = n+1, -1
		}
	}
	out := script.Step{Verb: script.Wait}
	switch {
	case most == 0:
		out.Hidden = true
	case least == 0 && most < 0:
		out.Count = "always"
	case most < 0 && least == 1:
	case most < 0:
		out.Count = fmt.Sprintf(">=%d", least)
	case least == most:
		out.Count = fmt.Sprint(least)
	default:
		out.Count = fmt.Sprintf("<=%d", most)
	}
	return out, true
}

// withAttributes puts the attributes that an element must have into those
// selectors that can say them, and leaves out the others.
func (t *translation) withAttributes(s step) step {
	names := slices.Sorted(maps.Keys(s.attributes))
	var kept [][]string
	for _, alt := range s.selectors {
		p := partOf(alt[len(alt)-1])
		for _, name := range names {
			v := s.attributes[name]
			switch {
			case !attributeName(name) || t.told(v):
				p.kind = ""
			case p.kind == css || p.kind == pierce:
				p.text += "[" + name + "=" + cssString(v) + "]"
			case p.kind == xpath && !strings.Contains(v, `"`):
				p.text += "[@" + name + `="` + v + `"]`
			default:
				p.kind = ""
			}
		}
		if p.kind != "" {
			kept = append(kept, append(slices.Clone(alt[:len(alt)-1]), p.kind+"/"+p.text))
		}
	}
	if len(kept) == 0 {
		t.note(s.number, "the attributes that the element must have are not looked at: %s", list(names))
		return s
	}
	if n := len(s.selectors) - len(kept); n > 0 {
		t.note(s.number, "%s cannot say the attributes that the element must have; left out", count(n, "selector"))
	}
	s.selectors = kept
	return s
}

func attributeName(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_'
		if !letter && (i == 0 || r != '-' && (r < '0' || r > '9')) {
			return false
		}
	}
	return s != ""
}

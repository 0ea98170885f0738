package recorder

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// modifiers are the keys that are held while another is pressed, as a recording
// names them, in the order in which a combination names them.
var modifiers = []string{"Control", "Alt", "Shift", "Meta"}

// modifier names a modifier key whichever side it is on; "" for another key.
func modifier(key string) string {
	key = strings.TrimSuffix(strings.TrimSuffix(key, "Left"), "Right")
	if slices.Contains(modifiers, key) {
		return key
	}
	return ""
}

// stroke is one key pressed, with what was held meanwhile.
type stroke struct {
	first, last int // the numbers of the steps it was made of
	key         string
	held        []string
	events      []navigation
	step        step // of the press: where it was done
}

// name writes a stroke as Shift+Tab.
func (s stroke) name() string {
	return strings.Join(append(slices.Clone(s.held), s.key), "+")
}

// types reports whether the stroke writes a character, and which.
func (s stroke) types() (string, bool) {
	key := keyNames[s.key]
	if key == "" {
		key = s.key
	}
	plain := len(s.held) == 0 || len(s.held) == 1 && s.held[0] == "Shift"
	if s.key == "Space" {
		key = " "
	}
	return key, plain && utf8.RuneCountInString(key) == 1 && key >= " "
}

// keyboard joins what was pressed and let go into strokes.
type keyboard struct {
	held []string
	// alone are modifiers that were pressed and no other key since.
	alone []string
}

// take reads one step. A stroke is made when a key goes down, and for a modifier
// when it comes up without another key in between: then it was pressed for itself.
func (k *keyboard) take(s step) (stroke, bool) {
	mod := modifier(s.key)
	if s.kind == "keyUp" {
		at := slices.Index(k.held, mod)
		if mod == "" || at < 0 {
			return stroke{}, false // let go of what was pressed before the recording
		}
		k.held = slices.Delete(k.held, at, at+1)
		if i := slices.Index(k.alone, mod); i >= 0 {
			k.alone = slices.Delete(k.alone, i, i+1)
			return stroke{first: s.number, last: s.number, key: mod, events: s.events, step: s}, true
		}
		return stroke{}, false
	}
	if mod != "" {
		if !slices.Contains(k.held, mod) {
			k.held, k.alone = append(k.held, mod), append(k.alone, mod)
		}
		return stroke{}, false
	}
	k.alone = nil
	var held []string
	for _, m := range modifiers {
		if slices.Contains(k.held, m) {
			held = append(held, m)
		}
	}
	key := keyNames[s.key]
	if key == "" {
		key = s.key
	}
	if _, plain := (stroke{key: key, held: held}).types(); plain {
		held = nil // the character says already that Shift was down
	}
	return stroke{first: s.number, last: s.number, key: key, held: held, events: s.events, step: s}, true
}

// keyNames gives what the format may say of a key other than by its value
// (https://www.w3.org/TR/uievents-key/): codes of keys, and control characters.
var keyNames = func() map[string]string {
	m := map[string]string{"\r": "Enter", "\n": "Enter", "NumpadEnter": "Enter", " ": "Space", "\u0000": "", "Semicolon": ";", "Equal": "=", "Comma": ",",
		"Minus": "-", "Period": ".", "Slash": "/", "Backquote": "`", "BracketLeft": "[", "Backslash": `\`, "BracketRight": "]", "Quote": "'",
		"NumpadMultiply": "*", "NumpadAdd": "+", "NumpadSubtract": "-", "NumpadDivide": "/", "NumpadDecimal": ".", "NumpadEqual": "="}
	for c := '0'; c <= '9'; c++ {
		m["Digit"+string(c)], m["Numpad"+string(c)] = string(c), string(c)
	}
	for c := 'a'; c <= 'z'; c++ {
		m["Key"+strings.ToUpper(string(c))] = string(c)
	}
	return m
}()

package script

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Marshal writes the script as a file that Read reads back as the same script, but
// for where its steps stand. The same script gives the same bytes.
func Marshal(s *Script) ([]byte, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, quoted(value))
		}
	}
	line("name", s.Name)
	line("description", s.Description)
	line("start", s.Start)
	line("submit", s.Submit)
	line("thanks", s.Thanks)
	if s.Timeout > 0 {
		line("timeout", s.Timeout.String())
	}
	b.WriteString("steps:\n")
	writeSteps(&b, s.Steps, "  ")
	return b.Bytes(), nil
}

// writeSteps writes one step a line; those that hold steps take several.
func writeSteps(b *bytes.Buffer, steps []Step, indent string) {
	for i := range steps {
		s := &steps[i]
		info, _ := s.Verb.Info()
		keys := s.keys(info)
		switch {
		case len(s.Steps) > 0:
			fmt.Fprintf(b, "%s- %s:\n", indent, s.Verb)
			for _, k := range keys {
				fmt.Fprintf(b, "%s    %s: %s\n", indent, k.key, k.text)
			}
			fmt.Fprintf(b, "%s    steps:\n", indent)
			writeSteps(b, s.Steps, indent+"      ")
		case len(keys) == 0:
			fmt.Fprintf(b, "%s- %s\n", indent, s.Verb)
		case len(keys) == 1 && keys[0].key == info.Short:
			fmt.Fprintf(b, "%s- %s: %s\n", indent, s.Verb, keys[0].text)
		default:
			fmt.Fprintf(b, "%s- %s: %s\n", indent, s.Verb, braces(keys))
		}
	}
}

// written is a key and its value, as they stand in the file.
type written struct{ key, text string }

func braces(keys []written) string {
	var out []string
	for _, k := range keys {
		out = append(out, k.key+": "+k.text)
	}
	return "{" + strings.Join(out, ", ") + "}"
}

// keys lists what a step says, but for the steps inside it.
func (s *Step) keys(info VerbInfo) []written {
	out := s.Target.keys()
	for _, a := range argsOf(info) {
		if text, ok := flow(a.field(s)); ok {
			out = append(out, written{a.key, text})
		}
	}
	return out
}

func (t *Target) keys() (out []written) {
	for _, a := range targetArgs() {
		if text, ok := flow(a.field(t)); ok {
			out = append(out, written{a.key, text})
		}
	}
	return out
}

// flow writes what a field holds on one line; ok is false for its zero value, and
// for steps.
func flow(field any) (text string, ok bool) {
	if empty(field) {
		return "", false
	}
	switch f := field.(type) {
	case *string:
		return quoted(*f), true
	case *Value:
		return quoted(string(*f)), true
	case *bool:
		return "true", true
	case *int:
		return strconv.Itoa(*f), true
	case *time.Duration:
		return f.String(), true
	case **Target:
		return braces((*f).keys()), true
	case *[]Target:
		var list []string
		for i := range *f {
			list = append(list, braces((*f)[i].keys()))
		}
		return "[" + strings.Join(list, ", ") + "]", true
	}
	return "", false
}

// empty reports whether a field holds its zero value.
func empty(field any) bool {
	switch f := field.(type) {
	case *string:
		return *f == ""
	case *Value:
		return *f == ""
	case *bool:
		return !*f
	case *int:
		return *f == 0
	case *time.Duration:
		return *f == 0
	case **Target:
		return *f == nil
	case *[]Target:
		return len(*f) == 0
	case *[]Step:
		return len(*f) == 0
	}
	return true
}

// plain is a text that means itself in YAML, also between braces. Words that YAML
// takes for something else are not.
var (
	plain   = regexp.MustCompile(`^[A-Za-z/][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*$`)
	special = regexp.MustCompile(`(?i)^(y|n|yes|no|on|off|true|false|null|nan|inf)$`)
)

func quoted(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if plain.MatchString(s) && !special.MatchString(s) {
		return s
	}
	return strconv.Quote(s)
}

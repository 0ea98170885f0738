package script

import (
	"fmt"
	"log/slog"
	"regexp"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/yamlfile"
)

// Value is what is typed or chosen, with placeholders for what the patient says:
// "{patient.email}", "Hello, I am {patient.given_name}". Two braces are one. It
// never prints itself.
type Value string

// Part is a piece of a value: a text, or what the patient says of a kind.
type Part struct {
	Text string
	Kind audit.Kind // "" for a text
}

// String hides the text of a part.
func (p Part) String() string {
	if p.Kind != "" {
		return string(Field(p.Kind))
	}
	return "‹text›"
}

// GoString hides the text, also from %#v.
func (p Part) GoString() string { return p.String() }

// LogValue hides the text from slog.
func (p Part) LogValue() slog.Value { return slog.StringValue(p.String()) }

// Format hides the text from every verb of package fmt.
func (p Part) Format(f fmt.State, _ rune) { fmt.Fprint(f, p.String()) }

// Field is the value of the patient of one kind.
func Field(k audit.Kind) Value { return Value("{patient." + string(k) + "}") }

// Literal is a value that is typed as it stands.
func Literal(text string) Value { return Value(strings.ReplaceAll(text, "{", "{{")) }

// String hides the value.
func (v Value) String() string { return "‹value›" }

// GoString hides the value, also from %#v.
func (v Value) GoString() string { return v.String() }

// LogValue hides the value from slog.
func (v Value) LogValue() slog.Value { return slog.StringValue(v.String()) }

// Format hides the value from every verb of package fmt.
func (v Value) Format(f fmt.State, _ rune) { fmt.Fprint(f, v.String()) }

// placeholder is what stands in braces and looks as if a field was meant.
var placeholder = regexp.MustCompile(`^\{\s*([A-Za-z_]{1,40})\s*\.\s*([A-Za-z0-9_-]{1,60})\s*\}`)

// Parts takes a value apart. The error names the placeholder that is none, and
// nothing else of the value.
func (v Value) Parts() ([]Part, error) {
	var out []Part
	text := ""
	for s := string(v); s != ""; {
		i := strings.IndexByte(s, '{')
		if i < 0 {
			text += s
			break
		}
		text, s = text+s[:i], s[i:]
		if strings.HasPrefix(s, "{{") {
			text, s = text+"{", s[2:]
			continue
		}
		m := placeholder.FindStringSubmatch(s)
		if m == nil {
			text, s = text+"{", s[1:]
			continue
		}
		kind, err := field(m[1], m[2])
		if err != nil {
			return nil, err
		}
		if text != "" {
			out, text = append(out, Part{Text: text}), ""
		}
		out, s = append(out, Part{Kind: kind}), s[len(m[0]):]
	}
	if text != "" {
		out = append(out, Part{Text: text})
	}
	return out, nil
}

// field checks what stands before and behind the dot of a placeholder.
func field(of, name string) (audit.Kind, error) {
	if of != "patient" {
		return "", fmt.Errorf("unknown placeholder {%s.…}%s; what the patient says is {patient.email} and the like, and two braces are one that is typed", of, yamlfile.Hint(of, []string{"patient"}))
	}
	for _, k := range Fields() {
		if string(k) == name {
			return k, nil
		}
	}
	return "", fmt.Errorf("the patient has no field %q%s", name, yamlfile.Hint(name, fieldNames()))
}

// Fields lists what a patient can say, in the order of audit.Kinds.
func Fields() []audit.Kind {
	var out []audit.Kind
	for _, k := range audit.Kinds {
		if k.Kind.Typeable() {
			out = append(out, k.Kind)
		}
	}
	return out
}

func fieldNames() []string {
	var out []string
	for _, k := range Fields() {
		out = append(out, string(k))
	}
	return out
}

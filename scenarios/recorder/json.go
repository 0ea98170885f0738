package recorder

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// stripSourceMap takes away what may stand around the JSON text: the comment that
// the panel's code view puts behind it, and an editor's byte order mark.
func stripSourceMap(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if i := bytes.LastIndex(data, []byte("\n//# recorderSourceMap=")); i >= 0 && !bytes.ContainsAny(bytes.TrimSpace(data[i+1:]), "\n{}") {
		return data[:i]
	}
	return data
}

func decodeOne(data []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(into); err != nil {
		return fmt.Errorf("not the JSON that the Recorder panel exports: %s", place(data, err))
	}
	if _, err := dec.Token(); err != io.EOF {
		return fmt.Errorf("something follows the recording; the file must hold one JSON object")
	}
	return nil
}

// place says where JSON is wrong, by line; it holds nothing of the text.
func place(data []byte, err error) string {
	if e, ok := errors.AsType[*json.SyntaxError](err); ok && e.Error() != "unexpected end of JSON input" {
		at := min(max(e.Offset, 0), int64(len(data)))
		return fmt.Sprintf("line %d: %s", 1+bytes.Count(data[:at], []byte("\n")), e.Error())
	}
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return "it holds " + e.Value + ", not an object"
	}
	return "it ends too early"
}

// selectorList reads alternatives, each a string or a list of strings.
type selectorList [][]string

func (l *selectorList) UnmarshalJSON(data []byte) error {
	var raw []json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	*l = nil
	for _, r := range raw {
		var one string
		if decode(r, &one, true) {
			*l = append(*l, []string{one})
			continue
		}
		var parts []*string
		if !decode(r, &parts, true) {
			return fmt.Errorf("a selector is neither a string nor a list of strings")
		}
		alt := []string{}
		for _, p := range parts {
			if p == nil {
				return fmt.Errorf("a part of a selector is not a string")
			}
			alt = append(alt, *p)
		}
		*l = append(*l, alt)
	}
	return nil
}

// wholeNumbers reads a list of whole numbers.
type wholeNumbers []int

func (l *wholeNumbers) UnmarshalJSON(data []byte) error {
	var raw []*float64
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	*l = nil
	for _, f := range raw {
		if f == nil || *f != float64(int(*f)) {
			return fmt.Errorf("not a whole number")
		}
		*l = append(*l, int(*f))
	}
	return nil
}

// stringMap reads an object whose values are all strings.
type stringMap map[string]string

func (m *stringMap) UnmarshalJSON(data []byte) error {
	var raw map[string]*string
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	*m = stringMap{}
	for k, v := range raw {
		if v == nil {
			return fmt.Errorf("not a string")
		}
		(*m)[k] = *v
	}
	return nil
}

// decode reports whether raw could be read into what into points to. null is a
// value that is not there: fine unless it is required.
func decode(raw json.RawMessage, into any, required bool) bool {
	if string(bytes.TrimSpace(raw)) == "null" {
		return !required
	}
	return json.Unmarshal(raw, into) == nil
}

func unknownKeys(o object, known ...string) []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(o)) {
		if !slices.Contains(known, k) && len(out) < 8 {
			out = append(out, k)
		}
	}
	return out
}

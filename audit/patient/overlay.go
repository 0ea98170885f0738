package patient

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/yamlfile"
)

// maxFile is how much of a patient file is read, in bytes.
const maxFile = 1 << 20

// Read lays the values of a patient file over an invented patient: a JSON object
// with kinds as keys and one string each. What the file leaves out stays as it is
// in base, but full_name and card_name follow given names. An error names the
// place as name:line:column and never holds a value.
func Read(r io.Reader, name string, base *Patient) (*Patient, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("reading %s: longer than %d bytes; a patient file is a small JSON object", name, maxFile)
	}
	f := &file{name: name, data: data, dec: json.NewDecoder(bytes.NewReader(data))}
	values, err := f.object()
	if err != nil {
		return nil, err
	}
	p := &Patient{id: base.id, values: maps.Clone(base.values)}
	given := make(map[audit.Kind]bool, len(values))
	for k, v := range values {
		p.values[k] = v
		given[k] = true
	}
	if given[audit.KindGivenName] || given[audit.KindFamilyName] {
		p.compose(given, "Q.")
	}
	return p, nil
}

// file is a patient file being read.
type file struct {
	name string
	data []byte
	dec  *json.Decoder
}

func (f *file) object() (map[audit.Kind]string, error) {
	tok, err := f.dec.Token()
	if err != nil {
		return nil, f.syntax(err)
	}
	if tok != json.Delim('{') {
		return nil, f.errorf(0, "want a JSON object with kinds as keys, such as {\"email\": \"…\"}")
	}
	values := map[audit.Kind]string{}
	for f.dec.More() {
		if err := f.pair(values); err != nil {
			return nil, err
		}
	}
	if _, err := f.dec.Token(); err != nil {
		return nil, f.syntax(err)
	}
	end := f.dec.InputOffset()
	if rest := bytes.TrimSpace(f.data[end:]); len(rest) > 0 {
		return nil, f.errorf(f.start(end), "text after the object; want one object and nothing else")
	}
	return values, nil
}

// pair reads one key and its value.
func (f *file) pair(values map[audit.Kind]string) error {
	at := f.start(f.dec.InputOffset())
	tok, err := f.dec.Token()
	if err != nil {
		return f.syntax(err)
	}
	key, _ := tok.(string)
	kind := audit.Kind(key)
	if !kind.Typeable() {
		return f.errorf(at, "unknown kind %s%s", quoteKey(key), hint(key))
	}
	if _, twice := values[kind]; twice {
		return f.errorf(at, "%q is given twice; one value each", kind)
	}
	at = f.start(f.dec.InputOffset())
	var raw json.RawMessage
	if err := f.dec.Decode(&raw); err != nil {
		return f.syntax(err)
	}
	var v string
	if raw[0] != '"' || json.Unmarshal(raw, &v) != nil {
		return f.errorf(at, "the value of %q is not a string; write it in quotes", kind)
	}
	if strings.TrimSpace(v) == "" {
		return f.errorf(at, "the value of %q is empty; leave the key out to have one invented", kind)
	}
	values[kind] = v
	return nil
}

// start skips what stands between two tokens.
func (f *file) start(off int64) int64 {
	for off < int64(len(f.data)) && strings.IndexByte(" \t\r\n,:", f.data[off]) >= 0 {
		off++
	}
	return off
}

func (f *file) syntax(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return f.errorf(int64(len(f.data)), "the file ends too early; want a whole JSON object")
	}
	// The decoder's own words quote at most one character of the file.
	return f.errorf(f.start(f.dec.InputOffset()), "not JSON: %v", err)
}

func (f *file) errorf(off int64, format string, args ...any) error {
	before := f.data[:min(off, int64(len(f.data)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Errorf("%s:%d:%d: "+format, append([]any{f.name, line, column}, args...)...)
}

// quoteKey prints a key that is no kind. A long one may be a value in the wrong
// place, so it is not repeated.
func quoteKey(key string) string {
	if len(key) > 24 || strings.ContainsAny(key, "@0123456789") {
		return "(not repeated here)"
	}
	return fmt.Sprintf("%q", key)
}

// otherNames are what people call a kind whose name is spelt quite differently.
var otherNames = map[string]audit.Kind{
	"first_name": audit.KindGivenName, "firstname": audit.KindGivenName,
	"last_name": audit.KindFamilyName, "lastname": audit.KindFamilyName, "surname": audit.KindFamilyName,
	"name": audit.KindFullName, "nickname": audit.KindPreferredName,
	"dob": audit.KindBirthDate, "birthday": audit.KindBirthDate, "sex": audit.KindGender,
	"address": audit.KindStreet, "zip": audit.KindPostalCode, "zip_code": audit.KindPostalCode,
	"tel": audit.KindPhone, "mobile": audit.KindPhone, "mail": audit.KindEmail,
	"cvc": audit.KindCardCode, "cvv": audit.KindCardCode, "insurance": audit.KindInsurer, "therapist": audit.KindClinician,
}

// hint says which kind was probably meant: one known by that name, else the one
// whose name is near, else what a kind looks like.
func hint(key string) string {
	if k, ok := otherNames[strings.ReplaceAll(strings.ToLower(key), "-", "_")]; ok {
		return fmt.Sprintf("; did you mean %q?", k)
	}
	var known []string
	for _, k := range audit.Kinds {
		if k.Kind.Typeable() {
			known = append(known, string(k.Kind))
		}
	}
	return cmp.Or(yamlfile.Hint(key, known), fmt.Sprintf("; want a kind such as %q or %q", audit.KindEmail, audit.KindPhone))
}

package vendors

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// Field is what a vendor itself means by a place in its messages.
type Field struct {
	// Means names what belongs there, to end the sentence "it went to the vendor as
	// …": "hashed e-mail (Advanced Matching, automatic)".
	Means string
	// Source is the public page or code that says so.
	Source string
}

// fieldEntry is a Field as the file holds it; vendors.yaml explains the keys.
type fieldEntry struct {
	Place  string `yaml:"place"`
	Means  string `yaml:"means"`
	Source string `yaml:"source"`
}

type fieldPlace struct {
	Field
	place *regexp.Regexp
}

// between are the steps by which detection names a structure, and the indexes of
// lists: a place of the file's leaves them out.
const between = `(?:\.(?:json|form|text|lines|bytes|multipart|url|query)|\[[0-9]*\])*`

// wholeBody is the place of everything in a body.
const wholeBody = "body"

var bodyPlace = regexp.MustCompile(`^body(?:[.\[]|$)`)

func (e fieldEntry) read() (fieldPlace, error) {
	switch {
	case strings.Trim(e.Place, "*.") == "" || e.Means == "":
		return fieldPlace{}, errors.New("a field wants place, the name of the field in a message, and means, what the vendor takes it for")
	case !strings.HasPrefix(e.Source, "https://"):
		return fieldPlace{}, fmt.Errorf("field %q: source must be the https address where it was read", e.Place)
	}
	if e.Place == wholeBody {
		return fieldPlace{Field: Field{Means: e.Means, Source: e.Source}, place: bodyPlace}, nil
	}
	steps := strings.Split(e.Place, ".")
	for i, s := range steps {
		steps[i] = strings.ReplaceAll(regexp.QuoteMeta(s), `\*`, `[^.]*?`)
	}
	// The first step of a place says where in the exchange it is, and is no field.
	p, err := regexp.Compile(`.\.` + strings.Join(steps, between+`\.`) + `(?:[.\[]|$)`)
	if err != nil {
		return fieldPlace{}, fmt.Errorf("field %q: %w", e.Place, err)
	}
	return fieldPlace{Field: Field{Means: e.Means, Source: e.Source}, place: p}, nil
}

// maxPlace bounds the places that are looked at; their steps are a page's own words.
const maxPlace = 8 << 10

// Field says what the vendor means by a place in a message to it, such as
// "url.query.udff[em]". Of several fields around the place the innermost counts,
// and then the first in the file.
func (r *Register) Field(vendorID, place string) (Field, bool) {
	if len(place) > maxPlace {
		return Field{}, false
	}
	best, end := Field{}, -1
	for _, f := range r.fields[vendorID] {
		all := f.place.FindAllStringIndex(place, -1)
		if len(all) == 0 {
			continue
		}
		if last := all[len(all)-1]; last[1] > end {
			best, end = f.Field, last[1]
		}
	}
	return best, end >= 0
}

// readFields takes the fields of every entry, after all of them are known.
func (r *Register) readFields(name string, entries []*entry) error {
	r.fields = map[string][]fieldPlace{}
	for _, e := range entries {
		for _, f := range e.Fields {
			p, err := f.read()
			if err != nil {
				return fmt.Errorf("%s:%s: vendor %q: %w", name, e.at, e.ID, err)
			}
			r.fields[e.ID] = append(r.fields[e.ID], p)
		}
	}
	for _, e := range entries {
		if e.FieldsLike == "" {
			continue
		}
		if len(r.fields[e.FieldsLike]) == 0 || e.FieldsLike == e.ID {
			return fmt.Errorf("%s:%s: vendor %q: fields_like %q is no other vendor that has fields", name, e.at, e.ID, e.FieldsLike)
		}
		r.fields[e.ID] = append(r.fields[e.ID][:len(r.fields[e.ID]):len(r.fields[e.ID])], r.fields[e.FieldsLike]...)
	}
	return nil
}

package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"

	"github.com/quietroom/quietroom/audit"
)

// EncodeRun writes the run as indented JSON, as run.json holds it. A list that is
// empty is written as [], never as null, and the caller's run is left as it was.
func EncodeRun(w io.Writer, run *audit.Run) error { return encode(w, "the run", *run) }

// Document is what the json format prints: the members of run.json, and
// after them those that were given.
type Document struct {
	audit.Run
	// Comparison is what changed since the baseline.
	Comparison *audit.Comparison `json:"comparison,omitempty"`
	// Remedies are what to change, the first things to do first.
	Remedies []audit.Remedy `json:"remedies,omitempty"`
	// Policy is what the site's headers can do.
	Policy *audit.Policy `json:"policy,omitempty"`
}

func writeJSON(w io.Writer, in Input, _ Options) error {
	return encode(w, "the run", Document{*in.Run, in.Comparison, in.Remedies, in.Policy})
}

// encode writes v as indented JSON without nulls.
func encode(w io.Writer, what string, v any) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(withoutNulls(reflect.ValueOf(v)).Interface()); err != nil {
		return fmt.Errorf("encoding %s: %w", what, err)
	}
	if _, err := w.Write(buf.Bytes()); err != nil {
		return fmt.Errorf("writing %s: %w", what, err)
	}
	return nil
}

// withoutNulls copies v with every nil slice replaced by an empty one.
func withoutNulls(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Struct:
		out := reflect.New(v.Type()).Elem()
		out.Set(v)
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out.Field(i).Set(withoutNulls(v.Field(i)))
			}
		}
		return out
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		out := reflect.New(v.Type().Elem())
		out.Elem().Set(withoutNulls(v.Elem()))
		return out
	case reflect.Slice:
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(withoutNulls(v.Index(i)))
		}
		return out
	}
	return v
}

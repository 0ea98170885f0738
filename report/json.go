package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"

	"github.com/quietroom/quietroom/audit"
)

// EncodeRun writes the run as indented JSON. It is the one encoding of a run:
// run.json and the json format are the same bytes. A list that is empty is
// written as [], never as null, and the caller's run is left as it was.
func EncodeRun(w io.Writer, run *audit.Run) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(withoutNulls(reflect.ValueOf(*run)).Interface()); err != nil {
		return fmt.Errorf("encoding the run: %w", err)
	}
	if _, err := w.Write(buf.Bytes()); err != nil {
		return fmt.Errorf("writing the run: %w", err)
	}
	return nil
}

func writeJSON(w io.Writer, in Input, _ Options) error { return EncodeRun(w, in.Run) }

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
	case reflect.Slice:
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(withoutNulls(v.Index(i)))
		}
		return out
	}
	return v
}

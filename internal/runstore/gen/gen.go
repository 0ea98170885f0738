// Command gen writes the JSON Schemas of a run folder, and of detect's answer, from the Go types of
// package audit: names, types and which fields must be there from the types,
// descriptions from their doc comments, the allowed words from their lists.
//
// It is no part of quietroom's binary. To describe a new file of the run folder,
// add it to described; to pin the words of a type, add it to words. Then run
// go generate in internal/runstore.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/invopop/jsonschema"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/report"
)

const home = "https://github.com/quietroom/quietroom/schema/"

// described maps a schema's name to a value of the type it describes.
var described = map[string]any{
	"run":      audit.Run{},
	"exchange": audit.Exchange{},
	"patients": []audit.PatientValues{},
	"detect":   audit.Detection{},
	"report":   report.Document{},
}

// words lists, by type, the words that its values may be.
var words = map[reflect.Type][]any{
	reflect.TypeFor[audit.Verdict]():       {audit.Leak.String(), audit.Clean.String(), audit.Inconclusive.String()},
	reflect.TypeFor[audit.Class]():         list(audit.Classes),
	reflect.TypeFor[audit.Severity]():      list(audit.Severities),
	reflect.TypeFor[audit.Party]():         {audit.FirstParty, audit.ThirdParty},
	reflect.TypeFor[audit.Cloak]():         {audit.CloakAlias, audit.CloakShape},
	reflect.TypeFor[audit.StoredKind]():    {audit.StoredCookie, audit.StoredLocal, audit.StoredSession, audit.StoredIndexedDB},
	reflect.TypeFor[audit.Change]():        {audit.New, audit.Unchanged, audit.Changed, audit.Gone, audit.NotLookedAt},
	reflect.TypeFor[audit.JourneyStatus](): {audit.Walked, audit.Inconclused, audit.NotAttempted},
	reflect.TypeFor[audit.Kind]():          kinds(),
	reflect.TypeFor[audit.Consent]():       append(list(audit.Consents), ""),
	reflect.TypeFor[audit.Channel]():       list(audit.Channels),
}

// fieldWords lists the words of fields that are plain strings in Go.
var fieldWords = map[string][]any{
	"Run.schema":       {audit.RunSchema},
	"Detection.schema": {audit.DetectionSchema},
	"Step.status":      {"done", "failed", "skipped"},
	"Exchange.outcome": {"sent", "held", "blocked", "failed", "cached", "attempted"},
}

func list[T any](in []T) []any {
	out := make([]any, len(in))
	for i, v := range in {
		out[i] = v
	}
	return out
}

func kinds() []any {
	out := make([]any, len(audit.Kinds))
	for i, k := range audit.Kinds {
		out[i] = k.Kind
	}
	return out
}

func main() {
	log.SetFlags(0)
	if err := run(filepath.Join("..", "..", "audit"), "schema"); err != nil {
		log.Fatal("gen: ", err)
	}
}

// run writes one file per schema into dir. Source is the folder of package audit.
func run(source, dir string) error {
	for name := range described {
		data, err := generate(source, name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name+".schema.json"), data, 0o644); err != nil {
			return fmt.Errorf("writing the schema %s: %w", name, err)
		}
	}
	return nil
}

func generate(source, name string) ([]byte, error) {
	docs, err := comments(source)
	if err != nil {
		return nil, fmt.Errorf("reading the comments of %s: %w", source, err)
	}
	r := jsonschema.Reflector{Anonymous: true, ExpandedStruct: true, Mapper: mapWords}
	r.LookupComment = func(t reflect.Type, field string) string {
		if field == "" {
			return docs[t.Name()]
		}
		return docs[t.Name()+"."+field]
	}
	s := r.Reflect(described[name])
	s.ID = jsonschema.ID(home + name + ".schema.json")
	if s.Title = "quietroom " + name; s.Description == "" {
		s.Description = docs["PatientValues"]
	}
	pinFields(reflect.TypeOf(described[name]).Name(), s)
	for def, d := range s.Definitions {
		pinFields(def, d)
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(s); err != nil {
		return nil, fmt.Errorf("encoding the schema %s: %w", name, err)
	}
	return buf.Bytes(), nil
}

// mapWords turns a type with a fixed list of words into an enum, and a map by
// kind into an object that has kinds as its keys.
func mapWords(t reflect.Type) *jsonschema.Schema {
	if w, ok := words[t]; ok {
		return &jsonschema.Schema{Type: "string", Enum: w}
	}
	if t.Kind() == reflect.Map && t.Key() == reflect.TypeFor[audit.Kind]() {
		return &jsonschema.Schema{
			Type:                 "object",
			PropertyNames:        &jsonschema.Schema{Enum: kinds()},
			AdditionalProperties: &jsonschema.Schema{Type: "array", Items: &jsonschema.Schema{Type: "string"}},
		}
	}
	return nil
}

func pinFields(typ string, s *jsonschema.Schema) {
	for pair := s.Properties.Oldest(); pair != nil; pair = pair.Next() {
		if w, ok := fieldWords[typ+"."+pair.Key]; ok {
			pair.Value.Enum = w
		}
	}
}

// comments reads the doc comments of the types and fields in the Go files of
// dir: "Page", "Page.URL".
func comments(dir string) (map[string]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	docs := map[string]string{}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, decl := range f.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.TYPE {
				continue
			}
			for _, spec := range gen.Specs {
				ts := spec.(*ast.TypeSpec)
				docs[ts.Name.Name] = oneLine(gen.Doc)
				if st, ok := ts.Type.(*ast.StructType); ok {
					fieldComments(docs, ts.Name.Name, st)
				}
			}
		}
	}
	return docs, nil
}

// fieldComments notes the comment of each field that has one.
func fieldComments(docs map[string]string, typ string, st *ast.StructType) {
	for _, field := range st.Fields.List {
		text := oneLine(field.Doc)
		for _, n := range field.Names {
			docs[typ+"."+n.Name] = text
		}
	}
}

func oneLine(c *ast.CommentGroup) string {
	return strings.Join(strings.Fields(c.Text()), " ")
}

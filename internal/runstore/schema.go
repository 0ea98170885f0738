package runstore

import (
	"bytes"
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

//go:embed schema/*.json
var schemas embed.FS

// The JSON Schemas of the files in a run folder, and of what detect --json prints.
const (
	RunSchema      = "run"
	ExchangeSchema = "exchange" // one line of exchanges.jsonl
	PatientsSchema = "patients"
	DetectSchema   = "detect"
	ReportSchema   = "report" // what report --format json prints: the run, and what was worked out of it
)

// Schema gives the JSON Schema (draft 2020-12) of run.json.
func Schema() []byte {
	data, _ := SchemaOf(RunSchema) // embedded, and a test reads it
	return data
}

// SchemaNames lists the schemas that there are.
func SchemaNames() []string {
	return []string{RunSchema, ExchangeSchema, PatientsSchema, DetectSchema, ReportSchema}
}

// SchemaOf gives the named JSON Schema.
func SchemaOf(name string) ([]byte, error) {
	data, err := schemas.ReadFile("schema/" + name + ".schema.json")
	if err != nil {
		return nil, fmt.Errorf("unknown schema %.40q: want one of %s", name, strings.Join(SchemaNames(), ", "))
	}
	return data, nil
}

// Validate checks data against the schema of run.json. The error names every
// place that does not fit.
func Validate(data []byte) error { return ValidateAs(RunSchema, data) }

// ValidateAs checks data against the named schema.
func ValidateAs(name string, data []byte) error {
	s, err := compiled(name)
	if err != nil {
		return err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("checking against schema %s: %w", name, err)
	}
	if err := s.Validate(doc); err != nil {
		return fmt.Errorf("checking against schema %s: %w", name, err)
	}
	return nil
}

var cache sync.Map // name -> *jsonschema.Schema

func compiled(name string) (*jsonschema.Schema, error) {
	if s, ok := cache.Load(name); ok {
		return s.(*jsonschema.Schema), nil
	}
	data, err := SchemaOf(name)
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("reading schema %s: %w", name, err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name+".schema.json", doc); err != nil {
		return nil, fmt.Errorf("reading schema %s: %w", name, err)
	}
	s, err := c.Compile(name + ".schema.json")
	if err != nil {
		return nil, fmt.Errorf("reading schema %s: %w", name, err)
	}
	cache.Store(name, s)
	return s, nil
}

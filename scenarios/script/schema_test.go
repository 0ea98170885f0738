package script

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// TestSchemaCurrent: the committed schema is that of the tables.
func TestSchemaCurrent(t *testing.T) {
	t.Parallel()
	want, err := MakeSchema()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, Schema()) {
		t.Error("scenario.schema.json is not that of the tables; go generate ./scenarios/script")
	}
}

// TestSchemaAgrees: an editor says of a file what Read says of it.
func TestSchemaAgrees(t *testing.T) {
	t.Parallel()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("s.json", doc); err != nil {
		t.Fatal(err)
	}
	sch, err := c.Compile("s.json")
	if err != nil {
		t.Fatal(err)
	}
	const top = "name: x\nstart: /\nsteps:\n"
	for _, in := range []string{
		whole, top + "  - clik: a", top + "  - click", top + "  - click: {lable: a}", top + "  - click: {css: a, nth: two}", top + "  - back",
		top + "  - fill: {value: x}", top + "  - wait: soon", top + "  - upload: {label: a, file: gif}", top + "  - click: {css: a, within: {nope: b}}",
		top + "  - frame: {css: iframe, steps: [dance]}", "name: x\nstart: /", "name: X Y\nstart: /\nsteps: [back]", top + "  - expect: {url: /a}",
		top + "  - consent: maybe", top + "  - consent: accept", top + "  - submit:", top + "  - plan: {}", top + "  - click: {role: buton, name: a}",
	} {
		j, err := yaml.YAMLToJSON([]byte(in))
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(j, &v); err != nil {
			t.Fatal(err)
		}
		_, rerr := Read("f.yaml", []byte(in))
		serr := sch.Validate(v)
		if (rerr == nil) != (serr == nil) {
			t.Errorf("%q: the reader says %v, the schema says %v", in, rerr, serr)
		}
	}
}

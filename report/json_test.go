package report

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestJSONFitsItsSchema: the json format fits the schema that quietroom prints of
// it, and holds nothing that its types do not name.
func TestJSONFitsItsSchema(t *testing.T) {
	t.Parallel()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	schema, err := c.Compile("../internal/runstore/schema/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"clean", "killed", "consent", "practice", "compared", "scripts"} {
		in := load(t, name)
		text := print(t, find(t, "json"), in, Options{})
		validate(t, schema, name, text)
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		var got Document
		if err := dec.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if dec.More() {
			t.Errorf("%s: more than one document", name)
		}
		if (got.Comparison == nil) != (in.Comparison == nil) || len(got.Remedies) != len(in.Remedies) || (got.Policy == nil) != (in.Policy == nil) {
			t.Errorf("%s: what was worked out is lost", name)
		}
		if diff := cmp.Diff(in.Policy, got.Policy); diff != "" {
			t.Error(diff)
		}
	}
	if schema.Validate(map[string]any{"schema": "quietroom.run/1"}) == nil {
		t.Error("the schema takes a run without a verdict")
	}
}

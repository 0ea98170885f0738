package script

import (
	_ "embed"
	"encoding/json"
	"time"
)

//go:embed scenario.schema.json
var schema []byte

// SchemaURL is where the schema of scenario files is published.
const SchemaURL = "https://raw.githubusercontent.com/quietroom/quietroom/main/scenarios/script/scenario.schema.json"

// Schema gives the JSON Schema (draft 2020-12) of scenario files, for editors: a
// file whose first line is
//
//	# yaml-language-server: $schema=scenario.schema.json
//
// is completed and checked as it is typed.
func Schema() []byte { return schema }

// object is a JSON object; encoding/json writes its keys sorted.
type object map[string]any

// MakeSchema makes the schema from the tables that the reader follows.
func MakeSchema() ([]byte, error) {
	var verbs []any
	var bare []string
	for _, v := range Verbs {
		verbs = append(verbs, object{
			"type": "object", "description": v.Doc, "additionalProperties": false, "required": []string{string(v.Verb)},
			"properties": object{string(v.Verb): v.schema()},
		})
		if v.Bare {
			bare = append(bare, string(v.Verb))
		}
	}
	verbs = append(verbs, object{"enum": bare})
	target := object{"type": "object", "description": "which element is meant", "additionalProperties": false, "minProperties": 1, "properties": targetProperties()}
	out, err := json.MarshalIndent(object{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SchemaURL, "title": "quietroom scenario",
		"description": "what a patient does on a site, step by step",
		"type":        "object", "additionalProperties": false, "required": []string{"name", "steps"},
		"properties": object{
			"name":        object{"type": "string", "pattern": nameRE.String(), "description": "names its journeys in a report"},
			"description": object{"type": "string", "description": "for people"},
			"start":       object{"type": "string", "description": "the address that it begins at: a path such as /book, or absolute"},
			"submit":      object{"enum": []string{"hold", "skip"}, "description": "what becomes of what would commit something"},
			"thanks":      object{"type": "string", "description": "the page that the site shows after a good submission; a held one is answered with it"},
			"timeout":     typeOf(new(time.Duration), nil),
			"steps":       object{"$ref": "#/$defs/steps"},
		},
		"$defs": object{
			"steps":  object{"type": "array", "minItems": 1, "items": object{"$ref": "#/$defs/step"}},
			"step":   object{"anyOf": verbs},
			"target": target,
		},
	}, "", "  ")
	return append(out, '\n'), err
}

// schema is that of what stands behind a verb.
func (v VerbInfo) schema() object {
	props := object{}
	for _, a := range argsOf(v) {
		props[a.key] = described(typeOf(a.field(new(Step)), a.words), a.doc)
	}
	var need []any
	for _, n := range v.Needs {
		if n != aTarget {
			need = append(need, object{"required": []string{n}})
		}
	}
	if v.Target {
		for key, p := range targetProperties() {
			props[key] = p
		}
		for _, n := range v.Needs {
			if n == aTarget {
				for _, way := range []string{"label", "role", "name", "text", "placeholder", "testid", "css", "xpath"} {
					need = append(need, object{"required": []string{way}})
				}
			}
		}
	}
	whole := object{"type": "object", "description": v.Doc, "additionalProperties": false, "properties": props}
	if len(need) > 0 {
		whole["anyOf"] = need
	}
	forms := []any{whole}
	if v.Short != "" {
		forms = append(forms, props[v.Short])
	}
	if v.Bare {
		forms = append(forms, object{"type": "null"})
	}
	if len(forms) == 1 {
		return whole
	}
	return object{"description": v.Doc, "anyOf": forms}
}

func targetProperties() object {
	out := object{}
	for _, a := range targetArgs() {
		out[a.key] = described(typeOf(a.field(new(Target)), a.words), a.doc)
	}
	return out
}

func described(t object, doc string) object {
	t["description"] = doc
	return t
}

// typeOf is the type of a key by that of the field that it fills.
func typeOf(field any, words []string) object {
	switch field.(type) {
	case *bool:
		return object{"type": "boolean"}
	case *int:
		return object{"type": "integer"}
	case *time.Duration:
		return object{"type": "string", "pattern": `^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$`}
	case **Target:
		return object{"$ref": "#/$defs/target"}
	case *[]Target:
		return object{"type": "array", "minItems": 1, "items": object{"$ref": "#/$defs/target"}}
	case *[]Step:
		return object{"$ref": "#/$defs/steps"}
	}
	if words != nil {
		return object{"enum": words}
	}
	// YAML reads 02139 as a number, and a person who types it means a text.
	return object{"type": []string{"string", "number"}, "minLength": 1}
}

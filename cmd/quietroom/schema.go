package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/audit/sitefile"
	"github.com/quietroom/quietroom/internal/runstore"
	"github.com/quietroom/quietroom/scenarios/script"
)

func newSchema(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Print the JSON Schema of run.json, or of what else is written",
		Long: `schema prints a JSON Schema (draft 2020-12):
  run       run.json, unless another is named
  exchange  one line of exchanges.jsonl
  patients  patients.json
  detect    what detect --json prints
  report    what report --format json prints: run.json, and what was worked out of it
  site      quietroom.yaml, the site's file
  scenario  scenario files, for editors

Exit status: 0 it was printed; 2 there is no such schema.`,
		Example: `  quietroom schema > run.schema.json
  quietroom schema detect > detect.schema.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("schema wants one name and got %d; there are %s", len(args), strings.Join(schemaNames(), ", "))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			name := runstore.RunSchema
			if len(args) == 1 {
				name = args[0]
			}
			data, err := schemaOf(name)
			if err != nil {
				return err
			}
			_, err = w.stdout.Write(data)
			return err
		},
	}
}

// The names of the schemas of the user's own files: the site's, and scenarios.
const (
	siteSchema     = "site"
	scenarioSchema = "scenario"
)

func schemaNames() []string { return append(runstore.SchemaNames(), siteSchema, scenarioSchema) }

func schemaOf(name string) ([]byte, error) {
	switch name {
	case siteSchema:
		return sitefile.Schema(), nil
	case scenarioSchema:
		return script.Schema(), nil
	}
	data, err := runstore.SchemaOf(name)
	if err != nil {
		return nil, fmt.Errorf("unknown schema %.40q: want one of %s", name, strings.Join(schemaNames(), ", "))
	}
	return data, nil
}

package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/internal/runstore"
)

func newSchema(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Print the JSON Schema of run.json, or of what else is written",
		Long: `schema prints a JSON Schema (draft 2020-12):
  run       run.json, unless another is named
  exchange  one line of exchanges.jsonl
  patients  patients.json
  detect    what detect --json prints`,
		Example: `  quietroom schema > run.schema.json
  quietroom schema detect > detect.schema.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("schema wants one name and got %d; there are %s", len(args), strings.Join(runstore.SchemaNames(), ", "))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			name := runstore.RunSchema
			if len(args) == 1 {
				name = args[0]
			}
			data, err := runstore.SchemaOf(name)
			if err != nil {
				return err
			}
			_, err = w.stdout.Write(data)
			return err
		},
	}
}

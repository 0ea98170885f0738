package main

import (
	"github.com/spf13/cobra"

	"github.com/quietroom/quietroom/internal/runstore"
)

func newSchema(w world) *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print the JSON Schema of run.json",
		Example: "  quietroom schema > run.schema.json",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := w.stdout.Write(runstore.Schema())
			return err
		},
	}
}

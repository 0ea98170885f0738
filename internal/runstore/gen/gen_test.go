package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSchemasAreCurrent fails when a type of package audit, or its comment, was
// changed and the committed schemas were not made again.
func TestSchemasAreCurrent(t *testing.T) {
	t.Parallel()
	for name := range described {
		want, err := generate(filepath.Join("..", "..", "..", "audit"), name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("..", "schema", name+".schema.json"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("schema %s is old; run: go generate ./internal/runstore (-want +committed)\n%s", name, diff)
		}
	}
}

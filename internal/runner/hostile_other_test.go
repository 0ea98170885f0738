//go:build hostile && !linux

package runner

import "testing"

func adoptOrphans(*testing.T) {}

// children is known on Linux only; the folders and goroutines are checked everywhere.
func children(*testing.T) []string { return nil }

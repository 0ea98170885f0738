package runstore_test

import (
	"crypto/rand"
	"encoding/hex"
	"path/filepath"
	"testing"

	"github.com/quietroom/quietroom/internal/runstore"
)

// BenchmarkAddExchange records exchanges with bodies of 1 KB that are all different.
func BenchmarkAddExchange(b *testing.B) {
	s, err := runstore.Create(filepath.Join(b.TempDir(), "run"), newRun())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	seed := make([]byte, 512)
	for i := 0; b.Loop(); i++ {
		if _, err := rand.Read(seed); err != nil {
			b.Fatal(err)
		}
		if err := s.AddExchange(exchange(i), []byte(hex.EncodeToString(seed))); err != nil {
			b.Fatal(err)
		}
	}
}

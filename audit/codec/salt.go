package codec

import (
	"bytes"
	_ "embed" // salts.yaml
	"fmt"

	"github.com/goccy/go-yaml"
)

//go:embed salts.yaml
var saltsYAML []byte

// salt is one entry of salts.yaml.
type salt struct {
	Name   string `yaml:"name"`
	Hash   string `yaml:"hash"`
	Prefix string `yaml:"prefix"`
	Suffix string `yaml:"suffix"`
	Source string `yaml:"source"`
	Date   string `yaml:"date"`
}

// readSalts reads salts strictly: an unknown key, hash or a missing source is an
// error.
func readSalts(in []byte, known []Hash) ([]Hash, error) {
	var list []salt
	if err := yaml.NewDecoder(bytes.NewReader(in), yaml.Strict()).Decode(&list); err != nil {
		return nil, fmt.Errorf("reading salts: %w", err)
	}
	var out []Hash
	for _, s := range list {
		if s.Name == "" || s.Source == "" || s.Date == "" || s.Prefix+s.Suffix == "" {
			return nil, fmt.Errorf("salt %q: wants a name, a source, a date, and a prefix or a suffix", s.Name)
		}
		i := -1
		for j, h := range known {
			if h.Name == s.Hash {
				i = j
			}
		}
		if i < 0 {
			return nil, fmt.Errorf("salt %q: unknown hash %q", s.Name, s.Hash)
		}
		h := known[i]
		out = append(out, Hash{Name: s.Name, Bits: h.Bits, Sum: func(b []byte) []byte {
			return h.Sum(append(append([]byte(s.Prefix), b...), s.Suffix...))
		}})
	}
	return out, nil
}

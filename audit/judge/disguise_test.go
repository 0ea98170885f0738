package judge

import (
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit/codec"
)

// TestDisguise: every codec and hash that there is has words.
func TestDisguise(t *testing.T) {
	t.Parallel()
	names := []string{"split", "prefix"}
	for _, c := range codec.All() {
		names = append(names, c.Name)
	}
	for _, h := range codec.Hashes() {
		names = append(names, h.Name)
	}
	for _, name := range names {
		if strings.HasPrefix(disguised(name), "disguised by") {
			t.Errorf("there are no words for %s; give it some in why.go", name)
		}
	}
	if len(names) < 50 {
		t.Errorf("%d names; there were more", len(names))
	}
	for want, chain := range map[string][]string{
		"":                    {"percent"},
		"hashed with SHA-256": {"sha256"},
		"hashed with SHA-256, then compressed with gzip, then written in base64": {"base64", "gzip", "sha256"},
		"hashed with SHA-256 and a fixed salt":                                   {"sha256+QX4QkKEU"},
		"disguised by enigma":                                                    {"enigma"},
		"put together from several parts":                                        {"split"},
	} {
		if got := Disguise(chain); got != want {
			t.Errorf("%q: %q; want %q", chain, got, want)
		}
	}
}

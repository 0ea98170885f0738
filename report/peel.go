package report

import (
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// maxPeels bounds how many disguises of one value are told.
const maxPeels = 12

// peel is one step on the way from what left to the value in it.
type peel struct {
	// Label is the disguise, Act what was done with it: "unpacked", "decoded",
	// "compared".
	Label, Act string
}

// peels tells how the disguises of a finding were undone, outermost first.
func peels(f *audit.Finding) []peel {
	var out []peel
	for _, c := range f.Chain[:min(len(f.Chain), maxPeels)] {
		out = append(out, peel{codecLabel(c), peelAct(c)})
	}
	return out
}

var packers = []string{"gzip", "deflate", "zlib", "brotli", "zstd", "lzstring", "snappy", "lz4", "zip", "bzip2"}

// peelAct says how a disguise is seen through: a hash cannot be undone, only
// compared with that of the value.
func peelAct(codec string) string {
	c := strings.ToLower(codec)
	switch {
	case hashes(c):
		return "compared with the value's own"
	case slices.Contains(packers, c):
		return "unpacked"
	}
	return "decoded"
}

// hashes reports whether the named codec is a one-way function.
func hashes(codec string) bool {
	for _, p := range []string{"md", "sha", "ripemd", "blake", "crc", "xxh", "murmur", "fnv", "whirlpool", "keccak", "hmac"} {
		if strings.HasPrefix(codec, p) {
			return true
		}
	}
	return false
}

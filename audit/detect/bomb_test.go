package detect

import (
	"bytes"
	"encoding/base64"
	"runtime"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit/codec"
)

// TestBombs: what unpacks to far more than it is takes no more than the limits
// allow, and is said to be cut; what is only long is searched to its end.
func TestBombs(t *testing.T) {
	d := testDetector(t)
	encode := func(name string, in []byte) []byte {
		for _, c := range codec.All() {
			if c.Name == name {
				return c.Encode(in)
			}
		}
		t.Fatalf("no codec %q", name)
		return nil
	}
	zeros := bytes.Repeat([]byte(`{"a":0},`), 8<<20)
	nested := []byte(strings.Repeat("x", 2000))
	for range 12 {
		nested = base64.StdEncoding.AppendEncode(nil, nested)
	}
	for _, tc := range []struct {
		name string
		body []byte
		cut  bool
	}{
		{"gzip", encode("gzip", zeros), true},
		{"gzip in gzip", encode("gzip", encode("gzip", zeros)), true},
		{"zstd", encode("zstd", zeros), true},
		{"brotli", encode("brotli", zeros), true},
		{"deflate", encode("deflate", zeros), true},
		{"zlib in base64", encode("base64", encode("zlib", zeros)), true},
		{"nested base64", nested, false},
		{"deep JSON", bytes.Repeat([]byte(`{"a":[`), 1<<19), true},
		{"deep msgpack", bytes.Repeat([]byte{0x91}, 1<<20), false},
		{"a msgpack that claims 2^31 entries", []byte("\xdf\x7f\xff\xff\xff\xa1a\xc0"), false},
		{"deep CBOR", bytes.Repeat([]byte{0x81}, 1<<20), false},
		{"percent of percent", bytes.Repeat([]byte("%25"), 10<<20/3), false},
		{"pairs without end", bytes.Repeat([]byte("a=b&"), 2<<20), true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			r := d.Search(post("https://t.test/"), tc.body, Subject{})
			runtime.ReadMemStats(&after)
			if tc.cut && !r.Cut {
				t.Error("nothing is said to be cut")
			}
			// What was allocated in all, most of it free again: a bound on the work as well.
			const most = 2 << 30
			if n := after.TotalAlloc - before.TotalAlloc; n > most {
				t.Errorf("%d MiB were allocated for %d KiB", n>>20, len(tc.body)>>10)
			}
		})
	}
}

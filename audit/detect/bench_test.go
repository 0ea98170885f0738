package detect

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/codec"
	"github.com/quietroom/quietroom/audit/patient"
)

// event is a tracker's event of about 1 kB, about nobody.
func event(rng *rand.Rand) map[string]any {
	id := func() string { return hex.EncodeToString(binaryOf(rng, 16)) }
	return map[string]any{
		"event": "page_view", "event_id": id(), "ts": 1790000000000 + rng.Int64N(1e9), "anonymousId": id(),
		"context": map[string]any{
			"page":      map[string]any{"url": "https://p.test/about/team?utm_source=news&utm_campaign=autumn", "title": "Our team", "referrer": "https://www.search.test/"},
			"userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
			"screen":    map[string]int{"width": 1366, "height": 768}, "locale": "en-US", "timezone": "America/New_York",
		},
		"properties": map[string]any{"path": "/about/team", "session": id(), "scroll": rng.Float64(), "items": []int{1, 2, 3}, "note": "Meet the people who work here and read how they like to work."},
	}
}

func rngOf(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func binaryOf(rng *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
	return b
}

// replay is a batch of session-replay events of about size bytes.
func replay(rng *rand.Rand, size int) []byte {
	var nodes []any
	for n := 0; n < size; {
		node := map[string]any{
			"type": 2, "id": rng.IntN(1e5), "tagName": []string{"div", "span", "section", "button", "input"}[rng.IntN(5)],
			"attributes": map[string]string{"class": fmt.Sprintf("col-%d btn btn-primary container wrapper-%d", rng.IntN(12), rng.IntN(99)), "id": fmt.Sprintf("node-%d", rng.IntN(1e6)), "href": "/about/team", "style": "color: rgb(10, 20, 30); margin: 0px auto;"},
			"childNodes": []any{map[string]any{"type": 3, "id": rng.IntN(1e5), "textContent": "We offer a quiet place and listen to what you would like to say."}},
		}
		b, _ := json.Marshal(node)
		n += len(b)
		nodes = append(nodes, map[string]any{"type": 3, "timestamp": 1790000000000 + n, "data": map[string]any{"source": 0, "adds": []any{node}}})
	}
	b, _ := json.Marshal(nodes)
	return b
}

func BenchmarkSearch(b *testing.B) {
	d := testDetector(b)
	rng := rand.New(rand.NewPCG(3, 4))
	var batch []any
	for range 10 {
		batch = append(batch, event(rng))
	}
	plain := mustJSON(batch)
	leaking := mustJSON(append(batch, map[string]string{"email": value(b, audit.KindEmail), "hem": hexOf("sha256", value(b, audit.KindEmail))}))
	gzip := func(in []byte) []byte {
		for _, c := range codec.All() {
			if c.Name == "gzip" {
				return c.Encode(in)
			}
		}
		return nil
	}
	q := url.Values{}
	for k, v := range event(rng) {
		q.Set(k, string(mustJSON(v)))
	}
	for _, bc := range []struct {
		name string
		url  string
		body []byte
		size int
	}{
		{"query/nothing", "https://t.test/collect?" + q.Encode(), nil, len(q.Encode())},
		{"json/nothing", "https://t.test/", plain, len(plain)},
		{"json/leaking", "https://t.test/", leaking, len(leaking)},
		{"gzip/leaking", "https://t.test/", gzip(leaking), len(leaking)},
		{"base64-gzip/leaking", "https://t.test/", []byte(base64.StdEncoding.EncodeToString(gzip(leaking))), len(leaking)},
		{"replay/1MB", "https://t.test/", replay(rng, 1<<20), 1 << 20},
		{"random/100kB", "https://t.test/", binaryOf(rng, 100<<10), 100 << 10},
	} {
		b.Run(bc.name, func(b *testing.B) {
			ex := post(bc.url)
			b.SetBytes(int64(bc.size))
			b.ReportAllocs()
			cpu(b, func() {
				d.Search(ex, bc.body, Subject{Page: &audit.Page{URL: "https://p.test/booking", Title: "Book a visit", Sensitivity: 4}})
			})
		})
	}
}

// BenchmarkGrowth is the cost of an exchange against its size, which it should
// follow, and against the number of patients, which it should not.
func BenchmarkGrowth(b *testing.B) {
	d := testDetector(b)
	for _, n := range []int{1, 4, 16, 64} {
		var batch []any
		for i := range 10 * n {
			batch = append(batch, event(rngOf(uint64(i))))
		}
		body := mustJSON(batch)
		b.Run(fmt.Sprintf("%d bytes", len(body)), func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			cpu(b, func() { d.Search(post("https://t.test/"), body, Subject{}) })
		})
	}
	body := mustJSON([]any{event(rngOf(1)), event(rngOf(2)), event(rngOf(3)), event(rngOf(4)), event(rngOf(5))})
	for _, n := range []int{1, 4, 16} {
		var all []audit.Canary
		for i := range n {
			all = append(all, patient.New(9, string(rune('A'+i)), today).Canaries()...)
		}
		d := New(Config{Canaries: all})
		b.Run(fmt.Sprintf("%d canaries", len(all)), func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			cpu(b, func() { d.Search(post("https://t.test/"), body, Subject{}) })
		})
	}
}

// BenchmarkIndex is the raw search alone, beside one needle of the standard library.
func BenchmarkIndex(b *testing.B) {
	d := testDetector(b)
	text := appendLower(nil, replay(rand.New(rand.NewPCG(5, 6)), 1<<20))
	b.Run(fmt.Sprintf("%d needles", len(d.list)), func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			d.matches(text, maxMatches)
		}
	})
	b.Run("one needle, bytes.Contains", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			bytes.Contains(text, []byte("zorvexa.quillimant"))
		}
	})
}

func BenchmarkNew(b *testing.B) {
	a, p := testPatients()
	all := append(a.Canaries(), p.Canaries()...)
	for b.Loop() {
		New(Config{Canaries: all})
	}
}

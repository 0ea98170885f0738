package detect

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
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

// corpus makes messages of one kind: what one sender sends, message after message.
type corpus struct {
	name string
	make func(*rand.Rand) (url string, body []byte)
}

// beacon is ten events in JSON, about 7 kB; with leak, the last says who it is.
func beacon(rng *rand.Rand, leak any) []byte {
	var batch []any
	for range 10 {
		batch = append(batch, event(rng))
	}
	if leak != nil {
		batch = append(batch, leak)
	}
	return mustJSON(batch)
}

func corpora(b *testing.B) []corpus {
	email := value(b, audit.KindEmail)
	leak := map[string]string{"email": email, "hem": hexOf("sha256", email)}
	gzip := codecNamed("gzip").Encode
	body := func(make func(*rand.Rand) []byte) func(*rand.Rand) (string, []byte) {
		return func(rng *rand.Rand) (string, []byte) { return "https://t.test/", make(rng) }
	}
	return []corpus{
		{"query, nothing", func(rng *rand.Rand) (string, []byte) {
			q := url.Values{}
			for k, v := range event(rng) {
				q.Set(k, string(mustJSON(v)))
			}
			return "https://t.test/collect?" + q.Encode(), nil
		}},
		{"beacon, nothing", body(func(rng *rand.Rand) []byte { return beacon(rng, nil) })},
		{"beacon, leaking", body(func(rng *rand.Rand) []byte { return beacon(rng, leak) })},
		{"gzip, leaking", body(func(rng *rand.Rand) []byte { return gzip(beacon(rng, leak)) })},
		{"base64 of gzip, leaking", body(func(rng *rand.Rand) []byte {
			return base64.StdEncoding.AppendEncode(nil, gzip(beacon(rng, leak)))
		})},
		{"replay, 1 MB", body(func(rng *rand.Rand) []byte { return replay(rng, 1<<20) })},
		{"prose, 100 kB", body(func(rng *rand.Rand) []byte { return prose(rng, 100<<10) })},
		{"random, 100 kB", body(func(rng *rand.Rand) []byte { return binaryOf(rng, 100<<10) })},
	}
}

// prose is text without structure, of words that are in no needle.
func prose(rng *rand.Rand, size int) []byte {
	words := strings.Fields("we offer a quiet place and listen to what you would like to say when it is time for that or not yet")
	var b []byte
	for len(b) < size {
		b = append(append(b, words[rng.IntN(len(words))]...), " \n"[min(1, rng.IntN(12)/11)])
	}
	return b
}

// BenchmarkSearch searches messages that differ from each other as a sender's do.
// In "first" each is the first that was ever seen; in "next" it comes after others
// of its kind, none of which comes twice.
func BenchmarkSearch(b *testing.B) {
	d := testDetector(b)
	for _, c := range corpora(b) {
		rng := rngOf(3)
		var list []*audit.Exchange
		var bodies [][]byte
		for size := 0; size < 4<<20 && len(list) < 400; {
			url, body := c.make(rng)
			list, bodies = append(list, post(url)), append(bodies, body)
			size += len(url) + len(body)
		}
		for _, first := range []bool{true, false} {
			page := audit.Page{URL: "https://p.test/booking", Title: "Book a visit", Sensitivity: 4}
			name, n, size := "next", 0, 0
			if first {
				name = "first"
			}
			b.Run(c.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				cpu(b, func() {
					if i := n % len(list); first || i == 0 {
						page.Title = fmt.Sprintf("Book visit %d", n) // nothing is known of this page
					}
					ex, body := list[n%len(list)], bodies[n%len(list)]
					d.Search(ex, body, Subject{Page: &page})
					n++
					size += len(ex.URL) + len(body)
				})
				b.SetBytes(int64(size / n))
			})
		}
	}
}

func codecNamed(name string) codec.Codec {
	for _, c := range codec.All() {
		if c.Name == name {
			return c
		}
	}
	panic("no codec " + name)
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

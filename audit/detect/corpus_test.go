package detect

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"iter"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/codec"
	"github.com/quietroom/quietroom/audit/patient"
)

// The corpus is every chain of up to three disguises, over fields and their normal
// forms that are proof, in every carrier: what nobody could write by hand, and too
// much for one run (a million cases). Which field, form and carriers a chain gets
// is drawn by the hash of its name. A test run takes every chain of one disguise in
// every carrier, every chain of two in three, and a share of those of three;
// QUIETROOM_CORPUS=1 takes every chain of three in one, QUIETROOM_CORPUS=all in
// every carrier, QUIETROOM_CORPUS='zstd>base64' that chain only. testdata/corpus.jsonl has a part of it in writing, for other
// tools. A new codec, hash, form or carrier is in it by being there.

// label is one case of the corpus: what is hidden, how and where.
type label struct {
	kind    audit.Kind
	form    string
	chain   []string
	carrier string
	ex      *audit.Exchange
	body    []byte
}

func (l label) String() string {
	return fmt.Sprintf("%s as %q under %s in %s", l.kind, l.form, strings.Join(l.chain, ">"), l.carrier)
}

// carrier puts bytes into an exchange; it is false for bytes that it cannot carry.
type carrier struct {
	name string
	put  func(secret []byte) (*audit.Exchange, []byte, bool)
}

func inBody(name string, make func([]byte) ([]byte, bool)) carrier {
	return carrier{name, func(secret []byte) (*audit.Exchange, []byte, bool) {
		body, ok := make(secret)
		return post("https://t.test/c"), body, ok
	}}
}

func inHeader(name, header string, make func([]byte) (string, bool)) carrier {
	return carrier{name, func(secret []byte) (*audit.Exchange, []byte, bool) {
		value, ok := make(secret)
		ex := post("https://t.test/c")
		ex.Headers = []audit.Header{{"Accept", "*/*"}, {header, value}}
		return ex, nil, ok
	}}
}

func carriers() []carrier {
	escaped := func(b []byte) string { return url.QueryEscape(string(b)) }
	object := func(b []byte) ([]byte, bool) {
		return mustJSON(map[string]any{"v": 2, "event": "page_view", "props": []any{map[string]string{"d": string(b)}}}), isText(b)
	}
	header := func(b []byte) (string, bool) {
		ok := isText(b) && !bytes.ContainsAny(b, "\r\n")
		return string(b), ok
	}
	return []carrier{
		{"url", func(b []byte) (*audit.Exchange, []byte, bool) {
			return post("https://t.test/c?v=2&d=" + escaped(b) + "&z=9"), nil, true
		}},
		{"path", func(b []byte) (*audit.Exchange, []byte, bool) {
			return post("https://t.test/c/" + url.PathEscape(string(b)) + "/i.gif"), nil, true
		}},
		inBody("form", func(b []byte) ([]byte, bool) { return []byte("v=2&d=" + escaped(b) + "&z=9"), true }),
		inBody("multipart", func(b []byte) ([]byte, bool) {
			out := append([]byte("--Xy7\r\nContent-Disposition: form-data; name=\"v\"\r\n\r\n2\r\n--Xy7\r\nContent-Disposition: form-data; name=\"d\"; filename=\"blob\"\r\nContent-Type: application/octet-stream\r\n\r\n"), b...)
			return append(out, "\r\n--Xy7--\r\n"...), !bytes.Contains(b, []byte("--Xy7"))
		}),
		inBody("json", object),
		inBody("json in a string", func(b []byte) ([]byte, bool) {
			inner, ok := object(b)
			return mustJSON(map[string]string{"message": string(inner)}), ok
		}),
		inBody("graphql", func(b []byte) ([]byte, bool) {
			return mustJSON(map[string]any{"operationName": "Track", "query": "mutation Track($input: TrackInput!) { track(input: $input) { id } }",
				"variables": map[string]any{"input": map[string]any{"name": "view", "value": string(b)}}}), isText(b)
		}),
		inBody("protobuf", func(b []byte) ([]byte, bool) {
			inner := protowire.AppendTag(nil, 1, protowire.BytesType)
			inner = protowire.AppendString(inner, "page_view")
			inner = protowire.AppendTag(inner, 7, protowire.BytesType)
			inner = protowire.AppendBytes(inner, b)
			out := protowire.AppendTag(nil, 1, protowire.VarintType)
			out = protowire.AppendVarint(out, 1790000000000)
			out = protowire.AppendTag(out, 2, protowire.BytesType)
			return protowire.AppendBytes(out, inner), true
		}),
		inBody("msgpack", func(b []byte) ([]byte, bool) {
			out := append([]byte{0x83}, "\xa1v\x02\xa5event\xa9page_view\xa1d"...)
			if isText(b) {
				out = binary.BigEndian.AppendUint16(append(out, 0xda), uint16(len(b)))
			} else {
				out = binary.BigEndian.AppendUint16(append(out, 0xc5), uint16(len(b)))
			}
			return append(out, b...), len(b) < 1<<16
		}),
		inBody("cbor", func(b []byte) ([]byte, bool) {
			out := append([]byte{0xa3}, "\x61v\x02\x65event\x69page_view\x61d"...)
			major := byte(0x59)
			if isText(b) {
				major = 0x79
			}
			out = binary.BigEndian.AppendUint16(append(out, major), uint16(len(b)))
			return append(out, b...), len(b) < 1<<16
		}),
		{"websocket text", func(b []byte) (*audit.Exchange, []byte, bool) {
			ex := post("wss://t.test/socket")
			ex.Channel = audit.ChannelWebSocket
			return ex, append(append([]byte(`42["track",`), mustJSON(string(b))...), ']'), isText(b)
		}},
		{"websocket binary", func(b []byte) (*audit.Exchange, []byte, bool) {
			ex := post("wss://t.test/socket")
			ex.Channel = audit.ChannelWebSocket
			return ex, b, true
		}},
		inHeader("cookie", "Cookie", func(b []byte) (string, bool) { return "_ga=GA1.2.3; d=" + url.PathEscape(string(b)) + "; z=9", true }),
		inHeader("header", "X-Data", header),
		inHeader("referrer", "Referer", func(b []byte) (string, bool) { return "https://p.test/book?d=" + escaped(b), true }),
	}
}

// formsOf lists the forms of a value that are proof, and long enough to be more
// than a few bytes under any disguise.
func formsOf(c audit.Canary) []patient.Form {
	return slices.DeleteFunc(patient.Forms(c.Kind, c.Value), func(f patient.Form) bool {
		return f.Strength != audit.Proof || f.Fragment || len(f.Text) < 8
	})
}

// disguise is one way to hide a value: up to three codecs, or a digest in up to
// three.
type disguise struct {
	chain []string
	hide  func(f patient.Form, kind audit.Kind) ([]byte, bool)
}

// disguises lists the chains of up to depth disguises.
func disguises(depth int) []disguise {
	list := []disguise{{nil, func(f patient.Form, _ audit.Kind) ([]byte, bool) { return []byte(f.Text), true }}}
	for i := range codec.Digests() {
		d := &codec.Digests()[i]
		if d.Bits < 64 || len(d.Chain) > depth {
			continue
		}
		for _, name := range sortedNames(spellings) {
			spell := spellings[name]
			list = append(list, disguise{append(slices.Clone(name2chain(name)), d.Chain...), func(f patient.Form, kind audit.Kind) ([]byte, bool) {
				return spell(d.Sum([]byte(f.Text))), len(d.Chain) == 1 || d.Usual() || isMain(kind, f)
			}})
		}
	}
	slices.SortStableFunc(list, func(a, b disguise) int {
		return strings.Compare(strings.Join(a.chain, ">"), strings.Join(b.chain, ">"))
	})
	level := list
	for range depth {
		var next []disguise
		for _, inner := range level {
			if len(inner.chain) >= depth {
				continue
			}
			for _, c := range codec.All() {
				next = append(next, disguise{append([]string{c.Name}, inner.chain...), func(f patient.Form, kind audit.Kind) ([]byte, bool) {
					data, ok := inner.hide(f, kind)
					if !ok || !carries(c, data) {
						return nil, false
					}
					return c.Encode(data), true
				}})
			}
		}
		list = append(list, next...)
		level = next
	}
	return list
}

func name2chain(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name}
}

// spellings are how a digest is written; "" for hex and for bytes, which a chain
// does not name.
var spellings = map[string]func([]byte) []byte{
	"":          func(b []byte) []byte { return hex.AppendEncode(nil, b) },
	"base64url": func(b []byte) []byte { return base64.RawURLEncoding.AppendEncode(nil, b) },
}

// carries reports whether a sender could put the disguise on those bytes: one of
// text cannot carry others, XOR and what is written backwards mean ASCII.
func carries(c codec.Codec, data []byte) bool {
	if c.Most > 0 && len(data) > c.Most {
		return false
	}
	if !c.TextOnly {
		return true
	}
	if c.Name == "xor" && (len(data) < 16 || bytes.IndexFunc(data, func(r rune) bool { return r >= 0x80 }) >= 0) {
		return false
	}
	return isText(data) && codec.IsText(data[max(0, len(data)-256):])
}

func hashOf(name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return h.Sum64()
}

// TestQuality is the gate: every labelled case is found, as its kind, and by a
// chain no longer than the one put on.
func TestQuality(t *testing.T) {
	d := testDetector(t)
	const workers = 4
	var cases, missed, longer atomic.Int64
	t.Run("corpus", func(t *testing.T) {
		for w := range workers {
			t.Run("", func(t *testing.T) {
				t.Parallel()
				for l := range corpusOf(t, os.Getenv("QUIETROOM_CORPUS"), w, workers) {
					cases.Add(1)
					before := bytes.Clone(l.body)
					r := d.Search(l.ex, l.body, Subject{})
					if !bytes.Equal(before, l.body) {
						t.Fatalf("%v: the body was changed", l)
					}
					if !found(r, l.kind) {
						if missed.Add(1) <= 40 {
							t.Errorf("missed: %v: %q", l, show(r.Hits, audit.HitCanary))
						}
					} else if n := shortest(r, l.kind); n > len(l.chain) && longer.Add(1) <= 10 {
						t.Errorf("explained by %d disguises: %v: %q", n, l, show(r.Hits, audit.HitCanary))
					}
					if r.Cut {
						t.Errorf("cut: %v", l)
					}
				}
			})
		}
	})
	n := cases.Load()
	t.Logf("%d cases, %d missed: recall %.4f", n, missed.Load(), 1-float64(missed.Load())/float64(max(n, 1)))
	least := int64(5000)
	if raceDetector {
		least = 500
	}
	if n < least {
		t.Errorf("only %d cases: the sample says nothing", n)
	}
}

// corpusOf draws the cases: want is "" for a sample, "written" for a smaller one,
// "1" for every chain, "all" for every chain in every carrier, else the chains to
// draw, in every carrier. It is part of so
// many parts, which can be drawn apart.
func corpusOf(t testing.TB, want string, part, parts int) iter.Seq[label] {
	a, _ := testPatients()
	type valueForm struct {
		kind audit.Kind
		form patient.Form
	}
	var forms []valueForm
	for _, c := range a.Canaries() {
		for _, f := range formsOf(c) {
			forms = append(forms, valueForm{c.Kind, f})
		}
	}
	to, list := carriers(), disguises(3)
	return func(yield func(label) bool) {
		for _, g := range list {
			name := strings.Join(g.chain, ">")
			places, share := shareOf(len(g.chain), len(to))
			switch {
			case want == "all":
				places, share = len(to), 1
			case want == "1":
				share = 1
			case want == "written":
				if len(g.chain) > 1 {
					places, share = 1, share*16
				}
			case want != "":
				if !strings.Contains(want, name) || name == "" {
					continue
				}
				places, share = len(to), 1
			}
			if missedOnce[name] {
				share = 1
			}
			h := hashOf(name)
			if h/7%share != 0 || h%uint64(parts) != uint64(part) {
				continue
			}
			for i, k := uint64(0), 0; i < uint64(len(forms)) && k < places; i++ {
				v := forms[(h+i*31)%uint64(len(forms))]
				secret, ok := g.hide(v.form, v.kind)
				if !ok {
					continue
				}
				c := to[(h+uint64(k))%uint64(len(to))]
				ex, body, ok := c.put(secret)
				if k++; !ok {
					places = min(places+1, len(to)) // the next one, in its stead
					continue
				}
				if !yield(label{v.kind, v.form.Name, g.chain, c.name, ex, body}) {
					return
				}
			}
		}
	}
}

// missedOnce are chains that a whole run once found a miss in: every run takes them.
var missedOnce = map[string]bool{
	"snappy>base32hex>escape":         true,
	"percent>reversed>base58":         true,
	"zstd>base64url>utf-16be":         true,
	"escape>reversed>lzstring-utf16":  true,
	"data-url>reversed>snappy":        true,
	"base64url>lzstring-uri>rot13":    true,
	"reversed>custom-map>rot13":       true,
	"data-url>rot13>rot47":            true,
	"custom-map>rot13>reversed":       true,
	"utf-16be>percent>lzstring-bytes": true,
	"zlib>gzip>lzstring-bytes":        true,
	"rot47>percent>deflate":           true,
	"custom-map>percent>brotli":       true,
}

// shareOf says in how many carriers the chains of a depth are tried, and one in
// how many of these chains is. The race detector is slow.
func shareOf(depth, carriers int) (places int, share uint64) {
	share = []uint64{1, 1, 1, 60}[min(depth, 3)]
	if raceDetector {
		share *= 12
	}
	return []int{carriers, carriers, 3, 1}[min(depth, 3)], share
}

// found reports whether a hit names the patient's kind, or another of which the
// value is a part: the name on a card holds the given name.
func found(r Result, kind audit.Kind) bool {
	return slices.ContainsFunc(r.Hits, func(h audit.Hit) bool {
		return h.Type == audit.HitCanary && h.Patient == "A" && (h.Kind == kind || names[h.Kind] && names[kind])
	})
}

func shortest(r Result, kind audit.Kind) int {
	n := 99
	for _, h := range r.Hits {
		if h.Type == audit.HitCanary && (h.Kind == kind || names[h.Kind] && names[kind]) {
			n = min(n, len(h.Chain))
		}
	}
	return n
}

// names share words with each other.
var names = map[audit.Kind]bool{
	audit.KindGivenName: true, audit.KindFamilyName: true, audit.KindFullName: true, audit.KindCardName: true,
	audit.KindProvider: true, audit.KindClinician: true,
}

package codec

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"
)

// samples are texts that every codec must carry unharmed.
var samples = []string{
	"zorvexa@example.com",
	`{"email":"zorvexa+1@example.com","n":[1,2]}`,
	"Žorvexa Quillimánt, 4817 Zolupra Lane 🙂",
	strings.Repeat("a long message that repeats itself. ", 400),
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	for _, c := range All() {
		for _, want := range samples {
			if c.Most > 0 {
				want = want[:min(len(want), c.Most)]
			}
			in := c.Encode([]byte(want))
			if look := LookAt(in); c.May != nil && !c.May(&look) {
				t.Errorf("%s: would not be tried on what it made of %q", c.Name, clip([]byte(want), 40))
			}
			before := bytes.Clone(in)
			got, ok := c.Decode(in, 1<<20)
			if !ok || string(got) != want {
				t.Errorf("%s: %q came back as %q, %v", c.Name, clip([]byte(want), 40), clip(got, 40), ok)
			}
			if !bytes.Equal(in, before) {
				t.Errorf("%s changed its input", c.Name)
			}
		}
	}
}

func TestLimit(t *testing.T) {
	t.Parallel()
	all := []byte(strings.Repeat("<zorvexa @ example> ", 5000))
	for _, c := range All() {
		long := all
		if c.Most > 0 {
			long = all[:min(len(all), c.Most)]
		}
		got, ok := c.Decode(c.Encode(long), 1000)
		if !ok || len(got) == 0 || len(got) > 1000 {
			t.Errorf("%s: limit 1000 gave %d bytes, %v", c.Name, len(got), ok)
		}
		if !bytes.HasPrefix(long, got) {
			t.Errorf("%s: what came out is no prefix of what went in", c.Name)
		}
	}
}

func TestCutStream(t *testing.T) {
	t.Parallel()
	for _, c := range []Codec{gzipped, zlibbed, deflated, brotlied} {
		var long []byte
		for i := range 4000 {
			long = hex.AppendEncode(long, []byte{byte(i * i >> 3), byte(i * 7)})
		}
		in := c.Encode(long)
		got, ok := c.Decode(in[:len(in)*3/4], 1<<20)
		if !ok || len(got) < 100 || !bytes.HasPrefix(long, got) {
			t.Errorf("%s: a cut stream gave %d bytes, %v", c.Name, len(got), ok)
		}
	}
}

func TestSpellings(t *testing.T) {
	t.Parallel()
	raw := []byte("zorvexa?quill>imant")
	for name, tc := range map[string]struct {
		codec Codec
		in    string
	}{
		"base64 without padding":         {base64Standard, base64.RawStdEncoding.EncodeToString(raw)},
		"base64 with spaces for pluses":  {base64Standard, strings.ReplaceAll(base64.StdEncoding.EncodeToString(raw), "+", " ")},
		"base64 with line breaks":        {base64Standard, "em9ydmV4\nYT9xdWlsbD5pbWFudA==\n"},
		"base64url with padding":         {base64URL, base64.URLEncoding.EncodeToString(raw)},
		"hex in upper case":              {hexadecimal, strings.ToUpper(hex.EncodeToString(raw))},
		"hex after 0x":                   {hexadecimal, "0x" + hex.EncodeToString(raw)},
		"percent, lower-case digits":     {percent, "zorvexa%3fquill%3eimant"},
		"escape with \\x":                {escapes, `zorvexa\x3fquill\x3Eimant`},
		"escape with braces":             {escapes, `zorvexa\u{3f}quill>imant`},
		"entities by name and in hex":    {entities, "zorvexa&#x3F;quill&gt;imant"},
		"percent that ends in a lone %%": {percent, "zorvexa%3fquill%3eimant"},
	} {
		if got, ok := tc.codec.Decode([]byte(tc.in), 1<<16); !ok || !bytes.Equal(got, raw) {
			t.Errorf("%s: got %q, %v", name, got, ok)
		}
	}
}

func TestSpans(t *testing.T) {
	t.Parallel()
	secret := []byte("zorvexa.quillimant@example.com")
	for _, c := range All() {
		if c.Spans == nil {
			continue
		}
		in := append([]byte("~# "), c.Encode(secret)...)
		found := false
		for _, s := range c.Spans(in) {
			got, ok := c.Decode(in[s[0]:s[1]], 1<<16)
			found = found || ok && bytes.Equal(got, secret)
		}
		if !found {
			t.Errorf("%s: not found inside a longer message", c.Name)
		}
	}
}

func TestNotDisguised(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"", "x", "hello world", "100% sure; a & b", `C:\temp`, "a.b.c", "GET /index.html HTTP/1.1"} {
		look := LookAt([]byte(in))
		for _, c := range All() {
			if c.Shift || c.May != nil && !c.May(&look) {
				continue
			}
			if got, ok := c.Decode([]byte(in), 100); ok {
				t.Errorf("%s read %q as %q", c.Name, in, got)
			}
		}
	}
}

// TestDigests holds chains against the standard library's arithmetic, and the
// hashes against published values: Meta's vector for john_smith@gmail.com
// (https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters)
// and the digests of "abc" or "a" of each algorithm's own description.
func TestDigests(t *testing.T) {
	t.Parallel()
	sum := func(name, of string) string {
		for _, d := range Digests() {
			if strings.Join(d.Chain, ">") == name {
				return hex.EncodeToString(d.Sum([]byte(of)))
			}
		}
		return ""
	}
	for _, tc := range [][3]string{
		{"sha256", "john_smith@gmail.com", "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f"},
		{"md5", "abc", "900150983cd24fb0d6963f7d28e17f72"},
		{"sha1", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
		{"sha3-256", "abc", "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"},
		{"keccak256", "abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"},
		{"ripemd160", "abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"},
		{"md4", "abc", "a448017aaf21d8525fc10ae87aa6729d"},
		{"crc32", "123456789", "cbf43926"},
		{"adler32", "Wikipedia", "11e60398"},
		{"fnv1a-32", "a", "e40c292c"},
		{"fnv1a-64", "a", "af63dc4c8601ec8c"},
		{"string-hash", "abc", "00017862"},
		{"murmur3-32", "hello", "248bfa47"},
		{"sha256>md5", "abc", sum("sha256", "900150983cd24fb0d6963f7d28e17f72")},
		{"md5>base64", "abc", sum("md5", "YWJj")},
		{"sha1>md5>hex", "abc", sum("sha1>md5", "616263")},
		{"sha256+QX4QkKEU", "abc", sum("sha256", "abcQX4QkKEU")},
	} {
		if got := sum(tc[0], tc[1]); got == "" || got != tc[2] {
			t.Errorf("%s of %q = %q, want %q", tc[0], tc[1], got, tc[2])
		}
	}
	for _, d := range Digests() {
		if n := len(d.Sum([]byte("abc"))) * 8; n != d.Bits {
			t.Errorf("%v: %d bits, declared %d", d.Chain, n, d.Bits)
		}
	}
}

func TestSalts(t *testing.T) {
	t.Parallel()
	if list, err := readSalts(saltsYAML, plainHashes); err != nil || len(list) == 0 {
		t.Errorf("%d salts, %v", len(list), err)
	}
	for _, bad := range []string{
		"- {name: x, hash: md5, suffix: y}", "- {name: x, hash: md9, suffix: y, source: s, date: d}",
		"- {name: x, hash: md5, source: s, date: d}", "- {name: x, hsah: md5, suffix: y, source: s, date: d}",
	} {
		if _, err := readSalts([]byte(bad), plainHashes); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range All() {
		if c.Name == "" || seen[c.Name] || c.Decode == nil || c.Encode == nil {
			t.Errorf("codec %q: wants a name of its own, Decode and Encode", c.Name)
		}
		seen[c.Name] = true
	}
	for _, h := range Hashes() {
		if h.Name == "" || seen[h.Name] || h.Sum == nil {
			t.Errorf("hash %q: wants a name of its own and Sum", h.Name)
		}
		seen[h.Name] = true
	}
}

// FuzzDecode: no codec panics, changes its input, or gives more than the limit;
// what it encodes it decodes again.
func FuzzDecode(f *testing.F) {
	for _, s := range samples[:3] {
		f.Add([]byte(s))
		for _, c := range All() {
			f.Add(c.Encode([]byte(s)))
		}
	}
	f.Add([]byte(`%%4%zz\u{}\u{fffffffff}\x&#xffffffffff;&;`))
	f.Fuzz(func(t *testing.T, in []byte) {
		before := bytes.Clone(in)
		for _, c := range All() {
			out, ok := c.Decode(in, 4096)
			if len(out) > 4096 || ok && len(out) == 0 {
				t.Errorf("%s: %d bytes, %v", c.Name, len(out), ok)
			}
			if c.Spans != nil {
				for _, s := range c.Spans(in) {
					if s[0] < 0 || s[1] > len(in) || s[0] >= s[1] {
						t.Fatalf("%s: span %v of %d bytes", c.Name, s, len(in))
					}
				}
			}
		}
		if !bytes.Equal(in, before) {
			t.Error("the input was changed")
		}
	})
}

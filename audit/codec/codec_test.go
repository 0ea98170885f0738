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
			in := c.Encode([]byte(want))
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
	long := []byte(strings.Repeat("<zorvexa @ example> ", 5000))
	for _, c := range All() {
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
		for _, c := range All() {
			if got, ok := c.Decode([]byte(in), 100); ok {
				t.Errorf("%s read %q as %q", c.Name, in, got)
			}
		}
	}
}

// The vectors are Meta's, for john_smith@gmail.com:
// https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters
func TestDigests(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	for _, d := range Digests([]byte("john_smith@gmail.com")) {
		got[strings.Join(d.Chain, ">")] = d.Text
	}
	sum, err := hex.DecodeString("62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f")
	if err != nil {
		t.Fatal(err)
	}
	if got["sha256"] != hex.EncodeToString(sum) || got["base64>sha256"] != base64.RawStdEncoding.EncodeToString(sum) {
		t.Errorf("sha256 = %q, in base64 %q", got["sha256"], got["base64>sha256"])
	}
	for _, h := range Hashes() {
		if got[h.Name] == "" || got["base64>"+h.Name] == "" {
			t.Errorf("%s: no digest in hex or in base64", h.Name)
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

package saved

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// traced1 is what curl 7.88 wrote with --trace.
const traced1 = `== Info:   Trying 127.0.0.1:80...
=> Send header, 56 bytes (0x38)
0000: 50 4f 53 54 20 2f 78 3f 79 3d 31 20 48 54 54 50 POST /x?y=1 HTTP
0010: 2f 31 2e 31 0d 0a 48 6f 73 74 3a 20 61 2e 65 78 /1.1..Host: a.ex
0020: 61 6d 70 6c 65 0d 0a 43 6f 6e 74 65 6e 74 2d 4c ample..Content-L
0030: 3a 20 35 0d 0a 0d 0a 0a                         : 5.....
=> Send data, 4 bytes (0x4)
0000: 75 3a c3 a9                                     u:..
<= Recv header, 5 bytes (0x5)
0000: 48 54 54 50 0a                                  HTTP.
`

// tracedASCII is what it wrote with --trace-ascii --trace-time of two requests.
const tracedASCII = `04:05:06.000001 == Info: Connected
04:05:06.000002 => Send header, 65 bytes (0x41)
0000: POST /x HTTP/1.1
0012: Host: a.example
0023: Transfer-Encoding: chunked
003f: 
04:05:06.000003 => Send data, 15 bytes (0xf)
0000: 5
0003: hello
000a: 0
000d: 
04:05:06.000004 <= Recv header, 5 bytes (0x5)
0000: HTTP/
04:05:06.000005 => Send header, 56 bytes (0x38)
0000: POST /y HTTP/1.1
0012: Host: a.example
0023: Content-Length: 2
0036: 
04:05:06.000006 => Send data, 2 bytes (0x2)
0000: ..
`

const burpFile = `<?xml version="1.1"?>
<!DOCTYPE items [
<!ELEMENT items (item*)>
]>
<items burpVersion="2026.1" exportTime="x">
  <item><time>t</time><url><![CDATA[https://a.example/x]]></url><host ip="192.0.2.1">a.example</host>
    <request base64="true"><![CDATA[UE9TVCAveCBIVFRQLzIKSG9zdDogYS5leGFtcGxlCgpoaQ==]]></request>
    <response base64="true"><![CDATA[c2VjcmV0]]></response></item>
  <item><url>https://a.example/y</url><request base64="false"><![CDATA[GET /y HTTP/1.1
Host: a.example

]]></request></item>
  <item><url>https://a.example/z</url></item>
</items>
`

const zapFile = "==== 7 ==========\r\nPOST https://a.example/x HTTP/1.1\r\nHost: a.example\r\nContent-Length: 2\r\n\r\nhi\r\nHTTP/1.1 200 OK\r\n\r\nsecret\r\n" +
	"==== 9 ==========\r\nGET https://a.example/y HTTP/1.1\r\nHost: a.example\r\n\r\n\r\nHTTP/1.1 200 OK\r\n\r\nsecret\r\n"

// sazFile makes an archive as Fiddler does.
func sazFile(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipped(t testing.TB, text string) []byte {
	t.Helper()
	return packed(t, text, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
}

func packed(t testing.TB, text string, how func(io.Writer) io.WriteCloser) []byte {
	t.Helper()
	var b bytes.Buffer
	w := how(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadTools(t *testing.T) {
	t.Parallel()
	head := "[Host: a.example] "
	for name, tc := range map[string]struct {
		in     string
		format string
		want   []string
	}{
		"curl --trace": {traced1, "trace", []string{"line 2: POST https://a.example/x?y=1 [Host: a.example] [Content-L: 5] \nu:é"}},
		"curl --trace-ascii": {tracedASCII, "trace", []string{
			"line 2: POST https://a.example/x " + head + "[Transfer-Encoding: chunked] hello",
			"line 14: POST https://a.example/y " + head + "[Content-Length: 2] .. (lost)",
		}},
		"curl --trace of two at a time": {`[0-0] == Info: x
[0-0] => Send header, 36 bytes (0x24)
0000: PUT /0 HTTP/1.1
0011: Host: a.example
0022: 
[1-0] => Send header, 36 bytes (0x24)
0000: PUT /1 HTTP/1.1
0011: Host: a.example
0022: 
[0-0] => Send data, 4 bytes (0x4)
0000: zero
[1-0] => Send data, 3 bytes (0x3)
0000: one
`, "trace", []string{"line 2: PUT https://a.example/0 " + head + "zero", "line 6: PUT https://a.example/1 " + head + "one"}},
		"a trace that ends": {"=> Send header, 36 bytes (0x24)\n0000: PUT /0 HTTP/1.1\n", "trace", []string{"line 1: PUT /0 (lost)"}},
		"Burp": {burpFile, "burp", []string{
			"item 1: POST https://a.example/x " + head + "hi", "item 2: GET https://a.example/y [Host: a.example]", "item 3: GET https://a.example/z (body missing)",
		}},
		"ZAP": {zapFile, "zap", []string{"message 7: POST https://a.example/x " + head + "[Content-Length: 2] hi", "message 9: GET https://a.example/y " + head + "\r\n"}},
		"Fiddler": {string(sazFile(t, map[string]string{
			"raw/10_c.txt": "GET https://a.example/10 HTTP/1.1\r\n\r\n", "raw/2_c.txt": "POST https://a.example/2 HTTP/1.1\r\n\r\nhi", "raw/2_s.txt": "HTTP/1.1 200 OK\r\n\r\nsecret",
			"raw/1_c.txt": "CONNECT a.example:443 HTTP/1.1\r\n\r\n", "raw/11_c.txt": "nonsense", "_index.htm": "x",
		})), "saz", []string{"session 2: POST https://a.example/2 hi", "session 10: GET https://a.example/10", "session 11:   (lost)"}},
		"another zip":                      {string(sazFile(t, map[string]string{"x": ""})), "payload", nil},
		"a HAR file in gzip":               {string(gzipped(t, `{"log":{"entries":[{"request":{"url":"https://a.example/"}}]}}`)), "har in gzip", []string{"entry 1: GET https://a.example/"}},
		"a HAR file in zstd":               {string(packed(t, `{"log":{"entries":[{"request":{"url":"https://a.example/"}}]}}`, zstdWriter)), "har in zstd", []string{"entry 1: GET https://a.example/"}},
		"a HAR file in brotli":             {string(packed(t, `{"log":{"entries":[{"request":{"url":"https://a.example/"}}]}}`, brotliWriter)), "har in br", []string{"entry 1: GET https://a.example/"}},
		"a payload in gzip, as it is":      {string(gzipped(t, "hello")), "payload", nil},
		"a payload that is no brotli":      {"\xff\xfe\xfd binary", "payload", nil},
		"addresses in gzip":                {string(gzipped(t, "https://a.example/")), "urls in gzip", []string{"line 1: GET https://a.example/"}},
		"gzip by its first bytes, no more": {"\x1f\x8b\x08", "payload", nil},
	} {
		format, got, err := said(t, "", tc.in)
		if err != nil || format != tc.format {
			t.Errorf("%s: read as %q, %v; want %q", name, format, err, tc.format)
		}
		if tc.want == nil {
			tc.want = []string{"the whole file: POST  " + tc.in}
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func zstdWriter(w io.Writer) io.WriteCloser {
	z, err := zstd.NewWriter(w)
	if err != nil {
		panic(err)
	}
	return z
}

func brotliWriter(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }

// TestCutTools: as TestCut, for the formats of tools.
func TestCutTools(t *testing.T) {
	t.Parallel()
	whole := gzipped(t, strings.Repeat("https://a.example/\n", 5000)+`https://a.example/`+base64.StdEncoding.EncodeToString([]byte(burpFile)))
	for name, tc := range map[string]struct {
		as, in string
		least  int
	}{
		"a trace without a request": {"", "== Info: secret\n", 0},
		"Burp that ends":            {"", burpFile[:len(burpFile)-40], 2},
		"no Burp":                   {"burp", "secret", 0},
		"no ZAP":                    {"zap", "secret", 0},
		"ZAP without a request":     {"", "==== 1 ==========\nsecret\n", 0},
		"no archive":                {"saz", "secret", 0},
		"an archive without any":    {"saz", string(sazFile(t, map[string]string{"x_c.txt": "secret"})), 0},
		"Fiddler with WebSockets":   {"", string(sazFile(t, map[string]string{"raw/1_c.txt": "GET https://a.example/ HTTP/1.1\n\n", "raw/1_w.txt": "secret"})), 1},
		"gzip that ends":            {"urls", string(whole[:len(whole)-20]), 1},
	} {
		_, got, err := said(t, tc.as, tc.in)
		if !errors.Is(err, ErrCut) || len(got) < tc.least || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %d messages, %v", name, len(got), err)
		}
	}
}

// TestBombs: what is small on disk and huge in memory is read to a bound, and said.
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("it decompresses 256 MiB")
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	line := []byte(strings.Repeat("x", 1<<20))
	if _, err := io.WriteString(w, "https://a.example/\n"); err != nil {
		t.Fatal(err)
	}
	for range MaxFile>>20 + 1 {
		if _, err := w.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := said(t, "urls", b.String()); !errors.Is(err, ErrCut) || !strings.Contains(err.Error(), "256 MiB") {
		t.Errorf("a bomb of %d bytes: %v", b.Len(), err)
	}
}

package saved

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// said gives every message in one line: place, method, address, headers, body.
func said(t testing.TB, as, in string) (format string, got []string, err error) {
	t.Helper()
	kind, err := Read(strings.NewReader(in), as, func(m Message) error {
		line := m.At + ": " + m.Exchange.Method + " " + m.Exchange.URL
		for _, h := range m.Exchange.Headers {
			line += " [" + h[0] + ": " + h[1] + "]"
		}
		if len(m.Body) > 0 {
			line += " " + string(m.Body)
		}
		if m.Exchange.BodyMissing {
			line += " (body missing)"
		}
		if m.Exchange.BodyCut {
			line += " (body cut)"
		}
		if m.Lost != "" {
			line += " (lost)"
		}
		got = append(got, line)
		return nil
	})
	return kind.String(), got, err
}

func TestRead(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		in     string
		format string
		want   []string
	}{
		"har": {`{"log": {"version":"1.2","creator":{"name":"x"},"entries":[
			{"startedDateTime":"2026-01-02T03:04:05Z","_resourceType":"fetch","request":{"method":"POST","url":"https://a.example/x","headers":[{"name":"Cookie","value":"a=1"}],"postData":{"mimeType":"text/plain","text":"b=2"}},"response":{"content":{"text":"secret"}}},
			{"request":{"method":"POST","url":"https://a.example/p","postData":{"mimeType":"x","params":[{"name":"n a","value":"v&"},{"name":"f","fileName":"x.pdf"}]}}},
			{"request":{"method":"POST","url":"https://a.example/b","postData":{"mimeType":"x","text":"aGk=","encoding":"base64"}}},
			{"request":{"method":"POST","url":"https://a.example/m","postData":{"mimeType":"x","text":""}}},
			{"request":{"method":"GET","url":"wss://a.example/s"},"_webSocketMessages":[{"type":"receive","data":"no"},{"type":"send","opcode":1,"data":"hello"},{"type":"send","opcode":2,"data":"aGk="}]}
			],"pages":[]}}`, "har", []string{
			"entry 1: POST https://a.example/x [Cookie: a=1] b=2",
			"entry 2: POST https://a.example/p n+a=v%26&f=x.pdf",
			"entry 3: POST https://a.example/b hi",
			"entry 4: POST https://a.example/m (body missing)",
			"entry 5: GET wss://a.example/s",
			"entry 5, frame 2: GET wss://a.example/s hello",
			"entry 5, frame 3: GET wss://a.example/s hi",
		}},
		"copied as curl": {"curl 'https://a.example/x?y=1' \\\n  -H 'accept: */*' \\\n  -b 'a=1; b=2' \\\n  --data-raw $'{\"n\":\"O\\'Neil \\u00e9\"}' \\\n  --compressed ;\ncurl -XPUT \"https://b.example/\\\"q\\\"\" -d a=1 -d 'b=2'\n", "curl", []string{
			`line 1: POST https://a.example/x?y=1 [accept: */*] [Cookie: a=1; b=2] {"n":"O'Neil é"}`,
			`line 6: PUT https://b.example/"q" a=1&b=2`,
		}},
		"curl by hand":    {"$ curl -sSG a.example/s --data-urlencode 'q=x y' -A me", "curl", []string{"line 1: GET http://a.example/s?q=x+y [User-Agent: me]"}},
		"curl with files": {"curl https://a.example/ -d @secret.txt\ncurl https://a.example/ -F 'n=v w' -F f=@x.pdf", "curl", []string{"line 1: GET https://a.example/ (body missing)", "line 2: POST https://a.example/ n=v+w&f=%40x.pdf (body missing)"}},
		"copied as curl (cmd)": {"curl ^\"https://a.example/x?y=1^&z=^%^7B2^%^7D^\" ^\r\n  -H ^\"accept: */*^\" ^\r\n  -b ^\"a=1; b=2^\" ^\r\n  --data-raw ^\"^{^\\^\"n^\\^\":^\\^\"O'Neil C:^\\^\\x^\\^\",^\r\n\r\n^\\^\"m^\\^\":1^}^\" &\r\ncurl ^\"https://b.example/^\"\r\n", "curl", []string{
			"line 1: POST https://a.example/x?y=1&z=%7B2%7D [accept: */*] [Cookie: a=1; b=2] {\"n\":\"O'Neil C:\\x\",\n\"m\":1}", "line 7: GET https://b.example/",
		}},
		"copied as curl (cmd), some years ago": {"curl \"https://a.example/x?y=1&z=2\" ^\n  -H \"a: b^c\" ^\n  --data \"n=\"\"v\"\"\" ^\n  --compressed", "curl", []string{"line 1: POST https://a.example/x?y=1&z=2 [a: b^c] n=\"v\""}},
		"two requests as they were sent":       {"POST /x HTTP/1.1\r\nHost: a.example\r\nContent-Length: 5\r\n\r\nhello\r\nGET /y HTTP/1.1\r\nHost: b.example\r\n\r\n", "http", []string{"line 1: POST https://a.example/x [Host: a.example] [Content-Length: 5] hello", "line 6: GET https://b.example/y [Host: b.example]"}},
		"a request in chunks":                  {"POST /x HTTP/1.1\nHost: a.example\nTransfer-Encoding: chunked\n\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "http", []string{"line 1: POST https://a.example/x [Host: a.example] [Transfer-Encoding: chunked] abcde"}},
		"a request that was saved by hand":     {"POST https://a.example/x HTTP/2\nContent-Type: text/plain\n\nall\nof it\n", "http", []string{"line 1: POST https://a.example/x [Content-Type: text/plain] all\nof it\n"}},
		"a body shorter than its length":       {"POST /x HTTP/1.1\nHost: a.example\nContent-Length: 50\n\nhello", "http", []string{"line 1: POST https://a.example/x [Host: a.example] [Content-Length: 50] hello (body cut)"}},
		"curl -v":                              {"* Connected to a.example\n> POST /x HTTP/1.1\n> Host: a.example\n> Content-Length: 4\n> \n* upload completely sent\n< HTTP/1.1 204\n< \n> GET /y HTTP/1.1\n> Host: a.example\n>\n", "http", []string{"line 2: POST https://a.example/x [Host: a.example] [Content-Length: 4] (body missing)", "line 9: GET https://a.example/y [Host: a.example]"}},
		"addresses":                            {"https://a.example/?a=1\n\nhttps://b.example/p\n", "urls", []string{"line 1: GET https://a.example/?a=1", "line 3: GET https://b.example/p"}},
		"a payload":                            {" {\"a\":1}", "payload", []string{"the whole file: POST   {\"a\":1}"}},
		"an address in a text is no list":      {"see https://a.example/ there", "payload", []string{"the whole file: POST  see https://a.example/ there"}},
		"JSON that has a log and is no HAR":    {`{"logs": {"entries": []}}`, "payload", []string{`the whole file: POST  {"logs": {"entries": []}}`}},
		"a text that begins with curl's name":  {"curly hair", "payload", []string{"the whole file: POST  curly hair"}},
		"nothing":                              {"", "payload", []string{"the whole file: POST "}},
	} {
		format, got, err := said(t, "", tc.in)
		if err != nil || format != tc.format {
			t.Errorf("%s: read as %q, %v; want %q", name, format, err, tc.format)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAs(t *testing.T) {
	t.Parallel()
	if format, got, err := said(t, "payload", "https://a.example/"); err != nil || format != "payload" || len(got) != 1 {
		t.Errorf("an address read as a payload: %q %q %v", format, got, err)
	}
	if _, _, err := said(t, "hra", "x"); err == nil || !strings.Contains(err.Error(), "har, curl, trace, burp, zap, saz, http, urls, payload") {
		t.Errorf("an unknown format: %v", err)
	}
}

// TestCut: what came before a file's end or mistake is given, and an error says so
// and repeats nothing of the file.
func TestCut(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		as, in string
		n      int
	}{
		"a HAR file that ends":      {"", `{"log":{"entries":[{"request":{"url":"https://a.example/"}},{"request":{"url":"https://secret`, 1},
		"a HAR entry of other kind": {"", `{"log":{"entries":[{"request":{"url":"https://a.example/"}},{"request":"secret"}]}}`, 1},
		"no entries":                {"", `{"log":{"version":"secret"}}`, 0},
		"entries that are no list":  {"", `{"log":{"entries":"secret"}}`, 0},
		"no HAR":                    {"har", `secret`, 0},
		"quotes that stay open":     {"", "curl https://a.example/ -d 'secret", 1},
		"no request":                {"http", "secret", 0},
	} {
		_, got, err := said(t, tc.as, tc.in)
		if !errors.Is(err, ErrCut) || len(got) != tc.n || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %d messages, %v", name, len(got), err)
		}
	}
	stop := errors.New("stop")
	if _, err := Read(strings.NewReader("https://a.example/\nhttps://a.example/"), "", func(Message) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("the caller's own error: %v", err)
	}
	many := strings.Repeat("https://a.example/\n", maxMessages+1)
	if _, got, err := said(t, "", many); !errors.Is(err, ErrCut) || len(got) != maxMessages {
		t.Errorf("%d messages of a file with one too many: %v", len(got), err)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		`{"log":{"entries":[{"request":{"url":"u","postData":{"text":"x"}},"_webSocketMessages":[{"type":"send","opcode":2,"data":"!"}]}]}}`,
		"curl 'a' -H 'b: c' --data-raw $'\\u12\\x4' \\\n-F a=@b; curl \"x", "> GET / HTTP/1.1\n> Host: a\n>\n",
		"POST / HTTP/1.1\nTransfer-Encoding: chunked\n\nffffffffffff\r\n", "POST / HTTP/1.1\nContent-Length: -1\n\nx", "https://a\nhttps://b", "curl -", "curl ^\"a^\" ^\n -d ^\"x\\^\\\"^",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		for _, as := range append(Formats(), "") {
			n := 0
			kind, err := Read(strings.NewReader(string(in)), as, func(m Message) error {
				if n++; m.At == "" || m.Exchange.Outcome == "" && m.Lost == "" {
					return fmt.Errorf("message %d has no place", n)
				}
				return nil
			})
			if kind.Format == "" || err != nil && !errors.Is(err, ErrCut) {
				t.Fatalf("read as %q: %v", kind, err)
			}
		}
	})
}

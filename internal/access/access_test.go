package access

import (
	"bytes"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseConnectTo(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]Rule{
		"practice.example:443:127.0.0.1:8443": {"practice.example", 443, "127.0.0.1", 8443},
		"Practice.Example.:443:Other:":        {"practice.example", 443, "other", 0},
		"::127.0.0.1:8080":                    {"", 0, "127.0.0.1", 8080},
		":80::8080":                           {"", 80, "", 8080},
		"a:::":                                {"a", 0, "", 0},
		":::":                                 {},
		"[2001:DB8::1]:443:[::1]:8443":        {"2001:db8::1", 443, "::1", 8443},
	} {
		got, err := ParseConnectTo(in)
		if err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", in, got, err, want)
		}
	}
	for in, want := range map[string]string{
		"":                 "has 1 parts, want 4: HOST1:PORT1:HOST2:PORT2",
		"a:1:b":            "has 3 parts",
		"a:1:b:2:c":        "has 5 parts",
		"::1:443:b:2":      "has 6 parts",
		"a:x:b:2":          `PORT1: "x" is no port`,
		"a:1:b:65536":      `PORT2: "65536" is no port`,
		"a:0:b:1":          `"0" is no port`,
		"a:+1:b:1":         `"+1" is no port`,
		"https://a:1:b:2":  "parts",
		"a b:1:c:2":        "no host name",
		"*:1:c:2":          "no host name",
		"a,MAP:1:c:2":      "no host name",
		"bücher:1:c:2":     "xn--",
		"[::1:1:c:2":       "brackets do not pair",
		"::1]:1:c:2":       "brackets do not pair",
		"[1.2.3.4]:1:c:2":  "no IPv6 address in brackets",
		"[fe80::1%a]:1::2": "no IPv6 address",
		"a:1:[::1]x:2":     "no IPv6 address",
	} {
		if got, err := ParseConnectTo(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %+v, %v; want %q", in, got, err, want)
		}
	}
}

func TestHostResolverRules(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   []string
		want string
	}{
		{nil, ""},
		{[]string{":443:127.0.0.1:8443", "practice.example::127.0.0.1:8080"}, "MAP *:443 127.0.0.1:8443, MAP practice.example 127.0.0.1:8080"},
		{[]string{"a:443::8443", "b:::", "::127.0.0.1:"}, "MAP a:443 a:8443, MAP b b, MAP * 127.0.0.1"},
		{[]string{"[::1]::[::2]:80", "[::1]:81:[::2]:"}, "MAP ::1 [::2]:80, MAP [::1]:81 [::2]"},
		{[]string{"a::b:", ":::", "::c:"}, "MAP a b"},
	} {
		var rules []Rule
		for _, s := range c.in {
			r, err := ParseConnectTo(s)
			if err != nil {
				t.Fatal(err)
			}
			rules = append(rules, r)
		}
		if got, err := HostResolverRules(rules); err != nil || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.in, got, err, c.want)
		}
	}
	if _, err := HostResolverRules([]Rule{{FromPort: 443, ToPort: 8443}}); err == nil || !strings.Contains(err.Error(), `":443::8443"`) || !strings.Contains(err.Error(), "name HOST1") {
		t.Errorf("error %v", err)
	}
}

// chrome plays net/base/host_mapping_rules.cc.
func chrome(rules, addr string) string {
	host, port, _ := net.SplitHostPort(addr)
	for _, rule := range strings.Split(rules, ", ") {
		f := strings.Fields(rule)
		if len(f) != 3 {
			continue
		}
		match := func(s string) bool {
			if rest, any := strings.CutPrefix(f[1], "*"); any {
				return strings.HasSuffix(s, rest)
			}
			return f[1] == s
		}
		if !match(host) && !match(net.JoinHostPort(host, port)) {
			continue
		}
		if h, p, err := net.SplitHostPort(f[2]); err == nil {
			return net.JoinHostPort(h, p)
		}
		return net.JoinHostPort(strings.Trim(f[2], "[]"), port)
	}
	return addr
}

// TestCrawlerAndChromeGoTheSameWay is what the package is for.
func TestCrawlerAndChromeGoTheSameWay(t *testing.T) {
	t.Parallel()
	var all []Rule
	for _, fh := range []string{"", "a.example", "b.example", "2001:db8::1"} {
		for _, fp := range []int{0, 80, 443} {
			for _, th := range []string{"", "127.0.0.1", "::1"} {
				for _, tp := range []int{0, 8443} {
					all = append(all, Rule{fh, fp, th, tp})
				}
			}
		}
	}
	compared := 0
	for i, r := range all {
		for j := range all {
			rules := []Rule{r, all[(i*7+j)%len(all)]}
			flag, err := HostResolverRules(rules)
			if err != nil {
				continue
			}
			for _, addr := range []string{"a.example:80", "a.example:443", "b.example:443", "b.example:8080", "[2001:db8::1]:443"} {
				compared++
				if got, want := chrome(flag, addr), rewrite(rules, addr); got != want {
					t.Fatalf("%v (%s): Chrome goes to %s, the crawler to %s for %s", rules, flag, got, want, addr)
				}
			}
		}
	}
	if compared < 1000 {
		t.Errorf("only %d compared", compared)
	}
}

func FuzzParseConnectTo(f *testing.F) {
	for _, s := range []string{"a:1:b:2", "::[::1]:443", "[::1]:80:[::2]:81", ":443::8443", ":::", "a.:1::"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ParseConnectTo(s)
		if err != nil {
			return
		}
		if again, err := ParseConnectTo(r.String()); err != nil || again != r {
			t.Errorf("%q reads as %+v, prints as %q, reads again as %+v, %v", s, r, r, again, err)
		}
		if rules, err := HostResolverRules([]Rule{r}); err == nil && strings.ContainsAny(rules, ",\n\"") {
			t.Errorf("%q makes more than one rule: %q", s, rules)
		}
		rewrite([]Rule{r}, "a:1")
	})
}

func TestTransport(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:1")
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Host) }))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // a client that does not trust it is expected
	defer s.Close()
	rule, err := ParseConnectTo("example.com:443:" + s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	for name, c := range map[string]struct {
		o    Options
		good bool
	}{
		"trusted":   {Options{ConnectTo: []Rule{rule}, CACert: ca}, true},
		"insecure":  {Options{ConnectTo: []Rule{rule, {ToHost: "127.0.0.1", ToPort: 1}}, Insecure: true}, true},
		"untrusted": {Options{ConnectTo: []Rule{rule}}, false},
		"first":     {Options{ConnectTo: []Rule{{ToHost: "127.0.0.1", ToPort: 1}, rule}, Insecure: true}, false},
	} {
		tr, err := c.o.Transport()
		if err != nil {
			t.Fatal(err)
		}
		res, err := (&http.Client{Transport: tr}).Get("https://example.com/")
		if (err == nil) != c.good {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil {
			continue
		}
		body, _ := io.ReadAll(res.Body)
		res.Body.Close()
		tr.CloseIdleConnections()
		if string(body) != "example.com" {
			t.Errorf("%s: Host %q", name, body)
		}
	}
}

func TestCertificates(t *testing.T) {
	t.Parallel()
	if certs, err := (Options{}).Certificates(); certs != nil || err != nil {
		t.Errorf("none: %v, %v", certs, err)
	}
	for in, want := range map[string]string{
		"":    "no PEM block",
		"abc": "no PEM block",
		"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n": `"PRIVATE KEY", want CERTIFICATE`,
		"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n": "block 1",
	} {
		o := Options{CACert: []byte(in)}
		if _, err := o.Certificates(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", in, err)
		}
		if _, err := o.Transport(); err == nil {
			t.Errorf("%q: a transport without the certificates asked for", in)
		}
	}
}

func TestParseHeader(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]Header{
		"x-preview: a: b ": {"X-Preview", "a: b"}, "Cookie:a=b": {"Cookie", "a=b"}, "X-Empty:": {"X-Empty", ""},
	} {
		if got, err := ParseHeader(in); err != nil || got.Name != want.Name || got.Value != want.Value {
			t.Errorf("%q: %q %q, %v", in, got.Name, got.Value, err)
		}
	}
	for _, in := range []string{"hunter2", ": hunter2", "a b: hunter2", "Host: hunter2", "user-agent: hunter2", "X: hunter2\r\nY: z", "X: hunter2\x00", "hunter2\n: x"} {
		if h, err := ParseHeader(in); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v, %v", in, h, err)
		}
	}
}

func TestParseBasicAuth(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][2]string{"jo:pw:x": {"jo", "pw:x"}, "jo:": {"jo", ""}} {
		if c, err := ParseBasicAuth(in); err != nil || c.User != want[0] || c.Password != want[1] {
			t.Errorf("%q: %v", in, err)
		}
	}
	for _, in := range []string{"", "hunter2", ":hunter2"} {
		if _, err := ParseBasicAuth(in); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestForHosts(t *testing.T) {
	t.Parallel()
	o := Options{Headers: []Header{{"X-A", "1"}, {"X-A", "2"}, {"Accept", "x"}}, BasicAuth: &Credentials{"jo", "pw"}}
	var got http.Header
	rt := o.ForHosts(func(h string) bool { return h == "practice.example" || h == "practice.example:8443" },
		roundTripper(func(r *http.Request) (*http.Response, error) { got = r.Header; return nil, io.EOF }))
	for address, mine := range map[string]bool{
		"https://Practice.Example:443/": true, "http://practice.example./": true, "https://practice.example:8443": true,
		"https://practice.example:444/": false, "https://vendor.example/": false, "http://practice.example:443/": false,
	} {
		req, err := http.NewRequest("GET", address, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept", "*/*")
		if _, err := rt.RoundTrip(req); err != io.EOF {
			t.Fatal(err)
		}
		want := http.Header{"Accept": {"*/*"}}
		if mine {
			want = http.Header{"Accept": {"x"}, "X-A": {"1", "2"}, "Authorization": {"Basic am86cHc="}}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", address, d)
		}
		if len(req.Header) != 1 {
			t.Errorf("%s: the caller's request was changed", address)
		}
	}
	if next := http.RoundTripper(&http.Transport{}); (Options{}).ForHosts(nil, next) != next {
		t.Error("wrapped without need")
	}
}

func TestAuthority(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"https://A.example:443/x": "a.example", "http://a.example.:8080": "a.example:8080", "https://[::1]:443/": "[::1]", "http://[2001:DB8::0:1]:81": "[2001:db8::1]:81"} {
		u, err := url.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := Authority(u); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestSecretsDoNotPrint(t *testing.T) {
	t.Parallel()
	o := Options{Headers: []Header{{"X-Token", "hunter2"}}, BasicAuth: &Credentials{"hunter2", "hunter2"}}
	var b bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&b, nil), slog.NewJSONHandler(&b, nil)} {
		slog.New(h).Info("x", "options", o, "pointer", &o, "header", o.Headers[0], "auth", o.BasicAuth, "headers", o.Headers)
	}
	for _, v := range []any{o, &o, o.Headers, o.Headers[0], o.BasicAuth, *o.BasicAuth} {
		fmt.Fprintf(&b, "%v %+v %#v %s %q %x %d\n", v, v, v, v, v, v, v)
	}
	j, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	b.Write(j)
	for _, bad := range []string{"hunter2", "68756e74", "104 117"} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("%q got out:\n%s", bad, b.String())
		}
	}
	if !strings.Contains(b.String(), "X-Token") {
		t.Error("the name of a header should print")
	}
}

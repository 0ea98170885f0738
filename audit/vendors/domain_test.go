package vendors

import (
	"strings"
	"testing"
)

func TestDomain(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]string{
		"www.example.com":              "example.com",
		"WWW.Example.COM.":             "example.com",
		"www.example.com:8443":         "example.com",
		"https://www.example.com/path": "example.com",
		"a.b.example.co.uk":            "example.co.uk",
		"jane.github.io":               "jane.github.io",
		"clinic.wixsite.com":           "clinic.wixsite.com",
		"foo.squarespace.com":          "squarespace.com",
		"bücher.example.com":           "example.com",
		"www.bücher.de":                "xn--bcher-kva.de",
		"www.xn--bcher-kva.de":         "xn--bcher-kva.de",
		"127.0.0.1:9000":               "127.0.0.1",
		"[::1]:9000":                   "::1",
		"::1":                          "::1",
		"::ffff:127.0.0.1":             "127.0.0.1",
		"localhost:80":                 "localhost",
		"intranet":                     "intranet",
		"com":                          "com",
		"_dmarc.example.com":           "example.com",
		"":                             "",
		strings.Repeat("a.", 400):      "",
		"user:secret@evil.example.com": "example.com",
	} {
		if got := Domain(host); got != want {
			t.Errorf("Domain(%.40q) = %q; want %q", host, got, want)
		}
	}
}

func TestFirstParty(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		scope, host string
		want        bool
	}{
		{"https://www.practice.com", "cdn.practice.com", true},
		{"www.practice.com:443", "practice.com", true},
		{"practice.com", "practice.com.evil.net", false},
		{"practice.com", "notpractice.com", false},
		{"jane.github.io", "john.github.io", false},
		{"clinic.wixsite.com", "other.wixsite.com", false},
		{"http://127.0.0.1:8000", "127.0.0.1:9000", true},
		{"http://127.0.0.1:8000", "127.0.0.2:8000", false},
		{"http://localhost:8000", "localhost:9", true},
		{"http://localhost:8000", "a.localhost", false},
		{"jane.squarespace.com", "jane.squarespace.com", true},
		{"jane.squarespace.com", "static1.squarespace.com", false},
		{"jane.clientsecure.me", "widget.clientsecure.me", false},
		{"practice.com", "", false},
		{"", "", false},
	} {
		if got := FirstParty([]string{c.scope})(c.host); got != c.want {
			t.Errorf("scope %s, host %s: got %v", c.scope, c.host, got)
		}
	}
}

func TestSameSite(t *testing.T) {
	t.Parallel()
	if !SameSite("a.example.com", "https://b.example.com:1") || SameSite("a.example.com", "example.org") || SameSite("", "") {
		t.Error("hosts are of one site when they share a registrable domain, and only then")
	}
}

func FuzzDomain(f *testing.F) {
	for _, s := range []string{"a.example.com", "[::1", "..", "a:b:c", "\xff.com", "xn--", "１２７.0.0.1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, host string) {
		d := Domain(host)
		if Domain(d) != d {
			t.Fatalf("Domain(%q) = %q, and of that %q", host, d, Domain(d))
		}
	})
}

package crawler

import (
	"net/url"
	"strings"
	"testing"
)

func TestIdentity(t *testing.T) {
	t.Parallel()
	c := newCrawler(t, Config{Start: "https://practice.example"})
	for in, want := range map[string]string{
		"HTTPS://Practice.Example:443":                                                            "https://practice.example/",
		"https://practice.example./a":                                                             "https://practice.example/a",
		"http://practice.example:80/a/":                                                           "http://practice.example/a",
		"https://practice.example:8443/a":                                                         "https://practice.example:8443/a",
		"https://practice.example/a/../b/./c":                                                     "https://practice.example/b/c",
		"https://practice.example//a///b":                                                         "https://practice.example/a/b",
		"https://practice.example/index.html":                                                     "https://practice.example/",
		"https://practice.example/team/Default.aspx":                                              "https://practice.example/team",
		"https://practice.example/my-index.html":                                                  "https://practice.example/my-index.html",
		"https://practice.example/a#section":                                                      "https://practice.example/a",
		"https://practice.example/a#/book/":                                                       "https://practice.example/a#/book",
		"https://practice.example/#!/book":                                                        "https://practice.example/#!/book",
		"https://practice.example/#/":                                                             "https://practice.example/",
		"https://practice.example/a?b=2&a=1&b=1":                                                  "https://practice.example/a?a=1&b=2&b=1",
		"https://practice.example/a?":                                                             "https://practice.example/a",
		"https://practice.example/a?x=":                                                           "https://practice.example/a?x",
		"https://practice.example/a?x=a%20b":                                                      "https://practice.example/a?x=a+b",
		"https://practice.example/%7ejane/%c3%a9":                                                 "https://practice.example/~jane/%C3%A9",
		"https://practice.example/é":                                                              "https://practice.example/%C3%A9",
		"https://practice.example/a;jsessionid=0A1B?x=1":                                          "https://practice.example/a?x=1",
		"https://practice.example/(S(lit3py55t21z5v))/a":                                          "https://practice.example/a",
		"https://practice.example/?PHPSESSID=abc":                                                 "https://practice.example/",
		"https://practice.example/?sid=12":                                                        "https://practice.example/?sid=12",
		"https://practice.example/?sid=0123456789abcdef0":                                         "https://practice.example/",
		"https://practice.example/?utm_source=a&UTM_Medium=":                                      "https://practice.example/",
		"https://practice.example/?fbclid=1&gclid=2&_ga=3&_gl=4&mc_eid=5&msclkid=6&topic=anxiety": "https://practice.example/?topic=anxiety",
		"https://user:pw@practice.example/":                                                       "https://practice.example/",
		"https://bücher.example/":                                                                 "https://xn--bcher-kva.example/",
		" https://practice.example/\ta\n":                                                         "https://practice.example/a",
		"https:\\\\practice.example\\a":                                                           "https://practice.example/a",
		"https://practice.example/100%-you":                                                       "https://practice.example/100%25-you",
		"https://[::1]:8080/a":                                                                    "https://[::1]:8080/a",
		"https://practice.example/?q=a&&b=1":                                                      "https://practice.example/?b=1&q=a",
	} {
		got, err := c.Identity(in)
		if err != nil || got != want {
			t.Errorf("Identity(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"", "/a", "mailto:a@b.example", "javascript:x", "https://", "https://exa mple/", "https://x/" + strings.Repeat("a", maxAddress)} {
		if got, err := c.Identity(in); err == nil {
			t.Errorf("Identity(%q) = %q, want an error", in, got)
		}
	}
}

func FuzzIdentity(f *testing.F) {
	for _, s := range []string{
		"https://practice.example/a;jsessionid=x/b?utm_x=1&b&a=%41#/r", "http://[::1]:80//index.html/index.html/", "https://x/%2e%2e/%zz?%%%&=&==",
		"https://x/;jsess;sid=x;sid=y", "http://0x7f.1/", "https://x/#!/#/%", "https://xn--/", "http://a\\b", "https://x/(S(a))/(S(b))",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := resolve(nil, s)
		if err != nil {
			return
		}
		id := identity(u)
		again, err := resolve(nil, id)
		if err != nil {
			if len(id) > maxAddress {
				return
			}
			t.Fatalf("identity %q of %q is no address: %v", id, s, err)
		}
		if twice := identity(again); twice != id {
			t.Errorf("identity of %q is not stable: %q, then %q", s, id, twice)
		}
		c := clean(u)
		if identity(c) != id {
			t.Errorf("the address to visit %q is another page than %q", c, s)
		}
		destructive(u, s)
		familyOf(u, 5)
		tooDeep(u)
		shelf(u)
	})
}

func FuzzLinks(f *testing.F) {
	f.Add([]byte(`<base href=//b.example><a href=" x ">y</a><area href=z><meta http-equiv=refresh content="0;url='q">`), "text/html")
	f.Add([]byte(`<script type="application/ld+json">{"@type":["Person",1],"name":"J D","telephone":["+1 (202) 555-0100"],"x":[[{"email":"a@b.ex"}]]}</script>`), "text/html; charset=utf-16")
	f.Add([]byte("\xff\xfe<\x00a\x00"), "text/html; charset=nonsense")
	f.Add([]byte(`<div itemscope itemtype="https://schema.org/Person"><b itemprop=name>J</b><a href="tel:%2B1"></a></div>`), "")
	base := &url.URL{Scheme: "https", Host: "practice.example", Path: "/"}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		d := read(base, contentType, body)
		if len(d.links) > maxLinks || len(d.schema) > maxSchema || len([]rune(d.title)) > maxTitle+1 {
			t.Errorf("out of bounds: %d links, %d types", len(d.links), len(d.schema))
		}
		for _, l := range d.links {
			u, err := resolve(d.base, l.ref)
			if err == nil && u.Scheme != "http" && u.Scheme != "https" {
				t.Errorf("link %q leads to scheme %q", l.ref, u.Scheme)
			}
		}
	})
}

package crawler

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
)

var practice = &url.URL{Scheme: "https", Host: "practice.example", Path: "/team"}

func TestPublicFacts(t *testing.T) {
	t.Parallel()
	d := read(practice, "text/html; charset=utf-8", []byte(`<html><head>
		<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
			{"@type":["MedicalClinic","LocalBusiness"],"name":"Quiet Harbor Therapy","telephone":"+1-202-555-0143","email":"mailto:desk@harbor.example","url":"https://practice.example",
			 "employee":[{"@type":"http://schema.org/Person","name":"Dr. Jane  Doe"},{"@type":"Person","name":"Sam Roe"}]},
			{"@type":"WebPage","name":"Team"}]}</script>
		<script>var phone = "202-555-9999"</script>
		<script type="application/ld+json">{broken</script>
		<meta name="author" content="Pat Poe"></head><body>
		<a href="mailto:Hello%40Harbor.example?subject=Hi">write</a> <a href="tel:+1%20(202)%20555-0100;ext=2">call</a>
		<p>Call (202) 555-0111, 202.555.0122 or <b>202</b>-555-0133, from abroad +44 20 7946 0958. NPI 1234567893. Since 2019-2026.</p>
		<p>info [at] harbor [dot] example, or front.desk@harbor.example.</p>
		<div itemscope itemtype="https://schema.org/Physician"><span itemprop="name">Lee Low</span><meta itemprop="telephone" content="2025550166"></div>
		<div itemscope itemtype="https://schema.org/Article"><span itemprop="name">An article</span></div>
		<textarea>typed@person.example</textarea></body></html>`))
	want := Public{
		Emails: []string{"desk@harbor.example", "hello@harbor.example", "front.desk@harbor.example", "info@harbor.example"},
		Phones: []string{"2025550143", "2025550100", "2025550166", "2025550111", "2025550122", "2025550133", "442079460958"},
		Names:  []string{"Quiet Harbor Therapy", "Dr. Jane Doe", "Sam Roe", "Pat Poe", "Lee Low"},
	}
	if diff := cmp.Diff(want, d.facts); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"MedicalClinic", "LocalBusiness", "Person", "WebPage", "Physician", "Article"}, d.schema); diff != "" {
		t.Error(diff)
	}
}

func TestCharsets(t *testing.T) {
	t.Parallel()
	latin, err := charmap.Windows1252.NewEncoder().String("<html><head><meta charset=windows-1252><title>Café – Überblick</title>")
	if err != nil {
		t.Fatal(err)
	}
	greek, err := charmap.ISO8859_7.NewEncoder().String("<title>Ψυχή</title>")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ body, contentType, want string }{
		{latin, "text/html", "Café – Überblick"},
		{greek, "text/html; charset=iso-8859-7", "Ψυχή"},
		{"<title>Café</title>", "text/html", "Café"},
		{"<title>Café</title>", "text/html; charset=klingon", "Café"},
		{"\xff\xfe<\x00t\x00i\x00t\x00l\x00e\x00>\x00H\x00i\x00", "text/html", "Hi"},
		{"<title>a\x1b[31m\u202eb\n\n c</title>", "text/html; charset=utf-8", "a[31mb c"},
	} {
		if got := read(practice, c.contentType, []byte(c.body)).title; got != c.want {
			t.Errorf("%s: title %q, want %q", c.contentType, got, c.want)
		}
	}
}

// TestOddContentTypes: colly gives up pages of a charset that it does not know.
func TestOddContentTypes(t *testing.T) {
	t.Parallel()
	for contentType, mediaType := range map[string]string{"text/html; charset=klingon": "text/html", "Text/HTML;;": "text/html", "application/xhtml+xml": "application/xhtml+xml", "": ""} {
		base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Content-Type"] = nil
			if contentType != "" {
				w.Header().Set("Content-Type", contentType)
			}
			if r.URL.Path != "/" {
				w.WriteHeader(http.StatusNotFound)
			}
			fmt.Fprint(w, "<!doctype html><title>Café</title>")
		}))
		_, r := crawl(t, Config{Start: base})
		if p := r.Pages[0]; p.Title != "Café" || p.ContentType != mediaType {
			t.Errorf("%q: %+v", contentType, p)
		}
	}
}

func TestFactsOfAResult(t *testing.T) {
	t.Parallel()
	base := serve(t, site{
		"/":  "<html><title>a</title>desk@harbor.example <a href=/b>b</a>",
		"/b": "<html><title>b</title>desk@harbor.example (202) 555-0100",
	})
	_, r := crawl(t, Config{Start: base})
	if d := cmp.Diff(Public{Emails: []string{"desk@harbor.example"}, Phones: []string{"2025550100"}}, r.Public); d != "" {
		t.Error(d)
	}
}

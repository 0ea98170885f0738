package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

func readJSON(t testing.TB, file string) any {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func testMasker() *masker {
	return newMasker(&audit.Run{Pages: []audit.Page{{URL: "https://a.example/specialties/anxiety"}}}, []audit.PatientValues{{ID: "A", Values: map[audit.Kind][]string{
		audit.KindEmail: {"quilla.thornwick@example.com"}, audit.KindFamilyName: {"Thornwick"}, audit.KindState: {"OR"},
	}}})
}

func TestMaskBody(t *testing.T) {
	t.Parallel()
	findings := []*audit.Finding{{Kind: audit.KindEmail, Place: "body.json.h", Chain: []string{"sha256"}}, {Kind: audit.KindMessage, Place: "body.json.b.base64.json.m", Chain: []string{"base64", "json"}}}
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"text", "Jane Roe", "‹text, 8 characters›"},
		{"a value in a text", "hi quilla.thornwick@example.com, bye", "‹text, 3 characters›‹email›‹text, 5 characters›"},
		{"number", "12345", "‹number, 5 digits›"},
		{"hex", "8f14e45fceea167a5a36dedd4bea2543", "‹hex, 32 characters›"},
		{"binary", "\xff\x00", "‹binary, 2 bytes›"},
		{"control", "a\x00b", "‹binary, 3 bytes›"},
		{"JSON", `{"em":"QUILLA.THORNWICK@EXAMPLE.COM","n":1,"a":[true,null,"x"]}`, `{"em":"‹email›","n":"‹number, 1 digit›","a":["‹true or false›",null,"‹text, 1 character›"]}`},
		{"repeats stay", `{"a":"x","a":"yy"}`, `{"a":"‹text, 1 character›","a":"‹text, 2 characters›"}`},
		{"a finding's place", `{"h":"0123456789abcdef","i":"0123456789abcdef"}`, `{"h":"‹email, SHA-256 hash›","i":"‹email, SHA-256 hash›"}`},
		{"under a finding's place", `{"b":"eyJtIjoi"}`, `{"b":"‹message, Base64, JSON, in text, 8 characters›"}`},
		{"a finding in what is not taken apart", "\xff\x00", "‹email, SHA-256 hash, in binary, 2 bytes›"},
		{"too short to know", `{"state":"OR"}`, `{"state":"‹text, 2 characters›"}`},
		{"a key that is a value", `{"jane@roe.example":1,"thornwick":2}`, `{"‹text, 16 characters›":"‹number, 1 digit›","‹family_name›":"‹number, 1 digit›"}`},
		{"form", "em=quilla.thornwick%40example.com&q=a%20b&=x", "em=%E2%80%B9email%E2%80%BA&q=%E2%80%B9text%2C+3+characters%E2%80%BA&=%E2%80%B9text%2C+1+character%E2%80%BA"},
		{"address", "https://b.example/specialties/anxiety?x=Jane", "https://b.example/specialties/anxiety?x=%E2%80%B9text%2C+4+characters%E2%80%BA"},
		{"lines", "{\"a\":\"x\"}\n{\"a\":\"y\"}", "{\"a\":\"‹text, 1 character›\"}\n{\"a\":\"‹text, 1 character›\"}"},
		{"multipart", "--b\r\nContent-Disposition: form-data; name=\"em\"; filename=\"Jane.pdf\"\r\n\r\nJane\r\n--b--\r\n", "em: ‹text, 4 characters›\n"},
		{"broken JSON", `{"a":"Jane`, "‹text, 10 characters›"},
		{"deep JSON", strings.Repeat("[", 1000) + strings.Repeat("]", 1000), "‹text, 2,000 characters›"},
		{"tags of our own", "\x02email\x03 Jane", "‹text, 10 characters›"},
	} {
		m := testMasker()
		if strings.Contains(c.name, "finding") {
			m.at(findings)
		}
		if got := m.body([]byte(c.in)); got != c.want {
			t.Errorf("%s: %q\nmasked as %q\nwant      %q", c.name, c.in, got, c.want)
		}
	}
}

func TestMaskExcerpt(t *testing.T) {
	t.Parallel()
	m := testMasker()
	for in, want := range map[string]string{
		"udff[em]=‹email›":                                          "udff[em]=‹email›",
		"em=tv.1~em.‹e-mail address›":                               "em=….‹e-mail address›",
		`"type":"Jane","value":"‹email›"`:                           `"type":"…","value":"‹email›"`,
		"dl=https://a.example/specialties/anxiety&fbp=‹identifier›": "dl=https://a.example/specialties/anxiety&fbp=‹identifier›",
		"‹Jane Roe› x=‹email›":                                      "‹…› x=‹email›",
		"":                                                          "",
	} {
		if got := m.excerpt(in); got != want {
			t.Errorf("%q\nmasked as %q\nwant      %q", in, got, want)
		}
	}
}

// FuzzMask hides another person's values in whatever comes and looks for them in
// what is shown of it.
func FuzzMask(f *testing.F) {
	body, err := os.ReadFile("testdata/body.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(body), 20)
	f.Add("a=b&c=d", 2)
	f.Add("https://a.example/p/x?y=z#f", 22)
	f.Add("--b\nContent-Disposition: form-data; name=\"a\"\n\nx\n--b--", 48)
	m := testMasker()
	f.Fuzz(func(t *testing.T, s string, at int) {
		const secret = "jane.roe@clinic-7.example"
		at = min(max(at, 0), len(s))
		s = s[:at] + secret + s[at:]
		shownURL, _ := m.address("url", s, 0)
		for _, out := range []string{m.body([]byte(s)), shownURL, m.header("Cookie", s), m.header("X-A", s), m.header("Referer", s), m.header("Content-Type", s)} {
			plain, err := url.QueryUnescape(out)
			if err != nil {
				plain = out
			}
			if strings.Contains(out, secret) || strings.Contains(plain, secret) {
				t.Fatalf("%q\nis shown as\n%q", s, out)
			}
		}
	})
}

// TestHashIsOfTheRecord: the hash that a report gives as evidence is that of
// run.json, whatever of the run the report masks.
func TestHashIsOfTheRecord(t *testing.T) {
	in := load(t, "practice")
	in.Run.Findings[0].Excerpt = "somebody=Real.Person%40mail.test&em=‹email›"
	var recorded bytes.Buffer
	if err := EncodeRun(&recorded, in.Run); err != nil {
		t.Fatal(err)
	}
	html, err := Find("html")
	if err != nil {
		t.Fatal(err)
	}
	out := string(print(t, html, in, Options{}))
	if strings.Contains(out, "Real.Person") {
		t.Error("the excerpt is not masked, so that the test says nothing")
	}
	if want := fmt.Sprintf("%x", sha256.Sum256(recorded.Bytes())); !strings.Contains(out, want) {
		t.Errorf("the report does not hold the hash of run.json, %s", want)
	}
}

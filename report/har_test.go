package report

import (
	"encoding/json"
	"errors"
	"iter"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/quietroom/quietroom/audit"
)

// harSchema compiles the schemas of testdata/schema/har under the names by which
// they name each other.
func harSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	files, err := filepath.Glob("testdata/schema/har/*.json")
	if err != nil || len(files) < 15 {
		t.Fatalf("%d schemas (%v)", len(files), err)
	}
	for _, f := range files {
		doc := readJSON(t, f).(map[string]any)
		delete(doc, "$id") // relative to nothing; the files' names do
		if err := c.AddResource("har:///"+filepath.Base(f), doc); err != nil {
			t.Fatal(err)
		}
	}
	s, err := c.Compile("har:///har.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestHARFitsItsSchema also shows that the schema can say no.
func TestHARFitsItsSchema(t *testing.T) {
	t.Parallel()
	schema := harSchema(t)
	for _, name := range runs(t) {
		in := load(t, name)
		text := print(t, find(t, "har"), in, Options{})
		validate(t, schema, name, text)
		entries := 0
		if in.Exchanges != nil {
			for _, err := range in.Exchanges() {
				if err == nil {
					entries++
				}
			}
		}
		if got := len(harLog(t, text)["entries"].([]any)); got != entries {
			t.Errorf("%s: %d entries of %d exchanges", name, got, entries)
		}
	}
	if schema.Validate(map[string]any{"log": map[string]any{"version": "1.2", "creator": map[string]any{}, "entries": []any{}}}) == nil {
		t.Error("the schema takes a creator without a name")
	}
}

func harLog(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var doc map[string]map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	return doc["log"]
}

// TestHARHoldsNoValue gives it exchanges that carry values in every place there
// is, of the patient and of others.
func TestHARHoldsNoValue(t *testing.T) {
	t.Parallel()
	in := load(t, "practice")
	const other = "jane.roe@clinic.example"
	ex := &audit.Exchange{
		ID: "x1", Page: in.Run.Pages[1].URL, Method: "POST", BodySHA256: strings.Repeat("a", 64), BodySize: 9,
		URL: "https://" + "u:p4ssw0rd-of-jane@t.example:8443/p/" + url.PathEscape(other) + "/collect;x=1?em=" + url.QueryEscape(other) + "&d=" + url.QueryEscape(`{"a":["`+other+`"]}`) + "&" + url.QueryEscape(other) + "#" + other,
		Headers: []audit.Header{
			{"Cookie", "sid=" + other + "; " + other + "=1; _ga=GA1.2.1234567.1699999999"}, {"Authorization", "Bearer " + other}, {"X-User", other}, {"Accept", other},
			{"Referer", "https://www.harborviewtherapy.example/book?u=" + other}, {"Content-Type", "application/json; x=" + other}, {"User-Agent", other}, {other, "1"},
		},
	}
	in.Exchanges = func() iter.Seq2[*audit.Exchange, error] {
		return func(yield func(*audit.Exchange, error) bool) {
			_ = yield(ex, nil) && yield(nil, errors.New("cut"))
		}
	}
	text := string(print(t, find(t, "har"), in, Options{}))
	validate(t, harSchema(t), "values", []byte(text))
	plain, err := url.QueryUnescape(strings.ReplaceAll(text, "%2B", ""))
	if err != nil {
		plain = text
	}
	for _, bad := range []string{other, "jane.roe", "p4ssw0rd", "1234567", "8f14e45f", "Jane Roe", "Roe", "thornwick", "THORNWICK", "5550142", "41,"} {
		if strings.Contains(text, bad) || strings.Contains(plain, bad) {
			t.Errorf("%q is in it", bad)
		}
	}
	for _, want := range []string{"t.example:8443/p/", "/book?u=", `"name":"em"`, "‹email›", "‹family_name›", `\"ph\":\"‹phone›\"`, "1 entry of the record could not be read", "‹true or false›"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in it:\n%s", want, text[strings.Index(text, `"entries"`):min(len(text), strings.Index(text, `"entries"`)+3500)])
		}
	}
	if open := string(print(t, find(t, "har"), in, Options{Unredacted: true})); !strings.Contains(open, "jane.roe") || !strings.Contains(open, "Not redacted") {
		t.Error("what was asked for unredacted is redacted, or does not say what it is")
	}
}

package report

import (
	"bytes"
	"encoding/json"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/quietroom/quietroom/audit"
)

// schemaOf compiles a schema of testdata/schema with the files beside it.
func schemaOf(t testing.TB, file string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(filepath.Join("testdata", "schema", file))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// validate holds a JSON text against a schema.
func validate(t testing.TB, s *jsonschema.Schema, where string, text []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	if err := s.Validate(doc); err != nil {
		t.Errorf("%s: %v", where, err)
	}
}

// TestSARIFFitsItsSchema also shows that the schema can say no.
func TestSARIFFitsItsSchema(t *testing.T) {
	t.Parallel()
	schema := schemaOf(t, "sarif-2.1.0.json")
	for _, name := range runs(t) {
		in := load(t, name)
		validate(t, schema, name, print(t, find(t, "sarif"), in, Options{}))
		in.Comparison = compared(in.Run, 4)
		validate(t, schema, name+", compared", print(t, find(t, "sarif"), in, Options{}))
	}
	var doc any
	if err := json.Unmarshal(print(t, find(t, "sarif"), load(t, "practice"), Options{}), &doc); err != nil {
		t.Fatal(err)
	}
	doc.(map[string]any)["runs"].([]any)[0].(map[string]any)["results"].([]any)[0].(map[string]any)["level"] = "fatal"
	if schema.Validate(doc) == nil {
		t.Error("the schema takes a level that there is not")
	}
}

func sarif(t *testing.T, in Input) sarifRun {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(print(t, find(t, "sarif"), in, Options{})))
	dec.DisallowUnknownFields()
	var log sarifLog
	if err := dec.Decode(&log); err != nil {
		t.Fatal(err)
	}
	return log.Runs[0]
}

// TestSARIFIsTakenByGitHub holds what code scanning asks for beyond the schema.
func TestSARIFIsTakenByGitHub(t *testing.T) {
	t.Parallel()
	for _, name := range runs(t) {
		in := load(t, name)
		run := sarif(t, in)
		want := len(in.Run.Findings)
		for _, f := range formerFindings(in.Comparison) {
			if f.Change == audit.NotLookedAt {
				want++
			}
		}
		if len(run.Results) != want {
			t.Errorf("%s: %d results, want %d", name, len(run.Results), want)
		}
		for _, r := range run.Results {
			rule := run.Tool.Driver.Rules[r.RuleIndex]
			if rule.ID != r.RuleID || rule.Help == nil || rule.Help.Markdown == "" || rule.Short.Text == "" || rule.Full == nil {
				t.Errorf("%s: rule %+v of result %s", name, rule, r.RuleID)
			}
			score, err := strconv.ParseFloat(rule.Properties["security-severity"].(string), 64)
			if err != nil || score <= 0 || score > 10 {
				t.Errorf("%s: severity of %s: %v", name, rule.ID, rule.Properties)
			}
			if r.Fingerprints["primaryLocationLineHash"] == ":1" || r.Fingerprints["primaryLocationLineHash"] == "" || len(r.Locations) != 1 {
				t.Errorf("%s: %+v", name, r)
			}
			uri := r.Locations[0].Physical.Artifact.URI
			u, err := url.Parse(uri)
			if err != nil || u.IsAbs() || u.Host != "" || u.RawQuery != "" || strings.HasPrefix(uri, "/") || strings.HasSuffix(uri, "/") || strings.Contains(u.Path, "..") || len(uri) > maxSARIFPath+2 {
				t.Errorf("%s: the address %q is not one of a file (%v)", name, uri, err)
			}
		}
	}
}

func TestSARIFPath(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://www.a.example/":                         "www.a.example",
		"https://www.a.example/book/?email=a@b.example":  "www.a.example/book",
		"http://localhost:8080/a:b/c d":                  "localhost_8080/a%3Ab/c%20d",
		"http://[::1]:80/x":                              "___1__80/x",
		"https://a.example/%2e%2e/../../etc/passwd":      "a.example/etc/passwd",
		"https://a.example/" + strings.Repeat("é/", 300): "a.example" + strings.Repeat("/%C3%A9", 35) + "/_",
		"javascript:alert(1)":                            "site",
		"":                                               "site",
		"https://../x":                                   "site/x",
		"https://a.example/app/#/book":                   "a.example/app/%23/book",
		"https://a.example/#!/book":                      "a.example/%23%21/book",
		"https://a.example/book#form":                    "a.example/book",
	} {
		if got := sarifPath(in, true); got != want {
			t.Errorf("sarifPath(%.60q) = %q, want %q", in, got, want)
		}
	}
}

// TestSARIFChanges: what is gone is no result, what was not looked at still is one.
func TestSARIFChanges(t *testing.T) {
	t.Parallel()
	in := load(t, "practice")
	in.Comparison = compared(in.Run, 4)
	in.Run.Findings[0].Suppressed = &audit.Suppression{Reason: "being removed", Owner: "A. Person", Expires: "2026-12-31"}
	run := sarif(t, in)
	n := map[string]int{}
	for _, r := range run.Results {
		n[r.Baseline]++
		n["suppressed"] += len(r.Suppressions)
	}
	if diff := cmp.Diff(map[string]int{"new": 10, "unchanged": 12, "suppressed": 1}, n); diff != "" {
		t.Error(diff)
	}
	gone := run.Properties["baseline"].(map[string]any)["gone"].([]any)
	if diff := cmp.Diff([]any{"f000000", "f000002"}, gone); diff != "" {
		t.Error(diff)
	}
}

// TestSARIFSaysWhetherItSawEverything: anything inconclusive is no success.
func TestSARIFSaysWhetherItSawEverything(t *testing.T) {
	t.Parallel()
	if !sarif(t, load(t, "clean")).Invocations[0].Successful {
		t.Error("the clean run is no success")
	}
	for name, spoil := range map[string]func(*audit.Run){
		"not complete":          func(r *audit.Run) { r.Complete = false },
		"a page is not clean":   func(r *audit.Run) { r.Pages[0].Verdict = audit.Inconclusive },
		"a journey failed":      func(r *audit.Run) { r.Journeys[0].Status = audit.Inconclused },
		"a journey of no name":  func(r *audit.Run) { r.Journeys[0].Status = "" },
		"something unexplained": func(r *audit.Run) { r.Coverage.Unexplained = []audit.Gap{{What: "x"}} },
		"the verdict":           func(r *audit.Run) { r.Verdict = audit.Inconclusive },
	} {
		in := load(t, "clean")
		spoil(in.Run)
		if sarif(t, in).Invocations[0].Successful {
			t.Errorf("%s: a success", name)
		}
	}
}

// TestSARIFIsBounded: what has no place is said.
func TestSARIFIsBounded(t *testing.T) {
	t.Parallel()
	in := load(t, "consent")
	f := in.Run.Findings[0]
	f.Excerpt, f.Why, f.Remedy = "", "", ""
	in.Run.Findings = nil
	for range maxSARIFResults + 3 {
		in.Run.Findings = append(in.Run.Findings, f)
	}
	results, _ := sarifResults(in)
	notes := sarifInvocationOf(in.Run, &view{}).Notifications
	if len(results) != maxSARIFResults || len(notes) != 1 || !strings.HasPrefix(notes[0].Message.Text, "3 findings have no place here") {
		t.Errorf("%d results, %+v", len(results), notes)
	}
}

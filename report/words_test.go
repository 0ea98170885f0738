package report

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var address = regexp.MustCompile(`https?://[^\s<>"]+`)

// printable are the folders whose sentences a report can print: their own code,
// and the data that they read. Of data only addresses and comments may say what
// we may not.
var printable = []string{
	".", "../audit", "../audit/judge", "../audit/remedy", "../audit/compare", "../audit/rules", "../audit/vendors", "../audit/pages", "../audit/sitefile", "../audit/patient",
	"../scenarios", "../scenarios/library", "../internal/runner", "../cmd/quietroom",
}

// TestWording scans every string of code and data that a report can print, and
// every run of testdata in every format.
func TestWording(t *testing.T) {
	t.Parallel()
	check := func(where, text string) {
		text = address.ReplaceAllString(text, "")               // a source's own words
		text = strings.ReplaceAll(text, "it offers no BAA", "") // what a vendor says of itself
		for _, word := range forbidden {
			if i := strings.Index(strings.ToLower(text), word); i >= 0 {
				t.Errorf("%s says %q: …%.60s…", where, word, text[max(0, i-20):])
			}
		}
	}
	for _, dir := range printable {
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(files) == 0 {
			t.Errorf("nothing to read in %s (%v)", dir, err)
		}
		for _, name := range files {
			switch filepath.Ext(name) {
			case ".go":
				if !strings.HasSuffix(name, "_test.go") {
					codeStrings(t, name, check)
				}
			case ".yaml":
				yamlText(t, name, check)
			}
		}
	}
	check("the templates", templates(t))
	for _, name := range runs(t) {
		for _, f := range Formats() {
			in := load(t, name)
			check(f.Name+" of "+name, string(print(t, f, in, Options{})))
			check(f.Name+" of "+name+", unredacted", string(print(t, f, in, Options{Unredacted: true})))
		}
	}
}

// TestWordingSaysNo: the scan finds what it looks for, in code and in data.
func TestWordingSaysNo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	code, data := filepath.Join(dir, "a.go"), filepath.Join(dir, "a.yaml")
	for name, text := range map[string]string{
		code: "package a\n\n// a violation\nvar a = []string{\"one\", `a breach`, \"caf\\u00e9 viol\" + \"ation\"}\n",
		data: "# a violation\nwhy: it is a breach # said\nsource: https://a.example/compliance\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	codeStrings(t, code, func(_, text string) { got = append(got, text) })
	yamlText(t, data, func(_, text string) { got = append(got, address.ReplaceAllString(text, "")) })
	all := strings.Join(got, "|")
	if !strings.Contains(all, "a breach|") || !strings.Contains(all, "café violation") || !strings.Contains(all, "it is a breach") || strings.Contains(all, "a violation") || strings.Contains(all, "compliance") {
		t.Errorf("%q", all)
	}
}

// codeStrings hands on the strings of a Go file, those that + joins as one.
func codeStrings(t *testing.T, name string, check func(where, text string)) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok {
			if text, ok := joined(e); ok {
				check(name, text)
				return false
			}
		}
		return true
	})
}

// joined gives the text of string literals joined by +; what else is among them
// reads as a blank.
func joined(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			text, err := strconv.Unquote(e.Value)
			return text, err == nil
		}
	case *ast.BinaryExpr:
		a, okA := joined(e.X)
		b, okB := joined(e.Y)
		if e.Op == token.ADD && okA && okB {
			return a + b, true
		}
	}
	return "", false
}

// yamlText hands on the lines of a data file without their comments.
func yamlText(t *testing.T, name string, check func(where, text string)) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(data), "\n") {
		if at := strings.Index(" "+line, " #"); at >= 0 {
			line = line[:at]
		}
		check(fmt.Sprintf("%s:%d", name, i+1), line)
	}
}

// TestCoverageIsAlwaysThere looks for it, and for the blind spots, in every report,
// also that of an empty run; the json has the run's own words.
func TestCoverageIsAlwaysThere(t *testing.T) {
	t.Parallel()
	for _, name := range runs(t) {
		in := load(t, name)
		for _, f := range Formats() {
			if f.Name == "json" {
				continue
			}
			got := flat(string(print(t, f, in, Options{})))
			want := append([]string{"Coverage", in.Run.Verdict.String(), newCoverage(in.Run, 0).Facts[2].Text}, blindSpots...)
			for _, w := range want {
				if !strings.Contains(strings.ToLower(got), strings.ToLower(flat(w))) {
					t.Errorf("%s of %s does not say %q", f.Name, name, w)
				}
			}
		}
	}
}

// flat removes white space and HTML's escapes, so that wrapped text can be searched.
func flat(s string) string {
	s = strings.NewReplacer("&#39;", "'", "&#34;", `"`).Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// TestVersionsAreAlwaysThere: a report says by what it was made and judged. The
// summary is the one screen behind an audit, and no report to keep.
func TestVersionsAreAlwaysThere(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"practice", "clean", "killed", "compared"} {
		in := load(t, name)
		for _, f := range Formats() {
			if f.Name == "summary" {
				continue
			}
			got := flat(string(print(t, f, in, Options{})))
			for _, want := range []string{in.Run.Tool.Version, in.Run.Tool.RulesHash} {
				if want == "" || !strings.Contains(strings.ReplaceAll(got, " ", ""), strings.ReplaceAll(want, " ", "")) {
					t.Errorf("%s of %s does not say %q", f.Name, name, want)
				}
			}
		}
	}
}

package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var address = regexp.MustCompile(`https?://[^\s<>"]+`)

func TestWording(t *testing.T) {
	t.Parallel()
	check := func(where, text string) {
		text = address.ReplaceAllString(text, "") // a source's own words
		for _, word := range forbidden {
			if i := strings.Index(strings.ToLower(text), word); i >= 0 {
				t.Errorf("%s says %q: …%.60s…", where, word, text[max(0, i-20):])
			}
		}
	}
	sentences := 0
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				sentences++
				check(name, lit.Value)
			}
			return true
		})
	}
	if sentences < 100 {
		t.Errorf("only %d strings read", sentences)
	}
	check("the templates", templates(t))
	for _, name := range runs(t) {
		for _, f := range Formats() {
			check(f.Name+" of "+name, string(print(t, f, load(t, name), Options{})))
		}
	}
}

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

package audit

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// TestChannels: the list of channels, which the schema of a run is made from, has
// every one.
func TestChannels(t *testing.T) {
	listed := map[string]bool{}
	for _, c := range Channels {
		if listed[string(c)] {
			t.Errorf("%s twice", c)
		}
		listed[string(c)] = true
	}
	file, err := parser.ParseFile(token.NewFileSet(), "exchange.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	declared := 0
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Values) != 1 || !strings.HasPrefix(v.Names[0].Name, "Channel") {
			return true
		}
		if lit, ok := v.Values[0].(*ast.BasicLit); ok {
			declared++
			if value, err := strconv.Unquote(lit.Value); err != nil || !listed[value] {
				t.Errorf("%s is not in Channels", v.Names[0].Name)
			}
		}
		return true
	})
	if declared != len(Channels) {
		t.Errorf("%d channels are declared, %d listed", declared, len(Channels))
	}
}

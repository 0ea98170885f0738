package quietroom_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/quietroom/quietroom"

// floors is the house: a package may import packages of lower floors only. The
// longest matching path decides.
var floors = map[string]int{
	"audit":             0,
	"internal/yamlfile": 0,
	"internal/neutral":  0,
	"internal/pause":    0,
	"scenarios/script":  1,
	"audit/codec":       1,
	"audit/rules":       1,
	"audit/vendors":     1,
	"audit/patient":     1,
	"audit/pages":       1,
	"internal/access":   1,
	"internal/chrome":   1,
	"internal/resolve":  1,
	"internal/procs":    1,
	"internal/npm":      1,
	"audit/detect":      2,
	"audit/judge":       2,
	"audit/sitefile":    2,
	"audit/compare":     2,
	"audit/remedy":      2,
	"report":            2,
	"internal/netlog":   2,
	"internal/login":    3,
	"crawler":           3,
	"scenarios":         3,
	"internal/browser":  3,
	"internal/runstore": 3,
	"internal/demosite": 3,
	"internal/saved":    3,
	"internal/survey":   4,
	"internal/runner":   4,
	"internal/schedule": 5,
	"internal/web":      6,
	"internal/channels": 7,
	"internal/sdksuite": 7,
	"internal/onscreen": 7,
	"cmd":               7,

	"internal/demosite/gallery": 7,
}

// homes names the only packages (and their subfolders) that may import an
// outside library. A library without a home here may be imported anywhere above
// floor 0.
var homes = map[string][]string{
	"github.com/gocolly/colly":          {"crawler"},
	"github.com/chromedp/chromedp":      {"scenarios", "internal/browser"},
	"github.com/chromedp/cdproto":       {"scenarios", "internal/browser"},
	"github.com/olekukonko/tablewriter": {"report"},
	"github.com/spf13/cobra":            {"cmd"},
	"github.com/temoto/robotstxt":       {"crawler"},
	"github.com/invopop/jsonschema":     {"internal/runstore"},
	"modernc.org/sqlite":                {"internal/browser"},
	"golang.org/x/net/publicsuffix":     {"audit/vendors"},
}

// pure packages do no I/O: they may not import these.
var impure = []string{"net", "net/http", "os", "os/exec", "syscall"}

func pure(pkg string) bool {
	return pkg == "audit" || strings.HasPrefix(pkg, "audit/") || pkg == "report" || pkg == "scenarios/recorder"
}

// under reports whether pkg is root or lies below it.
func under(pkg, root string) bool { return pkg == root || strings.HasPrefix(pkg, root+"/") }

func floorOf(pkg string) (root string, floor int, ok bool) {
	for r, f := range floors {
		if under(pkg, r) && len(r) > len(root) {
			root, floor, ok = r, f, true
		}
	}
	return root, floor, ok
}

// TestHouse holds the floors and the homes of the design, so that the picture
// cannot drift. When it fails: move the code to the package that may do this, or
// change the house on purpose, here and in docs/decisions.
func TestHouse(t *testing.T) {
	imports := 0
	walkImports(t, func(file, pkg, imp string, test bool) {
		imports++
		root, floor, ok := floorOf(pkg)
		if !ok {
			t.Errorf("%s: package %s has no floor; give it one in arch_test.go", file, pkg)
			return
		}
		if inner, inside := strings.CutPrefix(imp, module+"/"); inside {
			toRoot, to, ok := floorOf(inner)
			// A test may use the demo practice from anywhere.
			if test && toRoot == "internal/demosite" {
				return
			}
			if ok && toRoot != root && to >= floor {
				t.Errorf("%s: %s (floor %d) imports %s (floor %d); imports only go down", file, pkg, floor, inner, to)
			}
			return
		}
		if test {
			return
		}
		if pkg == "audit" && strings.Contains(imp, ".") {
			t.Errorf("%s: package audit imports %s; it has the standard library only", file, imp)
		}
		for lib, rooms := range homes {
			if !under(imp, lib) && !strings.HasPrefix(imp, lib+"/v") {
				continue
			}
			home := false
			for _, r := range rooms {
				home = home || under(pkg, r)
			}
			if !home {
				t.Errorf("%s: %s is imported outside its home %v", file, imp, rooms)
			}
		}
		if pure(pkg) && !strings.Contains(pkg, "/gen") {
			for _, bad := range impure {
				if imp == bad {
					t.Errorf("%s: %s is pure and may not import %s", file, pkg, bad)
				}
			}
		}
	})
	if imports == 0 {
		t.Fatal("no imports read: the test looked at nothing")
	}
}

// TestFloorsExist keeps the table honest: a room that is built has a package
// comment, in one file.
func TestFloorsExist(t *testing.T) {
	docs := map[string]int{}
	walkFiles(t, func(file, pkg string, test bool) {
		if test {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if _, seen := docs[pkg]; !seen {
			docs[pkg] = 0
		}
		if f.Doc != nil {
			docs[pkg]++
		}
	})
	pkgs := make([]string, 0, len(docs))
	for p := range docs {
		pkgs = append(pkgs, p)
	}
	sort.Strings(pkgs)
	for _, p := range pkgs {
		if docs[p] != 1 {
			t.Errorf("package %s has %d package comments; it wants one that says what it is, what it is not, how to add to it", p, docs[p])
		}
	}
}

func walkImports(t *testing.T, visit func(file, pkg, imp string, test bool)) {
	t.Helper()
	walkFiles(t, func(file, pkg string, test bool) {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range f.Imports {
			imp, err := strconv.Unquote(s.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			visit(file, pkg, imp, test)
		}
	})
}

func walkFiles(t *testing.T, visit func(file, pkg string, test bool)) {
	t.Helper()
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); p != "." && (strings.HasPrefix(n, ".") || n == "testdata" || n == "node_modules" || n == "bin" || n == "quietroom-runs") {
				return filepath.SkipDir
			}
			return nil
		}
		pkg := path.Dir(filepath.ToSlash(p))
		if !strings.HasSuffix(p, ".go") || pkg == "." {
			return nil
		}
		visit(p, pkg, strings.HasSuffix(p, "_test.go"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

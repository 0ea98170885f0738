//go:build axe

package onscreen

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/internal/npm"
)

// TestAxe lets axe-core (https://github.com/dequelabs/axe-core) look at every report
// in light and dark, unfolded: it finds nothing serious or critical.
func TestAxe(t *testing.T) {
	modules, err := npm.Suite{Name: "onscreen", Size: "5 MB", Progress: os.Stderr}.Modules(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	axe, err := os.ReadFile(filepath.Join(modules, "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	browser, _ := start(t)
	for _, name := range runs(t) {
		ctx := tab(t, browser)
		if err := chromedp.Do(ctx, chromedp.Navigate(written(t, load(t, name)))); err != nil {
			t.Fatal(err)
		}
		for _, l := range []look{{360, "dark", false}, {1440, "light", false}, {1440, "dark", false}} {
			as(t, ctx, l, 900)
			got := eval[axed](t, ctx, "(async () => {"+string(axe)+"\n"+axeJS+"})()")
			if got.Passes < 15 {
				t.Errorf("%s %s: only %d rules passed: axe looked at nothing", name, l, got.Passes)
			}
			for _, bad := range got.Bad {
				t.Errorf("%s %s: %s", name, l, strings.TrimSpace(bad))
			}
		}
	}
}

type axed struct {
	Passes int
	Bad    []string
}

const axeJS = `
for (const d of document.querySelectorAll('details')) d.open = true;
for (const el of document.querySelectorAll('.page, .vendor, .longlist table')) el.style.contentVisibility = 'visible';
const res = await axe.run(document, { resultTypes: ['violations', 'passes'] });
const bad = res.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
return { Passes: res.passes.length, Bad: bad.map((v) => v.id + ' (' + v.impact + '): ' + v.help + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(' | ')) };`

package onscreen

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestLayout measures every report in every look, folded and unfolded: nothing is
// wider than the page, no text stands on other text.
func TestLayout(t *testing.T) {
	browser, _ := start(t)
	for _, name := range runs(t) {
		ctx := tab(t, browser)
		if err := chromedp.Do(ctx, chromedp.Navigate(written(t, load(t, name)))); err != nil {
			t.Fatal(err)
		}
		for _, l := range looks {
			as(t, ctx, l, 900)
			for _, open := range []bool{false, true} {
				got := eval[measured](t, ctx, map[bool]string{false: "(" + measureJS + ")(false)", true: "(" + measureJS + ")(true)"}[open])
				if got.Texts < 20 {
					t.Fatalf("%s %s: only %d texts were measured", name, l, got.Texts)
				}
				if got.Scroll > l.width {
					t.Errorf("%s %s, unfolded %t: the page is %d px wide", name, l, open, got.Scroll)
				}
				for _, bad := range got.Bad {
					t.Errorf("%s %s, unfolded %t: %s", name, l, open, bad)
				}
			}
		}
	}
}

// TestMeasuring holds the measure itself: it sees what overflows and what overlaps.
func TestMeasuring(t *testing.T) {
	browser, _ := start(t)
	ctx := tab(t, browser)
	as(t, ctx, looks[0], 900)
	page := `data:text/html,<p style="width:900px;white-space:nowrap">wide words that go on and on and on and on and on and on and on and on and on and on</p><p>one line of text</p><p style="margin-top:-2.2em">another line</p>`
	if err := chromedp.Do(ctx, chromedp.Navigate(page)); err != nil {
		t.Fatal(err)
	}
	got := eval[measured](t, ctx, "("+measureJS+")(false)")
	if got.Scroll <= 360 || len(got.Bad) < 2 {
		t.Errorf("an overflow and an overlap are not seen: %+v", got)
	}
}

type measured struct {
	Scroll, Texts int
	Bad           []string
}

// measureJS gives the width that the document needs, and the texts that stand
// outside of it or on each other.
const measureJS = `(open) => {
  document.documentElement.style.setProperty('interpolate-size', 'numeric-only');
  for (const d of document.querySelectorAll('details')) d.open = open;
  for (const el of document.querySelectorAll('.page, .vendor, .longlist table')) el.style.contentVisibility = 'visible';
  const wide = document.documentElement.clientWidth, bad = [], boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const say = (s) => { if (bad.length < 5) bad.push(s); };
  const words = (n) => JSON.stringify(n.data.trim().slice(0, 40));
  while (walker.nextNode()) {
    const n = walker.currentNode, el = n.parentElement;
    if (!n.data.trim() || el.closest('.vh, .skip, title, style, script, defs')) continue;
    const head = el.closest('thead');
    if (head && getComputedStyle(head).clipPath !== 'none') continue;
    if (!el.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(n);
    for (const r of range.getClientRects()) {
      if (r.width < 1 || r.height < 1) continue;
      if (r.right > wide + 1 || r.left < -1) say(words(n) + ' reaches from ' + Math.round(r.left) + ' to ' + Math.round(r.right) + ' of ' + wide);
      boxes.push({ n, l: r.left, r: r.right, t: r.top + r.height * .2, b: r.bottom - r.height * .2 });
    }
  }
  boxes.sort((a, b) => a.t - b.t);
  for (let i = 0; i < boxes.length; i++) {
    for (let j = i + 1; j < boxes.length && boxes[j].t < boxes[i].b; j++) {
      const a = boxes[i], b = boxes[j];
      if (a.n !== b.n && Math.min(a.r, b.r) - Math.max(a.l, b.l) > 3 && Math.min(a.b, b.b) - Math.max(a.t, b.t) > 2) say(words(a.n) + ' stands on ' + words(b.n));
    }
  }
  return { Scroll: document.documentElement.scrollWidth, Texts: boxes.length, Bad: bad };
}`

// TestFilter: a severity that is not to be shown is hidden, the report says so, and
// paper has it all the same.
func TestFilter(t *testing.T) {
	browser, _ := start(t)
	ctx := tab(t, browser)
	if err := chromedp.Do(ctx, chromedp.Navigate(written(t, load(t, "practice")))); err != nil {
		t.Fatal(err)
	}
	as(t, ctx, looks[4], 900)
	const seen = `(() => { const n = (css) => [...document.querySelectorAll(css)].filter((e) => e.checkVisibility()).length; return [n('.items > .critical'), n('.items > .high'), n('.hiding')]; })()`
	all := eval[[]int](t, ctx, seen)
	if all[0] == 0 || all[1] == 0 || all[2] != 0 {
		t.Fatalf("critical, high and the note at first: %v", all)
	}
	eval[bool](t, ctx, `document.querySelector('#show-critical').click(), true`)
	if got := eval[[]int](t, ctx, seen); got[0] != 0 || got[1] == 0 || got[2] != 1 {
		t.Errorf("without critical: %v, of %v", got, all)
	}
	as(t, ctx, looks[6], 900)
	if got := eval[[]int](t, ctx, seen); got[0] != all[0] {
		t.Errorf("on paper: %v, of %v", got, all)
	}
}

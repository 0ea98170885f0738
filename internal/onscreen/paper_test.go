package onscreen

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestPaper breaks every report into columns of the size of a Letter page inside its
// margins, which Chrome does by the rules by which it breaks into pages: no row of a
// table, and nothing else that would fit on one page, is cut, and no heading stands
// alone at the end of a page.
func TestPaper(t *testing.T) {
	browser, _ := start(t)
	for _, name := range runs(t) {
		ctx := tab(t, browser)
		if err := chromedp.Do(ctx, chromedp.Navigate(written(t, load(t, name)))); err != nil {
			t.Fatal(err)
		}
		as(t, ctx, looks[6], 905)
		got := eval[paged](t, ctx, "("+pagesJS+")(695, 905)")
		t.Logf("%s: %d pages, %d rows and blocks", name, got.Pages, got.Blocks)
		if got.Blocks < 40 || got.Pages < 2 {
			t.Errorf("%s: only %d blocks on %d pages were looked at", name, got.Blocks, got.Pages)
		}
		for _, bad := range got.Bad {
			t.Errorf("%s: %s", name, bad)
		}
	}
}

// TestPaperMeasuring holds the measure itself: it sees a row that is cut, and a heading
// left behind.
func TestPaperMeasuring(t *testing.T) {
	browser, _ := start(t)
	ctx := tab(t, browser)
	page := `data:text/html,<style>p, h2 { margin: 0; height: 60px; break-inside: avoid } td { break-inside: auto; line-height: 20px }</style><p></p><p></p><h2>left behind</h2><p>text</p><table><tr><td>cut here<br>2<br>3<br>4<br>5<br>6<br>7<br>8</td></tr></table>`
	if err := chromedp.Do(ctx, chromedp.Navigate(page)); err != nil {
		t.Fatal(err)
	}
	as(t, ctx, looks[6], 905)
	if got := eval[paged](t, ctx, "("+pagesJS+")(695, 200)"); len(got.Bad) < 2 {
		t.Errorf("a row that is cut and a heading left behind are not seen: %+v", got)
	}
}

type paged struct {
	Pages, Blocks int
	Bad           []string
}

// pagesJS breaks the document into columns, and names what is cut or left behind.
const pagesJS = `(wide, high) => {
  const root = document.documentElement.style;
  root.columns = wide + 'px auto'; root.columnGap = '0'; root.columnFill = 'auto'; root.width = wide + 'px'; root.height = high + 'px';
  const bad = [], say = (s) => { if (bad.length < 6) bad.push(s); };
  const words = (el) => JSON.stringify(el.textContent.replace(/\s+/g, ' ').trim().slice(0, 60));
  const column = (r) => Math.floor((r.left + scrollX + 1) / wide);
  let blocks = 0;
  for (const el of document.querySelectorAll('tr, img, svg, h2, h3, h4, h5, dl > div, .items > li, .peel, .frame, .first li, .list li, .steps li, .ask li, .factors li, .sign > div')) {
    if (!el.checkVisibility()) continue;
    const rects = [...el.getClientRects()].filter((r) => r.height > 1);
    const tall = rects.reduce((sum, r) => sum + r.height, 0);
    if (!rects.length) continue;
    blocks++;
    if (new Set(rects.map(column)).size > 1 && tall < high * .9) say('<' + el.tagName.toLowerCase() + '> of ' + Math.round(tall) + ' px is cut: ' + words(el));
    if (/^H[2-5]$/.test(el.tagName)) {
      let next = el.nextElementSibling;
      while (next && !next.getClientRects().length) next = next.nextElementSibling;
      const to = next?.getClientRects()[0];
      if (to && column(to) !== column(rects.at(-1))) say('heading left behind: ' + words(el) + ' before ' + words(next));
    }
  }
  for (const el of document.querySelectorAll('td.num')) {
    const range = document.createRange();
    range.selectNodeContents(el);
    if (el.checkVisibility() && new Set([...range.getClientRects()].map((r) => Math.round(r.top))).size > 1) say('a number is broken in two: ' + words(el));
  }
  return { Pages: Math.round(document.documentElement.scrollWidth / wide), Blocks: blocks, Bad: bad };
}`

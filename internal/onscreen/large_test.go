package onscreen

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/report"
)

// large is a site of 500 pages and 5,000 findings.
func large(t testing.TB) report.Input {
	in := load(t, "practice")
	run := *in.Run
	one, findings := run.Pages[1], run.Findings
	run.Pages, run.Findings = nil, nil
	for i := range 500 {
		p := one
		p.URL, p.Title = fmt.Sprintf("%s?page=%d", one.URL, i), fmt.Sprintf("%s %d", one.Title, i)
		run.Pages = append(run.Pages, p)
		for n := range 10 {
			f := findings[n%len(findings)]
			f.Page, f.Fingerprint = p.URL, fmt.Sprintf("%016x", i*10+n)
			run.Findings = append(run.Findings, f)
		}
	}
	in.Run = &run
	return in
}

// TestLargeIsNotLaidOut: of a large report, Chrome lays out what is near to be seen,
// when it is opened, at its end, and at a page that a link leads to.
func TestLargeIsNotLaidOut(t *testing.T) {
	browser, _ := start(t)
	ctx := tab(t, browser)
	if err := chromedp.Do(ctx, chromedp.Navigate(written(t, large(t)))); err != nil {
		t.Fatal(err)
	}
	as(t, ctx, looks[4], 1000)
	for _, where := range []string{"scrollTo(0, 0)", "scrollTo(0, document.documentElement.scrollHeight)", "location.hash = '#page-250'"} {
		eval[bool](t, ctx, `(async () => { `+where+`; for (let i = 0; i < 5; i++) await new Promise(requestAnimationFrame); return true; })()`)
		n := metrics(t, ctx)
		t.Logf("after %s: %.0f nodes, %.0f objects of the layout", where, n["Nodes"], n["LayoutObjects"])
		if n["Nodes"] < 100_000 || n["LayoutObjects"] > n["Nodes"]/4 {
			t.Errorf("after %s: of %.0f nodes, %.0f are laid out", where, n["Nodes"], n["LayoutObjects"])
		}
	}
	if at := eval[float64](t, ctx, `document.querySelector('#page-250').getBoundingClientRect().top`); at < -50 || at > 200 {
		t.Errorf("the link to a page leads %.0f px beside it", at)
	}
}

// metrics are Chrome's own counts and times of a tab.
func metrics(t testing.TB, ctx context.Context) map[string]float64 {
	t.Helper()
	read := func(ctx context.Context, _ *chromedp.Target) (map[string]float64, error) {
		if _, err := chromedp.Call(ctx, performance.Enable, performance.EnableParams{}); err != nil {
			return nil, err
		}
		res, err := chromedp.Call(ctx, performance.GetMetrics, cdp.Empty{})
		if err != nil {
			return nil, err
		}
		out := map[string]float64{}
		for _, m := range res.Metrics {
			out[m.Name] = m.Value
		}
		return out, nil
	}
	got, err := chromedp.Run(ctx, read)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// scrolled is what scrolling through a report took, in milliseconds.
type scrolled struct {
	Longest, Frame, P99 float64
	Frames              int
}

// BenchmarkLargeReport opens a report of 500 pages and 5,000 findings from the disk, and
// scrolls through it, 4 screens a second. It says how long Chrome took until the
// document had loaded, its longest task until then and while it scrolled, and the gaps
// between frames while it scrolled.
func BenchmarkLargeReport(b *testing.B) {
	browser, _ := start(b)
	address := written(b, large(b))
	info, err := os.Stat(strings.TrimPrefix(address, "file://"))
	if err != nil {
		b.Fatal(err)
	}
	var opened, first float64
	var all scrolled
	rounds := 0
	for b.Loop() {
		ctx := tab(b, browser)
		as(b, ctx, looks[4], 1000)
		watch := func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
			_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
				Source: `globalThis.tasks = [0]; new PerformanceObserver((l) => { for (const e of l.getEntries()) tasks.push(e.duration); }).observe({ type: 'longtask', buffered: true });`})
			return chromedp.Void{}, err
		}
		if err := chromedp.Do(ctx, watch, chromedp.Navigate(address)); err != nil {
			b.Fatal(err)
		}
		opened += eval[float64](b, ctx, `performance.getEntriesByType('navigation')[0].loadEventEnd`)
		first = max(first, eval[float64](b, ctx, `Math.max(...tasks)`))
		got := eval[scrolled](b, ctx, scrollJS)
		all = scrolled{max(all.Longest, got.Longest), max(all.Frame, got.Frame), max(all.P99, got.P99), got.Frames}
		rounds++
	}
	b.ReportMetric(float64(info.Size())/(1<<20), "MB")
	b.ReportMetric(opened/float64(rounds), "ms-to-open")
	b.ReportMetric(first, "ms-longest-task-opening")
	b.ReportMetric(all.Longest, "ms-longest-task-scrolling")
	b.ReportMetric(all.P99, "ms-frame-p99")
	b.ReportMetric(all.Frame, "ms-frame-max")
	b.ReportMetric(float64(all.Frames), "frames")
	b.ReportMetric(float64(time.Second/time.Millisecond)/60, "ms-frame-ideal")
}

// scrollJS scrolls to the end, a fifteenth of the window a frame, but never for longer than 1,500 frames
// in one go: then it jumps ahead, as a hand at the scroll bar does.
const scrollJS = `(async () => {
  const frame = () => new Promise(requestAnimationFrame);
  tasks.length = 1; tasks[0] = 0;
  const gaps = [];
  let last = await frame();
  for (let leg = 0; leg < 10; leg++) {
    scrollTo(0, document.documentElement.scrollHeight * leg / 10);
    for (let i = 0; i < 60 && scrollY + innerHeight < document.documentElement.scrollHeight - 2; i++) {
      const now = await frame();
      gaps.push(now - last);
      last = now;
      scrollBy(0, innerHeight / 15);
    }
  }
  scrollTo(0, document.documentElement.scrollHeight);
  const now = await frame();
  gaps.push(now - last);
  await new Promise((r) => setTimeout(r, 200));
  gaps.sort((a, b) => a - b);
  return { Longest: Math.max(...tasks), Frame: gaps.at(-1), P99: gaps[Math.floor(gaps.length * .99)], Frames: gaps.length };
})()`

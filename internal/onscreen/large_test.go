package onscreen

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

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
		if _, err := chromedp.Call(ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks}); err != nil {
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
	Busy                float64 // of the processor's time
}

// BenchmarkLargeReport opens a report of 500 pages and 5,000 findings from the disk and
// scrolls through it, and beside it one of a usual site, which tells what of it is the
// machine's. It says how long Chrome took until the document had loaded, its longest
// task until then and while it scrolled, and the gaps between frames while it scrolled,
// of which a screen shows one in 16.7 ms.
func BenchmarkLargeReport(b *testing.B) {
	browser, _ := start(b)
	for _, c := range []struct {
		name string
		in   report.Input
	}{{"a usual site", load(b, "practice")}, {"500 pages", large(b)}} {
		address := written(b, c.in)
		info, err := os.Stat(strings.TrimPrefix(address, "file://"))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			var opened, first, longest, frame, p99, busy []float64
			for b.Loop() {
				o, f, s := openAndScroll(b, browser, address)
				opened, first, longest = append(opened, o), append(first, f), append(longest, s.Longest)
				frame, p99, busy = append(frame, s.Frame), append(p99, s.P99), append(busy, s.Busy/float64(s.Frames))
			}
			b.ReportMetric(0, "ns/op") // mostly the scrolling itself
			b.ReportMetric(float64(info.Size())/(1<<20), "MB")
			for unit, list := range map[string][]float64{"ms-to-open": opened, "ms-longest-task-opening": first, "ms-longest-task-scrolling": longest, "ms-worst-frame": frame, "ms-frame-p99": p99, "ms-cpu-a-frame": busy} {
				slices.Sort(list)
				b.ReportMetric(list[len(list)/2], unit)
			}
		})
	}
}

// openAndScroll opens a document in a new tab and scrolls through it.
func openAndScroll(b *testing.B, browser context.Context, address string) (opened, longest float64, s scrolled) {
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
	opened = eval[float64](b, ctx, `performance.getEntriesByType('navigation')[0].loadEventEnd`)
	longest = eval[float64](b, ctx, `Math.max(...tasks)`)
	before := metrics(b, ctx)["TaskDuration"]
	s = eval[scrolled](b, ctx, scrollJS)
	s.Busy = 1000 * (metrics(b, ctx)["TaskDuration"] - before)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		b.Fatal(err)
	}
	if s.Frames < 20 {
		b.Fatalf("only %d frames were seen", s.Frames)
	}
	return opened, longest, s
}

// scrollJS scrolls from the top to the end: at ten places for a second each, a fifteenth
// of the window a frame, and in between as far as a hand at the scroll bar goes. Tasks
// of less than 50 ms are no long ones, and count as 0.
const scrollJS = `(async () => {
  const frame = () => new Promise(requestAnimationFrame), page = document.documentElement;
  tasks.splice(0, tasks.length, 0);
  const gaps = [];
  for (let leg = 0, last = await frame(); leg <= 10; leg++) {
    scrollTo(0, (page.scrollHeight - innerHeight) * leg / 10);
    for (let i = 0; i < (leg < 10 ? 60 : 2); i++) {
      const now = await frame();
      gaps.push(now - last);
      last = now;
      scrollBy(0, innerHeight / 15);
    }
  }
  await new Promise((r) => setTimeout(r, 300));
  gaps.sort((a, b) => a - b);
  return { Longest: Math.max(...tasks), Frame: gaps.at(-1), P99: gaps[Math.floor(gaps.length * .99)], Frames: gaps.length };
})()`

package runner

import (
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/demosite"
)

// BenchmarkDemo says how much longer an audit takes than looking: pages a minute
// of the whole audit (crawl, visits, forms, judgement) and of its visits alone,
// beside a bare Chrome that loads the same pages through the same driver, as many
// at a time, with nothing recorded. Only the ratios carry over to other machines.
//
//	go test -run '^$' -bench Demo -benchtime 1x ./internal/runner
func BenchmarkDemo(b *testing.B) {
	var pages int
	var whole, visits, bare time.Duration
	for range b.N {
		var visiting, walking time.Time
		began := time.Now()
		a := auditDemo(b, demosite.Options{}, func(c *Config) {
			c.Progress = func(p Progress) {
				switch {
				case p.Phase == "visit" && visiting.IsZero():
					visiting = time.Now()
				case p.Phase == "walk" && walking.IsZero():
					walking = time.Now()
				}
			}
		})
		if a.err != nil {
			b.Fatal(a.err)
		}
		whole += time.Since(began)
		visits += walking.Sub(visiting)
		pages += a.run.Coverage.PagesAudited
		took, err := loadBare(demoTabs, a.run.Pages, chromedp.Flag("host-resolver-rules", a.site.ResolverRules()), chromedp.Flag("ignore-certificate-errors", true))
		if err != nil {
			b.Fatal(err)
		}
		bare += took
	}
	perMinute := func(d time.Duration) float64 { return float64(pages) / d.Minutes() }
	b.ReportMetric(perMinute(whole), "audit-pages/min")
	b.ReportMetric(perMinute(visits), "visit-pages/min")
	b.ReportMetric(perMinute(bare), "bare-pages/min")
	b.ReportMetric(float64(whole)/float64(bare), "audit/bare")
	b.ReportMetric(float64(visits)/float64(bare), "visits/bare")
	b.ReportMetric(0, "ns/op")
}

// loadBare loads the pages to their load event, so many at a time, each in a fresh
// context as an audit does, and records nothing.
func loadBare(tabs int, pages []audit.Page, reach ...chromedp.ExecAllocatorOption) (time.Duration, error) {
	found, err := chrome.Find(context.Background(), os.Getenv)
	if err != nil {
		return 0, err
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(found.Path), chromedp.Flag("disable-quic", true))
	actx, stop := chromedp.NewExecAllocator(context.Background(), append(opts, reach...)...)
	defer stop()
	root, cancel := chromedp.NewContext(actx)
	defer cancel()
	if err := chromedp.Do(root); err != nil {
		return 0, err
	}
	began := time.Now()
	todo := make(chan string)
	errs := make(chan error, len(pages))
	var wg sync.WaitGroup
	for range tabs {
		wg.Go(func() {
			for u := range todo {
				ctx, done := chromedp.NewContext(root, chromedp.WithNewBrowserContext())
				errs <- chromedp.Do(ctx, chromedp.Navigate(u))
				done()
			}
		})
	}
	for _, p := range pages {
		todo <- p.URL
	}
	close(todo)
	wg.Wait()
	took := time.Since(began)
	close(errs)
	for err := range errs {
		if err != nil {
			return 0, err
		}
	}
	return took, nil
}

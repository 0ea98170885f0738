package runner

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
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
		took, err := loadBare(a.site, a.run.Pages)
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

// loadBare loads the pages to their load event, each in a fresh context as an
// audit does, and records nothing.
func loadBare(site *demosite.Site, pages []audit.Page) (time.Duration, error) {
	found, err := chrome.Find(context.Background(), os.Getenv)
	if err != nil {
		return 0, err
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(found.Path), chromedp.Flag("disable-quic", true),
		chromedp.Flag("host-resolver-rules", site.ResolverRules()), chromedp.Flag("ignore-certificate-errors", true))
	actx, stop := chromedp.NewExecAllocator(context.Background(), opts...)
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
	for range demoTabs {
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

// BenchmarkPeakMemory gives the peak resident memory of the quietroom process
// (Chrome not counted) for sites of 20 and 200 pages: it must not grow with the
// number of exchanges.
func BenchmarkPeakMemory(b *testing.B) {
	bin := filepath.Join(b.TempDir(), "quietroom")
	if out, err := exec.Command("go", "build", "-o", bin, "../../cmd/quietroom").CombinedOutput(); err != nil {
		b.Fatalf("building quietroom: %v\n%s", err, out)
	}
	for _, pages := range []int{20, 200} {
		b.Run(strconv.Itoa(pages)+"pages", func(b *testing.B) {
			var peak int64
			for n := range b.N {
				used, err := peakOf(bin, filepath.Join(b.TempDir(), fmt.Sprint(n)), pages)
				if err != nil {
					b.Fatal(err)
				}
				peak = max(peak, used)
			}
			b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func peakOf(bin, dir string, pages int) (int64, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, err
	}
	site, err := demosite.Start(context.Background(), demosite.Options{Pages: pages})
	if err != nil {
		return 0, err
	}
	defer site.Close()
	ca := filepath.Join(dir, "ca.pem")
	if err := os.WriteFile(ca, site.CACert(), 0o600); err != nil {
		return 0, err
	}
	args := []string{"audit", site.URL(), "--out", filepath.Join(dir, "run"), "--cacert", ca, "--delay", "1ms", "--pages", strconv.Itoa(pages), "--fail-on", "never"}
	for _, s := range site.ConnectTo() {
		args = append(args, "--connect-to", s)
	}
	cmd := exec.Command(bin, args...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%w\n%s", err, out)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, fmt.Errorf("no resource usage on this system")
	}
	return usage.Maxrss * 1024, nil // Linux counts in KiB
}

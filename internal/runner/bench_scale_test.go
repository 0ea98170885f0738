package runner

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/runstore"
)

// startPages serves a practice of n pages on http://practice.test/, each with a
// script and an image of a vendor. /many?N is a page that sends N requests.
func startPages(b *testing.B, n int) *httptest.Server {
	b.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := func(body string, args ...any) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, "<!doctype html><title>%s</title><link rel=icon href=data:,><h1>A practice</h1>"+body, append([]any{r.URL.Path}, args...)...)
		}
		switch path := r.URL.Path; {
		case strings.HasSuffix(path, ".js"):
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, `new Image().src = 'http://pixel.test/seen.gif?page=' + encodeURIComponent(location.href)`)
		case path == "/many":
			many, err := strconv.Atoi(r.URL.RawQuery)
			if err != nil {
				http.Error(w, "want a number", http.StatusBadRequest)
				return
			}
			page(`<script>
let next = 0;
const one = async () => { while (next < %d) await fetch('http://vendor' + next %% 3 + '.test/n?' + next++, { mode: 'no-cors', method: 'POST', body: 'z'.repeat(200) }); };
Array.from({ length: 50 }, one);
</script>`, many)
		case path == "/" || strings.HasPrefix(path, "/p/"):
			var links strings.Builder
			for i := range n - 1 {
				fmt.Fprintf(&links, "<a href=/p/%[1]s>%[1]s</a> ", slug(i))
			}
			page(`<script src=http://vendor.test/tag.js></script><p>%s`, links.String())
		default:
			w.WriteHeader(http.StatusNoContent)
		}
	}))
	b.Cleanup(s.Close)
	return s
}

// slug names a page by words: a crawl takes only some of many that differ in a
// number.
func slug(i int) string {
	of := []string{"anger", "anxiety", "burnout", "children", "couples", "depression", "divorce", "eating", "families", "grief", "panic", "sleep", "stress", "trauma", "work"}
	in := []string{"berlin", "boston", "chicago", "dallas", "denver", "dublin", "leeds", "lyon", "milan", "oslo", "paris", "rome", "seattle", "vienna", "zurich"}
	return "help-with-" + of[i%len(of)] + "-in-" + in[i/len(of)%len(in)]
}

// BenchmarkBrowsers gives the pages a minute that an audit visits with 1, 2 and 4
// Chromes of two tabs, crawl and judgement included, beside a plain chromedp run
// that loads the same pages one after the other and looks at none.
func BenchmarkBrowsers(b *testing.B) {
	const pages = 32
	s := startPages(b, pages)
	addr := s.Listener.Addr().String()
	found, err := chrome.Find(b.Context(), os.Getenv)
	if err != nil {
		b.Fatal(err)
	}
	rule, err := access.ParseConnectTo("::" + addr)
	if err != nil {
		b.Fatal(err)
	}
	counts := []int{1, 2, 4}
	took := make([]time.Duration, len(counts))
	var plain time.Duration
	unwalked := 0 // on an idle machine none
	for range b.N {
		var visited []audit.Page
		for i, n := range counts {
			began := time.Now()
			run, err := Audit(b.Context(), Config{
				Site: "http://practice.test/", Out: filepath.Join(b.TempDir(), "run"), Chrome: found, Delay: -1, Seed: 7, Version: "test", FailOn: "E",
				MaxPages: pages, Parallel: 2 * n, Browsers: n, Access: access.Options{ConnectTo: []access.Rule{rule}},
			})
			if err != nil {
				b.Fatal(err)
			}
			for _, j := range run.Journeys {
				if j.Status != audit.Walked {
					unwalked++
					b.Logf("%d browsers, %s: %s", n, j.Page, j.Why)
				}
			}
			took[i] += time.Since(began)
			if visited = run.Pages; len(visited) != pages {
				b.Fatalf("%d pages found, want %d", len(visited), pages)
			}
		}
		d, err := loadBare(1, visited, chromedp.Flag("host-resolver-rules", "MAP *:80 "+addr))
		if err != nil {
			b.Fatal(err)
		}
		plain += d
	}
	perMinute := func(d time.Duration) float64 { return float64(pages*b.N) / d.Minutes() }
	b.ReportMetric(float64(unwalked), "unwalked")
	b.ReportMetric(perMinute(plain), "sequential-pages/min")
	for i, n := range counts {
		b.ReportMetric(perMinute(took[i]), fmt.Sprintf("%d-browsers-pages/min", n))
		b.ReportMetric(float64(plain)/float64(took[i]), fmt.Sprintf("%d-browsers/sequential", n))
	}
	b.ReportMetric(0, "ns/op")
}

// BenchmarkScale audits 50 and 200 pages with the command as it is built, and
// gives how the time and the peak memory of its process grow.
func BenchmarkScale(b *testing.B) {
	bin := buildCommand(b)
	sizes := []int{50, 200}
	took, peak := make([]time.Duration, len(sizes)), make([]int64, len(sizes))
	for range b.N {
		for i, n := range sizes {
			m := runCommand(b, bin, startPages(b, n), "/", "--pages", strconv.Itoa(n))
			if len(m.run.Pages) != n {
				b.Fatalf("%d pages found, want %d", len(m.run.Pages), n)
			}
			took[i] += m.took
			peak[i] = max(peak[i], m.peak)
		}
	}
	b.ReportMetric(float64(took[1])/float64(took[0]), "200/50-time")
	for i, n := range sizes {
		b.ReportMetric(float64(n*b.N)/took[i].Minutes(), fmt.Sprintf("%d-pages/min", n))
		b.ReportMetric(float64(peak[i])/(1<<20), fmt.Sprintf("%d-peak-MiB", n))
	}
	b.ReportMetric(0, "ns/op")
}

// BenchmarkPeakMemory gives the peak resident memory of the command's process,
// Chrome not counted, on a page of 2,500 and one of 10,000 requests: it must not
// grow with them. A page is left after some twenty seconds, whether it is done or
// not, so how many of its requests are on record is given too.
func BenchmarkPeakMemory(b *testing.B) {
	bin := buildCommand(b)
	s := startPages(b, 1)
	for _, n := range []int{2500, 10000} {
		b.Run(fmt.Sprintf("requests=%d", n), func(b *testing.B) {
			var peak int64
			recorded := 0
			for range b.N {
				m := runCommand(b, bin, s, "/many?"+strconv.Itoa(n), "--pages", "1", "--page-timeout", "10m")
				peak = max(peak, m.peak)
				recorded += m.run.Coverage.RequestsRecorded
			}
			b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
			b.ReportMetric(float64(recorded)/float64(b.N), "recorded")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func buildCommand(b *testing.B) string {
	b.Helper()
	bin := filepath.Join(b.TempDir(), "quietroom")
	if out, err := exec.Command("go", "build", "-o", bin, "../../cmd/quietroom").CombinedOutput(); err != nil {
		b.Fatalf("building quietroom: %v\n%s", err, out)
	}
	return bin
}

// measured is what a run of the command took.
type measured struct {
	run  *audit.Run
	took time.Duration
	peak int64 // resident bytes of its own process, at the most
}

func runCommand(b *testing.B, bin string, s *httptest.Server, path string, args ...string) measured {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "run")
	if err := os.RemoveAll(dir); err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(bin, append([]string{
		"audit", "http://practice.test" + path, "--out", dir, "--connect-to", "::" + s.Listener.Addr().String(), "--delay", "0", "--fail-on", "never", "--format", "json",
	}, args...)...)
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = io.Discard, &stderr
	began := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	peak := make(chan int64, 1)
	go func() { peak <- watchPeak(ctx, cmd.Process.Pid) }()
	err := cmd.Wait()
	cancel()
	m := measured{took: time.Since(began), peak: <-peak}
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 3 { // inconclusive, as without a network log
		err = nil
	}
	if err != nil {
		b.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	r, err := runstore.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	m.run = r.Run()
	return m
}

// watchPeak follows a process's own high-water mark until ctx ends. What the
// system says of a process that has ended counts its children, Chrome's too.
func watchPeak(ctx context.Context, pid int) (peak int64) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if _, rest, ok := strings.Cut(string(b), "VmHWM:"); err == nil && ok {
			if kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64); err == nil {
				peak = kib << 10
			}
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return peak
		}
	}
}

package report

import (
	"fmt"
	"io"
	"runtime"
	"runtime/metrics"
	"sync"
	"testing"
	"time"
)

// The bounds of a report of 500 pages and 5,000 findings.
const (
	largeFile   = 15_000_000
	largeMemory = 200 << 20
)

// counting counts what is written.
type counting struct{ n int }

func (c *counting) Write(b []byte) (int, error) {
	c.n += len(b)
	return len(b), nil
}

// largeSite is a site of 500 pages and 5,000 findings, each page with a screenshot.
func largeSite(t testing.TB) Input {
	in := load(t, "practice")
	run := *in.Run
	page, findings := run.Pages[1], run.Findings
	run.Pages, run.Findings = nil, nil
	for i := range 500 {
		p := page
		p.URL, p.Title = fmt.Sprintf("%s?page=%d", page.URL, i), fmt.Sprintf("%s %d", page.Title, i)
		run.Pages = append(run.Pages, p)
		for n := range 10 {
			f := findings[n%len(findings)]
			f.Page, f.Fingerprint, f.Exchange = p.URL, fmt.Sprintf("%016x", i*10+n), fmt.Sprintf("x%06d", i*10+n)
			run.Findings = append(run.Findings, f)
		}
	}
	in.Run = &run
	return in
}

// TestLargeReport holds the size of a large report, and the memory that writing it
// takes beside the run itself.
func TestLargeReport(t *testing.T) {
	in := largeSite(t)
	runtime.GC()
	before := heap()
	var out counting
	peak := peakOf(func() {
		if err := find(t, "html").Write(&out, in, Options{}); err != nil {
			t.Fatal(err)
		}
	})
	t.Logf("%d pages, %d findings: %.1f MB of HTML, %.0f MB of memory", len(in.Run.Pages), len(in.Run.Findings), float64(out.n)/1e6, float64(peak-before)/1e6)
	if out.n > largeFile {
		t.Errorf("the file has %d bytes, want less than %d", out.n, largeFile)
	}
	if peak > before && peak-before > largeMemory {
		t.Errorf("writing it took %d bytes of memory, want less than %d", peak-before, largeMemory)
	}
}

// peakOf gives the most that the heap held while f ran.
func peakOf(f func()) uint64 {
	stop, done := make(chan struct{}), sync.WaitGroup{}
	peak := heap()
	done.Go(func() {
		for tick := time.NewTicker(time.Millisecond); ; {
			select {
			case <-stop:
				tick.Stop()
				return
			case <-tick.C:
				peak = max(peak, heap())
			}
		}
	})
	f()
	close(stop)
	done.Wait()
	return max(peak, heap())
}

func heap() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

func BenchmarkLargeHTML(b *testing.B) {
	in := largeSite(b)
	for b.Loop() {
		if err := find(b, "html").Write(io.Discard, in, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/internal/procs"
)

// BenchmarkRecording says what recording costs: the wall time of opening a fresh
// context and loading a page of 60 requests, and the CPU time of Chrome and of
// this process, each as a ratio to a bare Chrome that is told to load the page
// and nothing else. Each part of the record is left away in turn; its cost is
// what that saves. All loads are interleaved, so that a busy machine is busy for
// all of them.
//
//	go test -run '^$' -bench Recording -benchtime 15x ./internal/browser
func BenchmarkRecording(b *testing.B) {
	server := startBenchServer(b)
	kinds := []*benchKind{
		{name: "bare", start: startBare},
		{name: "chromedp", start: startPlain},
		{name: "recorded", start: startRecorded(parts{})},
		{name: "-network", start: startRecorded(parts{network: true})},
		{name: "-fetch", start: startRecorded(parts{fetch: true})},
		{name: "-stacks", start: startRecorded(parts{stacks: true})},
		{name: "-log", start: startRecorded(parts{log: true})},
		{name: "-all", start: startRecorded(parts{network: true, fetch: true, stacks: true, log: true})},
	}
	for _, k := range kinds {
		k.driver = k.start(b, server)
		k.load(b) // warms up
		k.wall = nil
		k.cpu = -k.driver.cpu(b)
		k.own = 0
	}
	for b.Loop() {
		for _, k := range kinds {
			k.load(b)
		}
	}
	report(b, kinds)
}

// benchKind is one way to load a page, and what it took.
type benchKind struct {
	name   string
	start  func(*testing.B, string) driver
	driver driver
	wall   []time.Duration // of each load
	cpu    time.Duration   // of Chrome, over all loads
	own    time.Duration   // of this process, over all loads
}

// driver makes a Chrome load a page in a fresh context.
type driver struct {
	load func(url string) error // returns when the page has finished
	rest func()                 // gives the context up and waits for what is still to do
	cpu  func(*testing.B) time.Duration
}

func (k *benchKind) load(b *testing.B) {
	own := ownCPU(b)
	began := time.Now()
	if err := k.driver.load("https://practice.test/sixty"); err != nil {
		b.Fatalf("%s: %v", k.name, err)
	}
	k.wall = append(k.wall, time.Since(began))
	k.driver.rest()
	k.own += ownCPU(b) - own
}

// report gives the ratios as metrics, and a table of them in the log.
func report(b *testing.B, kinds []*benchKind) {
	var table strings.Builder
	fmt.Fprintf(&table, "%-10s %10s %8s %10s %10s %8s\n", "", "wall", "ratio", "Chrome CPU", "own CPU", "ratio")
	var wall, cpu time.Duration
	for i, k := range kinds {
		k.cpu += k.driver.cpu(b)
		n := time.Duration(len(k.wall))
		slices.Sort(k.wall)
		median := k.wall[n/2]
		all := (k.cpu + k.own) / n
		if i == 0 {
			wall, cpu = median, all
		}
		w, c := float64(median)/float64(wall), float64(all)/float64(cpu)
		fmt.Fprintf(&table, "%-10s %10s %8.2f %10s %10s %8.2f\n", k.name, median.Round(time.Millisecond), w,
			(k.cpu / n).Round(time.Millisecond), (k.own / n).Round(time.Millisecond), c)
		if i > 0 {
			b.ReportMetric(w, k.name+"/bare-wall")
			b.ReportMetric(c, k.name+"/bare-cpu")
		}
	}
	b.ReportMetric(0, "ns/op")
	fmt.Fprintf(os.Stderr, "\n%s\n", table.String())
}

func benchConfig(b *testing.B, server string) Config {
	b.Helper()
	found, err := chrome.Find(context.Background(), os.Getenv)
	if err != nil {
		b.Fatal(err)
	}
	_, port, err := net.SplitHostPort(server)
	if err != nil {
		b.Fatal(err)
	}
	rule, err := access.ParseConnectTo("::127.0.0.1:" + port)
	if err != nil {
		b.Fatal(err)
	}
	return Config{
		Path: found.Path, Env: found.Env, Version: found.Version, TempDir: openTempDir(b),
		Access:     access.Options{ConnectTo: []access.Rule{rule}, Insecure: true},
		FirstParty: func(h string) bool { return h == "practice.test" },
		Sink:       func(*audit.Exchange, []byte) {},
	}
}

// startRecorded starts what an audit uses.
func startRecorded(without parts) func(*testing.B, string) driver {
	return func(b *testing.B, server string) driver {
		cfg := benchConfig(b, server)
		cfg.without = without
		br, err := Start(b.Context(), cfg)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() {
			if err := br.Close(); err != nil {
				b.Error(err)
			}
		})
		var tab *Tab
		return driver{
			load: func(url string) (err error) {
				if tab, err = br.NewTab(b.Context(), TabOptions{Page: url, Journey: "j0001"}); err != nil {
					return err
				}
				return finish(tab.Context(), url)
			},
			rest: func() {
				tab.Close()
				for !br.rec.queue.idle() {
					time.Sleep(time.Millisecond)
				}
			},
			cpu: func(b *testing.B) time.Duration { return groupCPU(b, br.proc.cmd.Process.Pid) },
		}
	}
}

// startPlain starts the same Chrome under chromedp alone.
func startPlain(b *testing.B, server string) driver {
	p := startBench(b, server)
	alloc, cancel := chromedp.NewAllocatorContext(context.Background(), &plainAllocator{p.conn})
	b.Cleanup(cancel)
	root, _ := chromedp.NewContext(alloc)
	c := chromedp.FromContext(root)
	br, err := c.Allocator.Allocate(root)
	if err != nil {
		b.Fatal(err)
	}
	c.Browser = br
	var done context.CancelFunc
	return driver{
		load: func(url string) error {
			var ctx context.Context
			ctx, done = chromedp.NewContext(root, chromedp.WithNewBrowserContext())
			return finish(ctx, url)
		},
		rest: func() { done() },
		cpu:  func(b *testing.B) time.Duration { return groupCPU(b, p.cmd.Process.Pid) },
	}
}

// finish loads a page and waits for what it does then.
func finish(ctx context.Context, url string) error {
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		return err
	}
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`window.finished`, chromedp.EvalAwaitPromise))
	return err
}

type plainAllocator struct{ conn chromedp.Transport }

func (a *plainAllocator) Allocate(ctx context.Context, opts ...chromedp.BrowserOption) (*chromedp.Browser, error) {
	return chromedp.NewBrowserTransport(ctx, a.conn, opts...)
}

func (a *plainAllocator) Wait() {}

func (a *plainAllocator) Attaches() bool { return true }

// startBench starts the Chrome that an audit starts, with nobody at the pipe.
func startBench(b *testing.B, server string) *process {
	b.Helper()
	cfg := benchConfig(b, server)
	cfg.without.log = true
	if err := cfg.check(); err != nil {
		b.Fatal(err)
	}
	p, err := startProcess(&cfg)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := p.stop(); err != nil {
			b.Error(err)
		}
	})
	return p
}

// startBare starts the same Chrome and says no more to it than it takes to load
// a page and to know when it has finished.
func startBare(b *testing.B, server string) driver {
	p := startBench(b, server)
	c := &bareClient{conn: p.conn, waits: map[int64]chan *cdproto.Message{}}
	go c.read()
	var box string
	return driver{
		load: func(url string) (err error) {
			box, err = c.load(url)
			return err
		},
		rest: func() {
			if _, err := c.call("", "Target.disposeBrowserContext", map[string]any{"browserContextId": box}); err != nil {
				b.Error(err)
			}
		},
		cpu: func(b *testing.B) time.Duration { return groupCPU(b, p.cmd.Process.Pid) },
	}
}

// bareClient speaks the protocol to Chrome, and no more of it than it must.
type bareClient struct {
	conn  chromedp.Transport
	mu    sync.Mutex
	next  int64
	waits map[int64]chan *cdproto.Message
}

func (c *bareClient) read() {
	for {
		m := new(cdproto.Message)
		if err := c.conn.Read(context.Background(), m); err != nil {
			return
		}
		c.mu.Lock()
		if wait := c.waits[m.ID]; wait != nil {
			wait <- m
			delete(c.waits, m.ID)
		}
		c.mu.Unlock()
	}
}

func (c *bareClient) call(session, method string, params map[string]any) (json.RawMessage, error) {
	raw, err := json.Marshal(params)
	if err != nil {
		return nil, err
	}
	reply := make(chan *cdproto.Message, 1)
	c.mu.Lock()
	c.next++
	id := c.next
	c.waits[id] = reply
	c.mu.Unlock()
	m := &cdproto.Message{ID: id, SessionID: target.SessionID(session), Method: cdproto.MethodType(method), Params: raw}
	if err := c.conn.Write(context.Background(), m); err != nil {
		return nil, err
	}
	select {
	case m := <-reply:
		if m.Error != nil {
			return nil, fmt.Errorf("%s: %w", method, m.Error)
		}
		return json.RawMessage(m.Result), nil
	case <-time.After(time.Minute):
		return nil, fmt.Errorf("%s: no answer", method)
	}
}

// load loads a page in a context of its own, whose id it gives.
func (c *bareClient) load(url string) (box string, err error) {
	var ids struct{ BrowserContextID, TargetID, SessionID string }
	session := ""
	step := func(method string, params map[string]any) {
		if err != nil {
			return
		}
		var raw json.RawMessage
		if raw, err = c.call(session, method, params); err == nil {
			err = json.Unmarshal(raw, &ids)
		}
	}
	step("Target.createBrowserContext", map[string]any{})
	box = ids.BrowserContextID
	step("Target.createTarget", map[string]any{"url": blank, "browserContextId": box})
	step("Target.attachToTarget", map[string]any{"targetId": ids.TargetID, "flatten": true})
	session = ids.SessionID
	step("Page.navigate", map[string]any{"url": url}) // answers when the document is there
	step("Runtime.evaluate", map[string]any{
		"expression":   `new Promise((done) => document.readyState === 'complete' ? done() : addEventListener('load', done)).then(() => window.finished)`,
		"awaitPromise": true,
	})
	return box, err
}

// groupCPU is the CPU time that a process group has taken.
func groupCPU(b *testing.B, group int) time.Duration {
	b.Helper()
	all, err := procs.All()
	if err != nil {
		b.Fatal(err)
	}
	var sum time.Duration
	for _, p := range all {
		if p.Group == group {
			sum += p.CPU
		}
	}
	return sum
}

func ownCPU(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

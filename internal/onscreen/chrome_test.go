package onscreen

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/chrome"
	"github.com/quietroom/quietroom/report"
)

// runs gives the names of the runs in report/testdata.
func runs(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../../report/testdata/*.run.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no runs in report/testdata (%v)", err)
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".run.json")
	}
	return files
}

// load reads a run of report/testdata, with its exchanges and a screenshot.
func load(t testing.TB, name string) report.Input {
	t.Helper()
	run := new(audit.Run)
	data, err := os.ReadFile("../../report/testdata/" + name + ".run.json")
	if err == nil {
		err = json.Unmarshal(data, run)
	}
	if err != nil {
		t.Fatal(err)
	}
	lines, err := os.ReadFile("../../report/testdata/" + name + ".exchanges.jsonl")
	if err != nil {
		lines = nil // a run without a record
	}
	return report.Input{
		Run: run,
		Exchanges: func() iter.Seq2[*audit.Exchange, error] {
			return func(yield func(*audit.Exchange, error) bool) {
				for line := range bytes.Lines(lines) {
					ex := new(audit.Exchange)
					if err := json.Unmarshal(line, ex); !yield(ex, err) {
						return
					}
				}
			}
		},
		Screenshot: func(string) ([]byte, error) { return os.ReadFile("../../report/testdata/shot.png") },
	}
}

// written writes a report to a file and gives its address.
func written(t testing.TB, in report.Input) string {
	t.Helper()
	html, err := report.Find("html")
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := html.Write(&buf, in, report.Options{}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return "file://" + file
}

// proxy is a server that Chrome has to ask for whatever is not on the disk. It
// answers nothing and remembers what was asked.
type proxy struct {
	mu    sync.Mutex
	asked []string
}

func (p *proxy) serve(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		line := make([]byte, 200)
		_ = c.SetReadDeadline(time.Now().Add(5 * time.Second))
		n, _ := c.Read(line)
		first, _, _ := strings.Cut(string(line[:n]), "\r\n")
		p.mu.Lock()
		p.asked = append(p.asked, first)
		p.mu.Unlock()
		_ = c.Close()
	}
}

func (p *proxy) heard() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.asked...)
}

// start starts a Chrome whose whole network is the proxy.
func start(t testing.TB) (context.Context, *proxy) {
	t.Helper()
	found, err := chrome.Find(t.Context(), os.Getenv)
	if err != nil {
		t.Fatalf("%v (the tests need a Chrome: `make test` installs one)", err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{}
	go p.serve(l)
	opts := append(append([]chromedp.ExecAllocatorOption(nil), chromedp.DefaultExecAllocatorOptions[:]...), chromedp.ExecPath(found.Path), chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("proxy-server", "http://"+l.Addr().String()), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-features", "NetworkTimeServiceQuerying,OptimizationHints,MediaRouter,DialMediaRouteProvider,Translate,CertificateTransparencyComponentUpdater"),
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("font-render-hinting", "none"))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	alloc, stop := chromedp.NewExecAllocator(t.Context(), opts...)
	ctx, quit := chromedp.NewContext(alloc)
	t.Cleanup(func() { quit(); stop(); _ = l.Close() })
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting Chrome: %v", err)
	}
	return ctx, p
}

// tab opens a new tab.
func tab(t testing.TB, browser context.Context) context.Context {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(browser)
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(func() { cancel(); closeTab() })
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	return ctx
}

// look is how a report is looked at: on a screen of that width, or on paper.
type look struct {
	width  int
	scheme string // light or dark
	paper  bool
}

func (l look) String() string {
	if l.paper {
		return fmt.Sprintf("print-%d", l.width)
	}
	return fmt.Sprintf("%d-%s", l.width, l.scheme)
}

// looks are all that the layout has to hold in. A Letter page has 6.6 inches inside its margins.
var looks = []look{{360, "light", false}, {360, "dark", false}, {768, "light", false}, {768, "dark", false}, {1440, "light", false}, {1440, "dark", false}, {695, "light", true}}

// as makes a tab look so.
func as(t testing.TB, ctx context.Context, l look, height int) {
	t.Helper()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: l.scheme}}}
	if l.paper {
		media.Media = "print"
	}
	set := func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: int64(l.width), Height: int64(height), DeviceScaleFactor: 1}); err != nil {
			return chromedp.Void{}, err
		}
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media)
		return chromedp.Void{}, err
	}
	if err := chromedp.Do(ctx, set); err != nil {
		t.Fatalf("looking at it as %s: %v", l, err)
	}
}

// eval runs a function of ours in the page, which the page's own policy does not concern.
func eval[T any](t testing.TB, ctx context.Context, js string) T {
	t.Helper()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.60s…: %v", js, err)
	}
	return got
}

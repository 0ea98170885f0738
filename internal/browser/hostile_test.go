package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/pause"
)

// TestHostilePages: no page may stop the audit. Each comes back within its deadline,
// and a plain page loads in the same Chrome afterwards. Chromium 156 now and then
// stops to answer any command when much of a page leaves at once, as a navigation
// storm does; an audit replaces such a Chrome, and so does this test, once.
func TestHostilePages(t *testing.T) {
	s := serve(t, map[string]string{
		"practice.test/ok":      `<title>fine</title><img src="http://pixel.test/ok.gif">`,
		"practice.test/dialogs": `<script>while (true) { if (!confirm('again?')) break; alert('x') }</script>`,
		"practice.test/spin":    `<script>setTimeout(() => { while (true) {} }, 50)</script>`,
		"practice.test/popups":  `<script>for (let i = 0; i < 60; i++) open('/ok?' + i)</script>`,
		"practice.test/unload":  `<script>onbeforeunload = e => { e.preventDefault(); return 'stay' }</script><button id=b>x</button>`,
		"practice.test/selfnav": `<script>setInterval(() => { location.href = '/selfnav?' + Math.random() }, 30)</script>`,
		"practice.test/many":    `<script>for (let i = 0; i < 1500; i++) fetch('http://collect.test/n?' + i, {mode:'no-cors'})</script>`,
		"practice.test/close":   `<script>setTimeout(() => close(), 100)</script>`,
		"practice.test/print":   `<script>print(); navigator.geolocation.getCurrentPosition(()=>{}); Notification.requestPermission()</script>`,
	})
	sent := map[string]bool{}
	for _, page := range []string{"dialogs", "spin", "popups", "unload", "selfnav", "many", "close", "print"} {
		t.Run(page, func(t *testing.T) {
			rec, err := hostileThenPlain(t, s, page)
			if errors.Is(err, errNoAnswer) {
				t.Log(err)
				rec, err = hostileThenPlain(t, s, page)
			}
			if err != nil {
				t.Fatal(err)
			}
			plain := false
			for _, ex := range rec.all {
				plain = plain || ex.Journey == "after" && strings.HasSuffix(ex.URL, "/ok.gif")
				sent[ex.URL] = sent[ex.URL] || ex.Outcome == "sent"
			}
			if !plain {
				t.Error("the plain page was not recorded after it")
			}
		})
	}
	// How many of the 1500 leave before the page has to go is the machine's doing.
	came := s.got(func(h hit) bool { return strings.HasPrefix(h.Path, "/n?") })
	for _, h := range came {
		if !sent["http://"+h.Host+h.Path] {
			t.Errorf("%s came and is not on record as sent", h.Path)
		}
	}
	if len(came) < 100 {
		t.Errorf("%d requests of one page came; the test looks at too little", len(came))
	}
}

// errNoAnswer is a Chrome that answers no command any more.
var errNoAnswer = errors.New("the browser answers no command any more")

// hostileThenPlain walks a hostile page and then a plain one in a Chrome of their
// own, and gives what was recorded of both.
func hostileThenPlain(t *testing.T, s *servers, page string) (*record, error) {
	t.Helper()
	b, rec := start(t, s, nil)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	err := walkHostile(ctx, b, "http://practice.test/"+page)
	if err == nil && ctx.Err() != nil {
		err = errors.New("the page held the audit up to its deadline")
	}
	if err == nil {
		err = tryPage(b, TabOptions{Page: "http://practice.test/ok", Journey: "after"}, "http://practice.test/ok", nil)
	}
	if err != nil && b.ask() != nil {
		err = fmt.Errorf("%w: %w", errNoAnswer, err)
	}
	return rec, errors.Join(err, b.Close())
}

// walkHostile visits as a journey does; what the page makes fail is no error here.
func walkHostile(ctx context.Context, b *Browser, url string) error {
	tab, err := b.NewTab(ctx, TabOptions{Page: url, Journey: "hostile"})
	if err != nil {
		return err
	}
	defer tab.Close()
	nctx, cancel := context.WithTimeout(tab.Context(), 5*time.Second)
	defer cancel()
	_ = chromedp.Do(nctx, chromedp.Navigate(url))
	_ = tab.Settle(ctx)
	_ = tab.Leave(ctx)
	return nil
}

// TestConsoleFlood: what a page writes to its console never comes to chromedp, and
// a page that writes without end has its scripts stopped and says so.
func TestConsoleFlood(t *testing.T) {
	s := serve(t, map[string]string{
		"practice.test/ok":    `<title>fine</title><script>console.log('x'); setTimeout(() => { throw new Error('y') })</script>`,
		"practice.test/flood": `<script>const s = 'x'.repeat(10000); setInterval(() => { for (let i = 0; i < 300; i++) { console.log(s, {a: [s]}); console.error(new Error(s)) } }, 1)</script>`,
	})
	b, _ := start(t, s, nil)
	ctx, cancel := context.WithTimeout(context.Background(), 6*time.Minute)
	defer cancel()
	tab, err := b.NewTab(ctx, TabOptions{Page: "http://practice.test/flood", Journey: "flood"})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	if err := chromedp.Do(tab.Context(), chromedp.Navigate("http://practice.test/flood")); err != nil {
		t.Fatal(err)
	}
	visitPage(t, b, TabOptions{Page: "http://practice.test/ok", Journey: "beside"}, "http://practice.test/ok", func(tab *Tab) {
		if err := chromedp.Listen(tab.Context(), func(ev any) {
			switch ev.(type) {
			case *runtime.EventConsoleAPICalled, *runtime.EventExceptionThrown:
				t.Errorf("chromedp got a %T", ev)
			}
		}); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(tab.Context(), chromedp.Reload()); err != nil {
			t.Error(err)
		}
	})
	for len(tab.Stopped()) == 0 {
		if err := pause.For(ctx, 20*time.Millisecond); err != nil {
			t.Fatal("the page was never stopped")
		}
	}
	if why := strings.Join(tab.Stopped(), "; "); !strings.Contains(why, "console") {
		t.Errorf("stopped because %q; want the console", why)
	}
	// A page whose scripts stand still lets itself be left.
	if err := tab.Leave(ctx); err != nil {
		t.Error(err)
	}
}

// TestCrashEndsOnlyItsTab: a renderer that crashes ends its journey at once, with
// the reason, and no other.
func TestCrashEndsOnlyItsTab(t *testing.T) {
	s := serve(t, map[string]string{"practice.test/ok": "<title>fine</title>"})
	b, _ := start(t, s, nil)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	tab, err := b.NewTab(ctx, TabOptions{Page: "p", Journey: "crash"})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	_ = chromedp.Do(tab.Context(), chromedp.Navigate("chrome://crash"))
	select {
	case <-tab.Context().Done():
	case <-ctx.Done():
		t.Fatal("the tab did not end")
	}
	if !errors.Is(tab.Err(), ErrCrashed) {
		t.Errorf("the tab ended with %v, want %v", tab.Err(), ErrCrashed)
	}
	visitPage(t, b, TabOptions{Page: "http://practice.test/ok", Journey: "after"}, "http://practice.test/ok", nil)
}

// TestChromeKilledInTheMiddle: the tab ends with the reason, and what was
// recorded until then is given out.
func TestChromeKilledInTheMiddle(t *testing.T) {
	s := serve(t, map[string]string{"practice.test/ok": `<img src="http://pixel.test/before.gif">`})
	b, rec := start(t, s, nil)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	tab, err := b.NewTab(ctx, TabOptions{Page: "p", Journey: "killed"})
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(tab.Context(), chromedp.Navigate("http://practice.test/ok")); err != nil {
		t.Fatal(err)
	}
	killTree(b.proc.cmd)
	select {
	case <-tab.Context().Done():
	case <-ctx.Done():
		t.Fatal("the tab did not end")
	}
	if !errors.Is(tab.Err(), ErrBrowserGone) {
		t.Errorf("the tab ended with %v, want %v", tab.Err(), ErrBrowserGone)
	}
	tab.Close()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	found := false
	for _, ex := range rec.all {
		found = found || strings.HasSuffix(ex.URL, "before.gif")
	}
	if !found {
		t.Error("what was recorded before the end is lost")
	}
	if _, err := b.NewTab(ctx, TabOptions{}); !errors.Is(err, ErrBrowserGone) {
		t.Errorf("a tab of a dead Chrome: %v, want %v", err, ErrBrowserGone)
	}
}

// TestSandboxAsUnprivilegedUser: also under root Chrome runs sandboxed and as nobody.
func TestSandboxAsUnprivilegedUser(t *testing.T) {
	s := serve(t, nil)
	b, _ := start(t, s, nil)
	if !b.Info().Sandbox {
		t.Error("Chrome says it has no sandbox")
	}
	cmdline, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(b.proc.cmd.Process.Pid), "cmdline"))
	if err != nil {
		t.Skip("no /proc on this system")
	}
	if strings.Contains(string(cmdline), "--no-sandbox") {
		t.Error("Chrome was started with --no-sandbox")
	}
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(b.proc.cmd.Process.Pid), "status"))
	if err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 && !strings.Contains(string(status), "Uid:\t65534") {
		t.Error("under root, Chrome does not run as an unprivileged user")
	}
}

// TestNoSuchChrome: a path that starts nothing is an error that names it.
func TestNoSuchChrome(t *testing.T) {
	_, err := Start(context.Background(), Config{
		Path: "/no/such/chrome", FirstParty: func(string) bool { return true }, Sink: func(*audit.Exchange, []byte) {}, TempDir: openTempDir(t),
	})
	if err == nil || !strings.Contains(err.Error(), "/no/such/chrome") {
		t.Errorf("error %v does not name the path", err)
	}
}

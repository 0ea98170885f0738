package browser

import (
	"context"
	"errors"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
)

const armForm = `<!doctype html><title>Book</title><link rel=icon href="data:,"><form method=post action=/commit><input name=email value="wren@example.com"><button id=go>Book</button></form>`

// policed is a page under a policy that counts what it hears of violations.
func policed(policy string) string {
	return `<!doctype html><meta http-equiv="Content-Security-Policy" content="` + policy + `"><script>addEventListener('securitypolicyviolation', () => { window.heard = true }, true)</script>` + strings.TrimPrefix(armForm, "<!doctype html>")
}

// TestArm: every frame and worker proves that it is intercepted, whatever the
// page's own policy lets it send, and nothing of the proof reaches anybody.
func TestArm(t *testing.T) {
	s := serve(t, map[string]string{
		"localhost/plain":   armForm,
		"localhost/nothing": policed("default-src 'none'; img-src * data:; script-src 'unsafe-inline'; form-action 'self'"),
		"localhost/self":    policed("default-src 'self' 'unsafe-inline'; img-src * data:"),
		"localhost/frames": armForm + `<iframe src="http://frame.test/outer"></iframe><iframe srcdoc="<p>hi"></iframe><iframe sandbox srcdoc="<p>hi"></iframe><iframe></iframe>
			<script>new Worker(URL.createObjectURL(new Blob(['onmessage = () => {}']))); new SharedWorker('/shared.js'); navigator.serviceWorker.register('/sw.js')</script>`,
		"frame.test/outer":    `<iframe src="http://inner.test/inner"></iframe><iframe src="/same"></iframe>`,
		"inner.test/inner":    `<p>inner`,
		"frame.test/same":     `<p>same`,
		"localhost/sw.js":     `addEventListener('fetch', () => {})`,
		"localhost/shared.js": `onconnect = () => {}`,
		"localhost/wrapped":   `<script>fetch = () => { throw 'mine' }</script>` + armForm,
	})
	for _, c := range []struct {
		name   string
		change func(*Config)
	}{{"own", nil}, {"no second record", func(c *Config) { c.noPipe = true }}} {
		b, rec := start(t, s, func(cfg *Config) {
			cfg.FirstParty = func(h string) bool { return h == "localhost" }
			if c.change != nil {
				c.change(cfg)
			}
		})
		for _, page := range []string{"plain", "nothing", "self", "frames", "wrapped"} {
			if page == "nothing" && c.change != nil {
				continue // nothing of such a page can be proven without a page of our own
			}
			t.Run(c.name+" "+page, func(t *testing.T) {
				visitPage(t, b, TabOptions{Page: page, Journey: page}, "http://localhost/"+page, func(tab *Tab) {
					for range 2 {
						if err := tab.Arm(context.Background()); err != nil {
							t.Fatal(err)
						}
					}
					heard, err := chromedp.Run(tab.Context(), chromedp.Evaluate[bool](`!!window.heard`))
					if err != nil || heard {
						t.Errorf("the page heard of the canary (%v)", err)
					}
					if tab.Held() != 0 {
						t.Errorf("%d held before anything was pressed", tab.Held())
					}
				})
			})
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		for _, ex := range rec.all {
			if strings.Contains(ex.URL, "quietroom.invalid") || ex.Method != "GET" {
				t.Errorf("on record: %s %s (%s)", ex.Method, ex.URL, ex.Channel)
			}
		}
		if c.change == nil {
			certified(t, b)
		}
	}
	if got := s.got(func(h hit) bool {
		return strings.HasSuffix(h.Host, ".invalid") || h.Method != "GET" && strings.HasSuffix(h.Host, "test")
	}); len(got) != 0 {
		t.Errorf("servers got %v", got)
	}
}

// TestUnproven: with interception broken behind the recorder's back, arming says
// so, in every kind of page.
func TestUnproven(t *testing.T) {
	s := serve(t, map[string]string{
		"practice.test/plain":   armForm,
		"practice.test/nothing": policed("default-src 'none'; img-src * data:; script-src 'unsafe-inline'; form-action 'self'"),
	})
	for name, change := range map[string]func(*Config){"own": func(*Config) {}, "no second record": func(c *Config) { c.noPipe = true }} {
		b, _ := start(t, s, func(c *Config) { c.Unheld = true; change(c) })
		for _, page := range []string{"plain", "nothing"} {
			t.Run(name+" "+page, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
				defer cancel()
				tab, err := b.NewTab(ctx, TabOptions{Page: page, Journey: page})
				if err != nil {
					t.Fatal(err)
				}
				defer tab.Close()
				if err := chromedp.Do(tab.Context(), chromedp.Navigate("http://practice.test/"+page)); err != nil {
					t.Fatal(err)
				}
				if err := tab.Arm(ctx); !errors.Is(err, ErrUnproven) {
					t.Errorf("armed: %v", err)
				}
			})
		}
	}
	if got := s.got(func(h hit) bool {
		return strings.HasSuffix(h.Host, ".invalid") || h.Method != "GET" && h.Host == "practice.test"
	}); len(got) != 0 {
		t.Errorf("servers got %v", got)
	}
}

// TestKeepBack: what would tell a third party a value is recorded and answered,
// by whatever way it goes, and the rest leaves.
func TestKeepBack(t *testing.T) {
	sockets := serveSockets(t)
	_, port, err := net.SplitHostPort(sockets.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, map[string]string{
		"practice.test/page": `<!doctype html><title>Book</title><script>
			const say = (what) => { document.title += ' ' + what };
			const ws = new WebSocket('ws://sockets.test/live');
			ws.onopen = () => { for (const m of ['one', 'wren@example.com', 'two']) ws.send(m); say('opened') };
			const i = new Image(); i.onload = () => say('image'); i.src = 'http://pixel.test/i.gif?em=wren@example.com';
			fetch('http://collect.test/f', {method: 'POST', body: 'wren@example.com'}).then(r => say('fetch'));
			fetch('http://collect.test/slow', {method: 'POST', body: 'slow'}).then(r => say('slow'));
			fetch('http://collect.test/plain', {method: 'POST', body: 'nothing'}).then(r => say('plain'));
			fetch('/own', {method: 'POST', body: 'wren@example.com'}).then(r => say('own'));
			addEventListener('pagehide', () => navigator.sendBeacon('http://collect.test/bye', 'wren@example.com'));
		</script><script src="http://tag.test/t.js?u=wren@example.com" onload="say('script')"></script>`,
		"tag.test/t.js": `say('ran')`,
	})
	release := make(chan struct{})
	b, rec := start(t, s, func(c *Config) {
		c.Access.ConnectTo = append(parseRules(t, "sockets.test:80:127.0.0.1:"+port), c.Access.ConnectTo...)
		c.KeepBack = func(ex *audit.Exchange, body []byte) bool {
			if string(body) == "slow" {
				<-release
			}
			return strings.Contains(ex.URL+string(body), "wren@")
		}
	})
	visitPage(t, b, TabOptions{Page: "p", Journey: "j1"}, "http://practice.test/page", func(tab *Tab) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		for {
			title, err := chromedp.Run(tab.Context(), chromedp.Title())
			done := err == nil && len(sockets.messages()) == 2
			for _, what := range []string{"opened", "image", "fetch", "slow", "plain", "own", "script"} {
				done = done && strings.Contains(title, what)
			}
			if done {
				break
			}
			if ctx.Err() != nil {
				t.Fatalf("title %q, messages %q (%v)", title, sockets.messages(), err)
			}
			time.Sleep(50 * time.Millisecond)
		}
	})
	close(release)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if got := sockets.messages(); !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("the socket's server got %q", got)
	}
	third := s.got(func(h hit) bool { return h.Host != "practice.test" && strings.HasSuffix(h.Host, ".test") })
	if len(third) != 1 || third[0].Path != "/plain" {
		t.Errorf("third parties got %v, want /plain alone", third)
	}
	if got := s.got(func(h hit) bool { return h.Path == "/own" }); len(got) != 1 {
		t.Errorf("the practice got %v", got)
	}
	var kept []string
	for _, ex := range rec.all {
		if ex.KeptBack {
			kept = append(kept, ex.URL)
			if !ex.Held || ex.Outcome != "held" || ex.AfterSubmit {
				t.Errorf("%s: held %v, outcome %s", ex.URL, ex.Held, ex.Outcome)
			}
		}
	}
	if len(kept) != 6 {
		t.Errorf("kept back: %q, want image, script, two fetches, a message and a beacon", kept)
	}
	if c := b.Account(); c.Held != 0 || c.KeptBack != 6 {
		t.Errorf("held %d, kept back %d", c.Held, c.KeptBack)
	}
	certified(t, b)
}

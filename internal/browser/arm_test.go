package browser

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
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

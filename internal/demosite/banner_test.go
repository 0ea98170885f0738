package demosite

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
)

// answers are what a visitor presses on each banner, as scripts.
var answers = map[string]map[audit.Consent]string{
	BannerKnown: {
		audit.ConsentAccept: `document.querySelector('#onetrust-accept-btn-handler').click()`,
		audit.ConsentReject: `document.querySelector('#onetrust-pc-btn-handler').click(); document.querySelector('.ot-pc-refuse-all-handler').click()`,
	},
	BannerUnknown: {
		audit.ConsentAccept: `document.querySelector('hafen-hinweis').shadowRoot.querySelectorAll('button')[0].click()`,
		audit.ConsentReject: `document.querySelector('hafen-hinweis').shadowRoot.querySelectorAll('button')[1].click()`,
	},
}

// TestBannerLabelsAreTrue opens the pages in each state of consent and holds each
// label against what the vendors' servers got: in its states all of it, in the
// others nothing.
func TestBannerLabelsAreTrue(t *testing.T) {
	t.Parallel()
	for banner, press := range answers {
		s := start(t, Options{Banner: banner})
		browser := chrome(t, s)
		for _, state := range audit.Consents {
			t.Run(banner+"/"+string(state), func(t *testing.T) { bannerState(t, s, browser, press[state], state) })
		}
	}
}

func bannerState(t *testing.T, s *Site, browser context.Context, press string, state audit.Consent) {
	ctx, done := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	defer done()
	run := func(what string, actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		cctx, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		if err := chromedp.Do(cctx, actions...); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	run("opening", chromedp.Navigate(Origin+"/"), chromedp.WaitReady(chromedp.CSS("main")))
	if press != "" {
		poll := `new Promise((done, fail) => { let n = 0; const t = setInterval(() => { try { ` + press + `; clearInterval(t); done(); } catch (e) { if (n++ > 300) { clearInterval(t); fail(e); } } }, 50); })`
		run("answering", chromedp.Evaluate[chromedp.Void](poll, chromedp.EvalAwaitPromise))
	}
	values := map[string]string{}
	for name, kind := range byName {
		values[name] = typed[kind]
	}
	arg, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Pages() {
		before := len(s.All())
		got := func() []Received { return s.All()[before:] }
		run("opening "+p.Path, chromedp.Navigate(Origin+p.Path), chromedp.WaitReady(chromedp.CSS("main")))
		if p.Form {
			run("filling", chromedp.Evaluate[chromedp.Void](fmt.Sprintf("%s(%s, 0)", fillScript, arg), chromedp.EvalAwaitPromise))
		}
		var labels, others []Label
		for _, l := range s.Labels() {
			switch {
			case l.Page != p.Path:
			case l.Consent == nil || slices.Contains(l.Consent, state):
				labels = append(labels, l)
			default:
				others = append(others, l)
			}
		}
		for _, l := range wait(labels, got, nil) {
			t.Errorf("not seen at %s %s: %s of class %s, %v (%s)", l.Host, state.When(), l.Kind, l.Class, l.Transform, l.Note)
		}
		run("leaving", chromedp.Navigate("about:blank"))
		for _, l := range others {
			for _, r := range got() {
				if r.Host == l.Host && strings.Contains(r.URL+string(r.Body)+r.Header.Get("Referer"), p.Path) {
					t.Errorf("%s got something from %s %s, and a label says %v only", l.Host, p.Path, state.When(), l.Consent)
				}
			}
		}
		if p.Path == "/services/depression-counseling" && len(got()) > 0 {
			t.Errorf("the page without a tag contacts %s", got()[0].Host)
		}
	}
}

package onscreen

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestAsksForNothing opens every report, unfolds and clicks what there is, prints
// it, and looks at the protocol and at what reached the network: nothing may have.
// A hostile run is among them: no dialog opens, no script or handler is there.
func TestAsksForNothing(t *testing.T) {
	browser, net := start(t)
	for _, name := range runs(t) {
		t.Run(name, func(t *testing.T) {
			address := written(t, load(t, name))
			ctx := tab(t, browser)
			var mu sync.Mutex
			var seen []string
			loads := 0
			err := chromedp.Listen(ctx, func(ev any) {
				mu.Lock()
				defer mu.Unlock()
				switch e := ev.(type) {
				case *network.EventRequestWillBeSent:
					switch {
					case e.Request.URL == address:
						loads++
					case !strings.HasPrefix(e.Request.URL, "data:"):
						seen = append(seen, "request "+e.Request.URL)
					}
				case *page.EventJavascriptDialogOpening:
					seen = append(seen, "dialog "+e.Message)
				case *page.EventWindowOpen:
					seen = append(seen, "window "+e.URL)
				case *runtime.EventConsoleAPICalled:
					seen = append(seen, "console "+string(e.Type))
				case *runtime.EventExceptionThrown:
					seen = append(seen, "a script ran and failed")
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
				t.Fatal(err)
			}
			if bad := eval[[]string](t, ctx, useJS); len(bad) > 0 {
				t.Errorf("in the document: %.300q", bad)
			}
			if _, err := chromedp.Run(ctx, chromedp.PrintToPDF()); err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if len(seen) > 0 {
				t.Errorf("it does: %.300q", seen)
			}
			if loads != 1 {
				t.Errorf("the document was loaded %d times: the protocol was not heard", loads)
			}
		})
	}
	for _, asked := range net.heard() {
		if !chromesOwn.MatchString(asked) {
			t.Errorf("Chrome asked the network for %.200q", asked)
		}
	}
}

// chromesOwn is what Chrome asks for on its own account, with no page open.
var chromesOwn = regexp.MustCompile(`^(CONNECT|GET|POST) (http://)?(clients2\.google\.com|update\.googleapis\.com|accounts\.google\.com|www\.google\.com|content-autofill\.googleapis\.com|optimizationguide-pa\.googleapis\.com|redirector\.gvt1\.com|edgedl\.me\.gvt1\.com)[:/]`)

// useJS unfolds everything, clicks every control and link, and names whatever could
// run or load.
const useJS = `(async () => {
  const bad = [];
  for (const d of document.querySelectorAll('details')) d.open = true;
  for (const el of document.querySelectorAll('*')) {
    const name = el.tagName.toLowerCase();
    if (['script', 'iframe', 'object', 'embed', 'form', 'base', 'foreignobject', 'animate', 'set', 'audio', 'video'].includes(name)) bad.push('<' + name + '>');
    if (name === 'link' && el.rel !== 'icon') bad.push('<link ' + el.rel + '>');
    for (const a of el.attributes) {
      if (a.name.startsWith('on')) bad.push(name + ' ' + a.name);
      if (['href', 'src', 'srcset', 'action', 'xlink:href'].includes(a.name) && !/^(#|data:image\/|data:,$)/.test(a.value)) bad.push(name + ' ' + a.name + '=' + a.value.slice(0, 50));
    }
  }
  for (const el of document.querySelectorAll('a, input, summary')) el.click();
  for (const d of document.querySelectorAll('details')) d.open = true;
  await new Promise((r) => setTimeout(r, 300));
  return bad;
})()`

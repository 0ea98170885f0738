package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/chromedp"
)

// Profile is what a visitor's browser keeps between two tabs: cookies, and the
// local storage of the origins that the tab showed. It holds values, never prints
// them, and is kept in memory only. IndexedDB and caches are not part of it.
type Profile struct {
	cookies []map[string]any
	storage map[string][][2]string // origin → name, value
}

// String counts what the profile holds.
func (p *Profile) String() string {
	if p == nil {
		return "no profile"
	}
	return fmt.Sprintf("profile of %d cookies and the storage of %d origins", len(p.cookies), len(p.storage))
}

// GoString hides the values, also from %#v.
func (p *Profile) GoString() string { return p.String() }

// Format hides the values from every verb of package fmt.
func (p *Profile) Format(f fmt.State, _ rune) { fmt.Fprint(f, p.String()) }

const (
	profilePatience = 5 * time.Second
	maxProfile      = 4 << 20 // bytes of local storage
)

// Profile takes what the tab has left in its browser so far.
func (t *Tab) Profile(ctx context.Context) (*Profile, error) {
	ctx, cancel := context.WithTimeout(ctx, profilePatience)
	defer cancel()
	p := &Profile{storage: map[string][][2]string{}}
	var mu sync.Mutex
	q := questions{r: t.b.rec, waiting: 1, done: make(chan struct{})}
	q.ask("", "Storage.getCookies", map[string]any{"browserContextId": t.visit.context}, func(result []byte) {
		mu.Lock()
		defer mu.Unlock()
		p.cookies = takeCookies(result)
	})
	size := 0
	for _, s := range t.visit.ofKind("page") {
		q.ask(s.id, "Page.getFrameTree", nil, func(result []byte) {
			for _, origin := range origins(result) {
				id := map[string]any{"securityOrigin": origin, "isLocalStorage": true}
				q.ask(s.id, "DOMStorage.getDOMStorageItems", map[string]any{"storageId": id}, func(result []byte) {
					mu.Lock()
					defer mu.Unlock()
					if size += len(result); size <= maxProfile {
						p.storage[origin] = takeItems(result)
					}
				})
			}
		})
	}
	q.answered()
	select {
	case <-q.done:
	case <-ctx.Done():
		return nil, fmt.Errorf("reading what the visit left in the browser: %w", ctx.Err())
	case <-t.ctx.Done():
		return nil, t.Err()
	}
	mu.Lock()
	defer mu.Unlock()
	if size > maxProfile {
		return nil, fmt.Errorf("the page keeps more than %d MiB in its storage, which is not carried over", maxProfile>>20)
	}
	return p, nil
}

// takeCookies makes of what Chrome gives what it takes.
func takeCookies(result []byte) []map[string]any {
	var got struct{ Cookies []map[string]any }
	if json.Unmarshal(result, &got) != nil {
		return nil
	}
	out := make([]map[string]any, 0, len(got.Cookies))
	for _, c := range got.Cookies {
		host, _ := c["domain"].(string)
		path, _ := c["path"].(string)
		secure, _ := c["secure"].(bool)
		if !strings.HasPrefix(host, ".") {
			// A cookie of one host, which an address says and a domain would widen.
			scheme := "http://"
			if secure {
				scheme = "https://"
			}
			c["url"] = scheme + host + path
			delete(c, "domain")
		}
		if session, _ := c["session"].(bool); session {
			delete(c, "expires")
		}
		for _, told := range []string{"size", "session", "partitionKeyOpaque"} {
			delete(c, told)
		}
		out = append(out, c)
	}
	return out
}

func takeItems(result []byte) [][2]string {
	var got struct{ Entries [][]string }
	if json.Unmarshal(result, &got) != nil {
		return nil
	}
	var out [][2]string
	for _, e := range got.Entries {
		if len(e) == 2 {
			out = append(out, [2]string{e[0], e[1]})
		}
	}
	return out
}

// restore gives the tab's fresh browser context what an earlier one kept, before
// the tab shows anything.
func (t *Tab) restore(ctx context.Context, p *Profile) error {
	if p == nil {
		return nil
	}
	if err := t.demand(ctx, "", "Storage.setCookies", map[string]any{"cookies": p.cookies, "browserContextId": t.visit.context}); err != nil {
		return err
	}
	if len(p.storage) == 0 {
		return nil
	}
	script, err := p.script()
	if err != nil {
		return err
	}
	for _, s := range t.visit.ofKind("page") {
		if err := t.demand(ctx, s.id, "Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": script}); err != nil {
			return err
		}
	}
	return nil
}

// script fills the storage of an origin before the first script of its first
// document runs. Once there is something, it is the page's own.
func (p *Profile) script() (string, error) {
	type origin struct {
		Origin string
		Items  [][2]string
	}
	var list []origin
	for _, o := range slices.Sorted(maps.Keys(p.storage)) {
		list = append(list, origin{o, p.storage[o]})
	}
	b, err := json.Marshal(list)
	if err != nil {
		return "", err
	}
	return `(() => { try { for (const o of ` + string(b) + `) if (o.Origin === location.origin && localStorage.length === 0)
  for (const [k, v] of o.Items || []) localStorage.setItem(k, v); } catch { /* an origin without storage */ } })()`, nil
}

// demand asks Chrome for something that the tab cannot do without.
func (t *Tab) demand(ctx context.Context, session, method string, params any) error {
	reply := make(chan error, 1)
	t.b.rec.ask(session, method, params, func(m *cdproto.Message) {
		if m.Error != nil {
			// Chrome's own words can quote what it refused.
			reply <- fmt.Errorf("giving the tab its visitor's profile: Chrome refused %s", method)
			return
		}
		reply <- nil
	})
	timer := time.NewTimer(profilePatience)
	defer timer.Stop()
	select {
	case err := <-reply:
		return err
	case <-timer.C:
		return errors.New("giving the tab its visitor's profile: Chrome did not answer")
	case <-ctx.Done():
		return ctx.Err()
	case <-t.b.gone:
		return t.b.whyGone()
	}
}

// asksNotToBeTracked fails when Chrome was told to send Global Privacy Control and
// does not.
func (b *Browser) asksNotToBeTracked(ctx context.Context) error {
	if !b.cfg.GPC {
		return nil
	}
	page, cancel := chromedp.NewContext(b.root, chromedp.WithNewBrowserContext())
	defer cancel()
	patience, stop := context.WithTimeout(ctx, startPatience)
	defer stop()
	defer context.AfterFunc(patience, cancel)()
	on, err := chromedp.Run(page, chromedp.Evaluate[bool](`navigator.globalPrivacyControl === true`))
	if err == nil && !on {
		return ErrNoGPC
	}
	return err
}

package channels

import (
	"context"
	"flag"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/browser"
	"github.com/quietroom/quietroom/internal/chrome"
)

var (
	update = flag.Bool("update", false, "write docs/channels.md")
	walk   = flag.Bool("matrix", false, "walk the matrix, which takes minutes")
)

// The matrix must be able to fail by silence: this many cells fire on Chromium
// 156 with room for those that fire only now and then.
const mustFire = 1500

// wireRecord says that Chrome's network log is joined into the record. Until it
// is, what it alone can show is missing, and said to be.
const wireRecord = true

// TestMatrix is the promise of the record: what left, from anywhere, at any
// moment, is on record with its address, its bytes and its headers.
func TestMatrix(t *testing.T) {
	if !*walk {
		t.Skip("takes minutes; make channels runs it")
	}
	w := newWorld(t)
	m := &matrix{t: t, w: w, bodies: map[string]string{}}
	m.walk()
	w.close()
	res := m.join()
	text := res.print(m)
	t.Log("\n" + text)
	if *update {
		if err := os.WriteFile("../../docs/channels.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if res.fired < mustFire {
		t.Errorf("%d cells fired, want at least %d: the matrix looks at too little", res.fired, mustFire)
	}
	for _, g := range res.gaps {
		t.Error(g)
	}
}

// matrix is one walk through all of it.
type matrix struct {
	t     *testing.T
	w     *world
	b     *browser.Browser
	found chrome.Browser

	ids       atomic.Int64
	mu        sync.Mutex
	exchanges []audit.Exchange
	bodies    map[string]string // SHA-256 by exchange
}

func (m *matrix) start() {
	found, err := chrome.Find(context.Background(), os.Getenv)
	if err != nil {
		m.t.Fatalf("%v (the matrix needs a Chrome: `make channels` installs one)", err)
	}
	m.found = found
	dir, err := os.MkdirTemp("", "quietroom-channels-")
	if err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil { // an unprivileged Chrome enters it
		m.t.Fatal(err)
	}
	m.b, err = browser.Start(context.Background(), browser.Config{
		Path: found.Path, Env: found.Env, Version: found.Version, Access: m.w.access(), TempDir: dir,
		FirstParty: func(h string) bool { return h == "site.test" || h == "plain.test" },
		IDs:        &m.ids,
		Sink: func(ex *audit.Exchange, body []byte) {
			m.mu.Lock()
			defer m.mu.Unlock()
			m.exchanges = append(m.exchanges, *ex)
			m.bodies[ex.ID] = sum(body)
		},
	})
	if err != nil {
		m.t.Fatal(err)
	}
}

// walk goes through every moment, one tab after the other: what the wire alone
// shows has then one walk that it can belong to.
func (m *matrix) walk() {
	jobs := []func(){
		func() { m.alone("click") },
		func() { m.shared("top", "load") },
		func() { m.alone("load") },
		func() { m.shared("top", "click") },
		func() { m.alone("leave") },
		func() { m.shared("top", "leave") },
		func() { m.shared("top", "close") },
		func() { m.shared("plain", "load") },
		func() { m.shared("plain", "click") },
		func() { m.shared("plain", "leave") },
	}
	for _, job := range jobs {
		// A Chrome for each: after several hundred frames and workers that leave at
		// once, Chromium 156 now and then answers no more, which is not what is
		// looked at here.
		m.start()
		job()
		if err := m.b.Close(); err != nil {
			m.t.Error(err)
		}
		if c := m.b.Account(); !c.Certificate.Verified {
			m.t.Errorf("the record is not verified: %s", c.Certificate.Why)
		}
	}
}

const patience = 90 * time.Second

func (m *matrix) tab(ctx context.Context, name string) *browser.Tab {
	tab, err := m.b.NewTab(ctx, browser.TabOptions{Page: "https://site.test/" + name, Journey: name})
	if err != nil {
		m.t.Errorf("%s: %v", name, err)
		return nil
	}
	tab.Step(1)
	return tab
}

// shared walks a page in which all places and channels stand side by side.
func (m *matrix) shared(name, moment string) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	tab := m.tab(ctx, name+" "+moment)
	if tab == nil {
		return
	}
	defer tab.Close()
	scheme := "https"
	if name == "plain" {
		scheme = "http"
	}
	m.do(tab, name+" "+moment, chromedp.Navigate(scheme+"://"+placeOf(name).host+"/place/"+name+"/"+moment))
	m.settle(ctx, tab)
	if name == "top" {
		m.do(tab, "popup", chromedp.MouseClickXY(200, 15))
		m.settle(ctx, tab)
		m.popup(ctx, tab, moment)
	}
	switch moment {
	case "click":
		// The frames' buttons lie at these places; Chrome finds whose they are.
		ys := []float64{15}
		if name == "top" {
			ys = []float64{115, 215, 255, 15}
		}
		for _, y := range ys {
			m.do(tab, "click", chromedp.MouseClickXY(50, y))
			m.settle(ctx, tab)
		}
	case "close":
		m.do(tab, "close", closePage)
		m.quiet(ctx)
		return
	}
	tab.Step(2)
	if err := tab.Leave(ctx); err != nil {
		m.t.Errorf("leaving %s %s: %v", name, moment, err)
	}
	m.quiet(ctx)
}

// popup clicks in, or closes, the window that the page opened.
func (m *matrix) popup(ctx context.Context, tab *browser.Tab, moment string) {
	if moment != "click" && moment != "close" {
		return
	}
	id := m.opened(ctx, tab)
	if id == "" {
		m.t.Error("the popup did not open")
		return
	}
	pctx, cancel := chromedp.NewContext(tab.Context(), chromedp.WithTargetID(id), chromedp.WithDetachOnCancel())
	defer cancel()
	act := chromedp.MouseClickXY(50, 15)
	if moment == "close" {
		act = closePage
	}
	dctx, done := context.WithTimeout(pctx, 30*time.Second)
	defer done()
	if err := chromedp.Do(dctx, act); err != nil {
		m.t.Errorf("%s in the popup: %v", moment, err)
	}
	m.settle(ctx, tab)
}

// opened gives the tab's other page.
func (m *matrix) opened(ctx context.Context, tab *browser.Tab) (id target.ID) {
	c := chromedp.FromContext(tab.Context())
	m.until(ctx, 10*time.Second, func() bool {
		infos, err := chromedp.Targets(tab.Context())
		for _, i := range infos {
			if err == nil && i.Type == "page" && i.BrowserContextID == c.BrowserContextID && i.TargetID != c.Target.TargetID {
				id = i.TargetID
			}
		}
		return id != ""
	})
	return id
}

// closePage closes a page as when it closes itself: what is under way may leave.
func closePage(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
	_, err := chromedp.Call(ctx, page.Close, cdp.Empty{})
	return chromedp.Void{}, err
}

// alone walks, at the top, the channels that want a document of their own.
func (m *matrix) alone(moment string) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	name := "alone " + moment
	tab := m.tab(ctx, name)
	if tab == nil {
		return
	}
	defer tab.Close()
	top := placeOf("top")
	for i := range table {
		ch := &table[i]
		if !ch.own || !ch.tried(top, moment) {
			continue
		}
		c := cell{ch.name, "top", moment}
		tab.Step(i + 1) // a page that navigates without end in one step is stopped
		fired := func() bool { return len(m.w.got(c)) >= max(ch.hits, 1) }
		m.do(tab, name, chromedp.Navigate("https://site.test/own/"+c.String()))
		switch moment {
		case "click":
			// A click that comes before the first picture is lost.
			for range 4 {
				m.do(tab, name, chromedp.MouseClickXY(50, 15))
				if m.until(ctx, time.Second, fired) {
					break
				}
			}
		case "leave":
			m.do(tab, name, chromedp.Navigate("about:blank"))
		}
		m.until(ctx, 2500*time.Millisecond, fired)
	}
	if err := tab.Leave(ctx); err != nil {
		m.t.Errorf("leaving %s: %v", name, err)
	}
	m.quiet(ctx)
}

func (m *matrix) do(tab *browser.Tab, what string, a chromedp.Action[chromedp.Void]) {
	ctx, cancel := context.WithTimeout(tab.Context(), 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, a); err != nil {
		m.t.Logf("%s: %v", what, err)
	}
}

func (m *matrix) settle(ctx context.Context, tab *browser.Tab) {
	if err := tab.Settle(ctx); err != nil {
		m.t.Errorf("settling: %v", err)
	}
}

// until waits for a thing that fires soon or not at all.
func (m *matrix) until(ctx context.Context, limit time.Duration, ok func() bool) bool {
	over := time.After(limit)
	for !ok() {
		select {
		case <-time.After(20 * time.Millisecond):
		case <-over:
			return ok()
		case <-ctx.Done():
			return false
		}
	}
	return true
}

// quiet waits until no server has got anything for a while.
func (m *matrix) quiet(ctx context.Context) {
	limit := time.After(10 * time.Second)
	for m.w.quietFor() < 1500*time.Millisecond {
		select {
		case <-time.After(50 * time.Millisecond):
		case <-limit:
			return
		case <-ctx.Done():
			return
		}
	}
}

// headersOf gives what both sides can know: names in lower case, without what
// belongs to the connection.
func headersOf(h http.Header) map[string]string {
	out := map[string]string{}
	for k, v := range h {
		switch k = strings.ToLower(k); k {
		case "connection", "content-length", "host", "transfer-encoding", "upgrade", "pragma", "cache-control":
		default:
			out[k] = strings.Join(v, ", ")
		}
	}
	return out
}

func recorded(ex *audit.Exchange) map[string]string {
	h := http.Header{}
	for _, kv := range ex.Headers {
		if !strings.HasPrefix(kv[0], ":") {
			h[strings.ToLower(kv[0])] = append(h[strings.ToLower(kv[0])], kv[1])
		}
	}
	return headersOf(h)
}

// differs names the headers that a server got and the record has not, or other.
func differs(h hit, ex *audit.Exchange) []string {
	var names []string
	have := recorded(ex)
	for k, v := range headersOf(h.Header) {
		if have[k] != v {
			names = append(names, k)
		}
	}
	slices.Sort(names)
	return names
}

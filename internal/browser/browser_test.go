package browser

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/access"
	"github.com/quietroom/quietroom/internal/chrome"
)

// hit is one request that a server really got.
type hit struct {
	Host, Method, Path string
	Body               string // SHA-256 in hex, "" for none
}

// servers plays every host of the outside world and writes down what it got.
type servers struct {
	*httptest.Server
	mu   sync.Mutex
	hits []hit
}

func serve(t *testing.T, pages map[string]string) *servers {
	t.Helper()
	s := &servers{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("reading a request: %v", err)
		}
		host, _, _ := strings.Cut(r.Host, ":")
		s.mu.Lock()
		s.hits = append(s.hits, hit{host, r.Method, r.URL.RequestURI(), sum(body)})
		s.mu.Unlock()
		if r.URL.Path == "/dropped" {
			panic(http.ErrAbortHandler) // the connection ends without an answer
		}
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Allow-Headers", "*")
		page, ok := pages[host+r.URL.Path]
		if !ok {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		if to, redirect := strings.CutPrefix(page, "redirect:"); redirect {
			http.Redirect(w, r, to, http.StatusFound)
			return
		}
		if strings.HasSuffix(r.URL.Path, ".js") {
			w.Header().Set("Content-Type", "text/javascript")
		} else {
			w.Header().Set("Content-Type", "text/html")
		}
		fmt.Fprint(w, page)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *servers) got(match func(hit) bool) []hit {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []hit
	for _, h := range s.hits {
		if match(h) {
			out = append(out, h)
		}
	}
	return out
}

func sum(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// record collects exchanges.
type record struct {
	mu  sync.Mutex
	all []audit.Exchange
	raw map[string][]byte
}

func (r *record) sink(ex *audit.Exchange, body []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.raw == nil {
		r.raw = map[string][]byte{}
	}
	r.all = append(r.all, *ex)
	r.raw[ex.ID] = body
}

// hits gives the exchanges that left, in the servers' terms.
func (r *record) hits() []hit {
	var out []hit
	for _, ex := range r.all {
		if ex.Outcome != "sent" {
			continue
		}
		rest := ex.URL[strings.Index(ex.URL, "://")+3:]
		host, path, _ := strings.Cut(rest, "/")
		out = append(out, hit{host, ex.Method, "/" + path, sum(r.raw[ex.ID])})
	}
	return out
}

func start(t *testing.T, s *servers, change func(*Config)) (*Browser, *record) {
	t.Helper()
	found, err := chrome.Find(context.Background(), os.Getenv)
	if err != nil {
		t.Fatalf("%v (the tests need a Chrome: `make test` installs one)", err)
	}
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	rule, err := access.ParseConnectTo("::127.0.0.1:" + port)
	if err != nil {
		t.Fatal(err)
	}
	rec := &record{}
	cfg := Config{
		Path: found.Path, Env: found.Env, Version: found.Version,
		Access:     access.Options{ConnectTo: []access.Rule{rule}},
		FirstParty: func(h string) bool { return h == "practice.test" || strings.HasSuffix(h, ".practice.test") },
		Sink:       rec.sink,
		TempDir:    openTempDir(t),
	}
	if change != nil {
		change(&cfg)
	}
	b, err := Start(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
		left, err := os.ReadDir(cfg.TempDir)
		if err != nil || len(left) != 0 {
			t.Errorf("Chrome's folder is still there: %v %v", left, err)
		}
	})
	return b, rec
}

// openTempDir is a temporary folder that an unprivileged Chrome may enter.
func openTempDir(t testing.TB) string {
	dir, err := os.MkdirTemp("", "quietroom-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

func visitPage(t *testing.T, b *Browser, o TabOptions, url string, act func(*Tab)) {
	t.Helper()
	if err := tryPage(b, o, url, act); err != nil {
		t.Fatal(err)
	}
}

// tryPage walks a page as a journey does: visit, act, leave.
func tryPage(b *Browser, o TabOptions, url string, act func(*Tab)) error {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	tab, err := b.NewTab(ctx, o)
	if err != nil {
		return err
	}
	defer tab.Close()
	tab.Step(1)
	if err := chromedp.Do(tab.Context(), chromedp.Navigate(url)); err != nil {
		return err
	}
	if err := tab.Settle(ctx); err != nil {
		return err
	}
	if act != nil {
		tab.Step(2)
		act(tab)
		if err := tab.Settle(ctx); err != nil {
			return err
		}
	}
	return tab.Leave(ctx)
}

const channelsPage = `<!doctype html><title>Channels</title><body>
<img src="http://pixel.test/i.gif?a=1"><script src="http://tag.test/t.js"></script>
<iframe src="http://frame.test/f"></iframe>
<script>
const E = 'http://collect.test';
fetch(E+'/fetch', {method:'POST', mode:'no-cors', body:'plain text'});
fetch(E+'/json', {method:'POST', headers:{'content-type':'application/json'}, body:JSON.stringify({email:'a@b'})});
fetch(E+'/blob', {method:'POST', mode:'no-cors', body:new Blob(['blob-', new Uint8Array([0,255,1])])});
const form = new FormData(); form.append('f', new File(['file bytes'], 'x.txt'));
// A boundary differs each time, but both sides must have the same bytes.
fetch(E+'/formdata', {method:'POST', mode:'no-cors', body:form});
navigator.sendBeacon(E+'/beacon', 'beaconed');
navigator.sendBeacon(E+'/beaconblob', new Blob(['{"x":1}'], {type:'text/plain'}));
const x = new XMLHttpRequest(); x.open('POST', E+'/xhr'); x.send('q=' + 'z'.repeat(100000));
new Worker(URL.createObjectURL(new Blob(["fetch('http://collect.test/worker',{method:'POST',mode:'no-cors',body:'from worker'})"])));
addEventListener('pagehide', () => { navigator.sendBeacon(E+'/pagehide', 'bye'); });
setTimeout(() => navigator.sendBeacon(E+'/late', 'after twenty seconds'), 20000);
fetch(E+'/redirect');
</script>`

// TestEverythingThatServersGotIsOnRecord is the recorder's promise, checked
// against what the other side really received.
func TestEverythingThatServersGotIsOnRecord(t *testing.T) {
	s := serve(t, map[string]string{
		"practice.test/":        channelsPage,
		"tag.test/t.js":         `new Image().src = 'http://pixel.test/fromtag?x=2'`,
		"frame.test/f":          `<script>navigator.sendBeacon('http://collect.test/oopif','framed'); addEventListener('pagehide',()=>navigator.sendBeacon('http://collect.test/framehide','bye from frame'))</script>`,
		"collect.test/redirect": "redirect:http://second.test/hop",
	})
	b, rec := start(t, s, nil)
	visitPage(t, b, TabOptions{Page: "http://practice.test/", Journey: "j1"}, "http://practice.test/", nil)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	b.cancel()
	// Chrome's own updates come to the same server; the record leaves them out.
	same := func(h hit) bool { return strings.HasSuffix(h.Host, ".test") }
	want, have := s.got(same), rec.hits()
	byText := func(a, b hit) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }
	slices.SortFunc(want, byText)
	slices.SortFunc(have, byText)
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("what the servers got (-) and what is on record (+):\n%s", diff)
	}
	if len(want) < 16 {
		t.Errorf("the page sent only %d requests; the test looks at too little", len(want))
	}
	for _, ex := range rec.all {
		if ex.Journey != "j1" || ex.Page == "" || ex.Step == 0 {
			t.Errorf("%s %s is not attributed: page %q journey %q step %d", ex.Method, ex.URL, ex.Page, ex.Journey, ex.Step)
		}
	}
	if c := b.Account(); c.BodiesMissing != 0 || c.Unreadable != 0 {
		t.Errorf("bodies missing %d, unreadable events %d; want none", c.BodiesMissing, c.Unreadable)
	}
	certified(t, b)
}

// certified checks that both sources were read and agree. The browser was closed.
func certified(t *testing.T, b *Browser) {
	t.Helper()
	c := b.Account()
	if !c.Certificate.Verified {
		t.Errorf("the record is not verified: %s", c.Certificate.Why)
	}
	if c.LogsCut != 0 {
		t.Error("the network log was cut short, and Chrome was not killed")
	}
	if c.Unexplained != 0 || len(c.Gaps) != 0 {
		t.Errorf("%d unexplained: %v", c.Unexplained, c.Gaps)
	}
	if c.Both == 0 {
		t.Error("nothing was seen by both sources")
	}
	t.Logf("both %d, attempted %d, explained %d, Chrome's own %d", c.Both, c.Attempted, c.Explained, c.Own)
}

const bookingPage = `<!doctype html><title>Book</title><h1>Book</h1>
<form id=f><input name=email value="wren@example.com"><button id=go>Book</button></form><p id=out></p>
<script>document.getElementById('f').addEventListener('submit', async e => {
  e.preventDefault();
  const r = await fetch('/api/book', {method:'POST', headers:{'content-type':'application/json'}, body: JSON.stringify({email: e.target.email.value})});
  const j = await r.json();
  document.getElementById('out').textContent = j.success ? 'booked' : 'failed';
  navigator.sendBeacon('http://collect.test/conversion', 'Schedule');
});</script>
<form id=classic method=post action="/intake"><input name=email value="wren@example.com"><button id=send>Send</button></form>
<form id=bare method=get action="/thanks"><input name=email value="wren@example.com"><button id=get>Get</button></form>
<form id=crossed method=post action="http://api.formhost.test/f/1"><input name=email value="wren@example.com"><button id=away>Away</button></form>`

// TestHeldSubmitNeverReachesAServer: the server's log proves the holding back,
// and the page's own success path runs.
func TestHeldSubmitNeverReachesAServer(t *testing.T) {
	s := serve(t, map[string]string{
		"practice.test/book":   bookingPage,
		"practice.test/thanks": `<title>Thanks</title><script>new Image().src='http://pixel.test/tr?dl='+encodeURIComponent(location.href)</script>`,
	})
	for _, c := range []struct{ button, path string }{
		{"#go", "/api/book"}, {"#send", "/intake"}, {"#get", "/thanks?email"}, {"#away", "/f/1"},
	} {
		t.Run(c.button, func(t *testing.T) {
			b, rec := start(t, s, nil)
			o := TabOptions{Page: "http://practice.test/book", Journey: "j" + c.button, Identity: []string{"wren@example.com"},
				Thanks: func(action string, _ []byte) string {
					if strings.Contains(action, "/intake") {
						return "/thanks"
					}
					return ""
				}}
			visitPage(t, b, o, "http://practice.test/book", func(tab *Tab) {
				tab.Hold(true)
				if err := chromedp.Do(tab.Context(), chromedp.Click(chromedp.CSS(c.button))); err != nil {
					t.Fatal(err)
				}
				if err := tab.Settle(context.Background()); err != nil {
					t.Fatal(err)
				}
				if tab.Held() != 1 {
					t.Errorf("%d requests held, want 1", tab.Held())
				}
				if c.button == "#go" {
					out, err := chromedp.Run(tab.Context(), chromedp.Text(chromedp.CSS("#out")))
					if err != nil || out != "booked" {
						t.Errorf("the page's success path did not run: %q %v", out, err)
					}
				}
			})
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}
			if got := s.got(func(h hit) bool { return strings.HasPrefix(h.Path, c.path) }); len(got) != 0 {
				t.Errorf("the server got %v", got)
			}
			held := slices.IndexFunc(rec.all, func(ex audit.Exchange) bool { return ex.Held && strings.Contains(ex.URL, c.path) })
			if held < 0 {
				t.Fatalf("no held exchange for %s on record", c.path)
			}
			if ex := rec.all[held]; ex.Method == "POST" && !bytes.Contains(rec.raw[ex.ID], []byte("wren")) {
				t.Error("the held exchange lost its body")
			}
		})
	}
	if got := s.got(func(h hit) bool { return h.Path == "/conversion" }); len(got) != 1 {
		t.Errorf("the conversion tag after the held submit sent %d beacons, want 1", len(got))
	}
	if got := s.got(func(h hit) bool { return strings.Contains(h.Path, "/tr?dl=") && strings.Contains(h.Path, "wren") }); len(got) != 1 {
		t.Errorf("the page behind a GET form told its tracker %d times, want 1", len(got))
	}
}

package browser

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/pause"
)

// storing is a page that keeps things everywhere; every value is the word secret.
const storing = `<!doctype html><title>Storing</title><iframe src="http://widget.example/frame"></iframe><script>
document.cookie = '_ga=secret; max-age=172800';
localStorage.setItem('local', 'secret');
sessionStorage.setItem('session', 'secret');
indexedDB.open('base').onsuccess = () => fetch('/stored');
</script>`

// storeServer plays practice.example and widget.example.
func storeServer(t *testing.T) (s *servers, stored chan struct{}) {
	t.Helper()
	stored = make(chan struct{}, 10)
	s = &servers{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/":
			http.SetCookie(w, &http.Cookie{Name: "sid", Value: "secret", HttpOnly: true, SameSite: http.SameSiteStrictMode})
			fmt.Fprint(w, storing)
		case "/go":
			http.SetCookie(w, &http.Cookie{Name: "hop", Value: "secret", Domain: "practice.example", MaxAge: 10})
			http.Redirect(w, r, "/", http.StatusFound)
		case "/frame":
			fmt.Fprint(w, `<!doctype html><script>localStorage.setItem('framed', 'secret'); fetch('http://practice.example/stored', {mode: 'no-cors'})</script>`)
		case "/hang":
			fmt.Fprint(w, `<!doctype html><script>document.cookie = 'before=secret'; setTimeout(() => { for (;;) {} }, 300)</script>`)
		case "/stored":
			stored <- struct{}{}
			w.WriteHeader(http.StatusNoContent)
		}
	}))
	t.Cleanup(s.Close)
	return s, stored
}

func TestStored(t *testing.T) {
	t.Parallel()
	s, stored := storeServer(t)
	b, _ := start(t, s, nil)
	visitPage(t, b, TabOptions{Page: "http://practice.example/", Journey: "j1"}, "http://practice.example/go", func(tab *Tab) {
		for range 2 { // the page and its frame
			select {
			case <-stored:
			case <-time.After(30 * time.Second):
				t.Fatal("the page did not come to store its things")
			}
		}
		if err := tab.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		got, whole := tab.Stored(t.Context())
		if !whole {
			t.Error("not everything was answered")
		}
		if strings.Contains(fmt.Sprintf("%+v", got), "secret") {
			t.Error("a value was kept")
		}
		want := []audit.Stored{
			{Kind: audit.StoredCookie, Name: "_ga", Host: "practice.example", Size: 9, Days: 2, SetBy: "script"},
			{Kind: audit.StoredCookie, Name: "hop", Host: "practice.example", Size: 9, Days: 1, SetBy: "practice.example"},
			{Kind: audit.StoredCookie, Name: "sid", Host: "practice.example", Size: 9, HTTPOnly: true, SameSite: "Strict", SetBy: "practice.example"},
			{Kind: audit.StoredIndexedDB, Name: "base", Host: "practice.example"},
			{Kind: audit.StoredLocal, Name: "local", Host: "practice.example", Size: 11},
			{Kind: audit.StoredLocal, Name: "framed", Host: "widget.example", Size: 12},
			{Kind: audit.StoredSession, Name: "session", Host: "practice.example", Size: 13},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

// TestStoredOfPageThatHangs: the cookies come all the same, and the rest is said
// to be missing, in bounded time.
func TestStoredOfPageThatHangs(t *testing.T) {
	t.Parallel()
	s, _ := storeServer(t)
	b, _ := start(t, s, nil)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	tab, err := b.NewTab(ctx, TabOptions{Page: "http://practice.example/hang", Journey: "j1"})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	if err := chromedp.Do(tab.Context(), chromedp.Navigate("http://practice.example/hang")); err != nil {
		t.Fatal(err)
	}
	var got []audit.Stored
	for len(got) == 0 || ctx.Err() == nil {
		var whole bool
		if got, whole = tab.Stored(ctx); !whole && len(got) > 0 {
			break
		}
		if err := pause.For(ctx, 100*time.Millisecond); err != nil {
			t.Fatalf("the page never hung, or its cookie never came: %v", got)
		}
	}
	if got[0].Name != "before" || got[0].SetBy != "" {
		t.Errorf("of a page that hangs: %+v; want the cookie, and nothing said of who set it", got)
	}
}

func TestCookieNamed(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][2]string{
		"a=b":                            {"a", ""},
		"a=b; Path=/; Domain=.X.Example": {"a", "x.example"},
		" a =b;domain= x.example ":       {"a", "x.example"},
		"a":                              {"a", ""},
		"":                               {"", ""},
	} {
		if name, domain := cookieNamed(line); name != want[0] || domain != want[1] {
			t.Errorf("%q: %q of %q, want %q", line, name, domain, want)
		}
	}
}

// FuzzStoredAnswers: whatever Chrome answers, the list stays bounded.
func FuzzStoredAnswers(f *testing.F) {
	f.Add([]byte(`{"cookies":[{"name":"a","domain":".x","expires":1e300,"partitionKey":{"topLevelSite":"::"}}]}`))
	f.Add([]byte(`{"entries":[["a","b"],["c"],[]],"databaseNames":["d"]}`))
	f.Add([]byte(`{"frameTree":{"frame":{"securityOrigin":"https://x"},"childFrames":[{"frame":{}}]}}`))
	f.Fuzz(func(t *testing.T, answer []byte) {
		s := &storedList{v: newVisit(), now: time.Unix(0, 0)}
		s.cookies(answer)
		s.items(audit.StoredLocal, "x", answer)
		s.databases("x", answer)
		if n := len(s.sorted(true)); n > maxStored {
			t.Errorf("%d things", n)
		}
		if n := len(origins(answer)); n > maxOrigins {
			t.Errorf("%d origins", n)
		}
	})
}

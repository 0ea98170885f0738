package crawler

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestDestructive(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		address, text string
		bad           bool
	}{
		{"/logout", "", true}, {"/log-out", "", true}, {"/user/logOut.aspx", "", true}, {"/signOut", "", true}, {"/wp-login.php?action=logout&_wpnonce=1", "", true},
		{"/account/delete", "", true}, {"/appointments/12/cancel", "", true}, {"/cancel-appointment", "", true}, {"/x?do=remove&id=2", "", true}, {"/x?delete=12", "", true},
		{"/newsletter/unsubscribe/abc", "", true}, {"/#/logout", "", true}, {"/abmelden", "", true}, {"/termin/k%C3%BCndigen", "", true}, {"/d%C3%A9connexion", "", true}, {"/cerrar-sesion", "", true},
		{"/a", "Log out", true}, {"/a", "Delete my account", true}, {"/a", "Sign Out", true}, {"/a", " Cancel ", true},
		{"/blog/what-to-do-when-you-cancel-too-late", "", false}, {"/faq", "What happens if I need to cancel?", false}, {"/cancellation-policy", "", false},
		{"/login?next=/logout", "", false}, {"/blog/logistics", "", false}, {"/about", "About", false}, {"/services/removed-barriers", "", false}, {"/signoutline", "", false},
	} {
		u, err := resolve(nil, "https://practice.example"+c.address)
		if err != nil {
			t.Fatal(err)
		}
		if got := destructive(u, c.text); (got != "") != c.bad {
			t.Errorf("%s with text %q: %q, want bad=%v", c.address, c.text, got, c.bad)
		}
	}
}

func TestFamilies(t *testing.T) {
	t.Parallel()
	const none = ""
	for address, want := range map[string]string{
		"/about": none, "/team/jane-doe": none, "/blog/2026/11/21/an-article": "number", "/events/2026/11": "calendar", "/events/2026/11/21/": "calendar",
		"/events/2026-11-21": "calendar", "/events/2026-11": "calendar", "/events/november-2026": "calendar", "/events/2026/november": "calendar", "/events/2026-w47": "calendar",
		"/events?date=2026-11-21": "calendar", "/events?month=11&year=2026": "calendar", "/slots?start=1763700000": "calendar", "/x?d=2026-11-21": "calendar",
		"/list?page=2": "query", "/find?insurance=a&topic=b": "query", "/find?insurance=a&topic=b&city=c": "combinations", "/post/12": "number", "/post/page-3": "number",
		"/r/0b5cf7a1-3f04-4d7c-9f5e-1b2c3d4e5f60": "number", "/2026": "number", "/x?year=twenty": "query",
	} {
		u, err := url.Parse("https://practice.example" + address)
		if err != nil {
			t.Fatal(err)
		}
		fam := familyOf(u, 25)
		if want == none && fam.key != "" || !strings.Contains(fam.what, want) {
			t.Errorf("%s: family %q (%s), want %q", address, fam.key, fam.what, want)
		}
	}
}

// TestTraps crawls sites that never end.
func TestTraps(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		links func(r *http.Request) []string
		max   int // pages
		why   string
	}{
		{"calendar in the path", func(r *http.Request) []string {
			var y, m int
			if n, _ := fmt.Sscanf(r.URL.Path, "/cal/%d/%d", &y, &m); n == 0 {
				y, m = 2026, 1
			}
			return []string{fmt.Sprintf("/cal/%d/%02d", y+m/12, m%12+1)}
		}, 4, "calendar"},
		{"calendar in the query", func(r *http.Request) []string {
			day := len(r.URL.Query().Get("pad"))
			return []string{fmt.Sprintf("/cal?date=2026-11-%02d&pad=%s", day%28+1, strings.Repeat("x", day+1))}
		}, 4, "calendar"},
		{"facets", func(r *http.Request) []string {
			var out []string
			for i := range 50 {
				out = append(out, fmt.Sprintf("/find?a=%d&b=%d&c=%d", i, len(r.URL.RawQuery), i))
			}
			return out
		}, 6, "combinations"},
		{"pages of a list", func(r *http.Request) []string {
			var n int
			fmt.Sscan(r.URL.Query().Get("page"), &n)
			return []string{fmt.Sprintf("/list?page=%d", n+1)}
		}, 26, "query only"},
		{"numbers", func(r *http.Request) []string {
			var n int
			fmt.Sscanf(r.URL.Path, "/item/%d", &n)
			return []string{fmt.Sprintf("/item/%d", n+1), fmt.Sprintf("/item/%d", n+2)}
		}, 26, "number or id"},
		{"ever deeper", func(r *http.Request) []string { return []string{strings.TrimSuffix(r.URL.Path, "/") + "/more/"} }, 3, "repeats the folder"},
		{"ever deeper with new names", func(r *http.Request) []string {
			return []string{fmt.Sprintf("%s/%c", strings.TrimSuffix(r.URL.Path, "/"), 'a'+strings.Count(r.URL.Path, "/"))}
		}, 13, "folders deep"},
		{"session ids", func(*http.Request) []string { return []string{"/a;jsessionid=1", "/a?PHPSESSID=2", "/a?utm_source=3"} }, 2, ""},
		{"words without end", func(r *http.Request) []string {
			return []string{"/w/" + strings.Repeat("x", len(r.URL.Path)), "/w/" + strings.Repeat("y", len(r.URL.Path))}
		}, 40, "budget"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/html")
				if r.URL.Path == "/robots.txt" || r.URL.Path == "/sitemap.xml" {
					http.NotFound(w, r)
					return
				}
				fmt.Fprint(w, page(r.URL.RequestURI(), c.links(r)...))
			}))
			_, r := crawl(t, Config{Start: base, MaxPages: 40})
			if len(r.Pages) != c.max {
				t.Errorf("%d pages, want %d: %q", len(r.Pages), c.max, paths(base, r.Pages))
			}
			if c.why == "" {
				if len(r.Skipped) > 0 {
					t.Errorf("skipped %v", r.Skipped)
				}
				return
			}
			if len(r.Skipped) == 0 || !strings.Contains(r.Skipped[0].Reason, c.why) {
				t.Errorf("skipped %v, want the reason %q", r.Skipped, c.why)
			}
		})
	}
}

// TestDestructiveLinksAreNeverVisited covers also an address that another link
// with a harmless text names.
func TestDestructiveLinksAreNeverVisited(t *testing.T) {
	t.Parallel()
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			fmt.Fprint(w, "<html><a href=/ok>fine</a><a href=/session/9x>my visit</a><a href=/session/9x>Cancel appointment</a><a href=/logout>bye</a><a href=/gate>in</a></html>")
		case "/ok":
			fmt.Fprint(w, "<html>ok")
		case "/gate":
			http.Redirect(w, r, "/account/delete", http.StatusFound)
		case "/robots.txt", "/sitemap.xml":
			http.NotFound(w, r)
		default:
			t.Errorf("visited %s", r.URL)
		}
	}))
	_, r := crawl(t, Config{Start: base})
	why := reasons(base, r)
	for path, want := range map[string]string{"/session/9x": `"cancel"`, "/logout": `"logout"`, "/gate": `"delete"`} {
		if !strings.Contains(why[path], want) {
			t.Errorf("%s: reason %q", path, why[path])
		}
	}
}

package scenarios

import (
	"context"
	"errors"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/quietroom/quietroom/internal/pause"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/demosite"
)

// browser is the one Chrome of this package's tests, started when the first
// test needs it.
var browser struct {
	once sync.Once
	ctx  context.Context
	demo *demosite.Site
	stop []context.CancelFunc
	err  error
}

func TestMain(m *testing.M) {
	// Most of these tests wait: for a page to be quiet, for something that never comes.
	if err := flag.Set("test.parallel", "4"); err != nil {
		panic(err)
	}
	code := m.Run()
	for _, stop := range browser.stop {
		stop()
	}
	if browser.demo != nil {
		_ = browser.demo.Close()
	}
	os.Exit(code)
}

func chrome(t *testing.T) context.Context {
	t.Helper()
	browser.once.Do(func() {
		path := chromePath()
		if path == "" {
			browser.err = errors.New("no Chrome found: install one (apt-get install -y chromium) or set CHROME_PATH")
			return
		}
		opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.WindowSize(1366, 900), chromedp.DisableGPU)
		// Each tab is a window of its own, and each window would load two pages of
		// Chrome's own for its address bar: more work than the tests' own pages.
		opts = append(opts, chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,WebUIOmniboxPopup,WebUIOmniboxAimPopup"))
		// The demo practice answers for every host on the ports 443 and 80.
		if browser.demo, browser.err = demosite.Start(context.Background(), demosite.Options{}); browser.err != nil {
			return
		}
		opts = append(opts, chromedp.Flag("host-resolver-rules", browser.demo.ResolverRules()), chromedp.Flag("ignore-certificate-errors", true))
		if os.Geteuid() == 0 {
			opts = append(opts, chromedp.NoSandbox)
		}
		alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
		ctx, cancel := chromedp.NewContext(alloc)
		browser.ctx, browser.stop = ctx, []context.CancelFunc{cancel, stop}
		browser.err = chromedp.Do(ctx)
	})
	if browser.err != nil {
		t.Fatal(browser.err)
	}
	return browser.ctx
}

func chromePath() string {
	if p := os.Getenv("CHROME_PATH"); p != "" {
		return p
	}
	for _, p := range []string{"/usr/lib/chromium/chromium", "/usr/bin/google-chrome"} {
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	for _, n := range []string{"chromium", "chromium-browser", "google-chrome", "microsoft-edge"} {
		if p, err := exec.LookPath(n); err == nil {
			return p
		}
	}
	return ""
}

// fakeTab is a tab whose hold answers unsafe requests of any host.
type fakeTab struct {
	ctx context.Context

	mu     sync.Mutex
	hold   bool
	held   []string // "POST /path body"
	steps  []int
	broken bool
	// passing lets unsafe requests through, passed counts them.
	passing bool
	away    bool
	passed  int
	// answer gives the body of a held request's answer; nil redirects navigations to /thanks.
	answer string
}

func newTab(t *testing.T) *fakeTab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chrome(t), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	tab := &fakeTab{ctx: ctx, answer: `{"success":true,"ok":true}`}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	if err := chromedp.Listen(ctx, func(ev any) {
		if p, ok := ev.(*fetch.EventRequestPaused); ok {
			go tab.paused(p)
		}
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{{URLPattern: "*"}}}); err != nil {
		t.Fatal(err)
	}
	return tab
}

func (f *fakeTab) paused(ev *fetch.EventRequestPaused) {
	f.mu.Lock()
	held := f.hold && ev.Request.Method != "GET" && ev.Request.Method != "HEAD"
	if held && f.passing {
		held = false
		f.passed++
	}
	if held {
		body := ""
		for _, e := range ev.Request.PostDataEntries {
			body += string(e.Bytes)
		}
		f.held = append(f.held, ev.Request.Method+" "+pathOf(ev.Request.URL)+" "+body)
	}
	f.mu.Unlock()
	if !held {
		_, _ = chromedp.Call(f.ctx, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: ev.RequestID})
		return
	}
	p := fetch.FulfillRequestParams{RequestID: ev.RequestID, ResponseCode: 200, Body: []byte(f.answer),
		ResponseHeaders: []*fetch.HeaderEntry{{Name: "Content-Type", Value: "application/json"}}}
	if ev.ResourceType == "Document" {
		p.ResponseCode, p.ResponseHeaders, p.Body = 303, []*fetch.HeaderEntry{{Name: "Location", Value: "/thanks"}}, nil
	}
	_, _ = chromedp.Call(f.ctx, fetch.FulfillRequest, p)
}

func (f *fakeTab) Context() context.Context { return f.ctx }
func (f *fakeTab) Step(n int)               { f.mu.Lock(); f.steps = append(f.steps, n); f.mu.Unlock() }
func (f *fakeTab) Consent(audit.Consent)    {}
func (f *fakeTab) Hold(on bool)             { f.mu.Lock(); f.hold = on; f.mu.Unlock() }

// Arm fails when the tab is to be one whose interception is broken.
func (f *fakeTab) Arm(context.Context) error {
	f.Hold(true)
	if f.broken {
		return errors.New("not held")
	}
	return nil
}

func (f *fakeTab) Pass(on bool) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	passed := f.passed
	f.passing, f.passed = on, 0
	return passed
}

func (f *fakeTab) Away() { f.mu.Lock(); f.away = true; f.mu.Unlock() }

func (f *fakeTab) Held() int { f.mu.Lock(); defer f.mu.Unlock(); return len(f.held) }

func (f *fakeTab) Settle(ctx context.Context) error { return pause.For(ctx, 200*time.Millisecond) }

func (f *fakeTab) Frames() []FrameTarget {
	cctx, cancel := context.WithTimeout(f.ctx, 3*time.Second)
	defer cancel()
	infos, err := chromedp.Targets(cctx)
	if err != nil {
		return nil
	}
	var out []FrameTarget
	for _, i := range infos {
		if i.Type == "iframe" && i.BrowserContextID == chromedp.FromContext(f.ctx).BrowserContextID {
			out = append(out, FrameTarget{TargetID: string(i.TargetID), URL: i.URL})
		}
	}
	return out
}

// fakePatient has a value for each kind.
type fakePatient map[audit.Kind]string

func (p fakePatient) Value(k audit.Kind) (string, bool) { v, ok := p[k]; return v, ok }

var ann = fakePatient{
	audit.KindEmail: "ann.quorvex@example.com", audit.KindPhone: "(312) 555-0142", audit.KindGivenName: "Annika", audit.KindFamilyName: "Quorvex",
	audit.KindFullName: "Annika Quorvex", audit.KindPreferredName: "Nika", audit.KindBirthDate: "1987-03-24", audit.KindGender: "Female", audit.KindPronouns: "she/her",
	audit.KindStreet: "4417 Zelvar Lane", audit.KindStreet2: "Unit 7Q", audit.KindCity: "Brindle Falls", audit.KindState: "Illinois", audit.KindPostalCode: "60199",
	audit.KindCountry: "United States", audit.KindInsurer: "Velmora Health Plan", audit.KindMemberID: "QXAB123456789", audit.KindGroupNumber: "GQA-123456",
	audit.KindSSN: "900-55-1234", audit.KindMRN: "MZAB1234567", audit.KindEmployer: "Zorblat Textiles", audit.KindDiagnosis: "mild Zelvar syndrome", audit.KindMedication: "Quorvane 20 mg",
	audit.KindAllergies: "Brindle pollen", audit.KindProvider: "Dr. Halvo Minx", audit.KindReason: "sleeping badly since the Zelvar move",
	audit.KindMessage: "Hello, I am looking for a talk.\nMy evenings are Zelvar free.", audit.KindTopic: "settling in Zelvar", audit.KindService: "talks in the Zelvar manner",
	audit.KindSearchQuery: "evening group near Zelvar", audit.KindScreeningAnswer: "Not at all, apart from the Zelvar exam", audit.KindAppointmentTime: "2027-02-11T10:30",
	audit.KindAppointmentType: "first meeting", audit.KindClinician: "Dr. Orla Fenwick", audit.KindEvent: "Zelvar circle", audit.KindEmergencyName: "Torvin Quorvex",
	audit.KindEmergencyPhone: "(312) 555-0177", audit.KindUsername: "annika.q", audit.KindPassword: "Zelvar!4417QX", audit.KindCardNumber: "4242424242424242",
	audit.KindCardName: "Annika Quorvex", audit.KindCardExpiry: "04/29", audit.KindCardCode: "314", audit.KindInvoice: "INV-QX1234567", audit.KindOther: "as arranged with Zelvar",
	audit.KindFile: "zelvar-notes.pdf",
}

// site serves one page and what it posts to; hits counts the POSTs that came through.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	posts []string
	gets  []string
}

// posted and got give what came so far; the server may still be answering.
func (s *site) posted() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.posts)
}

func (s *site) got() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.gets)
}

func serve(t *testing.T, pages map[string]string) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		if r.Method != http.MethodGet {
			s.posts = append(s.posts, r.URL.Path)
		} else {
			s.gets = append(s.gets, r.URL.RequestURI())
		}
		s.mu.Unlock()
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		body, ok := pages[r.URL.Path]
		if !ok {
			body = "<h1>Thank you</h1>"
		}
		if !strings.Contains(body, "<html") {
			body = `<!doctype html><html lang="en"><title>Practice</title><body>` + body + `</body></html>`
		}
		_, _ = rw.Write([]byte(body))
	}))
	t.Cleanup(s.Close)
	return s
}

// walkOnly opens a page, plans its only form and walks it.
func walkOnly(t *testing.T, html string) (Outcome, *fakeTab, *site) {
	t.Helper()
	s := serve(t, map[string]string{"/": html})
	tab := newTab(t)
	sc := planFirst(t, tab, s.URL+"/")
	out := Walk(t.Context(), tab, sc, testConfig(t))
	for _, st := range out.Steps {
		t.Logf("%2d %-7s %-10s %-30q %s %s", st.Number, st.Verb, st.Kind, st.Target, st.Status, st.Why)
	}
	t.Logf("status %s why %q submitted %v held %q", out.Status, out.Why, out.Submitted, tab.held)
	if len(s.posted()) > 0 {
		t.Errorf("the server was sent %q; a submit is held", s.posted())
	}
	return out, tab, s
}

func planFirst(t *testing.T, tab *fakeTab, url string) Scenario {
	t.Helper()
	if err := chromedp.Do(tab.ctx, chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
	inv, err := Inspect(t.Context(), tab)
	if err != nil {
		t.Fatal(err)
	}
	plan := Plan(audit.Page{URL: url}, inv, ann)
	if len(plan) == 0 {
		t.Fatalf("no scenario planned; inventory: %+v", inv)
	}
	return plan[0]
}

func testConfig(t *testing.T) WalkConfig {
	return WalkConfig{Journey: "j1", PatientID: "A", UploadDir: t.TempDir(), Clock: func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }}
}

// typedAs gives the values recorded for a kind.
func typedAs(out Outcome, k audit.Kind) []string {
	var list []string
	for _, c := range out.Typed {
		if c.Kind == k {
			list = append(list, c.Value)
		}
	}
	return list
}

package scenarios

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

const (
	loginUser     = "robin.tester@example.com"
	loginPassword = `tide+Pool "44"`
)

// loginSite asks for a log-in at /, and shows at /home who is in.
func loginSite(t *testing.T, form string, after string) (site *httptest.Server, tries *atomic.Int32) {
	t.Helper()
	tries = new(atomic.Int32)
	page := func(w http.ResponseWriter, body string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,>%s", body)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { page(w, form) })
	mux.HandleFunc("GET /home", func(w http.ResponseWriter, _ *http.Request) { page(w, after) })
	mux.HandleFunc("POST /name", func(w http.ResponseWriter, r *http.Request) {
		page(w, `<form method=post action=/in><input type=hidden name=u value="`+r.FormValue("u")+`"><label>Password <input type=password name=p></label><button>Sign in</button></form>`)
	})
	mux.HandleFunc("POST /in", func(w http.ResponseWriter, r *http.Request) {
		tries.Add(1)
		if r.FormValue("u") == loginUser && r.FormValue("p") == loginPassword {
			http.Redirect(w, r, "/home", http.StatusSeeOther)
			return
		}
		page(w, "<p>That is not right.</p>"+form)
	})
	site = httptest.NewServer(mux)
	t.Cleanup(site.Close)
	return site, tries
}

const plainForm = `<form method=post action=/in><label>E-mail <input name=u type=email></label><label>Password <input name=p type=password></label><button>Log in</button><a href=/>Forgot?</a></form>`

func TestLogin(t *testing.T) {
	t.Parallel()
	chrome(t)
	const in = `<h1>Welcome</h1><a href=/out>Log out</a>`
	wrong := func(l *Login) {
		l.Open = func() (string, string, error) { return loginUser, "wrong-password", nil }
	}
	for name, c := range map[string]struct {
		form, after string
		change      func(*Login)
		why         string // "" for a log-in that goes well
		tries       int32
	}{
		"a plain form":            {plainForm, in, nil, "", 1},
		"the name first":          {`<form method=post action=/name><label>E-mail <input name=u type=email autocomplete=username></label><button>Next</button></form>`, in, nil, "", 1},
		"drawn by a script":       {`<div id=a></div><script>setTimeout(() => { a.innerHTML = '` + plainForm + `' }, 900)</script>`, in, nil, "", 1},
		"in a shadow root":        {`<x-l></x-l><script>customElements.define('x-l', class extends HTMLElement { connectedCallback() { this.attachShadow({mode: 'closed'}).innerHTML = '` + plainForm + `' } })</script>`, in, nil, "", 1},
		"a form beside it":        {`<form action=/search><input name=q><button>Search</button></form>` + plainForm, in, nil, "", 1},
		"by fetch":                {`<div id=f><input id=u type=email aria-label=E-mail><input id=p type=password aria-label=Password><button onclick="fetch('/in', {method: 'POST', body: new URLSearchParams({u: u.value, p: p.value})}).then(() => { f.innerHTML = '<h1>Welcome</h1>' })">Sign in</button></div>`, in, nil, "", 1},
		"named fields":            {`<form method=post action=/in><input id=odd name=u><input id=odder name=p type=text><a id=do onclick="this.parentNode.submit()">x</a></form>`, in, func(l *Login) { l.User, l.Password, l.Button = "#odd", "#odder", "#do" }, "", 1},
		"what success looks like": {plainForm, in, func(l *Login) { l.Success = Expect{URL: "/home", Text: "welcome", Element: "a[href='/out']"} }, "", 1},
		"success does not come":   {plainForm, `<h1>Sorry</h1>`, func(l *Login) { l.Success.Text = "Welcome" }, loginUnsure, 1},
		"a wrong password":        {plainForm, in, wrong, loginRefused, 1},
		"a second factor":         {plainForm, `<form><label>Enter the verification code we sent you <input name=code inputmode=numeric></label><button>Verify</button></form>`, nil, loginFactor, 1},
		"a captcha":               {plainForm, `<form><div class=h-captcha><input name=h-captcha-answer></div><button>Go</button></form>`, nil, loginCaptcha, 1},
		"no form":                 {`<p>Nothing here.`, in, nil, loginNoForm, 0},
		"another host":            {plainForm, in, func(l *Login) { l.Admits = func(string) error { return errors.New("bound elsewhere") } }, "bound elsewhere", 0},
		"a form that sends it off": {strings.Replace(plainForm, "/in", "https://evil.example/in", 1), in, func(l *Login) {
			l.Admits = func(a string) error {
				if strings.Contains(a, "evil") {
					return errors.New("bound elsewhere")
				}
				return nil
			}
		}, "would send the account to another host", 0},
		"used up": {plainForm, in, func(l *Login) { l.Open = func() (string, string, error) { return "", "", errors.New("used up") } }, "used up", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site, tries := loginSite(t, c.form, c.after)
			ended := errors.New("not called")
			opened := 0
			l := &Login{
				Admits: func(string) error { return nil },
				Open:   func() (string, string, error) { opened++; return loginUser, loginPassword, nil },
				Ended:  func(_ context.Context, err error) { ended = err },
			}
			if c.change != nil {
				c.change(l)
			}
			cfg := testConfig(t)
			cfg.Login = l
			shots := 0
			cfg.Screenshot = func(string, []byte) (string, error) { shots++; return "x.png", nil }
			out := Walk(t.Context(), newTab(t), LoginScenario(site.URL+"/"), cfg)
			i := slices.IndexFunc(out.Steps, func(s audit.Step) bool { return s.Verb == "login" })
			if i < 0 {
				t.Fatalf("no step logs in: %s", out.Why)
			}
			if step := out.Steps[i]; c.why == "" && (out.Status != audit.Walked || step.Status != "done" || ended != nil) || c.why != "" && (out.Status != audit.Inconclused || !strings.Contains(step.Why, c.why) || ended == nil) {
				t.Errorf("%s, step %s (%s): %s; want %q", out.Status, step.Status, step.Why, out.Why, c.why)
			}
			if tries.Load() != c.tries || opened > 1 {
				t.Errorf("sent %d times, opened %d times; want %d", tries.Load(), opened, c.tries)
			}
			if shots > 0 {
				t.Errorf("%d pictures", shots)
			}
			for _, said := range append([]string{out.Why}, fmt.Sprint(out.Typed)) {
				if strings.Contains(said, loginUser) || strings.Contains(said, "tide") || strings.Contains(said, "wrong-password") {
					t.Errorf("the account is told: %s", said)
				}
			}
			if len(out.Typed) > 0 {
				t.Errorf("%d values of the account count as the patient's", len(out.Typed))
			}
		})
	}
}

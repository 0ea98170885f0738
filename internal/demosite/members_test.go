package demosite

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/quietroom/quietroom/audit"
)

// TestClientArea: nobody comes in without the password, the form's token and the cookie.
func TestClientArea(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	c := client(t, s)
	c.CheckRedirect = nil
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c.Jar = jar
	read := func(res *http.Response, err error) (string, string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res.Request.URL.Path, string(b)
	}
	for _, p := range s.Behind()[1:] {
		if path, _ := read(c.Get(Origin + p.Path)); path != SignInPath {
			t.Errorf("%s is open to everybody", p.Path)
		}
	}
	_, form := read(c.Get(Origin + SignInPath))
	if msg := unbalanced(form); msg != "" {
		t.Error(msg)
	}
	token := regexp.MustCompile(`name="csrf" value="([0-9a-f]+)"`).FindStringSubmatch(form)
	if token == nil {
		t.Fatal("no token in the form")
	}
	send := func(csrf, password string) (string, string) {
		return read(c.PostForm(Origin+SignInPath, url.Values{"csrf": {csrf}, "email": {AccountUser}, "password": {password}}))
	}
	if _, body := send("forged", AccountPassword); !strings.Contains(body, "out of date") {
		t.Error("a forged form is taken")
	}
	if _, body := send(token[1], "wrong"); !strings.Contains(body, "is not right") {
		t.Error("a wrong password is taken")
	} else {
		token = regexp.MustCompile(`name="csrf" value="([0-9a-f]+)"`).FindStringSubmatch(body)
	}
	if path, body := send(token[1], AccountPassword); path != "/account" || !strings.Contains(body, AccountUser) {
		t.Errorf("the right one leads to %s", path)
	}
	for _, p := range s.Behind()[1:] {
		path, body := read(c.Get(Origin + p.Path))
		if path != p.Path || unbalanced(body) != "" {
			t.Errorf("%s leads to %s; %s", p.Path, path, unbalanced(body))
		}
	}
	if s.SignIns() != 3 || len(s.Secrets()) != 1 {
		t.Errorf("%d sign-ins, %d secrets", s.SignIns(), len(s.Secrets()))
	}
	if path, _ := read(c.Get(Origin + "/account/sign-out")); path != "/account/sign-out" || len(s.Trespasses()) != 1 {
		t.Errorf("signing out is no trespass: %s", path)
	}
	if path, _ := read(c.Get(Origin + "/account")); path != SignInPath {
		t.Error("signed out, and still in")
	}
}

// TestBehindLabelsAreTrue logs in with a real Chrome, and holds each label of the
// client area against what the vendor's server got.
func TestBehindLabelsAreTrue(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	ctx, done := chromedp.NewContext(chrome(t, s), chromedp.WithNewBrowserContext())
	defer done()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	pick := func(kind audit.Kind) []string {
		switch kind {
		case audit.KindUsername:
			return []string{AccountUser}
		case audit.KindPassword:
			return []string{AccountPassword}
		case audit.KindSessionToken:
			return s.Secrets()
		}
		return []string{"Is there room on Thursdays?"}
	}
	script := map[string]string{
		SignInPath:          fmt.Sprintf(`(() => { const f = document.getElementById('sign-in').elements; f.email.value = %q; f.email.dispatchEvent(new Event('change')); f.password.value = %s; setTimeout(() => f.email.form.requestSubmit(), 300); })()`, AccountUser, quote(AccountPassword)),
		"/account/messages": `(() => { const f = document.getElementById('write').elements; f.message.value = 'Is there room on Thursdays?'; f.message.form.requestSubmit(); })()`,
	}
	for _, p := range s.Behind() {
		if err := chromedp.Do(ctx, chromedp.Navigate(Origin+p.Path), chromedp.WaitReady(chromedp.CSS("main"))); err != nil {
			t.Fatalf("%s: %v", p.Path, err)
		}
		if js := script[p.Path]; js != "" {
			if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](js), chromedp.Sleep(time.Second)); err != nil {
				t.Fatalf("%s: %v", p.Path, err)
			}
		}
		var missing []Label
		for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
			missing = nil
			for _, l := range s.BehindLabels() {
				if l.Page == p.Path && !slices.ContainsFunc(s.Received(l.Host), func(r Received) bool { return tells(l, r, pick(l.Kind)) }) {
					missing = append(missing, l)
				}
			}
			if len(missing) == 0 || time.Now().After(deadline) {
				break
			}
		}
		for _, l := range missing {
			t.Errorf("%s: not seen at %s: %s of class %s (%s)", l.Page, l.Host, l.Kind, l.Class, l.Note)
		}
	}
	if s.SignIns() != 1 || len(s.Secrets()) != 2 {
		t.Errorf("%d sign-ins, %d secrets", s.SignIns(), len(s.Secrets()))
	}
}

// quote writes s as JSON.stringify does.
func quote(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string
	return strings.TrimSpace(b.String())
}

// tells reports whether a message shows the leak of a label.
func tells(l Label, r Received, values []string) bool {
	if l.Class != audit.ClassA {
		return slices.ContainsFunc(append(views(r), r.Header.Get("Referer")), func(v string) bool { return strings.Contains(v, Host+l.Page) })
	}
	for _, v := range values {
		forms := []string{v, strings.Trim(quote(v), `"`)}
		if len(l.Transform) > 0 && l.Transform[0] != "base64" {
			forms = []string{disguise(v, l.Transform)}
		}
		for _, f := range forms {
			if slices.ContainsFunc(views(r), func(s string) bool { return strings.Contains(s, f) }) {
				return true
			}
		}
	}
	return false
}

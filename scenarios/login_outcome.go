package scenarios

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/pause"
)

// letIn waits until the page shows that the account is in, or that it is not.
func (w *walker) letIn(ctx context.Context, l *Login) error {
	const looks = 24
	calm := 0
	for n := range looks {
		if err := w.tab.Settle(ctx); err != nil {
			return err
		}
		if err := w.loadedNow(ctx); err != nil {
			return err
		}
		asks := false
		switch {
		case l.Success != (Expect{}):
			if w.shows(ctx, l.Success) {
				return nil
			}
		case w.look(ctx) == nil && !w.inv.asksPassword() && !w.inv.asksFactor() && !w.inv.captcha():
			// A page on its way (a spinner, a redirect) looks like this for a moment.
			if calm++; calm == 2 {
				return w.answered(w.pageContext(ctx))
			}
		default:
			calm = 0
			asks = w.inv != nil && (w.inv.asksPassword() || w.inv.asksFactor())
		}
		if asks && n >= 8 {
			break
		}
		if err := pause.For(ctx, 300*time.Millisecond); err != nil {
			return err
		}
	}
	if l.Success != (Expect{}) && w.look(ctx) == nil && !w.inv.asksPassword() && !w.inv.asksFactor() && !w.inv.captcha() {
		return failf(loginUnsure)
	}
	return w.whyOut(ctx)
}

// whyOut says why the account is not in.
func (w *walker) whyOut(ctx context.Context) error {
	if err := w.look(ctx); err != nil {
		return err
	}
	switch {
	case w.inv.asksFactor():
		return failf(loginFactor)
	case w.inv.captcha():
		return failf(loginCaptcha)
	}
	return failf(loginRefused)
}

func (w *walker) pageContext(ctx context.Context) context.Context {
	cctx, cancel := join(ctx, w.tab.Context(), 10*time.Second)
	context.AfterFunc(ctx, cancel)
	return cctx
}

// loadedNow waits for the load event of where the log-in led.
func (w *walker) loadedNow(ctx context.Context) error {
	cctx, cancel := join(ctx, w.tab.Context(), w.cfg.LoadTimeout+5*time.Second)
	defer cancel()
	return w.loaded(cctx)
}

// asksPassword reports whether a page shows a field for a password.
func (inv *Inventory) asksPassword() bool {
	return inv.anyControl(func(c Control) bool { return c.Type == "password" })
}

var (
	factorRE  = regexp.MustCompile(`(?i)one.?time|\botp\b|\b2fa\b|\bmfa\b|two.?factor|verification code|security code|authentication code|authenticator|code we sent|enter (the|your) code|\d.?digit code|passcode`)
	captchaRE = regexp.MustCompile(`(?i)captcha|challenges\.cloudflare\.com|arkoselabs|funcaptcha`)
)

// asksFactor reports whether a page asks for a code that somebody was sent.
func (inv *Inventory) asksFactor() bool {
	return inv.anyControl(func(c Control) bool {
		return c.Autocomplete == "one-time-code" || c.Type != "password" && factorRE.MatchString(strings.Join([]string{c.Label, c.Aria, c.Placeholder, c.Name, c.ID, c.Nearby, c.Title}, " "))
	})
}

// captcha reports whether the page shows a test for people beside a form.
func (inv *Inventory) captcha() bool {
	return slices.ContainsFunc(inv.FrameHosts, captchaRE.MatchString) && inv.asksPassword() ||
		inv.anyControl(func(c Control) bool { return captchaRE.MatchString(c.Name + " " + c.ID + " " + c.Label) })
}

func (inv *Inventory) anyControl(is func(Control) bool) bool {
	for _, f := range inv.Forms {
		for _, c := range f.Controls {
			if c.fillable() && is(c) {
				return true
			}
		}
	}
	return false
}

// AsksLogin reports whether the page is one that asks for a log-in: for a page of a
// session that is a sign that the session has ended.
func (inv *Inventory) AsksLogin() bool {
	for _, f := range inv.Forms {
		n := 0
		for _, c := range f.Controls {
			if c.Type == "password" && c.fillable() {
				n++
			}
		}
		if n == 1 {
			return true
		}
	}
	return false
}

// shownJS reports whether the page shows what is expected.
const shownJS = `(text, selector) => {
  if (text && !(document.body?.innerText || '').toLowerCase().includes(text.toLowerCase())) return false;
  if (!selector) return true;
  try {
    for (const el of document.querySelectorAll(selector)) { const r = el.getBoundingClientRect(); if (r.width > 0 && r.height > 0) return true; }
  } catch {}
  return false;
}`

func (w *walker) shows(ctx context.Context, e Expect) bool {
	if e.URL != "" && !strings.Contains(w.address(ctx), e.URL) {
		return false
	}
	frames, err := documents(ctx, w.tab.Context(), true)
	if err != nil {
		return false
	}
	ok, err := call[bool](ctx, frames[0], 5*time.Second, shownJS, e.Text, e.Element)
	return err == nil && ok
}

package scenarios

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/internal/pause"

	"github.com/quietroom/quietroom/audit"
)

// Login is how a walk logs in with a test account. The values pass through the
// walk to the page and are kept nowhere.
type Login struct {
	// Admits says why the account may not be typed on the page at this address, nil
	// when it may. Required.
	Admits func(address string) error
	// Open gives the account, right before it is typed, or says why it may not be
	// used (again). Required.
	Open func() (user, password string, err error)
	// Before is called before anything is typed, Ended with what came of it. Either
	// may be nil.
	Before func(ctx context.Context)
	Ended  func(ctx context.Context, err error)
	// In is true in a session that is logged in already: then only a page that asks
	// for the log-in again gets it.
	In bool
	// User, Password and Button are CSS selectors of a form that is not understood;
	// "" finds them by what they say.
	User, Password, Button string
	// Success is what shows that the log-in went well; empty takes the usual signs.
	Success Expect
}

// Expect is what a page must show; what is empty is not asked for.
type Expect struct {
	// URL is a part of the page's address, Text of what can be read on it, Element a
	// CSS selector of something visible.
	URL, Text, Element string
}

// Why a log-in did not come about, in words for the report.
const (
	loginRefused = "the site did not let the test account in: its log-in form is still there. It is not tried again, so that no account gets locked"
	loginFactor  = "the site asks for a second factor, which only a person can give: use a test account without one"
	loginCaptcha = "the site asks for a CAPTCHA to log in, and none is solved: let the test account, or this machine's address, pass without it"
	loginNoForm  = "the page shows no form to log in with; name the page in login.url, or its fields in login.fields, of the site's file"
	loginUnsure  = "what login.success asks for did not appear after the log-in"
)

// login is the verb login: it types the test account into the page's log-in form,
// presses its button, and makes sure that the site let it in. It is done at most
// once; a second try could lock the account.
func login(ctx context.Context, w *walker, st PlannedStep) error {
	l := w.cfg.Login
	if l == nil {
		return w.act(ctx, st, func(context.Context) error {
			return failf("there is no test account: the login of the site's file says where it comes from")
		})
	}
	// A picture could show the account, and from here on what belongs to it.
	w.cfg.Screenshot = nil
	within := w.cfg.StepTimeout
	w.cfg.StepTimeout = max(2*within, 45*time.Second)
	defer func() { w.cfg.StepTimeout = within }()
	if st.Target == "" {
		st.Target = "with the test account"
	}
	return w.act(ctx, st, func(ctx context.Context) error {
		if l.In && w.look(ctx) == nil && !w.inv.AsksLogin() {
			return errSkip{"the session is logged in already"}
		}
		if l.Before != nil {
			l.Before(ctx)
		}
		err := w.logIn(ctx, l)
		if l.Ended != nil {
			l.Ended(ctx, err)
		}
		return err
	})
}

// loginForm is where an account is typed. A form that asks for the user name first
// and for the password on its next page lacks one of the two.
type loginForm struct {
	frame          *frame
	user, password place
	button         place
	form           Form
}

func (w *walker) logIn(ctx context.Context, l *Login) error {
	f, ok := w.awaitLogin(ctx, l, false)
	if !ok {
		return failf(loginNoForm)
	}
	if err := w.admits(l, f); err != nil {
		return err
	}
	user, password, err := l.Open()
	if err != nil {
		return failf("%s", err)
	}
	w.tab.Hold(false) // the one submit that is meant to arrive
	if f.user.frame != nil {
		if err := f.user.put(ctx, user); err != nil {
			return err
		}
	}
	if f.password.frame == nil {
		if err := w.pressOnce(ctx, f); err != nil {
			return err
		}
		if f, ok = w.awaitLogin(ctx, l, true); !ok {
			return w.whyOut(ctx)
		}
		if err := w.admits(l, f); err != nil {
			return err
		}
	}
	if err := f.password.put(ctx, password); err != nil {
		return err
	}
	if err := w.pressOnce(ctx, f); err != nil {
		return err
	}
	return w.letIn(ctx, l)
}

// admits asks whether the account may be typed here, and sent where the form says.
func (w *walker) admits(l *Login, f loginForm) error {
	if err := l.Admits(f.frame.url); err != nil {
		return failf("%s", err)
	}
	if a := f.form.Action; a != "" && webAddress(a) && hostOf(a) != hostOf(f.frame.url) {
		if err := l.Admits(a); err != nil {
			return failf("the log-in form would send the account to another host: %s", err)
		}
	}
	return nil
}

// awaitLogin waits for the form: scripts may draw it, and a slow site draws late.
func (w *walker) awaitLogin(ctx context.Context, l *Login, password bool) (loginForm, bool) {
	for range 30 {
		if w.look(ctx) == nil {
			if f, ok := w.loginForm(ctx, l); ok && (!password || f.password.frame != nil) {
				return f, true
			}
			if password && (w.inv.asksFactor() || ctx.Err() != nil) {
				break
			}
		}
		if pause.For(ctx, 300*time.Millisecond) != nil {
			break
		}
	}
	return loginForm{}, false
}

// loginForm finds the form in what the page shows now.
func (w *walker) loginForm(ctx context.Context, l *Login) (loginForm, bool) {
	if l.User != "" || l.Password != "" {
		return w.loginNamed(ctx, l)
	}
	for _, form := range w.inv.Forms {
		f := loginForm{form: form}
		passwords := 0
		for _, c := range form.Controls {
			switch {
			case !c.fillable():
			case c.Type == "password":
				if passwords++; passwords == 1 {
					f.password, f.frame = c.at, c.at.frame
				}
			case c.text() && passwords == 0 && (f.user.frame == nil || names(c, form)):
				f.user = c.at
			}
		}
		if passwords == 1 {
			f.button = buttonOf(form)
			return f, true
		}
	}
	for _, form := range w.inv.Forms {
		if c, ok := form.nameOnly(); ok {
			return loginForm{form: form, frame: c.at.frame, user: c.at, button: buttonOf(form)}, true
		}
	}
	return loginForm{}, false
}

// names reports whether a control asks for what an account is called.
func names(c Control, f Form) bool {
	k, _ := Understand(c, f)
	return k == audit.KindUsername || k == audit.KindEmail || k == audit.KindPhone
}

var signInRE = regexp.MustCompile(`(?i)\b(log ?in|sign ?in|anmelden|einloggen|iniciar sesi[oó]n|connexion|se connecter|next|continue|weiter|continuar|continuer|siguiente|suivant)\b`)

// nameOnly gives the one field of a form that asks for the user name first.
func (f Form) nameOnly() (Control, bool) {
	var found []Control
	for _, c := range f.Controls {
		if c.text() && c.fillable() {
			found = append(found, c)
		}
	}
	if len(found) != 1 || !names(found[0], f) {
		return Control{}, false
	}
	b, ok := f.commit()
	says := strings.Join([]string{b.Text, f.Heading, f.Label, f.ID, f.Name}, " ")
	return found[0], ok && signInRE.MatchString(says) && !reminderRE.MatchString(fold(says))
}

func buttonOf(f Form) place {
	if b, ok := f.commit(); ok {
		return b.at
	}
	return place{}
}

// namedJS finds the first visible element of a selector and gives it a number.
const namedJS = `(selector) => {
  const q = globalThis.quietroom;
  if (!q) return 0;
  let list = [];
  try { list = document.querySelectorAll(selector); } catch { return -1; }
  for (const el of list) {
    const r = el.getBoundingClientRect();
    if (r.width < 1 || r.height < 1) continue;
    let id = q.ids.get(el);
    if (!id) { id = q.next++; q.ids.set(el, id); q.els.set(id, new WeakRef(el)); }
    return id;
  }
  return 0;
}`

// loginNamed finds the form by the selectors of the site's file.
func (w *walker) loginNamed(ctx context.Context, l *Login) (loginForm, bool) {
	targets, _ := w.s.targets(ctx)
	for i, base := range targets {
		frames, err := documents(ctx, base, i == 0)
		if err != nil {
			continue
		}
		for _, fr := range frames {
			at := func(selector string) place {
				if selector == "" {
					return place{}
				}
				if ref, err := call[int](ctx, fr, 5*time.Second, namedJS, selector); err == nil && ref > 0 {
					return place{fr, ref}
				}
				return place{}
			}
			f := loginForm{frame: fr, user: at(l.User), password: at(l.Password), button: at(l.Button)}
			if f.user.frame != nil || f.password.frame != nil {
				return f, true
			}
		}
	}
	return loginForm{}, false
}

// putJS writes a value into one element and no other, as a password manager does:
// keys could be read one by one by whoever listens, or land elsewhere.
const putJS = `(id, value) => {
  const el = globalThis.quietroom?.get(id);
  if (!el || !el.isConnected || !('value' in el)) return false;
  el.focus();
  const proto = el instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(proto, 'value').set.call(el, value);
  el.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertReplacementText' }));
  el.dispatchEvent(new Event('change', { bubbles: true }));
  return el.value === value;
}`

func (p place) put(ctx context.Context, value string) error {
	ok, err := call[bool](ctx, p.frame, 5*time.Second, putJS, p.ref, value)
	if err == nil && !ok {
		err = failf("the log-in form does not keep what is put into it")
	}
	return err
}

// pressOnce presses the log-in form's button once.
func (w *walker) pressOnce(ctx context.Context, f loginForm) error {
	if err := w.linger(ctx); err != nil {
		return err
	}
	if f.button.frame != nil {
		return f.button.click(ctx)
	}
	last := f.password
	if last.frame == nil {
		last = f.user
	}
	if err := last.focus(ctx, false); err != nil {
		return err
	}
	return last.keys(ctx, "\r", 0)
}

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
		if l.Success != (Expect{}) {
			if w.shows(ctx, l.Success) {
				return nil
			}
		} else if w.look(ctx) == nil && !w.inv.asksPassword() && !w.inv.asksFactor() && !w.inv.captcha() {
			// A page on its way (a spinner, a redirect) looks like this for a moment.
			if calm++; calm == 2 {
				return w.answered(w.pageContext(ctx))
			}
		} else {
			calm = 0
			if w.inv != nil && n >= 8 && (w.inv.asksPassword() || w.inv.asksFactor()) {
				break
			}
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

// LoginScenario logs in on a page.
func LoginScenario(page string) Scenario {
	return Scenario{Name: "login", Page: page, Steps: []PlannedStep{
		{Verb: "visit", Target: page}, {Verb: "login", Target: "with the test account"}, {Verb: "scroll", Target: "to the end of the page"}, {Verb: "wait", Target: "moving the mouse"},
	}}
}

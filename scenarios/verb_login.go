package scenarios

import (
	"context"
	"time"
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
			return skipError{"the session is logged in already"}
		}
		if l.Before != nil {
			l.Before(ctx)
		}
		err := w.logIn(ctx, l)
		w.cfg.Known = true // whatever came of it
		if l.Ended != nil {
			l.Ended(ctx, err)
		}
		return err
	})
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

// LoginScenario logs in on a page.
func LoginScenario(page string) Scenario {
	return Scenario{Name: "login", Page: page, Steps: []PlannedStep{
		{Verb: "visit", Target: page}, {Verb: "login", Target: "with the test account"}, {Verb: "scroll", Target: "to the end of the page"}, {Verb: "wait", Target: "moving the mouse"},
	}}
}

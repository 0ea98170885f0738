package runner

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/vendors"
	"github.com/quietroom/quietroom/internal/browser"
	"github.com/quietroom/quietroom/internal/login"
	"github.com/quietroom/quietroom/scenarios"
)

// Login says how an audit logs in. Its account is kept out of all that the audit
// writes; see package login.
type Login struct {
	// URL is the page with the log-in form.
	URL     string
	Account login.Account
	// User, Password and Button are CSS selectors; "" finds the fields by what they say.
	User, Password, Button string
	// Success is what shows that the log-in went well; empty takes the usual signs.
	Success scenarios.Expect
	// MaxPages bounds the pages behind the log-in; 0 is DefaultBehind.
	MaxPages int
}

// DefaultBehind is how many pages behind a log-in are visited when nobody says.
const DefaultBehind = 25

// maxLogins is how often an audit logs in, all in all: once, and once again when
// Chrome ended or the site ended the session. A log-in that was refused is not
// tried again at all.
const maxLogins = 2

// keeper is the vault, as a browser needs it. What known vendors keep in the
// practice's own cookies and storage opens nothing.
type keeper struct {
	*login.Vault
	vendors *vendors.Register
}

// LearnCookie leaves out the cookies of known vendors.
func (k keeper) LearnCookie(name, value string) {
	if _, theirs := k.vendors.Stored(name); !theirs {
		k.Vault.LearnCookie(name, value)
	}
}

// secrets gives what the browsers keep out of the record, nil for nothing.
func (a *auditing) secrets() browser.Keeper {
	if a.vault == nil {
		return nil
	}
	return keeper{a.vault, a.data.vendors}
}

// hidden masks a value that is about to be written down or shown, by way of JSON.
func hidden[T any](v *login.Vault, value T) (T, error) {
	var out T
	doc, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal(v.JSON(doc), &out)
	}
	return out, err
}

// hide masks the run, at its end.
func (a *auditing) hide() error {
	if a.vault == nil {
		return nil
	}
	run, err := hidden(a.vault, a.run)
	if err != nil {
		return fmt.Errorf("masking the test account in the run: %w", err)
	}
	*a.run = *run
	return nil
}

// quiet masks what is logged.
type quiet struct {
	slog.Handler
	vault *login.Vault
}

// Handle masks the message and every text of the record.
func (q quiet) Handle(ctx context.Context, r slog.Record) error {
	out := slog.NewRecord(r.Time, r.Level, q.vault.Text(r.Message), r.PC)
	r.Attrs(func(at slog.Attr) bool {
		out.AddAttrs(q.mask(at))
		return true
	})
	return q.Handler.Handle(ctx, out)
}

func (q quiet) mask(at slog.Attr) slog.Attr {
	switch v := at.Value.Resolve(); v.Kind() {
	case slog.KindString:
		return slog.String(at.Key, q.vault.Text(v.String()))
	case slog.KindGroup:
		var list []any
		for _, inner := range v.Group() {
			list = append(list, q.mask(inner))
		}
		return slog.Group(at.Key, list...)
	case slog.KindAny:
		return slog.String(at.Key, q.vault.Text(fmt.Sprint(v.Any())))
	}
	return at
}

// WithAttrs masks the attributes.
func (q quiet) WithAttrs(list []slog.Attr) slog.Handler {
	out := make([]slog.Attr, 0, len(list))
	for _, at := range list {
		out = append(out, q.mask(at))
	}
	return quiet{q.Handler.WithAttrs(out), q.vault}
}

// WithGroup keeps masking within the group.
func (q quiet) WithGroup(name string) slog.Handler { return quiet{q.Handler.WithGroup(name), q.vault} }

// guard sets up the vault before anything else runs.
func (a *auditing) guard() error {
	l := a.cfg.Login
	if l == nil {
		return nil
	}
	if err := l.Account.Check(); err != nil {
		return err
	}
	if l.MaxPages <= 0 {
		l.MaxPages = DefaultBehind
	}
	a.vault, a.bound = login.NewVault(l.Account), l.Account.Host
	a.cfg.Log = slog.New(quiet{a.cfg.Log.Handler(), a.vault})
	tell := a.cfg.Progress
	a.cfg.Progress = func(p Progress) {
		p.Page = a.vault.Text(p.Page)
		if p.Walk != nil {
			w := *p.Walk
			w.Page, w.Step.Target = a.vault.Text(w.Page), a.vault.Text(w.Step.Target)
			p.Walk = &w
		}
		tell(p)
	}
	return nil
}

// logins counts and bounds the log-ins of an audit.
type logins struct {
	done    int
	refused bool
}

// account is how a walk of a session logs in.
func (a *auditing) account(s *browser.Session, tab func() *browser.Tab) *scenarios.Login {
	l := a.cfg.Login
	return &scenarios.Login{
		Admits: l.Account.Admits, In: s.IsLoggedIn(), User: l.User, Password: l.Password, Button: l.Button, Success: l.Success,
		Before: func(ctx context.Context) {
			if t := tab(); t != nil {
				t.Note(ctx)
			}
		},
		Open: func() (string, string, error) {
			if a.logins.refused || a.logins.done >= maxLogins {
				return "", "", errors.New("the test account was used as often as it may be in one audit")
			}
			a.logins.done++
			acc := a.vault.Open()
			s.LoggedIn()
			return acc.User, acc.Password, nil
		},
		Ended: func(_ context.Context, err error) {
			// Whatever the reason, the site may have counted a failure.
			a.logins.refused = a.logins.refused || err != nil && a.logins.done > 0
		},
	}
}

// inSession walks one scenario in a tab of the session.
func (a *auditing) inSession(ctx context.Context, s *loggedSession, id string, sc scenarios.Scenario, within time.Duration, look looker) *walked {
	w := walking{a: a, c: a.chromes, who: &visitor{consent: audit.ConsentNone}, id: id, scenario: sc, within: within, look: look, session: s.browser, out: new(walked)}
	w.login = a.account(s.browser, func() *browser.Tab { return w.tab })
	j, _ := w.once(ctx, func(context.Context) (*lease[*browser.Browser], error) { return a.chromes.again(s.lease) })
	w.out.Journey = j
	a.typed.add(w.out.Typed)
	return w.out
}

// hideText masks one text for the run.
func (a *auditing) hideText(s string) string { return a.vault.Text(s) }

// loginNote says in the run what came of the log-in.
func (a *auditing) loginNote(ok bool, pages int, why string) {
	host := a.vault.Host()
	if !ok {
		a.note(fmt.Sprintf("The log-in at %s did not come about, so that no page behind it was looked at: %s.", host, strings.TrimSuffix(why, ".")))
		return
	}
	a.note(fmt.Sprintf("Logged in at %s with a test account, and looked at %d pages behind the log-in. The account's user name, password and session are masked in all that is kept; no pictures were taken there.", host, pages))
}

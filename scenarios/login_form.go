package scenarios

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/pause"
)

// loginForm is where an account is typed. A form that asks for the user name first
// and for the password on its next page lacks one of the two.
type loginForm struct {
	frame          *frame
	user, password place
	button         place
	form           Form
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

var signInRE = lazily(func() string {
	return `(?i)\b(log ?in|sign ?in|anmelden|einloggen|iniciar sesi[oó]n|connexion|se connecter|next|continue|weiter|continuar|continuer|siguiente|suivant)\b` + `|` + inText(slices.Concat(loginSaid, nextSaid, onwardSaid))
})

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

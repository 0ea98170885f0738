package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto"

	"github.com/quietroom/quietroom/audit"
)

// Keeper keeps what opens a test account out of the record.
type Keeper interface {
	// Redact masks an exchange and its body before the sink gets them. Withhold
	// leaves out all of it that could hold a secret.
	Redact(ex *audit.Exchange, body []byte) []byte
	Withhold(ex *audit.Exchange)
	// LearnCookie and LearnToken say what opens the account's session.
	LearnCookie(name, value string)
	LearnToken(value string)
}

// Session is a browser context that outlives its tabs: who logged in in one tab
// is logged in in the next. It lives in Chrome's memory alone. One tab is open in
// it at a time, and the exchanges of a tab wait for the sink until Reveal was
// called or the tab was closed: before that it is not known what must be masked.
type Session struct {
	b       *Browser
	context string
	// ours tells whether what a host stores opens the account.
	ours func(host string) bool

	mu       sync.Mutex
	loggedIn bool
	before   map[string]bool              // what the storage held before the log-in
	kept     map[string]map[string]string // session storage by origin, for the next tab
}

// NewSession makes an empty session. also tells of hosts beside the practice's
// whose cookies and storage open the account; nil for none.
func (b *Browser) NewSession(ctx context.Context, also func(host string) bool) (*Session, error) {
	ours := func(host string) bool { return b.cfg.FirstParty(host) || also != nil && also(host) }
	reply := make(chan string, 1)
	b.rec.ask("", "Target.createBrowserContext", map[string]any{}, func(m *cdproto.Message) {
		var made struct {
			BrowserContextID string `json:"browserContextId"`
		}
		if m.Error == nil {
			_ = json.Unmarshal(m.Result, &made) // an empty id says it
		}
		reply <- made.BrowserContextID
	})
	select {
	case id := <-reply:
		if id == "" {
			return nil, errors.New("Chrome made no browser context for the log-in")
		}
		return &Session{b: b, context: id, ours: ours, before: map[string]bool{}, kept: map[string]map[string]string{}}, nil
	case <-b.gone:
		return nil, b.whyGone()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Close ends the session: its cookies and storage are gone.
func (s *Session) Close() {
	s.b.rec.command("", "Target.disposeBrowserContext", map[string]any{"browserContextId": s.context})
}

// LoggedIn says that from here on what the practice's servers and scripts store
// opens the account.
func (s *Session) LoggedIn() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.loggedIn = true
}

// IsLoggedIn reports whether LoggedIn was called.
func (s *Session) IsLoggedIn() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.loggedIn
}

// Note remembers what the storage of the tab's page holds before the log-in: it
// opens nothing.
func (t *Tab) Note(ctx context.Context) {
	s := t.visit.session
	if s == nil {
		return
	}
	areas, _ := t.storage(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range areas {
		for _, e := range a.entries {
			s.before[e[1]] = true
		}
	}
}

// Reveal learns from the tab's cookies and storage what must be masked, and lets
// its exchanges go to the sink. whole is false when Chrome did not answer in time.
func (t *Tab) Reveal(ctx context.Context) (whole bool) {
	s, keeper := t.visit.session, t.b.cfg.Secrets
	if s == nil || keeper == nil {
		return true
	}
	areas, whole := t.storage(ctx)
	s.mu.Lock()
	for _, a := range areas {
		if !a.local {
			s.kept[a.origin] = map[string]string{}
		}
		for _, e := range a.entries {
			if !a.local {
				s.kept[a.origin][e[0]] = e[1]
			}
			if !s.before[e[1]] {
				tokens(e[0], e[1], 0, keeper.LearnToken)
			}
		}
	}
	s.mu.Unlock()
	if whole = t.drained(ctx) && whole; whole {
		t.visit.unseal()
	}
	return whole
}

// area is what one origin of the practice keeps, in its local or session storage.
type area struct {
	origin  string
	local   bool
	entries [][2]string
}

// storage reads the storage of the practice's origins in the tab, and learns its
// cookies.
func (t *Tab) storage(ctx context.Context) (list []area, whole bool) {
	ctx, cancel := context.WithTimeout(ctx, storedPatience)
	defer cancel()
	var mu sync.Mutex
	q := questions{r: t.b.rec, waiting: 1, done: make(chan struct{})}
	q.ask("", "Storage.getCookies", map[string]any{"browserContextId": t.visit.context}, t.learnCookies)
	for _, session := range t.visit.ofKind("page", "iframe") {
		q.ask(session.id, "Page.getFrameTree", nil, func(result []byte) {
			for _, origin := range origins(result) {
				if !t.visit.session.ours(hostOf(origin)) {
					continue
				}
				for _, local := range []bool{true, false} {
					id := map[string]any{"securityOrigin": origin, "isLocalStorage": local}
					q.ask(session.id, "DOMStorage.getDOMStorageItems", map[string]any{"storageId": id}, func(result []byte) {
						var answer struct {
							Entries [][2]string `json:"entries"`
						}
						if json.Unmarshal(result, &answer) == nil {
							mu.Lock()
							list = append(list, area{origin, local, answer.Entries})
							mu.Unlock()
						}
					})
				}
			}
		})
	}
	q.answered() // of the one it began with
	select {
	case <-q.done:
		whole = true
	case <-ctx.Done():
	case <-t.b.gone:
	case <-t.ctx.Done():
	}
	mu.Lock()
	defer mu.Unlock()
	return slices.Clone(list), whole
}

// learnCookies learns the cookies that only servers read, and after the log-in
// those that an answer of the practice set.
func (t *Tab) learnCookies(result []byte) {
	var answer struct {
		Cookies []struct {
			Name     string `json:"name"`
			Value    string `json:"value"`
			Domain   string `json:"domain"`
			HTTPOnly bool   `json:"httpOnly"`
		} `json:"cookies"`
	}
	if json.Unmarshal(result, &answer) != nil {
		return
	}
	for _, c := range answer.Cookies {
		host := strings.TrimPrefix(c.Domain, ".")
		if !t.visit.session.ours(host) {
			continue
		}
		_, answered := t.visit.setter(c.Name, host)
		if c.HTTPOnly || answered && t.visit.session.IsLoggedIn() {
			t.b.cfg.Secrets.LearnCookie(c.Name, c.Value)
		}
	}
}

// learnSetCookies does the same as an answer comes, so that a cookie which lives
// shortly is known too.
func (b *builder) learnSetCookies(v *visit, from string, headers headerList) {
	if v.session == nil || b.r.cfg.Secrets == nil || !v.session.ours(hostOf(from)) {
		return
	}
	for _, h := range headers {
		if !strings.EqualFold(h[0], "set-cookie") {
			continue
		}
		for line := range strings.Lines(h[1]) { // of an answer that sets several
			pair, attributes, _ := strings.Cut(line, ";")
			name, value, ok := strings.Cut(pair, "=")
			if ok && (v.session.IsLoggedIn() || strings.Contains(strings.ToLower(attributes), "httponly")) {
				b.r.cfg.Secrets.LearnCookie(strings.TrimSpace(name), strings.TrimSpace(value))
			}
		}
	}
}

var (
	// tokenNames are names under which scripts keep what opens an account.
	tokenNames = regexp.MustCompile(`(?i)(token|jwt|auth|session|bearer|secret|credential|api[_-]?key|ticket|assertion|^sid$)`)
	notTokens  = regexp.MustCompile(`(?i)(csrf|xsrf|expir|type$|time|_at$|count)`)
	jwtShape   = regexp.MustCompile(`^ey[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*$`)
	authNames  = regexp.MustCompile(`(?i)^(authorization|x-.*(token|auth|session|api-?key).*)$`)
)

// tokens finds what opens an account in a stored value, which can be JSON.
func tokens(key, value string, depth int, learn func(string)) {
	const deepest = 6
	if jwtShape.MatchString(value) {
		learn(value)
		return
	}
	var doc any
	if depth < deepest && value != "" && strings.ContainsRune(`{["`, rune(value[0])) && json.Unmarshal([]byte(value), &doc) == nil {
		within(key, doc, depth+1, learn)
		return
	}
	if tokenNames.MatchString(key) && !notTokens.MatchString(key) {
		learn(strings.TrimPrefix(value, "Bearer "))
	}
}

func within(key string, doc any, depth int, learn func(string)) {
	const deepest = 12
	if depth > deepest {
		return
	}
	switch d := doc.(type) {
	case string:
		tokens(key, d, depth, learn)
	case []any:
		for _, e := range d {
			within(key, e, depth+1, learn)
		}
	case map[string]any:
		for k, e := range d {
			within(k, e, depth+1, learn)
		}
	}
}

// learnHeaders learns the tokens that a page of the session sends to the practice.
func (b *builder) learnHeaders(f *flow) {
	if f.visit == nil || f.visit.session == nil || b.r.cfg.Secrets == nil || !f.visit.session.IsLoggedIn() || !f.visit.session.ours(hostOf(f.ex.URL)) {
		return
	}
	for _, h := range f.ex.Headers {
		if !authNames.MatchString(h[0]) || notTokens.MatchString(h[0]) || b.ours(h) {
			continue
		}
		_, value, ok := strings.Cut(h[1], " ")
		if !ok {
			value = h[1]
		}
		b.r.cfg.Secrets.LearnToken(value)
	}
}

// ours reports whether a header is one that the user had sent along.
func (b *builder) ours(h audit.Header) bool {
	for _, own := range b.r.cfg.Access.SiteHeaders() {
		if strings.EqualFold(h[0], own.Name) && h[1] == own.Value {
			return true
		}
	}
	return false
}

// carry gives a new tab the session storage of the one before, which Chrome does
// not.
func (t *Tab) carry() {
	s := t.visit.session
	s.mu.Lock()
	defer s.mu.Unlock()
	for origin, entries := range s.kept {
		doc, err := json.Marshal(map[string]any{"origin": origin, "entries": entries})
		if err != nil || len(entries) == 0 {
			continue
		}
		source := fmt.Sprintf(`{ const s = %s; try { if (location.origin === s.origin && !sessionStorage.length) for (const [k, v] of Object.entries(s.entries)) sessionStorage.setItem(k, v); } catch {} }`, doc)
		for _, page := range t.visit.ofKind("page") {
			t.b.rec.command(page.id, "Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": source})
		}
	}
}

// unseal lets the visit's exchanges go to the sink.
func (v *visit) unseal() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.sealed = false
}

// isSealed reports whether it is not known yet what of the visit must be masked.
func (v *visit) isSealed() bool {
	if v == nil {
		return false
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.sealed
}

// waits reports whether the visit's exchanges have to wait for that.
func (v *visit) waits() bool {
	if v == nil {
		return false
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.sealed && v.closed == (time.Time{})
}

// closeWindows closes what the page opened: in a session it would stay.
func (t *Tab) closeWindows() {
	for _, s := range t.visit.ofKind("page") {
		if s.target != t.visit.target {
			t.b.rec.command("", "Target.closeTarget", map[string]any{"targetId": s.target})
		}
	}
}

package demosite

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/quietroom/quietroom/audit"
)

// The test account of the practice's client area, and the page that asks for it.
// Nothing that the public can see links there.
const (
	AccountUser     = "robin.tester@example.com"
	AccountPassword = `tide+Pool "44" & ümlaut`
	SignInPath      = "/account/sign-in"
)

// behindPages are the pages of the client area, the sign-in page first. Their
// leaks show to who is logged in.
var behindPages = []page{
	{Path: SignInPath, File: "account_sign_in", Title: "Client sign-in", Context: "portal_login", Found: "login", Tags: []string{"mixpanel", "amplitude"},
		Leaks: []Label{
			leak("api-js.mixpanel.com", audit.KindPassword, "every field of the form, on submit", "base64"),
			leak("api-js.mixpanel.com", audit.KindUsername, "every field of the form, on submit", "base64"),
			leak("api2.amplitude.com", audit.KindUsername, "user_id on submit", "sha512"),
		}},
	{Path: "/account", File: "account_home", Title: "Your account", Context: "authenticated", Found: "login", Tags: []string{"ga4"}},
	{Path: "/account/messages", File: "account_messages", Title: "Messages", Context: "authenticated", Found: "login", Tags: []string{"mixpanel"}, Form: true,
		Leaks: []Label{
			{Host: "api-js.mixpanel.com", Kind: audit.KindUsername, Journey: JourneyVisit, Transform: []string{"base64"}, Note: "distinct id once the inbox is shown"},
			leak("api-js.mixpanel.com", audit.KindMessage, "the message, on submit", "base64"),
		}},
	{Path: "/account/records", File: "account_records", Title: "Your records", Context: "authenticated", Found: "login", Tags: []string{"segment"},
		Leaks: []Label{{Host: "api.segment.io", Kind: audit.KindSessionToken, Journey: JourneyVisit, Note: "the API token from local storage, as a property of an event"}}},
	{Path: "/account/statements", File: "account_statements", Title: "Statements", Context: "authenticated", Found: "login"},
}

// Behind gives the pages of the client area, the sign-in page first.
func (s *Site) Behind() []PageInfo {
	var out []PageInfo
	for _, p := range s.behind() {
		out = append(out, PageInfo{Path: p.Path, Title: p.Title, Context: p.Context, FoundBy: p.foundBy(), Form: p.Form})
	}
	return out
}

// BehindLabels gives the leaks of the client area.
func (s *Site) BehindLabels() []Label {
	var out []Label
	for _, p := range s.behind() {
		out = append(out, p.labels()...)
	}
	return out
}

func (s *Site) behind() []page {
	out := slices.Clone(behindPages)
	for i := range out {
		if s.o.Clean {
			out[i].Tags, out[i].Leaks = nil, nil
		}
	}
	return out
}

// members are who is logged in, and what they were given for it.
type members struct {
	mu       sync.Mutex
	sessions map[string]bool // by the value of the cookie
	given    []string        // every session and token ever
	tries    int
}

const (
	sessionCookie = "hl_session"
	csrfCookie    = "hl_csrf"
)

// SignIns counts how often the sign-in form was sent.
func (s *Site) SignIns() int {
	s.members.mu.Lock()
	defer s.members.mu.Unlock()
	return s.members.tries
}

// Secrets lists every session and token that the client area gave out.
func (s *Site) Secrets() []string {
	s.members.mu.Lock()
	defer s.members.mu.Unlock()
	return slices.Clone(s.members.given)
}

// SignOutAll ends every session at the server.
func (s *Site) SignOutAll() {
	s.members.mu.Lock()
	defer s.members.mu.Unlock()
	clear(s.members.sessions)
}

// open begins a session, or gives a token.
func (m *members) open(value string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.sessions == nil {
		m.sessions = map[string]bool{}
	}
	m.sessions[value] = true
	m.given = append(m.given, value)
	return value
}

func (m *members) in(r *http.Request) bool {
	c, err := r.Cookie(sessionCookie)
	m.mu.Lock()
	defer m.mu.Unlock()
	return err == nil && m.sessions[c.Value]
}

// token makes one that is like JSON Web Tokens are.
func (m *members) token() string {
	part := func(v any) string {
		b, _ := json.Marshal(v) // of strings
		return base64.RawURLEncoding.EncodeToString(b)
	}
	head := part(map[string]string{"alg": "HS256", "typ": "JWT"})
	return m.open(head + "." + part(map[string]string{"sub": "client-20418", "jti": secret(6)}) + "." + secret(16))
}

func secret(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// area serves the client area.
func (p *practice) area() {
	m := &p.site.members
	for _, pg := range p.site.behind() {
		p.mux.HandleFunc("GET "+pg.Path, func(w http.ResponseWriter, r *http.Request) {
			switch {
			case pg.Path == SignInPath:
				p.signIn(w, r, pg, "")
			case !m.in(r):
				http.Redirect(w, r, SignInPath, http.StatusSeeOther)
			default:
				p.render(w, r, pg, func(v *view) { v.User = AccountUser })
			}
		})
	}
	p.mux.HandleFunc("POST "+SignInPath, p.takeSignIn)
	p.mux.HandleFunc("POST /account/messages", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/account/messages?sent=1", http.StatusSeeOther)
	})
	p.mux.HandleFunc("POST /account/api/token", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if !m.in(r) {
			w.WriteHeader(http.StatusUnauthorized)
			reply(w, []byte(`{"error":"signed out"}`))
			return
		}
		reply(w, []byte(`{"access_token":"`+m.token()+`","expires_in":600}`))
	})
	p.mux.HandleFunc("GET /account/api/records", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ey") {
			w.WriteHeader(http.StatusUnauthorized)
		}
		reply(w, []byte(`{"records":["Intake summary","Treatment plan"]}`))
	})
}

// signIn shows the form, with a token against forged requests.
func (p *practice) signIn(w http.ResponseWriter, r *http.Request, pg page, complaint string) {
	csrf := secret(8)
	http.SetCookie(w, &http.Cookie{Name: csrfCookie, Value: csrf, Path: "/account", Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	p.render(w, r, pg, func(v *view) { v.CSRF, v.Complaint = csrf, complaint })
}

func (p *practice) takeSignIn(w http.ResponseWriter, r *http.Request) {
	m := &p.site.members
	m.mu.Lock()
	m.tries++
	m.mu.Unlock()
	c, err := r.Cookie(csrfCookie)
	if err != nil || c.Value == "" || r.FormValue("csrf") != c.Value {
		http.Error(w, "the form is out of date", http.StatusForbidden)
		return
	}
	if !strings.EqualFold(r.FormValue("email"), AccountUser) || r.FormValue("password") != AccountPassword {
		p.signIn(w, r, p.site.behind()[0], "The e-mail address or the password is not right.")
		return
	}
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Value: m.open(secret(16)), Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, "/account", http.StatusSeeOther)
}

package login

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/codec"
	"github.com/quietroom/quietroom/audit/detect"
)

var account = Account{User: "Jane.Tester@example.com", Password: `p4ss "w&rd"/ü+9`, Host: "practice.example"}

const session = "s1.9f8e7d6c5b4a39281706"

func opened(t testing.TB) *Vault {
	t.Helper()
	if err := account.Check(); err != nil {
		t.Fatal(err)
	}
	v := NewVault(account)
	v.Open()
	v.LearnCookie("sid", session)
	v.LearnCookie("tiny", "x1")
	return v
}

// secretsIn searches with everything that detection can undo.
func secretsIn(ex *audit.Exchange, body []byte) []audit.Hit {
	d := detect.New(detect.Config{Canaries: []audit.Canary{
		{Patient: "x", Kind: audit.KindUsername, Value: account.User}, {Patient: "x", Kind: audit.KindPassword, Value: account.Password},
		{Patient: "x", Kind: audit.KindSessionToken, Value: session},
	}})
	return d.Search(ex, body, detect.Subject{}).Hits
}

func holdsAll(have, want []string) bool {
	return !slices.ContainsFunc(want, func(k string) bool { return !slices.Contains(have, k) })
}

// kinds lists what was found.
func kinds(hits []audit.Hit) []string {
	var out []string
	for _, h := range hits {
		if h.Strength == audit.Proof && !slices.Contains(out, string(h.Kind)) {
			out = append(out, string(h.Kind))
		}
	}
	slices.Sort(out)
	return out
}

func masksIn(ex *audit.Exchange, body []byte) []audit.Hit {
	return detect.New(detect.Config{Canaries: Canaries()}).Search(ex, body, detect.Subject{}).Hits
}

// TestRedact: under every disguise that is known, nothing of the account is left,
// and either the mask is found in its place or the part is withheld in words.
func TestRedact(t *testing.T) {
	t.Parallel()
	v := opened(t)
	quoted := func(s string) string { return fmt.Sprintf("%q", s) }
	plain := map[string][]byte{
		"json":  []byte(`{"event":"login","props":{"em":` + quoted(account.User) + `,"pw":` + quoted(account.Password) + `,"t":` + quoted(session) + `}}`),
		"form":  []byte(url.Values{"user": {account.User}, "password": {account.Password}, "token": {session}}.Encode()),
		"text":  []byte("the user " + strings.ToLower(account.User) + " has " + account.Password + " and " + session),
		"basic": []byte(base64.StdEncoding.EncodeToString([]byte(account.User + ":" + account.Password + ":" + session))),
	}
	for name, body := range plain {
		disguised := map[string][]byte{"plain": body}
		for _, c := range codec.All() {
			if name == "text" || name == "form" {
				continue // for these, plain is enough
			}
			disguised[c.Name] = c.Encode(body)
			disguised["in JSON, "+c.Name] = []byte(`{"v":1,"d":` + quoted(string(c.Encode(body))) + `}`)
			disguised["in a form, "+c.Name] = []byte(url.Values{"v": {"1"}, "d": {string(c.Encode(body))}}.Encode())
			disguised["gzip, "+c.Name] = codecs("gzip")[0].Encode(c.Encode(body))
		}
		for as, data := range disguised {
			ex := &audit.Exchange{URL: "https://t.example/c"}
			if len(secretsIn(ex, data)) == 0 {
				continue // detection cannot undo it either
			}
			before := bytes.Clone(data)
			out := v.Redact(ex, data)
			if !bytes.Equal(before, data) {
				t.Errorf("%s, %s: the input was changed", name, as)
			}
			if hits := secretsIn(ex, out); len(hits) > 0 {
				t.Errorf("%s, %s: %s is left under %q", name, as, hits[0].Kind, hits[0].Chain)
			}
			if len(ex.Hidden) == 0 {
				t.Errorf("%s, %s: it is not said that something was hidden (%+v)", name, as, secretsIn(ex, data))
			}
			had := kinds(secretsIn(ex, data))
			if out != nil && !holdsAll(kinds(masksIn(ex, out)), had) {
				t.Errorf("%s, %s: the masks of %s are found for the secrets %s", name, as, kinds(masksIn(ex, out)), had)
			}
			if withheld := slices.Contains(ex.Withheld, "body"); withheld != (out == nil) || withheld != ex.BodyMissing || !withheld && len(masksIn(ex, out)) == 0 {
				t.Errorf("%s, %s: withheld %q, %d bytes left, missing %v, and no mask is found", name, as, ex.Withheld, len(out), ex.BodyMissing)
			}
		}
	}
}

// TestRedactPlaces: every part of an exchange is masked, and what it is not about stays.
func TestRedactPlaces(t *testing.T) {
	t.Parallel()
	v := opened(t)
	with := "https://practice.example/u/" + url.PathEscape(account.User) + "?t=" + session + "&page=2"
	ex := &audit.Exchange{
		URL: with, Page: with, Frame: with, Party: audit.FirstParty, Initiator: audit.Initiator{URL: with, Stack: []string{with, "https://t.example/a.js"}},
		Headers: []audit.Header{{"Cookie", "a=b; sid=" + session + "; tiny=x1; _ga=GA1.2.3"}, {"Authorization", "Bearer " + session}, {"X-" + session, "1"}, {"Referer", with}, {"Accept", "*/*"}},
	}
	v.Redact(ex, nil)
	all := strings.Join(append([]string{ex.URL, ex.Page, ex.Frame, ex.Initiator.URL}, ex.Initiator.Stack...), " ") + fmt.Sprint(ex.Headers)
	if strings.Contains(all, session) || strings.Contains(strings.ToLower(all), "jane") || strings.Contains(all, "x1") {
		t.Errorf("something is left: %s", all)
	}
	if want := "https://practice.example/u/quietroom-hidden-user-name?t=quietroom-hidden-session&page=2"; ex.URL != want || ex.Page != want {
		t.Errorf("%s; want %s", ex.URL, want)
	}
	if got := ex.Header("Cookie"); got != "a=b; sid=quietroom-hidden-session; tiny=quietroom-hidden-session; _ga=GA1.2.3" {
		t.Errorf("cookies: %s", got)
	}
	if ex.Header("Accept") != "*/*" || len(ex.Withheld) > 0 {
		t.Errorf("%v %q", ex.Headers, ex.Withheld)
	}
	if v.Text("hello "+account.User) != "hello "+maskUser || string(v.JSON([]byte(`"`+account.User+`"`))) != `"`+maskUser+`"` {
		t.Error("text and JSON are not masked")
	}
	third := &audit.Exchange{URL: "https://t.example/", Party: audit.ThirdParty, Headers: []audit.Header{{"Cookie", "tiny=x1"}}}
	if v.Redact(third, nil); third.Headers[0][1] != "tiny=x1" || len(third.Hidden) > 0 {
		t.Errorf("a third party's cookie of the same name: %v", third.Headers)
	}
}

// TestQuiet: before the account is handed out, and without one, nothing changes.
func TestQuiet(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]*Vault{"none": nil, "not handed out": NewVault(account)} {
		ex := &audit.Exchange{URL: "https://t.example/?u=" + account.User}
		if out := v.Redact(ex, []byte(account.Password)); string(out) != account.Password || !strings.HasSuffix(ex.URL, account.User) || v.Text(account.User) != account.User {
			t.Errorf("%s: something was masked", name)
		}
	}
	v := opened(t)
	for _, innocent := range []string{"dark", "en-US", "true", "https://practice.example/", "consent-accepted", "1700000000"} {
		v.LearnToken(innocent)
		if v.Text("x="+innocent) != "x="+innocent {
			t.Errorf("%q counts as a session", innocent)
		}
	}
}

func TestNothingPrints(t *testing.T) {
	t.Parallel()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		if s := fmt.Sprintf(verb, account) + fmt.Sprintf(verb, &account); strings.Contains(s, "p4ss") || strings.Contains(s, "Jane") || strings.Contains(s, "4a616e65") {
			t.Errorf("%s prints %s", verb, s)
		}
	}
}

func TestAdmits(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://practice.example/portal":        "",
		"https://practice.example:443/portal":    "",
		"https://PRACTICE.example/":              "",
		"http://practice.example/portal":         "without encryption",
		"https://practice.example:8443/":         "bound to practice.example",
		"https://practice.example.evil.example/": "bound to",
		"https://evil.example/?practice.example": "bound to",
		"https://practice.example@evil.example/": "bound to",
		"data:text/html,x":                       "no address",
		"https://sub.practice.example/":          "bound to",
		"":                                       "no address",
	} {
		if err := account.Admits(address); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", address, err, want)
		}
	}
	here := Account{User: "patient1", Password: "password1", Host: "127.0.0.1:8080"}
	if err := here.Admits("http://127.0.0.1:8080/login"); err != nil {
		t.Errorf("loopback: %v", err)
	}
}

func TestSources(t *testing.T) {
	t.Parallel()
	env := map[string]string{UserVariable: account.User, PasswordVariable: account.Password, "P": "short", "U": "tester1"}
	lookup := func(k string) string { return env[k] }
	if a, err := FromEnv(lookup, "", "", account.Host); err != nil || a != account {
		t.Errorf("from the environment: %v", err)
	}
	for name, c := range map[string]struct{ user, password, want string }{
		"not set":        {"U", "NOBODY", "NOBODY"},
		"too short":      {"U", "P", "fewer than 8"},
		"user not set":   {"NOBODY", "P", "environment variable NOBODY"},
		"user too short": {"P", "U", "fewer than 6"},
	} {
		if _, err := FromEnv(lookup, c.user, c.password, "h"); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "tester1") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, c := range map[string]struct {
		content string
		mode    os.FileMode
		want    string
	}{
		"good":        {"user: " + account.User + "\npassword: 'p4ss \"w&rd\"/ü+9'\n", 0o600, ""},
		"read only":   {"user: " + account.User + "\npassword: 'p4ss \"w&rd\"/ü+9'\n", 0o400, ""},
		"others read": {"user: a\npassword: b\n", 0o644, "chmod 600"},
		"group reads": {"user: a\npassword: b\n", 0o640, "chmod 600"},
		"no key":      {"tester1:hunter2000\n", 0o600, "the two keys"},
		"unknown key": {"user: tester1\npassword: hunter2000\nhunter3000: x\n", 0o600, "the two keys"},
		"lacking":     {"user: tester1\n", 0o600, "the two keys"},
		"too long":    {"user: tester1\npassword: " + strings.Repeat("x", 20<<10), 0o600, "too long"},
	} {
		file := filepath.Join(t.TempDir(), "account.yaml")
		if err := os.WriteFile(file, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, c.mode); err != nil {
			t.Fatal(err)
		}
		a, err := FromFile(file, account.Host)
		if c.want == "" && (err != nil || a != account) {
			t.Errorf("%s: %v", name, err)
		}
		if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "hunter")) {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
	if _, err := FromFile(t.TempDir(), "h"); err == nil || !strings.Contains(err.Error(), "no file") {
		t.Errorf("a folder: %v", err)
	}
}

func FuzzRedact(f *testing.F) {
	f.Add([]byte("u="+account.User), "https://t.example/?p=1")
	f.Add([]byte{0x1f, 0x8b, 8}, session)
	f.Fuzz(func(t *testing.T, body []byte, rawURL string) {
		v := opened(t)
		ex := &audit.Exchange{URL: rawURL, Headers: []audit.Header{{"X", rawURL}}}
		out := v.Redact(ex, body)
		if hits := secretsIn(ex, out); len(hits) > 0 && hits[0].Strength == audit.Proof {
			t.Fatalf("%s is left at %s", hits[0].Kind, hits[0].Place)
		}
	})
}

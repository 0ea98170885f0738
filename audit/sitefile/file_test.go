package sitefile

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/vendors"
)

const full = `site: https://www.practice.example/
scope: [portal.practice.example]
scenarios:
  - {name: request-an-appointment, file: scenarios/book.yaml}
  - {name: real-contact, file: scenarios/contact.yaml, submit: send}
login:
  url: https://portal.practice.example/sign-in
  host: portal.practice.example
  user_env: PORTAL_USER
  password_env: PORTAL_PASSWORD
  fields: {user: "#u", password: "#p", button: "button.go"}
  success: {url: /home, text: Welcome, element: "#inbox"}
  pages: 40
consent: [none, reject]
baseline: quietroom-runs/first
schedule: {every: week, on: monday, at: "03:00", zone: America/New_York}
suppress:
  - {fingerprint: c898ca7d2ff1d689, reason: "until the new booking form", owner: A. Person, expires: 2027-01-31}
  - {rule: canary, page: /book*, vendor: hotjar, reason: "the contract ends then", owner: A. Person, expires: 2027-01-31}
`

func TestRead(t *testing.T) {
	t.Parallel()
	f, err := Read("site.yaml", []byte(full))
	if err != nil {
		t.Fatal(err)
	}
	if f.Site.Value != "https://www.practice.example/" || f.Scope[0].Value != "portal.practice.example" || len(f.Scenarios) != 2 || f.Scenarios[1].Submit != "send" {
		t.Errorf("%+v", f)
	}
	if l := f.Login; l.Pages != 40 || l.Fields.Button != "button.go" || l.Success.Text != "Welcome" || l.PasswordEnv != "PORTAL_PASSWORD" {
		t.Errorf("%+v", l)
	}
	if s := f.Schedule; s.Every != "week" || s.On != "monday" || s.At != "03:00" {
		t.Errorf("%+v", s)
	}
	if got := f.Suppressions("site.yaml"); len(got) != 2 || got[0].At != "site.yaml:18:6" || got[0].Fingerprint != "c898ca7d2ff1d689" || got[1].Page != "/book*" || got[1].Owner != "A. Person" || got[1].Expires != "2027-01-31" {
		t.Errorf("suppressions: %+v", got)
	}
	if f, err := Read("site.yaml", nil); err != nil || f.Login != nil || f.Suppressions("x") != nil {
		t.Errorf("an empty file: %+v, %v", f, err)
	}
}

func TestReadErrors(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown key":          {"baseline:", "basline:", `site.yaml:15:1: unknown field "basline"; did you mean "baseline"?`},
		"key of the login":     {"user_env:", "user_evn:", `did you mean "user_env"?`},
		"site":                 {"https://www.practice.example/", "practice", `site.yaml:1:7: site "practice" is no address`},
		"scope":                {"[portal.practice.example]", "[https://portal.practice.example/]", "is no host"},
		"two of a name":        {"name: real-contact", "name: request-an-appointment", "is there twice"},
		"a name for files":     {"name: real-contact", "name: ../x", "must be lower-case"},
		"no file":              {", file: scenarios/book.yaml", "", "file is missing"},
		"submit":               {"submit: send", "submit: sent", `want hold or send; did you mean "send"?`},
		"login without url":    {"  url: https://portal.practice.example/sign-in\n", "", "url is missing"},
		"login in the open":    {"url: https://portal", "url: http://portal", "must begin with https://"},
		"user in the address":  {"https://portal.practice.example/sign-in", "https://me:secret@portal.practice.example/", "holds a user name"},
		"half an account":      {"  user_env: PORTAL_USER\n", "", "go together"},
		"both sources":         {"  host:", "  file: account.yaml\n  host:", "want either file"},
		"a password":           {"password_env: PORTAL_PASSWORD", "password_env: hunter2!", "does not belong into this file"},
		"too many pages":       {"pages: 40", "pages: 4000", "want 1 to 500"},
		"consent":              {"[none, reject]", "[none, rejct]", `did you mean "reject"?`},
		"consent twice":        {"[none, reject]", "[none, none]", "is there twice"},
		"every":                {"every: week", "every: weak", `did you mean "week"?`},
		"on":                   {"on: monday", "on: mondy", `did you mean "monday"?`},
		"at":                   {`at: "03:00"`, `at: "25:00"`, "want a time of day"},
		"zone":                 {"America/New_York", "New York!", "want a name such as"},
		"day of the month":     {"every: week, on: monday", "every: month, on: 31", "1 to 28"},
		"on without a week":    {"every: week, on: monday", "every: day, on: monday", "does not go with"},
		"no fingerprint":       {"c898ca7d2ff1d689", "c898", "is no fingerprint"},
		"accepting nothing":    {"fingerprint: c898ca7d2ff1d689, ", "", "what is accepted is missing"},
		"accepting two ways":   {"rule: canary", "fingerprint: c898ca7d2ff1d689, rule: canary", "want either a fingerprint"},
		"accepting too much":   {"page: /book*, ", "", "go together"},
		"accepted page":        {"page: /book*", "page: book", "must begin with /"},
		"accepted for nothing": {`reason: "the contract ends then", `, "", "reason is missing"},
		"accepted by nobody":   {"reason: \"the contract ends then\", owner: A. Person", "reason: x", "owner is missing"},
		"accepted for ever":    {"expires: 2027-01-31", "expires: never", "nothing is accepted for ever"},
		"accepted without end": {", expires: 2027-01-31", "", "want the last day"},
		"accepted twice":       {"rule: canary, page: /book*, vendor: hotjar", "fingerprint: c898ca7d2ff1d689", "twice"},
		"accepted as":          {"owner: A. Person", "ownr: A. Person", `did you mean "owner"?`},
		"login that is a text": {"login:\n", "login: yes\nx:\n", "site.yaml:"},
	} {
		if !strings.Contains(full, c.old) {
			t.Fatalf("%s: no %q", name, c.old)
		}
		_, err := Read("site.yaml", []byte(strings.Replace(full, c.old, c.new, 1)))
		if err == nil || !strings.HasPrefix(err.Error(), "site.yaml:") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
		if err != nil && (strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "secret")) {
			t.Errorf("%s: the error holds a secret: %v", name, err)
		}
	}
}

// TestSchema: the schema has the keys of the file, no more and no less, all the way down.
func TestSchema(t *testing.T) {
	t.Parallel()
	var s map[string]any
	if err := json.Unmarshal(Schema(), &s); err != nil {
		t.Fatal(err)
	}
	compare(t, "", reflect.TypeFor[File](), s)
}

func compare(t *testing.T, at string, typ reflect.Type, s map[string]any) {
	t.Helper()
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
		if typ.Kind() == reflect.Slice {
			items, ok := s["items"].(map[string]any)
			if !ok {
				t.Errorf("%s: the schema says no items", at)
				return
			}
			s = items
		}
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct || typ == reflect.TypeFor[Text]() {
		return
	}
	props, _ := s["properties"].(map[string]any)
	if s["additionalProperties"] != false {
		t.Errorf("%s: the schema lets other keys pass", at)
	}
	var keys []string
	for i := range typ.NumField() {
		f := typ.Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if key == "" {
			continue
		}
		keys = append(keys, key)
		p, ok := props[key].(map[string]any)
		if !ok {
			t.Errorf("%s.%s is not in the schema", at, key)
			continue
		}
		compare(t, at+"."+key, f.Type, p)
	}
	for key := range props {
		if !slices.Contains(keys, key) {
			t.Errorf("%s.%s is in the schema alone", at, key)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(full)
	f.Add("login:\n  -\nschedule: [1]\nsite: {a: b}\nscope: x\n")
	f.Fuzz(func(t *testing.T, data string) {
		if file, err := Read("site.yaml", []byte(data)); (file == nil) == (err == nil) {
			t.Fatal("either a file or an error is wanted")
		}
	})
}

// TestEmptyEntries: an entry that was forgotten is an error, and has a place.
func TestEmptyEntries(t *testing.T) {
	t.Parallel()
	tax, err1 := pages.Default()
	reg, err2 := vendors.Default()
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"scope", "scenarios", "consent", "pages", "vendors", "suppress"} {
		_, _, err := Apply("site.yaml", []byte(key+":\n  -\n"), tax, reg)
		if err == nil || !strings.HasPrefix(err.Error(), "site.yaml:1:1: ") {
			t.Errorf("%s: %v", key, err)
		}
	}
}

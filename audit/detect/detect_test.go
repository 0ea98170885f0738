package detect

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/codec"
	"github.com/quietroom/quietroom/audit/patient"
	"github.com/quietroom/quietroom/audit/rules"
)

var today = time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)

func testPatients() (a, b *patient.Patient) {
	return patient.New(7, "A", today), patient.New(7, "B", today)
}

func testDetector(t testing.TB, chosen ...audit.Canary) *Detector {
	t.Helper()
	set, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	a, b := testPatients()
	return New(Config{Canaries: append(append(a.Canaries(), b.Canaries()...), chosen...), Rules: set})
}

func value(t testing.TB, k audit.Kind) string {
	t.Helper()
	a, _ := testPatients()
	v, ok := a.Value(k)
	if !ok {
		t.Fatalf("no value for %s", k)
	}
	return v
}

// post is an exchange with an address and nothing else.
func post(u string) *audit.Exchange {
	return &audit.Exchange{ID: "x000001", Method: "POST", URL: u, Journey: "j1", Time: today}
}

// show prints hits as type/kind@place chain strength, for comparison.
func show(hits []audit.Hit, types ...audit.HitType) []string {
	var out []string
	for _, h := range hits {
		if len(types) > 0 && !slices.Contains(types, h.Type) {
			continue
		}
		name := string(h.Kind)
		if h.Type != audit.HitCanary {
			name = h.Rule
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s@%s %s", name, h.Place, strings.Join(h.Chain, ">"))))
	}
	return out
}

func wantHits(t *testing.T, got []audit.Hit, want []string, types ...audit.HitType) {
	t.Helper()
	if g := show(got, types...); !slices.Equal(g, want) {
		t.Errorf("got  %q\nwant %q", g, want)
	}
}

// TestPlaces: each structure is walked to the leaf, and the place can be followed.
func TestPlaces(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	email := value(t, audit.KindEmail)
	q := url.QueryEscape
	b64 := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	js := func(v any) string { b, _ := json.Marshal(v); return string(b) }
	for name, tc := range map[string]struct {
		url, header, body, want string
	}{
		"path":                {url: "https://t.test/a/b/" + url.PathEscape(email) + "/c", want: "email@url.path[2]"},
		"query":               {url: "https://t.test/tr?id=1&em=" + q(email), want: "email@url.query.em"},
		"query with brackets": {url: "https://t.test/tr?ud%5Bem%5D=" + q(email), want: "email@url.query.ud[em]"},
		"query, upper case":   {url: "https://t.test/tr?em=" + q(strings.ToUpper(email)), want: "email@url.query.em"},
		"query without pairs": {url: "https://t.test/tr?" + b64(email), want: "email@url.query base64"},
		"query twice escaped": {url: "https://t.test/tr?em=" + q(q(email)), want: "email@url.query.em percent"},
		"matrix":              {url: "https://fls.test/activityi;src=1;u1=" + q(email) + "?", want: "email@url.path[0].u1"},
		"host":                {url: "https://" + strings.SplitN(email, "@", 2)[0] + ".t.test/", want: "email@url.host"},
		"address in a query":  {url: "https://t.test/tr?dl=" + q("https://p.test/x?mail="+q(email)), want: "email@url.query.dl.url.query.mail"},
		"cookie":              {header: "Cookie: a=b; uid=" + q(email), want: "email@header.cookie.uid"},
		"referer":             {header: "Referer: https://p.test/x?mail=" + q(email), want: "email@header.referer.url.query.mail"},
		"own header":          {header: "X-User: " + b64(email), want: "email@header.x-user base64"},
		"basic authorization": {header: "Authorization: Basic " + b64(email+":pw"), want: "email@header.authorization base64"},
		"text":                {body: "hello " + email + "!", want: "email@body.text"},
		"form":                {body: "a=1&email=" + q(email), want: "email@body.form.email"},
		"form lines":          {body: "en=a&x=1\r\nen=b&ep.mail=" + q(email), want: "email@body.lines[1].form.ep.mail"},
		"json":                {body: js(map[string]any{"events": []any{map[string]string{"email": email}}}), want: "email@body.json.events[0].email"},
		"json, indented":      {body: "{\n \"a\": {\n  \"b\": [1, \"" + email + "\"]}}", want: "email@body.json.a.b[1]"},
		"json, escaped":       {body: `{"a":"` + strings.ReplaceAll(email, "@", `\u0040`) + `"}`, want: "email@body.json.a"},
		"json, cut":           {body: `{"a":{"b":"` + email + `","c":[1,2,{"d":"tr`, want: "email@body.json.a.b"},
		"json key":            {body: `{"a":{"` + email + `":1}}`, want: "email@body.json"},
		"json in a string":    {body: js(map[string]string{"d": js(map[string]string{"e": email})}), want: "email@body.json.d.json.e"},
		"json in a form":      {body: "v=1&data=" + q(js(map[string]string{"e": email})), want: "email@body.form.data.json.e"},
		"json in base64":      {url: "https://t.test/?m=" + q(b64(js(map[string]string{"e": email}))), want: "email@url.query.m.json.e base64"},
		"json lines":          {body: "{\"a\":1}\n{\"b\":\"" + email + "\"}\n", want: "email@body.lines[1].json.b"},
		"jsonp":               {body: `cb({"a":"` + email + `"});`, want: "email@body.json.a"},
		"socket.io":           {body: `42["say",{"t":"` + email + `"}]`, want: "email@body.json[1].t"},
		"multipart": {body: "--xyz\r\nContent-Disposition: form-data; name=\"mail\"\r\n\r\n" + email + "\r\n--xyz--\r\n",
			want: "email@body.multipart.mail"},
		"multipart with json": {body: "--xyz\r\nContent-Disposition: form-data; name=\"d\"\r\nContent-Type: application/json\r\n\r\n{\"e\":\"" + email + "\"}\r\n--xyz--\r\n",
			want: "email@body.multipart.d.json.e"},
	} {
		t.Run(name, func(t *testing.T) {
			ex := post("https://t.test/c")
			if tc.url != "" {
				ex.URL = tc.url
			}
			if k, v, ok := strings.Cut(tc.header, ": "); ok {
				ex.Headers = []audit.Header{{k, v}}
			}
			got := d.Search(ex, []byte(tc.body), Subject{})
			wantHits(t, got.Hits, []string{tc.want}, audit.HitCanary)
			if got.Cut {
				t.Error("the search was cut")
			}
		})
	}
}

// TestChains: each codec inside every other, as a body, in a query and in JSON.
func TestChains(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	email := value(t, audit.KindEmail)
	secrets := map[string]string{
		"alone": email, "in JSON": `{"id":12345,"user":{"email":"` + email + `"},"t":"pageview"}`,
	}
	for i, outer := range codec.All() {
		for j, inner := range codec.All() {
			if raceDetector && (i+j)%7 > 0 {
				continue // it is slow
			}
			for how, secret := range secrets {
				data := inner.Encode([]byte(secret))
				if outer.TextOnly && !isText(data) || outer.Name == "xor" && strings.IndexFunc(string(data), func(r rune) bool { return r >= 0x80 }) >= 0 {
					continue
				}
				data = outer.Encode(data)
				seen := map[string]Result{"body": d.Search(post("https://t.test/"), data, Subject{})}
				if isText(data) {
					seen["query"] = d.Search(post("https://t.test/?d="+url.QueryEscape(string(data))), nil, Subject{})
					body, err := json.Marshal(map[string]string{"d": string(data)})
					if err != nil {
						t.Fatal(err)
					}
					seen["json"] = d.Search(post("https://t.test/"), body, Subject{})
				}
				for where, r := range seen {
					if i := slices.IndexFunc(r.Hits, func(h audit.Hit) bool { return h.Kind == audit.KindEmail && h.Type == audit.HitCanary }); i < 0 {
						t.Errorf("%s of %s, %s, %s: not found", outer.Name, inner.Name, how, where)
					} else if c := r.Hits[i].Chain; len(c) > 2 || !explains(c, outer.Name, inner.Name) {
						t.Errorf("%s of %s, %s, %s: explained as %q", outer.Name, inner.Name, how, where, c)
					}
					if r.Cut {
						t.Errorf("%s of %s, %s, %s: cut", outer.Name, inner.Name, how, where)
					}
				}
			}
		}
	}
}

// explains reports whether a chain is made of the disguises put on. The two
// alphabets of base64 often spell alike, and a token's payload is base64.
func explains(chain []string, names ...string) bool {
	plain := func(s string) string {
		switch {
		case s == "base64url", s == "jwt", s == "data-url":
			return "base64"
		case strings.HasPrefix(s, "lzstring"):
			return "lzstring"
		case strings.HasPrefix(s, "utf-16"):
			return "utf-16"
		case s == "crockford":
			return "base32hex"
		}
		return s
	}
	for _, c := range chain {
		if !slices.ContainsFunc(names, func(n string) bool { return plain(n) == plain(c) }) {
			return false
		}
	}
	return true
}

// TestDigests: every hash, in every spelling, of a form as vendors make them.
func TestDigests(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	email, phone := value(t, audit.KindEmail), value(t, audit.KindPhone)
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
	given, family := value(t, audit.KindGivenName), value(t, audit.KindFamilyName)
	born, err := time.Parse(time.DateOnly, value(t, audit.KindBirthDate))
	if err != nil {
		t.Fatal(err)
	}
	forms := map[string]audit.Kind{
		strings.ToUpper(email):              audit.KindEmail,
		strings.SplitN(email, "@", 2)[0]:    audit.KindEmail,
		"+1" + digits:                       audit.KindPhone,
		"1" + digits:                        audit.KindPhone,
		digits:                              audit.KindPhone,
		phone:                               audit.KindPhone,
		strings.ToLower(given):              audit.KindGivenName,
		strings.ToLower(family):             audit.KindFamilyName,
		strings.ToLower(given + family):     audit.KindFullName,
		strings.ToLower(family + given):     audit.KindFullName,
		born.Format("20060102"):             audit.KindBirthDate,
		value(t, audit.KindPostalCode):      audit.KindPostalCode,
		value(t, audit.KindSSN):             audit.KindSSN,
		strings.ToLower(value(t, "reason")): audit.KindReason,
	}
	for form, kind := range forms {
		for _, h := range codec.Hashes() {
			if h.Bits < 64 {
				continue
			}
			sum := h.Sum([]byte(form))
			for chain, text := range map[string]string{
				h.Name:                      hex.EncodeToString(sum),
				h.Name + " ":                strings.ToUpper(hex.EncodeToString(sum)),
				"base64>" + h.Name:          base64.StdEncoding.EncodeToString(sum),
				"base64url>" + h.Name:       base64.RawURLEncoding.EncodeToString(sum),
				"base64url>" + h.Name + " ": "tv.1~em." + base64.RawURLEncoding.EncodeToString(sum) + "~pn.x",
			} {
				r := d.Search(post("https://t.test/?em="+url.QueryEscape(text)), nil, Subject{})
				want := strings.TrimSpace(chain)
				ok := slices.ContainsFunc(r.Hits, func(got audit.Hit) bool {
					c := strings.Replace(strings.Join(got.Chain, ">"), "base64url", "base64", 1)
					return got.Kind == kind && got.Patient == "A" && got.Strength == audit.Proof && c == strings.Replace(want, "base64url", "base64", 1)
				})
				if !ok {
					t.Errorf("%s of a form of %s as %q: got %q", h.Name, kind, chain, show(r.Hits))
				}
			}
		}
	}
}

// TestEveryKind: each kind's value is found as itself, and as nothing else.
func TestEveryKind(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	a, b := testPatients()
	proof := func(h audit.Hit) bool { return h.Type == audit.HitCanary && h.Strength >= audit.Field }
	for _, p := range []*patient.Patient{a, b} {
		for _, c := range p.Canaries() {
			body, err := json.Marshal(map[string]string{string(c.Kind): c.Value, "with": must(p.Value(audit.KindEmail))})
			if err != nil {
				t.Fatal(err)
			}
			r := d.Search(post("https://t.test/"), body, Subject{})
			found := false
			for _, h := range r.Hits {
				if h.Type != audit.HitCanary || h.Place == "body.json.with" && c.Kind != audit.KindEmail {
					continue
				}
				if h.Patient != p.ID() && proof(h) || h.Kind != c.Kind {
					t.Errorf("%s of %s also seen as %s of %s (%d)", c.Kind, p.ID(), h.Kind, h.Patient, h.Strength)
				}
				found = found || h.Kind == c.Kind && h.Patient == p.ID()
			}
			if !found {
				t.Errorf("%s of %s: not found in %q", c.Kind, p.ID(), show(r.Hits))
			}
		}
	}
}

// hexOf gives a hash as hex.
func hexOf(name, of string) string {
	for _, h := range codec.Hashes() {
		if h.Name == name {
			return hex.EncodeToString(h.Sum([]byte(of)))
		}
	}
	return "no such hash"
}

func must(v string, ok bool) string {
	if !ok {
		panic("no such value")
	}
	return v
}

func TestStrength(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	email, zip, state := value(t, audit.KindEmail), value(t, audit.KindPostalCode), value(t, audit.KindState)
	code, gender := value(t, audit.KindCardCode), value(t, audit.KindGender)
	for name, tc := range map[string]struct {
		body string
		want []string
	}{
		"zip under its key":            {`{"zip":"` + zip + `"}`, []string{"postal_code@body.json.zip"}},
		"zip as a number":              {`{"billing":{"postal_code":` + zip + `}}`, []string{"postal_code@body.json.billing.postal_code"}},
		"zip beside its label":         {`{"f":[{"name":"zip","value":"` + zip + `"}]}`, []string{"postal_code@body.json.f[0].value"}},
		"zip under another key":        {`{"t":"` + zip + `"}`, nil},
		"zip in a sentence":            {`{"zip":"id ` + zip + ` x"}`, nil},
		"card code under its key":      {`{"cvc":"` + code + `"}`, []string{"card_code@body.json.cvc"}},
		"card code as a width":         {`{"width":` + code + `}`, nil},
		"state alone":                  {`{"state":"` + state + `"}`, nil},
		"state beside proof":           {`{"state":"` + state + `","e":"` + email + `"}`, []string{"state@body.json.state", "email@body.json.e"}},
		"gender beside proof":          {`{"ge":"` + gender[:1] + `","e":"` + email + `"}`, []string{"gender@body.json.ge", "email@body.json.e"}},
		"letter under another key":     {`{"x":"` + gender[:1] + `","e":"` + email + `"}`, []string{"email@body.json.e"}},
		"phone within a longer number": {`{"n":"9` + "2125550147" + `1"}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			wantHits(t, d.Search(post("https://t.test/"), []byte(tc.body), Subject{}).Hits, tc.want, audit.HitCanary)
		})
	}
}

func TestWhatIsCutOrWrapped(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	message := value(t, audit.KindMessage)
	words := strings.Fields(message)
	full := value(t, audit.KindFullName)
	for name, tc := range map[string]struct {
		text string
		kind audit.Kind
	}{
		"first hundred bytes":   {message[:100], audit.KindMessage},
		"wrapped":               {strings.Join(words, "\n  "), audit.KindMessage},
		"from the middle":       {strings.Join(words[4:14], " "), audit.KindMessage},
		"glued to other text":   {"xx" + strings.ReplaceAll(full, " ", "") + "yy", audit.KindFullName},
		"base64 glued to text":  {"prefixx" + base64.RawStdEncoding.EncodeToString([]byte("a"+full+"b")), audit.KindFullName},
		"hex glued to digits":   {"abc" + hex.EncodeToString([]byte(full)), audit.KindFullName},
		"last name first":       {strings.Join([]string{strings.Fields(full)[1], strings.Fields(full)[0]}, ", "), audit.KindFullName},
		"initial and last name": {full[:1] + ". " + strings.Fields(full)[1], audit.KindFullName},
	} {
		r := d.Search(post("https://t.test/"), []byte(`{"d":`+string(mustJSON(tc.text))+`}`), Subject{})
		if !slices.ContainsFunc(r.Hits, func(h audit.Hit) bool { return h.Kind == tc.kind && h.Strength == audit.Proof }) {
			t.Errorf("%s: got %q", name, show(r.Hits))
		}
	}
}

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func TestChosen(t *testing.T) {
	t.Parallel()
	d := testDetector(t, audit.Canary{Patient: "A", Kind: audit.KindService, Value: "Individual therapy", Chosen: true, Journey: "j1", Since: today},
		audit.Canary{Patient: "A", Kind: audit.KindOther, Value: "Email", Chosen: true, Journey: "j1", Since: today})
	page := &audit.Page{URL: "https://p.test/services/individual-therapy", Title: "Individual therapy", Sensitivity: 4}
	for name, tc := range map[string]struct {
		body    string
		journey string
		at      time.Time
		page    *audit.Page
		want    []string
	}{
		"as it reads":        {body: `{"s":"Individual therapy"}`, want: []string{"service@body.json.s"}},
		"as a slug":          {body: `{"s":"individual-therapy"}`, want: []string{"service@body.json.s"}},
		"with underscores":   {body: `s=INDIVIDUAL_THERAPY&t=1`, want: []string{"service@body.form.s"}},
		"encoded":            {body: `{"s":"` + base64.StdEncoding.EncodeToString([]byte("Individual therapy")) + `"}`, want: []string{"service@body.json.s base64"}},
		"hashed":             {body: `{"s":"` + hexOf("sha256", "individual therapy") + `"}`, want: []string{"service@body.json.s sha256"}},
		"in an address":      {body: `{"u":"https://p.test/book?service=individual-therapy"}`, page: page, want: []string{"service@body.json.u.url.query.service"}},
		"within a sentence":  {body: `{"s":"we offer individual therapy"}`},
		"other journey":      {body: `{"s":"Individual therapy"}`, journey: "j2"},
		"before it was made": {body: `{"s":"Individual therapy"}`, at: today.Add(-time.Second)},
		"the page's title":   {body: `{"s":"Individual therapy"}`, page: page},
		"the page's address": {body: `{"s":"https://p.test/services/individual-therapy"}`, page: page},
		"an everyday word":   {body: `{"s":"email"}`},
	} {
		t.Run(name, func(t *testing.T) {
			ex := post("https://t.test/")
			if tc.journey != "" {
				ex.Journey = tc.journey
			}
			if !tc.at.IsZero() {
				ex.Time = tc.at
			}
			wantHits(t, d.Search(ex, []byte(tc.body), Subject{Page: tc.page}).Hits, tc.want, audit.HitCanary)
		})
	}
}

func TestContext(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	page := &audit.Page{URL: "https://www.p.test/conditions/anxiety", Title: "Help with Anxiety | P", Sensitivity: 2}
	route := &audit.Page{URL: "https://www.p.test/#/conditions/anxiety", Sensitivity: 2}
	app := &audit.Page{URL: "https://www.p.test/app/#!/conditions/anxiety/?step=2", Sensitivity: 2}
	q := url.QueryEscape
	for name, tc := range map[string]struct {
		url, header, body string
		page              *audit.Page
		want              []string
	}{
		"address in a query": {url: "https://t.test/?dl=" + q(page.URL), want: []string{"context.address@url.query.dl"}},
		"escaped twice":      {url: "https://t.test/?dl=" + q(q(page.URL)), want: []string{"context.address@url.query.dl percent"}},
		"with more query":    {url: "https://t.test/?dl=" + q(page.URL+"/?utm_source=x"), want: []string{"context.address@url.query.dl"}},
		"path only":          {url: "https://t.test/?dp=%2Fconditions%2Fanxiety", want: []string{"context.address@url.query.dp"}},
		"in base64 json":     {body: base64.StdEncoding.EncodeToString([]byte(`{"page":{"url":"` + page.URL + `"}}`)), want: []string{"context.address@body.json.page.url base64"}},
		"referer":            {header: page.URL, want: []string{"context.address@header.referer"}},
		"title":              {body: `{"dt":"Help with anxiety | P"}`, want: []string{"context.title@body.json.dt"}},
		"title in entities":  {body: `{"dt":"Help&#32;with&#32;anxiety | P"}`, want: []string{"context.title@body.json.dt html"}},
		"a route":            {url: "https://t.test/?dl=" + q(route.URL), page: route, want: []string{"context.address@url.query.dl"}},
		"a route with query": {url: "https://t.test/?dl=" + q(route.URL+"?utm_source=x"), page: route, want: []string{"context.address@url.query.dl"}},
		"a route alone":      {body: `{"hash":"#/conditions/anxiety","path":"/#/Conditions/Anxiety/"}`, page: route, want: []string{"context.address@body.json.hash", "context.address@body.json.path"}},
		"a route of an app":  {url: "https://t.test/?dl=" + q("https://www.p.test/app#!/conditions/anxiety"), body: `{"p":"/app#!/conditions/anxiety?step=3"}`, page: app, want: []string{"context.address@url.query.dl", "context.address@body.json.p"}},
		"before the route":   {url: "https://t.test/?dl=" + q("https://www.p.test/app/"), body: `{"p":"/app","q":"https://www.p.test/"}`, page: app},
		"another route":      {url: "https://t.test/?dl=" + q("https://www.p.test/#/conditions/anxiety/teens"), body: `{"p":"#/conditions"}`, page: route},
		"origin only":        {header: "https://www.p.test/", url: "https://t.test/?dl=" + q("https://www.p.test/")},
		"deeper page":        {url: "https://t.test/?dl=" + q(page.URL+"/teens")},
		"other host":         {url: "https://t.test/?dl=" + q("https://xwww.p.test/conditions/anxiety-test")},
		"vendor's own path":  {url: "https://t.test/conditions/anxiety"},
		"harmless page":      {url: "https://t.test/?dl=" + q(page.URL), page: &audit.Page{URL: page.URL, Title: page.Title, Sensitivity: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			ex := post("https://t.test/")
			if tc.url != "" {
				ex.URL = tc.url
			}
			if tc.header != "" {
				ex.Headers = []audit.Header{{"Referer", tc.header}}
			}
			p := tc.page
			if p == nil {
				p = page
			}
			wantHits(t, d.Search(ex, []byte(tc.body), Subject{Page: p}).Hits, tc.want, audit.HitContext)
		})
	}
}

func TestTermsAndIdentifiersAndRules(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	ex := post("https://t.test/tr?ev=BookedAnxietyConsult&cid=1234567.7654321&sid=1")
	ex.Headers = []audit.Header{{"Cookie", "_fbp=fb.1.1700000000000.123456789; theme=dark; x=9f8e7d6c5b4a39281706"}}
	r := d.Search(ex, []byte(`{"note":"anxiety","who":"real.person@clinic.test"}`), Subject{})
	wantHits(t, r.Hits, []string{"term.conditions@url.query.ev"}, audit.HitTerm)
	wantHits(t, r.Hits, []string{"cid@url.query.cid", "_fbp@header.cookie._fbp", "cookie@header.cookie.x"}, audit.HitIdentifier)
	wantHits(t, r.Hits, []string{"email_address@body.json.who"}, audit.HitRule)
	for _, h := range r.Hits {
		if strings.Contains(h.Excerpt, "real.person") {
			t.Errorf("the excerpt shows somebody's address: %q", h.Excerpt)
		}
	}
}

// TestNothing: what trackers send about nobody gives no canary.
func TestNothing(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		raw := make([]byte, 8+rng.IntN(40))
		for i := range raw {
			raw[i] = byte(rng.Uint32())
		}
		q := url.Values{
			"cid": {fmt.Sprintf("%d.%d", rng.Uint32(), 1700000000+rng.IntN(1e8))}, "z": {hex.EncodeToString(raw)},
			"d": {base64.StdEncoding.EncodeToString(raw)}, "t": {fmt.Sprint(1700000000000 + rng.Int64N(1e11))},
			"pc": {fmt.Sprintf("1%04d", rng.IntN(1e4))}, "v": {fmt.Sprintf("20%06d", rng.IntN(1e6))},
		}
		r := d.Search(post("https://t.test/tr?"+q.Encode()), raw, Subject{})
		if got := show(r.Hits, audit.HitCanary, audit.HitRule); len(got) > 0 {
			t.Fatalf("%s gave %q", q.Encode(), got)
		}
	}
}

// TestExcerpts: whatever the payload, no excerpt and no place holds a value.
func TestExcerpts(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	a, _ := testPatients()
	var all []string
	object := map[string]string{}
	for _, c := range a.Canaries() {
		all = append(all, c.Value)
		object[c.Value] = c.Value + "\x1b[31m " + c.Value
		object[string(c.Kind)] = c.Value
	}
	text := strings.Join(all, " ") + "\x00\u202e" + strings.Join(all, "")
	for _, body := range [][]byte{[]byte(text), mustJSON(object), mustJSON(all), []byte(url.QueryEscape(text)), []byte(base64.StdEncoding.EncodeToString([]byte(text)))} {
		r := d.Search(post("https://t.test/?"+url.QueryEscape(all[0])+"="+url.QueryEscape(text)), body, Subject{})
		if len(r.Hits) < 10 {
			t.Errorf("only %d hits", len(r.Hits))
		}
		for _, h := range r.Hits {
			for _, c := range a.Canaries() {
				if len(c.Value) < 6 {
					continue
				}
				for _, shown := range []string{h.Excerpt, h.Place} {
					if strings.Contains(strings.ToLower(shown), strings.ToLower(c.Value)) {
						t.Errorf("the %s is shown in %q", c.Kind, shown)
					}
				}
			}
			if strings.ContainsAny(h.Excerpt+h.Place, "\x00\x1b\n\u202e") {
				t.Errorf("a control character is shown in %q", h.Excerpt)
			}
			if len(h.Excerpt) > 400 {
				t.Errorf("an excerpt of %d bytes", len(h.Excerpt))
			}
		}
	}
	if got, want := d.Redact("mail "+strings.ToUpper(all[0])+" now"), "mail ‹email› now"; got != want {
		t.Errorf("Redact gave %q, want %q", got, want)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	a, _ := testPatients()
	email := value(t, audit.KindEmail)
	wrap := func(c string, n int, s string) []byte {
		for range n {
			for _, k := range codec.All() {
				if k.Name == c {
					s = string(k.Encode([]byte(s)))
				}
			}
		}
		return []byte(s)
	}
	t.Run("depth", func(t *testing.T) {
		d := New(Config{Canaries: a.Canaries(), Limits: Limits{Depth: 2}})
		if r := d.Search(post("https://t.test/"), wrap("gzip", 2, email), Subject{}); len(r.Hits) == 0 {
			t.Error("two layers were not undone")
		}
		if r := d.Search(post("https://t.test/"), wrap("gzip", 3, email), Subject{}); len(r.Hits) != 0 {
			t.Error("three layers were undone with a depth of two")
		}
	})
	t.Run("a bomb", func(t *testing.T) {
		d := New(Config{Canaries: a.Canaries(), Limits: Limits{Out: 1 << 16, Work: 1 << 20}})
		r := d.Search(post("https://t.test/"), wrap("gzip", 1, strings.Repeat("\x00", 50<<20)), Subject{})
		if !r.Cut {
			t.Error("50 MiB in 64 KiB, and nothing is said to be cut")
		}
	})
	t.Run("a nest", func(t *testing.T) {
		d := New(Config{Canaries: a.Canaries()})
		if r := d.Search(post("https://t.test/"), bytes.Repeat([]byte("["), 1<<20), Subject{}); !r.Cut {
			t.Error("a million brackets, and nothing is said to be cut")
		}
	})
	t.Run("places", func(t *testing.T) {
		d := New(Config{Canaries: a.Canaries(), Limits: Limits{Places: 3}})
		r := d.Search(post("https://t.test/"), mustJSON(slices.Repeat([]string{email}, 50)), Subject{})
		wantHits(t, r.Hits, []string{"email@body.json[0]", "email@body.json[1]", "email@body.json[2]"})
	})
}

// FuzzSearch: nothing panics, nothing is changed, the same comes out twice.
func FuzzSearch(f *testing.F) {
	d := testDetector(f)
	email := value(f, audit.KindEmail)
	for _, c := range codec.All() {
		f.Add("https://t.test/?d=1", "a=b", c.Encode([]byte(`{"a":["`+email+`"]}`)))
	}
	f.Add("https://u@t.test/a;b=c/%zz?x=%4&=&", "a=; ;=", []byte("--x\r\ncontent-disposition: form-data; name=\"a\r\n\r\n--x"))
	for _, c := range carriers() {
		if ex, body, ok := c.put([]byte(email)); ok {
			f.Add(ex.URL, "d=1", body)
		}
	}
	f.Add("//?#", "", []byte(`42["\ud83d\u","a\`))
	page := &audit.Page{URL: "https://p.test/a?b", Title: "A long title", Sensitivity: 4}
	f.Fuzz(func(t *testing.T, u, cookie string, body []byte) {
		before := bytes.Clone(body)
		ex := post(u)
		ex.Headers = []audit.Header{{"Cookie", cookie}, {"Referer", u}}
		first := d.Search(ex, body, Subject{Page: page})
		again := d.Search(ex, body, Subject{Page: page})
		st := d.Streams()
		for cut := range 3 {
			st.Search(ex, body[cut*len(body)/3:(cut+1)*len(body)/3], "t", Subject{})
		}
		if !bytes.Equal(before, body) {
			t.Error("the body was changed")
		}
		if !slices.Equal(show(first.Hits), show(again.Hits)) {
			t.Errorf("first %q, then %q", show(first.Hits), show(again.Hits))
		}
		for _, h := range first.Hits {
			if strings.Contains(strings.ToLower(h.Excerpt+h.Place), email) {
				t.Errorf("shown: %q", h.Excerpt)
			}
		}
	})
}

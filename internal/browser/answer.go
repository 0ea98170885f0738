package browser

import (
	"encoding/json"
	"fmt"
	"mime"
	"mime/multipart"
	"net/url"
	"regexp"
	"strings"
	"unicode"
)

// submission is a held request as its own server would read it.
type submission struct {
	ev     *pausedEvent
	url    *url.URL
	body   string // the first of it
	media  string // of the body, "" when it does not say
	thanks string // the address of the page that a good submission leads to, "" when it is not known
}

// readable is how much of a body is looked at to learn what it is.
const readable = 1 << 20

func newSubmission(ev *pausedEvent, thanks string) *submission {
	u, err := url.Parse(ev.Request.URL)
	if err != nil {
		u = &url.URL{}
	}
	if strings.ContainsFunc(thanks, unicode.IsControl) {
		thanks = "" // it goes into a header
	}
	body, _ := ev.Request.body()
	media, _, _ := mime.ParseMediaType(ev.Request.Headers.get("Content-Type"))
	return &submission{ev: ev, url: u, body: string(body[:min(len(body), readable)]), media: media, thanks: thanks}
}

// header gives a request header, "" for none.
func (s *submission) header(name string) string { return s.ev.Request.Headers.get(name) }

// field gives a value of the submitted form, "" when there is none of that name.
func (s *submission) field(name string) string {
	switch {
	case s.media == "application/x-www-form-urlencoded":
		if v, err := url.ParseQuery(s.body); err == nil {
			return v.Get(name)
		}
	case s.media == "multipart/form-data":
		return s.part(name)
	}
	return s.url.Query().Get(name)
}

// part gives a value of a multipart form.
func (s *submission) part(name string) string {
	_, params, err := mime.ParseMediaType(s.header("Content-Type"))
	if err != nil {
		return ""
	}
	r := multipart.NewReader(strings.NewReader(s.body), params["boundary"])
	for range 500 {
		p, err := r.NextRawPart()
		if err != nil {
			return ""
		}
		if p.FormName() != name || p.FileName() != "" {
			continue
		}
		const longest = 4096
		value := make([]byte, longest)
		n, _ := p.Read(value)
		return string(value[:n])
	}
	return ""
}

// reply is an answer as the site's server would have given it.
type reply struct {
	code    int
	kind    string // media type, "" for none
	body    string
	headers [][2]string
}

// successJSON holds the words that scripts look for most when they ask whether a
// submission went well.
const successJSON = `{"success":true,"ok":true,"status":"success","result":"success","id":"1","token":"1","message":"Thank you.","data":{"success":true,"id":"1","message":"Thank you."}}`

// checkedJSON are the further words that scripts look for when they ask whether somebody is
// insured, known, or may go on. It ends what successJSON begins.
const checkedJSON = `,"eligible":true,"isEligible":true,"is_eligible":true,"valid":true,"isValid":true,"is_valid":true,"verified":true,"covered":true,"isCovered":true,"active":true,"inNetwork":true,"in_network":true,"found":true,"match":true,"matched":true,"approved":true,"accepted":true,"available":true}`

// quietPage says nothing: it stands where a confirmation page would, when nobody
// knows where that is.
const quietPage = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Thank you</title><p>Thank you.</p></html>`

const (
	kindJSON = "application/json; charset=utf-8"
	kindHTML = "text/html; charset=utf-8"
)

// answerTo gives the answer that the first shape which fits makes. Something
// always fits: what is like nothing known gets JSON.
func answerTo(s *submission) reply {
	for i := range shapes {
		if shapes[i].fits(s) {
			return shapes[i].reply(s)
		}
	}
	return reply{code: 200, kind: kindJSON, body: s.fill(successJSON)}
}

// shape is one way in which servers take a submission, and how they say that it
// went well. Every condition that is given must hold.
type shape struct {
	name string
	// host is a suffix of the host's name; path and body are looked for anywhere.
	host       string
	path, body *regexp.Regexp
	// header is "Name" for one that must be there, "Name: text" for one that must hold text.
	header string
	// field is "name=text" of the form that must be as said.
	field string
	when  func(*submission) bool

	// code is 200 unless said otherwise, kind JSON unless there is no say.
	code int
	kind string
	// say is the body. In it, {x} stands for the form's field x, {thanks} for the
	// address of the confirmation page.
	say     string
	headers [][2]string
	make    func(*submission) reply
	// source says where the shape is written down.
	source string
}

func (p *shape) fits(s *submission) bool {
	host := s.url.Hostname()
	switch {
	case p.host != "" && host != p.host && !strings.HasSuffix(host, "."+p.host),
		p.path != nil && !p.path.MatchString(s.url.RequestURI()),
		p.body != nil && !p.body.MatchString(s.body):
		return false
	}
	if p.header != "" {
		name, text, _ := strings.Cut(p.header, ": ")
		if have := s.header(name); have == "" || !strings.Contains(have, text) {
			return false
		}
	}
	if p.field != "" {
		name, text, _ := strings.Cut(p.field, "=")
		if have := s.field(name); have == "" || text != "" && have != text {
			return false
		}
	}
	return p.when == nil || p.when(s)
}

func (p *shape) reply(s *submission) reply {
	if p.make != nil {
		return p.make(s)
	}
	out := reply{code: p.code, kind: p.kind, body: s.fill(p.say)}
	if out.code == 0 {
		out.code = 200
	}
	if out.kind == "" && out.body != "" {
		out.kind = kindJSON
	}
	for _, h := range p.headers {
		if v := s.fill(h[1]); v != "" {
			out.headers = append(out.headers, [2]string{h[0], v})
		}
	}
	return out
}

var blanks = regexp.MustCompile(`\{[A-Za-z0-9_]+\}`)

// fill puts the form's own values where a shape names them. What a page controls
// comes back to the same page, and still only as a plain word or an address.
func (s *submission) fill(text string) string {
	return blanks.ReplaceAllStringFunc(text, func(name string) string {
		name = name[1 : len(name)-1]
		if name == "thanks" {
			return strings.NewReplacer(`"`, "%22", `\`, "%5C", "|", "%7C", "<", "%3C", ">", "%3E", "\n", "", "\r", "").Replace(s.thanks)
		}
		return plainWord(s.field(name))
	})
}

// plainWord keeps what an id is made of.
func plainWord(v string) string {
	const longest = 128
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-' {
			return r
		}
		return -1
	}, v[:min(len(v), longest)])
}

// page answers a form that leaves for another page: the confirmation page where
// one is known, else a page that says nothing.
func page(s *submission) reply {
	if s.thanks != "" {
		return reply{code: 303, headers: [][2]string{{"Location", s.thanks}}}
	}
	return reply{code: 200, kind: kindHTML, body: quietPage}
}

// back sends a script that follows redirects to the confirmation page, else to
// the page that it came from, as servers do that render it anew.
func back(s *submission) reply {
	to := s.thanks
	if to == "" {
		to = s.header("Referer")
	}
	if to == "" {
		return reply{code: 204}
	}
	return reply{code: 303, headers: [][2]string{{"Location", to}}}
}

// echoed answers a call that wants its own number back.
func echoed(s *submission) reply {
	one := func(raw json.RawMessage) string {
		var call struct {
			ID json.RawMessage `json:"id"`
		}
		if json.Unmarshal(raw, &call) != nil || len(call.ID) == 0 {
			call.ID = json.RawMessage("null")
		}
		return fmt.Sprintf(`{"jsonrpc":"2.0","id":%s,"result":%s}`, call.ID, successJSON)
	}
	var batch []json.RawMessage
	if json.Unmarshal([]byte(s.body), &batch) != nil {
		return reply{code: 200, kind: kindJSON, body: one(json.RawMessage(s.body))}
	}
	var out []string
	for _, call := range batch {
		out = append(out, one(call))
	}
	return reply{code: 200, kind: kindJSON, body: "[" + strings.Join(out, ",") + "]"}
}

// livewire gives each component its own state back, unchanged.
func livewire(s *submission) reply {
	var in struct {
		Components []struct {
			Snapshot string            `json:"snapshot"`
			Calls    []json.RawMessage `json:"calls"`
		} `json:"components"`
	}
	type effects struct {
		Returns  []any  `json:"returns"`
		Redirect string `json:"redirect,omitempty"`
	}
	type component struct {
		Snapshot string  `json:"snapshot"`
		Effects  effects `json:"effects"`
	}
	out := struct {
		Components []component `json:"components"`
		Assets     []any       `json:"assets"`
	}{[]component{}, []any{}}
	if json.Unmarshal([]byte(s.body), &in) != nil {
		return reply{code: 200, kind: kindJSON, body: successJSON}
	}
	for i, c := range in.Components {
		e := effects{Returns: make([]any, len(c.Calls))}
		if i == 0 {
			e.Redirect = s.thanks
		}
		out.Components = append(out.Components, component{c.Snapshot, e})
	}
	body, err := json.Marshal(out)
	if err != nil {
		return reply{code: 200, kind: kindJSON, body: successJSON}
	}
	return reply{code: 200, kind: kindJSON, body: string(body)}
}

// jsonp calls the function that the page names for the answer.
func jsonp(s *submission) reply {
	name := ""
	for _, key := range callbackKeys {
		if name = s.url.Query().Get(key); name != "" {
			break
		}
	}
	if !callbackRE.MatchString(name) {
		return reply{code: 200, kind: "text/javascript"}
	}
	return reply{code: 200, kind: "text/javascript", body: name + `({"result":"success","success":true,"status":"success","msg":"Thank you.","message":"Thank you."});`}
}

var (
	callbackKeys = []string{"callback", "jsonp", "c", "cb", "jsoncallback"}
	callbackRE   = regexp.MustCompile(`^[A-Za-z_$][\w$.]{0,100}$`)
)

//go:build sdks

package sdksuite

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/quietroom/quietroom/audit"
)

// oracle tells which values of the patient a message holds. It is the tests' own
// reading of the servers' logs: it shares nothing with package detect, and it
// undoes what these SDKs are known to do, breadth first, without a clever bound.
type oracle struct{ values []value }

// value is one text to look for, in lower case.
type value struct {
	kind audit.Kind
	text string
}

// shortest is the least length, in bytes, of a value that is unmistakable.
const shortest = 6

// newOracle takes what the journeys typed.
func newOracle(typed map[audit.Kind][]string) oracle {
	var o oracle
	add := func(k audit.Kind, text string) {
		v := value{k, strings.ToLower(text)}
		if len(v.text) >= shortest && !slices.Contains(o.values, v) {
			o.values = append(o.values, v)
		}
	}
	for k, list := range typed {
		for _, v := range list {
			add(k, v)
			if k == audit.KindPhone {
				add(k, strings.Map(digit, v))
			}
		}
	}
	for _, given := range typed[audit.KindGivenName] {
		for _, family := range typed[audit.KindFamilyName] {
			add(audit.KindFullName, given+" "+family)
		}
	}
	slices.SortFunc(o.values, func(a, b value) int { // longer first, then by name
		if d := len(b.text) - len(a.text); d != 0 {
			return d
		}
		return strings.Compare(string(a.kind)+a.text, string(b.kind)+b.text)
	})
	return o
}

func digit(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

// sighting is one kind of value in one message, and how it was disguised there.
type sighting struct {
	kind audit.Kind
	how  string
}

// look gives what a request's address and body hold, the plainest sighting of
// each kind.
func (o oracle) look(r received) []sighting {
	var list []sighting
	for _, v := range unfold([]byte(r.url), "url", r.body) {
		text := strings.ToLower(string(v.data))
		for _, want := range o.values {
			if !strings.Contains(text, want.text) {
				continue
			}
			// A first name within the full name is the full name.
			text = strings.ReplaceAll(text, want.text, "\x00")
			if !slices.ContainsFunc(list, func(s sighting) bool { return s.kind == want.kind }) {
				list = append(list, sighting{want.kind, v.how})
			}
		}
	}
	return list
}

// view is a message, or part of one, with what was undone to see it.
type view struct {
	data []byte
	how  string
}

const (
	maxViews = 200_000
	maxDepth = 9
)

// unfold gives address and body and, again and again, what they unfold to.
func unfold(address []byte, how string, body []byte) []view {
	views := []view{{address, how}, {body, "body"}}
	seen := map[string]bool{}
	for i := 0; i < len(views) && len(views) < maxViews; i++ {
		v := views[i]
		if strings.Count(v.how, " ") > maxDepth || seen[string(v.data)] {
			continue
		}
		seen[string(v.data)] = true
		for _, f := range folds {
			for _, d := range f.undo(v.data) {
				if len(d) > 0 {
					views = append(views, view{d, v.how + " " + f.name})
				}
			}
		}
	}
	return views
}

// folds are the ways in which these SDKs wrap what they send.
var folds = []struct {
	name string
	undo func([]byte) [][]byte
}{
	{"json", jsonStrings},
	{"lines", func(b []byte) [][]byte {
		if bytes.Count(b, []byte("\n")) == 0 || !bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) {
			return nil
		}
		return bytes.Split(b, []byte("\n"))
	}},
	{"form", formValues},
	{"base64", func(b []byte) [][]byte { return base64Of(b) }},
	{"latin1", latin1},
	{"deflated", inflate},
}

func jsonStrings(b []byte) [][]byte {
	var v any
	if t := bytes.TrimSpace(b); len(t) == 0 || !strings.ContainsRune(`{["`, rune(t[0])) || json.Unmarshal(t, &v) != nil {
		return nil
	}
	var out [][]byte
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			out = append(out, []byte(v))
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			for k, e := range v {
				out = append(out, []byte(k))
				walk(e)
			}
		}
	}
	walk(v)
	return out
}

// formValues splits addresses and forms, and undoes their escapes.
func formValues(b []byte) [][]byte {
	if len(b) > 1<<20 || !utf8.Valid(b) || !bytes.ContainsAny(b, "=%/") {
		return nil
	}
	var out [][]byte
	for _, part := range bytes.FieldsFunc(b, func(r rune) bool { return strings.ContainsRune("?&=/#;", r) }) {
		if s, err := url.QueryUnescape(string(part)); err == nil && len(s) < len(b) {
			out = append(out, []byte(s))
		}
	}
	return out
}

func base64Of(b []byte) [][]byte {
	s := strings.TrimRight(strings.TrimSpace(string(b)), "=")
	if len(s) < 8 {
		return nil
	}
	for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if d, err := enc.DecodeString(s); err == nil {
			return [][]byte{d}
		}
	}
	return nil
}

// latin1 turns a text whose characters are bytes into those bytes.
func latin1(b []byte) [][]byte {
	if !utf8.Valid(b) {
		return nil
	}
	out := make([]byte, 0, len(b))
	for _, r := range string(b) {
		if r > 0xff {
			return nil
		}
		out = append(out, byte(r))
	}
	if len(out) == len(b) {
		return nil // plain ASCII
	}
	return [][]byte{out}
}

// inflate unpacks every gzip or zlib stream in b, wherever it begins.
func inflate(b []byte) [][]byte {
	var out [][]byte
	for i := 0; i+2 < len(b); i++ {
		var r io.Reader
		var err error
		switch {
		case b[i] == 0x1f && b[i+1] == 0x8b && b[i+2] == 8:
			r, err = gzip.NewReader(bytes.NewReader(b[i:]))
		case b[i] == 0x78 && (b[i+1] == 0x01 || b[i+1] == 0x5e || b[i+1] == 0x9c || b[i+1] == 0xda):
			r, err = zlib.NewReader(bytes.NewReader(b[i:]))
		default:
			continue
		}
		if err != nil {
			continue
		}
		// A stream may be cut; what came before counts.
		if d, _ := io.ReadAll(r); len(d) >= shortest {
			out = append(out, d)
		}
	}
	return out
}

func TestOracle(t *testing.T) {
	t.Parallel()
	o := newOracle(map[audit.Kind][]string{
		audit.KindEmail: {"Zora.Krumwick@example.com"}, audit.KindPhone: {"(207) 555-0188"},
		audit.KindGivenName: {"Zoralie"}, audit.KindFamilyName: {"Quillfeather"},
	})
	zip := func(s string) []byte {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		_, _ = io.WriteString(w, s)
		_ = w.Close()
		return b.Bytes()
	}
	gz := func(s string) []byte {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, _ = io.WriteString(w, s)
		_ = w.Close()
		return b.Bytes()
	}
	wide := func(b []byte) string {
		s := ""
		for _, c := range b {
			s += string(rune(c))
		}
		return s
	}
	quote := func(s string) string {
		b, _ := json.Marshal(s)
		return string(b)
	}
	mail := "zora.krumwick@example.com"
	for name, c := range map[string]struct {
		url, body string
		want      []audit.Kind
	}{
		"nothing":              {"https://v.example/", `{"a":"b"}`, nil},
		"plain":                {"https://v.example/", "x" + mail + "y", []audit.Kind{audit.KindEmail}},
		"upper case":           {"https://v.example/", strings.ToUpper(mail), []audit.Kind{audit.KindEmail}},
		"in the query":         {"https://v.example/?u=" + url.QueryEscape(mail), "", []audit.Kind{audit.KindEmail}},
		"base64 in the path":   {"https://v.example/x/" + base64.RawURLEncoding.EncodeToString([]byte(`{"email":"`+mail+`"}`)), "", []audit.Kind{audit.KindEmail}},
		"base64 in a form":     {"https://v.example/", "data=" + url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(`{"p":"2075550188"}`))), []audit.Kind{audit.KindPhone}},
		"gzip":                 {"https://v.example/", string(gz(`{"p":"(207) 555-0188"}`)), []audit.Kind{audit.KindPhone}},
		"latin-1 in gzip":      {"https://v.example/", string(gz(`{"data":` + quote(wide(zip(mail))) + `}`)), []audit.Kind{audit.KindEmail}},
		"deflated, after JSON": {"https://v.example/", "{\"a\":1}\n" + string(zip(`[{"t":"Quillfeather"}]`)), []audit.Kind{audit.KindFamilyName}},
		"JSON in JSON":         {"https://v.example/", `{"a":"{\"b\":\"\u0071uillfeather\"}"}`, []audit.Kind{audit.KindFamilyName}},
		"a full name":          {"https://v.example/", `{"n":"Zoralie Quillfeather"}`, []audit.Kind{audit.KindFullName}},
		"both names":           {"https://v.example/", `{"n":"Zoralie","f":"Quillfeather"}`, []audit.Kind{audit.KindFamilyName, audit.KindGivenName}},
	} {
		var got []audit.Kind
		for _, s := range o.look(received{url: c.url, body: []byte(c.body)}) {
			got = append(got, s.kind)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: saw %v, want %v", name, got, c.want)
		}
	}
}

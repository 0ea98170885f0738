package vendors

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/url"
	"strings"
)

// Bounds on what a page can make us read of one request.
const (
	maxURL    = 64 << 10
	maxBody   = 256 << 10
	maxFields = 300
	maxDepth  = 24
	maxList   = 8    // elements of a list that are looked into
	maxKeys   = 400  // keys of one object
	maxLooks  = 2000 // values that one condition may look at
)

// message is a request, read as far as a shape asks for it.
type message struct {
	path    string
	query   map[string]string
	form    map[string]string
	body    []byte
	parsed  bool
	doc     any
	isJSON  bool
	untried []byte // what may be JSON
}

func newMessage(method, rawURL, contentType string, body []byte) *message {
	m := &message{}
	if len(rawURL) > maxURL {
		rawURL = rawURL[:maxURL]
	}
	rest := rawURL
	if _, after, ok := strings.Cut(rest, "://"); ok {
		rest = after
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, query, _ := strings.Cut(rest, "?")
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		m.path = rest[i:]
	}
	m.query = pairs(query)
	m.body = unzipped(body)
	trimmed := bytes.TrimLeft(m.body, " \t\r\n\ufeff")
	switch {
	case len(trimmed) == 0:
	case trimmed[0] == '{' || trimmed[0] == '[':
		m.untried = trimmed
	case strings.Contains(contentType, "urlencoded") || strings.HasPrefix(contentType, "text/plain") || contentType == "":
		m.form = pairs(string(m.body))
		m.untried = inner(m.form["data"])
	}
	if method == "GET" && m.untried == nil {
		m.untried = inner(m.query["data"]) // how image fallbacks carry an event
	}
	return m
}

// empty reports whether there is nothing that a shape could be known by.
func (m *message) empty() bool { return len(m.query) == 0 && len(m.body) == 0 && len(m.path) <= 1 }

// unzipped gives the beginning of a body, gzip undone.
func unzipped(body []byte) []byte {
	if len(body) > 2 && body[0] == 0x1f && body[1] == 0x8b {
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil
		}
		body, _ = io.ReadAll(io.LimitReader(z, maxBody)) // what came before an error is read
	}
	return body[:min(len(body), maxBody)]
}

// inner gives the JSON in a field, plain or in base64.
func inner(field string) []byte {
	field = strings.TrimSpace(field)
	if field == "" || field[0] == '{' || field[0] == '[' {
		return []byte(field)
	}
	raw, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(field, " ", "+"))
	if err != nil || len(raw) == 0 || raw[0] != '{' && raw[0] != '[' {
		return nil
	}
	return raw
}

// pairs reads a query or a form; the first of several values counts.
func pairs(s string) map[string]string {
	if s == "" {
		return nil
	}
	out := map[string]string{}
	for p := range strings.SplitSeq(s, "&") {
		if len(out) >= maxFields {
			break
		}
		k, v, _ := strings.Cut(p, "=")
		if d, err := url.QueryUnescape(k); err == nil {
			k = d
		}
		if d, err := url.QueryUnescape(v); err == nil {
			v = d
		}
		if _, twice := out[k]; !twice {
			out[k] = v
		}
	}
	return out
}

func (m *message) hasField(c condition) bool {
	return c.holds(m.query[c.key]) || c.holds(m.form[c.key])
}

func (c condition) holds(value string) bool {
	if c.value == nil {
		return value != ""
	}
	return value != "" && c.value.MatchString(value)
}

// hasJSON reports whether the body, or the field that holds an event, has a JSON
// value at the condition's path. A list on the way is looked into.
func (m *message) hasJSON(c condition) bool {
	if !m.parsed {
		m.parsed = true
		if len(m.untried) > 0 {
			m.doc, m.isJSON = partial(m.untried), true
		}
	}
	if !m.isJSON {
		return false
	}
	looks := maxLooks
	return c.find(m.doc, c.path, &looks)
}

func (c condition) find(v any, path []string, looks *int) bool {
	if *looks--; *looks < 0 {
		return false
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if c.find(e, path, looks) {
				return true
			}
		}
		return len(path) == 0 && c.value == nil && len(v) > 0
	case map[string]any:
		if len(path) == 0 {
			return c.value == nil
		}
		child, ok := v[path[0]]
		return ok && c.find(child, path[1:], looks)
	case string:
		return len(path) == 0 && c.holds(v)
	case json.Number:
		return len(path) == 0 && c.holds(v.String())
	case bool:
		return len(path) == 0 && (c.value == nil || c.value.MatchString(map[bool]string{true: "true", false: "false"}[v]))
	}
	return false
}

// partial reads JSON as far as it goes: a body that was cut still shows what it
// began with.
func partial(data []byte) any {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	v, _ := value(d, 0)
	return v
}

// value reads the next value; ok is false when the input ended or broke in it.
func value(d *json.Decoder, depth int) (v any, ok bool) {
	tok, err := d.Token()
	if err != nil || depth > maxDepth {
		return nil, false
	}
	switch tok {
	case json.Delim('{'):
		return object(d, depth)
	case json.Delim('['):
		return list(d, depth)
	}
	return tok, true
}

func object(d *json.Decoder, depth int) (map[string]any, bool) {
	out := map[string]any{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return out, false
		}
		v, ok := value(d, depth+1)
		if name, isName := key.(string); isName && len(out) < maxKeys && v != nil {
			out[name] = v
		}
		if !ok {
			return out, false
		}
	}
	_, err := d.Token()
	return out, err == nil
}

func list(d *json.Decoder, depth int) ([]any, bool) {
	var out []any
	for d.More() {
		v, ok := value(d, depth+1)
		if len(out) < maxList && v != nil {
			out = append(out, v)
		}
		if !ok {
			return out, false
		}
	}
	_, err := d.Token()
	return out, err == nil
}

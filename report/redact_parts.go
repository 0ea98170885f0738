package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// value masks a value, or what it is made of.
func (m *masker) value(place, s string, depth int) string {
	if m.off || s == "" || depth > maxMaskDepth || len(s) > maxMaskedBody || exactly(m.marks, place) {
		return m.leaf(place, s)
	}
	switch t := strings.TrimSpace(s); {
	case strings.HasPrefix(t, "{") || strings.HasPrefix(t, "["):
		if out, ok := m.json(place+".json", t, depth+1); ok {
			return out
		}
	case protocolOf(t) != "":
		if out, ok := m.address(place+".url", t, depth+1); ok {
			return out
		}
	case looksPairs(t):
		return m.pairs(place+".form", t, depth+1)
	}
	return m.leaf(place, s)
}

func exactly(marks []placed, place string) bool {
	for _, k := range marks {
		if k.place == place {
			return true
		}
	}
	return false
}

func protocolOf(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	if ok && rest != "" && protocol(strings.ToLower(scheme)) && !strings.ContainsAny(s, " \n\"<") {
		return strings.ToLower(scheme)
	}
	return ""
}

// looksPairs reports whether s is key=value pairs under names of a developer's.
func looksPairs(s string) bool {
	if strings.ContainsAny(s, " \n\"<>") {
		return false
	}
	first, _, _ := strings.Cut(s, "&")
	key, value, ok := strings.Cut(first, "=")
	return ok && key != "" && strings.Trim(value, "=") != "" && keepsName(unescaped(key))
}

func unescaped(s string) string {
	if out, err := url.QueryUnescape(s); err == nil {
		return out
	}
	return s
}

// pair is a name and a value, masked.
type pair struct{ Name, Value string }

// pairList masks key=value&key=value.
func (m *masker) pairList(place, s string, depth int) []pair {
	var out []pair
	for s != "" {
		var p string
		p, s, _ = strings.Cut(s, "&")
		key, value, ok := strings.Cut(p, "=")
		key = unescaped(key)
		if !ok { // a value without a name
			out = append(out, pair{Name: m.name(place, key)})
			continue
		}
		out = append(out, pair{m.name(place, key), m.value(place+"."+key, unescaped(value), depth)})
	}
	return out
}

// pairs writes masked pairs, escaped so that a reader can take them apart again.
func (m *masker) pairs(place, s string, depth int) string {
	var parts []string
	for _, p := range m.pairList(place, s, depth) {
		parts = append(parts, url.QueryEscape(p.Name)+"="+url.QueryEscape(p.Value))
	}
	return strings.Join(parts, "&")
}

// address masks a web address: the host and a path in words stay.
func (m *masker) address(place, s string, depth int) (string, bool) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Opaque != "" {
		return "", false
	}
	var b strings.Builder
	b.WriteString(strings.ToLower(u.Scheme) + "://")
	if u.User != nil {
		b.WriteString(url.QueryEscape("‹user›") + "@")
	}
	b.WriteString(m.host(place+".host", u))
	for i, seg := range strings.Split(strings.TrimPrefix(u.Path, "/"), "/") {
		b.WriteString("/" + url.PathEscape(m.segment(place+".path["+strconv.Itoa(i)+"]", seg)))
	}
	if u.RawQuery != "" {
		b.WriteString("?" + m.pairs(place+".query", u.RawQuery, depth))
	}
	if u.Fragment != "" {
		b.WriteString("#" + url.QueryEscape(m.leaf(place+".fragment", u.Fragment)))
	}
	return b.String(), true
}

// host masks the labels of a host's name that may hold a value. Its domain stays.
func (m *masker) host(place string, u *url.URL) string {
	labels := strings.Split(u.Hostname(), ".")
	holds := m.found(place, "") != ""
	for i, l := range labels {
		if !m.off && i < len(labels)-2 && (holds || !m.keepsSegment(l)) {
			labels[i] = "masked"
		}
	}
	host := strings.Join(labels, ".")
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	} else {
		host = url.PathEscape(host)
	}
	if p := u.Port(); p != "" {
		host += ":" + p
	}
	return host
}

// segment masks a part of a path, unless it is one of the run's own pages' or words.
func (m *masker) segment(place, s string) string {
	if m.off || m.found(place, s) == "" && m.keepsSegment(s) {
		return clean(s)
	}
	return m.leaf(place, s)
}

func (m *masker) keepsSegment(s string) bool {
	if m.known[strings.ToLower(s)] {
		return true
	}
	return len(s) <= 32 && keepsName(s) && !m.holds(s)
}

// holds reports whether a value of the patient stands in s.
func (m *masker) holds(s string) bool {
	_, typed := m.exact[s]
	return typed || m.values != nil && m.values.Replace(s) != s
}

// json masks the values of a JSON text and keeps its shape, order and repeats.
func (m *masker) json(place, s string, depth int) (string, bool) {
	if !json.Valid([]byte(s)) || nesting(s) > 64 {
		return "", false
	}
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	var b strings.Builder
	if err := m.element(&b, dec, place, depth); err != nil {
		return "", false
	}
	return b.String(), true
}

// nesting is how deep the brackets of a valid JSON text go, or more.
func nesting(s string) int {
	deep, most := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '{', '[':
			deep++
			most = max(most, deep)
		case '}', ']':
			deep--
		}
	}
	return most
}

func (m *masker) element(b *strings.Builder, dec *json.Decoder, place string, depth int) error {
	tok, err := dec.Token()
	if err != nil {
		return err
	}
	switch t := tok.(type) {
	case json.Delim:
		return m.nested(b, dec, t, place, depth)
	case string:
		quote(b, m.value(place, t, depth))
	case json.Number:
		quote(b, m.leaf(place, t.String()))
	case bool:
		quote(b, "‹true or false›")
	default:
		b.WriteString("null")
	}
	return nil
}

func (m *masker) nested(b *strings.Builder, dec *json.Decoder, open json.Delim, place string, depth int) error {
	b.WriteString(open.String())
	for i := 0; dec.More(); i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		at := place + "[" + strconv.Itoa(i) + "]"
		if open == '{' {
			tok, err := dec.Token()
			if err != nil {
				return err
			}
			key, _ := tok.(string)
			at = place + "." + key
			quote(b, m.name(place, key))
			b.WriteByte(':')
		}
		if err := m.element(b, dec, at, depth); err != nil {
			return err
		}
	}
	end, err := dec.Token()
	if err != nil {
		return err
	}
	b.WriteString(end.(json.Delim).String())
	return nil
}

// quote writes s as a JSON string.
func quote(b *strings.Builder, s string) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil { // a string always encodes
		b.WriteString(`""`)
		return
	}
	b.Write(bytes.TrimSpace(buf.Bytes()))
}

// body masks a payload.
func (m *masker) body(data []byte) string {
	if len(data) > maxMaskedBody || !utf8.Valid(data) {
		if m.off && utf8.Valid(data) {
			return string(data)
		}
		return m.leaf("body", string(data))
	}
	s := string(data)
	if m.off {
		return s
	}
	if boundary, _, ok := strings.Cut(s, "\n"); ok && strings.HasPrefix(s, "--") && len(boundary) < 200 {
		return m.multipart(s, strings.TrimRight(boundary, "\r"))
	}
	if lines := strings.Split(strings.TrimSpace(s), "\n"); len(lines) > 1 && (json.Valid([]byte(lines[0])) && !json.Valid(data) || looksPairs(lines[0])) {
		for i, l := range lines {
			lines[i] = m.value("body.lines["+strconv.Itoa(i)+"]", strings.TrimSpace(l), 0)
		}
		return strings.Join(lines, "\n")
	}
	return m.value("body", s, 0)
}

// multipart masks the parts of a multipart body (RFC 7578): names stay.
func (m *masker) multipart(s, boundary string) string {
	var b strings.Builder
	for _, part := range strings.Split(s, boundary) {
		head, content, ok := strings.Cut(strings.ReplaceAll(part, "\r\n", "\n"), "\n\n")
		if !ok {
			continue
		}
		name := "part"
		if _, after, ok := strings.Cut(head, `name="`); ok {
			name, _, _ = strings.Cut(after, `"`)
		}
		fmt.Fprintf(&b, "%s: %s\n", m.name("body.multipart", name), m.value("body.multipart."+name, strings.TrimSuffix(content, "\n"), 1))
	}
	return b.String()
}

// plainHeaders are those that a page's script cannot set
// (https://fetch.spec.whatwg.org/#forbidden-request-header) and that say nothing of
// a visitor.
var plainHeaders = map[string]bool{"accept-encoding": true, "connection": true, "content-length": true, "host": true, "dnt": true, "te": true, "upgrade": true, "sec-gpc": true}

// header masks the value of a request header.
func (m *masker) header(name, value string) string {
	name = strings.ToLower(name)
	place := "header." + name
	switch {
	case m.off:
		return value
	case plainHeaders[name], strings.HasPrefix(name, "sec-fetch-"), strings.HasPrefix(name, "sec-ch-ua"), name == "user-agent" && value == m.userAgent:
		return clip(clean(value), maxText)
	case name == "content-type":
		kind, _, _ := strings.Cut(value, ";")
		if t, sub, ok := strings.Cut(kind, "/"); ok && keepsName(t) && keepsName(sub) {
			return clip(clean(kind), 80)
		}
	case name == "referer", name == "origin":
		if out, ok := m.address(place, value, 1); ok {
			return out
		}
	case name == "cookie":
		var parts []string
		for _, c := range m.cookies(value) {
			parts = append(parts, c.Name+"="+c.Value)
		}
		return strings.Join(parts, "; ")
	}
	return m.value(place, value, 1)
}

// cookies masks the values of a Cookie header.
func (m *masker) cookies(value string) []pair {
	var out []pair
	for _, c := range strings.Split(value, ";") {
		key, v, _ := strings.Cut(strings.TrimSpace(c), "=")
		if key != "" {
			out = append(out, pair{m.name("header.cookie", key), m.value("header.cookie."+key, unescaped(v), 1)})
		}
	}
	return out
}

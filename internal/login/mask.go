package login

import (
	"bytes"
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/codec"
	"github.com/quietroom/quietroom/audit/detect"
)

const (
	// maxLayers is how many disguises are taken off one after the other.
	maxLayers = 3
	// maxOut bounds what one of them may come to, in bytes.
	maxOut = 64 << 20
)

// undone are the disguises that the vault takes off and puts on again around a
// mask. What it finds under another one it withholds.
var undone = codecs("gzip", "zlib", "zstd", "deflate", "brotli", "jwt", "hex", "base64", "base64url")

// looked are the disguises that it looks under, at any depth; rare are all others,
// which are looked under when nothing is around them.
var looked = append(codecs("percent", "escapes", "entities"), undone...)

var rare = slices.DeleteFunc(slices.Clone(codec.All()), func(c codec.Codec) bool {
	return slices.ContainsFunc(looked, func(l codec.Codec) bool { return l.Name == c.Name })
})

func codecs(names ...string) (out []codec.Codec) {
	for _, n := range names {
		if i := slices.IndexFunc(codec.All(), func(c codec.Codec) bool { return c.Name == n }); i >= 0 {
			out = append(out, codec.All()[i])
		}
	}
	return out
}

// masker is one masking under way; the vault's lock is held for reading.
type masker struct {
	x     *index
	kinds map[audit.Kind]bool
}

// clean masks data, and reports false for what it cannot mask.
func (m *masker) clean(data []byte) ([]byte, bool) {
	if !m.holds(data, maxLayers) {
		return data, true
	}
	data = m.rewrite(data, maxLayers)
	return data, !m.holds(data, maxLayers)
}

// holds reports whether a secret stands in data, under as many disguises as layers.
func (m *masker) holds(data []byte, layers int) bool {
	if len(data) < gram {
		return false
	}
	if k, ok := m.x.holds(data); ok {
		m.kinds[k] = true
		return true
	}
	if layers == 0 {
		return false
	}
	look := codec.LookAt(data)
	under := func(list []codec.Codec, layers int) bool {
		for _, c := range list {
			if c.May != nil && !c.May(&look) {
				continue
			}
			if out, ok := c.Decode(data, maxOut); ok && !bytes.Equal(out, data) && m.holds(out, layers) {
				return true
			}
			if c.Spans == nil {
				continue
			}
			for _, s := range c.Spans(data) {
				if out, ok := c.Decode(data[s[0]:s[1]], maxOut); ok && m.holds(out, layers) {
					return true
				}
			}
		}
		return false
	}
	return under(looked, layers-1) || layers == maxLayers && under(rare, 1)
}

// rewrite masks data and what is under its disguises: these first, because a mask
// in the midst of one would keep it from being taken off.
func (m *masker) rewrite(data []byte, layers int) []byte {
	if layers > 0 {
		data = m.inner(data, layers)
	}
	return m.x.replace(data, m.kinds)
}

// inner masks what is under the disguise of all of data, or of parts of it.
func (m *masker) inner(data []byte, layers int) []byte {
	for _, c := range undone {
		if out, ok := m.under(c, data, layers); ok {
			return out
		}
	}
	data = m.fields(data, layers)
	type part struct {
		at, end int
		out     []byte
	}
	var parts []part
	for _, c := range undone {
		if c.Spans == nil {
			continue
		}
		for _, s := range c.Spans(data) {
			if out, ok := m.under(c, data[s[0]:s[1]], layers); ok {
				parts = append(parts, part{s[0], s[1], bytes.TrimRight(out, "=")}) // any padding stands behind the span
			}
		}
	}
	// A longer one is more likely what the sender wrote.
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.end-b.at, a.end-a.at) })
	var kept []part
	for _, p := range parts {
		if !slices.ContainsFunc(kept, func(k part) bool { return p.at < k.end && k.at < p.end }) {
			kept = append(kept, p)
		}
	}
	// From the end, so that the others stay where they are.
	slices.SortFunc(kept, func(a, b part) int { return cmp.Compare(b.at, a.at) })
	for _, p := range kept {
		data = slices.Concat(data[:p.at], p.out, data[p.end:])
	}
	return data
}

// under masks what a disguise hides, and puts it on again.
func (m *masker) under(c codec.Codec, data []byte, layers int) ([]byte, bool) {
	in, ok := c.Decode(data, maxOut)
	if !ok || len(in) >= maxOut || !m.holds(in, layers-1) {
		return nil, false
	}
	return c.Encode(m.rewrite(in, layers-1)), true
}

// fields masks the values of a form or of an address's query, whose
// percent-encoding is none of the disguises.
func (m *masker) fields(data []byte, layers int) []byte {
	if !bytes.ContainsRune(data, '=') || !bytes.ContainsRune(data, '%') || bytes.ContainsAny(data[:1], "{[<\"") {
		return data
	}
	head, query, found := bytes.Cut(data, []byte("?"))
	if !found {
		head, query = nil, data
	}
	parts := bytes.Split(query, []byte("&"))
	changed := false
	for i, p := range parts {
		key, value, ok := bytes.Cut(p, []byte("="))
		plain, err := url.QueryUnescape(string(value))
		if !ok || err != nil || plain == string(value) || !m.holds([]byte(plain), layers-1) {
			continue
		}
		parts[i] = slices.Concat(key, []byte("="), []byte(url.QueryEscape(string(m.rewrite([]byte(plain), layers-1)))))
		changed = true
	}
	if !changed {
		return data
	}
	query = bytes.Join(parts, []byte("&"))
	if found {
		return slices.Concat(head, []byte("?"), query)
	}
	return query
}

// withheld stands for what could not be masked.
const withheld = "quietroom-withheld"

// Redact masks an exchange and its body before they are written down, and gives
// the body as it may be. What stays recognisable under some disguise is left out:
// ex.Withheld names it.
func (v *Vault) Redact(ex *audit.Exchange, body []byte) []byte {
	if !v.masking() {
		return body
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	m := &masker{x: v.index, kinds: map[audit.Kind]bool{}}
	v.cookieHeader(ex, m)
	ex.URL = m.address(ex, "url", ex.URL)
	ex.Page, ex.Frame = m.address(ex, "page", ex.Page), m.address(ex, "frame", ex.Frame)
	ex.Initiator.URL = m.address(ex, "initiator", ex.Initiator.URL)
	for i, s := range ex.Initiator.Stack {
		ex.Initiator.Stack[i] = m.address(ex, "initiator", s)
	}
	for i, h := range ex.Headers {
		value, ok := m.clean([]byte(h[1]))
		if !ok {
			value = []byte(withheld)
			ex.Withheld = append(ex.Withheld, "header."+strings.ToLower(h[0]))
		}
		name, _ := m.clean([]byte(h[0]))
		ex.Headers[i] = audit.Header{string(name), string(value)}
	}
	body = v.inspect(ex, v.body(ex, body, m), m)
	for k := range m.kinds {
		ex.Hidden = append(ex.Hidden, k)
	}
	slices.Sort(ex.Hidden)
	slices.Sort(ex.Withheld)
	ex.Withheld = slices.Compact(ex.Withheld)
	return body
}

// body masks a body, and leaves out one that cannot be masked; then it is said what
// stood in it.
func (v *Vault) body(ex *audit.Exchange, body []byte, m *masker) []byte {
	out, ok := m.clean(body)
	if ok {
		return out
	}
	if v.open {
		for _, h := range v.search().Search(&audit.Exchange{}, body, detect.Subject{}).Hits {
			m.kinds[h.Kind] = true
		}
	}
	return withhold(ex)
}

// withhold leaves a body out.
func withhold(ex *audit.Exchange) []byte {
	ex.BodyMissing = true
	ex.Withheld = append(ex.Withheld, "body")
	return nil
}

// address masks an address; of one that cannot be masked the host is left.
func (m *masker) address(ex *audit.Exchange, what, raw string) string {
	out, ok := m.clean([]byte(raw))
	if ok {
		return string(out)
	}
	ex.Withheld = append(ex.Withheld, what)
	return bare(raw, m)
}

// bare is what is left of an address without its path and query.
func bare(raw string, m *masker) string {
	if u, err := url.Parse(raw); err == nil && u.Host != "" && !m.holds([]byte(u.Host), maxLayers) {
		return u.Scheme + "://" + u.Host + "/" + withheld
	}
	return withheld
}

// cookieHeader masks the cookies that hold the session, also short ones, in what
// goes to the practice or to who stands behind one of its names.
func (v *Vault) cookieHeader(ex *audit.Exchange, m *masker) {
	if ex.Party != audit.FirstParty {
		return
	}
	for i, h := range ex.Headers {
		if !strings.EqualFold(h[0], "cookie") {
			continue
		}
		list := strings.Split(h[1], ";")
		for n, c := range list {
			name, value, ok := strings.Cut(c, "=")
			if ok && value != "" && v.cookies[strings.ToLower(strings.TrimSpace(name))] {
				list[n] = name + "=" + maskSession
				m.kinds[audit.KindSessionToken] = true
			}
		}
		ex.Headers[i][1] = strings.Join(list, ";")
	}
}

// inspect looks once more, with everything that detection can undo, for the user
// name and the password, and withholds the parts that still hold one.
func (v *Vault) inspect(ex *audit.Exchange, body []byte, m *masker) []byte {
	if !v.open {
		return body
	}
	res := v.search().Search(ex, body, detect.Subject{})
	for _, h := range res.Hits {
		if h.Strength < audit.Proof {
			continue
		}
		m.kinds[h.Kind] = true
		part, rest, _ := strings.Cut(h.Place, ".")
		switch part {
		case "url":
			ex.URL = bare(ex.URL, m)
			ex.Withheld = append(ex.Withheld, "url")
		case "header":
			for i, header := range ex.Headers {
				name := strings.ToLower(header[0])
				if rest == name || strings.HasPrefix(rest, name+".") || strings.HasPrefix(rest, name+"[") {
					ex.Headers[i][1] = withheld
					ex.Withheld = append(ex.Withheld, "header."+name)
				}
			}
		default:
			body = withhold(ex)
		}
	}
	if res.Cut && body != nil {
		return withhold(ex) // what was not searched may hold it
	}
	return body
}

// Text masks a text that is about to be shown or logged. What cannot be masked is
// replaced as a whole.
func (v *Vault) Text(s string) string {
	if !v.masking() {
		return s
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	m := &masker{x: v.index, kinds: map[audit.Kind]bool{}}
	out, ok := m.clean([]byte(s))
	if !ok {
		return withheld
	}
	return string(out)
}

// JSON masks a document that is about to be written down, and leaves it JSON.
func (v *Vault) JSON(doc []byte) []byte {
	if !v.masking() {
		return doc
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.index.replace(doc, map[audit.Kind]bool{})
}

// Withhold leaves out all of an exchange that could hold what opens the account:
// for when it is not known what does.
func (v *Vault) Withhold(ex *audit.Exchange) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	m := &masker{x: v.index, kinds: map[audit.Kind]bool{}}
	ex.URL = bare(ex.URL, m)
	ex.Frame, ex.Initiator.URL, ex.Initiator.Stack = bare(ex.Frame, m), "", nil
	for i := range ex.Headers {
		ex.Headers[i][1] = withheld
	}
	ex.BodyMissing = ex.BodyMissing || ex.BodySize > 0
	ex.Withheld = append(ex.Withheld, "url", "headers", "body")
}

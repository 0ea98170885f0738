package detect

import (
	"bytes"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/codec"
	"github.com/quietroom/quietroom/audit/rules"
)

// address is where the patient was, in lower case.
type address struct {
	// hostPath are the page's addresses without scheme and query: "a.org/booking".
	// Empty for a page at the root, whose address is its origin.
	hostPaths []string
	paths     []string
	// shown and alone are the same as they are looked for in what was sent: the page of a
	// script's router is known by its route, and not by what stands before that.
	shown, alone []string
	// plain are those with their escapes undone.
	plain map[string]string
	// query is the page's own query.
	query string
	title string
	// host is the site's, without "www.".
	host string
	// sensitive is true when the address or title says something about care.
	sensitive bool
}

const (
	leastTitle  = 8
	leastPath   = 3
	sensitivity = 2 // from here on, a page's address is a health fact
)

func addressOf(p *audit.Page) address {
	if p == nil {
		return address{}
	}
	a := address{sensitive: p.Sensitivity >= sensitivity}
	for i, u := range append([]string{p.URL}, p.Aliases...) {
		hostPath, query := split(u)
		if i == 0 {
			host, _, _ := strings.Cut(hostPath, "/")
			host, _, _ = strings.Cut(host, ":")
			a.host = strings.TrimPrefix(host, "www.")
			a.query = query
		}
		_, path, _ := strings.Cut(hostPath, "/")
		if r := routed(u); r != "" {
			a.shown = append(a.shown, hostPath+"/"+r, hostPath+r)
			a.alone = append(a.alone, r, "/"+r, "/"+path+r, "/"+path+"/"+r)
		} else if path != "" {
			a.shown = append(a.shown, hostPath)
			if len(path) >= leastPath {
				a.alone = append(a.alone, "/"+path)
			}
		} else if query != "" {
			a.shown = append(a.shown, hostPath+"/?"+query)
		}
		if path == "" {
			// The root: only a query makes it a page of its own.
			if query != "" {
				a.hostPaths = append(a.hostPaths, strings.TrimSuffix(hostPath, "/")+"/?"+query)
			}
			continue
		}
		a.hostPaths = append(a.hostPaths, hostPath)
		if len(path) >= leastPath {
			a.paths = append(a.paths, "/"+path)
		}
	}
	a.plain = map[string]string{}
	for _, u := range slices.Concat(a.shown, a.alone) {
		a.plain[u] = string(codec.Unescape([]byte(u), false))
	}
	if t := strings.Join(strings.Fields(p.Title), " "); len(t) >= leastTitle {
		a.title = lower(t)
	}
	return a
}

// staff reports whether an e-mail address is at the site's own domain.
func (a *address) staff(email string) bool {
	_, domain, ok := strings.Cut(lower(strings.TrimSpace(email)), "@")
	return ok && a.host != "" && strings.Contains(a.host, ".") && (domain == a.host || strings.HasSuffix(a.host, "."+domain) && strings.Contains(domain, "."))
}

// routed gives the route of a script's router, without a slash at its end and without
// what follows a ?: "#/booking"; "" for an address that has none.
func routed(url string) string {
	_, f, _ := strings.Cut(lower(url), "#")
	f, _, _ = strings.Cut(f, "?")
	f = strings.TrimRight(f, "/")
	if !strings.HasPrefix(strings.TrimPrefix(f, "!"), "/") {
		return ""
	}
	return "#" + f
}

// split gives host and path without a slash at the end, and the query.
func split(url string) (hostPath, query string) {
	url, _, _ = strings.Cut(lower(url), "#")
	url, query, _ = strings.Cut(url, "?")
	if _, after, ok := strings.Cut(url, "://"); ok {
		url = after
	}
	return strings.TrimRight(url, "/"), query
}

// is reports whether a URL's path, and whether its query, are the page's own.
func (a *address) is(url []byte) (path, query bool) {
	if len(a.hostPaths) == 0 && a.query == "" || len(url) > 1<<12 {
		return false, false
	}
	hostPath, q := split(string(url))
	for _, h := range a.hostPaths {
		path = path || h == hostPath
	}
	for _, p := range a.paths {
		path = path || p == hostPath
	}
	return path, path && q != "" && q == a.query
}

func (a *address) isTitle(text []byte) bool {
	return a.title != "" && string(bytes.Join(bytes.Fields(text), []byte(" "))) == a.title
}

// find gives the place of the page's address in a text in lower case.
func (a *address) find(text []byte, route bool) (start, end int, ok bool) {
	for _, h := range a.shown {
		if start, end, ok := findBounded(text, h); ok {
			return start, end, true
		}
		if plain := a.plain[h]; plain != h {
			if start, end, ok := findBounded(text, plain); ok {
				return start, end, true
			}
		}
	}
	if route {
		return 0, 0, false
	}
	whole, _, _ := bytes.Cut(bytes.TrimSpace(text), []byte("?"))
	whole = bytes.TrimRight(whole, "/")
	path, _, _ := bytes.Cut(whole, []byte("#"))
	path = bytes.TrimRight(path, "/")
	for _, p := range a.alone {
		if at := string(path); at == p || at == a.plain[p] {
			return 0, len(text), true
		}
		if at := string(whole); at == p || at == a.plain[p] {
			return 0, len(text), true
		}
	}
	return 0, 0, false
}

// findBounded finds an address that does not go on: /services is not in
// /services/anxiety, nor a.org in data.org.
func findBounded(text []byte, address string) (start, end int, ok bool) {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte(address))
		if i < 0 {
			return 0, 0, false
		}
		start, end = at+i, at+i+len(address)
		if (start == 0 || !goesOn(text[start-1]) || text[start-1] == '/') && ends(text[end:]) {
			return start, end, true
		}
		at = start + 1
	}
}

func goesOn(c byte) bool { return isAlphanumeric(c) || c == '-' || c == '_' || c == '.' }

// ends reports whether an address ends before rest; a slash at its end is allowed,
// and a full stop that ends a sentence.
func ends(rest []byte) bool {
	if len(rest) > 0 && rest[0] == '/' {
		rest = rest[1:]
	}
	if len(rest) > 0 && rest[0] == '.' && (len(rest) == 1 || rest[1] == ' ') {
		return true
	}
	return len(rest) == 0 || !goesOn(rest[0]) && rest[0] != '/' && rest[0] != '%'
}

// context reports the sensitive page's own address or title in the item.
func (s *search) context(it item, look *codec.Look) {
	if !s.own.sensitive || !look.Text {
		return
	}
	hit := audit.Hit{Type: audit.HitContext, Kind: audit.KindPageContext, Strength: audit.Proof}
	if !look.Has('/') {
		// No address.
	} else if start, end, ok := s.own.find(s.lower, it.role == route); ok {
		hit.Rule = "context.address"
		s.report(it, hit, nil, start, end)
	}
	if s.own.title == "" {
		return
	}
	if i := bytes.Index(s.lower, []byte(s.own.title)); i >= 0 {
		hit.Rule = "context.title"
		s.report(it, hit, nil, i, i+len(s.own.title))
	}
}

// maxTerm is the longest leaf, in bytes, that may be an event's name.
const maxTerm = 200

// leafRules asks the deny-list, the vocabulary and the names of identifiers
// about one leaf.
func (s *search) leafRules(it item) {
	if it.role == route {
		return
	}
	text := string(it.data[:min(len(it.data), rules.MaxValue)])
	if len(it.data) > rules.MaxValue && s.rules != nil {
		s.cut = true
	}
	facts := s.factsOf(it.key)
	if facts.identifier != "" || it.role == cookie {
		if looksUnique(text) {
			name := facts.identifier
			if name == "" {
				name = "cookie"
			}
			s.report(it, audit.Hit{Type: audit.HitIdentifier, Rule: name, Strength: audit.Field}, nil, 0, len(it.data))
		}
	}
	if s.rules == nil || it.role == header {
		return
	}
	for _, m := range s.rules.ValueOf(facts.rules, text) {
		if m.Kind == audit.KindEmail && s.own.staff(text[m.Start:m.End]) {
			continue // the practice's address, which no patient has
		}
		s.report(it, audit.Hit{Type: audit.HitRule, Rule: m.Rule, Kind: m.Kind, Strength: strengthOf(m.Weight)}, nil, m.Start, m.End)
	}
	if len(text) > maxTerm || !facts.event {
		return
	}
	for _, t := range s.rules.Terms(text) {
		strength := strengthOf(t.Weight)
		if t.Ambiguous {
			strength = min(strength, audit.Field)
		}
		s.report(it, audit.Hit{Type: audit.HitTerm, Rule: t.Rule, Kind: audit.KindPageContext, Strength: strength}, nil, t.Start, t.End)
	}
}

// keyFacts is what a key says of its value.
type keyFacts struct {
	name       string
	identifier string // the name under which it is known to hold an identifier, or ""
	event      bool
	// label and value are the halves of {"name": "zip", "value": "…"}.
	label, value bool
	rules        rules.Key
}

// factsOf gives what a key says, worked out once for each key of an exchange.
func (s *search) factsOf(key string) *keyFacts {
	f, ok := s.keys[key]
	if !ok {
		f = s.facts(key)
	}
	return f
}

// keyOf is factsOf for a key that is no string yet.
func (s *search) keyOf(key []byte) *keyFacts {
	f, ok := s.keys[string(key)]
	if !ok {
		f = s.facts(string(key))
	}
	return f
}

func (s *search) facts(key string) *keyFacts {
	f := &keyFacts{name: key, event: isEventKey(key), label: isLabelKey(key), value: isValueKey(key)}
	f.identifier, _ = identifierKey(key)
	if s.rules != nil {
		f.rules = s.rules.Key(key)
	}
	s.keys[key] = f
	return f
}

// strengthOf turns a rule's weight into what its hit proves.
func strengthOf(weight int) audit.Strength {
	switch {
	case weight >= 3:
		return audit.Proof
	case weight == 2:
		return audit.Field
	}
	return audit.Weak
}

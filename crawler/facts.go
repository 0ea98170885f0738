package crawler

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"sort"
	"strings"
)

const (
	maxFacts  = 300       // of one kind
	maxLD     = 256 << 10 // bytes of one JSON-LD block
	maxLDDeep = 32
)

// Public holds what a site itself publishes about the practice, so that its own
// data are never taken for a patient's. Each list is in the order found, once each.
type Public struct {
	// Emails are lower case.
	Emails []string
	// Phones are digits only, the 1 of North America left off.
	Phones []string
	// Names are of people and organisations, as written.
	Names []string
}

func (p *Public) add(q Public) {
	for _, e := range q.Emails {
		addOnce(&p.Emails, e)
	}
	for _, n := range q.Phones {
		addOnce(&p.Phones, n)
	}
	for _, n := range q.Names {
		addOnce(&p.Names, n)
	}
}

func addOnce(list *[]string, s string) {
	if s != "" && len(*list) < maxFacts && !slices.Contains(*list, s) {
		*list = append(*list, s)
	}
}

var (
	email  = regexp.MustCompile(`[A-Za-z0-9._%+\-]{1,64}@(?:[A-Za-z0-9\-]{1,63}\.){1,5}[A-Za-z]{2,24}`)
	spoken = regexp.MustCompile(`(?i)([a-z0-9._+\-]{1,64})\s*[\[({]\s*at\s*[\])}]\s*([a-z0-9\-]{1,63}(?:(?:\.|\s*[\[({]\s*dot\s*[\])}]\s*)[a-z0-9\-]{1,63}){1,4})`)
	dot    = regexp.MustCompile(`(?i)\s*[\[({]\s*dot\s*[\])}]\s*`)
	// Bare runs of ten digits are as often other numbers; only what is written as
	// a phone number counts as one.
	phone = regexp.MustCompile(`(?:\+?1[\s.\x{2010}-\x{2013}\x{a0}-]{0,2})?(?:\(\d{3}\)|\b\d{3}[\s.\x{2010}-\x{2013}\x{a0}-])[\s\x{a0}]?\d{3}[\s.\x{2010}-\x{2013}\x{a0}-]\d{4}\b|\+\d[\d\s().\x{a0}-]{7,20}\d`)
)

// readText finds e-mail addresses and phone numbers in visible text.
func (p *Public) readText(text string) {
	for _, e := range email.FindAllString(text, maxFacts) {
		p.addEmail(e)
	}
	for _, m := range spoken.FindAllStringSubmatch(text, maxFacts) {
		p.addEmail(m[1] + "@" + dot.ReplaceAllString(m[2], "."))
	}
	for _, n := range phone.FindAllString(text, maxFacts) {
		p.addPhone(n)
	}
}

// readMailto reads what stands behind "mailto:".
func (p *Public) readMailto(s string) {
	s, _, _ = strings.Cut(s, "?")
	if t, err := url.PathUnescape(s); err == nil {
		s = t
	}
	for _, e := range email.FindAllString(s, 20) {
		p.addEmail(e)
	}
}

func (p *Public) addEmail(s string) {
	addOnce(&p.Emails, strings.ToLower(strings.Trim(s, ".-")))
}

func (p *Public) addPhone(s string) {
	s, _, _ = strings.Cut(s, ";") // an extension
	if t, err := url.PathUnescape(s); err == nil {
		s = t
	}
	var d []byte
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			d = append(d, s[i])
		}
	}
	if len(d) == 11 && d[0] == '1' {
		d = d[1:]
	}
	if len(d) >= 7 && len(d) <= 15 {
		addOnce(&p.Phones, string(d))
	}
}

func (p *Public) addName(s string) {
	if s = neat(s, 120); strings.ContainsAny(s, "@/") {
		return
	}
	addOnce(&p.Names, s)
}

// named are the schema.org types (https://schema.org/docs/full.html) whose name
// is that of somebody, and not of a page or a service.
var named = map[string]bool{
	"Person": true, "Physician": true, "IndividualPhysician": true, "PhysiciansOffice": true, "Psychiatric": true,
	"Organization": true, "LocalBusiness": true, "ProfessionalService": true, "Corporation": true, "NGO": true,
	"MedicalOrganization": true, "MedicalBusiness": true, "MedicalClinic": true, "Hospital": true,
	"HealthAndBeautyBusiness": true, "CommunityHealth": true,
}

// readLD reads one block of JSON-LD; it gives the schema.org types that it names.
func (p *Public) readLD(block []byte) (types []string) {
	var v any
	if json.Unmarshal(block, &v) != nil {
		return nil
	}
	p.node(v, 0, &types)
	return types
}

func (p *Public) node(v any, depth int, types *[]string) {
	if depth > maxLDDeep || len(*types) > maxSchema {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			p.node(e, depth+1, types)
		}
	case map[string]any:
		holds := false
		for _, t := range texts(v["@type"]) {
			t = schemaName(t)
			addOnce(types, t)
			holds = holds || named[t]
		}
		if holds {
			for _, n := range texts(v["name"]) {
				p.addName(n)
			}
		}
		for _, n := range append(texts(v["telephone"]), texts(v["faxNumber"])...) {
			p.addPhone(n)
		}
		for _, e := range texts(v["email"]) {
			p.readMailto(strings.TrimPrefix(e, "mailto:"))
		}
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			p.node(v[k], depth+1, types)
		}
	}
}

// texts gives the strings of a value that is one string or a list of them.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

// schemaName gives the bare name of a schema.org type.
func schemaName(t string) string {
	t = strings.TrimSpace(t)
	t = t[strings.LastIndexAny(t, "/:#")+1:]
	return neat(t, 60)
}

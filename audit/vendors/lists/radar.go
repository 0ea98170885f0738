package lists

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// radarPurposes says what a category of Tracker Radar is for: of several the first
// here counts (https://github.com/duckduckgo/tracker-radar/blob/main/docs/CATEGORIES.md).
// Those that name no purpose, and payment, whose services work for patients and
// which a list may not attest, are left out.
var radarPurposes = []struct{ category, purpose string }{
	{"Session Replay", "session_replay"},
	{"Action Pixels", "ad_pixel"}, {"Advertising", "ad_pixel"}, {"Ad Motivated Tracking", "ad_pixel"},
	{"Third-Party Analytics Marketing", "analytics"}, {"Audience Measurement", "analytics"}, {"Analytics", "analytics"},
	{"Tag Manager", "tag_manager"},
	{"Social Network", "social_widget"}, {"Social - Comment", "social_widget"}, {"Social - Share", "social_widget"},
	{"Support Chat Widget", "chat"}, {"Consent Management Platform", "consent_manager"},
	{"Malware", "tracker"}, {"Unknown High Risk Behavior", "tracker"}, {"Obscure Ownership", "tracker"}, {"Ad Fraud", "tracker"},
	{"CDN", "cdn"},
}

func radarPurpose(categories []string) string {
	for _, p := range radarPurposes {
		if slices.Contains(categories, p.category) {
			return p.purpose
		}
	}
	return ""
}

type radarOwner struct {
	Name    string `json:"name"`
	Display string `json:"displayName"`
}

// radarDomain is a file below domains, and a tracker of tds.json.
type radarDomain struct {
	Domain     string     `json:"domain"`
	Owner      radarOwner `json:"owner"`
	Categories []string   `json:"categories"`
}

func (d *radarDomain) entry() Entry {
	name := d.Owner.Display
	if name == "" {
		name = d.Owner.Name
	}
	return Entry{Domain: d.Domain, Name: name, Owner: d.Owner.Name, Purpose: radarPurpose(d.Categories)}
}

// radarEntity is a file below entities, a value of entity_map.json, and an entity of tds.json.
type radarEntity struct {
	Name       string   `json:"name"`
	Display    string   `json:"displayName"`
	Properties []string `json:"properties"`
	Domains    []string `json:"domains"`
}

// readRadar reads what Tracker Radar consists of
// (https://github.com/duckduckgo/tracker-radar/blob/main/docs/DATA_MODEL.md): the
// files of domains and entities, entity_map.json and domain_map.json; and tds.json,
// the block list that is made of it.
func readRadar(r *Reader, _ string, data []byte) (bool, error) {
	top, ok := object(data)
	if !ok {
		return false, nil
	}
	switch {
	case has(top, "trackers", "entities", "domains"):
		return true, readTDS(r, data)
	case has(top, "domain", "owner"):
		var d radarDomain
		if json.Unmarshal(data, &d) != nil {
			return true, errShape
		}
		r.put(d.entry())
		return true, nil
	case has(top, "name", "properties"):
		var e radarEntity
		if json.Unmarshal(data, &e) != nil {
			return true, errShape
		}
		r.entity(e.Name, &e)
		return true, nil
	}
	for _, first := range top { // any one shows what all are
		inner, ok := object(first)
		switch {
		case ok && has(inner, "properties", "aliases"):
			return true, readEntityMap(r, data)
		case ok && has(inner, "entityName"):
			return true, readDomainMap(r, data)
		}
		return false, nil
	}
	return false, nil
}

// errShape hides the decoder's own words, which can quote the file.
var errShape = errors.New("its fields are not what that format has")

func readTDS(r *Reader, data []byte) error {
	var f struct {
		Trackers map[string]*radarDomain `json:"trackers"`
		Entities map[string]*radarEntity `json:"entities"`
		Domains  map[string]string       `json:"domains"`
	}
	if json.Unmarshal(data, &f) != nil {
		return errShape
	}
	for _, domain := range sorted(f.Trackers) {
		if t := f.Trackers[domain]; t != nil {
			t.Domain = domain
			r.put(t.entry())
		}
	}
	for _, name := range sorted(f.Entities) {
		if e := f.Entities[name]; e != nil {
			r.entity(name, e)
		}
	}
	for _, domain := range sorted(f.Domains) {
		name := f.Domains[domain]
		display := name
		if e := f.Entities[name]; e != nil && e.Display != "" {
			display = e.Display
		}
		r.put(Entry{Domain: domain, Name: display, Owner: name})
	}
	return nil
}

func readEntityMap(r *Reader, data []byte) error {
	var f map[string]*radarEntity
	if json.Unmarshal(data, &f) != nil {
		return errShape
	}
	for _, name := range sorted(f) {
		if e := f[name]; e != nil {
			r.entity(name, e)
		}
	}
	return nil
}

func readDomainMap(r *Reader, data []byte) error {
	var f map[string]struct {
		Name    string `json:"entityName"`
		Display string `json:"displayName"`
	}
	if json.Unmarshal(data, &f) != nil {
		return errShape
	}
	for _, domain := range sorted(f) {
		e := f[domain]
		r.put(Entry{Domain: domain, Name: e.Display, Owner: e.Name})
	}
	return nil
}

func (r *Reader) entity(name string, e *radarEntity) {
	display := e.Display
	if display == "" {
		display = name
	}
	for _, d := range append(e.Properties, e.Domains...) {
		r.put(Entry{Domain: d, Name: display, Owner: name})
	}
}

// object reads data as a JSON object, one level deep.
func object(data []byte) (map[string]json.RawMessage, bool) {
	if !strings.HasPrefix(strings.TrimLeft(string(data[:min(len(data), 64)]), " \t\r\n"), "{") {
		return nil, false
	}
	var top map[string]json.RawMessage
	err := json.Unmarshal(data, &top)
	return top, err == nil
}

func has(o map[string]json.RawMessage, keys ...string) bool {
	for _, k := range keys {
		if _, ok := o[k]; !ok {
			return false
		}
	}
	return true
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

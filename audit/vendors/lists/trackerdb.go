package lists

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"
)

// dbPurposes says what a category of trackerdb is for
// (https://github.com/ghostery/trackerdb/tree/main/db/categories); those that name
// no purpose are left out.
var dbPurposes = map[string]string{
	"advertising": "ad_pixel", "pornvertising": "ad_pixel", "adult_advertising": "ad_pixel", "site_analytics": "analytics", "telemetry": "analytics",
	"social_media": "social_widget", "comments": "social_widget", "customer_interaction": "chat", "consent": "consent_manager",
	"audio_video_player": "video", "cdn": "cdn", "hosting": "site_host",
}

// readTrackerDB reads the built trackerdb.json.
func readTrackerDB(r *Reader, _ string, data []byte) (bool, error) {
	top, ok := object(data)
	if !ok || !has(top, "patterns", "organizations") {
		return false, nil
	}
	var f struct {
		Patterns map[string]*struct {
			Name         string   `json:"name"`
			Category     string   `json:"category"`
			Organization *string  `json:"organization"`
			Domains      []string `json:"domains"`
			Filters      []string `json:"filters"`
		} `json:"patterns"`
		Organizations map[string]*struct {
			Name string `json:"name"`
		} `json:"organizations"`
	}
	if json.Unmarshal(data, &f) != nil {
		return true, errShape
	}
	for _, id := range sorted(f.Patterns) {
		p := f.Patterns[id]
		if p == nil {
			continue
		}
		owner := ""
		if p.Organization != nil {
			if o := f.Organizations[*p.Organization]; o != nil {
				owner = o.Name
			}
		}
		for _, d := range p.Domains {
			r.put(Entry{Domain: d, Name: p.Name, Owner: owner, Purpose: dbPurposes[p.Category]})
		}
		if n := len(p.Filters); n > 0 {
			r.unused[addressRules] += n
		}
	}
	return true, nil
}

// readEno reads one of the files that trackerdb is built from: a pattern, or an
// organisation, which is known by the name of its file
// (https://github.com/ghostery/trackerdb/tree/main/db). Only its plain fields and
// blocks are read, which is all that these files have.
func readEno(r *Reader, name string, data []byte) (bool, error) {
	if path.Ext(name) != ".eno" || !bytes.HasPrefix(data, []byte("name:")) {
		return false, nil
	}
	fields, blocks := map[string]string{}, map[string][]string{}
	block := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch rest, marks := strings.CutPrefix(line, "--- "); {
		case marks && block == "":
			block = rest
		case marks && block == rest:
			block = ""
		case block != "":
			if line != "" {
				blocks[block] = append(blocks[block], line)
			}
		default:
			if key, value, ok := strings.Cut(line, ":"); ok {
				fields[strings.TrimSpace(key)] = strings.TrimSpace(value)
			}
		}
	}
	if _, pattern := fields["category"]; !pattern {
		if len(r.orgs) < maxEntries {
			r.orgs[strings.TrimSuffix(path.Base(name), ".eno")] = clean(fields["name"])
		}
		return true, nil
	}
	for _, d := range blocks["domains"] {
		r.put(Entry{Domain: d, Name: fields["name"], Owner: fields["organization"], Purpose: dbPurposes[fields["category"]]})
	}
	if n := len(blocks["filters"]); n > 0 {
		r.unused[addressRules] += n
	}
	return true, nil
}

package lists

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type file struct{ name, data string }

const (
	tds = `{"trackers": {"ads.test": {"domain": "ads.test", "owner": {"name": "Ads Inc.", "displayName": "Ads"}, "categories": ["Analytics", "Advertising"], "default": "block"}},
		"entities": {"Ads Inc.": {"domains": ["ads.test", "more-ads.test"], "displayName": "Ads"}}, "domains": {"ads.test": "Ads Inc.", "third.test": "Ads Inc."}, "cnames": {}}`
	trackerdb = `{"categories": {}, "organizations": {"acme": {"name": "ACME GmbH"}}, "patterns": {
		"acme_pixel": {"name": "ACME Pixel", "category": "advertising", "organization": "acme", "domains": ["acme.test", "*.acme-cdn.test"], "filters": ["||x.test/a", "||x.test/b"]},
		"lone": {"name": "Lone", "category": "misc", "organization": null, "domains": ["lone.test", "com", "no host"]}}, "domains": {}}`
	enoPattern = "name: ACME Pixel\ncategory: advertising\nwebsite_url: https://acme.test/\norganization: acme\n\n--- domains\nacme.test\nACME-two.test\n--- domains\n\n--- filters\n||acme.test/x\n--- filters\n\nghostery_id: 1\n"
	enoOrg     = "name: ACME GmbH\ncountry: DE\n\n--- notes\nname: not this\n--- notes\n"
	filters    = `[Adblock Plus 2.0]
! Title: EasyPrivacy
! Version: 202611201200
! Last modified: 20 Nov 2026 12:00 UTC
||spy.test^
||spy2.test^$third-party
||part.test^$script,third-party
||some.test^$domain=a.example
||path.test/beacon^
/beacon.gif?
a.example###banner
@@||spy3.test^
||spy3.test^$3p,important
@@||ok.test/x
||192.0.2.1^
`
)

func read(t testing.TB, files ...file) (*List, error) {
	t.Helper()
	r := NewReader("my list")
	for _, f := range files {
		if err := r.Add(f.name, []byte(f.data)); err != nil {
			return nil, err
		}
	}
	return r.List()
}

func TestRead(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		files   []file
		format  string
		version string
		want    []Entry
		unused  []string
	}{
		"tds.json": {[]file{{"tds.json", tds}}, "tracker-radar", "", []Entry{
			{"ads.test", "Ads", "Ads Inc.", "ad_pixel"}, {"more-ads.test", "Ads", "Ads Inc.", ""}, {"third.test", "Ads", "Ads Inc.", ""},
		}, nil},
		"a folder of Tracker Radar": {[]file{
			{"domains/US/pay.test.json", `{"domain": "pay.test", "owner": {}, "categories": ["Online Payment"], "resources": []}`},
			{"domains/US/rec.test.json", `{"domain": "rec.test", "owner": {"name": "Rec Inc.", "displayName": "Rec"}, "categories": ["Advertising", "Session Replay"]}`},
			{"entities/Pay.json", `{"name": "Pay Inc.", "properties": ["pay.test"], "prevalence": {}}`},
		}, "tracker-radar", "", []Entry{{"pay.test", "Pay Inc.", "Pay Inc.", ""}, {"rec.test", "Rec", "Rec Inc.", "session_replay"}}, nil},
		"entity_map.json": {[]file{{"entity_map.json", `{"Ads Inc.": {"aliases": ["Ads"], "properties": ["ads.test"], "displayName": "Ads"}}`}}, "tracker-radar", "",
			[]Entry{{"ads.test", "Ads", "Ads Inc.", ""}}, nil},
		"domain_map.json": {[]file{{"domain_map.json", `{"ads.test": {"entityName": "Ads Inc.", "aliases": [], "displayName": "Ads"}}`}}, "tracker-radar", "",
			[]Entry{{"ads.test", "Ads", "Ads Inc.", ""}}, nil},
		"trackerdb.json": {[]file{{"trackerdb.json", trackerdb}}, "trackerdb", "", []Entry{
			{"acme-cdn.test", "ACME Pixel", "ACME GmbH", "ad_pixel"}, {"acme.test", "ACME Pixel", "ACME GmbH", "ad_pixel"}, {"lone.test", "Lone", "", ""},
		}, []string{"2 names that are no domain of anybody's", "2 rules about parts of addresses"}},
		"a folder of trackerdb": {[]file{{"db/organizations/acme.eno", enoOrg}, {"db/patterns/acme_pixel.eno", enoPattern}}, "eno", "", []Entry{
			{"acme-two.test", "ACME Pixel", "ACME GmbH", "ad_pixel"}, {"acme.test", "ACME Pixel", "ACME GmbH", "ad_pixel"},
		}, []string{"1 rules about parts of addresses"}},
		"EasyPrivacy": {[]file{{"easyprivacy.txt", filters}}, "filters", "202611201200", []Entry{{Domain: "192.0.2.1", Purpose: "tracker"}, {Domain: "spy.test", Purpose: "tracker"}, {Domain: "spy2.test", Purpose: "tracker"}}, []string{
			"1 exceptions for parts of addresses or for some sites", "2 rules about a host that hold for some sites or kinds of requests only", "2 rules about parts of addresses", "1 rules about what a page shows",
		}},
	} {
		l, err := read(t, tc.files...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if l.Format != tc.format || l.Version != tc.version || l.Name != "my list" || len(l.SHA256) != 64 {
			t.Errorf("%s: %+v", name, l)
		}
		if diff := cmp.Diff(tc.want, l.Entries); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if diff := cmp.Diff(tc.unused, l.Unused); diff != "" {
			t.Errorf("%s, what was not used: %s", name, diff)
		}
	}
}

func TestOf(t *testing.T) {
	t.Parallel()
	l, err := read(t, file{"tds.json", tds})
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]string{"ads.test": "ads.test", "a.b.ads.test": "ads.test", "bads.test": "", "test": "", "": ""} {
		if e, ok := l.Of(host); e.Domain != want || ok != (want != "") {
			t.Errorf("%q: %+v", host, e)
		}
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		files []file
		want  string
	}{
		"a text":             {[]file{{"x.txt", "secret words"}}, "no Tracker Radar, trackerdb or filter list"},
		"another JSON file":  {[]file{{"package.json", `{"name": "secret"}`}}, "no Tracker Radar"},
		"two formats":        {[]file{{"tds.json", tds}, {"easyprivacy.txt", filters}}, "its own --trackers"},
		"fields of no use":   {[]file{{"tds.json", `{"trackers": "secret", "entities": 1, "domains": 2}`}}, "fields are not what that format has"},
		"nobody":             {[]file{{"tds.json", `{"trackers": {}, "entities": {}, "domains": {}}`}}, "names the owner of no host"},
		"a public suffix":    {[]file{{"tds.json", `{"trackers": {"co.uk": {}}, "entities": {}, "domains": {}}`}}, "names the owner of no host"},
		"more than its size": {[]file{{"big.txt", strings.Repeat("x", MaxFile+1)}}, "longer than 64 MiB"},
	} {
		_, err := read(t, tc.files...)
		if err == nil || !strings.Contains(err.Error(), tc.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := read(t, file{"x", ""}); !errors.Is(err, ErrNoList) {
		t.Errorf("an empty file: %v", err)
	}
	l, err := read(t, file{"tds.json", strings.ReplaceAll(tds, "Ads Inc.", "A\\u001b[31m\\u202e"+strings.Repeat("d", 500))})
	if err != nil || strings.ContainsAny(l.Entries[0].Owner, "\x1b\u202e") || len(l.Entries[0].Owner) > 2*maxName {
		t.Errorf("a hostile name: %v", err)
	}
}

func FuzzAdd(f *testing.F) {
	for _, s := range []string{tds, trackerdb, enoPattern, enoOrg, filters, `{"a": {"properties": ["x.test"], "aliases": null}}`, `{"a.test": {"entityName": 1}}`, "name:\n--- \n--- "} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"x.json", "x.eno"} {
			r := NewReader("x")
			if r.Add(name, data) != nil {
				continue
			}
			l, err := r.List()
			if err != nil {
				continue
			}
			for _, e := range l.Entries {
				if got, ok := l.Of("a." + e.Domain); !ok || got.Domain != e.Domain {
					t.Fatalf("%q is not found again: %+v", e.Domain, got)
				}
				if len(e.Name) > 4*maxName || len(e.Owner) > 4*maxName {
					t.Fatal("a name without bound")
				}
			}
		}
	})
}

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestTrackers: a list of the user's names a third party that quietroom does not
// know, and the finding says whose word that is.
func TestTrackers(t *testing.T) {
	t.Parallel()
	p := written(t, "p.json", testPatient)
	file := written(t, "x", "https://px.tiny-tracker.test/?q=zolupravex.test%40example.com")
	easy := written(t, "easyprivacy.txt", "[Adblock Plus 2.0]\n! Version: 7\n||tiny-tracker.test^$third-party\n")
	radar := filepath.Join(t.TempDir(), "radar")
	for name, text := range map[string]string{
		"README.md": "x", ".git/x.json": "{", "package.json": `{"name": "x"}`,
		"domains/US/tiny-tracker.test.json": `{"domain": "tiny-tracker.test", "owner": {"name": "Tiny Inc.", "displayName": "Tiny"}, "categories": ["Session Replay"]}`,
	} {
		path := filepath.Join(radar, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for list, want := range map[string]audit.Recipient{
		easy:  {Vendor: "tiny-tracker.test", Purpose: "tracker", NamedBy: "easyprivacy.txt"},
		radar: {Vendor: "Tiny", Owner: "Tiny Inc.", Purpose: "session_replay", NamedBy: "radar"},
	} {
		r := command{}.run(t, "detect", "--json", "--patient", p, "--trackers", list, file)
		r.want(t, exitFindings)
		var got struct{ Findings []audit.Finding }
		if err := json.Unmarshal([]byte(r.stdout), &got); err != nil || len(got.Findings) != 1 {
			t.Fatalf("%v: %s", err, r.stdout)
		}
		f := got.Findings[0]
		if to := f.Recipient; to.Vendor != want.Vendor || to.Owner != want.Owner || to.Purpose != want.Purpose || to.NamedBy != want.NamedBy || to.VendorID != "" {
			t.Errorf("%+v", to)
		}
		if !strings.Contains(f.Why, "a list that was given to the audit says: "+want.NamedBy) {
			t.Error(f.Why)
		}
	}
	command{}.run(t, "detect", "--patient", p, "--trackers", "/nowhere", file).want(t, exitUsage, "--trackers", "/nowhere")
	command{}.run(t, "detect", "--patient", p, "--trackers", p, file).want(t, exitUsage, "--trackers", "no Tracker Radar, trackerdb or filter list")
	command{}.run(t, "detect", "--patient", p, "--trackers", t.TempDir(), file).want(t, exitUsage, "names the owner of no host")
}

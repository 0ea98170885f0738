package runner

import (
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

type flushed bool

func (f flushed) Flush() bool { return bool(f) }

// TestKeepUnread: a journey whose end was not read from Chrome's log is neither
// clean nor noted as done, unless it was walked again and read then.
func TestKeepUnread(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name         string
		tabs         []flusher
		status, want audit.JourneyStatus
		kept         bool
	}{
		{"read", []flusher{flushed(true)}, audit.Walked, audit.Walked, true},
		{"not read", []flusher{flushed(false)}, audit.Walked, audit.Inconclused, false},
		{"read when it was walked again", []flusher{flushed(false), flushed(true)}, audit.Walked, audit.Walked, true},
		{"not read when it was walked again", []flusher{flushed(true), flushed(false)}, audit.Walked, audit.Inconclused, false},
		{"not read, and inconclusive anyway", []flusher{flushed(false)}, audit.Inconclused, audit.Inconclused, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			a := met(t, Config{})
			a.chromes = newChromes(a)
			a.run.Journeys = []audit.Journey{{ID: "j0001", Status: tc.status}, {ID: "j0002", Status: audit.Walked}}
			a.chromes.account.Certificate.Verified, a.chromes.account.LogsCut = true, 1
			a.keep("journey j0001", walked{Journey: a.run.Journeys[0], tabs: tc.tabs})
			if err := a.settleChrome(nil); err != nil {
				t.Fatal(err)
			}
			if j := a.run.Journeys[0]; j.Status != tc.want || (j.Status != tc.status) != strings.Contains(j.Why, "network log") {
				t.Errorf("the journey is %s (%s), want %s", j.Status, j.Why, tc.want)
			}
			if j := a.run.Journeys[1]; j.Status != audit.Walked {
				t.Errorf("the other journey is %s", j.Status)
			}
			if kept, err := a.store.Recall("journey j0001", new(walked)); err != nil || kept != tc.kept {
				t.Errorf("it is noted as done: %t, want %t; %v", kept, tc.kept, err)
			}
			if notes := strings.Join(a.run.Notes, " "); !strings.Contains(notes, "Of the audit's Chromes, 1 ended before") || a.run.Coverage.Certification != "verified" {
				t.Errorf("%s, and the notes are %q", a.run.Coverage.Certification, notes)
			}
		})
	}
}

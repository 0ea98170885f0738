package runner

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/patient"
)

// TestJudgeRecordBlind: what cannot be searched is no clean evidence, whoever got
// it, and whether or not it is known which journey sent it.
func TestJudgeRecordBlind(t *testing.T) {
	t.Parallel()
	const (
		page   = "http://www.practice.example/"
		own    = "http://www.practice.example/find?q=1"
		safe   = "https://www.practice.example/find?q=1"
		vendor = "https://t.vendor.example/"
	)
	endless := strings.Repeat("a=1&", 1<<15) // more pairs than detection takes up
	for _, tc := range []struct {
		name    string
		ex      audit.Exchange
		why     string // what is said of it, "" for nothing
		cut     int
		journey string // "j0001" unless the exchange is of none
	}{
		{"a search of a third party's that was cut", audit.Exchange{URL: vendor + "?" + endless}, "t.vendor.example was too much", 1, "j0001"},
		{"a search of the practice's own that was cut", audit.Exchange{URL: safe + "&" + endless}, "www.practice.example was too much", 1, "j0001"},
		{"a third party's body that is missing", audit.Exchange{URL: vendor, BodyMissing: true}, "t.vendor.example could not be read in full", 0, "j0001"},
		{"a third party's body that was cut", audit.Exchange{URL: vendor, BodyCut: true}, "t.vendor.example could not be read in full", 0, "j0001"},
		{"the practice's own body, unencrypted", audit.Exchange{URL: own, BodyMissing: true}, "www.practice.example could not be read in full", 0, "j0001"},
		{"the practice's own body, which is its own", audit.Exchange{URL: safe, BodyMissing: true}, "", 0, "j0001"},
		{"a body that nobody sent", audit.Exchange{URL: own, BodyMissing: true, Outcome: "blocked"}, "", 0, "j0001"},
		{"all was read", audit.Exchange{URL: vendor}, "", 0, "j0001"},
		{"of no journey, and cut", audit.Exchange{URL: vendor + "?" + endless}, "t.vendor.example was too much", 1, ""},
		{"of no journey, and missing", audit.Exchange{URL: vendor, BodyMissing: true}, "t.vendor.example could not be read in full", 0, ""},
		{"of a journey that is not in the run", audit.Exchange{URL: vendor, BodyMissing: true}, "t.vendor.example could not be read in full", 0, "j0009"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			a := met(t, Config{Patient: patient.New(1, "A", time.Now())})
			a.run.Pages = []audit.Page{{URL: page}}
			a.run.Journeys = []audit.Journey{{ID: "j0001", Scenario: "visit", Page: page, Status: audit.Walked}}
			ex := tc.ex
			ex.ID, ex.Method, ex.Channel, ex.Headers, ex.SeenBy = "x000001", "GET", audit.ChannelDocument, []audit.Header{}, []string{}
			if ex.Journey = tc.journey; tc.journey != "" {
				ex.Page = page
			}
			if ex.Outcome == "" {
				ex.Outcome = "sent"
			}
			if err := a.store.AddExchange(&ex, nil); err != nil {
				t.Fatal(err)
			}
			if err := a.assess(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			cov, jn := a.run.Coverage, a.run.Journeys[0]
			if cov.DetectionCut != tc.cut {
				t.Errorf("%d searches count as cut, want %d", cov.DetectionCut, tc.cut)
			}
			known := tc.journey == jn.ID
			if want := known && tc.why != ""; (jn.Status == audit.Inconclused) != want || want && !strings.Contains(jn.Why, tc.why) {
				t.Errorf("the journey is %s (%s), want it blind: %v", jn.Status, jn.Why, want)
			}
			if !known && (len(cov.Unexplained) != 1 || cov.Unexplained[0].Journey != tc.journey || !strings.Contains(cov.Unexplained[0].What, tc.why)) || known && len(cov.Unexplained) > 0 {
				t.Errorf("unexplained is %+v", cov.Unexplained)
			}
			for what, v := range map[string]audit.Verdict{"run": a.run.Verdict, "page": a.run.Pages[0].Verdict} {
				// A journey that the run does not know says which page it was on.
				if (v == audit.Clean) != (tc.why == "") {
					t.Errorf("the %s is %s (%s), where %q is to be said", what, v, a.run.Why, tc.why)
				}
			}
		})
	}
}

// TestBlindnessInOrder: two runs over one record say the same.
func TestBlindnessInOrder(t *testing.T) {
	t.Parallel()
	b, want := blindness{}, []audit.Gap{}
	for i := range 9 {
		b.to(&audit.Exchange{Page: fmt.Sprint(9 - i)}, "w")
		want = append(want, audit.Gap{Page: fmt.Sprint(9 - i), What: "w"})
	}
	slices.Reverse(want)
	var run audit.Run
	b.into(&run)
	if diff := cmp.Diff(want, run.Coverage.Unexplained); diff != "" {
		t.Error(diff)
	}
}

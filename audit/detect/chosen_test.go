package detect

import (
	"testing"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// TestChosenIsThePatientsOwn: an option that says what the patient says anyway
// (gender, pronouns, state) is evidence as any choice is, though the value alone
// is too common to be.
func TestChosenIsThePatientsOwn(t *testing.T) {
	t.Parallel()
	for _, k := range []audit.Kind{audit.KindGender, audit.KindPronouns, audit.KindState, audit.KindCountry} {
		v := value(t, k)
		d := testDetector(t, audit.Canary{Patient: "A", Kind: k, Value: v, Chosen: true, Journey: "j1", Since: today})
		if len(squeeze(v)) < leastChosen {
			continue // "CA" says nothing anywhere
		}
		ex := post("https://x.test/p")
		ex.Time = today.Add(time.Second)
		found := false
		for _, h := range d.Search(ex, []byte(`{"user":{"`+string(k)+`":"`+v+`"}}`), Subject{}).Hits {
			found = found || h.Kind == k && h.Type == audit.HitCanary && h.Strength >= audit.Field
		}
		if !found {
			t.Errorf("%s: a chosen value that is the patient's own was not found", k)
		}
	}
}

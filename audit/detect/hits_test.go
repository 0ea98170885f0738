package detect

import (
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestRoundabout: what a longer way round reads in the bytes around a value says
// nothing that the shorter way did not.
func TestRoundabout(t *testing.T) {
	t.Parallel()
	const field = "body.form.data.json[0].email"
	guess := []string{"rot47", "percent", "rot47", "percent", "base64"}
	for name, tc := range map[string]struct {
		places []string
		chains [][]string
		want   int
	}{
		"the whole body again":   {[]string{field, "body.text"}, [][]string{{"base64"}, guess}, 1},
		"the other way about":    {[]string{"body.text", field}, [][]string{guess, {"base64"}}, 1},
		"a text alone":           {[]string{"body.text"}, [][]string{guess}, 1},
		"another part":           {[]string{"url.query.em", "body.text"}, [][]string{{"base64"}, guess}, 2},
		"a text by a nearer way": {[]string{field, "body.text"}, [][]string{{"base64"}, nil}, 2},
	} {
		var h hits
		h.most = 8
		for i, place := range tc.places {
			h.add(audit.Hit{Type: audit.HitCanary, Rule: "canary", Kind: audit.KindEmail, Patient: "A", Strength: audit.Proof, Place: place, Chain: tc.chains[i]}, func() string { return "" })
		}
		if got := h.final(); len(got) != tc.want || got[0].Place == "body.text" && len(tc.places) == 2 && tc.want == 1 {
			t.Errorf("%s: %+v; want %d", name, got, tc.want)
		}
	}
}

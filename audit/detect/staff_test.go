package detect

import (
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestStaffAddress: an e-mail address at the site's own domain is the practice's,
// published or not; any other is somebody's.
func TestStaffAddress(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	for page, want := range map[string]map[string]bool{
		"https://www.solstice.example/about":     {"front@solstice.example": false, "ann.other@solstice.test": true, "ann@notsolstice.example": true},
		"https://booking.solstice.example/about": {"front@solstice.example": false, "desk@booking.solstice.example": false, "ann@example": false},
		"http://localhost:8080/about":            {"ann.other@solstice.test": true},
	} {
		for email, found := range want {
			res := d.Search(post("https://x.test/p"), []byte(`{"biz":{"email":"`+email+`"}}`), Subject{Page: &audit.Page{URL: page, Title: "About"}})
			got := false
			for _, h := range res.Hits {
				got = got || h.Type == audit.HitRule && h.Kind == audit.KindEmail
			}
			if got != found {
				t.Errorf("on %s: %s found %v, want %v", page, email, got, found)
			}
		}
	}
}

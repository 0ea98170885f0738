package runner

import (
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/demosite"
	"github.com/quietroom/quietroom/internal/runstore"
)

// TestBlindRecorder: an audit whose recorder is deaf for one channel says what
// it missed, page by page, and calls nothing clean that it touched.
func TestBlindRecorder(t *testing.T) {
	a := auditDemo(t, demosite.Options{Clean: true}, func(c *Config) {
		c.Submit, c.MaxPages = SubmitSkip, 4
		c.blind = func(ch audit.Channel) bool { return ch == audit.ChannelStyle }
	})
	cov := a.run.Coverage
	if len(cov.Unexplained) == 0 || cov.Certification != "verified" {
		t.Fatalf("%d unexplained, %s: want the style sheets, which are on the wire", len(cov.Unexplained), cov.Certification)
	}
	reader, err := runstore.Open(a.dir)
	if err != nil {
		t.Fatal(err)
	}
	wireOnly := 0
	for ex, err := range reader.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		if slices.Equal(ex.SeenBy, []string{"netlog"}) {
			wireOnly++
			if !strings.HasSuffix(pathOf(ex.URL), ".css") {
				t.Errorf("%s is on the wire alone; want style sheets and nothing else", ex.URL)
			}
		}
	}
	if wireOnly != len(cov.Unexplained) {
		t.Errorf("%d exchanges are on the wire alone, and %d are named", wireOnly, len(cov.Unexplained))
	}
	if a.run.Verdict != audit.Inconclusive || !strings.Contains(a.run.Why, "could not be audited") {
		t.Errorf("verdict %s (%s), want inconclusive", a.run.Verdict, a.run.Why)
	}
	for _, g := range cov.Unexplained {
		for _, p := range a.run.Pages {
			if (p.URL == g.Page || g.Page == "") && p.Verdict != audit.Inconclusive {
				t.Errorf("%s is %s beside %q", p.URL, p.Verdict, g.What)
			}
		}
	}
}

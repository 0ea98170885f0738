package scenarios

import (
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

const bookingForm = `<form method=post action=/book><label>Email <input type=email name=email required></label>
	<label>Why <select name=why required><option value="">-</option><option>Sleep</option></select></label><button>Request an appointment</button></form>`

// TestUnarmed: what cannot be proven to be held is not pressed, and the journey
// says so.
func TestUnarmed(t *testing.T) {
	s := serve(t, map[string]string{"/": bookingForm})
	tab := newTab(t)
	sc := planFirst(t, tab, s.URL+"/")
	tab.broken = true
	out := Walk(t.Context(), tab, sc, testConfig(t))
	if got := s.posted(); len(got) != 0 || len(tab.held) != 0 || out.Submitted {
		t.Errorf("sent %q, held %q, submitted %v", got, tab.held, out.Submitted)
	}
	if out.Status != audit.Inconclused || !strings.Contains(out.Why, "nothing was pressed, because it could not be proven") {
		t.Errorf("%s: %s", out.Status, out.Why)
	}
}

// TestMailForm: a form that hands over to the mail program has its own code run,
// and no mail is begun.
func TestMailForm(t *testing.T) {
	s := serve(t, map[string]string{"/": strings.Replace(bookingForm, "method=post action=/book", `action=" MailTo:desk@practice.test" onsubmit="fetch('/tag')"`, 1)})
	tab := newTab(t)
	out := Walk(t.Context(), tab, planFirst(t, tab, s.URL+"/"), testConfig(t))
	last := out.Steps[len(out.Steps)-1]
	if out.Status != audit.Walked || !out.Submitted || !strings.Contains(last.Why, "the visitor's own program (mailto)") {
		t.Errorf("%s: %s; %+v", out.Status, out.Why, last)
	}
	if got := s.got(); got[len(got)-1] != "/tag" {
		t.Errorf("the page's own code did not run: %q", got)
	}
}

// TestSubmitInEarnest: what is to be sent is pressed once, and nothing is held.
func TestSubmitInEarnest(t *testing.T) {
	s := serve(t, map[string]string{"/": bookingForm})
	tab := newTab(t)
	cfg := testConfig(t)
	cfg.Submit = "send"
	out := Walk(t.Context(), tab, planFirst(t, tab, s.URL+"/"), cfg)
	if got := s.posted(); len(got) != 1 || got[0] != "/book" || len(tab.held) != 0 || !out.Submitted || out.Status != audit.Walked {
		t.Errorf("sent %q, held %q, submitted %v, %s: %s", got, tab.held, out.Submitted, out.Status, out.Why)
	}
}

package runner

import (
	"net/http"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/detect"
	"github.com/quietroom/quietroom/audit/patient"
	"github.com/quietroom/quietroom/internal/demosite"
	"github.com/quietroom/quietroom/scenarios"
	"github.com/quietroom/quietroom/scenarios/script"
)

// TestNothingIsSubmittedUnproven: with interception broken on purpose, forms are
// filled, nothing is submitted to anybody, and every such journey says why.
func TestNothingIsSubmittedUnproven(t *testing.T) {
	a := auditDemo(t, demosite.Options{}, func(c *Config) { c.unheld, c.MaxPages = true, 6 })
	for _, r := range a.site.PracticeLog() {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			t.Errorf("the practice got %s %s", r.Method, r.Path)
		}
	}
	forms, said := 0, 0
	for _, j := range a.run.Journeys {
		if !strings.HasPrefix(j.Scenario, "form:") {
			continue
		}
		forms++
		for _, st := range j.Steps {
			if (st.Verb == "submit" || st.Verb == "press") && st.Status == "done" {
				t.Errorf("%s: %s %q was done", j.Scenario, st.Verb, st.Target)
			}
		}
		if j.Status == audit.Inconclused && strings.Contains(j.Why, "it could not be proven that what the page sends would be held") {
			said++
		}
	}
	if forms == 0 || said != forms {
		t.Errorf("%d of %d journeys through a form say that nothing was pressed", said, forms)
	}
	if a.run.Verdict == audit.Clean || a.run.Coverage.SubmitsHeld != 0 {
		t.Errorf("verdict %s, %d held", a.run.Verdict, a.run.Coverage.SubmitsHeld)
	}
}

// TestHoldCanaries: no third party gets a value of the patient; what would have
// told one is on record, and found.
func TestHoldCanaries(t *testing.T) {
	a := auditDemo(t, demosite.Options{}, func(c *Config) { c.Egress, c.MaxPages = EgressHoldCanaries, 10 })
	if a.err != nil {
		t.Fatal(a.err)
	}
	d := detect.New(detect.Config{Canaries: patient.New(a.run.Seed, "A", a.run.Started).Canaries()})
	practice := hostOf(a.site.URL())
	searched := 0
	for _, r := range a.site.All() {
		if r.Host == practice || strings.HasSuffix(r.Host, "."+strings.TrimPrefix(practice, "www.")) {
			continue
		}
		searched++
		ex := &audit.Exchange{Method: r.Method, URL: r.URL}
		for name, values := range r.Header {
			for _, v := range values {
				if name != "Cookie" { // which Chrome adds after it asked
					ex.Headers = append(ex.Headers, audit.Header{name, v})
				}
			}
		}
		for _, h := range d.Search(ex, r.Body, detect.Subject{}).Hits {
			if h.Type == audit.HitCanary && h.Strength != audit.Weak {
				t.Errorf("%s got the patient's %s (%s %s, %s)", r.Host, h.Kind, r.Method, r.Path, h.Place)
			}
		}
	}
	if searched < 20 {
		t.Errorf("vendors got %d requests; the test looks at too little", searched)
	}
	if a.run.Coverage.KeptBack == 0 || a.run.Options.Egress != "hold-canaries" {
		t.Errorf("%d kept back, egress %q", a.run.Coverage.KeptBack, a.run.Options.Egress)
	}
	held := 0
	for _, f := range a.run.Findings {
		if f.Held && f.Class == audit.ClassA {
			held++
		}
	}
	if held == 0 {
		t.Error("no finding of a value that was kept back")
	}
}

// TestSubmitInEarnest: it takes the site's file and a scenario of the user's own.
func TestSubmitInEarnest(t *testing.T) {
	t.Parallel()
	own := &script.Script{Name: "newsletter"}
	a := &auditing{cfg: Config{Submit: SubmitHold, Sends: []string{"newsletter", "form:booking"}}}
	for _, c := range []struct {
		name string
		sc   scenarios.Scenario
		want Submit
	}{
		{"named", scenarios.Scenario{Name: "newsletter", Script: own}, submitSend},
		{"not named", scenarios.Scenario{Name: "booking", Script: own}, SubmitHold},
		{"planned", scenarios.Scenario{Name: "form:booking"}, SubmitHold},
		{"planned, under a name of a file's", scenarios.Scenario{Name: "newsletter"}, SubmitHold},
	} {
		if got := a.submitOf(c.sc); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if err := a.cfg.checkSends([]*script.Script{own}); err == nil || !strings.Contains(err.Error(), `"form:booking"`) {
		t.Errorf("a name that no scenario file has: %v", err)
	}
	for name, c := range map[string]struct {
		cfg  Config
		want string
	}{
		"for all":     {Config{Submit: submitSend}, "nothing is sent but by a scenario that the site's file names"},
		"against all": {Config{Submit: SubmitSkip, Sends: []string{"newsletter"}}, "leave one of them away"},
		"egress":      {Config{Egress: "none"}, "want allow or hold-canaries"},
		"unknown":     {Config{Submit: "maybe"}, "want hold or skip"},
		"good":        {Config{Sends: []string{"newsletter"}}, ""},
	} {
		err := c.cfg.checkSubmit()
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

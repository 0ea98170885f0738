package remedy

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

func TestVerify(t *testing.T) {
	t.Parallel()
	d := data(t)
	facebook := func(print string) audit.Finding { return finding(d, print, "www.facebook.com", "/p", "booking", nil) }
	journey := func(scenario, page string, s audit.JourneyStatus) audit.Journey {
		return audit.Journey{Scenario: scenario, Page: site + page, Status: s, Why: "why"}
	}
	before := &audit.Run{ID: "one", Findings: []audit.Finding{facebook("a"), facebook("b"), finding(d, "relay", "api.jotform.com", "/q", "booking", nil)},
		Journeys: []audit.Journey{journey("visit", "/p", audit.Walked), journey("visit", "/q", audit.Walked), journey("form:x", "/q", audit.Inconclused)}}
	policy := audit.Policy{Headers: []audit.Header{{"Content-Security-Policy", "x"}}, Stops: []string{"a", "b"}, Cannot: []audit.PolicyCannot{{Fingerprint: "relay", Why: "because"}}}
	walked := []audit.Journey{journey("visit", "/p", audit.Walked), journey("visit", "/q", audit.Walked)}
	for name, c := range map[string]struct {
		after audit.Run
		want  bool
		why   string
		check func(*testing.T, audit.Verification)
	}{
		"all is well": {
			audit.Run{Complete: true, Journeys: walked, Findings: []audit.Finding{before.Findings[2]}, Trial: &audit.Trial{Headers: policy.Headers, Documents: 2, Refused: []audit.Refusal{{What: "https://connect.facebook.net"}, {What: "https://new.example.org"}}}},
			true, "All 2 findings", func(t *testing.T, v audit.Verification) {
				if len(v.Beyond) != 1 || len(v.Refused) != 1 || v.Refused[0].What != "https://new.example.org" || v.Finished != 2 || len(v.Stopped) != 2 {
					t.Errorf("%+v", v)
				}
				p := policy
				rs := []audit.Remedy{{Kind: audit.ReferrerPolicy, Findings: []string{"a"}}, {Kind: audit.ReferrerPolicy, Findings: []string{"relay"}}, {Kind: audit.RemoveTag, Findings: []string{"a"}}}
				Proven(&p, rs, &v)
				if !p.Verified || !rs[0].Verified || rs[1].Verified || rs[2].Verified {
					t.Errorf("verified: %v %+v", p.Verified, rs)
				}
				more := audit.Policy{Headers: policy.Headers, Stops: []string{"a", "b", "found since"}}
				if Proven(&more, nil, &v); more.Verified {
					t.Error("a finding that was not known when the policy was tried counts as stopped")
				}
				other := audit.Policy{Headers: []audit.Header{{"Content-Security-Policy", "y"}}}
				if Proven(&other, nil, &v); other.Verified {
					t.Error("a policy that was not tried counts as verified")
				}
			},
		},
		"one is left":          {audit.Run{Complete: true, Journeys: walked, Findings: before.Findings[:1], Trial: &audit.Trial{Documents: 2}}, false, "1 finding is left", nil},
		"one is new":           {audit.Run{Complete: true, Journeys: walked, Findings: []audit.Finding{facebook("z")}, Trial: &audit.Trial{Documents: 2}}, false, "1 finding is there that the first run did not have", nil},
		"no page had it":       {audit.Run{Complete: true, Journeys: walked, Trial: &audit.Trial{}}, false, "No page", nil},
		"it was no trial":      {audit.Run{Complete: true, Journeys: walked}, false, "No page", nil},
		"cut short":            {audit.Run{Journeys: walked, Trial: &audit.Trial{Documents: 2}}, false, "did not come to its end", nil},
		"its own was refused":  {audit.Run{Complete: true, Journeys: walked, Trial: &audit.Trial{Documents: 2, Refused: []audit.Refusal{{What: "eval", Own: true}}}}, false, "1 thing was refused", nil},
		"an alias was refused": {audit.Run{Complete: true, Journeys: walked, Trial: &audit.Trial{Documents: 2, Refused: []audit.Refusal{{What: "https://www.facebook.com", Own: true}}}}, true, "gone", nil},
		"a journey is gone and one does not finish": {
			audit.Run{Complete: true, Journeys: []audit.Journey{journey("visit", "/p", audit.Inconclused)}, Trial: &audit.Trial{Documents: 2}},
			false, "2 journeys were not finished", func(t *testing.T, v audit.Verification) {
				if diff := cmp.Diff([]string{"a", "b"}, v.Unseen); diff != "" || len(v.Stopped) != 0 {
					t.Errorf("what was not looked at again counts as gone: %s", diff)
				}
				if v.Broken[0].Why != "why" || !strings.Contains(v.Broken[1].Why, "not walked") {
					t.Errorf("%+v", v.Broken)
				}
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := Verify(before, &c.after, policy, d)
			if v.Verified != c.want || !strings.Contains(v.Why, c.why) {
				t.Errorf("verified %t: %s", v.Verified, v.Why)
			}
			if c.check != nil {
				c.check(t, v)
			}
		})
	}
}

// TestVerifyNeedsToSee: what the second walk could not have seen again is not called
// gone, and does not make the policy a verified one.
func TestVerifyNeedsToSee(t *testing.T) {
	t.Parallel()
	d := data(t)
	shown := func(journey string) audit.Finding {
		f := finding(d, "a", "www.facebook.com", "/thanks", "booking", nil)
		f.Journey = journey
		return f
	}
	run := func(statuses ...audit.JourneyStatus) *audit.Run {
		r := &audit.Run{Complete: true, Trial: &audit.Trial{Documents: 1}, Tool: audit.Tool{RulesHash: "one"}}
		for i, s := range statuses {
			r.Journeys = append(r.Journeys, audit.Journey{ID: string(rune('j' + i)), Scenario: "form:contact", Page: site + "/p", Status: s, Why: "why"})
		}
		return r
	}
	policy := audit.Policy{Stops: []string{"a"}}
	const walked, open = audit.Walked, audit.Inconclused
	for name, c := range map[string]struct {
		before, after    *audit.Run
		journey          string // showed the finding
		change           func(after *audit.Run)
		verified         bool
		broken, finished int
		unseen           bool
		why              string
	}{
		"all is well":                                  {run(walked, walked), run(walked, walked), "j", nil, true, 0, 2, false, "All 1 findings"},
		"the first of two forms broke":                 {run(walked, walked), run(open, walked), "j", nil, false, 1, 1, true, "1 journey was not finished"},
		"one of two forms is not there":                {run(walked, walked), run(walked), "k", nil, false, 1, 1, true, "1 journey was not finished"},
		"it was seen in a journey that never ended":    {run(open, walked), run(open, walked), "j", nil, false, 0, 1, true, "1 finding was not looked for again"},
		"it was seen in one that is not there":         {run(walked, open), run(walked), "k", nil, false, 0, 1, true, "1 finding was not looked for again"},
		"its journey led to another page, and broke":   {run(walked), run(open), "j", nil, false, 1, 0, true, "1 journey was not finished"},
		"something left that is not explained":         {run(walked), run(walked), "j", func(r *audit.Run) { r.Coverage.Unexplained = []audit.Gap{{What: "a request."}} }, false, 0, 1, false, "does not explain: a request."},
		"the second walk was judged by other rules":    {run(walked), run(walked), "j", func(r *audit.Run) { r.Tool.RulesHash = "two" }, false, 0, 1, false, "different rules"},
		"it came of a submit that is held now":         {run(walked), run(walked), "j", func(r *audit.Run) { r.Options.Submit = "hold" }, false, 0, 1, true, "or its submit was held this time"},
		"another one that never ended does not matter": {run(walked, open), run(walked, open), "j", nil, true, 0, 1, false, "All 1 findings"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.before.Findings = []audit.Finding{shown(c.journey)}
			if strings.Contains(name, "held now") {
				c.before.Options.Submit, c.before.Journeys[0].Scenario, c.after.Journeys[0].Scenario = "send", "booking", "booking"
				c.before.Journeys[0].Steps, c.before.Findings[0].Step = []audit.Step{{Number: 1, Verb: "visit"}, {Number: 2, Verb: "submit"}}, 2
			}
			if c.change != nil {
				c.change(c.after)
			}
			v := Verify(c.before, c.after, policy, d)
			if v.Verified != c.verified || !strings.Contains(v.Why, c.why) {
				t.Errorf("verified %t: %s", v.Verified, v.Why)
			}
			if len(v.Broken) != c.broken || v.Finished != c.finished || (len(v.Unseen) == 1) != c.unseen || len(v.Stopped)+len(v.Unseen) != 1 {
				t.Errorf("broken %v, finished %d, stopped %v, unseen %v", v.Broken, v.Finished, v.Stopped, v.Unseen)
			}
		})
	}
}

// TestServers: every server's lines hold every header, and what stands in a value
// cannot end the line's own quotes.
func TestServers(t *testing.T) {
	t.Parallel()
	headers := []audit.Header{{"Content-Security-Policy", "default-src 'self'"}, {"Permissions-Policy", `camera=(self "https://a.example")`}}
	want := map[string]string{
		"nginx":     "add_header Content-Security-Policy \"default-src 'self'\" always;\nadd_header Permissions-Policy \"camera=(self \\\"https://a.example\\\")\" always;\n",
		"apache":    "Header always set Content-Security-Policy \"default-src 'self'\"\nHeader always set Permissions-Policy \"camera=(self \\\"https://a.example\\\")\"\n",
		"caddy":     "header Content-Security-Policy \"default-src 'self'\"\nheader Permissions-Policy \"camera=(self \\\"https://a.example\\\")\"\n",
		"iis":       "<configuration><system.webServer><httpProtocol><customHeaders>\n  <add name=\"Content-Security-Policy\" value=\"default-src 'self'\" />\n  <add name=\"Permissions-Policy\" value=\"camera=(self &quot;https://a.example&quot;)\" />\n</customHeaders></httpProtocol></system.webServer></configuration>\n",
		"php":       "header('Content-Security-Policy: default-src \\'self\\'');\nheader('Permissions-Policy: camera=(self \"https://a.example\")');\n",
		"wordpress": "add_action('send_headers', function () {\n  header('Content-Security-Policy: default-src \\'self\\'');\n  header('Permissions-Policy: camera=(self \"https://a.example\")');\n});\n",
		"netlify":   "/*\n  Content-Security-Policy: default-src 'self'\n  Permissions-Policy: camera=(self \"https://a.example\")\n",
	}
	got := map[string]string{}
	for _, s := range Servers {
		got[s.Name] = s.Write(headers)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

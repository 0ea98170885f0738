package scenarios

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/demosite"
	"github.com/quietroom/quietroom/scenarios/recorder"
	"github.com/quietroom/quietroom/scenarios/script"
)

// imported reads a recording, writes its scenario and reads that.
func imported(t *testing.T, recording []byte) *script.Script {
	t.Helper()
	asks := func(f recorder.Field) (audit.Kind, bool) {
		k, _ := Understand(Control{Tag: f.Tag, Type: f.Type, Label: f.Label, ID: f.ID, Name: f.Name, Placeholder: f.Placeholder, Autocomplete: f.Autocomplete, Nearby: f.Nearby}, Form{})
		return k, k != notAsked
	}
	sc, notes, err := recorder.Import(recording, asks)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range notes {
		t.Log(n)
	}
	file, err := script.Marshal(sc)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s", file)
	sc, err = script.Read("recorded.yaml", file)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

// TestRecordingOfDemo walks a recording of the demo practice that finds its
// elements by every kind of selector, through a shadow root and into a frame of
// another process.
func TestRecordingOfDemo(t *testing.T) {
	t.Parallel()
	chrome(t)
	data, err := os.ReadFile("recorder/testdata/demo.json")
	if err != nil {
		t.Fatal(err)
	}
	tab := newTab(t)
	sc := imported(t, data)
	out := Walk(t.Context(), tab, Scenario{Name: sc.Name, Page: demosite.Origin + "/", Site: demosite.Origin + "/", Script: sc, Patient: ann}, testConfig(t))
	for _, st := range out.Steps {
		t.Logf("%2d %-10s %-10s %-30q %s %s %q", st.Number, st.Verb, st.Kind, st.Target, st.Status, st.Why, st.Around)
	}
	if out.Status != audit.Walked || !out.Submitted {
		t.Errorf("status %s (%s), submitted %v", out.Status, out.Why, out.Submitted)
	}
	for _, path := range []string{"/api/contact", "/api/coverage"} {
		if !slices.ContainsFunc(tab.held, func(h string) bool { return strings.HasPrefix(h, "POST "+path+" ") }) {
			t.Errorf("nothing to %s was held: %q", path, tab.held)
		}
	}
	for kind, want := range map[audit.Kind]string{
		audit.KindFullName: "Annika Quorvex", audit.KindEmail: "ann.quorvex@example.com", audit.KindPhone: "(312) 555-0142",
		audit.KindMemberID: "QXAB123456789", audit.KindGivenName: "Annika", audit.KindFamilyName: "Quorvex", audit.KindSearchQuery: "evening group near Zelvar",
	} {
		if !slices.Contains(typedAs(out, kind), want) {
			t.Errorf("%s was typed as %q", kind, typedAs(out, kind))
		}
	}
	for _, c := range out.Typed {
		if strings.Contains(c.Value, "Rosalind") || strings.Contains(c.Value, "Achterberg") {
			t.Errorf("what the recording held was typed as %s", c.Kind)
		}
	}
}

// TestFollowOtherWays: a way to say what is meant that finds nothing, several, or
// cannot be read gives way to the next.
func TestFollowOtherWays(t *testing.T) {
	t.Parallel()
	out, tab, _ := followed(t, `
  - click: {text: Choose, or: [{css: "##"}, {css: "#b2", within: {css: "#nowhere"}}, {css: "#b2"}, {css: "#b1"}]}
  - expect: two
  - wait: {css: ".x", within: {css: "#nowhere"}, or: [{css: "#gone"}], hidden: true}
  - fill: {css: "#state", value: "{patient.state}"}
  - fill: {css: "#event", value: "{patient.event}"}
  - fill: {css: "#days"}
  - click: {role: radio, name: Nearly every day, within: {css: "#calm"}}
  - click: Please write to me
  - click: Send
  - expect: {url: /elsewhere}
`, map[string]string{"/": `<form method="post" action="/send"><button type="button" id="b1">Choose</button><button type="button" id="b2" onclick="out.textContent='two'">Choose</button><p id="out"></p>
	<label for="state">State</label><select id="state" name="state"><option>Maine</option><option>Illinois</option></select>
	<label for="event">Which group</label><select id="event" name="event"><option value="">Choose</option><option>Circle one</option><option>Circle two</option></select>
	<select id="days" name="days"><option value="">Choose</option><option>Mondays</option></select>
	<fieldset id="calm"><legend>Trouble relaxing</legend><label><input type="radio" name="q1" value="0"> Not at all</label><label><input type="radio" name="q1" value="3"> Nearly every day</label></fieldset>
	<label><input type="checkbox" name="write"> Please write to me</label><button>Send</button></form>`})
	if out.Status != audit.Walked || out.HeldRequests != 1 {
		t.Fatalf("status %s (%s), held %d", out.Status, out.Why, out.HeldRequests)
	}
	v := heldForm(t, tab)
	for name, want := range map[string]string{"state": "Illinois", "days": "Mondays", "q1": "3", "write": "on"} {
		if got := v.Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if v.Get("event") == "" {
		t.Error("no group was chosen")
	}
	if !slices.ContainsFunc(out.Typed, func(c audit.Canary) bool { return c.Chosen && c.Value == "Nearly every day" }) {
		t.Error("what was answered by a click is not on record")
	}
	if last := out.Steps[len(out.Steps)-1]; last.Status != "skipped" || !strings.Contains(last.Why, "held") {
		t.Errorf("the page behind a held request: %s %s", last.Status, last.Why)
	}
}

// TestClickNoHarm: no click says anything of self-harm but the lowest answer.
func TestClickNoHarm(t *testing.T) {
	t.Parallel()
	page := map[string]string{"/": `<fieldset><legend>Thoughts that you would be better off dead or of hurting yourself</legend>
	<label><input type="radio" name="q9" value="0"> Not at all</label><label><input type="radio" name="q9" value="1"> Several days</label><label><input type="radio" name="q9" value="3"> Nearly every day</label></fieldset>`}
	for answer, want := range map[string]audit.JourneyStatus{"Not at all": audit.Walked, "Several days": audit.Inconclused} {
		out, _, _ := followed(t, "  - click: "+answer+"\n", page)
		if out.Status != want {
			t.Errorf("%s: %s (%s), want %s", answer, out.Status, out.Why, want)
		}
	}
}

// TestRecordingInFrames walks a recording that was made in a frame of the page's
// own process, behind one that cannot be seen, and with keys alone.
func TestRecordingInFrames(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{
		"/":      `<iframe src="/pixel" style="display:none"></iframe><iframe src="/form" width="500" height="300"></iframe><p id="heard"></p><script>onmessage = (e) => heard.textContent = 'Thanks ' + e.data</script>`,
		"/pixel": `<input id="city">`,
		"/form":  `<input id="city" aria-label="City"><button onclick="parent.postMessage(city.value, '*')">Send</button>`,
	})
	sc := imported(t, []byte(`{"title":"In a frame","steps":[{"type":"navigate","url":"`+s.URL+`/"},
	 {"type":"change","target":"main","frame":[1],"value":"Springfield","selectors":[["#city"]]},
	 {"type":"keyDown","target":"main","key":"Tab"},{"type":"keyUp","target":"main","key":"Tab"},
	 {"type":"keyDown","target":"main","key":" "},{"type":"keyUp","target":"main","key":" "},
	 {"type":"waitForElement","selectors":["text/Thanks"]}]}`))
	tab := newTab(t)
	out := Walk(t.Context(), tab, Scenario{Name: sc.Name, Page: s.URL + "/", Site: s.URL + "/", Script: sc, Patient: ann}, testConfig(t))
	for _, st := range out.Steps {
		t.Logf("%2d %-10s %-10s %-30q %s %s %q", st.Number, st.Verb, st.Kind, st.Target, st.Status, st.Why, st.Around)
	}
	if out.Status != audit.Walked || !slices.Contains(typedAs(out, audit.KindCity), "Brindle Falls") {
		t.Errorf("status %s (%s), city %q", out.Status, out.Why, typedAs(out, audit.KindCity))
	}
}

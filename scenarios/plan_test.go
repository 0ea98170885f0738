package scenarios

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/quietroom/quietroom/internal/neutral"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

// field is a visible control.
func field(typ, label string, more ...func(*Control)) Control {
	c := Control{Key: typ + "|" + label, Type: typ, Label: label, Visible: true}
	for _, m := range more {
		m(&c)
	}
	return c
}

func required(c *Control)       { c.Required = true }
func hidden(c *Control)         { c.Visible = false }
func trap(c *Control)           { c.Honeypot = "off-screen" }
func one(c *Control)            { c.Options = opts("yes") }
func button(text string) Button { return Button{Text: text, Type: "submit", Visible: true} }

func TestPlan(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		context string
		forms   []Form
		want    []string // "name: verb kind, verb kind, ..."
	}{
		"contact in document order": {"contact", []Form{{Key: "a", Method: "post", Buttons: []Button{button("Send")},
			Controls: []Control{field("text", "Name"), field("email", "E-mail"), field("textarea", "Message")}}},
			[]string{"form:contact: visit, fill full_name, fill email, fill message, submit"}},
		"purpose from the form": {"", []Form{
			{Key: "a", Role: "search", Controls: []Control{field("search", "")}},
			{Key: "b", Controls: []Control{field("email", "Email")}, Buttons: []Button{button("Subscribe")}},
			{Key: "c", Controls: []Control{field("text", "Username"), field("password", "Password")}, Buttons: []Button{button("Log in")}},
			{Key: "d", Controls: []Control{field("text", "Invoice number"), field("text", "Card number")}, Buttons: []Button{button("Pay")}}},
			[]string{"form:search: visit, fill search_query, submit", "form:newsletter: visit, fill email, submit",
				"form:login: visit, fill username, fill password, submit", "form:payment: visit, fill invoice, fill card_number, submit"}},
		"names are unique on a page": {"booking", []Form{
			{Key: "a", Controls: []Control{field("tel", "Phone")}, Buttons: []Button{button("Book")}}, {Key: "b", Controls: []Control{field("tel", "Phone")}, Buttons: []Button{button("Book")}}},
			[]string{"form:booking: visit, fill phone, submit", "form:booking#2: visit, fill phone, submit"}},
		"what people cannot see stays empty": {"contact", []Form{{Key: "a", Buttons: []Button{button("Send")},
			Controls: []Control{field("text", "Name"), field("email", "E-mail", trap), field("tel", "Phone", hidden), field("text", "Verification code")}}},
			[]string{"form:contact: visit, fill full_name, submit"}},
		"required consent yes, marketing no": {"contact", []Form{{Key: "a", Buttons: []Button{button("Send")},
			Controls: []Control{field("tel", "Phone"), field("checkbox", "I agree", required, one), field("checkbox", "I accept the privacy policy", one), field("checkbox", "Send me your newsletter", one)}}},
			[]string{"form:contact: visit, fill phone, check other, check other, submit"}},
		"one box of a set": {"intake", []Form{{Key: "a", Buttons: []Button{button("Send")},
			Controls: []Control{field("text", "Name"), field("checkbox", "Anxiety", one, func(c *Control) { c.Group = "Concerns" }), field("checkbox", "Grief", one, func(c *Control) { c.Group = "Concerns" })}}},
			[]string{"form:intake: visit, fill full_name, check topic, submit"}},
		"chat, cookies, logout, unsubscribe": {"", []Form{
			{Key: "a", ID: "live-chat", Controls: []Control{field("text", "Message")}, Buttons: []Button{button("Send")}},
			{Key: "b", Heading: "Cookie preferences", Controls: []Control{field("checkbox", "I agree", one)}, Buttons: []Button{button("Save")}},
			{Key: "c", Heading: "Unsubscribe", Controls: []Control{field("email", "Email")}, Buttons: []Button{button("Unsubscribe")}},
			{Key: "d", Frame: "https://widget.intercom.io/x", Controls: []Control{field("text", "Name")}, Buttons: []Button{button("Send")}}}, nil},
		"a loose switch is no form": {"", []Form{{Key: "a", Implicit: true, Controls: []Control{field("select", "Language", func(c *Control) { c.Options = opts("en", "es") })}}}, nil},
		"a form without fields":     {"", []Form{{Key: "a", Buttons: []Button{button("Log out")}}}, nil},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, sc := range Plan(audit.Page{URL: "https://practice.example/x", Context: tc.context}, &Inventory{Forms: tc.forms}, ann) {
				var steps []string
				for _, s := range sc.Steps {
					steps = append(steps, strings.TrimSpace(s.Verb+" "+string(s.Kind)))
				}
				got = append(got, sc.Name+": "+strings.Join(steps, ", "))
			}
			if d := cmp.Diff(tc.want, got); d != "" {
				t.Errorf("plan (-want +got):\n%s", d)
			}
		})
	}
}

func TestPlannedVerbsExist(t *testing.T) {
	t.Parallel()
	var all []Control
	for _, typ := range []string{"text", "select", "radio", "checkbox", "slots", "listbox", "file", "date", "textarea", "range"} {
		all = append(all, field(typ, "Reason "+typ, required, func(c *Control) { c.Options = opts("A", "B") }))
	}
	plan := Plan(audit.Page{}, &Inventory{Forms: []Form{{Key: "a", Controls: all, Buttons: []Button{button("Send")}}}, Openers: []Button{button("Book a visit")}}, ann)
	plan = append(plan, VisitScenario(audit.Page{}))
	seen := map[string]bool{}
	for _, sc := range plan {
		for _, s := range sc.Steps {
			if _, ok := verbOf(s.Verb); !ok {
				t.Errorf("planned verb %q is not in the registry", s.Verb)
			}
			seen[s.Verb] = true
		}
	}
	for _, v := range Verbs() {
		if !seen[v] && v != "login" && v != "consent" { // those are what an audit asks for by itself
			t.Errorf("verb %q is never planned", v)
		}
	}
}

func TestPlannedStepHidesItsValue(t *testing.T) {
	t.Parallel()
	s := PlannedStep{Verb: "fill", Target: "Name", Kind: audit.KindFullName, Value: "Annika Quorvex"}
	for _, f := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
		if got := fmt.Sprintf(f, s); strings.Contains(got, "Quorvex") {
			t.Errorf("%s prints %s", f, got)
		}
	}
	if strings.Contains(s.LogValue().String(), "Quorvex") {
		t.Error("slog prints the value")
	}
}

func TestWritten(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name  string
		kind  audit.Kind
		value string
		c     Control
		want  string
	}{
		{"a phone as it is", audit.KindPhone, "(312) 555-0142", Control{Type: "tel"}, "(312) 555-0142"},
		{"a phone in ten characters", audit.KindPhone, "(312) 555-0142", Control{Type: "tel", MaxLength: 10}, "3125550142"},
		{"a phone by pattern", audit.KindPhone, "(312) 555-0142", Control{Pattern: `[0-9]{3}-[0-9]{3}-[0-9]{4}`}, "312-555-0142"},
		{"a phone on its template", audit.KindPhone, "(312) 555-0142", Control{Placeholder: "555.555.5555"}, "312.555.0142"},
		{"a date input", audit.KindBirthDate, "1987-03-24", Control{Type: "date"}, "1987-03-24"},
		{"a date by placeholder", audit.KindBirthDate, "1987-03-24", Control{Type: "text", Placeholder: "YYYY-MM-DD"}, "1987-03-24"},
		{"a date in English", audit.KindBirthDate, "1987-03-24", Control{Type: "text"}, "03/24/1987"},
		{"the year of a date", audit.KindBirthDate, "1987-03-24", Control{Type: "text", Label: "Year"}, "1987"},
		{"the last four", audit.KindSSN, "900-55-1234", Control{Label: "Last 4 of SSN"}, "1234"},
		{"the whole number", audit.KindSSN, "900-55-1234", Control{Label: "SSN"}, "900-55-1234"},
		{"an expiry in four digits", audit.KindCardExpiry, "04/29", Control{MaxLength: 4}, "0429"},
		{"a time without a date", audit.KindAppointmentTime, "2026-12-03", Control{Type: "time"}, "10:30"},
		{"no earlier than allowed", audit.KindAppointmentTime, "2026-12-03", Control{Type: "date", Min: "2026-12-10"}, "2026-12-10"},
		{"a weekday when nothing is said", audit.KindAppointmentTime, "", Control{Type: "date"}, "2026-12-01"},
		{"a new line would press Enter", audit.KindMessage, "a\nb", Control{Type: "text"}, "a b"},
		{"a text area takes it", audit.KindMessage, "a\nb", Control{Type: "textarea"}, "a\nb"},
		{"cut to what fits", audit.KindMessage, "abcdefgh", Control{Type: "text", MaxLength: 7}, "abcdefg"},
		{"an age within limits", audit.KindOther, "as arranged", Control{Type: "number", Label: "Age", Min: "40"}, "40"},
		{"a state by its code", audit.KindState, "Illinois", Control{Type: "text", MaxLength: 2}, "IL"},
		{"today", audit.KindOther, "x", Control{Type: "text", Label: "Today's date"}, "11/21/2026"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got, _ := written(tc.kind, tc.value, tc.c, "en", now)
			if len(got) == 0 || got[0] != tc.want {
				t.Errorf("written %q, want %q first", got, tc.want)
			}
		})
	}
}

func FuzzDecodeProbe(f *testing.F) {
	f.Add([]byte(`{"url":"https://a.example/","title":"x","forms":[{"ref":1,"controls":[{"ref":2,"type":"radio","name":"q","options":[{"label":"a\u202eb"}]}],"buttons":[{"text":"Send","type":"submit"}]}]}`))
	f.Add([]byte(`{"links":["javascript:alert(1)","https://b.example/"],"schema":["A"],"frames":["https://c.example/x"]}`))
	f.Add([]byte(`{"forms":[{"controls":[{"pattern":"((((","maxLength":-4,"min":"9e999"}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := decodeProbe(data)
		if err != nil {
			return
		}
		inv := &Inventory{}
		inv.add(p, nil)
		inv.adopt()
		inv.finish()
		if len(inv.Forms) > maxForms || len(inv.Links) > maxLinks {
			t.Fatalf("%d forms, %d links", len(inv.Forms), len(inv.Links))
		}
		for _, link := range inv.Links {
			l := link.URL
			if !webAddress(l) {
				t.Fatalf("link %q", l)
			}
		}
		now := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
		for _, sc := range Plan(audit.Page{URL: inv.URL}, inv, ann) {
			for _, st := range sc.Steps {
				if neutral.Line(st.Target, 80) != st.Target && st.Verb != "visit" {
					t.Fatalf("target %q is not neutral", st.Target)
				}
				if _, c, ok := inv.lookup(st.Form, st.Control); ok {
					forms, _ := written(st.Kind, st.Value, c, inv.Language, now)
					for _, s := range forms {
						if c.Type != "textarea" && c.Type != "editor" && strings.ContainsAny(s, "\n\r\t") {
							t.Fatalf("%q would press Enter or Tab in a %s", s, c.Type)
						}
					}
					choose(c, st.Kind, sayings(st.Kind, st.Value, c))
				}
			}
		}
	})
}

// TestDeclares: a box that says something of a crisis is never ticked, however much the page
// demands it; one that agrees to a notice is.
func TestDeclares(t *testing.T) {
	box := func(label string) Control {
		return Control{Type: "checkbox", Tag: "input", Label: label, Required: true, Visible: true, Options: []Option{{Label: label}}}
	}
	for label, want := range map[string]bool{
		"I am in crisis right now": false, "I certify that I am under 18": false, "I have thoughts of suicide": false, "I confirm that I am experiencing an emergency": false,
		"I agree to the treatment of my thoughts of suicide": false,
		"I understand that this is no crisis service":        true, "I agree, and in a crisis I will call 988": true,
		"I understand that thoughts of suicide are answered by the 988 lifeline": true, "I agree to the terms": true,
	} {
		if got := tick(box(label), map[string]bool{}); got != want {
			t.Errorf("%q is ticked: %v, want %v", label, got, want)
		}
	}
	yes := box("Yes")
	yes.Group = "Are you experiencing an emergency right now?"
	if insisted(yes) {
		t.Error("a box under a question about an emergency is ticked because the page insists")
	}
}

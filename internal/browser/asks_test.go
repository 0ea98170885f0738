package browser

import (
	"net/url"
	"testing"
)

func TestOnlyAsks(t *testing.T) {
	for _, c := range []struct {
		name, address, body string
		want                bool
	}{
		{"the operation of an address", "https://p.example/Services/Lookup.asmx/GetReasons", `{"knownCategoryValues":"Clinic:2;","category":"Reason"}`, true},
		{"an action in a form's body", "https://p.example/wp-admin/admin-ajax.php", "action=get_available_slots&day=2026-12-01", true},
		{"a plug-in's prefix", "https://p.example/wp-admin/admin-ajax.php", "action=bookit_get_slots", true},
		{"an action in the query", "https://p.example/wp-admin/admin-ajax.php?action=load_times", "day=3", true},
		{"an action in JSON", "https://p.example/api", `{"action":"listServices","office":2}`, true},
		{"camel case", "https://p.example/api/fetchProviderAvailability", `{}`, true},
		{"the address says one thing, the action another", "https://p.example/get_slots", "action=save_slot", false},
		{"two actions", "https://p.example/a?action=get_slots", "action=book_slot", false},
		{"a question that does something", "https://p.example/api/get-and-reserve-slots", `{}`, false},
		{"an upsert", "https://p.example/api/find_or_create_times", `{}`, false},
		{"what is free", "https://p.example/wp-json/booking/v1/timings", "service=2", true},
		{"an availability", "https://p.example/api/availability", `{"day":"2026-12-01"}`, true},
		{"the hours of a day", "https://p.example/api/v1/slots", `{"date":"2026-12-01","staff":"Any"}`, true},
		{"the hours of a day, by a form", "https://p.example/times", "date=2026-12-01&service_id=3", true},
		{"one hour of them", "https://p.example/api/v1/slots", `{"date":"2026-12-01","slot":"9:00"}`, false},
		{"an hour with more in it", "https://p.example/api/v1/slots", `{"date":{"at":"9:00"}}`, false},
		{"hours alone", "https://p.example/api/slots", `{"id":4}`, false},
		{"who is covered", "https://p.example/access/eligibility", "organization=Larchfield", true},
		{"the records of a list", "https://p.example/_services/entity-grid-data.json/0f", `{"page":1}`, false},
		{"a search of providers", "https://p.example/api/providers/v3/search", `{"zip":"60614"}`, true},
		{"with an ending", "https://p.example/ajax/get_times.php", "day=3", true},
		{"a search that does more", "https://p.example/api/save-search", "q=a", false},
		{"a request about benefits", "https://p.example/benefits-request", "plan=A", false},
		{"a commit", "https://p.example/api/appointments", `{}`, false},
		{"get started", "https://p.example/get-started", "", false},
		{"get in touch", "https://p.example/get-in-touch", "", false},
		{"find a therapist, a request form", "https://p.example/find-care", "", false},
		{"check in", "https://p.example/check-in", "", false},
		{"a request for a time", "https://p.example/request_times", "", false},
		{"no name", "https://p.example/", "", false},
		{"an action that is empty", "https://p.example/get_slots", "action=", true},
		{"a number as an action", "https://p.example/api", `{"action":7}`, false},
		{"a word that only ends so", "https://p.example/target_dates", "", false},
		{"a widget's dates", "https://p.example/widgetdates", "", false},
		{"a list of patients' files", "https://p.example/checklist", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			u, err := url.Parse(c.address)
			if err != nil {
				t.Fatal(err)
			}
			if got := onlyAsks(u, c.body); got != c.want {
				t.Errorf("onlyAsks(%s, %q) = %v, want %v", c.address, c.body, got, c.want)
			}
		})
	}
}

// FuzzOnlyAsks: whatever an address and a body say, an operation beside them that does something
// is no question.
func FuzzOnlyAsks(f *testing.F) {
	f.Add("/ajax?action=get_slots", "day=3")
	f.Add("/api/slots", `{"date":"2026-12-01","staff":null}`)
	f.Add("/x", `{"action":["get_slots"]`)
	f.Fuzz(func(t *testing.T, address, body string) {
		u, err := url.Parse(address)
		if err != nil {
			return
		}
		onlyAsks(u, body)
		q := u.Query()
		q.Add("op", "save_slot")
		u.RawQuery = q.Encode()
		if onlyAsks(u, body) {
			t.Errorf("%s with %q only asks", u, body)
		}
	})
}

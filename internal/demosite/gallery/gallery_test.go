package gallery

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietroom/quietroom/audit"
)

// TestExhibits holds every exhibit against its own labels, without a browser.
func TestExhibits(t *testing.T) {
	exhibits, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	halves := map[string]int{}
	hosts := Hosts(exhibits, "")
	for _, e := range exhibits {
		halves[e.Half]++
		h := hosts(e.Host())
		if h == nil {
			t.Fatalf("%s: nothing plays %s", e.Name, e.Host())
		}
		for at := range e.served() {
			w := httptest.NewRecorder()
			hosts(hostName(at[1])).ServeHTTP(w, httptest.NewRequest(at[0], at[1], http.NoBody))
			a := readAnswer("", e.served()[at])
			want := http.StatusOK
			switch {
			case len(a.needs) > 0:
				want = http.StatusUnprocessableEntity
			case a.to != "":
				want = http.StatusSeeOther
			}
			if w.Code != want || w.Body.Len() == 0 && a.to == "" {
				t.Errorf("%s: %s %s answers %d with %d bytes", e.Name, at[0], at[1], w.Code, w.Body.Len())
			}
			if file := e.served()[at]; strings.HasSuffix(file, ".html") && at[0] == "GET" && !strings.Contains(w.Body.String(), `src="/gallery.js"`) {
				t.Errorf("%s: %s does not load gallery.js, which tells what its fields hold", e.Name, file)
			}
		}
		method, address := e.CommitRequest()
		if !strings.HasPrefix(address, "https://") || method != "GET" && e.Answers(method, address) {
			t.Errorf("%s: %s %s is to commit, and must be an address that nothing answers", e.Name, method, address)
		}
	}
	if n := len(exhibits); halves[Tune]*5 < n || halves[Unseen]*12 < n {
		t.Errorf("the halves are %v: a twelfth that nobody has looked at is the least; more exhibits mend that", halves)
	}
	if hosts("www.elsewhere.example") != nil {
		t.Error("a host that no exhibit names is played")
	}
}

func hostName(address string) string {
	host, _, _ := strings.Cut(strings.TrimPrefix(address, "https://"), "/")
	return host
}

type person map[audit.Kind]string

func (p person) Value(k audit.Kind) (string, bool) { v, ok := p[k]; return v, ok }

func TestJudge(t *testing.T) {
	ann := person{
		audit.KindEmail: "ann@example.com", audit.KindPhone: "(312) 555-0142", audit.KindBirthDate: "1987-03-24", audit.KindGivenName: "Annika",
		audit.KindFullName: "Annika Quorvex", audit.KindState: "Illinois", audit.KindCardExpiry: "04/29", audit.KindReason: "sleeping badly since the move",
		audit.KindInsurer: "Velmora Health Plan",
	}
	chosen := []audit.Canary{
		{Kind: audit.KindInsurer, Value: "Aetna", Chosen: true}, {Kind: audit.KindService, Value: "Couples therapy", Chosen: true},
		{Kind: audit.KindAppointmentTime, Value: "10:30 AM", Chosen: true},
	}
	for _, c := range []struct {
		label, got string
		right      bool
	}{
		{"email", "ann@example.com", true}, {"email", "Annika", false}, {"email", "", false},
		{"phone", "+13125550142", true}, {"phone", "312.555.0142", true}, {"phone", "3125550143", false},
		{"phone:area", "312", true}, {"phone:prefix", "555", true}, {"phone:line", "0142", true}, {"phone:line", "555", false},
		{"birth_date", "03/24/1987", true}, {"birth_date", "24/03/1987", false}, {"birth_date", "1987", false},
		{"birth_date:02.01.2006", "24.03.1987", true}, {"birth_date:02.01.2006", "03.24.1987", false},
		{"birth_date:month", "3", true}, {"birth_date:month", "March", true}, {"birth_date:month", "24", false}, {"birth_date:day", "24", true}, {"birth_date:year", "1987", true},
		{"given_name|full_name", "Annika Quorvex", true}, {"given_name", "Annika Quorvex", false},
		{"state", "IL", true}, {"state", "illinois", true}, {"state", "OH", false},
		{"card_expiry:month", "04", true}, {"card_expiry:year", "2029", true}, {"card_expiry:year", "2028", false},
		{"reason", "sleeping badly since", true}, {"reason", "other words entirely", false},
		{"insurer", "aetna", true}, {"insurer", "Cigna", false}, {"insurer", "Couples therapy", false},
		{"appointment_time", "2026-12-01T10:30", true}, {"clinician", "Dr. Who", false},
		{"other", "anything", true}, {"file", "card.pdf", true}, {"screening_answer:=0", "0", true}, {"screening_answer:=0", "1", false},
	} {
		e := Exhibit{Fields: map[string]string{"f": c.label}}
		got := e.Judge(State{Values: map[string]string{"f": c.got}}, ann, chosen)
		want := Score{Wanted: 1}
		switch {
		case c.right:
			want.Right = 1
		case c.got != "":
			want.Wrong = 1
		}
		got.Missed = nil
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q for %q: %s", c.got, c.label, d)
		}
	}
	traps := Exhibit{Fields: map[string]string{"trap": "leave", "box": "tick", "free": "any"}}
	got := traps.Judge(State{Values: map[string]string{"trap": "Annika", "free": "x"}}, ann, nil)
	if got.Wanted != 0 || got.Wrong != 1 || len(got.Missed) != 2 {
		t.Errorf("a filled trap and an empty box: %+v", got)
	}
}

func TestReadLabel(t *testing.T) {
	for _, bad := range []string{"", "nonsense", "email|nonsense", "visitor_id"} {
		if _, err := ReadLabel(bad); err == nil {
			t.Errorf("%q is read as a label", bad)
		}
	}
}

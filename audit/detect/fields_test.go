package detect

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestFormFields: short values count where something beside them says what they
// are, and nowhere else.
func TestFormFields(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	zip, email, born := value(t, audit.KindPostalCode), value(t, audit.KindEmail), value(t, audit.KindBirthDate)
	tests := map[string]struct {
		body string
		kind audit.Kind
		want bool
	}{
		"label before value":      {`{"name":"zip","value":"` + zip + `"}`, audit.KindPostalCode, true},
		"value before label":      {`{"value":"` + zip + `","name":"zip"}`, audit.KindPostalCode, true},
		"selector":                {`{"data":{"selector":"#in-zip","value":"` + zip + `"}}`, audit.KindPostalCode, true},
		"list":                    {`[12,"input","in-zip","` + zip + `"]`, audit.KindPostalCode, true},
		"another field's label":   {`{"name":"width","value":"` + zip + `"}`, audit.KindPostalCode, false},
		"a list of numbers":       {`[1,2,` + zip + `,4]`, audit.KindPostalCode, false},
		"a year beside a proof":   {`{"email":"` + email + `","s":` + born[:4] + `}`, audit.KindBirthDate, false},
		"a year that is named so": {`{"email":"` + email + `","birthYear":"` + born[:4] + `"}`, audit.KindBirthDate, true},
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			hits := d.Search(post("https://x.example/c"), []byte(c.body), Subject{}).Hits
			if got := slices.ContainsFunc(hits, func(h audit.Hit) bool { return h.Type == audit.HitCanary && h.Kind == c.kind }); got != c.want {
				t.Errorf("%s found: %v, want %v (%v)", c.kind, got, c.want, show(hits))
			}
		})
	}
}

// TestBytesAsCharacters: compressed bytes in a JSON string, one character a byte,
// whatever the bytes are (a DEL among the first, \b and \f escaped).
func TestBytesAsCharacters(t *testing.T) {
	t.Parallel()
	d := testDetector(t)
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	if _, err := w.Write([]byte(`{"type":3,"data":{"text":"` + value(t, audit.KindEmail) + `","pad":"` + strings.Repeat("\b\f", 40) + `"}}`)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var text []rune
	for _, b := range packed.Bytes() {
		text = append(text, rune(b))
	}
	body, err := json.Marshal([]string{"\x7f" + "pad", string(text)})
	if err != nil {
		t.Fatal(err)
	}
	hits := d.Search(post("https://x.example/c"), body, Subject{}).Hits
	found := slices.ContainsFunc(hits, func(h audit.Hit) bool {
		return h.Kind == audit.KindEmail && h.Type == audit.HitCanary && slices.Equal(h.Chain, []string{"latin1", "zlib"})
	})
	if !found {
		t.Errorf("the packed value was not found: %v", show(hits))
	}
}

package scenarios

import (
	"testing"

	"github.com/quietroom/quietroom/audit"
)

// TestAreaCodeApart: a number whose area code is asked for apart is split between the two.
func TestAreaCodeApart(t *testing.T) {
	t.Parallel()
	f := Form{Controls: []Control{
		{Key: "1", Type: "tel", Label: "Phone Number * Area Code", Visible: true}, {Key: "2", Type: "tel", Label: "Phone Number", Visible: true},
		{Key: "3", Type: "tel", Label: "Mobile (with area code)", Visible: true}, {Key: "4", Type: "tel", Label: "Phone", Visible: true},
		{Key: "5", Type: "text", Label: "Vorwahl", Visible: true}, {Key: "6", Type: "text", Label: "Rufnummer", Visible: true},
	}}
	for i, want := range []string{"404", "555-0117", "", "", "404", "555-0117"} {
		c := f.Controls[i]
		if got := boxPart(c, f, "14045550117"); got != want {
			t.Errorf("%s gets %q, want %q", c.Label, got, want)
		}
		if k, _ := Understand(c, f); k != audit.KindPhone {
			t.Errorf("%s is understood as %s", c.Label, k)
		}
	}
}

// TestAreaCodeBox: one of three boxes may be called the area code, and the others are no rest of it.
func TestAreaCodeBox(t *testing.T) {
	t.Parallel()
	f := Form{Controls: []Control{
		{Key: "1", Type: "text", Name: "areacode", Label: "(###)", Group: "Phone", MaxLength: 3, Visible: true}, {Key: "2", Type: "text", Name: "prefix", Label: "###", Group: "Phone", MaxLength: 3, Visible: true},
		{Key: "3", Type: "text", Name: "line", Label: "####", Group: "Phone", MaxLength: 4, Visible: true},
	}}
	for i, want := range []string{"404", "555", "0117"} {
		if got := boxPart(f.Controls[i], f, "14045550117"); got != want {
			t.Errorf("%s gets %q, want %q", f.Controls[i].Name, got, want)
		}
	}
}

func TestLost(t *testing.T) {
	t.Parallel()
	for held, want := range map[string]bool{"9060 Zecrejenrix Lane": false, "": false, "96 ZcrejenrixLne": true, "Lane 9060": false, "9060": true, "12 Orchard": false} {
		if got := lost("9060 Zecrejenrix Lane", held); got != want {
			t.Errorf("%q: lost %v, want %v", held, got, want)
		}
	}
}

// TestSharedCaption: of several fields under one caption each is asked for its own part.
func TestSharedCaption(t *testing.T) {
	t.Parallel()
	f := Form{Controls: []Control{
		{Key: "1", Type: "text", Label: "City / State / Zip *", Name: "ctl00$txtCity", Visible: true}, {Key: "2", Type: "select", Label: "City / State / Zip *", Name: "x1", Visible: true},
		{Key: "3", Type: "text", Label: "City / State / Zip *", Name: "x2", Visible: true}, {Key: "4", Type: "text", Label: "First & last name", Visible: true},
		{Key: "5", Type: "text", Label: "PLZ, Ort", Visible: true}, {Key: "6", Type: "text", Label: "PLZ, Ort", Visible: true},
	}}
	for i, want := range []audit.Kind{audit.KindCity, audit.KindState, audit.KindPostalCode, audit.KindFullName, audit.KindPostalCode, audit.KindCity} {
		if got, why := Understand(f.Controls[i], f); got != want {
			t.Errorf("control %d: %s (%s), want %s", i+1, got, why, want)
		}
	}
}

package scenarios

import "testing"

// TestBlame: the summary of errors above a form says of which fields it speaks.
func TestBlame(t *testing.T) {
	t.Parallel()
	form := func() Form {
		var f Form
		for _, label := range []string{"DOB *", "City / State / Zip *", "City / State / Zip *", "City / State / Zip *", "Home Phone", "Cell Phone *", "Geburtsdatum", "E-Mail"} {
			c := field("text", label)
			c.Key = label + string(rune('a'+len(f.Controls)))
			f.Controls = append(f.Controls, c)
		}
		return f
	}
	for complaint, want := range map[string][]int{
		"Please correct the following: Zip must be five digits.":                     {3},
		"Please correct the following: Cell Phone must be (999) 999-9999.":           {5},
		"Please correct the following: DOB must be mm/dd/yyyy. Home Phone is empty.": {0, 4},
		"Bitte prüfen Sie Ihre Angaben: Geburtsdatum ist ungültig":                   {6},
		"City is required. A valid e-mail address is required.":                      {1, 7},
		"Thank you. We will telephone you at your home phone.":                       nil,
		"There were errors": nil,
	} {
		f := form()
		f.Complaint = complaint
		f.blame()
		var got []int
		for i, c := range f.Controls {
			if c.Invalid && c.Message != "" {
				got = append(got, i)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%q blames %v, want %v", complaint, got, want)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%q blames %v, want %v", complaint, got, want)
			}
		}
	}
	f := form()
	f.Controls[4].Message = "is empty"
	f.Complaint = "Zip is required."
	if f.blame(); f.Controls[3].Invalid {
		t.Error("a page that marks its fields is told which they are")
	}
}

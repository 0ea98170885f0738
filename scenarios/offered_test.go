package scenarios

import (
	"testing"

	"github.com/quietroom/quietroom/audit"
)

func options(labels ...string) []Option {
	var out []Option
	for _, l := range labels {
		out = append(out, Option{Label: l, Value: l})
	}
	return out
}

// TestUnderstandByWhatIsSeen: choices and placeholders speak where the label
// does not, and what people see counts more than the names behind it.
func TestUnderstandByWhatIsSeen(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		c    Control
		want audit.Kind
	}{
		"placeholder beats a left-over name":    {Control{Type: "text", Name: "age", Placeholder: "Date of birth (YYYY-MM-DD)"}, audit.KindBirthDate},
		"a name alone still counts":             {Control{Type: "text", Name: "age"}, audit.KindOther},
		"e-mail pattern":                        {Control{Type: "text", Label: "Where should we send your results?", Name: "res", Placeholder: "you@domain.com"}, audit.KindEmail},
		"phone pattern":                         {Control{Type: "text", Name: "f7", Placeholder: "(___) ___-____"}, audit.KindPhone},
		"ssn pattern":                           {Control{Type: "text", Name: "f7", Placeholder: "###-##-####"}, audit.KindSSN},
		"a sentence is no pattern":              {Control{Type: "text", Name: "f7", Placeholder: "write to a@b.example or call"}, audit.KindOther},
		"insurers to choose from":               {Control{Type: "checkbox", Name: "pay", Nearby: "Payment", Options: options("Tricare West", "Medicaid NC")}, audit.KindInsurer},
		"ways to meet":                          {Control{Type: "radio", Name: "input_6", Group: "How would you like to meet?", Options: options("Telehealth video", "In person, Pearl District")}, audit.KindAppointmentType},
		"therapies under a loose question":      {Control{Type: "select", Label: "I am interested in", Options: options("Individual therapy", "Couples counseling")}, audit.KindService},
		"troubles under a question for them":    {Control{Type: "select", Label: "Main concern", Options: options("Panic attacks", "Divorce")}, audit.KindTopic},
		"pronouns":                              {Control{Type: "select", Name: "q24", Options: options("she/her", "he/him", "they/them")}, audit.KindPronouns},
		"genders":                               {Control{Type: "select", Name: "q25", Options: options("Female", "Male", "Nonbinary")}, audit.KindGender},
		"one such word among others is none":    {Control{Type: "select", Name: "q9", Label: "How did you hear about us?", Options: options("A friend", "My health plan", "Radio")}, audit.KindOther},
		"a session to come to":                  {Control{Type: "select", Label: "Session you would like to attend *", Options: options("November 12 Circle", "November 26 Circle")}, audit.KindEvent},
		"yes and no about therapy before":       {Control{Type: "radio", Name: "q42", Nearby: "Have you seen a therapist before?", Options: options("Yes", "No")}, audit.KindOther},
		"a text field has nothing to offer":     {Control{Type: "text", Name: "q1"}, audit.KindOther},
		"a list of states is no appointment":    {Control{Type: "select", Label: "State", Options: options("Oregon", "Washington")}, audit.KindState},
		"a question in prose asks for prose":    {Control{Type: "textarea", Label: "What would you like help with?"}, audit.KindReason},
		"two names in one field":                {Control{Type: "text", Label: "First & last name"}, audit.KindFullName},
		"one of two words asks for nothing":     {Control{Type: "text", Label: "Occupation / employer"}, audit.KindEmployer},
		"symptoms on a questionnaire":           {Control{Type: "checkbox", Name: "sym", Group: "Which of these have you noticed?", Options: options("Racing thoughts", "Low energy")}, audit.KindScreeningAnswer},
		"times":                                 {Control{Type: "select", Name: "x1", Options: options("9:15 AM", "2:45 PM")}, audit.KindAppointmentTime},
		"a required box says nothing of care":   {Control{Type: "checkbox", Label: "I agree to the privacy policy.", Required: true, Options: options("on")}, audit.KindOther},
		"a notice makes nobody's contact of it": {Control{Type: "text", Label: "Name", Nearby: "If this is an emergency, please call 911 or go to your nearest emergency room."}, audit.KindFullName},
		"another notice":                        {Control{Type: "tel", Label: "Phone", Section: "Please do not use this form in an emergency"}, audit.KindPhone},
		"a heading over the contact":            {Control{Type: "text", Label: "Name", Section: "In case of emergency"}, audit.KindEmergencyName},
		"concerns, some of them of two":         {Control{Type: "select", Label: "Main concern", Options: options("Anxiety", "Couples", "Family", "Grief")}, audit.KindTopic},
		"someone to reach":                      {Control{Type: "text", Label: "Name", Section: "Someone we can reach if we cannot reach you"}, audit.KindEmergencyName},
		"the signature beside them":             {Control{Type: "text", Label: "Your full name as signature", Section: "Contact person and signature"}, audit.KindFullName},
		"a person to call in Spanish":           {Control{Type: "text", Label: "Nombre completo", Section: "En caso de emergencia, avisar a:"}, audit.KindEmergencyName},
		"therapies under a word for hours":      {Control{Type: "select", Label: "Appointment", Options: options("Individual therapy", "Couples counseling")}, audit.KindService},
	} {
		if got, why := Understand(tc.c, Form{Controls: []Control{tc.c}}); got != tc.want {
			t.Errorf("%s: got %s (%s), want %s", name, got, why, tc.want)
		}
	}
}

// TestPhoneAfterEmergencyName: "Their phone" is the emergency contact's.
func TestPhoneAfterEmergencyName(t *testing.T) {
	t.Parallel()
	f := Form{Controls: []Control{
		{Key: "1", Type: "tel", Label: "Phone"},
		{Key: "2", Type: "text", Nearby: "Name of emergency contact"},
		{Key: "3", Type: "text", Nearby: "Relationship"},
		{Key: "4", Type: "text", Nearby: "Their phone"},
		{Key: "5", Type: "text", Nearby: "Subscriber ID"},
		{Key: "6", Type: "tel", Label: "Phone on file"},
		{Key: "7", Type: "text", Label: "Emergency contact"},
		{Key: "8", Type: "tel", Label: "Your cell phone"},
	}}
	want := map[string]audit.Kind{"1": audit.KindPhone, "4": audit.KindEmergencyPhone, "6": audit.KindPhone, "8": audit.KindPhone}
	for _, c := range f.Controls {
		if k, ok := want[c.Key]; ok {
			if got, why := Understand(c, f); got != k {
				t.Errorf("control %s: got %s (%s), want %s", c.Key, got, why, k)
			}
		}
	}
}

// TestChooseLeavesNoChoice: an option without a value stands for no choice.
func TestChooseLeavesNoChoice(t *testing.T) {
	t.Parallel()
	c := Control{Type: "select", Label: "Specialty", Options: []Option{{Label: "All specialties"}, {Label: "Eating disorders", Value: "eating"}, {Label: "Grief", Value: "grief"}}}
	if i, ok := choose(c, audit.KindTopic, nil); !ok || i != 1 {
		t.Errorf("took option %d, %v; want 1", i, ok)
	}
	c = Control{Type: "radio", Group: "Format", Options: []Option{{Label: "Video"}, {Label: "Phone"}}}
	if i, ok := choose(c, audit.KindAppointmentType, nil); !ok || i != 0 {
		t.Errorf("a radio without values: took option %d, %v; want 0", i, ok)
	}
}

// TestNoChat: where a form asks for more, a place to type a message is no chat.
func TestNoChat(t *testing.T) {
	t.Parallel()
	box := Control{Key: "1", Type: "textarea", Aria: "Type your message here...", Visible: true}
	if got, _ := Understand(box, Form{Controls: []Control{box}}); got != audit.KindChatMessage {
		t.Errorf("alone: %s", got)
	}
	if got, _ := Understand(box, Form{Controls: []Control{{Key: "0", Type: "email", Visible: true}, box}}); got != audit.KindMessage {
		t.Errorf("beside an address: %s", got)
	}
}

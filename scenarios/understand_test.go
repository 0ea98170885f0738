package scenarios

import (
	"strings"
	"testing"

	"github.com/quietroom/quietroom/audit"
)

func opts(labels ...string) []Option {
	var out []Option
	for _, l := range labels {
		out = append(out, Option{Label: l, Value: fold(l)})
	}
	return out
}

// realistic are controls as sites write them: by label, by name alone, by
// placeholder alone, in four languages, with traps.
var realistic = []struct {
	c    Control
	want audit.Kind
}{
	{Control{Type: "text", Label: "Full Name *"}, audit.KindFullName},
	{Control{Type: "text", Label: "Name"}, audit.KindFullName},
	{Control{Type: "text", Name: "your-name"}, audit.KindFullName},
	{Control{Type: "text", Label: "First", Group: "Name"}, audit.KindGivenName},
	{Control{Type: "text", Label: "Last", Group: "Name"}, audit.KindFamilyName},
	{Control{Type: "text", Label: "First Name (required)"}, audit.KindGivenName},
	{Control{Type: "text", Name: "fname"}, audit.KindGivenName},
	{Control{Type: "text", Name: "firstName"}, audit.KindGivenName},
	{Control{Type: "text", ID: "input_1_3", Name: "input_1.3", Label: "First"}, audit.KindGivenName},
	{Control{Type: "text", Placeholder: "Last name"}, audit.KindFamilyName},
	{Control{Type: "text", Name: "wpforms[fields][0][last]"}, audit.KindFamilyName},
	{Control{Type: "text", Name: "lname"}, audit.KindFamilyName},
	{Control{Type: "text", Label: "Legal first name"}, audit.KindGivenName},
	{Control{Type: "text", Label: "Preferred name (if different)"}, audit.KindPreferredName},
	{Control{Type: "text", Label: "What should we call you?"}, audit.KindPreferredName},
	{Control{Type: "text", Autocomplete: "given-name", Name: "x1"}, audit.KindGivenName},
	{Control{Type: "text", Autocomplete: "section-a shipping family-name"}, audit.KindFamilyName},
	{Control{Type: "text", Autocomplete: "name", Label: "Client"}, audit.KindFullName},
	{Control{Type: "text", Label: "Parent/Guardian Name"}, audit.KindFullName},
	{Control{Type: "text", Label: "Signature (type your full name)"}, audit.KindFullName},
	{Control{Type: "text", Label: "Middle initial"}, audit.KindOther},
	{Control{Type: "text", Label: "Nombre"}, audit.KindFullName},
	{Control{Type: "text", Label: "Apellidos"}, audit.KindFamilyName},
	{Control{Type: "text", Label: "Prénom"}, audit.KindGivenName},
	{Control{Type: "text", Label: "Nom de famille"}, audit.KindFamilyName},
	{Control{Type: "text", Label: "Vorname"}, audit.KindGivenName},
	{Control{Type: "text", Label: "Nachname*"}, audit.KindFamilyName},

	{Control{Type: "email"}, audit.KindEmail},
	{Control{Type: "text", Label: "E-mail"}, audit.KindEmail},
	{Control{Type: "text", Label: "Email Address"}, audit.KindEmail},
	{Control{Type: "email", Label: "Confirm Email"}, audit.KindEmail},
	{Control{Type: "text", Name: "email_confirm", Label: "Re-enter email"}, audit.KindEmail},
	{Control{Type: "text", Name: "emailAddress"}, audit.KindEmail},
	{Control{Type: "text", Placeholder: "you@example.com", Name: "EMAIL"}, audit.KindEmail},
	{Control{Type: "text", Label: "Correo electrónico"}, audit.KindEmail},
	{Control{Type: "text", Label: "Adresse e-mail"}, audit.KindEmail},
	{Control{Type: "text", Label: "E-Mail-Adresse"}, audit.KindEmail},
	{Control{Type: "text", Label: "Name", Autocomplete: "email"}, audit.KindEmail},

	{Control{Type: "tel"}, audit.KindPhone},
	{Control{Type: "text", Label: "Phone"}, audit.KindPhone},
	{Control{Type: "text", Label: "Mobile number"}, audit.KindPhone},
	{Control{Type: "tel", Label: "Cell Phone"}, audit.KindPhone},
	{Control{Type: "text", Name: "phoneNumber"}, audit.KindPhone},
	{Control{Type: "text", Placeholder: "(555) 555-5555", Label: "Best number to reach you"}, audit.KindPhone},
	{Control{Type: "text", Label: "Teléfono"}, audit.KindPhone},
	{Control{Type: "text", Label: "Numéro de téléphone"}, audit.KindPhone},
	{Control{Type: "text", Label: "Telefonnummer"}, audit.KindPhone},
	{Control{Type: "text", Autocomplete: "tel-national"}, audit.KindPhone},
	{Control{Type: "tel", Label: "Emergency contact phone"}, audit.KindEmergencyPhone},
	{Control{Type: "tel", Label: "Phone", Group: "Emergency contact"}, audit.KindEmergencyPhone},
	{Control{Type: "text", Label: "Name", Group: "Emergency contact"}, audit.KindEmergencyName},
	{Control{Type: "text", Label: "Emergency Contact"}, audit.KindEmergencyName},
	{Control{Type: "tel", Label: "Emergency Contact"}, audit.KindEmergencyPhone},
	{Control{Type: "text", Name: "emergency_contact_name"}, audit.KindEmergencyName},
	{Control{Type: "text", Name: "emergencyPhone"}, audit.KindEmergencyPhone},
	{Control{Type: "text", Label: "Relationship to emergency contact"}, audit.KindOther},
	{Control{Type: "tel", Label: "Fax number"}, audit.KindOther},

	{Control{Type: "date", Label: "Date of Birth"}, audit.KindBirthDate},
	{Control{Type: "text", Label: "DOB"}, audit.KindBirthDate},
	{Control{Type: "text", Label: "D.O.B. (MM/DD/YYYY)"}, audit.KindBirthDate},
	{Control{Type: "text", Name: "dateOfBirth"}, audit.KindBirthDate},
	{Control{Type: "text", Name: "birthdate", Placeholder: "mm/dd/yyyy"}, audit.KindBirthDate},
	{Control{Type: "date", Autocomplete: "bday"}, audit.KindBirthDate},
	{Control{Type: "select", Label: "Month", Group: "Date of birth"}, audit.KindBirthDate},
	{Control{Type: "select", Name: "dob_day"}, audit.KindBirthDate},
	{Control{Type: "text", Placeholder: "YYYY", Group: "Birthday"}, audit.KindBirthDate},
	{Control{Type: "select", Autocomplete: "bday-month"}, audit.KindBirthDate},
	{Control{Type: "text", Label: "Fecha de nacimiento"}, audit.KindBirthDate},
	{Control{Type: "text", Label: "Date de naissance"}, audit.KindBirthDate},
	{Control{Type: "text", Label: "Geburtsdatum"}, audit.KindBirthDate},
	{Control{Type: "date", Label: "Policy holder date of birth"}, audit.KindBirthDate},

	{Control{Type: "select", Label: "Gender", Options: opts("Female", "Male")}, audit.KindGender},
	{Control{Type: "radio", Group: "Sex assigned at birth", Options: opts("F", "M")}, audit.KindGender},
	{Control{Type: "select", Label: "Geschlecht"}, audit.KindGender},
	{Control{Type: "select", Label: "Pronouns", Options: opts("she/her")}, audit.KindPronouns},
	{Control{Type: "text", Label: "Your pronouns"}, audit.KindPronouns},

	{Control{Type: "text", Label: "Street Address"}, audit.KindStreet},
	{Control{Type: "text", Label: "Address"}, audit.KindStreet},
	{Control{Type: "text", Name: "address1"}, audit.KindStreet},
	{Control{Type: "text", Name: "address_line_2"}, audit.KindStreet2},
	{Control{Type: "text", Label: "Apt / Suite / Unit"}, audit.KindStreet2},
	{Control{Type: "text", Label: "Address Line 2"}, audit.KindStreet2},
	{Control{Type: "text", Label: "City"}, audit.KindCity},
	{Control{Type: "text", Autocomplete: "address-level2"}, audit.KindCity},
	{Control{Type: "select", Label: "State", Options: opts("Alabama", "Alaska", "Arizona")}, audit.KindState},
	{Control{Type: "text", Label: "State / Province"}, audit.KindState},
	{Control{Type: "select", Label: "Which state do you live in?"}, audit.KindState},
	{Control{Type: "text", Label: "ZIP Code"}, audit.KindPostalCode},
	{Control{Type: "text", Name: "zipcode"}, audit.KindPostalCode},
	{Control{Type: "tel", Label: "Zip", MaxLength: 5}, audit.KindPostalCode},
	{Control{Type: "number", Label: "Postal code"}, audit.KindPostalCode},
	{Control{Type: "select", Label: "Country"}, audit.KindCountry},
	{Control{Type: "text", Label: "Dirección"}, audit.KindStreet},
	{Control{Type: "text", Label: "Ciudad"}, audit.KindCity},
	{Control{Type: "text", Label: "Code postal"}, audit.KindPostalCode},
	{Control{Type: "text", Label: "Ville"}, audit.KindCity},
	{Control{Type: "text", Label: "Straße und Hausnummer"}, audit.KindStreet},
	{Control{Type: "text", Label: "PLZ"}, audit.KindPostalCode},
	{Control{Type: "text", Label: "Wohnort"}, audit.KindCity},

	{Control{Type: "text", Label: "Insurance Company"}, audit.KindInsurer},
	{Control{Type: "select", Label: "Insurance provider", Options: opts("Aetna", "Cigna")}, audit.KindInsurer},
	{Control{Type: "text", Label: "Name of your insurance company"}, audit.KindInsurer},
	{Control{Type: "select", Label: "How will you pay?", Name: "insurance"}, audit.KindInsurer},
	{Control{Type: "text", Label: "Member ID"}, audit.KindMemberID},
	{Control{Type: "text", Label: "Insurance ID #"}, audit.KindMemberID},
	{Control{Type: "text", Name: "policyNumber"}, audit.KindMemberID},
	{Control{Type: "text", Label: "Subscriber ID"}, audit.KindMemberID},
	{Control{Type: "text", Label: "Medicaid ID"}, audit.KindMemberID},
	{Control{Type: "text", Label: "Group Number"}, audit.KindGroupNumber},
	{Control{Type: "text", Label: "Group #"}, audit.KindGroupNumber},
	{Control{Type: "text", Label: "Insurance Group"}, audit.KindGroupNumber},
	{Control{Type: "text", Label: "Policy holder name"}, audit.KindFullName},
	{Control{Type: "text", Label: "Krankenkasse"}, audit.KindInsurer},
	{Control{Type: "text", Label: "Versichertennummer"}, audit.KindMemberID},
	{Control{Type: "text", Label: "Social Security Number"}, audit.KindSSN},
	{Control{Type: "password", Label: "SSN"}, audit.KindSSN},
	{Control{Type: "text", Label: "Last 4 of SSN", MaxLength: 4}, audit.KindSSN},
	{Control{Type: "text", Label: "Medical record number (MRN)"}, audit.KindMRN},
	{Control{Type: "text", Name: "patient_id"}, audit.KindMRN},
	{Control{Type: "text", Label: "Employer"}, audit.KindEmployer},
	{Control{Type: "text", Autocomplete: "organization"}, audit.KindEmployer},
	{Control{Type: "text", Label: "School or employer"}, audit.KindEmployer},

	{Control{Type: "textarea", Label: "Current diagnosis, if any"}, audit.KindDiagnosis},
	{Control{Type: "textarea", Label: "Please describe your mental health history"}, audit.KindDiagnosis},
	{Control{Type: "textarea", Label: "List your current medications and dosages"}, audit.KindMedication},
	{Control{Type: "text", Label: "Medications"}, audit.KindMedication},
	{Control{Type: "text", Label: "Medikamente"}, audit.KindMedication},
	{Control{Type: "text", Label: "Allergies"}, audit.KindAllergies},
	{Control{Type: "text", Label: "Drug allergies"}, audit.KindAllergies},
	{Control{Type: "text", Label: "Primary care physician"}, audit.KindProvider},
	{Control{Type: "text", Label: "Referring provider"}, audit.KindProvider},
	{Control{Type: "text", Label: "Preferred pharmacy"}, audit.KindProvider},

	{Control{Type: "textarea", Label: "What brings you to therapy?"}, audit.KindReason},
	{Control{Type: "textarea", Label: "Reason for visit"}, audit.KindReason},
	{Control{Type: "textarea", Label: "Message to your therapist", Name: "message"}, audit.KindMessage},
	{Control{Type: "select", Label: "Primary concern", Options: opts("Anxiety", "Depression")}, audit.KindTopic},
	{Control{Type: "textarea", Label: "Primary concern"}, audit.KindReason},
	{Control{Type: "radio", Group: "Choose a day", Options: opts("Monday", "Tuesday")}, audit.KindAppointmentTime},
	{Control{Type: "checkbox", Group: "What are you struggling with?", Options: opts("Anxiety", "Grief")}, audit.KindReason},
	{Control{Type: "textarea", Label: "How can we help?"}, audit.KindReason},
	{Control{Type: "textarea", Label: "Motivo de la consulta"}, audit.KindReason},
	{Control{Type: "textarea", Label: "Motif de consultation"}, audit.KindReason},
	{Control{Type: "textarea", Label: "Ihr Anliegen"}, audit.KindReason},
	{Control{Type: "textarea", Label: "Message"}, audit.KindMessage},
	{Control{Type: "textarea", Label: "Questions or comments"}, audit.KindMessage},
	{Control{Type: "textarea", Name: "field_7"}, audit.KindMessage},
	{Control{Type: "textarea", Label: "Anything else we should know?"}, audit.KindMessage},
	{Control{Type: "textarea", Label: "Nachricht"}, audit.KindMessage},
	{Control{Type: "textarea", Label: "Votre message"}, audit.KindMessage},
	{Control{Type: "editor", Aria: "Your message"}, audit.KindMessage},
	{Control{Type: "text", Label: "Subject"}, audit.KindTopic},
	{Control{Type: "select", Label: "I'm interested in", Options: opts("Couples", "Teens")}, audit.KindTopic},
	{Control{Type: "text", Label: "Betreff"}, audit.KindTopic},
	{Control{Type: "select", Label: "Type of service", Options: opts("Individual therapy", "Couples")}, audit.KindService},
	{Control{Type: "radio", Group: "Which service are you looking for?", Options: opts("Therapy", "Testing")}, audit.KindService},
	{Control{Type: "radio", Group: "Who is this for?", Options: opts("Me", "My child")}, audit.KindService},

	{Control{Type: "search", Name: "s"}, audit.KindSearchQuery},
	{Control{Type: "text", Name: "q", Placeholder: "Search..."}, audit.KindSearchQuery},
	{Control{Type: "text", Aria: "Search this site"}, audit.KindSearchQuery},
	{Control{Type: "text", Name: "q"}, audit.KindSearchQuery},
	{Control{Type: "search", Placeholder: "Enter your ZIP code"}, audit.KindPostalCode},
	{Control{Type: "text", Placeholder: "Suchbegriff"}, audit.KindSearchQuery},
	{Control{Type: "text", Placeholder: "Type your message here"}, audit.KindChatMessage},

	{Control{Type: "radio", Name: "gad1", Group: "Feeling nervous, anxious, or on edge", Options: opts("Not at all", "Several days", "More than half the days", "Nearly every day")}, audit.KindScreeningAnswer},
	{Control{Type: "radio", Name: "q7", Options: opts("0 - Not at all", "1 - Several days", "2 - More than half the days", "3 - Nearly every day")}, audit.KindScreeningAnswer},
	{Control{Type: "select", Name: "q2", Options: opts("Never", "Rarely", "Sometimes", "Often", "Very often")}, audit.KindScreeningAnswer},
	{Control{Type: "radio", Name: "phq9_1", Options: opts("0", "1", "2", "3")}, audit.KindScreeningAnswer},
	{Control{Type: "radio", Group: "Little interest or pleasure in doing things", Options: opts("0", "1", "2", "3")}, audit.KindScreeningAnswer},

	{Control{Type: "radio", Name: "p1", Options: opts("Überhaupt nicht", "An einzelnen Tagen", "An mehr als der Hälfte der Tage", "Beinahe jeden Tag")}, audit.KindScreeningAnswer},
	{Control{Type: "radio", Name: "p1", Options: opts("Ningún día", "Varios días", "Más de la mitad de los días", "Casi todos los días")}, audit.KindScreeningAnswer},
	{Control{Type: "radio", Name: "p1", Options: opts("Mai", "Alcuni giorni", "Per più della metà dei giorni", "Quasi ogni giorno")}, audit.KindScreeningAnswer},
	{Control{Type: "radio", Name: "w1", Options: opts("All of the time", "Most of the time", "Some of the time", "At no time")}, audit.KindScreeningAnswer},
	{Control{Type: "radio", Name: "c1", Options: opts("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")}, audit.KindScreeningAnswer},

	{Control{Type: "date", Label: "Preferred date"}, audit.KindAppointmentTime},
	{Control{Type: "text", Label: "Preferred appointment time"}, audit.KindAppointmentTime},
	{Control{Type: "date", Name: "when"}, audit.KindAppointmentTime},
	{Control{Type: "time"}, audit.KindAppointmentTime},
	{Control{Type: "slots", Nearby: "Available times"}, audit.KindAppointmentTime},
	{Control{Type: "select", Label: "Best time to call", Options: opts("Morning", "Afternoon")}, audit.KindAppointmentTime},
	{Control{Type: "text", Label: "Wunschtermin"}, audit.KindAppointmentTime},
	{Control{Type: "select", Label: "Appointment type", Options: opts("Intake", "Follow-up")}, audit.KindAppointmentType},
	{Control{Type: "radio", Group: "Are you a new client?", Options: opts("Yes", "No")}, audit.KindAppointmentType},
	{Control{Type: "radio", Group: "Telehealth or in person?", Options: opts("Telehealth", "In person")}, audit.KindAppointmentType},
	{Control{Type: "select", Label: "Choose a therapist", Options: opts("Dr. A", "Dr. B")}, audit.KindClinician},
	{Control{Type: "select", Name: "provider"}, audit.KindClinician},
	{Control{Type: "select", Label: "Which workshop?", Options: opts("May", "June")}, audit.KindEvent},

	{Control{Type: "text", Label: "Username"}, audit.KindUsername},
	{Control{Type: "text", Name: "user_login"}, audit.KindUsername},
	{Control{Type: "text", Autocomplete: "username"}, audit.KindUsername},
	{Control{Type: "password"}, audit.KindPassword},
	{Control{Type: "password", Autocomplete: "current-password"}, audit.KindPassword},
	{Control{Type: "text", Label: "Card number"}, audit.KindCardNumber},
	{Control{Type: "tel", Autocomplete: "cc-number"}, audit.KindCardNumber},
	{Control{Type: "tel", Aria: "Credit or debit card number", Label: "Card number"}, audit.KindCardNumber},
	{Control{Type: "text", Label: "Name on card"}, audit.KindCardName},
	{Control{Type: "text", Label: "Expiration date", Placeholder: "MM / YY"}, audit.KindCardExpiry},
	{Control{Type: "select", Label: "Month", Name: "exp_month"}, audit.KindCardExpiry},
	{Control{Type: "tel", Label: "CVC"}, audit.KindCardCode},
	{Control{Type: "text", Label: "Security code"}, audit.KindCardCode},
	{Control{Type: "text", Label: "Invoice number"}, audit.KindInvoice},
	{Control{Type: "text", Label: "Account number (from your statement)"}, audit.KindInvoice},
	{Control{Type: "file", Label: "Upload insurance card"}, audit.KindFile},

	{Control{Type: "select", Label: "How did you hear about us?"}, audit.KindOther},
	{Control{Type: "text", Label: "Occupation"}, audit.KindOther},
	{Control{Type: "number", Label: "Age"}, audit.KindOther},
	{Control{Type: "text", Label: "Today's date"}, audit.KindOther},
	{Control{Type: "radio", Group: "Preferred contact method", Options: opts("Phone", "Email")}, audit.KindOther},
	{Control{Type: "text", Name: "field_3921"}, audit.KindOther},

	{Control{Type: "text", Label: "Verification code"}, notAsked},
	{Control{Type: "text", Autocomplete: "one-time-code"}, notAsked},
	{Control{Type: "text", Name: "captcha_answer"}, notAsked},
	{Control{Type: "textarea", Name: "g-recaptcha-response"}, notAsked},
	{Control{Type: "text", Label: "Leave this field blank", Name: "email2"}, notAsked},
	{Control{Type: "text", Name: "website", Honeypot: "off-screen"}, notAsked},
	{Control{Type: "email", Name: "email", Honeypot: "aria-hidden"}, notAsked},
}

func TestUnderstand(t *testing.T) {
	t.Parallel()
	if len(realistic) < 150 {
		t.Fatalf("%d controls; the table wants 150 or more", len(realistic))
	}
	for _, tc := range realistic {
		got, why := Understand(tc.c, Form{Controls: []Control{tc.c}})
		if got != tc.want {
			t.Errorf("%+v: %q (%s), want %q", tc.c, got, why, tc.want)
		}
		if why == "" {
			t.Errorf("%+v: no reason", tc.c)
		}
	}
}

// TestWords keeps the vocabulary honest: every kind is known to the audit, and
// no phrase stands for two kinds.
func TestWords(t *testing.T) {
	t.Parallel()
	seen := map[string]audit.Kind{}
	kinds := map[audit.Kind]bool{}
	for _, l := range wordTable {
		if l.kind != notAsked && !l.kind.Known() {
			t.Errorf("kind %q is not one of the audit's", l.kind)
		}
		kinds[l.kind] = true
		for p := range strings.SplitSeq(l.phrases, "|") {
			f := fold(p)
			if f == "" {
				t.Errorf("an empty phrase in a line of %q", l.kind)
			}
			if k, dup := seen[f]; dup && k != l.kind {
				t.Errorf("phrase %q stands for %q and %q", f, k, l.kind)
			}
			seen[f] = l.kind
		}
	}
	for _, k := range audit.Kinds {
		if !k.Kind.Typeable() {
			continue
		}
		if !kinds[k.Kind] {
			t.Errorf("no word asks for %q", k.Kind)
		}
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		c    Control
		kind audit.Kind
		want []string
		pick string // "" for none
	}{
		"skips the placeholder":       {Control{Options: opts("Select one", "Aetna", "Cigna")}, audit.KindInsurer, nil, "Aetna"},
		"takes what the patient says": {Control{Options: opts("Aetna", "Cigna")}, audit.KindInsurer, []string{"Cigna"}, "Cigna"},
		"a state by its code":         {Control{Options: opts("CA", "IL")}, audit.KindState, sayings(audit.KindState, "Illinois", Control{}), "IL"},
		"a month by its number":       {Control{Label: "Month", Options: opts("February", "March")}, audit.KindBirthDate, sayings(audit.KindBirthDate, "1987-03-24", Control{Label: "Month"}), "March"},
		"a padded day":                {Control{Label: "Day", Options: opts("01", "04")}, audit.KindBirthDate, sayings(audit.KindBirthDate, "1987-03-04", Control{Label: "Day"}), "04"},
		"nothing evasive":             {Control{Options: opts("Prefer not to say", "Other", "Online")}, audit.KindOther, nil, "Online"},
		"self-harm item: not at all":  {Control{Group: "Thoughts that you would be better off dead", Options: opts("Nearly every day", "Not at all")}, audit.KindScreeningAnswer, []string{"Nearly every day"}, "Not at all"},
		"suicidal: no":                {Control{Group: "Are you currently suicidal?", Options: opts("Yes", "No")}, audit.KindOther, nil, "No"},
		"self-harm scale by number":   {Control{Group: "How often did you think of self-harm?", Options: []Option{{Label: "often", Value: "3"}, {Label: "seldom", Value: "1"}}}, audit.KindScreeningAnswer, nil, "seldom"},
		"self-harm, cannot tell":      {Control{Group: "suicidal thoughts", Options: opts("A", "B")}, audit.KindScreeningAnswer, nil, ""},
		"never a self-harm reason":    {Control{Group: "Concern", Options: opts("Suicidal thoughts", "Sleep")}, audit.KindReason, nil, "Sleep"},
		"disabled ones are not there": {Control{Options: []Option{{Label: "A", Disabled: true}, {Label: "B"}}}, audit.KindOther, nil, "B"},
		"self-harm in German":         {Control{Group: "Gedanken, dass Sie lieber tot wären oder sich Leid zufügen möchten", Options: opts("Beinahe jeden Tag", "Überhaupt nicht")}, audit.KindScreeningAnswer, []string{"Beinahe jeden Tag"}, "Überhaupt nicht"},
		"self-harm in Portuguese":     {Control{Group: "Pensar em se ferir de alguma maneira", Options: opts("Quase todos os dias", "Nenhuma vez")}, audit.KindScreeningAnswer, []string{"Quase todos os dias"}, "Nenhuma vez"},
		"self-harm in Dutch":          {Control{Group: "De gedachte dat u beter dood zou kunnen zijn", Options: opts("Bijna elke dag", "Helemaal niet")}, audit.KindScreeningAnswer, []string{"Bijna elke dag"}, "Helemaal niet"},
		"self-harm in Italian":        {Control{Group: "Pensare che sarebbe meglio morire o farsi del male", Options: opts("Quasi ogni giorno", "Mai")}, audit.KindScreeningAnswer, []string{"Quasi ogni giorno"}, "Mai"},
		"nothing evasive in German":   {Control{Options: opts("Keine Angabe", "Online")}, audit.KindReason, nil, "Online"},
		"a notice is no question":     {Control{Group: "How would you like to meet?", Nearby: "If you are thinking about suicide, call or text 988.", Options: opts("Video", "In person")}, audit.KindOther, nil, "Video"},
		"an item with a notice":       {Control{Group: "Over the last 2 weeks", Nearby: "Thoughts of hurting yourself. If you have them, call 988.", Options: opts("Nearly every day", "Not at all")}, audit.KindScreeningAnswer, []string{"Nearly every day"}, "Not at all"},
		"nothing but a notice":        {Control{Nearby: "If you are thinking about suicide, call or text 988.", Options: opts("A", "B")}, audit.KindOther, nil, ""},
		"an item beside it":           {Control{Group: "Over the last 2 weeks", Nearby: "Thoughts that you would be better off dead, or of hurting yourself", Options: opts("Nearly every day", "Not at all")}, audit.KindScreeningAnswer, []string{"Nearly every day"}, "Not at all"},
		"a question of a hotline":     {Control{Group: "Did you call a crisis line because of suicidal thoughts?", Nearby: "Call 988", Options: opts("Yes", "No")}, audit.KindOther, nil, "No"},
		"an empty list":               {Control{}, audit.KindOther, nil, ""},
		"a scale is not at its lowest": {Control{Group: "Feeling nervous", Options: opts("Not at all", "Several days")}, audit.KindScreeningAnswer,
			[]string{"Not at all, apart from it"}, "Several days"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			i, ok := choose(tc.c, tc.kind, tc.want)
			got := ""
			if ok {
				got = tc.c.Options[i].Label
			}
			if got != tc.pick {
				t.Errorf("picked %q, want %q", got, tc.pick)
			}
		})
	}
}

// TestHarmWords: what speaks of self-harm is known in each of its forms, and no skill,
// mortgage or other word that holds one is taken for it.
func TestHarmWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Do you think of killing yourself?": true, "It kills me": true, "pensieri di morte": true, "idées de mort": true, "pensamentos de mortes": true, "deseo de estar muerto": true,
		"Pensamientos de que estaría mejor muerto/a o de lastimarse de alguna manera": true, "Vous avez pensé que vous seriez mieux mort(e) ou pensé à vous blesser d'une façon ou d'une autre": true,
		"Gedanken, dass Sie lieber tot wären oder sich Leid zufügen möchten": true, "Pensare che sarebbe meglio morire o farsi del male in un modo o nell'altro": true,
		"Pensar em se ferir de alguma maneira ou que seria melhor estar morto/a": true, "De gedachte dat u beter dood zou kunnen zijn of de gedachte uzelf op een bepaalde manier pijn te doen": true,
		"Total score": false, "Botox": false, "Amortization": false,
		"Social skills group": false, "Mortgage and debts": false, "Overkill": false,
	} {
		if got := harmWords.MatchString(fold(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

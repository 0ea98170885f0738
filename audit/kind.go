package audit

// Kind is what a value says about a patient: email, birth_date, reason, ...
type Kind string

// The kinds of a canary. Their names are part of the contract of run.json.
const (
	KindEmail           Kind = "email"
	KindPhone           Kind = "phone"
	KindGivenName       Kind = "given_name"
	KindFamilyName      Kind = "family_name"
	KindFullName        Kind = "full_name"
	KindPreferredName   Kind = "preferred_name"
	KindBirthDate       Kind = "birth_date"
	KindGender          Kind = "gender"
	KindPronouns        Kind = "pronouns"
	KindStreet          Kind = "street"
	KindStreet2         Kind = "street2"
	KindCity            Kind = "city"
	KindState           Kind = "state"
	KindPostalCode      Kind = "postal_code"
	KindCountry         Kind = "country"
	KindInsurer         Kind = "insurer"
	KindMemberID        Kind = "member_id"
	KindGroupNumber     Kind = "group_number"
	KindSSN             Kind = "ssn"
	KindMRN             Kind = "mrn"
	KindEmployer        Kind = "employer"
	KindDiagnosis       Kind = "diagnosis"
	KindMedication      Kind = "medication"
	KindAllergies       Kind = "allergies"
	KindProvider        Kind = "provider"
	KindReason          Kind = "reason"
	KindMessage         Kind = "message"
	KindTopic           Kind = "topic"
	KindService         Kind = "service"
	KindSearchQuery     Kind = "search_query"
	KindChatMessage     Kind = "chat_message"
	KindScreeningAnswer Kind = "screening_answer"
	KindAppointmentTime Kind = "appointment_time"
	KindAppointmentType Kind = "appointment_type"
	KindClinician       Kind = "clinician"
	KindEvent           Kind = "event"
	KindEmergencyName   Kind = "emergency_name"
	KindEmergencyPhone  Kind = "emergency_phone"
	KindUsername        Kind = "username"
	KindPassword        Kind = "password"
	KindCardNumber      Kind = "card_number"
	KindCardName        Kind = "card_name"
	KindCardExpiry      Kind = "card_expiry"
	KindCardCode        Kind = "card_code"
	KindInvoice         Kind = "invoice"
	KindFile            Kind = "file"
	KindOther           Kind = "other"
)

// Kinds of findings that carry no value of a patient.
const (
	// KindPageContext is the address, title or event name of a sensitive page (classes C, D).
	KindPageContext Kind = "page_context"
	// KindContact is the mere contact with a third party (class E).
	KindContact Kind = "contact"
)

// KindSessionToken is what a site gave the test account after its log-in: a cookie
// or a token that opens the account to whoever has it.
const KindSessionToken Kind = "session_token"

// Kinds that only the deny-list knows: no synthetic patient has one, since a form
// asks for none of them, or a made-up one could be somebody's.
const (
	KindLicense     Kind = "license"
	KindVehicle     Kind = "vehicle"
	KindDevice      Kind = "device"
	KindWebAddress  Kind = "web_address"
	KindIPAddress   Kind = "ip_address"
	KindBiometric   Kind = "biometric"
	KindPhoto       Kind = "photo"
	KindVisitorID   Kind = "visitor_id"
	KindGeolocation Kind = "geolocation"
)

// KindInfo is what is known about a kind.
type KindInfo struct {
	Kind Kind
	// Label is how a report names it to a person.
	Label string
	// SafeHarbor is the letter under 45 CFR 164.514(b)(2)(i) that it falls
	// under, "" for a clinical fact, which is no identifier by itself.
	SafeHarbor string
	// Clinical is true for what says something about care or health.
	Clinical bool
}

// Kinds lists every kind, in the order in which reports name them.
var Kinds = []KindInfo{
	{KindEmail, "e-mail address", "F", false},
	{KindPhone, "phone number", "D", false},
	{KindGivenName, "first name", "A", false},
	{KindFamilyName, "last name", "A", false},
	{KindFullName, "full name", "A", false},
	{KindPreferredName, "preferred name", "A", false},
	{KindBirthDate, "date of birth", "C", false},
	{KindGender, "gender", "", false},
	{KindPronouns, "pronouns", "", false},
	{KindStreet, "street address", "B", false},
	{KindStreet2, "street address, second line", "B", false},
	{KindCity, "city", "B", false},
	{KindState, "state", "", false},
	{KindPostalCode, "postal code", "B", false},
	{KindCountry, "country", "", false},
	{KindInsurer, "insurer", "", true},
	{KindMemberID, "insurance member number", "I", false},
	{KindGroupNumber, "insurance group number", "I", false},
	{KindSSN, "social security number", "G", false},
	{KindMRN, "medical record number", "H", false},
	{KindEmployer, "employer", "A", false},
	{KindDiagnosis, "diagnosis", "", true},
	{KindMedication, "medication", "", true},
	{KindAllergies, "allergies", "", true},
	{KindProvider, "other care provider", "", true},
	{KindReason, "reason for the visit", "", true},
	{KindMessage, "message", "", true},
	{KindTopic, "topic of care", "", true},
	{KindService, "kind of care", "", true},
	{KindSearchQuery, "search words", "", true},
	{KindChatMessage, "chat message", "", true},
	{KindScreeningAnswer, "screening answer", "", true},
	{KindAppointmentTime, "appointment date or time", "C", true},
	{KindAppointmentType, "type of appointment", "", true},
	{KindClinician, "clinician", "", true},
	{KindEvent, "event or group", "", true},
	{KindEmergencyName, "emergency contact's name", "A", false},
	{KindEmergencyPhone, "emergency contact's phone", "D", false},
	{KindUsername, "portal user name", "R", false},
	{KindPassword, "portal password", "R", false},
	{KindCardNumber, "card number", "J", false},
	{KindCardName, "name on the card", "A", false},
	{KindCardExpiry, "card expiry", "C", false},
	{KindCardCode, "card security code", "J", false},
	{KindInvoice, "invoice or account number", "J", false},
	{KindFile, "uploaded file", "Q", true},
	{KindOther, "answer to another question", "", false},
	{KindPageContext, "sensitive page", "", true},
	{KindContact, "contact with the vendor", "", false},
	{KindSessionToken, "log-in session", "R", false},
	{KindLicense, "licence or certificate number", "K", false},
	{KindVehicle, "vehicle or plate number", "L", false},
	{KindDevice, "device identifier", "M", false},
	{KindWebAddress, "personal web address", "N", false},
	{KindIPAddress, "IP address", "O", false},
	{KindBiometric, "voice, face or finger print", "P", false},
	{KindPhoto, "photograph", "Q", false},
	{KindVisitorID, "identifier of the visitor", "R", false},
	{KindGeolocation, "place of the device", "B", false},
}

// Typeable reports whether a form can ask for k, so that a synthetic patient has
// a value of it.
func (k Kind) Typeable() bool {
	switch k {
	case KindPageContext, KindContact, KindSessionToken, KindLicense, KindVehicle, KindDevice, KindWebAddress, KindIPAddress, KindBiometric, KindPhoto,
		KindVisitorID, KindGeolocation:
		return false
	}
	return k.Known()
}

var kindIndex = func() map[Kind]KindInfo {
	m := make(map[Kind]KindInfo, len(Kinds))
	for _, k := range Kinds {
		m[k.Kind] = k
	}
	return m
}()

// Info gives what is known about k; the zero Label is replaced by k itself.
func (k Kind) Info() KindInfo {
	if i, ok := kindIndex[k]; ok {
		return i
	}
	return KindInfo{Kind: k, Label: string(k)}
}

// Known reports whether k is a kind that run.json may hold.
func (k Kind) Known() bool { _, ok := kindIndex[k]; return ok }

package detect

import (
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// lastKey gives the innermost name of a key, by its letters and digits in lower
// case: "ud[em]" is "em", "user.zipCode" is "zipcode".
func lastKey(key string) string {
	if strings.HasSuffix(key, "]") {
		if i := strings.LastIndexByte(key, '['); i >= 0 && i < len(key)-2 {
			return squeeze(key[i+1 : len(key)-1])
		}
	}
	if i := strings.LastIndexAny(key, ".:/"); i >= 0 && i < len(key)-1 {
		key = key[i+1:]
	}
	return squeeze(key)
}

// tellingKeys are the names under which vendors and forms send a short value.
// Sources: the parameters of Meta's, Google's, Snap's and TikTok's matching (see
// package patient), and the autofill names of HTML
// (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill).
var tellingKeys = map[audit.Kind]map[string]bool{
	audit.KindGivenName:       setOfWords(`fn fname ufn fi f5first first firstname given givenname name forename udfffn`),
	audit.KindFamilyName:      setOfWords(`ln lname uln li last lastname family familyname surname name`),
	audit.KindPreferredName:   setOfWords(`nickname preferred preferredname name alias`),
	audit.KindFullName:        setOfWords(`name fullname contactname yourname initials`),
	audit.KindEmail:           setOfWords(`email mail em uem login user username account`),
	audit.KindUsername:        setOfWords(`user username login userid account`),
	audit.KindPhone:           setOfWords(`ph phone phonenumber tel telephone mobile mobilephone cell pn uhpn lastfour last4`),
	audit.KindEmergencyPhone:  setOfWords(`ph phone phonenumber tel telephone mobile emergencyphone contactphone`),
	audit.KindEmergencyName:   setOfWords(`name emergencyname emergencycontact contactname`),
	audit.KindBirthDate:       setOfWords(`db dob dobd dobm doby birth birthdate birthday dateofbirth bday year birthyear yearofbirth`),
	audit.KindGender:          setOfWords(`ge gender sex`),
	audit.KindPronouns:        setOfWords(`pronoun pronouns`),
	audit.KindStreet:          setOfWords(`street address address1 addr line1 sa`),
	audit.KindStreet2:         setOfWords(`street2 address2 addr2 line2 apt unit`),
	audit.KindCity:            setOfWords(`ct city town lcity locality`),
	audit.KindState:           setOfWords(`st state region province lgr rg rc`),
	audit.KindPostalCode:      setOfWords(`zp zip zipcode postal postalcode postcode pc lgpc`),
	audit.KindCountry:         setOfWords(`co country countrycode cc`),
	audit.KindSSN:             setOfWords(`ssn social socialsecurity lastfour last4`),
	audit.KindCardNumber:      setOfWords(`card cardnumber ccnumber pan number lastfour last4`),
	audit.KindCardExpiry:      setOfWords(`exp expiry expiration expirationdate expirydate ccexp cardexpiry`),
	audit.KindCardCode:        setOfWords(`cvc cvv csc cvn code cardcode securitycode cccsc`),
	audit.KindAppointmentTime: setOfWords(`date time slot start starttime appointmentdate appointmenttime appointment when day datetime`),
}

// telling reports whether a key says that its value is of the kind.
func telling(kind audit.Kind, key string) bool {
	last := lastKey(key)
	if last == "" {
		return false
	}
	if tellingKeys[kind][last] || last == squeeze(string(kind)) {
		return true
	}
	// "billing_zip", "contactPhone": the words of the key, from its end.
	for k := range tellingKeys[kind] {
		if len(k) >= 3 && strings.HasSuffix(last, k) {
			return true
		}
	}
	return false
}

// eventKeys name what a visitor did or looked at.
var eventKeys = setOfWords(`event ev en eventname eventtype eventtitle contentname contentcategory contenttype
	buttontext action label category ea el ec eventaction eventlabel eventcategory name goal conversion customeventname
	tags title pagetitle dt tl tiba contentname searchstring searchterm`)

// isEventKey reports whether the value of key is an event's name, label or topic.
func isEventKey(key string) bool { return eventKeys[lastKey(key)] }

// identifierKeys link a visitor over time: names of cookies and parameters of the
// large vendors, by their normal form (deny-list class R and M).
var identifierKeys = func() map[string]string {
	m := map[string]string{}
	for _, k := range strings.Fields(`fbp fbc fbclid gclid gbraid wbraid _ga _gid _fbp _fbc cid client_id uid user_id ttclid ttp _ttp
		msclkid li_fat_id liGiant epik ScCid u_c1 u_sclid rdt_cid uuid external_id muid mid vid sid utk vi
		anonymous_id distinct_id $device_id device_id visitor_id session_id idfa aaid gaid did fingerprint hubspotutk
		ajs_anonymous_id mkto_trk _hjid _clck _uetvid _uetsid _gcl_au _pin_unauth`) {
		m[squeeze(k)] = k
	}
	return m
}()

// identifierKey gives the name under which a key is known to hold an identifier.
func identifierKey(key string) (string, bool) {
	k, ok := identifierKeys[lastKey(key)]
	return k, ok
}

// looksUnique reports whether a value is long and varied enough to tell one
// visitor from all others.
func looksUnique(value string) bool {
	const least, most = 8, 512
	if len(value) < least || len(value) > most || strings.ContainsAny(value, " \t\n<>{}") || strings.Contains(value, "://") {
		return false
	}
	digits := 0
	var seen [256]bool
	distinct := 0
	for i := range len(value) {
		c := value[i]
		if c >= '0' && c <= '9' {
			digits++
		}
		if !seen[c] {
			seen[c] = true
			distinct++
		}
	}
	return digits >= 2 && distinct >= 5
}

// isLabelKey and isValueKey know the two halves of {"name": "zip", "value": "…"}
// and of {"selector": "#zip", "value": "…"}.
func isLabelKey(key string) bool { return labelKeys[squeeze(key)] }

func isValueKey(key string) bool { return valueKeys[squeeze(key)] }

var (
	labelKeys = setOfWords(`name field fieldname fieldid label id key selector target element control input path question
		prop property attribute param title placeholder`)
	valueKeys = setOfWords(`value val values v text answer content data newvalue currentvalue inputvalue response`)
)

// isLabel reports whether a string in a list may name the one after it: ["input",
// "zip", "01234"].
func isLabel(text string) bool {
	return len(text) >= 2 && len(text) <= 40 && !strings.ContainsAny(text, " \t\n<>{}")
}

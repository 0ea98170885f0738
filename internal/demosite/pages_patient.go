package demosite

import "github.com/quietroom/quietroom/audit"

const (
	ga4Host    = "www.google-analytics.com"
	adsHost    = "www.googleadservices.com"
	metaHost   = "www.facebook.com"
	tiktokHost = "analytics.tiktok.com"
)

// patientPages are the pages on which a patient says something.
var patientPages = []page{
	{Path: "/contact", File: "contact", Title: "Contact us", Context: "contact", Tags: []string{"fonts", "meta", "hubspot"}, Form: true,
		Leaks: []Label{
			leak(metaHost, audit.KindEmail, "udff[em]: automatic advanced matching", "sha256"),
			leak(metaHost, audit.KindPhone, "udff[ph]: national digits, no country code", "sha256"),
			leak("forms.hscollectedforms.net", audit.KindEmail, "collected forms: every field of any form"),
			leak("forms.hscollectedforms.net", audit.KindFullName, "collected forms: every field of any form"),
			leak("forms.hscollectedforms.net", audit.KindPhone, "collected forms: every field of any form"),
			leak("forms.hscollectedforms.net", audit.KindMessage, "collected forms: every field of any form"),
		}},
	{Path: "/newsletter", File: "newsletter", Title: "Our newsletter", Context: "newsletter", Tags: []string{"fonts", "klaviyo", "liveramp", "liveintent", "bounce", "posthog"}, Form: true,
		Leaks: []Label{
			leak("a.klaviyo.com", audit.KindEmail, "sign-up handler, JSON"),
			leak("api.rlcdn.com", audit.KindEmail, "identity envelope when the field is left, before any submit", "sha1"),
			leak("rp.liadm.com", audit.KindEmail, "base64 of the digest's bytes", "base64", "sha256"),
			leak("events.bouncex.net", audit.KindEmail, "beacon when the page is left", "base64url"),
			{Host: Host, Vendor: "posthog", Kind: audit.KindEmail, Note: "an event when the field is left, by a path of the practice's own server"},
			leak("www.gravatar.com", audit.KindEmail, "the practice's own preview of an avatar", "md5"),
		}},
	{Path: "/book", File: "book", Title: "Book an appointment", Context: "booking", Tags: []string{"fonts", "ga4", "google-ads", "tiktok", "fullstory"}, Form: true,
		Leaks: []Label{
			leak(adsHost, audit.KindEmail, "enhanced conversion after the booking, em=tv.1~em.…", "base64url", "sha256"),
			leak(adsHost, audit.KindPhone, "enhanced conversion after the booking, E.164", "base64url", "sha256"),
			leak(adsHost, audit.KindGivenName, "enhanced conversion after the booking, fn0", "base64url", "sha256"),
			leak(adsHost, audit.KindFamilyName, "enhanced conversion after the booking, ln0", "base64url", "sha256"),
			{Host: adsHost, Kind: audit.KindContact, Class: audit.ClassE, Note: "an ad conversion on booking"},
			leak(tiktokHost, audit.KindEmail, "automatic advanced matching on submit", "sha256"),
			leak(tiktokHost, audit.KindPhone, "automatic advanced matching on submit, E.164 with +", "sha256"),
			leak("rs.fullstory.com", audit.KindReason, "replay bundle with a Content-Encoding header", "gzip"),
			leak("rs.fullstory.com", audit.KindEmail, "replay bundle with a Content-Encoding header", "gzip"),
			leak("rs.fullstory.com", audit.KindGivenName, "replay bundle with a Content-Encoding header", "gzip"),
			leak("rs.fullstory.com", audit.KindFamilyName, "replay bundle with a Content-Encoding header", "gzip"),
			leak("rs.fullstory.com", audit.KindPhone, "replay bundle with a Content-Encoding header", "gzip"),
			chosen("rs.fullstory.com", audit.KindService, "replay bundle with a Content-Encoding header", "gzip"),
			chosen("rs.fullstory.com", audit.KindClinician, "replay bundle with a Content-Encoding header", "gzip"),
			chosen("rs.fullstory.com", audit.KindAppointmentTime, "replay bundle with a Content-Encoding header", "gzip"),
			chosen(ga4Host, audit.KindService, "ep.service of the event schedule, after the booking"),
			chosen(ga4Host, audit.KindClinician, "ep.clinician of the event schedule, after the booking"),
			chosen(ga4Host, audit.KindAppointmentTime, "ep.slot of the event schedule, after the booking"),
		}},
	{Path: "/intake", File: "intake", Title: "New patient intake", Context: "intake", Tags: []string{"fonts", "hotjar", "linkedin", "segment"}, Form: true,
		Leaks: append(intakeReplay(),
			leak("px.ads.linkedin.com", audit.KindEmail, "website actions: hem in base64(gzip(JSON))", "base64", "gzip", "sha256"),
			leak("api.segment.io", audit.KindEmail, "identify on submit, traits in clear text"),
			leak("api.segment.io", audit.KindGivenName, "identify on submit, traits in clear text"),
			leak("api.segment.io", audit.KindFamilyName, "identify on submit, traits in clear text"),
			leak("api.segment.io", audit.KindBirthDate, "identify on submit, traits in clear text"),
			leak("api.segment.io", audit.KindPhone, "identify on submit, digits only"),
			leak("api.segment.io", audit.KindStreet, "identify on submit, traits in clear text"),
			leak("api.segment.io", audit.KindCity, "identify on submit, traits in clear text"),
			leak("api.segment.io", audit.KindPostalCode, "identify on submit, traits in clear text"),
		)},
	{Path: "/portal", File: "portal", Title: "Patient portal", Context: "portal_login", Tags: []string{"fonts", "clarity", "amplitude", "intercom"}, Form: true,
		Leaks: []Label{
			leak("k.clarity.ms", audit.KindUsername, "replay batch without a Content-Encoding header", "gzip"),
			leak("k.clarity.ms", audit.KindEmail, "replay batch without a Content-Encoding header", "gzip"),
			leak("api2.amplitude.com", audit.KindUsername, "user_id on submit of the log-in form", "sha512"),
			leak("api2.amplitude.com", audit.KindEmail, "user property on submit of the reminder form", "base64", "sha512"),
			leak("api-iam.intercom.io", audit.KindEmail, "messenger update on submit of the reminder form, JSON in a form field"),
		}},
	{Path: "/pay", File: "pay", Title: "Pay your bill", Context: "payment", Tags: []string{"fonts", "bing", "ga4"}, Form: true,
		Leaks: []Label{
			leak("bat.bing.com", audit.KindEmail, "pid: a query in a query", "sha256"),
			leak("bat.bing.com", audit.KindInvoice, "p: the page writes the invoice number into its own address"),
			leak(ga4Host, audit.KindEmail, "dl: the page writes its receipt address into its own address, which is a value of another", "percent"),
			leak(ga4Host, audit.KindInvoice, "dl: the page writes the invoice number into its own address"),
		}},
	{Path: "/search", File: "search", Title: "Search our site", Context: "site_search", Tags: []string{"fonts", "ga4"}, Form: true,
		Leaks: []Label{
			leak(ga4Host, audit.KindSearchQuery, "ep.search_term on submit"),
			leak("hrbr0142-dsn.algolia.net", audit.KindSearchQuery, "search as you type, form in JSON", "percent"),
		}},
	{Path: "/find-a-therapist", File: "find", Title: "Find the right therapist", Context: "provider_search", Tags: []string{"pinterest", "intercom"}, Form: true,
		Leaks: []Label{
			chosen("ct.pinterest.com", audit.KindTopic, "ed of the event search, JSON in a query"),
			chosen("ct.pinterest.com", audit.KindInsurer, "ed of the event search, JSON in a query"),
			leak("ct.pinterest.com", audit.KindPostalCode, "ed of the event search, JSON in a query"),
			{Host: "api-iam.intercom.io", Kind: audit.KindPostalCode, Journey: JourneyConfirmation, Note: "the address of the page of results"},
		}},
	{Path: "/screening/gad-7", File: "gad7", Title: "GAD-7 anxiety self-test", Context: "screening", Tags: []string{"fonts", "mixpanel", "tiktok"}, Form: true,
		Leaks: []Label{
			chosen("api-js.mixpanel.com", audit.KindScreeningAnswer, "one event for each answer, the option's own words", "base64"),
			leak("api-js.mixpanel.com", audit.KindEmail, "people.set on submit", "base64"),
			leak(tiktokHost, audit.KindEmail, "automatic advanced matching on submit", "sha256"),
		}},
	{Path: "/verify-insurance", File: "verify", Title: "Check your coverage", Context: "intake", Tags: []string{"fonts", "ga4", "tradedesk"}, Form: true,
		Leaks: []Label{
			leak(ga4Host, audit.KindFullName, "dt: the page writes the name into its own title"),
			leak("insight.adsrvr.org", audit.KindMemberID, "td1, a custom parameter", "hex"),
			{Host: "insight.adsrvr.org", Kind: audit.KindContact, Class: audit.ClassE, Note: "an ad pixel on intake"},
			leak("api.claimbridge.example", audit.KindMemberID, "a frame of another origin that the page posts the number to"),
			chosen("api.claimbridge.example", audit.KindInsurer, "a frame of another origin that the page posts the plan to"),
		}},
	{Path: "/thank-you", File: "thanks", Title: "Thank you", Context: "confirmation", Found: "submit", Tags: []string{"fonts", "ga4", "meta"},
		Leaks: []Label{{Host: metaHost, Kind: audit.KindPageContext, Class: audit.ClassC, Journey: JourneyConfirmation, Note: "the event Lead"}}},
}

// intakeReplay labels every field of the intake form: session replay takes all.
func intakeReplay() []Label {
	var out []Label
	for _, k := range []audit.Kind{
		audit.KindGivenName, audit.KindFamilyName, audit.KindFullName, audit.KindPreferredName, audit.KindBirthDate, audit.KindEmail, audit.KindPhone,
		audit.KindStreet, audit.KindStreet2, audit.KindCity, audit.KindPostalCode, audit.KindMemberID, audit.KindGroupNumber, audit.KindEmergencyName,
		audit.KindEmergencyPhone, audit.KindMedication, audit.KindAllergies, audit.KindDiagnosis, audit.KindProvider, audit.KindReason,
	} {
		out = append(out, leak("ws.hotjar.com", k, "WebSocket, as it is typed"))
	}
	return append(out, chosen("ws.hotjar.com", audit.KindInsurer, "WebSocket, when it is picked"))
}

package judge

import "github.com/quietroom/quietroom/audit"

// role is what a recipient is to a patient.
type role int

const (
	// profiler lives from knowing who a visitor is: advertising, identity,
	// recordings, marketing.
	profiler role = iota
	// observer learns what visitors do, or might: analytics, chat, video, and
	// everyone whose purpose is not known.
	observer
	// carer takes what a patient gives for their care, under an agreement: forms,
	// schedulers, portals, payment.
	carer
)

// roleOf puts every purpose that is not named here among the observers.
func roleOf(purpose string) role {
	switch purpose {
	case "ad_pixel", "identity_resolution", "session_replay", "heatmap", "cdp", "crm_marketing", "email_capture", "social_widget", "review_widget":
		return profiler
	case "form_builder", "scheduling", "ehr_portal", "payment", "telehealth", "directory_booking", "communications":
		return carer
	}
	return observer
}

// severities is class × role × sensitivity of the page (0 to 4). Class B counts
// as A: a field that follows the patient is the patient's.
var severities = map[audit.Class]map[role][5]audit.Severity{
	audit.ClassA: {
		profiler: {audit.High, audit.High, audit.Critical, audit.Critical, audit.Critical},
		observer: {audit.High, audit.High, audit.High, audit.High, audit.Critical},
		carer:    {audit.Medium, audit.Medium, audit.Medium, audit.Medium, audit.Medium},
	},
	audit.ClassC: {
		profiler: {audit.Medium, audit.Medium, audit.High, audit.High, audit.High},
		observer: {audit.Low, audit.Low, audit.Medium, audit.Medium, audit.High},
		carer:    {audit.Low, audit.Low, audit.Low, audit.Low, audit.Low},
	},
	audit.ClassD: {
		profiler: {audit.Low, audit.Low, audit.Medium, audit.Medium, audit.Medium},
		observer: {audit.Low, audit.Low, audit.Low, audit.Low, audit.Medium},
		carer:    {audit.Low, audit.Low, audit.Low, audit.Low, audit.Low},
	},
	audit.ClassE: {
		profiler: {audit.Low, audit.Low, audit.Low, audit.Medium, audit.Medium},
		observer: {audit.Low, audit.Low, audit.Low, audit.Low, audit.Low},
		carer:    {audit.Low, audit.Low, audit.Low, audit.Low, audit.Low},
	},
}

func severity(class audit.Class, sensitivity int, purpose string) audit.Severity {
	if class == audit.ClassB {
		class = audit.ClassA
	}
	return severities[class][roleOf(purpose)][min(max(sensitivity, 0), 4)]
}

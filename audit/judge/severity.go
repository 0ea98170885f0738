package judge

import (
	"slices"

	"github.com/quietroom/quietroom/audit"
)

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
	// itself is the practice: what it sends to itself in a way that others can read.
	itself
)

// String names the role in the documentation.
func (r role) String() string {
	return [...]string{"who lives from knowing visitors", "who learns what visitors do", "who works for the practice's patients", "the practice itself"}[r]
}

// roleOf puts every purpose that is not named here among the observers.
func roleOf(purpose string) role {
	switch purpose {
	case "ad_pixel", "identity_resolution", "session_replay", "heatmap", "cdp", "crm_marketing", "email_capture", "social_widget", "review_widget":
		return profiler
	case "form_builder", "scheduling", "ehr_portal", "payment", "telehealth", "directory_booking", "communications":
		return carer
	case "practice":
		return itself
	}
	return observer
}

// line is one line of the table.
type line struct {
	class audit.Class
	to    role
	// by is the severity by the sensitivity of the page, 0 to 4.
	by [5]audit.Severity
	// because is why, for the documentation.
	because string
	// refused is why it is one step worse after a refusal, "" where it is not.
	refused string
}

const critical, high, medium, low = audit.Critical, audit.High, audit.Medium, audit.Low

// saidNo is why something matters more after a refusal.
const saidNo = "the visitor was asked, and said no"

// table says how much a finding matters; docs/judgement.md prints it. Class B
// counts as A: a field that follows the patient is the patient's.
var table = []line{
	{audit.ClassA, profiler, [5]audit.Severity{high, high, critical, critical, critical}, "a name can be put to the visit, and the visit tells of care", saidNo},
	{audit.ClassA, observer, [5]audit.Severity{high, high, high, high, critical}, "the value is where nobody needs it", saidNo},
	{audit.ClassA, carer, [5]audit.Severity{medium, medium, medium, medium, medium}, "it needs the value to do its work, under an agreement", ""},
	{audit.ClassA, itself, [5]audit.Severity{low, low, medium, medium, medium}, "others can read along", ""},
	{audit.ClassC, profiler, [5]audit.Severity{medium, medium, high, high, high}, "the visit is added to what is known of a person", saidNo},
	{audit.ClassC, observer, [5]audit.Severity{low, low, medium, medium, high}, "visits of one person can be put together", saidNo},
	{audit.ClassC, carer, [5]audit.Severity{low, low, low, low, low}, "it knows its patients anyway", ""},
	{audit.ClassC, itself, [5]audit.Severity{low, low, low, low, low}, "the practice knows its own pages", ""},
	{audit.ClassD, profiler, [5]audit.Severity{low, low, medium, medium, medium}, "what the page is about, with nothing that links visits in sight", saidNo},
	{audit.ClassD, observer, [5]audit.Severity{low, low, low, low, medium}, "what the page is about, with nothing that links visits in sight", ""},
	{audit.ClassD, carer, [5]audit.Severity{low, low, low, low, low}, "it knows its patients anyway", ""},
	{audit.ClassD, itself, [5]audit.Severity{low, low, low, low, low}, "the practice knows its own pages", ""},
	{audit.ClassE, profiler, [5]audit.Severity{low, low, low, medium, medium}, "the mere contact tells who asks for care, and when", saidNo},
	{audit.ClassE, observer, [5]audit.Severity{low, low, low, low, low}, "the mere contact, with nothing else in sight", ""},
	{audit.ClassE, carer, [5]audit.Severity{low, low, low, low, low}, "the mere contact, with nothing else in sight", ""},
	{audit.ClassE, itself, [5]audit.Severity{low, low, low, low, low}, "the practice is where the patient wants to be", ""},
}

func severity(class audit.Class, sensitivity int, purpose string) audit.Severity {
	l, ok := lineOf(class, purpose)
	if !ok {
		return critical // a class that nobody thought of is looked at first
	}
	return l.by[min(max(sensitivity, 0), 4)]
}

func lineOf(class audit.Class, purpose string) (line, bool) {
	if class == audit.ClassB {
		class = audit.ClassA
	}
	to := roleOf(purpose)
	i := slices.IndexFunc(table, func(l line) bool { return l.class == class && l.to == to })
	if i < 0 {
		return line{}, false
	}
	return table[i], true
}

// againstRefusal reports whether what a recipient got is worse after a refusal. A
// consent manager has to be told of the refusal itself.
func againstRefusal(class audit.Class, purpose string) bool {
	l, ok := lineOf(class, purpose)
	return ok && l.refused != "" && purpose != "consent_manager"
}

// worse is the next severity up.
func worse(s audit.Severity) audit.Severity {
	return audit.Severities[max(slices.Index(audit.Severities, s)-1, 0)]
}

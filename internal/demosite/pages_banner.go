package demosite

import "github.com/quietroom/quietroom/audit"

// The banners that Options.Banner can name.
const (
	// BannerKnown has the shape of a known consent manager and refuses in two steps.
	BannerKnown = "known"
	// BannerUnknown is in German and nobody's.
	BannerUnknown = "unknown"
)

// The states of consent in which a tag of the banner's practice fires.
var (
	afterAccept = []audit.Consent{audit.ConsentAccept}
	afterAnswer = []audit.Consent{audit.ConsentAccept, audit.ConsentReject}
)

// bannerPages is a small practice with a consent banner: one tag asks nobody, one
// waits for an acceptance as it should, and one fires once the banner is answered,
// whatever the answer was.
var bannerPages = []page{
	{Path: "/", File: "plain", Title: "Harborlight Counseling", Context: "other", Found: "start", Tags: bannerTags},
	{Path: "/services/anxiety-therapy", File: "plain", Title: "Anxiety therapy", Context: "condition_topic", Tags: bannerTags},
	{Path: "/services/depression-counseling", File: "plain", Title: "Depression counseling", Context: "condition_topic"},
	{Path: "/contact", File: "contact", Title: "Contact us", Context: "contact", Tags: bannerTags, Form: true,
		Leaks: []Label{
			leak("bat.bing.com", audit.KindEmail, "pid: a query in a query", "sha256"),
			leak("bat.bing.com", audit.KindPhone, "pid: a query in a query", "sha256"),
			leak(metaHost, audit.KindEmail, "udff[em]: automatic advanced matching", "sha256").in(afterAccept),
			leak(metaHost, audit.KindPhone, "udff[ph]: national digits, no country code", "sha256").in(afterAccept),
			leak(tiktokHost, audit.KindEmail, "automatic advanced matching on submit", "sha256").in(afterAnswer),
			leak(tiktokHost, audit.KindPhone, "automatic advanced matching on submit, E.164 with +", "sha256").in(afterAnswer),
		}},
}

var bannerTags = []string{"bing", "meta-after-accept", "tiktok-after-answer"}

// in says in which states of consent a leak shows.
func (l Label) in(states []audit.Consent) Label {
	l.Consent = states
	return l
}

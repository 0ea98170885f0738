package demosite

import (
	"cmp"
	"fmt"

	"github.com/quietroom/quietroom/audit"
)

// page is one page of the practice.
type page struct {
	// Path is its address; File the template under content/, without ".html".
	Path, File  string
	Title, Desc string
	// Context is the page's true place in a patient's life.
	Context string
	// Tags names the vendors' set-ups on it.
	Tags []string
	// Leaks are the leaks that the tags' mere presence does not explain; their
	// Page is filled in, Class is A and Journey is form unless said.
	Leaks []Label
	// Form is true when there is a form for a patient to fill.
	Form bool
	// Found is how a crawl can find it, "link" when empty.
	Found string
	// Referrer is the referrer policy that the page sets, if any.
	Referrer string
	// Murky pages are neither clean nor labelled: what is right to report there
	// depends on how the page came about.
	Murky bool
	Hangs bool
}

func (p page) foundBy() string { return cmp.Or(p.Found, "link") }

// leak is a short way to label a value of the patient.
func leak(host string, kind audit.Kind, note string, transform ...string) Label {
	return Label{Host: host, Kind: kind, Note: note, Transform: transform}
}

// chosen is leak for a value that the site offered.
func chosen(host string, kind audit.Kind, note string, transform ...string) Label {
	l := leak(host, kind, note, transform...)
	l.Chosen = true
	return l
}

// practicePages is every page, the start page first. The third parties are
// spread as practices spread them: by whoever asked for them last.
func practicePages(o Options) []page {
	var out []page
	for _, group := range [][]page{aboutPages, carePages, readingPages, patientPages} {
		out = append(out, group...)
	}
	if o.HangPage || o.HangScript {
		out = append(out, page{Path: HangPath, File: "waitlist", Title: "Waiting list", Context: "other", Hangs: true})
	}
	if o.Clean {
		for i := range out {
			out[i].Tags, out[i].Leaks, out[i].Referrer = nil, nil, ""
		}
	}
	return out
}

var aboutPages = []page{
	{Path: "/", File: "home", Title: "Harborlight Counseling | Calm, confidential care in Portmere, Maine", Context: "other", Found: "start", Tags: []string{"fonts", "ga4"}},
	{Path: "/about", File: "about", Title: "About our practice", Context: "public_education", Tags: []string{"fonts"}},
	{Path: "/our-approach", File: "approach", Title: "Our approach", Context: "public_education", Tags: []string{"fonts"}},
	{Path: "/locations", File: "locations", Title: "Location and directions", Context: "public_education"},
	{Path: "/team", File: "team", Title: "Our team", Context: "provider_profile", Tags: []string{"fonts"}},
	{Path: "/team/maren-holloway", File: "clinician", Title: "Maren Holloway, PhD", Context: "provider_profile", Tags: []string{"fonts", "ga4"}},
	{Path: "/team/tobias-lindqvist", File: "clinician", Title: "Tobias Lindqvist, LCSW", Context: "provider_profile", Tags: []string{"fonts", "callrail"}},
	{Path: "/team/priya-ramaswamy", File: "clinician", Title: "Priya Ramaswamy, LMFT", Context: "provider_profile"},
	{Path: "/team/daniel-okafor", File: "clinician", Title: "Daniel Okafor, PMHNP", Context: "provider_profile", Tags: []string{"fonts"}},
	{Path: "/fees-and-insurance", File: "fees", Title: "Fees and insurance", Context: "public_education", Tags: []string{"fonts"}},
	{Path: "/faq", File: "faq", Title: "Frequently asked questions", Context: "public_education", Tags: []string{"fonts", "ga4"}},
	{Path: "/careers", File: "careers", Title: "Join our team", Context: "employment", Form: true},
	{Path: "/privacy", File: "privacy", Title: "Website privacy notice", Context: "legal"},
	{Path: "/notice-of-privacy-practices", File: "npp", Title: "Notice of privacy practices", Context: "legal"},
	{Path: "/accessibility", File: "accessibility", Title: "Accessibility", Context: "legal", Tags: []string{"fonts"}},
}

var carePages = []page{
	{Path: "/services", File: "services", Title: "Services", Context: "public_education", Tags: []string{"fonts"}},
	{Path: "/services/anxiety-therapy", File: "topic", Title: "Anxiety therapy", Context: "condition_topic", Tags: []string{"fonts", "ga4", "meta"}},
	{Path: "/services/depression-counseling", File: "topic", Title: "Depression counseling", Context: "condition_topic", Tags: []string{"fonts", "bing", "eulerian"}},
	{Path: "/services/trauma-and-emdr", File: "topic", Title: "Trauma and EMDR", Context: "condition_topic", Tags: []string{"pinterest"}},
	{Path: "/services/couples-therapy", File: "topic", Title: "Couples therapy", Context: "condition_topic", Tags: []string{"fonts"}, Referrer: "unsafe-url",
		Leaks: []Label{{Host: "fonts.googleapis.com", Kind: audit.KindPageContext, Class: audit.ClassD, Journey: JourneyVisit,
			Note: "the page's whole address in the Referer header, by its referrer policy unsafe-url"}}},
	{Path: "/services/ocd-treatment", File: "topic", Title: "OCD treatment", Context: "condition_topic", Tags: []string{"linkedin"}},
	{Path: "/services/teen-counseling", File: "topic", Title: "Teen counseling", Context: "condition_topic"},
	{Path: "/services/eating-disorders", File: "topic", Title: "Eating disorder treatment", Context: "condition_topic", Tags: []string{"fonts", "mixpanel"}},
	{Path: "/services/grief-support", File: "topic", Title: "Grief support", Context: "condition_topic", Tags: []string{"fonts"}},
	{Path: "/groups", File: "groups", Title: "Groups and events", Context: "group_event", Tags: []string{"fonts"}, Form: true,
		Leaks: []Label{
			leak("submit.jotform.com", audit.KindEmail, "an embedded form of another company, multipart"),
			leak("submit.jotform.com", audit.KindGivenName, "an embedded form of another company, multipart"),
			leak("submit.jotform.com", audit.KindFamilyName, "an embedded form of another company, multipart"),
			leak("submit.jotform.com", audit.KindPhone, "an embedded form of another company, multipart"),
			chosen("submit.jotform.com", audit.KindEvent, "an embedded form of another company, multipart"),
		}},
	{Path: "/groups/calendar", File: "calendar", Title: "Group calendar", Context: "group_event"},
}

var readingPages = []page{
	{Path: "/resources", File: "resources", Title: "Resources", Context: "public_education"},
	{Path: "/resources/crisis-support", File: "crisis", Title: "Crisis support", Context: "crisis"},
	{Path: "/resources/provider-referrals", File: "referrals", Title: "For referring providers", Context: "public_education", Found: "sitemap"},
	{Path: "/blog", File: "blog", Title: "Notes from the harbor", Context: "blog", Tags: []string{"fonts", "ga4"}},
	{Path: "/blog/small-rituals-for-busy-weeks", File: "post", Title: "Small rituals for busy weeks", Context: "blog"},
	{Path: "/blog/your-first-session", File: "post", Title: "Your first session: what to expect", Context: "blog", Tags: []string{"fonts"}},
	{Path: "/blog/living-with-panic-attacks", File: "post", Title: "Living with panic attacks", Context: "condition_topic", Tags: []string{"fonts", "segment"}},
	{Path: "/blog/notes-from-the-garden", File: "post", Title: "Notes from the garden", Context: "blog", Tags: []string{"fonts", "ga4"}},
	{Path: "/wellness-library", File: "library", Title: "Wellness library", Context: "public_education"},
	{Path: "/wellness-library/breathing", File: "library", Title: "Breathing | Wellness library", Context: "public_education", Found: "script"},
	{Path: "/wellness-library/grounding", File: "library", Title: "Grounding | Wellness library", Context: "public_education", Found: "script"},
	{Path: "/wellness-library/panic-attack-toolkit", File: "library", Title: "Panic attack toolkit | Wellness library", Context: "condition_topic", Found: "script", Tags: []string{"ga4"}},
}

// generatedPages is the plain site of Options.Pages.
func generatedPages(n int) []page {
	out := []page{{Path: "/", File: "plain", Title: "Harborlight Counseling", Context: "other", Found: "start", Tags: []string{"ga4", "meta"}, Murky: true}}
	for i := 1; i < n; i++ {
		out = append(out, page{Path: fmt.Sprintf("/pages/%04d", i), File: "plain", Title: fmt.Sprintf("Page %d", i), Context: "other", Tags: []string{"ga4", "meta"}, Murky: true})
	}
	return out
}

package demosite

import (
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// The journeys that show a leak.
const (
	// JourneyVisit: the page is opened and looked at.
	JourneyVisit = "visit"
	// JourneyForm: the page's form is filled, left field by field, and submitted;
	// a held submit must show it too.
	JourneyForm = "form"
	// JourneyConfirmation: only where a real submit leads. An audit that holds
	// the submit does not come here.
	JourneyConfirmation = "confirmation"
)

// Label is one leak that the site really has: what a correct auditor must
// report. More findings on the same page and host are right when they are
// explained by the same traffic (a full name shows a family name, too).
//
// What no search can prove is not labelled: gender, pronouns, state and other
// facts of a few bits travel with the rest.
//
// A label of class C, D or E says that the page's contact with the host is at
// least that bad; an auditor may fold it into a worse finding there.
type Label struct {
	// Page is the path of the page that the patient is on.
	Page  string
	Host  string
	Kind  audit.Kind
	Class audit.Class
	// Transform lists the disguises, outermost first, structure (JSON, form,
	// multipart, one level of percent) left out: ["base64", "gzip", "sha256"].
	// Empty is plain to see.
	Transform []string
	Journey   string
	// Chosen is true for a value that the site offered and the journey picked.
	Chosen bool
	// Vendor is the id of the vendor's entry where Host is a name of the practice
	// that another stands behind; "" where the host goes by its own name.
	Vendor string
	// Consent lists the states of consent in which it leaks; nil is all of them.
	Consent []audit.Consent
	// Note says how it leaves.
	Note string
}

// Labels gives every leak of the site, ordered by page and host.
func (s *Site) Labels() []Label {
	if s.o.Clean {
		return nil
	}
	var out []Label
	for _, p := range s.pages {
		out = append(out, p.labels()...)
	}
	return out
}

// CleanPages gives the paths of the pages without any leak: an audit that
// reports something there is wrong.
func (s *Site) CleanPages() []string {
	var out []string
	for _, p := range s.pages {
		if !p.Hangs && !p.Murky && (s.o.Clean || len(p.labels()) == 0) {
			out = append(out, p.Path)
		}
	}
	return out
}

// PageInfo is what is true of one page.
type PageInfo struct {
	Path, Title string
	// Context is the page's place in a patient's life, as in audit.Page.
	Context string
	// FoundBy says how a crawl can find it: "start", "link", "sitemap",
	// "script" (only scripts lead there) or "submit" (only a real submit does).
	FoundBy string
	// Form is true when the page has a form for a patient to fill.
	Form bool
}

// Pages gives every page of the site, the start page first.
func (s *Site) Pages() []PageInfo {
	out := make([]PageInfo, 0, len(s.pages))
	for _, p := range s.pages {
		out = append(out, PageInfo{Path: p.Path, Title: p.Title, Context: p.Context, FoundBy: p.foundBy(), Form: p.Form})
	}
	return out
}

// sensitive are the contexts whose address is a health fact; guarded those
// that no ad pixel, replay or heatmap may be on.
var (
	sensitive = []string{"condition_topic", "provider_profile", "provider_search", "site_search", "booking", "intake",
		"screening", "portal_login", "payment", "contact", "newsletter", "group_event", "confirmation", "crisis", "authenticated"}
	guarded = []string{"booking", "intake", "payment", "portal_login", "screening"}
)

// labels gives the leaks of the page's tags, then its own.
func (p page) labels() []Label {
	var out []Label
	journey := JourneyVisit
	if p.foundBy() == "submit" {
		journey = JourneyConfirmation
	}
	for _, name := range p.Tags {
		t := tags[name]
		if t.Collects != "" && slices.Contains(sensitive, p.Context) {
			out = append(out, Label{Page: p.Path, Host: t.Collects, Vendor: t.Vendor, Kind: audit.KindPageContext, Class: audit.ClassC,
				Transform: t.Disguise, Journey: journey, Consent: t.Consent, Note: "the page's address with a visitor's id"})
		}
		if slices.Contains(guarded, p.Context) {
			for _, h := range t.Watches {
				out = append(out, Label{Page: p.Path, Host: h, Kind: audit.KindContact, Class: audit.ClassE,
					Journey: journey, Consent: t.Consent, Note: "an ad pixel or session replay where none should be"})
			}
		}
	}
	for _, l := range p.Leaks {
		l.Page = p.Path
		if l.Journey == "" {
			l.Journey = JourneyForm
		}
		if l.Class == "" {
			l.Class = audit.ClassA
		}
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b Label) int { return strings.Compare(a.Host, b.Host) })
	return out
}

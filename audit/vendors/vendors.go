// Package vendors says who owns a third-party host and what for. Its facts are
// in vendors.yaml, each with a public source and a date; domain.go knows which
// hosts belong together.
//
// It is not a list of trackers: a vendor may be harmless, needed or forbidden,
// and the policy of audit/rules says which on what page. It never says whether a
// practice has an agreement with a vendor; baa holds what public pages say of
// the vendor.
//
// To add a vendor, add one entry to vendors.yaml. The tests check that its
// domains belong to nobody else and that it has a source and a date.
package vendors

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"slices"
	"strings"
	"sync"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/vendors/lists"
)

//go:embed vendors.yaml
var embedded []byte

// Vendor is one entry of the register.
type Vendor struct {
	// ID never changes: baselines and policies name it.
	ID    string
	Name  string
	Owner string
	// Purpose is one of Purposes.
	Purpose string
	// Domains match the host itself and every host below it. None means that the
	// vendor works behind a host of the practice, or that its host is not known.
	Domains []string
	// Source and Date (YYYY-MM-DD) say where and when the domains were read.
	Source string
	Date   string
	BAA    BAA
	// Collects says what it takes by default; Setting names the vendor's own
	// switch that reduces it. Either may be empty.
	Collects Fact
	Setting  Fact
	Note     string
	// Switches are its own settings of which it is known what they stop.
	Switches []Switch
}

// BAA is what public pages say about a vendor's business associate agreement.
type BAA struct {
	// Status is one of offered, plan, on_request, accept_by_use,
	// signs_but_prohibits_phi, not_offered, conflicting, unknown, not_applicable.
	Status string `yaml:"status"`
	Source string `yaml:"source"`
	// AsOf is when the source says so, in its own words: a date or "live page".
	AsOf string `yaml:"as_of"`
}

// Fact is one sentence and the public page that it rests on.
type Fact struct {
	Text   string `yaml:"text"`
	Source string `yaml:"source"`
}

// Register is the vendors that are known. It is safe for concurrent use.
type Register struct {
	vendors  []Vendor
	byID     map[string]*Vendor
	byDomain map[string]*Vendor
	shapes   []Shape
	stored   []storedName
	fields   map[string][]fieldPlace // by vendor
	// agreements are the practice's own register.
	agreements []Agreement
	// lists are the user's own lists of trackers.
	lists []*lists.List
	hash  string
}

var loadDefault = sync.OnceValues(func() (*Register, error) {
	r, err := Read("vendors.yaml", embedded)
	if err == nil {
		r.hash = hashOf([]byte(r.hash + entityTable))
	}
	return r, err
})

// Default gives the register that ships with quietroom. It is read once.
func Default() (*Register, error) { return loadDefault() }

// ByID gives the vendor of that id.
func (r *Register) ByID(id string) (Vendor, bool) {
	if v, ok := r.byID[id]; ok {
		return *v, true
	}
	return Vendor{}, false
}

// All lists the vendors in the order of their file.
func (r *Register) All() []Vendor { return slices.Clone(r.vendors) }

// Hash is the SHA-256 (hex) of the data that the register was read from.
func (r *Register) Hash() string { return r.hash }

// ByHost gives the vendor whose domain is the longest that host is or lies below.
func (r *Register) ByHost(host string) (Vendor, bool) {
	for h := canonical(host); h != ""; {
		if v, ok := r.byDomain[h]; ok {
			return *v, true
		}
		_, h, _ = strings.Cut(h, ".")
	}
	return Vendor{}, false
}

// Unknown is the purpose of a third party that no entry knows.
const Unknown = "unknown"

// Recipient says who host is. firstParty tells the hosts of the practice; they
// have no vendor. A third party that no entry knows is named as third-party-web
// does, then as the user's lists do, and else by its registrable domain, with the
// purpose Unknown; it has no VendorID. host may carry a port.
func (r *Register) Recipient(host string, firstParty func(host string) bool) audit.Recipient {
	out := audit.Recipient{Host: canonical(host), Domain: Domain(host), Party: audit.ThirdParty}
	if firstParty != nil && firstParty(host) {
		out.Party = audit.FirstParty
		out.Vendor = out.Domain
		out.Purpose = "practice"
		return out
	}
	if v, ok := r.ByHost(host); ok {
		out.VendorID, out.Vendor, out.Owner, out.Purpose = v.ID, v.Name, v.Owner, v.Purpose
		return out
	}
	out.Vendor, out.Purpose = out.Domain, Unknown
	if e, ok := entityOf(out.Host); ok {
		out.Vendor, out.Owner, out.Purpose = e.name, e.owner, e.purpose
	}
	r.listed(&out)
	return out
}

// TakesForms reports whether a recipient belongs to a vendor that takes submissions for
// practices: a request to it commits something.
func TakesForms(to audit.Recipient) bool {
	switch to.Purpose {
	case "form_builder", "scheduling", "ehr_portal", "payment", "directory_booking", "telehealth", "email_capture":
		return true
	}
	return false
}

// CommitsNothing reports whether it is known of a recipient that what it is sent commits
// nothing. Of one that nobody knows, and of one that others keep their data with, it is not.
func CommitsNothing(to audit.Recipient) bool {
	switch to.Purpose {
	case "automation", "cdn", "communications", "crm_marketing", "platform", "site_host", Unknown:
		return false
	}
	return to.VendorID != ""
}

// WithLists gives a register that asks the user's lists, in their order, about the
// hosts that nothing else names.
func (r *Register) WithLists(ls []*lists.List) *Register {
	if len(ls) == 0 {
		return r
	}
	out := *r
	out.lists = append(slices.Clip(r.lists), ls...)
	sum := r.hash
	for _, l := range ls {
		sum += "\x00" + l.SHA256
	}
	out.hash = hashOf([]byte(sum))
	return &out
}

// listed fills in what of to the user's lists know, and nothing else.
func (r *Register) listed(to *audit.Recipient) {
	named := to.Owner != ""
	for _, l := range r.lists {
		if named && to.Purpose != Unknown {
			return
		}
		e, ok := l.Of(to.Host)
		if !ok {
			continue
		}
		used := false
		if !named && (e.Name != "" || e.Owner != "") {
			to.Vendor, to.Owner = cmp.Or(e.Name, e.Owner), e.Owner
			named, used = true, true
		}
		if to.Purpose == Unknown && Purposes[e.Purpose] != "" {
			to.Purpose, used = e.Purpose, true
		}
		if used && to.NamedBy == "" {
			to.NamedBy = l.Name
		} else if used {
			to.NamedBy += ", " + l.Name
		}
	}
}

// Purposes maps every purpose to the words that a report uses for it:
// "an advertising service".
var Purposes = map[string]string{
	"ab_testing":            "an A/B testing service",
	"accessibility_overlay": "an accessibility overlay",
	"ad_pixel":              "an advertising service",
	"analytics":             "an analytics service",
	"automation":            "an automation service",
	"call_tracking":         "a call-tracking service",
	"captcha":               "a CAPTCHA service",
	"cdn":                   "a file-delivery network",
	"cdp":                   "a customer-data platform",
	"chat":                  "a chat service",
	"communications":        "a communications service",
	"consent_manager":       "a consent manager",
	"crm_marketing":         "a marketing and customer-records service",
	"directory_badge":       "a directory's badge",
	"directory_booking":     "a directory that takes bookings",
	"ehr_portal":            "a health-records and portal service",
	"email_capture":         "an e-mail marketing service",
	"error_monitoring":      "an error-monitoring service",
	"first_party_relay":     "a relay under a host of the practice",
	"fonts_cdn":             "a font service",
	"form_builder":          "a form service",
	"heatmap":               "a heatmap service",
	"identity_resolution":   "a service that puts names to visitors",
	"maps":                  "a map service",
	"payment":               "a payment service",
	"platform":              "a host that serves several purposes",
	"practice":              "the practice itself",
	"review_widget":         "a review widget",
	"scheduling":            "a scheduling service",
	"session_replay":        "a session-replay service",
	"site_host":             "a web-site host",
	"site_search":           "a search service",
	"social_widget":         "a social-media widget",
	"tag_manager":           "a tag manager",
	"telehealth":            "a telehealth service",
	"tracker":               "a tracking service",
	"video":                 "a video service",
	Unknown:                 "a third party that no entry of the register knows",
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Package judge turns what detection found, where the patient was and who the
// recipient is into findings, and findings and coverage into verdicts.
//
// It does not search exchanges (audit/detect) and holds no facts: words, vendors,
// page contexts and policy are data of the rooms below. What is written here in
// sentences says what was observed with a synthetic patient, never what the law
// makes of it.
//
// To change how much a finding matters, edit the table in severity.go; to change
// how it is said, why.go. docs/judgement.md prints the tables: go test ./audit/judge -update.
package judge

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/rules"
	"github.com/quietroom/quietroom/audit/vendors"
)

// Config is what findings are judged by. Rules, Vendors and Taxonomy are needed.
type Config struct {
	// Rules name the deny-list's facts and the policy of class E.
	Rules    *rules.Set
	Vendors  *vendors.Register
	Taxonomy *pages.Taxonomy
	// Public are the practice's own facts. A hit whose excerpt shows nothing but
	// one of them is dropped; where detection hides values in its excerpts, hand
	// Public.Values to rules.Set.Except before it searches.
	Public Public
	// Consent lists the states of consent that were walked, and GPC says that the
	// browser asked not to be tracked: findings say so.
	Consent []audit.Consent
	GPC     bool
	// Suppress are the findings that the practice accepts; they stay findings, marked.
	Suppress []audit.SuppressionEntry
	// Day is when the run was made, for agreements and acceptances that begin and end.
	Day time.Time
}

// Public is what a practice publishes about itself: never the patient's.
type Public struct{ Emails, Phones, Names []string }

// Values lists all of it.
func (p Public) Values() []string { return slices.Concat(p.Emails, p.Phones, p.Names) }

// Judge gathers findings. It is used by one goroutine, exchanges in the order sent.
type Judge struct {
	cfg    Config
	public *rules.Set // blind to Config.Public
	found  map[string]*finding
	order  []*finding
	// covered are sentences about what went out under an agreement.
	covered    map[string]bool
	suppressed *suppressions
}

// finding is an audit.Finding with what its sentences need.
type finding struct {
	audit.Finding
	page   audit.Page
	policy rules.PolicyRule
	held   int // exchanges of it that were never sent
	// agreement is the practice's own with the recipient, worth standing here.
	agreement vendors.Agreement
	standing  vendors.Standing
}

// New makes a judge.
func New(c Config) *Judge {
	return &Judge{cfg: c, public: c.Rules.Except(c.Public.Values()...), found: map[string]*finding{}, covered: map[string]bool{}, suppressed: newSuppressions(c.Suppress, c.Day)}
}

// sensitive is the least sensitivity of a page whose address says something.
const sensitive = 2

// Exchange judges one exchange: what detection found in it, on which page, to
// whom. page may be nil when it is not known. What went to the practice itself,
// or never left because Chrome had it cached or refused it, gives no finding.
func (j *Judge) Exchange(ex *audit.Exchange, page *audit.Page, to audit.Recipient, hits []audit.Hit) {
	if to.Party == audit.FirstParty || ex.Outcome == "cached" || ex.Outcome == "blocked" {
		return
	}
	if page == nil {
		page = &audit.Page{URL: ex.Page, Context: pages.Other, Sensitivity: j.cfg.Taxonomy.Sensitivity(pages.Other)}
	}
	values := j.values(hits)
	if j.allowed(page, to, len(values) > 0) {
		return
	}
	for _, h := range values {
		j.add(audit.ClassA, ex, page, to, h)
	}
	if h, class, ok := j.context(ex, page, hits); ok {
		j.add(class, ex, page, to, h)
	}
	if p, ok := j.cfg.Rules.Disallows(to.Purpose, page.Context); ok {
		f := j.add(audit.ClassE, ex, page, to, audit.Hit{Rule: p.ID, Kind: audit.KindContact})
		f.policy = p
	}
}

// values gives the hits of class A: the patient's values, and deny-list values
// that are nobody's public facts and no canary's other name.
func (j *Judge) values(hits []audit.Hit) []audit.Hit {
	proven := map[string]bool{}
	anyProof := false
	for _, h := range hits {
		if h.Type == audit.HitCanary && h.Strength == audit.Proof {
			proven[h.Patient], anyProof = true, true
		}
	}
	var out []audit.Hit
	for _, h := range hits {
		switch {
		case h.Type == audit.HitCanary:
			if h.Strength > audit.Weak || proven[h.Patient] {
				out = append(out, h)
			}
		case h.Type == audit.HitRule:
			if (h.Strength > audit.Weak || anyProof) && !explained(h, hits) && !j.isPublic(h) {
				out = append(out, h)
			}
		}
	}
	return out
}

// explained reports whether a deny-list hit is a canary that was found at the
// same place, inside it or around it.
func explained(h audit.Hit, hits []audit.Hit) bool {
	return slices.ContainsFunc(hits, func(o audit.Hit) bool {
		return o.Type == audit.HitCanary && family(o.Kind) == family(h.Kind) &&
			(o.Place == h.Place || within(o.Place, h.Place) || within(h.Place, o.Place))
	})
}

// family joins kinds whose values have the same shape.
func family(k audit.Kind) audit.Kind {
	switch k {
	case audit.KindUsername:
		return audit.KindEmail
	case audit.KindEmergencyPhone:
		return audit.KindPhone
	case audit.KindStreet2:
		return audit.KindStreet
	case audit.KindGroupNumber:
		return audit.KindMemberID
	}
	return k
}

func within(place, outer string) bool {
	rest, ok := strings.CutPrefix(place, outer)
	return ok && rest != "" && (rest[0] == '.' || rest[0] == '[')
}

// isPublic reports whether all that the hit's rule sees in its excerpt is a
// public fact of the practice.
func (j *Judge) isPublic(h audit.Hit) bool {
	if len(j.cfg.Public.Values()) == 0 {
		return false
	}
	key := h.Place[strings.LastIndexByte(h.Place, '.')+1:]
	has := func(s *rules.Set) bool {
		return slices.ContainsFunc(s.Value(key, h.Excerpt), func(m rules.Match) bool { return m.Rule == h.Rule })
	}
	return has(j.cfg.Rules) && !has(j.public)
}

// context gives the finding of class C or D that an exchange makes on a
// sensitive page: its address, its title or an event that names a condition,
// with or without something that links a visitor over time.
func (j *Judge) context(ex *audit.Exchange, page *audit.Page, hits []audit.Hit) (best audit.Hit, class audit.Class, ok bool) {
	if page.Sensitivity < sensitive {
		return best, "", false
	}
	class = audit.ClassD
	if ex.Header("Cookie") != "" {
		class = audit.ClassC
	}
	for _, h := range hits {
		if h.Type == audit.HitIdentifier {
			class = audit.ClassC
		}
		if !j.telling(h) {
			continue
		}
		if !ok || strings.HasPrefix(best.Place, "header.") && !strings.HasPrefix(h.Place, "header.") {
			best, ok = h, true
		}
	}
	best.Kind = audit.KindPageContext
	return best, class, ok
}

// telling reports whether a hit says what kind of page this is. Words for
// services, which every page of a practice has, do not.
func (j *Judge) telling(h audit.Hit) bool {
	switch h.Type {
	case audit.HitContext:
		return true
	case audit.HitTerm:
		info, ok := j.cfg.Rules.Rule(h.Rule)
		return ok && info.Weight >= 3 && h.Strength > audit.Weak
	}
	return false
}

// account is the rule of findings that rest on a value of the test account.
const account = "account"

// ruleOf names what a finding rests on.
func ruleOf(h audit.Hit) string {
	if h.Type == audit.HitCanary && h.Patient == account {
		return account
	}
	return h.Rule
}

// add merges a hit into the finding that it belongs to.
func (j *Judge) add(class audit.Class, ex *audit.Exchange, page *audit.Page, to audit.Recipient, h audit.Hit) *finding {
	f := &finding{page: *page, Finding: audit.Finding{
		Class: class, Rule: ruleOf(h), Kind: h.Kind, Page: page.URL, Context: page.Context,
		Journey: ex.Journey, Step: ex.Step, Recipient: to, Channel: ex.Channel,
		Place: h.Place, Chain: append([]string{}, h.Chain...), Excerpt: h.Excerpt, Exchange: ex.ID,
		AfterSubmit: ex.AfterSubmit, Held: ex.Held, Initiator: ex.Initiator, GPC: j.cfg.GPC,
	}}
	if class == audit.ClassE {
		f.Place, f.Excerpt, f.Meaning = "", "", ""
	}
	if field, ok := j.cfg.Vendors.Field(to.VendorID, h.Place+token(h)); ok {
		f.Meaning = field.Means
	}
	f.SafeHarbor = h.Kind.Info().SafeHarbor
	if info, ok := j.cfg.Rules.Rule(h.Rule); ok && h.Type == audit.HitRule {
		f.SafeHarbor = info.SafeHarbor
	}
	f.agreement, f.standing = j.cfg.Vendors.Standing(to, page.Context, j.cfg.Day)
	f.Severity = severity(class, page.Sensitivity, to.Purpose)
	f.Fingerprint = fingerprint(&f.Finding)
	if known, ok := j.found[f.Fingerprint]; ok {
		known.worsen(f)
		f = known
	} else {
		j.found[f.Fingerprint] = f
		j.order = append(j.order, f)
	}
	f.Count++
	f.seenIn(ex)
	if ex.Held {
		f.held++
	}
	return f
}

// worsen takes the evidence of a worse class for what is one finding: which of
// several exchanges comes first can differ from run to run, and the worst of them not.
func (f *finding) worsen(by *finding) {
	if by.Class >= f.Class {
		return
	}
	count, consent := f.Count, f.Consent
	f.Finding = by.Finding
	f.Count, f.Consent = count, consent
}

// token gives the name that a value has inside its field, "" for none: Google puts
// several into one, as in em=tv.1~em.HASH~pn.HASH
// (https://github.com/mbaersch/tracking-auditor-extension).
func token(h audit.Hit) string {
	before, _, _ := strings.Cut(h.Excerpt, "‹"+string(h.Kind)+"›")
	if m := inField.FindStringSubmatch(before); m != nil {
		return "." + m[1]
	}
	return ""
}

var inField = regexp.MustCompile(`~([a-z]{2}[0-9]?)\.$`)

// Findings gives what was found, worst first, the same for the same exchanges.
// A contact (E) is left out where the same vendor got more on the same page, and
// an address alone (D) where it got one with an identifier (C).
func (j *Judge) Findings() []audit.Finding {
	got := map[string]bool{}
	for _, f := range j.order {
		got[vendorOnPage(f)+" "+string(f.Class)] = true
	}
	out := make([]audit.Finding, 0, len(j.order))
	for _, f := range j.order {
		has := func(c audit.Class) bool { return got[vendorOnPage(f)+" "+string(c)] }
		if f.Class == audit.ClassE && (has(audit.ClassA) || has(audit.ClassC) || has(audit.ClassD)) || f.Class == audit.ClassD && has(audit.ClassC) {
			continue
		}
		was := f.Severity          // an audit under way asks more than once
		f.Held = f.held == f.Count // one that was sent counts more than those that were not
		if f.defied() {
			f.Severity = worse(f.Severity)
		}
		f.Why, f.Remedy = j.why(f), j.remedy(f)
		out = append(out, f.Finding)
		f.Severity = was
	}
	j.suppressed = newSuppressions(j.cfg.Suppress, j.cfg.Day)
	for i := range out {
		j.suppressed.mark(&out[i])
	}
	slices.SortStableFunc(out, compare)
	return out
}

// vendorOnPage is who got something, on which page.
func vendorOnPage(f *finding) string {
	who := f.Recipient.VendorID
	if who == "" {
		who = f.Recipient.Domain
	}
	return f.Page + " " + who
}

func compare(a, b audit.Finding) int {
	return cmp.Or(
		cmp.Compare(a.Class, b.Class),
		cmp.Compare(slices.Index(audit.Severities, a.Severity), slices.Index(audit.Severities, b.Severity)),
		cmp.Compare(a.Page, b.Page),
		cmp.Compare(a.Recipient.Host, b.Recipient.Host),
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Place, b.Place),
		cmp.Compare(a.Fingerprint, b.Fingerprint),
	)
}

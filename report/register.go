package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/vendors"
)

// vendorCard is one third party with findings, as a practice has to answer for it.
type vendorCard struct {
	vendorRow
	Anchor    string
	Findings  int
	PageNames []string
	Agreement agreementText
	Facts     []fact
	Questions []question
}

// agreementText is what is recorded about a BAA, in a line and in full.
type agreementText struct {
	Recorded    bool
	Line, Whole string
}

// question is one of those that a practice should ask about a vendor.
type question struct{ Ask, Answer string }

// vendorCards gives a card for every vendor with findings, in the order of the table.
func vendorCards(r *audit.Run, rows []vendorRow, names *namer) []vendorCard {
	byKey := map[string][]*audit.Finding{}
	for i := range r.Findings {
		key := recipientKey(r.Findings[i].Recipient)
		byKey[key] = append(byKey[key], &r.Findings[i])
	}
	loads := loadedBy(r, names)
	titles := map[string]string{}
	for _, p := range r.Pages {
		titles[p.URL] = shown(cmp.Or(p.Title, p.URL))
	}
	var out []vendorCard
	for _, row := range rows {
		found := byKey[row.key]
		if len(found) == 0 {
			continue
		}
		c := vendorCard{vendorRow: row, Anchor: fmt.Sprintf("vendor-%d", len(out)+1), Findings: len(found)}
		seen := map[string]bool{}
		for _, f := range found {
			if !seen[f.Page] {
				seen[f.Page] = true
				c.PageNames = append(c.PageNames, cmp.Or(titles[f.Page], shown(f.Page)))
			}
		}
		c.Agreement = agreementFor(r, found[0].Recipient)
		known, ok := names.vendor(found[0].Recipient.VendorID)
		c.Facts = vendorFacts(known, ok)
		c.Questions = questions(r, c, found, known, loads[row.key])
		out = append(out, c)
	}
	return out
}

// agreementFor gives what the practice's own register says of a recipient.
func agreementFor(r *audit.Run, to audit.Recipient) agreementText {
	for i := range r.Agreements {
		a := &r.Agreements[i]
		if !a.With(to) {
			continue
		}
		line := "recorded, signed " + shown(a.Signed)
		whole := fmt.Sprintf("Recorded in the site's file: signed on %s, attested by %s, kept at %s", shown(a.Signed), shown(a.SignedBy), shown(a.Reference))
		if a.Expires != "" {
			whole += ", until " + shown(a.Expires)
			if a.Expires < r.Started.UTC().Format("2006-01-02") {
				line = "recorded, ended " + shown(a.Expires)
			}
		}
		if len(a.Contexts) > 0 {
			whole += "; for pages of: " + contextList(a.Contexts)
		}
		return agreementText{true, line, whole + "."}
	}
	return agreementText{Line: "none recorded", Whole: "None is recorded with this run."}
}

func contextList(contexts []string) string {
	var out []string
	for _, c := range contexts {
		out = append(out, lowerFirst(contextLabel(c)))
	}
	return strings.Join(out, ", ")
}

var publicBAA = map[string]string{
	"offered": "offers one", "plan": "offers one on some plans", "on_request": "gives one on request", "accept_by_use": "has one that is accepted by use",
	"signs_but_prohibits_phi": "signs one and forbids health data all the same", "not_offered": "does not offer one", "conflicting": "says different things about one in different places",
}

// vendorFacts is what public pages say of a vendor, each with its source.
func vendorFacts(v vendors.Vendor, known bool) []fact {
	if !known {
		return nil
	}
	var out []fact
	add := func(label, text, source string) {
		if text == "" {
			return
		}
		if source != "" {
			text += " (" + source + ")"
		}
		out = append(out, fact{label, shown(text)})
	}
	add("Takes by default", sentence(v.Collects.Text), v.Collects.Source)
	add("Its own switch", sentence(v.Setting.Text), v.Setting.Source)
	if says := publicBAA[v.BAA.Status]; says != "" {
		source := v.BAA.Source
		if v.BAA.AsOf != "" {
			source += ", as of " + v.BAA.AsOf
		}
		add("What it says of a BAA", "It "+says, source)
	}
	add("Known from", v.Source, "")
	return out
}

// questions are what a practice should ask about a vendor, answered as far as the
// run can. What only a person can say is left open.
func questions(r *audit.Run, c vendorCard, found []*audit.Finding, known vendors.Vendor, loads []string) []question {
	kinds, clinical, linked := map[audit.Kind]bool{}, false, false
	contexts := []string{}
	for _, f := range found {
		kinds[f.Kind] = true
		clinical = clinical || f.Kind.Info().Clinical
		linked = linked || f.Class == audit.ClassC || f.Kind.Info().SafeHarbor != ""
		contexts = appendNew(contexts, lowerFirst(contextLabel(f.Context)))
	}
	slices.Sort(contexts)
	setting := "No switch of its own is known here. Is there one, and is it on?"
	if known.Setting.Text != "" {
		setting = "Its own switch: " + shown(known.Setting.Text) + ". Is it on?"
	}
	patient := "This run saw " + series(kindLabels(kinds), 8, "more kinds") + " on the way to it"
	if clinical {
		patient += "; some of that says something about care or health"
	}
	return []question{
		{"What does it do here, and does the practice need it on these pages?", fmt.Sprintf("Known as: %s. Findings on %s, in: %s.", c.Purpose, count(len(c.PageNames), "page", "pages"), strings.Join(contexts, ", "))},
		{"What does it get of a patient?", patient + "."},
		{"Does it create, receive, maintain or transmit health information for the practice?", "A person has to say. The run saw what is named above on its way, from pages that a patient uses."},
		{"Is there a business associate agreement, who signed it, and where is it?", c.Agreement.Whole},
		{"Can it work without advertising and profiling?", setting},
		{"Can it link a visitor over time, or to a person?", linkText(r, found, linked)},
		{"Whom else does it bring along or pass data to, for how long does it keep it, can it be deleted?", loadText(loads)},
	}
}

// linkText says what was seen that can link a visitor over time.
func linkText(r *audit.Run, found []*audit.Finding, linked bool) string {
	key := recipientKey(found[0].Recipient)
	names := map[string]bool{}
	var list []string
	for _, p := range r.Pages {
		for _, s := range p.Stored {
			if s.VendorID == key && key != "" && !names[s.Name] && len(list) < maxStoredListed {
				names[s.Name] = true
				list = append(list, shown(s.Name))
			}
		}
	}
	text := "No identifier beside its findings was seen."
	if linked {
		text = "It got an identifier, or a value that names a person."
	}
	if len(list) > 0 {
		text += " In the browser it keeps: " + series(list, 6, "more") + "."
	}
	return text
}

func loadText(loads []string) string {
	if len(loads) == 0 {
		return "Seen from the browser: nobody. What it passes on from its own servers cannot be seen; ask it."
	}
	return "Its scripts sent to: " + series(loads, 6, "more") + ". What it passes on from its own servers cannot be seen; ask it."
}

// loadedBy gives, for each vendor, the other recipients of findings that its scripts
// sent to.
func loadedBy(r *audit.Run, names *namer) map[string][]string {
	out := map[string][]string{}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Initiator.URL == "" || names.register == nil {
			continue
		}
		v, ok := names.register.ByHost(hostOf(f.Initiator.URL))
		if to := recipientName(f.Recipient); ok && v.ID != recipientKey(f.Recipient) {
			out[v.ID] = appendNew(out[v.ID], to)
		}
	}
	return out
}

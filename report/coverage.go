package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// coverage is what was and was not seen, in words.
type coverage struct {
	// Line is short enough for the foot of every printed page.
	Line        string
	Facts       []fact
	Unexplained []string
	Skipped     []audit.SkippedURL // neutralised
	NotSeen     []string
}

// maxListed bounds the lists that a hostile site could make endless.
const maxListed = 200

func newCoverage(r *audit.Run, unsure int) coverage {
	c := r.Coverage
	cert := certification(c)
	out := coverage{
		Line: fmt.Sprintf("%s of %s pages audited, %s inconclusive, %s requests on record, %s",
			number(c.PagesAudited), number(c.PagesFound), number(unsure), number(c.RequestsRecorded), cert),
		NotSeen: append([]string(nil), blindSpots...),
	}
	add := func(label, format string, args ...any) {
		out.Facts = append(out.Facts, fact{label, fmt.Sprintf(format, args...)})
	}
	add("Pages", "%s of %s found were audited; %s inconclusive; %s skipped.",
		number(c.PagesAudited), number(c.PagesFound), number(unsure), count(len(c.Skipped), "address", "addresses"))
	add("Journeys", "%s", journeyText(r.Journeys))
	add("Requests", "%s", requestText(&c))
	if seen := c.SeenByBoth + c.AttemptedOnly + c.WireExplained + c.ChromesOwn; seen > 0 {
		add("Wire", "%s seen by the protocol and on the wire, %s on the wire alone and explained by who sent them, %s attempted and never sent, %s unexplained; %s of Chrome's own left out.",
			number(c.SeenByBoth), number(c.WireExplained), number(c.AttemptedOnly), number(len(c.Unexplained)), number(c.ChromesOwn))
	}
	add("Certification", "%s", strings.TrimSpace(sentence(cert)+". "+shown(c.CertificationWhy)))
	add("Bodies", "%s cut at the size limit, %s could not be read.", number(c.BodiesCut), number(c.BodiesMissing))
	add("Search", "%s", searchText(c.DetectionCut))
	add("Submits", "%s", submitText(r))
	for _, w := range c.Consent {
		add("Consent, "+shown(string(w.State)), "%s", choiceText(w))
	}
	if r.Options.Egress == "hold-canaries" {
		add("Egress", "%s that would have told a third party a value of the synthetic patient, recorded and kept back, as asked; what follows when such a request is answered was not seen.", count(c.KeptBack, "request", "requests"))
	}
	if len(c.Aliases) > 0 {
		add("Own names", "%s", aliasText(c.Aliases))
	}
	for _, u := range c.Unexplained[:min(len(c.Unexplained), maxListed)] {
		out.Unexplained = append(out.Unexplained, gapText(u))
	}
	for _, s := range c.Skipped[:min(len(c.Skipped), maxListed)] {
		out.Skipped = append(out.Skipped, audit.SkippedURL{URL: shown(s.URL), Reason: shown(s.Reason)})
	}
	if n := len(c.Skipped) - maxListed; n > 0 {
		out.Skipped = append(out.Skipped, audit.SkippedURL{URL: "and " + number(n) + " more", Reason: "run.json lists them all"})
	}
	for _, n := range c.NotLookedAt {
		out.NotSeen = appendNew(out.NotSeen, shown(n))
	}
	return out
}

// gapText says what left unexplained, and where.
func gapText(g audit.Gap) string {
	if g.Page == "" {
		return shown(g.What)
	}
	return shown(g.What) + " (on " + shown(g.Page) + ")"
}

// certification says what the record rests on; anything but a plain "verified"
// counts as unverified.
func certification(c audit.Coverage) string {
	if c.Certification == "verified" {
		return "verified by a second record"
	}
	return "not verified by a second record"
}

// aliasText says whose the practice's hosts are by the DNS.
func aliasText(aliases []audit.Alias) string {
	plain, parts := 0, []string(nil)
	for _, a := range aliases {
		switch {
		case len(a.Chain) == 0:
			if a.Why == "" {
				plain++
			}
			continue
		case len(parts) >= maxListed:
			continue
		}
		s := shown(a.Host) + " is an alias of " + shown(a.Chain[len(a.Chain)-1])
		if a.Vendor != "" {
			s += ", " + shown(a.Vendor) + " (" + purposeLabel(a.Purpose) + ")"
		}
		if a.Party == audit.ThirdParty {
			parts = append(parts, s+", and counts as a third party")
		} else {
			parts = append(parts, s+", and counts as the practice's own")
		}
	}
	return strings.Join(append([]string{count(plain, "host has", "hosts have") + " no DNS alias"}, parts...), "; ") + "."
}

func journeyText(journeys []audit.Journey) string {
	var walked, unfinished, skipped int
	for _, j := range journeys {
		switch j.Status {
		case audit.Walked:
			walked++
		case audit.NotAttempted:
			skipped++
		default:
			unfinished++
		}
	}
	return fmt.Sprintf("%s walked to the end, %s not finished, %s not attempted.", number(walked), number(unfinished), number(skipped))
}

func searchText(cut int) string {
	if cut == 0 {
		return "No search stopped at a limit."
	}
	return fmt.Sprintf("The search of %s stopped at a limit.", count(cut, "request", "requests"))
}

// requestText says what became of what is on record.
func requestText(c *audit.Coverage) string {
	out := number(c.RequestsRecorded) + " on record: " + number(c.RequestsSent) + " sent, " + number(c.SubmitsHeld) + " held"
	if rest := c.RequestsRecorded - c.RequestsSent - c.SubmitsHeld - c.KeptBack; rest > 0 {
		out += ", " + number(rest) + " answered from the cache, blocked, failed or given up"
	}
	return out + "; " + number(len(c.Unexplained)) + " unexplained."
}

func submitText(r *audit.Run) string {
	held := count(r.Coverage.SubmitsHeld, "submit was", "submits were")
	if r.Coverage.SubmitsHeld == 0 && r.Options.Submit != "skip" {
		return "No submit was held." + between(r)
	}
	switch r.Options.Submit {
	case "skip":
		return "No form was submitted, as asked."
	case "send":
		return "Forms were submitted where the site's file says so; " + held + " held: recorded, never sent."
	}
	return sentence(held) + " held: recorded, never sent, and answered inside the browser." + between(r)
}

// between tells of the steps of forms that went to the practice, "" when there were none.
func between(r *audit.Run) string {
	n := 0
	for _, j := range r.Journeys {
		for _, s := range j.Steps {
			if s.Sent {
				n++
			}
		}
	}
	if n == 0 {
		return ""
	}
	return " " + sentence(count(n, "step in between of a form was", "steps in between of forms were")) + " sent to the practice, because its form goes on from there."
}

// made says what made the run, so that it can be made again.
func made(r *audit.Run) []fact {
	t := r.Tool
	sandbox := "on"
	if !t.Sandbox {
		sandbox = "off"
	}
	disguise := words(t.Disguise)
	switch t.Disguise {
	case "realistic":
		disguise = "realistic: the browser hid that it was automated, so that the site behaved as it does for a patient"
	case "honest":
		disguise = "honest: the browser did not hide that it was automated, and a site may behave otherwise for a patient"
	case "":
		disguise = "not recorded"
	}
	facts := []fact{
		{"Started", moment(r.Started)},
		{"Ended", moment(r.Ended)},
		{"quietroom", shown(t.Version)},
		{"Rules, SHA-256", shown(t.RulesHash)},
		{"Lists of trackers", lists(t.Lists)},
		{"Browser", shown(t.Browser)},
		{"Fidelity", shown(t.Fidelity)},
		{"Sandbox", sandbox},
		{"Disguise", disguise},
		{"User agent", shown(t.UserAgent)},
		{"System", shown(t.OS)},
		{"Seed of the patients", strconv.FormatUint(r.Seed, 10)},
		{"Run", shown(r.ID)},
		{"Scope", shown(strings.Join(r.Scope, ", "))},
		{"Options", optionText(r.Options)},
	}
	out := facts[:0]
	for _, f := range facts {
		if f.Text != "" {
			out = append(out, f)
		}
	}
	return out
}

func optionText(o audit.Options) string {
	var parts []string
	add := func(label, value string) {
		if value != "" {
			parts = append(parts, label+" "+shown(value))
		}
	}
	add("submit", o.Submit)
	add("egress", o.Egress)
	if o.MaxPages > 0 {
		add("pages", number(o.MaxPages))
	}
	add("robots", o.Robots)
	add("consent", consentOption(o.Consent))
	if o.GPC {
		parts = append(parts, "asked not to be tracked (Global Privacy Control)")
	}
	add("viewport", o.Viewport)
	add("fail on", o.FailOn)
	if o.Insecure {
		parts = append(parts, "certificates not checked")
	}
	add("connect to", strings.Join(o.Connect, " "))
	add("extra headers", strings.Join(o.Headers, " "))
	return strings.Join(parts, "; ")
}

// lists names the user's own lists of trackers, and what of each was not used.
func lists(all []audit.TrackerList) string {
	var out []string
	for _, l := range all {
		s := fmt.Sprintf("%s (%s", shown(l.Name), shown(l.Format))
		if l.Version != "" {
			s += " " + shown(l.Version)
		}
		s += fmt.Sprintf(", %d domains, SHA-256 %.12s", l.Entries, shown(l.SHA256))
		if len(l.Unused) > 0 {
			s += "; not used: " + shown(strings.Join(l.Unused, ", "))
		}
		out = append(out, s+")")
	}
	return strings.Join(out, "; ")
}

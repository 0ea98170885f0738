package report

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
)

// view is a run in the order in which a person reads it. Every string in it is
// neutralised; formats only lay it out and escape it.
type view struct {
	Site, Host string
	When       string
	Verdict    audit.Verdict
	Headline   string // the verdict in one sentence
	Why        string // the judge's reason
	Incomplete bool
	Resume     string // the command that goes on with it, "" for none
	Numbers    []figure
	ByClass    []classCount
	Actions    []action
	Coverage   coverage
	Vendors    []vendorRow
	Since      *since // nil without a baseline
	First      []change
	told       *teller
	Leaks      []pageView // with findings, worst first
	Unsure     []pageView // inconclusive, in the run's order
	Clean      []pageView
	Journeys   []journeyRow // those that were not walked to the end
	Made       []fact
	Notes      []string
}

// fact is a label and what stands beside it.
type fact struct{ Label, Text string }

// figure is one figure with its caption.
type figure struct{ Figure, Caption string }

type classCount struct {
	Class   audit.Class
	Meaning string
	Count   int
}

// Sentence gives the meaning of the class as a sentence.
func (c classCount) Sentence() string { return sentence(c.Meaning) + "." }

// action is one change to make, and what it answers.
type action struct {
	Remedy, Vendor string
	Severity       audit.Severity
	Answers        string // "7 findings on 4 pages"
}

type vendorRow struct {
	key                  string
	Agreement            string // "none recorded"
	Name, Owner, Purpose string
	Hosts                []string
	Pages                int
	Data                 []string
	Class                audit.Class // "" when nothing was found
	Severity             audit.Severity
}

type pageView struct {
	Anchor              string
	URL, Title, Context string
	Short               string // the title without what all pages' titles end in
	Verdict             audit.Verdict
	Why                 string
	Flows               []flow
	Findings            int
	Severity            audit.Severity
	Met                 []string // third parties met, by name
	Stored              []storedLine
	Walks               []timeline
	MoreWalks           int
	Shots               []shot
}

type journeyRow struct{ Scenario, Page, Status, Why string }

// newView arranges the run. Facts about exchanges are added where they are at hand.
func newView(in Input) *view {
	r := in.Run
	v := &view{
		Site: shown(r.Site), Host: hostOf(r.Site), When: moment(r.Started),
		Verdict: r.Verdict, Why: shown(r.Why), Incomplete: !r.Complete, Resume: shown(r.Resume),
		Made: made(r),
	}
	t := newTeller(in)
	v.arrangePages(t)
	v.Vendors = vendorRows(r)
	v.ByClass = byClass(r.Findings)
	v.Actions = actions(r.Findings)
	v.Journeys = unfinished(r.Journeys, v.Unsure)
	v.Coverage = newCoverage(r, len(v.Unsure))
	v.Headline = headline(r, len(v.Leaks))
	v.Numbers = numbers(r, v)
	for _, n := range r.Notes {
		v.Notes = append(v.Notes, shown(n))
	}
	if t.rec.cut != "" {
		v.Notes = append(v.Notes, t.rec.cut)
	}
	v.Since, v.First = newSince(in.Comparison), v.firstThings(t.proposed)
	v.told = t
	return v
}

// seenWhole reports that nothing was left unseen that the audit meant to see.
func (v *view) seenWhole(r *audit.Run) bool {
	unfinished := slices.ContainsFunc(r.Journeys, func(j audit.Journey) bool { return j.Status != audit.Walked && j.Status != audit.NotAttempted })
	return r.Verdict != audit.Inconclusive && !v.Incomplete && !unfinished &&
		len(v.Unsure)+len(v.Coverage.Unexplained)+len(r.Coverage.Halted)+r.Coverage.DetectionCut == 0
}

func hostOf(site string) string {
	if u, err := url.Parse(site); err == nil && u.Host != "" {
		return shown(u.Host)
	}
	return shown(cmp.Or(site, "a site without a name"))
}

// severityRank is 0 for the worst; an unknown one comes last.
func severityRank(s audit.Severity) int {
	if i := slices.Index(audit.Severities, s); i >= 0 {
		return i
	}
	return len(audit.Severities)
}

func classRank(c audit.Class) int {
	if i := slices.Index(audit.Classes, c); i >= 0 {
		return i
	}
	return len(audit.Classes)
}

func kindRank(k audit.Kind) int {
	return slices.IndexFunc(audit.Kinds, func(i audit.KindInfo) bool { return i.Kind == k })
}

// weigh orders findings: worst first, then by recipient, kind and place.
func weigh(a, b *audit.Finding) int {
	return cmp.Or(
		cmp.Compare(severityRank(a.Severity), severityRank(b.Severity)),
		cmp.Compare(classRank(a.Class), classRank(b.Class)),
		cmp.Compare(recipientName(a.Recipient), recipientName(b.Recipient)),
		cmp.Compare(kindRank(a.Kind), kindRank(b.Kind)),
		cmp.Compare(a.Place, b.Place),
		cmp.Compare(a.Fingerprint, b.Fingerprint),
	)
}

// recipientName is the vendor's name, or the domain of a third party that no
// vendor entry knows.
func recipientName(r audit.Recipient) string {
	return shown(cmp.Or(r.Vendor, r.Domain, r.Host, "an unnamed recipient"))
}

// hostText is a recipient's host, and what stands behind it where its name does
// not say so.
func hostText(r audit.Recipient) string {
	switch r.Behind {
	case audit.CloakAlias:
		return shown(r.Host) + " (by its DNS alias: " + shown(r.Via) + ")"
	case audit.CloakShape:
		return shown(r.Host) + " (by the shape of what was sent: " + shown(r.Via) + ")"
	}
	return shown(r.Host)
}

func recipientKey(r audit.Recipient) string { return cmp.Or(r.VendorID, r.Domain, r.Host) }

// allPages gives the run's pages once each, with the worse verdict where one is
// listed twice, and those that only a finding names: none is dropped because its
// page is not on the list.
func allPages(r *audit.Run) []audit.Page {
	var out []audit.Page
	at := map[string]int{}
	add := func(p audit.Page) {
		i, had := at[p.URL]
		switch {
		case !had:
			at[p.URL] = len(out)
			out = append(out, p)
		case p.Verdict != out[i].Verdict && p.Verdict.Worse(out[i].Verdict) == p.Verdict:
			out[i] = p
		}
	}
	for _, p := range r.Pages {
		add(p)
	}
	for _, f := range r.Findings {
		if _, had := at[f.Page]; !had {
			add(audit.Page{URL: f.Page, Context: f.Context, Verdict: audit.Leak})
		}
	}
	return out
}

func (v *view) arrangePages(t *teller) {
	r := t.run
	byPage := map[string][]*audit.Finding{}
	for i := range r.Findings {
		f := &r.Findings[i]
		byPage[f.Page] = append(byPage[f.Page], f)
	}
	pages := allPages(r)
	shots := newShots(r)
	for i, p := range pages {
		findings := byPage[p.URL]
		pv := t.newPageView(p, findings)
		pv.Anchor = fmt.Sprintf("page-%d", i+1)
		switch {
		case len(findings) > 0 || p.Verdict == audit.Leak:
			pv.Shots = shots.of(findings)
			v.Leaks = append(v.Leaks, pv)
		case p.Verdict == audit.Clean:
			v.Clean = append(v.Clean, pv)
		default:
			v.Unsure = append(v.Unsure, pv)
		}
	}
	v.shorten()
	slices.SortStableFunc(v.Leaks, func(a, b pageView) int {
		return cmp.Or(cmp.Compare(severityRank(a.Severity), severityRank(b.Severity)), cmp.Compare(b.Findings, a.Findings))
	})
}

// shorten gives every page its title without the ending that most of them share,
// which is the site's name.
func (v *view) shorten() {
	ends, all := map[string]int{}, 0
	lists := []*[]pageView{&v.Leaks, &v.Unsure, &v.Clean}
	for _, list := range lists {
		for _, p := range *list {
			ends[titleEnd(p.Title)]++
			all++
		}
	}
	for _, list := range lists {
		for i := range *list {
			p := &(*list)[i]
			p.Short = p.Title
			if end := titleEnd(p.Title); end != "" && 2*ends[end] > all && all > 2 {
				p.Short = strings.TrimSuffix(p.Title, end)
			}
		}
	}
}

// titleEnd is what stands behind the last separator of a title, with it.
func titleEnd(title string) string {
	at := -1
	for _, sep := range []string{" | ", " · ", " – ", " — ", " - ", " :: "} {
		at = max(at, strings.LastIndex(title, sep))
	}
	if at <= 0 {
		return ""
	}
	return title[at:]
}

func (t *teller) newPageView(p audit.Page, findings []*audit.Finding) pageView {
	slices.SortStableFunc(findings, weigh)
	pv := pageView{
		URL: shown(p.URL), Title: shown(p.Title), Context: contextLabel(p.Context),
		Verdict: p.Verdict, Why: shown(p.Why), Findings: len(findings),
		Flows: t.newFlows(findings),
	}
	if pv.Title == "" {
		pv.Title = "Page without a title"
	}
	pv.Stored = storedLines(p.Stored)
	pv.Walks, pv.MoreWalks = t.timelines(findings, p.URL)
	if len(findings) > 0 {
		pv.Severity = findings[0].Severity
	}
	for _, c := range p.Contacts {
		if c.Recipient.Party == audit.FirstParty {
			continue
		}
		if n := recipientName(c.Recipient); !slices.Contains(pv.Met, n) {
			pv.Met = append(pv.Met, n)
		}
	}
	slices.Sort(pv.Met)
	return pv
}

// MetSentence says whom the page met.
func (p pageView) MetSentence() string {
	if len(p.Met) == 0 {
		return "No third party was met."
	}
	return "Met " + series(p.Met, 4, "more") + "."
}

// unfinished lists the journeys that were not walked to the end. A visit to a
// page that is listed as inconclusive says nothing new and is left out.
func unfinished(journeys []audit.Journey, unsure []pageView) []journeyRow {
	listed := map[string]bool{}
	for _, p := range unsure {
		listed[p.URL] = true
	}
	var out []journeyRow
	for _, j := range journeys {
		if j.Status == audit.Walked || j.Scenario == "visit" && listed[shown(j.Page)] {
			continue
		}
		out = append(out, journeyRow{
			Scenario: scenarioText(&j), Page: shown(j.Page),
			Status: shown(cmp.Or(string(j.Status), string(audit.Inconclused))),
			Why:    sentence(shown(cmp.Or(j.Why, "no reason recorded"))) + thereWas(&j),
		})
	}
	return together(out)
}

// mostAround is how much of a page on which a step failed a report names.
const mostAround = 12

// thereWas says what was on the page when a journey's step failed, for who mends the
// scenario; "" for nothing on record.
func thereWas(j *audit.Journey) string {
	for _, s := range slices.Backward(j.Steps) {
		if len(s.Around) == 0 {
			continue
		}
		var out []string
		for _, name := range s.Around[:min(len(s.Around), mostAround)] {
			out = append(out, shown(name))
		}
		if more := len(s.Around) - len(out); more > 0 {
			out = append(out, fmt.Sprintf("and %d more", more))
		}
		return fmt.Sprintf(" On the page at step %d: %s.", s.Number, strings.Join(out, ", "))
	}
	return ""
}

// together puts visits that failed for one reason, as those of a state of consent
// whose choice could not be made, into one row.
func together(rows []journeyRow) []journeyRow {
	type key struct{ scenario, status, why string }
	pages, at := map[key]int{}, map[key]int{}
	var out []journeyRow
	for _, r := range rows {
		k := key{r.Scenario, r.Status, r.Why}
		if pages[k]++; pages[k] > 1 && strings.HasPrefix(r.Scenario, "visit") {
			out[at[k]].Page = count(pages[k], "page", "pages")
			continue
		}
		at[k] = len(out)
		out = append(out, r)
	}
	return out
}

func byClass(findings []audit.Finding) []classCount {
	out := make([]classCount, len(audit.Classes))
	for i, c := range audit.Classes {
		out[i] = classCount{Class: c, Meaning: c.Meaning()}
	}
	for _, f := range findings {
		if i := classRank(f.Class); i < len(out) {
			out[i].Count++
		}
	}
	return out
}

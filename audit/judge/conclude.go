package judge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
)

// visit is the scenario that every audited page has; answer the one that answers a
// consent banner and fills no form.
const visit, answer = "visit", "consent"

// Conclude gives every page and the run their verdict and its reason. A page is
// a leak when it has a finding; clean only when it was visited, every one of its
// journeys was walked to the end and nothing left unexplained; inconclusive
// otherwise. A run is as bad as its worst page or journey, and never clean when
// it did not come to its end, when no page was audited, or when something could
// not be searched.
func Conclude(run *audit.Run) {
	journeys := map[string][]*audit.Journey{}
	for i := range run.Journeys {
		j := &run.Journeys[i]
		journeys[j.Page] = append(journeys[j.Page], j)
	}
	findings := map[string][]audit.Finding{}
	for _, f := range run.Findings {
		at := pages.Steady(f.Page) // as fingerprints have it: two such addresses are one page
		findings[at] = append(findings[at], f)
	}
	open, clean := 0, 0
	for i := range run.Pages {
		p := &run.Pages[i]
		of := slices.DeleteFunc(slices.Clone(findings[pages.Steady(p.URL)]), func(f audit.Finding) bool {
			return f.Page != p.URL && f.Recipient.Party == audit.FirstParty // http://, say, where this is https://
		})
		p.Verdict, p.Why = concludePage(run, p.URL, p.Forms, of, journeys[p.URL])
		switch p.Verdict {
		case audit.Clean:
			clean++
		case audit.Inconclusive:
			open++
		}
	}
	run.Verdict, run.Why = concludeRun(run, open, clean)
}

func concludePage(run *audit.Run, url string, forms int, findings []audit.Finding, journeys []*audit.Journey) (audit.Verdict, string) {
	if len(findings) > 0 {
		return audit.Leak, worst(findings) + elsewhere(url, findings)
	}
	visited, filled := false, 0
	for _, j := range journeys {
		if j.Status != audit.Walked {
			return audit.Inconclusive, unwalked(j)
		}
		visited = visited || j.Scenario == visit
		if j.Scenario != visit && j.Scenario != answer && !strings.HasPrefix(j.Scenario, audit.FromLibrary) {
			filled++
		}
	}
	if !visited {
		return audit.Inconclusive, "The page was not visited, so nothing can be said of it."
	}
	for _, g := range run.Coverage.Unexplained {
		if g.Page == url {
			return audit.Inconclusive, "Something left this page that the record does not explain: " + trimStop(g.What) + "."
		}
		if g.Page == "" {
			return audit.Inconclusive, "Something left the browser that the record does not explain, and from which page cannot be told: " + trimStop(g.What) + "."
		}
	}
	if forms > 0 && filled == 0 {
		return audit.Clean, fmt.Sprintf("The page was visited; nothing that the rules look for was seen in what went to third parties. No journey filled its %s: hidden, or none that a patient fills.", count(forms, "form"))
	}
	return audit.Clean, "The page was visited and every journey on it walked to its end; nothing that the rules look for was seen in what went to third parties."
}

// elsewhere names the address under which a page's findings are told, where that is
// another one of its own.
func elsewhere(url string, findings []audit.Finding) string {
	if slices.ContainsFunc(findings, func(f audit.Finding) bool { return f.Page == url }) {
		return ""
	}
	return " It is told of " + findings[0].Page + ", which is taken for the same page."
}

// unwalked says what of a journey is missing.
func unwalked(j *audit.Journey) string {
	what := "was not walked to its end"
	if j.Status == audit.NotAttempted {
		what = "was not walked"
	}
	why := j.Why
	if why == "" {
		why = "no reason is on record"
	}
	return fmt.Sprintf("The journey %q %s: %s.", j.Scenario, what, trimStop(why))
}

func trimStop(s string) string {
	for len(s) > 0 && s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}

// counting gives how many of the findings nobody accepts.
func counting(findings []audit.Finding) (n int) {
	for i := range findings {
		if findings[i].Counts() {
			n++
		}
	}
	return n
}

// worst says how many findings there are and what the worst of them is.
func worst(findings []audit.Finding) string {
	rank := func(f audit.Finding) int { // what counts is told before what is accepted
		if f.Counts() {
			return 0
		}
		return 1
	}
	top := slices.MinFunc(findings, func(a, b audit.Finding) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(slices.Index(audit.Severities, a.Severity), slices.Index(audit.Severities, b.Severity)), cmp.Compare(a.Class, b.Class))
	})
	hosts := map[string]bool{}
	for _, f := range findings {
		hosts[f.Recipient.Host] = true
	}
	all, some := "", ""
	switch n := len(findings) - counting(findings); n {
	case 0:
	case len(findings):
		all = ", " + accepted(findings)
	default:
		some = fmt.Sprintf("; %d of them %s", n, accepted(findings))
	}
	return fmt.Sprintf("%s to %s%s; the worst is %s: %s, to %s%s.", count(len(findings), "finding"), count(len(hosts), "recipient"), all,
		top.Severity, top.Kind.Info().Label, recipient(top.Recipient), some)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func concludeRun(run *audit.Run, open, clean int) (audit.Verdict, string) {
	if len(run.Findings) > 0 {
		return audit.Leak, worst(run.Findings)
	}
	for i := range run.Journeys {
		if j := &run.Journeys[i]; j.Status != audit.Walked && open == 0 {
			return audit.Inconclusive, unwalked(j)
		}
	}
	cov := run.Coverage
	switch {
	case clean == 0 && open == 0:
		return audit.Inconclusive, "No page was audited, so nothing can be said."
	case open > 0:
		return audit.Inconclusive, fmt.Sprintf("Of %s, %d could not be audited to the end.", count(clean+open, "page"), open)
	case !run.Complete:
		return audit.Inconclusive, "The audit did not come to its end."
	case len(cov.Unexplained) > 0:
		return audit.Inconclusive, "Something left the browser that the record does not explain: " + trimStop(cov.Unexplained[0].What) + "."
	case cov.DetectionCut > 0:
		return audit.Inconclusive, fmt.Sprintf("%s could not be searched to the end.", count(cov.DetectionCut, "request"))
	case len(cov.Halted) > 0:
		return audit.Inconclusive, "The site stopped the audit: " + trimStop(strings.Join(cov.Halted, "; ")) + "."
	}
	return audit.Clean, fmt.Sprintf("On %s, every journey was walked to its end; nothing that the rules look for was seen in what went to third parties.", count(clean, "page"))
}

package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/quietroom/quietroom/audit"
)

func numbers(r *audit.Run, v *view) []figure {
	third := 0
	for _, row := range v.Vendors {
		third += len(row.Hosts)
	}
	walked := 0
	for _, j := range r.Journeys {
		if j.Status == audit.Walked {
			walked++
		}
	}
	return append(append([]figure{{number(len(r.Findings)), "findings"}}, byConsent(r)...), []figure{
		{fmt.Sprintf("%s of %s", number(r.Coverage.PagesAudited), number(r.Coverage.PagesFound)), "pages found were audited"},
		{fmt.Sprintf("%s of %s", number(walked), number(len(r.Journeys))), "journeys walked to the end"},
		{number(third), "third-party hosts met"},
		{number(r.Coverage.RequestsRecorded), "requests on record"},
	}...)
}

// headline is the verdict in one sentence.
func headline(r *audit.Run, leaky int) string {
	switch {
	case len(r.Findings) > 0:
		return leakHeadline(r.Findings, leaky)
	case r.Verdict == audit.Leak:
		return "The run is marked as a leak, and holds no finding that says why."
	case r.Verdict == audit.Clean:
		return fmt.Sprintf("Nothing that this audit looks for was seen leaving %s.", pagesOf(r.Coverage))
	}
	return unsureHeadline(r)
}

func unsureHeadline(r *audit.Run) string {
	unsure := 0
	for _, p := range r.Pages {
		if p.Verdict == audit.Inconclusive {
			unsure++
		}
	}
	switch {
	case r.Coverage.PagesAudited == 0:
		return "No page could be audited, so nothing can be said."
	case unsure == 0:
		return "Not enough was seen to say. Nothing was found in what was seen."
	case unsure == 1:
		return fmt.Sprintf("Not enough was seen to say: 1 of %s is inconclusive. Nothing was found in what was seen.", count(len(r.Pages), "page", "pages"))
	}
	return fmt.Sprintf("Not enough was seen to say: %s of %s pages are inconclusive. Nothing was found in what was seen.", number(unsure), number(len(r.Pages)))
}

func pagesOf(c audit.Coverage) string {
	if c.PagesAudited == 1 {
		return "the one page audited"
	}
	return fmt.Sprintf("the %s pages audited", number(c.PagesAudited))
}

// leakHeadline says what was seen on its way to whom. "On its way" is true of
// what was sent and of what was held.
func leakHeadline(findings []audit.Finding, pages int) string {
	worst := audit.ClassE
	for _, f := range findings {
		if classRank(f.Class) < classRank(worst) {
			worst = f.Class
		}
	}
	kinds := map[audit.Kind]bool{}
	var told []audit.Finding
	for _, f := range findings {
		if worst <= audit.ClassB && f.Class > audit.ClassB || worst <= audit.ClassD && f.Class > audit.ClassD {
			continue
		}
		kinds[f.Kind] = true
		told = append(told, f)
	}
	to := series(recipients(told), 2, "others")
	from := "on " + count(pages, "page", "pages")
	switch {
	case worst <= audit.ClassB:
		labels := kindLabels(kinds)
		verb := "were"
		if len(labels) == 1 {
			verb = "was"
		}
		return fmt.Sprintf("A synthetic patient's %s %s seen on the way to %s, %s.", series(labels, 3, "more kinds of data"), verb, to, from)
	case worst <= audit.ClassD:
		return fmt.Sprintf("Which sensitive page was open was seen on the way to %s, %s.", to, from)
	}
	return fmt.Sprintf("Third parties were met where the policy allows none of their kind: %s, %s.", to, from)
}

// recipients names who the findings went to: those with the worst first, then
// those with the most.
func recipients(findings []audit.Finding) []string {
	worst, n := map[string]int{}, map[string]int{}
	for _, f := range findings {
		name, rank := recipientName(f.Recipient), severityRank(f.Severity)
		if n[name] == 0 || rank < worst[name] {
			worst[name] = rank
		}
		n[name]++
	}
	return slices.SortedFunc(maps.Keys(n), func(a, b string) int {
		return cmp.Or(cmp.Compare(worst[a], worst[b]), cmp.Compare(n[b], n[a]), cmp.Compare(a, b))
	})
}

// kindLabels names the kinds in the order of audit.Kinds.
func kindLabels(kinds map[audit.Kind]bool) []string {
	var out []string
	for _, k := range audit.Kinds {
		if kinds[k.Kind] {
			out = append(out, k.Label)
		}
	}
	var unknown []string
	for k := range kinds {
		if !k.Known() {
			unknown = append(unknown, shown(string(k)))
		}
	}
	slices.Sort(unknown)
	return append(out, unknown...)
}

package runner

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/crawler"
	"github.com/quietroom/quietroom/scenarios"
	"github.com/quietroom/quietroom/scenarios/library"
)

// The pages of a site are all visited and their forms all filled, so that a link from
// one to another needs no journey of its own. What is left is what a page calls a
// patient to and no visit comes to: the service that "Book now" leads to, and what only
// a button opens. The library's scenario of that goal is walked there, each goal once.

// reading is the goal that a visit comes to by itself.
const reading = "topic"

// calls lists what the page that is being visited calls a patient to.
func (a *auditing) calls(ctx context.Context, tab walkTab, inv *scenarios.Inventory, plans []scenarios.Scenario) ([]scenarios.Call, error) {
	if !a.cfg.Library {
		return nil, nil
	}
	return scenarios.Calls(ctx, tab, inv, plans)
}

// fromLibrary plans the library's journeys to what the site calls a patient to and no
// plan comes to. first is true where what was seen nowhere is to be noted.
func (a *auditing) fromLibrary(plans []scenarios.Scenario, first bool) ([]scenarios.Scenario, error) {
	if !a.cfg.Library || a.cfg.OnlyScenario || a.cfg.inspected != nil {
		return nil, nil
	}
	entries, err := library.All()
	if err != nil {
		return nil, err
	}
	var out []scenarios.Scenario
	var missing []string
	taken := map[string]bool{} // addresses that a journey goes to
	for _, e := range entries {
		if e.Name == reading || slices.ContainsFunc(plans, func(sc scenarios.Scenario) bool { return sc.Name == e.Script.Name }) {
			continue // the user asked for it, and it is walked already
		}
		walked := scenarios.Walks(e.Name, plans)
		page, way, called := a.wayTo(e.Name, walked, taken)
		if page == "" {
			if !called && !walked {
				missing = append(missing, e.Name)
			}
			continue
		}
		s := *e.Script
		s.Start = page
		out = append(out, scenarios.Scenario{Name: audit.FromLibrary + e.Name, Page: page, Site: a.run.Site, Script: &s, Way: way, Patient: a.cfg.Patient})
	}
	if first && len(missing) > 0 {
		a.note("No page was seen to call a patient to any of these, and no form is one: " + strings.Join(missing, ", ") + ".")
	}
	return out, nil
}

// wayTo gives the first page that calls a patient to a goal, and the address of the link
// that leads there, "" for a button. A page of the site is no way: it is visited. Nor is
// a button, where a form of the goal is walked, or an address that is taken; nor does a
// way lead to a vendor who takes nothing of patients. called is true when there is a
// call at all.
func (a *auditing) wayTo(goal string, walked bool, taken map[string]bool) (page, way string, called bool) {
	for i, p := range a.found.pages {
		if p.shown == nil || a.sameAs(i) != i {
			continue
		}
		for _, c := range p.shown.Calls {
			if c.Goal != goal {
				continue
			}
			called = true
			to, _, _ := strings.Cut(c.Href, "#")
			switch host := a.leads(to); {
			case to == "" && walked, to != "" && (a.first(host) || !a.data.leadsTo(host) || taken[to]):
				continue
			case to != "":
				taken[to] = true
			}
			return a.run.Pages[i].URL, c.Href, true
		}
	}
	return "", "", called
}

// leads gives the host that an address leads to, as far as the crawl found out: one of
// the site may do no more than to send a patient on.
func (a *auditing) leads(address string) (host string) {
	host = hostname(address)
	if !a.first(host) {
		return host
	}
	id, err := a.found.crawler.Identity(address)
	for _, s := range a.run.Coverage.Skipped {
		if own, serr := a.found.crawler.Identity(s.URL); err == nil && serr == nil && own == id {
			if to, ok := crawler.Leaves(s.Reason); ok {
				return hostname("//" + to)
			}
		}
	}
	return host
}

// unreached says in the coverage to what the site calls a patient, and where no form of it
// was found.
func unreached(journeys []audit.Journey) []string {
	var out []string
	for _, j := range journeys {
		if goal, ok := strings.CutPrefix(j.Scenario, audit.FromLibrary); ok && j.Status == audit.Walked && j.Why != "" {
			out = append(out, fmt.Sprintf("%s calls a patient to %s; what came of following that: %s.", j.Page, goal, strings.TrimSuffix(j.Why, ".")))
		}
	}
	return out
}

// shuns says why a way that a scenario of the library found for itself is not to be gone:
// what the crawl leaves alone, it leaves alone too. "" for no reason.
func (a *auditing) shuns(ctx context.Context, address string) string {
	_, why := a.found.crawler.Allow(ctx, crawler.Link{URL: address})
	return why
}

package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
)

// pageChanges lists the pages that came, went, or became something else.
func pageChanges(before, now *sight) []audit.ThingChange {
	out := []audit.ThingChange{}
	for i := range now.run.Pages {
		p := &now.run.Pages[i]
		was := before.page(p)
		if was == nil {
			out = append(out, audit.ThingChange{Change: audit.New, Name: p.URL, Note: fmt.Sprintf("%s, %s", p.Context, p.Verdict)})
		} else if note := became(was, p); note != "" {
			out = append(out, audit.ThingChange{Change: audit.Changed, Name: p.URL, Note: note})
		}
	}
	for i := range before.run.Pages {
		p := &before.run.Pages[i]
		if now.page(p) != nil {
			continue
		}
		ch := audit.ThingChange{Change: audit.Gone, Name: p.URL, Note: fmt.Sprintf("%s, %s", p.Context, p.Verdict)}
		if why := now.blindToAbsence(p); why != "" {
			ch.Change, ch.Note = audit.NotLookedAt, sentence(why)
		}
		out = append(out, ch)
	}
	return sorted(out)
}

// page finds a page of another run, under any of its names.
func (s *sight) page(p *audit.Page) *audit.Page {
	for _, a := range append([]string{p.URL}, p.Aliases...) {
		if found := s.pages[pages.Steady(a)]; found != nil {
			return found
		}
	}
	return nil
}

// became says what of a page is not as it was.
func became(was, p *audit.Page) string {
	var notes []string
	if was.Verdict != p.Verdict {
		notes = append(notes, fmt.Sprintf("%s, was %s", p.Verdict, was.Verdict))
	}
	if was.Context != p.Context {
		notes = append(notes, fmt.Sprintf("taken for %s, was %s", cmp.Or(p.Context, "nothing"), cmp.Or(was.Context, "nothing")))
	}
	return strings.Join(notes, "; ")
}

// blindToAbsence says why it does not show that a page is gone that the run does
// not have, "" when it does.
func (s *sight) blindToAbsence(p *audit.Page) string {
	why := s.skipped[pages.Steady(p.URL)]
	switch {
	case !s.run.Complete:
		return s.name + " did not come to its end"
	case !s.inScope(p.URL):
		return "it was out of scope in " + s.name
	case why != "":
		return "it was not audited in " + s.name + ": " + strings.TrimRight(why, ".")
	case len(s.run.Coverage.Halted) > 0:
		return "the site stopped " + s.name
	case s.run.Options.MaxPages > 0 && len(s.run.Pages) >= s.run.Options.MaxPages:
		return fmt.Sprintf("%s was bounded to %d pages", s.name, s.run.Options.MaxPages)
	}
	if at := s.unread(); at != "" {
		return "it was not found, and " + at + ", which may lead to it, was not seen to its end in " + s.name
	}
	return ""
}

// unread gives the first page of which no visit came to its end, so that its links may
// not be known; "" for none.
func (s *sight) unread() string {
	read := map[string]bool{}
	for w, of := range s.walks {
		read[w.page] = read[w.page] || w.scenario == "visit" && of.walked > 0
	}
	for i := range s.run.Journeys {
		if at := pages.Steady(s.run.Journeys[i].Page); s.run.Journeys[i].Scenario == "visit" && !read[at] {
			return at
		}
	}
	return ""
}

// journeyChanges lists the journeys that came, went, or ended another way. That a
// page which came or went was visited goes without saying.
func journeyChanges(before, now *sight) []audit.ThingChange {
	out := []audit.ThingChange{}
	for w, is := range now.walks {
		was := before.walks[w]
		switch {
		case was == nil && (w.scenario != "visit" || before.pages[w.page] != nil):
			out = append(out, audit.ThingChange{Change: audit.New, Name: w.String()})
		case was != nil && (was.all != is.all || was.walked != is.walked):
			out = append(out, audit.ThingChange{Change: audit.Changed, Name: w.String(), Note: ended(was, is)})
		}
	}
	for w := range before.walks {
		if now.walks[w] != nil || w.scenario == "visit" && now.pages[w.page] == nil {
			continue
		}
		ch := audit.ThingChange{Change: audit.Gone, Name: w.String()}
		if now.pages[w.page] == nil {
			ch.Change, ch.Note = audit.NotLookedAt, sentence("its page was not seen in "+now.name)
		} else if why := now.blindToPage("//" + w.page); why != "" {
			ch.Change, ch.Note = audit.NotLookedAt, sentence(why)
		} else if !now.states[w.consent] {
			ch.Change, ch.Note = audit.NotLookedAt, sentence(fmt.Sprintf("the site was not walked %s in %s", w.consent.When(), now.name))
		} else if v := now.walks[walk{"visit", w.page, w.consent}]; v != nil && v.walked < v.all {
			ch.Change, ch.Note = audit.NotLookedAt, sentence("the visit that shows what to walk did not come to its end in "+now.name)
		}
		out = append(out, ch)
	}
	return sorted(out)
}

// ended says how journeys of one name ended, and how they did before.
func ended(was, is *walks) string {
	tell := func(w *walks) string {
		switch {
		case w.all == 1 && w.walked == 1:
			return "walked"
		case w.all == 1:
			return "not walked to its end"
		}
		return fmt.Sprintf("%d of %d walked to their end", w.walked, w.all)
	}
	note := tell(is) + ", was " + tell(was)
	if is.why != "" {
		note += ": " + strings.TrimRight(is.why, ".")
	}
	return note
}

// vendorChanges lists the third parties that were met for the first time, or no more.
func vendorChanges(before, now *sight) []audit.ThingChange {
	out := []audit.ThingChange{}
	was, is := met(before.run), met(now.run)
	for key, v := range is {
		if was[key] == nil {
			out = append(out, audit.ThingChange{Change: audit.New, Name: v.name, Note: v.where()})
		}
	}
	for key, v := range was {
		if is[key] != nil {
			continue
		}
		ch := audit.ThingChange{Change: audit.Gone, Name: v.name, Note: v.where()}
		for _, p := range v.pages {
			if why := now.blindToAll(p, before); why != "" {
				ch.Change, ch.Note = audit.NotLookedAt, sentence(why)
				break
			}
		}
		out = append(out, ch)
	}
	return sorted(out)
}

// vendor is a third party, and the pages that it was met on.
type vendor struct {
	name  string
	pages []string
}

func (v *vendor) where() string {
	if len(v.pages) == 1 {
		return "on " + v.pages[0]
	}
	return fmt.Sprintf("on %d pages, such as %s", len(v.pages), v.pages[0])
}

func met(run *audit.Run) map[string]*vendor {
	out := map[string]*vendor{}
	for _, p := range run.Pages {
		for _, c := range p.Contacts {
			key := vendorKey(c.Recipient)
			v := out[key]
			if v == nil {
				v = &vendor{name: cmp.Or(c.Recipient.Vendor, c.Recipient.Domain, c.Recipient.Host)}
				out[key] = v
			}
			if !slices.Contains(v.pages, p.URL) {
				v.pages = append(v.pages, p.URL)
			}
		}
	}
	for _, v := range out {
		slices.Sort(v.pages)
	}
	return out
}

// blindToAll says why the run did not see all that another one saw on a page.
func (s *sight) blindToAll(page string, other *sight) string {
	if why := s.blindToPage(page); why != "" {
		return why
	}
	if s.run.Options.GPC != other.run.Options.GPC {
		return "only one of the runs asked for privacy (GPC)"
	}
	at := pages.Steady(page)
	var blind []string
	for w := range other.walks {
		if w.page == at {
			if why := s.blindToWalk(w, other); why != "" {
				blind = append(blind, why)
			}
		}
	}
	if len(blind) == 0 {
		return ""
	}
	return slices.Min(blind)
}

func sorted(things []audit.ThingChange) []audit.ThingChange {
	slices.SortStableFunc(things, func(a, b audit.ThingChange) int {
		return cmp.Or(byChange(a.Change, b.Change), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Note, b.Note))
	})
	return things
}

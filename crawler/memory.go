package crawler

import (
	"fmt"
	"maps"
)

// Memory is what one call of Crawl or Extend changed in what a crawler knows
// beside the pages of its Result. It holds addresses and counts, no content.
type Memory struct {
	// Fetched is how many requests were made until then.
	Fetched int
	// Unlisted counts skipped addresses beyond those of the Result.
	Unlisted int
	States   map[string]state  `json:",omitempty"`
	Families map[string]int    `json:",omitempty"`
	Shelves  map[string]int    `json:",omitempty"`
	ByID     map[string]int    `json:",omitempty"`
	ByBody   map[string]int    `json:",omitempty"`
	ByName   map[string][]twin `json:",omitempty"`
	Stopped  map[string]string `json:",omitempty"`
	Strikes  map[string]int    `json:",omitempty"`
}

// memory gives what changed since it was last called.
func (c *Crawler) memory(unlisted int) Memory {
	return Memory{
		Fetched: c.fetched, Unlisted: unlisted,
		States: c.states.changes(), Families: c.families.changes(), Shelves: c.shelves.changes(),
		ByID: c.byID.changes(), ByBody: c.byBody.changes(), ByName: c.byName.changes(),
		Stopped: c.stopped.changes(), Strikes: c.strikes.changes(),
	}
}

// Recall puts a new crawler to where one of the same configuration was when it
// gave this result; the site is asked for nothing. Recall the results of Crawl
// and of every Extend in their order. robots.txt is no part of it: it is read
// again before the next request. Only a result that came without an error will do.
func (c *Crawler) Recall(r *Result) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	start, err := resolve(nil, r.Site)
	if err != nil {
		return fmt.Errorf("recalling a crawl: start page %q: %w", r.Site, err)
	}
	for _, s := range r.Scope {
		if u, err := resolve(nil, s); err == nil && !c.scope.holds(u) && !sameSite(c.start, u) {
			return fmt.Errorf("recalling a crawl: its scope has %s, which is none of the hosts that the audit was begun with", s)
		}
	}
	if !c.scope.holds(start) && !sameSite(c.start, start) {
		return fmt.Errorf("recalling a crawl: it began at %s, which is none of the hosts that the audit was begun with", r.Site)
	}
	c.start = start
	for i := len(r.Scope) - 1; i >= 0; i-- { // the first one last, so that it comes first
		u, err := resolve(nil, r.Scope[i])
		if err != nil {
			return fmt.Errorf("recalling a crawl: scope %q: %w", r.Scope[i], err)
		}
		c.scope.add(u, i == 0)
	}
	for _, p := range r.Pages {
		page := p
		page.Aliases = append([]string(nil), p.Aliases...)
		c.pages = append(c.pages, &page)
	}
	m := r.Memory
	for _, numbers := range []map[string]int{m.ByID, m.ByBody} {
		for _, n := range numbers {
			if n < 1 || n > len(c.pages) {
				return fmt.Errorf("recalling a crawl: it names page %d of %d", n, len(c.pages))
			}
		}
	}
	for _, twins := range m.ByName {
		for _, t := range twins {
			if t.Page < 1 || t.Page > len(c.pages) {
				return fmt.Errorf("recalling a crawl: it names page %d of %d", t.Page, len(c.pages))
			}
		}
	}
	c.failed = append(c.failed, r.Failed...)
	c.skipped = append(c.skipped, r.Skipped...)
	c.notes = append(c.notes, r.Notes...)
	if r.Stopped != "" {
		c.stops = append(c.stops, r.Stopped)
	}
	c.fetched, c.unlisted = m.Fetched, c.unlisted+m.Unlisted
	c.states.add(m.States)
	c.families.add(m.Families)
	c.shelves.add(m.Shelves)
	c.byID.add(m.ByID)
	c.byBody.add(m.ByBody)
	c.byName.add(m.ByName)
	c.stopped.add(m.Stopped)
	c.strikes.add(m.Strikes)
	return nil
}

// ledger is a map that knows what changed in it.
type ledger[V any] struct{ all, changed map[string]V }

func (l *ledger[V]) get(k string) V { return l.all[k] }

func (l *ledger[V]) len() int { return len(l.all) }

func (l *ledger[V]) set(k string, v V) {
	if l.all == nil {
		l.all = map[string]V{}
	}
	if l.changed == nil {
		l.changed = map[string]V{}
	}
	l.all[k], l.changed[k] = v, v
}

// changes gives what was set since it was last called, nil for nothing.
func (l *ledger[V]) changes() map[string]V {
	out := l.changed
	l.changed = nil
	return out
}

// add sets what is no change.
func (l *ledger[V]) add(m map[string]V) {
	if l.all == nil {
		l.all = make(map[string]V, len(m))
	}
	maps.Copy(l.all, m)
}

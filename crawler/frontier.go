package crawler

import (
	"fmt"
	"net/url"

	"github.com/quietroom/quietroom/audit"
)

const (
	// maxSkipped bounds the list of skipped addresses, maxKnown the addresses kept
	// in mind: a page can name more than anybody can read.
	maxSkipped = 2000
	maxKnown   = 50000
)

// state is what became of an address.
type state uint8

const (
	unseen  state = iota
	queued        // waits for its turn
	done          // fetched, whatever came of it
	refused       // skipped without a request
)

// entry is an address that waits.
type entry struct {
	url     *url.URL
	id      string
	foundBy string
	from    string
}

// frontier holds the addresses that wait, and what is known of all of them.
type frontier struct {
	perPattern int
	states     ledger[state] // by identity
	families   ledger[int]   // members let in, by key
	shelves    ledger[int]   // members let in, by folder
	// Siblings beyond the first few of a folder wait in later, so that a long
	// blog does not use up the budget before the rest of the site was seen.
	queue, later []entry

	skipped  []audit.SkippedURL
	unlisted int // skipped beyond maxSkipped
}

func newFrontier(perPattern int) frontier {
	return frontier{perPattern: perPattern}
}

// admit counts u as a member of its family; it gives the reason when there are
// enough of them.
func (f *frontier) admit(u *url.URL) string {
	if why := tooDeep(u); why != "" {
		return why
	}
	fam := familyOf(u, f.perPattern)
	if fam.key == "" {
		return ""
	}
	if f.families.get(fam.key) >= fam.limit {
		return fmt.Sprintf("it is one of many %s, of which the first %d were taken", fam.what, fam.limit)
	}
	f.families.set(fam.key, f.families.get(fam.key)+1)
	return ""
}

// push lets an admitted address wait for its turn.
func (f *frontier) push(e entry) {
	f.states.set(e.id, queued)
	if s := shelf(e.url); s != "" {
		n := f.shelves.get(s) + 1
		if f.shelves.set(s, n); n > f.perPattern {
			f.later = append(f.later, e)
			return
		}
	}
	f.queue = append(f.queue, e)
}

// pop gives the next address that still waits.
func (f *frontier) pop() (entry, bool) {
	for _, q := range []*[]entry{&f.queue, &f.later} {
		for len(*q) > 0 {
			e := (*q)[0]
			(*q)[0], *q = entry{}, (*q)[1:]
			if f.states.get(e.id) == queued {
				f.states.set(e.id, done)
				return e, true
			}
		}
	}
	return entry{}, false
}

// skip records an address that is not audited.
func (f *frontier) skip(address, reason, from string) {
	if len(f.skipped) >= maxSkipped {
		f.unlisted++
		return
	}
	f.skipped = append(f.skipped, audit.SkippedURL{URL: short(address, maxAddress), Reason: reason, From: from})
}

// Package compare says what changed between two runs: which findings are new,
// unchanged and gone, and which of vendors, pages and journeys came or went.
//
// It is not where a change is judged: whether a build fails is the caller's to
// say, with [Counting]. And it never takes silence for proof. What the old run had
// and the new one could not have seen again is not looked at, with the reason;
// it is gone only where its page, its journey and its state of consent were seen
// to their end.
//
// Two findings are the same when their fingerprints are (audit/judge). A baseline
// file is a run reduced to what a comparison needs, so that a person can read its
// changes in a repository: [WriteBaseline] and [ReadBaseline].
//
// To compare something more, add it to audit.Comparison, a function here that
// fills it, and what it needs to the baseline; the tests hold every comparison to
// being empty for a run and itself, and to turning round when the runs are swapped.
package compare

import (
	"cmp"
	"slices"
	"time"

	"github.com/quietroom/quietroom/audit"
)

// Compare says what changed from an old run, the baseline, to a new one. Neither
// is changed. The same runs give the same comparison.
func Compare(old, new *audit.Run) audit.Comparison {
	before, now := look(old, "the old run"), look(new, "the new run")
	return audit.Comparison{
		Old: ref(old), New: ref(new),
		Caveats:  caveats(old, new),
		Findings: findings(before, now),
		Vendors:  vendorChanges(before, now),
		Pages:    pageChanges(before, now),
		Journeys: journeyChanges(before, now),
		Coverage: coverage(old, new),
	}
}

// ref names a run.
func ref(r *audit.Run) audit.RunRef {
	return audit.RunRef{
		ID: r.ID, Site: r.Site, Started: r.Started.UTC().Format(time.RFC3339),
		Version: r.Tool.Version, RulesHash: r.Tool.RulesHash, Verdict: r.Verdict,
	}
}

// Empty reports whether nothing changed, and nothing is left to say but caveats.
func Empty(c audit.Comparison) bool {
	for _, f := range c.Findings {
		if f.Change != audit.Unchanged || f.Was != "" || f.Again {
			return false
		}
	}
	return len(c.Vendors)+len(c.Pages)+len(c.Journeys)+len(c.Coverage) == 0
}

// Counting gives the findings that a build which knows the old run fails for: of
// class limit or worse, accepted by nobody, and new; or known as less than that, or from
// other states of consent; or accepted once, which is over. What else both runs have
// counts no more.
func Counting(c audit.Comparison, limit audit.Class) []audit.Finding {
	var out []audit.Finding
	for _, f := range c.Findings {
		known := f.Change != audit.New && f.Change != audit.Changed
		if known && f.Change == audit.Unchanged {
			rose := f.Was != "" && !f.Was.AtLeast(limit)
			known = !rose && !f.Again && f.Finding.Suppressed == nil
		}
		if !known && f.Finding.Counts() && f.Finding.Class.AtLeast(limit) {
			out = append(out, f.Finding)
		}
	}
	return out
}

// Count gives how many findings changed like that.
func Count(c audit.Comparison, change audit.Change) (n int) {
	for _, f := range c.Findings {
		if f.Change == change {
			n++
		}
	}
	return n
}

// order is how changes are listed.
var order = []audit.Change{audit.New, audit.Changed, audit.NotLookedAt, audit.Gone, audit.Unchanged}

func byChange(a, b audit.Change) int {
	return cmp.Compare(slices.Index(order, a), slices.Index(order, b))
}

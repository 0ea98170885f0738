package runner

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/remedy"
	"github.com/quietroom/quietroom/internal/runstore"
)

// policy are the headers that are tried, nil for none.
func (c *Config) policy() []audit.Header {
	if c.Trial == nil {
		return nil
	}
	return c.Trial.Headers
}

// refusals puts what was refused into a fixed order.
func refusals(list []audit.Refusal) []audit.Refusal {
	out := append([]audit.Refusal{}, list...)
	slices.SortFunc(out, func(a, b audit.Refusal) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Directive, b.Directive), cmp.Compare(a.What, b.What))
	})
	return out
}

// Repeat takes from the settings of a run what its files said of what an audit sees, but
// for the leave to submit in earnest: that was given for the audit, not for a trial.
// What a run does not store (secrets, a browser) is the caller's; Audit refuses to begin
// without the headers and the password by which the run reached the site.
func (c *Config) Repeat(s *Settings) {
	c.repeats = s
	c.Rules, c.SiteFile, c.Scenarios, c.Trackers = s.Rules, s.SiteFile, s.Scenarios, s.Trackers
	c.OnlyScenario, c.Library = s.OnlyScenario, s.Library
	if c.Access.CACert == nil {
		c.Access.CACert = s.CACert
	}
}

// RemedyData gives what remedies of the run in folder dir are looked up in: the data
// that it was judged by. A run that does not hold what it was begun with is looked up
// in what ships with quietroom.
func RemedyData(r *runstore.Reader) (remedy.Data, error) {
	var s Settings
	if _, err := r.Recall(keySettings, &s); err != nil {
		return remedy.Data{}, err
	}
	d, err := loadData(s.Rules, s.SiteFile, s.Trackers...)
	if err != nil {
		return remedy.Data{}, fmt.Errorf("what the run was judged by cannot be read again: %w", err)
	}
	return remedy.Data{Vendors: d.vendors, Rules: d.rules, Taxonomy: d.taxonomy}, nil
}

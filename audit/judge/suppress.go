package judge

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
)

// suppressions are the entries of the site's file, with what they fit.
type suppressions struct {
	entries []audit.SuppressionEntry
	pages   []*regexp.Regexp // nil where a fingerprint is named
}

func newSuppressions(entries []audit.SuppressionEntry, day time.Time) *suppressions {
	s := &suppressions{entries: slices.Clone(entries), pages: make([]*regexp.Regexp, len(entries))}
	for i := range s.entries {
		e := &s.entries[i]
		e.Findings, e.Expired = 0, e.Expires < day.UTC().Format(time.DateOnly)
		if e.Fingerprint == "" {
			s.pages[i] = regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(e.Page), `\*`, ".*") + "$")
		}
	}
	return s
}

// mark notes on a finding who accepts it: the first entry that fits and holds, or
// else the first that fits and is over.
func (s *suppressions) mark(f *audit.Finding) {
	f.Suppressed = nil
	for i := range s.entries {
		e := &s.entries[i]
		if !s.fits(i, f) {
			continue
		}
		e.Findings++
		if f.Suppressed == nil || !f.Suppressed.Holds() && !e.Expired {
			word := e.Suppression
			f.Suppressed = &word
		}
	}
}

func (s *suppressions) fits(i int, f *audit.Finding) bool {
	e := &s.entries[i]
	if e.Fingerprint != "" {
		return e.Fingerprint == f.Fingerprint
	}
	if e.Rule != f.Rule || e.Vendor != f.Recipient.VendorID && e.Vendor != f.Recipient.Domain {
		return false
	}
	path, ok := pages.PathFor(e.Page, f.Page)
	return ok && s.pages[i].MatchString(path)
}

// Suppressions gives the entries of the site's file with what they did, once
// Findings has been called.
func (j *Judge) Suppressions() []audit.SuppressionEntry { return slices.Clone(j.suppressed.entries) }

// accepted says who accepts findings, "" for nobody: "accepted by A until 2027-01-31".
func accepted(findings []audit.Finding) string {
	var words []string
	for _, f := range findings {
		if f.Counts() {
			continue
		}
		if w := f.Suppressed.String(); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	const most = 2
	if len(words) > most {
		words = append(words[:most:most], "and others")
	}
	return strings.Join(words, ", ")
}

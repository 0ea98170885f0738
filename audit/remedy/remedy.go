// Package remedy says what to change on a site so that what a run saw leave leaves
// no more: the smallest change for each group of findings (For), and the headers
// by which the site itself can keep it from leaving (PolicyFor). Verify reads off
// a second walk, with these headers on, what they really did.
//
// It is a pure function of a run and its record. What a vendor's own settings are
// is data of audit/vendors; which vendors may not be where, of audit/rules. It
// promises nothing: a change counts as verified only when a second walk saw it
// work.
//
// To add a kind of change, add it to audit.RemedyKinds, a case to changes and its
// sentence to words.go. To add a setting of a vendor, add it to the switches of its
// entry in audit/vendors/vendors.yaml.
package remedy

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"slices"
	"strings"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/rules"
	"github.com/quietroom/quietroom/audit/vendors"
)

// Data is what remedies are looked up in. All of it is needed.
type Data struct {
	Vendors  *vendors.Register
	Rules    *rules.Set
	Taxonomy *pages.Taxonomy
}

// Record gives the exchanges of a run, in the order sent; nil for a record that is
// not at hand, without which less is known of where a tag comes from.
type Record = iter.Seq2[*audit.Exchange, error]

// For gives the changes that would stop the findings of a run, the first things to
// do first: those for the worst findings, then for the most of them, then the
// smallest. Every finding is answered by one at least. The error is the first of
// reading the record; the remedies come with it.
func For(run *audit.Run, record Record, d Data) ([]audit.Remedy, error) {
	rec, err := read(run, record)
	return changesFor(run, rec, d), err
}

// All is For and PolicyFor, at the price of reading the record once.
func All(run *audit.Run, record Record, d Data) ([]audit.Remedy, audit.Policy, error) {
	rec, err := read(run, record)
	return changesFor(run, rec, d), policyFor(run, rec, d), err
}

func changesFor(run *audit.Run, rec *record, d Data) []audit.Remedy {
	p := planner{run: run, rec: rec, data: d, groups: map[string]*group{}}
	p.whole()
	findings := make([]*audit.Finding, len(run.Findings))
	for i := range run.Findings {
		findings[i] = &run.Findings[i]
	}
	slices.SortStableFunc(findings, worse) // where to change it is told by the worst
	for _, f := range findings {
		for _, c := range p.changes(f) {
			p.add(c, f)
		}
	}
	return p.list()
}

// planner gathers findings by the change that answers them.
type planner struct {
	run    *audit.Run
	rec    *record
	data   Data
	off    map[string]bool // vendor and page: nothing smaller than taking the tag off helps
	groups map[string]*group
	order  []*group
}

// change is one thing to do. Two findings whose changes have the same kind and key
// are answered by the same.
type change struct {
	kind audit.RemedyKind
	key  string
	// lever is the vendor's own setting, for a VendorSwitch.
	lever vendors.Switch
	// container is the tag manager's, for a TagTrigger.
	container string
	// field is what holds the value, for a MoveFromURL: a parameter, "" for a title.
	field string
	where string
}

// group is a change and what it answers.
type group struct {
	change
	findings []*audit.Finding
}

func (p *planner) add(c change, f *audit.Finding) {
	id := string(c.kind) + " " + c.key
	g := p.groups[id]
	if g == nil {
		g = &group{change: c}
		p.groups[id] = g
		p.order = append(p.order, g)
	}
	g.findings = append(g.findings, f)
	g.where = cmp.Or(g.where, c.where)
}

// list puts the changes into words, the first things to do first.
func (p *planner) list() []audit.Remedy {
	out := make([]audit.Remedy, 0, len(p.order))
	for _, g := range p.order {
		sum := sha256.Sum256([]byte(string(g.kind) + " " + g.key))
		r := audit.Remedy{
			ID: string(g.kind) + "-" + hex.EncodeToString(sum[:])[:10], Kind: g.kind, Do: p.sentence(g), Where: g.where,
			Steps: g.lever.Steps, Source: g.lever.Source, Severity: g.findings[0].Severity,
		}
		for _, f := range g.findings {
			r.Findings = append(r.Findings, f.Fingerprint)
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b audit.Remedy) int {
		return cmp.Or(
			cmp.Compare(rank(a.Severity), rank(b.Severity)),
			cmp.Compare(len(b.Findings), len(a.Findings)),
			cmp.Compare(slices.Index(audit.RemedyKinds, a.Kind), slices.Index(audit.RemedyKinds, b.Kind)),
			cmp.Compare(a.Do, b.Do),
			cmp.Compare(a.ID, b.ID),
		)
	})
	return out
}

func worse(a, b *audit.Finding) int {
	return cmp.Or(cmp.Compare(rank(a.Severity), rank(b.Severity)), cmp.Compare(a.Class, b.Class), cmp.Compare(a.Fingerprint, b.Fingerprint))
}

// rank orders severities, the worst first; one that nobody knows is looked at first.
func rank(s audit.Severity) int { return slices.Index(audit.Severities, s) }

// vendorOf is who gets it: the vendor, or the domain of one that is not known.
func vendorOf(r audit.Recipient) string {
	return cmp.Or(r.VendorID, r.Domain, r.Host)
}

// nameOf is what a reader knows them by.
func nameOf(r audit.Recipient) string { return cmp.Or(r.Vendor, r.Host) }

// own reports whether a finding is about what the practice sends to itself.
func own(f *audit.Finding) bool { return f.Recipient.Party == audit.FirstParty }

// byReferer reports whether all that the recipient got is the address that the
// browser itself sends along.
func byReferer(f *audit.Finding) bool { return strings.HasPrefix(f.Place, "header.referer") }

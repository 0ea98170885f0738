// Package sitefile reads what a practice says about its own site: which page is
// what, and which vendors it has agreements with. A person answers for it; nothing
// here is observed.
//
// It is not the configuration of an audit (flags are), and judges nothing: pages
// go to audit/pages, agreements to audit/vendors.
//
// To add something that a practice may say, add a field to file and hand it to the
// package whose fact it is.
//
//	pages:
//	  - {path: /start/*, context: intake, because: "our intake form"}
//	vendors:
//	  - vendor: jotform
//	    baa: {signed_by: "A. Person, privacy officer", signed: 2026-01-15, expires: 2027-01-14, reference: contracts/jotform.pdf}
//	    contexts: [intake]
package sitefile

import (
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/vendors"
	"github.com/quietroom/quietroom/internal/yamlfile"
)

type file struct {
	Pages   []pages.Override    `yaml:"pages"`
	Vendors []vendors.Agreement `yaml:"vendors"`
}

// Apply reads a site's file and gives the taxonomy and the register as it changes
// them. Every error names the file, line and column.
func Apply(name string, data []byte, t *pages.Taxonomy, r *vendors.Register) (*pages.Taxonomy, *vendors.Register, error) {
	var f file
	if err := yamlfile.Read(name, data, &f); err != nil {
		return nil, nil, err
	}
	tax, err := t.With(name, f.Pages)
	if err != nil {
		return nil, nil, err
	}
	reg, err := r.With(name, f.Vendors, t.Contexts())
	if err != nil {
		return nil, nil, err
	}
	return tax, reg, nil
}

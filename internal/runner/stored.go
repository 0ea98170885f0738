package runner

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/quietroom/quietroom/audit"
)

// keep lists on each page what its journeys left in the browser, each thing once:
// what third parties keep first, then what known trackers keep in the practice's
// own storage, then the rest.
func (w *whose) keep(journeys []audit.Journey, pages map[string]*audit.Page) {
	type key struct {
		kind                  audit.StoredKind
		host, name, partition string
	}
	seen := map[string]map[key]bool{}
	cut := 0
	for _, j := range journeys {
		if j.StoredCut {
			cut++
		}
		p := pages[j.Page]
		if p == nil {
			continue
		}
		if seen[j.Page] == nil {
			seen[j.Page], p.Stored = map[key]bool{}, nil
		}
		for _, s := range j.Stored {
			k := key{s.Kind, s.Host, s.Name, s.Partition}
			if !seen[j.Page][k] {
				seen[j.Page][k] = true
				p.Stored = append(p.Stored, w.owned(s))
			}
		}
	}
	for _, p := range pages {
		slices.SortStableFunc(p.Stored, func(a, b audit.Stored) int {
			return cmp.Or(cmp.Compare(foreign(a), foreign(b)), cmp.Compare(a.Vendor, b.Vendor), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Host, b.Host), cmp.Compare(a.Name, b.Name))
		})
	}
	if cut > 0 {
		w.a.run.Coverage.NotLookedAt = append(w.a.run.Coverage.NotLookedAt, fmt.Sprintf(
			"What %d of %d journeys left in the browser's cookies and storage could not be read in full.", cut, len(journeys)))
	}
}

// foreign ranks a stored thing: 0 a third party's, 1 a tracker's in the practice's own, 2 the rest.
func foreign(s audit.Stored) int {
	switch {
	case s.Party == audit.ThirdParty:
		return 0
	case s.VendorID != "":
		return 1
	}
	return 2
}

// owned says whose a stored thing is.
func (w *whose) owned(s audit.Stored) audit.Stored {
	reg := w.a.data.vendors
	to := reg.Recipient(s.Host, w.a.first)
	s.Party, s.VendorID, s.Vendor = to.Party, to.VendorID, ""
	if s.VendorID != "" {
		s.Vendor = to.Vendor
		return s
	}
	if al := w.aliases[to.Host]; al != nil && al.Party == audit.ThirdParty {
		s.Party, s.VendorID, s.Vendor = audit.ThirdParty, al.VendorID, al.Vendor
	} else if v, ok := reg.Stored(s.Name); ok {
		s.VendorID, s.Vendor = v.ID, v.Name
	}
	return s
}

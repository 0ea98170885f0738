package runner

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/audit/judge"
	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/rules"
	"github.com/quietroom/quietroom/audit/sitefile"
	"github.com/quietroom/quietroom/audit/vendors"
	"github.com/quietroom/quietroom/audit/vendors/lists"
)

// data is what runs are judged by.
type data struct {
	rules    *rules.Set
	vendors  *vendors.Register
	taxonomy *pages.Taxonomy
	// accepted are the findings that the practice's file accepts.
	accepted []audit.SuppressionEntry
	hash     string
	// holdSteps is what the site's file says of the steps in between of forms.
	holdSteps bool
}

// DataFile is a file of the user's, as it was read.
type DataFile struct {
	Name string
	Data []byte
}

// loadData reads the data that ships with quietroom, the user's own rules and
// lists of trackers, and what the practice says about its site. An error names the
// file and the line.
func loadData(own []DataFile, site DataFile, trackers ...*lists.List) (*data, error) {
	var d data
	var errs [3]error
	d.rules, errs[0] = rules.Default()
	d.vendors, errs[1] = vendors.Default()
	d.taxonomy, errs[2] = pages.Default()
	err := errors.Join(errs[:]...)
	for _, f := range own {
		if err != nil {
			break
		}
		var more *rules.Set
		if more, err = rules.Read(f.Name, f.Data); err == nil {
			if d.rules, err = d.rules.With(more); err != nil {
				err = fmt.Errorf("%s: %w", f.Name, err)
			}
		}
	}
	if err == nil && site.Name != "" {
		if d.taxonomy, d.vendors, err = sitefile.Apply(site.Name, site.Data, d.taxonomy, d.vendors); err == nil {
			d.holdSteps, err = holdsSteps(site)
		}
		if err == nil {
			d.accepted, err = acceptedBy(site)
		}
	}
	if err == nil {
		err = d.rules.CheckPolicy(vendors.PurposeNames(), d.taxonomy.Contexts())
	}
	if err != nil {
		return nil, err
	}
	d.vendors = d.vendors.WithLists(trackers)
	sum := sha256.New()
	for _, h := range []string{d.rules.Hash(), d.vendors.Hash(), d.taxonomy.Hash()} {
		sum.Write([]byte(h))
	}
	d.hash = hex.EncodeToString(sum.Sum(nil))
	return &d, nil
}

// holdsSteps reports whether a site's file lets not even the steps in between of a
// form reach the practice.
func holdsSteps(site DataFile) (bool, error) {
	f, err := sitefile.Read(site.Name, site.Data)
	if err != nil {
		return false, err
	}
	return f.Steps.Value == "hold", nil
}

// JudgedBy gives the data that an audit with these files is judged by.
func JudgedBy(own []DataFile, site DataFile, trackers ...*lists.List) (judge.Config, error) {
	d, err := loadData(own, site, trackers...)
	if err != nil {
		return judge.Config{}, err
	}
	return judge.Config{Rules: d.rules, Vendors: d.vendors, Taxonomy: d.taxonomy, Suppress: d.accepted}, nil
}

// acceptedBy gives the findings that the site's file accepts. Reports name the file
// without its folder.
func acceptedBy(site DataFile) ([]audit.SuppressionEntry, error) {
	file, err := sitefile.Read(site.Name, site.Data)
	if err != nil {
		return nil, err
	}
	return file.Suppressions(filepath.Base(site.Name)), nil
}

// told repeats in the run which lists were given.
func told(trackers []*lists.List) (out []audit.TrackerList) {
	for _, l := range trackers {
		out = append(out, audit.TrackerList{Name: l.Name, Format: l.Format, Version: l.Version, SHA256: l.SHA256, Entries: len(l.Entries), Unused: l.Unused})
	}
	return out
}

func osName() string { return runtime.GOOS + "/" + runtime.GOARCH }

// takesForms tells whether a request to a host commits something.
func (d *data) takesForms(host string) bool {
	return vendors.TakesForms(d.vendors.Recipient(host, nobody))
}

// leadsTo tells whether a practice may send its patients to a host to book or to fill
// in a form: it belongs to a vendor that takes submissions, or nobody knows whose it is.
func (d *data) leadsTo(host string) bool {
	return d.takesForms(host) || d.vendors.Recipient(host, nobody).Purpose == vendors.Unknown
}

// knows tells whether it is known of a host that what it is sent commits nothing.
func (d *data) knows(host string) bool {
	return vendors.CommitsNothing(d.vendors.Recipient(host, nobody))
}

func nobody(string) bool { return false }

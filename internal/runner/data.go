package runner

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"runtime"

	"github.com/quietroom/quietroom/audit/pages"
	"github.com/quietroom/quietroom/audit/rules"
	"github.com/quietroom/quietroom/audit/vendors"
)

// data is what runs are judged by.
type data struct {
	rules    *rules.Set
	vendors  *vendors.Register
	taxonomy *pages.Taxonomy
	hash     string
}

func loadData() (*data, error) {
	var d data
	var errs [3]error
	d.rules, errs[0] = rules.Default()
	d.vendors, errs[1] = vendors.Default()
	d.taxonomy, errs[2] = pages.Default()
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	sum := sha256.New()
	for _, h := range []string{d.rules.Hash(), d.vendors.Hash(), d.taxonomy.Hash()} {
		sum.Write([]byte(h))
	}
	d.hash = hex.EncodeToString(sum.Sum(nil))
	return &d, nil
}

func osName() string { return runtime.GOOS + "/" + runtime.GOARCH }

// takesForms tells whether a host belongs to a vendor that takes submissions for
// practices: a request to it commits something.
func (d *data) takesForms(host string) bool {
	switch d.vendors.Recipient(host, nobody).Purpose {
	case "form_builder", "scheduling", "ehr_portal", "payment", "directory_booking", "telehealth", "email_capture":
		return true
	}
	return false
}

// knows tells whether a vendor entry names the host's owner.
func (d *data) knows(host string) bool { return d.vendors.Recipient(host, nobody).VendorID != "" }

func nobody(string) bool { return false }

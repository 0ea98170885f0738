package vendors

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"github.com/quietroom/quietroom/audit"
	"github.com/quietroom/quietroom/internal/yamlfile"
)

// Agreement is what a person of the practice attests about one vendor: the
// practice's own register. quietroom cannot know it, and never says that it is missing,
// only that none is recorded.
type Agreement struct {
	// Vendor is the id of a vendor of the register, or a registrable domain.
	Vendor string `yaml:"vendor"`
	// Name, Owner and Purpose say who is behind a domain that the register does not
	// know; they are left out for the others.
	Name    string `yaml:"name"`
	Owner   string `yaml:"owner"`
	Purpose string `yaml:"purpose"`
	// BAA is the business associate agreement; nil for none.
	BAA *SignedBAA `yaml:"baa"`
	// Contexts are the pages on which the vendor may be, by the practice's own
	// decision; empty means none.
	Contexts []string `yaml:"contexts"`
	Note     string   `yaml:"note"`

	at string
}

// SignedBAA is an agreement as a person attests it. Days are YYYY-MM-DD.
type SignedBAA struct {
	// SignedBy is who signed it for the practice, or attests that it was signed.
	SignedBy string `yaml:"signed_by"`
	Signed   string `yaml:"signed"`
	// Expires is the last day on which it holds; "" for no end.
	Expires string `yaml:"expires"`
	// Reference says where it is kept.
	Reference string `yaml:"reference"`
}

// UnmarshalYAML reads the entry strictly and keeps where it stands.
func (a *Agreement) UnmarshalYAML(n ast.Node) (err error) {
	type plain Agreement
	a.at, err = yamlfile.Entry(n, (*plain)(a))
	return err
}

// Standing is what the practice's register says of a vendor on a page.
type Standing uint8

// The standings.
const (
	NotRecorded Standing = iota // the register has no agreement with it
	InForce                     // an agreement holds on the day, and the page is one that it is allowed on
	Expired                     // the agreement's last day is over
	NotYet                      // the agreement begins later
	Elsewhere                   // an agreement holds, and the page is none that it is allowed on
)

// Standing gives the practice's agreement with a recipient, and what it is worth
// on a page of that context on that day.
func (r *Register) Standing(to audit.Recipient, context string, day time.Time) (Agreement, Standing) {
	i := slices.IndexFunc(r.agreements, func(a Agreement) bool {
		return a.BAA != nil && (to.VendorID != "" && a.Vendor == to.VendorID || to.Domain != "" && a.Vendor == to.Domain)
	})
	if i < 0 {
		return Agreement{}, NotRecorded
	}
	a, today := r.agreements[i], day.UTC().Format(time.DateOnly)
	switch {
	case a.BAA.Signed > today:
		return a, NotYet
	case a.BAA.Expires != "" && a.BAA.Expires < today:
		return a, Expired
	case !slices.Contains(a.Contexts, context):
		return a, Elsewhere
	}
	return a, InForce
}

// Agreements lists the agreements that the practice's register holds.
func (r *Register) Agreements() []audit.Agreement {
	var out []audit.Agreement
	for _, a := range r.agreements {
		if a.BAA != nil {
			out = append(out, audit.Agreement{
				Vendor: a.Vendor, SignedBy: a.BAA.SignedBy, Signed: a.BAA.Signed, Expires: a.BAA.Expires,
				Reference: a.BAA.Reference, Contexts: a.Contexts, Note: a.Note,
			})
		}
	}
	return out
}

// With gives a register that knows the practice's agreements, and the vendors
// that they name. name is the file that they stand in.
func (r *Register) With(name string, agreements []Agreement, contexts []string) (*Register, error) {
	out := *r
	out.vendors = slices.Clone(r.vendors)
	sum := r.hash
	seen := map[string]bool{}
	for _, a := range agreements {
		if err := r.ready(&a, contexts); err != nil {
			return nil, fmt.Errorf("%s:%s: vendor %q: %w", name, cmp.Or(a.at, "1:1"), a.Vendor, err)
		}
		if seen[a.Vendor] {
			return nil, fmt.Errorf("%s:%s: vendor %q is there twice", name, a.at, a.Vendor)
		}
		seen[a.Vendor] = true
		out.agreements = append(out.agreements, a)
		if a.Name != "" {
			out.vendors = append(out.vendors, Vendor{ID: a.Vendor, Name: a.Name, Owner: a.Owner, Purpose: a.Purpose, Domains: []string{a.Vendor}, Source: name, BAA: BAA{Status: "unknown"}})
		}
		sum += fmt.Sprintf("\x00%s %s %s %v %v", a.Vendor, a.Name, a.Purpose, a.BAA, a.Contexts)
	}
	if len(agreements) > 0 {
		out.hash = hashOf([]byte(sum))
	}
	out.index()
	return &out, nil
}

// index makes the look-ups by id and domain anew; a vendor of the practice's own
// register goes before one that it does not name.
func (r *Register) index() {
	r.byID, r.byDomain = map[string]*Vendor{}, map[string]*Vendor{}
	for i := range r.vendors {
		v := &r.vendors[i]
		r.byID[v.ID] = v
		for _, d := range v.Domains {
			r.byDomain[d] = v
		}
	}
}

func (r *Register) ready(a *Agreement, contexts []string) error {
	_, known := r.byID[a.Vendor]
	domain := domainShape.MatchString(a.Vendor)
	for _, c := range a.Contexts {
		if !slices.Contains(contexts, c) {
			return fmt.Errorf("context %q is none of %s%s", c, strings.Join(contexts, ", "), yamlfile.Hint(c, contexts))
		}
	}
	switch {
	case !known && !domain:
		return fmt.Errorf("it is neither the id of a vendor nor a domain such as example.com%s", yamlfile.Hint(a.Vendor, r.ids()))
	case domain && Domain(a.Vendor) != a.Vendor:
		return fmt.Errorf("want the registrable domain, %s", Domain(a.Vendor))
	case known && a.Name+a.Owner+a.Purpose != "":
		return errors.New("name, owner and purpose are known of this vendor: leave them away")
	case (a.Name == "") != (a.Purpose == ""):
		return errors.New("name and purpose go together: who this is, and what for")
	case a.Purpose != "" && (Purposes[a.Purpose] == "" || a.Purpose == "practice"):
		return fmt.Errorf("purpose %q is none that there is%s", a.Purpose, yamlfile.Hint(a.Purpose, PurposeNames()))
	case a.BAA == nil:
		return nil
	}
	return a.BAA.check()
}

func (b *SignedBAA) check() error {
	for what, day := range map[string]string{"signed": b.Signed, "expires": b.Expires} {
		if _, err := time.Parse(time.DateOnly, day); err != nil && (what == "signed" || day != "") {
			return fmt.Errorf("baa.%s must be a day, as YYYY-MM-DD", what)
		}
	}
	switch {
	case b.SignedBy == "":
		return errors.New("baa.signed_by is missing: the person who answers for it")
	case b.Reference == "":
		return errors.New("baa.reference is missing: where the agreement is kept")
	case b.Expires != "" && b.Expires < b.Signed:
		return errors.New("baa.expires comes before baa.signed")
	}
	return nil
}

func (r *Register) ids() (out []string) {
	for _, v := range r.vendors {
		out = append(out, v.ID)
	}
	return out
}

// PurposeNames lists the words that a vendor's purpose may be, in alphabetical order.
func PurposeNames() (out []string) {
	for p := range Purposes {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

package vendors

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/quietroom/quietroom/internal/yamlfile"
)

// entry is a Vendor as the file holds it, with the place of its first key.
type entry struct {
	ID       string   `yaml:"id"`
	Name     string   `yaml:"name"`
	Owner    string   `yaml:"owner"`
	Purpose  string   `yaml:"purpose"`
	Domains  []string `yaml:"domains"`
	Source   string   `yaml:"source"`
	Date     string   `yaml:"date"`
	BAA      BAA      `yaml:"baa"`
	Collects Fact     `yaml:"collects"`
	Setting  Fact     `yaml:"setting"`
	Note     string   `yaml:"note"`
	// Switches are settings of the vendor's own.
	Switches []Switch `yaml:"switches"`
	// Stored are the names by which its cookies and storage are known in the
	// practice's own.
	Stored []storedEntry `yaml:"stored"`
	// Shapes say how the vendor is known behind a host of the practice.
	Shapes []shapeEntry `yaml:"shapes"`
	// Fields say what the vendor means by a place in its messages. FieldsLike is the
	// id of a vendor whose fields it has too.
	Fields     []fieldEntry `yaml:"fields"`
	FieldsLike string       `yaml:"fields_like"`
	at         string
}

// UnmarshalYAML reads the entry strictly and keeps where it stands.
func (e *entry) UnmarshalYAML(n ast.Node) (err error) {
	type plain entry
	e.at, err = yamlfile.Entry(n, (*plain)(e))
	return err
}

// Read reads a register. Every error names the file, line and column: an unknown
// key, a missing source, a domain of two vendors.
func Read(name string, data []byte) (*Register, error) {
	var file struct {
		Vendors []*entry `yaml:"vendors"`
	}
	if err := yamlfile.Read(name, data, &file); err != nil {
		return nil, err
	}
	r := &Register{byID: map[string]*Vendor{}, byDomain: map[string]*Vendor{}, hash: hashOf(data)}
	r.vendors = make([]Vendor, 0, len(file.Vendors))
	for i, e := range file.Vendors {
		if e == nil {
			return nil, fmt.Errorf("%s:1:1: vendor %d is empty", name, i+1)
		}
		if err := e.check(); err != nil {
			return nil, fmt.Errorf("%s:%s: vendor %q: %w", name, e.at, e.ID, err)
		}
		r.vendors = append(r.vendors, Vendor{
			ID: e.ID, Name: e.Name, Owner: e.Owner, Purpose: e.Purpose, Domains: e.Domains, Source: e.Source,
			Date: e.Date, BAA: e.BAA, Collects: e.Collects, Setting: e.Setting, Note: e.Note,
			Switches: e.Switches,
		})
		v := &r.vendors[len(r.vendors)-1]
		if _, twice := r.byID[v.ID]; twice {
			return nil, fmt.Errorf("%s:%s: vendor %q is there twice; an id belongs to one entry", name, e.at, v.ID)
		}
		r.byID[v.ID] = v
		for _, d := range v.Domains {
			if other, taken := r.byDomain[d]; taken {
				return nil, fmt.Errorf("%s:%s: vendor %q: domain %s belongs to vendor %q already", name, e.at, v.ID, d, other.ID)
			}
			r.byDomain[d] = v
		}
		if err := r.own(e); err != nil {
			return nil, fmt.Errorf("%s:%s: vendor %q: %w", name, e.at, e.ID, err)
		}
	}
	return r, r.readFields(name, file.Vendors)
}

// own takes what a vendor is known by at the practice itself.
func (r *Register) own(e *entry) error {
	for i := range e.Shapes {
		s, err := e.Shapes[i].shape(e.ID)
		if err != nil {
			return err
		}
		r.shapes = append(r.shapes, s)
	}
	for _, s := range e.Stored {
		name, err := s.read(e.ID)
		if err != nil {
			return err
		}
		r.stored = append(r.stored, name)
	}
	return nil
}

var (
	idShape     = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	domainShape = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+$`)
	dateShape   = regexp.MustCompile(`^20\d\d-[01]\d-[0-3]\d$`)
	baaStates   = []string{"offered", "plan", "on_request", "accept_by_use", "signs_but_prohibits_phi", "not_offered", "conflicting", "unknown", "not_applicable"}
)

func (e *entry) check() error {
	switch {
	case !idShape.MatchString(e.ID):
		return errors.New("id must be lower-case letters, digits and _")
	case e.Name == "" || e.Owner == "":
		return errors.New("name and owner are wanted")
	case Purposes[e.Purpose] == "" || e.Purpose == Unknown || e.Purpose == "practice":
		return fmt.Errorf("purpose %q is none of those in Purposes", e.Purpose)
	case !strings.HasPrefix(e.Source, "https://"):
		return errors.New("source must be the https address where its domains were read")
	case !dateShape.MatchString(e.Date):
		return errors.New("date must be the day of reading, as YYYY-MM-DD")
	case !slices.Contains(baaStates, e.BAA.Status):
		return fmt.Errorf("baa.status %q is none of %s", e.BAA.Status, strings.Join(baaStates, ", "))
	case e.BAA.Status != "unknown" && e.BAA.Source == "":
		return errors.New("baa.status other than unknown needs baa.source")
	}
	for _, f := range []Fact{e.Collects, e.Setting} {
		if (f.Text == "") != (f.Source == "") {
			return errors.New("collects and setting need both text and source")
		}
	}
	if err := e.checkSwitches(); err != nil {
		return err
	}
	for _, d := range e.Domains {
		if !domainShape.MatchString(d) {
			return fmt.Errorf("domain %q must be a lower-case host name such as example.com", d)
		}
	}
	return nil
}

package vendors

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// storedEntry is a name in the practice's own cookies or storage by which a
// vendor is known, as the file holds it: * is any text, # a number.
type storedEntry struct {
	Name   string `yaml:"name"`
	Source string `yaml:"source"`
}

type storedName struct {
	vendor string
	name   *regexp.Regexp
}

func (e storedEntry) read(vendor string) (storedName, error) {
	switch {
	case len(strings.Trim(e.Name, "*#|")) < 3:
		return storedName{}, fmt.Errorf("stored name %q: want three characters that are the vendor's own", e.Name)
	case !strings.HasPrefix(e.Source, "https://"):
		return storedName{}, errors.New("a stored name needs the https address where it was read as its source")
	}
	g, err := glob(e.Name, "^", "$")
	if err != nil {
		return storedName{}, fmt.Errorf("stored name %q: %w", e.Name, err)
	}
	return storedName{vendor: vendor, name: g}, nil
}

// Stored gives the vendor whose scripts keep something under that name in the
// cookies or the storage of the sites that they run on.
func (r *Register) Stored(name string) (Vendor, bool) {
	const longest = 300 // a name of the page's choice
	if len(name) > longest {
		return Vendor{}, false
	}
	for _, s := range r.stored {
		if s.name.MatchString(name) {
			return r.ByID(s.vendor)
		}
	}
	return Vendor{}, false
}

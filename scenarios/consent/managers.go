package consent

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/quietroom/quietroom/internal/yamlfile"
)

// Manager is a consent manager that is known; see managers.yaml for its fields.
type Manager struct {
	ID     string   `yaml:"id"`
	Name   string   `yaml:"name"`
	Source string   `yaml:"source"`
	Date   string   `yaml:"date"`
	Signs  []string `yaml:"signs"`
	Banner []string `yaml:"banner"`
	Accept []string `yaml:"accept"`
	Reject [][]Act  `yaml:"reject"`
	Frame  string   `yaml:"frame"`
	Told   string   `yaml:"told"`
}

// Act is one act of a refusal: one of its fields is set.
type Act struct {
	Press string `yaml:"press"`
	Off   string `yaml:"off"`
}

// lives reports whether the manager's banner can be in a frame of that address.
func (m *Manager) lives(address string) bool {
	return m.Frame == "" || strings.Contains(address, m.Frame)
}

//go:embed managers.yaml
var managersYAML []byte

var managers = sync.OnceValue(func() []Manager {
	list, err := readManagers("managers.yaml", managersYAML)
	if err != nil {
		return nil // the tests read the same bytes and fail
	}
	return list
})

// Managers lists every manager that is known.
func Managers() []Manager { return append([]Manager(nil), managers()...) }

func readManagers(name string, data []byte) ([]Manager, error) {
	var file struct {
		Managers []Manager `yaml:"managers"`
	}
	if err := yamlfile.Read(name, data, &file); err != nil {
		return nil, err
	}
	var errs []error
	seen := map[string]bool{}
	for _, m := range file.Managers {
		if err := m.check(); err != nil {
			errs = append(errs, fmt.Errorf("%s: manager %q: %w", name, m.ID, err))
		}
		if seen[m.ID] {
			errs = append(errs, fmt.Errorf("%s: manager %q stands there twice", name, m.ID))
		}
		seen[m.ID] = true
	}
	return file.Managers, errors.Join(errs...)
}

func (m *Manager) check() error {
	switch _, err := time.Parse(time.DateOnly, m.Date); {
	case m.ID == "" || m.Name == "":
		return errors.New("it wants an id and a name")
	case !strings.HasPrefix(m.Source, "https://"):
		return errors.New("its source must be a public https address")
	case err != nil:
		return fmt.Errorf("its date %q must be like 2026-11-22", m.Date)
	case len(m.Banner) == 0:
		return errors.New("it wants the selectors of its banner")
	}
	for _, way := range m.Reject {
		if len(way) == 0 || way[len(way)-1].Press == "" {
			return errors.New("a way to refuse ends with what is pressed")
		}
		for _, a := range way {
			if (a.Press == "") == (a.Off == "") {
				return errors.New("an act of a refusal is one of press and off")
			}
		}
	}
	return nil
}

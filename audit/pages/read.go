package pages

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/quietroom/quietroom/internal/yamlfile"
)

// context is one entry of the taxonomy.
type context struct {
	ID          string   `yaml:"id"`
	Label       string   `yaml:"label"`
	Sensitivity int      `yaml:"sensitivity"`
	Auth        bool     `yaml:"auth"`
	URL         []string `yaml:"url"`
	Segment     []string `yaml:"segment"`
	Container   bool     `yaml:"container"`
	Query       []string `yaml:"query"`
	Heading     []string `yaml:"heading"`
	Host        []string `yaml:"host"`
	Schema      []string `yaml:"schema"`
	Form        struct {
		Words []string `yaml:"words"`
		Min   int      `yaml:"min"`
		Need  []string `yaml:"need"`
	} `yaml:"form"`
	Topic bool   `yaml:"topic"`
	Note  string `yaml:"note"`

	at                                string
	url, segment, heading, form, need []phrase
}

// UnmarshalYAML reads the entry strictly and keeps where it stands.
func (c *context) UnmarshalYAML(n ast.Node) (err error) {
	type plain context
	c.at, err = yamlfile.Entry(n, (*plain)(c))
	return err
}

// Read reads a taxonomy. Every error names the file, line and column.
func Read(name string, data []byte) (*Taxonomy, error) {
	var file struct {
		Source   string     `yaml:"source"`
		Date     string     `yaml:"date"`
		Contexts []*context `yaml:"contexts"`
	}
	if err := yamlfile.Read(name, data, &file); err != nil {
		return nil, err
	}
	if !strings.HasPrefix(file.Source, "https://") || file.Date == "" {
		return nil, fmt.Errorf("%s:1:1: source and date are wanted: where the split of the contexts was read, and when", name)
	}
	t := &Taxonomy{byID: map[string]*context{}, hash: hashOf(data)}
	for i, c := range file.Contexts {
		if c == nil {
			return nil, fmt.Errorf("%s:1:1: context %d is empty", name, i+1)
		}
		if err := c.check(); err != nil {
			return nil, fmt.Errorf("%s:%s: context %q: %w", name, c.at, c.ID, err)
		}
		if _, twice := t.byID[c.ID]; twice {
			return nil, fmt.Errorf("%s:%s: context %q is there twice; an id belongs to one entry", name, c.at, c.ID)
		}
		t.byID[c.ID] = c
		t.contexts = append(t.contexts, c)
	}
	if t.byID[Other] == nil {
		return nil, fmt.Errorf("%s:1:1: there is no context %q, which every page has that no evidence places", name, Other)
	}
	return t, nil
}

var idShape = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

func (c *context) check() error {
	switch {
	case !idShape.MatchString(c.ID):
		return errors.New("id must be lower-case letters, digits and _")
	case c.Label == "":
		return errors.New("label is missing: how a sentence names the page")
	case c.Sensitivity < 0 || c.Sensitivity > 4:
		return fmt.Errorf("sensitivity %d must be 0 to 4", c.Sensitivity)
	case (len(c.Form.Words) == 0) != (c.Form.Min <= 0):
		return errors.New("form needs both words and min")
	}
	for _, l := range []struct {
		from []string
		to   *[]phrase
	}{{c.URL, &c.url}, {c.Segment, &c.segment}, {c.Heading, &c.heading}, {c.Form.Words, &c.form}, {c.Form.Need, &c.need}} {
		for _, w := range l.from {
			p := phrase{text: w, words: words(w)}
			if len(p.words) == 0 {
				return fmt.Errorf("word %q holds no letter or digit", w)
			}
			*l.to = append(*l.to, p)
		}
	}
	return nil
}

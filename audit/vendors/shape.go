package vendors

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// Shape is what a request to a vendor looks like wherever it is sent: by it a
// tracker is known that a practice relays through a path or a host of its own.
type Shape struct {
	// Name says in a few words what the request is: "GA4 event".
	Name string
	// VendorID is whose messages look like this.
	VendorID string
	// SelfHosted is true where the same software can run at the practice itself,
	// so that the shape alone does not say who has what was sent.
	SelfHosted bool
	// Source is the public page or code that the shape was read from.
	Source string

	path   *regexp.Regexp // nil for any
	fields []condition
	json   []condition
	text   []*regexp.Regexp
}

// condition asks for one key, or path of keys, and what stands there.
type condition struct {
	key   string
	path  []string
	value *regexp.Regexp // nil for anything but nothing
}

// shapeEntry is a Shape as the file holds it; vendors.yaml explains the keys.
type shapeEntry struct {
	Name       string   `yaml:"name"`
	Path       string   `yaml:"path"`
	Fields     []string `yaml:"fields"`
	JSON       []string `yaml:"json"`
	Text       []string `yaml:"text"`
	SelfHosted bool     `yaml:"self_hosted"`
	Source     string   `yaml:"source"`
	// Match and Pass are messages that the shape must and must not fit, as
	// "METHOD /path?query body".
	Match []string `yaml:"match"`
	Pass  []string `yaml:"pass"`
}

// fewest is how many things a shape must ask for: one alone is too common.
const fewest = 2

func (e *shapeEntry) shape(vendor string) (Shape, error) {
	s := Shape{Name: e.Name, VendorID: vendor, SelfHosted: e.SelfHosted, Source: e.Source}
	asks := len(e.Fields) + len(e.JSON) + len(e.Text)
	var err error
	if e.Path != "" {
		asks++
		s.path, err = glob(e.Path, `(?:^|/)`, `/?$`)
	}
	switch {
	case err != nil:
		return s, fmt.Errorf("shape %q: %w", e.Name, err)
	case e.Name == "":
		return s, errors.New("a shape needs a name")
	case !strings.HasPrefix(e.Source, "https://"):
		return s, fmt.Errorf("shape %q: source must be the https address where it was read", e.Name)
	case asks < fewest:
		return s, fmt.Errorf("shape %q asks for %d things; with fewer than %d it would fit what is no tracker's", e.Name, asks, fewest)
	case len(e.Match) == 0:
		return s, fmt.Errorf("shape %q needs an example under match", e.Name)
	}
	if s.fields, err = conditions(e.Fields); err != nil {
		return s, fmt.Errorf("shape %q: %w", e.Name, err)
	}
	if s.json, err = conditions(e.JSON); err != nil {
		return s, fmt.Errorf("shape %q: %w", e.Name, err)
	}
	for _, words := range e.Text {
		g, err := glob(words, "", "")
		if err != nil {
			return s, fmt.Errorf("shape %q: %w", e.Name, err)
		}
		s.text = append(s.text, g)
	}
	return s, e.prove(&s)
}

// prove tries the shape's own examples.
func (e *shapeEntry) prove(s *Shape) error {
	for i, x := range append(append([]string{}, e.Match...), e.Pass...) {
		m, err := parseExample(x)
		if err != nil {
			return fmt.Errorf("shape %q: %w", e.Name, err)
		}
		switch fits, should := s.fits(m), i < len(e.Match); {
		case should && !fits:
			return fmt.Errorf("shape %q does not fit its own example %.60q", e.Name, x)
		case fits && !should:
			return fmt.Errorf("shape %q fits %.60q, which it should pass", e.Name, x)
		}
	}
	return nil
}

func parseExample(x string) (*message, error) {
	method, rest, ok := strings.Cut(x, " ")
	target, body, _ := strings.Cut(rest, " ")
	if !ok || !strings.HasPrefix(target, "/") {
		return nil, fmt.Errorf("%.60q is no example; want METHOD /path?query body", x)
	}
	return newMessage(method, "https://practice.example"+target, "text/plain", []byte(body)), nil
}

func conditions(wanted []string) ([]condition, error) {
	out := make([]condition, 0, len(wanted))
	for _, s := range wanted {
		key, want, has := strings.Cut(s, "=")
		c := condition{key: key, path: strings.Split(key, ".")}
		if has {
			var err error
			if c.value, err = glob(want, `^`, `$`); err != nil {
				return nil, err
			}
		}
		out = append(out, c)
	}
	return out, nil
}

// glob makes a pattern of words: * is any run of characters, # a number, | stands
// between alternatives.
func glob(pattern, before, after string) (*regexp.Regexp, error) {
	words := strings.Split(pattern, "|")
	for i, w := range words {
		w = regexp.QuoteMeta(w)
		w = strings.ReplaceAll(w, `\*`, `.*`)
		words[i] = strings.ReplaceAll(w, `#`, `[0-9]+`)
	}
	return regexp.Compile(`(?s)` + before + `(?:` + strings.Join(words, "|") + `)` + after)
}

// Shape gives the shape that a request has, if any: of several, the one that
// stands first in the file. body is as it was sent; no more than its first 256 KB
// are read, compressed with gzip or not. The host does not count. A request that
// is no tracker's can be anything, and hostile: it costs a bounded time.
func (r *Register) Shape(method, url, contentType string, body []byte) (Shape, bool) {
	m := newMessage(method, url, contentType, body)
	if m.empty() {
		return Shape{}, false
	}
	for i := range r.shapes {
		if r.shapes[i].fits(m) {
			return r.shapes[i], true
		}
	}
	return Shape{}, false
}

// Shapes lists every shape in the order of the file.
func (r *Register) Shapes() []Shape { return append([]Shape(nil), r.shapes...) }

// SelfHosted reports whether what has the named shape of the vendor's can be the
// practice's own installation of the same software.
func (r *Register) SelfHosted(vendorID, shape string) bool {
	for i := range r.shapes {
		if s := &r.shapes[i]; s.VendorID == vendorID && s.Name == shape {
			return s.SelfHosted
		}
	}
	return false
}

// fits asks for the cheap things first.
func (s *Shape) fits(m *message) bool {
	for _, f := range s.fields {
		if !m.hasField(f) {
			return false
		}
	}
	if s.path != nil && !s.path.MatchString(m.path) {
		return false
	}
	for _, t := range s.text {
		if !t.Match(m.body) {
			return false
		}
	}
	for _, j := range s.json {
		if !m.hasJSON(j) {
			return false
		}
	}
	return true
}

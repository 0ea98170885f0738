package pages

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/quietroom/quietroom/internal/yamlfile"
)

// Override is a page's context as a person of the practice sets it: it stands
// above all evidence.
type Override struct {
	// Path is the path of the page, * for any text: "/start/*"; see PathFor.
	Path string `yaml:"path"`
	// Context is one of the taxonomy's.
	Context string `yaml:"context"`
	// Because is the reason, for the page's evidence.
	Because string `yaml:"because"`

	at    string
	match *regexp.Regexp
}

// UnmarshalYAML reads the entry strictly and keeps where it stands.
func (o *Override) UnmarshalYAML(n ast.Node) (err error) {
	type plain Override
	o.at, err = yamlfile.Entry(n, (*plain)(o))
	return err
}

// With gives a taxonomy that follows the overrides, the first that fits. name is
// the file that they stand in.
func (t *Taxonomy) With(name string, overrides []Override) (*Taxonomy, error) {
	out := *t
	sum := t.hash
	for _, o := range overrides {
		if err := t.ready(&o); err != nil {
			return nil, fmt.Errorf("%s:%s: page %q: %w", name, cmp.Or(o.at, "1:1"), o.Path, err)
		}
		out.overrides = append(out.overrides, o)
		sum += "\x00" + o.Path + "\x00" + o.Context
	}
	if len(overrides) > 0 {
		out.hash = hashOf([]byte(sum))
	}
	return &out, nil
}

func (t *Taxonomy) ready(o *Override) (err error) {
	switch {
	case !strings.HasPrefix(o.Path, "/"):
		return errors.New("path must begin with /, such as /start/*")
	case t.byID[o.Context] == nil:
		return fmt.Errorf("context %q is none of %s%s", o.Context, strings.Join(t.Contexts(), ", "), yamlfile.Hint(o.Context, t.Contexts()))
	case o.Because == "":
		return errors.New("because is missing: the reason, for the report")
	}
	o.match, err = regexp.Compile("^" + strings.ReplaceAll(regexp.QuoteMeta(o.Path), `\*`, ".*") + "$")
	return err
}

// overridden gives the decision of the first override that fits the address.
func (t *Taxonomy) overridden(address string) (Decision, bool) {
	if len(t.overrides) == 0 {
		return Decision{}, false
	}
	for _, o := range t.overrides {
		subject, ok := PathFor(o.Path, clip(address, maxURL))
		if ok && (o.match.MatchString(subject) || o.match.MatchString(strings.TrimSuffix(subject, "/"))) {
			c := t.get(o.Context)
			return Decision{Context: c.ID, Sensitivity: c.Sensitivity, Authenticated: c.Auth, Evidence: []string{"set by the practice: " + o.Because}}, true
		}
	}
	return Decision{}, false
}

// PathFor gives what of an address a pattern of paths is compared with: the path, with
// the route behind it where a script has one (/#/book), and with the query before
// that where the pattern has a ?. It is false for what is no address.
func PathFor(pattern, address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return "", false
	}
	path := u.Path
	if path == "" {
		path = "/"
	}
	if strings.Contains(pattern, "?") {
		path += "?" + u.RawQuery
	}
	return path + route(u), true
}

// Path gives a page's path, with the route behind it where a script has one, and without
// host and queries, which are the same for all or can hold a value; "/" for what is no
// address.
func Path(page string) string {
	at, ok := PathFor("", page)
	if !ok {
		return "/"
	}
	at, _, _ = strings.Cut(at, "?")
	return at
}

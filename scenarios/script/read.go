package script

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"github.com/quietroom/quietroom/internal/yamlfile"
)

// The limits of one file: who writes more means something else.
const (
	maxFile  = 1 << 20 // bytes
	maxSteps = 500     // with those inside
	maxDepth = 6       // of steps in steps, and of targets in targets
	maxText  = 10000   // characters of one value
	maxWrong = 50      // mistakes that are told
)

// Read reads the scenario in data; name is the file's, for errors. It comes back
// nil when anything is wrong, with an error for each mistake: file:line:col, and
// what would be right.
func Read(name string, data []byte) (*Script, error) {
	if len(data) > maxFile {
		return nil, fmt.Errorf("%s:1:1: the file has %d bytes; a scenario may have %d", name, len(data), maxFile)
	}
	var f file
	if err := yamlfile.Read(name, data, &f); err != nil {
		return nil, err
	}
	r := &reader{name: name}
	s := &Script{Name: f.Name, Description: f.Description, Start: f.Start, Submit: f.Submit, Thanks: f.Thanks}
	if f.Timeout.Node != nil {
		r.into(f.Timeout.Node, "timeout", &s.Timeout)
	}
	if f.Steps.Node != nil {
		s.Steps = r.steps(f.Steps.Node, 1)
	}
	if len(r.errs) == 0 {
		r.errs = append(r.errs, s.wrong(name)...)
	}
	if len(r.errs) > 0 {
		return nil, errors.Join(r.errs...)
	}
	return s, nil
}

// file is the top of a scenario file.
type file struct {
	Name        string `yaml:"name"`
	Description string `yaml:"description"`
	Start       string `yaml:"start"`
	Submit      string `yaml:"submit"`
	Thanks      string `yaml:"thanks"`
	Timeout     node   `yaml:"timeout"`
	Steps       node   `yaml:"steps"`
}

// node is a part of the file that is read later.
type node struct{ ast.Node }

// UnmarshalYAML keeps the node.
func (n *node) UnmarshalYAML(in ast.Node) error {
	n.Node = in
	return nil
}

// reader gathers the mistakes of one file.
type reader struct {
	name  string
	errs  []error
	count int // of steps
}

func (r *reader) wrong(n ast.Node, format string, args ...any) {
	if len(r.errs) < maxWrong {
		r.errs = append(r.errs, fmt.Errorf("%s:%s: %s", r.name, yamlfile.At(n), fmt.Sprintf(format, args...)))
	}
}

// steps reads a list of steps.
func (r *reader) steps(n ast.Node, depth int) []Step {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		r.wrong(n, "steps must be a list, each entry beginning with a dash")
		return nil
	}
	if depth > maxDepth {
		r.wrong(n, "steps stand in steps more than %d deep", maxDepth)
		return nil
	}
	var out []Step
	for _, v := range list.Values {
		if r.count++; r.count > maxSteps {
			r.wrong(v, "the scenario has more than %d steps", maxSteps)
			break
		}
		out = append(out, r.step(v, depth))
	}
	return out
}

// step reads one step: a verb alone, or a verb and what goes with it.
func (r *reader) step(n ast.Node, depth int) Step {
	s := Step{At: yamlfile.At(n)}
	pairs, ok := mapping(n)
	switch {
	case !ok:
		word, ok := scalar(n)
		if !ok {
			r.wrong(n, "a step is a verb, such as click: Book now")
			return s
		}
		if info, ok := r.verb(n, &s, word); ok && !info.Bare {
			r.wrong(n, "%s needs %s", s.Verb, needs(info))
		}
		return s
	case len(pairs) == 0:
		r.wrong(n, "a step is a verb, such as click: Book now")
		return s
	case len(pairs) > 1:
		r.wrong(n, "a step has one verb, and what goes with it stands in braces behind it or indented under it; %q and %q stand side by side", pairs[0].key, pairs[1].key)
		return s
	}
	info, ok := r.verb(pairs[0].at, &s, pairs[0].key)
	if ok {
		r.args(pairs[0].value, info, &s, depth)
	}
	return s
}

func (r *reader) verb(n ast.Node, s *Step, word string) (VerbInfo, bool) {
	s.Verb = Verb(word)
	info, ok := s.Verb.Info()
	if !ok {
		r.wrong(n, "unknown verb %q%s", clip(word), oneOf(word, verbNames()))
	}
	return info, ok
}

// args reads what stands behind a verb.
func (r *reader) args(n ast.Node, info VerbInfo, s *Step, depth int) {
	pairs, ok := mapping(n)
	if !ok {
		r.short(n, info, s)
		return
	}
	own, target := argsOf(info), targetArgs()
	var words []string
	for _, a := range own {
		words = append(words, a.key)
	}
	if info.Target {
		for _, a := range target {
			words = append(words, a.key)
		}
	} else {
		target = nil
	}
	for _, p := range pairs {
		if i := slices.IndexFunc(own, func(a arg[Step]) bool { return a.key == p.key }); i >= 0 {
			if to, ok := own[i].field(s).(*[]Step); ok {
				*to = r.steps(p.value, depth+1)
				continue
			}
			fillArg(r, p, own[i], s)
		} else if i := slices.IndexFunc(target, func(a arg[Target]) bool { return a.key == p.key }); i >= 0 {
			r.target(p, target[i], &s.Target, 1)
		} else {
			r.wrong(p.at, "%s takes no %q%s", info.Verb, clip(p.key), oneOf(p.key, words))
		}
	}
}

// short reads the plain text that may stand behind a verb.
func (r *reader) short(n ast.Node, info VerbInfo, s *Step) {
	if _, null := n.(*ast.NullNode); null {
		if !info.Bare {
			r.wrong(n, "%s needs %s", info.Verb, needs(info))
		}
		return
	}
	if info.Short == "" {
		want := needs(info)
		if want == "" {
			want = "nothing, or keys such as timeout"
		}
		r.wrong(n, "%s takes no plain text; it wants %s", info.Verb, want)
		return
	}
	p := pair{key: info.Short, at: n, value: n}
	for _, a := range stepArgs() {
		if a.key == info.Short {
			fillArg(r, p, a, s)
		}
	}
	for _, a := range targetArgs() {
		if a.key == info.Short {
			r.target(p, a, &s.Target, 1)
		}
	}
}

// target reads one key of a target.
func (r *reader) target(p pair, a arg[Target], t *Target, depth int) {
	if depth > maxDepth {
		r.wrong(p.at, "targets stand in targets more than %d deep", maxDepth)
		return
	}
	switch to := a.field(t).(type) {
	case **Target:
		*to = new(Target)
		r.whole(p.value, *to, depth+1)
	case *[]Target:
		list, ok := p.value.(*ast.SequenceNode)
		if !ok {
			r.wrong(p.value, "%s must be a list of targets, such as [{css: \"#book\"}]", a.key)
			return
		}
		for _, v := range list.Values {
			var one Target
			r.whole(v, &one, depth+1)
			*to = append(*to, one)
		}
	default:
		fillArg(r, p, a, t)
	}
}

// whole reads a target that stands inside another.
func (r *reader) whole(n ast.Node, t *Target, depth int) {
	pairs, ok := mapping(n)
	if !ok || len(pairs) == 0 {
		r.wrong(n, "a target is said with keys, such as {css: \"#book\"}")
		return
	}
	args := targetArgs()
	var words []string
	for _, a := range args {
		words = append(words, a.key)
	}
	for _, p := range pairs {
		i := slices.IndexFunc(args, func(a arg[Target]) bool { return a.key == p.key })
		if i < 0 {
			r.wrong(p.at, "a target has no %q%s", clip(p.key), oneOf(p.key, words))
			continue
		}
		r.target(p, args[i], t, depth)
	}
}

// fillArg reads a scalar into the field that its key stands for.
func fillArg[T any](r *reader, p pair, a arg[T], of *T) {
	to := a.field(of)
	if !r.into(p.value, a.key, to) {
		return
	}
	if s, ok := to.(*string); ok && a.words != nil && !slices.Contains(a.words, *s) {
		r.wrong(p.value, "%s %q is unknown%s", a.key, clip(*s), oneOf(*s, a.words))
	}
}

// into reads a scalar into what to points at.
func (r *reader) into(n ast.Node, key string, to any) bool {
	word, ok := scalar(n)
	_, null := n.(*ast.NullNode)
	if !ok || null {
		r.wrong(n, "%s must be %s", key, wanted(to))
		return false
	}
	var err error
	switch to := to.(type) {
	case *string:
		ok = text(n, word)
		*to = word
	case *Value:
		ok = text(n, word)
		*to = Value(word)
		if _, err := to.Parts(); err != nil && ok {
			r.wrong(n, "%s: %v", key, err)
			return false
		}
	case *bool:
		var b *ast.BoolNode
		if b, ok = n.(*ast.BoolNode); ok {
			*to = b.Value
		}
	case *int:
		_, ok = n.(*ast.IntegerNode)
		if *to, err = strconv.Atoi(word); err != nil || *to > 1e7 || *to < -1e7 {
			ok = false
		}
	case *time.Duration:
		*to, err = time.ParseDuration(word)
		ok = err == nil && *to > 0
	}
	if !ok {
		r.wrong(n, "%s must be %s", key, wanted(to))
	}
	return ok
}

// text reports whether a scalar can be meant as one: true and false are not.
func text(n ast.Node, word string) bool {
	_, truth := n.(*ast.BoolNode)
	return !truth && word != "" && len(word) <= maxText && !strings.ContainsRune(word, 0)
}

// wanted says what a field takes.
func wanted(to any) string {
	switch to.(type) {
	case *bool:
		return "true or false"
	case *int:
		return "a whole number"
	case *time.Duration:
		return "a time above 0, such as 500ms, 10s or 1m"
	}
	return fmt.Sprintf("a text of 1 to %d characters, in quotes where YAML would read something else", maxText)
}

// pair is one line of a mapping.
type pair struct {
	key       string
	at, value ast.Node
}

// mapping gives the lines of a mapping in their order.
func mapping(n ast.Node) ([]pair, bool) {
	var list []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		list = m.Values
	case *ast.MappingValueNode:
		list = []*ast.MappingValueNode{m}
	default:
		return nil, false
	}
	var out []pair
	for _, v := range list {
		key, ok := scalar(v.Key)
		if !ok {
			key = v.Key.String()
		}
		out = append(out, pair{key, v.Key, v.Value})
	}
	return out, true
}

// scalar gives a plain text, as it stands in the file: 02139 keeps its zero.
func scalar(n ast.Node) (string, bool) {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value, true
	case *ast.LiteralNode:
		return v.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode, *ast.InfinityNode, *ast.NanNode:
		return strings.TrimSpace(n.GetToken().Value), true
	}
	return "", false
}

// needs says which keys a verb wants at least one of.
func needs(info VerbInfo) string {
	var out []string
	for _, n := range info.Needs {
		if n == aTarget {
			n = "an element (label, role, name, text, placeholder, testid, css or xpath)"
		}
		out = append(out, n)
	}
	return strings.Join(out, " or ")
}

// oneOf gives the word that was probably meant, or all there are.
func oneOf(word string, words []string) string {
	if hint := yamlfile.Hint(word, words); hint != "" {
		return hint
	}
	return "; one of " + strings.Join(words, ", ")
}

// clip cuts a word of the file that an error repeats.
func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

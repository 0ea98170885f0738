// Package yamlfile reads the data files of quietroom and its users strictly: one
// document, no unknown key, and errors that name file, line and column and the
// word that was probably meant.
//
// It knows no file's content: what an entry must hold is said by the package that
// reads it, which gives its own errors the place with At. Hint serves whoever else
// is given a word that is none of those there are.
package yamlfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Read reads the one document that data must be into a struct. The YAML reader
// panics on some malformed input (goccy/go-yaml v1.19.2: a tagged scalar where a
// list is wanted); a file of the user's must be an error instead.
func Read(name string, data []byte, into any) (err error) {
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("%s:1:1: the file cannot be read as YAML of this shape", name)
		}
	}()
	dec := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict())
	if err := dec.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return located(name, err, into)
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s:1:1: a second document follows; the file must hold one", name)
	}
	return nil
}

// Entry reads one node strictly into a struct and gives where it stands, as
// line:column. UnmarshalYAML of an entry calls it with a type that has no such method.
func Entry(n ast.Node, into any) (at string, err error) {
	return At(n), yaml.NodeToValue(n, into, yaml.Strict())
}

// At gives where a node stands, as line:column.
func At(n ast.Node) string { return place(firstToken(n)) }

// located puts file, line and column before what the YAML reader says, and behind
// it the key that was probably meant.
func located(name string, err error, into any) error {
	y, ok := errors.AsType[yaml.Error](err)
	if !ok {
		return fmt.Errorf("%s:1:1: %w", name, err)
	}
	hint := ""
	if _, quoted, ok := strings.Cut(y.GetMessage(), `unknown field "`); ok {
		word, _, _ := strings.Cut(quoted, `"`)
		hint = Hint(word, keys(reflect.TypeOf(into), map[reflect.Type]bool{}))
	}
	return fmt.Errorf("%s:%s: %s%s", name, place(y.GetToken()), y.GetMessage(), hint)
}

// keys lists the keys that a file of this shape may hold anywhere.
func keys(t reflect.Type, seen map[reflect.Type]bool) (out []string) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return keys(t.Elem(), seen)
	case reflect.Struct:
	default:
		return nil
	}
	if seen[t] {
		return nil
	}
	seen[t] = true
	for i := range t.NumField() {
		f := t.Field(i)
		tag, ok := f.Tag.Lookup("yaml")
		if !ok {
			continue
		}
		if key, _, _ := strings.Cut(tag, ","); key != "" {
			out = append(out, key)
		}
		out = append(out, keys(f.Type, seen)...)
	}
	return out
}

// firstToken gives the token of a node's first key.
func firstToken(n ast.Node) *token.Token {
	switch m := n.(type) {
	case *ast.MappingNode:
		if len(m.Values) > 0 {
			return m.Values[0].Key.GetToken()
		}
	case *ast.MappingValueNode:
		return m.Key.GetToken()
	}
	return n.GetToken()
}

func place(t *token.Token) string {
	if t == nil || t.Position == nil {
		return "1:1"
	}
	return fmt.Sprintf("%d:%d", t.Position.Line, t.Position.Column)
}

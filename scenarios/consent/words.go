package consent

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/quietroom/quietroom/internal/yamlfile"
)

// class is what a button of a banner does.
type class int

const (
	unknown class = iota
	refuses
	saves
	manages
	accepts
)

//go:embed words.yaml
var wordsYAML []byte

type wordFile struct {
	Asks      string     `yaml:"asks"`
	Never     string     `yaml:"never"`
	Languages []language `yaml:"languages"`
}

type language struct {
	Code   string   `yaml:"code"`
	And    string   `yaml:"and"`
	Refuse []string `yaml:"refuse"`
	Save   []string `yaml:"save"`
	Manage []string `yaml:"manage"`
	Accept []string `yaml:"accept"`
}

// vocabulary is words.yaml, compiled.
type vocabulary struct {
	asks  string
	never *regexp.Regexp
	ands  []string
	// of holds each language's patterns by class.
	of []map[class]*regexp.Regexp
}

var words = sync.OnceValue(func() *vocabulary {
	v, err := readWords("words.yaml", wordsYAML)
	if err != nil {
		return &vocabulary{asks: "$^", never: regexp.MustCompile("")} // presses nothing; the tests fail
	}
	return v
})

func readWords(name string, data []byte) (*vocabulary, error) {
	var file wordFile
	if err := yamlfile.Read(name, data, &file); err != nil {
		return nil, err
	}
	v := &vocabulary{asks: file.Asks}
	var err error
	if v.never, err = regexp.Compile(file.Never); err != nil {
		return nil, fmt.Errorf("%s: never: %w", name, err)
	}
	for _, l := range file.Languages {
		by := map[class]*regexp.Regexp{}
		for c, list := range map[class][]string{refuses: l.Refuse, saves: l.Save, manages: l.Manage, accepts: l.Accept} {
			if len(list) == 0 || l.And == "" {
				return nil, fmt.Errorf("%s: language %q wants and, refuse, save, manage and accept", name, l.Code)
			}
			if by[c], err = regexp.Compile(`^ ?(?:` + strings.Join(list, "|") + `) ?$`); err != nil {
				return nil, fmt.Errorf("%s: language %q: %w", name, l.Code, err)
			}
		}
		v.of, v.ands = append(v.of, by), append(v.ands, l.And)
	}
	return v, nil
}

// classOf says what a button does by its name; unknown for one that fits nothing,
// and for one of which two languages say different things.
func classOf(name string) class {
	const longest = 80 // a sentence is no button
	v := words()
	if name == "" || len([]rune(name)) > longest || v.never.MatchString(strings.ToLower(name)) {
		return unknown
	}
	for _, c := range []class{refuses, saves, manages, accepts} {
		for i, by := range v.of {
			said := normal(name, v.ands[i])
			// With a blank before it, a pattern's optional beginning may be missing.
			if said != "" && (by[c].MatchString(said) || by[c].MatchString(" "+said)) {
				return c
			}
		}
	}
	return unknown
}

// normal is a name in lower case, without punctuation, with one blank between words.
func normal(name, and string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r == '\'' || r == '’' || r == '`' || r == '\u00ad' || unicode.Is(unicode.Cf, r):
		case r == '&' || r == '+':
			b.WriteString(" " + and + " ")
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
